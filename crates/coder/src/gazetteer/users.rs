//! Tables that users add: TSV or CSV with the columns of ours, or TOML for a few rows. Which table it is shows in its
//! columns. A user's row goes before ours.

use super::{Gazetteer, GazetteerError, Row};
use std::collections::BTreeMap;
use toml::Spanned;

/// The tables that can be added to, with their columns; the first ones tell a table from the others.
const TABLES: [(&str, &[&str], &[&str]); 7] = [
    ("offices.tsv", &["person", "office"], &["person", "office", "country", "from", "until"]),
    ("organisations.tsv", &["key", "kind"], &["key", "name", "aliases", "kind", "country", "sectors", "seat", "from", "until"]),
    ("people.tsv", &["key", "name"], &["key", "name", "aliases", "country"]),
    ("descriptors.tsv", &["noun"], &["noun", "kind", "sectors", "role_of"]),
    ("given_names.tsv", &["name", "gender"], &["name", "gender"]),
    (
        "countries.tsv",
        &["iso3"],
        &[
            "iso3",
            "iso2",
            "cow",
            "name",
            "aliases",
            "adjectives",
            "demonyms",
            "capital",
            "seats",
            "lat",
            "lon",
            "from",
            "until",
            "capital_aliases",
        ],
    ),
    ("places.tsv", &["name"], &["name", "aliases", "kind", "country", "admin1", "lat", "lon", "geonames", "population"]),
];
/// Columns without which a row says nothing, beside those that tell the table.
const NEEDED: [(&str, &str); 2] = [("offices.tsv", "country"), ("countries.tsv", "name")];

/// A row before its table is known: its line and its cells.
type Cells = (usize, Vec<String>);

impl Gazetteer {
    /// Adds a user's file, told by the ending of its name: `.tsv`, `.csv` or `.toml`. Offices come after their people.
    ///
    /// # Errors
    /// The first row that does not fit, with file, line and remedy.
    pub fn add_users(&mut self, file: &str, text: &str) -> Result<(), GazetteerError> {
        self.users = true;
        let fail = |line: usize, message: String| GazetteerError { table: file.to_owned(), line, message };
        if file.to_lowercase().ends_with(".toml") {
            let tables: BTreeMap<String, Vec<Spanned<toml::Table>>> = toml::from_str(text).map_err(|e| {
                let line = e.span().map_or(1, |s| line_of(text, s.start));
                fail(
                    line,
                    format!("{}: write [[place]], [[organisation]], … and below it lines such as name = \"Springfield\"", e.message()),
                )
            })?;
            // People before their offices, whatever the order of the file.
            let offices_last = |name: &&String| name.starts_with("office");
            let (mut names, offices): (Vec<_>, Vec<_>) = tables.keys().partition(|n| !offices_last(n));
            names.extend(offices);
            for row in names.into_iter().flat_map(|name| &tables[name]) {
                let line = line_of(text, row.span().start);
                let header: Vec<&str> = row.get_ref().keys().map(String::as_str).collect();
                let cells = row.get_ref().values().map(cell).collect();
                self.add_rows(file, (line, &header), vec![(line, cells)])?;
            }
            return Ok(());
        }
        let separator = if file.to_lowercase().ends_with(".csv") { ',' } else { '\t' };
        let mut rows = split(text, separator)
            .map_err(|line| fail(line, "a quotation mark is opened and not closed: close it".to_owned()))?
            .into_iter();
        let Some((line, header)) = rows.next() else {
            return Err(fail(1, "there is no row in it: begin with a line that names the columns".to_owned()));
        };
        let header: Vec<&str> = header.iter().map(|c| c.trim()).collect();
        self.add_rows(file, (line, &header), rows.collect())
    }

    fn add_rows(&mut self, file: &str, (line, header): (usize, &[&str]), rows: Vec<Cells>) -> Result<(), GazetteerError> {
        let fail = |line: usize, message: String| GazetteerError { table: file.to_owned(), line, message };
        let Some((table, _, columns)) = TABLES.iter().find(|(_, told_by, _)| told_by.iter().all(|c| header.contains(c))) else {
            return Err(fail(
                line,
                format!("the columns {} are of no table: see gazetteer/README.md for those of each", header.join(", ")),
            ));
        };
        if let Some(unknown) = header.iter().find(|c| !columns.contains(c)) {
            return Err(fail(line, format!("{table} has no column {unknown:?}: it has {}", columns.join(", "))));
        }
        if let Some((_, needed)) = NEEDED.iter().find(|(t, needed)| t == table && !header.contains(needed)) {
            return Err(fail(line, format!("the column {needed} is missing: add it")));
        }
        for (line, cells) in rows {
            if cells.len() > header.len() {
                return Err(fail(
                    line,
                    format!("{} cells for {} columns: take the separators out, or name the columns", cells.len(), header.len()),
                ));
            }
            let row = Row { table: file, line, header, cells: cells.iter().map(String::as_str).collect() };
            let first = if header.contains(&"noun") {
                "noun"
            } else if header.contains(&"person") {
                "person"
            } else {
                "name"
            };
            if row.get(first).is_empty() {
                return Err(fail(line, format!("the {first} is missing: fill it in, or take the row out")));
            }
            self.add_row(table, &row)?;
        }
        Ok(())
    }
}

