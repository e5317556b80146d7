//! Demands with a deadline and a consequence.

use super::clauses::is_future;
use super::conditions::{consequence, phrase};
use super::sides::can_bind;
use super::{Bond, Input, REACH, is_form};
use crate::article::{Article, At};
use crate::statements;
use crate::time::TimeExpression;
use chancery_encoder::Upos;
use chancery_record::{Act, CommitmentKind, PloverType};

/// "demanded that the junta hand over power by Friday or face sanctions", "told them to leave or be expelled".
pub(super) fn alternative(input: Input, statement: &statements::Draft, scope: &[At]) -> Option<Bond> {
    let article = input.article;
    if !can_bind(input, statement.speaker) {
        return None;
    }
    // "hand over power by Friday or face sanctions": the parser hangs either half anywhere, the word between them stands.
    let split = scope.windows(2).find(|pair| {
        let (or, then) = (pair[0], pair[1]);
        let verb = if article.token(then).upos == Upos::Aux { article.head(then).unwrap_or(then) } else { then };
        let broken = article.is_passive(verb) && (input.words.harm.has(article, verb) || article.by(verb, "compound").next().is_some());
        is_form(article, or, &["or"])
            && (broken || input.words.suffer.has(article, then) || input.words.suffer.contains(&article.token(then).form))
    })?;
    let at = scope.iter().position(|&t| t == split[0])?;
    let before: Vec<At> = scope[..at].iter().copied().filter(|t| t.sentence == split[0].sentence).collect();
    let linking = |t: &&At| is_form(article, **t, &["that", "to"]) || article.token(**t).upos == Upos::Punct;
    let demand: Vec<At> = before.iter().skip_while(linking).copied().collect();
    let must = before.iter().any(|&t| is_form(article, t, &["must", "should", "have", "has"]));
    let demanded = statement.act == Act::Demands || statement.cue.is_some_and(|c| input.words.demand.has(article, c));
    if demand.is_empty() || !(demanded || must) {
        return None;
    }
    let last = scope[at + 1..].iter().rposition(|&t| article.token(t).upos != Upos::Punct)?;
    Some(Bond {
        kind: CommitmentKind::Threat,
        issuer: None,
        condition: Some(article.span(&demand)),
        consequence: Some(article.span(&scope[at + 1..=at + 1 + last])),
    })
}

/// "You have until noon to lift the blockade, otherwise our navy will break it"; "ten days to comply, after which the offer is void".
pub(super) fn otherwise(input: Input, statement: &statements::Draft, scope: &[At]) -> Option<Bond> {
    let article = input.article;
    if !can_bind(input, statement.speaker) {
        return None;
    }
    let turns = |t: At| {
        is_form(article, t, &["otherwise"]) || (is_form(article, t, &["which"]) && article.has_preposition(t, &["after", "failing"]))
    };
    let follows = scope.iter().copied().find(|&t| {
        is_future(article, t)
            && (article.children(t).any(turns)
                || article.head(t).is_some_and(|h| statement.cue == Some(h) && article.children(h).any(turns)))
    })?;
    let here = follows.sentence;
    let demand = (here.saturating_sub(REACH)..=here).rev().find_map(|sentence| {
        set_term(input, sentence, follows)?;
        let asked = |t: At| {
            article.by(t, "mark").any(|m| article.lemma(m) == "to") && matches!(article.token(t).relation(), "xcomp" | "acl" | "advcl")
        };
        article.addresses_of(sentence).find(|&t| (sentence < here || t < follows) && asked(t))
    })?;
    Some(Bond {
        kind: CommitmentKind::Ultimatum,
        issuer: None,
        condition: Some(phrase(article, demand, |c| article.within(follows, c))),
        consequence: Some(consequence(article, statement, follows, None)),
    })
}

/// Until when: a time in the condition, or in a demand just before "if they do not". The outer `Some` without an index is a
/// term whose end the text does not date ("gave them a week").
pub(super) fn deadline(input: Input, bond: Bond) -> Option<Option<usize>> {
    let article = input.article;
    let condition = bond.condition?;
    let inside = statements::tokens_of(article, condition);
    if let Some(time) = input.times.iter().position(|t| inside.contains(&t.head) && limits(article, t)) {
        return Some(Some(time));
    }
    if let Some(term) = inside.iter().find(|&&t| is_term(article, t) || is_hour(article, t)) {
        return Some(input.times.iter().position(|t| t.head == *term));
    }
    // "If they do not", "if he stayed": the demand stands before.
    let unmet = inside.iter().any(|&t| {
        is_form(article, t, &["not", "no", "n't", "n’t", "otherwise", "fail", "fails", "failed", "refuse", "refuses", "refused"])
            || (article.token(t).upos == Upos::Pron && article.token(t).relation() == "nsubj")
    });
    let first = *inside.first()?;
    let short = inside.iter().filter(|&&t| matches!(article.token(t).upos, Upos::Noun | Upos::Verb | Upos::Propn | Upos::Adj)).count() <= 3;
    if !unmet || !short || !matches!(bond.kind, CommitmentKind::Threat | CommitmentKind::RedLine) {
        return None;
    }
    (first.sentence.saturating_sub(REACH)..=first.sentence).rev().find_map(|sentence| set_term(input, sentence, first))
}

/// The term that a demand in a sentence sets, before a word.
fn set_term(input: Input, sentence: usize, before: At) -> Option<Option<usize>> {
    let article = input.article;
    let earlier = || article.addresses_of(sentence).filter(|&t| t < before);
    let demands = earlier().any(|t| article.token(t).upos == Upos::Verb && input.words.demand.has(article, t))
        || input
            .events
            .iter()
            .any(|e| e.predicate.trigger.sentence == sentence && e.predicate.trigger < before && e.entry.event_type == PloverType::Request);
    let time = input.times.iter().position(|t| t.head.sentence == sentence && t.head < before && limits(article, t));
    let term = earlier().any(|t| is_term(article, t) || is_hour(article, t));
    (demands && (time.is_some() || term)).then_some(time)
}

/// "until midnight on Tuesday": the word that makes it a limit may stand a little before the date.
fn limits(article: &Article, time: &TimeExpression) -> bool {
    (time.head.token.saturating_sub(4)..=time.head.token)
        .any(|token| is_form(article, At { token, ..time.head }, &["by", "within", "before", "until"]))
}

/// "by nightfall", "until noon": hours that no calendar dates.
fn is_hour(article: &Article, at: At) -> bool {
    matches!(
        article.lemma(at),
        "dawn" | "noon" | "midday" | "dusk" | "nightfall" | "midnight" | "sunset" | "sunrise" | "morning" | "evening"
    ) && article.has_preposition(at, &["by", "until", "before"])
}

/// "48 hours", "one week", "ten days" as the time that somebody is given.
pub(super) fn is_term(article: &Article, at: At) -> bool {
    let unit = is_form(article, at, &["hour", "hours", "day", "days", "week", "weeks", "month", "months"]);
    let counted = article.by(at, "nummod").next().is_some() || article.by(at, "det").any(|d| is_form(article, d, &["a", "an"]));
    let given = matches!(article.deprel(at), "obj" | "iobj" | "obl:unmarked" | "obl:tmod")
        || article.preposition(at).is_some_and(|p| matches!(p.as_str(), "within" | "in"));
    unit && counted && given
}
