//! Dictionaries of actors: names with a code each, or several with dates.

use super::Made;
use super::codes::{self, ActorCode};
use super::lines::{self, Left, Line};
use chancery_coder::Gazetteer;
use chancery_coder::gazetteer::Known;
use chancery_record::{Country, Day, Sector};
use std::collections::{BTreeMap, BTreeSet};

/// The rows of the tables that a dictionary of actors fills.
#[derive(Debug, Default)]
pub struct Tables {
    states: BTreeMap<Country, (String, BTreeSet<String>)>,
    organisations: Vec<String>,
    people: Vec<String>,
    offices: Vec<String>,
    keys: BTreeSet<String>,
    /// How many names our tables have alike.
    pub known: usize,
}

/// An actor of the dictionary: its names and its codes.
#[derive(Debug, Default)]
struct Actor {
    line: usize,
    names: Vec<String>,
    codes: Vec<Dated>,
}

/// A code and when it holds.
#[derive(Debug)]
struct Dated {
    line: usize,
    code: ActorCode,
    from: Option<Day>,
    until: Option<Day>,
}

impl Dated {
    fn is_dated(&self) -> bool {
        self.from.is_some() || self.until.is_some()
    }
}

impl Tables {
    /// Adds the lines of a dictionary.
    pub fn read(&mut self, known: &Gazetteer, lines: &[Line]) -> Vec<Left> {
        let (actors, mut left) = actors(lines);
        for actor in &actors {
            left.extend(self.add(known, actor));
        }
        left.sort_by_key(|l| l.line);
        left
    }

    /// Adds an actor; what of it has no counterpart.
    fn add(&mut self, known: &Gazetteer, actor: &Actor) -> Vec<Left> {
        let Some(first) = actor.names.first() else { return Vec::new() };
        let Some(code) = actor.codes.iter().map(|d| &d.code).find(|c| !c.is_empty()) else {
            return vec![Left::new(actor.line, format!("{first:?} has no code that says something"), "give it a code such as [USAGOV]")];
        };
        let dated = actor.codes.iter().any(Dated::is_dated);
        let state = code.country.filter(|c| c.is_state());
        if let (Some(country), true, false) = (state, code.sectors.is_empty(), dated) {
            return self.add_state(known, country, actor).err().into_iter().collect();
        }
        let organisation = actor.names.iter().any(|n| known.meanings(n).iter().any(|k| matches!(k, Known::Organisation(_))));
        if !organisation && (dated || known.gender_of(first).is_some()) {
            return self.add_person(actor, code);
        }
        self.add_organisation(actor, code);
        let what = || format!("the dates of {first:?}: an organisation has one code, the first is taken");
        dated.then(|| Left::new(actor.line, what(), "give its later names and sectors rows of their own")).into_iter().collect()
    }

    /// Names that stand for a country and nothing else: more names of a state.
    fn add_state(&mut self, known: &Gazetteer, country: Country, actor: &Actor) -> Result<(), Left> {
        let Some(state) = known.state(country) else {
            return Err(Left::new(actor.line, format!("no state has the code {country}"), "use a code of ISO 3166"));
        };
        // A state's name in capitals alone would be an abbreviation.
        let shouted = |name: &String| name.len() > 3 && name.chars().all(|c| !c.is_lowercase());
        for name in actor.names.iter().filter(|n| !shouted(n)) {
            let of = |i: usize| known.states.get(i).is_some_and(|s| s.country == country);
            let ours = known.meanings(name).iter().any(|k| match *k {
                Known::State(i) | Known::Adjective(i) | Known::Demonym(i) | Known::Seat(i) => of(i),
                Known::Place(i) => known.places.get(i).is_some_and(|p| p.country == Some(country)),
                _ => false,
            });
            if ours {
                self.known += 1;
                continue;
            }
            let row = self.states.entry(country).or_insert_with(|| {
                let (lat, lon) = state.coordinates.map_or_else(Default::default, |c| (c.lat.to_string(), c.lon.to_string()));
                (format!("{country}\t{}\t{}\t{}\t{lat}\t{lon}", state.cow, state.name, state.capital), BTreeSet::new())
            });
            row.1.insert(name.clone());
        }
        Ok(())
    }

