//! What somebody has bound himself to: red lines, ultimatums, threats, promises, offers and guarantees, with their condition
//! and consequence.

use crate::actors::Actors;
use crate::article::{Article, At};
use crate::events;
use crate::mentions::Mentions;
use crate::slots;
use crate::statements;
use crate::time::TimeExpression;
use chancery_encoder::Upos;
use chancery_record::{Act, ByteSpan, CommitmentKind};
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
    /// Its statements.
    pub statements: &'a [statements::Draft],
    /// Its events.
    pub events: &'a [events::Draft<'a>],
    /// Its time expressions.
    pub times: &'a [TimeExpression],
}

/// What answers a crossed line.
const RESPONSE: [&str; 30] = [
    "response", "reprisal", "retaliation", "riposte", "consequence", "sanction", "answer", "price", "force", "war", "strike", "action", "countermeasure", "reaction", "attack", "punishment", "measure", "cost", "respond", "retaliate",
    "answer", "strike", "punish", "attack", "act", "hit", "react", "sanction", "intervene", "destroy",
];
/// Verbs that bring a response about: "would be met with force".
const BRING: [&str; 16] = ["result", "meet", "lead", "trigger", "draw", "bring", "provoke", "prompt", "mean", "face", "have", "invite", "carry", "cross", "entail", "cause"];

/// The commitments of an article in the order of the text.
pub fn find(input: Input) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    for (index, statement) in input.statements.iter().enumerate() {
        let draft = red_line(input, index, statement)
            .or_else(|| conditional(input, index, statement))
            .or_else(|| by_act(input, index, statement));
        if let Some(draft) = draft {
            match found.iter_mut().find(|d| is_same(input, d, &draft)) {
                Some(known) => {
                    known.evidence.extend(draft.evidence);
                    known.consequence = known.consequence.or(draft.consequence);
                    known.condition = known.condition.or(draft.condition);
                }
                None => found.push(draft),
            }
        }
    }
    found
}

fn is_same(input: Input, a: &Draft, b: &Draft) -> bool {
    let words = |span: Option<ByteSpan>| -> BTreeSet<String> {
        span.map(|s| statements::tokens_of(input.article, s)).unwrap_or_default().into_iter().filter(|&t| matches!(input.article.token(t).upos, Upos::Noun | Upos::Verb | Upos::Propn)).map(|t| input.article.lemma(t).to_owned()).collect()
    };
    let (x, y) = (words(a.condition), words(b.condition));
    a.kind == b.kind && a.issuer.is_some() && a.issuer == b.issuer && !x.is_empty() && x.intersection(&y).count() * 2 >= x.len().min(y.len()).max(2)
}

/// The speaker's side: for a head of state his country, else the speaker himself.
fn side_of(input: Input, speaker: Option<usize>) -> Option<usize> {
    let draft = input.actors.list.get(speaker?)?;
    let official = draft.is_person() && draft.sectors.contains(&chancery_record::Sector::Gov);
    let state = official.then(|| input.actors.list.iter().position(|d| d.kind == chancery_record::ActorKind::State && d.country == draft.country)).flatten();
    state.or(speaker)
}

fn draft(input: Input, kind: CommitmentKind, index: usize, statement: &statements::Draft) -> Draft {
    Draft {
        kind,
        issuer: side_of(input, statement.speaker),
        voice: statement.speaker,
        addressees: statement.addressees.clone(),
        condition: None,
        consequence: None,
        deadline: None,
        trigger: None,
        statement: index,
        evidence: statement.content.clone(),
    }
}

fn phrase(article: &Article, at: At, cut: impl Fn(At) -> bool) -> ByteSpan {
    let mut words = article.subtree_without(at, cut);
    while words.last().is_some_and(|&w| article.token(w).upos == Upos::Punct) {
        words.pop();
    }
    while words.first().is_some_and(|&w| article.token(w).upos == Upos::Punct || matches!(article.token(w).relation(), "mark" | "case" | "cc")) {
        words.remove(0);
    }
    if words.is_empty() { article.token(at).span } else { article.span(&words) }
}

/// The event whose trigger stands in a condition.
fn trigger_in(input: Input, condition: ByteSpan) -> Option<usize> {
    input.events.iter().position(|e| condition.contains(input.article.token(e.predicate.trigger).span))
}

