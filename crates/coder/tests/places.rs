//! Names as places, and the places of events, in short passages.

mod passages;

use chancery_record::{Event, Place, Record, Span};
use passages::run;

/// Expectations of `places.txt` that must hold, of 100.
const FLOOR: usize = 92;
/// The same of `places-of-events.txt`.
const EVENTS_FLOOR: usize = 90;

#[test]
fn names_are_places_by_their_use() {
    let (held, total) = run(include_str!("places.txt"), |r| &r.places, |_, place| place.mentions.clone(), is);
    assert!(held * 100 >= total * FLOOR, "{held} of {total} hold");
}

#[test]
fn events_have_their_places() {
    let spans = |_: &Record, event: &Event| -> Vec<Span> { event.mentions.clone() };
    let (held, total) = run(include_str!("places-of-events.txt"), |r| &r.events, spans, happens_at);
    assert!(held * 100 >= total * EVENTS_FLOOR, "{held} of {total} hold");
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
