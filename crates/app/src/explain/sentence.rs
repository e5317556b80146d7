//! A sentence with its words underlined by their part in an entry.
//!
//! ```text
//!   7:1   Macron’s team had accused Russian hackers of attacking its servers.
//!         =============     ^^^^^^^ ---------------
//! ```

use super::parts::Part;
use crate::article::Article;
use crate::style::{DIM, printable};
use crate::view::styled::Styled;
use anstyle::{Effects, Style};
use chancery_record::ByteSpan;
use unicode_width::UnicodeWidthChar;

/// A part and the bytes of the text that it covers.
#[derive(Clone, Debug)]
pub struct Mark<'a> {
    /// The part.
    pub part: &'a Part<'a>,
    /// Its bytes.
    pub bytes: ByteSpan,
}

/// Columns of the margin: two spaces, a place in the file, two spaces.
const MARGIN: usize = 12;

/// Writes the sentence in lines of `width` columns.
pub fn write(out: &mut String, article: &Article, sentence: ByteSpan, marks: &[Mark<'_>], width: usize) {
    let place = article.places.line_column(sentence.start).map_or(String::new(), |p| format!("{}:{}", p.line, p.column));
    let mut margin = Styled::default();
    margin.push_raw(&format!("  {place:<8}  "), DIM);
    let mut cells = cells(sentence.of(&article.text), sentence.start, marks);
    while !cells.is_empty() {
        let rest = cells.split_off(line_end(&cells, width.saturating_sub(MARGIN).max(20)));
        let mut words = margin.clone();
        let mut lines = Styled::default();
        lines.push_raw(&" ".repeat(MARGIN), Style::new());
        let shown = cells.iter().rposition(|cell| cell.char != ' ').map_or(0, |last| last + 1);
        let marked = cells.iter().rposition(|cell| cell.part.is_some()).map_or(0, |last| last + 1);
        for (n, cell) in cells.iter().enumerate().take(shown) {
            let (style, mark) = cell.part.map_or((Style::new(), ' '), |part| (part.style, part.mark));
            words.push_raw(cell.char.encode_utf8(&mut [0; 4]), style);
            if n < marked {
                let style = style.effects(Effects::new());
                lines.push_raw(&mark.to_string().repeat(cell.width), style);
            }
        }
        words.write_line(out);
        out.push('\n');
        if marked > 0 {
            lines.write_line(out);
            out.push('\n');
        }
        margin = Styled::default();
        margin.push_raw(&" ".repeat(MARGIN), Style::new());
        cells = rest;
    }
}

/// Writes what the marks mean: one line a part.
pub fn legend(out: &mut String, article: &Article, marks: &[Mark<'_>], width: usize) {
    out.push('\n');
    for Mark { part, bytes } in marks {
        let place = article.places.line_column(bytes.start).map_or(String::new(), |p| format!("{}:{}", p.line, p.column));
        let mut first = Styled::default();
        first.push_raw(&format!("  {place:<8}  "), DIM);
        first.push_raw(&format!("{} {:<12}", part.mark, part.name), part.style.effects(Effects::new()));
        let mut rest = Styled::default();
        rest.push_raw(&" ".repeat(MARGIN + 14), Style::new());
        Styled::new(&part.span.text, Style::new()).write(out, width, &first, &rest);
    }
}

/// A character on the screen.
struct Cell<'a> {
    char: char,
    width: usize,
    part: Option<&'a Part<'a>>,
}

/// The characters of a text that starts at `start` of the article. Any white space is one space.
fn cells<'a>(text: &str, start: usize, marks: &[Mark<'a>]) -> Vec<Cell<'a>> {
    let mut cells: Vec<Cell<'a>> = Vec::new();
    for (at, c) in text.char_indices() {
        let byte = start + at;
        let char = if c.is_whitespace() { ' ' } else { printable(c.encode_utf8(&mut [0; 4])).chars().next().unwrap_or(c) };
        if char == ' ' && cells.last().is_some_and(|cell| cell.char == ' ') {
            continue;
        }
        let part = marks.iter().find(|m| (m.bytes.start..m.bytes.end).contains(&byte)).map(|m| m.part);
        cells.push(Cell { char, width: char.width().unwrap_or(0), part });
    }
    cells
}

/// How many characters the next line takes: as many as fit, up to the end of a word where there is one.
fn line_end(cells: &[Cell<'_>], columns: usize) -> usize {
    let mut used = 0;
    let mut word = None;
    for (n, cell) in cells.iter().enumerate() {
        used += cell.width;
        if used > columns {
            return word.unwrap_or(n.max(1));
        }
        if cell.char == ' ' {
            word = Some(n + 1);
        }
    }
    cells.len()
}
