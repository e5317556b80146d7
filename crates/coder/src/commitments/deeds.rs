//! Whether what is announced harms, helps or guards.

use super::{Input, is_form};
use crate::article::At;
use crate::slots;

/// Of verbs that can do harm and good, those that do good by their object: "withdraw its troops", "lift", "stop its tests".
pub(super) fn takes_help(input: Input, verb: At) -> bool {
    let article = input.article;
    let own = |o: &At| {
        article.by(*o, "nmod:poss").next().is_some()
            || matches!(
                article.lemma(*o),
                "troop" | "sanction" | "fire" | "test" | "attack" | "strike" | "offensive" | "siege" | "blockade" | "hostility"
            )
    };
    !matches!(article.lemma(verb), "recall" | "expel")
        && slots::objects(article, verb).iter().any(own)
        && !matches!(
            slots::objects(article, verb).first().map(|&o| article.lemma(o)),
            Some("ambassador" | "diplomat" | "envoy" | "aid" | "cooperation")
        )
}

pub(super) fn guards(input: Input, verb: At) -> bool {
    let article = input.article;
    if article.lemma(verb) == "come" || is_form(article, verb, &["come", "comes", "came"]) {
        return article
            .by(verb, "obl")
            .chain(article.by(verb, "obj"))
            .any(|o| matches!(article.lemma(o), "aid" | "defence" | "defense" | "help" | "rescue" | "assistance"));
    }
    if is_form(article, verb, &["ensure", "guarantee"]) {
        return slots::objects(article, verb)
            .iter()
            .any(|&o| matches!(article.lemma(o), "security" | "safety" | "integrity" | "independence"));
    }
    input.words.guard.has(article, verb)
}

/// "would use force", "will take action": light verbs whose object does the harm.
pub(super) fn force(input: Input, at: At) -> bool {
    let article = input.article;
    is_form(article, at, &["use", "take", "declare", "go", "have", "treat"])
        && article.children(at).any(|c| matches!(article.token(c).relation(), "obj" | "obl") && input.words.response.has(article, c))
}
