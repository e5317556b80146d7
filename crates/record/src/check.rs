//! The check at the door: does a record hold against its text?

use crate::claim::Claim;
use crate::commitment::Commitment;
use crate::date::Date;
use crate::document::Document;
use crate::event::{Event, Participant};
use crate::id::{ActorId, EventId, PlaceId, StatementId};
use crate::place::Coordinates;
use crate::plover::{Mode, PloverType};
use crate::record::Record;
use crate::span::{Offsets, Span};
use crate::statement::Statement;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Something in a record that doesn't hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Where in the record: `events[0].trigger`.
    pub at: String,
    /// What is wrong.
    pub kind: ProblemKind,
}

/// What may be wrong in a record.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum ProblemKind {
    /// The document's id isn't that of the text.
    WrongDocumentId,
    /// The document's length, in Unicode scalar values, isn't the text's.
    WrongLength {
        /// The text's length.
        expected: usize,
    },
    /// A span reaches beyond the text or ends before it starts.
    SpanOffText,
    /// A span's words aren't those of the text.
    SpanDiffers {
        /// The words of the text at these offsets.
        expected: String,
    },
    /// An entry stands on no words.
    NoWords,
    /// Two entries have the same id.
    DuplicateId(String),
    /// An id that no entry has.
    UnknownId(String),
    /// A statement that lies within itself, through others or not.
    WithinItself,
    /// A mode that the event's type doesn't have.
    WrongMode {
        /// The event's type.
        event_type: PloverType,
        /// Its mode.
        mode: Mode,
    },
    /// A Goldstein value that isn't the CAMEO code's.
    WrongGoldstein {
        /// The code's value.
        expected: f32,
    },
    /// The mentions lack the trigger.
    TriggerNotMentioned,
    /// A number beyond its range.
    OutOfRange,
    /// A date that ends before it starts.
    DateReversed,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.at)?;
        match &self.kind {
            ProblemKind::WrongDocumentId => write!(f, "the id is not the SHA-256 of the text"),
            ProblemKind::WrongLength { expected } => {
                write!(f, "the text has {expected} Unicode scalar values")
            }
            ProblemKind::SpanOffText => write!(f, "the span does not lie in the text"),
            ProblemKind::SpanDiffers { expected } => write!(f, "the text has {expected:?} there"),
            ProblemKind::NoWords => write!(f, "the entry points at no words"),
            ProblemKind::DuplicateId(id) => write!(f, "the id {id} is used twice"),
            ProblemKind::UnknownId(id) => write!(f, "no entry has the id {id}"),
            ProblemKind::WithinItself => write!(f, "the statement lies within itself"),
            ProblemKind::WrongMode { event_type, mode } => {
                write!(f, "{event_type} has no mode {mode}")
            }
            ProblemKind::WrongGoldstein { expected } => {
                write!(f, "the Goldstein value of the code is {expected}")
            }
            ProblemKind::TriggerNotMentioned => write!(f, "the trigger is not among the mentions"),
            ProblemKind::OutOfRange => write!(f, "the number is out of its range"),
            ProblemKind::DateReversed => write!(f, "the date ends before it starts"),
        }
    }
}

impl Record {
    /// Checks that the record holds against `text`, the extracted text of its document: every span gives the text's own
    /// words, every id is unique, every reference leads to an entry, every mode fits its type, every number lies in its
    /// range. An empty list means that it holds.
    pub fn check(&self, text: &str) -> Vec<Problem> {
        let mut check = Check::new(text);
        check.document(&self.document);
        check.ids(self);
        for (at, actor) in self.actors.iter().enumerate() {
            check.spans(&format!("actors[{at}].mentions"), &actor.mentions);
        }
        for (at, place) in self.places.iter().enumerate() {
            check.spans(&format!("places[{at}].mentions"), &place.mentions);
            if let Some(Coordinates { lat, lon }) = place.coordinates {
                check.range(format!("places[{at}].coordinates.lat"), lat, -90.0, 90.0);
                check.range(format!("places[{at}].coordinates.lon"), lon, -180.0, 180.0);
            }
        }
        for (at, statement) in self.statements.iter().enumerate() {
            check.statement(&format!("statements[{at}]"), statement);
        }
        check.layers(&self.statements);
        for (at, event) in self.events.iter().enumerate() {
            check.event(&format!("events[{at}]"), event);
        }
        for (at, claim) in self.claims.iter().enumerate() {
            check.claim(&format!("claims[{at}]"), claim);
        }
        for (at, commitment) in self.commitments.iter().enumerate() {
            check.commitment(&format!("commitments[{at}]"), commitment);
        }
        for (at, note) in self.notes.iter().enumerate() {
            check.span(format!("notes[{at}].span"), &note.span);
        }
        check.problems
    }
}

