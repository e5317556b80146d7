//! What words mean: which verbs and nouns are which events, which introduce statements, which merely carry a noun.
//!
//! The built-in lexicon is the TOML files of `lexicon/`; a user's own files in the same format are added on top.

use crate::slots::Slot;
use crate::words::Words;
use chancery_record::{Act, CameoCode, Context, Modality, Mode, PloverType, Polarity};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::fmt;

/// The files of the built-in lexicon: name and text.
pub const BUILT_IN: [(&str, &str); 18] = [
    ("accuse.toml", include_str!("../../../lexicon/accuse.toml")),
    ("agree.toml", include_str!("../../../lexicon/agree.toml")),
    ("aid.toml", include_str!("../../../lexicon/aid.toml")),
    ("assault.toml", include_str!("../../../lexicon/assault.toml")),
    ("coerce.toml", include_str!("../../../lexicon/coerce.toml")),
    ("concede.toml", include_str!("../../../lexicon/concede.toml")),
    ("consult.toml", include_str!("../../../lexicon/consult.toml")),
    ("cooperate.toml", include_str!("../../../lexicon/cooperate.toml")),
    ("cues.toml", include_str!("../../../lexicon/cues.toml")),
    ("light.toml", include_str!("../../../lexicon/light.toml")),
    ("mobilize.toml", include_str!("../../../lexicon/mobilize.toml")),
    ("protest.toml", include_str!("../../../lexicon/protest.toml")),
    ("reject.toml", include_str!("../../../lexicon/reject.toml")),
    ("request.toml", include_str!("../../../lexicon/request.toml")),
    ("retreat.toml", include_str!("../../../lexicon/retreat.toml")),
    ("sanction.toml", include_str!("../../../lexicon/sanction.toml")),
    ("support.toml", include_str!("../../../lexicon/support.toml")),
    ("threaten.toml", include_str!("../../../lexicon/threaten.toml")),
];

/// The part of speech that an entry is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pos {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// An adjective: "critical of".
    Adj,
    /// An adverb: "reportedly".
    Adv,
    /// A preposition: "according to".
    Prep,
}

/// One way in which a word means an event.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Name in the record's `rule`: lemma, part of speech, file and number in it.
    pub id: String,
    /// The trigger's lemma.
    pub lemma: String,
    /// Words that must stand before it: "drone" for "drone strike".
    pub before: Vec<String>,
    /// Words that must follow it: "down" for "crack down", "of", "emergency" for "state of emergency".
    pub after: Vec<String>,
    /// The trigger's part of speech.
    pub pos: Pos,
    /// PLOVER type.
    pub event_type: PloverType,
    /// PLOVER mode, where the word settles it.
    pub mode: Option<Mode>,
    /// CAMEO code.
    pub cameo: CameoCode,
    /// Lemmas of which the object must be one; `None` for any or no object.
    pub object: Option<HashSet<String>>,
    /// Lemmas of which the complement's verb must be one.
    pub complement: Option<HashSet<String>>,
    /// Slots that must be filled.
    pub needs: Vec<Slot>,
    /// Where the actor stands, in order of preference.
    pub actor: Vec<Slot>,
    /// Where the recipient stands, in order of preference.
    pub recipient: Vec<Slot>,
    /// True where both sides act alike.
    pub mutual: bool,
    /// Contexts that the word itself implies.
    pub contexts: Vec<Context>,
    /// Sentences in which it holds, with `[actor]`, `{recipient}` and `*trigger*` marked.
    pub yes: Vec<String>,
    /// Sentences in which it does not.
    pub no: Vec<String>,
}

impl Entry {
    /// True for what is done somewhere rather than said or decreed.
    pub fn is_physical(&self) -> bool {
        use PloverType as P;
        self.mutual || matches!(self.event_type, P::Consult | P::Aid | P::Retreat | P::Protest | P::Mobilize | P::Coerce | P::Assault)
    }

    /// True where no word of the lexicon made it: an announcement, an act of speech.
    pub fn is_implied(&self) -> bool {
        self.yes.is_empty()
    }

    /// How narrowly the entry is drawn; the narrowest that fits a trigger is taken.
    pub fn specificity(&self) -> usize {
        16 * (self.before.len() + self.after.len())
            + 8 * usize::from(self.object.is_some())
            + 8 * usize::from(self.complement.is_some())
            + self.needs.len()
    }
}

