//! What the cue itself binds to: "threatened to …", "pledged to …", "offered to …".

use super::clauses::is_future;
use super::conditions::{condition_of, consequence, is_fate, is_marker, phrase};
use super::deeds::{guards, harms, helps};
use super::sides::{can_bind, has_power, is_own, side_of};
use super::{Bond, Input, is_form, is_negated, resolve};
use crate::article::At;
use crate::lexicon::Pos;
use crate::slots;
use crate::statements;
use crate::wordlists::lemmas;
use chancery_encoder::Upos;
use chancery_record::{Act, CommitmentKind, Sector};

/// The word that says what is done with the content: the cue, or the noun that a light verb carries ("made a commitment to …").
fn carrier(input: Input, cue: At) -> At {
    let article = input.article;
    let noun = |o: &At| article.token(*o).upos == Upos::Noun && input.lexicon.cue(article.lemma(*o), Pos::Noun).is_some();
    let light = article.token(cue).upos == Upos::Verb
        && matches!(
            article.lemma(cue),
            "make" | "give" | "issue" | "repeat" | "renew" | "extend" | "reiterate" | "utter" | "voice" | "express" | "confirm"
        );
    if light { slots::objects(article, cue).into_iter().find(noun).unwrap_or(cue) } else { cue }
}

fn act_of(input: Input, statement: &statements::Draft) -> Option<Act> {
    let article = input.article;
    let word = carrier(input, statement.cue?);
    let pos = if article.token(word).upos == Upos::Noun { Pos::Noun } else { Pos::Verb };
    match statement.act {
        act @ (Act::Threatens | Act::Promises | Act::Offers) => Some(act),
        _ => lemmas(article, word).iter().find_map(|l| input.lexicon.cue(l, pos)).map(|c| c.act),
    }
}

/// The kind that the cue alone says.
pub(super) fn by_cue(input: Input, statement: &statements::Draft) -> Option<CommitmentKind> {
    let article = input.article;
    let word = carrier(input, statement.cue?);
    let guarantee = lemmas(article, word).iter().any(|l| matches!(l.as_str(), "guarantee" | "vouch"));
    match act_of(input, statement)? {
        Act::Threatens => Some(CommitmentKind::Threat),
        Act::Promises if guarantee => Some(CommitmentKind::Guarantee),
        Act::Promises => Some(CommitmentKind::Promise),
        Act::Offers if input.words.offer.has(article, word) => Some(CommitmentKind::Offer),
        // "agreed to limit its programme": who gives something alone has promised it; "agreed to meet" has not.
        Act::Agrees if slots::subjects(article, word).len() < 2 => article
            .children(word)
            .any(|c| article.deprel(c) == "xcomp" && (input.words.give.has(article, c) || article.lemma(c) == "step"))
            .then_some(CommitmentKind::Promise),
        _ => None,
    }
}

/// True where a power binds itself, or somebody binds himself towards one: no club, firm or law.
fn is_political(input: Input, statement: &statements::Draft, scope: &[At]) -> bool {
    let powers = || scope.iter().filter_map(|&t| resolve(input, t)).chain(statement.addressees.iter().copied());
    let outlaw = |s: usize| input.actors.list[s].sectors.iter().any(|x| matches!(x, Sector::Crm | Sector::Cvl | Sector::Rel));
    // Who is threatened with death is so by a power of some kind.
    let violent =
        |t: &At| input.words.revenge.has(input.article, *t) || matches!(input.article.lemma(*t), "kill" | "shoot" | "behead" | "storm");
    if statement.act == Act::Threatens && scope.iter().take(3).any(violent) {
        return true;
    }
    match statement.speaker {
        // A person with a name is no club or firm.
        Some(s) if input.actors.list[s].is_person() && named(input, s) => true,
        Some(s) => can_bind(input, Some(s)) || outlaw(s) || powers().any(|a| a != s && has_power(input, Some(a))),
        None => statement.speaker_span.is_none_or(|span| {
            let words = statements::tokens_of(input.article, span);
            words.iter().any(|&t| input.words.official.has(input.article, t))
                || words.iter().all(|&t| input.article.token(t).upos != Upos::Noun)
        }),
    }
}

