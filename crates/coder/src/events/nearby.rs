//! Sides that stand outside the slots of an entry, but near the trigger.

use super::Input;
use super::arguments::{Link, Side, gather};
use crate::actors::Actors;
use crate::article::At;
use crate::lexicon::{Entry, Pos};
use crate::slots::{self, Predicate};
use chancery_encoder::Upos;
use chancery_record::{PloverType, Quad};

/// An actor outside the slots: the subject of the verb that a noun hangs on ("joined an inquiry", "voiced criticism of"), or
/// whoever says what "it", "he" or "they" would do.
pub(super) fn nearby_actor(input: Input, actors: &mut Actors, entry: &Entry, predicate: Predicate) -> (Side, Link) {
    let article = input.article;
    let mut near: Vec<At> = Vec::new();
    if entry.pos == Pos::Noun {
        let noun = article.first_conjunct(predicate.trigger);
        let verb = article
            .head(noun)
            .filter(|&v| article.token(v).upos == Upos::Verb && matches!(article.token(noun).relation(), "obj") && !article.is_passive(v));
        // Who condemns a strike, or calls an attack a crime, has not struck: a verb that is an event or a saying of its own lends no doer.
        let deeds = entry.event_type.quad() == Quad::MaterialConflict || entry.event_type.quad() == Quad::MaterialCooperation;
        let apart = |v: &At| {
            let lemma = article.lemma(*v);
            input.lexicon.entries_of(lemma).any(|e| e.pos == Pos::Verb) || (deeds && input.lexicon.cue(lemma, Pos::Verb).is_some())
        };
        near.extend(verb.filter(|v| !apart(v)).into_iter().flat_map(|v| slots::subjects(article, v)));
    } else {
        // "a report accusing the army": whoever put out the report.
        if article.deprel(predicate.trigger).starts_with("acl") {
            let noun = article.head(predicate.trigger);
            let verb = noun
                .and_then(|n| article.head(n))
                .filter(|&v| article.token(v).upos == Upos::Verb && noun.is_some_and(|n| article.deprel(n) == "obj"));
            near.extend(verb.into_iter().flat_map(|v| slots::subjects(article, v)));
        }
        let pronoun = slots::subjects(article, predicate.trigger)
            .into_iter()
            .any(|s| article.token(s).upos == Upos::Pron && matches!(article.lemma(s), "it" | "he" | "she" | "they"));
        let teller = article.head(predicate.trigger).filter(|_| pronoun && article.deprel(predicate.trigger) == "ccomp");
        near.extend(teller.into_iter().flat_map(|t| slots::subjects(article, t)));
    }
    let found = gather(input, actors, &near, false, &Side::new());
    if found.is_empty() { (found, Link::None) } else { (found, Link::Near) }
}

/// A recipient outside the slots: any object or phrase of direction of the trigger, else the first inside its complement.
pub(super) fn nearby_recipient(input: Input, actors: &mut Actors, entry: &Entry, predicate: Predicate, doers: &Side) -> (Side, Link) {
    let article = input.article;
    let mut tops = vec![predicate.trigger];
    tops.extend(predicate.carrier);
    let mut open: Vec<At> =
        tops.iter().flat_map(|&t| article.children(t)).filter(|&c| Some(c) != predicate.carrier && !tops.contains(&c)).collect();
    let meeting = matches!(entry.event_type, PloverType::Consult) || entry.mutual && doers.len() > 1;
    // Breadth first, so that what stands nearest to the trigger is taken.
    let mut next = 0;
    while next < open.len() && next < 40 {
        let at = open[next];
        next += 1;
        let follows = match article.token(at).relation() {
            "obj" | "iobj" | "xcomp" => true,
            "ccomp" => entry.needs.is_empty(),
            "acl" | "advcl" => article.by(at, "mark").any(|m| matches!(article.lemma(m), "to" | "of" | "from" | "for" | "against")),
            "obl" | "nmod" => {
                let toward = article.deprel(at) == "nmod:poss"
                    || article.has_preposition(
                        at,
                        &["to", "against", "with", "from", "of", "for", "toward", "towards", "into", "by", "between", "at", "on", "over"],
                    );
                (toward || !meeting && article.has_preposition(at, &["in", "inside", "across"]))
                    && !slots::is_time(article, at)
                    && article.deprel(at) != "obl:agent"
                    // "On Ukraine, both called for talks": a topic put first is nobody's target.
                    && (article.deprel(at) != "obl" || at > predicate.trigger)
            }
            "amod" | "compound" => {
                article.head(at).is_some_and(|h| article.is_nominal(h)) && at.token < article.head(at).map_or(0, |h| h.token)
            }
            "nsubj" => article
                .head(at)
                .is_some_and(|h| h != predicate.trigger && Some(h) != predicate.carrier && matches!(article.deprel(h), "ccomp" | "xcomp")),
            "conj" => false,
            _ => false,
        };
        if !follows {
            continue;
        }
        let found = gather(input, actors, &article.conjuncts(at), !meeting, doers);
        if !found.is_empty() {
            return (found, Link::Near);
        }
        open.extend(article.children(at));
    }
    (Side::new(), Link::None)
}
