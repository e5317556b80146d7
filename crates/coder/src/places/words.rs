//! What tells that a name is used as a place: lists in `lexicon/places.toml`.

use crate::article::{Article, At};
use chancery_encoder::Upos;
use chancery_record::PlaceKind;
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// The lists; the file says what each is for.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub r#in: HashSet<String>,
    pub loose: HashSet<String>,
    pub motion: HashSet<String>,
    pub movers: HashSet<String>,
    pub departures: HashSet<String>,
    pub entered: HashSet<String>,
    pub struck: HashSet<String>,
    pub happenings: HashSet<String>,
    pub vague: HashSet<String>,
    nouns: HashMap<String, HashSet<String>>,
}

/// A file that can't be read gives no lists rather than no record; a test reads it.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(|| toml::from_str(FILE).unwrap_or_default());

const FILE: &str = include_str!("../../../../lexicon/places.toml");

/// The sort of place that a noun says; `Some(None)` for a noun that says only that it is one.
pub(super) fn noun(article: &Article, at: At) -> Option<Option<PlaceKind>> {
    noun_lemma(article.lemma(at)).filter(|_| article.token(at).upos != Upos::Verb)
}

/// The same for a lemma.
pub(super) fn noun_lemma(lemma: &str) -> Option<Option<PlaceKind>> {
    WORDS.nouns.iter().find(|(_, nouns)| nouns.contains(lemma)).map(|(kind, _)| kind.parse().ok())
}

#[cfg(test)]
#[test]
fn the_file_can_be_read() {
    let words: Words = toml::from_str(FILE).expect("the lists");
    assert!(words.nouns.keys().all(|k| k == "any" || k.parse::<PlaceKind>().is_ok()));
}
