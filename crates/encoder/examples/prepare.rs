//! Prints sentences as the encoder reads them, one JSON object a line: what the training scripts learn from.
//!
//! `prepare ud FILE.conllu…` takes sentences and words as a treebank has them; `prepare text FILE…` cuts raw text; `prepare lines FILE…` takes
//! each line of a file as one text and its words as one sentence, however many sentences they are.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

use chancery_encoder::conllu;
use chancery_encoder::pieces::WordPiece;
use chancery_encoder::shape::shape;
use chancery_encoder::text::{RawSentence, segment};
use chancery_record::ByteSpan;
use serde::Serialize;

const USAGE: &str = "usage: prepare ud FILE.conllu… | prepare text FILE… | prepare lines FILE…";

/// One sentence.
#[derive(Serialize)]
struct Line<'a> {
    source: &'a str,
    /// Number of the document in the file (`ud`) or of the file (`text`), from 0.
    doc: usize,
    forms: Vec<&'a str>,
    /// In Unicode scalar values of the text; null for a treebank.
    spans: Option<Vec<[usize; 2]>>,
    paragraph: usize,
    /// Ids of each word's pieces.
    pieces: Vec<Vec<u32>>,
    shape: Vec<u8>,
    quoted: Vec<u8>,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("prepare: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    let (mode, files) = args.split_first().ok_or(USAGE)?;
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../model/vocab.txt");
    let pieces = WordPiece::new(&std::fs::read_to_string(root)?)?;
    let mut out = BufWriter::new(io::stdout().lock());
    for (number, source) in files.iter().enumerate() {
        let bytes = std::fs::read(source).map_err(|e| format!("{source}: {e}"))?;
        let file = String::from_utf8_lossy(&bytes);
        match mode.as_str() {
            "ud" => {
                for (doc, document) in conllu::read(&file).map_err(|e| format!("{source}: {e}"))?.iter().enumerate() {
                    for sentence in &document.sentences {
                        let forms = sentence.forms.iter().map(String::as_str).collect();
                        write(&mut out, line(&pieces, source, doc, forms, None, &sentence.raw))?;
                    }
                }
            }
            "text" => {
                let mut offsets = Offsets { text: &file, byte: 0, scalar: 0 };
                for sentence in segment(&file) {
                    let forms = sentence.tokens.iter().map(|t| t.of(&file)).collect();
                    let spans = sentence.tokens.iter().map(|t| [offsets.at(t.start), offsets.at(t.end)]).collect();
                    write(&mut out, line(&pieces, source, number, forms, Some(spans), &sentence))?;
                }
            }
            "lines" => {
                for (number, text) in file.lines().enumerate() {
                    let sentence = joined(segment(text));
                    let mut offsets = Offsets { text, byte: 0, scalar: 0 };
                    let forms = sentence.tokens.iter().map(|t| t.of(text)).collect();
                    let spans = sentence.tokens.iter().map(|t| [offsets.at(t.start), offsets.at(t.end)]).collect();
                    write(&mut out, line(&pieces, source, number, forms, Some(spans), &sentence))?;
                }
            }
            _ => return Err(USAGE.into()),
        }
    }
    Ok(out.flush()?)
}

/// The words of all sentences as one.
fn joined(sentences: Vec<RawSentence>) -> RawSentence {
    let mut all = RawSentence { span: ByteSpan::new(0, 0), paragraph: 0, tokens: Vec::new(), quoted: Vec::new() };
    for sentence in sentences {
        all.tokens.extend(sentence.tokens);
        all.quoted.extend(sentence.quoted);
    }
    all
}

fn line<'a>(
    pieces: &WordPiece,
    source: &'a str,
    doc: usize,
    forms: Vec<&'a str>,
    spans: Option<Vec<[usize; 2]>>,
    raw: &RawSentence,
) -> Line<'a> {
    let cut = |form: &&str| {
        let mut ids = Vec::new();
        pieces.pieces(form, &mut ids);
        ids
    };
    Line {
        source,
        doc,
        pieces: forms.iter().map(cut).collect(),
        shape: forms.iter().map(|f| shape(f)).collect(),
        forms,
        spans,
        paragraph: raw.paragraph,
        quoted: raw.quoted.iter().map(|q| u8::from(*q)).collect(),
    }
}

fn write(out: &mut impl Write, line: Line) -> io::Result<()> {
    serde_json::to_writer(&mut *out, &line)?;
    out.write_all(b"\n")
}

/// Turns ascending byte offsets into offsets in Unicode scalar values.
struct Offsets<'a> {
    text: &'a str,
    byte: usize,
    scalar: usize,
}

impl Offsets<'_> {
    fn at(&mut self, byte: usize) -> usize {
        self.scalar += self.text[self.byte..byte].chars().count();
        self.byte = byte;
        self.scalar
    }
}
