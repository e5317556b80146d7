//! Dictionaries of verbs: blocks of verbs that share a code, with patterns for their uses.
//!
//! A pattern is the verb (`*`) with words about it. Words behind it become words of the lemma or the object; `+` and `$`, the
//! target and the source, become slots; `%`, both at once, makes the entry mutual. Words before the verb mostly tell plans,
//! denials and reports, which the coder finds by itself.

use super::lines::{self, Left, Line};
use super::{Made, codes};
use std::collections::{BTreeMap, BTreeSet};

/// The most entries that one pattern may come to through its synonym sets.
const MOST: usize = 64;
/// Words behind a verb that are no object: prepositions and particles.
const RELATIONS: [&str; 44] = [
    "about", "above", "across", "after", "against", "ahead", "along", "among", "around", "as", "at", "away", "back", "before", "behind",
    "between", "by", "down", "during", "for", "forward", "from", "in", "inside", "into", "near", "of", "off", "on", "onto", "out",
    "outside", "over", "through", "to", "together", "toward", "towards", "under", "up", "upon", "with", "within", "without",
];
/// Words before the verb that only say that it is passive.
const PASSIVE: [&str; 8] = ["was", "were", "been", "being", "is", "are", "be", "got"];
const NO_WORDS_BEFORE: &str =
    "nothing need be done for plans, denials and reports, which the coder finds itself; else write an entry by hand (docs/LEXICON.md)";
const BY_HAND: &str = "write an entry by hand: docs/LEXICON.md has the format";

