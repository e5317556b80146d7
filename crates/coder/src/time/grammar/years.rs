//! Years and longer times, seasons, and parts of them: "in 2015", "the 1990s", "last summer", "the first half of 2015", "the Cold War".

use super::days::{month, which, year_after, year_number};
use super::relative::{shifted_plain, unit};
use super::{Found, boxed};
use crate::time::eras::{ERAS, Era};
use crate::time::meaning::{Meaning, Part, Which};
use crate::time::words::Words;
use chancery_encoder::Upos;

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

/// "the Cold War".
pub(super) fn era(w: &Words, i: usize) -> Found {
    let at = i + usize::from(w.is(i, "the"));
    let named = |era: &&Era| w.capital(at) && era.words.iter().enumerate().all(|(k, word)| w.is(at + k, word));
    let era = ERAS.iter().find(named)?;
    let introduced = w.any(i.wrapping_sub(1), &["in", "during", "since", "throughout", "before", "after", "of", "through"]);
    introduced.then(|| (at + era.words.len(), Meaning::Era(era.first, era.last)))
}

/// "the 1990s", "the '90s".
pub(super) fn decade(w: &Words, i: usize) -> Found {
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
pub(super) fn century(w: &Words, i: usize) -> Found {
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
pub(super) fn season(w: &Words, i: usize) -> Found {
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
pub(super) fn whole(w: &Words, i: usize) -> Found {
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
pub(super) fn part(w: &Words, i: usize) -> Found {
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

pub(super) fn ordinal(word: &str) -> Option<u8> {
    Some(match word {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" | "final" | "last" => 4,
        _ => return None,
    })
}

pub(super) fn bare_year(w: &Words, i: usize) -> Found {
    let year = year_number(w, i).filter(|y| (1900..=2100).contains(y))?;
    (!counts(w, i)).then_some((i + 1, Meaning::Year(year)))
}

/// A year that stands alone is a date only where the words around it say so: "in 2015", "the 2015 agreement".
pub(super) fn year_alone(w: &Words, i: usize) -> Found {
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
