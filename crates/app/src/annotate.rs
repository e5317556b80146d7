//! `chancery read --annotate`: the article itself, its entries coloured by kind and marked with their ids.
//!
//! ```text
//! Macron said [s1]France would answer if chemical weapons were used[/s1]. His team had accused[e1] Russian hackers.
//! ```

use crate::article::Article;
use crate::sections::{Section, Sections};
use crate::style::{self, DIM};
use crate::view::page::Page;
use crate::view::styled::Styled;
use anstyle::Style;
use chancery_record::{Record, Span};
use std::collections::BTreeSet;

/// A stretch of the text and how it is shown. Of several over the same words the first kind has the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Event,
    Place,
    Actor,
    Note,
    Claim,
    Commitment,
    Statement,
}

struct Mark {
    start: usize,
    end: usize,
    kind: Kind,
    /// What stands before the first word; nothing for single words, which are marked behind.
    open: String,
    /// What stands after the last word.
    close: String,
}

/// The article with its entries, with colours. `only` are the sections that were asked for by name. Lines are broken
/// where there is a width.
pub fn render(article: &Article, record: &Record, only: &[Section], width: Option<usize>) -> String {
    let marks = marks(article, record, only);
    let mut page = Page::new(article, record, width.unwrap_or(crate::limits::PLAIN_WIDTH));
    crate::view::summary(&mut page);
    let legend = "[s1]…[/s1] statement · [k1] commitment · [c1] claim · word[e1] event · word[!] note";
    page.words(&Styled::new(legend, DIM));
    let mut out = page.out;
    out.push('\n');
    let none = Styled::default();
    for line in lines(&article.text, &marks) {
        match width {
            Some(width) if !line.is_empty() => line.write(&mut out, width, &none, &none),
            _ => {
                line.write_line(&mut out);
                out.push('\n');
            }
        }
    }
    out.push('\n');
    out
}

fn marks(article: &Article, record: &Record, only: &[Section]) -> Vec<Mark> {
    let sections = if only.is_empty() { Sections::usual() } else { Sections::new(only) };
    let mut marks = Vec::new();
    let mut add = |span: &Span, kind: Kind, open: String, close: String| {
        if let Some(bytes) = article.places.bytes(span).filter(|b| b.start < b.end) {
            marks.push(Mark { start: bytes.start, end: bytes.end, kind, open, close });
        }
    };
    // Names stand everywhere: they have colours unless other sections were asked for, and ids only where they were.
    let named = |section, id: String| if only.contains(&section) { format!("[{id}]") } else { String::new() };
    for actor in record.actors.iter().filter(|_| only.is_empty() || sections.has(Section::Actors)) {
        for span in &actor.mentions {
            add(span, Kind::Actor, String::new(), named(Section::Actors, actor.id.to_string()));
        }
    }
    for place in record.places.iter().filter(|_| only.is_empty() || sections.has(Section::Places)) {
        for span in &place.mentions {
            add(span, Kind::Place, String::new(), named(Section::Places, place.id.to_string()));
        }
    }
    for event in record.events.iter().filter(|_| sections.has(Section::Events)) {
        for span in &event.mentions {
            add(span, Kind::Event, String::new(), format!("[{}]", event.id));
        }
    }
    for note in record.notes.iter().filter(|_| sections.has(Section::Notes)) {
        add(&note.span, Kind::Note, String::new(), "[!]".to_owned());
    }
    for statement in record.statements.iter().filter(|_| sections.has(Section::Statements)) {
        for span in &statement.content {
            add(span, Kind::Statement, format!("[{}]", statement.id), format!("[/{}]", statement.id));
        }
    }
    for claim in record.claims.iter().filter(|_| sections.has(Section::Claims)) {
        add(&claim.gist.text, Kind::Claim, format!("[{}]", claim.id), format!("[/{}]", claim.id));
    }
    for commitment in record.commitments.iter().filter(|_| sections.has(Section::Commitments)) {
        for span in &commitment.evidence {
            add(span, Kind::Commitment, format!("[{}]", commitment.id), format!("[/{}]", commitment.id));
        }
    }
    marks
}

/// The lines of the text with what is marked in them.
fn lines(text: &str, marks: &[Mark]) -> Vec<Styled> {
    // What ends comes before what starts; what started last ends first, and what ends last starts first.
    let mut turns: Vec<(usize, bool, usize, usize)> = Vec::with_capacity(2 * marks.len());
    for (n, mark) in marks.iter().enumerate() {
        turns.push((mark.end, false, usize::MAX - mark.start, usize::MAX - n));
        turns.push((mark.start, true, usize::MAX - mark.end, n));
    }
    turns.sort_unstable();
    let mut lines = Lines { done: Vec::new(), line: Styled::default() };
    let mut open: BTreeSet<(Kind, usize)> = BTreeSet::new();
    let mut at = 0;
    for (byte, starts, _, n) in turns {
        let n = if starts { n } else { usize::MAX - n };
        let style = open.first().map_or(Style::new(), |(kind, _)| style_of(*kind));
        lines.push(&text[at..byte], style);
        at = byte;
        let mark = &marks[n];
        if starts {
            lines.push(&mark.open, marker(mark.kind));
            open.insert((mark.kind, n));
        } else {
            lines.push(&mark.close, marker(mark.kind));
            open.remove(&(mark.kind, n));
        }
    }
    lines.push(&text[at..], Style::new());
    lines.done.push(lines.line);
    lines.done
}

struct Lines {
    done: Vec<Styled>,
    line: Styled,
}

impl Lines {
    fn push(&mut self, words: &str, style: Style) {
        for (n, part) in words.split('\n').enumerate() {
            if n > 0 {
                self.done.push(std::mem::take(&mut self.line));
            }
            self.line.push_raw(part.strip_suffix('\r').unwrap_or(part), style);
        }
    }
}

fn style_of(kind: Kind) -> Style {
    match kind {
        Kind::Event => style::EVENT.underline(),
        Kind::Place => style::PLACE,
        Kind::Actor => style::ACTOR,
        Kind::Note => style::NOTE.underline(),
        Kind::Claim => anstyle::AnsiColor::Magenta.on_default(),
        Kind::Commitment => anstyle::AnsiColor::Yellow.on_default(),
        Kind::Statement => anstyle::AnsiColor::Blue.on_default(),
    }
}

/// The style of the ids themselves.
fn marker(kind: Kind) -> Style {
    style_of(kind).dimmed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(text: &str, words: &str, kind: Kind, open: &str, close: &str) -> Mark {
        let start = text.find(words).expect("the text has these words");
        Mark { start, end: start + words.len(), kind, open: open.into(), close: close.into() }
    }

    #[test]
    fn marks_nest() {
        let text = "He said\nthey had accused Russia.\n";
        let marks = [
            mark(text, "accused", Kind::Event, "", "[e1]"),
            mark(text, "they had accused Russia", Kind::Statement, "[s1]", "[/s1]"),
            mark(text, "they had accused", Kind::Commitment, "[k1]", "[/k1]"),
            mark(text, "Russia", Kind::Actor, "", "[a2]"),
        ];
        let mut out = String::new();
        for line in lines(text, &marks) {
            line.write_line(&mut out);
            out.push('\n');
        }
        assert_eq!(anstream::adapter::strip_str(&out).to_string(), "He said\n[s1][k1]they had accused[e1][/k1] Russia[a2][/s1].\n\n");
    }
}
