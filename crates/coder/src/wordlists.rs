//! The words of disputes and commitments: lists in `lexicon/claims.toml` and `lexicon/commitments.toml`.
//!
//! A word is found by its lemma, and where the lemma is wrong by its form: "denied" is in a list that has "deny".

use crate::article::{Article, At};
use crate::modality::phrasal;
use serde::Deserialize;
use std::collections::{BTreeSet, HashSet};

/// A list of dictionary forms.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct WordSet(HashSet<String>);

impl WordSet {
    /// True where the token, alone or with its particle, is in the list.
    pub fn has(&self, article: &Article, at: At) -> bool {
        let known = lemmas(article, at);
        let next = article.sentence(at.sentence).tokens.get(at.token + 1).map(|t| t.form.to_lowercase());
        let phrase = |l: &String| next.as_ref().is_some_and(|n| self.0.contains(&format!("{l} {n}")));
        self.0.contains(&*phrasal(article, at)) || known.iter().any(|l| self.0.contains(l) || phrase(l))
    }

    /// True where a word is in the list as it stands.
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// What makes and meets a dispute.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimWords {
    /// Nouns that stand for a charge.
    pub charge: WordSet,
    /// Nouns that stand for a charge where it is rejected or doubted.
    pub account: WordSet,
    /// Nouns for having had a hand in something.
    pub part: WordSet,
    /// Verbs that charge.
    pub accuse: WordSet,
    /// Words that call an account untrue.
    pub baseless: WordSet,
    /// Verbs that give something a name.
    pub call: WordSet,
    /// Verbs that take back.
    pub retract: WordSet,
    /// Words of denial.
    pub deny: WordSet,
    /// Words of doubt.
    pub doubt: WordSet,
    /// Words of confirmation.
    pub confirm: WordSet,
    /// What, denied of one's own side, answers a charge.
    pub involved: WordSet,
    /// Wrongs.
    pub wrong: WordSet,
    /// Of those, what needs no doer to be a charge.
    pub foul: WordSet,
    /// Verbs by which a wrong is done.
    pub commit: WordSet,
    /// Verbs for not keeping to something.
    pub breaks: WordSet,
    /// What has to be kept to.
    pub binding: WordSet,
    /// Verbs whose infinitive has begun.
    pub attempt: WordSet,
}

/// What binds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentWords {
    /// Nouns for what answers a crossed line.
    pub response: WordSet,
    /// Verbs that bring an answer about.
    pub bring: WordSet,
    /// Verbs for taking the blow.
    pub suffer: WordSet,
    /// What is taken.
    pub toll: WordSet,
    /// Harm.
    pub harm: WordSet,
    /// Harm that needs no condition.
    pub revenge: WordSet,
    /// The same as nouns.
    pub revenge_noun: WordSet,
    /// Help.
    pub help: WordSet,
    /// Of those, what one side gives without the other.
    pub give: WordSet,
    /// Standing in for another's safety.
    pub guard: WordSet,
    /// What is not let happen.
    pub tolerate: WordSet,
    /// Verbs that name a deed as something.
    pub regard: WordSet,
    /// What it is named.
    pub aggression: WordSet,
    /// Being held ready.
    pub ready: WordSet,
    /// Going on.
    pub persist: WordSet,
    /// What binds nobody.
    pub courtesy: WordSet,
    /// Holding out something.
    pub offer: WordSet,
    /// Giving an order.
    pub demand: WordSet,
    /// Officials who don't bind their state.
    pub local: WordSet,
    /// Nouns for those who speak for a state.
    pub official: WordSet,
    /// What it hurts to see stopped.
    pub boon: WordSet,
    /// What no actor has in hand.
    pub nature: WordSet,
    /// What is sent to fight.
    pub forces: WordSet,
    /// Nouns by which a speaker names his own side.
    pub collective: WordSet,
    /// Nouns that are on the other side, whosever they are.
    pub adversary: WordSet,
}

/// Both kinds of lists.
#[derive(Clone, Debug, Default)]
pub struct Wordlists {
    /// For claims.
    pub claims: ClaimWords,
    /// For commitments.
    pub commitments: CommitmentWords,
}

