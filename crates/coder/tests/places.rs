//! Names as places, and the places of events, in short passages.

mod passages;

use chancery_record::{Event, Place, Record, Span};
use passages::{Print, run};

/// Expectations of `places.txt` that must hold, of 100.
const FLOOR: usize = 92;
/// The same of `places-of-events.txt`.
const EVENTS_FLOOR: usize = 90;

#[test]
fn names_are_places_by_their_use() {
    let sums = run(include_str!("places.txt"), Print::Failures, |r| &r.places, |_, place| place.mentions.clone(), is);
    assert!(sums.all().reaches(FLOOR), "{sums:?}");
}

#[test]
fn events_have_their_places() {
    let spans = |_: &Record, event: &Event| -> Vec<Span> { event.mentions.clone() };
    let sums = run(include_str!("places-of-events.txt"), Print::Failures, |r| &r.events, spans, happens_at);
    assert!(sums.all().reaches(EVENTS_FLOOR), "{sums:?}");
}

fn is(_: &Record, place: &Place, field: &str, value: &str) -> bool {
    match field {
        "kind" => place.kind.to_string() == value,
        _ => place.country.is_some_and(|c| c.to_string() == value),
    }
}

fn happens_at(record: &Record, event: &Event, _: &str, value: &str) -> bool {
    let place = event.place.and_then(|id| record.places.iter().find(|p| p.id == id));
    place.map_or(value == "-", |p| p.name.contains(value))
}
