//! The wordings of dates: which runs of words are one, and what they mean.

use super::eras::{ERAS, Era};
use super::meaning::{Count, Meaning, Part, Unit, Which};
use super::words::Words;
use chancery_encoder::Upos;
use jiff::civil::Weekday;

type Found = Option<(usize, Meaning)>;

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
const SHORT_MONTHS: [(&str, u8); 12] = [
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("sept", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];
/// The days of the week by their full names.
pub(crate) const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Monday),
    ("tuesday", Weekday::Tuesday),
    ("wednesday", Weekday::Wednesday),
    ("thursday", Weekday::Thursday),
    ("friday", Weekday::Friday),
    ("saturday", Weekday::Saturday),
    ("sunday", Weekday::Sunday),
];
const SHORT_WEEKDAYS: [(&str, Weekday); 10] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("tues", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("thur", Weekday::Thursday),
    ("thurs", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];
/// "Black Friday" and "Good Friday" are names of days, not dates in a week.
const NAMED_DAYS: [&str; 11] = ["black", "bloody", "good", "ash", "easter", "palm", "cyber", "super", "whit", "maundy", "holy"];
/// A weekday before one of these is the name of a newspaper or a broadcast.
const MASTHEADS: [&str; 14] = [
    "times",
    "telegraph",
    "express",
    "mirror",
    "herald",
    "mail",
    "post",
    "world",
    "independent",
    "star",
    "sun",
    "tribune",
    "people",
    "review",
];
const PARTS_OF_DAY: [&str; 5] = ["morning", "afternoon", "evening", "night", "noon"];
/// Before a year that stands alone.
const BEFORE_YEARS: [&str; 18] = [
    "in", "of", "since", "until", "till", "by", "from", "to", "before", "after", "during", "through", "around", "late", "early", "mid",
    "year", "circa",
];
/// Plural nouns that a year before them dates; another one it may count.
const DATED_PLURALS: [&str; 24] = [
    "elections",
    "polls",
    "protests",
    "talks",
    "sanctions",
    "attacks",
    "bombings",
    "wars",
    "riots",
    "games",
    "olympics",
    "accords",
    "negotiations",
    "strikes",
    "clashes",
    "raids",
    "killings",
    "demonstrations",
    "floods",
    "hearings",
    "budgets",
    "agreements",
    "reforms",
    "primaries",
];
/// Singular nouns that stand after a count.
const MEASURES: [&str; 8] = ["km", "percent", "%", "m", "kg", "mile", "metre", "meter"];

/// The longest date that begins at an atom: the atom after it and the meaning.
pub(super) fn expression(w: &Words, i: usize) -> Found {
    range(w, i).or_else(|| bounded(w, i)).or_else(|| point(w, i))
}

fn point(w: &Words, i: usize) -> Found {
    let forms: [fn(&Words, usize) -> Found; 16] =
        [numeric, full_date, weekday, month, deictic, shifted, window, away, within, decade, century, season, part, anchored, offset, era];
    let found = forms.iter().filter_map(|form| form(w, i)).max_by_key(|f| f.0);
    found.or_else(|| year_alone(w, i))
}

fn boxed(meaning: Meaning) -> Box<Meaning> {
    Box::new(meaning)
}

// Numbers

/// "2017-05-29", "29.05.2017", "29/05/2017" where day and month can't be mistaken.
fn numeric(w: &Words, i: usize) -> Found {
    let sign = w.word(i + 1);
    let goes_on = w.glued(i + 5) && (w.digits(i + 5).is_some() || w.is(i + 5, sign) && w.glued(i + 6) && w.digits(i + 6).is_some());
    let same = w.is(i + 3, sign) && (1..5).all(|k| w.glued(i + k)) && !goes_on;
    if !same || w.glued(i) && !w.any(i.wrapping_sub(1), &["(", "“", "\"", "["]) {
        return None;
    }
    let ((a, la), (b, lb), (c, lc)) = (w.digits(i)?, w.digits(i + 2)?, w.digits(i + 4)?);
    let (year, month, day) = match (sign, la, lb, lc) {
        ("-" | "/" | ".", 4, 2, 1..=2) => (a, b, c),
        (".", 1..=2, 1..=2, 4) => (c, b, a),
        ("/" | "-", 1..=2, 1..=2, 4) if a > 12 || a == b => (c, b, a),
        ("/" | "-", 1..=2, 1..=2, 4) if b > 12 => (c, a, b),
        _ => return None,
    };
    valid(Some(year), u8::try_from(month).ok()?, day).map(|m| (i + 5, m))
}

fn valid(year: Option<u16>, month: u8, day: u16) -> Option<Meaning> {
    let day = u8::try_from(day).ok()?;
    // A day that only leap years have is fine while the year is open.
    chancery_record::Day::new(year.unwrap_or(2024), month, day)?;
    Some(Meaning::Date { year, month, day })
}

/// A day of the month with its ordinal ending: "29", "29th". Never the begin of a longer number or a count with a unit.
fn day_number(w: &Words, i: usize) -> Option<(u16, usize)> {
    let (n, len) = w.digits(i)?;
    if len > 2 || !(1..=31).contains(&n) {
        return None;
    }
    let mut next = i + 1;
    if w.any(next, &["st", "nd", "rd", "th"]) && (w.glued(next) || w.capital(i.wrapping_sub(1))) {
        next += 1;
    } else if w.glued(next)
        && (w.is(next, "%") || w.any(next, &[":", "/"]) && w.digits(next + 1).is_some() || w.word(next).starts_with(char::is_alphabetic))
    {
        return None;
    }
    let longer = w.any(next, &[",", "."]) && w.glued(next) && w.glued(next + 1) && w.digits(next + 1).is_some();
    (!longer).then_some((n, next))
}

/// Four digits that can be a year of a date.
fn year_number(w: &Words, i: usize) -> Option<u16> {
    let (n, len) = w.digits(i)?;
    let longer = (w.glued(i + 1) && w.any(i + 1, &[",", ".", "%"]) && w.glued(i + 2) && w.digits(i + 2).is_some())
        || w.glued(i + 1) && w.word(i + 1).starts_with(char::is_alphabetic);
    (len == 4 && (1000..=2100).contains(&n) && !longer).then_some(n)
}

/// ", 2017" or " 2017" after a date.
fn year_after(w: &Words, i: usize) -> Option<(u16, usize)> {
    let at = if w.is(i, ",") { i + 1 } else { i };
    let at = if at == i && w.is(i, "of") { i + 1 } else { at };
    // The year of "June 3-7, 2014-18" belongs to what follows.
    let begins = w.dash(at + 1) && w.glued(at + 1) && w.digits(at + 2).is_some();
    year_number(w, at).filter(|_| !begins).map(|y| (y, at + 1))
}

// Months and days

/// A month's name in full or short, and the atom after it with its stop.
fn month_name(w: &Words, i: usize) -> Option<(u8, usize, bool)> {
    if !w.capital(i) {
        return None;
    }
    if let Some(m) = MONTHS.iter().position(|&m| w.is(i, m)) {
        return Some((u8::try_from(m + 1).ok()?, i + 1, true));
    }
    let &(_, m) = SHORT_MONTHS.iter().find(|(name, _)| w.is(i, name))?;
    let stop = w.is(i + 1, ".") && w.glued(i + 1);
    Some((m, i + 1 + usize::from(stop), false))
}

/// A weekday's name; the short ones only where a date follows.
fn weekday_name(w: &Words, i: usize) -> Option<(Weekday, usize, bool)> {
    if !w.capital(i) {
        return None;
    }
    if let Some(&(_, day)) = WEEKDAYS.iter().find(|(name, _)| w.is(i, name)) {
        return Some((day, i + 1, true));
    }
    let &(_, day) = SHORT_WEEKDAYS.iter().find(|(name, _)| w.is(i, name))?;
    Some((day, i + 1 + usize::from(w.is(i + 1, ".") && w.glued(i + 1)), false))
}

/// "May 29, 2017", "29 May", "Monday, May 29", "29th of May 2017", "June 3-7", "3-7 June 2017".
fn full_date(w: &Words, i: usize) -> Found {
    if let Some((_, next, _)) = weekday_name(w, i) {
        let next = next + usize::from(w.any(next, PARTS_OF_DAY.as_slice()));
        let next = next + usize::from(w.is(next, ","));
        let next = next + usize::from(w.is(next, "the"));
        return if day_number(w, next).is_some() || month_name(w, next).is_some() { full_date(w, next) } else { None };
    }
    if let Some((month, next, _)) = month_name(w, i) {
        let next = next + usize::from(w.is(next, "the"));
        let (day, next) = day_number(w, next)?;
        if w.dash(next)
            && let Some((last, after)) = day_number(w, next + 1)
            && last > day
        {
            let (year, end) = year_after(w, after).map_or((None, after), |(y, e)| (Some(y), e));
            return Some((end, Meaning::Between(boxed(valid(year, month, day)?), boxed(valid(year, month, last)?))));
        }
        let (year, end) = year_after(w, next).map_or((None, next), |(y, e)| (Some(y), e));
        return valid(year, month, day).map(|m| (end, m));
    }
    if i > 0 && w.glued(i) && (w.dash(i - 1) || w.any(i - 1, &[",", ".", "/", "$", "€", "£"])) {
        return None;
    }
    let (day, next) = day_number(w, i)?;
    let (first, day, next) = match day_number(w, next + 1).filter(|_| w.dash(next)) {
        Some((last, after)) if last > day => (Some(day), last, after),
        _ => (None, day, next),
    };
    let next = next + usize::from(w.is(next, "of"));
    let (month, next, _) = month_name(w, next)?;
    // "killed 29 May 1" is nothing; "may" of "29 may" is a verb and has no capital.
    let (year, end) = year_after(w, next).map_or((None, next), |(y, e)| (Some(y), e));
    let last = valid(year, month, day)?;
    Some((
        end,
        match first {
            Some(first) => Meaning::Between(boxed(valid(year, month, first)?), boxed(last)),
            None => last,
        },
    ))
}

/// "last", "this", "next" and their like before a unit, a weekday or a season.
fn which(w: &Words, i: usize) -> (Which, usize) {
    match w.word(i) {
        "this" if w.any(i + 1, &["past", "last"]) => (Which::Last, i + 2),
        "this" if w.any(i + 1, &["coming", "next"]) => (Which::Next, i + 2),
        "last" | "past" => (Which::Last, i + 1),
        "this" => (Which::This, i + 1),
        "next" | "coming" => (Which::Next, i + 1),
        _ => (Which::Bare, i),
    }
}

/// "Monday", "last Tuesday", "Monday night", "Tuesday of last week", "early Friday".
fn weekday(w: &Words, i: usize) -> Found {
    if w.any(i, &["early", "late"]) && weekday_name(w, i + 1).is_some() {
        return weekday(w, i + 1);
    }
    let (which, name) = which(w, i);
    let (weekday, mut next, full) = weekday_name(w, name)?;
    let named = NAMED_DAYS.contains(&w.before(name)) && w.capital(name - 1);
    let masthead = w.capital(next) && w.any(next, MASTHEADS.as_slice());
    if !full
        || named
        || masthead
        || w.any(i.wrapping_sub(1), &["every", "each"])
        || (w.glued(name) && name > 0 && !w.any(name - 1, &["(", "“", "\"", "'", "‘", "-", "–", "—", "["]))
    {
        return None;
    }
    let mut next_part = next;
    if w.any(next_part, &["early", "late"]) {
        next_part += 1;
    }
    if w.any(next_part, PARTS_OF_DAY.as_slice()) {
        next = next_part + 1;
    }
    let week = next + usize::from(w.is(next, "of"));
    if which == Which::Bare && w.is(week + 1, "week") {
        let weeks = match w.word(week) {
            "last" => Some(-1),
            "this" => Some(0),
            "next" => Some(1),
            _ => None,
        };
        if let Some(weeks) = weeks {
            return Some((week + 2, Meaning::WeekdayOf { weekday, weeks }));
        }
    }
    Some((next, Meaning::Weekday { weekday, which }))
}

/// "May 2016", "January", "last March", "in May". The verb and the march are told from the month by what stands before.
fn month(w: &Words, i: usize) -> Found {
    let (which, name) = which(w, i);
    let (month, next, full) = month_name(w, name)?;
    let year = if which == Which::Bare { year_after(w, next) } else { None };
    if w.name(name) == "person" || matches!(w.upos(name), Upos::Aux | Upos::Verb) {
        return None;
    }
    if let Some((year, end)) = year {
        return Some((end, Meaning::Month { year: Some(year), month, which: Which::Bare }));
    }
    let doubtful = matches!(month, 3 | 5);
    let introduced = which != Which::Bare
        || w.any(
            name.wrapping_sub(1),
            &["in", "since", "until", "till", "before", "after", "during", "from", "through", "early", "late", "mid", "of", "between"],
        )
        || (name >= 2 && w.dash(name - 1) && w.is(name - 2, "mid"));
    let called =
        w.any(next, &["for", "on", "day", "movement"]) && doubtful && (w.any(name.wrapping_sub(1), &["the", "a"]) || w.is(next, "day"));
    if !full || called || (doubtful && !introduced) || day_number(w, next).is_some() {
        return None;
    }
    Some((next, Meaning::Month { year: None, month, which }))
}

// Around the document's date

/// "today", "yesterday evening", "tonight", "last night", "the day before yesterday".
fn deictic(w: &Words, i: usize) -> Found {
    let start = i + usize::from(w.is(i, "the"));
    if w.is(start, "day") && w.any(start + 1, &["before", "after"]) {
        let by = match (w.word(start + 1), w.word(start + 2)) {
            ("before", "yesterday") => -2,
            ("after", "tomorrow") => 2,
            _ => return None,
        };
        return Some((start + 3, Meaning::Shifted { unit: Unit::Day, by }));
    }
    let earlier = usize::from(w.any(i, &["earlier", "later", "early", "late"]));
    let (by, next) = match (w.word(i + earlier), w.word(i + earlier + 1)) {
        ("this", part) if PARTS_OF_DAY.contains(&part) && part != "noon" => (0, i + earlier + 2),
        ("last", "night" | "evening") => (-1, i + earlier + 2),
        // "Russia Today" and "USA Today" are names.
        ("today", _) if (!w.capital(i + earlier) || i == 0) && !listed_name(w, i + earlier) => (0, i + earlier + 1),
        ("tonight", _) => (0, i + earlier + 1),
        ("yesterday", _) => (-1, i + earlier + 1),
        ("tomorrow", _) => (1, i + earlier + 1),
        ("overnight", _) => return Some((i + earlier + 1, Meaning::Overnight)),
        _ => return None,
    };
    let next = next + usize::from(w.any(next, PARTS_OF_DAY.as_slice()) && next == i + earlier + 1);
    Some((next, Meaning::Shifted { unit: Unit::Day, by }))
}

/// "Russia today and Sputnik": a name in a list, even where its last word has lost its capital.
fn listed_name(w: &Words, i: usize) -> bool {
    i > 0 && w.capital(i - 1) && w.upos(i - 1) == Upos::Propn && w.any(i + 1, &["and", "or"]) && w.capital(i + 2)
}

fn unit(word: &str) -> Option<(Unit, u32)> {
    Some(match word {
        "hour" | "hours" => (Unit::Hour, 1),
        "day" | "days" => (Unit::Day, 1),
        "week" | "weeks" => (Unit::Week, 1),
        "fortnight" => (Unit::Week, 2),
        "weekend" => (Unit::Weekend, 1),
        "month" | "months" => (Unit::Month, 1),
        "quarter" => (Unit::Quarter, 1),
        "year" | "years" => (Unit::Year, 1),
        "decade" | "decades" => (Unit::Decade, 1),
        "century" | "centuries" => (Unit::Century, 1),
        _ => return None,
    })
}

/// "last week", "this year", "next month", "the weekend", "earlier this month", "the week before last".
fn shifted(w: &Words, i: usize) -> Found {
    if w.any(i, &["earlier", "later"]) {
        let later = w.is(i, "later");
        let at = i + 1 + usize::from(w.any(i + 1, &["in", "on"]));
        let (end, of) = if w.is(at, "the") { whole(w, at)? } else { shifted_plain(w, at)? };
        return Some((end, Meaning::Rest { of: boxed(of), later }));
    }
    let start = i + usize::from(w.is(i, "the"));
    if w.any(start + 1, &["before", "after"]) && w.any(start + 2, &["last", "next"]) {
        let (unit, _) = unit(w.word(start))?;
        let by = match (w.word(start + 1), w.word(start + 2)) {
            ("before", "last") => -2,
            ("after", "next") => 2,
            _ => return None,
        };
        return Some((start + 3, Meaning::Shifted { unit, by }));
    }
    if start > i && w.is(start, "weekend") && !w.any(start + 1, &["of", "before", "after"]) && !w.any(i.wrapping_sub(1), &["every"]) {
        return Some((start + 1, Meaning::Shifted { unit: Unit::Weekend, by: 0 }));
    }
    shifted_plain(w, i)
}

fn shifted_plain(w: &Words, i: usize) -> Found {
    let (which, at) = if w.is(i, "current") { (Which::This, i + 1) } else { which(w, i) };
    let by = match which {
        Which::Last => -1,
        Which::This => 0,
        Which::Next => 1,
        Which::Bare => return None,
    };
    // "the past week" is a window that ends today; "the last week of May" a part of May.
    if w.any(at.wrapping_sub(1), &["past", "coming"]) || w.is(at + 1, "of") || w.is(i.wrapping_sub(1), "the") {
        return None;
    }
    let (unit, n) = unit(w.word(at))?;
    // Last and next day are told from another date.
    let other = w.word(at).ends_with('s') || n > 1 || unit == Unit::Hour || unit == Unit::Day && by != 0;
    (!other).then_some((at + 1, Meaning::Shifted { unit, by }))
}

/// How many: a number, "a", "a few", "several", "more than two"; with the atom after it.
fn count(w: &Words, i: usize) -> Option<(Count, usize)> {
    let (mut at, mut about) = (i, false);
    if w.any(at, &["about", "around", "nearly", "almost", "some", "over", "roughly", "approximately", "barely", "just", "exactly", "only"])
    {
        about = !w.any(at, &["just", "exactly", "only"]);
        at += 1;
    } else if w.any(at, &["more", "less", "fewer"]) && w.is(at + 1, "than") {
        (about, at) = (true, at + 2);
    }
    let vague = |number, next| Some((Count { number, about: true }, next));
    if w.any(at, &["a", "an", "the"]) && w.is(at + 1, "couple") {
        return vague(2, at + 2 + usize::from(w.is(at + 2, "of")));
    }
    let article = usize::from(w.is(at, "a"));
    match w.word(at + article) {
        "few" => return vague(3, at + article + 1),
        "several" | "many" => return vague(5, at + article + 1),
        _ => {}
    }
    if w.any(at, &["a", "an"]) && unit(w.word(at + 1)).is_some() {
        return Some((Count { number: 1, about }, at + 1));
    }
    let (number, next) = w.number(at)?;
    (number > 0).then_some((Count { number, about }, next))
}

/// A count and a unit: "two weeks", "a year and a half".
fn stretch(w: &Words, i: usize) -> Option<(Count, Unit, usize)> {
    let (mut count, at) = count(w, i)?;
    let at = at + usize::from(w.dash(at));
    let (unit, times) = unit(w.word(at))?;
    if matches!(unit, Unit::Weekend | Unit::Quarter) {
        return None;
    }
    count.number = count.number.saturating_mul(times);
    let mut next = at + 1;
    if w.is(next, "and") && w.is(next + 1, "a") && w.is(next + 2, "half") {
        (count.about, next) = (true, next + 3);
    }
    Some((count, unit, next))
}

/// "the past two years", "the last few days", "recent weeks", "the next 48 hours", "the past week".
fn window(w: &Words, i: usize) -> Found {
    let the = usize::from(w.any(i, &["the", "these", "this"]));
    let at = i + the;
    let sign = match w.word(at) {
        "past" | "last" | "recent" => -1,
        "next" | "coming" => 1,
        _ => return None,
    };
    let loose = w.any(at, &["recent", "coming"]);
    let (count, unit, next) = match stretch(w, at + 1) {
        Some(found) => found,
        None => {
            let (unit, times) = unit(w.word(at + 1))?;
            let plural = w.word(at + 1).ends_with('s');
            let one = !plural && (w.is(at, "past") || (the > 0 && w.is(i, "the") && w.is(at, "last")));
            if unit == Unit::Weekend || !(loose && plural || one) {
                return None;
            }
            (Count { number: if plural { 5 } else { times }, about: plural }, unit, at + 2)
        }
    };
    (!w.is(next, "of")).then_some((next, Meaning::Window { unit, count, sign }))
}

/// "two weeks ago", "two years from now".
fn away(w: &Words, i: usize) -> Found {
    let (count, unit, next) = match stretch(w, i) {
        Some(found) => found,
        None => {
            let (unit, _) = unit(w.word(i)).filter(|_| w.word(i).ends_with('s') && w.is(i + 1, "ago"))?;
            (Count { number: 5, about: true }, unit, i + 1)
        }
    };
    let sign = match (w.word(next), w.word(next + 1)) {
        ("ago", _) => -1,
        ("from", "now") => 1,
        _ => return None,
    };
    let end = next + if sign < 0 { 1 } else { 2 };
    Some((end, Meaning::Away { unit, count, sign }))
}

/// "in two weeks", "within 48 hours".
fn within(w: &Words, i: usize) -> Found {
    let whole = w.is(i, "within");
    if !whole && !w.is(i, "in") {
        return None;
    }
    let (count, unit, next) = stretch(w, i + 1 + usize::from(whole && w.is(i + 1, "the")))?;
    let bare = !w.any(next, &["of", "ago", "from", "earlier", "later", "before", "after"]) && !w.any(next, &["'", "’"]) && !w.dash(next);
    bare.then_some((next, Meaning::Within { unit, count, whole }))
}

/// "two days earlier", "a week later", "the previous day", "the following month", "the day before".
fn anchored(w: &Words, i: usize) -> Found {
    if w.is(i, "the") {
        let by = match w.word(i + 1) {
            "previous" => -1,
            "following" => 1,
            "next" if w.is(i + 2, "day") => 1,
            "same" => 0,
            "day" | "week" | "month" | "year" if w.any(i + 2, &["before", "earlier"]) => {
                let (unit, _) = unit(w.word(i + 1))?;
                let ends = w.word(i + 3).chars().all(|c| !c.is_alphanumeric());
                return ends.then_some((i + 3, Meaning::Anchored { unit, by: -1 }));
            }
            _ => return None,
        };
        let (unit, _) = unit(w.word(i + 2)).filter(|(u, _)| matches!(u, Unit::Day | Unit::Week | Unit::Month | Unit::Year))?;
        return (!w.word(i + 2).ends_with('s')).then_some((i + 3, Meaning::Anchored { unit, by }));
    }
    let (count, unit, next) = stretch(w, i)?;
    let sign = match w.word(next) {
        "earlier" => -1,
        "later" => 1,
        _ => return None,
    };
    let by = i32::try_from(count.number).ok()?.checked_mul(sign)?;
    (!count.about && !w.is(next + 1, "than")).then_some((next + 1, Meaning::Anchored { unit, by }))
}

/// "three days after the summit of 10 February", "the day after Monday's attack": a distance from a date further on in the phrase, or from
/// what happened then. The words up to the preposition are the expression; the date behind it is one of its own.
fn offset(w: &Words, i: usize) -> Found {
    const REACH: usize = 8;
    let (count, unit, next) = match stretch(w, i) {
        Some(found) => found,
        None => {
            let (unit, _) = unit(w.word(i + 1)).filter(|_| w.any(i, &["the", "a"]) && !w.word(i + 1).ends_with('s'))?;
            (Count { number: 1, about: false }, unit, i + 2)
        }
    };
    let sign = match w.word(next) {
        "after" => 1,
        "before" => -1,
        _ => return None,
    };
    let ends = |k: usize| w.any(k, &[",", ".", ";", "and", "but"]) || matches!(w.upos(k), Upos::Verb | Upos::Aux);
    let phrase = (next + 1..(next + REACH).min(w.atoms.len())).take_while(|&k| !ends(k));
    let dated: [fn(&Words, usize) -> Found; 4] = [numeric, full_date, weekday, month];
    let from = phrase.filter_map(|k| dated.iter().find_map(|form| form(w, k))).next();
    let by = i32::try_from(count.number).ok()?.checked_mul(sign)?;
    let told = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year) && w.word(next + 1).starts_with(char::is_alphanumeric);
    match from {
        _ if count.about => None,
        Some((_, from)) => Some((next + 1, Meaning::Offset { unit, by, from: boxed(from) })),
        // "two days after the talks": reckoned once the talks are dated.
        None => told.then_some((next + 1, Meaning::FromEvent { unit, by })),
    }
}

