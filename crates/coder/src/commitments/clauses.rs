//! What a clause binds its speaker to, whatever the cue: "if they attack, we will answer".

use super::conditions::{condition_of, consequence, is_marker, phrase, under_condition};
use super::deeds::{force, guards, takes_help};
use super::lines::{crossing, line, not_tolerated, options};
use super::sides::{can_bind, is_own, side_of};
use super::{Bond, Input, country, first_person, is_form, is_negated, resolve};
use crate::article::{Article, At};
use crate::slots;
use crate::statements;
use chancery_encoder::Upos;
use chancery_record::{Act, CommitmentKind};

/// What one clause of a statement binds to.
pub(super) fn by_clause(input: Input, statement: &statements::Draft, scope: &[At], at: At) -> Option<Bond> {
    let article = input.article;
    let token = article.token(at);
    let predicate = token.upos == Upos::Verb
        || article.one(at, "cop").is_some()
        || article.children(at).any(|c| article.token(c).relation() == "nsubj");
    if !predicate || within_other(input, statement, at) || matches!(article.deprel(at), "acl:relcl") || under_condition(article, at, scope)
    {
        return None;
    }
    let subjects = {
        let own = article
            .children(at)
            .filter(|&c| {
                matches!(article.token(c).relation(), "nsubj" | "csubj")
                    || (c < at && (whoever(article, c) || is_form(article, c, &["anybody", "anyone", "whoever"])))
            })
            .collect::<Vec<_>>();
        let own = if own.is_empty() { article.addresses_of(at.sentence).filter(|&c| c < at && whoever(article, c)).collect() } else { own };
        if own.is_empty() && token.upos == Upos::Verb {
            slots::subjects(article, at).into_iter().filter(|s| *s != at).collect()
        } else {
            own
        }
    };
    let own_deed = subjects.iter().any(|&s| is_own(input, statement, s));
    let issuer = subjects.iter().filter_map(|&s| resolve(input, s)).find(|_| own_deed);
    line(input, statement, at, &subjects)
        .or_else(|| options(input, statement, at, &subjects))
        .or_else(|| crossing(input, statement, at, &subjects))
        .or_else(|| not_tolerated(input, at, own_deed, issuer))
        .or_else(|| conditional(input, statement, at, own_deed, issuer))
        .or_else(|| plain(input, statement, at, own_deed, issuer))
        .map(|bond| Bond { issuer: bond.issuer.and_then(|i| side_of(input, Some(i))), ..bond })
}

/// "whoever attacks us" as what a clause is about, however it was hung on it.
pub(super) fn whoever(article: &Article, clause: At) -> bool {
    matches!(article.token(clause).relation(), "csubj" | "ccomp" | "advcl")
        && article.children(clause).any(|c| is_form(article, c, &["whoever", "whosoever"]) && article.token(c).relation() == "nsubj")
}

/// True for words that a deeper statement of somebody else holds.
pub(super) fn within_other(input: Input, statement: &statements::Draft, at: At) -> bool {
    input.statements.iter().any(|s| s.tokens.len() < statement.tokens.len() && s.speaker != statement.speaker && s.tokens.contains(&at))
}

/// True where a clause speaks of what is to come: "will", "would", "shall", "going to".
pub(super) fn is_future(article: &Article, verb: At) -> bool {
    let own = article.by(verb, "aux").any(|a| is_form(article, a, &["will", "would", "shall", "'ll", "’ll", "wo", "'d", "’d"]));
    let going = article.head(verb).is_some_and(|h| article.deprel(verb) == "xcomp" && is_form(article, h, &["going"]));
    let shared = article.deprel(verb) == "conj"
        && article.head(verb).is_some_and(|h| article.by(h, "aux").any(|a| is_form(article, a, &["will", "would", "shall"])))
        && article.children(verb).all(|c| article.token(c).relation() != "aux");
    own || going || shared
}

/// "ready to strike", "prepared to talk", "willing to host": the adjective or verb that an infinitive hangs on.
pub(super) fn readiness(input: Input, verb: At) -> Option<At> {
    let article = input.article;
    let head = article.head(verb).filter(|_| {
        matches!(article.token(verb).relation(), "xcomp" | "advcl" | "ccomp" | "acl" | "csubj")
            && article.by(verb, "mark").any(|m| article.lemma(m) == "to")
    })?;
    let ready = input.words.ready.has(article, head)
        && (article.one(head, "cop").is_some()
            || is_form(article, head, &["stand", "stands", "stood"])
            || article.children(head).any(|c| input.words.ready.has(article, c))
            || article.token(head).upos == Upos::Adj);
    ready.then_some(head)
}

