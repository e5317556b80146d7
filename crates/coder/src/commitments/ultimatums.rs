//! Demands with a deadline and a consequence.

use super::conditions::phrase;
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
    let demanded = statement.act == Act::Demands || statement.cue.is_some_and(|c| input.words.demand.has(article, c));
    if !demanded || !can_bind(input, statement.speaker) {
        return None;
    }
    let or_else = scope.iter().copied().find(|&t| {
        article.token(t).relation() == "conj"
            && article.by(t, "cc").any(|c| is_form(article, c, &["or"]))
            && (input.words.suffer.has(article, t) || (article.is_passive(t) && input.words.harm.has(article, t)))
    })?;
    let demand = article.head(or_else)?;
    Some(Bond {
        kind: CommitmentKind::Threat,
        issuer: None,
        condition: Some(phrase(article, demand, |c| c == or_else)),
        consequence: Some(phrase(article, or_else, |c| is_form(article, c, &["or"]))),
    })
}

/// Until when: a time in the condition, or in a demand just before "if they do not". The outer `Some` without an index is a
/// term whose end the text does not date ("gave them a week").
pub(super) fn deadline(input: Input, bond: Bond) -> Option<Option<usize>> {
    let article = input.article;
    let condition = bond.condition?;
    // "until midnight on Tuesday": the word that makes it a limit may stand a little before the date.
    let limits = |t: &TimeExpression| {
        (t.head.token.saturating_sub(4)..=t.head.token)
            .any(|token| is_form(article, At { token, ..t.head }, &["by", "within", "before", "until"]))
    };
    if let Some(time) = input.times.iter().position(|t| statements::tokens_of(article, condition).contains(&t.head) && limits(t)) {
        return Some(Some(time));
    }
    let inside = statements::tokens_of(article, condition);
    if let Some(term) = inside.iter().find(|&&t| is_term(article, t)) {
        return Some(input.times.iter().position(|t| t.head == *term));
    }
    // "If they do not", "if no answer came": the demand stands before.
    let unmet = inside.iter().any(|&t| {
        is_form(article, t, &["not", "no", "n't", "n’t", "otherwise", "fail", "fails", "failed", "refuse", "refuses", "refused"])
    });
    let first = inside.first()?.sentence;
    let short = inside.iter().filter(|&&t| matches!(article.token(t).upos, Upos::Noun | Upos::Verb | Upos::Propn | Upos::Adj)).count() <= 3;
    if !unmet || !short || !matches!(bond.kind, CommitmentKind::Threat | CommitmentKind::RedLine) {
        return None;
    }
    (first.saturating_sub(REACH)..first).rev().find_map(|sentence| {
        let demands = article.addresses_of(sentence).any(|t| article.token(t).upos == Upos::Verb && input.words.demand.has(article, t))
            || input.events.iter().any(|e| e.predicate.trigger.sentence == sentence && e.entry.event_type == PloverType::Request);
        let time = input.times.iter().position(|t| t.head.sentence == sentence && limits(t));
        let term = article.addresses_of(sentence).any(|t| is_term(article, t));
        (demands && (time.is_some() || term)).then_some(time)
    })
}

/// "48 hours", "one week", "ten days" as the time that somebody is given.
pub(super) fn is_term(article: &Article, at: At) -> bool {
    let unit = is_form(article, at, &["hour", "hours", "day", "days", "week", "weeks", "month", "months"]);
    let counted = article.by(at, "nummod").next().is_some() || article.by(at, "det").any(|d| is_form(article, d, &["a", "an"]));
    let given = matches!(article.token(at).relation(), "obj" | "iobj")
        || article.preposition(at).is_some_and(|p| matches!(p.as_str(), "within" | "in"));
    unit && counted && given
}
