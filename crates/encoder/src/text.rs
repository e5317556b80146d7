//! Raw text to sentences of Universal Dependencies words, every word tied to its bytes.

use chancery_record::ByteSpan;

use crate::{lines, quotes, sentences, tokens};

/// Longest sentence, in tokens; longer ones are cut. The encoder reads no more at a time.
pub const MAX_SENTENCE_TOKENS: usize = 200;
/// Longest token, in bytes; longer ones are cut on a character boundary.
pub const MAX_TOKEN_BYTES: usize = 200;

/// A sentence before it is parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawSentence {
    /// From the first byte of the first token to the last of the last.
    pub span: ByteSpan,
    /// Number of the paragraph that it stands in, from 0.
    pub paragraph: usize,
    /// In the order of the text, without overlap; never empty.
    pub tokens: Vec<ByteSpan>,
    /// For each token: true inside quotation marks (the marks themselves not).
    pub quoted: Vec<bool>,
}

/// The sentences of a text. Every character that is not white space lies in exactly one token.
///
/// Takes time linear in the text's length and never fails.
///
/// ```
/// let text = "He can't go. \"Why?\" she asked.";
/// let sentences = chancery_encoder::text::segment(text);
/// let words: Vec<&str> = sentences[0].tokens.iter().map(|t| t.of(text)).collect();
/// assert_eq!(words, ["He", "ca", "n't", "go", "."]);
/// assert_eq!(sentences.len(), 2);
/// assert!(sentences[1].quoted[1]);
/// ```
pub fn segment(text: &str) -> Vec<RawSentence> {
    let units = lines::units(text);
    let mut sentences = Vec::new();
    let mut tokens = Vec::new();
    for unit in &units {
        tokens.clear();
        tokens::tokenize(text, unit.span, &mut tokens);
        let mut first = 0;
        for end in sentences::ends(text, &tokens) {
            let words = tokens[first..end].to_vec();
            first = end;
            if let (Some(a), Some(b)) = (words.first(), words.last()) {
                sentences.push(RawSentence {
                    span: ByteSpan::new(a.start, b.end),
                    paragraph: unit.paragraph,
                    quoted: Vec::new(),
                    tokens: words,
                });
            }
        }
    }
    let quotations = quotes::pair_units(text, &units);
    mark_quoted(&mut sentences, &quotations);
    sentences
}

/// Sets `quoted` of every token: true where it lies inside a quotation's inner part.
pub(crate) fn mark_quoted(sentences: &mut [RawSentence], quotations: &[quotes::Quotation]) {
    let mut next = quotations.iter().peekable();
    for sentence in sentences {
        sentence.quoted.clear();
        for token in &sentence.tokens {
            while next.peek().is_some_and(|q| q.inner.end <= token.start) {
                next.next();
            }
            let inside = next.peek().is_some_and(|q| q.inner.start <= token.start && token.end <= q.inner.end);
            sentence.quoted.push(inside);
        }
    }
}
