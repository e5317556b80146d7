//! PLOVER 2's code book: sixteen event types, what each means, and the modes that it may have.

use crate::names::names;

names! {
    /// PLOVER's type of an event.
    ///
    /// ```
    /// use chancery_record::{Mode, PloverType};
    /// let coerce: PloverType = "COERCE".parse()?;
    /// assert_eq!(coerce.scale(), -7.0);
    /// assert!(coerce.modes().contains(&Mode::Cyber));
    /// # Ok::<(), chancery_record::UnknownName>(())
    /// ```
    pub enum PloverType: "PLOVER type" {
        /// Promises, intends, approves or is willing to cooperate.
        Agree = "AGREE",
        /// Meets, calls, visits.
        Consult = "CONSULT",
        /// Backs diplomatically or verbally, signs, ratifies, praises.
        Support = "SUPPORT",
        /// Concedes in words.
        Concede = "CONCEDE",
        /// Exchanges something material, sales included.
        Cooperate = "COOPERATE",
        /// Gives something material.
        Aid = "AID",
        /// Carries a concession out.
        Retreat = "RETREAT",
        /// Asks, urges, demands, orders in words.
        Request = "REQUEST",
        /// Criticises, alleges, charges, sues, investigates.
        Accuse = "ACCUSE",
        /// Refuses, denies, vetoes.
        Reject = "REJECT",
        /// Warns of harm in order to coerce.
        Threaten = "THREATEN",
        /// Civilians act together against something.
        Protest = "PROTEST",
        /// Reduces relations or penalises.
        Sanction = "SANCTION",
        /// Moves forces short of using them.
        Mobilize = "MOBILIZE",
        /// Represses short of bodily violence.
        Coerce = "COERCE",
        /// Harms people or their places on purpose.
        Assault = "ASSAULT",
    }
}