// Years and more

/// "the Cold War".
fn era(w: &Words, i: usize) -> Found {
    let at = i + usize::from(w.is(i, "the"));
    let named = |era: &&Era| w.capital(at) && era.words.iter().enumerate().all(|(k, word)| w.is(at + k, word));
    let era = ERAS.iter().find(named)?;
    let introduced = w.any(i.wrapping_sub(1), &["in", "during", "since", "throughout", "before", "after", "of", "through"]);
    introduced.then(|| (at + era.words.len(), Meaning::Era(era.first, era.last)))
}

/// "the 1990s", "the '90s".
fn decade(w: &Words, i: usize) -> Found {
    let at = i + usize::from(w.is(i, "the"));
    if w.any(at, &["'", "’", "‘"]) && w.glued(at + 1) && w.is(at + 2, "s") && w.glued(at + 2) {
        let (n, len) = w.digits(at + 1)?;
        return (len == 2 && n % 10 == 0 && n >= 20).then_some((at + 3, Meaning::Decade(1900 + n)));
    }
    let (n, len) = w.digits(at)?;
    let apostrophe = usize::from(w.any(at + 1, &["'", "’"]) && w.glued(at + 1));
    let plural = w.is(at + 1 + apostrophe, "s") && w.glued(at + 1) && w.glued(at + 1 + apostrophe);
    (len == 4 && n % 10 == 0 && (1000..=2090).contains(&n) && plural && (apostrophe == 0 || at > i))
        .then_some((at + 2 + apostrophe, Meaning::Decade(n)))
}

