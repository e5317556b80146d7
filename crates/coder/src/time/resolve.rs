//! From the meaning of a wording to days of the calendar.

use super::calendar::{days_between, month, on_or_after, on_or_before, plus_days, plus_months, week, years};
use super::meaning::{Count, Meaning, Part, Unit, Which};
use super::tense::Direction;
use chancery_record::{Day, Precision};

/// What a wording is seen from.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    /// The day of writing, or of speaking for words in quotation marks.
    pub today: Option<Day>,
    /// The day or month told last in the text.
    pub told: Option<(Day, Precision)>,
    /// Where the clause looks.
    pub direction: Direction,
    /// True where the date names a happening ("the July 15 coup"): it may lie years back.
    pub names: bool,
}

/// First and last day; none where open or not to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Interval {
    pub start: Option<Day>,
    pub end: Option<Day>,
    pub precision: Precision,
}

/// A date without a year that names a happening is trusted within so many days of the document.
const NEAR: i64 = 92;
/// A date without a year in a past clause is not trusted where it would lie this far back and the next one less than [`SOON`] ahead.
const FAR: i64 = 270;
/// See [`FAR`].
const SOON: i64 = 60;

/// The one day that news names without its year for good: "the Sept. 11 attacks".
const SEPTEMBER_11: (u8, u8) = (9, 11);

/// "About" is half as much again for counts up to this ("a few", "several"), and a quarter for larger ones.
const FEW: i64 = 5;

type Bounds = Option<(Day, Day)>;

/// The days that a meaning covers.
pub(super) fn resolve(meaning: &Meaning, view: View) -> Interval {
    let open = |of: &Meaning| resolve(of, view);
    let range = |start, end| Interval { start, end, precision: Precision::Range };
    match meaning {
        Meaning::Since(of) => range(open(of).start, None),
        Meaning::After(of) => range(open(of).end.and_then(|d| plus_days(d, 1)), None),
        Meaning::Until(of) => range(None, open(of).end),
        Meaning::Before(of) => range(None, open(of).start.and_then(|d| plus_days(d, -1))),
        Meaning::Between(first, last) => {
            let (first, last) = (open(first).start, open(last).end);
            let ordered = first.zip(last).is_none_or(|(a, b)| a <= b);
            if ordered { range(first, last) } else { range(None, None) }
        }
        _ => {
            let days = bounds(meaning, view);
            Interval { start: days.map(|d| d.0), end: days.map(|d| d.1), precision: precision(meaning) }
        }
    }
}

fn precision(meaning: &Meaning) -> Precision {
    match meaning {
        Meaning::Date { .. } | Meaning::Weekday { .. } | Meaning::WeekdayOf { .. } | Meaning::Overnight => Precision::Day,
        Meaning::Month { .. } => Precision::Month,
        Meaning::Year(_) => Precision::Year,
        Meaning::Decade(_) => Precision::Decade,
        Meaning::Century(_) => Precision::Century,
        Meaning::Season { .. } | Meaning::Part { part: Part::Half(_), .. } => Precision::Season,
        Meaning::Part { part: Part::Quarter(_), .. } => Precision::Quarter,
        Meaning::Shifted { unit, .. } | Meaning::Anchored { unit, .. } | Meaning::Offset { unit, .. } | Meaning::FromEvent { unit, .. } => {
            unit_precision(*unit)
        }
        Meaning::Away { unit, count, .. } | Meaning::Within { unit, count, whole: false } if !count.about => match unit {
            Unit::Hour | Unit::Decade | Unit::Century => Precision::Approximate,
            _ => unit_precision(*unit),
        },
        Meaning::Window { count, .. } if !count.about => Precision::Range,
        Meaning::Within { whole: true, .. } | Meaning::Rest { .. } | Meaning::Era(..) => Precision::Range,
        Meaning::Away { .. } | Meaning::Within { .. } | Meaning::Window { .. } | Meaning::Part { .. } => Precision::Approximate,
        Meaning::Since(_) | Meaning::After(_) | Meaning::Until(_) | Meaning::Before(_) | Meaning::Between(..) => Precision::Range,
    }
}

fn unit_precision(unit: Unit) -> Precision {
    match unit {
        Unit::Hour | Unit::Day => Precision::Day,
        Unit::Week | Unit::Weekend => Precision::Week,
        Unit::Month => Precision::Month,
        Unit::Quarter => Precision::Quarter,
        Unit::Year => Precision::Year,
        Unit::Decade => Precision::Decade,
        Unit::Century => Precision::Century,
    }
}