    fn add_person(&mut self, actor: &Actor, code: &ActorCode) -> Vec<Left> {
        let mut left = Vec::new();
        let key = self.key(&actor.names);
        self.people.push(format!("{key}\t{}\t{}", named(&actor.names), country(code.country)));
        // The first restriction that fits holds there; here the last row does.
        for dated in actor.codes.iter().rev() {
            let Some(title) = dated.code.sectors.iter().find_map(|s| title(*s)) else {
                left.extend(
                    dated
                        .code
                        .sectors
                        .first()
                        .map(|s| Left::new(dated.line, format!("{s}: no office has this sector"), codes::SECTORS_ALONE)),
                );
                continue;
            };
            let day = |day: Option<Day>| day.map_or_else(String::new, |d| d.to_string());
            let serves = country(dated.code.country.or(code.country));
            self.offices.push(format!("{key}\tother:\"{title}\"\t{serves}\t{}\t{}", day(dated.from), day(dated.until)));
        }
        left
    }

    fn add_organisation(&mut self, actor: &Actor, code: &ActorCode) {
        let key = self.key(&actor.names);
        let sectors = code.sectors.iter().map(|s| s.as_str()).collect::<Vec<_>>().join("|");
        self.organisations.push(format!("{key}\t{}\t{}\t{}\t{sectors}", named(&actor.names), kind(code), country(code.country)));
    }

    /// A key that no other row has.
    fn key(&mut self, names: &[String]) -> String {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
        let slug: String = names.first().map_or("", String::as_str).chars().map(plain).collect();
        let slug = format!("imported-{}", slug.split('-').filter(|p| !p.is_empty()).collect::<Vec<_>>().join("-"));
        let key =
            std::iter::once(slug.clone()).chain((2..).map(|n| format!("{slug}-{n}"))).find(|k| !self.keys.contains(k)).unwrap_or(slug);
        self.keys.insert(key.clone());
        key
    }

    /// The tables, people before their offices.
    pub fn made(&self) -> Vec<Made> {
        let states = self.states.values().map(|(row, names)| format!("{row}\t{}", names.iter().cloned().collect::<Vec<_>>().join("|")));
        let table = |path, header: &str, rows: Vec<String>| Made {
            path,
            entries: rows.len(),
            text: std::iter::once(header.to_owned()).chain(rows).map(|row| row + "\n").collect(),
        };
        vec![
            table("gazetteer/countries.tsv", "iso3\tcow\tname\tcapital\tlat\tlon\taliases", states.collect()),
            table("gazetteer/organisations.tsv", "key\tname\taliases\tkind\tcountry\tsectors", self.organisations.clone()),
            table("gazetteer/people.tsv", "key\tname\taliases\tcountry", self.people.clone()),
            table("gazetteer/offices.tsv", "person\toffice\tcountry\tfrom\tuntil", self.offices.clone()),
        ]
    }
}

/// The actors of a dictionary: a name with or without a code, further names behind `+`, further codes in lines of their own.
fn actors(lines: &[Line]) -> (Vec<Actor>, Vec<Left>) {
    let (mut found, mut left): (Vec<Actor>, Vec<Left>) = (Vec::new(), Vec::new());
    for line in lines {
        let (phrase, code) = lines::code(line.text);
        let synonym = phrase.strip_prefix('+');
        if !phrase.is_empty() && (synonym.is_none() || found.is_empty()) {
            found.push(Actor { line: line.number, ..Actor::default() });
        }
        let Some(actor) = found.last_mut() else {
            left.push(Left::new(line.number, "a code stands before the first name", "put the name above it"));
            continue;
        };
        if !phrase.is_empty() {
            match names(synonym.unwrap_or(phrase)) {
                Some(names) => actor.names.extend(names),
                None => left.push(Left::new(line.number, format!("{phrase:?} is no name"), "write words, with _ or blanks between them")),
            }
        }
        match code.map(|code| dated(line.number, code)) {
            Some(Ok(code)) => {
                if !code.code.unknown.is_empty() && !code.code.is_empty() {
                    left.push(Left::new(
                        line.number,
                        format!("{} of the code: the rest is kept", code.code.unknown.join(", ")),
                        codes::SECTORS_ALONE,
                    ));
                }
                actor.codes.push(code);
            }
            Some(Err(what)) => left.push(Left::new(line.number, what, "write YYMMDD or YYYYMMDD, as in [USAGOV 930120-20010120]")),
            None => {}
        }
    }
    (found, left)
}