names! {
    /// PLOVER's mode of an event. Some modes belong to several types; [`PloverType::modes`] says which belong to one.
    pub enum Mode: "PLOVER mode" {
        /// CONSULT: goes to see the other.
        Visit = "visit",
        /// CONSULT: meets through or about a third party.
        ThirdParty = "third-party",
        /// CONSULT: several meet.
        Multilateral = "multilateral",
        /// CONSULT: by telephone or video.
        Phone = "phone",
        /// RETREAT: pulls forces or people back. SANCTION: leaves an organisation, treaty or mission.
        Withdraw = "withdraw",
        /// RETREAT: sets people free or gives things back.
        Release = "release",
        /// RETREAT: lays weapons down.
        Disarm = "disarm",
        /// RETREAT: stops fighting.
        Ceasefire = "ceasefire",
        /// RETREAT: lets others in.
        Access = "access",
        /// RETREAT: gives office up.
        Resign = "resign",
        /// REQUEST, REJECT: help or cooperation.
        Assist = "assist",
        /// REQUEST, REJECT: a change of policy, leaders or institutions.
        Change = "change",
        /// REQUEST, REJECT: a concession.
        Yield = "yield",
        /// REQUEST, REJECT: talks.
        Meet = "meet",
        /// ACCUSE: criticises.
        Disapprove = "disapprove",
        /// ACCUSE: inquires officially.
        Investigate = "investigate",
        /// ACCUSE: says that somebody did wrong.
        Allege = "allege",
        /// THREATEN: restrictions and sanctions. COERCE: limits rights or movement.
        Restrict = "restrict",
        /// THREATEN: arrest or prosecution. COERCE: arrests.
        Arrest = "arrest",
        /// THREATEN: to reduce relations.
        Relations = "relations",
        /// THREATEN: to expel. SANCTION: expels diplomats or members.
        Expel = "expel",
        /// THREATEN: to take territory.
        Territory = "territory",
        /// THREATEN: violence.
        Violence = "violence",
        /// PROTEST: gathers or marches.
        Demo = "demo",
        /// PROTEST: gathers with violence.
        Riot = "riot",
        /// PROTEST: stops work.
        Strike = "strike",
        /// PROTEST: refuses food.
        Hunger = "hunger",
        /// PROTEST: refuses to buy or take part.
        Boycott = "boycott",
        /// PROTEST: blocks the way.
        Obstruct = "obstruct",
        /// PROTEST: damages things.
        Vandalize = "vandalize",
        /// SANCTION: finds guilty or sentences.
        Convict = "convict",
        /// SANCTION: stops aid, trade, talks or membership.
        Discontinue = "discontinue",
        /// MOBILIZE: soldiers.
        Troops = "troops",
        /// MOBILIZE: weapons, tests included.
        Weapons = "weapons",
        /// MOBILIZE: police.
        Police = "police",
        /// MOBILIZE: militias.
        Militia = "militia",
        /// COERCE: takes property.
        Seize = "seize",
        /// COERCE: suppresses speech or media.
        Censor = "censor",
        /// COERCE: imposes a curfew.
        Curfew = "curfew",
        /// COERCE: imposes martial law or a state of emergency.
        MartialLaw = "martial-law",
        /// COERCE: sends people out of the country.
        Deport = "deport",
        /// COERCE: keeps back what people need.
        Withhold = "withhold",
        /// COERCE: spreads false information.
        Misinformation = "misinformation",
        /// COERCE: attacks computers or through them.
        Cyber = "cyber",
        /// ASSAULT: takes people by force.
        Abduct = "abduct",
        /// ASSAULT: beats.
        Beat = "beat",
        /// ASSAULT: tortures.
        Torture = "torture",
        /// ASSAULT: sexual violence.
        Sexual = "sexual",
        /// ASSAULT: kills or tries to kill a chosen person.
        Targeted = "targeted",
        /// ASSAULT: destroys places.
        Destroy = "destroy",
        /// ASSAULT: knives, stones, fire and the like.
        Primitive = "primitive",
        /// ASSAULT: small arms.
        Firearms = "firearms",
        /// ASSAULT: bombs and mines.
        Explosives = "explosives",
        /// ASSAULT: bombs whose bearer dies.
        SuicideAttack = "suicide-attack",
        /// ASSAULT: aircraft and missiles.
        Aerial = "aerial",
        /// ASSAULT: drones.
        Drone = "drone",
        /// ASSAULT: artillery and armour.
        HeavyWeapons = "heavy-weapons",
        /// ASSAULT: tear gas, water cannon and the like.
        CrowdControl = "crowd-control",
        /// ASSAULT: chemical, biological, radiological or nuclear weapons.
        Unconventional = "unconventional",
    }
}

/// The four quarters of political interaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Quad {
    /// Cooperation in words.
    VerbalCooperation = 1,
    /// Cooperation in deeds.
    MaterialCooperation = 2,
    /// Conflict in words.
    VerbalConflict = 3,
    /// Conflict in deeds.
    MaterialConflict = 4,
}

impl Quad {
    /// The number in data sets, 1 to 4.
    pub const fn code(self) -> u8 {
        self as u8
    }
}

/// A type's entry in the code book.
struct Entry {
    scale: f32,
    quad: Quad,
    meaning: &'static str,
    modes: &'static [Mode],
}

impl PloverType {
    /// PLOVER's scale: from -9 (violence) to 10 (material help).
    pub const fn scale(self) -> f32 {
        self.entry().scale
    }

    /// Words or deeds, cooperation or conflict.
    pub const fn quad(self) -> Quad {
        self.entry().quad
    }

