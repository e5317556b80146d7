//! Where words stand in a text: byte ranges inside the program, Unicode scalar offsets outside.

use serde::{Deserialize, Serialize};

/// A half-open range of UTF-8 bytes of a document's text, on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct ByteSpan {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl ByteSpan {
    /// The range `start..end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// The words themselves.
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }

    /// True where the two share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// True where `other` lies wholly inside.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A half-open range of Unicode scalar values of a document's text, with the words themselves.
///
/// Python's `text[start:end]` gives `text`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First scalar value.
    pub start: usize,
    /// One past the last scalar value.
    pub end: usize,
    /// The words, letter for letter.
    pub text: String,
}

/// A line and a column, both counted from 1; the column in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineColumn {
    /// The line. Lines end with a line feed.
    pub line: usize,
    /// The column inside the line.
    pub column: usize,
}

/// A character of more than one byte: the only places where bytes and scalar values drift apart.
#[derive(Clone, Copy, Debug)]
struct Wide {
    byte: usize,
    char: usize,
    len: usize,
}

/// The way from bytes to Unicode scalar values and back in one text.
///
/// Built once in one pass over the text. Every conversion is a binary search, over the characters of more than one byte
/// or over the lines, so English text costs next to nothing.
///
/// ```
/// use chancery_record::{ByteSpan, Offsets};
/// let text = "Čaputová\nresigned";
/// let offsets = Offsets::new(text);
/// assert_eq!(offsets.char_of(11), Some(9));
/// assert_eq!(offsets.byte_of(9), Some(11));
/// assert_eq!(offsets.char_of(1), None); // inside the Č
/// let place = offsets.line_column(11).unwrap();
/// assert_eq!((place.line, place.column), (2, 1));
/// ```
#[derive(Clone, Debug)]
pub struct Offsets {
    wide: Vec<Wide>,
    /// The byte at which each line starts.
    lines: Vec<usize>,
    bytes: usize,
    chars: usize,
}

impl Offsets {
    /// Reads `text` once.
    pub fn new(text: &str) -> Self {
        let mut wide = Vec::new();
        let mut lines = vec![0];
        let mut chars = 0;
        for (byte, c) in text.char_indices() {
            match c.len_utf8() {
                1 if c == '\n' => lines.push(byte + 1),
                1 => {}
                len => wide.push(Wide { byte, char: chars, len }),
            }
            chars += 1;
        }
        Self { wide, lines, bytes: text.len(), chars }
    }

    /// The text's length in Unicode scalar values.
    pub fn chars(&self) -> usize {
        self.chars
    }

    /// The text's length in bytes.
    pub fn bytes_len(&self) -> usize {
        self.bytes
    }

    /// How many scalar values lie before `byte`; none where `byte` is beyond the text or inside a character.
    pub fn char_of(&self, byte: usize) -> Option<usize> {
        if byte > self.bytes {
            return None;
        }
        match self.wide[..self.wide.partition_point(|w| w.byte < byte)].last() {
            None => Some(byte),
            Some(w) => Some(byte.checked_sub(w.byte + w.len)? + w.char + 1),
        }
    }

    /// The byte at which scalar value number `char` starts; none beyond the text. The text's length gives its end.
    pub fn byte_of(&self, char: usize) -> Option<usize> {
        if char > self.chars {
            return None;
        }
        match self.wide[..self.wide.partition_point(|w| w.char < char)].last() {
            None => Some(char),
            Some(w) => Some(w.byte + w.len + (char - w.char - 1)),
        }
    }

    /// The span that shows outside what `bytes` is inside. `text` is the text that these offsets were built from.
    ///
    /// A range off the text or off character boundaries is an error of the caller: a debug build stops there, a release
    /// build widens it to whole characters of the text.
    pub fn span(&self, text: &str, bytes: ByteSpan) -> Span {
        debug_assert_eq!(text.len(), self.bytes);
        debug_assert!(text.is_char_boundary(bytes.start) && text.is_char_boundary(bytes.end));
        let mut start = bytes.start.min(text.len());
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        let mut end = bytes.end.clamp(start, text.len());
        while !text.is_char_boundary(end) {
            end += 1;
        }
        Span {
            start: self.char_of(start).unwrap_or(self.chars),
            end: self.char_of(end).unwrap_or(self.chars),
            text: text[start..end].to_owned(),
        }
    }

