//! Proper names and set phrases that an automatic rewriter mangled: known wordings from `lexicon/substitutions.toml`, words
//! swapped inside a known name, and a state's full name in the name of an outlet ("Russian Federation Today").

use super::NoteDraft;
use crate::gazetteer::{Gazetteer, Known};
use chancery_record::{ByteSpan, NoteKind};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The file of wordings.
const FILE: &str = include_str!("../../../../lexicon/substitutions.toml");
/// Words around which a small "today" is the end of an outlet's name.
const MEDIA: [&str; 22] = [
    "broadcaster",
    "broadcasters",
    "outlet",
    "outlets",
    "channel",
    "channels",
    "agency",
    "agencies",
    "network",
    "networks",
    "news",
    "media",
    "television",
    "tv",
    "website",
    "websites",
    "newspaper",
    "station",
    "portal",
    "press",
    "propaganda",
    "sputnik",
];
/// Words that may stand in small letters inside a name.
const SMALL: [&str; 6] = ["of", "and", "for", "the", "on", "in"];
/// The longest name that is looked up, in words.
const LONGEST: usize = 8;

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct File {
    substitution: Vec<Rule>,
    swap: Vec<Swap>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    wrong: Vec<String>,
    right: String,
    #[serde(default)]
    name: bool,
    #[serde(default)]
    first: bool,
    #[serde(default)]
    hyphen: bool,
    #[serde(default)]
    not_before: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the sentences are the tests of their entry"))]
    yes: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the sentences are the tests of their entry"))]
    no: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Swap {
    odd: String,
    proper: String,
    #[cfg_attr(not(test), expect(dead_code, reason = "the sentences are the tests of their entry"))]
    yes: Vec<String>,
    #[cfg_attr(not(test), expect(dead_code, reason = "the sentences are the tests of their entry"))]
    no: Vec<String>,
}

/// The rules with an index by first word.
#[derive(Default)]
struct Rules {
    rules: Vec<Rule>,
    by_first: HashMap<String, Vec<(usize, Vec<String>)>>,
    swaps: HashMap<String, String>,
}

/// A file that can't be read gives no rules rather than no record; a test reads it.
static RULES: LazyLock<Rules> = LazyLock::new(|| toml::from_str(FILE).map(Rules::new).unwrap_or_default());

impl Rules {
    fn new(file: File) -> Self {
        let mut by_first: HashMap<String, Vec<(usize, Vec<String>)>> = HashMap::new();
        for (index, rule) in file.substitution.iter().enumerate() {
            for wrong in &rule.wrong {
                let words: Vec<String> = wrong.split_whitespace().map(str::to_owned).collect();
                if let Some(first) = words.first() {
                    by_first.entry(first.clone()).or_default().push((index, words));
                }
            }
        }
        let swaps = file.swap.into_iter().map(|s| (s.odd, s.proper)).collect();
        Self { rules: file.substitution, by_first, swaps }
    }
}

/// A run of letters and digits.
struct Word<'t> {
    raw: &'t str,
    lower: String,
    span: ByteSpan,
    /// What stands between it and the word before.
    gap: &'t str,
}

impl Word<'_> {
    fn capital(&self) -> bool {
        self.raw.starts_with(char::is_uppercase)
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let (mut found, mut end) = (Vec::new(), 0);
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                let raw = &text[begin..at];
                found.push(Word { raw, lower: raw.to_lowercase(), span: ByteSpan::new(begin, at), gap: &text[end..begin] });
                (end, start) = (at, None);
            }
            _ => {}
        }
    }
    found
}

/// True where two words stand in one phrase: nothing between them but a space, a hyphen or the stop of an initial.
fn joined(before: &Word, word: &Word) -> bool {
    let initial = before.raw.chars().count() == 1;
    !word.gap.contains("\n\n") && word.gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '‑' | '‐') || initial && c == '.')
}

