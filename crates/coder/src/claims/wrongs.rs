//! Wrongs told in a statement without a word of charge: "said Russian jets had bombed a market".

use super::answers::{clause_subjects, first_person, possessed};
use super::charges::{doers, own_subjects};
use super::matching::same_side;
use super::readings::{is_negated, is_unreal};
use super::sites::to_blame;
use super::words::clause_words;
use super::{Input, Reading, Site, resolve_owner};
use crate::article::At;
use crate::slots;
use chancery_encoder::Upos;
use chancery_record::{Modality, PloverType, Stance};
use std::collections::BTreeSet;

/// Something told in a content that would be a wrong of somebody other than the speaker.
pub(super) fn asserted(input: Input, site: &Site) -> Option<Reading> {
    let article = input.article;
    let fact = |t: At| !is_negated(article, t) && !is_unreal(input, t) && !matches!(article.token(t).relation(), "amod" | "compound");
    let inner_voice = |t: At| {
        site.statement.is_some_and(|s| {
            input
                .statements
                .iter()
                .enumerate()
                .any(|(i, other)| i != s && other.tokens.len() < site.tokens.len() && other.tokens.contains(&t))
        })
    };
    for &t in &site.tokens {
        let verbal = article.token(t).upos == Upos::Verb;
        let predicative = !verbal && !own_subjects(article, t).is_empty();
        let blamed = to_blame(article, t);
        if !(verbal || predicative) || !(fact(t) || blamed) || inner_voice(t) || article.deprel(t) == "acl:relcl" {
            continue;
        }
        let behind = predicative && article.preposition(t).as_deref() == Some("behind");
        let commits = input.words.commit.has(article, t)
            && slots::objects(article, t).iter().any(|&o| input.words.wrong.has(article, o) && article.token(o).upos == Upos::Noun);
        let breaks = input.words.breaks.has(article, t) && slots::objects(article, t).iter().any(|&o| input.words.binding.has(article, o));
        let object_wrong = verbal && (commits || breaks);
        if !(behind || blamed || is_wrong(input, t) || object_wrong) {
            continue;
        }
        let mut subjects = clause_subjects(article, t);
        if blamed && subjects.is_empty() {
            subjects.extend(article.head(t).into_iter().flat_map(|h| own_subjects(article, h)));
        }
        if subjects.iter().any(|&s| first_person(article, s) || possessed(input, s, site.speaker)) {
            continue;
        }
        let accused: BTreeSet<usize> =
            doers(input, t).into_iter().chain(subjects.iter().filter_map(|&s| resolve_owner(input, s))).collect();
        let agentless = accused.is_empty() && article.is_passive(t) && object_wrong && slots::subjects(article, t).is_empty();
        let others = !accused.is_empty() && accused.iter().all(|&a| Some(a) != site.speaker && !same_side(input, Some(a), site.speaker));
        if agentless || (others && (!article.is_passive(t) || !slots::subjects(article, t).is_empty())) {
            return Some(Reading {
                stance: Stance::Asserts,
                head: Some(t),
                accused,
                accuser: None,
                words: clause_words(article, t),
                alone: true,
            });
        }
    }
    None
}

/// A deed that blames its doer: by the lexicon of events, or by the list of wrongs.
pub(super) fn is_wrong(input: Input, at: At) -> bool {
    matches!(input.article.token(at).upos, Upos::Verb | Upos::Noun | Upos::Adj)
        && (input.words.wrong.has(input.article, at) || grave_event(input, at))
}

pub(super) fn grave_event(input: Input, at: At) -> bool {
    input.events.iter().any(|e| {
        e.predicate.trigger == at
            && matches!(e.entry.event_type, PloverType::Assault | PloverType::Coerce)
            && !matches!(e.modality, Modality::Planned | Modality::Hypothetical | Modality::Conditional)
    })
}
