//! What is known about the world: countries, places, organisations, people and the offices they held, and the nouns
//! that denote actors. The facts are the tables of `gazetteer/`; this file reads and indexes them.

pub mod cities;
mod users;

use chancery_record::{Coordinates, Country, Day, PlaceKind, Sector};
use std::collections::HashMap;
use std::fmt;

/// The tables of the built-in gazetteer: name and text.
pub const BUILT_IN: [(&str, &str); 7] = [
    ("countries.tsv", include_str!("../../../gazetteer/countries.tsv")),
    ("places.tsv", include_str!("../../../gazetteer/places.tsv")),
    ("organisations.tsv", include_str!("../../../gazetteer/organisations.tsv")),
    ("people.tsv", include_str!("../../../gazetteer/people.tsv")),
    ("offices.tsv", include_str!("../../../gazetteer/offices.tsv")),
    ("descriptors.tsv", include_str!("../../../gazetteer/descriptors.tsv")),
    ("given_names.tsv", include_str!("../../../gazetteer/given_names.tsv")),
];

/// A state or territory.
#[derive(Clone, Debug)]
pub struct State {
    /// ISO 3166-1 alpha-3.
    pub country: Country,
    /// Its number in the Correlates of War state list, as written there.
    pub cow: String,
    /// The name that news gives it.
    pub name: String,
    /// Name of the capital.
    pub capital: String,
    /// Where the capital lies.
    pub coordinates: Option<Coordinates>,
    /// First day; only for states that ceased.
    pub from: Option<Day>,
    /// Last day; only for states that ceased.
    pub until: Option<Day>,
}

impl State {
    /// True for a state that is no more but was on that day.
    fn was_on(&self, day: Option<Day>) -> bool {
        let (Some(day), Some(until)) = (day, self.until) else { return false };
        day <= until && self.from.is_none_or(|from| from <= day)
    }
}

/// A place.
#[derive(Clone, Debug)]
pub struct KnownPlace {
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: PlaceKind,
    /// The country it lies in.
    pub country: Option<Country>,
    /// First-level division.
    pub admin: Option<String>,
    /// Where it lies.
    pub coordinates: Option<Coordinates>,
    /// GeoNames id.
    pub geonames: Option<u32>,
    /// How many people live there; 0 where unknown.
    pub population: u32,
}

/// An organisation.
#[derive(Clone, Debug)]
pub struct Organisation {
    /// Key in the gazetteer.
    pub key: String,
    /// Its name.
    pub name: String,
    /// `igo`, `ngo`, `armed_group`, `media`, `party`, `company`, `agency`, `ministry`, `military`, `parliament`, `court` or `movement`.
    pub kind: String,
    /// The country, or PLOVER's code for what belongs to none.
    pub country: Option<Country>,
    /// PLOVER sectors.
    pub sectors: Vec<Sector>,
}

/// A person, with the offices that the person held.
#[derive(Clone, Debug)]
pub struct Person {
    /// Key in the gazetteer.
    pub key: String,
    /// Full name.
    pub name: String,
    /// The person's country.
    pub country: Option<Country>,
    /// In the order of the table.
    pub offices: Vec<Office>,
}

/// An office and when a person held it.
#[derive(Clone, Debug)]
pub struct Office {
    /// `head_of_state`, `foreign_minister`, … or a title.
    pub title: String,
    /// The country or body that it serves.
    pub country: Option<Country>,
    /// First day, as exactly as known.
    pub from: Option<Day>,
    /// Last day; `None` for still in office as far as known.
    pub until: Option<Day>,
}

impl Person {
    /// The office held on a day; the last one begun where the day is unknown.
    pub fn office_on(&self, day: Option<Day>) -> Option<&Office> {
        let Some(day) = day else { return self.offices.iter().max_by_key(|o| o.from) };
        self.offices.iter().find(|o| o.from.is_none_or(|f| f <= day) && o.until.is_none_or(|u| day <= u))
    }
}

