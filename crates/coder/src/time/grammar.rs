//! The wordings of dates: which runs of words are one, and what they mean.

mod days;
mod relative;
mod years;

use super::meaning::{Meaning, Which};
use super::words::Words;
pub(crate) use days::WEEKDAYS;
use days::{day_number, full_date, month, month_name, numeric, valid, weekday, year_number};
use relative::{anchored, away, deictic, offset, shifted, window, within};
use years::{bare_year, century, decade, era, part, season, year_alone};

type Found = Option<(usize, Meaning)>;

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
