//! From drafts to the record: ids, spans in Unicode scalars, and only the actors and places that something refers to.

use crate::actors::Actors;
use crate::article::Article;
use crate::calibration;
use crate::claims;
use crate::commitments;
use crate::contexts;
use crate::events;
use crate::notes::NoteDraft;
use crate::places::PlaceDraft;
use crate::statements;
use crate::time::{self, TimeExpression};
use chancery_record::{
    Actor, ActorId, ByteSpan, Claim, ClaimId, Commitment, CommitmentId, Cue, Date, Day, Event, EventId, Gist, LexiconReading, ModelReading,
    Note, Offsets, Participant, Place, PlaceId, Position, Readings, Record, Span, Statement, StatementId, TriggerPattern,
};
use std::collections::{BTreeMap, BTreeSet};

/// All drafts of a document.
pub struct Drafts<'a> {
    /// The article.
    pub article: &'a Article<'a>,
    /// The document's date.
    pub published: Option<Day>,
    /// Who is who.
    pub actors: Actors,
    /// Where.
    pub places: Vec<PlaceDraft>,
    /// When.
    pub times: Vec<TimeExpression>,
    /// Who said what.
    pub statements: Vec<statements::Draft>,
    /// Who did what.
    pub events: Vec<events::Draft<'a>>,
    /// For every event the place and the time expression that it has.
    pub circumstances: Vec<(Option<usize>, Option<usize>)>,
    /// What is disputed.
    pub claims: Vec<claims::Draft>,
    /// Who is bound to what.
    pub commitments: Vec<commitments::Draft>,
    /// What a careful reader would flag.
    pub notes: Vec<NoteDraft>,
}

