//! Text that is printed as it is: the JSON Schema, the versions.

use crate::batch;
use crate::exit::Exit;
use std::io::{self, Write};

/// Prints a text and ends its last line.
pub fn print(text: &str) -> Exit {
    let mut out = io::stdout().lock();
    let end = if text.ends_with('\n') { "" } else { "\n" };
    match write!(out, "{text}{end}").and_then(|()| out.flush()) {
        Ok(()) => Exit::Done,
        Err(error) => batch::output_failed(&error),
    }
}
