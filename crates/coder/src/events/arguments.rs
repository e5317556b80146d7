//! The sides of an event: the actors in the slots of its entry, and whether they make it one in politics.

use super::nearby::{nearby_actor, nearby_recipient};
use super::{Draft, Input, voice};
use crate::actors::{self, Actors};
use crate::article::{Article, At};
use crate::gazetteer::Known;
use crate::lexicon::{Entry, Pos};
use crate::magnitude;
use crate::modality;
use crate::slots::{self, Predicate, Slot};
use chancery_encoder::Upos;
use chancery_record::{ByteSpan, Country, Modality, PloverType, Sector};
use std::collections::{BTreeMap, BTreeSet};

/// What an argument comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resolved {
    Actor(usize, ByteSpan),
    Place(Country, ByteSpan),
}

/// The actor that an argument is, or the country of the place that it is.
pub(super) fn resolve(input: Input, actors: &Actors, at: At) -> Option<Resolved> {
    let mention = actors.mention_at(input.article, input.mentions, at)?;
    let m = &input.mentions.list[mention];
    if let Some(actor) = actors.of[mention] {
        return Some(Resolved::Actor(actor, m.span));
    }
    let country = m.known.iter().find_map(|k| if let Known::Place(i) = *k { input.gazetteer.places[i].country } else { None });
    country.map(|c| Resolved::Place(c, m.span))
}

pub(crate) type Side = BTreeMap<usize, BTreeSet<ByteSpan>>;

/// How surely an argument is one: it stands in a slot of the entry, inside the phrase that does, or only nearby.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Link {
    Direct,
    Inside,
    Near,
    None,
}

impl Link {
    /// What it takes off the confidence.
    fn doubt(self, actor: bool) -> f32 {
        match (self, actor) {
            (Self::Direct, _) => 0.0,
            (Self::Inside, true) => 0.1,
            (Self::Inside, false) => 0.08,
            (Self::Near, _) => 0.2,
            (Self::None, true) => 0.25,
            (Self::None, false) => 0.15,
        }
    }
}

/// Sectors whose members act in politics only together with somebody else.
const CIVIL: [Sector; 6] = [Sector::Agr, Sector::Bus, Sector::Edu, Sector::Med, Sector::Cvl, Sector::Lab];

/// What the confidence loses where nobody in politics is named.
const OPEN: f32 = 0.15;

/// Who stands on either side, and what the way they were found takes off the confidence.
struct Sides {
    actors: Side,
    recipients: Side,
    mutual: bool,
    doubt: f32,
}

fn sides(input: Input, actors: &mut Actors, entry: &Entry, predicate: Predicate) -> Sides {
    let (mut doers, mut actor_link) = side(input, actors, predicate, &entry.actor, false, &Side::new());
    if doers.is_empty() {
        (doers, actor_link) = nearby_actor(input, actors, entry, predicate);
    }
    let (mut recipients, mut recipient_link) = side(input, actors, predicate, &entry.recipient, true, &doers);
    let mutual = entry.mutual && recipients.is_empty() && doers.len() > 1;
    let wanted = !mutual && !entry.recipient.is_empty();
    if recipients.is_empty() && wanted && !doers.is_empty() && !entry.is_implied() {
        (recipients, recipient_link) = nearby_recipient(input, actors, entry, predicate, &doers);
    }
    recipients.retain(|a, _| !doers.contains_key(a));
    let doubt = actor_link.doubt(true) + if wanted { recipient_link.doubt(false) } else { 0.0 };
    Sides { actors: doers, recipients, mutual, doubt }
}

/// True where the sides make it an event in politics: "doctors consulted the records" is none.
fn is_political(actors: &Actors, entry: &Entry, sides: &Sides) -> bool {
    let mut all = sides.actors.keys().chain(sides.recipients.keys()).map(|&a| &actors.list[a]);
    if entry.event_type == PloverType::Protest || (!sides.actors.is_empty() && !sides.recipients.is_empty()) {
        return all.any(|a| a.country.is_some() || !a.sectors.is_empty() || a.known.is_some());
    }
    // Half a pair counts only where it is somebody in politics.
    all.any(is_of_politics)
}

