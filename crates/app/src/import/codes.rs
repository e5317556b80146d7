//! CAMEO's codes in ours: actors as countries and sectors, acts as types and modes.

use chancery_record::{CameoCode, Country, Mode, PloverType, Sector};

/// What an actor's code says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActorCode {
    /// The country, or what stands for one.
    pub country: Option<Country>,
    /// The sectors, in the order of the code.
    pub sectors: Vec<Sector>,
    /// Parts of three letters that we have nothing for.
    pub unknown: Vec<String>,
}

impl ActorCode {
    /// True where nothing of the code can be taken over.
    pub fn is_empty(&self) -> bool {
        self.country.is_none() && self.sectors.is_empty()
    }
}

/// What to do about parts of a code that are no sector.
pub const SECTORS_ALONE: &str = "nothing need be done; docs/GAZETTEER.md names what our tables can say";

/// CAMEO's country codes that ISO 3166 doesn't have, or has for something else.
const COUNTRIES: [(&str, &str); 8] =
    [("ROM", "ROU"), ("TMP", "TLS"), ("ZAR", "COD"), ("KSV", "XKX"), ("BUR", "MMR"), ("EEC", "EUR"), ("NGM", "ISM"), ("GME", "DDR")];

/// CAMEO's roles and religions that PLOVER has under another name.
const SECTORS: [(&str, Sector); 14] = [
    ("INS", Sector::Reb),
    ("SEP", Sector::Reb),
    ("RAD", Sector::Reb),
    ("PAR", Sector::Prm),
    ("JRN", Sector::Jrn),
    ("PPL", Sector::Cvl),
    ("STU", Sector::Edu),
    ("CHR", Sector::Rel),
    ("MOS", Sector::Rel),
    ("JEW", Sector::Rel),
    ("BUD", Sector::Rel),
    ("HIN", Sector::Rel),
    ("SIK", Sector::Rel),
    ("CVL", Sector::Cvl),
];

/// Reads an actor's code: parts of three letters, a country first where there is one.
pub fn actor(code: &str) -> ActorCode {
    let mut found = ActorCode::default();
    let letters: Vec<char> = code.chars().filter(|c| !c.is_whitespace()).collect();
    for part in letters.chunks(3) {
        let part: String = part.iter().collect::<String>().to_uppercase();
        let renamed = COUNTRIES.iter().find(|(theirs, _)| *theirs == part).map_or(part.as_str(), |(_, ours)| ours);
        // CAMEO's EUR is the continent, its EEC the European Union.
        let country: Option<Country> = renamed.parse().ok().filter(|_| part != "EUR");
        let sector = part.parse().ok().or_else(|| SECTORS.iter().find(|(theirs, _)| *theirs == part).map(|&(_, ours)| ours));
        match (country, sector) {
            (Some(country), _) if found.country.is_none_or(|c| !c.is_state()) && found.sectors.is_empty() => found.country = Some(country),
            (_, Some(sector)) => found.sectors.extend((!found.sectors.contains(&sector)).then_some(sector)),
            _ => found.unknown.push(part),
        }
    }
    found
}

/// Modes that codes imply, by their first digits; the first that fits holds.
const MODES: [(&str, Mode); 44] = [
    ("041", Mode::Phone),
    ("042", Mode::Visit),
    ("043", Mode::Visit),
    ("044", Mode::ThirdParty),
    ("0841", Mode::Release),
    ("0842", Mode::Release),
    ("084", Mode::Release),
    ("086", Mode::Access),
    ("0871", Mode::Ceasefire),
    ("0873", Mode::Disarm),
    ("0874", Mode::Withdraw),
    ("023", Mode::Assist),
    ("024", Mode::Change),
    ("025", Mode::Yield),
    ("026", Mode::Meet),
    ("103", Mode::Assist),
    ("104", Mode::Change),
    ("105", Mode::Yield),
    ("106", Mode::Meet),
    ("09", Mode::Investigate),
    ("111", Mode::Disapprove),
    ("112", Mode::Allege),
    ("122", Mode::Assist),
    ("123", Mode::Change),
    ("124", Mode::Yield),
    ("125", Mode::Meet),
    ("1311", Mode::Relations),
    ("1313", Mode::Relations),
    ("1382", Mode::Territory),
    ("138", Mode::Violence),
    ("141", Mode::Demo),
    ("142", Mode::Hunger),
    ("144", Mode::Obstruct),
    ("145", Mode::Riot),
    ("152", Mode::Police),
    ("154", Mode::Troops),
    ("173", Mode::Arrest),
    ("174", Mode::Deport),
    ("181", Mode::Abduct),
    ("1822", Mode::Torture),
    ("183", Mode::Explosives),
    ("193", Mode::Firearms),
    ("194", Mode::HeavyWeapons),
    ("195", Mode::Aerial),
];

/// The act that a code is: CAMEO, PLOVER's type and its mode where the code implies one. None for what CAMEO doesn't have
/// and for statements, which PLOVER doesn't code.
pub fn act(code: &str) -> Option<(CameoCode, PloverType, Option<Mode>)> {
    let cameo: CameoCode = code.parse().ok()?;
    let plover = cameo.plover()?;
    let mode = MODES.iter().find(|(prefix, mode)| code.starts_with(prefix) && plover.modes().contains(mode)).map(|&(_, mode)| mode);
    Some((cameo, plover, mode))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_actors_code_is_country_and_sectors() {
        let parts = |code: &str| {
            let found = actor(code);
            let sectors: Vec<&str> = found.sectors.iter().map(|s| s.as_str()).collect();
            (found.country.map_or("", |c| c.as_str()), sectors.join(" "), found.unknown.join(" "))
        };
        let expected = |country: &'static str, sectors: &str, unknown: &str| (country, sectors.to_owned(), unknown.to_owned());
        assert_eq!(parts("USAGOV"), expected("USA", "GOV", ""));
        assert_eq!(parts("GOVFRM"), expected("", "GOV", "FRM"));
        assert_eq!(parts("IGOUNO"), expected("UNO", "", ""));
        assert_eq!(parts("IGOEUREEC"), expected("EUR", "", "EUR"));
        assert_eq!(parts("INSJEW"), expected("", "REB REL", ""));
        assert_eq!(parts("ÄÖ"), expected("", "", "ÄÖ"));
    }

    #[test]
    fn a_mode_belongs_to_the_codes_type() {
        for (prefix, mode) in MODES {
            let code = CameoCode::all().find(|c| c.as_str().starts_with(prefix)).expect("a code of CAMEO");
            assert_eq!(act(code.as_str()).and_then(|(_, _, mode)| mode), Some(mode), "{prefix}");
        }
        assert_eq!(act("010"), None);
        assert_eq!(act("075A"), None);
    }
}