    /// What the type covers, in a phrase.
    pub const fn meaning(self) -> &'static str {
        self.entry().meaning
    }

    /// The modes that an event of this type may have; empty where it has none.
    pub const fn modes(self) -> &'static [Mode] {
        self.entry().modes
    }

    const fn entry(self) -> Entry {
        use Quad::{MaterialConflict, MaterialCooperation, VerbalConflict, VerbalCooperation};
        let (scale, quad, meaning, modes): (f32, Quad, &str, &[Mode]) = match self {
            Self::Agree => (2.5, VerbalCooperation, "promises, intends, approves or is willing to cooperate", &[]),
            Self::Consult => {
                (2.5, VerbalCooperation, "meets, calls, visits", &[Mode::Visit, Mode::ThirdParty, Mode::Multilateral, Mode::Phone])
            }
            Self::Support => (5.0, VerbalCooperation, "backs diplomatically or verbally, signs, ratifies, praises", &[]),
            Self::Concede => (4.5, VerbalCooperation, "concedes in words: accepts, apologises, pardons, announces withdrawal", &[]),
            Self::Cooperate => (9.5, MaterialCooperation, "exchanges something material both ways, sales included", &[]),
            Self::Aid => (10.0, MaterialCooperation, "gives something material one way", &[]),
            Self::Retreat => (
                6.5,
                MaterialCooperation,
                "carries a concession out",
                &[Mode::Withdraw, Mode::Release, Mode::Disarm, Mode::Ceasefire, Mode::Access, Mode::Resign],
            ),
            Self::Request => {
                (0.0, VerbalConflict, "asks, urges, demands, orders in words", &[Mode::Assist, Mode::Change, Mode::Yield, Mode::Meet])
            }
            Self::Accuse => (
                -3.0,
                VerbalConflict,
                "criticises, alleges, charges, sues, investigates",
                &[Mode::Disapprove, Mode::Investigate, Mode::Allege],
            ),
            Self::Reject => (-2.0, VerbalConflict, "refuses, denies, vetoes", &[Mode::Assist, Mode::Change, Mode::Yield, Mode::Meet]),
            Self::Threaten => (
                -3.5,
                VerbalConflict,
                "warns of harm in order to coerce",
                &[Mode::Restrict, Mode::Arrest, Mode::Relations, Mode::Expel, Mode::Territory, Mode::Violence],
            ),
            Self::Protest => (
                -5.0,
                MaterialConflict,
                "civilians act together against something",
                &[Mode::Demo, Mode::Riot, Mode::Strike, Mode::Hunger, Mode::Boycott, Mode::Obstruct, Mode::Vandalize],
            ),
            Self::Sanction => {
                (-6.0, MaterialConflict, "reduces relations or penalises", &[Mode::Convict, Mode::Expel, Mode::Withdraw, Mode::Discontinue])
            }
            Self::Mobilize => {
                (-5.5, MaterialConflict, "moves forces short of using them", &[Mode::Troops, Mode::Weapons, Mode::Police, Mode::Militia])
            }
            Self::Coerce => (
                -7.0,
                MaterialConflict,
                "represses short of bodily violence",
                &[
                    Mode::Seize,
                    Mode::Restrict,
                    Mode::Censor,
                    Mode::Curfew,
                    Mode::MartialLaw,
                    Mode::Arrest,
                    Mode::Deport,
                    Mode::Withhold,
                    Mode::Misinformation,
                    Mode::Cyber,
                ],
            ),
            Self::Assault => (
                -9.0,
                MaterialConflict,
                "harms people or their places on purpose",
                &[
                    Mode::Abduct,
                    Mode::Beat,
                    Mode::Torture,
                    Mode::Sexual,
                    Mode::Targeted,
                    Mode::Destroy,
                    Mode::Primitive,
                    Mode::Firearms,
                    Mode::Explosives,
                    Mode::SuicideAttack,
                    Mode::Aerial,
                    Mode::Drone,
                    Mode::HeavyWeapons,
                    Mode::CrowdControl,
                    Mode::Unconventional,
                ],
            ),
        };
        Entry { scale, quad, meaning, modes }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_mode_belongs_to_a_type_once() {
        let mut used = BTreeSet::new();
        for plover in PloverType::ALL {
            let own: BTreeSet<_> = plover.modes().iter().collect();
            assert_eq!(own.len(), plover.modes().len(), "{plover}");
            used.extend(plover.modes());
        }
        assert_eq!(used, Mode::ALL.iter().copied().collect());
    }

    #[test]
    fn cooperation_is_positive_and_conflict_is_not() {
        assert_eq!(PloverType::ALL.len(), 16);
        for plover in PloverType::ALL {
            let cooperation = plover.quad().code() <= 2;
            assert_eq!(plover.scale() > 0.0, cooperation, "{plover}");
            assert!(!plover.meaning().is_empty());
        }
    }
}