/// "the 19th century", "the twenty-first century".
fn century(w: &Words, i: usize) -> Found {
    let at = i + usize::from(w.is(i, "the"));
    let (n, next) = match w.word(at) {
        "eighteenth" => (18, at + 1),
        "nineteenth" => (19, at + 1),
        "twentieth" => (20, at + 1),
        "twenty" if w.dash(at + 1) && w.is(at + 2, "first") => (21, at + 3),
        _ => {
            let (n, _) = w.digits(at).filter(|d| (1..=21).contains(&d.0))?;
            (n, at + 1 + usize::from(w.any(at + 1, &["st", "nd", "rd", "th"])))
        }
    };
    let next = next + usize::from(w.dash(next));
    (w.is(next, "century") && next > at + usize::from(w.digits(at).is_some())).then_some((next + 1, Meaning::Century(n)))
}

/// "last summer", "the summer of 2015", "spring 2014", "in the winter".
fn season(w: &Words, i: usize) -> Found {
    let (which, at) = which(w, i);
    let at = at + usize::from(which == Which::Bare && w.is(at, "the"));
    let first = match w.word(at) {
        "spring" => 3,
        "summer" => 6,
        "autumn" | "fall" => 9,
        "winter" => 12,
        _ => return None,
    };
    // "the Arab Spring", "the Winter Games", "to fall".
    if w.capital(at) && (w.capital(at.wrapping_sub(1)) && at > 1 || w.capital(at + 1)) || w.upos(at) == Upos::Verb {
        return None;
    }
    if which == Which::Bare
        && let Some((year, end)) = year_after(w, at + 1)
    {
        return Some((end, Meaning::Season { first, year: Some(year), which }));
    }
    let introduced = w.any(i.wrapping_sub(1), &["in", "during", "over", "by", "since", "until"]);
    let clear =
        which != Which::Bare || (introduced && (matches!(first, 6 | 12) || at > i || w.is(at, "autumn")) && !w.any(at + 1, &["of", "in"]));
    clear.then_some((at + 1, Meaning::Season { first, year: None, which }))
}

