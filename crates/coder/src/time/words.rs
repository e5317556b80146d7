//! A sentence cut so finely that dates look alike however it was tokenised: runs of letters, runs of digits, single signs.

use crate::article::{Article, At};
use crate::numerals::{SMALL, TENS};
use chancery_encoder::{Token, Upos};
use chancery_record::ByteSpan;

/// A run of letters, a run of digits or one other character.
#[derive(Debug)]
pub(super) struct Atom {
    /// As written.
    pub raw: String,
    /// In lower case.
    pub lower: String,
    /// Where.
    pub span: ByteSpan,
    /// Index of the token that it is part of.
    pub token: usize,
    /// True where no space stands before it.
    pub glued: bool,
}

/// The atoms of a sentence, with its tokens.
#[derive(Debug)]
pub(super) struct Words<'a> {
    pub atoms: Vec<Atom>,
    sentence: usize,
    pub tokens: &'a [Token],
}

#[derive(PartialEq)]
enum Sort {
    Letter,
    Digit,
    Other,
}

fn sort(c: char) -> Sort {
    if c.is_ascii_digit() {
        Sort::Digit
    } else if c.is_alphabetic() {
        Sort::Letter
    } else {
        Sort::Other
    }
}

impl<'a> Words<'a> {
    /// Cuts a sentence.
    pub fn new(article: &Article<'a>, sentence: usize) -> Self {
        let tokens = &article.sentence(sentence).tokens;
        let mut atoms: Vec<Atom> = Vec::new();
        let mut last_end = None;
        for (token, word) in tokens.iter().enumerate() {
            let Some(form) = article.text.get(word.span.start..word.span.end) else { continue };
            let mut chars = form.char_indices().peekable();
            while let Some((start, c)) = chars.next() {
                let kind = sort(c);
                let mut end = start + c.len_utf8();
                while let Some(&(at, next)) = chars.peek().filter(|&&(_, next)| kind != Sort::Other && sort(next) == kind) {
                    end = at + next.len_utf8();
                    chars.next();
                }
                if c.is_whitespace() {
                    continue;
                }
                let span = ByteSpan::new(word.span.start + start, word.span.start + end);
                let raw = form[start..end].to_owned();
                atoms.push(Atom { lower: raw.to_lowercase(), raw, span, token, glued: last_end == Some(span.start) });
                last_end = Some(span.end);
            }
        }
        Self { atoms, sentence, tokens }
    }

    /// The atom's word in lower case; empty beyond the sentence.
    pub fn word(&self, i: usize) -> &str {
        self.atoms.get(i).map_or("", |a| a.lower.as_str())
    }

    /// The word before, if there is one.
    pub fn before(&self, i: usize) -> &str {
        i.checked_sub(1).map_or("", |b| self.word(b))
    }

    /// True for that word.
    pub fn is(&self, i: usize, word: &str) -> bool {
        self.word(i) == word
    }

    /// True for one of those words.
    pub fn any(&self, i: usize, words: &[&str]) -> bool {
        words.contains(&self.word(i))
    }

    /// True where no space stands before it.
    pub fn glued(&self, i: usize) -> bool {
        self.atoms.get(i).is_some_and(|a| a.glued)
    }

    /// True where it begins with a capital.
    pub fn capital(&self, i: usize) -> bool {
        self.atoms.get(i).is_some_and(|a| a.raw.starts_with(char::is_uppercase))
    }

    /// The token that it is part of.
    pub fn token(&self, i: usize) -> Option<&'a Token> {
        self.tokens.get(self.atoms.get(i)?.token)
    }

    /// Its part of speech.
    pub fn upos(&self, i: usize) -> Upos {
        self.token(i).map_or(Upos::X, |t| t.upos)
    }

    /// The type of the name that it is part of; empty outside names.
    pub fn name(&self, i: usize) -> &'static str {
        self.token(i).and_then(|t| t.name.split_once('-')).map_or("", |n| n.1)
    }

    /// A dash between two things.
    pub fn dash(&self, i: usize) -> bool {
        self.any(i, &["-", "–", "—", "‑", "‐"])
    }

    /// Its digits as a number with how many there are; four at most.
    pub fn digits(&self, i: usize) -> Option<(u16, usize)> {
        let word = self.word(i);
        let fits = (1..=4).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
        if fits { Some((word.parse().ok()?, word.len())) } else { None }
    }

    /// A number in digits or in words, and the atom after it. Never the article "a".
    pub fn number(&self, i: usize) -> Option<(u32, usize)> {
        if let Some((n, _)) = self.digits(i) {
            let part = (self.any(i + 1, &[",", "."]) && self.glued(i + 1) && self.digits(i + 2).is_some() && self.glued(i + 2))
                || (i > 0 && self.glued(i) && self.any(i - 1, &[",", "."]));
            return (!part).then_some((u32::from(n), i + 1));
        }
        if let Some(tens) = TENS.iter().position(|&t| self.is(i, t)) {
            let tens = u32::try_from(tens * 10 + 20).ok()?;
            let ones = if self.dash(i + 1) { SMALL[1..10].iter().position(|&n| self.is(i + 2, n)) } else { None };
            return Some(ones.map_or((tens, i + 1), |o| (tens + u32::try_from(o).unwrap_or(0) + 1, i + 3)));
        }
        let n = SMALL.iter().position(|&n| self.is(i, n))?;
        Some((u32::try_from(n).ok()?, i + 1))
    }

    /// True where a possessive "'s" stands there.
    pub fn possessive(&self, i: usize) -> bool {
        self.any(i, &["'", "’"]) && self.glued(i) && self.is(i + 1, "s")
    }

    /// The bytes of the atoms `from..to`.
    pub fn span(&self, from: usize, to: usize) -> Option<ByteSpan> {
        let first = self.atoms.get(from)?;
        let last = self.atoms.get(to.checked_sub(1)?)?;
        (first.span.start <= last.span.end).then(|| ByteSpan::new(first.span.start, last.span.end))
    }

    /// Of the tokens of the atoms `from..to` the one that the others hang on.
    pub fn head(&self, from: usize, to: usize) -> Option<At> {
        let (first, last) = (self.atoms.get(from)?.token, self.atoms.get(to.checked_sub(1)?)?.token);
        let outside = |token: &usize| self.tokens.get(*token).is_some_and(|t| t.head.is_none_or(|h| h < first || h > last));
        let weighs = |token: &usize| {
            self.tokens
                .get(*token)
                .is_some_and(|t| !matches!(t.upos, Upos::Adp | Upos::Punct | Upos::Det | Upos::Part | Upos::Sconj | Upos::Cconj))
        };
        let tops: Vec<usize> = (first..=last).filter(outside).collect();
        let token = tops.iter().copied().find(weighs).or_else(|| tops.first().copied()).unwrap_or(last);
        Some(At { sentence: self.sentence, token })
    }
}