/// Whether a person is spoken of as "he" or as "she".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// "he"
    Male,
    /// "she"
    Female,
}

/// A noun that denotes actors: "minister", "troops".
#[derive(Clone, Debug)]
pub struct Descriptor {
    /// `person`, `group`, `organisation`, `office` or `government`.
    pub kind: String,
    /// PLOVER sectors.
    pub sectors: Vec<Sector>,
    /// `country`, `org` or empty: whom it serves.
    pub role_of: String,
}

/// What a name can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Known {
    /// A state by its name.
    State(usize),
    /// A state by its adjective: "Russian".
    Adjective(usize),
    /// The people of a state: "Russians".
    Demonym(usize),
    /// A building or office that stands for a state's government: "the Kremlin".
    Seat(usize),
    /// An organisation.
    Organisation(usize),
    /// A person by a full name or an alias.
    Person(usize),
    /// A place that is no state.
    Place(usize),
}

/// All tables, indexed by name.
#[derive(Debug, Default)]
pub struct Gazetteer {
    /// States and territories.
    pub states: Vec<State>,
    /// Places.
    pub places: Vec<KnownPlace>,
    /// Organisations.
    pub organisations: Vec<Organisation>,
    /// People.
    pub people: Vec<Person>,
    names: HashMap<String, Vec<Known>>,
    surnames: HashMap<String, Vec<usize>>,
    capitals: HashMap<String, Vec<usize>>,
    descriptors: HashMap<String, Descriptor>,
    given_names: HashMap<String, Gender>,
    by_country: HashMap<Country, usize>,
    /// True where the long table of cities is looked up too.
    long_table: bool,
    /// True while the rows of a user are added.
    users: bool,
}

/// A table that cannot be used: where, and what to do.
#[derive(Debug)]
pub struct GazetteerError {
    table: String,
    line: usize,
    message: String,
}

impl fmt::Display for GazetteerError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}: {}", self.table, self.line, self.message)
    }
}

impl std::error::Error for GazetteerError {}

/// Countries whose people's names begin with the family's in news in English.
const FAMILY_FIRST: [&str; 8] = ["CHN", "HKG", "KHM", "KOR", "PRK", "SGP", "TWN", "VNM"];

/// One row of a table, its cells by the header's names.
struct Row<'a> {
    table: &'a str,
    line: usize,
    header: &'a [&'a str],
    cells: Vec<&'a str>,
}

impl<'a> Row<'a> {
    fn get(&self, column: &str) -> &'a str {
        let index = self.header.iter().position(|&c| c == column);
        index.and_then(|i| self.cells.get(i)).map_or("", |c| c.trim())
    }

    fn list(&self, column: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        self.get(column).split('|').map(str::trim).filter(|s| !s.is_empty())
    }

    fn fail(&self, message: String) -> GazetteerError {
        GazetteerError { table: self.table.to_owned(), line: self.line, message }
    }

    fn country(&self, column: &str) -> Result<Option<Country>, GazetteerError> {
        let code = self.get(column);
        if code.is_empty() {
            return Ok(None);
        }
        code.parse().map(Some).map_err(|e| self.fail(format!("{e} in the column {column}")))
    }

    fn sectors(&self) -> Result<Vec<Sector>, GazetteerError> {
        self.list("sectors").map(|s| s.parse().map_err(|e| self.fail(format!("{e}")))).collect()
    }

    fn coordinates(&self) -> Option<Coordinates> {
        Some(Coordinates { lat: self.get("lat").parse().ok()?, lon: self.get("lon").parse().ok()? })
    }

    /// A place; a city where the table has no column for its kind.
    fn place(&self) -> Result<KnownPlace, GazetteerError> {
        let kind = if self.header.contains(&"kind") { self.get("kind") } else { PlaceKind::City.as_str() };
        Ok(KnownPlace {
            name: self.get("name").to_owned(),
            kind: kind.parse().map_err(|e| self.fail(format!("{e}")))?,
            country: self.country("country")?,
            admin: Some(self.get("admin1")).filter(|a| !a.is_empty()).map(str::to_owned),
            coordinates: self.coordinates(),
            geonames: self.get("geonames").parse().ok(),
            population: self.get("population").parse().unwrap_or(0),
        })
    }

    /// A date that may lack day or month: its first day, or its last.
    fn day(&self, column: &str, last: bool) -> Result<Option<Day>, GazetteerError> {
        let text = self.get(column);
        if text.is_empty() {
            return Ok(None);
        }
        let mut parts = text.split('-');
        let mut number = |otherwise: u16| parts.next().map_or(Some(otherwise), |p| p.parse().ok());
        let (year, month, day) = (number(0), number(if last { 12 } else { 1 }), number(if last { 31 } else { 1 }));
        let found = (|| {
            let (year, month, day) = (year?, u8::try_from(month?).ok()?, u8::try_from(day?).ok()?);
            (0..4).find_map(|back| Day::new(year, month, day.checked_sub(back)?))
        })();
        found.map(Some).ok_or_else(|| self.fail(format!("{text:?} is no date: write YYYY, YYYY-MM or YYYY-MM-DD")))
    }
}