impl Wordlists {
    /// The lists that come with the program.
    ///
    /// ```
    /// let lists = chancery_coder::wordlists::Wordlists::built_in().unwrap();
    /// assert!(lists.claims.charge.contains("allegation"));
    /// ```
    ///
    /// # Errors
    /// None in a released program: a test reads both files.
    pub fn built_in() -> Result<Self, toml::de::Error> {
        Ok(Self {
            claims: toml::from_str(include_str!("../../../lexicon/claims.toml"))?,
            commitments: toml::from_str(include_str!("../../../lexicon/commitments.toml"))?,
        })
    }
}

/// The dictionary forms that a token can have: the parse's, then those that a regular ending allows.
pub fn lemmas(article: &Article, at: At) -> Vec<String> {
    let form = article.token(at).form.to_lowercase();
    let mut found = vec![article.lemma(at).to_owned(), form.clone()];
    let mut add = |stem: &str, endings: &[&str]| {
        if stem.len() > 1 {
            found.extend(endings.iter().map(|e| format!("{stem}{e}")));
            let mut letters = stem.chars().rev();
            if let (Some(a), Some(b)) = (letters.next(), letters.next())
                && a == b
            {
                found.push(stem[..stem.len() - a.len_utf8()].to_owned());
            }
        }
    };
    for ending in ["ies", "ied"] {
        if let Some(stem) = form.strip_suffix(ending) {
            add(stem, &["y", "ie"]);
        }
    }
    for ending in ["ing", "ed", "es", "s"] {
        if let Some(stem) = form.strip_suffix(ending) {
            add(stem, &["", "e"]);
        }
    }
    found
}

/// What is left of a word without its regular endings: "hacked", "hacking" and "hackers" are the same to a reader who looks for
/// what is spoken of again.
pub fn stem(form: &str) -> String {
    let mut word = form.to_lowercase();
    for ending in ["'s", "’s", "s", "ing", "ed", "er", "ion", "e"] {
        if let Some(shorter) = word.strip_suffix(ending).filter(|s| s.chars().count() > 2) {
            word = shorter.to_owned();
        }
    }
    let mut letters = word.chars().rev();
    if let (Some(a), Some(b)) = (letters.next(), letters.next()) {
        if a == b && word.chars().count() > 3 {
            word.truncate(word.len() - a.len_utf8());
        }
        if a == 'i' {
            word.truncate(word.len() - 1);
            word.push('y');
        }
    }
    word
}

/// The stems of the words in some tokens that carry meaning.
pub fn topic(article: &Article, tokens: &[At]) -> BTreeSet<String> {
    use chancery_encoder::Upos::{Adj, Noun, Propn, Verb};
    let meant = tokens.iter().filter(|&&t| matches!(article.token(t).upos, Noun | Verb | Propn | Adj));
    meant.map(|&t| stem(&article.token(t).form)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Wordlists, lemmas, stem};
    use crate::article::{Article, At};
    use crate::testing::parse;

    #[test]
    fn both_files_are_read() {
        let lists = Wordlists::built_in().expect("lists in their format");
        assert!(lists.commitments.harm.contains("retaliate"));
    }

    #[test]
    fn a_wrong_lemma_does_not_hide_a_word() {
        let (text, parsed) = parse("Moscow/PROPN/2/nsubj denied=deni/VERB/0/root rigging=rigge/VERB/2/xcomp votes=vot/NOUN/3/obj");
        let article = Article::new(&text, &parsed);
        let has = |token, lemma: &str| lemmas(&article, At { sentence: 0, token }).iter().any(|l| l == lemma);
        assert!(has(1, "deny") && has(2, "rig") && has(3, "vote"));
    }

    #[test]
    fn inflections_share_a_stem() {
        for (a, b) in [
            ("hacked", "hacking"),
            ("denies", "denied"),
            ("rigged", "rigging"),
            ("elections", "election"),
            ("accuse", "accused"),
            ("bombers", "bombing"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert_ne!(stem("Iran"), stem("Iraq"));
    }
}
