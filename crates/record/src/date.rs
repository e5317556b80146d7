//! Dates: when something happened, as an interval of days with a precision and the words it came from.

use crate::names::{UnknownName, names};
use crate::span::Span;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// An interval of days. "In March 2019" runs from 2019-03-01 to 2019-03-31 with the precision of a month.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Date {
    /// The first day; null where it is open or can't be told, as for a relative date in an undated document.
    #[serde(rename = "first")]
    pub start: Option<Day>,
    /// The last day, included; null where it is open or can't be told.
    #[serde(rename = "last")]
    pub end: Option<Day>,
    /// How fine the words are.
    pub precision: Precision,
    /// The words; null where the date was taken over from the document.
    pub span: Option<Span>,
}

names! {
    /// How fine the words of a date are.
    pub enum Precision: "precision" {
        /// A day: "on Tuesday".
        Day = "day",
        /// A week or a weekend.
        Week = "week",
        /// A month.
        Month = "month",
        /// A quarter of a year.
        Quarter = "quarter",
        /// A season or half of a year: "last summer".
        Season = "season",
        /// A year.
        Year = "year",
        /// Ten years: "the 1990s".
        Decade = "decade",
        /// A hundred years.
        Century = "century",
        /// From one date to another, or open at one end: "since 2014".
        Range = "range",
        /// No more than about: "in recent days".
        Approximate = "approximate",
    }
}

/// A day of the Gregorian calendar, years 1 to 9999, written YYYY-MM-DD.
///
/// ```
/// use chancery_record::Day;
/// let day = Day::new(2024, 2, 29).unwrap();
/// assert_eq!(day.to_string(), "2024-02-29");
/// assert_eq!("2024-02-29".parse(), Ok(day));
/// assert!(Day::new(2023, 2, 29).is_none());
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// A day; none where the calendar doesn't have it.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let known = (1..=9999).contains(&year) && (1..=days_in(year, month)).contains(&day);
        known.then_some(Self { year, month, day })
    }

    /// The year, 1 to 9999.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    pub fn day(self) -> u8 {
        self.day
    }
}

/// How many days the month has; 0 for a month that doesn't exist.
fn days_in(year: u16, month: u8) -> u8 {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 => 28 + u8::from(leap),
        _ => 0,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Day {
    type Err = UnknownName;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        read(text).ok_or_else(|| UnknownName { expected: "day (YYYY-MM-DD)", found: text.to_owned() })
    }
}

fn read(text: &str) -> Option<Day> {
    let shape = text.len() == 10 && text.bytes().enumerate().all(|(at, b)| if at == 4 || at == 7 { b == b'-' } else { b.is_ascii_digit() });
    if !shape {
        return None;
    }
    Day::new(text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?)
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calendar_has_leap_years() {
        for (year, last) in [(1900, 28), (2000, 29), (2023, 28), (2024, 29)] {
            assert!(Day::new(year, 2, last).is_some());
            assert!(Day::new(year, 2, last + 1).is_none());
        }
        for (month, day) in [(0, 1), (13, 1), (4, 31), (1, 0), (1, 32)] {
            assert!(Day::new(2024, month, day).is_none());
        }
    }

    #[test]
    fn only_the_written_form_is_read() {
        for wrong in ["2024-2-29", "2024-02-30", "0000-01-01", "+024-01-01", "2024/01/01", "2024-01-01 ", "２024-1-1"] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
        assert_eq!("1989-11-09".parse::<Day>().map(|d| (d.year(), d.month(), d.day())), Ok((1989, 11, 9)));
    }
}
