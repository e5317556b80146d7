//! Commitments: what somebody has bound himself to, and on what condition.

use crate::date::Date;
use crate::id::{ActorId, CommitmentId, PlaceId, StatementId};
use crate::names::names;
use crate::plover::PloverType;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// A statement by which an actor ties its own future action, directed at another, to something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// The commitment's id in this record.
    pub id: CommitmentId,
    /// What sort of commitment it is.
    pub kind: CommitmentKind,
    /// The actor bound; null where the text doesn't settle it.
    pub issuer: Option<ActorId>,
    /// Who said it; null where the text doesn't settle it.
    pub voice: Option<ActorId>,
    /// At whom it is directed.
    pub addressees: Vec<ActorId>,
    /// What must happen for it to hold; null when unconditional.
    pub condition: Option<Span>,
    /// What the issuer will then do; null when left open.
    pub consequence: Option<Span>,
    /// By when.
    pub deadline: Option<Date>,
    /// The event that would meet the condition; null where it is none that can be named.
    pub trigger_pattern: Option<TriggerPattern>,
    /// The statement that makes it.
    pub statement: StatementId,
    /// The words that show it.
    pub evidence: Vec<Span>,
}

/// The event that would meet a condition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriggerPattern {
    /// PLOVER's type.
    #[serde(rename = "type")]
    pub event_type: PloverType,
    /// Who would have to do it; empty for anybody.
    pub actors: Vec<ActorId>,
    /// Where; null for anywhere.
    pub place: Option<PlaceId>,
}

names! {
    /// What sort of commitment it is.
    pub enum CommitmentKind: "commitment kind" {
        /// A limit whose crossing brings a consequence.
        RedLine = "red_line",
        /// A demand with a deadline and a consequence.
        Ultimatum = "ultimatum",
        /// Harm announced.
        Threat = "threat",
        /// Good announced.
        Promise = "promise",
        /// Good held out for the taking.
        Offer = "offer",
        /// Standing in for another's safety or rights.
        Guarantee = "guarantee",
    }
}