/// The lines of a table that are no comments, with their numbers from 0; the first is the header.
fn table_rows(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty())
}

/// A name as it is looked up: the article off, one kind of apostrophe, hyphen and space; lower case unless it is an abbreviation.
pub fn key(name: &str) -> String {
    let mut name: String = name
        .chars()
        .map(|c| match c {
            '’' | '‘' | 'ʼ' | '`' => '\'',
            '‐' | '‑' | '–' => '-',
            c if c.is_whitespace() => ' ',
            c => c,
        })
        .collect();
    if name.contains("  ") {
        name = name.split(' ').filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    }
    let bare = name.trim();
    let bare = bare.strip_prefix("the ").or_else(|| bare.strip_prefix("The ")).unwrap_or(bare);
    if is_abbreviation(bare) { bare.to_owned() } else { bare.to_lowercase() }
}

/// True for "US", "U.N.", "PKK": capitals that must not be taken for the word "us".
fn is_abbreviation(name: &str) -> bool {
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (1..=6).contains(&letters) && name.chars().all(|c| !c.is_alphabetic() || c.is_uppercase())
}

impl Gazetteer {
    /// The gazetteer that comes with the program.
    ///
    /// # Errors
    /// None in a released program: a test reads every table.
    pub fn built_in() -> Result<Self, GazetteerError> {
        let mut gazetteer = Self { long_table: true, ..Self::default() };
        for (table, text) in BUILT_IN {
            gazetteer.add(table, text)?;
        }
        Ok(gazetteer)
    }

    /// Adds the rows of a table, told by its file name. Offices come after the people who held them.
    ///
    /// # Errors
    /// The first row that does not fit, with its line.
    pub fn add(&mut self, table: &str, text: &str) -> Result<(), GazetteerError> {
        let mut lines = table_rows(text);
        let Some((_, header)) = lines.next() else { return Ok(()) };
        let header: Vec<&str> = header.split('\t').map(str::trim).collect();
        for (number, line) in lines {
            let row = Row { table, line: number + 1, header: &header, cells: line.split('\t').collect() };
            self.add_row(table, &row)?;
        }
        Ok(())
    }

    fn add_row(&mut self, table: &str, row: &Row) -> Result<(), GazetteerError> {
        match table {
            "countries.tsv" => self.add_state(row),
            "places.tsv" => self.add_place(row),
            "organisations.tsv" => self.add_organisation(row),
            "people.tsv" => self.add_person(row),
            "offices.tsv" => self.add_office(row),
            "descriptors.tsv" => self.add_descriptor(row),
            "given_names.tsv" => self.add_given_name(row),
            _ => Err(row.fail(
                "no such table: name it countries, places, organisations, people, offices, descriptors or given_names (.tsv)".to_owned(),
            )),
        }
    }