/// A value of TOML as a cell.
fn cell(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => text.clone(),
        toml::Value::Array(values) => values.iter().map(cell).collect::<Vec<_>>().join("|"),
        other => other.to_string(),
    }
}

fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|&b| b == b'\n').count() + 1
}

/// The rows of a table; in CSV a cell may be quoted, with two quotation marks for one and with line breaks. An error is
/// the line of a quotation mark that isn't closed.
fn split(text: &str, separator: char) -> Result<Vec<Cells>, usize> {
    let mut rows: Vec<Cells> = Vec::new();
    let mut lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    while let Some((number, line)) = lines.next() {
        if line.starts_with('#') || line.trim().is_empty() {
            continue;
        }
        if separator == '\t' {
            rows.push((number + 1, line.split('\t').map(str::to_owned).collect()));
            continue;
        }
        let (mut cells, mut quoted, mut line) = (vec![String::new()], false, line.to_owned());
        loop {
            let mut letters = line.chars().peekable();
            while let Some(letter) = letters.next() {
                let Some(cell) = cells.last_mut() else { break };
                match letter {
                    '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
                    '"' if quoted || cell.is_empty() => quoted = !quoted,
                    c if c == separator && !quoted => cells.push(String::new()),
                    c => cell.push(c),
                }
            }
            if !quoted {
                break;
            }
            let Some((_, next)) = lines.next() else { return Err(number + 1) };
            line = format!("\n{next}");
        }
        rows.push((number + 1, cells));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gazetteer::Known;

    fn added(file: &str, text: &str) -> Result<Gazetteer, String> {
        let mut gazetteer = Gazetteer::default();
        gazetteer
            .add("organisations.tsv", "key\tname\taliases\tkind\tcountry\tsectors\nnorth-bank\tNorth Bank\tNB\tcompany\tGBR\tBUS\n")
            .expect("a table");
        gazetteer.add_users(file, text).map_err(|e| e.to_string())?;
        Ok(gazetteer)
    }

    #[test]
    fn the_columns_tell_the_table() {
        let places = added("own.csv", "name,country,lat,lon\n\"Alt, Neu\",DEU,50.1,8.2\n").expect("a place");
        assert!(matches!(places.meanings("Alt, Neu"), [Known::Place(0)]));
        let people = added("own.tsv", "key\tname\tcountry\nann-lee\tAnn Lee\tCAN\n").expect("a person");
        assert_eq!(people.surname("Lee"), [0]);
        let toml = "[[office]]\nperson = \"ann-lee\"\noffice = \"foreign_minister\"\ncountry = \"CAN\"\nfrom = \"2020\"\n\n[[person]]\nkey = \"ann-lee\"\nname = \"Ann Lee\"\naliases = [\"A. Lee\"]\n";
        let both = added("own.toml", toml).expect("a person and an office");
        assert_eq!((both.people[0].offices.len(), both.meanings("A. Lee").len()), (1, 1));
    }

    #[test]
    fn a_users_row_goes_before_ours() {
        let own = added(
            "own.tsv",
            "key\tname\taliases\tkind\tcountry\tsectors\nnational-broadcaster\tNational Broadcaster\tNB\tmedia\tUSA\tJRN\n",
        );
        assert!(matches!(own.expect("an organisation").meanings("NB"), [Known::Organisation(1)]));
        let same = added("own.tsv", "key\tname\tkind\tcountry\nnorth-bank\tNorth Bank\tcompany\tIRL\n").expect("an organisation");
        let [Known::Organisation(i)] = same.meanings("North Bank") else { panic!("one meaning") };
        assert_eq!(same.organisations[*i].country.map(|c| c.as_str()), Some("IRL"));
    }

    #[test]
    fn what_does_not_fit_is_named_with_its_line() {
        for (file, text, message) in [
            ("a.tsv", "name\tcolour\nX\tred\n", "a.tsv, line 1: places.tsv has no column \"colour\": it has name,"),
            ("a.tsv", "# mine\nname\tkind\tcountry\nX\tcity\tXXX\n", "a.tsv, line 3: "),
            ("a.tsv", "name\tcountry\nX\tFRA\t1\n", "a.tsv, line 2: 3 cells for 2 columns"),
            ("a.csv", "name,country\n\"X,FRA\n", "a.csv, line 2: a quotation mark"),
            ("a.csv", "", "a.csv, line 1: there is no row"),
            ("a.toml", "\n[[place]]\nname = \"X\"\nland = \"FRA\"\n", "a.toml, line 2: places.tsv has no column \"land\""),
            ("a.toml", "name = \"X\"\n", "a.toml, line 1: "),
            ("a.tsv", "person\toffice\tcountry\nnobody\tspokesperson\tFRA\n", "a.tsv, line 2: no person with the key"),
        ] {
            let error = added(file, text).expect_err("an error");
            assert!(error.starts_with(message), "{error}");
        }
    }
}
