//! The encoder and the coder, ready to run, and the versions that go into every record.

use crate::exit::Exit;
use crate::message::Message;
use chancery_coder::Coder;
use chancery_coder::relations::Reader;
use chancery_encoder::{Encoder, Model, Relations};
use chancery_record::MadeBy;

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

/// The coder.
///
/// # Errors
/// The exit code, after a message, where a table is unfit.
pub fn coder() -> Result<Coder, Exit> {
    let coder = Coder::built_in().map_err(|error| unfit(&format!("its tables can't be read: {error}")))?;
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

fn unfit(what: &str) -> Exit {
    Message::error("", format!("this program is damaged: {what}"), "install it again").show();
    Exit::Program
}