/// The text, the ids that entries have, and what was found wrong so far.
struct Check<'a> {
    text: &'a str,
    offsets: Offsets,
    actors: BTreeSet<ActorId>,
    places: BTreeSet<PlaceId>,
    statements: BTreeSet<StatementId>,
    events: BTreeSet<EventId>,
    problems: Vec<Problem>,
}

impl<'a> Check<'a> {
    fn new(text: &'a str) -> Self {
        Self {
            text,
            offsets: Offsets::new(text),
            actors: BTreeSet::new(),
            places: BTreeSet::new(),
            statements: BTreeSet::new(),
            events: BTreeSet::new(),
            problems: Vec::new(),
        }
    }

    fn report(&mut self, at: impl Into<String>, kind: ProblemKind) {
        self.problems.push(Problem { at: at.into(), kind });
    }

    fn document(&mut self, document: &Document) {
        if document.id != Document::id_of(self.text) {
            self.report("document.id", ProblemKind::WrongDocumentId);
        }
        let expected = self.offsets.chars();
        if document.length != expected {
            self.report("document.length", ProblemKind::WrongLength { expected });
        }
    }

    fn ids(&mut self, record: &Record) {
        self.actors = self.unique("actors", record.actors.iter().map(|entry| entry.id));
        self.places = self.unique("places", record.places.iter().map(|entry| entry.id));
        self.statements = self.unique("statements", record.statements.iter().map(|entry| entry.id));
        self.events = self.unique("events", record.events.iter().map(|entry| entry.id));
        self.unique("claims", record.claims.iter().map(|entry| entry.id));
        self.unique("commitments", record.commitments.iter().map(|entry| entry.id));
    }

    fn unique<T: Copy + Ord + fmt::Display>(&mut self, list: &str, ids: impl Iterator<Item = T>) -> BTreeSet<T> {
        let mut seen = BTreeSet::new();
        for (at, id) in ids.enumerate() {
            if !seen.insert(id) {
                self.report(format!("{list}[{at}].id"), ProblemKind::DuplicateId(id.to_string()));
            }
        }
        seen
    }

    fn span(&mut self, at: impl Into<String>, span: &Span) {
        match self.offsets.bytes(span) {
            None => self.report(at, ProblemKind::SpanOffText),
            Some(bytes) if bytes.of(self.text) != span.text => {
                let expected = bytes.of(self.text).to_owned();
                self.report(at, ProblemKind::SpanDiffers { expected });
            }
            Some(bytes) if bytes.start == bytes.end => self.report(at, ProblemKind::NoWords),
            Some(_) => {}
        }
    }

    /// Spans of a list that can't be empty.
    fn spans(&mut self, at: &str, spans: &[Span]) {
        if spans.is_empty() {
            self.report(at, ProblemKind::NoWords);
        }
        for (n, span) in spans.iter().enumerate() {
            self.span(format!("{at}[{n}]"), span);
        }
    }

    fn optional_span(&mut self, at: String, span: Option<&Span>) {
        if let Some(span) = span {
            self.span(at, span);
        }
    }

    fn reference(&mut self, at: String, id: impl fmt::Display, known: bool) {
        if !known {
            self.report(at, ProblemKind::UnknownId(id.to_string()));
        }
    }

    fn actors(&mut self, at: &str, ids: &[ActorId]) {
        for (n, id) in ids.iter().enumerate() {
            self.reference(format!("{at}[{n}]"), id, self.actors.contains(id));
        }
    }

    fn actor(&mut self, at: String, id: Option<ActorId>) {
        if let Some(id) = id {
            self.reference(at, id, self.actors.contains(&id));
        }
    }

    fn place(&mut self, at: String, id: Option<PlaceId>) {
        if let Some(id) = id {
            self.reference(at, id, self.places.contains(&id));
        }
    }

    fn statement_id(&mut self, at: String, id: Option<StatementId>) {
        if let Some(id) = id {
            self.reference(at, id, self.statements.contains(&id));
        }
    }

    fn range(&mut self, at: String, number: f64, low: f64, high: f64) {
        if !(low..=high).contains(&number) {
            self.report(at, ProblemKind::OutOfRange);
        }
    }

    fn confidence(&mut self, at: &str, confidence: f32) {
        self.range(format!("{at}.confidence"), f64::from(confidence), 0.0, 1.0);
    }