fn bounds(meaning: &Meaning, view: View) -> Bounds {
    match *meaning {
        Meaning::Date { year: Some(year), month, day } => one(Day::new(year, month, day)),
        Meaning::Date { year: None, month, day } if view.names && (month, day) == SEPTEMBER_11 => one(Day::new(2001, month, day)),
        Meaning::Date { year: None, month, day } => yearless(view, |year| one(Day::new(year, month, day))),
        Meaning::Month { year: Some(year), month: m, .. } => month(year, m),
        Meaning::Month { year: None, month: m, which } => recurring(view, which, |year| month(year, m)),
        Meaning::Year(year) => years(year, year),
        Meaning::Decade(first) => years(first, first + 9),
        Meaning::Century(n) => years((n - 1) * 100 + 1, n * 100),
        Meaning::Weekday { weekday, which } => by_weekday(view, weekday, which),
        Meaning::WeekdayOf { weekday, weeks } => {
            let (monday, _) = week(plus_days(view.today?, 7 * i64::from(weeks))?)?;
            one(on_or_after(monday, weekday))
        }
        Meaning::Season { first, year: Some(year), .. } => season(year, first),
        Meaning::Season { first, year: None, which } => recurring(view, which, |year| season(year, first)),
        Meaning::Shifted { unit: Unit::Weekend, by } => weekend(view, by),
        Meaning::Shifted { unit, by } => around(view.today?, unit, i64::from(by)),
        Meaning::Anchored { unit, by } => {
            // From a month told, days and weeks can't be counted.
            let (day, _) = view.told.filter(|t| t.1 == Precision::Day || matches!(unit, Unit::Month | Unit::Year))?;
            around(day, unit, i64::from(by))
        }
        Meaning::Offset { unit, by, ref from } => from_event(unit, by, bounds(from, view)?),
        Meaning::Overnight => Some((plus_days(view.today?, -1)?, view.today?)),
        Meaning::Era(first, last) => Some((first, last)),
        Meaning::Away { unit, count, sign } => away(view.today?, unit, count, i64::from(sign)),
        Meaning::Within { unit, count, whole: false } => away(view.today?, unit, count, 1),
        Meaning::Within { unit, count, whole: true } => Some((view.today?, plus(view.today?, unit, i64::from(count.number))?)),
        Meaning::Window { unit, count, sign } => {
            let today = view.today?;
            let far = plus(today, unit, i64::from(count.number) * i64::from(sign))?;
            Some((far.min(today), far.max(today)))
        }
        Meaning::Part { ref of, part } => cut(bounds(of, view)?, part),
        Meaning::Rest { ref of, later } => {
            let (start, end) = bounds(of, view)?;
            let today = view.today?.clamp(start, end);
            Some(if later { (today, end) } else { (start, today) })
        }
        Meaning::Since(_)
        | Meaning::After(_)
        | Meaning::Until(_)
        | Meaning::Before(_)
        | Meaning::Between(..)
        | Meaning::FromEvent { .. } => None,
    }
}

/// The unit so many units from a dated happening; none where that is dated more coarsely than the unit.
pub(super) fn from_event(unit: Unit, by: i32, (start, end): (Day, Day)) -> Bounds {
    let sure = start == end || matches!(unit, Unit::Month | Unit::Year) && start.month() == end.month() && start.year() == end.year();
    if sure { around(if by < 0 { start } else { end }, unit, i64::from(by)) } else { None }
}

fn one(day: Option<Day>) -> Bounds {
    day.map(|d| (d, d))
}

/// A day of the year in the year that the clause and the document's date point at.
fn yearless(view: View, on: impl Fn(u16) -> Bounds) -> Bounds {
    let today = view.today?;
    let near: Vec<(Day, Day)> = (today.year().saturating_sub(4)..=today.year().saturating_add(4)).filter_map(on).collect();
    let before = near.iter().rev().find(|d| d.0 <= today).copied();
    let after = near.iter().find(|d| d.0 >= today).copied();
    let distance = |days: Option<(Day, Day)>| days.and_then(|d| days_between(today, d.0)).map_or(i64::MAX, i64::abs);
    let near_by = |days: Option<(Day, Day)>| days.filter(|_| distance(days) <= NEAR);
    match view.direction {
        Direction::Future if view.names => near_by(after),
        Direction::Future => after,
        _ if view.names => near_by(before),
        Direction::Past if distance(before) > FAR && distance(after) < SOON => None,
        Direction::Past => before,
        Direction::Open if distance(before) <= distance(after) => before,
        Direction::Open => after,
    }
}

/// What comes every year: a month or a season.
fn recurring(view: View, which: Which, on: impl Fn(u16) -> Bounds) -> Bounds {
    let today = view.today?;
    let near: Vec<(Day, Day)> = (today.year().saturating_sub(2)..=today.year().saturating_add(2)).filter_map(on).collect();
    let mut back = near.iter().rev().copied();
    let mut ahead = near.iter().copied();
    match which {
        Which::Last => back.find(|d| d.1 < today),
        Which::Next => ahead.find(|d| d.0 > today),
        Which::This => near
            .iter()
            .copied()
            .find(|d| d.0 <= today && today <= d.1)
            .or_else(|| near.iter().copied().find(|d| d.0.year() == today.year())),
        Which::Bare if view.direction == Direction::Future => ahead.find(|d| d.1 >= today),
        Which::Bare => back.find(|d| d.0 <= today),
    }
}

