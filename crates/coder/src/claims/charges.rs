//! Charges: who is said to have done what.

use super::words::{clause_words, content_top};
use super::{Input, Reading, Site, Standing, resolve, resolve_owner};
use crate::article::{Article, At};
use crate::slots;
use chancery_encoder::Upos;
use chancery_record::{PloverType, Stance};
use std::collections::BTreeSet;

/// "accused Russia of shelling a ward", "alleged that troops fired", "blamed Iran for the attack", "accusations of fraud".
pub(super) fn charged(input: Input, site: &Site, cue: At) -> Option<Reading> {
    let article = input.article;
    let verbal = article.token(cue).upos == Upos::Verb;
    let objects: Vec<At> =
        if verbal { slots::objects(article, cue).into_iter().chain(article.by(cue, "iobj")).collect() } else { Vec::new() };
    let clause = article.children(cue).find(|&c| article.deprel(c) == "ccomp");
    let phrase = || {
        let top = article.sentence(cue.sentence).tokens.len();
        ((cue.token + 1)..top).map(|token| At { token, ..cue }).find(|&t| {
            let linked = article
                .by(t, "case")
                .chain(article.by(t, "mark"))
                .any(|c| c > cue && matches!(article.lemma(c), "of" | "for" | "with" | "over"));
            // "blamed the Chinese, who had played with his aircraft": not what a relative clause says.
            let aside = std::iter::once(t).chain(article.ancestors(t)).take_while(|&a| a != cue).any(|a| article.deprel(a) == "acl:relcl");
            linked && !aside && article.within(t, cue) && !objects.contains(&t) && !of_name(input, t)
        })
    };
    // "Washington, he charged, was preparing a coup"; "blamed an unknown sniper", "blames the deaths on rioters"
    let around = || {
        content_top(article, site)
            .filter(|&t| article.token(t).upos == Upos::Verb && !article.within(cue, t) || article.head(cue) == Some(t))
    };
    let blamed = || objects.first().copied().filter(|_| article.lemma(cue) == "blame");
    let head = if verbal { phrase().or(clause).or_else(around).or_else(blamed) } else { inner(article, cue) }?;
    let head = down(input, head);
    let mut accused: BTreeSet<usize> = BTreeSet::new();
    if verbal && Some(head) != clause {
        let on = article.by(cue, "obl").filter(|&o| article.has_preposition(o, &["on"])).find_map(|o| resolve_owner(input, o));
        match on {
            Some(on) => accused.extend([on]),
            None => accused.extend(objects.iter().filter_map(|&o| resolve_owner(input, o))),
        }
    }
    if accused.is_empty() {
        accused.extend(doers(input, head));
    }
    if accused.is_empty() {
        accused.extend(site.statement.map(|s| input.statements[s].addressees.clone()).unwrap_or_default());
    }
    Some(Reading {
        stance: Stance::Asserts,
        head: Some(head),
        accused: accused.into_iter().filter(|a| Some(*a) != site.speaker).collect(),
        accuser: None,
        words: clause_words(article, head),
        standing: Standing::Claim,
    })
}

/// True for an "of" inside a name or an office: "president of Guatemala".
pub(super) fn of_name(input: Input, at: At) -> bool {
    let article = input.article;
    article.token(at).relation() == "nmod" && article.head(at).is_some_and(|h| resolve(input, h).is_some()) && resolve(input, at).is_some()
}

/// From "involvement in the attacks" to "attacks": what somebody had a part in, and what a charge is of.
pub(super) fn down(input: Input, mut head: At) -> At {
    let article = input.article;
    for _ in 0..3 {
        let empty = article.token(head).upos == Upos::Noun
            && (input.words.part.has(article, head)
                || input.words.charge.has(article, head)
                || matches!(article.lemma(head), "series" | "number" | "use"));
        let next = article.children(head).filter(|&c| c > head).find(|&c| {
            matches!(article.token(c).relation(), "nmod" | "acl" | "ccomp" | "obl")
                && !article.preposition(c).is_some_and(|p| matches!(p.as_str(), "by" | "from" | "with" | "against"))
        });
        match next.filter(|_| empty) {
            Some(next) => head = next,
            None => break,
        }
    }
    head
}

/// Who did what a word says, as far as the text names them.
pub(super) fn doers(input: Input, head: At) -> BTreeSet<usize> {
    let article = input.article;
    let event = input.events.iter().find(|e| e.predicate.trigger == head && !speech(e.entry.event_type));
    if let Some(event) = event.filter(|e| !e.actors.is_empty()) {
        return event.actors.keys().copied().collect();
    }
    let predicate = slots::Predicate { trigger: head, carrier: None };
    let stated: Vec<At> =
        if article.by(head, "aux").any(|a| article.deprel(a) == "aux:pass") { Vec::new() } else { own_subjects(article, head) };
    let filled = if stated.is_empty() && article.token(head).upos == Upos::Verb { slots::subjects(article, head) } else { stated };
    let filled = if filled.is_empty() { slots::fill(article, predicate, &slots::Slot::Poss) } else { filled };
    filled.into_iter().filter_map(|s| resolve_owner(input, s)).collect()
}

/// The subject of a clause whose predicate is a noun or an adjective.
pub(super) fn own_subjects(article: &Article, head: At) -> Vec<At> {
    article
        .children(head)
        .filter(|&c| matches!(article.deprel(c), "nsubj" | "nsubj:outer"))
        .take(1)
        .flat_map(|s| article.conjuncts(s))
        .collect()
}

/// What a charge is of: "accusations of meddling", "the charge that it arms rebels"; also where the clause was hung on the verb.
pub(super) fn inner(article: &Article, noun: At) -> Option<At> {
    let own = article.children(noun).filter(|&c| c > noun).find(|&c| match article.token(c).relation() {
        "acl" | "ccomp" | "advcl" => article.deprel(c) != "acl:relcl" || article.by(c, "mark").any(|m| article.lemma(m) == "that"),
        "nmod" | "obl" => article.preposition(c).is_some_and(|p| matches!(p.as_str(), "of" | "about" | "over")),
        _ => false,
    });
    own.or_else(|| {
        let verb = article.ancestors(noun).find(|&v| article.token(v).upos == Upos::Verb && v < noun)?;
        article.by(verb, "ccomp").find(|&c| {
            let marks =
                || article.by(c, "mark").filter(|&m| m > noun && m.token <= noun.token + 2 && matches!(article.lemma(m), "that" | "of"));
            c > noun && marks().next().is_some()
        })
    })
}

pub(super) fn speech(event: PloverType) -> bool {
    matches!(
        event,
        PloverType::Accuse
            | PloverType::Reject
            | PloverType::Request
            | PloverType::Threaten
            | PloverType::Agree
            | PloverType::Consult
            | PloverType::Support
            | PloverType::Concede
    )
}
