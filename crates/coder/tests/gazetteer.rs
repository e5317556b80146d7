//! What must hold of the tables of the gazetteer.

use chancery_coder::Gazetteer;
use chancery_coder::gazetteer::{BUILT_IN, cities};
use std::collections::{BTreeMap, BTreeSet};

/// Rows without an adjective: their names serve ("New Zealand troops"), or news has none for them.
const NO_ADJECTIVE: [&str; 16] =
    ["LIE", "NZL", "VAT", "HKG", "SXM", "MAF", "BLM", "MNP", "SPM", "CCK", "GGY", "JEY", "SJM", "SGS", "ATA", "BES"];
/// Rows without a capital: nobody lives there for good, or the seat of government moves.
const NO_CAPITAL: [&str; 3] = ["IOT", "TKL", "ATA"];
/// A code of ISO 3166-1 for scattered islands of the United States, which no row of its own stands for.
const NO_ROW: &str = "UMI";
/// PLOVER's codes for what belongs to no state.
const NO_STATE: [&str; 7] = ["IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"];
/// Offices that one person holds at a time.
const SINGLE: [&str; 4] = ["head_of_state", "head_of_government", "foreign_minister", "defence_minister"];
/// Two who claimed one office for longer than a handover takes.
const RIVALS: [(&str, &str); 3] =
    [("laurent-gbagbo", "alassane-ouattara"), ("abdullah-al-thani", "fayez-al-sarraj"), ("muammar-gaddafi", "mustafa-abdul-jalil")];
/// The longest time, in days, for which two may hold an office by the tables: dates of taking and leaving office are told differently.
const HANDOVER: i32 = 60;

type Row = BTreeMap<&'static str, &'static str>;

/// The rows of a table, their cells by column.
fn table(name: &str) -> Vec<Row> {
    let long = (cities::TABLE, cities::TEXT);
    let (_, text) = BUILT_IN.into_iter().chain([long]).find(|(table, _)| *table == name).expect("a table of that name");
    let mut lines = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let header: Vec<&str> = lines.next().expect("a header").split('\t').collect();
    let row = |line: &'static str| {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(cells.len(), header.len(), "{name}: {line}");
        assert!(cells.iter().all(|cell| cell.split('|').all(|part| part == part.trim())), "{name}: space at the edge of a value: {line}");
        header.iter().copied().zip(cells).collect()
    };
    lines.map(row).collect()
}

/// The rows whose `columns` stand in an earlier row too.
fn repeated(name: &str, columns: &[&str]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let keys = table(name).into_iter().map(|row| columns.iter().map(|c| row[c].to_lowercase()).collect::<Vec<_>>().join(" "));
    keys.filter(|key| !seen.insert(key.clone())).collect()
}

/// An ISO date as a number that grows by about one a day; what is missing is the first of its kind, or the last.
fn day(date: &str, last: bool) -> i32 {
    let mut parts = date.split('-').map(|part| part.parse::<i32>().expect("a number"));
    let (month, of_month) = if last { (12, 31) } else { (1, 1) };
    let (year, month, of_month) = (parts.next().expect("a year"), parts.next().unwrap_or(month), parts.next().unwrap_or(of_month));
    assert!((1..=12).contains(&month) && (1..=31).contains(&of_month), "{date}");
    year * 372 + (month - 1) * 31 + of_month
}

/// The days from and until; open ends are very early and very late.
fn term(row: &Row) -> (i32, i32) {
    let (from, until) = (row["from"], row["until"]);
    (if from.is_empty() { i32::MIN / 2 } else { day(from, false) }, if until.is_empty() { i32::MAX / 2 } else { day(until, true) })
}

#[test]
fn the_tables_load() {
    let gazetteer = Gazetteer::built_in().expect("the tables can be read");
    let rows = |name| table(name).len();
    assert_eq!(gazetteer.states.len(), rows("countries.tsv"));
    assert_eq!(gazetteer.places.len(), rows("places.tsv"));
    assert_eq!(gazetteer.organisations.len(), rows("organisations.tsv"));
    assert_eq!(gazetteer.people.len(), rows("people.tsv"));
    assert_eq!(gazetteer.people.iter().map(|person| person.offices.len()).sum::<usize>(), rows("offices.tsv"));
}

