//! Wrongs told in a statement without a word of charge: "said Russian jets had bombed a market".

use super::answers::{clause_subjects, first_person, possessed};
use super::charges::{doers, down, inner, own_subjects};
use super::matching::same_side;
use super::readings::{is_negated, is_unreal};
use super::sites::to_blame;
use super::words::{clause_words, content_top};
use super::{Input, Reading, Site, Standing, resolve_owner};
use crate::article::At;
use crate::slots;
use chancery_encoder::Upos;
use chancery_record::{Modality, PloverType, Stance};
use std::collections::BTreeSet;

/// Something told in a content that would be a wrong of somebody other than the speaker.
pub(super) fn asserted(input: Input, site: &Site) -> Option<Reading> {
    let article = input.article;
    // What nobody at all is the source of is the outlet's own.
    if site.speaker.is_none() && site.statement.is_none_or(|s| input.statements[s].speaker_span.is_none()) {
        return None;
    }
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
    let told = |t: At| {
        let clause = article.token(t).upos == Upos::Verb || !own_subjects(article, t).is_empty();
        clause && (fact(t) || to_blame(article, t)) && !inner_voice(t) && article.deprel(t) != "acl:relcl"
    };
    evidence(input, site).or_else(|| site.tokens.iter().filter(|&&t| told(t)).find_map(|&t| laid_to(input, site, t)))
}

/// A clause that tells a wrong, with those it is laid to.
fn laid_to(input: Input, site: &Site, t: At) -> Option<Reading> {
    let article = input.article;
    let verbal = article.token(t).upos == Upos::Verb;
    let blamed = to_blame(article, t);
    let behind = !verbal && article.preposition(t).as_deref() == Some("behind");
    let by_object = verbal && wrong_by_object(input, t);
    if !(behind || blamed || by_object || is_wrong(input, t)) {
        return None;
    }
    let mut subjects = clause_subjects(article, t);
    if blamed && subjects.is_empty() {
        subjects.extend(article.head(t).into_iter().flat_map(|h| own_subjects(article, h)));
    }
    if subjects.iter().any(|&s| first_person(article, s) || possessed(input, s, site.speaker)) {
        return None;
    }
    let accused: BTreeSet<usize> = doers(input, t).into_iter().chain(subjects.iter().filter_map(|&s| resolve_owner(input, s))).collect();
    let unnamed = slots::subjects(article, t).is_empty();
    let agentless = accused.is_empty() && article.is_passive(t) && by_object && (unnamed || input.words.foul.has(article, t));
    let others = !accused.is_empty() && accused.iter().all(|&a| Some(a) != site.speaker && !same_side(input, Some(a), site.speaker));
    (agentless || (others && (!article.is_passive(t) || !unnamed))).then(|| Reading {
        stance: Stance::Asserts,
        head: Some(t),
        accused,
        accuser: None,
        words: clause_words(article, t),
        standing: Standing::Claim,
    })
}

/// "spread lies", "broke the truce", "failed to keep its word", "declared war", and what is foul whoever did it.
fn wrong_by_object(input: Input, verb: At) -> bool {
    let article = input.article;
    let words = input.words;
    let objects = slots::objects(article, verb);
    let commits =
        words.commit.has(article, verb) && objects.iter().any(|&o| words.wrong.has(article, o) && article.token(o).upos == Upos::Noun);
    let breaks = words.breaks.has(article, verb) && objects.iter().any(|&o| words.binding.has(article, o));
    let fails = article.lemma(verb) == "fail"
        && article.by(verb, "xcomp").any(|x| matches!(article.lemma(x), "keep" | "honour" | "honor" | "respect" | "comply" | "fulfil"));
    let wages = article.lemma(verb) == "declare" && objects.iter().any(|&o| article.lemma(o) == "war");
    commits || breaks || fails || wages || words.foul.has(article, verb)
}

