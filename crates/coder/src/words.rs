//! The dictionary forms of the words that the lexicon and the gazetteer know.
//!
//! The encoder guesses a lemma from the shape of a word, and now and then makes one that is no word: "accus" of "accused".
//! Where the word is an inflected form of one that is known, the known one is taken instead.

use chancery_encoder::Upos;
use std::collections::HashMap;

/// Past tense, past participle and what else is irregular of the verbs that news uses.
const IRREGULAR: [(&str, &str); 110] = [
    ("arise", "arose arisen"),
    ("be", "am is are was were been 's 're"),
    ("bear", "bore borne"),
    ("beat", "beaten"),
    ("become", "became"),
    ("begin", "began begun"),
    ("bid", "bade bidden"),
    ("bind", "bound"),
    ("bite", "bit bitten"),
    ("bleed", "bled"),
    ("blow", "blew blown"),
    ("break", "broke broken"),
    ("bring", "brought"),
    ("build", "built"),
    ("burn", "burnt"),
    ("buy", "bought"),
    ("catch", "caught"),
    ("choose", "chose chosen"),
    ("cling", "clung"),
    ("come", "came"),
    ("deal", "dealt"),
    ("dig", "dug"),
    ("do", "does did done"),
    ("draw", "drew drawn"),
    ("drive", "drove driven"),
    ("eat", "ate eaten"),
    ("fall", "fell fallen"),
    ("feed", "fed"),
    ("feel", "felt"),
    ("fight", "fought"),
    ("find", "found"),
    ("flee", "fled"),
    ("fling", "flung"),
    ("fly", "flew flown"),
    ("forbid", "forbade forbidden"),
    ("forget", "forgot forgotten"),
    ("forgive", "forgave forgiven"),
    ("freeze", "froze frozen"),
    ("get", "got gotten"),
    ("give", "gave given"),
    ("go", "goes went gone"),
    ("grow", "grew grown"),
    ("hang", "hung"),
    ("have", "has had"),
    ("hear", "heard"),
    ("hide", "hid hidden"),
    ("hold", "held"),
    ("keep", "kept"),
    ("know", "knew known"),
    ("lay", "laid"),
    ("lead", "led"),
    ("leave", "left"),
    ("lend", "lent"),
    ("lie", "lay lain lying"),
    ("lose", "lost"),
    ("make", "made"),
    ("mean", "meant"),
    ("meet", "met"),
    ("mow", "mown"),
    ("overcome", "overcame"),
    ("oversee", "oversaw overseen"),
    ("overthrow", "overthrew overthrown"),
    ("pay", "paid"),
    ("ride", "rode ridden"),
    ("ring", "rang rung"),
    ("rise", "rose risen"),
    ("run", "ran"),
    ("say", "said"),
    ("see", "saw seen"),
    ("seek", "sought"),
    ("sell", "sold"),
    ("send", "sent"),
    ("shake", "shook shaken"),
    ("shoot", "shot"),
    ("show", "shown"),
    ("sing", "sang sung"),
    ("sink", "sank sunk"),
    ("sit", "sat"),
    ("slay", "slew slain"),
    ("sleep", "slept"),
    ("speak", "spoke spoken"),
    ("spend", "spent"),
    ("stand", "stood"),
    ("steal", "stole stolen"),
    ("stick", "stuck"),
    ("strike", "struck stricken"),
    ("string", "strung"),
    ("strive", "strove striven"),
    ("swear", "swore sworn"),
    ("sweep", "swept"),
    ("swing", "swung"),
    ("take", "took taken"),
    ("teach", "taught"),
    ("tear", "tore torn"),
    ("tell", "told"),
    ("think", "thought"),
    ("throw", "threw thrown"),
    ("undergo", "undergoes underwent undergone"),
    ("understand", "understood"),
    ("undertake", "undertook undertaken"),
    ("uphold", "upheld"),
    ("wake", "woke woken"),
    ("wear", "wore worn"),
    ("weep", "wept"),
    ("win", "won"),
    ("wind", "wound"),
    ("withdraw", "withdrew withdrawn"),
    ("withhold", "withheld"),
    ("withstand", "withstood"),
    ("write", "wrote written"),
];

/// Known words by their inflected forms.
#[derive(Clone, Debug, Default)]
pub struct Words {
    verbs: HashMap<String, Vec<String>>,
    nouns: HashMap<String, Vec<String>>,
}

impl Words {
    /// The irregular verbs alone.
    pub fn new() -> Self {
        let mut words = Self::default();
        for (lemma, _) in IRREGULAR {
            words.add_verb(lemma);
        }
        words
    }