/// "the year" in "the end of the year", "the 1990s", a date or a year that stands after "of".
fn whole(w: &Words, i: usize) -> Found {
    if w.any(i, &["the", "this"])
        && let Some((unit, 1)) = unit(w.word(i + 1))
        && !w.word(i + 1).ends_with('s')
        && !w.is(i + 2, "of")
    {
        return Some((i + 2, Meaning::Shifted { unit, by: 0 }));
    }
    let forms: [fn(&Words, usize) -> Found; 6] = [month, shifted_plain, decade, century, season, bare_year];
    forms.iter().filter_map(|form| form(w, i)).max_by_key(|f| f.0)
}

/// "early 2015", "mid-May", "late last year", "the end of the year", "the first half of 2015".
fn part(w: &Words, i: usize) -> Found {
    let the = usize::from(w.is(i, "the"));
    let at = i + the;
    if w.any(at, &["early", "mid", "late"]) {
        let part = match w.word(at) {
            "early" => Part::Early,
            "mid" => Part::Middle,
            _ => Part::Late,
        };
        let next = at + 1 + usize::from(w.dash(at + 1));
        let next = next + usize::from(w.is(next, "in") && part != Part::Middle);
        let (end, of) = whole(w, next)?;
        return Some((end, Meaning::Part { of: boxed(of), part }));
    }
    let (part, next) = match (w.word(at), w.word(at + 1)) {
        ("end" | "close", _) => (Part::End, at + 1),
        ("start" | "beginning", _) => (Part::Start, at + 1),
        ("middle", _) => (Part::Middle, at + 1),
        ("first", "half") => (Part::Half(1), at + 2),
        ("second", "half") => (Part::Half(2), at + 2),
        (n, "quarter") => (Part::Quarter(ordinal(n)?), at + 2),
        _ => return None,
    };
    if !w.is(next, "of") || the == 0 {
        return None;
    }
    let (end, of) = whole(w, next + 1)?;
    Some((end, Meaning::Part { of: boxed(of), part }))
}

