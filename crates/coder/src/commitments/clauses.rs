//! What a clause binds its speaker to, whatever the cue: "if they attack, we will answer".

use super::conditions::{condition_of, consequence, is_fate, is_marker, is_unmet, phrase, under_condition};
use super::deeds::{force, guards, harms, helps, takes_help};
use super::lines::{crossing, grave, line, marked, not_tolerated, options};
use super::sides::{can_bind, is_own, side_of};
use super::{Bond, Input, first_person, is_form, is_negated, resolve};
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
    let subjects: Vec<At> = if subjects.is_empty() { first_of(article, at) } else { subjects };
    // A pronoun of the speaker's side is whoever the speaker binds.
    let named = |s: &&At| article.token(**s).upos != Upos::Pron && is_own(input, statement, **s);
    let issuer = subjects.iter().filter(named).find_map(|&s| resolve(input, s));
    line(input, statement, at, &subjects)
        .or_else(|| grave(input, statement, at, &subjects))
        .or_else(|| marked(input, statement, at, own_deed))
        .or_else(|| options(input, statement, at, &subjects))
        .or_else(|| crossing(input, statement, at, &subjects))
        .or_else(|| not_tolerated(input, at, own_deed, issuer))
        .or_else(|| conditional(input, statement, at, own_deed, issuer))
        .or_else(|| plain(input, statement, at, own_deed, issuer))
        .map(|bond| Bond { issuer: bond.issuer.and_then(|i| side_of(input, Some(i))), ..bond })
}

/// The subject that a clause shares with the one it is joined to: "anyone who supplies them becomes a party and will pay".
fn first_of(article: &Article, at: At) -> Vec<At> {
    let first = article.first_conjunct(at);
    article.children(first).filter(|&c| first != at && matches!(article.token(c).relation(), "nsubj" | "csubj")).collect()
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
    let ready = readiness(input, at).or_else(|| right(article, at));
    let now = article.token(at).has("VerbForm=Part")
        && is_negated(article, at)
        && article.children(at).any(|c| article.token(c).relation() == "nsubj" && first_person(article, c));
    let may = own && article.by(at, "aux").any(|a| is_form(article, a, &["can", "could"]));
    if !(is_future(article, at) || ready.is_some() || now || may) {
        return None;
    }
    let condition = condition_of(input, at)
        .or_else(|| ready.and_then(|r| condition_of(input, r)))
        .filter(|&c| !is_fate(input, c) || benefits(input, statement, at))?;
    let kind = kind_on_condition(input, statement, at, own, ready, condition)?;
    let kind = match kind {
        CommitmentKind::Promise | CommitmentKind::Offer if may => CommitmentKind::Offer,
        _ if may => return None,
        kind => kind,
    };
    Some(Bond {
        kind,
        issuer,
        condition: Some(phrase(article, condition, |x| is_marker(article, x, condition))),
        consequence: Some(consequence(article, statement, at, Some(condition))),
    })
}

fn kind_on_condition(
    input: Input,
    statement: &statements::Draft,
    at: At,
    own: bool,
    ready: Option<At>,
    condition: At,
) -> Option<CommitmentKind> {
    let article = input.article;
    let words = input.words;
    // "not" of "if it did not" is at times hung on the main verb.
    let near = |c: &At| c.token.abs_diff(at.token) <= 3 && !article.within(*c, condition);
    let denies = article.children(at).filter(near).any(|c| is_form(article, c, &["never", "no", "not", "n't", "n’t"]));
    let marks = || article.by(condition, "mark").chain(article.by(condition, "advmod"));
    let holds_out = marks().any(|m| is_form(article, m, &["unless", "until", "while"]));
    let passive = article.is_passive(at) && slots::subjects(article, at).is_empty();
    let binding = can_bind(input, statement.speaker);
    let bound = own || (passive && binding && !is_foreign(input, statement, at));
    let forces = slots::objects(article, at).iter().any(|&o| words.forces.has(article, o))
        && article.one(at, "iobj").is_none()
        && is_form(article, at, &["send", "move", "dispatch"]);
    let met = passive && article.by(at, "obl").any(|o| words.response.has(article, o));
    let harm = harms(input, at) || met;
    let helps = helps(input, at) && !forces && !met;
    let harm = harm || forces;
    let refused = article.subtree(condition).into_iter().any(|t| matches!(article.lemma(t), "refuse" | "fail" | "reject" | "ignore"));
    let keeps = article.lemma(at) == "keep"
        && holds_out
        && article.by(at, "xcomp").any(|x| matches!(article.lemma(x), "shut" | "close" | "closed" | "freeze" | "frozen"));
    if own && (refused && !guards(input, at) && !denies || keeps || right(article, at).is_some()) {
        Some(CommitmentKind::Threat)
    } else if bound && guards(input, at) && !denies {
        Some(CommitmentKind::Guarantee)
    } else if bound && helps && !denies {
        Some(if ready.is_some() { CommitmentKind::Offer } else { CommitmentKind::Promise })
    } else if bound && harm && (!denies || is_form(article, at, &["hesitate"])) {
        Some(CommitmentKind::Threat)
    } else if bound && harm && !helps && denies && !holds_out {
        Some(CommitmentKind::Promise)
    } else if (own || binding) && (denies && own && holds_out || persists(input, statement, at, own)) {
        Some(CommitmentKind::Threat)
    } else if (binding || statement.speaker.is_none() && own)
        && is_unmet(article, condition)
        && (own || answers(input, statement, at))
        && !denies
    {
        // What follows where the other side does not do as it is told is no boon, whatever its verb.
        Some(CommitmentKind::Threat)
    } else {
        None
    }
}

