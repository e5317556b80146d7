//! Countries: ISO 3166-1 alpha-3, and PLOVER's codes for what belongs to no state.

use crate::names::UnknownName;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// The country that an actor or place belongs to.
///
/// Besides ISO 3166-1 it knows XKX (Kosovo, a user-assigned code in common use), the withdrawn codes of states that
/// ceased, and PLOVER's codes for what belongs to no state.
///
/// ```
/// use chancery_record::Country;
/// let france: Country = "FRA".parse()?;
/// assert_eq!(france.as_str(), "FRA");
/// assert!(france.is_state());
/// assert!(!"UNO".parse::<Country>()?.is_state());
/// assert!("FRX".parse::<Country>().is_err());
/// # Ok::<(), chancery_record::UnknownName>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Country(&'static str);

impl Country {
    /// The three letters.
    pub fn as_str(self) -> &'static str {
        self.0
    }

    /// True for a state or territory, false for PLOVER's codes for what belongs to none.
    pub fn is_state(self) -> bool {
        !NO_STATE.contains(&self.0)
    }

    /// Every code that is known: first the states and territories, then those that ceased, then PLOVER's.
    pub fn all() -> impl Iterator<Item = Self> {
        ISO.iter().chain(CEASED).chain(NO_STATE).map(|code| Self(code))
    }
}

impl fmt::Display for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl FromStr for Country {
    type Err = UnknownName;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        [ISO, CEASED, NO_STATE]
            .iter()
            .find_map(|list| list.binary_search(&code).ok().map(|at| Self(list[at])))
            .ok_or_else(|| UnknownName { expected: "country code", found: code.to_owned() })
    }
}

impl Serialize for Country {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for Country {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// ISO 3166-1 alpha-3, officially assigned, and XKX. In order.
const ISO: &[&str] = &[
    "ABW", "AFG", "AGO", "AIA", "ALA", "ALB", "AND", "ARE", "ARG", "ARM", "ASM", "ATA", "ATF", "ATG", "AUS", "AUT", "AZE", "BDI", "BEL",
    "BEN", "BES", "BFA", "BGD", "BGR", "BHR", "BHS", "BIH", "BLM", "BLR", "BLZ", "BMU", "BOL", "BRA", "BRB", "BRN", "BTN", "BVT", "BWA",
    "CAF", "CAN", "CCK", "CHE", "CHL", "CHN", "CIV", "CMR", "COD", "COG", "COK", "COL", "COM", "CPV", "CRI", "CUB", "CUW", "CXR", "CYM",
    "CYP", "CZE", "DEU", "DJI", "DMA", "DNK", "DOM", "DZA", "ECU", "EGY", "ERI", "ESH", "ESP", "EST", "ETH", "FIN", "FJI", "FLK", "FRA",
    "FRO", "FSM", "GAB", "GBR", "GEO", "GGY", "GHA", "GIB", "GIN", "GLP", "GMB", "GNB", "GNQ", "GRC", "GRD", "GRL", "GTM", "GUF", "GUM",
    "GUY", "HKG", "HMD", "HND", "HRV", "HTI", "HUN", "IDN", "IMN", "IND", "IOT", "IRL", "IRN", "IRQ", "ISL", "ISR", "ITA", "JAM", "JEY",
    "JOR", "JPN", "KAZ", "KEN", "KGZ", "KHM", "KIR", "KNA", "KOR", "KWT", "LAO", "LBN", "LBR", "LBY", "LCA", "LIE", "LKA", "LSO", "LTU",
    "LUX", "LVA", "MAC", "MAF", "MAR", "MCO", "MDA", "MDG", "MDV", "MEX", "MHL", "MKD", "MLI", "MLT", "MMR", "MNE", "MNG", "MNP", "MOZ",
    "MRT", "MSR", "MTQ", "MUS", "MWI", "MYS", "MYT", "NAM", "NCL", "NER", "NFK", "NGA", "NIC", "NIU", "NLD", "NOR", "NPL", "NRU", "NZL",
    "OMN", "PAK", "PAN", "PCN", "PER", "PHL", "PLW", "PNG", "POL", "PRI", "PRK", "PRT", "PRY", "PSE", "PYF", "QAT", "REU", "ROU", "RUS",
    "RWA", "SAU", "SDN", "SEN", "SGP", "SGS", "SHN", "SJM", "SLB", "SLE", "SLV", "SMR", "SOM", "SPM", "SRB", "SSD", "STP", "SUR", "SVK",
    "SVN", "SWE", "SWZ", "SXM", "SYC", "SYR", "TCA", "TCD", "TGO", "THA", "TJK", "TKL", "TKM", "TLS", "TON", "TTO", "TUN", "TUR", "TUV",
    "TWN", "TZA", "UGA", "UKR", "UMI", "URY", "USA", "UZB", "VAT", "VCT", "VEN", "VGB", "VIR", "VNM", "VUT", "WLF", "WSM", "XKX", "YEM",
    "ZAF", "ZMB", "ZWE",
];

/// Withdrawn codes of states that ceased (ISO 3166-3): Czechoslovakia, the German Democratic Republic, Serbia and
/// Montenegro, the Soviet Union, the Republic of Vietnam, South Yemen, Yugoslavia. In order.
const CEASED: &[&str] = &["CSK", "DDR", "SCG", "SUN", "VDR", "YMD", "YUG"];

/// PLOVER's codes for what belongs to no state: the European Union, other organisations of states, armed groups across
/// borders, social movements, multinational companies, non-governmental organisations, the United Nations. In order.
const NO_STATE: &[&str] = &["EUR", "IGO", "IMG", "ISM", "MNC", "NGO", "UNO"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_in_order_and_whole() {
        for list in [ISO, CEASED, NO_STATE] {
            assert!(list.is_sorted_by(|a, b| a < b));
            assert!(list.iter().all(|code| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())));
        }
        // ISO 3166-1 assigns 249 codes; XKX comes on top.
        assert_eq!(ISO.len(), 250);
    }

    #[test]
    fn every_code_reads_back() {
        for country in Country::all() {
            assert_eq!(country.as_str().parse(), Ok(country));
        }
        assert!("fra".parse::<Country>().is_err());
        assert!("".parse::<Country>().is_err());
    }
}