/// "complained that Washington had kept him in the dark": what somebody complains of is laid to whoever did it.
pub(super) fn complaint(input: Input, site: &Site) -> Option<Reading> {
    let article = input.article;
    site.speaker?;
    let clause = site.cue.and_then(|c| article.children(c).find(|&x| article.deprel(x) == "ccomp"))?;
    let accused: BTreeSet<usize> = doers(input, clause)
        .into_iter()
        .chain(clause_subjects(article, clause).into_iter().filter_map(|s| resolve_owner(input, s)))
        .collect();
    let others = !accused.is_empty() && accused.iter().all(|&a| Some(a) != site.speaker && !same_side(input, Some(a), site.speaker));
    let fact = article.token(clause).upos == Upos::Verb && !is_unreal(input, clause);
    let words = clause_words(article, clause);
    (others && fact).then_some(Reading {
        stance: Stance::Asserts,
        head: Some(clause),
        accused,
        accuser: None,
        words,
        standing: Standing::Claim,
    })
}

/// "there was evidence of use of nerve gas by Syria", "the victim of a kidnapping": the wrong stands in a noun.
fn evidence(input: Input, site: &Site) -> Option<Reading> {
    let article = input.article;
    site.tokens.iter().find_map(|&t| {
        let told = matches!(article.lemma(t), "evidence" | "proof" | "victim") && article.token(t).upos == Upos::Noun;
        let inside = inner(article, t).filter(|_| told && !is_negated(article, t))?;
        let head = down(input, inside);
        let by = article.subtree(inside).into_iter().filter(|&n| article.has_preposition(n, &["by"])).find_map(|n| resolve_owner(input, n));
        let accused: BTreeSet<usize> = by.into_iter().chain(doers(input, head)).filter(|a| Some(*a) != site.speaker).collect();
        let grave = article.subtree(inside).into_iter().any(|n| is_wrong(input, n));
        (grave || by.is_some()).then(|| Reading {
            stance: Stance::Asserts,
            head: Some(head),
            accused,
            accuser: None,
            words: clause_words(article, inside),
            standing: Standing::Claim,
        })
    })
}

/// "denounced his fall as a coup", "what it calls ethnic cleansing": a wrong as the name of what was done.
pub(super) fn named(input: Input, site: &Site) -> Option<Reading> {
    let article = input.article;
    let cue =
        site.cue.filter(|&c| article.token(c).upos == Upos::Verb && (input.words.call.has(article, c) || article.lemma(c) == "hold"))?;
    site.speaker?;
    let name = article.children(cue).find(|&t| {
        let names = match article.token(t).relation() {
            "xcomp" => true,
            "obl" => article.has_preposition(t, &["as"]),
            "obj" => article.lemma(cue) == "call",
            _ => false,
        };
        let noun = article.token(t).upos == Upos::Noun && input.words.wrong.has(article, t);
        let guilty = article.lemma(cue) == "hold" && matches!(article.lemma(t), "responsible" | "accountable" | "guilty");
        names && (noun || guilty) && !is_negated(article, t)
    })?;
    let held = slots::objects(article, cue).into_iter().filter(|&o| o != name).filter_map(|o| resolve_owner(input, o));
    let accused = doers(input, name).into_iter().chain(held).filter(|a| Some(*a) != site.speaker).collect();
    let words = clause_words(article, name);
    Some(Reading { stance: Stance::Asserts, head: Some(name), accused, accuser: None, words, standing: Standing::Claim })
}

/// A state of affairs that somebody other than the outlet states: a claim once another disputes it.
pub(super) fn stated(input: Input, site: &Site) -> Option<Reading> {
    let article = input.article;
    site.speaker?;
    let top = content_top(article, site)?;
    let clause = article.token(top).upos == Upos::Verb || article.one(top, "cop").is_some();
    if !clause || is_unreal(input, top) || clause_subjects(article, top).is_empty() {
        return None;
    }
    let accused: BTreeSet<usize> =
        doers(input, top).into_iter().chain(clause_subjects(article, top).into_iter().filter_map(|s| resolve_owner(input, s))).collect();
    let words = clause_words(article, top);
    Some(Reading { stance: Stance::Asserts, head: Some(top), accused, accuser: None, words, standing: Standing::Statement })
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
