//! What words make of the happening that hangs on them, from `lexicon/modality.toml`.

use chancery_record::Modality;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The file of words.
const FILE: &str = include_str!("../../../../lexicon/modality.toml");

/// How a happening hangs on the word above.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Tie {
    /// An infinitive.
    To,
    /// A bare participle.
    Ing,
    /// A participle with "from".
    From,
    /// A participle with another preposition.
    Of,
    /// A clause with a finite verb.
    That,
    /// The happening is a noun.
    Noun,
}

/// What a word does to a happening.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effect {
    /// What it makes of it.
    pub makes: Modality,
    /// The same where the word itself is denied.
    pub denied: Modality,
    /// The same where somebody else is to act.
    pub other: Modality,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    governor: Vec<Governor>,
    modifier: Vec<Modifier>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Governor {
    makes: Modality,
    words: Vec<String>,
    takes: Vec<Tie>,
    #[serde(default)]
    passive: bool,
    denied: Option<Modality>,
    other: Option<Modality>,
    #[expect(dead_code, reason = "the sentences are tests of the whole program")]
    yes: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Modifier {
    makes: Modality,
    words: Vec<String>,
    #[expect(dead_code, reason = "the sentences are tests of the whole program")]
    yes: Vec<String>,
}

/// Effects by the lemma, how the happening hangs on it, and whether it must stand in the passive.
#[derive(Default)]
struct Table {
    governors: HashMap<(String, Tie, bool), Effect>,
    modifiers: HashMap<String, Modality>,
}

/// A file that can't be read gives no effects rather than no record; a test reads it.
static TABLE: LazyLock<Table> = LazyLock::new(|| toml::from_str(FILE).map(table).unwrap_or_default());

fn table(file: File) -> Table {
    let mut table = Table::default();
    for governor in file.governor {
        let turned = if governor.makes == Modality::Negated { Modality::Actual } else { Modality::Negated };
        let effect =
            Effect { makes: governor.makes, denied: governor.denied.unwrap_or(turned), other: governor.other.unwrap_or(governor.makes) };
        for word in governor.words {
            for &tie in &governor.takes {
                table.governors.insert((word.clone(), tie, governor.passive), effect);
            }
        }
    }
    for modifier in file.modifier {
        table.modifiers.extend(modifier.words.into_iter().map(|word| (word, modifier.makes)));
    }
    table
}

/// What a governor does to what hangs on it that way.
pub(super) fn effect(lemma: &str, tie: Tie, passive: bool) -> Option<Effect> {
    let of = |passive| TABLE.governors.get(&(lemma.to_owned(), tie, passive)).copied();
    of(passive).or_else(|| of(false))
}

/// What a word beside the noun or verb does to it.
pub(super) fn modifier(word: &str) -> Option<Modality> {
    TABLE.modifiers.get(word).copied()
}

/// Every governor that may be a verb.
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    TABLE.governors.keys().map(|(word, ..)| word.split(' ').next().unwrap_or(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_one_thing_in_one_place() {
        let file: File = toml::from_str(FILE).expect("the file can be read");
        let mut seen = HashMap::new();
        for governor in &file.governor {
            for (word, tie) in governor.words.iter().flat_map(|w| governor.takes.iter().map(move |t| (w, *t))) {
                assert!(seen.insert((word, tie, governor.passive), ()).is_none(), "{word} stands twice as governor of {tie:?}");
            }
        }
        let mut seen = HashMap::new();
        for word in file.modifier.iter().flat_map(|m| &m.words) {
            assert!(seen.insert(word, ()).is_none(), "{word} stands twice as modifier");
        }
    }
}