fn ordinal(word: &str) -> Option<u8> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" | "final" | "last" => 4,
        _ => return None,
    })
}

fn bare_year(w: &Words, i: usize) -> Found {
    let year = year_number(w, i).filter(|y| (1900..=2100).contains(y))?;
    (!counts(w, i)).then_some((i + 1, Meaning::Year(year)))
}

/// A year that stands alone is a date only where the words around it say so: "in 2015", "the 2015 agreement".
fn year_alone(w: &Words, i: usize) -> Found {
    let (end, meaning) = bare_year(w, i)?;
    if w.glued(i) && i > 0 && !w.any(i - 1, &["(", "“", "\"", "‘", "-"]) {
        return None;
    }
    let mut before = i.checked_sub(1)?;
    // "of late 2015" and the like are found as parts; brackets and dashes carry no sense of their own.
    if w.any(before, &["the", "its", "his", "her", "their", "a"]) || w.possessive(before.wrapping_sub(1)) || modifies(w, i) {
        return dated_noun(w, i + 1).then_some((end, meaning));
    }
    if w.any(before, &["fiscal", "year"]) {
        return Some((end, meaning));
    }
    if w.any(before, &["and", "or", ","]) && before >= 2 && year_number(w, before - 1).is_some() {
        before = before.saturating_sub(2);
    }
    BEFORE_YEARS.contains(&w.word(before)).then_some((end, meaning))
}

