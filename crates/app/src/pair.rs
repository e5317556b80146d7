//! `chancery pair`: what sentences tell between two sides that the user has marked.
//!
//! A line of a file is `[France] accused {Russia} of hacking`, or a JSON object with `text`, `source` and `target`.

use crate::batch::{self, Output};
use crate::exit::Exit;
use crate::input::{self, Input};
use crate::limits::TREEBANK_BYTES;
use crate::message::Message;
use crate::{article, engine, style};
use chancery_coder::relations::Reader;
use chancery_encoder::{Encoder, Pair, Relation, Token};
use chancery_record::{ByteSpan, Mode, Offsets, PloverType, Span};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::num::NonZeroUsize;

/// The command line.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files, or - for standard input: a sentence a line, its source in brackets and its target in braces, or JSON Lines with text, source and target
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,

    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// Threads; as many as the processor has cores when left out
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,

    /// No progress and no warnings; errors are still shown
    #[arg(long, short)]
    quiet: bool,
}

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line a sentence: type, mode, probability, the word that tells it, the sentence.
    Text,
    /// JSON Lines: an object a sentence, with the probability of every type.
    Jsonl,
}

/// A sentence with two sides; offsets count Unicode scalar values. A side that the sentence does not name is empty.
#[derive(Debug, Default, PartialEq, Eq, Deserialize)]
struct Marked {
    #[serde(default)]
    id: Option<String>,
    text: String,
    #[serde(default)]
    source: Vec<(usize, usize)>,
    #[serde(default)]
    target: Vec<(usize, usize)>,
}

/// What the model says of a sentence, in JSON.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    /// Null where likeliest nothing is told between the sides.
    #[serde(rename = "type")]
    event_type: Option<PloverType>,
    mode: Option<Mode>,
    quad: Option<u8>,
    score: f32,
    /// The word that most likely tells it.
    trigger: Span,
    /// Probability of every type, and of NONE.
    types: BTreeMap<&'a str, f32>,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let inputs = input::expand_endings(&args.inputs, &["txt", "jsonl"]);
    let made = engine::encoder().and_then(|encoder| Ok((encoder, engine::reader()?)));
    let (encoder, reader) = match made {
        Ok(made) => made,
        Err(exit) => return exit,
    };
    let options = batch::Options { threads: args.threads, quiet: args.quiet, styled: args.format == Format::Text };
    batch::run(&inputs, options, |input| classified(&encoder, &reader, input, args.format))
}

fn classified(encoder: &Encoder, reader: &Reader, input: &Input, format: Format) -> Result<Output, Message> {
    let name = input.name();
    let (file, warnings) = article::text(input, TREEBANK_BYTES, "split it at the end of a line")?;
    let mut body = String::new();
    for (number, line) in file.lines().enumerate().filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#')) {
        let sentence = marked(line.trim()).map_err(|(what, help)| Message::error(&*name, format!("line {}: {what}", number + 1), help))?;
        let words: Vec<Token> = encoder.parse(&sentence.text).sentences.into_iter().flat_map(|s| s.tokens).collect();
        let [source, target] = [&sentence.source, &sentence.target].map(|side| within(&sentence.text, &words, side));
        let pair = Pair { tokens: &words, source: &source, target: &target };
        for relation in reader.relations(&[pair]) {
            let told = Told::new(reader, &sentence, &words, &relation);
            body += &match format {
                Format::Text => told.line(&sentence.text),
                Format::Jsonl => serde_json::to_string(&told)
                    .map_err(|e| Message::error(&*name, format!("a reading can't be written as JSON: {e}"), ""))?,
            };
            body.push('\n');
        }
    }
    if body.is_empty() {
        return Err(Message::error(name, "there is no sentence in it", "write one a line, such as: [France] accused {Russia} of hacking"));
    }
    Ok(Output { body: body.into_bytes(), warnings })
}