/// "he warned, the consequences would be grave": what comes of the other side's failing, with nobody else as its subject.
fn answers(input: Input, statement: &statements::Draft, at: At) -> bool {
    let article = input.article;
    let subjects = || article.children(at).filter(|&c| matches!(article.token(c).relation(), "nsubj" | "csubj"));
    statement.act == Act::Warns
        && subjects().next().is_some()
        && subjects().all(|s| resolve(input, s).is_none() && !is_foreign_thing(input, s))
}

/// "its economy", "the Iranian people".
fn is_foreign_thing(input: Input, at: At) -> bool {
    input.article.children(at).any(|c| resolve(input, c).is_some())
}

/// "reserves the right to respond", "has the right to set up a zone": the noun that the infinitive hangs on.
fn right(article: &Article, verb: At) -> Option<At> {
    let noun = article.head(verb).filter(|&n| is_form(article, n, &["right"]) && article.token(verb).relation() == "acl")?;
    article.head(noun).filter(|&h| article.token(noun).relation() == "obj" && matches!(article.lemma(h), "reserve" | "have" | "retain"))
}

/// What binds without a condition: revenge, a guarantee, an offer to do good, harm forsworn.
pub(super) fn plain(input: Input, statement: &statements::Draft, at: At, own: bool, issuer: Option<usize>) -> Option<Bond> {
    let article = input.article;
    let words = input.words;
    if !own || condition_of(input, at).is_some() || !(statement.speaker.is_none() || can_bind(input, statement.speaker)) {
        return None;
    }
    let ready = readiness(input, at);
    let future = is_future(article, at);
    let reserves = right(article, at).is_some_and(|r| matches!(article.lemma(r), "reserve" | "retain"));
    let harm = harms(input, at);
    let all_means = || {
        slots::objects(article, at).iter().any(|&o| {
            matches!(article.lemma(o), "measure" | "step" | "action" | "means")
                && article
                    .children(o)
                    .any(|c| matches!(article.lemma(c), "all" | "necessary" | "every" | "any" | "resolute" | "countermeasure"))
        })
    };
    let none = |s: At| article.by(s, "det").any(|d| is_form(article, d, &["no"]));
    let objects = slots::objects(article, at);
    let kind = if is_negated(article, at) || objects.iter().any(|&o| none(o)) {
        let forces = objects.iter().any(|&o| words.forces.has(article, o));
        let foresworn = words.revenge.has(article, at) || matches!(article.lemma(at), "attack" | "invade" | "fight") || forces;
        if !(future && foresworn && statement.speaker.is_some()) {
            return None;
        }
        CommitmentKind::Promise
    } else if ready.is_some() && words.help.has(article, at) {
        CommitmentKind::Offer
    } else if (ready.is_some() && (force(input, at) || words.revenge.has(article, at))) || (reserves && harm) {
        CommitmentKind::Threat
    } else if ready.is_some() || !future {
        return None;
    } else if words.revenge.has(article, at) || all_means() {
        CommitmentKind::Threat
    } else if guards(input, at) && benefits(input, statement, at) {
        CommitmentKind::Guarantee
    } else if words.give.has(article, at) && benefits(input, statement, at)
        || matches!(statement.act, Act::Announces | Act::Agrees | Act::Promises) && words.help.has(article, at) && takes_help(input, at)
    {
        CommitmentKind::Promise
    } else {
        return None;
    };
    Some(Bond { kind, issuer, condition: None, consequence: Some(consequence(article, statement, at, None)) })
}

/// True where a deed is for somebody who is not on the speaker's side: "give Moldova 62 million", "raise money for the Palestinians",
/// "defend every inch of NATO territory".
fn benefits(input: Input, statement: &statements::Draft, at: At) -> bool {
    let article = input.article;
    let foreign = |t: At| resolve(input, t).is_some_and(|a| Some(a) != statement.speaker) && !is_own(input, statement, t);
    article.children(at).filter(|&c| c > at).any(|c| match article.token(c).relation() {
        "iobj" | "obj" => article.subtree_without(c, |x| article.deprel(x) == "acl:relcl").into_iter().any(foreign),
        "obl" => article.has_preposition(c, &["to", "for"]) && foreign(c),
        "xcomp" => benefits(input, statement, c),
        _ => false,
    })
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
