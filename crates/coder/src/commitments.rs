//! What somebody has bound himself to: red lines, ultimatums, threats, promises, offers and guarantees, with their condition
//! and consequence.
//!
//! "Macron said any use of chemical weapons would be met with a response" binds France; "analysts said Israel would strike"
//! binds nobody, for the deed is not the speaker's own.

use crate::actors::Actors;
use crate::article::{Article, At};
use crate::events;
use crate::lexicon::{Lexicon, Pos};
use crate::mentions::Mentions;
use crate::slots;
use crate::statements;
use crate::time::TimeExpression;
use crate::wordlists::{self, CommitmentWords, lemmas};
use chancery_encoder::Upos;
use chancery_record::{Act, ActorKind, ByteSpan, CommitmentKind, PloverType, Sector};
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
        let mut bonds: Vec<Bond> = by_act(input, statement, &scope).into_iter().collect();
        if bonds.is_empty() {
            bonds.extend(alternative(input, statement, &scope));
        }
        if bonds.is_empty() && by_cue(input, statement).is_none() {
            bonds.extend(scope.iter().filter_map(|&t| by_clause(input, statement, &scope, t)));
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
        echoes(input, draft);
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

/// The side that a speaker binds: for an official his state, else the speaker himself.
fn side_of(input: Input, speaker: Option<usize>) -> Option<usize> {
    let draft = input.actors.list.get(speaker?)?;
    let local = draft.nouns.iter().any(|n| input.words.local.contains(n))
        || draft
            .role
            .as_deref()
            .is_some_and(|r| r.split(|c: char| !c.is_alphabetic()).any(|w| input.words.local.contains(&w.to_lowercase())));
    let official = draft.is_person() && draft.sectors.contains(&Sector::Gov) && !local;
    if draft.country.is_none() {
        return served(input, speaker).into_iter().find(|&a| has_power(input, Some(a))).or(speaker);
    }
    let of = |kind: ActorKind| input.actors.list.iter().position(|d| d.kind == kind && d.country == draft.country);
    official.then(|| of(ActorKind::State)).flatten().or(speaker)
}

/// True for those whose word can bind a power: states, their organs and officials, organisations of states, armed groups, parties, leaders.
fn can_bind(input: Input, speaker: Option<usize>) -> bool {
    has_power(input, speaker) || served(input, speaker).into_iter().any(|a| has_power(input, Some(a)))
}

fn has_power(input: Input, speaker: Option<usize>) -> bool {
    let Some(draft) = speaker.and_then(|s| input.actors.list.get(s)) else { return false };
    matches!(
        draft.kind,
        ActorKind::State
            | ActorKind::Government
            | ActorKind::Office
            | ActorKind::InternationalOrganisation
            | ActorKind::ArmedGroup
            | ActorKind::Party
    ) || draft.sectors.iter().any(|s| {
        matches!(
            s,
            Sector::Gov
                | Sector::Mil
                | Sector::Reb
                | Sector::Opp
                | Sector::Pty
                | Sector::Leg
                | Sector::Lab
                | Sector::Prm
                | Sector::Uaf
                | Sector::Rel
        )
    })
}

fn is_form(article: &Article, at: At, forms: &[&str]) -> bool {
    let form = article.token(at).form.to_lowercase();
    forms.contains(&form.as_str())
}

fn first_person(article: &Article, at: At) -> bool {
    is_form(article, at, &["we", "i", "our", "my", "us", "ours"])
}

/// True for the speaker, his side, and what belongs to it: "we", "Israel", "its members", "our forces".
fn is_own(input: Input, statement: &statements::Draft, at: At) -> bool {
    let article = input.article;
    if first_person(article, at) {
        return true;
    }
    let side = side_of(input, statement.speaker);
    let served = served(input, statement.speaker);
    let own = |a: Option<usize>| {
        let compatriot =
            country(input, a).is_some() && country(input, a) == country(input, statement.speaker) && can_bind(input, statement.speaker);
        a.is_some() && (a == statement.speaker || a == side || compatriot || a.is_some_and(|a| served.contains(&a)))
    };
    let actor = resolve(input, at);
    // "the bloc would act", said by its chairman.
    let collective = input.words.collective.has(article, at) && article.by(at, "det").any(|d| is_form(article, d, &["the", "this"]));
    if own(actor) || (collective && country(input, actor).is_none()) || (actor.is_none() && stands_for_speaker(input, statement, at)) {
        return true;
    }
    if input.words.adversary.has(article, at) {
        return false;
    }
    let owner = |p: At| {
        first_person(article, p) || own(resolve(input, p)) || (resolve(input, p).is_none() && stands_for_speaker(input, statement, p))
    };
    let modifier = |c: At| c < at && matches!(article.token(c).relation(), "amod" | "compound" | "nmod") && own(resolve(input, c));
    article.by(at, "nmod:poss").any(owner) || (actor.is_none() && article.children(at).any(modifier))
}

/// Whom a speaker speaks for by the words that name him: "its chairman", "a spokesman for the union".
fn served(input: Input, speaker: Option<usize>) -> Vec<usize> {
    let article = input.article;
    let heads =
        speaker.and_then(|s| input.actors.list.get(s)).filter(|d| d.country.is_none()).map(|d| d.heads.as_slice()).unwrap_or_default();
    let phrases = heads.iter().flat_map(|&h| {
        article.by(h, "nmod").filter(move |&n| {
            article.deprel(n) == "nmod:poss" || article.preposition(n).is_some_and(|p| matches!(p.as_str(), "of" | "for"))
        })
    });
    phrases.filter_map(|n| resolve(input, n)).collect()
}

/// A pronoun of reported speech that the text leaves open means the one who speaks, where it can: "Switzerland said it was willing".
fn stands_for_speaker(input: Input, statement: &statements::Draft, at: At) -> bool {
    let Some(speaker) = statement.speaker.and_then(|s| input.actors.list.get(s)) else { return false };
    let thing = is_form(input.article, at, &["it", "its"]);
    let human = is_form(input.article, at, &["he", "she", "his", "her"]);
    let many = is_form(input.article, at, &["they", "their"]);
    !input.article.token(at).quoted && ((thing && !speaker.is_person()) || (human && speaker.is_person()) || (many && !speaker.is_person()))
}

/// The words of a phrase without punctuation at its ends and what only links it.
fn phrase(article: &Article, at: At, cut: impl Fn(At) -> bool) -> ByteSpan {
    let words = article.subtree_without(at, cut);
    let links = |&&w: &&At| {
        w != at
            && (article.token(w).upos == Upos::Punct
                || (matches!(article.token(w).relation(), "mark" | "case" | "cc") && article.head(w) == Some(at)))
    };
    let skipped = words.iter().take_while(links).count();
    let kept = words.len() - words.iter().rev().take_while(|&&w| w != at && article.token(w).upos == Upos::Punct).count();
    words.get(skipped..kept).filter(|w| !w.is_empty()).map_or(article.token(at).span, |w| article.span(w))
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
    let due = deadline(input, bond);
    let harms = matches!(kind, CommitmentKind::Threat | CommitmentKind::RedLine);
    Draft {
        kind: if due.is_some() && harms && bond.condition.is_some() { CommitmentKind::Ultimatum } else { kind },
        issuer: bond.issuer.or_else(|| side_of(input, statement.speaker)),
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

/// What the cue itself binds to: "threatened to …", "pledged to …", "offered to …".
fn by_cue(input: Input, statement: &statements::Draft) -> Option<CommitmentKind> {
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

fn by_act(input: Input, statement: &statements::Draft, scope: &[At]) -> Option<Bond> {
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

/// Of verbs that can do harm and good, those that do good by their object: "withdraw its troops", "lift", "stop its tests".
fn takes_help(input: Input, verb: At) -> bool {
    let article = input.article;
    let own = |o: &At| {
        article.by(*o, "nmod:poss").next().is_some()
            || matches!(
                article.lemma(*o),
                "troop" | "sanction" | "fire" | "test" | "attack" | "strike" | "offensive" | "siege" | "blockade" | "hostility"
            )
    };
    !matches!(article.lemma(verb), "recall" | "expel")
        && slots::objects(article, verb).iter().any(own)
        && !matches!(
            slots::objects(article, verb).first().map(|&o| article.lemma(o)),
            Some("ambassador" | "diplomat" | "envoy" | "aid" | "cooperation")
        )
}

fn guards(input: Input, verb: At) -> bool {
    let article = input.article;
    if article.lemma(verb) == "come" || is_form(article, verb, &["come", "comes", "came"]) {
        return article
            .by(verb, "obl")
            .chain(article.by(verb, "obj"))
            .any(|o| matches!(article.lemma(o), "aid" | "defence" | "defense" | "help" | "rescue" | "assistance"));
    }
    if is_form(article, verb, &["ensure", "guarantee"]) {
        return slots::objects(article, verb)
            .iter()
            .any(|&o| matches!(article.lemma(o), "security" | "safety" | "integrity" | "independence"));
    }
    input.words.guard.has(article, verb)
}

fn is_negated(article: &Article, at: At) -> bool {
    statements::is_negated(article, at) || article.children(at).any(|c| is_form(article, c, &["never", "no", "not", "n't", "n’t"]))
}

/// The clause that says when a commitment holds: "if …", "unless …", "until …", "once …", "should …", "in the event of …".
fn condition_of(input: Input, main: At) -> Option<At> {
    let article = input.article;
    // "Should they enter, we will act": with "should" hung on the main verb.
    let inverted = article.by(main, "aux").any(|a| is_form(article, a, &["should"]))
        && article.by(main, "aux").any(|a| is_form(article, a, &["will", "would"]));
    let unmarked = |c: At| inverted && c < main && article.one(c, "mark").is_none();
    let hanging = article.children(main).find(|&c| article.token(c).relation() == "advcl" && (opens_condition(article, c) || unmarked(c)));
    hanging.or_else(|| article.by(main, "obl").find(|&o| in_the_event(article, o))).or_else(|| {
        // A clause that is marked as a condition is one, whatever it was hung on.
        article
            .addresses_of(main.sentence)
            .find(|&c| c != main && opens_condition(article, c) && !article.within(main, c) && article.token(c).relation() != "conj")
    })
}

fn opens_condition(article: &Article, clause: At) -> bool {
    let words = ["if", "unless", "until", "once", "provided", "providing", "lest", "till"];
    let marks = || article.children(clause).filter(|&m| m < clause && matches!(article.token(m).relation(), "mark" | "advmod" | "dep"));
    let marked = marks().any(|m| {
        is_form(article, m, &words)
            && (article.token(m).relation() != "advmod"
                || !is_form(article, m, &["once", "provided"])
                || article.token(clause).relation() == "advcl")
    });
    let next = |m: At| (m.token + 1..clause.token).next().map(|token| At { token, ..m });
    let so_long = marks().any(|m| is_form(article, m, &["as", "so"]) && next(m).is_some_and(|n| is_form(article, n, &["long", "soon"])));
    let before = |a: At| a.token.checked_sub(1).map(|token| article.token(At { token, ..a }).upos);
    let inverted = article.by(clause, "aux").any(|a| {
        let opens =
            before(a).is_none_or(|b| b == Upos::Punct) && article.children(clause).any(|c| c > a && article.token(c).relation() == "nsubj");
        opens
            && (is_form(article, a, &["should"]) || (is_form(article, a, &["were", "had"]) && article.token(clause).relation() == "advcl"))
    });
    marked || so_long || inverted
}

/// "in case of attack", "in the event of an invasion", "until the withdrawal".
fn in_the_event(article: &Article, at: At) -> bool {
    let preposition = article.preposition(at).unwrap_or_default();
    let dated = article.token(at).entity == "time" || matches!(article.lemma(at), "end" | "year" | "month" | "week" | "day");
    preposition.starts_with("in case")
        || preposition.starts_with("in the event")
        || (preposition == "until" && article.token(at).upos == Upos::Noun && !dated)
        || (preposition == "in" && is_form(article, at, &["case", "event"]) && article.by(at, "nmod").next().is_some())
}

/// True for the words that only mark a condition.
fn is_marker(article: &Article, at: At, clause: At) -> bool {
    article.head(at) == Some(clause)
        && (matches!(article.token(at).relation(), "mark" | "case")
            || (article.token(at).relation() == "aux" && is_form(article, at, &["should"]) && article.subtree(clause).first() == Some(&at))
            || is_form(article, at, &["once", "if", "unless", "until"]))
}

/// The words of what will follow: the main clause without its subject, its auxiliaries and the condition.
fn consequence(article: &Article, statement: &statements::Draft, main: At, condition: Option<At>) -> ByteSpan {
    let cut = |c: At| {
        let own = article.head(c) == Some(main);
        let clause = matches!(article.deprel(c), "conj") && article.children(c).any(|x| article.token(x).relation() == "nsubj");
        let apart = matches!(article.token(c).relation(), "nsubj" | "csubj" | "aux" | "mark" | "parataxis" | "cop" | "discourse" | "cc")
            || (whoever(article, c) && c < main)
            || clause;
        Some(c) == condition || Some(c) == statement.cue || (own && apart)
    };
    let kept = article.subtree_without(main, cut);
    // What stands apart before the verb ("then, Britain would …") is no part of it.
    let mut first = main;
    while let Some(before) =
        first.token.checked_sub(1).map(|token| At { token, ..main }).filter(|b| kept.contains(b) && article.token(*b).upos != Upos::Punct)
    {
        first = before;
    }
    let words: Vec<At> = kept.into_iter().filter(|&k| k >= first).collect();
    let end = words.iter().rposition(|&w| article.token(w).upos != Upos::Punct).map_or(words.len(), |e| e + 1);
    article.span(&words[..end])
}

/// True where a clause speaks of what is to come: "will", "would", "shall", "going to".
fn is_future(article: &Article, verb: At) -> bool {
    let own = article.by(verb, "aux").any(|a| is_form(article, a, &["will", "would", "shall", "'ll", "’ll", "wo", "'d", "’d"]));
    let going = article.head(verb).is_some_and(|h| article.deprel(verb) == "xcomp" && is_form(article, h, &["going"]));
    let shared = article.deprel(verb) == "conj"
        && article.head(verb).is_some_and(|h| article.by(h, "aux").any(|a| is_form(article, a, &["will", "would", "shall"])))
        && article.children(verb).all(|c| article.token(c).relation() != "aux");
    own || going || shared
}

/// "ready to strike", "prepared to talk", "willing to host": the adjective or verb that an infinitive hangs on.
fn readiness(input: Input, verb: At) -> Option<At> {
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

/// What one clause of a statement binds to.
fn by_clause(input: Input, statement: &statements::Draft, scope: &[At], at: At) -> Option<Bond> {
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
fn whoever(article: &Article, clause: At) -> bool {
    matches!(article.token(clause).relation(), "csubj" | "ccomp" | "advcl")
        && article.children(clause).any(|c| is_form(article, c, &["whoever", "whosoever"]) && article.token(c).relation() == "nsubj")
}

/// True for words that a deeper statement of somebody else holds.
fn within_other(input: Input, statement: &statements::Draft, at: At) -> bool {
    input.statements.iter().any(|s| s.tokens.len() < statement.tokens.len() && s.speaker != statement.speaker && s.tokens.contains(&at))
}

/// True inside an if-clause.
fn under_condition(article: &Article, at: At, scope: &[At]) -> bool {
    std::iter::once(at).chain(article.ancestors(at)).take_while(|a| scope.contains(a)).any(|a| {
        article.token(a).relation() == "advcl"
            && article
                .by(a, "mark")
                .chain(article.by(a, "advmod"))
                .any(|m| is_form(article, m, &["if", "unless", "until", "once", "because", "after", "when", "although", "while"]))
    })
}

/// "X is a red line", "crossing it is a red line for us".
fn line(input: Input, statement: &statements::Draft, at: At, subjects: &[At]) -> Option<Bond> {
    let article = input.article;
    let red = |t: At| is_form(article, t, &["line", "lines"]) && article.children(t).any(|c| is_form(article, c, &["red"]));
    let noun = if red(at) {
        at
    } else {
        article.children(at).find(|&c| red(c) && matches!(article.token(c).relation(), "obj" | "obl" | "xcomp" | "nsubj" | "nmod"))?
    };
    if is_negated(article, at) {
        return None;
    }
    let crossed = is_form(article, at, &["cross", "crosses", "crossed", "crossing"]);
    let drawn = is_form(article, at, &["draw", "drew", "drawn", "set", "sets"]);
    let subject = subjects.iter().copied().find(|&s| s != noun && !is_own(input, statement, s));
    if crossed && !is_future(article, at) {
        return None; // a line that was crossed is a charge
    }
    let over = || {
        article
            .by(noun, "nmod")
            .chain(article.by(at, "obl"))
            .find(|&n| article.preposition(n).is_some_and(|p| matches!(p.as_str(), "at" | "on" | "over")))
    };
    let condition = if drawn { over() } else { subject.filter(|&s| article.token(s).upos != Upos::Pron).or_else(over) };
    let bound = article
        .by(noun, "nmod")
        .chain(article.by(at, "obl"))
        .find(|&n| article.preposition(n).as_deref() == Some("for"))
        .filter(|&n| !first_person(article, n))
        .and_then(|n| resolve(input, n));
    // Another's red line is no commitment of the speaker's.
    if bound.is_some_and(|b| country(input, Some(b)).is_some() && country(input, Some(b)) != country(input, statement.speaker)) {
        return None;
    }
    let answer = article
        .by(at, "conj")
        .filter(|&v| input.words.bring.has(article, v))
        .flat_map(|v| article.children(v))
        .find(|&c| input.words.response.has(article, c));
    Some(Bond {
        kind: CommitmentKind::RedLine,
        issuer: bound,
        condition: condition.map(|c| {
            phrase(article, c, |x| {
                article.deprel(x) == "acl:relcl" || (article.head(x) == Some(c) && matches!(article.token(x).relation(), "case" | "mark"))
            })
        }),
        consequence: answer.map(|a| phrase(article, a, |_| false)),
    })
}

/// "all options are on the table": a consequence left open.
fn options(input: Input, statement: &statements::Draft, at: At, subjects: &[At]) -> Option<Bond> {
    let article = input.article;
    let table = is_form(article, at, &["table"]) || article.by(at, "obl").any(|o| is_form(article, o, &["table"]));
    let all = subjects.iter().any(|&s| is_form(article, s, &["options", "option", "everything"]) && !is_negated(article, s));
    (table && all && can_bind(input, statement.speaker) && !is_negated(article, at)).then(|| Bond {
        kind: CommitmentKind::Threat,
        issuer: None,
        condition: condition_of(input, at).map(|c| phrase(article, c, |x| is_marker(article, x, c))),
        consequence: None,
    })
}

/// "Any use of them would be met with force", "whoever attacks us will pay", "an attack on it will be treated as an act of war".
fn crossing(input: Input, statement: &statements::Draft, at: At, subjects: &[At]) -> Option<Bond> {
    let article = input.article;
    let words = input.words;
    if !is_future(article, at) || is_negated(article, at) || !can_bind(input, statement.speaker) {
        return None;
    }
    let passive = article.is_passive(at);
    let subjects: Vec<At> = if passive {
        article.children(at).filter(|&c| matches!(article.deprel(c), "nsubj:pass" | "csubj:pass")).collect()
    } else {
        subjects.to_vec()
    };
    let subject = subjects.into_iter().find(|&s| !is_own(input, statement, s) && (article.within(s, at) || whoever(article, s)));
    let answer = |n: At| article.conjuncts(n).iter().any(|&x| words.response.has(article, x) || words.toll.has(article, x));
    let arguments = || {
        article
            .children(at)
            .filter(|&c| c > at && matches!(article.token(c).relation(), "obj" | "obl" | "xcomp") && !is_form(article, c, &["us"]))
    };
    let foreign = |n: At| {
        article.by(n, "nmod").chain(article.by(at, "obl")).any(|x| {
            article.preposition(x).is_some_and(|p| matches!(p.as_str(), "from" | "by"))
                && resolve(input, x).is_some()
                && !is_own(input, statement, x)
        })
    };
    let subject = subject?;
    let person = resolve(input, subject).is_some();
    let anyone = is_form(article, subject, &["whoever", "anyone", "anybody", "those", "who", "everyone", "whosoever"])
        || article.by(subject, "det").any(|d| is_form(article, d, &["any", "whichever", "every"]))
        || article.deprel(subject).starts_with("csubj")
        || whoever(article, subject);
    let deed = article.token(subject).upos == Upos::Noun && !person || anyone;
    let brought = words.bring.has(article, at) && deed && arguments().any(|n| answer(n) && !foreign(n));
    let named = words.regard.has(article, at)
        && deed
        && arguments().any(|n| words.aggression.has(article, n) || article.subtree(n).iter().any(|&x| words.aggression.has(article, x)));
    let suffered = words.suffer.has(article, at)
        && (arguments().any(|n| answer(n) && !foreign(n))
            || is_form(article, at, &["regret"]) && (person || anyone)
            || (anyone && arguments().any(|n| article.subtree(n).iter().any(|&x| first_person(article, x)))));
    // "anybody who attacked French nationals would see France respond at once"
    let seen = anyone
        && article.children(at).any(|c| {
            matches!(article.token(c).relation(), "xcomp" | "ccomp" | "obj")
                && (words.harm.has(article, c) || article.by(c, "acl").chain(article.by(c, "xcomp")).any(|x| words.harm.has(article, x)))
        });
    let punished = passive && words.harm.has(article, at) && anyone;
    if !(brought || named || suffered || seen || punished) {
        return None;
    }
    let generic = deed && (anyone || brought || named);
    let condition = condition_of(input, at);
    let conditional = condition.map(|c| phrase(article, c, |x| is_marker(article, x, c)));
    let crossed = generic.then(|| phrase(article, subject, |c| !anyone && article.deprel(c) == "acl:relcl"));
    let head = arguments().find(|&n| answer(n));
    let kind = if generic { CommitmentKind::RedLine } else { CommitmentKind::Threat };
    Some(Bond {
        kind,
        issuer: None,
        condition: crossed.or(conditional),
        consequence: Some(if brought {
            head.map_or_else(
                || consequence(article, statement, at, condition),
                |h| {
                    phrase(article, h, |x| {
                        Some(x) == condition || matches!(article.token(x).relation(), "advcl" | "parataxis" | "ccomp" | "dep" | "appos")
                    })
                },
            )
        } else {
            consequence(article, statement, at, condition)
        }),
    })
}

/// "will not tolerate attacks on its soil", "would never allow Iran to build a bomb".
fn not_tolerated(input: Input, at: At, own: bool, issuer: Option<usize>) -> Option<Bond> {
    let article = input.article;
    if !own || !input.words.tolerate.has(article, at) || !is_negated(article, at) || !is_future(article, at) {
        return None;
    }
    let by = is_form(article, at, &["stand", "sit", "watch"]);
    let inner = article.children(at).find(|&c| matches!(article.deprel(c), "xcomp" | "ccomp") && c > at);
    let object = slots::objects(article, at).into_iter().find(|&o| article.within(o, at));
    let condition = match (object, inner) {
        (Some(o), Some(i)) if o < i => Some(article.span(&[article.subtree(o), article.subtree(i)].concat())),
        (Some(o), _) => Some(phrase(article, o, |_| false)),
        (None, Some(i)) => Some(phrase(article, i, |_| false)),
        (None, None) => condition_of(input, at)
            .or_else(|| article.children(at).find(|&c| article.token(c).relation() == "advcl"))
            .map(|c| phrase(article, c, |x| is_marker(article, x, c))),
    }?;
    // "will not accept the prize": what is turned down is no limit; it is one where somebody's deed is not let happen.
    let deed = by
        || inner.is_some()
        || is_form(article, at, &["tolerate", "countenance", "ignore", "forgive"])
        || trigger_in(input, condition).is_some();
    deed.then_some(Bond { kind: CommitmentKind::RedLine, issuer, condition: Some(condition), consequence: None })
}

/// "If X, we will strike", "we will not return unless X": a condition, and a deed of the speaker's side.
fn conditional(input: Input, statement: &statements::Draft, at: At, own: bool, issuer: Option<usize>) -> Option<Bond> {
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

/// "would use force", "will take action": light verbs whose object does the harm.
fn force(input: Input, at: At) -> bool {
    let article = input.article;
    is_form(article, at, &["use", "take", "declare", "go", "have", "treat"])
        && article.children(at).any(|c| matches!(article.token(c).relation(), "obj" | "obl") && input.words.response.has(article, c))
}

/// True where what is bound would be somebody else's: the agent of a passive.
fn is_foreign(input: Input, statement: &statements::Draft, at: At) -> bool {
    slots::subjects(input.article, at).into_iter().any(|s| !is_own(input, statement, s))
}

/// "the schools will stay shut", "the offensive will go on": what hurts goes on by the speaker's doing.
fn persists(input: Input, statement: &statements::Draft, at: At, own: bool) -> bool {
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

/// What binds without a condition: revenge, a guarantee, an offer to do good.
fn plain(input: Input, statement: &statements::Draft, at: At, own: bool, issuer: Option<usize>) -> Option<Bond> {
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

/// "demanded that the junta hand over power by Friday or face sanctions", "told them to leave or be expelled".
fn alternative(input: Input, statement: &statements::Draft, scope: &[At]) -> Option<Bond> {
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
fn deadline(input: Input, bond: Bond) -> Option<Option<usize>> {
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
fn is_term(article: &Article, at: At) -> bool {
    let unit = is_form(article, at, &["hour", "hours", "day", "days", "week", "weeks", "month", "months"]);
    let counted = article.by(at, "nummod").next().is_some() || article.by(at, "det").any(|d| is_form(article, d, &["a", "an"]));
    let given = matches!(article.token(at).relation(), "obj" | "iobj")
        || article.preposition(at).is_some_and(|p| matches!(p.as_str(), "within" | "in"));
    unit && counted && given
}

/// What the outlet tells of the same condition in its own voice is further evidence: free indirect speech goes on.
fn echoes(input: Input, draft: &mut Draft) {
    let article = input.article;
    if !matches!(draft.kind, CommitmentKind::RedLine | CommitmentKind::Threat | CommitmentKind::Ultimatum) {
        return;
    }
    let Some(condition) = draft.condition else { return };
    let wanted = wordlists::topic(article, &statements::tokens_of(article, condition));
    let Some(home) = article.at_byte(condition.start) else { return };
    for sentence in (0..article.parse.sentences.len()).filter(|&s| s != home.sentence) {
        let told = input.statements.iter().any(|s| s.tokens.iter().any(|t| t.sentence == sentence));
        let answers = || {
            article.addresses_of(sentence).any(|v| {
                (input.words.bring.has(article, v) || input.words.regard.has(article, v))
                    && is_future(article, v)
                    && !is_negated(article, v)
                    && article.children(v).any(|c| c > v && article.conjuncts(c).iter().any(|&x| input.words.response.has(article, x)))
            })
        };
        if told || !answers() {
            continue;
        }
        let words: Vec<At> = article.addresses_of(sentence).collect();
        if wordlists::topic(article, &words).intersection(&wanted).count() < SHARED.max(wanted.len().div_ceil(2)) {
            continue;
        }
        let last = words.iter().rposition(|&w| article.token(w).upos != Upos::Punct).unwrap_or(0);
        let span = article.span(&words[..=last]);
        if !draft.evidence.contains(&span) {
            draft.evidence.push(span);
        }
    }
}