impl Drafts<'_> {
    /// Writes the drafts into a record.
    pub fn write(self, record: &mut Record) {
        let offsets = Offsets::new(self.article.text);
        let span = |s: ByteSpan| offsets.span(self.article.text, s);
        let spans = |s: &[ByteSpan]| s.iter().map(|&s| span(s)).collect::<Vec<_>>();
        let actor_ids = self.number_actors(record, &spans);
        let id = |a: usize| actor_ids.get(&a).copied();
        for (i, place) in self.places.iter().enumerate() {
            record.places.push(Place {
                id: PlaceId::from_index(i),
                name: place.name.clone(),
                kind: place.kind,
                country: place.country,
                admin: place.admin.clone(),
                coordinates: place.coordinates,
                geonames: place.geonames,
                mentions: spans(&place.mentions),
            });
        }
        for (i, s) in self.statements.iter().enumerate() {
            record.statements.push(Statement {
                id: StatementId::from_index(i),
                speaker: s.speaker.and_then(id),
                speaker_span: s.speaker_span.map(span),
                cue: s.cue_span.map(|c| Cue { span: span(c), lemma: s.cue.map(|c| self.article.lemma(c).to_owned()).unwrap_or_default() }),
                content: spans(&s.content),
                manner: s.manner,
                act: s.act,
                polarity: s.polarity,
                resolution: s.resolution,
                candidates: s.candidates.iter().filter_map(|&c| id(c)).collect(),
                addressees: s.addressees.iter().filter_map(|&a| id(a)).collect(),
                within: s.within.map(StatementId::from_index),
                confidence: rounded(calibration::of_statement(s)),
            });
        }
        for (i, e) in self.events.iter().enumerate() {
            let (place, when) = self.circumstances.get(i).copied().unwrap_or_default();
            let trigger = e.mentions.first().copied().unwrap_or_default();
            let side = |side: &BTreeMap<usize, BTreeSet<ByteSpan>>| {
                side.iter()
                    .filter_map(|(&a, words)| Some(Participant { actor: id(a)?, spans: words.iter().map(|&w| span(w)).collect() }))
                    .collect()
            };
            let when = when.and_then(|t| self.times.get(t));
            record.events.push(Event {
                id: EventId::from_index(i),
                event_type: e.entry.event_type,
                mode: e.entry.mode,
                cameo: e.entry.cameo,
                goldstein: e.entry.cameo.goldstein(),
                contexts: contexts::of(self.article, &e.entry.contexts, e.predicate),
                actors: side(&e.actors),
                recipients: side(&e.recipients),
                mutual: e.mutual,
                trigger: span(trigger),
                mentions: spans(&e.mentions),
                place: place.map(PlaceId::from_index),
                date: when.map(|t| date(t, &span)),
                modality: e.modality,
                historical: when.is_some_and(|t| time::is_historical(t, self.published)),
                voice: e.voice.map(StatementId::from_index),
                magnitude: e.magnitude,
                rule: e.entry.id.clone(),
                readings: Readings {
                    lexicon: e.proposed.map(|p| LexiconReading { event_type: p.event_type, mode: p.mode, rule: p.id.clone() }),
                    model: e.reading.map(|r| ModelReading { event_type: r.event_type, mode: r.mode, score: rounded(r.score) }),
                },
                confidence: rounded(calibration::of_event(e.confidence)),
            });
        }
        for (i, c) in self.claims.iter().enumerate() {
            record.claims.push(Claim {
                id: ClaimId::from_index(i),
                gist: Gist { actor: c.actor.and_then(id), predicate: c.predicate.clone(), object: c.object.clone(), text: span(c.text) },
                event: c.event.map(EventId::from_index),
                positions: c
                    .positions
                    .iter()
                    .map(|p| Position {
                        actor: p.actor.and_then(id),
                        stance: p.stance,
                        statement: p.statement.map(StatementId::from_index),
                    })
                    .collect(),
            });
        }
        for (i, c) in self.commitments.iter().enumerate() {
            record.commitments.push(Commitment {
                id: CommitmentId::from_index(i),
                kind: c.kind,
                issuer: c.issuer.and_then(id),
                voice: c.voice.and_then(id),
                addressees: c.addressees.iter().filter_map(|&a| id(a)).collect(),
                condition: c.condition.map(span),
                consequence: c.consequence.map(span),
                deadline: c.deadline.and_then(|t| self.times.get(t)).map(|t| date(t, &span)),
                trigger_pattern: c.trigger.and_then(|e| self.events.get(e).map(|event| (e, event))).map(|(e, event)| TriggerPattern {
                    event_type: event.entry.event_type,
                    actors: event.actors.keys().filter_map(|&a| id(a)).collect(),
                    place: self.circumstances.get(e).and_then(|c| c.0).map(PlaceId::from_index),
                }),
                statement: StatementId::from_index(c.statement),
                evidence: spans(&c.evidence),
            });
        }
        for note in &self.notes {
            record.notes.push(Note { kind: note.kind, span: span(note.span), message: note.message.clone() });
        }
    }

    /// Numbers the actors in the order of first mention and writes them; those that nothing refers to and that no name presents stay out.
    fn number_actors(&self, record: &mut Record, spans: &dyn Fn(&[ByteSpan]) -> Vec<Span>) -> BTreeMap<usize, ActorId> {
        let mut used: BTreeSet<usize> = BTreeSet::new();
        for s in &self.statements {
            used.extend(s.speaker);
            used.extend(&s.candidates);
            used.extend(&s.addressees);
        }
        for e in &self.events {
            used.extend(e.actors.keys());
            used.extend(e.recipients.keys());
        }
        for c in &self.claims {
            used.extend(c.actor);
            used.extend(c.positions.iter().filter_map(|p| p.actor));
        }
        for c in &self.commitments {
            used.extend(c.issuer);
            used.extend(c.voice);
            used.extend(&c.addressees);
        }
        let mut ids = BTreeMap::new();
        for (i, draft) in self.actors.list.iter().enumerate() {
            let mentions = self.mentions(i);
            if mentions.is_empty() || !used.contains(&i) && !draft.presented {
                continue;
            }
            let id = ActorId::from_index(record.actors.len());
            ids.insert(i, id);
            record.actors.push(Actor {
                id,
                name: draft.name.clone(),
                kind: draft.kind,
                country: draft.country,
                sectors: draft.sectors.iter().copied().collect(),
                role: draft.role.clone(),
                entity: draft.entity.clone(),
                mentions: spans(&mentions),
            });
        }
        ids
    }

    /// Where an actor is named. A state that stands in the article by its places alone is named by those that are a side of an event.
    fn mentions(&self, actor: usize) -> Vec<ByteSpan> {
        let own = &self.actors.list[actor].mentions;
        if !own.is_empty() {
            return own.clone();
        }
        let sides = self.events.iter().flat_map(|e| [&e.actors, &e.recipients]).filter_map(|side| side.get(&actor));
        sides.flatten().copied().collect::<BTreeSet<_>>().into_iter().collect()
    }
}

fn date(time: &TimeExpression, span: &dyn Fn(ByteSpan) -> Span) -> Date {
    Date { start: time.start, end: time.end, precision: time.precision, span: Some(span(time.span)) }
}

/// Two decimals: more would pretend to know more, and would differ between ways of adding up.
fn rounded(confidence: f32) -> f32 {
    (confidence.clamp(0.0, 1.0) * 100.0).round() / 100.0
}
