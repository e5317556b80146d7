//! Answers to charges: denials in whatever words, doubts, confirmations, retractions.

use super::charges::{doers, down, inner, own_subjects};
use super::matching::same_side;
use super::readings::{is_negated, is_unreal};
use super::sites::owners;
use super::words::{clause_words, content_top, noun_words, top};
use super::wrongs::{grave_event, is_wrong};
use super::{Input, Reading, Site, Standing, resolve, resolve_owner};
use crate::article::{Article, At};
use crate::slots;
use chancery_encoder::Upos;
use chancery_record::Stance;
use std::collections::BTreeSet;

/// A denial, doubt, confirmation or retraction: of a clause, of a charge, or of what was said before.
pub(super) fn answer(input: Input, site: &Site, cue: At, stance: Stance) -> Vec<Reading> {
    let article = input.article;
    let clause = article
        .children(cue)
        .find(|&c| matches!(article.deprel(c), "ccomp" | "xcomp" | "advcl" | "acl") && c > cue && !is_adjunct(article, c));
    let objects =
        if article.token(cue).upos == Upos::Noun { inner(article, cue).into_iter().collect() } else { slots::objects(article, cue) };
    let object = objects
        .first()
        .copied()
        .or_else(|| article.by(cue, "obl").find(|&o| article.has_preposition(o, &["on", "of", "about", "as", "to"])))
        .filter(|_| {
            clause.is_none_or(|c| {
                article.token(c).upos != Upos::Verb
                    || article.token(c).relation() == "acl"
                    || article.children(cue).any(|x| article.token(x).relation() == "obj")
            })
        });
    if let Some(object) = object {
        return of_object(input, site, object, stance);
    }
    let own_words = || top(article, &site.tokens).filter(|&t| article.token(t).upos == Upos::Verb && !article.within(cue, t));
    clause.or_else(own_words).and_then(|clause| of_clause(input, site, clause, stance)).into_iter().collect()
}

/// An answer to what stands in a noun: "it", "the charge", "any role in the attack", "the killing".
fn of_object(input: Input, site: &Site, object: At, stance: Stance) -> Vec<Reading> {
    let article = input.article;
    let words = input.words;
    let bare = |alone: bool, accuser: Option<Option<usize>>| Reading {
        stance,
        head: None,
        accused: BTreeSet::new(),
        accuser,
        words: noun_words(article, object),
        standing: Standing::claim_if(alone),
    };
    let form = article.token(object).form.to_lowercase();
    if matches!(form.as_str(), "it" | "this" | "that" | "these" | "those" | "both" | "them" | "all") {
        return vec![bare(false, None); if form == "both" { 2 } else { 1 }];
    }
    if words.charge.has(article, object) || words.account.has(article, object) {
        return vec![of_charge(input, site, object, bare)];
    }
    let part = words.part.has(article, object);
    if !(part || is_wrong(input, object) && stance != Stance::Retracts) {
        return Vec::new();
    }
    let head = if part { down(input, object) } else { object };
    let mut accused = doers(input, head);
    if part || accused.is_empty() {
        accused = site.speaker.into_iter().collect();
    }
    vec![Reading { head: Some(head), accused, ..bare(true, None) }]
}

/// An answer to a charge or an account, with what it was of and who made it where the text says so.
fn of_charge(input: Input, site: &Site, object: At, bare: impl Fn(bool, Option<Option<usize>>) -> Reading) -> Reading {
    let article = input.article;
    let charge = input.words.charge.has(article, object);
    let accuser = owners(article, object).into_iter().find_map(|o| resolve(input, o)).filter(|a| Some(*a) != site.speaker);
    let Some(inside) = inner(article, object) else {
        let answer = bare(charge, Some(accuser));
        return Reading { standing: Standing::claim_if(charge && answer.stance == Stance::Denies), ..answer };
    };
    let own = accuser.is_none() && article.by(object, "nmod:poss").any(|p| resolve(input, p) == site.speaker && site.speaker.is_some());
    let head = down(input, inside);
    let answer = bare(true, (!own).then_some(accuser));
    let mut accused = doers(input, head);
    // Who rejects a charge without saying whose deed it was rejects it for himself.
    if accused.is_empty() && answer.stance == Stance::Denies {
        accused.extend(site.speaker);
    }
    let wrong = charge || is_wrong(input, head) || answer.stance == Stance::Retracts;
    Reading { head: Some(head), accused, words: clause_words(article, head), standing: Standing::claim_if(wrong), ..answer }
}

/// An answer that says what it is about: "denied that its troops had fired".
fn of_clause(input: Input, site: &Site, clause: At, stance: Stance) -> Option<Reading> {
    let article = input.article;
    let infinitive = article.by(clause, "mark").any(|m| article.lemma(m) == "to");
    if infinitive || (stance != Stance::Denies && is_unreal(input, clause)) || stance == Stance::Retracts {
        return None;
    }
    let mut accused = doers(input, clause);
    if accused.is_empty() && stance != Stance::Doubts && own_subjects(article, clause).is_empty() {
        accused.extend(site.speaker);
    }
    // A plan that is denied is no deed, unless somebody is said to have it.
    let planned = is_unreal(input, clause);
    let wrong = article.subtree(clause).into_iter().any(|t| is_wrong(input, t));
    Some(Reading {
        stance,
        head: Some(clause),
        accused,
        accuser: None,
        words: clause_words(article, clause),
        standing: Standing::claim_if(!planned && (stance == Stance::Denies || wrong)),
    })
}

/// A clause that only says when, why or how.
pub(super) fn is_adjunct(article: &Article, clause: At) -> bool {
    article.deprel(clause) == "advcl"
        && !(article.token(clause).has("VerbForm=Ger") && article.by(clause, "mark").all(|m| matches!(article.lemma(m), "of" | "to")))
}

