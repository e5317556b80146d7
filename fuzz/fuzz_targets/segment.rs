//! Any text into sentences and tokens: every character that is not white space lies in exactly one token, tokens keep
//! order and limits, and quotations lie in the text.

#![no_main]

use chancery_encoder::quotes::pair;
use chancery_encoder::text::{MAX_SENTENCE_TOKENS, MAX_TOKEN_BYTES, segment};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let blank = |gap: Option<&str>| gap.is_some_and(|gap| gap.chars().all(char::is_whitespace));
    let (mut at, mut paragraph) = (0, 0);
    for sentence in segment(&text) {
        let tokens = &sentence.tokens;
        assert!((1..=MAX_SENTENCE_TOKENS).contains(&tokens.len()) && tokens.len() == sentence.quoted.len());
        assert!((sentence.span.start, sentence.span.end) == (tokens[0].start, tokens[tokens.len() - 1].end));
        assert!(sentence.paragraph >= paragraph);
        paragraph = sentence.paragraph;
        for token in tokens {
            assert!(token.start < token.end && token.end - token.start <= MAX_TOKEN_BYTES);
            assert!(blank(text.get(at..token.start)), "a word was left out before {}", token.start);
            assert!(text.get(token.start..token.end).is_some_and(|form| !form.contains(char::is_whitespace)));
            at = token.end;
        }
    }
    assert!(blank(text.get(at..)), "a word was left out after {at}");
    let mut at = 0;
    for quotation in pair(&text) {
        assert!(at <= quotation.span.start && quotation.span.contains(quotation.inner));
        assert!(text.get(quotation.span.start..quotation.span.end).is_some());
        assert!(text.get(quotation.inner.start..quotation.inner.end).is_some());
        at = quotation.span.end;
    }
});
