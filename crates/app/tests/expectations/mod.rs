//! What the author of a corpus article expects of its record, and whether a record meets it. The form is that of
//! `corpus/README.md`; `scripts/expectations.py` reads it the same way.

mod entries;
mod notation;

use entries::{Place, Record};
pub use notation::{Expectation, read};
use serde_json::Value;

/// The expectations that a record does not meet, each with what stands in its place.
pub fn failures<'e>(record: &Value, text: &str, expectations: &'e [Expectation]) -> Vec<(&'e Expectation, String)> {
    let record = Record::new(record);
    let failure = |e: &'e Expectation| {
        let places = places(text, &e.words);
        let near: Vec<&Value> = record.entries(e.kind).iter().filter(|entry| record.overlaps(e.kind, entry, &places)).collect();
        let fits = |entry: &&Value| e.fields.iter().all(|(field, wanted)| agrees(&record.values(e.kind, entry, field), wanted));
        let found: Vec<&Value> = near.iter().copied().filter(fits).collect();
        let shown = if found.is_empty() { &near } else { &found };
        (found.is_empty() != e.negated).then(|| (e, describe(&record, e, shown)))
    };
    expectations.iter().filter_map(failure).collect()
}

/// Where the words stand in the text, in Unicode scalar values.
fn places(text: &str, words: &str) -> Vec<Place> {
    let scalars = |byte: usize| text[..byte].chars().count();
    text.match_indices(words).map(|(byte, _)| scalars(byte)..scalars(byte + words.len())).collect()
}

/// True where one of the alternatives `a|b` holds: a value, `*` for anything but null, `null` for nothing at all.
fn agrees(values: &[Value], wanted: &str) -> bool {
    let present = values.iter().filter(|value| !value.is_null()).map(shown);
    wanted.split('|').any(|choice| match choice {
        "null" => values.iter().all(Value::is_null),
        "*" => !values.iter().all(Value::is_null),
        _ => present.clone().any(|value| value == choice),
    })
}

fn shown(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The asked fields of some entries, for a person to read.
fn describe(record: &Record, expectation: &Expectation, entries: &[&Value]) -> String {
    let field = |entry: &Value, name: &str| {
        let values: Vec<String> = record.values(expectation.kind, entry, name).iter().map(shown).collect();
        format!("{name}={}", values.join("|"))
    };
    let line = |entry: &&Value| expectation.fields.iter().map(|(name, _)| field(entry, name)).collect::<Vec<_>>().join("  ");
    entries.iter().take(3).map(|entry| format!("    found an entry {}\n", line(entry))).collect()
}
