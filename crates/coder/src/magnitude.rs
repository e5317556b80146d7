//! How many were killed, hurt, arrested or taking part: the numbers that a text gives with an event, never a guess. "At least 12" is 12,
//! "10 to 15" the lower of the two, "dozens" is no number.

use crate::article::{Article, At};
use crate::modality::phrasal;
use crate::numerals::{SMALL, TENS};
use crate::slots::{self, Predicate};
use chancery_encoder::Upos;
use chancery_record::{Magnitude, PloverType};
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

const FILE: &str = include_str!("../../../lexicon/magnitude.toml");

/// The lists of the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    kill: HashSet<String>,
    wound: HashSet<String>,
    arrest: HashSet<String>,
    leave: HashSet<String>,
    draw: HashSet<String>,
    deaths: HashSet<String>,
    injuries: HashSet<String>,
    arrests: HashSet<String>,
    toll: HashSet<String>,
    crowd: HashSet<String>,
    dead: HashSet<String>,
    injured: HashSet<String>,
}

/// A file that can't be read gives no numbers rather than no record; a test reads it.
static WORDS: LazyLock<Words> = LazyLock::new(|| toml::from_str(FILE).unwrap_or_default());

/// Numbers that say how large an event of that type was.
pub fn of(article: &Article, event_type: PloverType, predicate: Predicate) -> Magnitude {
    let harms = matches!(event_type, PloverType::Assault | PloverType::Protest);
    let arrests = matches!(event_type, PloverType::Coerce | PloverType::Protest);
    let mut found = Magnitude::default();
    let first = |into: &mut Option<u64>, wanted: bool, number: Option<u64>| *into = into.or(number.filter(|_| wanted));
    for at in around(article, predicate) {
        let word = phrasal(article, at);
        let has = |list: &HashSet<String>| list.contains(&*word) || list.contains(article.lemma(at));
        if article.token(at).upos == Upos::Verb {
            let objects = || slots::objects(article, at).into_iter().find_map(|o| count(article, o));
            first(&mut found.dead, harms && has(&WORDS.kill), objects());
            first(&mut found.injured, harms && has(&WORDS.wound), objects());
            first(&mut found.arrested, arrests && has(&WORDS.arrest), objects());
            // "shot dead 25 protesters"
            let dead = || article.sentence(at.sentence).tokens.get(at.token + 1).is_some_and(|t| WORDS.dead.contains(&t.form));
            first(&mut found.dead, harms && dead(), objects());
            first(&mut found.dead, harms && has(&WORDS.leave), left(article, at, &WORDS.dead));
            first(&mut found.injured, harms && has(&WORDS.leave), left(article, at, &WORDS.injured));
            let drawn = || at != predicate.trigger && has(&WORDS.draw);
            first(&mut found.crowd, event_type == PloverType::Protest && drawn(), objects());
        }
        let nouns = article.children(at).filter(|&c| article.is_nominal(c)).chain([at]);
        for noun in nouns.filter(|&n| article.token(n).upos != Upos::Verb) {
            let has = |list: &HashSet<String>| list.contains(article.lemma(noun));
            first(&mut found.dead, harms && (has(&WORDS.deaths) || has(&WORDS.toll)), counted(article, noun));
            first(&mut found.injured, harms && has(&WORDS.injuries), counted(article, noun));
            first(&mut found.arrested, arrests && has(&WORDS.arrests), counted(article, noun));
        }
    }
    if event_type == PloverType::Protest {
        found.crowd = found.crowd.or_else(|| crowd(article, predicate));
    }
    found
}

/// The words that may tell of it: the trigger, the verb that it is subject or circumstance of, and the clauses on these.
fn around(article: &Article, predicate: Predicate) -> Vec<At> {
    let mut found = vec![predicate.trigger];
    found.extend(predicate.carrier);
    let circumstance = |at: At| match article.token(at).relation() {
        "nsubj" => true,
        "obl" => article.has_preposition(at, &["in", "during", "by"]),
        _ => false,
    };
    let noun = article.token(predicate.trigger).upos != Upos::Verb && predicate.carrier.is_none();
    found.extend(
        article.head(predicate.trigger).filter(|&h| noun && circumstance(predicate.trigger) && article.token(h).upos == Upos::Verb),
    );
    for level in 0..2 {
        let clauses: Vec<At> = found
            .iter()
            .flat_map(|&at| article.children(at))
            .filter(|&c| {
                matches!(article.token(c).relation(), "advcl" | "conj" | "acl" | "parataxis") && article.token(c).upos == Upos::Verb
            })
            .filter(|&c| level == 0 || article.token(c).relation() == "conj")
            .collect();
        found.extend(clauses);
    }
    let mut seen = HashSet::new();
    found.retain(|&at| seen.insert(at));
    found
}

/// "left 12 dead", "left 12 people dead and 30 wounded".
fn left(article: &Article, verb: At, state: &HashSet<String>) -> Option<u64> {
    let is = |at: At| state.contains(article.lemma(at)) || state.contains(&article.token(at).form.to_lowercase());
    let states = article.subtree(verb).into_iter().filter(|&at| at > verb && is(at));
    // The number nearest before the word.
    states.filter_map(|at| (verb.token + 1..=at.token).rev().take(4).find_map(|token| count(article, At { token, ..at }))).next()
}

