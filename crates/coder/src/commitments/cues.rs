//! What the cue itself binds to: "threatened to …", "pledged to …", "offered to …".

use super::clauses::is_future;
use super::conditions::{condition_of, consequence, is_marker, phrase};
use super::deeds::{guards, takes_help};
use super::sides::{can_bind, is_own, side_of};
use super::{Bond, Input, is_negated, resolve};
use crate::article::At;
use crate::lexicon::Pos;
use crate::slots;
use crate::statements;
use crate::wordlists::lemmas;
use chancery_encoder::Upos;
use chancery_record::{Act, CommitmentKind};

/// What the cue itself binds to: "threatened to …", "pledged to …", "offered to …".
pub(super) fn by_cue(input: Input, statement: &statements::Draft) -> Option<CommitmentKind> {
    let article = input.article;
    let cue = statement.cue?;
    let pos = if article.token(cue).upos == Upos::Noun { Pos::Noun } else { Pos::Verb };
    let act = match statement.act {
        act @ (Act::Threatens | Act::Promises | Act::Offers) => act,
        _ => lemmas(article, cue).iter().find_map(|l| input.lexicon.cue(l, pos)).map(|c| c.act)?,
    };
    let guarantee = lemmas(article, cue).iter().any(|l| l == "guarantee");
    match act {
        Act::Threatens => Some(CommitmentKind::Threat),
        Act::Promises if guarantee => Some(CommitmentKind::Guarantee),
        Act::Promises => Some(CommitmentKind::Promise),
        Act::Offers if input.words.offer.has(article, cue) => Some(CommitmentKind::Offer),
        _ => None,
    }
}

pub(super) fn by_act(input: Input, statement: &statements::Draft, scope: &[At]) -> Option<Bond> {
    let article = input.article;
    let words = input.words;
    let cue = statement.cue?;
    let mut kind = by_cue(input, statement)?;
    let own_clause = article
        .children(cue)
        .find(|&c| matches!(article.deprel(c), "xcomp" | "ccomp" | "acl") && c > cue && article.token(c).upos != Upos::Pron);
    let object = || {
        article
            .by(cue, "obl")
            .find(|&o| article.preposition(o).as_deref() == Some("with") && o > cue)
            .or_else(|| slots::objects(article, cue).into_iter().find(|&o| scope.contains(&o) && resolve(input, o).is_none()))
    };
    let top = own_clause.or_else(object).or_else(|| {
        let carries = |t: At| matches!(article.token(t).upos, Upos::Verb | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::Num);
        scope.iter().copied().find(|&t| article.head(t).is_none_or(|h| !scope.contains(&h)) && carries(t))
    })?;
    let nominal = article.token(top).upos == Upos::Noun && article.one(top, "cop").is_none();
    // "vowed that the economy would grow" is a forecast: what is bound must be the issuer's own deed.
    let subjects = article.children(top).filter(|&c| c < top && matches!(article.deprel(c), "nsubj" | "nsubj:pass")).collect::<Vec<_>>();
    let own = subjects.is_empty() || subjects.iter().any(|&s| is_own(input, statement, s));
    let passive = !subjects.is_empty() && article.is_passive(top) && slots::subjects(article, top).is_empty();
    if !(own || passive && can_bind(input, statement.speaker)) {
        return None;
    }
    let infinitive = article.by(top, "mark").any(|m| article.lemma(m) == "to") || article.token(top).has("VerbForm=Ger");
    if article.token(top).upos == Upos::Verb && !infinitive && !is_future(article, top) && !matches!(article.deprel(top), "ccomp" | "xcomp")
    {
        return None;
    }
    let negated = is_negated(article, top);
    let revenge = nominal && words.revenge_noun.has(article, top);
    let harm = revenge || (words.harm.has(article, top) && !nominal);
    let helps = words.help.has(article, top) && (!harm || takes_help(input, top));
    kind = match kind {
        CommitmentKind::Promise if harm && !negated && !helps => CommitmentKind::Threat,
        CommitmentKind::Promise | CommitmentKind::Guarantee if guards(input, top) && !negated => {
            if kind == CommitmentKind::Guarantee || subjects.is_empty() || condition_of(input, top).is_some() {
                CommitmentKind::Guarantee
            } else {
                kind
            }
        }
        CommitmentKind::Promise if !helps && words.courtesy.has(article, top) && !negated => return None,
        kind => kind,
    };
    if nominal
        && kind == CommitmentKind::Threat
        && !(revenge || statement.act == Act::Threatens || by_cue(input, statement) == Some(CommitmentKind::Threat))
    {
        return None;
    }
    let condition = condition_of(input, top).or_else(|| condition_of(input, cue));
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
