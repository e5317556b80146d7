//! The encoder and the coder, ready to run, and the versions that go into every record.

use crate::exit::Exit;
use crate::message::Message;
use crate::users;
use chancery_coder::relations::Reader;
use chancery_coder::{Coder, Gazetteer, Lexicon};
use chancery_encoder::{Encoder, Model, Relations};
use chancery_record::MadeBy;
use std::path::PathBuf;

/// The program's version.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Environment variable that names a file whose weights take the place of the relation model's own: for measuring on sentences that the
/// shipped model was trained on.
const RELATIONS_VARIABLE: &str = "CHANCERY_RELATIONS";

/// The versions of the program and of its model, for people.
pub fn versions() -> String {
    match Model::embedded() {
        Ok(model) => format!("chancery {VERSION} (model {})", model.version()),
        Err(error) => format!("chancery {VERSION} (its model can't be read: {error})"),
    }
}

/// The versions of the program and of its model, for a record.
pub fn made_by(encoder: &Encoder) -> MadeBy {
    MadeBy { version: VERSION.to_owned(), model: Some(encoder.model().version().to_owned()) }
}

/// The encoder.
///
/// # Errors
/// The exit code, after a message, where the model is unfit or the kernel asked for can't be had.
pub fn encoder() -> Result<Encoder, Exit> {
    let model = Model::embedded().map_err(|error| unfit(&format!("its model can't be read: {error}")))?;
    Encoder::new(model).map_err(|error| {
        Message::error("", error.to_string(), "").show();
        Exit::Usage
    })
}

/// The coder, with the words and tables of the user.
///
/// # Errors
/// The exit code, after a message, where a file of the user or a table of ours is unfit.
pub fn coder(lexicon: &[PathBuf], gazetteer: &[PathBuf]) -> Result<Coder, Exit> {
    let damaged = |error: &dyn std::fmt::Display| unfit(&format!("its tables can't be read: {error}"));
    let words = users::files(lexicon, &["toml"])?;
    let tables = users::files(gazetteer, &["tsv", "csv", "toml"])?;
    let words: Vec<(&str, &str)> = words.iter().map(|f| (f.name.as_str(), f.text.as_str())).collect();
    let lexicon = if words.is_empty() { Lexicon::built_in() } else { Lexicon::with_users(&words) };
    let lexicon = lexicon
        .map_err(|error| if words.is_empty() { damaged(&error) } else { users::refuse(&error, "docs/LEXICON.md has the format") })?;
    let mut known = Gazetteer::built_in().map_err(|error| damaged(&error))?;
    for table in &tables {
        known
            .add_users(&table.name, &table.text)
            .map_err(|error| users::refuse(&error, "gazetteer/README.md has the columns of every table"))?;
    }
    let coder = Coder::new(lexicon, known).map_err(|error| damaged(&error))?;
    Ok(coder.with_reader(reader()?))
}

/// The model that reads what is told between two sides.
///
/// # Errors
/// The exit code, after a message, where its weights are unfit.
pub fn reader() -> Result<Reader, Exit> {
    let unread = |error: &dyn std::fmt::Display| unfit(&format!("its relation model can't be read: {error}"));
    let model = Model::embedded().map_err(|error| unread(&error))?;
    let changes = std::env::var_os(RELATIONS_VARIABLE).map(std::fs::read).transpose().map_err(|error| unread(&error))?;
    let relations = match &changes {
        Some(bytes) => Relations::with_changes(model, bytes),
        None => Relations::new(model),
    };
    Reader::new(relations.map_err(|error| unread(&error))?).map_err(|error| unread(&error))
}

/// The exit code for a program whose own parts can't be used, after the message.
pub fn unfit(what: &str) -> Exit {
    Message::error("", format!("this program is damaged: {what}"), "install it again").show();
    Exit::Program
}