/// "If X, we will strike", "we will not return unless X": a condition, and a deed of the speaker's side.
pub(super) fn conditional(input: Input, statement: &statements::Draft, at: At, own: bool, issuer: Option<usize>) -> Option<Bond> {
    let article = input.article;
    let words = input.words;
    let ready = readiness(input, at);
    let now = article.token(at).has("VerbForm=Part")
        && is_negated(article, at)
        && article.children(at).any(|c| article.token(c).relation() == "nsubj" && first_person(article, c));
    if !(is_future(article, at) || ready.is_some() || now) {
        return None;
    }
    let condition = condition_of(input, at).or_else(|| ready.and_then(|r| condition_of(input, r)))?;
    // "not" of "if it did not" is at times hung on the main verb.
    let near = |c: &At| c.token.abs_diff(at.token) <= 3 && !article.within(*c, condition);
    let denies = article.children(at).filter(near).any(|c| is_form(article, c, &["never", "no", "not", "n't", "n’t"]));
    let holds_out = article.by(condition, "mark").chain(article.by(condition, "advmod")).any(|m| is_form(article, m, &["unless", "until"]));
    let passive = article.is_passive(at) && slots::subjects(article, at).is_empty();
    let bound = own || (passive && can_bind(input, statement.speaker) && !is_foreign(input, statement, at));
    let harm = words.harm.has(article, at) || force(input, at);
    let forces = slots::objects(article, at).iter().any(|&o| words.forces.has(article, o))
        && article.one(at, "iobj").is_none()
        && is_form(article, at, &["send", "move", "dispatch"]);
    let helps = words.help.has(article, at) && !forces && (!harm || takes_help(input, at));
    let harm = harm || forces;
    let kind = if bound && guards(input, at) && !denies {
        CommitmentKind::Guarantee
    } else if bound && helps && !denies {
        if ready.is_some() { CommitmentKind::Offer } else { CommitmentKind::Promise }
    } else if bound && harm && (!denies || is_form(article, at, &["hesitate"])) {
        CommitmentKind::Threat
    } else if bound && harm && !helps && denies && !holds_out {
        CommitmentKind::Promise
    } else if (own || can_bind(input, statement.speaker)) && (denies && own && holds_out || persists(input, statement, at, own)) {
        CommitmentKind::Threat
    } else {
        return None;
    };
    Some(Bond {
        kind,
        issuer,
        condition: Some(phrase(article, condition, |x| is_marker(article, x, condition))),
        consequence: Some(consequence(article, statement, at, Some(condition))),
    })
}

/// What binds without a condition: revenge, a guarantee, an offer to do good.
pub(super) fn plain(input: Input, statement: &statements::Draft, at: At, own: bool, issuer: Option<usize>) -> Option<Bond> {
    let article = input.article;
    let words = input.words;
    if !own
        || is_negated(article, at)
        || condition_of(input, at).is_some()
        || !(statement.speaker.is_none() || can_bind(input, statement.speaker))
    {
        return None;
    }
    let ready = readiness(input, at);
    let other = || {
        slots::objects(article, at)
            .iter()
            .any(|&o| resolve(input, o).is_some_and(|a| country(input, Some(a)) != country(input, statement.speaker)))
    };
    let kind = match ready {
        Some(_) if words.help.has(article, at) => CommitmentKind::Offer,
        Some(_) if force(input, at) || words.revenge.has(article, at) => CommitmentKind::Threat,
        Some(_) => return None,
        None if !is_future(article, at) => return None,
        None if words.revenge.has(article, at) => CommitmentKind::Threat,
        None if guards(input, at) && other() => CommitmentKind::Guarantee,
        None if matches!(statement.act, Act::Announces | Act::Agrees | Act::Promises)
            && words.help.has(article, at)
            && takes_help(input, at) =>
        {
            CommitmentKind::Promise
        }
        None => return None,
    };
    Some(Bond { kind, issuer, condition: None, consequence: Some(consequence(article, statement, at, None)) })
}

/// True where what is bound would be somebody else's: the agent of a passive.
pub(super) fn is_foreign(input: Input, statement: &statements::Draft, at: At) -> bool {
    slots::subjects(input.article, at).into_iter().any(|s| !is_own(input, statement, s))
}

/// "the schools will stay shut", "the offensive will go on": what hurts goes on by the speaker's doing.
pub(super) fn persists(input: Input, statement: &statements::Draft, at: At, own: bool) -> bool {
    let article = input.article;
    let verb = if article.token(at).upos == Upos::Verb { at } else { article.one(at, "cop").unwrap_or(at) };
    let subjects: Vec<At> = article.children(at).filter(|&c| article.token(c).relation() == "nsubj").collect();
    let things = !subjects.is_empty()
        && subjects.iter().all(|&s| {
            resolve(input, s).is_none_or(|a| statement.speaker == Some(a)) && !matches!(article.token(s).upos, Upos::Pron | Upos::Propn)
        });
    let adverse = |s: At| {
        matches!(
            article.lemma(s),
            "offensive"
                | "strike"
                | "blockade"
                | "siege"
                | "war"
                | "sanction"
                | "school"
                | "border"
                | "protest"
                | "operation"
                | "campaign"
                | "attack"
                | "talk"
                | "gate"
                | "tariff"
        )
    };
    input.words.persist.has(article, verb) && (own || things) && subjects.iter().any(|&s| adverse(s))
}