/// A word that introduces statements.
#[derive(Clone, Debug)]
pub struct Cue {
    /// Its lemma, or its words: "according to".
    pub lemma: String,
    /// Its part of speech.
    pub pos: Pos,
    /// What the speaker does with it.
    pub act: Act,
    /// Whether he asserts, denies, doubts or asks.
    pub polarity: Polarity,
}

/// A verb that carries an event noun as its object, and what it does to the event.
#[derive(Clone, Debug, Default)]
pub struct Light {
    /// "planned" for "plan an attack"; `None` where the noun happens as the verb does.
    pub modality: Option<Modality>,
    /// True where the noun is its object, or the subject of its passive.
    pub object: bool,
    /// True where the noun is its subject: "talks began".
    pub subject: bool,
}

/// All of it, indexed by lemma.
#[derive(Debug, Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    by_lemma: HashMap<String, Vec<usize>>,
    cues: HashMap<(String, Pos), Cue>,
    light: HashMap<String, Light>,
    hedges: HashSet<String>,
    intents: Vec<Entry>,
    readings: Vec<Entry>,
    speech: Vec<(Act, Entry)>,
}

/// A lexicon file that cannot be used: where, and what to do.
#[derive(Debug)]
pub struct LexiconError {
    file: String,
    message: String,
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.file, self.message)
    }
}

impl std::error::Error for LexiconError {}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    classes: HashMap<String, Vec<String>>,
    #[serde(default)]
    entry: Vec<RawEntry>,
    #[serde(default)]
    cue: Vec<RawCue>,
    #[serde(default)]
    hedge: Vec<RawHedge>,
    #[serde(default)]
    light: Vec<RawLight>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEntry {
    lemma: String,
    pos: Pos,
    #[serde(rename = "type")]
    event_type: PloverType,
    mode: Option<Mode>,
    cameo: String,
    object: Option<Vec<String>>,
    complement: Option<Vec<String>>,
    #[serde(default)]
    needs: Vec<String>,
    actor: Option<Vec<String>>,
    recipient: Option<Vec<String>>,
    #[serde(default)]
    mutual: bool,
    #[serde(default)]
    contexts: Vec<Context>,
    yes: Vec<String>,
    no: Vec<String>,
}

#[derive(Deserialize)]
struct RawCue {
    lemma: String,
    pos: Pos,
    act: Act,
    polarity: Polarity,
}

#[derive(Deserialize)]
struct RawHedge {
    lemma: String,
}

#[derive(Deserialize)]
struct RawLight {
    lemma: String,
    modality: Option<Modality>,
    noun: Option<String>,
}

/// Where actors and recipients stand when an entry does not say.
fn default_slots(pos: Pos, mutual: bool, actor: bool) -> &'static [&'static str] {
    match (pos, mutual, actor) {
        (Pos::Noun, true, true) => &["prep:between", "prep:of", "poss", "mod", "subj"],
        (Pos::Noun, true, false) => &["prep:with"],
        (Pos::Noun, false, true) => &["poss", "mod", "prep:by", "subj", "prep:of"],
        (Pos::Noun, false, false) => &["prep:on", "prep:against", "prep:to", "prep:with", "prep:for", "obj.poss"],
        (_, _, true) => &["subj"],
        (Pos::Verb, _, false) => &["obj"],
        (_, _, false) => &["prep:of", "prep:to", "prep:with"],
    }
}

impl Lexicon {
    /// The lexicon that comes with the program.
    ///
    /// ```
    /// let lexicon = chancery_coder::Lexicon::built_in().unwrap();
    /// assert!(lexicon.entries().len() >= 600);
    /// ```
    ///
    /// # Errors
    /// None in a released program: a test reads every file.
    pub fn built_in() -> Result<Self, LexiconError> {
        Self::from_files(&BUILT_IN)
    }

    /// The built-in lexicon with a user's files on top: of equally narrow entries the user's holds, and a cue of his takes the place of ours.
    ///
    /// # Errors
    /// The first thing in a user's file that does not fit the format.
    pub fn with_users(users: &[(&str, &str)]) -> Result<Self, LexiconError> {
        let ours = Self::built_in()?.entries.len();
        let files: Vec<(&str, &str)> = BUILT_IN.iter().chain(users).copied().collect();
        let mut lexicon = Self::from_files(&files)?;
        for entries in lexicon.by_lemma.values_mut() {
            entries.sort_by_key(|&entry| entry < ours);
        }
        Ok(lexicon)
    }

