//! A parsed document as the coder walks it: tokens by address, children, phrases, coordination.

use crate::words::Words;
use chancery_encoder::{Parse, Sentence, Token, Upos};
use chancery_record::ByteSpan;

/// The address of a token: sentence and place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct At {
    /// Index of the sentence in the parse.
    pub sentence: usize,
    /// Index of the token in the sentence.
    pub token: usize,
}

/// A text with its parse, and what is asked of it again and again: who hangs on whom.
#[derive(Debug)]
pub struct Article<'a> {
    /// The document's text.
    pub text: &'a str,
    /// Its parse.
    pub parse: &'a Parse,
    /// For every sentence and token, its head, in trees whatever the parse says: see [`heads`].
    heads: Vec<Vec<Option<usize>>>,
    /// For every sentence and token, its dependants from left to right.
    children: Vec<Vec<Vec<usize>>>,
    /// For every sentence and token, the lemma in lower case.
    lemmas: Vec<Vec<String>>,
}

impl<'a> Article<'a> {
    /// Indexes a parse of `text`, with the lemmas as the encoder guessed them.
    pub fn new(text: &'a str, parse: &'a Parse) -> Self {
        Self::with_words(text, parse, &Words::default())
    }

    /// Indexes a parse of `text`; lemmas that are no words are mended from known ones.
    pub fn with_words(text: &'a str, parse: &'a Parse, words: &Words) -> Self {
        let heads: Vec<Vec<Option<usize>>> = parse.sentences.iter().map(heads).collect();
        let children = heads
            .iter()
            .map(|heads| {
                let mut children = vec![Vec::new(); heads.len()];
                for (i, head) in heads.iter().enumerate() {
                    if let Some(head) = *head {
                        children[head].push(i);
                    }
                }
                children
            })
            .collect();
        let lemmas = parse.sentences.iter().map(|s| s.tokens.iter().map(|t| lemma_of(t, words)).collect()).collect();
        Self { text, parse, heads, children, lemmas }
    }

