//! Days and months: "2017-05-29", "Monday, May 29", "the night of 3 June", "last Tuesday", "in May".

use super::{Found, boxed};
use crate::time::meaning::{Meaning, Which};
use crate::time::words::Words;
use chancery_encoder::Upos;
use jiff::civil::Weekday;

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
pub(super) const PARTS_OF_DAY: [&str; 5] = ["morning", "afternoon", "evening", "night", "noon"];

/// "2017-05-29", "29.05.2017", "29/05/2017" where day and month can't be mistaken.
pub(super) fn numeric(w: &Words, i: usize) -> Found {
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

pub(super) fn valid(year: Option<u16>, month: u8, day: u16) -> Option<Meaning> {
    let day = u8::try_from(day).ok()?;
    // A day that only leap years have is fine while the year is open.
    chancery_record::Day::new(year.unwrap_or(2024), month, day)?;
    Some(Meaning::Date { year, month, day })
}

/// A day of the month with its ordinal ending: "29", "29th". Never the begin of a longer number or a count with a unit.
pub(super) fn day_number(w: &Words, i: usize) -> Option<(u16, usize)> {
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
pub(super) fn year_number(w: &Words, i: usize) -> Option<u16> {
    let (n, len) = w.digits(i)?;
    let longer = (w.glued(i + 1) && w.any(i + 1, &[",", ".", "%"]) && w.glued(i + 2) && w.digits(i + 2).is_some())
        || w.glued(i + 1) && w.word(i + 1).starts_with(char::is_alphabetic);
    (len == 4 && (1000..=2100).contains(&n) && !longer).then_some(n)
}

/// ", 2017" or " 2017" after a date.
pub(super) fn year_after(w: &Words, i: usize) -> Option<(u16, usize)> {
    let at = if w.is(i, ",") { i + 1 } else { i };
    let at = if at == i && w.is(i, "of") { i + 1 } else { at };
    // The year of "June 3-7, 2014-18" belongs to what follows.
    let begins = w.dash(at + 1) && w.glued(at + 1) && w.digits(at + 2).is_some();
    year_number(w, at).filter(|_| !begins).map(|y| (y, at + 1))
}

/// A month's name in full or short, and the atom after it with its stop.
pub(super) fn month_name(w: &Words, i: usize) -> Option<(u8, usize, bool)> {
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
pub(super) fn full_date(w: &Words, i: usize) -> Found {
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
pub(super) fn which(w: &Words, i: usize) -> (Which, usize) {
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
pub(super) fn weekday(w: &Words, i: usize) -> Found {
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
pub(super) fn month(w: &Words, i: usize) -> Found {
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