    /// A lexicon from the texts of files, each with its name for messages.
    ///
    /// # Errors
    /// The first thing that does not fit the format, with file and place.
    pub fn from_files(files: &[(&str, &str)]) -> Result<Self, LexiconError> {
        let fail = |file: &str, message: String| LexiconError { file: file.to_owned(), message };
        let mut parsed = Vec::new();
        let mut classes = HashMap::new();
        for (name, text) in files {
            let file: File = toml::from_str(text).map_err(|e| fail(name, e.to_string()))?;
            for (class, words) in &file.classes {
                if classes.insert(class.clone(), words.clone()).is_some() {
                    return Err(fail(name, format!("the class {class:?} is defined twice: keep one")));
                }
            }
            parsed.push((name, file));
        }
        let mut lexicon = Self {
            intents: INTENTS
                .into_iter()
                .map(|(event_type, cameo)| implied("will", event_type, cameo))
                .collect::<Result<_, _>>()
                .map_err(|m| fail("intents", m))?,
            speech: SPEECH
                .into_iter()
                .map(|(act, event_type, cameo)| Ok((act, implied(act.as_str(), event_type, cameo)?)))
                .collect::<Result<_, String>>()
                .map_err(|m| fail("acts of speech", m))?,
            ..Self::default()
        };
        for (name, file) in parsed {
            for (number, raw) in file.entry.into_iter().enumerate() {
                let entry = entry(raw, name, number, &classes).map_err(|message| fail(name, message))?;
                lexicon.by_lemma.entry(entry.lemma.clone()).or_default().push(lexicon.entries.len());
                lexicon.entries.push(entry);
            }
            for RawCue { lemma, pos, act, polarity } in file.cue {
                let cue = Cue { lemma, pos, act, polarity };
                lexicon.cues.insert((cue.lemma.clone(), pos), cue);
            }
            lexicon.hedges.extend(file.hedge.into_iter().map(|h| h.lemma));
            for raw in file.light {
                let subject = raw.noun.as_deref() == Some("subj");
                let light = lexicon.light.entry(raw.lemma).or_default();
                light.modality = light.modality.or(raw.modality);
                light.subject |= subject;
                light.object |= !subject;
            }
        }
        lexicon.readings = readings(&lexicon.entries);
        Ok(lexicon)
    }

    /// Every entry, in the order of the files.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The entries whose trigger has that lemma.
    pub fn entries_of(&self, lemma: &str) -> impl Iterator<Item = &Entry> {
        self.by_lemma.get(lemma).into_iter().flatten().map(|&i| &self.entries[i])
    }

    /// The words of all entries, cues and light verbs with their inflected forms.
    pub fn words(&self) -> Words {
        let mut words = Words::new();
        let (first, last) = (
            |w: &str| w.split_whitespace().next().unwrap_or("").to_owned(),
            |w: &str| w.split_whitespace().next_back().unwrap_or("").to_owned(),
        );
        let (mut verbs, mut nouns): (BTreeSet<String>, BTreeSet<String>) = (self.light.keys().map(|l| first(l)).collect(), BTreeSet::new());
        for entry in &self.entries {
            match entry.pos {
                Pos::Verb => verbs.insert(entry.lemma.clone()),
                Pos::Noun => nouns.insert(entry.lemma.clone()),
                _ => false,
            };
            verbs.extend(entry.complement.iter().flatten().map(|w| first(w)));
            nouns.extend(entry.object.iter().flatten().map(|w| last(w)));
        }
        for (lemma, pos) in self.cues.keys() {
            match pos {
                Pos::Verb => verbs.insert(first(lemma)),
                Pos::Noun => nouns.insert(last(lemma)),
                _ => false,
            };
        }
        verbs.iter().for_each(|verb| words.add_verb(verb));
        nouns.iter().for_each(|noun| words.add_noun(noun));
        words
    }

    /// True where a lemma is an event in several types, whatever its part of speech: "strike".
    pub fn is_ambiguous(&self, lemma: &str) -> bool {
        let mut types = self.entries_of(lemma).map(|e| e.event_type);
        types.next().is_some_and(|first| types.any(|t| t != first))
    }

