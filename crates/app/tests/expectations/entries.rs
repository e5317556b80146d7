//! The entries of a record in JSON, with their references followed.

use serde_json::Value;
use std::collections::HashMap;
use std::ops::Range;

/// Words in the text, in Unicode scalar values.
pub type Place = Range<usize>;

/// A record and its entries by their ids.
pub struct Record<'a> {
    record: &'a Value,
    by_id: HashMap<&'a str, &'a Value>,
}

impl<'a> Record<'a> {
    /// Indexes the actors, places and statements.
    pub fn new(record: &'a Value) -> Self {
        let lists = ["actors", "places", "statements"].into_iter();
        let entries = lists.flat_map(|list| record[list].as_array()).flatten();
        Self { record, by_id: entries.filter_map(|entry| Some((entry["id"].as_str()?, entry))).collect() }
    }

    /// All entries of a kind.
    pub fn entries(&self, kind: &str) -> &'a [Value] {
        self.record[format!("{kind}s")].as_array().map_or(&[], Vec::as_slice)
    }

    /// True where a span of the entry shares a character with one of the places. Of an event the trigger and the mentions count, of a
    /// statement the content, of a claim or a commitment also the spans of its statements.
    pub fn overlaps(&self, kind: &str, entry: &Value, places: &[Place]) -> bool {
        let mut parts = match kind {
            "event" => vec![&entry["trigger"], &entry["mentions"]],
            "statement" => vec![&entry["content"]],
            _ => vec![entry],
        };
        match kind {
            "claim" => parts.extend(list(&entry["positions"]).filter_map(|position| self.follow(&position["statement"]))),
            "commitment" => parts.extend(self.follow(&entry["statement"])),
            _ => {}
        }
        let mut spans = Vec::new();
        parts.into_iter().for_each(|part| collect_spans(part, &mut spans));
        spans.iter().any(|span| places.iter().any(|place| span.start < place.end && place.start < span.end))
    }

    /// What an entry has in a field.
    pub fn values(&self, kind: &str, entry: &Value, field: &str) -> Vec<Value> {
        let (head, tail) = field.split_once('.').map_or((field, None), |(head, tail)| (head, Some(tail)));
        match (head, tail) {
            ("stance", _) | ("position", None) => list(&entry["positions"]).map(|p| p["stance"].clone()).collect(),
            ("position", Some(tail)) => self.of_actors(list(&entry["positions"]).map(|p| &p["actor"]), tail),
            ("sector" | "context", None) => list(&entry[format!("{head}s")]).cloned().collect(),
            ("actor" | "recipient" | "addressee", None) => or_null(list(&entry[format!("{head}s")]).cloned().collect()),
            (_, None) => vec![entry[head].clone()],
            ("actor" | "recipient", Some(tail)) => self.of_actors(list(&entry[format!("{head}s")]).map(|side| &side["actor"]), tail),
            ("addressee", Some(tail)) => self.of_actors(list(&entry["addressees"]), tail),
            ("voice", Some(tail)) if kind == "event" => {
                self.of_actors(self.follow(&entry["voice"]).map(|s| &s["speaker"]).into_iter(), tail)
            }
            ("place", Some(tail)) => vec![self.follow(&entry["place"]).map_or(Value::Null, |place| place[tail].clone())],
            ("date" | "deadline" | "cue" | "magnitude", Some(tail)) => vec![entry[head][tail].clone()],
            (_, Some(tail)) => self.of_actors([&entry[head]].into_iter(), tail),
        }
    }

    /// A property of the actors with these ids.
    fn of_actors<'b>(&self, ids: impl Iterator<Item = &'b Value>, property: &str) -> Vec<Value> {
        let actors = ids.filter_map(|id| self.follow(id));
        match property {
            "sector" => actors.flat_map(|actor| list(&actor["sectors"])).cloned().collect(),
            _ => actors.map(|actor| actor[property].clone()).collect(),
        }
    }

    fn follow(&self, id: &Value) -> Option<&'a Value> {
        self.by_id.get(id.as_str()?).copied()
    }
}

fn list(value: &Value) -> std::slice::Iter<'_, Value> {
    value.as_array().map_or(&[][..], Vec::as_slice).iter()
}

fn or_null(values: Vec<Value>) -> Vec<Value> {
    if values.is_empty() { vec![Value::Null] } else { values }
}

/// All spans anywhere inside a value.
fn collect_spans(value: &Value, found: &mut Vec<Place>) {
    match value {
        Value::Object(fields) => match (fields.get("start").and_then(Value::as_u64), fields.get("end").and_then(Value::as_u64)) {
            (Some(start), Some(end)) if fields.contains_key("text") => found.push(start as usize..end as usize),
            _ => fields.values().for_each(|inner| collect_spans(inner, found)),
        },
        Value::Array(items) => items.iter().for_each(|inner| collect_spans(inner, found)),
        _ => {}
    }
}
