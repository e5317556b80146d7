//! `chancery parse`: sentences, words, tags and trees, as CoNLL-U or JSON.

use crate::article::{self, Reading};
use crate::batch::{self, Output};
use crate::exit::Exit;
use crate::input::{self, Input};
use crate::message::Message;
use crate::{engine, treebank};
use chancery_encoder::{AttributionRole, Encoder, Parse, conllu};
use chancery_record::{ByteSpan, Offsets};
use clap::ValueEnum;
use serde::Serialize;
use std::num::NonZeroUsize;

/// The command line.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files, directories, patterns such as 'news/*.md', or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,

    /// What to print: conllu, or json with one object a line for each document
    #[arg(long, value_name = "FORMAT", default_value = "conllu")]
    format: Format,

    /// The inputs are CoNLL-U: keep their sentences and words as they are
    #[arg(long)]
    tokens: bool,

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
    /// CoNLL-U.
    Conllu,
    /// JSON Lines: one object a document.
    Json,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let inputs = if args.tokens { input::expand_endings(&args.inputs, &["conllu"]) } else { input::expand(&args.inputs) };
    let encoder = match engine::encoder() {
        Ok(encoder) => encoder,
        Err(exit) => return exit,
    };
    let options = batch::Options { threads: args.threads, quiet: args.quiet, styled: false };
    let work = if args.tokens { with_tokens } else { from_text };
    batch::run(&inputs, options, |input| work(&encoder, input, args.format))
}

fn from_text(encoder: &Encoder, input: &Input, format: Format) -> Result<Output, Message> {
    let article = article::read(input, Reading::default())?;
    let parse = encoder.parse(&article.text);
    let body = match format {
        Format::Conllu => {
            let words = conllu::write(&article.text, &parse);
            format!("# newdoc id = {}\n{words}", article.name.replace(['\n', '\r'], " "))
        }
        Format::Json => json(&article.name, &article.text, &parse)?,
    };
    Ok(Output { body: body.into_bytes(), warnings: article.warnings })
}

fn with_tokens(encoder: &Encoder, input: &Input, format: Format) -> Result<Output, Message> {
    let treebank = treebank::read(input)?;
    let parses = treebank.parse(encoder);
    let body = match format {
        Format::Conllu => treebank.write(parses),
        Format::Json => {
            let documents = treebank.documents.iter().zip(&parses);
            let name = |id: &str| if id.is_empty() { input.name() } else { id.to_owned() };
            documents.map(|(d, parse)| json(&name(&d.id), &d.text, parse)).collect::<Result<String, Message>>()?
        }
    };
    Ok(Output { body: body.into_bytes(), warnings: treebank.warnings })
}

/// A parsed document in JSON. Offsets count Unicode scalar values of `text`; words are numbered from 1 in their
/// sentence, as in CoNLL-U, and the head 0 is the root.
#[derive(Serialize)]
struct Document<'a> {
    source: &'a str,
    text: &'a str,
    sentences: Vec<Sentence<'a>>,
}

#[derive(Serialize)]
struct Sentence<'a> {
    start: usize,
    end: usize,
    paragraph: usize,
    tokens: Vec<Token<'a>>,
}

#[derive(Serialize)]
struct Token<'a> {
    id: usize,
    start: usize,
    end: usize,
    form: &'a str,
    lemma: &'a str,
    upos: &'static str,
    feats: &'a str,
    head: usize,
    deprel: &'a str,
    name: &'a str,
    entity: &'a str,
    quoted: bool,
    attribution: Option<Attribution>,
}

#[derive(Serialize)]
struct Attribution {
    role: &'static str,
    /// The first word of the cue; 0 where the sentence has none.
    anchor: usize,
    score: f32,
}

fn json(source: &str, text: &str, parse: &Parse) -> Result<String, Message> {
    let offsets = Offsets::new(text);
    let place = |span: ByteSpan| {
        let char = |byte| offsets.char_of(byte).unwrap_or(offsets.chars());
        (char(span.start), char(span.end))
    };
    let sentences = parse.sentences.iter().map(|sentence| {
        let (start, end) = place(sentence.span);
        let tokens = sentence.tokens.iter().enumerate().map(|(n, t)| {
            let (start, end) = place(t.span);
            Token {
                id: n + 1,
                start,
                end,
                form: &t.form,
                lemma: &t.lemma,
                upos: t.upos.as_str(),
                feats: t.feats,
                head: t.head.map_or(0, |head| head + 1),
                deprel: t.deprel,
                name: t.name,
                entity: t.entity,
                quoted: t.quoted,
                attribution: t.attribution.map(|a| Attribution {
                    role: role(a.role),
                    anchor: a.anchor.map_or(0, |anchor| anchor + 1),
                    score: a.score,
                }),
            }
        });
        Sentence { start, end, paragraph: sentence.paragraph, tokens: tokens.collect() }
    });
    let document = Document { source, text, sentences: sentences.collect() };
    let mut line = serde_json::to_string(&document)
        .map_err(|error| Message::error(source, format!("its parse can't be written as JSON: {error}"), ""))?;
    line.push('\n');
    Ok(line)
}

fn role(role: AttributionRole) -> &'static str {
    match role {
        AttributionRole::Source => "source",
        AttributionRole::Cue => "cue",
        AttributionRole::Content => "content",
    }
}
