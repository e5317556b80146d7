//! CAMEO's code book: every code of version 1.1b3, its place in the tree, its Goldstein value and its PLOVER type.

use crate::names::UnknownName;
use crate::plover::{PloverType, Quad};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

/// A code of CAMEO: two digits for one of the 20 roots, three for a base code, four for the most specific ones.
///
/// Codes are strings: "010" is a statement, "10" a demand.
///
/// ```
/// use chancery_record::{CameoCode, PloverType};
/// let accuses: CameoCode = "1123".parse()?;
/// assert_eq!(accuses.label(), "accuses of aggression");
/// assert_eq!(accuses.base().as_str(), "112");
/// assert_eq!(accuses.root().as_str(), "11");
/// assert_eq!(accuses.goldstein(), -2.0);
/// assert_eq!(accuses.plover(), Some(PloverType::Accuse));
/// # Ok::<(), chancery_record::UnknownName>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CameoCode(u16);

impl CameoCode {
    /// Every code, in the order of the code book.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..TABLE.len() as u16).map(Self)
    }

    /// The digits.
    pub fn as_str(self) -> &'static str {
        self.entry().code
    }

    /// What it means, in a phrase.
    pub fn label(self) -> &'static str {
        self.entry().label
    }

    /// The two-digit code above it, or itself.
    pub fn root(self) -> Self {
        self.cut(2)
    }

    /// The three-digit code above it, or itself.
    pub fn base(self) -> Self {
        self.cut(3)
    }

    /// The next wider code; none for a root.
    pub fn parent(self) -> Option<Self> {
        let digits = self.as_str().len();
        (digits > 2).then(|| self.cut(digits - 1))
    }

    /// The Goldstein value, from -10 (conflict) to 10 (cooperation).
    ///
    /// The values are those of the CAMEO scale as GDELT publishes it (`CAMEO.goldsteinscale.txt`). Five codes are
    /// younger than that scale (155, 176, 1834, 1951, 1952); each takes the value of the next wider code that has one.
    pub fn goldstein(self) -> f32 {
        match (self.entry().goldstein, self.parent()) {
            (Some(value), _) => value,
            (None, Some(parent)) => parent.goldstein(),
            (None, None) => 0.0,
        }
    }

    /// Words or deeds, cooperation or conflict, by the root as in GDELT: 01 to 05, 06 to 08, 09 to 13, 14 to 20.
    pub fn quad(self) -> Quad {
        match &self.as_str()[..2] {
            "01" | "02" | "03" | "04" | "05" => Quad::VerbalCooperation,
            "06" | "07" | "08" => Quad::MaterialCooperation,
            "09" | "10" | "11" | "12" | "13" => Quad::VerbalConflict,
            _ => Quad::MaterialConflict,
        }
    }

    /// The PLOVER type that takes the code in. None for plain statements (01), which PLOVER doesn't code.
    pub fn plover(self) -> Option<PloverType> {
        let code = self.as_str();
        // Exceptions to the rule of roots come first, where PLOVER's own definitions put the act elsewhere.
        Some(match (code, &code[..2]) {
            // Denying responsibility refuses a charge.
            ("016", _) => PloverType::Reject,
            (_, "01") => return None,
            // Apologies and pardons are concessions in words.
            ("055" | "056", _) => PloverType::Concede,
            // What a yielding consists of decides between words and deeds; unspecified, only the words are certain.
            (_, "08") => match code.as_bytes().get(2) {
                Some(b'4'..=b'7') => PloverType::Retreat,
                _ => PloverType::Concede,
            },
            // A verdict penalises.
            ("116", _) => PloverType::Sanction,
            // Destruction and violent repression are bodily violence or harm to people's places.
            ("1712" | "175", _) => PloverType::Assault,
            (_, "02" | "10") => PloverType::Request,
            (_, "03") => PloverType::Agree,
            (_, "04") => PloverType::Consult,
            (_, "05") => PloverType::Support,
            (_, "06") => PloverType::Cooperate,
            (_, "07") => PloverType::Aid,
            (_, "09" | "11") => PloverType::Accuse,
            (_, "12") => PloverType::Reject,
            (_, "13") => PloverType::Threaten,
            (_, "14") => PloverType::Protest,
            (_, "15") => PloverType::Mobilize,
            (_, "16") => PloverType::Sanction,
            (_, "17") => PloverType::Coerce,
            _ => PloverType::Assault,
        })
    }

    fn entry(self) -> &'static Entry {
        &TABLE[usize::from(self.0)]
    }

    /// The code made of the first `digits` digits; itself where it has no more.
    fn cut(self, digits: usize) -> Self {
        self.as_str().get(..digits).and_then(find).unwrap_or(self)
    }
}

