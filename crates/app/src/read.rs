//! `chancery read`: articles in, records out.

use crate::article::{self, Article, Reading};
use crate::batch::{self, Output};
use crate::exit::Exit;
use crate::input::{self, Input};
use crate::limits::PLAIN_WIDTH;
use crate::message::Message;
use crate::sections::{Section, Sections};
use crate::{annotate, engine, explain, language, usage, view};
use chancery_coder::Coder;
use chancery_encoder::{Encoder, Parse};
use chancery_record::{Day, Record};
use clap::ValueEnum;
use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// The command line.
#[derive(Debug, clap::Args)]
pub struct Args {
    /// Files, directories, patterns such as 'news/*.md', or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,

    /// The day of publication, YYYY-MM-DD; goes before what a file says of itself
    #[arg(long, value_name = "DATE")]
    date: Option<Day>,

    /// What to print: text is for people; json is one object for one article; jsonl is one object a line, for any number
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: Format,

    /// Only these sections (JSON keeps what they refer to)
    #[arg(long, value_name = "SECTIONS", value_delimiter = ',')]
    only: Vec<Section>,

    /// Print the article itself, with its entries marked
    #[arg(long, conflicts_with = "explain")]
    annotate: bool,

    /// Explain one entry, such as e2: its words, the tree of its sentence, the rule that made it
    #[arg(long, value_name = "ID")]
    explain: Option<String>,

    /// Take every input for Markdown, whatever its name
    #[arg(long)]
    markdown: bool,

    /// A file of yours (.toml) or a directory of them, whose words are added to the lexicon; may be repeated
    #[arg(long, value_name = "PATH")]
    lexicon: Vec<PathBuf>,

    /// A table of yours (.tsv, .csv, .toml) or a directory of them, whose rows go before the gazetteer's; may be repeated
    #[arg(long, value_name = "PATH")]
    gazetteer: Vec<PathBuf>,

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
    /// For people.
    Text,
    /// One JSON object.
    Json,
    /// JSON Lines: one object a line.
    Jsonl,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    if args.format != Format::Text && (args.annotate || args.explain.is_some()) {
        return usage("--annotate and --explain print text", "leave --format out");
    }
    let inputs = input::expand(&args.inputs);
    if let Some(one) = args.needs_one()
        && inputs.len() > 1
    {
        return usage(format!("{} is for one article; there are {} inputs", one.0, inputs.len()), one.1);
    }
    let engine = match engine::encoder().and_then(|encoder| Ok((encoder, engine::coder(&args.lexicon, &args.gazetteer)?))) {
        Ok(engine) => engine,
        Err(exit) => return exit,
    };
    let reader = Reader { args, encoder: engine.0, coder: engine.1, width: width() };
    let options = batch::Options { threads: args.threads, quiet: args.quiet, styled: args.format == Format::Text };
    batch::run(&inputs, options, |input| reader.read(input))
}

impl Args {
    /// The option that allows for no more than one article, and what to do instead.
    fn needs_one(&self) -> Option<(&'static str, &'static str)> {
        if self.format == Format::Json {
            Some(("--format json", "use --format jsonl for several"))
        } else if self.explain.is_some() {
            Some(("--explain", "name the article that has the entry"))
        } else {
            None
        }
    }

    fn sections(&self) -> Sections {
        if self.only.is_empty() { Sections::usual() } else { Sections::new(&self.only) }
    }
}

struct Reader<'a> {
    args: &'a Args,
    encoder: Encoder,
    coder: Coder,
    /// Columns of a terminal; none where the output goes elsewhere.
    width: Option<usize>,
}

impl Reader<'_> {
    fn read(&self, input: &Input) -> Result<Output, Message> {
        let reading = Reading { markdown: self.args.markdown, date: self.args.date };
        let mut article = article::read(input, reading)?;
        let (mut record, parse) = self.code(&mut article);
        let body = match (self.args.format, &self.args.explain) {
            (Format::Text, Some(id)) => explain::render(&article, &record, &parse, id, self.columns())?,
            (Format::Text, None) if self.args.annotate => annotate::render(&article, &record, &self.args.only, self.width),
            (Format::Text, None) => view::render(&article, &record, self.args.sections(), self.columns()),
            (format, _) => {
                if !self.args.only.is_empty() {
                    self.args.sections().keep(&mut record);
                }
                json(&record, format)
                    .map_err(|error| Message::error(&article.name, format!("its record can't be written as JSON: {error}"), ""))?
            }
        };
        Ok(Output { body: body.into_bytes(), warnings: article.warnings })
    }

    /// The record of an article. One that is not in English gets a note and nothing else.
    fn code(&self, article: &mut Article) -> (Record, Parse) {
        let language = language::of(&article.text);
        let mut document = article.document.clone();
        document.language = Some(language.tag.to_owned());
        let made_by = engine::made_by(&self.encoder);
        if language != language::Language::ENGLISH {
            let what = format!("not English but {}; only English is read", language.name);
            article.warnings.push(Message::warning(&article.name, what, "give a translation"));
            let mut record = Record::new(made_by, document);
            record.notes.extend(language::note(&article.text, language));
            return (record, Parse::default());
        }
        let parse = self.encoder.parse(&article.text);
        let record = self.coder.code(document, &article.text, &parse, made_by);
        debug_assert_eq!(record.check(&article.text), [], "{}", article.name);
        (record, parse)
    }

    fn columns(&self) -> usize {
        self.width.unwrap_or(PLAIN_WIDTH)
    }
}

fn json(record: &Record, format: Format) -> serde_json::Result<String> {
    let mut text = match format {
        Format::Json => serde_json::to_string_pretty(record)?,
        _ => serde_json::to_string(record)?,
    };
    text.push('\n');
    Ok(text)
}

/// The width of the terminal that the output goes to, within what can be read.
fn width() -> Option<usize> {
    let out = std::io::stdout();
    let (width, _) = out.is_terminal().then(|| terminal_size::terminal_size_of(&out))??;
    Some(usize::from(width.0).clamp(40, 120))
}