/// "X is a red line", "X would result in reprisals".
fn red_line(input: Input, index: usize, statement: &statements::Draft) -> Option<Draft> {
    let article = input.article;
    let inside = |at: At| statement.tokens.contains(&at);
    let line = statement.tokens.iter().copied().find(|&t| article.lemma(t) == "line" && article.children(t).any(|c| article.lemma(c) == "red"));
    let bringing = statement.tokens.iter().copied().find(|&t| {
        BRING.contains(&article.lemma(t))
            && article.by(t, "aux").any(|a| matches!(article.lemma(a), "will" | "would"))
            && !statements::is_negated(article, t)
            && article.children(t).any(|c| matches!(article.token(c).relation(), "obj" | "obl") && article.conjuncts(c).iter().any(|&x| RESPONSE.contains(&article.lemma(x))))
    });
    let (head, subject) = match (line, bringing) {
        (Some(line), _) => {
            let crossing = article.head(line).filter(|&v| matches!(article.lemma(v), "cross" | "draw" | "be" | "constitute" | "remain" | "set"));
            let clause = crossing.unwrap_or(line);
            (line, slots::subjects(article, clause).into_iter().find(|s| inside(*s) && Some(*s) != statement.cue))
        }
        (None, Some(verb)) => {
            let subjects = if article.is_passive(verb) { slots::objects(article, verb) } else { slots::subjects(article, verb) };
            (verb, subjects.into_iter().find(|&s| inside(s)))
        }
        (None, None) => return None,
    };
    // The line drawn is the subject's deed, unless the subject is who draws it.
    let condition = subject.filter(|&s| input.actors.at(article, input.mentions, s).is_none() || article.token(s).upos == Upos::Noun).map(|s| phrase(article, s, |c| article.deprel(c) == "acl:relcl"));
    if line.is_none() && condition.is_none() {
        return None;
    }
    let mut draft = draft(input, CommitmentKind::RedLine, index, statement);
    draft.condition = condition;
    draft.consequence = bringing.and_then(|verb| article.children(verb).find(|&c| matches!(article.token(c).relation(), "obj" | "obl") && c > verb)).map(|c| phrase(article, c, |_| false));
    let bound = article.by(head, "nmod").chain(article.by(head, "obl")).find(|&n| article.preposition(n).as_deref() == Some("for")).and_then(|n| input.actors.at(article, input.mentions, n));
    draft.issuer = bound.or(draft.issuer);
    draft.trigger = draft.condition.and_then(|c| trigger_in(input, c));
    Some(draft)
}

/// "If X, we will strike": a condition, and a main clause whose subject is the speaker's side.
fn conditional(input: Input, index: usize, statement: &statements::Draft) -> Option<Draft> {
    let article = input.article;
    let clause = statement.tokens.iter().copied().find(|&t| {
        article.deprel(t) == "advcl"
            && article.by(t, "mark").any(|m| matches!(article.lemma(m), "if" | "unless" | "until"))
            && article.head(t).is_some_and(|h| statement.tokens.contains(&h) && article.by(h, "aux").any(|a| matches!(article.lemma(a), "will" | "would" | "shall")))
    })?;
    let main = article.head(clause)?;
    if article.token(main).upos != Upos::Verb || statements::is_negated(article, main) && !matches!(article.lemma(main), "hesitate" | "stand" | "tolerate" | "allow" | "sit") {
        return None;
    }
    let mut draft = draft(input, CommitmentKind::Threat, index, statement);
    let subject = slots::subjects(article, main).into_iter().next()?;
    let first_person = matches!(article.lemma(subject), "we" | "i") || matches!(article.token(subject).form.to_lowercase().as_str(), "we" | "i");
    let actor = input.actors.at(article, input.mentions, subject);
    let country = |a: Option<usize>| a.and_then(|a| input.actors.list[a].country);
    let own = first_person || (actor.is_some() && (actor == statement.speaker || actor == draft.issuer || (country(actor).is_some() && country(actor) == country(statement.speaker))));
    if !own {
        return None;
    }
    draft.kind = kind_of_consequence(article, main, statement.act)?;
    draft.condition = Some(phrase(article, clause, |_| false));
    let subject_of_main = article.one(main, "nsubj");
    draft.consequence = Some(phrase(article, main, |c| c == clause || article.within(clause, c) || Some(c) == subject_of_main || matches!(article.token(c).relation(), "aux" | "mark" | "parataxis" | "conj")));
    draft.trigger = draft.condition.and_then(|c| trigger_in(input, c));
    draft.deadline = deadline(input, statement);
    if draft.deadline.is_some() && draft.kind == CommitmentKind::Threat {
        draft.kind = CommitmentKind::Ultimatum;
    }
    if let Some(actor) = actor {
        draft.issuer = Some(actor);
    }
    Some(draft)
}

