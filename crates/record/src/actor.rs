//! Actors: whoever acts, speaks or is acted on.

use crate::country::Country;
use crate::id::ActorId;
use crate::names::names;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// One actor of a document, with all the words that mean it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// The actor's id in this record.
    pub id: ActorId,
    /// The canonical name.
    pub name: String,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// The country, or PLOVER's code for what belongs to no state; null when unknown.
    pub country: Option<Country>,
    /// PLOVER's sectors, the primary one first.
    pub sectors: Vec<Sector>,
    /// The office or role, as the text gives it or as the person held it on the document's date.
    pub role: Option<String>,
    /// The key in the knowledge base.
    pub entity: Option<String>,
    /// Every name, description and pronoun that means this actor, in the order of the text.
    pub mentions: Vec<Span>,
}

names! {
    /// What sort of actor it is.
    pub enum ActorKind: "actor kind" {
        /// A human being.
        Person = "person",
        /// A government or an organ of the state: a ministry, agency, court, parliament or armed force.
        Government = "government",
        /// A state as a whole.
        State = "state",
        /// An organisation of states.
        InternationalOrganisation = "international_organisation",
        /// A non-governmental organisation.
        Ngo = "ngo",
        /// A newspaper, broadcaster or news agency.
        MediaOutlet = "media_outlet",
        /// An armed group outside any state's forces.
        ArmedGroup = "armed_group",
        /// A political party.
        Party = "party",
        /// A business.
        Company = "company",
        /// Another organised body: a union, church, university or social movement.
        Organisation = "organisation",
        /// People gathered.
        Crowd = "crowd",
        /// An office or the building that stands for it: "the White House".
        Office = "office",
        /// People known only by what they are: "US spy agencies", "witnesses".
        UnnamedGroup = "unnamed_group",
    }
}

names! {
    /// PLOVER's sectors: the part that an actor plays in a society.
    pub enum Sector: "sector" {
        /// Police.
        Cop = "COP",
        /// Government: the executive.
        Gov = "GOV",
        /// Judiciary.
        Jud = "JUD",
        /// Legislature.
        Leg = "LEG",
        /// Military.
        Mil = "MIL",
        /// Paramilitary forces on a government's side.
        Prm = "PRM",
        /// Political party.
        Pty = "PTY",
        /// Rebels.
        Reb = "REB",
        /// Intelligence services.
        Spy = "SPY",
        /// Armed force of unknown allegiance.
        Uaf = "UAF",
        /// Unknown.
        Unk = "UNK",
        /// Agriculture.
        Agr = "AGR",
        /// Business.
        Bus = "BUS",
        /// Criminals.
        Crm = "CRM",
        /// Civilians.
        Cvl = "CVL",
        /// Education.
        Edu = "EDU",
        /// Elites: former officials, celebrities.
        Eli = "ELI",
        /// Journalists.
        Jrn = "JRN",
        /// Labour.
        Lab = "LAB",
        /// Media outlets.
        Med = "MED",
        /// Refugees and displaced people.
        Ref = "REF",
        /// Opposition.
        Opp = "OPP",
        /// Dated: an actor before it took or lost power.
        Pre = "PRE",
        /// Religious bodies.
        Rel = "REL",
        /// Social groups.
        Soc = "SOC",
    }
}