/// What has no counterpart, and the remedy.
type Failure = (String, &'static str);

/// The entries of the lexicon that come of it.
#[derive(Debug, Default)]
pub struct Entries {
    entries: Vec<String>,
    seen: BTreeSet<String>,
    /// Synonym sets that stand for an object, by name.
    classes: BTreeMap<String, Vec<String>>,
}

/// A verb of a block: its words and its own code.
#[derive(Clone, Debug)]
struct Verb {
    lemma: String,
    code: Option<String>,
}

/// Where the reader is in the dictionary.
#[derive(Default)]
struct Reader {
    synsets: BTreeMap<String, Vec<String>>,
    open: Option<String>,
    verbs: Vec<Verb>,
    code: Option<String>,
    /// True where the next verb begins a block.
    ended: bool,
}

impl Entries {
    /// Adds the lines of a dictionary.
    pub fn read(&mut self, lines: &[Line]) -> Vec<Left> {
        let (mut reader, mut left) = (Reader::default(), Vec::new());
        for line in lines {
            let text = line.text;
            let result = if text.starts_with("---") {
                (reader.verbs, reader.code, reader.open, reader.ended) = (Vec::new(), header(text), None, false);
                Ok(())
            } else if let Some(pattern) = text.strip_prefix('-') {
                (reader.open, reader.ended) = (None, true);
                self.pattern(&reader, pattern)
            } else if text.starts_with('~') {
                Err((
                    "a rule that turns events into others".to_owned(),
                    "nothing need be done: the coder nests statements and events itself",
                ))
            } else if text.starts_with('&') {
                let name = text.split_whitespace().next().unwrap_or(text).to_uppercase();
                reader.synsets.entry(set_name(&name)).or_default();
                (reader.open, reader.ended) = (Some(set_name(&name)), true);
                Ok(())
            } else if let (Some(member), Some(name)) = (text.strip_prefix('+'), reader.open.clone()) {
                reader.member(&name, member)
            } else {
                reader.open = None;
                self.verb(&mut reader, text)
            };
            left.extend(result.err().map(|(what, help)| Left::new(line.number, what, help)));
        }
        left
    }

    fn verb(&mut self, reader: &mut Reader, text: &str) -> Result<(), Failure> {
        if std::mem::take(&mut reader.ended) {
            (reader.verbs, reader.code) = (Vec::new(), None);
        }
        let (phrase, own) = lines::code(text);
        let phrase = phrase.split('{').next().unwrap_or("").trim();
        // "WIRE_+TAP": the verb is the part behind the plus.
        if phrase.trim_start_matches('+').contains('+') {
            return Err((format!("{phrase:?}: words before the verb"), BY_HAND));
        }
        let words = lines::words(phrase.trim_start_matches('+')).ok_or_else(|| (format!("{phrase:?} is no verb"), BY_HAND))?;
        let verb = Verb { lemma: words.join(" "), code: own.map(str::to_owned).or_else(|| reader.code.clone()) };
        reader.verbs.push(verb.clone());
        match verb.code.filter(|c| c != "---") {
            Some(code) => self.add(std::slice::from_ref(&verb.lemma), &code, &Uses::default()),
            None => Ok(()),
        }
    }

    fn pattern(&mut self, reader: &Reader, text: &str) -> Result<(), Failure> {
        let (pattern, code) = lines::code(text);
        let Some(code) = code else { return Err(("the pattern has no code in square brackets".to_owned(), "add one, as in [190]")) };
        let Some((before, after)) = pattern.replace("**", "*").split_once('*').map(|(b, a)| (b.to_owned(), a.to_owned())) else {
            return Err(("the pattern has no * for the verb".to_owned(), BY_HAND));
        };
        if code == "---" {
            return Err(("a use that is no event".to_owned(), "where ours finds one, make the entry of that verb narrower"));
        }
        if reader.verbs.is_empty() {
            return Err(("the pattern has no verb above it".to_owned(), "put it below its verb"));
        }
        let lemmas: Vec<String> = reader.verbs.iter().map(|v| v.lemma.clone()).collect();
        let (before, after) = (tokens(&before), tokens(&after));
        let uses = uses(&before, &after, &reader.synsets)?;
        for set in uses.iter().filter_map(|u| u.set.clone()) {
            let words = reader.synsets.get(&set).cloned().unwrap_or_default();
            self.classes.entry(class_name(&set)).or_insert(words);
        }
        uses.iter().try_for_each(|used| self.add(&lemmas, code, used))
    }

    fn add(&mut self, lemmas: &[String], code: &str, uses: &Uses) -> Result<(), Failure> {
        let (first, reverse) = code.split_once(':').map_or((code, None), |(first, second)| (first.trim(), Some(second.trim())));
        let Some((cameo, plover, mode)) = codes::act(first) else {
            let statement = first.parse::<chancery_record::CameoCode>().is_ok();
            return Err(if statement {
                (format!("the code {first}: PLOVER has no type for statements"), "nothing need be done: cues are in lexicon/cues.toml")
            } else {
                (format!("{first:?} is no code of CAMEO"), "use one of CAMEO 1.1b3")
            });
        };
        for lemma in lemmas {
            let lemma = std::iter::once(lemma.as_str()).chain(uses.words.iter().map(String::as_str)).collect::<Vec<_>>().join(" ");
            let mut entry = format!("[[entry]]\nlemma = \"{lemma}\"\npos = \"verb\"\ntype = \"{plover}\"\n");
            entry.extend(mode.map(|m| format!("mode = \"{m}\"\n")));
            entry += &format!("cameo = \"{cameo}\"\n");
            entry.extend(uses.set.iter().map(|set| format!("object = [\"@{}\"]\n", class_name(set))));
            entry.extend(uses.object.iter().map(|o| format!("object = [\"{o}\"]\n")));
            entry.extend(uses.actor.iter().map(|slot| format!("actor = [\"{slot}\"]\n")));
            entry.extend(uses.recipient.iter().map(|slot| format!("recipient = [\"{slot}\"]\nneeds = [\"{slot}\"]\n")));
            if uses.mutual || reverse == Some(first) {
                entry += "mutual = true\n";
            }
            entry += "yes = []\nno = []\n";
            if self.seen.insert(entry.clone()) {
                self.entries.push(entry);
            }
        }
        match reverse.filter(|r| *r != first && *r != "---") {
            Some(reverse) => Err((format!("the code {reverse} for what the target does: {first} is kept"), BY_HAND)),
            None => Ok(()),
        }
    }

    /// The file of the lexicon.
    pub fn made(&self) -> Made {
        let quoted = |words: &[String]| words.iter().map(|w| format!("\"{w}\"")).collect::<Vec<_>>().join(", ");
        let mut text = "# Imported. Entries have no test sentences; add some to those that matter.\n\n".to_owned();
        if !self.classes.is_empty() {
            text += "[classes]\n";
            text.extend(self.classes.iter().map(|(name, words)| format!("{name} = [{}]\n", quoted(words))));
            text.push('\n');
        }
        text += &self.entries.join("\n");
        Made { path: "lexicon/verbs.toml", text, entries: self.entries.len() }
    }
}

impl Reader {
    /// Adds a word or a phrase to a synonym set, or all of another set.
    fn member(&mut self, name: &str, text: &str) -> Result<(), Failure> {
        let nested = text.trim().to_uppercase();
        if nested.starts_with('&') {
            let words = self.synsets.get(&set_name(&nested)).cloned();
            let words = words.ok_or_else(|| (format!("the set {nested} is not defined above"), "define it first"))?;
            self.synsets.entry(name.to_owned()).or_default().extend(words);
            return Ok(());
        }
        let words =
            lines::words(text).ok_or_else(|| (format!("{:?} is no word", text.trim()), "write words, with _ or blanks between them"))?;
        self.synsets.entry(name.to_owned()).or_default().push(words.join(" "));
        Ok(())
    }
}

/// The code in the head of a block, `--- NAME [190] ---`.
fn header(text: &str) -> Option<String> {
    lines::code(text).1.map(str::to_owned).filter(|code| code != "---")
}

/// A set's name without the mark that it has no plurals.
fn set_name(name: &str) -> String {
    name.trim_end_matches(['_', '}', ')']).to_owned()
}

fn class_name(set: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' };
    format!("imported_{}", set.trim_start_matches('&').chars().map(plain).collect::<String>())
}

/// How a pattern uses its verb.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Uses {
    /// Words that belong to the lemma.
    words: Vec<String>,
    /// The object's lemma.
    object: Option<String>,
    /// The set of which the object is one.
    set: Option<String>,
    actor: Option<String>,
    recipient: Option<String>,
    mutual: bool,
}