/// True for a state, somebody of a state, and whoever is known or has a part in politics by what he is.
pub(super) fn is_of_politics(actor: &actors::Draft) -> bool {
    actor.country.is_some() || actor.known.is_some() || actor.sectors.iter().any(|s| !CIVIL.contains(s))
}

/// True where what an entry needs is an actor, or the doer a known one.
fn is_filled(input: Input, actors: &Actors, entry: &Entry, predicate: Predicate, sides: &Sides) -> bool {
    let official = sides.actors.keys().any(|&a| actors.list[a].country.is_some() || !actors.list[a].sectors.is_empty());
    let mut needed = entry.needs.iter().filter(|slot| !matches!(slot, Slot::Comp));
    official || needed.all(|slot| slots::fill(input.article, predicate, slot).into_iter().any(|f| whose(input, actors, f)))
}

/// The event of an entry with its sides; none where nobody in politics has a part in it.
pub(super) fn with_arguments<'l>(input: Input<'_, 'l>, actors: &mut Actors, entry: &'l Entry, predicate: Predicate) -> Option<Draft<'l>> {
    let article = input.article;
    let mut sides = sides(input, actors, entry, predicate);
    let regular = is_political(actors, entry, &sides) && is_filled(input, actors, entry, predicate, &sides);
    if !regular && !may_be_open(input, actors, entry, predicate.trigger, &sides) {
        return None;
    }
    if !regular {
        // "at least 26 people" is a toll, no actor.
        let known = |a: &usize| actors.list[*a].known.is_some() || actors.list[*a].country.is_some() || !actors.list[*a].sectors.is_empty();
        sides.actors.retain(|a, _| known(a));
        sides.recipients.retain(|a, _| known(a));
    }
    let modality = modality::of(article, input.lexicon, predicate);
    let mut confidence: f32 = 0.9 - sides.doubt - if regular { 0.0 } else { OPEN };
    if entry.pos == Pos::Noun && predicate.carrier.is_none() {
        confidence -= 0.1;
    }
    // Of two events of one pair, what happened is told more surely than what is wished, planned or ruled out.
    confidence -= match modality {
        Modality::Actual | Modality::Ongoing => 0.0,
        Modality::Planned => 0.08,
        _ => 0.12,
    };
    confidence += 0.002 * f32::from(u8::try_from(entry.specificity()).unwrap_or(u8::MAX).min(32));
    name_pronouns(input, actors, predicate.trigger, &mut sides.actors);
    name_pronouns(input, actors, predicate.trigger, &mut sides.recipients);
    Some(Draft {
        entry,
        proposed: Some(entry),
        reading: None,
        actors: sides.actors,
        recipients: sides.recipients,
        mutual: sides.mutual,
        predicate,
        mentions: vec![article.token(predicate.trigger).span],
        modality,
        voice: voice(input, predicate.trigger),
        magnitude: magnitude::of(article, entry.event_type, predicate),
        confidence: confidence.clamp(0.05, 0.99),
    })
}

/// True where an entry makes an event although nobody in politics is named: what is done to people's lives and liberty, what crowds
/// do, talks, and what is said or conceded by an unnamed "he" or "they". The article must speak of a state or of somebody of one.
fn may_be_open(input: Input, actors: &Actors, entry: &Entry, trigger: At, sides: &Sides) -> bool {
    use PloverType as P;
    let nobody = || sides.actors.keys().chain(sides.recipients.keys()).all(|&a| actors.list[a].sectors.is_empty());
    let kind = match (entry.pos, entry.event_type) {
        (Pos::Verb, P::Assault | P::Coerce | P::Protest) => true,
        (Pos::Noun, P::Consult | P::Protest) => !points_back(input.article, trigger),
        (Pos::Verb, P::Request | P::Accuse | P::Reject | P::Agree | P::Threaten | P::Concede | P::Retreat) => nobody(),
        _ => false,
    };
    kind && actors.list.iter().any(|a| a.country.is_some())
}

