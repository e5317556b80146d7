//! CoNLL-U files parsed again: the file's sentences and words stay exactly as they are, tags and trees are the model's.

use crate::article;
use crate::input::Input;
use crate::limits::TREEBANK_BYTES;
use crate::message::Message;
use chancery_encoder::conllu::{self, Document};
use chancery_encoder::{Encoder, Parse, Sentence};
use std::fmt::Write;

/// A CoNLL-U file.
#[derive(Debug)]
pub struct Treebank {
    file: String,
    /// Its documents.
    pub documents: Vec<Document>,
    /// What should be known about how it was read.
    pub warnings: Vec<Message>,
}

/// Reads a CoNLL-U file.
///
/// # Errors
/// A message where the input can't be read or a line is not CoNLL-U.
pub fn read(input: &Input) -> Result<Treebank, Message> {
    let (file, warnings) = article::text(input, TREEBANK_BYTES, "split it at a blank line")?;
    let documents = conllu::read(&file).map_err(|error| {
        let help = "for plain text leave --tokens out";
        Message::error(input.name(), format!("not CoNLL-U: {error}"), help)
    })?;
    if documents.is_empty() {
        return Err(Message::error(input.name(), "there are no sentences in it", "for plain text leave --tokens out"));
    }
    Ok(Treebank { file, documents, warnings })
}

impl Treebank {
    /// A parse of each document, with the file's sentences and words.
    pub fn parse(&self, encoder: &Encoder) -> Vec<Parse> {
        self.documents.iter().map(|document| parse(encoder, document)).collect()
    }

    /// The file with the tags, trees and attributions of the parses, one for each document. Comments, ranges of
    /// multiword tokens and spaces stay; empty nodes go, for they belong to the enhanced graph of the old trees.
    pub fn write(&self, parses: Vec<Parse>) -> String {
        let texts = self.documents.iter().map(|document| document.text.as_str());
        let sentences = parses.into_iter().zip(texts);
        let mut rows = sentences.flat_map(|(parse, text)| parse.sentences.into_iter().map(move |s| rows(text, s)));
        let mut sentence = Vec::new();
        let mut out = String::with_capacity(self.file.len() * 2);
        for line in self.file.lines() {
            let mut columns = line.split('\t');
            let (number, form) = (columns.next().unwrap_or(""), columns.next().unwrap_or(""));
            let Ok(number) = number.parse::<usize>() else {
                if line.starts_with('#') || !number.contains('.') {
                    out.push_str(line);
                    out.push('\n');
                }
                continue;
            };
            if number == 1 {
                sentence = rows.next().unwrap_or_default();
            }
            let space = columns.next_back().into_iter().flat_map(|misc| misc.split('|')).find(|m| m.starts_with("SpaceAfter="));
            let Some(Row { middle, misc }) = sentence.get(number - 1) else { continue };
            let misc = match (space, misc.as_str()) {
                (None, misc) => misc.to_owned(),
                (Some(space), "_") => space.to_owned(),
                (Some(space), misc) => format!("{misc}|{space}"),
            };
            // Writing to a string can't fail.
            let _ = writeln!(out, "{number}\t{form}\t{middle}\t{misc}");
        }
        out
    }
}

fn parse(encoder: &Encoder, document: &Document) -> Parse {
    let raw: Vec<_> = document.sentences.iter().map(|sentence| sentence.raw.clone()).collect();
    let parsed = encoder.parse_segmented(&document.text, raw);
    let mut parts = parsed.sentences.into_iter();
    let sentences = document.sentences.iter().filter_map(|sentence| {
        let mut whole = parts.next()?;
        while whole.tokens.len() < sentence.forms.len() {
            join(&mut whole, parts.next()?);
        }
        for (token, form) in whole.tokens.iter_mut().zip(&sentence.forms) {
            token.form.clone_from(form);
        }
        Some(whole)
    });
    Parse { sentences: sentences.collect() }
}

/// Adds the next part of a sentence that was too long for the encoder. Its root hangs on the first part's, with the
/// relation for what can't be told.
fn join(whole: &mut Sentence, part: Sentence) {
    let base = whole.tokens.len();
    let root = whole.tokens.iter().position(|token| token.head.is_none());
    whole.span.end = part.span.end;
    whole.tokens.extend(part.tokens.into_iter().map(|mut token| {
        match token.head {
            Some(head) => token.head = Some(base + head),
            None => (token.head, token.deprel) = (root, "dep"),
        }
        if let Some(attribution) = &mut token.attribution {
            attribution.anchor = attribution.anchor.map(|anchor| base + anchor);
        }
        token
    }));
}

/// What the parse says of a word.
#[derive(Debug, Default)]
struct Row {
    /// The columns from LEMMA to DEPS.
    middle: String,
    /// MISC without the spaces, which are the file's.
    misc: String,
}

/// The rows of a sentence, one a word.
fn rows(text: &str, sentence: Sentence) -> Vec<Row> {
    let written = conllu::write(text, &Parse { sentences: vec![sentence] });
    let words = written.lines().filter_map(|line| {
        let (number, rest) = line.split_once('\t')?;
        number.parse::<usize>().ok()?;
        let (_form, rest) = rest.split_once('\t')?;
        let (middle, misc) = rest.rsplit_once('\t')?;
        let misc: Vec<&str> = misc.split('|').filter(|m| *m != "SpaceAfter=No").collect();
        let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
        Some(Row { middle: middle.to_owned(), misc })
    });
    words.collect()
}