    /// What it is to announce an act of that type (or, with `refused`, to announce that it will not be done), where that is an
    /// event of its own: to say that one will meet is to agree to, to say that one will bomb is to threaten.
    pub fn intent(&self, event_type: PloverType, refused: bool) -> Option<&Entry> {
        use PloverType as P;
        let cameo = match (event_type, refused) {
            (P::Consult, false) => "036",
            (P::Support, false) => "032",
            (P::Cooperate, false) => "031",
            (P::Aid, false) => "033",
            (P::Concede | P::Retreat, false) => "035",
            (P::Sanction, false) => "131",
            (P::Protest, false) => "133",
            (P::Coerce, false) => "137",
            (P::Mobilize | P::Assault, false) => "138",
            (P::Consult, true) => "125",
            (P::Cooperate, true) => "121",
            (P::Aid, true) => "122",
            (P::Concede | P::Retreat, true) => "124",
            _ => return None,
        };
        self.intents.iter().find(|e| e.cameo.as_str() == cameo)
    }

    /// The entry for what the relation model says: of that type and mode, else of the type alone.
    pub fn reading(&self, event_type: PloverType, mode: Option<Mode>) -> Option<&Entry> {
        let of = |mode| self.readings.iter().find(|e| e.event_type == event_type && e.mode == mode);
        of(mode).or_else(|| of(None)).or_else(|| self.readings.iter().find(|e| e.event_type == event_type))
    }

    /// The event that a statement with that act is by itself: to promise is to agree, to warn is to threaten.
    pub fn speech(&self, act: Act) -> Option<&Entry> {
        self.speech.iter().find(|(of, _)| *of == act).map(|(_, entry)| entry)
    }

    /// The cue with that lemma (or those words).
    pub fn cue(&self, lemma: &str, pos: Pos) -> Option<&Cue> {
        self.cues.get(&(lemma.to_owned(), pos))
    }

    /// The light verb with that lemma, its particle included: "carry out".
    pub fn light(&self, lemma: &str) -> Option<&Light> {
        self.light.get(lemma)
    }

    /// True for a word that marks hearsay: "reportedly".
    pub fn is_hedge(&self, lemma: &str) -> bool {
        self.hedges.contains(lemma)
    }
}

/// Codes of what is announced rather than done.
const INTENTS: [(PloverType, &str); 13] = [
    (PloverType::Agree, "031"),
    (PloverType::Agree, "032"),
    (PloverType::Agree, "033"),
    (PloverType::Agree, "035"),
    (PloverType::Agree, "036"),
    (PloverType::Reject, "121"),
    (PloverType::Reject, "122"),
    (PloverType::Reject, "124"),
    (PloverType::Reject, "125"),
    (PloverType::Threaten, "131"),
    (PloverType::Threaten, "133"),
    (PloverType::Threaten, "137"),
    (PloverType::Threaten, "138"),
];

/// Codes of what is done by saying it.
const SPEECH: [(Act, PloverType, &str); 12] = [
    (Act::Accuses, PloverType::Accuse, "112"),
    (Act::Criticises, PloverType::Accuse, "111"),
    (Act::Denies, PloverType::Reject, "120"),
    (Act::Rejects, PloverType::Reject, "120"),
    (Act::Demands, PloverType::Request, "100"),
    (Act::Advises, PloverType::Request, "020"),
    (Act::Threatens, PloverType::Threaten, "130"),
    (Act::Warns, PloverType::Threaten, "130"),
    (Act::Promises, PloverType::Agree, "030"),
    (Act::Offers, PloverType::Agree, "030"),
    (Act::Agrees, PloverType::Agree, "030"),
    (Act::Praises, PloverType::Support, "051"),
];

/// An entry for what no word of its own is in the lexicon for.
fn implied(lemma: &str, event_type: PloverType, cameo: &str) -> Result<Entry, String> {
    let code = cameo.parse().map_err(|e| format!("{e}"))?;
    Ok(wordless(format!("{lemma}.v@{cameo}"), lemma, event_type, None, code))
}

/// An entry that stands for no word of a file: for what is announced or done by saying it, or for what the relation model says.
fn wordless(id: String, lemma: &str, event_type: PloverType, mode: Option<Mode>, cameo: CameoCode) -> Entry {
    Entry {
        id,
        lemma: lemma.to_owned(),
        before: Vec::new(),
        after: Vec::new(),
        pos: Pos::Verb,
        event_type,
        mode,
        cameo,
        object: None,
        complement: None,
        needs: Vec::new(),
        actor: vec![Slot::Subj],
        recipient: vec![Slot::Obj],
        mutual: false,
        contexts: Vec::new(),
        yes: Vec::new(),
        no: Vec::new(),
    }
}