/// A code with its restriction: `<day`, `>day` or `day-day`, both days included.
fn dated(line: usize, text: &str) -> Result<Dated, String> {
    let (code, restriction) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    // Some write the restriction without a blank before it.
    let (code, restriction) = match code.find(['<', '>']) {
        Some(at) => (&code[..at], &text[at..]),
        None => (code, restriction),
    };
    let restriction: String = restriction.chars().filter(|c| !c.is_whitespace()).collect();
    let read = |text: &str| day(text).map(Some).ok_or_else(|| format!("{text:?} is no day"));
    let (from, until) = match (restriction.strip_prefix('>'), restriction.strip_prefix('<'), restriction.split_once('-')) {
        _ if restriction.is_empty() => (None, None),
        (Some(from), ..) => (read(from)?, None),
        (_, Some(until), _) => (None, read(until)?),
        (_, _, Some((from, until))) => (read(from)?, read(until)?),
        _ => return Err(format!("{restriction:?} is no restriction to days")),
    };
    Ok(Dated { line, code: codes::actor(code), from, until })
}

/// YYYYMMDD or YYMMDD; two digits up to 30 are of this century.
fn day(text: &str) -> Option<Day> {
    let digits: u32 = Some(text).filter(|t| t.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()?;
    let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
    let year = match text.len() {
        8 => year,
        6 if year <= 30 => 2000 + year,
        6 => 1900 + year,
        _ => return None,
    };
    Day::new(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// The names that a phrase stands for. Capitals are all that a dictionary has: "EU" stays as it is, a word of four letters to six may
/// be an abbreviation or not, a longer one is none.
fn names(phrase: &str) -> Option<Vec<String>> {
    const SMALL: [&str; 9] = ["of", "the", "and", "for", "in", "on", "de", "al", "bin"];
    let words = lines::words(phrase)?;
    let titled = |(i, w): (usize, &String)| if i > 0 && SMALL.contains(&w.as_str()) { w.clone() } else { title_case(w) };
    let name = words.iter().enumerate().map(titled).collect::<Vec<_>>().join(" ");
    let upper = name.to_uppercase();
    Some(match upper.chars().filter(|c| c.is_alphabetic()).count() {
        _ if words.len() > 1 => vec![name],
        0..=3 => vec![upper],
        4..=6 => vec![name, upper],
        _ => vec![name],
    })
}

fn title_case(word: &str) -> String {
    word.split_inclusive('-')
        .map(|part| {
            let mut letters = part.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        })
        .collect()
}

/// Name and aliases as two cells.
fn named(names: &[String]) -> String {
    let (first, rest) = names.split_first().map_or((String::new(), [].as_slice()), |(f, r)| (f.clone(), r));
    format!("{first}\t{}", rest.join("|"))
}

fn country(country: Option<Country>) -> String {
    country.map_or_else(String::new, |c| c.to_string())
}

/// The kind of an organisation with that code.
fn kind(code: &ActorCode) -> &'static str {
    match (code.country.map(|c| c.as_str()), code.sectors.first()) {
        (Some("IGO" | "UNO" | "EUR"), _) => "igo",
        (Some("NGO"), _) => "ngo",
        (Some("MNC"), _) | (_, Some(Sector::Bus)) => "company",
        (Some("IMG"), _) | (_, Some(Sector::Reb | Sector::Prm | Sector::Uaf)) => "armed_group",
        (_, Some(Sector::Med | Sector::Jrn)) => "media",
        (_, Some(Sector::Pty)) => "party",
        (_, Some(Sector::Mil)) => "military",
        (_, Some(Sector::Leg)) => "parliament",
        (_, Some(Sector::Jud)) => "court",
        (_, Some(Sector::Gov | Sector::Cop | Sector::Spy)) => "agency",
        _ => "movement",
    }
}

/// The title that stands for a sector where a dictionary says no more; none for the elite, whose members hold no office.
fn title(sector: Sector) -> Option<&'static str> {
    Some(match sector {
        Sector::Gov => "government official",
        Sector::Mil => "commander",
        Sector::Leg => "lawmaker",
        Sector::Jud => "judge",
        Sector::Cop => "police officer",
        Sector::Spy => "intelligence official",
        Sector::Opp => "opposition leader",
        Sector::Reb => "rebel leader",
        Sector::Pty => "party leader",
        Sector::Prm => "militiaman",
        Sector::Rel => "religious leader",
        Sector::Bus => "businessman",
        Sector::Jrn | Sector::Med => "journalist",
        Sector::Lab => "union leader",
        Sector::Edu => "professor",
        Sector::Soc => "activist",
        Sector::Crm => "criminal",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Tables, Vec<Left>) {
        let mut tables = Tables::default();
        let left = tables.read(&Gazetteer::built_in().expect("tables"), &lines::of(text));
        (tables, left)
    }

    #[test]
    fn an_actor_becomes_a_row_of_its_table() {
        let (tables, left) = read(
            "FRANCE_ [FRA]\n+GALLIC_SHORE_\n\nMARY_TESTWELL_ ; a person\n+M._TESTWELL_\n\t[GBROPP <19970501]\n\t[GBRGOV 970502-20070627]\n\t[GBRELI]\n\n\
             BLUE_HARBOUR_FRONT_ [PHLREB]\nZZQ_ [IGO]\nTEAM_NOWHERE_ [QQQ]\n",
        );
        assert_eq!(tables.made()[0].text.lines().nth(1), Some("FRA\t220\tFrance\tParis\t48.86\t2.35\tGallic Shore"));
        assert_eq!(
            tables.organisations,
            ["imported-blue-harbour-front\tBlue Harbour Front\t\tarmed_group\tPHL\tREB", "imported-zzq\tZZQ\t\tigo\tIGO\t"]
        );
        assert_eq!(tables.people, ["imported-mary-testwell\tMary Testwell\tM. Testwell\tGBR"]);
        assert_eq!(
            tables.offices,
            [
                "imported-mary-testwell\tother:\"government official\"\tGBR\t1997-05-02\t2007-06-27",
                "imported-mary-testwell\tother:\"opposition leader\"\tGBR\t\t1997-05-01",
            ]
        );
        assert_eq!(left.iter().map(|l| l.line).collect::<Vec<_>>(), [8, 12]);
        assert_eq!(tables.known, 1);
    }

    #[test]
    fn restrictions_are_days() {
        let of = |text: &str| dated(1, text).map(|d| (d.from.map(|d| d.to_string()), d.until.map(|d| d.to_string())));
        assert_eq!(of("USAGOV >930120"), Ok((Some("1993-01-20".to_owned()), None)));
        assert_eq!(of("USAGOV<930120"), Ok((None, Some("1993-01-20".to_owned()))));
        assert_eq!(of("USAGOV 300101 - 20400101"), Ok((Some("2030-01-01".to_owned()), Some("2040-01-01".to_owned()))));
        assert_eq!(of("USAGOV >931320").unwrap_err(), "\"931320\" is no day");
        assert_eq!(of("USAGOV 93").unwrap_err(), "\"93\" is no restriction to days");
    }

    #[test]
    fn a_title_has_the_sector_that_it_stands_for() {
        let known = Gazetteer::built_in().expect("tables");
        for &sector in Sector::ALL {
            let Some(title) = title(sector) else { continue };
            let own = known.descriptor(title).map(|d| d.sectors.clone()).unwrap_or_default();
            assert!(own.contains(&sector) || sector == Sector::Med, "{title}: {own:?}");
        }
    }
}
