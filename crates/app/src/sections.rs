//! The sections of a record, which of them are wanted, and what the wanted ones need of the others.

use chancery_record::{ActorId, EventId, PlaceId, Record, StatementId};
use std::collections::BTreeSet;

/// A list of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, clap::ValueEnum)]
pub enum Section {
    /// What somebody has bound himself to.
    Commitments,
    /// What is disputed.
    Claims,
    /// Who did what to whom.
    Events,
    /// Who said what.
    Statements,
    /// What a careful reader would flag.
    Notes,
    /// Who acts, speaks or is acted on.
    Actors,
    /// Where things happen.
    Places,
}

/// The sections that are wanted, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sections([bool; 7]);

impl Sections {
    const ALL: [Section; 7] =
        [Section::Commitments, Section::Claims, Section::Events, Section::Statements, Section::Notes, Section::Actors, Section::Places];

    /// These sections.
    pub fn new(wanted: &[Section]) -> Self {
        Self(Self::ALL.map(|section| wanted.contains(&section)))
    }

    /// What people read first: all but the lists of actors and places, whose names stand in the other entries.
    pub fn usual() -> Self {
        Self::new(&Self::ALL[..5])
    }

    /// True where the section is wanted.
    pub fn has(self, section: Section) -> bool {
        Self::ALL.iter().zip(self.0).any(|(s, wanted)| wanted && *s == section)
    }

    /// The wanted sections.
    pub fn iter(self) -> impl Iterator<Item = Section> {
        Self::ALL.into_iter().filter(move |section| self.has(*section))
    }

    /// Takes out of a record what is not wanted, but keeps what the wanted entries refer to, so that every reference
    /// still leads to an entry. Ids stay as they are.
    pub fn keep(self, record: &mut Record) {
        let mut needed = Needed::default();
        if !self.has(Section::Commitments) {
            record.commitments.clear();
        }
        if !self.has(Section::Claims) {
            record.claims.clear();
        }
        if !self.has(Section::Notes) {
            record.notes.clear();
        }
        needed.by_commitments(record);
        needed.by_claims(record);
        record.events.retain(|e| self.has(Section::Events) || needed.events.contains(&e.id));
        needed.by_events(record);
        needed.outer_statements(record);
        record.statements.retain(|s| self.has(Section::Statements) || needed.statements.contains(&s.id));
        needed.by_statements(record);
        record.actors.retain(|a| self.has(Section::Actors) || needed.actors.contains(&a.id));
        record.places.retain(|p| self.has(Section::Places) || needed.places.contains(&p.id));
    }
}

/// Entries that others refer to.
#[derive(Default)]
struct Needed {
    actors: BTreeSet<ActorId>,
    places: BTreeSet<PlaceId>,
    statements: BTreeSet<StatementId>,
    events: BTreeSet<EventId>,
}

impl Needed {
    fn by_commitments(&mut self, record: &Record) {
        for commitment in &record.commitments {
            self.actors.extend(commitment.issuer.iter().chain(&commitment.voice).chain(&commitment.addressees));
            self.statements.insert(commitment.statement);
            if let Some(pattern) = &commitment.trigger_pattern {
                self.actors.extend(&pattern.actors);
                self.places.extend(pattern.place);
            }
        }
    }

    fn by_claims(&mut self, record: &Record) {
        for claim in &record.claims {
            self.actors.extend(claim.gist.actor);
            self.events.extend(claim.event);
            for position in &claim.positions {
                self.actors.extend(position.actor);
                self.statements.extend(position.statement);
            }
        }
    }

    fn by_events(&mut self, record: &Record) {
        for event in &record.events {
            self.actors.extend(event.actors.iter().chain(&event.recipients).map(|p| p.actor));
            self.places.extend(event.place);
            self.statements.extend(event.voice);
        }
    }

    /// The statements that the needed ones lie within.
    fn outer_statements(&mut self, record: &Record) {
        loop {
            let inner = |s: &&chancery_record::Statement| self.statements.contains(&s.id);
            let outer: Vec<StatementId> = record.statements.iter().filter(inner).filter_map(|s| s.within).collect();
            let before = self.statements.len();
            self.statements.extend(outer);
            if self.statements.len() == before {
                return;
            }
        }
    }

    fn by_statements(&mut self, record: &Record) {
        for statement in &record.statements {
            self.actors.extend(statement.speaker.iter().chain(&statement.candidates).chain(&statement.addressees));
        }
    }
}