    fn name(&mut self, name: &str, known: Known) {
        let meanings = self.names.entry(key(name)).or_default();
        // Whom a user names so goes before all of the same sort that we know under the name.
        if self.users {
            meanings.retain(|other| std::mem::discriminant(other) != std::mem::discriminant(&known));
        }
        if !meanings.contains(&known) {
            meanings.push(known);
        }
    }

    fn add_state(&mut self, row: &Row) -> Result<(), GazetteerError> {
        let Some(country) = row.country("iso3")? else { return Err(row.fail("a country needs its iso3 code".to_owned())) };
        let index = self.states.len();
        self.states.push(State {
            country,
            cow: row.get("cow").to_owned(),
            name: row.get("name").to_owned(),
            capital: row.get("capital").to_owned(),
            coordinates: row.coordinates(),
            from: row.day("from", false)?,
            until: row.day("until", true)?,
        });
        if self.users {
            self.by_country.insert(country, index);
        }
        self.by_country.entry(country).or_insert(index);
        self.name(row.get("name"), Known::State(index));
        for (column, known) in [
            ("aliases", Known::State(index)),
            ("adjectives", Known::Adjective(index)),
            ("demonyms", Known::Demonym(index)),
            ("seats", Known::Seat(index)),
        ] {
            for name in row.list(column) {
                self.name(name.trim_end_matches('-'), known);
            }
        }
        for capital in row.list("capital").chain(row.list("capital_aliases")) {
            self.capitals.entry(key(capital)).or_default().push(index);
        }
        Ok(())
    }

    fn add_place(&mut self, row: &Row) -> Result<(), GazetteerError> {
        let index = self.places.len();
        self.places.push(row.place()?);
        for name in std::iter::once(row.get("name")).chain(row.list("aliases")) {
            self.name(name, Known::Place(index));
        }
        Ok(())
    }

    fn add_organisation(&mut self, row: &Row) -> Result<(), GazetteerError> {
        let index = self.organisations.len();
        self.organisations.push(Organisation {
            key: row.get("key").to_owned(),
            name: row.get("name").to_owned(),
            kind: row.get("kind").to_owned(),
            country: row.country("country")?,
            sectors: row.sectors()?,
        });
        for name in std::iter::once(row.get("name")).chain(row.list("aliases")) {
            self.name(name, Known::Organisation(index));
        }
        Ok(())
    }

    fn add_person(&mut self, row: &Row) -> Result<(), GazetteerError> {
        let index = self.people.len();
        self.people.push(Person {
            key: row.get("key").to_owned(),
            name: row.get("name").to_owned(),
            country: row.country("country")?,
            offices: Vec::new(),
        });
        for name in std::iter::once(row.get("name")).chain(row.list("aliases")) {
            self.name(name, Known::Person(index));
            // "Le Pen" and "Pen" for "Marine Le Pen": which part is the surname differs from language to language.
            for (space, _) in name.match_indices(' ') {
                let bearers = self.surnames.entry(key(&name[space + 1..])).or_default();
                if bearers.last() != Some(&index) {
                    bearers.push(index);
                }
            }
            // Family name first: "Xi" for Xi Jinping.
            let family_first = self.people[index].country.is_some_and(|c| FAMILY_FIRST.contains(&c.as_str()));
            if let (true, Some((family, _))) = (family_first, name.split_once(' ')) {
                let bearers = self.surnames.entry(key(family)).or_default();
                if bearers.last() != Some(&index) {
                    bearers.push(index);
                }
            }
        }
        Ok(())
    }

