//! Lemmas: of the words that the treebanks know from a table, of all others by an edit script, which says what to change in the word
//! to get its dictionary form.

use crate::Upos;
use std::collections::HashMap;

/// The forms whose lemma the treebanks settle, by part of speech.
#[derive(Clone, Debug, Default)]
pub(crate) struct LemmaTable(HashMap<&'static str, Vec<(Upos, &'static str)>>);

impl LemmaTable {
    /// Reads lines of form, part of speech and lemma between tabs. What is no such line is left out.
    pub fn read(table: &'static str) -> Self {
        let mut forms: HashMap<&str, Vec<(Upos, &str)>> = HashMap::with_capacity(table.len() / 20);
        for line in table.lines() {
            let mut cells = line.split('\t');
            if let (Some(form), Some(upos), Some(lemma)) = (cells.next(), cells.next().and_then(Upos::from_name), cells.next()) {
                forms.entry(form).or_default().push((upos, lemma));
            }
        }
        Self(forms)
    }

    /// The lemma of a form as that part of speech. A capital that only begins a sentence is looked through.
    pub fn get(&self, form: &str, upos: Upos) -> Option<&'static str> {
        let exact = |form: &str| self.0.get(form)?.iter().find(|(u, _)| *u == upos).map(|&(_, lemma)| lemma);
        exact(form).or_else(|| {
            let capital = upos != Upos::Propn && form.starts_with(char::is_uppercase);
            capital.then(|| exact(&form.to_lowercase())).flatten()
        })
    }
}

/// How to get from a word to its lemma.
///
/// `l;3;` lowers the case and cuts three characters from the end ("Talking" → "talk"); `l;2;y` cuts two and puts a
/// "y" there; `k;0;` keeps the word; `=be` is the lemma itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum LemmaScript {
    /// The lemma, whatever the word.
    Whole(String),
    /// A change at the end of the word.
    Edit {
        /// Lower the case first.
        lower: bool,
        /// Characters to cut from the end.
        cut: usize,
        /// What to put there.
        append: String,
    },
}

impl LemmaScript {
    /// Reads a script; `None` where it is none.
    pub fn read(script: &str) -> Option<Self> {
        if let Some(lemma) = script.strip_prefix('=') {
            return (!lemma.is_empty()).then(|| Self::Whole(lemma.to_owned()));
        }
        let mut parts = script.splitn(3, ';');
        let lower = match parts.next()? {
            "l" => true,
            "k" => false,
            _ => return None,
        };
        let cut = parts.next()?.parse().ok()?;
        Some(Self::Edit { lower, cut, append: parts.next()?.to_owned() })
    }

    /// The lemma of `form`; `None` where the script cuts more than the word has, or leaves nothing.
    pub fn apply(&self, form: &str) -> Option<String> {
        match self {
            Self::Whole(lemma) => Some(lemma.clone()),
            Self::Edit { lower, cut, append } => {
                let mut lemma = if *lower { form.to_lowercase() } else { form.to_owned() };
                for _ in 0..*cut {
                    lemma.pop()?;
                }
                lemma.push_str(append);
                (!lemma.is_empty()).then_some(lemma)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LemmaScript, LemmaTable};
    use crate::Upos;

    #[test]
    fn the_table_knows_form_and_part_of_speech() {
        let table = LemmaTable::read("met\tVERB\tmeet\nleft\tADJ\tleft\nleft\tVERB\tleave\nbroken line\n");
        assert_eq!(table.get("met", Upos::Verb), Some("meet"));
        assert_eq!(table.get("Left", Upos::Verb), Some("leave"));
        assert_eq!(table.get("left", Upos::Adj), Some("left"));
        assert_eq!(table.get("Left", Upos::Propn), None);
        assert_eq!(table.get("missing", Upos::Verb), None);
    }

    fn check(script: &str, form: &str, lemma: Option<&str>) {
        let read = LemmaScript::read(script).expect("a script");
        assert_eq!(read.apply(form).as_deref(), lemma, "{script} on {form}");
    }

    #[test]
    fn scripts_change_the_end_of_the_word() {
        check("l;3;", "Talking", Some("talk"));
        check("l;3;y", "Denies", Some("deny"));
        check("k;0;", "Warsaw", Some("Warsaw"));
        check("k;1;", "Houthis", Some("Houthi"));
        check("=be", "were", Some("be"));
    }

    #[test]
    fn characters_are_cut_whole() {
        check("k;1;", "façadeé", Some("façade"));
        check("l;2;", "ÉTÉS", Some("ét"));
    }

    #[test]
    fn a_script_that_does_not_fit_gives_none() {
        check("l;3;", "go", None);
        check("l;2;", "go", None);
        check("l;2;be", "is", Some("be"));
    }

    #[test]
    fn what_is_no_script_is_refused() {
        for text in ["", "=", "x;1;", "l;one;", "l;1", "l"] {
            assert_eq!(LemmaScript::read(text), None, "{text}");
        }
    }
}