/// A part of a pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Token {
    Word(String),
    Set(String),
    Source,
    Target,
    Both,
    /// `^`, any phrase: our words need not be neighbours.
    Any,
    /// `{` and `}` about a noun phrase.
    Open,
    Close,
}

/// The parts of a pattern. Blanks, underscores and the brackets of a prepositional phrase only divide.
fn tokens(text: &str) -> Vec<Token> {
    let spaced = text.replace('{', " { ").replace('}', " } ").replace(['(', ')'], " ");
    let parts = spaced.split_whitespace().flat_map(|part| {
        // A set's name may have underscores, words about it are split off.
        let (before, set) = part.find('&').map_or((part, ""), |at| part.split_at(at));
        let words = before.split('_').map(str::to_owned).collect::<Vec<_>>();
        words.into_iter().chain(std::iter::once(set.to_owned())).filter(|w| !w.is_empty())
    });
    parts
        .map(|part| match part.as_str() {
            "$" => Token::Source,
            "+" => Token::Target,
            "%" => Token::Both,
            "^" => Token::Any,
            "{" => Token::Open,
            "}" => Token::Close,
            set if set.starts_with('&') => Token::Set(set_name(&set.to_uppercase())),
            word => Token::Word(word.to_lowercase()),
        })
        .collect()
}

