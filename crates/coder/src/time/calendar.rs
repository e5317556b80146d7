//! Arithmetic with days. What leaves the calendar of years 1 to 9999 is none.

use chancery_record::Day;
use jiff::Span;
use jiff::civil::{Date, Weekday};

fn civil(day: Day) -> Option<Date> {
    Date::new(i16::try_from(day.year()).ok()?, i8::try_from(day.month()).ok()?, i8::try_from(day.day()).ok()?).ok()
}

fn day(date: Date) -> Option<Day> {
    Day::new(u16::try_from(date.year()).ok()?, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?)
}

/// The day so many days later, or earlier for a negative number.
pub(crate) fn plus_days(from: Day, days: i64) -> Option<Day> {
    day(civil(from)?.checked_add(Span::new().try_days(days).ok()?).ok()?)
}

/// The same day so many months later; the last day of a month that is too short.
pub(crate) fn plus_months(from: Day, months: i64) -> Option<Day> {
    day(civil(from)?.checked_add(Span::new().try_months(months).ok()?).ok()?)
}

/// Days from one day to another; negative where the other is earlier.
pub(crate) fn days_between(from: Day, to: Day) -> Option<i64> {
    Some(i64::from((civil(to)? - civil(from)?).get_days()))
}

/// The day of the week.
pub(crate) fn weekday(of: Day) -> Option<Weekday> {
    Some(civil(of)?.weekday())
}

/// Monday to Sunday around a day.
pub(crate) fn week(of: Day) -> Option<(Day, Day)> {
    let back = i64::from(weekday(of)?.to_monday_zero_offset());
    let monday = plus_days(of, -back)?;
    Some((monday, plus_days(monday, 6)?))
}

/// The first and the last day of a month.
pub(crate) fn month(year: u16, month: u8) -> Option<(Day, Day)> {
    let first = Day::new(year, month, 1)?;
    let last = (28..=31).rev().find_map(|d| Day::new(year, month, d))?;
    Some((first, last))
}

/// The first and the last day of some years.
pub(crate) fn years(first: u16, last: u16) -> Option<(Day, Day)> {
    Some((Day::new(first, 1, 1)?, Day::new(last, 12, 31)?))
}

/// The first day of a weekday on or after a day.
pub(crate) fn on_or_after(from: Day, wanted: Weekday) -> Option<Day> {
    plus_days(from, i64::from(weekday(from)?.until(wanted)))
}

/// The last day of a weekday on or before a day.
pub(crate) fn on_or_before(from: Day, wanted: Weekday) -> Option<Day> {
    plus_days(from, -i64::from(weekday(from)?.since(wanted)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_weeks_have_their_ends() {
        let leap = Day::new(2024, 2, 29).expect("a leap day");
        assert_eq!(month(2024, 2).map(|m| m.1), Some(leap));
        assert_eq!(plus_months(leap, 12), Day::new(2025, 2, 28));
        assert_eq!(week(leap), Day::new(2024, 2, 26).zip(Day::new(2024, 3, 3)));
        assert_eq!(on_or_before(leap, Weekday::Thursday), Some(leap));
        assert_eq!(on_or_after(leap, Weekday::Wednesday), Day::new(2024, 3, 6));
        assert_eq!(plus_days(leap, i64::MAX), None);
        assert_eq!(plus_months(leap, -200_000), None);
    }
}
