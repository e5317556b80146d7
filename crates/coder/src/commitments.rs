//! What somebody has bound himself to: red lines, ultimatums, threats, promises, offers and guarantees, with their condition
//! and consequence.
//!
//! "Macron said any use of chemical weapons would be met with a response" binds France; "analysts said Israel would strike"
//! binds nobody, for the deed is not the speaker's own.

mod clauses;
mod conditions;
mod cues;
mod deeds;
mod echoes;
mod lines;
mod sides;
mod ultimatums;

use crate::actors::Actors;
use crate::article::{Article, At};
use crate::events;
use crate::lexicon::Lexicon;
use crate::mentions::Mentions;
use crate::statements;
use crate::time::TimeExpression;
use crate::wordlists::{self, CommitmentWords};
use chancery_record::{ByteSpan, CommitmentKind, PloverType};
use std::collections::BTreeSet;

/// A commitment while the document is read.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Which kind.
    pub kind: CommitmentKind,
    /// Who is bound.
    pub issuer: Option<usize>,
    /// Who said so.
    pub voice: Option<usize>,
    /// To whom.
    pub addressees: Vec<usize>,
    /// On which condition.
    pub condition: Option<ByteSpan>,
    /// With which consequence.
    pub consequence: Option<ByteSpan>,
    /// Until when, by index of the time expression.
    pub deadline: Option<usize>,
    /// The event that would meet the condition, by index.
    pub trigger: Option<usize>,
    /// The statement, by index.
    pub statement: usize,
    /// The words.
    pub evidence: Vec<ByteSpan>,
}

/// What the commitments are made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The article.
    pub article: &'a Article<'a>,
    /// Its mentions.
    pub mentions: &'a Mentions<'a>,
    /// Its actors.
    pub actors: &'a Actors,
    /// What words mean.
    pub lexicon: &'a Lexicon,
    /// The words that bind.
    pub words: &'a CommitmentWords,
    /// Its statements.
    pub statements: &'a [statements::Draft],
    /// Its events.
    pub events: &'a [events::Draft<'a>],
    /// Its time expressions.
    pub times: &'a [TimeExpression],
}

/// What a clause binds its speaker to.
#[derive(Clone, Copy, Debug)]
struct Bond {
    kind: CommitmentKind,
    issuer: Option<usize>,
    condition: Option<ByteSpan>,
    consequence: Option<ByteSpan>,
}

/// Sentences between a demand with a deadline and "if they do not".
const REACH: usize = 2;

/// Content words that an outlet's sentence must share with a condition to be further evidence of it.
const SHARED: usize = 2;

/// The commitments of an article in the order of the text.
pub fn find(input: Input) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    for (index, statement) in input.statements.iter().enumerate() {
        if is_past_or_denied(input, statement) {
            continue;
        }
        let scope = scope(input, statement);
        let mut bonds: Vec<Bond> = cues::by_act(input, statement, &scope).into_iter().collect();
        if bonds.is_empty() {
            bonds.extend(ultimatums::alternative(input, statement, &scope));
        }
        if bonds.is_empty() && cues::by_cue(input, statement).is_none() {
            bonds.extend(scope.iter().filter_map(|&t| clauses::by_clause(input, statement, &scope, t)));
        }
        for bond in bonds {
            let draft = draft(input, index, statement, bond);
            match found.iter_mut().find(|d| is_same(input, d, &draft)) {
                Some(known) => {
                    known.evidence.extend(draft.evidence.into_iter().filter(|e| !known.evidence.contains(e)).collect::<Vec<_>>());
                    known.consequence = known.consequence.or(draft.consequence);
                    known.condition = known.condition.or(draft.condition);
                    known.deadline = known.deadline.or(draft.deadline);
                }
                None => found.push(draft),
            }
        }
    }
    for draft in &mut found {
        echoes::echoes(input, draft);
    }
    found
}

/// A statement that is itself only possible or did not come about: "might threaten", "did not promise".
fn is_past_or_denied(input: Input, statement: &statements::Draft) -> bool {
    statement.cue.is_some_and(|c| {
        statements::is_negated(input.article, c)
            || input.article.by(c, "aux").any(|a| matches!(input.article.lemma(a), "may" | "might" | "could" | "can"))
    })
}