/// True where a name was used for an actor, not descriptions alone: "Carlos Mendes", not "the coach".
fn named(input: Input, actor: usize) -> bool {
    input.actors.list[actor].heads.iter().any(|&h| input.article.token(h).upos == Upos::Propn)
}

/// "warned of serious consequences if China broke its promises": the harm stands in a noun.
pub(super) fn warned_of(input: Input, statement: &statements::Draft, scope: &[At]) -> Option<Bond> {
    let article = input.article;
    let cue = statement.cue.filter(|_| statement.act == Act::Warns && can_bind(input, statement.speaker))?;
    let grave = |n: At| {
        matches!(article.lemma(n), "consequence" | "retaliation" | "reprisal" | "countermeasure" | "response" | "retribution" | "sanction")
    };
    let harm = scope.iter().copied().find(|&n| grave(n) && article.has_preposition(n, &["of", "with"]) && article.head(n) == Some(cue))?;
    let condition = condition_of(input, harm).or_else(|| condition_of(input, cue))?;
    Some(Bond {
        kind: CommitmentKind::RedLine,
        issuer: None,
        condition: Some(phrase(article, condition, |x| is_marker(article, x, condition))),
        consequence: Some(phrase(article, harm, |x| x == condition)),
    })
}

/// What the cue itself binds to: "threatened to …", "pledged to …", "offered to …".
pub(super) fn by_act(input: Input, statement: &statements::Draft, scope: &[At]) -> Option<Bond> {
    let article = input.article;
    let kind = by_cue(input, statement)?;
    if !is_political(input, statement, scope) {
        return None;
    }
    let cue = statement.cue?;
    let top = content_top(input, cue, scope)?;
    // "vowed that the economy would grow" is a forecast: what is bound must be the issuer's own deed.
    let subjects = article.children(top).filter(|&c| c < top && matches!(article.deprel(c), "nsubj" | "nsubj:pass")).collect::<Vec<_>>();
    let own = subjects.is_empty() || subjects.iter().any(|&s| is_own(input, statement, s));
    let passive = !subjects.is_empty() && article.is_passive(top) && slots::subjects(article, top).is_empty();
    let vouched = !own && vouches(input, statement, top, &subjects);
    if !(own || vouched || passive && can_bind(input, statement.speaker)) {
        return None;
    }
    let infinitive = article.by(top, "mark").any(|m| article.lemma(m) == "to") || article.token(top).has("VerbForm=Ger");
    if article.token(top).upos == Upos::Verb && !infinitive && !is_future(article, top) && !matches!(article.deprel(top), "ccomp" | "xcomp")
    {
        return None;
    }
    let kind = kind_of(input, statement, scope, kind, top, vouched)?;
    let condition = condition_of(input, top).or_else(|| condition_of(input, cue));
    if condition.is_some_and(|c| is_fate(input, c)) && statement.addressees.is_empty() {
        return None;
    }
    // "the raise that he had promised them": what is promised stands before.
    let issuer = subjects.iter().filter(|&&s| is_own(input, statement, s)).find_map(|&s| resolve(input, s));
    let before = article
        .head(cue)
        .filter(|_| article.deprel(cue) == "acl:relcl" && (article.token(top).upos == Upos::Pron || resolve(input, top).is_some()));
    Some(Bond {
        kind,
        issuer: issuer.and_then(|i| side_of(input, Some(i))),
        condition: condition.map(|c| phrase(article, c, |x| is_marker(article, x, c))),
        consequence: Some(
            before.map_or_else(
                || consequence(article, statement, top, condition),
                |b| phrase(article, b, |x| article.deprel(x) == "acl:relcl"),
            ),
        ),
    })
}