/// True where the parse has the number as a part of the name or noun after it.
fn modifies(w: &Words, i: usize) -> bool {
    w.token(i)
        .zip(w.atoms.get(i))
        .is_some_and(|(t, a)| matches!(t.relation(), "compound" | "nmod" | "nummod" | "amod") && t.head.is_some_and(|h| h > a.token))
}

/// A noun that a year before it dates rather than counts.
fn dated_noun(w: &Words, i: usize) -> bool {
    // "the 2015 nuclear deal": the noun is a few words on.
    let part =
        |k: usize| matches!(w.upos(k), Upos::Adj | Upos::Propn | Upos::Adv) || w.upos(k) == Upos::Noun && w.upos(k + 1) == Upos::Noun;
    let noun = (i..i + 5).find(|&k| w.word(k).is_empty() || !part(k));
    let Some(noun) = noun.filter(|&n| !w.word(n).is_empty()) else { return false };
    let word = w.word(noun);
    if w.upos(noun) == Upos::Noun || w.upos(noun) == Upos::X {
        let plural = w.token(noun).is_some_and(|t| t.has("Number=Plur"))
            || (word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("sis"));
        return if plural { DATED_PLURALS.contains(&word) } else { word.chars().all(char::is_alphabetic) && !MEASURES.contains(&word) };
    }
    // Only a name follows: "the 2016 Brexit".
    noun > i && w.upos(noun - 1) == Upos::Propn
}

