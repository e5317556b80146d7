//! Contexts by the words of a clause: every context in its own sentences, and not in those beside them.

mod common;

use chancery_record::{Context, Record};
use std::collections::BTreeMap;

/// `lexicon/contexts.toml` as far as its sentences go.
#[derive(serde::Deserialize)]
struct File {
    context: BTreeMap<Context, Sentences>,
}

#[derive(serde::Deserialize)]
struct Sentences {
    yes: Vec<String>,
    no: Vec<String>,
}

#[test]
fn contexts_hold_in_their_sentences() {
    let file: File = toml::from_str(include_str!("../../../lexicon/contexts.toml")).expect("the file can be read");
    let record = |text: &str| -> Record { common::code(text, None, &common::ENCODER.parse(text)) };
    let mut wrong = Vec::new();
    for (context, sentences) in &file.context {
        assert!(!sentences.yes.is_empty() && !sentences.no.is_empty(), "{context} lacks a sentence");
        let has = |text: &str| record(text).events.iter().any(|e| e.contexts.contains(context));
        wrong.extend(sentences.yes.iter().filter(|s| !has(s)).map(|s| format!("not {context}: {s}")));
        wrong.extend(sentences.no.iter().filter(|s| has(s)).map(|s| format!("{context}: {s}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
