//! Lemmas are read off as edit scripts: what to change in the word to get its dictionary form.

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
    use super::LemmaScript;

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
