//! Passages with what must be recorded of them: read from a text file, run through encoder and coder, compared.
//!
//! A passage is a line of text, then one line for each expectation: `+ words | field value | …` must be met by an entry that has
//! some of the words, and `- words` by none; `- *` is for no entry at all. `¶` parts paragraphs. Lines that start with `#` are comments.

#![allow(dead_code, reason = "each test file uses its part")]

use chancery_coder::Coder;
use chancery_encoder::{Encoder, Model};
use chancery_record::{ActorId, Document, Record, Span};

/// A text and what is expected of its record.
pub struct Passage {
    /// The text.
    pub text: String,
    /// The expectations.
    pub expected: Vec<Expected>,
}

/// One expectation.
pub struct Expected {
    /// True where no entry may fit.
    pub absent: bool,
    /// Words that the entry must have some of; `*` for any.
    pub words: String,
    /// What must hold of it: field and value.
    pub fields: Vec<(String, String)>,
}

/// How many expectations hold, of how many.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    /// Those that hold.
    pub held: usize,
    /// All of them.
    pub total: usize,
}

impl Sum {
    /// True where at least so many of a hundred hold.
    #[must_use]
    pub fn reaches(self, percent: usize) -> bool {
        self.held * 100 >= self.total * percent
    }
}

/// The sums of a file: entries that must be there, and those that must not.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    /// Lines with `+`.
    pub found: Sum,
    /// Lines with `-`.
    pub silent: Sum,
}

impl Sums {
    /// Both together.
    pub fn all(self) -> Sum {
        Sum { held: self.found.held + self.silent.held, total: self.found.total + self.silent.total }
    }
}

/// Whether the expectations that fail are printed; of passages kept aside only the sums are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Print {
    /// Each that fails, and the sums.
    Failures,
    /// Only the sums.
    SumsAlone,
}

/// Reads passages.
pub fn read(file: &str) -> Vec<Passage> {
    let mut found: Vec<Passage> = Vec::new();
    for line in file.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
        let expectation = line.strip_prefix("+ ").map(|l| (l, false)).or_else(|| line.strip_prefix("- ").map(|l| (l, true)));
        match (expectation, found.last_mut()) {
            (Some((rest, absent)), Some(passage)) => {
                let mut parts = rest.split(" | ");
                let words = parts.next().unwrap_or_default().to_owned();
                assert!(words == "*" || passage.text.contains(&words), "not in the passage: {words}");
                let fields =
                    parts.map(|p| p.split_once(' ').map_or((p.to_owned(), String::new()), |(f, v)| (f.to_owned(), v.to_owned()))).collect();
                passage.expected.push(Expected { absent, words, fields });
            }
            _ => found.push(Passage { text: line.replace(" ¶ ", "\n\n"), expected: Vec::new() }),
        }
    }
    found
}

/// How many of the expectations hold.
pub fn run<T>(
    file: &str,
    print: Print,
    entries: impl Fn(&Record) -> &[T],
    spans: impl Fn(&Record, &T) -> Vec<Span>,
    fits: impl Fn(&Record, &T, &str, &str) -> bool,
) -> Sums {
    let model = Model::embedded().expect("the model comes with the crate");
    let encoder = Encoder::new(model).expect("the model fits the encoder");
    let coder = Coder::built_in().expect("lexicon and gazetteer are in their formats");
    let mut sums = Sums::default();
    for passage in read(file) {
        let mut document = Document::new(&passage.text);
        document.published = Some("2024-03-05".to_owned());
        let record = coder.code(document, &passage.text, &encoder.parse(&passage.text), Default::default());
        for expected in &passage.expected {
            let place = passage.text.find(&expected.words).map(|byte| {
                let start = passage.text[..byte].chars().count();
                (start, start + expected.words.chars().count())
            });
            let near = |e: &T| place.is_none_or(|(start, end)| spans(&record, e).iter().any(|s| s.start < end && start < s.end));
            let met =
                entries(&record).iter().any(|e| near(e) && expected.fields.iter().all(|(field, value)| fits(&record, e, field, value)));
            let sum = if expected.absent { &mut sums.silent } else { &mut sums.found };
            sum.total += 1;
            sum.held += usize::from(met != expected.absent);
            if met == expected.absent && print == Print::Failures {
                println!("{}\n    {} {} {:?}", passage.text, if expected.absent { "-" } else { "+" }, expected.words, expected.fields);
            }
        }
    }
    println!("found {} of {}, silent {} of {}", sums.found.held, sums.found.total, sums.silent.held, sums.silent.total);
    sums
}

/// True where an actor is the one meant: `-` for nobody, `*` for anybody, a country's code in capitals, else a part of the name.
pub fn is(record: &Record, actor: Option<&ActorId>, wanted: &str) -> bool {
    let found = actor.and_then(|id| record.actors.iter().find(|a| a.id == *id));
    match (wanted, found) {
        ("-", found) => found.is_none(),
        (_, None) => false,
        ("*", Some(_)) => true,
        (code, Some(a)) if code.len() == 3 && code.chars().all(|c| c.is_ascii_uppercase()) => {
            a.country.is_some_and(|c| c.to_string() == code) || a.name == code
        }
        (name, Some(a)) => a.name.contains(name),
    }
}
