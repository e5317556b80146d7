//! The lines and paragraphs of a text: which line breaks end a sentence and which only wrap it.
//!
//! A blank line always ends a paragraph. A single line break ends one too in texts that write a
//! paragraph as one line, but not in texts wrapped at a fixed width, as old e-mails are.

use chancery_record::ByteSpan;

/// A stretch of text that no sentence crosses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Where it stands; without the white space at its ends.
    pub span: ByteSpan,
    /// Number of its paragraph, from 0.
    pub paragraph: usize,
}

/// One line without the white space at its ends.
struct Line {
    span: ByteSpan,
    /// Length in characters.
    width: usize,
    /// Characters of white space before its first word.
    indent: usize,
    /// True where a blank line or a form feed stands before it.
    after_blank: bool,
}

/// Lines longer than this are not wrapped: no mailer or typewriter wraps so far out.
const WIDEST_WRAP: usize = 120;
/// Lines shorter than this are headlines, addresses and lists.
const NARROWEST_WRAP: usize = 45;
/// A wrapped line falls short of the widest by at most its next word and this much.
const RAGGED: usize = 6;

/// The units of a text, in order; every character that is not white space lies in one.
pub(crate) fn units(text: &str) -> Vec<Unit> {
    let lines = lines(text);
    let wrapped = is_wrapped(text, &lines);
    let mut units: Vec<Unit> = Vec::new();
    let mut paragraph = 0;
    let mut first = 0;
    while first < lines.len() {
        let mut last = first + 1;
        while last < lines.len() && !lines[last].after_blank {
            last += 1;
        }
        let block = &lines[first..last];
        let widest = block.iter().map(|l| l.width).filter(|w| *w <= WIDEST_WRAP).max().unwrap_or(0);
        for (i, line) in block.iter().enumerate() {
            if i == 0 {
                if first > 0 {
                    paragraph += 1;
                }
            } else if runs_on(text, &block[i - 1], line, wrapped, widest) {
                if let Some(unit) = units.last_mut() {
                    unit.span.end = line.span.end;
                }
                continue;
            } else if !wrapped || line.indent > block[i - 1].indent + 1 {
                paragraph += 1;
            }
            units.push(Unit { span: line.span, paragraph });
        }
        first = last;
    }
    units
}

/// The lines that hold more than white space.
fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut after_blank = false;
    let mut start = 0;
    while start < text.len() {
        let rest = &text[start..];
        let (end, next, page) = line_end(rest);
        let raw = &rest[..end];
        let inner = raw.trim();
        if inner.is_empty() {
            after_blank = true;
        } else {
            let indent = raw.len() - raw.trim_start().len();
            let begin = start + indent;
            lines.push(Line {
                span: ByteSpan::new(begin, begin + inner.len()),
                width: inner.chars().take(WIDEST_WRAP + 1).count(),
                indent: raw[..indent].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum(),
                after_blank,
            });
            after_blank = false;
        }
        after_blank |= page;
        start += next;
    }
    lines
}

/// End of the first line, start of the second, and whether a paragraph ends between them.
fn line_end(rest: &str) -> (usize, usize, bool) {
    let bytes = rest.as_bytes();
    for (i, b) in bytes.iter().enumerate() {
        match b {
            b'\n' => return (i, i + 1, false),
            b'\r' if bytes.get(i + 1) == Some(&b'\n') => return (i, i + 2, false),
            b'\r' => return (i, i + 1, false),
            0x0c => return (i, i + 1, true),
            // U+2028 and U+2029, the line and the paragraph separator.
            0xe2 if bytes.get(i + 1) == Some(&0x80) => match bytes.get(i + 2) {
                Some(0xa8) => return (i, i + 3, false),
                Some(0xa9) => return (i, i + 3, true),
                _ => {}
            },
            // U+0085, next line.
            0xc2 if bytes.get(i + 1) == Some(&0x85) => return (i, i + 2, false),
            _ => {}
        }
    }
    (rest.len(), rest.len(), false)
}

/// True for a text wrapped at a fixed width: a fifth of the lines inside its blocks start in lower case.
fn is_wrapped(text: &str, lines: &[Line]) -> bool {
    let mut inner = 0;
    let mut lower = 0;
    for pair in lines.windows(2) {
        if pair[1].after_blank {
            continue;
        }
        inner += 1;
        let wide = (NARROWEST_WRAP..=WIDEST_WRAP).contains(&pair[0].width);
        lower += usize::from(wide && starts_lower(pair[1].span.of(text)));
    }
    lower > 0 && lower * 5 >= inner
}

/// True where the sentence of `line` goes on in `next`.
fn runs_on(text: &str, line: &Line, next: &Line, wrapped: bool, widest: usize) -> bool {
    let here = line.span.of(text);
    let there = next.span.of(text);
    if line.width > WIDEST_WRAP || line.width < NARROWEST_WRAP || is_list_item(there) {
        return false;
    }
    if starts_lower(there) && !here.ends_with(['.', '!', '?', ':', '"', '”']) {
        return true;
    }
    let word = there.chars().take(WIDEST_WRAP).take_while(|c| !c.is_whitespace()).count();
    let indented = next.indent > line.indent + 1;
    wrapped && !indented && widest >= NARROWEST_WRAP && line.width + 1 + word + RAGGED > widest
}

fn starts_lower(line: &str) -> bool {
    line.chars().next().is_some_and(char::is_lowercase)
}

/// True for a line that opens with a bullet or with the number of a list.
fn is_list_item(line: &str) -> bool {
    let mut chars = line.chars();
    match chars.next() {
        Some('•' | '·' | '▪' | '●' | '◦' | '*' | '■' | '►') => true,
        Some('-' | '–' | '—') => chars.next().is_some_and(char::is_whitespace),
        Some(c) if c.is_ascii_digit() => {
            let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
            line.len() - rest.len() <= 2 && (rest.starts_with(". ") || rest.starts_with(") "))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, usize)]) {
        let got: Vec<_> = units(text).iter().map(|u| (u.span.of(text), u.paragraph)).collect();
        assert_eq!(got, expect);
    }

    #[test]
    fn a_line_is_a_paragraph() {
        check("Talks resume\nThe two sides met.\n\nThey agreed.\n", &[("Talks resume", 0), ("The two sides met.", 1), ("They agreed.", 2)]);
        check("one\r\ntwo\u{2029}three", &[("one", 0), ("two", 1), ("three", 2)]);
        check(" \n\t\n", &[]);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "The foreign minister told reporters on Tuesday that his country would\n\
                    not take part in the talks. A spokesman for the Prime Minister said\n\
                    Berlin had been told.\n- first point\n- second point";
        check(text, &[(&text[..text.len() - 29], 0), ("- first point", 0), ("- second point", 0)]);
    }
}
