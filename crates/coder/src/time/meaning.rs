//! What the wordings of dates mean before the calendar is asked.

use chancery_record::Day;
use jiff::civil::Weekday;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// Which of several the words point at: "last Tuesday", "this summer".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Which {
    Bare,
    Last,
    This,
    Next,
}

/// A part of a longer time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The first third.
    Early,
    Middle,
    /// The last third.
    Late,
    /// "the start of": the first quarter, roughly.
    Start,
    /// "the end of".
    End,
    /// First or second half.
    Half(u8),
    /// First to fourth quarter.
    Quarter(u8),
}

/// How many: exactly, about, or told by "few" and "several".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    pub number: u32,
    pub about: bool,
}

/// What a wording means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Date {
        year: Option<u16>,
        month: u8,
        day: u8,
    },
    Month {
        year: Option<u16>,
        month: u8,
        which: Which,
    },
    Year(u16),
    /// "the 1990s": first and last year.
    Decade(u16),
    /// "the 19th century".
    Century(u16),
    Weekday {
        weekday: Weekday,
        which: Which,
    },
    /// "Tuesday last week": the weekday and by how many weeks.
    WeekdayOf {
        weekday: Weekday,
        weeks: i32,
    },
    /// Season by its first month.
    Season {
        first: u8,
        year: Option<u16>,
        which: Which,
    },
    /// The unit around the document's date, shifted: today, last week.
    Shifted {
        unit: Unit,
        by: i32,
    },
    /// "two weeks ago" (-1), "two weeks from now" (1).
    Away {
        unit: Unit,
        count: Count,
        sign: i8,
    },
    /// "in two weeks", "within two weeks": only ahead, and only of a future clause.
    Within {
        unit: Unit,
        count: Count,
        whole: bool,
    },
    /// "the past two years" (-1), "the next few days" (1).
    Window {
        unit: Unit,
        count: Count,
        sign: i8,
    },
    /// "two days earlier", "the following week": seen from a date told before.
    Anchored {
        unit: Unit,
        by: i32,
    },
    /// "three days after the summit of 10 February": so many units from a date in the phrase.
    Offset {
        unit: Unit,
        by: i32,
        from: Box<Meaning>,
    },
    /// "three days after the talks": so many units from something that has its own date.
    FromEvent {
        unit: Unit,
        by: i32,
    },
    /// "overnight": yesterday and today.
    Overnight,
    /// "the Cold War": first and last day.
    Era(Day, Day),
    Part {
        of: Box<Meaning>,
        part: Part,
    },
    /// "earlier this month", "later this year".
    Rest {
        of: Box<Meaning>,
        later: bool,
    },
    Since(Box<Meaning>),
    After(Box<Meaning>),
    Until(Box<Meaning>),
    Before(Box<Meaning>),
    Between(Box<Meaning>, Box<Meaning>),
}
