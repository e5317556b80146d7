//! Claims: states of affairs that somebody asserts and somebody disputes, with everybody's position.

use crate::id::{ActorId, ClaimId, EventId, StatementId};
use crate::names::names;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// One disputed state of affairs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The claim's id in this record.
    pub id: ClaimId,
    /// What is claimed.
    pub gist: Gist,
    /// The event, where what is claimed is one.
    pub event: Option<EventId>,
    /// Who asserts, denies or doubts it.
    pub positions: Vec<Position>,
}

/// What is claimed, in canonical form, and the words that say it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gist {
    /// Whom it is about; null where nobody is named.
    pub actor: Option<ActorId>,
    /// The lemma of what is said of it: "attack".
    pub predicate: String,
    /// The object's canonical name or words; null where there is none.
    pub object: Option<String>,
    /// The words.
    pub text: Span,
}

/// Where somebody stands on a claim.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Who; null where nobody is named for it.
    pub actor: Option<ActorId>,
    /// For it, against it or in between.
    pub stance: Stance,
    /// The statement that shows it; null where the text names the position without one.
    pub statement: Option<StatementId>,
}

names! {
    /// Where somebody stands on a claim.
    pub enum Stance: "stance" {
        /// Holds it true.
        Asserts = "asserts",
        /// Holds it untrue, dismissals included.
        Denies = "denies",
        /// Leaves it in doubt.
        Doubts = "doubts",
        /// Bears out what another asserted.
        Confirms = "confirms",
        /// Takes back what it asserted before.
        Retracts = "retracts",
    }
}
