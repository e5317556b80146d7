//! Text with styles, broken into lines of a given width.

use crate::style::printable;
use anstyle::Style;
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// Words, each with its style. Line breaks are made when it is written out, so styles never reach into margins.
#[derive(Clone, Debug, Default)]
pub struct Styled {
    text: String,
    /// Where each style ends, in bytes of the text, in order.
    runs: Vec<(usize, Style)>,
}

impl Styled {
    /// Words in one style.
    pub fn new(words: &str, style: Style) -> Self {
        let mut styled = Self::default();
        styled.push(words, style);
        styled
    }

    /// Adds words. Any white space counts as one space, and control characters are made visible.
    pub fn push(&mut self, words: &str, style: Style) {
        let words = printable(words);
        let mut rest = &*words;
        while let Some(c) = rest.chars().next() {
            let space = rest.len() - rest.trim_start().len();
            if space > 0 {
                if !self.text.ends_with(' ') && !self.text.is_empty() {
                    self.text.push(' ');
                }
                rest = &rest[space..];
            } else {
                let end = rest.find(char::is_whitespace).unwrap_or(rest.len()).max(c.len_utf8());
                self.text.push_str(&rest[..end]);
                rest = &rest[end..];
            }
        }
        self.end_run(style);
    }

    /// Adds words as they are, spaces included.
    pub fn push_raw(&mut self, words: &str, style: Style) {
        self.text.push_str(&printable(words));
        self.end_run(style);
    }

    /// Adds what another has.
    pub fn append(&mut self, other: &Self) {
        let base = self.text.len();
        self.text.push_str(&other.text);
        self.runs.extend(other.runs.iter().map(|&(end, style)| (base + end, style)));
    }

    fn end_run(&mut self, style: Style) {
        let start = self.runs.last().map_or(0, |&(end, _)| end);
        if self.text.len() > start {
            self.runs.push((self.text.len(), style));
        }
    }

    /// True where there are no words.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Columns on a terminal.
    pub fn width(&self) -> usize {
        self.text.width()
    }

    /// Writes the words in lines of `width` columns, margins included: `first` before the first line, `rest` before the
    /// others.
    pub fn write(&self, out: &mut String, width: usize, first: &Self, rest: &Self) {
        let columns = width.saturating_sub(rest.width()).max(20);
        let mut at = 0;
        for (n, line) in textwrap::wrap(&self.text, columns).iter().enumerate() {
            let margin = if n == 0 { first } else { rest };
            margin.slice(out, 0, margin.text.len());
            // Lines follow each other in the text, with nothing but spaces between them.
            at += self.text[at..].find(&**line).unwrap_or(0);
            self.slice(out, at, at + line.len());
            at += line.len();
            out.push('\n');
        }
    }

    /// Writes the words in one line, without its end.
    pub fn write_line(&self, out: &mut String) {
        self.slice(out, 0, self.text.len());
    }

    /// Writes the words from the byte `start` to the byte `end`.
    fn slice(&self, out: &mut String, start: usize, end: usize) {
        let mut from = 0;
        for &(to, style) in &self.runs {
            let words = &self.text[from.clamp(start, end)..to.clamp(start, end)];
            if !words.is_empty() {
                // Writing to a string can't fail.
                let _ = write!(out, "{style}{words}{style:#}");
            }
            from = to;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use anstyle::AnsiColor;

    #[test]
    fn margins_have_no_style_of_the_words() {
        let red = AnsiColor::Red.on_default();
        let mut styled = Styled::new("one  two\n", Style::new());
        styled.push("three four five six seven", red);
        let (first, rest) = (Styled::new("a", Style::new()), Styled::new("b", Style::new()));
        let mut out = String::new();
        styled.write(&mut out, 21, &first, &rest);
        assert_eq!(anstream::adapter::strip_str(&out).to_string(), "aone two three four\nbfive six seven\n");
        assert_eq!(out.matches("\u{1b}[31m").count(), 2);
        assert!(out.contains("\nb\u{1b}[31mfive"));
    }

    #[test]
    fn wide_and_endless_words_fit() {
        let mut out = String::new();
        let none = Styled::default();
        Styled::new(&"中文".repeat(30), Style::new()).write(&mut out, 40, &none, &none);
        Styled::new(&"x".repeat(100), Style::new()).write(&mut out, 40, &none, &none);
        assert!(out.lines().all(|line| line.width() <= 40), "{out}");
        assert_eq!(out.matches('x').count(), 100);
    }
}