    /// Adds a word as a verb, with every form that it can take.
    pub fn add_verb(&mut self, lemma: &str) {
        let irregular = IRREGULAR.iter().find(|(l, _)| *l == lemma).map_or("", |(_, forms)| forms);
        let forms = regular_verb(lemma).into_iter().chain(irregular.split_whitespace().map(str::to_owned));
        for form in forms {
            add(&mut self.verbs, form, lemma);
        }
    }

    /// Adds a word as a noun, with its plural.
    pub fn add_noun(&mut self, lemma: &str) {
        for form in [lemma.to_owned(), with_s(lemma)] {
            add(&mut self.nouns, form, lemma);
        }
    }

    /// The dictionary form of a word in lower case, where its form belongs to a known word and the guess to none.
    ///
    /// ```
    /// use chancery_coder::words::Words;
    /// use chancery_encoder::Upos;
    ///
    /// let mut words = Words::default();
    /// words.add_verb("accuse");
    /// assert_eq!(words.lemma("accused", Upos::Verb, "accus"), Some("accuse"));
    /// assert_eq!(words.lemma("walked", Upos::Verb, "walk"), None);
    /// ```
    pub fn lemma(&self, form: &str, upos: Upos, guess: &str) -> Option<&str> {
        let table = match upos {
            Upos::Verb | Upos::Aux => &self.verbs,
            Upos::Noun | Upos::Propn => &self.nouns,
            _ => return None,
        };
        let lemmas = table.get(form)?;
        if lemmas.iter().any(|l| l == guess) { None } else { lemmas.first().map(String::as_str) }
    }
}

fn add(table: &mut HashMap<String, Vec<String>>, form: String, lemma: &str) {
    let lemmas = table.entry(form).or_default();
    if !lemmas.iter().any(|l| l == lemma) {
        lemmas.push(lemma.to_owned());
    }
}

fn with_s(word: &str) -> String {
    match word.strip_suffix('y') {
        Some(stem) if !stem.ends_with(['a', 'e', 'i', 'o', 'u']) => format!("{stem}ies"),
        _ if word.ends_with(['s', 'x', 'z']) || word.ends_with("ch") || word.ends_with("sh") => format!("{word}es"),
        _ => format!("{word}s"),
    }
}

/// The forms of a verb by the rules; a final consonant both doubled and single, as "cancelled" and "canceled" are both written.
fn regular_verb(lemma: &str) -> Vec<String> {
    let vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u');
    let mut forms = vec![lemma.to_owned(), with_s(lemma)];
    let last: Vec<char> = lemma.chars().rev().take(2).collect();
    match last[..] {
        ['e', 'i'] => {
            let stem = &lemma[..lemma.len() - 2];
            forms.extend([format!("{lemma}d"), format!("{stem}ying")]);
        }
        ['e', before] => {
            let stem = &lemma[..lemma.len() - 1];
            forms.extend([format!("{lemma}d"), if matches!(before, 'e' | 'o') { format!("{lemma}ing") } else { format!("{stem}ing") }]);
        }
        ['y', before] if !vowel(before) => {
            let stem = &lemma[..lemma.len() - 1];
            forms.extend([format!("{stem}ied"), format!("{lemma}ing")]);
        }
        [end, before] => {
            forms.extend([format!("{lemma}ed"), format!("{lemma}ing")]);
            if !vowel(end) && vowel(before) && !matches!(end, 'w' | 'x' | 'y') {
                forms.extend([format!("{lemma}{end}ed"), format!("{lemma}{end}ing")]);
            }
        }
        _ => {}
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> Words {
        let mut words = Words::default();
        for verb in ["accuse", "agree", "find", "ban", "deny", "die", "strike", "cancel", "found"] {
            words.add_verb(verb);
        }
        for noun in ["country", "crash", "strike"] {
            words.add_noun(noun);
        }
        words
    }

    #[test]
    fn a_guess_that_is_no_word_is_mended() {
        let words = words();
        for (form, lemma) in [
            ("agreed", "agree"),
            ("denies", "deny"),
            ("banning", "ban"),
            ("dying", "die"),
            ("struck", "strike"),
            ("canceled", "cancel"),
            ("cancelling", "cancel"),
        ] {
            assert_eq!(words.lemma(form, Upos::Verb, "?"), Some(lemma), "{form}");
        }
        assert_eq!(words.lemma("countries", Upos::Noun, "countrie"), Some("country"));
        assert_eq!(words.lemma("crashes", Upos::Noun, "crashe"), Some("crash"));
    }

    #[test]
    fn a_guess_that_can_be_right_stands() {
        let words = words();
        assert_eq!(words.lemma("found", Upos::Verb, "find"), None);
        assert_eq!(words.lemma("found", Upos::Verb, "found"), None);
        assert_eq!(words.lemma("found", Upos::Verb, "foun"), Some("find"));
        assert_eq!(words.lemma("found", Upos::Noun, "found"), None);
    }
}