#[test]
fn the_long_table_has_cities_that_places_lacks() {
    let (ours, cities) = (table("places.tsv"), table("cities.tsv"));
    assert!(cities.len() >= 26_000);
    let mut known: BTreeSet<&str> = ours.iter().map(|row| row["geonames"]).collect();
    for row in &cities {
        assert!(known.insert(row["geonames"]), "twice: {row:?}");
        assert!(!row["country"].is_empty() && row["population"].parse::<u32>().is_ok_and(|p| p >= 15_000), "{row:?}");
    }
    let gazetteer = Gazetteer::built_in().expect("the tables can be read");
    assert_eq!(gazetteer.cities("Paris").iter().filter(|c| c.place.admin.as_deref() == Some("Texas")).count(), 1);
    assert!(gazetteer.cities("Reading").iter().all(|c| c.word));
    assert!(gazetteer.cities("No Such City").is_empty());
}

#[test]
fn no_key_stands_twice() {
    let keys: [(&str, &[&str]); 8] = [
        ("countries.tsv", &["iso3"]),
        ("countries.tsv", &["name"]),
        ("places.tsv", &["name", "kind", "country", "admin1"]),
        ("organisations.tsv", &["key"]),
        ("people.tsv", &["key"]),
        ("offices.tsv", &["person", "office", "country", "from"]),
        ("descriptors.tsv", &["noun"]),
        ("given_names.tsv", &["name"]),
    ];
    for (name, columns) in keys {
        assert_eq!(repeated(name, columns), [""; 0], "{name}");
    }
    let mut known = BTreeSet::new();
    let twice = table("places.tsv").into_iter().filter(|row| !row["geonames"].is_empty() && !known.insert(row["geonames"]));
    assert_eq!(twice.collect::<Vec<_>>(), []);
}

#[test]
fn every_state_has_name_adjective_and_capital() {
    let countries = table("countries.tsv");
    assert!(countries.len() >= 200);
    for row in countries {
        let iso3 = row["iso3"];
        assert!(iso3.len() == 3 && iso3.bytes().all(|b| b.is_ascii_uppercase()), "{row:?}");
        assert!(!row["name"].is_empty(), "{iso3}");
        assert_eq!(row["adjectives"].is_empty(), NO_ADJECTIVE.contains(&iso3), "{iso3}");
        assert_eq!(row["capital"].is_empty(), NO_CAPITAL.contains(&iso3), "{iso3}");
    }
}

#[test]
fn countries_exist() {
    let rows = table("countries.tsv");
    let known: BTreeSet<&str> = rows.iter().map(|row| row["iso3"]).chain(NO_STATE).chain(["", NO_ROW]).collect();
    for name in ["places.tsv", "cities.tsv", "organisations.tsv", "people.tsv", "offices.tsv"] {
        for row in table(name) {
            assert!(known.contains(row["country"]), "{name}: {row:?}");
        }
    }
}

#[test]
fn coordinates_lie_on_the_earth() {
    for name in ["countries.tsv", "places.tsv", "cities.tsv"] {
        for row in table(name).iter().filter(|row| !row["lat"].is_empty() || !row["lon"].is_empty()) {
            let degrees = |column: &str| row[column].parse::<f64>().unwrap_or(f64::NAN);
            assert!(degrees("lat").abs() <= 90.0 && degrees("lon").abs() <= 180.0, "{name}: {row:?}");
        }
    }
}

#[test]
fn organisations_of_all_kinds_are_known() {
    let organisations = table("organisations.tsv");
    let count = |kind: &str| organisations.iter().filter(|row| row["kind"] == kind).count();
    assert!(organisations.len() >= 800);
    for kind in
        ["armed_group", "media", "igo", "ngo", "party", "company", "agency", "ministry", "military", "parliament", "court", "movement"]
    {
        assert!(count(kind) >= 20, "{} of kind {kind}", count(kind));
    }
}