pub(super) fn find(text: &str, gazetteer: &Gazetteer) -> Vec<NoteDraft> {
    let words = words(text);
    let mut found: Vec<NoteDraft> = Vec::new();
    for i in 0..words.len() {
        let next = wording(&words, i).or_else(|| swapped(&words, i, gazetteer)).or_else(|| outlet(&words, i, gazetteer));
        if let Some((span, right)) = next
            && found.last().is_none_or(|f| !f.span.overlaps(span))
        {
            found.push(NoteDraft {
                kind: NoteKind::OddSubstitution,
                span,
                message: format!("This looks like \"{right}\" put through an automatic rewriter: compare it with the original."),
            });
        }
    }
    found
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// A wording of the file that begins at a word.
fn wording(words: &[Word], i: usize) -> Option<(ByteSpan, String)> {
    let rules = &*RULES;
    rules.by_first.get(words[i].lower.as_str())?.iter().find_map(|(index, pattern)| {
        let run = words.get(i..i + pattern.len())?;
        let rule = rules.rules.get(*index)?;
        let (last, plural) = (run.len() - 1, |w: &str, p: &str| w == p || w.strip_suffix('s') == Some(p) && p.len() > 3);
        let same = run.iter().zip(pattern).enumerate().all(|(k, (w, p))| if k == last { plural(&w.lower, p) } else { w.lower == *p });
        let close = run.windows(2).all(|w| joined(&w[0], &w[1]));
        let named = !rule.name || run.iter().all(|w| w.capital() || SMALL.contains(&w.lower.as_str()));
        let first = !rule.first || run[0].capital();
        let hyphen = !rule.hyphen || run.get(1).is_some_and(|w| w.gap.chars().all(|c| matches!(c, '-' | '‑' | '‐')));
        let fine = words.get(i + pattern.len()).is_some_and(|w| joined(&run[last], w) && rule.not_before.contains(&w.lower));
        (same && close && named && first && hyphen && !fine)
            .then(|| (ByteSpan::new(run[0].span.start, run[last].span.end), rule.right.clone()))
    })
}

/// A known name with one odd word in it: the longest one around the word.
fn swapped(words: &[Word], i: usize, gazetteer: &Gazetteer) -> Option<(ByteSpan, String)> {
    let proper = RULES.swaps.get(words[i].lower.as_str()).filter(|_| words[i].capital())?;
    let fits = |k: usize| words[k].capital() || SMALL.contains(&words[k].lower.as_str()) || words[k].raw == "s";
    let mut from = i;
    while from > 0 && i - from < LONGEST && joined(&words[from - 1], &words[from]) && fits(from - 1) {
        from -= 1;
    }
    let mut to = i + 1;
    while to < words.len() && to - i < LONGEST && (joined(&words[to - 1], &words[to]) || matches!(words[to].gap, "'" | "’")) && fits(to) {
        to += 1;
    }
    let mut best: Option<(usize, ByteSpan, String)> = None;
    for first in from..=i {
        for last in i + 1..=to {
            if last - first < 2 {
                continue;
            }
            let written = |swap: bool| {
                words[first..last].iter().enumerate().fold(String::new(), |mut name, (k, word)| {
                    name.push_str(if k == 0 { "" } else { word.gap });
                    name.push_str(&if swap && first + k == i { capitalised(proper) } else { word.raw.to_owned() });
                    name
                })
            };
            let right = written(true);
            let known = |name: &str| gazetteer.meanings(name).iter().any(|k| matches!(k, Known::Organisation(_) | Known::State(_)));
            if known(&right) && !known(&written(false)) && best.as_ref().is_none_or(|b| b.0 < last - first) {
                best = Some((last - first, ByteSpan::new(words[first].span.start, words[last - 1].span.end), right));
            }
        }
    }
    best.map(|(_, span, right)| (span, right))
}

/// The long name of a state where an outlet's name has the short one.
fn outlet(words: &[Word], i: usize, gazetteer: &Gazetteer) -> Option<(ByteSpan, String)> {
    if !words[i].capital() {
        return None;
    }
    let text = |from: usize, to: usize| words[from..to].iter().map(|w| w.raw).collect::<Vec<_>>().join(" ");
    let longest = (i + 1..=words.len().min(i + 5)).rev().filter(|&to| words[i..to].windows(2).all(|w| joined(&w[0], &w[1])));
    for to in longest {
        let run = text(i, to);
        let Some(state) =
            gazetteer.meanings(&run).iter().find_map(|k| if let Known::State(s) = k { gazetteer.states.get(*s) } else { None })
        else {
            continue;
        };
        let Some(suffix) = words.get(to).filter(|s| joined(&words[to - 1], s) && s.gap.trim().is_empty()) else { continue };
        let media = |name: &str| {
            let known = gazetteer
                .meanings(name)
                .iter()
                .filter_map(|k| if let Known::Organisation(o) = k { gazetteer.organisations.get(*o) } else { None });
            known.into_iter().any(|o| o.kind == "media")
        };
        for short in [state.name.as_str(), state.country.as_str()].into_iter().filter(|&s| s != run) {
            let right = format!("{short} {}", capitalised(&suffix.lower));
            // "the Russian Federation today announced" is plain English: in small letters it needs another outlet near it.
            let near = || {
                words[i.saturating_sub(4)..i]
                    .iter()
                    .chain(words.get(to + 1..(to + 4).min(words.len())).unwrap_or(&[]))
                    .any(|w| MEDIA.contains(&w.lower.as_str()) || w.raw == "RT")
            };
            if media(&right) && !media(&text(i, to + 1)) && (suffix.capital() || near()) {
                return Some((ByteSpan::new(words[i].span.start, suffix.span.end), right));
            }
        }
        return None;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world() -> Gazetteer {
        Gazetteer::built_in().expect("the built-in tables can be read")
    }

    #[test]
    fn every_entry_holds_in_its_sentences() {
        let file: File = toml::from_str(FILE).expect("the file can be read");
        let gazetteer = world();
        let rules = file.substitution.iter().map(|r| (&r.right, &r.yes, &r.no));
        let mut wrong = Vec::new();
        for (right, yes, no) in rules.chain(file.swap.iter().map(|s| (&s.proper, &s.yes, &s.no))) {
            assert!(!yes.is_empty() && !no.is_empty(), "{right}");
            wrong.extend(yes.iter().filter(|s| find(s, &gazetteer).len() != 1));
            wrong.extend(no.iter().filter(|s| !find(s, &gazetteer).is_empty()));
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn an_outlet_with_the_full_name_of_its_state() {
        let gazetteer = world();
        let check = |text: &str, expect: &[&str]| {
            let got: Vec<&str> = find(text, &gazetteer).iter().map(|n| n.span.of(text)).collect();
            assert_eq!(got, expect, "{text}");
        };
        check("He accused the broadcaster Russian Federation today of lying.", &["Russian Federation today"]);
        check("The poll was printed by United States Today.", &["United States Today"]);
        check("The Russian Federation today announced a ceasefire.", &[]);
        check("He accused the broadcaster Russia Today of lying.", &[]);
    }
}