impl<'a> Told<'a> {
    fn new(reader: &'a Reader, sentence: &'a Marked, words: &[Token], relation: &Relation) -> Self {
        let reading = reader.reading(relation);
        let trigger = words.get(relation.trigger).map_or(ByteSpan::default(), |w| w.span);
        Self {
            id: sentence.id.as_deref(),
            event_type: reading.event_type,
            mode: reading.mode,
            quad: reading.event_type.map(|t| t.quad().code()),
            score: reading.score,
            trigger: Offsets::new(&sentence.text).span(&sentence.text, trigger),
            types: reader.types().zip(relation.types.iter().copied()).collect(),
        }
    }

    /// For people: label, probability, the word that tells it, the sentence.
    fn line(&self, text: &str) -> String {
        let label = match (self.event_type, self.mode) {
            (None, _) => "NONE".to_owned(),
            (Some(event_type), None) => event_type.to_string(),
            (Some(event_type), Some(mode)) => format!("{event_type}.{mode}"),
        };
        let bold = anstyle::Style::new().bold();
        format!("{bold}{label:<24}{bold:#} {:.2}  {:<14} {}", self.score, style::printable(&self.trigger.text), style::printable(text))
    }
}

/// The words that some spans touch.
fn within(text: &str, words: &[Token], spans: &[(usize, usize)]) -> Vec<usize> {
    let offsets = Offsets::new(text);
    let char = |byte| offsets.char_of(byte).unwrap_or(offsets.chars());
    let touched = |w: &Token| spans.iter().any(|&(start, end)| char(w.span.start) < end && start < char(w.span.end));
    (0..words.len()).filter(|&i| touched(&words[i])).collect()
}

/// Reads a line; where it can't be read, what is the matter and what helps.
fn marked(line: &str) -> Result<Marked, (String, &'static str)> {
    let json = line.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'));
    let sentence =
        if json { serde_json::from_str(line).map_err(|e| (format!("this is no sentence in JSON: {e}"), JSON))? } else { bracketed(line)? };
    let (length, ends) = (sentence.text.chars().count(), sentence.source.iter().chain(&sentence.target));
    match ends.clone().find(|(start, end)| start >= end || *end > length) {
        Some((start, end)) => Err((format!("[{start}, {end}] is no place in a text of {length} characters"), JSON)),
        None if ends.count() == 0 => Err(("no side is marked".to_owned(), MARKS)),
        None => Ok(sentence),
    }
}

const MARKS: &str = "mark who acts and who is acted on: [France] accused {Russia} of hacking";
const JSON: &str = r#"write {"text": "France left.", "source": [[0, 6]], "target": []}, with offsets in characters"#;

/// A sentence with `[source]` and `{target}`.
fn bracketed(line: &str) -> Result<Marked, (String, &'static str)> {
    let mut sentence = Marked::default();
    let (mut length, mut open) = (0, None);
    for c in line.chars() {
        match (c, open) {
            ('[' | '{', None) => open = Some((c, length)),
            (']', Some(('[', start))) => sentence.source.push((start, length)),
            ('}', Some(('{', start))) => sentence.target.push((start, length)),
            ('[' | ']' | '{' | '}', _) => return Err((format!("{c} after {length} characters has no partner"), MARKS)),
            _ => {
                sentence.text.push(c);
                length += 1;
            }
        }
        if matches!(c, ']' | '}') {
            open = None;
        }
    }
    match open {
        Some((c, start)) => Err((format!("{c} after {start} characters has no partner"), MARKS)),
        None => Ok(sentence),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_json_say_the_same() {
        let brackets = marked("[Élysée] warned {Rome}.").expect("a sentence");
        let json = marked(r#"{"text": "Élysée warned Rome.", "source": [[0, 6]], "target": [[14, 18]]}"#).expect("a sentence");
        assert_eq!(brackets, json);
    }

    #[test]
    fn what_is_wrong_is_said() {
        for (line, what) in [
            ("France left.", "no side is marked"),
            ("[France left.", "[ after 0 characters has no partner"),
            ("[France {left}].", "{ after 7 characters has no partner"),
            ("France} left.", "} after 6 characters has no partner"),
            (r#"{"text": "France", "source": [[0, 9]]}"#, "[0, 9] is no place in a text of 6 characters"),
        ] {
            assert_eq!(marked(line).expect_err(line).0, what);
        }
        assert!(marked(r#"{"words": 1}"#).expect_err("no text").0.starts_with("this is no sentence in JSON"));
    }
}
