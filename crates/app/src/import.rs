//! `chancery lexicon import`: dictionaries of PETRARCH and PETRARCH2 as files for `read --lexicon` and `--gazetteer`.
//!
//! What our formats can't say is left out and reported with its line, so that nothing is lost unseen.

mod actors;
mod agents;
mod codes;
mod lines;
mod verbs;

use crate::engine::unfit;
use crate::exit::Exit;
use crate::input;
use crate::limits::DICTIONARY_BYTES;
use crate::message::Message;
use crate::{article, usage};
use chancery_coder::{Gazetteer, Lexicon};
use lines::Left;
use std::path::{Path, PathBuf};

/// The command line.
#[derive(Debug, clap::Args)]
#[command(after_help = crate::exit::HELP)]
pub struct Args {
    /// Dictionaries: their names tell actors, agents and verbs, else what is in them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,

    /// The directory that gets lexicon/ and gazetteer/; files in it are not overwritten
    #[arg(long, value_name = "DIR", default_value = "imported")]
    to: PathBuf,

    /// No report on single lines; errors and counts are still shown
    #[arg(long, short)]
    quiet: bool,
}

/// A table or lexicon file that was made.
struct Made {
    /// Its path below the directory.
    path: &'static str,
    text: String,
    entries: usize,
}

/// What the dictionaries come to.
#[derive(Default)]
struct Imported {
    actors: actors::Tables,
    agents: agents::Table,
    verbs: verbs::Entries,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let known = match Gazetteer::built_in() {
        Ok(known) => known,
        Err(error) => return unfit(&format!("its tables can't be read: {error}")),
    };
    let (mut imported, mut done, mut failed, mut left) = (Imported::default(), 0, 0, 0);
    for input in input::expand(&args.files) {
        match input
            .and_then(|input| Ok((input.name(), article::text(&input, DICTIONARY_BYTES, "split it")?.0)))
            .and_then(|(name, text)| imported.add(&known, &name, &text))
        {
            Ok((name, lines)) => {
                done += 1;
                left += lines.len();
                for line in lines.iter().filter(|_| !args.quiet) {
                    Message::warning(format!("{name}:{}", line.line), &line.what, line.help).show();
                }
            }
            Err(message) => {
                failed += 1;
                message.show();
            }
        }
    }
    if done == 0 {
        return Exit::NothingRead;
    }
    let made = imported.made();
    if let Err(what) = readable(&made) {
        return unfit(&format!("what it made of the dictionaries can't be read: {what}"));
    }
    if let Err(exit) = write(&args.to, &made) {
        return exit;
    }
    let known_already = imported.actors.known + imported.agents.known;
    anstream::eprintln!("{known_already} entries that Chancery has already; {left} lines without a counterpart");
    Exit::of(done, failed)
}

impl Imported {
    /// Adds a dictionary; what it has that can't be taken over, in the order of its lines.
    fn add(&mut self, known: &Gazetteer, name: &str, text: &str) -> Result<(String, Vec<Left>), Message> {
        let lines = lines::of(text);
        let left = match Kind::of(name, &lines) {
            Some(Kind::Actors) => self.actors.read(known, &lines),
            Some(Kind::Agents) => self.agents.read(known, &lines),
            Some(Kind::Verbs) => self.verbs.read(&lines),
            None => {
                let what = "this is no dictionary of PETRARCH: it has no code in square brackets";
                return Err(Message::error(name, what, "give a file of actors, agents or verbs"));
            }
        };
        Ok((name.to_owned(), left))
    }

    /// The files to write, without those that would be empty.
    fn made(&self) -> Vec<Made> {
        let mut made = self.actors.made();
        made.push(self.agents.made());
        made.push(self.verbs.made());
        made.retain(|file| file.entries > 0);
        made
    }
}

/// Which dictionary a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Actors,
    Agents,
    Verbs,
}

impl Kind {
    /// By the file's name, else by its lines; none where no line has a code.
    fn of(name: &str, lines: &[lines::Line]) -> Option<Self> {
        let has = |test: fn(&str) -> bool| lines.iter().any(|l| test(l.text));
        if !has(|l| l.contains('[') && l.contains(']')) {
            return None;
        }
        let name = Path::new(name).file_name().map_or(String::new(), |n| n.to_string_lossy().to_lowercase());
        let by_name = [("actor", Self::Actors), ("agent", Self::Agents), ("verb", Self::Verbs)].into_iter().find(|(n, _)| name.contains(n));
        Some(match by_name {
            Some((_, kind)) => kind,
            None if has(|l| l.starts_with("---") || l.starts_with("- ")) => Self::Verbs,
            None if has(|l| l.contains("[~") || l.contains("~]")) => Self::Agents,
            None => Self::Actors,
        })
    }
}

/// Reads what was made as `read` will.
fn readable(made: &[Made]) -> Result<(), String> {
    let mut gazetteer = Gazetteer::default();
    for Made { path, text, .. } in made {
        if path.ends_with(".toml") {
            Lexicon::with_users(&[(path, text)]).map_err(|e| e.to_string())?;
        } else {
            gazetteer.add_users(path, text).map_err(|e| e.to_string())?;
        }
    }
    Ok(())
}

/// Writes the files, if none of them is there yet, and names them on standard output.
fn write(to: &Path, made: &[Made]) -> Result<(), Exit> {
    if let Some(file) = made.iter().find(|m| to.join(m.path).exists()) {
        let path = to.join(file.path);
        return Err(usage(format!("{} is there already", path.display()), "name another directory with --to, or move the file away"));
    }
    for file in made {
        let path = to.join(file.path);
        let written = path.parent().map_or(Ok(()), std::fs::create_dir_all).and_then(|()| std::fs::write(&path, &file.text));
        if let Err(error) = written {
            let what = format!("can't be written: {}", input::plain(&error));
            Message::error(path.display().to_string(), what, "name a directory that you may write to with --to").show();
            return Err(Exit::Output);
        }
        anstream::println!("{}: {} entries", path.display(), file.entries);
    }
    Ok(())
}