/// The words of a statement, with the rest of the clause that its cue takes.
fn scope(input: Input, statement: &statements::Draft) -> Vec<At> {
    let article = input.article;
    let mut tokens: BTreeSet<At> = statement.tokens.iter().copied().collect();
    // Between two words of the content stands content, unless the cue or the speaker stands there.
    let apart = |t: At| Some(t) == statement.cue || statement.speaker_span.is_some_and(|s| s.contains(article.token(t).span));
    for pair in statement.tokens.windows(2).filter(|p| p[0].sentence == p[1].sentence) {
        let between: Vec<At> = (pair[0].token + 1..pair[1].token).map(|token| At { token, ..pair[0] }).collect();
        if !between.iter().any(|&t| apart(t)) {
            tokens.extend(between);
        }
    }
    if let Some(cue) = statement.cue {
        for clause in
            article.children(cue).filter(|&c| matches!(article.deprel(c), "ccomp" | "xcomp") || (article.deprel(c) == "acl" && c > cue))
        {
            tokens.extend(article.subtree(clause));
        }
        tokens.remove(&cue);
    }
    tokens.into_iter().collect()
}

fn resolve(input: Input, at: At) -> Option<usize> {
    input.actors.at(input.article, input.mentions, at)
}

fn country(input: Input, actor: Option<usize>) -> Option<chancery_record::Country> {
    actor.and_then(|a| input.actors.list.get(a)).and_then(|d| d.country)
}

fn is_form(article: &Article, at: At, forms: &[&str]) -> bool {
    let form = article.token(at).form.to_lowercase();
    forms.contains(&form.as_str())
}

fn first_person(article: &Article, at: At) -> bool {
    is_form(article, at, &["we", "i", "our", "my", "us", "ours"])
}

/// The event whose trigger is the head of a condition, else the first inside it.
fn trigger_in(input: Input, condition: ByteSpan) -> Option<usize> {
    let inside = |e: &events::Draft| condition.contains(input.article.token(e.predicate.trigger).span);
    let deed = |e: &events::Draft| !matches!(e.entry.event_type, PloverType::Accuse | PloverType::Threaten | PloverType::Agree);
    input.events.iter().position(|e| inside(e) && deed(e)).or_else(|| input.events.iter().position(inside))
}

fn draft(input: Input, index: usize, statement: &statements::Draft, bond: Bond) -> Draft {
    let mut addressees = statement.addressees.clone();
    if let Some(event) = statement.cue.and_then(|c| input.events.iter().find(|e| e.predicate.trigger == c)) {
        addressees.extend(event.recipients.keys().filter(|r| !statement.addressees.contains(r)));
    }
    let kind = bond.kind;
    let due = ultimatums::deadline(input, bond);
    let harms = matches!(kind, CommitmentKind::Threat | CommitmentKind::RedLine);
    Draft {
        kind: if due.is_some() && harms && bond.condition.is_some() { CommitmentKind::Ultimatum } else { kind },
        issuer: bond.issuer.or_else(|| sides::side_of(input, statement.speaker)),
        voice: statement.speaker,
        addressees,
        condition: bond.condition,
        consequence: bond.consequence,
        deadline: due.flatten(),
        trigger: bond.condition.and_then(|c| trigger_in(input, c)),
        statement: index,
        evidence: statement.content.clone(),
    }
}

/// Two tellings of one commitment: same kind and issuer, conditions that share their words.
fn is_same(input: Input, a: &Draft, b: &Draft) -> bool {
    let topic = |span: Option<ByteSpan>| {
        span.map(|s| wordlists::topic(input.article, &statements::tokens_of(input.article, s))).unwrap_or_default()
    };
    let share = |x: &BTreeSet<String>, y: &BTreeSet<String>| {
        !x.is_empty() && !y.is_empty() && x.intersection(y).count() * 2 >= x.len().min(y.len()).max(2)
    };
    let issuer = a.issuer.is_some()
        && (a.issuer == b.issuer || (country(input, a.issuer).is_some() && country(input, a.issuer) == country(input, b.issuer)));
    let unconditional = a.condition.is_none() && b.condition.is_none();
    let sentence = |d: &Draft| input.statements[d.statement].tokens.first().map(|t| t.sentence);
    // "That is where the red line runs" goes on about the line just drawn.
    let line = a.kind == CommitmentKind::RedLine && b.kind == a.kind && issuer && (b.condition.is_none() || a.condition.is_none());
    if line && sentence(a).zip(sentence(b)).is_some_and(|(x, y)| x.abs_diff(y) <= REACH) {
        return true;
    }
    a.statement == b.statement && a.condition == b.condition && a.consequence == b.consequence
        || (a.kind == b.kind
            && issuer
            && (share(&topic(a.condition), &topic(b.condition)) || (unconditional && share(&topic(a.consequence), &topic(b.consequence)))))
}

fn is_negated(article: &Article, at: At) -> bool {
    statements::is_negated(article, at) || article.children(at).any(|c| is_form(article, c, &["never", "no", "not", "n't", "n’t"]))
}
