//! Which claim a position is about: the same deed, the same side, the same words.

use super::charges::speech;
use super::words::noun_words;
use super::{Draft, Input, Position, REACH, Reading, SHARED, Site, Standing, resolve};
use crate::article::{Article, At};
use crate::modality::phrasal;
use crate::slots;
use crate::wordlists;
use chancery_record::{ActorKind, ByteSpan, Country, Sector, Stance};
use std::collections::BTreeSet;

/// Enters a reading: as a position in the claim that it is about, or as a claim of its own.
pub(super) fn enter(input: Input, found: &mut Vec<Draft>, site: &Site, reading: Reading) {
    let taken = |actor| Position { actor, stance: reading.stance, statement: site.statement };
    let mut positions: Vec<Position> = std::iter::once(site.speaker).chain(site.others.iter().map(|&o| Some(o))).map(taken).collect();
    let topic = reading.head.map(|h| wordlists::topic(input.article, &input.article.subtree(h))).unwrap_or_default();
    let event = reading.head.and_then(|h| event_of(input, h, site.statement));
    let known = if reading.standing == Standing::Statement { None } else { known(input, found, site, &reading, &topic, event) };
    if let Some(known) = known.and_then(|k| found.get_mut(k)) {
        join(known, positions, reading.accuser);
        known.event = known.event.or(event);
        known.topic.extend(topic);
        return;
    }
    if reading.standing == Standing::Answer {
        return;
    }
    if let Some(accuser) = reading.accuser.filter(|_| reading.stance != Stance::Retracts) {
        positions.insert(0, Position { actor: accuser, stance: Stance::Asserts, statement: None });
    }
    let Some(head) = reading.head.or_else(|| last_of(input.article, reading.words)) else { return };
    found.push(Draft {
        actor: reading.accused.iter().next().copied(),
        predicate: predicate(input, head, &reading.accused),
        object: reading.head.and_then(|h| object(input, h)),
        text: reading.words,
        event,
        positions,
        accused: reading.accused,
        topic,
        at: site.at,
        undisputed: reading.standing == Standing::Statement,
    });
}

/// Adds positions to a claim, and who made the charge where the answer says so.
fn join(claim: &mut Draft, taken: Vec<Position>, accuser: Option<Option<usize>>) {
    for position in taken {
        let same = |p: &Position| {
            p.actor == position.actor && p.stance == position.stance && (p.actor.is_some() || p.statement == position.statement)
        };
        if !claim.positions.iter().any(same) {
            claim.positions.push(position);
        }
    }
    if let Some(Some(accuser)) = accuser
        && !claim.positions.iter().any(|p| p.actor == Some(accuser))
    {
        claim.positions.insert(0, Position { actor: Some(accuser), stance: Stance::Asserts, statement: None });
    }
    if claim.positions.iter().any(|p| p.actor.is_some() && p.stance == Stance::Asserts) {
        claim.positions.retain(|p| p.actor.is_some() || p.statement.is_some());
    }
    claim.undisputed = false;
}

/// The last word of a span.
fn last_of(article: &Article, words: ByteSpan) -> Option<At> {
    let first = article.at_byte(words.start)?;
    article.addresses_of(first.sentence).filter(|&t| t >= first && words.contains(article.token(t).span)).last()
}

/// What is said to have been done: "shoot down", "carry out"; of one who is only blamed, that.
fn predicate(input: Input, head: At, accused: &BTreeSet<usize>) -> String {
    let blamed = input.article.is_nominal(head) && resolve(input, head).is_some_and(|a| accused.contains(&a));
    if blamed { "blame".to_owned() } else { phrasal(input.article, head).into_owned() }
}

/// To what or whom, in words.
fn object(input: Input, head: At) -> Option<String> {
    let article = input.article;
    let aside = |o: &At| {
        article.deprel(*o) == "nmod:poss"
            || matches!(article.deprel(*o), "obl:tmod" | "obl:unmarked")
            || article.has_preposition(*o, &["according to", "by"])
    };
    let object = slots::objects(article, head)
        .first()
        .copied()
        .or_else(|| article.by(head, "nmod").chain(article.by(head, "obl")).find(|o| !aside(o)))?;
    Some(article.words(noun_words(article, object)).to_owned())
}

/// The event that a claim is: the one whose trigger is its predicate, else the first deed told inside it.
pub(super) fn event_of(input: Input, head: At, statement: Option<usize>) -> Option<usize> {
    let exact = input.events.iter().position(|e| e.predicate.trigger == head && !speech(e.entry.event_type));
    exact.or_else(|| {
        input.events.iter().position(|e| {
            !speech(e.entry.event_type)
                && e.voice == statement
                && statement.is_some()
                && input.article.within(e.predicate.trigger, head)
                && e.predicate.trigger.token.abs_diff(head.token) <= 4
        })
    })
}

/// How a reading lies to a claim met before.
struct Relation {
    /// How near the party of the reading is to those who are said to have done it: 4 the same, 3 of one state's organs, 2 of one country.
    side: usize,
    /// Content words in common.
    shared: usize,
    same_event: bool,
    /// Sentences between them.
    distance: usize,
    /// "such sales", "this raid": what the last words before spoke of.
    pointing: bool,
}