/// An entry for every type with each of its modes and with none: what the relation model says. Its code is the three digits that most
/// entries of that type and mode have.
fn readings(entries: &[Entry]) -> Vec<Entry> {
    let mut counts: BTreeMap<(PloverType, Option<Mode>), BTreeMap<CameoCode, usize>> = BTreeMap::new();
    for e in entries.iter().filter(|e| e.cameo.plover() == Some(e.event_type)) {
        *counts.entry((e.event_type, e.mode)).or_default().entry(e.cameo.base()).or_default() += 1;
    }
    let commonest =
        |codes: &BTreeMap<CameoCode, usize>| codes.iter().max_by_key(|(code, n)| (**n, std::cmp::Reverse(**code))).map(|c| *c.0);
    let coded = |((event_type, mode), codes)| Some(wordless("relation".to_owned(), "", event_type, mode, commonest(&codes)?));
    counts.into_iter().filter_map(coded).collect()
}

fn entry(raw: RawEntry, file: &str, number: usize, classes: &HashMap<String, Vec<String>>) -> Result<Entry, String> {
    let place = format!("entry {} ({:?})", number + 1, raw.lemma);
    let words: Vec<String> = raw.lemma.split_whitespace().map(str::to_owned).collect();
    let head = head_of(&words, raw.pos, raw.yes.first().map_or("", String::as_str));
    let lemma = words.get(head).cloned().ok_or_else(|| format!("{place} has no lemma"))?;
    let cameo: CameoCode = raw.cameo.parse().map_err(|e| format!("{place}: {e}"))?;
    if let Some(mode) = raw.mode.filter(|m| !raw.event_type.modes().contains(m)) {
        return Err(format!("{place}: {} has no mode {mode}", raw.event_type));
    }
    let slots = |names: Option<Vec<String>>, actor: bool| -> Result<Vec<Slot>, String> {
        let names = names.unwrap_or_else(|| default_slots(raw.pos, raw.mutual, actor).iter().map(|&s| s.to_owned()).collect());
        names.iter().map(|n| n.parse().map_err(|e| format!("{place}: {e}"))).collect()
    };
    let expand = |words: Option<Vec<String>>| -> Result<Option<HashSet<String>>, String> {
        let Some(words) = words else { return Ok(None) };
        let mut set = HashSet::new();
        for word in words {
            match word.strip_prefix('@') {
                Some(class) => set.extend(
                    classes.get(class).ok_or_else(|| format!("{place}: no class {class:?}; define it under [classes]"))?.iter().cloned(),
                ),
                None => {
                    set.insert(word);
                }
            }
        }
        Ok(Some(set))
    };
    Ok(Entry {
        id: format!("{}.{}@{}:{}", raw.lemma.replace(' ', "-"), pos_letter(raw.pos), file.trim_end_matches(".toml"), number + 1),
        before: words[..head].to_vec(),
        after: words[head + 1..].to_vec(),
        pos: raw.pos,
        event_type: raw.event_type,
        mode: raw.mode,
        cameo,
        object: expand(raw.object)?,
        complement: expand(raw.complement)?,
        needs: slots(Some(raw.needs.clone()), true)?,
        actor: slots(raw.actor.clone(), true)?,
        recipient: slots(raw.recipient.clone(), false)?,
        mutual: raw.mutual,
        contexts: raw.contexts,
        yes: raw.yes,
        no: raw.no,
        lemma,
    })
}

/// Which of an entry's words is the trigger: the one that its first sentence marks; else the first of a verb, the last of a noun.
fn head_of(words: &[String], pos: Pos, sentence: &str) -> usize {
    let marked = sentence.split('*').nth(1).unwrap_or("").to_lowercase();
    let shared = |word: &String| word.chars().zip(marked.chars()).take_while(|(a, b)| a == b).count();
    let best = (0..words.len()).max_by_key(|&i| (shared(&words[i]), std::cmp::Reverse(i)));
    match best.filter(|&i| shared(&words[i]) >= 2) {
        Some(i) => i,
        None if pos == Pos::Noun => words.len().saturating_sub(1),
        None => 0,
    }
}

fn pos_letter(pos: Pos) -> &'static str {
    match pos {
        Pos::Verb => "v",
        Pos::Noun => "n",
        Pos::Adj => "a",
        Pos::Adv => "r",
        Pos::Prep => "p",
    }
}