    fn date(&mut self, at: String, date: Option<&Date>) {
        let Some(date) = date else { return };
        self.optional_span(format!("{at}.span"), date.span.as_ref());
        if let (Some(start), Some(end)) = (date.start, date.end)
            && end < start
        {
            self.report(at, ProblemKind::DateReversed);
        }
    }

    fn statement(&mut self, at: &str, statement: &Statement) {
        self.actor(format!("{at}.speaker"), statement.speaker);
        self.optional_span(format!("{at}.speaker_span"), statement.speaker_span.as_ref());
        self.optional_span(format!("{at}.cue.span"), statement.cue.as_ref().map(|cue| &cue.span));
        self.spans(&format!("{at}.content"), &statement.content);
        self.actors(&format!("{at}.candidates"), &statement.candidates);
        self.actors(&format!("{at}.addressees"), &statement.addressees);
        self.statement_id(format!("{at}.within"), statement.within);
        self.confidence(at, statement.confidence);
    }

    /// No statement lies within itself.
    fn layers(&mut self, statements: &[Statement]) {
        let outer: BTreeMap<_, _> = statements.iter().filter_map(|s| s.within.map(|within| (s.id, within))).collect();
        for (at, statement) in statements.iter().enumerate() {
            // A way outwards that is longer than the list of statements goes in a circle.
            let mut way = std::iter::successors(outer.get(&statement.id), |id| outer.get(id));
            if way.by_ref().take(statements.len()).any(|&id| id == statement.id) {
                self.report(format!("statements[{at}].within"), ProblemKind::WithinItself);
            }
        }
    }

    fn event(&mut self, at: &str, event: &Event) {
        if let Some(mode) = event.mode
            && !event.event_type.modes().contains(&mode)
        {
            let event_type = event.event_type;
            self.report(format!("{at}.mode"), ProblemKind::WrongMode { event_type, mode });
        }
        let expected = event.cameo.goldstein();
        if event.goldstein != expected {
            self.report(format!("{at}.goldstein"), ProblemKind::WrongGoldstein { expected });
        }
        self.participants(&format!("{at}.actors"), &event.actors);
        self.participants(&format!("{at}.recipients"), &event.recipients);
        self.span(format!("{at}.trigger"), &event.trigger);
        self.spans(&format!("{at}.mentions"), &event.mentions);
        if !event.mentions.contains(&event.trigger) {
            self.report(format!("{at}.mentions"), ProblemKind::TriggerNotMentioned);
        }
        self.place(format!("{at}.place"), event.place);
        self.date(format!("{at}.date"), event.date.as_ref());
        self.statement_id(format!("{at}.voice"), event.voice);
        self.confidence(at, event.confidence);
    }

    fn participants(&mut self, at: &str, participants: &[Participant]) {
        for (n, participant) in participants.iter().enumerate() {
            self.actor(format!("{at}[{n}].actor"), Some(participant.actor));
            self.spans(&format!("{at}[{n}].spans"), &participant.spans);
        }
    }

    fn claim(&mut self, at: &str, claim: &Claim) {
        self.actor(format!("{at}.gist.actor"), claim.gist.actor);
        self.span(format!("{at}.gist.text"), &claim.gist.text);
        if let Some(id) = claim.event {
            self.reference(format!("{at}.event"), id, self.events.contains(&id));
        }
        for (n, position) in claim.positions.iter().enumerate() {
            self.actor(format!("{at}.positions[{n}].actor"), position.actor);
            self.statement_id(format!("{at}.positions[{n}].statement"), position.statement);
        }
    }

    fn commitment(&mut self, at: &str, commitment: &Commitment) {
        self.actor(format!("{at}.issuer"), commitment.issuer);
        self.actor(format!("{at}.voice"), commitment.voice);
        self.actors(&format!("{at}.addressees"), &commitment.addressees);
        self.optional_span(format!("{at}.condition"), commitment.condition.as_ref());
        self.optional_span(format!("{at}.consequence"), commitment.consequence.as_ref());
        self.date(format!("{at}.deadline"), commitment.deadline.as_ref());
        if let Some(pattern) = &commitment.trigger_pattern {
            self.actors(&format!("{at}.trigger_pattern.actors"), &pattern.actors);
            self.place(format!("{at}.trigger_pattern.place"), pattern.place);
        }
        self.statement_id(format!("{at}.statement"), Some(commitment.statement));
        self.spans(&format!("{at}.evidence"), &commitment.evidence);
    }
}
