//! How many: the dead, the injured, the arrested, the crowd, in short passages.

mod passages;

use chancery_record::{Event, Record, Span};
use passages::{Print, run};

/// Expectations of `magnitudes.txt` that must hold, of 100.
const FLOOR: usize = 95;

#[test]
fn events_have_their_numbers() {
    let sums = run(include_str!("magnitudes.txt"), Print::Failures, |r| &r.events, spans, fits);
    assert!(sums.all().reaches(FLOOR), "{sums:?}");
}

fn spans(_: &Record, event: &Event) -> Vec<Span> {
    event.mentions.clone()
}

fn fits(_: &Record, event: &Event, field: &str, value: &str) -> bool {
    let found = match field {
        "dead" => event.magnitude.dead,
        "injured" => event.magnitude.injured,
        "arrested" => event.magnitude.arrested,
        _ => event.magnitude.crowd,
    };
    found.map_or("-".to_owned(), |n| n.to_string()) == value
}