/// True for four digits that count or number something: "2000 people", "Resolution 2015".
fn counts(w: &Words, i: usize) -> bool {
    let numbered = w.any(
        i.wrapping_sub(1),
        &["resolution", "article", "number", "no", "flight", "room", "section", "decree", "order", "$", "€", "£", "#", "directive", "law"],
    );
    let quantity = w.any(
        i + 1,
        &[
            "people",
            "troops",
            "soldiers",
            "men",
            "women",
            "children",
            "km",
            "miles",
            "dollars",
            "euros",
            "civilians",
            "years",
            "percent",
            "%",
            "hours",
            "gmt",
            "refugees",
        ],
    );
    let after_stop = w.is(i.wrapping_sub(1), ".") && w.is(i.wrapping_sub(2), "no");
    let counted = w.token(i).zip(w.atoms.get(i)).is_some_and(|(t, a)| {
        t.deprel == "nummod"
            && t.head
                .and_then(|h| w.tokens.get(h))
                .is_some_and(|h| h.has("Number=Plur") && !DATED_PLURALS.contains(&h.form.to_lowercase().as_str()))
            && t.head > Some(a.token)
    });
    numbered || quantity || after_stop || counted
}

// From one to another

/// "between 3 and 7 June", "from 2014 to 2018", "2014-2018", "May-July 2016".
fn range(w: &Words, i: usize) -> Found {
    let (joins, at): (&[&str], usize) = match w.word(i) {
        "between" => (&["and"], i + 1),
        "from" => (&["to", "until", "till", "through"], i + 1),
        _ => return dashed(w, i),
    };
    if let Some((day, next)) = day_number(w, at)
        && w.any(next, joins)
        && let Some((end, last)) = full_date(w, next + 1)
        && let Meaning::Date { year, month, .. } = last
    {
        return Some((end, Meaning::Between(boxed(valid(year, month, day)?), boxed(last))));
    }
    let (next, first) = bare_year(w, at).or_else(|| point(w, at)).filter(|f| !matches!(f.1, Meaning::Within { .. }))?;
    if !w.any(next, joins) {
        return None;
    }
    let (end, last) = bare_year(w, next + 1).or_else(|| point(w, next + 1))?;
    join(first, last).map(|m| (end, m))
}