/// The uses that a pattern comes to: one, or more where a synonym set stands among words.
fn uses(before: &[Token], after: &[Token], sets: &BTreeMap<String, Vec<String>>) -> Result<Vec<Uses>, Failure> {
    let missing =
        before.iter().chain(after).find_map(|t| if let Token::Set(s) = t { Some(s).filter(|s| !sets.contains_key(*s)) } else { None });
    if let Some(set) = missing {
        return Err((format!("the set {set} is not defined above"), "define it first"));
    }
    let mut used = ahead(before)?;
    let object = object(after);
    match object {
        Some(Token::Set(set)) => used.set = Some(set.clone()),
        Some(Token::Word(word)) => used.object = Some(word.clone()),
        _ => {}
    }
    let rest = &after[object.map_or(0, |_| skipped(after))..];
    let mut all = vec![used];
    let mut preposition: Option<String> = None;
    for (index, token) in rest.iter().enumerate() {
        match token {
            Token::Word(word) => {
                let side = rest[index + 1..].iter().find(|t| !matches!(t, Token::Any));
                let carries = RELATIONS.contains(&word.as_str()) && matches!(side, Some(Token::Target | Token::Source));
                preposition = carries.then(|| word.clone());
                if !carries {
                    all.iter_mut().for_each(|u| u.words.push(word.clone()));
                }
            }
            Token::Set(set) => all = with_each(&all, &sets[set])?,
            Token::Target | Token::Source => {
                let slot = preposition.take().map(|p| format!("prep:{p}"));
                for used in &mut all {
                    match (token, &slot) {
                        (Token::Target, Some(slot)) => used.recipient = Some(slot.clone()),
                        (Token::Source, Some(slot)) if slot != "prep:by" => used.actor = Some(slot.clone()),
                        (Token::Source, None) => return Err(("the source behind the verb".to_owned(), BY_HAND)),
                        _ => {}
                    }
                }
            }
            Token::Both => all.iter_mut().for_each(|u| {
                // "meets with both": the preposition is the second side's.
                u.words.retain(|w| !matches!(w.as_str(), "with" | "between"));
                u.mutual = true;
            }),
            Token::Any | Token::Open | Token::Close => {}
        }
    }
    Ok(all)
}

/// What stands before the verb: sides, and the auxiliary of a passive.
fn ahead(before: &[Token]) -> Result<Uses, Failure> {
    let passive = before.iter().any(|t| matches!(t, Token::Word(w) if PASSIVE.contains(&w.as_str())));
    let mut used = Uses::default();
    for token in before {
        match token {
            Token::Word(word) if PASSIVE.contains(&word.as_str()) => {}
            Token::Word(word) => return Err((format!("{word:?} before the verb"), NO_WORDS_BEFORE)),
            Token::Set(set) => return Err((format!("{set} before the verb"), NO_WORDS_BEFORE)),
            Token::Target if !passive => used.recipient = Some("subj".to_owned()),
            Token::Both => used.mutual = true,
            _ => {}
        }
    }
    Ok(used)
}

/// The object, where one word or set stands right behind the verb, alone or with a side after it.
fn object(after: &[Token]) -> Option<&Token> {
    let bare: Vec<&Token> = after.iter().filter(|t| !matches!(t, Token::Open | Token::Close | Token::Any)).collect();
    let first = bare.first().filter(|t| match t {
        Token::Word(word) => !RELATIONS.contains(&word.as_str()) && !word.ends_with("ly"),
        Token::Set(_) => true,
        _ => false,
    })?;
    let ends = match bare.get(1) {
        Some(Token::Word(word)) => RELATIONS.contains(&word.as_str()),
        Some(Token::Set(_)) => false,
        _ => true,
    };
    ends.then_some(first)
}

/// How many parts the object takes, the brackets about it included.
fn skipped(after: &[Token]) -> usize {
    after.iter().position(|t| matches!(t, Token::Word(_) | Token::Set(_))).map_or(0, |at| at + 1)
}