fn by_weekday(view: View, wanted: jiff::civil::Weekday, which: Which) -> Bounds {
    let today = view.today?;
    one(match which {
        Which::Last => on_or_before(plus_days(today, -1)?, wanted),
        Which::Next => on_or_after(plus_days(today, 1)?, wanted),
        Which::This => on_or_after(week(today)?.0, wanted),
        Which::Bare if view.direction == Direction::Future => on_or_after(today, wanted),
        Which::Bare => on_or_before(today, wanted),
    })
}

/// Spring begins in March, summer in June, autumn in September, winter in December, each for three months.
fn season(year: u16, first: u8) -> Bounds {
    let start = Day::new(year, first, 1)?;
    Some((start, plus_days(plus_months(start, 3)?, -1)?))
}

/// Saturday and Sunday: of this week, of the last or next; said on a Monday to Friday of the past, those before.
fn weekend(view: View, by: i32) -> Bounds {
    let today = view.today?;
    let (monday, sunday) = week(today)?;
    let saturday = plus_days(sunday, -1)?;
    let passed = by == 0 && view.direction != Direction::Future && today < saturday;
    let weeks = i64::from(by) - i64::from(passed);
    Some((plus_days(monday, 7 * weeks + 5)?, plus_days(monday, 7 * weeks + 6)?))
}

/// The whole unit around a day, shifted by so many units.
fn around(day: Day, unit: Unit, by: i64) -> Bounds {
    let day = plus(day, unit, by)?;
    match unit {
        Unit::Hour | Unit::Day => Some((day, day)),
        Unit::Week => week(day),
        Unit::Weekend => {
            let (_, sunday) = week(day)?;
            Some((plus_days(sunday, -1)?, sunday))
        }
        Unit::Month => month(day.year(), day.month()),
        Unit::Quarter => {
            let first = (day.month() - 1) / 3 * 3 + 1;
            Some((month(day.year(), first)?.0, month(day.year(), first + 2)?.1))
        }
        Unit::Year => years(day.year(), day.year()),
        Unit::Decade => {
            let first = day.year() / 10 * 10;
            years(first.max(1), first + 9)
        }
        Unit::Century => {
            let first = (day.year() - 1) / 100 * 100 + 1;
            years(first, first + 99)
        }
    }
}

fn plus(day: Day, unit: Unit, n: i64) -> Option<Day> {
    match unit {
        Unit::Hour => plus_days(day, (n.abs() + 23) / 24 * n.signum()),
        Unit::Day => plus_days(day, n),
        Unit::Week | Unit::Weekend => plus_days(day, 7 * n),
        Unit::Month => plus_months(day, n),
        Unit::Quarter => plus_months(day, 3 * n),
        Unit::Year => plus_months(day, 12 * n),
        Unit::Decade => plus_months(day, 120 * n),
        Unit::Century => plus_months(day, 1200 * n),
    }
}

/// So many units before (-1) or after (1) a day: the unit there, or from one unit less to one more where the count is loose.
fn away(today: Day, unit: Unit, count: Count, sign: i64) -> Bounds {
    let n = i64::from(count.number);
    let spread = match unit {
        // "a few hours ago" may be yesterday, "two decades ago" is a round figure.
        Unit::Hour => n,
        Unit::Decade | Unit::Century => 0,
        _ if count.about && n > FEW => n / 4,
        _ if count.about => (n / 2).max(1),
        _ => return around(today, unit, n * sign),
    };
    if spread == 0 {
        let (middle, slack) = (plus(today, unit, n * sign)?, if unit == Unit::Decade { 24 } else { 120 });
        return Some((plus_months(middle, -slack)?, plus_months(middle, slack)?));
    }
    let near = plus(today, unit, (n - spread) * sign)?;
    let far = plus(today, unit, (n + spread).min(n * 2) * sign)?;
    Some((near.min(far), near.max(far)))
}

fn cut((start, end): (Day, Day), part: Part) -> Bounds {
    let length = days_between(start, end)? + 1;
    let (from, to) = match part {
        Part::Early => (0, length / 3),
        Part::Middle => (length / 3, length - length / 3),
        Part::Late => (length - length / 3, length),
        Part::Start => (0, (length / 4).max(1)),
        Part::End => (length - (length / 4).max(1), length),
        Part::Half(n) => return months_of(start, length, 2, n),
        Part::Quarter(n) => return months_of(start, length, 4, n),
    };
    Some((plus_days(start, from)?, plus_days(start, (to - 1).max(from))?))
}

/// One of several equal parts, in whole months for a year or more and in days otherwise.
fn months_of(start: Day, length: i64, parts: i64, n: u8) -> Bounds {
    let before = i64::from(n) - 1;
    if length < 360 {
        return Some((plus_days(start, length * before / parts)?, plus_days(start, length * (before + 1) / parts - 1)?));
    }
    let months = (length + 10) / 365 * 12 / parts;
    Some((plus_months(start, months * before)?, plus_days(plus_months(start, months * (before + 1))?, -1)?))
}