/// True for a noun that tells nothing new by itself: "the summit", "riot" in "riot police", "in protest".
fn points_back(article: &Article, noun: At) -> bool {
    let token = article.token(noun);
    let bare = !article.children(noun).any(|c| matches!(article.token(c).relation(), "amod" | "compound" | "nmod" | "acl" | "nummod"));
    let definite = article.by(noun, "det").any(|d| matches!(article.lemma(d), "the" | "such" | "this" | "that"));
    matches!(token.relation(), "compound" | "flat")
        || token.upos == Upos::Propn
        || bare && (definite || article.has_preposition(noun, &["in"]))
}

/// "Intensified its forces": they are no other side.
fn is_own_force(input: Input, actors: &Actors, head: At, actor: usize, others: &Side) -> bool {
    let force = actors.list[actor].plural && actors.list[actor].sectors.contains(&Sector::Mil);
    let owner = input.article.one(head, "nmod:poss").filter(|_| force);
    owner.and_then(|p| actors.at(input.article, input.mentions, p)).is_some_and(|owner| others.contains_key(&owner))
}

/// True where a phrase is an actor or place, or holds whose it is.
fn whose(input: Input, actors: &Actors, at: At) -> bool {
    std::iter::once(at).chain(belonging(input.article, at)).any(|a| resolve(input, actors, a).is_some())
}

/// Adds to an actor that is only there as a pronoun the words before it in the sentence that name it.
pub(super) fn name_pronouns(input: Input, actors: &Actors, trigger: At, side: &mut Side) {
    let sentence = input.article.sentence(trigger.sentence).span;
    for (&actor, spans) in side {
        let pronoun = |s: &ByteSpan| input.article.at_byte(s.start).is_some_and(|at| input.article.token(at).upos == Upos::Pron);
        if spans.iter().all(pronoun) {
            let first = spans.iter().next().map_or(0, |s| s.start);
            let named =
                actors.list[actor].mentions.iter().filter(|m| m.start >= sentence.start && m.end <= first && !pronoun(m)).max().copied();
            spans.extend(named);
        }
    }
}

/// The actors in the first slot that has any; and whether they stand in it themselves rather than inside its phrase.
pub(super) fn side(input: Input, actors: &mut Actors, predicate: Predicate, slots: &[Slot], places: bool, others: &Side) -> (Side, Link) {
    for link in [Link::Direct, Link::Inside] {
        for slot in slots {
            let mut fillers = slots::fill(input.article, predicate, slot);
            if link == Link::Inside {
                fillers = fillers.into_iter().flat_map(|f| belonging(input.article, f)).collect();
            }
            let found = gather(input, actors, &fillers, places, others);
            if !found.is_empty() {
                return (found, link);
            }
        }
    }
    (Side::new(), Link::None)
}

/// The actors that phrases are, each with its words; places as their states where `places` says so.
pub(super) fn gather(input: Input, actors: &mut Actors, heads: &[At], places: bool, others: &Side) -> Side {
    let mut found = Side::new();
    for &head in heads {
        match resolve(input, actors, head) {
            // "the two leaders" are the two.
            Some(Resolved::Actor(actor, span)) if !is_own_force(input, actors, head, actor, others) => {
                let members = &actors.list[actor].members;
                let meant = if members.is_empty() { vec![actor] } else { members.clone() };
                for actor in meant.into_iter().filter(|a| !others.contains_key(a)) {
                    found.entry(actor).or_default().insert(span);
                }
            }
            Some(Resolved::Place(country, span)) if places => {
                if let Some(actor) = actors.ensure_state(input.gazetteer, country).filter(|a| !others.contains_key(a)) {
                    found.entry(actor).or_default().insert(span);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whose a thing is: "French warplanes", "Russia's missiles", "targets of the group", "a hospital in Gaza".
fn belonging(article: &Article, noun: At) -> Vec<At> {
    if article.token(noun).upos == Upos::Pron {
        return Vec::new();
    }
    let mut found: Vec<At> = article.by(noun, "nmod:poss").collect();
    found.extend(article.children(noun).filter(|&c| c < noun && matches!(article.token(c).relation(), "compound" | "amod")));
    found.extend(article.by(noun, "nmod").filter(|&n| article.has_preposition(n, &["of", "in", "by", "from", "near", "at"])));
    found
}
