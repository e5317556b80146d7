//! In which field of affairs an event lies: what its entry says, and what the words of its own clause say.

use crate::article::{Article, At};
use crate::slots::Predicate;
use chancery_encoder::Upos;
use chancery_record::Context;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

const FILE: &str = include_str!("../../../lexicon/contexts.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    context: BTreeMap<Context, Words>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    words: Vec<String>,
    #[expect(dead_code, reason = "the sentences are tests of the whole program")]
    yes: Vec<String>,
    #[expect(dead_code, reason = "the sentences are tests of the whole program")]
    no: Vec<String>,
}

/// The wordings by their first word, each with what follows it and what it means.
type Wordings = HashMap<String, Vec<(Vec<String>, Context)>>;

/// A file that can't be read gives no wordings rather than no record; a test reads it.
static WORDINGS: LazyLock<Wordings> = LazyLock::new(|| {
    let mut found = Wordings::new();
    let contexts = toml::from_str::<File>(FILE).map(|f| f.context).unwrap_or_default();
    for (context, words) in contexts {
        for wording in words.words {
            // As sentences are cut: "pro-democracy" is three words.
            let spaced = wording.replace('-', " - ");
            let mut parts = spaced.split_whitespace().map(str::to_owned);
            if let Some(first) = parts.next() {
                found.entry(first).or_default().push((parts.collect(), context));
            }
        }
    }
    found
});

/// The contexts of an event: those of its entry and those that the words of its clause name.
pub fn of(article: &Article, own: &[Context], predicate: Predicate) -> Vec<Context> {
    let mut found: BTreeSet<Context> = own.iter().copied().collect();
    let top = predicate.carrier.unwrap_or(predicate.trigger);
    // What is said, what follows, and who somebody is, are other matters.
    let apart = |at: At| {
        matches!(article.token(at).relation(), "ccomp" | "parataxis" | "advcl") && !is_object_clause(article, at)
            || article.deprel(at) == "acl:relcl"
            || article.token(at).relation() == "conj" && article.token(at).upos == Upos::Verb
    };
    for at in article.subtree_without(top, |at| at != predicate.trigger && apart(at)) {
        found.extend(named(article, at));
    }
    found.into_iter().collect()
}

/// "accused Russia of using a nerve agent": the clause says what it is about.
fn is_object_clause(article: &Article, at: At) -> bool {
    article.by(at, "mark").any(|m| matches!(article.lemma(m), "of" | "for"))
}

/// The contexts that the wordings which begin at a token name.
fn named(article: &Article, at: At) -> Vec<Context> {
    let tokens = article.sentence(at.sentence).tokens.len();
    let is = |token: usize, word: &str| {
        let at = At { token, ..at };
        token < tokens && (article.lemma(at) == word || article.token(at).form.eq_ignore_ascii_case(word))
    };
    let form = article.token(at).form.to_lowercase();
    let wordings = [WORDINGS.get(article.lemma(at)), WORDINGS.get(&form).filter(|_| form != article.lemma(at))];
    let fits = |rest: &[String]| rest.iter().enumerate().all(|(k, word)| is(at.token + 1 + k, word));
    wordings.into_iter().flatten().flatten().filter(|(rest, _)| fits(rest)).map(|w| w.1).collect()
}
