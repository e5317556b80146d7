//! Names for ids, and the phrases that say in whose voice something is told.

use chancery_record::{Act, Actor, ActorId, Date, Modality, Place, PlaceId, Polarity, Precision, Record, Stance, Statement, StatementId};
use std::collections::BTreeMap;

/// The entries of a record by their ids.
#[derive(Clone, Debug)]
pub struct Names<'a> {
    actors: BTreeMap<ActorId, &'a Actor>,
    places: BTreeMap<PlaceId, &'a Place>,
    statements: BTreeMap<StatementId, &'a Statement>,
}

impl<'a> Names<'a> {
    /// The names of a record.
    pub fn new(record: &'a Record) -> Self {
        Self {
            actors: record.actors.iter().map(|a| (a.id, a)).collect(),
            places: record.places.iter().map(|p| (p.id, p)).collect(),
            statements: record.statements.iter().map(|s| (s.id, s)).collect(),
        }
    }

    /// An actor's name.
    pub fn actor(&self, id: ActorId) -> String {
        self.actors.get(&id).map_or_else(|| id.to_string(), |a| a.name.clone())
    }

    /// Names of actors: "A, B".
    pub fn actors(&self, ids: &[ActorId]) -> String {
        let names: Vec<String> = ids.iter().map(|&id| self.actor(id)).collect();
        names.join(", ")
    }

    /// A place's name.
    pub fn place(&self, id: PlaceId) -> String {
        self.places.get(&id).map_or_else(|| id.to_string(), |p| p.name.clone())
    }

    /// A statement.
    pub fn statement(&self, id: StatementId) -> Option<&'a Statement> {
        self.statements.get(&id).copied()
    }

    /// Who makes a statement, as far as it is settled.
    pub fn speaker(&self, statement: &Statement) -> String {
        if let Some(id) = statement.speaker {
            return self.actor(id);
        }
        if !statement.candidates.is_empty() {
            let names: Vec<String> = statement.candidates.iter().map(|&id| self.actor(id)).collect();
            return format!("{} (not settled)", names.join(" or "));
        }
        match &statement.speaker_span {
            Some(span) => format!("“{}”", span.text),
            None => "somebody unnamed".to_owned(),
        }
    }

    /// In whose voice something is told: "alleged by Macron’s team (s3)".
    pub fn voice(&self, id: StatementId) -> String {
        match self.statement(id) {
            Some(statement) => format!("{} {} ({id})", by(statement), self.speaker(statement)),
            None => format!("told by {id}"),
        }
    }
}

/// What a speaker does to the content of a statement, up to the speaker's name.
fn by(statement: &Statement) -> &'static str {
    match (statement.polarity, statement.act) {
        (Polarity::Denies, _) | (_, Act::Denies) => "denied by",
        (Polarity::Doubts, _) => "doubted by",
        (Polarity::Asks, _) => "asked about by",
        (_, Act::Accuses) => "alleged by",
        (_, Act::Asks) => "asked for by",
        (_, Act::Demands) => "demanded by",
        (_, Act::Confirms) => "confirmed by",
        (_, Act::Threatens) => "threatened by",
        (_, Act::Warns) => "warned of by",
        (_, Act::Promises) => "promised by",
        (_, Act::Offers) => "offered by",
        (_, Act::Agrees) => "agreed to by",
        (_, Act::Rejects) => "rejected by",
        (_, Act::Advises) => "advised by",
        (_, Act::Announces) => "announced by",
        (_, Act::Believes) => "believed by",
        (_, Act::Wants) => "wanted by",
        (_, Act::Plans) => "planned by",
        (_, Act::Says | Act::Criticises | Act::Praises | Act::Other) => "according to",
    }
}

/// What a modality says to a reader; nothing for what simply happened.
pub fn modality(modality: Modality) -> Option<&'static str> {
    match modality {
        Modality::Actual => None,
        Modality::Ongoing => Some("going on"),
        Modality::Planned => Some("planned"),
        Modality::Possible => Some("may be"),
        Modality::Conditional => Some("would, on a condition"),
        Modality::Negated => Some("did not happen"),
        Modality::Hypothetical => Some("only imagined"),
    }
}

/// What a stance does to a claim, up to the holder's name.
pub fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "asserted by",
        Stance::Denies => "denied by",
        Stance::Doubts => "doubted by",
        Stance::Confirms => "confirmed by",
        Stance::Retracts => "retracted by",
    }
}

/// A date for readers: as fine as its words are, and the words alone where it is not settled.
pub fn date(date: &Date) -> String {
    let (start, end) = (date.start.map(|d| d.to_string()), date.end.map(|d| d.to_string()));
    match (start, end, date.precision) {
        (Some(start), _, Precision::Month) => start[..7].to_owned(),
        (Some(start), _, Precision::Year) => start[..4].to_owned(),
        (Some(start), Some(end), _) if start == end => start,
        (Some(start), Some(end), _) => format!("{start} to {end}"),
        (Some(start), None, _) => format!("from {start}"),
        (None, Some(end), _) => format!("until {end}"),
        (None, None, _) => match &date.span {
            Some(span) => format!("“{}” (date not settled)", span.text),
            None => "date not settled".to_owned(),
        },
    }
}
