//! Dictionaries of agents: common nouns and what part they play, `RESCUE_WORKER [~CVL]`.

use super::lines::{self, Left, Line};
use super::{Made, codes};
use chancery_coder::Gazetteer;
use std::collections::{BTreeMap, HashMap};

/// The rows of a table of descriptors.
#[derive(Debug, Default)]
pub struct Table {
    /// Nouns with kind and sectors.
    rows: BTreeMap<String, (&'static str, String)>,
    /// How many our table has alike.
    pub known: usize,
}

impl Table {
    /// Adds the lines of a dictionary.
    pub fn read(&mut self, known: &Gazetteer, lines: &[Line]) -> Vec<Left> {
        let (mut left, mut markers) = (Vec::new(), HashMap::new());
        for line in lines {
            if let Some((marker, list)) = line.text.split_once('=').filter(|(m, _)| m.trim().starts_with('!')) {
                markers.insert(marker.trim().to_uppercase(), list.split(',').map(|w| w.trim().to_uppercase()).collect());
                continue;
            }
            let (phrase, Some(code)) = lines::code(line.text) else {
                left.push(Left::new(line.number, format!("{:?} has no code in square brackets", line.text), "add one, as in [~GOV]"));
                continue;
            };
            let (phrase, plural) = phrase.split_once('{').unwrap_or((phrase, ""));
            // A noun without a plural is one of many: "police".
            let group = line.text.contains('{') && plural.trim_end_matches('}').trim().is_empty();
            let kind = match (code.trim_end().ends_with('~'), group) {
                (true, _) => "organisation",
                (_, true) => "group",
                _ => "person",
            };
            let read = codes::actor(code.trim_matches('~'));
            let unknown = read.unknown.iter().map(String::as_str).chain(read.country.map(|c| c.as_str()));
            let unknown = unknown.collect::<Vec<_>>().join(", ");
            if read.sectors.is_empty() {
                left.push(Left::new(
                    line.number,
                    format!("the code {code:?} names no sector"),
                    "give it one of PLOVER's sectors, such as GOV",
                ));
                continue;
            }
            if !unknown.is_empty() {
                left.push(Left::new(line.number, format!("{unknown} of the code {code:?}: the rest is kept"), codes::SECTORS_ALONE));
            }
            let sectors = read.sectors.iter().map(|s| s.as_str()).collect::<Vec<_>>().join("|");
            for phrase in [phrase, plural.trim_end().trim_end_matches('}')].iter().filter(|p| !p.trim().is_empty()) {
                match expanded(phrase, &markers) {
                    Ok(nouns) => nouns.into_iter().for_each(|noun| self.add(known, noun, kind, &sectors)),
                    Err(what) => left.push(Left::new(line.number, what, "write words, with _ or blanks between them")),
                }
            }
        }
        left
    }

    fn add(&mut self, known: &Gazetteer, noun: String, kind: &'static str, sectors: &str) {
        let ours = known.descriptor(&noun).map(|d| d.sectors.iter().map(|s| s.as_str()).collect::<Vec<_>>().join("|"));
        if ours.as_deref() == Some(sectors) {
            self.known += 1;
        } else {
            self.rows.insert(noun, (kind, sectors.to_owned()));
        }
    }

    /// The table.
    pub fn made(&self) -> Made {
        let mut text = "noun\tkind\tsectors\trole_of\n".to_owned();
        for (noun, (kind, sectors)) in &self.rows {
            text += &format!("{noun}\t{kind}\t{sectors}\tcountry\n");
        }
        Made { path: "gazetteer/descriptors.tsv", text, entries: self.rows.len() }
    }
}

/// The nouns that a phrase stands for: each word of a marker's list in its place.
fn expanded(phrase: &str, markers: &HashMap<String, Vec<String>>) -> Result<Vec<String>, String> {
    let phrase = phrase.trim().to_uppercase();
    let marker = phrase.split('!').nth(1).map(|name| format!("!{name}!"));
    let phrases = match marker {
        Some(marker) => match markers.get(&marker) {
            Some(words) => words.iter().map(|w| phrase.replacen(&marker, w, 1)).collect(),
            None => return Err(format!("the marker {marker} of {phrase:?} is not defined above it")),
        },
        None => vec![phrase],
    };
    phrases.iter().map(|p| lines::words(p).map(|w| w.join(" ")).ok_or_else(|| format!("{p:?} is no word"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nouns_become_descriptors() {
        let text = "!FOLK! = MAN, WOMEN\nHARBOUR_!FOLK! [~LAB]\nTIDE_WARDEN {TIDE_WARDENS_MAJOR} [~COP]\nCOASTWATCH {} [~MIL]\nGUILD [BUS~]\nLAWMAKER [~LEG]\n\
                    NOBODY\nODD [~ZZZ]\nENVOY_X [~GOVQQQ]\nX!Y! [~GOV]\n";
        let mut table = Table::default();
        let left = table.read(&Gazetteer::built_in().expect("tables"), &lines::of(text));
        let rows: Vec<String> = table.made().text.lines().skip(1).map(str::to_owned).collect();
        assert_eq!(
            rows,
            [
                "coastwatch\tgroup\tMIL\tcountry",
                "envoy x\tperson\tGOV\tcountry",
                "guild\torganisation\tBUS\tcountry",
                "harbour man\tperson\tLAB\tcountry",
                "harbour women\tperson\tLAB\tcountry",
                "tide warden\tperson\tCOP\tcountry",
                "tide wardens major\tperson\tCOP\tcountry",
            ]
        );
        assert_eq!(left.iter().map(|l| l.line).collect::<Vec<_>>(), [7, 8, 9, 10]);
        assert_eq!(table.known, 1);
    }
}