    /// The bytes that `span` covers; none where it doesn't lie in the text. The words are not compared.
    pub fn bytes(&self, span: &Span) -> Option<ByteSpan> {
        let (start, end) = (self.byte_of(span.start)?, self.byte_of(span.end)?);
        (start <= end).then_some(ByteSpan { start, end })
    }

    /// The line and column of `byte`; none where `byte` is beyond the text or inside a character.
    pub fn line_column(&self, byte: usize) -> Option<LineColumn> {
        let char = self.char_of(byte)?;
        let line = self.lines.partition_point(|&start| start <= byte);
        let start = self.char_of(*self.lines.get(line - 1)?)?;
        Some(LineColumn { line, column: char - start + 1 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn offsets_count_scalar_values() {
        let text = "Erdoğan’s “red line” 🟥 stands";
        let offsets = Offsets::new(text);
        let byte = text.find("stands").unwrap_or_default();
        let span = offsets.span(text, ByteSpan::new(byte, text.len()));
        assert_eq!(span, Span { start: 23, end: 29, text: "stands".into() });
        assert_eq!(offsets.bytes(&span), Some(ByteSpan::new(byte, text.len())));
    }

    #[test]
    fn an_empty_text_has_one_place() {
        let offsets = Offsets::new("");
        assert_eq!(offsets.char_of(0), Some(0));
        assert_eq!(offsets.byte_of(0), Some(0));
        assert_eq!(offsets.char_of(1), None);
        assert_eq!(offsets.byte_of(1), None);
        assert_eq!(offsets.line_column(0), Some(LineColumn { line: 1, column: 1 }));
    }

    #[test]
    fn a_line_ends_after_its_line_feed() {
        let text = "é\r\n\nßx";
        let offsets = Offsets::new(text);
        let at = |byte| offsets.line_column(byte).map(|p| (p.line, p.column));
        assert_eq!(at(0), Some((1, 1)));
        assert_eq!(at(3), Some((1, 3)));
        assert_eq!(at(4), Some((2, 1)));
        assert_eq!(at(5), Some((3, 1)));
        assert_eq!(at(7), Some((3, 2)));
        assert_eq!(at(8), Some((3, 3)));
        assert_eq!(at(6), None);
        assert_eq!(at(9), None);
    }

    #[test]
    fn spans_off_the_text_have_no_bytes() {
        let offsets = Offsets::new("día");
        let span = |start, end| Span { start, end, text: String::new() };
        assert_eq!(offsets.bytes(&span(0, 3)), Some(ByteSpan::new(0, 4)));
        assert_eq!(offsets.bytes(&span(0, 4)), None);
        assert_eq!(offsets.bytes(&span(2, 1)), None);
        assert_eq!(offsets.bytes(&span(usize::MAX, usize::MAX)), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_byte_agrees_with_counting(text in "(\\PC|[a-c\\r\\n]|[é中🟥\u{301}]){0,40}") {
            let offsets = Offsets::new(&text);
            prop_assert_eq!(offsets.chars(), text.chars().count());
            for byte in 0..=text.len() + 2 {
                let counted = text.get(..byte).map(|before| before.chars().count());
                prop_assert_eq!(offsets.char_of(byte), counted);
                let place = text.get(..byte).map(|before| LineColumn {
                    line: before.matches('\n').count() + 1,
                    column: before.rsplit('\n').next().map_or(0, |line| line.chars().count()) + 1,
                });
                prop_assert_eq!(offsets.line_column(byte), place);
            }
            for char in 0..=offsets.chars() {
                let byte = offsets.byte_of(char);
                prop_assert_eq!(byte.and_then(|b| offsets.char_of(b)), Some(char));
            }
            prop_assert_eq!(offsets.byte_of(offsets.chars() + 1), None);
        }

        #[test]
        fn spans_go_out_and_come_back(text in any::<String>(), a in 0usize..64, b in 0usize..64) {
            let offsets = Offsets::new(&text);
            let n = offsets.chars() + 1;
            let (start, end) = ((a % n).min(b % n), (a % n).max(b % n));
            let inside = ByteSpan::new(offsets.byte_of(start).unwrap_or(0), offsets.byte_of(end).unwrap_or(0));
            let outside = offsets.span(&text, inside);
            prop_assert_eq!((outside.start, outside.end), (start, end));
            let sliced: String = text.chars().skip(start).take(end - start).collect();
            prop_assert_eq!(&outside.text, &sliced);
            prop_assert_eq!(offsets.bytes(&outside), Some(inside));
        }
    }
}
