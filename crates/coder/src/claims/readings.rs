//! Which position a site takes, and in what.

use super::answers::{answer, called_baseless, own_denial};
use super::charges::charged;
use super::wrongs::{asserted, complaint, named, stated};
use super::{Input, Reading, Site};
use crate::article::{Article, At};
use crate::lexicon::Pos;
use crate::statements;
use crate::wordlists::lemmas;
use chancery_encoder::Upos;
use chancery_record::{Act, Polarity, Stance};

/// The positions that a site takes.
pub(super) fn read(input: Input, site: &Site) -> Vec<Reading> {
    let article = input.article;
    let words = input.words;
    let Some(cue) = site.cue else { return asserted(input, site).into_iter().collect() };
    if is_negated(article, cue) || (article.token(cue).upos == Upos::Verb && is_unreal(input, cue)) {
        return Vec::new();
    }
    let verbal = article.token(cue).upos == Upos::Verb;
    let (act, polarity) = meaning(input, site);
    if let Some(reading) = called_baseless(input, site, cue) {
        return vec![reading];
    }
    if let Some(reading) = named(input, site) {
        return vec![reading];
    }
    if words.retract.has(article, cue) {
        return answer(input, site, cue, Stance::Retracts);
    }
    if words.deny.has(article, cue) || act == Act::Denies || (act == Act::Rejects && polarity == Polarity::Denies) {
        return answer(input, site, cue, Stance::Denies);
    }
    if words.doubt.has(article, cue)
        || polarity == Polarity::Doubts
        || site.tokens.iter().chain([&cue]).any(|&t| article.lemma(t) == "doubt" && article.head(t) == Some(cue))
    {
        return answer(input, site, cue, Stance::Doubts);
    }
    if words.confirm.has(article, cue) || act == Act::Confirms {
        return answer(input, site, cue, Stance::Confirms);
    }
    if act == Act::Accuses || (verbal && words.accuse.has(article, cue)) || words.charge.has(article, cue) {
        return charged(input, site, cue).into_iter().collect();
    }
    match act {
        Act::Criticises if complaint(input, site).is_some() => complaint(input, site).into_iter().collect(),
        Act::Says | Act::Announces | Act::Believes | Act::Criticises | Act::Warns | Act::Other if polarity == Polarity::Asserts => {
            own_denial(input, site).or_else(|| asserted(input, site)).or_else(|| stated(input, site)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// What the cue does: as the statement has it, or as the lexicon has a form that the parse did not see.
pub(super) fn meaning(input: Input, site: &Site) -> (Act, Polarity) {
    let known = site.statement.map(|s| (input.statements[s].act, input.statements[s].polarity));
    if let Some(known) = known.filter(|k| *k != (Act::Says, Polarity::Asserts)) {
        return known;
    }
    let Some(cue) = site.cue else { return (Act::Says, Polarity::Asserts) };
    let pos = if input.article.token(cue).upos == Upos::Noun { Pos::Noun } else { Pos::Verb };
    let found = lemmas(input.article, cue).iter().find_map(|l| input.lexicon.cue(l, pos)).map(|c| (c.act, c.polarity));
    found.or(known).unwrap_or((Act::Says, Polarity::Asserts))
}

pub(super) fn is_negated(article: &Article, at: At) -> bool {
    statements::is_negated(article, at)
        || article.by(at, "det").any(|d| matches!(article.lemma(d), "no" | "neither"))
        || article.children(at).any(|c| article.lemma(c) == "never")
}

/// True for what may, will or should be, and for what stands under a condition: no fact that can be disputed.
pub(super) fn is_unreal(input: Input, at: At) -> bool {
    let article = input.article;
    let modal = |v: At| {
        article.by(v, "aux").any(|a| {
            matches!(
                article.token(a).form.to_lowercase().as_str(),
                "will"
                    | "would"
                    | "may"
                    | "might"
                    | "can"
                    | "could"
                    | "should"
                    | "shall"
                    | "must"
                    | "wo"
                    | "'ll"
                    | "’ll"
                    | "'d"
                    | "’d"
                    | "ca"
            )
        })
    };
    let conditional = |v: At| article.by(v, "mark").any(|m| matches!(article.lemma(m), "if" | "unless"));
    let purpose = |v: At| {
        let attempted = || {
            article.deprel(v) == "xcomp"
                && article.head(v).is_some_and(|h| input.words.attempt.has(article, h) && !modal(h) && !is_negated(article, h))
        };
        article.by(v, "mark").any(|m| article.lemma(m) == "to") && !matches!(article.deprel(v), "acl" | "ccomp") && !attempted()
    };
    let shared = article.deprel(at) == "conj"
        && article.head(at).is_some_and(modal)
        && !article.children(at).any(|c| article.token(c).relation() == "nsubj");
    modal(at) || conditional(at) || shared || purpose(at) || article.ancestors(at).take(3).any(conditional)
}
