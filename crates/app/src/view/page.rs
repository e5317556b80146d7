//! A page of the text view: margins, headings, and the article's words in quotation.

use super::names::Names;
use super::styled::Styled;
use crate::article::Article;
use crate::style::{DIM, TITLE};
use anstyle::Style;
use chancery_record::{ByteSpan, Record, Span};

/// No style.
pub const PLAIN: Style = Style::new();

/// Longest stretch between two marked words that a quotation shows whole, in bytes.
const GAP: usize = 90;

/// Words on either side of a span that has no others to show it by, in characters.
const CONTEXT: usize = 45;

/// The page that is being written.
pub struct Page<'a> {
    /// The article.
    pub article: &'a Article,
    /// Its record.
    pub record: &'a Record,
    /// Its names.
    pub names: Names<'a>,
    /// What was written so far.
    pub out: String,
    width: usize,
    /// Columns of the ids and of the places in the file.
    columns: (usize, usize),
}

impl<'a> Page<'a> {
    /// An empty page, `width` columns wide.
    pub fn new(article: &'a Article, record: &'a Record, width: usize) -> Self {
        let entries = [
            record.commitments.len(),
            record.claims.len(),
            record.events.len(),
            record.statements.len(),
            record.actors.len(),
            record.places.len(),
        ];
        let ids = 1 + entries.into_iter().max().unwrap_or(0).to_string().len();
        let last = article.places.line_column(article.text.len());
        let longest = article.text.lines().map(|line| line.chars().count()).max().unwrap_or(0);
        let places = last.map_or(1, |p| p.line.to_string().len()) + 1 + longest.to_string().len();
        Self { article, record, names: Names::new(record), out: String::new(), width, columns: (ids, places) }
    }

    /// A line across the page with a name on it.
    pub fn rule(&mut self, name: &str) {
        let mut line = Styled::new("── ", DIM);
        line.push(name, TITLE);
        line.push(" ", DIM);
        let rest = self.width.saturating_sub(line.width());
        line.push_raw(&"─".repeat(rest), DIM);
        line.write_line(&mut self.out);
        self.out.push('\n');
    }

    /// Words from margin to margin.
    pub fn words(&mut self, words: &Styled) {
        let none = Styled::default();
        words.write(&mut self.out, self.width, &none, &none);
    }

    /// The heading of a section, after a blank line.
    pub fn heading(&mut self, name: &str, style: Style) {
        self.out.push('\n');
        self.words(&Styled::new(name, style));
    }

    /// The first line of an entry: its id, its place in the file, and what it says.
    pub fn entry(&mut self, id: &str, style: Style, span: Option<&Span>, head: &Styled) {
        let place = span.and_then(|span| self.article.places.of(span));
        let place = place.map_or(String::new(), |p| format!("{}:{}", p.line, p.column));
        let (ids, places) = self.columns;
        let mut first = Styled::default();
        first.push_raw("  ", PLAIN);
        first.push_raw(id, style);
        first.push_raw(&" ".repeat(ids.saturating_sub(id.len()) + 2), PLAIN);
        first.push_raw(&format!("{place:<places$}  "), DIM);
        let rest = self.margin();
        head.write(&mut self.out, self.width, &first, &rest);
    }

    /// Further words about an entry.
    pub fn detail(&mut self, words: &Styled) {
        if !words.is_empty() {
            let margin = self.margin();
            words.write(&mut self.out, self.width, &margin, &margin);
        }
    }

    /// Further words about an entry, after a label.
    pub fn labelled(&mut self, label: &str, words: &Styled) {
        let (mut first, mut rest) = (self.margin(), self.margin());
        first.push_raw(&format!("{label:<8}"), DIM);
        rest.push_raw(&" ".repeat(8), PLAIN);
        words.write(&mut self.out, self.width, &first, &rest);
    }

    /// The article's own words, behind a bar.
    pub fn quotation(&mut self, words: &Styled) {
        if !words.is_empty() {
            let mut margin = self.margin();
            margin.push_raw("│ ", DIM);
            words.write(&mut self.out, self.width, &margin, &margin);
        }
    }

