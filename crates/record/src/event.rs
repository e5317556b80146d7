//! Events: who did what to whom, coded in PLOVER 2 and in CAMEO.

use crate::cameo::CameoCode;
use crate::date::Date;
use crate::id::{ActorId, EventId, PlaceId, StatementId};
use crate::names::names;
use crate::plover::{Mode, PloverType};
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// One political interaction that the text tells.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// The event's id in this record.
    pub id: EventId,
    /// PLOVER's type.
    #[serde(rename = "type")]
    pub event_type: PloverType,
    /// PLOVER's mode, one of the type's own; null where none fits or the type has none.
    pub mode: Option<Mode>,
    /// The most specific CAMEO code that holds.
    pub cameo: CameoCode,
    /// The Goldstein value of the CAMEO code, -10 to 10.
    pub goldstein: f32,
    /// PLOVER's contexts.
    pub contexts: Vec<Context>,
    /// Who did it; empty where the text doesn't name anybody.
    pub actors: Vec<Participant>,
    /// To whom; empty where the text doesn't name anybody, or where all sides are actors.
    pub recipients: Vec<Participant>,
    /// True where all sides act alike: "talks between A and B".
    pub mutual: bool,
    /// The word that tells it.
    pub trigger: Span,
    /// Every word that tells it, the trigger among them.
    pub mentions: Vec<Span>,
    /// Where.
    pub place: Option<PlaceId>,
    /// When.
    pub date: Option<Date>,
    /// Whether it happened, is planned, is only possible and so on, as the text puts it.
    pub modality: Modality,
    /// True where the text sets it well before its own news.
    pub historical: bool,
    /// The statement that tells it; null where the outlet does.
    pub voice: Option<StatementId>,
    /// How many people.
    pub magnitude: Magnitude,
    /// What in the lexicon or the model decided it.
    pub rule: String,
    /// What lexicon and model each made of it.
    pub readings: Readings,
    /// Calibrated, 0 to 1.
    pub confidence: f32,
}

/// What an event is by the lexicon and what by the model; where they differ, the event's own type shows who was followed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Readings {
    /// By the lexicon's entry; null where the model alone found the event.
    pub lexicon: Option<LexiconReading>,
    /// By the model that reads what is told between the event's sides; null where it was not asked.
    pub model: Option<ModelReading>,
}

/// What the lexicon says of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LexiconReading {
    /// PLOVER's type.
    #[serde(rename = "type")]
    pub event_type: PloverType,
    /// PLOVER's mode.
    pub mode: Option<Mode>,
    /// The entry's name.
    pub rule: String,
}

/// What the model says of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelReading {
    /// PLOVER's likeliest type; null where likeliest nothing is told between the sides.
    #[serde(rename = "type")]
    pub event_type: Option<PloverType>,
    /// The likeliest of the type's modes, or of none.
    pub mode: Option<Mode>,
    /// Probability of the type, 0 to 1, as the model has it.
    pub score: f32,
}

/// An actor's part in an event, and the words that show it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// Who.
    pub actor: ActorId,
    /// The words that name the actor in this part.
    pub spans: Vec<Span>,
}

/// Numbers of people. One that the text doesn't give is left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Magnitude {
    /// Killed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dead: Option<u64>,
    /// Wounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub injured: Option<u64>,
    /// Arrested.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrested: Option<u64>,
    /// Taking part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crowd: Option<u64>,
}

names! {
    /// Whether an event happened, as the text puts it.
    pub enum Modality: "modality" {
        /// It happened.
        Actual = "actual",
        /// It is going on.
        Ongoing = "ongoing",
        /// It is going to happen.
        Planned = "planned",
        /// It may happen or may have happened.
        Possible = "possible",
        /// It happens if something else does.
        Conditional = "conditional",
        /// It didn't happen.
        Negated = "negated",
        /// It is only imagined.
        Hypothetical = "hypothetical",
    }
}

names! {
    /// PLOVER's contexts: the field of affairs that an event belongs to.
    pub enum Context: "context" {
        /// Armed forces.
        Military = "military",
        /// Intelligence services.
        Intelligence = "intelligence",
        /// The executive.
        Executive = "executive",
        /// The legislature.
        Legislative = "legislative",
        /// Elections.
        Election = "election",
        /// Constitutions and other political institutions.
        PoliticalInstitutions = "political_institutions",
        /// For democracy.
        ProDemocracy = "pro_democracy",
        /// For autocracy.
        ProAutocracy = "pro_autocracy",
        /// Trade, finance, business.
        Economic = "economic",
        /// Courts and law.
        Legal = "legal",
        /// Reparations.
        Reparations = "reparations",
        /// Human rights.
        HumanRights = "human_rights",
        /// Civil rights and freedoms.
        RightsFreedoms = "rights_freedoms",
        /// Repression.
        Repression = "repression",
        /// The safety of people.
        HumanSecurity = "human_security",
        /// Gender.
        Gender = "gender",
        /// Sexual minorities.
        Lgbt = "lgbt",
        /// Religion and ethnicity.
        ReligionEthnicity = "religion_ethnicity",
        /// Inequality.
        Inequality = "inequality",
        /// Diplomacy.
        Diplomatic = "diplomatic",
        /// Territory and borders.
        Territory = "territory",
        /// Peacekeeping.
        Peacekeeping = "peacekeeping",
        /// Health.
        Health = "health",
        /// Asylum.
        Asylum = "asylum",
        /// Migration.
        Migration = "migration",
        /// Disasters.
        Disasters = "disasters",
        /// Natural resources.
        NaturalResource = "natural_resource",
        /// The environment.
        Environment = "environment",
        /// Technology.
        Technology = "technology",
        /// Terrorism.
        Terrorism = "terrorism",
        /// Chemical, biological, radiological and nuclear weapons.
        Cbrn = "cbrn",
        /// Attacks on and through computers.
        Cyber = "cyber",
        /// Misinformation.
        Misinformation = "misinformation",
        /// Crime.
        Crime = "crime",
        /// Corruption.
        Corruption = "corruption",
        /// Illegal drugs.
        IllegalDrugs = "illegal_drugs",
        /// Trafficking.
        Trafficking = "trafficking",
    }
}