#[test]
fn leaders_and_foreign_ministers_are_known() {
    let offices = table("offices.tsv");
    let since_2000 = |office: &[&str]| -> BTreeSet<&str> {
        let held = offices.iter().filter(|row| office.contains(&row["office"]) && term(row).1 >= day("2000", false));
        held.map(|row| row["country"]).collect()
    };
    let (leaders, ministers) = (since_2000(&["head_of_state", "head_of_government"]), since_2000(&["foreign_minister"]));
    assert!(leaders.intersection(&ministers).count() >= 60);
}

#[test]
fn office_holders_since_1990_are_many() {
    let held = table("offices.tsv").into_iter().filter(|row| term(row).1 >= day("1990", false));
    assert!(held.map(|row| row["person"]).collect::<BTreeSet<_>>().len() >= 2000);
}

#[test]
fn the_tables_do_not_contradict_each_other() {
    let (people, organisations) = (table("people.tsv"), table("organisations.tsv"));
    let persons: BTreeSet<&str> = people.iter().map(|row| row["key"]).collect();
    let both: Vec<&str> = organisations.iter().map(|row| row["key"]).filter(|key| persons.contains(key)).collect();
    assert_eq!(both, [""; 0], "a person and an organisation");
    for row in table("places.tsv").iter().filter(|row| row["kind"] == "city") {
        assert!(!row["country"].is_empty(), "a city without a country: {row:?}");
    }
    for row in organisations.iter().chain(&table("countries.tsv")) {
        let (from, until) = term(row);
        assert!(from <= until, "ends before it begins: {row:?}");
    }
    assert_eq!(repeated("people.tsv", &["name", "country"]), [""; 0], "a person twice");
    // The Taliban were rebels and a government in turn, so the time tells the rows apart.
    assert_eq!(repeated("organisations.tsv", &["name", "country", "from"]), [""; 0], "an organisation twice");
}

#[test]
fn states_that_were_speak_for_themselves_while_they_were() {
    let gazetteer = Gazetteer::built_in().expect("the tables can be read");
    let on = |name: &str, day: &str| {
        let day = day.parse().ok();
        let state = gazetteer.state_on(gazetteer.meanings(name), day).or_else(|| gazetteer.capital_on(name, day));
        state.map_or("", |i| gazetteer.states[i].country.as_str())
    };
    for (name, then, code, now) in [
        ("Moscow", "1985-03-11", "SUN", "RUS"),
        ("the Kremlin", "1991-08-19", "SUN", "RUS"),
        ("Soviet", "1991-08-19", "SUN", "SUN"),
        ("Belgrade", "1999-04-01", "YUG", "SRB"),
        ("Belgrade", "2004-04-01", "SCG", "SRB"),
        ("Prague", "1990-01-01", "CSK", "CZE"),
        ("East German", "1989-11-09", "DDR", "DDR"),
        ("Aden", "1986-01-13", "YMD", "YMD"),
        ("North Yemen", "1986-01-13", "YEM", "YEM"),
        ("Zaire", "1990-01-01", "COD", "COD"),
        ("Upper Volta", "1980-01-01", "BFA", "BFA"),
        ("Burma", "1988-08-08", "MMR", "MMR"),
        ("Rhodesia", "1975-01-01", "ZWE", "ZWE"),
    ] {
        assert_eq!((on(name, then), on(name, "2022-03-01")), (code, now), "{name}");
    }
}

#[test]
fn terms_are_in_order_and_one_at_a_time() {
    // Country and office → first day, last day and name of each holder.
    type Terms<'t> = Vec<(i32, i32, &'t str)>;
    let mut holders: BTreeMap<(&str, &str), Terms> = BTreeMap::new();
    for row in table("offices.tsv") {
        let (from, until) = term(&row);
        assert!(from <= until, "{row:?}");
        if SINGLE.contains(&row["office"]) {
            assert!(!row["from"].is_empty(), "{row:?}");
            holders.entry((row["country"], row["office"])).or_default().push((from, until, row["person"]));
        }
    }
    for (office, mut terms) in holders {
        terms.sort_unstable();
        for (i, first) in terms.iter().enumerate() {
            for second in &terms[i + 1..] {
                let shared = first.1.min(second.1) - first.0.max(second.0);
                assert!(shared <= HANDOVER || RIVALS.contains(&(first.2, second.2)), "{office:?}: {} and {} at once", first.2, second.2);
            }
        }
    }
}
