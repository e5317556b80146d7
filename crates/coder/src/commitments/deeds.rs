//! Whether what is announced harms, helps or guards.

use super::{Input, is_form};
use crate::article::At;
use crate::slots;
use chancery_encoder::Upos;

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
    if article.lemma(verb) == "stand" {
        return article.by(verb, "obl").any(|o| matches!(article.lemma(o), "side"));
    }
    if is_form(article, verb, &["ensure", "guarantee"]) {
        return slots::objects(article, verb)
            .iter()
            .any(|&o| matches!(article.lemma(o), "security" | "safety" | "integrity" | "independence"));
    }
    input.words.guard.has(article, verb)
}

/// Verbs that bring something to a stop, and what it hurts another to see stopped: "halt aid", but not "halt its tests".
fn stops_good(input: Input, verb: At) -> Option<bool> {
    let article = input.article;
    let stops = matches!(article.lemma(verb), "stop" | "halt" | "end" | "suspend" | "freeze" | "cease" | "cut" | "reduce");
    let good = |o: At| article.token(o).upos == Upos::Pron || article.subtree(o).into_iter().any(|t| input.words.boon.has(article, t));
    stops.then(|| slots::objects(article, verb).into_iter().any(good))
}

/// True for a verb of harm, but for what a stop does no harm to.
pub(super) fn harms(input: Input, verb: At) -> bool {
    (input.words.harm.has(input.article, verb) || force(input, verb)) && stops_good(input, verb) != Some(false)
}

/// True for a verb of help, but for what a stop hurts.
pub(super) fn helps(input: Input, verb: At) -> bool {
    input.words.help.has(input.article, verb) && (stops_good(input, verb) == Some(false) || !harms(input, verb) || takes_help(input, verb))
}

/// "would use force", "will take action": light verbs whose object does the harm.
pub(super) fn force(input: Input, at: At) -> bool {
    let article = input.article;
    is_form(article, at, &["use", "take", "declare", "go", "have", "treat", "deal", "hold", "bring", "call", "exact", "answer"])
        && article.children(at).any(|c| {
            matches!(article.token(c).relation(), "obj" | "obl")
                && (input.words.response.has(article, c)
                    || (article.lemma(at) == "answer" && matches!(article.lemma(c), "hesitation" | "kind" | "once")))
        })
}