/// The claim met before that a reading is about.
fn known(input: Input, found: &[Draft], site: &Site, reading: &Reading, topic: &BTreeSet<String>, event: Option<usize>) -> Option<usize> {
    let party = if reading.stance == Stance::Asserts { reading.accused.iter().next().copied() } else { site.speaker };
    let pointing = reading.head.is_some_and(|h| points_back(input.article, h));
    let mut best: Option<(usize, usize)> = None;
    for (index, claim) in found.iter().enumerate() {
        let relation = Relation {
            side: party.map_or(0, |p| side(input, claim, p)),
            shared: claim.topic.intersection(topic).count(),
            same_event: event.is_some() && event == claim.event,
            distance: site.at.sentence.saturating_sub(claim.at.sentence),
            pointing,
        };
        // What is merely stated is disputed by somebody else, and at once.
        let others = claim.positions.iter().all(|p| p.actor != site.speaker || p.actor.is_none());
        let out_of_reach = claim.undisputed && (reading.stance == Stance::Asserts || !others || relation.distance > 1);
        if out_of_reach || !fits(input, claim, site, reading, &relation) {
            continue;
        }
        let denied = site.speaker.is_some()
            && claim.positions.iter().any(|p| p.actor == site.speaker && p.stance == reading.stance && p.statement != site.statement);
        let near = REACH.saturating_sub(relation.distance);
        let score = 2 * relation.side + 2 * relation.shared.min(SHARED) + 4 * usize::from(relation.same_event) + near;
        let score = if claim.undisputed { score / 2 } else { score };
        // The same denial of the next charge, not twice of one: "denies both".
        let rank = if denied && reading.head.is_none() { score / 4 } else { score };
        if best.is_none_or(|(s, _)| rank >= s) {
            best = Some((rank, index));
        }
    }
    best.map(|(_, index)| index)
}

fn country(input: Input, actor: usize) -> Option<Country> {
    input.actors.list.get(actor).filter(|d| !d.placed).and_then(|d| d.country)
}

fn side(input: Input, claim: &Draft, party: usize) -> usize {
    let any = |near: &dyn Fn(usize) -> bool| claim.accused.iter().any(|&a| near(a));
    if claim.accused.contains(&party) {
        4
    } else if any(&|a| same_side(input, Some(a), Some(party))) {
        3
    } else if any(&|a| country(input, a).is_some() && country(input, a) == country(input, party)) {
        2
    } else {
        0
    }
}

/// True for a clause whose subject takes up what was just said: "such sales had taken place", "that attack was staged".
fn points_back(article: &Article, clause: At) -> bool {
    let subjects = article.children(clause).filter(|&c| article.token(c).relation() == "nsubj");
    subjects.flat_map(|s| article.children(s)).any(|d| matches!(article.lemma(d), "such" | "this" | "these" | "those"))
}

fn fits(input: Input, claim: &Draft, site: &Site, reading: &Reading, relation: &Relation) -> bool {
    let Relation { side, shared, same_event, distance, pointing } = *relation;
    let bare = reading.head.is_none();
    let asserts = site.speaker.is_some() && claim.positions.iter().any(|p| p.actor == site.speaker && p.stance == Stance::Asserts);
    let charged = claim.positions.iter().any(|p| p.stance == Stance::Asserts);
    match reading.stance {
        Stance::Asserts => same_event || (side >= 2 && shared >= 2) || (side >= 3 && shared >= 1 && distance <= 1 && !charged),
        Stance::Retracts => shared >= 2 || (bare && asserts),
        _ if asserts => false,
        _ if bare && charged => {
            let homeless = site.speaker.and_then(|s| country(input, s)).is_none();
            let third = claim.accused.is_empty() || reading.stance == Stance::Doubts || homeless;
            (side >= 2 && distance <= REACH) || (side == 0 && distance <= 1 && third)
        }
        _ => {
            same_event
                || (side >= 2 && shared >= 1)
                || (side >= 3 && distance <= 1 && reading.standing != Standing::Claim)
                || (shared >= SHARED && (side > 0 || reading.stance != Stance::Denies))
                || (distance <= 1 && (pointing || reading.stance == Stance::Doubts && shared >= 1))
        }
    }
}

/// Two actors that answer for one another: organs of one state. Generals who are placed in a country by a passage alone may be rebels.
pub(super) fn same_side(input: Input, a: Option<usize>, b: Option<usize>) -> bool {
    let (Some(a), Some(b)) = (a.and_then(|a| input.actors.list.get(a)), b.and_then(|b| input.actors.list.get(b))) else { return false };
    let official = |d: &crate::actors::Draft| {
        matches!(d.kind, ActorKind::State | ActorKind::Government | ActorKind::Office)
            || d.sectors.iter().any(|s| matches!(s, Sector::Gov | Sector::Mil | Sector::Cop | Sector::Spy))
    };
    let one_state = a.country.is_some() && a.country == b.country && !a.placed && !b.placed;
    one_state && official(a) && official(b)
}
