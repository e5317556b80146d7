//! Times seen from the document's date or from another one: "yesterday", "last week", "two years ago", "the day after the talks".

use super::days::{PARTS_OF_DAY, full_date, month, numeric, weekday, which};
use super::years::whole;
use super::{Found, boxed};
use crate::time::meaning::{Count, Meaning, Unit, Which};
use crate::time::words::Words;
use chancery_encoder::Upos;

/// "today", "yesterday evening", "tonight", "last night", "the day before yesterday".
pub(super) fn deictic(w: &Words, i: usize) -> Found {
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

pub(super) fn unit(word: &str) -> Option<(Unit, u32)> {
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
pub(super) fn shifted(w: &Words, i: usize) -> Found {
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

pub(super) fn shifted_plain(w: &Words, i: usize) -> Found {
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
pub(super) fn count(w: &Words, i: usize) -> Option<(Count, usize)> {
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
pub(super) fn window(w: &Words, i: usize) -> Found {
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
pub(super) fn away(w: &Words, i: usize) -> Found {
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
pub(super) fn within(w: &Words, i: usize) -> Found {
    let whole = w.is(i, "within");
    if !whole && !w.is(i, "in") {
        return None;
    }
    let (count, unit, next) = stretch(w, i + 1 + usize::from(whole && w.is(i + 1, "the")))?;
    let bare = !w.any(next, &["of", "ago", "from", "earlier", "later", "before", "after"]) && !w.any(next, &["'", "’"]) && !w.dash(next);
    bare.then_some((next, Meaning::Within { unit, count, whole }))
}

/// "two days earlier", "a week later", "the previous day", "the following month", "the day before".
pub(super) fn anchored(w: &Words, i: usize) -> Found {
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
pub(super) fn offset(w: &Words, i: usize) -> Found {
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