/// Each use with each of the words.
fn with_each(all: &[Uses], words: &[String]) -> Result<Vec<Uses>, Failure> {
    if all.len() * words.len() > MOST {
        return Err((format!("its synonym sets make {} entries of it", all.len() * words.len()), BY_HAND));
    }
    let with = |used: &Uses, word: &String| {
        let mut used = used.clone();
        used.words.extend(word.split(' ').map(str::to_owned));
        used
    };
    Ok(all.iter().flat_map(|used| words.iter().map(move |word| with(used, word))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Vec<usize>) {
        let mut entries = Entries::default();
        let left = entries.read(&lines::of(text));
        (entries.made().text, left.iter().map(|l| l.line).collect())
    }

    #[test]
    fn a_block_gives_its_verbs_their_code() {
        let (text, left) = read("--- TUG [170] ---\nTUG {TUGS TUGGED}\n+HAUL_OFF [1711]\nTOW_+DRAG\nMUSE [---]\n\nYANK [190]\n");
        assert!(text.contains("lemma = \"tug\"\npos = \"verb\"\ntype = \"COERCE\"\ncameo = \"170\"\n"), "{text}");
        assert!(text.contains("lemma = \"haul off\"") && text.contains("cameo = \"1711\"") && text.contains("lemma = \"yank\""), "{text}");
        assert!(!text.contains("drag") && !text.contains("muse"), "{text}");
        assert_eq!(left, [4]);
    }

    fn used(pattern: &str) -> Result<Vec<Uses>, String> {
        let (before, after) = pattern.split_once('*').expect("a verb");
        let sets = BTreeMap::from([("&COIN".to_owned(), vec!["groat".to_owned(), "gold piece".to_owned()])]);
        uses(&tokens(before), &tokens(after), &sets).map_err(|(what, _)| what)
    }

    #[test]
    fn a_pattern_becomes_words_object_and_slots() {
        let words = |words: &[&str]| Uses { words: words.iter().map(|&w| w.to_owned()).collect(), ..Uses::default() };
        let slot = |name: &str| Some(name.to_owned());
        assert_eq!(used("$ * + "), Ok(vec![Uses::default()]));
        assert_eq!(used(" * UP"), Ok(vec![words(&["up"])]));
        assert_eq!(used(" * FOR_CEASEFIRE"), Ok(vec![words(&["for", "ceasefire"])]));
        assert_eq!(used(" * (TO {PEACE TALKS})"), Ok(vec![words(&["to", "peace", "talks"])]));
        assert_eq!(used(" * {DEBT}"), Ok(vec![Uses { object: slot("debt"), ..Uses::default() }]));
        assert_eq!(used(" * &COIN TO +"), Ok(vec![Uses { set: slot("&COIN"), recipient: slot("prep:to"), ..Uses::default() }]));
        assert_eq!(used(" * WITH &COIN"), Ok(vec![words(&["with", "groat"]), words(&["with", "gold", "piece"])]));
        assert_eq!(used("+ WAS_ * BY $"), Ok(vec![Uses::default()]));
        assert_eq!(used("+ * FROM $"), Ok(vec![Uses { recipient: slot("subj"), actor: slot("prep:from"), ..Uses::default() }]));
        assert_eq!(used(" * WITH %"), Ok(vec![Uses { mutual: true, ..Uses::default() }]));
        assert_eq!(used("SAID WOULD * +"), Err("\"said\" before the verb".to_owned()));
        assert_eq!(used(" * &GONE"), Err("the set &GONE is not defined above".to_owned()));
    }

    #[test]
    fn what_has_no_counterpart_is_named_by_line() {
        let (text, left) = read(
            "&COIN\n+GROAT\n+&GONE\n--- GRANT [070] ---\nGRANT\n- * &COIN [071:072]\n- WILL * [033]\n- * SPEECH [010]\n- * X [9Z]\n- NOTHING [070]\n- * DREAM [---]\n~ a b\n",
        );
        assert!(text.contains("imported_coin = [\"groat\"]") && text.contains("object = [\"@imported_coin\"]"), "{text}");
        assert_eq!(left, [3, 6, 7, 8, 9, 10, 11, 12]);
        assert_eq!(read("- * X [190]\n").1, [1]);
    }
}