fn dashed(w: &Words, i: usize) -> Found {
    if i > 0 && w.glued(i) && !w.any(i - 1, &["(", "“", "\""]) {
        return None;
    }
    if !w.dash(i + 1) || w.dash(i + 3) && w.glued(i + 3) {
        return None;
    }
    if let Some((first, _)) = month_name(w, i).map(|m| (m.0, m.1)) {
        let (end, last) = month(w, i + 2)?;
        return match last {
            Meaning::Month { year: Some(_), .. } => {
                join(Meaning::Month { year: None, month: first, which: Which::Bare }, last).map(|m| (end, m))
            }
            _ => None,
        };
    }
    let first = year_number(w, i).filter(|y| (1900..=2100).contains(y))?;
    if !w.glued(i + 1) || !w.glued(i + 2) {
        return None;
    }
    let (n, len) = w.digits(i + 2)?;
    let last = if len == 2 { first / 100 * 100 + n } else { n };
    ((len == 4 || len == 2 && n > 12) && last > first && last <= 2100)
        .then(|| (i + 3, Meaning::Between(boxed(Meaning::Year(first)), boxed(Meaning::Year(last)))))
}

/// Two ends of one kind; the first takes over the year of the second.
fn join(first: Meaning, last: Meaning) -> Option<Meaning> {
    let first = match (first, &last) {
        (Meaning::Year(a), Meaning::Year(b)) if a < *b => Meaning::Year(a),
        (Meaning::Year(_), _) | (_, Meaning::Year(_)) => return None,
        (Meaning::Date { year: None, month, day }, &(Meaning::Date { year, month: m, .. } | Meaning::Month { year, month: m, .. }))
            if month <= m =>
        {
            Meaning::Date { year, month, day }
        }
        (Meaning::Month { year: None, month, which }, &(Meaning::Date { year, month: m, .. } | Meaning::Month { year, month: m, .. }))
            if month <= m =>
        {
            Meaning::Month { year, month, which }
        }
        (first, _) => first,
    };
    Some(Meaning::Between(boxed(first), boxed(last)))
}

/// "since March", "until Friday", "by 2020", "after May 29": where the preposition belongs to the date and to nothing behind it.
fn bounded(w: &Words, i: usize) -> Found {
    let kind = w.word(i);
    if !matches!(kind, "since" | "until" | "till" | "by" | "before" | "after" | "through") {
        return None;
    }
    let (end, of) = match point(w, i + 1) {
        Some(found) => found,
        None => bare_year(w, i + 1)?,
    };
    let last = w.atoms.get(end.checked_sub(1)?)?.token;
    let behind = w.token(i).and_then(|t| t.head).is_some_and(|h| h > last);
    let lone_month = kind == "by" && matches!(of, Meaning::Month { year: None, .. });
    let relative = matches!(of, Meaning::Within { .. } | Meaning::Anchored { .. } | Meaning::Window { .. });
    if behind || lone_month || relative || w.possessive(end) || matches!(of, Meaning::Between(..)) {
        return None;
    }
    let of = boxed(of);
    Some((
        end,
        match kind {
            "since" => Meaning::Since(of),
            "before" => Meaning::Before(of),
            "after" => Meaning::After(of),
            _ => Meaning::Until(of),
        },
    ))
}
