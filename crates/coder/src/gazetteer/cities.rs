//! The cities that `places.tsv` doesn't have: a long table of which a document needs a handful of rows. So names are
//! indexed by hash when the first is looked up, and a row is read only when its name is asked for.

use super::{Gazetteer, GazetteerError, KnownPlace, Row, key, table_rows};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::OnceLock;

/// The name of the table.
pub const TABLE: &str = "cities.tsv";
/// The table.
pub static TEXT: &str = include_str!("../../../../gazetteer/cities.tsv");

/// Hash of a name and the place of its row in the table, in order.
static INDEX: OnceLock<Vec<(u64, usize)>> = OnceLock::new();

/// A city of the long table.
#[derive(Clone, Debug)]
pub struct City {
    /// What is known of it.
    pub place: KnownPlace,
    /// True where its name is a common English word.
    pub word: bool,
}

fn hash(name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    name.hash(&mut hasher);
    hasher.finish()
}

fn index() -> &'static [(u64, usize)] {
    INDEX.get_or_init(|| {
        let mut index = Vec::with_capacity(TEXT.len() / 32);
        for line in table_rows(TEXT).skip(1).map(|(_, line)| line) {
            let at = line.as_ptr() as usize - TEXT.as_ptr() as usize;
            let mut cells = line.splitn(3, '\t');
            let (name, aliases) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
            let names = std::iter::once(name).chain(aliases.split('|').filter(|a| !a.is_empty()));
            index.extend(names.map(|name| (hash(&key(name)), at)));
        }
        index.sort_unstable();
        index
    })
}

fn named(name: &str) -> Vec<City> {
    let (wanted, index) = (key(name), index());
    let own = hash(&wanted);
    let first = index.partition_point(|&(h, _)| h < own);
    let header: Vec<&str> = table_rows(TEXT).next().map_or("", |(_, line)| line).split('\t').collect();
    let lines = index[first..].iter().take_while(|&&(h, _)| h == own).filter_map(|&(_, at)| TEXT.get(at..)?.lines().next());
    let rows = lines.map(|line| Row { table: TABLE, line: 0, header: &header, cells: line.split('\t').collect() });
    let mut found: Vec<City> = rows
        .filter(|row| std::iter::once(row.get("name")).chain(row.list("aliases")).any(|n| key(n) == wanted))
        .filter_map(|row| city(&row).ok())
        .collect();
    found.sort_by_key(|c| std::cmp::Reverse(c.place.population));
    found
}

fn city(row: &Row) -> Result<City, GazetteerError> {
    Ok(City { place: row.place()?, word: !row.get("word").is_empty() })
}

impl Gazetteer {
    /// The cities of the long table with that name, the largest first.
    pub fn cities(&self, name: &str) -> Vec<City> {
        if self.long_table { named(name) } else { Vec::new() }
    }

    /// True for a name that is somebody's or something else's too: it is a city's only beside its country or division.
    pub fn is_guarded(&self, name: &str) -> bool {
        !self.surname(name).is_empty() || self.given_names.contains_key(&key(name)) || !self.meanings(name).is_empty()
    }
}