/// The number of a noun or of what it is of: "30 deaths", "the deaths of 30 people", "a toll of 17".
fn counted(article: &Article, noun: At) -> Option<u64> {
    let of = article.by(noun, "nmod").filter(|&n| article.has_preposition(n, &["of"])).find_map(|n| count(article, n));
    of.or_else(|| article.token(noun).has("Number=Plur").then(|| count(article, noun)).flatten())
}

/// How many took part: "5,000 people marched", "a march by 5,000 miners", "a crowd of 5,000 rallied".
fn crowd(article: &Article, predicate: Predicate) -> Option<u64> {
    let verb = predicate.carrier.unwrap_or(predicate.trigger);
    let many = |noun: At| {
        let own = count(article, noun);
        own.or_else(|| WORDS.crowd.contains(article.lemma(noun)).then(|| counted(article, noun)).flatten())
    };
    let by = |noun: At| article.by(noun, "nmod").filter(|&n| article.has_preposition(n, &["of", "by"])).find_map(|n| count(article, n));
    let subjects = || slots::subjects(article, verb).into_iter().filter(|&s| s != predicate.trigger).find_map(many);
    if article.token(predicate.trigger).upos == Upos::Verb { subjects() } else { by(predicate.trigger).or_else(subjects) }
}

/// The number in a phrase: "12 people", "at least 30"; "dozens" is none.
fn count(article: &Article, noun: At) -> Option<u64> {
    let numeral = if article.token(noun).upos == Upos::Num { noun } else { article.by(noun, "nummod").next_back()? };
    let tokens = &article.sentence(numeral.sentence).tokens;
    let form = |i: usize| tokens.get(i).map_or(String::new(), |t| t.form.to_lowercase());
    let numeric = |i: usize| number(&form(i)).is_some();
    let (mut first, mut last) = (numeral.token, numeral.token);
    // "1.2 million", "twenty - five", "two hundred"
    while numeric(last + 1) || form(last + 1) == "-" && numeric(last + 2) {
        last += if numeric(last + 1) { 1 } else { 2 };
    }
    while first > 0 && (numeric(first - 1) || first > 1 && form(first - 1) == "-" && numeric(first - 2)) {
        first -= if numeric(first - 1) { 1 } else { 2 };
    }
    // "a 12-year-old boy", "the 1990s"
    if form(last + 1) == "-" && form(last + 2).starts_with("year") {
        return None;
    }
    let own = value(&(first..=last).map(form).collect::<Vec<_>>())?;
    // "10 to 15", "between 10 and 15": as many as are sure.
    let range = first > 1 && (form(first - 1) == "to" || form(first - 1) == "and" && first > 2 && form(first - 3) == "between");
    let lower = if range { number(&form(first - 2)) } else { None };
    Some(lower.map_or(own, |l| l.min(own)))
}

/// What the words of one number come to: "1.2 million", "two hundred", "twenty five".
fn value(words: &[String]) -> Option<u64> {
    let (mut total, mut open): (u64, Option<u64>) = (0, None);
    for word in words.iter().filter(|w| *w != "-") {
        let n = number(word)?;
        open = match open {
            // Millionths, so that "1.2 million" is exact.
            Some(before) if n >= 100 * UNIT && before < n => Some(before.checked_mul(n / UNIT)?),
            Some(before) => {
                total = total.checked_add(before)?;
                Some(n)
            }
            None => Some(n),
        };
    }
    let sum = total.checked_add(open?)?;
    sum.is_multiple_of(UNIT).then_some(sum / UNIT)
}

/// Numbers are reckoned in millionths.
const UNIT: u64 = 1_000_000;

/// One word of a number, in millionths.
fn number(form: &str) -> Option<u64> {
    const LARGE: [(&str, u64); 4] = [("hundred", 100), ("thousand", 1000), ("million", 1_000_000), ("billion", 1_000_000_000)];
    let word = form.to_lowercase();
    let place = |list: &[&str]| list.iter().position(|w| *w == word).and_then(|i| u64::try_from(i).ok());
    let named = place(&SMALL).or_else(|| place(&TENS).map(|i| 10 * i + 20)).or_else(|| LARGE.iter().find(|l| l.0 == word).map(|l| l.1));
    if let Some(n) = named {
        return Some(n * UNIT);
    }
    let plain: String = word.chars().filter(|c| *c != ',').collect();
    let (whole, part) = plain.split_once('.').unwrap_or((&plain, ""));
    if part.len() > 6 || !word.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (whole, part): (u64, u64) = (whole.parse().ok()?, format!("{part:0<6}").parse().ok()?);
    whole.checked_mul(UNIT)?.checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_and_digits() {
        toml::from_str::<Words>(FILE).expect("the lists");
        let value = |text: &str| value(&text.split(' ').map(str::to_owned).collect::<Vec<_>>());
        assert_eq!(value("200,000"), Some(200_000));
        assert_eq!(value("1.2 million"), Some(1_200_000));
        assert_eq!(value("twenty - five"), Some(25));
        assert_eq!(value("two hundred"), Some(200));
        assert_eq!(value("three thousand five hundred"), Some(3500));
        assert_eq!(value("1.5"), None);
        assert_eq!(number("dozens"), None);
    }
}