/// What an undertaking comes to by its content: a vow of harm is a threat, one to defend a guarantee, one to stay in touch nothing.
fn kind_of(
    input: Input,
    statement: &statements::Draft,
    scope: &[At],
    kind: CommitmentKind,
    top: At,
    vouched: bool,
) -> Option<CommitmentKind> {
    let article = input.article;
    let nominal = article.token(top).upos == Upos::Noun && article.one(top, "cop").is_none();
    let negated = is_negated(article, top);
    let revenge = nominal && input.words.revenge_noun.has(article, top);
    let helps = helps(input, top);
    let harm = (revenge || harms(input, top) && !nominal) && !negated && !helps && !vouched;
    let promised = matches!(kind, CommitmentKind::Promise | CommitmentKind::Guarantee);
    let alone = !article.children(top).any(|c| c < top && matches!(article.deprel(c), "nsubj" | "nsubj:pass"));
    if kind == CommitmentKind::Promise && harm {
        let said = revenge || statement.act == Act::Threatens;
        return (said || !nominal).then_some(CommitmentKind::Threat);
    }
    if promised && guards(input, top) && !negated {
        let guarantee = kind == CommitmentKind::Guarantee || alone || condition_of(input, top).is_some();
        return Some(if guarantee { CommitmentKind::Guarantee } else { kind });
    }
    let courtesy = kind == CommitmentKind::Promise && !helps && !negated && is_courtesy(input, top, nominal, scope);
    (!courtesy).then_some(kind)
}

/// The word that the content of an undertaking hangs on.
fn content_top(input: Input, cue: At, scope: &[At]) -> Option<At> {
    let article = input.article;
    let word = carrier(input, cue);
    let clause = |head: At| {
        article
            .children(head)
            .find(|&c| matches!(article.deprel(c), "xcomp" | "ccomp" | "acl") && c > head && article.token(c).upos != Upos::Pron)
    };
    let with = || article.by(cue, "obl").find(|&o| article.has_preposition(o, &["with"]) && o > cue);
    let object = || slots::objects(article, cue).into_iter().find(|&o| o != word && scope.contains(&o) && resolve(input, o).is_none());
    let of = || article.by(word, "nmod").find(|&n| word != cue && article.has_preposition(n, &["of"]));
    let carries = |t: At| matches!(article.token(t).upos, Upos::Verb | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::Num);
    let first = || scope.iter().copied().find(|&t| t != word && article.head(t).is_none_or(|h| !scope.contains(&h)) && carries(t));
    clause(word).or_else(|| clause(cue)).or_else(with).or_else(of).or_else(object).or_else(first)
}

/// "assured them that nobody would be harmed", "promised that the foreign troops would leave": not the issuer's own deed, and yet
/// his word for it; but "vowed that the economy would grow" is a forecast.
fn vouches(input: Input, statement: &statements::Draft, top: At, subjects: &[At]) -> bool {
    let article = input.article;
    let nobody = |s: At| is_form(article, s, &["nobody", "none", "nothing"]) || article.by(s, "det").any(|d| is_form(article, d, &["no"]));
    let may = article.by(top, "aux").any(|a| is_form(article, a, &["can", "could", "may"]));
    let yields = input.words.give.has(article, top) || matches!(article.lemma(top), "leave" | "pause" | "end" | "go");
    act_of(input, statement) == Some(Act::Promises)
        && can_bind(input, statement.speaker)
        && (subjects.iter().any(|&s| nobody(s)) || may || yields)
}

/// "promised to work closely", "promised each other respect".
fn is_courtesy(input: Input, top: At, nominal: bool, scope: &[At]) -> bool {
    let bare = nominal || input.article.token(top).upos != Upos::Verb;
    input.words.courtesy.has(input.article, top) || (bare && scope.iter().any(|&t| input.words.courtesy.has(input.article, t)))
}
