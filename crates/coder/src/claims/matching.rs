//! Which claim a position is about: the same deed, the same side, the same words.

use super::charges::speech;
use super::words::noun_words;
use super::{Draft, Input, Position, REACH, Reading, SHARED, Site};
use crate::article::At;
use crate::slots;
use crate::wordlists;
use chancery_record::{ActorKind, Sector, Stance};
use std::collections::BTreeSet;

/// Enters a reading: as a position in the claim that it is about, or as a claim of its own.
pub(super) fn enter(input: Input, found: &mut Vec<Draft>, site: &Site, reading: Reading) {
    let taken = |actor| Position { actor, stance: reading.stance, statement: site.statement };
    let taken: Vec<Position> = std::iter::once(site.speaker).chain(site.others.iter().map(|&o| Some(o))).map(taken).collect();
    let topic = reading.head.map(|h| wordlists::topic(input.article, &input.article.subtree(h))).unwrap_or_default();
    let event = reading.head.and_then(|h| event_of(input, h, site.statement));
    if let Some(known) = known(input, found, site, &reading, &topic, event).and_then(|k| found.get_mut(k)) {
        for position in taken {
            if !known.positions.iter().any(|p| {
                p.actor == position.actor && p.stance == position.stance && (p.actor.is_some() || p.statement == position.statement)
            }) {
                known.positions.push(position);
            }
        }
        if let Some(Some(accuser)) = reading.accuser
            && !known.positions.iter().any(|p| p.actor == Some(accuser))
        {
            known.positions.insert(0, Position { actor: Some(accuser), stance: Stance::Asserts, statement: None });
        }
        if known.positions.iter().any(|p| p.actor.is_some() && p.stance == Stance::Asserts) {
            known.positions.retain(|p| p.actor.is_some() || p.statement.is_some());
        }
        known.event = known.event.or(event);
        known.topic.extend(topic);
        return;
    }
    if !reading.alone {
        return;
    }
    let article = input.article;
    let mut positions = taken;
    if let Some(accuser) = reading.accuser.filter(|_| reading.stance != Stance::Retracts) {
        positions.insert(0, Position { actor: accuser, stance: Stance::Asserts, statement: None });
    }
    let head = reading.head.or_else(|| {
        article.at_byte(reading.words.start).and_then(|first| {
            article.addresses_of(first.sentence).filter(|&t| t >= first && reading.words.contains(article.token(t).span)).last()
        })
    });
    let Some(head) = head else { return };
    let object = slots::objects(article, head).first().copied().or_else(|| {
        article
            .by(head, "nmod")
            .chain(article.by(head, "obl"))
            .find(|&o| article.deprel(o) != "nmod:poss" && !matches!(article.deprel(o), "obl:tmod" | "obl:unmarked"))
    });
    found.push(Draft {
        actor: reading.accused.iter().next().copied(),
        predicate: article.lemma(head).to_owned(),
        object: object.filter(|_| reading.head.is_some()).map(|o| article.words(noun_words(article, o)).to_owned()),
        text: reading.words,
        event,
        positions,
        accused: reading.accused,
        topic,
        at: site.at,
    });
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

/// The claim met before that a reading is about.
pub(super) fn known(
    input: Input,
    found: &[Draft],
    site: &Site,
    reading: &Reading,
    topic: &BTreeSet<String>,
    event: Option<usize>,
) -> Option<usize> {
    let country = |a: Option<usize>| a.and_then(|a| input.actors.list.get(a)).and_then(|d| d.country);
    let bare = reading.head.is_none();
    let mut best: Option<(usize, usize)> = None;
    for (index, claim) in found.iter().enumerate() {
        let distance = site.at.sentence.saturating_sub(claim.at.sentence);
        let asserts = site.speaker.is_some() && claim.positions.iter().any(|p| p.actor == site.speaker && p.stance == Stance::Asserts);
        let denied = site.speaker.is_some()
            && claim.positions.iter().any(|p| p.actor == site.speaker && p.stance == reading.stance && p.statement != site.statement);
        let shared = claim.topic.intersection(topic).count();
        let same_event = event.is_some() && event == claim.event;
        let party = if reading.stance == Stance::Asserts { reading.accused.iter().next().copied() } else { site.speaker };
        let side = match party {
            Some(p) if claim.accused.contains(&p) => 4,
            Some(p) if claim.accused.iter().any(|&a| same_side(input, Some(a), Some(p))) => 3,
            Some(p) if claim.accused.iter().any(|&a| country(Some(a)).is_some() && country(Some(a)) == country(Some(p))) => 2,
            _ => 0,
        };
        let fits = match reading.stance {
            Stance::Asserts => {
                same_event
                    || (side >= 2 && shared >= 2)
                    || (side >= 3 && shared >= 1 && distance <= 1 && claim.positions.iter().all(|p| p.stance != Stance::Asserts))
            }
            Stance::Retracts => shared >= 2 || (bare && asserts),
            _ if asserts => false,
            _ if bare && claim.positions.iter().any(|p| p.stance == Stance::Asserts) => {
                (side >= 2 && distance <= REACH)
                    || (side == 0
                        && distance <= 1
                        && (claim.accused.is_empty() || reading.stance == Stance::Doubts || country(site.speaker).is_none()))
            }
            _ => {
                same_event
                    || (side >= 2 && shared >= 1)
                    || (side >= 3 && distance <= 1 && !reading.alone)
                    || (shared >= SHARED && reading.stance != Stance::Denies)
                    || (shared >= SHARED && side > 0)
                    || (reading.stance == Stance::Doubts && shared >= 1 && distance <= 1)
            }
        };
        if fits {
            // The same denial of the next charge, not twice of one: "denies both".
            let score = 2 * side + 2 * shared.min(3) + 4 * usize::from(same_event) + REACH.saturating_sub(distance);
            let rank = if denied && bare { score / 4 } else { score };
            if best.is_none_or(|(s, _)| rank >= s) {
                best = Some((rank, index));
            }
        }
    }
    best.map(|(_, index)| index)
}

/// Two actors that answer for one another: organs of one state.
pub(super) fn same_side(input: Input, a: Option<usize>, b: Option<usize>) -> bool {
    let (Some(a), Some(b)) = (a.and_then(|a| input.actors.list.get(a)), b.and_then(|b| input.actors.list.get(b))) else { return false };
    let official = |d: &crate::actors::Draft| {
        matches!(d.kind, ActorKind::State | ActorKind::Government | ActorKind::Office)
            || d.sectors.iter().any(|s| matches!(s, Sector::Gov | Sector::Mil | Sector::Cop | Sector::Spy))
    };
    a.country.is_some() && a.country == b.country && official(a) && official(b)
}