/// "called the charge baseless", "said the accusation was a lie", "dismissed the report as fabricated".
pub(super) fn called_baseless(input: Input, site: &Site, cue: At) -> Option<Reading> {
    let article = input.article;
    let words = input.words;
    let clause = article.children(cue).find(|&c| matches!(article.deprel(c), "ccomp" | "xcomp" | "parataxis" | "obl" | "advcl" | "obj"));
    let scope: Vec<At> = clause.map(|c| article.subtree(c)).unwrap_or_default().into_iter().chain(site.tokens.iter().copied()).collect();
    let verdict = scope.iter().copied().find(|&t| {
        words.baseless.has(article, t) && !is_negated(article, t) && matches!(article.token(t).upos, Upos::Adj | Upos::Noun | Upos::Verb)
    })?;
    let named = |&o: &At| {
        let form = article.token(o).form.to_lowercase();
        words.charge.has(article, o) || words.account.has(article, o) || matches!(form.as_str(), "it" | "this" | "that" | "them" | "these")
    };
    let calls = words.call.has(article, cue);
    // "baseless accusations": only as what is said of them, not as an attribute that the outlet gives.
    let predicate = matches!(article.token(verdict).relation(), "amod" | "compound")
        && article.head(verdict).is_some_and(|h| words.charge.has(article, h) || words.account.has(article, h));
    let head = if predicate { article.head(verdict)? } else { verdict };
    let subjects: Vec<At> = own_subjects(article, head).into_iter().chain(slots::objects(article, head)).collect();
    let objects = if calls { slots::objects(article, cue) } else { Vec::new() };
    let target = subjects.iter().chain(&objects).copied().find(|o| named(o));
    let target = match target {
        Some(target) => target,
        // "called that nonsense" is often read with the pronoun as a determiner.
        None if calls && article.children(head).any(|d| named(&d)) => head,
        None => return None,
    };
    let accuser = owners(article, target).into_iter().find_map(|o| resolve(input, o)).filter(|a| Some(*a) != site.speaker);
    let content = inner(article, target).filter(|_| target != head).map(|i| down(input, i));
    let mut accused = content.map(|c| doers(input, c)).unwrap_or_default();
    if content.is_some() && accused.is_empty() {
        accused.extend(site.speaker);
    }
    Some(Reading {
        stance: Stance::Denies,
        head: content,
        accused,
        accuser: words.charge.has(article, target).then_some(accuser),
        words: content.map_or_else(|| noun_words(article, target), |c| clause_words(article, c)),
        standing: Standing::claim_if(words.charge.has(article, target) || words.account.has(article, target)),
    })
}

/// "had never met the man": a denial, whether or not the text names who says otherwise.
fn never_did(article: &Article, verb: At) -> bool {
    article.children(verb).any(|c| article.lemma(c) == "never") && article.by(verb, "aux").any(|a| article.lemma(a) == "have")
}

/// "insisted that it had no weapons there", "said it had nothing to do with the attack": a negated clause about the speaker's own side.
pub(super) fn own_denial(input: Input, site: &Site) -> Option<Reading> {
    let article = input.article;
    let top = content_top(article, site)?;
    let denied = is_negated(article, top)
        || article.children(top).any(|c| {
            matches!(article.token(c).relation(), "obj" | "nsubj")
                && (is_negated(article, c) || matches!(article.lemma(c), "nothing" | "none"))
        });
    if !denied || is_unreal(input, top) {
        return None;
    }
    let subjects = clause_subjects(article, top);
    let own = subjects.iter().any(|&s| {
        first_person(article, s)
            || resolve_owner(input, s).is_some_and(|a| Some(a) == site.speaker || same_side(input, Some(a), site.speaker))
            || possessed(input, s, site.speaker)
    });
    let insists = site.cue.is_some_and(|c| matches!(article.lemma(c), "insist" | "maintain" | "stress"));
    let no_wrong = article.token(top).upos == Upos::Noun && input.words.wrong.has(article, top) && is_negated(article, top);
    let part = insists && article.subtree(top).into_iter().any(|t| input.words.part.has(article, t));
    if !(own || no_wrong || part) {
        return None;
    }
    let inside = article.subtree_without(top, |c| matches!(article.token(c).relation(), "acl" | "advcl" | "conj"));
    let alone = input.words.involved.has(article, top) && inside.iter().any(|&t| is_wrong(input, t) || input.words.part.has(article, t))
        || grave_event(input, top)
        || is_wrong(input, top)
        || never_did(article, top)
        || no_wrong;
    Some(Reading {
        stance: Stance::Denies,
        head: Some(top),
        accused: site.speaker.into_iter().collect(),
        accuser: None,
        words: clause_words(article, top),
        standing: if alone {
            Standing::Claim
        } else if insists {
            Standing::Insistence
        } else {
            Standing::Answer
        },
    })
}

pub(super) fn clause_subjects(article: &Article, top: At) -> Vec<At> {
    let found = if article.token(top).upos == Upos::Verb { slots::subjects(article, top) } else { own_subjects(article, top) };
    if found.is_empty() && article.is_passive(top) { slots::objects(article, top) } else { found }
}

/// "its soldiers", "my government": what belongs to the speaker.
pub(super) fn possessed(input: Input, at: At, speaker: Option<usize>) -> bool {
    input.article.by(at, "nmod:poss").any(|p| {
        first_person(input.article, p)
            || (speaker.is_some() && (resolve(input, p) == speaker || same_side(input, resolve(input, p), speaker)))
    })
}

pub(super) fn first_person(article: &Article, at: At) -> bool {
    matches!(article.token(at).form.to_lowercase().as_str(), "we" | "i" | "our" | "my" | "us" | "me")
}
