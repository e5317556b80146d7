//! The program `chancery`: reads news articles and records who did what to whom, who said what, who denies what, and who
//! has bound himself to what.

mod annotate;
mod article;
mod batch;
mod decode;
mod engine;
mod exit;
mod explain;
mod front_matter;
mod import;
mod input;
mod language;
mod limits;
mod markdown;
mod message;
mod pair;
mod parse;
mod read;
mod schema;
mod sections;
mod style;
mod treebank;
mod users;
mod view;
mod work;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use exit::Exit;
use std::process::ExitCode;

/// Reads news articles and records who did what to whom, who said what, who denies what, and who has bound himself to
/// what. Every entry points at its exact words.
#[derive(Debug, Parser)]
#[command(name = "chancery", disable_version_flag = true, after_help = exit::HELP, subcommand_required = false)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,

    /// Print the versions of the program and of its model
    #[arg(short = 'V', long)]
    version: bool,

    /// Colours: auto heeds the terminal and NO_COLOR
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    color: Color,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Read articles and print what they say
    Read(read::Args),
    /// Print the sentences of articles with words, tags and trees
    Parse(parse::Args),
    /// Say what sentences tell between two marked sides
    Pair(pair::Args),
    /// Print the JSON Schema of a record
    Schema,
    /// Words of your own
    #[command(subcommand)]
    Lexicon(LexiconCommand),
}

#[derive(Debug, Subcommand)]
enum LexiconCommand {
    /// Make files for `read --lexicon` and `--gazetteer` of dictionaries of PETRARCH
    Import(import::Args),
}

/// When to use colours.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Color {
    /// On a terminal, unless NO_COLOR is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    }
    .write_global();
    let exit = match cli.command {
        _ if cli.version => schema::print(&engine::versions()),
        Some(Command::Read(args)) => read::run(&args),
        Some(Command::Parse(args)) => parse::run(&args),
        Some(Command::Pair(args)) => pair::run(&args),
        Some(Command::Lexicon(LexiconCommand::Import(args))) => import::run(&args),
        Some(Command::Schema) => schema::print(chancery_record::SCHEMA),
        None => {
            anstream::eprint!("{}", Cli::command().render_help().ansi());
            Exit::Usage
        }
    };
    exit.into()
}

/// The message for a command line that asks for what can't be done.
fn usage(what: impl Into<String>, help: impl Into<String>) -> Exit {
    message::Message::error("", what, help).show();
    Exit::Usage
}
