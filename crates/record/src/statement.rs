//! Statements: who said, wrote, believed or wanted what, in the document's own attribution.

use crate::id::{ActorId, StatementId};
use crate::names::names;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// One stretch of text that the document attributes to a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The statement's id in this record.
    pub id: StatementId,
    /// Who said it; null where the text doesn't settle it.
    pub speaker: Option<ActorId>,
    /// The words that name the speaker.
    pub speaker_span: Option<Span>,
    /// The word that attributes; null for an unmarked statement.
    pub cue: Option<Cue>,
    /// What was said, in several spans where the cue splits it.
    pub content: Vec<Span>,
    /// How the words are given.
    pub manner: Manner,
    /// What the speaker does by saying it.
    pub act: Act,
    /// Whether the speaker holds it true.
    pub polarity: Polarity,
    /// How the speaker was found.
    pub resolution: Resolution,
    /// Who the speaker may be, where the text leaves several.
    pub candidates: Vec<ActorId>,
    /// Who is spoken to.
    pub addressees: Vec<ActorId>,
    /// The statement that reports this one, where a source quotes another.
    pub within: Option<StatementId>,
    /// Calibrated, 0 to 1.
    pub confidence: f32,
}

/// The word or phrase that attributes: "said", "according to".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// The words of the text.
    pub span: Span,
    /// Their lemma.
    pub lemma: String,
}

names! {
    /// How the words of a statement are given.
    pub enum Manner: "manner" {
        /// All of it inside quotation marks, a leading "that" aside.
        Direct = "direct",
        /// Partly inside quotation marks.
        Mixed = "mixed",
        /// In the document's words.
        Indirect = "indirect",
        /// With no cue: first-person text outside quotation marks, a transcript's line, free indirect speech.
        Unmarked = "unmarked",
    }
}

names! {
    /// What a speaker does by what is said.
    pub enum Act: "act" {
        /// Says, with nothing more to it.
        Says = "says",
        /// Asks a question or a favour.
        Asks = "asks",
        /// Demands.
        Demands = "demands",
        /// Accuses somebody of a wrong.
        Accuses = "accuses",
        /// Criticises.
        Criticises = "criticises",
        /// Denies.
        Denies = "denies",
        /// Confirms.
        Confirms = "confirms",
        /// Threatens harm of its own doing.
        Threatens = "threatens",
        /// Warns of harm.
        Warns = "warns",
        /// Promises.
        Promises = "promises",
        /// Offers.
        Offers = "offers",
        /// Agrees.
        Agrees = "agrees",
        /// Rejects.
        Rejects = "rejects",
        /// Praises.
        Praises = "praises",
        /// Advises.
        Advises = "advises",
        /// Announces.
        Announces = "announces",
        /// Believes or knows.
        Believes = "believes",
        /// Wants.
        Wants = "wants",
        /// Plans or intends.
        Plans = "plans",
        /// Does something else by saying it.
        Other = "other",
    }
}

names! {
    /// Whether a speaker holds the content true.
    pub enum Polarity: "polarity" {
        /// Holds it true.
        Asserts = "asserts",
        /// Holds it untrue.
        Denies = "denies",
        /// Leaves it in doubt.
        Doubts = "doubts",
        /// Asks whether it is so.
        Asks = "asks",
    }
}

names! {
    /// How the speaker of a statement was found.
    pub enum Resolution: "resolution" {
        /// By name.
        Named = "named",
        /// By a description: "the minister".
        Described = "described",
        /// Through a pronoun.
        Pronoun = "pronoun",
        /// The speaker of the statement before goes on.
        Continued = "continued",
        /// Several people spoken of as one: "officials".
        Collective = "collective",
        /// The text leaves several; they are the candidates.
        Ambiguous = "ambiguous",
        /// Nobody is named.
        None = "none",
    }
}