/// Harm makes a threat, help an offer or a promise; what is neither binds nobody.
fn kind_of_consequence(article: &Article, verb: At, act: Act) -> Option<CommitmentKind> {
    const HARM: [&str; 34] = [
        "strike", "attack", "retaliate", "respond", "impose", "withdraw", "suspend", "cut", "stop", "expel", "leave", "hit", "punish", "destroy", "invade", "bomb", "close", "ban", "block", "act", "halt", "quit", "resign", "sanction", "veto",
        "intervene", "deploy", "seize", "target", "freeze", "hesitate", "pay", "face", "use",
    ];
    const HELP: [&str; 22] = [
        "lift", "ease", "help", "provide", "send", "return", "release", "resume", "support", "give", "restore", "reopen", "sign", "negotiate", "defend", "protect", "back", "talk", "meet", "fund", "extend", "accept",
    ];
    let lemma = article.lemma(verb);
    match act {
        Act::Threatens | Act::Warns if !HELP.contains(&lemma) => Some(CommitmentKind::Threat),
        Act::Offers => Some(CommitmentKind::Offer),
        Act::Promises if !HARM.contains(&lemma) => Some(CommitmentKind::Promise),
        _ if HARM.contains(&lemma) => Some(CommitmentKind::Threat),
        _ if HELP.contains(&lemma) => Some(CommitmentKind::Promise),
        _ => None,
    }
}

/// "threatened to …", "pledged to …", "offered to …": what the cue says is bound.
fn by_act(input: Input, index: usize, statement: &statements::Draft) -> Option<Draft> {
    let article = input.article;
    let cue = statement.cue?;
    let kind = match statement.act {
        Act::Threatens => CommitmentKind::Threat,
        Act::Promises if article.lemma(cue) == "guarantee" => CommitmentKind::Guarantee,
        Act::Promises => CommitmentKind::Promise,
        Act::Offers => CommitmentKind::Offer,
        _ => return None,
    };
    let top = statement.tokens.iter().copied().find(|&t| article.head(t).is_none_or(|h| !statement.tokens.contains(&h)) && article.token(t).upos != Upos::Punct)?;
    // "vowed that the economy would grow" is a forecast: what is bound must be the issuer's own deed.
    let own = matches!(article.deprel(top), "xcomp" | "obj" | "obl" | "advcl" | "acl" | "nmod" | "nmod:poss") || slots::subjects(article, top).into_iter().any(|s| {
        let actor = input.actors.at(article, input.mentions, s);
        (actor.is_some() && (actor == statement.speaker || actor == side_of(input, statement.speaker))) || matches!(article.token(s).form.to_lowercase().as_str(), "we" | "i")
    });
    let courtesy = matches!(article.lemma(top), "work" | "continue" | "look" | "review" | "consider" | "discuss" | "cooperate" | "fight" | "win" | "run" | "seek");
    if !own || courtesy || statements::is_negated(article, cue) {
        return None;
    }
    let mut draft = draft(input, kind, index, statement);
    let condition = article.children(top).chain(article.children(cue)).find(|&c| article.deprel(c) == "advcl" && article.by(c, "mark").any(|m| matches!(article.lemma(m), "if" | "unless" | "until")));
    draft.condition = condition.map(|c| phrase(article, c, |_| false));
    draft.consequence = Some(phrase(article, top, |c| Some(c) == condition || condition.is_some_and(|x| article.within(x, c)) || matches!(article.token(c).relation(), "mark" | "nsubj" | "aux")));
    draft.trigger = draft.condition.and_then(|c| trigger_in(input, c));
    draft.deadline = deadline(input, statement).filter(|_| kind == CommitmentKind::Threat);
    if draft.deadline.is_some() && draft.condition.is_some() {
        draft.kind = CommitmentKind::Ultimatum;
    }
    Some(draft)
}

/// "within 48 hours", "by Friday": a time that a condition or demand runs out at.
fn deadline(input: Input, statement: &statements::Draft) -> Option<usize> {
    input.times.iter().position(|t| statement.tokens.contains(&t.head) && input.article.preposition(t.head).is_some_and(|p| matches!(p.as_str(), "by" | "within" | "before" | "until")))
}