fn find(code: &str) -> Option<CameoCode> {
    TABLE.binary_search_by(|entry| entry.code.cmp(code)).ok().map(|at| CameoCode(at as u16))
}

impl fmt::Display for CameoCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for CameoCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for CameoCode {
    type Err = UnknownName;

    fn from_str(code: &str) -> Result<Self, Self::Err> {
        find(code).ok_or_else(|| UnknownName { expected: "CAMEO code", found: code.to_owned() })
    }
}

impl Serialize for CameoCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for CameoCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A code's line in the table.
struct Entry {
    code: &'static str,
    /// None where the code is younger than the published scale.
    goldstein: Option<f32>,
    label: &'static str,
}

const fn on_scale(code: &'static str, goldstein: f32, label: &'static str) -> Entry {
    Entry { code, goldstein: Some(goldstein), label }
}

const fn off_scale(code: &'static str, label: &'static str) -> Entry {
    Entry { code, goldstein: None, label }
}

/// Every code, in order. Labels are our own; codes are those of the CAMEO codebook 1.1b3 (2012).
#[rustfmt::skip]
static TABLE: &[Entry] = &[
    on_scale("01", 0.0, "makes a public statement"),
    on_scale("010", 0.0, "says something not covered below"),
    on_scale("011", -0.1, "declines to comment"),
    on_scale("012", -0.4, "is pessimistic"),
    on_scale("013", 0.4, "is optimistic"),
    on_scale("014", 0.0, "weighs a policy"),
    on_scale("015", 0.0, "owns up or claims responsibility without regret"),
    on_scale("016", -2.0, "denies responsibility"),
    on_scale("017", 0.0, "performs a symbolic act"),
    on_scale("018", 3.4, "expresses sympathy"),
    on_scale("019", 3.4, "says that it is of one mind"),
    on_scale("02", 3.0, "appeals"),
    on_scale("020", 3.0, "makes an appeal not covered below"),
    on_scale("021", 3.4, "appeals for material cooperation"),
    on_scale("0211", 3.4, "appeals for economic cooperation"),
    on_scale("0212", 3.4, "appeals for military cooperation"),
    on_scale("0213", 3.4, "appeals for judicial cooperation"),
    on_scale("0214", 3.4, "appeals for intelligence"),
    on_scale("022", 3.2, "appeals for diplomatic cooperation or backing"),
    on_scale("023", 3.4, "appeals for aid"),
    on_scale("0231", 3.4, "appeals for economic aid"),
    on_scale("0232", 3.4, "appeals for military aid"),
    on_scale("0233", 3.4, "appeals for humanitarian aid"),
    on_scale("0234", 3.4, "appeals for protection or peacekeepers"),
    on_scale("024", -0.3, "appeals for political reform"),
    on_scale("0241", -0.3, "appeals for a change of leaders"),
    on_scale("0242", -0.3, "appeals for a change of policy"),
    on_scale("0243", -0.3, "appeals for rights"),
    on_scale("0244", -0.3, "appeals for a change of institutions or regime"),
    on_scale("025", -0.3, "appeals to yield"),
    on_scale("0251", -0.3, "appeals to ease administrative restrictions"),
    on_scale("0252", -0.3, "appeals to calm popular dissent"),
    on_scale("0253", -0.3, "appeals for release of people or property"),
    on_scale("0254", -0.3, "appeals to ease sanctions, boycott or embargo"),
    on_scale("0255", -0.3, "appeals to let outsiders in"),
    on_scale("0256", -0.3, "appeals to scale fighting down"),
    on_scale("026", 4.0, "appeals to others to meet or negotiate"),
    on_scale("027", 4.0, "appeals to others to settle their dispute"),
    on_scale("028", 4.0, "appeals to others to take up mediation"),
    on_scale("03", 4.0, "says that it will cooperate"),
    on_scale("030", 4.0, "intends cooperation not covered below"),
    on_scale("031", 5.2, "intends material cooperation"),
    on_scale("0311", 5.2, "intends economic cooperation"),
    on_scale("0312", 5.2, "intends military cooperation"),
    on_scale("0313", 5.2, "intends judicial cooperation"),
    on_scale("0314", 5.2, "intends cooperation in intelligence"),
    on_scale("032", 4.5, "intends diplomatic cooperation or backing"),
    on_scale("033", 5.2, "intends to give material aid"),
    on_scale("0331", 5.2, "intends to give economic aid"),
    on_scale("0332", 5.2, "intends to give military aid"),
    on_scale("0333", 5.2, "intends to give humanitarian aid"),
    on_scale("0334", 6.0, "intends to give protection or peacekeepers"),
    on_scale("034", 7.0, "intends political reform"),
    on_scale("0341", 7.0, "intends a change of leaders"),
    on_scale("0342", 7.0, "intends a change of policy"),
    on_scale("0343", 7.0, "intends to grant rights"),
    on_scale("0344", 7.0, "intends a change of institutions or regime"),
    on_scale("035", 7.0, "intends to yield"),
    on_scale("0351", 7.0, "intends to ease administrative restrictions"),
    on_scale("0352", 7.0, "intends to calm popular dissent"),
    on_scale("0353", 7.0, "intends to release people or property"),
    on_scale("0354", 7.0, "intends to ease sanctions, boycott or embargo"),
    on_scale("0355", 7.0, "intends to let outsiders in"),
    on_scale("0356", 7.0, "intends to scale fighting down"),
    on_scale("036", 4.0, "intends to meet or negotiate"),
    on_scale("037", 5.0, "intends to settle a dispute"),
    on_scale("038", 7.0, "intends to accept mediation"),
    on_scale("039", 5.0, "intends to mediate"),
    on_scale("04", 1.0, "consults"),
    on_scale("040", 1.0, "consults in a way not covered below"),
    on_scale("041", 1.0, "talks by telephone"),
    on_scale("042", 1.9, "pays a visit"),
    on_scale("043", 2.8, "receives a visit"),
    on_scale("044", 2.5, "meets in a third place"),
    on_scale("045", 5.0, "mediates"),
    on_scale("046", 7.0, "negotiates"),
    on_scale("05", 3.5, "cooperates diplomatically"),
    on_scale("050", 3.5, "cooperates diplomatically in a way not covered below"),
    on_scale("051", 3.4, "praises or endorses"),
    on_scale("052", 3.5, "defends in words"),
    on_scale("053", 3.8, "rallies support for somebody"),
    on_scale("054", 6.0, "recognises diplomatically"),
    on_scale("055", 7.0, "apologises"),
    on_scale("056", 7.0, "forgives"),
    on_scale("057", 8.0, "signs a formal agreement"),
    on_scale("06", 6.0, "cooperates materially"),
    on_scale("060", 6.0, "cooperates materially in a way not covered below"),
    on_scale("061", 6.4, "cooperates economically"),
    on_scale("062", 7.4, "cooperates militarily"),
    on_scale("063", 7.4, "cooperates judicially"),
    on_scale("064", 7.0, "shares intelligence or information"),
    on_scale("07", 7.0, "gives aid"),
    on_scale("070", 7.0, "gives aid not covered below"),
    on_scale("071", 7.4, "gives economic aid"),
    on_scale("072", 8.3, "gives military aid"),
    on_scale("073", 7.4, "gives humanitarian aid"),
    on_scale("074", 8.5, "gives protection or peacekeepers"),
    on_scale("075", 7.0, "grants asylum"),
    on_scale("08", 5.0, "yields"),
    on_scale("080", 5.0, "yields in a way not covered below"),
    on_scale("081", 5.0, "eases administrative restrictions"),
    on_scale("0811", 5.0, "eases limits on political freedoms"),
    on_scale("0812", 5.0, "eases a ban on parties or politicians"),
    on_scale("0813", 5.0, "eases a curfew"),
    on_scale("0814", 5.0, "eases a state of emergency or martial law"),
    on_scale("082", 5.0, "calms popular dissent"),
    on_scale("083", 5.0, "gives in to demands for political reform"),
    on_scale("0831", 5.0, "gives in to demands for a change of leaders"),
    on_scale("0832", 5.0, "gives in to demands for a change of policy"),
    on_scale("0833", 5.0, "gives in to demands for rights"),
    on_scale("0834", 5.0, "gives in to demands for a change of institutions or regime"),
    on_scale("084", 7.0, "returns or releases"),
    on_scale("0841", 7.0, "returns or releases people"),
    on_scale("0842", 7.0, "returns or releases property"),
    on_scale("085", 7.0, "eases sanctions, boycott or embargo"),
    on_scale("086", 9.0, "lets outsiders in"),
    on_scale("0861", 9.0, "lets peacekeepers in"),
    on_scale("0862", 9.0, "lets inspectors in"),
    on_scale("0863", 9.0, "lets humanitarian aid in"),
    on_scale("087", 9.0, "scales fighting down"),
    on_scale("0871", 9.0, "declares a truce or ceasefire"),
    on_scale("0872", 9.0, "eases a military blockade"),
    on_scale("0873", 9.0, "demobilises forces"),
    on_scale("0874", 10.0, "retreats or surrenders"),
    on_scale("09", -2.0, "investigates"),
    on_scale("090", -2.0, "investigates something not covered below"),
    on_scale("091", -2.0, "investigates crime or corruption"),
    on_scale("092", -2.0, "investigates abuses of human rights"),
    on_scale("093", -2.0, "investigates military action"),
    on_scale("094", -2.0, "investigates war crimes"),
    on_scale("10", -5.0, "demands"),
    on_scale("100", -5.0, "makes a demand not covered below"),
    on_scale("101", -5.0, "demands material cooperation"),
    on_scale("1011", -5.0, "demands economic cooperation"),
    on_scale("1012", -5.0, "demands military cooperation"),
    on_scale("1013", -5.0, "demands judicial cooperation"),
    on_scale("1014", -5.0, "demands cooperation in intelligence"),
    on_scale("102", -5.0, "demands diplomatic cooperation or backing"),
    on_scale("103", -5.0, "demands material aid"),
    on_scale("1031", -5.0, "demands economic aid"),
    on_scale("1032", -5.0, "demands military aid"),
    on_scale("1033", -5.0, "demands humanitarian aid"),
    on_scale("1034", -5.0, "demands protection or peacekeepers"),
    on_scale("104", -5.0, "demands political reform"),
    on_scale("1041", -5.0, "demands a change of leaders"),
    on_scale("1042", -5.0, "demands a change of policy"),
    on_scale("1043", -5.0, "demands rights"),
    on_scale("1044", -5.0, "demands a change of institutions or regime"),
    on_scale("105", -5.0, "demands to yield"),
    on_scale("1051", -5.0, "demands easing of administrative restrictions"),
    on_scale("1052", -5.0, "demands calming of popular dissent"),
    on_scale("1053", -5.0, "demands release of people or property"),
    on_scale("1054", -5.0, "demands easing of sanctions, boycott or embargo"),
    on_scale("1055", -5.0, "demands to let outsiders in"),
    on_scale("1056", -5.0, "demands to scale fighting down"),
    on_scale("106", -5.0, "demands a meeting or negotiations"),
    on_scale("107", -5.0, "demands that a dispute be settled"),
    on_scale("108", -5.0, "demands mediation"),
    on_scale("11", -2.0, "disapproves"),
    on_scale("110", -2.0, "disapproves in a way not covered below"),
    on_scale("111", -2.0, "criticises or denounces"),
    on_scale("112", -2.0, "accuses"),
    on_scale("1121", -2.0, "accuses of crime or corruption"),
    on_scale("1122", -2.0, "accuses of abuses of human rights"),
    on_scale("1123", -2.0, "accuses of aggression"),
    on_scale("1124", -2.0, "accuses of war crimes"),
    on_scale("1125", -2.0, "accuses of espionage or treason"),
    on_scale("113", -2.0, "rallies opposition"),
    on_scale("114", -2.0, "complains officially"),
    on_scale("115", -2.0, "sues"),
    on_scale("116", -2.0, "finds guilty or liable"),
    on_scale("12", -4.0, "rejects"),
    on_scale("120", -4.0, "rejects something not covered below"),
    on_scale("121", -4.0, "rejects material cooperation"),
    on_scale("1211", -4.0, "rejects economic cooperation"),
    on_scale("1212", -4.0, "rejects military cooperation"),
    on_scale("122", -4.0, "rejects a request for material aid"),
    on_scale("1221", -4.0, "rejects a request for economic aid"),
    on_scale("1222", -4.0, "rejects a request for military aid"),
    on_scale("1223", -4.0, "rejects a request for humanitarian aid"),
    on_scale("1224", -4.0, "rejects a request for protection or peacekeepers"),
    on_scale("123", -4.0, "rejects political reform"),
    on_scale("1231", -4.0, "rejects a change of leaders"),
    on_scale("1232", -4.0, "rejects a change of policy"),
    on_scale("1233", -4.0, "rejects a request for rights"),
    on_scale("1234", -4.0, "rejects a change of institutions or regime"),
    on_scale("124", -4.0, "refuses to yield"),
    on_scale("1241", -4.0, "refuses to ease administrative restrictions"),
    on_scale("1242", -4.0, "refuses to calm popular dissent"),
    on_scale("1243", -4.0, "refuses to release people or property"),
    on_scale("1244", -4.0, "refuses to ease sanctions, boycott or embargo"),
    on_scale("1245", -4.0, "refuses to let outsiders in"),
    on_scale("1246", -4.0, "refuses to scale fighting down"),
    on_scale("125", -5.0, "refuses to meet or negotiate"),
    on_scale("126", -5.0, "rejects mediation"),
    on_scale("127", -5.0, "rejects a plan or agreement to settle a dispute"),
    on_scale("128", -5.0, "defies norms or law"),
    on_scale("129", -5.0, "vetoes"),
    on_scale("13", -6.0, "threatens"),
    on_scale("130", -4.4, "makes a threat not covered below"),
    on_scale("131", -5.8, "threatens without force"),
    on_scale("1311", -5.8, "threatens to cut aid"),
    on_scale("1312", -5.8, "threatens sanctions, boycott or embargo"),
    on_scale("1313", -5.8, "threatens to cut relations"),
    on_scale("132", -5.8, "threatens administrative restrictions"),
    on_scale("1321", -5.8, "threatens limits on political freedoms"),
    on_scale("1322", -5.8, "threatens to ban parties or politicians"),
    on_scale("1323", -5.8, "threatens a curfew"),
    on_scale("1324", -5.8, "threatens a state of emergency or martial law"),
    on_scale("133", -5.8, "threatens dissent or protest"),
    on_scale("134", -5.8, "threatens to break off negotiations"),
    on_scale("135", -5.8, "threatens to break off mediation"),
    on_scale("136", -7.0, "threatens to end the involvement of outsiders"),
    on_scale("137", -7.0, "threatens repression"),
    on_scale("138", -7.0, "threatens military force"),
    on_scale("1381", -7.0, "threatens a blockade"),
    on_scale("1382", -7.0, "threatens occupation"),
    on_scale("1383", -7.0, "threatens unconventional violence"),
    on_scale("1384", -7.0, "threatens a conventional attack"),
    on_scale("1385", -7.0, "threatens weapons of mass destruction"),
    on_scale("139", -7.0, "gives an ultimatum"),
    on_scale("14", -6.5, "protests"),
    on_scale("140", -6.5, "dissents in a way not covered below"),
    on_scale("141", -6.5, "demonstrates"),
    on_scale("1411", -6.5, "demonstrates for a change of leaders"),
    on_scale("1412", -6.5, "demonstrates for a change of policy"),
    on_scale("1413", -6.5, "demonstrates for rights"),
    on_scale("1414", -6.5, "demonstrates for a change of institutions or regime"),
    on_scale("142", -6.5, "goes on hunger strike"),
    on_scale("1421", -6.5, "goes on hunger strike for a change of leaders"),
    on_scale("1422", -6.5, "goes on hunger strike for a change of policy"),
    on_scale("1423", -6.5, "goes on hunger strike for rights"),
    on_scale("1424", -6.5, "goes on hunger strike for a change of institutions or regime"),
    on_scale("143", -6.5, "strikes or boycotts"),
    on_scale("1431", -6.5, "strikes or boycotts for a change of leaders"),
    on_scale("1432", -6.5, "strikes or boycotts for a change of policy"),
    on_scale("1433", -6.5, "strikes or boycotts for rights"),
    on_scale("1434", -6.5, "strikes or boycotts for a change of institutions or regime"),
    on_scale("144", -7.5, "blocks passage"),
    on_scale("1441", -7.5, "blocks passage for a change of leaders"),
    on_scale("1442", -7.5, "blocks passage for a change of policy"),
    on_scale("1443", -7.5, "blocks passage for rights"),
    on_scale("1444", -7.5, "blocks passage for a change of institutions or regime"),
    on_scale("145", -7.5, "riots"),
    on_scale("1451", -7.5, "riots for a change of leaders"),
    on_scale("1452", -7.5, "riots for a change of policy"),
    on_scale("1453", -7.5, "riots for rights"),
    on_scale("1454", -7.5, "riots for a change of institutions or regime"),
    on_scale("15", -7.2, "shows force"),
    on_scale("150", -7.2, "shows military or police force in a way not covered below"),
    on_scale("151", -7.2, "raises the alert of police"),
    on_scale("152", -7.2, "raises the alert of armed forces"),
    on_scale("153", -7.2, "mobilises police"),
    on_scale("154", -7.2, "mobilises armed forces"),
    off_scale("155", "mobilises cyber forces"),
    on_scale("16", -4.0, "reduces relations"),
    on_scale("160", -4.0, "reduces relations in a way not covered below"),
    on_scale("161", -4.0, "cuts diplomatic relations"),
    on_scale("162", -5.6, "cuts material aid"),
    on_scale("1621", -5.6, "cuts economic aid"),
    on_scale("1622", -5.6, "cuts military aid"),
    on_scale("1623", -5.6, "cuts humanitarian aid"),
    on_scale("163", -8.0, "imposes sanctions, boycott or embargo"),
    on_scale("164", -7.0, "breaks off negotiations"),
    on_scale("165", -6.5, "breaks off mediation"),
    on_scale("166", -7.0, "expels or withdraws"),
    on_scale("1661", -7.0, "expels or withdraws peacekeepers"),
    on_scale("1662", -7.0, "expels or withdraws inspectors or observers"),
    on_scale("1663", -7.0, "expels or withdraws aid agencies"),
    on_scale("17", -7.0, "coerces"),
    on_scale("170", -7.0, "coerces in a way not covered below"),
    on_scale("171", -9.2, "seizes or damages property"),
    on_scale("1711", -9.2, "confiscates property"),
    on_scale("1712", -9.2, "destroys property"),
    on_scale("172", -5.0, "imposes administrative restrictions"),
    on_scale("1721", -5.0, "limits political freedoms"),
    on_scale("1722", -5.0, "bans parties or politicians"),
    on_scale("1723", -5.0, "imposes a curfew"),
    on_scale("1724", -5.0, "imposes a state of emergency or martial law"),
    on_scale("173", -5.0, "arrests, detains or charges"),
    on_scale("174", -5.0, "expels or deports people"),
    on_scale("175", -9.0, "represses with violence"),
    off_scale("176", "attacks computers or networks"),
    on_scale("18", -9.0, "assaults"),
    on_scale("180", -9.0, "uses unconventional violence not covered below"),
    on_scale("181", -9.0, "abducts, hijacks or takes hostages"),
    on_scale("182", -9.5, "assaults bodily"),
    on_scale("1821", -9.0, "assaults sexually"),
    on_scale("1822", -9.0, "tortures"),
    on_scale("1823", -10.0, "kills by bodily assault"),
    on_scale("183", -10.0, "bombs without armed forces"),
    on_scale("1831", -10.0, "bombs by suicide"),
    on_scale("1832", -10.0, "bombs by vehicle"),
    on_scale("1833", -10.0, "bombs at the roadside"),
    off_scale("1834", "bombs a location"),
    on_scale("184", -8.0, "uses people as shields"),
    on_scale("185", -8.0, "tries to assassinate"),
    on_scale("186", -10.0, "assassinates"),
    on_scale("19", -10.0, "fights"),
    on_scale("190", -10.0, "uses military force not covered below"),
    on_scale("191", -9.5, "imposes a blockade"),
    on_scale("192", -9.5, "occupies territory"),
    on_scale("193", -10.0, "fights with small arms"),
    on_scale("194", -10.0, "fights with artillery and tanks"),
    on_scale("195", -10.0, "attacks from the air"),
    off_scale("1951", "attacks from the air with guided munitions"),
    off_scale("1952", "attacks from the air with remotely piloted craft"),
    on_scale("196", -9.5, "breaks a ceasefire"),
    on_scale("20", -10.0, "uses mass violence"),
    on_scale("200", -10.0, "uses mass violence not covered below"),
    on_scale("201", -9.5, "expels masses of people"),
    on_scale("202", -10.0, "kills masses of people"),
    on_scale("203", -10.0, "cleanses a territory of a people"),
    on_scale("204", -10.0, "uses weapons of mass destruction"),
    on_scale("2041", -10.0, "uses chemical, biological or radiological weapons"),
    on_scale("2042", -10.0, "uses nuclear weapons"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn code(text: &str) -> CameoCode {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn the_table_is_in_order_and_every_code_has_its_parents() {
        assert!(TABLE.is_sorted_by(|a, b| a.code < b.code));
        for entry in TABLE {
            assert!((2..=4).contains(&entry.code.len()));
            assert!(entry.code.bytes().all(|b| b.is_ascii_digit()));
            for digits in 2..entry.code.len() {
                assert!(find(&entry.code[..digits]).is_some(), "{} has no parent", entry.code);
            }
        }
    }

    #[test]
    fn roots_have_as_many_codes_as_the_codebook() {
        let mut counts = BTreeMap::new();
        for code in CameoCode::all().filter(|code| code.parent().is_some()) {
            *counts.entry(code.root().as_str()).or_insert(0) += 1;
        }
        let counts: Vec<_> = counts.into_values().collect();
        assert_eq!(counts, [10, 27, 28, 7, 8, 5, 6, 25, 5, 27, 12, 26, 22, 26, 6, 13, 13, 14, 9, 7]);
    }

    #[test]
    fn labels_are_unique_and_short() {
        let mut labels: Vec<_> = TABLE.iter().map(|entry| entry.label).collect();
        assert!(labels.iter().all(|label| (4..=70).contains(&label.len())));
        labels.sort_unstable();
        assert!(labels.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn goldstein_values_are_the_published_ones() {
        for (text, value) in [
            ("01", 0.0),
            ("012", -0.4),
            ("016", -2.0),
            ("0334", 6.0),
            ("042", 1.9),
            ("057", 8.0),
            ("072", 8.3),
            ("0874", 10.0),
            ("112", -2.0),
            ("13", -6.0),
            ("130", -4.4),
            ("1453", -7.5),
            ("163", -8.0),
            ("1711", -9.2),
            ("173", -5.0),
            ("182", -9.5),
            ("184", -8.0),
            ("190", -10.0),
            ("201", -9.5),
        ] {
            assert_eq!(code(text).goldstein(), value, "{text}");
        }
        assert!(TABLE.iter().filter_map(|e| e.goldstein).all(|v| (-10.0..=10.0).contains(&v)));
    }

    #[test]
    fn codes_younger_than_the_scale_take_the_wider_value() {
        let off: Vec<_> = TABLE.iter().filter(|e| e.goldstein.is_none()).map(|e| e.code).collect();
        assert_eq!(off, ["155", "176", "1834", "1951", "1952"]);
        assert_eq!(code("155").goldstein(), -7.2);
        assert_eq!(code("176").goldstein(), -7.0);
        assert_eq!(code("1952").goldstein(), -10.0);
        assert!(TABLE.iter().filter(|e| e.code.len() == 2).all(|e| e.goldstein.is_some()));
    }

    #[test]
    fn codes_are_strings() {
        assert_ne!(code("010"), code("10"));
        assert_eq!(code("010").root(), code("01"));
        assert_eq!(code("10").base(), code("10"));
        assert_eq!(code("1246").parent(), Some(code("124")));
        assert_eq!(code("20").parent(), None);
        for wrong in ["", "0", "1", "21", "0215", "1126", "11230", "é", "1é"] {
            assert!(wrong.parse::<CameoCode>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn plover_types_follow_roots_with_their_exceptions() {
        for (text, plover) in [
            ("010", None),
            ("016", Some(PloverType::Reject)),
            ("025", Some(PloverType::Request)),
            ("036", Some(PloverType::Agree)),
            ("055", Some(PloverType::Concede)),
            ("057", Some(PloverType::Support)),
            ("075", Some(PloverType::Aid)),
            ("080", Some(PloverType::Concede)),
            ("0832", Some(PloverType::Concede)),
            ("0841", Some(PloverType::Retreat)),
            ("087", Some(PloverType::Retreat)),
            ("091", Some(PloverType::Accuse)),
            ("1056", Some(PloverType::Request)),
            ("115", Some(PloverType::Accuse)),
            ("116", Some(PloverType::Sanction)),
            ("155", Some(PloverType::Mobilize)),
            ("163", Some(PloverType::Sanction)),
            ("1711", Some(PloverType::Coerce)),
            ("1712", Some(PloverType::Assault)),
            ("175", Some(PloverType::Assault)),
            ("176", Some(PloverType::Coerce)),
            ("2042", Some(PloverType::Assault)),
        ] {
            assert_eq!(code(text).plover(), plover, "{text}");
        }
        let reached: std::collections::BTreeSet<_> = CameoCode::all().filter_map(CameoCode::plover).collect();
        assert_eq!(reached.len(), PloverType::ALL.len());
    }

    #[test]
    fn quads_follow_roots() {
        for (text, quad) in [("010", 1), ("057", 1), ("06", 2), ("0874", 2), ("09", 3), ("139", 3), ("14", 4), ("2042", 4)] {
            assert_eq!(code(text).quad().code(), quad, "{text}");
        }
    }
}
