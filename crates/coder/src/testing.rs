//! Parses for tests: written by hand in a compact notation, or flat from plain text.

use chancery_encoder::text::segment;
use chancery_encoder::{Parse, Sentence, Token, Upos};
use chancery_record::ByteSpan;

/// A text and its parse from a notation with one sentence a line and a blank line between paragraphs.
///
/// A word is `form/UPOS/head/deprel`, then optionally `/feats` and `/name`; `form=lemma` gives another lemma than the form
/// in lower case. Heads count from 1, and 0 is the root.
pub(crate) fn parse(notation: &'static str) -> (String, Parse) {
    let (mut text, mut parse) = (String::new(), Parse::default());
    let mut paragraph = 0;
    for line in notation.lines() {
        let line = line.trim();
        if line.is_empty() {
            paragraph += usize::from(!text.is_empty());
            text.push_str(if text.is_empty() { "" } else { "\n" });
            continue;
        }
        let mut tokens = Vec::new();
        for (i, word) in line.split_whitespace().enumerate() {
            let parts: Vec<&'static str> = word.split('/').collect();
            let (form, lemma) = parts[0].split_once('=').map_or((parts[0], parts[0].to_lowercase()), |(f, l)| (f, l.to_owned()));
            let attached = matches!(form, "." | "," | ":" | ";" | "?" | "!" | ")" | "”" | "n't") || form.starts_with(['\'', '’']);
            let after_open = text.ends_with(['“', '(']);
            if !text.is_empty() && !attached && !after_open {
                text.push(if i == 0 && text.ends_with('\n') { '\n' } else { ' ' });
            }
            let start = text.len();
            text.push_str(form);
            let head: usize = parts[2].parse().expect("a head is a number");
            tokens.push(Token {
                span: ByteSpan::new(start, text.len()),
                form: form.to_owned(),
                lemma,
                upos: Upos::from_name(parts[1]).expect("a universal part of speech"),
                feats: parts.get(4).copied().unwrap_or("_"),
                head: head.checked_sub(1),
                deprel: parts[3],
                name: parts.get(5).copied().unwrap_or("O"),
                entity: "O",
                quoted: false,
                attribution: None,
            });
        }
        let span = ByteSpan::new(tokens[0].span.start, tokens[tokens.len() - 1].span.end);
        parse.sentences.push(Sentence { span, paragraph, tokens });
    }
    (text, parse)
}

/// A parse that knows nothing of the words: each hangs on the first of its sentence. Pronouns are told, as they make a closed list.
pub(crate) fn flat(text: &str) -> Parse {
    let sentences = segment(text).into_iter().map(|raw| {
        let word = |(i, &span): (usize, &ByteSpan)| {
            let form = span.of(text).to_owned();
            let lower = form.to_lowercase();
            let pronoun =
                form == "I" || (form != "US" && matches!(lower.as_str(), "we" | "us" | "our" | "me" | "my" | "he" | "she" | "they"));
            Token {
                span,
                lemma: lower,
                upos: if pronoun { Upos::Pron } else { Upos::X },
                feats: "_",
                head: (i > 0).then_some(0),
                deprel: if i > 0 { "dep" } else { "root" },
                name: "O",
                entity: "O",
                quoted: raw.quoted.get(i).copied().unwrap_or(false),
                attribution: None,
                form,
            }
        };
        Sentence { span: raw.span, paragraph: raw.paragraph, tokens: raw.tokens.iter().enumerate().map(word).collect() }
    });
    Parse { sentences: sentences.collect() }
}
