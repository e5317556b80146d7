//! What the program says on standard error: errors, warnings, and the remedy of each.

use crate::style;
use anstyle::Style;
use std::fmt;

/// How grave a message is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The input was done, but something about it should be known.
    Warning,
    /// The input could not be done.
    Error,
}

/// One message about one input.
///
/// ```text
/// error: notes.bin: this is a binary file: it has a NUL byte (byte 17)
///   help: give a text or a Markdown file
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// How grave it is.
    pub level: Level,
    /// The input: a path as the user gave it, or "standard input"; empty where it is about none.
    pub input: String,
    /// What is the matter, and where.
    pub what: String,
    /// What the user can do about it; empty where there is nothing.
    pub help: String,
}

impl Message {
    /// A message that an input could not be done.
    pub fn error(input: impl Into<String>, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { level: Level::Error, input: input.into(), what: what.into(), help: help.into() }
    }

    /// A message about an input that was done all the same.
    pub fn warning(input: impl Into<String>, what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { level: Level::Warning, input: input.into(), what: what.into(), help: help.into() }
    }

    /// Writes the message to standard error. Where that fails nobody is left to be told.
    pub fn show(&self) {
        anstream::eprint!("{self}");
    }
}

/// With colours, which the stream takes out where they don't belong.
impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (style, word) = match self.level {
            Level::Warning => (style::WARNING, "warning"),
            Level::Error => (style::ERROR, "error"),
        };
        write!(f, "{style}{word}{style:#}: ")?;
        if !self.input.is_empty() {
            let bold = Style::new().bold();
            write!(f, "{bold}{}{bold:#}: ", style::printable(&self.input))?;
        }
        writeln!(f, "{}", style::printable(&self.what))?;
        if !self.help.is_empty() {
            let help = style::HELP;
            writeln!(f, "  {help}help{help:#}: {}", style::printable(&self.help))?;
        }
        Ok(())
    }
}