    fn margin(&self) -> Styled {
        let (ids, places) = self.columns;
        let mut margin = Styled::default();
        margin.push_raw(&" ".repeat(2 + ids + 2 + places + 2), PLAIN);
        margin
    }

    /// The words of spans, in the order of the text, with `…` where something is left out between them. Marked words
    /// have their style.
    pub fn spans<'s>(&self, spans: impl IntoIterator<Item = &'s Span>, marks: &[(&Span, Style)]) -> Styled {
        let mut stretches: Vec<ByteSpan> = spans.into_iter().filter_map(|s| self.article.places.bytes(s)).collect();
        stretches.sort();
        self.stretches(&stretches, marks)
    }

    /// The words from the first to the last of the marked ones; long stretches between them are left out.
    pub fn around(&self, marks: &[(&Span, Style)]) -> Styled {
        let mut stretches: Vec<ByteSpan> = marks.iter().filter_map(|(s, _)| self.article.places.bytes(s)).collect();
        stretches.sort();
        let mut joined: Vec<ByteSpan> = Vec::new();
        for stretch in stretches {
            match joined.last_mut() {
                Some(last) if stretch.start <= last.end + GAP && self.same_line(last.end, stretch.start) => {
                    last.end = last.end.max(stretch.end);
                }
                _ => joined.push(stretch),
            }
        }
        self.stretches(&joined, marks)
    }

    /// The words of a span and some on either side, up to the paragraph's ends.
    pub fn with_context(&self, mark: (&Span, Style)) -> Styled {
        let Some(bytes) = self.article.places.bytes(mark.0) else { return Styled::default() };
        let text = &self.article.text;
        let (before, after) = (&text[..bytes.start], &text[bytes.end..]);
        let paragraph = (before.rfind("\n\n").map_or(0, |at| at + 2), after.find("\n\n").unwrap_or(after.len()));
        let before = &before[paragraph.0..];
        let after = &after[..paragraph.1];
        // Whole words: the first space within the reach, seen from its far end.
        let start = before.char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at + before[at..].find(' ').unwrap_or(0));
        let end = after.char_indices().nth(CONTEXT).map_or(after.len(), |(at, _)| after[..at].rfind(' ').unwrap_or(at));
        let stretch = ByteSpan::new(paragraph.0 + start, bytes.end + end);
        let mut words = Styled::new(if start > 0 { "… " } else { "" }, DIM);
        words.append(&self.stretches(&[stretch], &[mark]));
        words.push(if end < after.len() { " …" } else { "" }, DIM);
        words
    }

    fn same_line(&self, a: usize, b: usize) -> bool {
        a >= b || !self.article.text[a..b].contains("\n\n")
    }

    fn stretches(&self, stretches: &[ByteSpan], marks: &[(&Span, Style)]) -> Styled {
        let text = &self.article.text;
        let mut marks: Vec<(ByteSpan, Style)> =
            marks.iter().filter_map(|(s, style)| Some((self.article.places.bytes(s)?, *style))).collect();
        marks.sort_by_key(|(span, _)| *span);
        let mut words = Styled::default();
        let mut last = None;
        for &stretch in stretches {
            let mut at = stretch.start.max(last.unwrap_or(0));
            if at >= stretch.end {
                continue;
            }
            if let Some(end) = last {
                let between = &text[end..at];
                words.push(if between.trim().is_empty() { " " } else { " … " }, DIM);
            }
            for &(mark, style) in &marks {
                if mark.end <= at || mark.start >= stretch.end {
                    continue;
                }
                let (start, end) = (mark.start.max(at), mark.end.min(stretch.end));
                words.push(&text[at..start], PLAIN);
                words.push(&text[start..end], style);
                at = end;
            }
            words.push(&text[at..stretch.end], PLAIN);
            last = Some(stretch.end);
        }
        words
    }
}

/// Parts with a dot between them; empty ones are left out.
pub fn dotted(parts: impl IntoIterator<Item = Styled>) -> Styled {
    let mut line = Styled::default();
    for part in parts.into_iter().filter(|p| !p.is_empty()) {
        if !line.is_empty() {
            line.push(" · ", DIM);
        }
        line.append(&part);
    }
    line
}
