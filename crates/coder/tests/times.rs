//! When events happened, in short passages: weekdays, dates, spans, relative wordings, and what a date does not date.

mod passages;

use chancery_record::{Date, Event, Record, Span};
use passages::{Print, run};

/// Expectations of `times.txt` that must hold, of 100.
const FLOOR: usize = 95;

#[test]
fn events_have_their_dates() {
    let sums = run(include_str!("times.txt"), Print::Failures, |r| &r.events, spans, fits);
    assert!(sums.all().reaches(FLOOR), "{sums:?}");
}

fn spans(_: &Record, event: &Event) -> Vec<Span> {
    event.mentions.clone()
}

fn fits(_: &Record, event: &Event, field: &str, value: &str) -> bool {
    match field {
        "date" => event.date.as_ref().map_or("-".to_owned(), shown) == value,
        _ => event.historical == (value == "yes"),
    }
}

fn shown(date: &Date) -> String {
    let day = |d: Option<_>| d.map_or("?".to_owned(), |d: chancery_record::Day| d.to_string());
    match (date.start, date.end) {
        (start, end) if start == end => format!("{} {}", day(start), date.precision),
        (start, end) => format!("{}..{} {}", day(start), day(end), date.precision),
    }
}