    /// The sentence with that index.
    pub fn sentence(&self, index: usize) -> &'a Sentence {
        &self.parse.sentences[index]
    }

    /// The token at an address.
    pub fn token(&self, at: At) -> &'a Token {
        &self.parse.sentences[at.sentence].tokens[at.token]
    }

    /// Its lemma in lower case.
    pub fn lemma(&self, at: At) -> &str {
        &self.lemmas[at.sentence][at.token]
    }

    /// Every address of the document in the order of the text.
    pub fn addresses(&self) -> impl Iterator<Item = At> + '_ {
        (0..self.parse.sentences.len()).flat_map(|s| self.addresses_of(s))
    }

    /// Every address of one sentence.
    pub fn addresses_of(&self, sentence: usize) -> impl Iterator<Item = At> + use<> {
        (0..self.parse.sentences[sentence].tokens.len()).map(move |token| At { sentence, token })
    }

    /// The head of a token; `None` for the root of its sentence.
    pub fn head(&self, at: At) -> Option<At> {
        self.heads[at.sentence][at.token].map(|token| At { token, ..at })
    }

    /// Its relation to its head, with subtype.
    pub fn deprel(&self, at: At) -> &'static str {
        self.token(at).deprel
    }

    /// Its dependants from left to right.
    pub fn children(&self, at: At) -> impl DoubleEndedIterator<Item = At> + '_ {
        self.children[at.sentence][at.token].iter().map(move |&token| At { token, ..at })
    }

    /// Its dependants by a relation; `"nmod"` takes `nmod:poss` too, `"nmod:poss"` only itself.
    pub fn by(&self, at: At, relation: &'a str) -> impl DoubleEndedIterator<Item = At> + '_ {
        self.children(at).filter(move |&child| {
            let deprel = self.deprel(child);
            deprel == relation || (deprel.starts_with(relation) && deprel.as_bytes().get(relation.len()) == Some(&b':'))
        })
    }

    /// The first dependant by a relation.
    pub fn one(&self, at: At, relation: &'a str) -> Option<At> {
        self.by(at, relation).next()
    }

    /// The heads above a token, the nearest first.
    pub fn ancestors(&self, at: At) -> impl Iterator<Item = At> + '_ {
        let mut left = self.sentence(at.sentence).tokens.len();
        std::iter::successors(self.head(at), move |&up| {
            left = left.saturating_sub(1);
            if left == 0 { None } else { self.head(up) }
        })
    }

    /// True where `at` is `top` or hangs below it.
    pub fn within(&self, at: At, top: At) -> bool {
        at == top || (at.sentence == top.sentence && self.ancestors(at).any(|up| up == top))
    }

    /// Everything that hangs on a token, itself included, in the order of the text.
    pub fn subtree(&self, at: At) -> Vec<At> {
        self.subtree_without(at, |_| false)
    }

    /// The same without the branches that `cut` names.
    pub fn subtree_without(&self, at: At, cut: impl Fn(At) -> bool) -> Vec<At> {
        let (mut found, mut open) = (Vec::new(), vec![at]);
        while let Some(next) = open.pop() {
            found.push(next);
            open.extend(self.children(next).filter(|&child| !cut(child)));
        }
        found.sort();
        found
    }

    /// The token and what is coordinated with it: "Macron and Putin", from whichever end.
    pub fn conjuncts(&self, at: At) -> Vec<At> {
        let mut found = vec![at];
        found.extend(self.by(at, "conj"));
        found
    }

    /// The first conjunct of the coordination that a token belongs to.
    pub fn first_conjunct(&self, at: At) -> At {
        let mut top = at;
        while self.token(top).relation() == "conj" {
            match self.head(top) {
                Some(head) => top = head,
                None => break,
            }
        }
        top
    }

    /// The preposition of a phrase in lower case: "against" in "against Iran", "out of" in "out of Syria".
    pub fn preposition(&self, at: At) -> Option<String> {
        let case = self.by(at, "case").find(|&c| self.token(c).upos != Upos::Part || self.lemma(c) != "'s")?;
        let mut words = vec![self.token(case).form.to_lowercase()];
        words.extend(self.by(case, "fixed").map(|w| self.token(w).form.to_lowercase()));
        Some(words.join(" "))
    }

    /// True where the preposition of a phrase is one of some, in lower case.
    pub fn has_preposition(&self, at: At, prepositions: &[&str]) -> bool {
        let Some(case) = self.by(at, "case").find(|&c| self.token(c).upos != Upos::Part || self.lemma(c) != "'s") else { return false };
        let mut rest = self.by(case, "fixed");
        let first = &self.token(case).form;
        match rest.next() {
            None => prepositions.iter().any(|p| first.eq_ignore_ascii_case(p)),
            Some(_) => self.preposition(at).is_some_and(|whole| prepositions.contains(&whole.as_str())),
        }
    }

    /// The bytes from the first to the last of some addresses of one sentence.
    pub fn span(&self, tokens: &[At]) -> ByteSpan {
        let start = tokens.iter().map(|&t| self.token(t).span.start).min().unwrap_or(0);
        let end = tokens.iter().map(|&t| self.token(t).span.end).max().unwrap_or(start);
        ByteSpan::new(start, end)
    }

    /// The words of a span.
    pub fn words(&self, span: ByteSpan) -> &'a str {
        span.of(self.text)
    }

    /// The address of the token that covers a byte, or of the next one after it.
    pub fn at_byte(&self, byte: usize) -> Option<At> {
        let sentence = self.parse.sentences.partition_point(|s| s.span.end <= byte);
        let tokens = &self.parse.sentences.get(sentence)?.tokens;
        let token = tokens.partition_point(|t| t.span.end <= byte);
        (token < tokens.len()).then_some(At { sentence, token })
    }

    /// The tokens of a sentence that some spans touch, by their indices.
    pub fn words_in(&self, sentence: usize, spans: &[ByteSpan]) -> Vec<usize> {
        let tokens = &self.sentence(sentence).tokens;
        (0..tokens.len()).filter(|&i| spans.iter().any(|s| s.overlaps(tokens[i].span))).collect()
    }

    /// The noun that the relative clause around a relative pronoun hangs on; the pronoun itself where there is none.
    pub fn antecedent(&self, pronoun: At) -> At {
        self.ancestors(pronoun).find(|&clause| self.deprel(clause) == "acl:relcl").and_then(|clause| self.head(clause)).unwrap_or(pronoun)
    }

    /// True for a noun, a name, a pronoun or what stands for one.
    pub fn is_nominal(&self, at: At) -> bool {
        matches!(self.token(at).upos, Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num)
    }

    /// True where the token heads a clause in the passive.
    pub fn is_passive(&self, at: At) -> bool {
        self.children(at).any(|c| matches!(self.deprel(c), "aux:pass" | "nsubj:pass" | "csubj:pass" | "obl:agent"))
            || (self.deprel(at) == "acl" && self.token(at).has("VerbForm=Part") && self.token(at).has("Tense=Past"))
    }
}

/// The heads of a sentence's tokens. A head beyond the sentence, or one that closes a circle, is none: so every walk up or
/// down ends.
fn heads(sentence: &Sentence) -> Vec<Option<usize>> {
    let tokens = &sentence.tokens;
    let mut heads: Vec<Option<usize>> = tokens.iter().map(|t| t.head.filter(|&h| h < tokens.len())).collect();
    let mut walk = vec![None; tokens.len()];
    for start in 0..tokens.len() {
        let mut at = start;
        while walk[at].is_none() {
            walk[at] = Some(start);
            match heads[at] {
                Some(head) if walk[head] == Some(start) => heads[at] = None,
                Some(head) => at = head,
                None => {}
            }
        }
    }
    heads
}

fn lemma_of(token: &Token, words: &Words) -> String {
    let lemma = if token.lemma.is_empty() { &token.form } else { &token.lemma };
    let guess = lemma.to_lowercase();
    match words.lemma(&token.form.to_lowercase(), token.upos, &guess) {
        Some(lemma) => lemma.to_owned(),
        None => guess,
    }
}
