//! The record: everything that one document says, each entry tied to its words.

use crate::actor::Actor;
use crate::claim::Claim;
use crate::commitment::Commitment;
use crate::document::Document;
use crate::event::Event;
use crate::names::names;
use crate::note::Note;
use crate::place::Place;
use crate::statement::Statement;
use serde::{Deserialize, Serialize};

/// What one document says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The shape of this record.
    pub schema: SchemaName,
    /// What made it.
    pub made_by: MadeBy,
    /// The document.
    pub document: Document,
    /// Whoever acts, speaks or is acted on.
    pub actors: Vec<Actor>,
    /// Where things happen.
    pub places: Vec<Place>,
    /// Who said what.
    pub statements: Vec<Statement>,
    /// Who did what to whom.
    pub events: Vec<Event>,
    /// What is disputed.
    pub claims: Vec<Claim>,
    /// What somebody has bound himself to.
    pub commitments: Vec<Commitment>,
    /// What a careful reader would flag.
    pub notes: Vec<Note>,
}

impl Record {
    /// A record with nothing entered yet.
    pub fn new(made_by: MadeBy, document: Document) -> Self {
        Self {
            schema: SchemaName::Chancery1,
            made_by,
            document,
            actors: Vec::new(),
            places: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
            claims: Vec::new(),
            commitments: Vec::new(),
            notes: Vec::new(),
        }
    }
}

/// The versions of code and model that made a record.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MadeBy {
    /// The program's version.
    pub version: String,
    /// The model's name and version, or its checksum; null where no model took part.
    pub model: Option<String>,
}

names! {
    /// The name of a record's shape.
    pub enum SchemaName: "schema" {
        /// The first shape.
        Chancery1 = "chancery/1",
    }
}
