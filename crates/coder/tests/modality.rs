//! What has happened and who says so, in short passages; a third of them is kept aside and looked at in sums only.

mod common;

use chancery_record::{Event, Modality, Record};
use std::collections::BTreeMap;

/// Shares of the events found, of 100, whose modality and whose voice must be right.
const FLOOR: usize = 96;
/// The same for the passages kept aside.
const KEPT_FLOOR: usize = 93;

/// A trigger and what is expected of it.
struct Expected<'t> {
    start: usize,
    end: usize,
    modality: Modality,
    voice: &'t str,
}

/// A text without its marks, and where its triggers are, in characters.
fn unmark(marked: &str) -> (String, Vec<(usize, usize)>) {
    let mut at = 0;
    let pieces: Vec<(usize, usize)> = marked
        .split('*')
        .map(|piece| {
            let start = at;
            at += piece.chars().count();
            (start, at)
        })
        .collect();
    (marked.replace('*', ""), pieces.into_iter().skip(1).step_by(2).collect())
}

/// A passage, and what is expected of its triggers.
fn read(line: &str) -> (String, Vec<Expected<'_>>) {
    let (labels, marked) = line.split_once(" | ").expect("labels, then the passage");
    let (text, triggers) = unmark(marked);
    let expected = labels.split("; ").zip(triggers).map(|(label, (start, end))| {
        let (modality, voice) = label.split_once(' ').unwrap_or((label, ""));
        Expected { start, end, modality: modality.parse().expect("a modality"), voice }
    });
    (text, expected.collect())
}

/// True where an event has the voice that is expected: the speaker's words, none, or `?` for nobody named.
fn voiced(record: &Record, event: &Event, wanted: &str) -> bool {
    let statement = event.voice.and_then(|id| record.statements.iter().find(|s| s.id == id));
    match (wanted, statement) {
        ("*", _) | ("", None) => true,
        ("?", Some(s)) => s.speaker.is_none(),
        ("" | "?", _) | (_, None) => false,
        (words, Some(s)) => s.speaker_span.as_ref().is_some_and(|span| {
            let (span, words) = (span.text.to_lowercase(), words.to_lowercase());
            span.contains(&words) || words.contains(&span)
        }),
    }
}

/// Reads a file's passages; the percentages of right modalities and voices of the events that were found.
fn score(file: &str, show: bool) -> (usize, usize) {
    let (mut total, mut found, mut modality, mut voice) = (0, 0, 0, 0);
    let mut confusion: BTreeMap<(Modality, Modality), usize> = BTreeMap::new();
    for line in file.lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let (text, expected) = read(line);
        let record = common::code(&text, Some("2024-03-05"), &common::ENCODER.parse(&text));
        for e in expected {
            total += 1;
            let fits = |event: &&Event| event.mentions.iter().any(|m| m.start < e.end && e.start < m.end);
            // An announcement ("will withdraw") is told beside what it announces.
            let Some(event) = record.events.iter().filter(|event| !event.rule.starts_with("will.v")).find(fits) else {
                if show {
                    println!("not found at {}: {line}", e.start);
                }
                continue;
            };
            let (right, heard) = (event.modality == e.modality, voiced(&record, event, e.voice));
            found += 1;
            modality += usize::from(right);
            voice += usize::from(heard);
            *confusion.entry((e.modality, event.modality)).or_default() += usize::from(!right);
            if show && !(right && heard) {
                let statement = event.voice.and_then(|id| record.statements.iter().find(|s| s.id == id));
                let speaker = statement.map(|s| s.speaker_span.as_ref().map_or("?", |s| &s.text));
                println!("{} is {} for {}: {speaker:?} for {:?}: {line}", event.trigger.text, event.modality, e.modality, e.voice);
            }
        }
    }
    for ((expected, got), n) in confusion.into_iter().filter(|c| c.1 > 0) {
        println!("  {expected:>12} taken for {got:<12} {n}");
    }
    println!("{found} of {total} found; modality right {modality}, voice right {voice}");
    (modality * 100 / found.max(1), voice * 100 / found.max(1))
}

#[test]
fn modality_and_voice() {
    let (modality, voice) = score(include_str!("modality.txt"), true);
    assert!(modality >= FLOOR && voice >= FLOOR, "modality {modality}, voice {voice}");
}

#[test]
fn modality_and_voice_where_no_rule_was_made() {
    let (modality, voice) = score(include_str!("modality-kept.txt"), false);
    assert!(modality >= KEPT_FLOOR && voice >= KEPT_FLOOR, "modality {modality}, voice {voice}");
}

/// `lexicon/modality.toml` as far as its sentences go.
#[derive(serde::Deserialize)]
struct Words {
    governor: Vec<Group>,
    modifier: Vec<Group>,
}

/// What some words make of an event, with sentences.
#[derive(serde::Deserialize)]
struct Group {
    makes: Modality,
    denied: Option<Modality>,
    yes: Vec<String>,
}

#[test]
fn every_group_of_words_holds_in_its_sentences() {
    let file: Words = toml::from_str(include_str!("../../../lexicon/modality.toml")).expect("the file can be read");
    let mut wrong = Vec::new();
    for group in file.governor.iter().chain(&file.modifier) {
        assert!(!group.yes.is_empty(), "a group without a sentence");
        for sentence in &group.yes {
            let makes = group.denied.filter(|_| sentence.contains(" not ")).unwrap_or(group.makes);
            let (text, triggers) = unmark(sentence);
            let record = common::code(&text, None, &common::ENCODER.parse(&text));
            let found = record.events.iter().find(|e| e.mentions.iter().any(|m| triggers.iter().any(|t| m.start < t.1 && t.0 < m.end)));
            if found.is_none_or(|e| e.modality != makes) {
                wrong.push(format!("{makes}, not {:?}: {sentence}", found.map(|e| e.modality)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
