//! Colours, one for each kind of entry, and the guard that keeps a text's control characters out of the terminal.

use anstyle::{AnsiColor, Style};
use chancery_record::Quad;
use std::borrow::Cow;

/// Titles and names that lead.
pub const TITLE: Style = Style::new().bold();
/// What is less needed: places in the file, rules, legends.
pub const DIM: Style = Style::new().dimmed();
/// Commitments.
pub const COMMITMENT: Style = AnsiColor::Yellow.on_default().bold();
/// Claims.
pub const CLAIM: Style = AnsiColor::Magenta.on_default().bold();
/// Events, where no quad is at hand.
pub const EVENT: Style = AnsiColor::Red.on_default().bold();
/// Statements.
pub const STATEMENT: Style = AnsiColor::Blue.on_default().bold();
/// Notes.
pub const NOTE: Style = AnsiColor::BrightBlack.on_default().bold();
/// Actors.
pub const ACTOR: Style = AnsiColor::Cyan.on_default();
/// Places.
pub const PLACE: Style = AnsiColor::Green.on_default();
/// What keeps an entry from being plain fact: modality, voice, denials.
pub const CAVEAT: Style = AnsiColor::Yellow.on_default();
/// The words of an entry that carry it.
pub const TRIGGER: Style = Style::new().bold().underline();
/// The word "error".
pub const ERROR: Style = AnsiColor::Red.on_default().bold();
/// The word "warning".
pub const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// The word "help".
pub const HELP: Style = AnsiColor::Cyan.on_default().bold();

/// Cooperation in green, conflict in red, deeds bold.
pub fn of_quad(quad: Quad) -> Style {
    match quad {
        Quad::VerbalCooperation => AnsiColor::Green.on_default(),
        Quad::MaterialCooperation => AnsiColor::Green.on_default().bold(),
        Quad::VerbalConflict => AnsiColor::Red.on_default(),
        Quad::MaterialConflict => AnsiColor::Red.on_default().bold(),
    }
}

/// The text with every character that could steer a terminal, or turn the direction of writing, replaced by U+FFFD.
/// Tabs and line feeds stay.
///
/// An article may hold escape sequences; shown raw they could recolour, retitle or rewrite the screen.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().any(steers) {
        Cow::Owned(text.chars().map(|c| if steers(c) { '\u{fffd}' } else { c }).collect())
    } else {
        Cow::Borrowed(text)
    }
}

fn steers(c: char) -> bool {
    let turns = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    turns || c.is_control() && !matches!(c, '\n' | '\t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(printable("a\u{1b}[2Jb\u{9b}c\u{202e}d\te\n"), "a\u{fffd}[2Jb\u{fffd}c\u{fffd}d\te\n");
        assert!(matches!(printable("L’Élysée"), Cow::Borrowed(_)));
    }
}