    fn add_office(&mut self, row: &Row) -> Result<(), GazetteerError> {
        let office = Office {
            title: row.get("office").trim_start_matches("other:").trim_matches('"').to_owned(),
            country: row.country("country")?,
            from: row.day("from", false)?,
            until: row.day("until", true)?,
        };
        let key = row.get("person");
        match self.people.iter_mut().rev().find(|p| p.key == key) {
            Some(person) if self.users => person.offices.insert(0, office),
            Some(person) => person.offices.push(office),
            None => return Err(row.fail(format!("no person with the key {key:?}: add one to people.tsv"))),
        }
        Ok(())
    }

    fn add_descriptor(&mut self, row: &Row) -> Result<(), GazetteerError> {
        let descriptor = Descriptor { kind: row.get("kind").to_owned(), sectors: row.sectors()?, role_of: row.get("role_of").to_owned() };
        self.descriptors.insert(row.get("noun").to_lowercase(), descriptor);
        Ok(())
    }

    fn add_given_name(&mut self, row: &Row) -> Result<(), GazetteerError> {
        let gender = match row.get("gender") {
            "m" => Gender::Male,
            "f" => Gender::Female,
            other => return Err(row.fail(format!("{other:?} is no gender: write m or f"))),
        };
        self.given_names.insert(key(row.get("name")), gender);
        Ok(())
    }

    /// The gender that goes with the given name at the start of a name, where one goes clearly.
    pub fn gender_of(&self, name: &str) -> Option<Gender> {
        self.given_names.get(&key(name.split(' ').next()?)).copied()
    }

    /// Everything that a name can mean.
    pub fn meanings(&self, name: &str) -> &[Known] {
        self.names.get(&key(name)).map_or(&[], Vec::as_slice)
    }

    /// The people who bear a surname.
    pub fn surname(&self, name: &str) -> &[usize] {
        self.surnames.get(&key(name)).map_or(&[], Vec::as_slice)
    }

    /// The state whose capital has that name.
    pub fn capital(&self, name: &str) -> Option<usize> {
        self.capital_on(name, None)
    }

    /// The state whose capital that was on a day: Moscow was the Soviet Union's in 1985.
    pub fn capital_on(&self, name: &str, day: Option<Day>) -> Option<usize> {
        self.of_the_day(self.capitals.get(&key(name))?.iter().copied(), day)
    }

    /// The state that a name's meanings stand for on a day, by its name, its adjective or its seat.
    pub fn state_on(&self, meanings: &[Known], day: Option<Day>) -> Option<usize> {
        let states = meanings.iter().filter_map(|known| match *known {
            Known::State(i) | Known::Adjective(i) | Known::Seat(i) => Some(i),
            _ => None,
        });
        self.of_the_day(states, day)
    }

    /// Of several states a ceased one that existed on the day; else the first.
    fn of_the_day(&self, mut states: impl Iterator<Item = usize> + Clone, day: Option<Day>) -> Option<usize> {
        states.clone().find(|&i| self.states[i].was_on(day)).or_else(|| states.next())
    }

    /// The state with that code.
    pub fn state(&self, country: Country) -> Option<&State> {
        self.by_country.get(&country).map(|&i| &self.states[i])
    }

    /// What a common noun (lemma or several words, lower case) says of an actor.
    pub fn descriptor(&self, noun: &str) -> Option<&Descriptor> {
        self.descriptors.get(noun)
    }

    /// The last words of all descriptors: "minister" of "foreign minister".
    pub fn descriptor_nouns(&self) -> impl Iterator<Item = &str> {
        self.descriptors.keys().filter_map(|d| d.split_whitespace().next_back())
    }

    /// The state that a name or an adjective stands for, if it is that of a state at all.
    pub fn state_of_word(&self, word: &str) -> Option<usize> {
        self.meanings(word).iter().find_map(|known| match *known {
            Known::State(i) | Known::Adjective(i) | Known::Demonym(i) | Known::Seat(i) => Some(i),
            _ => None,
        })
    }
}
