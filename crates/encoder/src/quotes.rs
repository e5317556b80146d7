//! Quotation marks paired across sentences and paragraphs.
//!
//! Straight and curly marks, guillemets, and single marks told from apostrophes. A paragraph that opens with
//! a mark while a quotation is open goes on with it (the American convention: each paragraph opens, only the
//! last closes). Marks inside a quotation are part of it. A quotation that is never closed ends with its
//! paragraph.

use chancery_record::ByteSpan;

use crate::{lines, tokens};

/// One quotation of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// With its marks.
    pub span: ByteSpan,
    /// Without them.
    pub inner: ByteSpan,
    /// False where the closing mark is missing: then it ends with its paragraph or before the next quotation.
    pub closed: bool,
}

/// The quotations of a text that lie in no other, in order, without overlap.
///
/// ```
/// use chancery_encoder::quotes::pair;
/// let text = "He said: “It's over. ‘Over’, I tell you.” She doubts it.";
/// let quotations = pair(text);
/// assert_eq!(quotations.len(), 1);
/// assert_eq!(quotations[0].inner.of(text), "It's over. ‘Over’, I tell you.");
/// ```
pub fn pair(text: &str) -> Vec<Quotation> {
    pair_units(text, &lines::units(text))
}

/// Which marks belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Straight,
    Curly,
    Angle,
    Single,
}

/// Which way a mark may face.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Open,
    Close,
    Either,
}

#[derive(Clone, Copy, Debug)]
struct Mark {
    start: usize,
    end: usize,
    family: Family,
    side: Side,
    /// For a single closing mark: true where it may as well be the apostrophe of a possessive plural.
    doubtful: bool,
    /// True for the first character of its paragraph.
    leads: bool,
}

/// The quotations of a text whose units are known.
pub(crate) fn pair_units(text: &str, units: &[lines::Unit]) -> Vec<Quotation> {
    let mut found = Vec::new();
    let mut open: Option<Open> = None;
    let mut first = 0;
    while first < units.len() {
        let mut last = first + 1;
        while last < units.len() && units[last].paragraph == units[first].paragraph {
            last += 1;
        }
        let span = ByteSpan::new(units[first].span.start, units[last - 1].span.end);
        let marks = marks(text, span);
        let continues = units.get(last).and_then(|u| leading_mark(text, u.span));
        open = pair_paragraph(&marks, open, continues, span.end, &mut found);
        first = last;
    }
    if let (Some(open), Some(unit)) = (open, units.last()) {
        found.push(open.unclosed(unit.span.end));
    }
    found
}

/// A quotation whose end is not known yet.
#[derive(Clone, Copy, Debug)]
struct Open {
    mark: Mark,
    /// Further marks opened inside it.
    depth: usize,
}

impl Open {
    fn unclosed(self, end: usize) -> Quotation {
        let end = end.max(self.mark.end);
        Quotation { span: ByteSpan::new(self.mark.start, end), inner: ByteSpan::new(self.mark.end, end), closed: false }
    }

    fn closed(self, mark: &Mark) -> Quotation {
        Quotation { span: ByteSpan::new(self.mark.start, mark.end), inner: ByteSpan::new(self.mark.end, mark.start), closed: true }
    }
}

/// Pairs the marks of one paragraph. Takes the quotation left open before it and returns the one left open after it.
fn pair_paragraph(
    marks: &[Mark],
    carried: Option<Open>,
    continues: Option<Family>,
    paragraph_end: usize,
    found: &mut Vec<Quotation>,
) -> Option<Open> {
    let singles = Singles::new(marks);
    let balance = Balance::new(marks);
    let mut open = carried;
    let mut i = 0;
    while i < marks.len() {
        let mark = &marks[i];
        let Some(current) = open.as_mut() else {
            if mark.family == Family::Single {
                if let Some(close) = singles.closer(marks, i, &balance) {
                    found.push(Open { mark: *mark, depth: 0 }.closed(&marks[close]));
                    i = close;
                }
            } else if mark.side != Side::Close {
                open = Some(Open { mark: *mark, depth: 0 });
            }
            i += 1;
            continue;
        };
        if mark.family == current.mark.family && !(mark.leads && mark.side == Side::Open) {
            let closing = mark.side == Side::Close || mark.side == Side::Either;
            if closing && current.depth > 0 {
                current.depth -= 1;
            } else if closing {
                found.push(current.closed(mark));
                open = None;
            } else {
                let spare = usize::from(continues == Some(mark.family));
                if balance.surplus(i, mark.family) + spare >= current.depth + 2 {
                    current.depth += 1;
                } else {
                    found.push(current.unclosed(mark.start));
                    open = Some(Open { mark: *mark, depth: 0 });
                }
            }
        }
        i += 1;
    }
    let open = open?;
    if continues == Some(open.mark.family) {
        return Some(Open { depth: 0, ..open });
    }
    found.push(open.unclosed(paragraph_end));
    None
}

/// For every mark and family: by how many the closing marks from there to the end of the paragraph outnumber the opening ones.
struct Balance {
    after: Vec<[i32; 3]>,
}

impl Balance {
    fn new(marks: &[Mark]) -> Self {
        let mut after = vec![[0i32; 3]; marks.len() + 1];
        for (i, mark) in marks.iter().enumerate().rev() {
            after[i] = after[i + 1];
            let change = match mark.side {
                Side::Open => -1,
                _ => 1,
            };
            if let Some(slot) = slot(mark.family) {
                after[i][slot] += change;
            }
        }
        Self { after }
    }

    /// Closing marks after `i` that no opening mark after `i` needs.
    fn surplus(&self, i: usize, family: Family) -> usize {
        slot(family).map_or(0, |s| usize::try_from(self.after[i + 1][s]).unwrap_or(0))
    }

    /// True where, between two marks, every family opens as often as it closes.
    fn even(&self, from: usize, to: usize) -> bool {
        self.after[from] == self.after[to]
    }
}

fn slot(family: Family) -> Option<usize> {
    match family {
        Family::Straight => Some(0),
        Family::Curly => Some(1),
        Family::Angle => Some(2),
        Family::Single => None,
    }
}

/// For every mark, the next single mark that surely closes and the next that may.
struct Singles {
    sure: Vec<usize>,
    may: Vec<usize>,
    open: Vec<usize>,
}

impl Singles {
    fn new(marks: &[Mark]) -> Self {
        let none = marks.len();
        let (mut sure, mut may, mut open) = (vec![none; none + 1], vec![none; none + 1], vec![none; none + 1]);
        for (i, mark) in marks.iter().enumerate().rev() {
            sure[i] = sure[i + 1];
            may[i] = may[i + 1];
            open[i] = open[i + 1];
            if mark.family != Family::Single {
                continue;
            }
            match mark.side {
                Side::Open => open[i] = i,
                _ => {
                    may[i] = i;
                    if !mark.doubtful {
                        sure[i] = i;
                    }
                }
            }
        }
        Self { sure, may, open }
    }

    /// The mark that closes the single mark `i`, if `i` opens a quotation at all.
    fn closer(&self, marks: &[Mark], i: usize, balance: &Balance) -> Option<usize> {
        if marks[i].side != Side::Open {
            return None;
        }
        // A sure closer before the next opening mark is best; else a doubtful one.
        let limit = self.open[i + 1];
        let sure = self.sure[i + 1];
        let may = self.may[i + 1];
        let close = if sure < limit { sure } else { may.min(sure) };
        (close < marks.len() && balance.even(i + 1, close)).then_some(close)
    }
}

/// The family of the opening mark that a paragraph begins with, if it does.
fn leading_mark(text: &str, span: ByteSpan) -> Option<Family> {
    let (c, len) = double_at(span.of(text))?;
    let after = span.of(text)[len..].chars().next();
    match classify(c, None, after) {
        Some((family, Side::Open | Side::Either)) => Some(family),
        _ => None,
    }
}

/// The double mark that `rest` begins with and its length; two single marks in a row count as one double.
fn double_at(rest: &str) -> Option<(char, usize)> {
    for (pair, meant) in [("``", '“'), ("''", '”'), ("’’", '”'), ("‘‘", '“'), ("‘’", '“')] {
        if rest.starts_with(pair) {
            return Some((meant, pair.len()));
        }
    }
    let (c, len) = tokens::mark(rest)?;
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '「' | '」').then_some((c, len))
}

/// Family and side of a double mark between two characters (`None` at the edges of a paragraph).
fn classify(c: char, before: Option<char>, after: Option<char>) -> Option<(Family, Side)> {
    let starts = before.is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '[' | '{' | '—' | '–' | '-' | '/' | '‘' | '\'' | ':' | '…'));
    let ends = after.is_none_or(|a| a.is_whitespace() || is_closing(a));
    Some(match c {
        '“' | '‟' if starts || !ends => (Family::Curly, Side::Open),
        // „German“ closes with the mark that English opens with.
        '“' => (Family::Curly, Side::Either),
        '„' => (Family::Curly, Side::Open),
        '”' if starts && !ends => (Family::Curly, Side::Either),
        '”' => (Family::Curly, Side::Close),
        '«' if !starts && ends => (Family::Angle, Side::Close),
        '«' => (Family::Angle, Side::Open),
        '»' if starts && !ends => (Family::Angle, Side::Open),
        '»' => (Family::Angle, Side::Close),
        '「' => (Family::Angle, Side::Open),
        '」' => (Family::Angle, Side::Close),
        '"' | '＂' => {
            let side = match (starts, ends) {
                (true, false) => Side::Open,
                (false, true) => Side::Close,
                _ => Side::Either,
            };
            (Family::Straight, side)
        }
        _ => return None,
    })
}

fn is_closing(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']' | '}' | '’' | '\'' | '”' | '"' | '»' | '—' | '–' | '-' | '…' | '/')
}

/// Every quotation mark of a paragraph, in order.
fn marks(text: &str, span: ByteSpan) -> Vec<Mark> {
    let part = span.of(text);
    let bytes = part.as_bytes();
    let mut marks = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at];
        // Marks begin with one of these bytes; everything else is stepped over quickly.
        if !matches!(b, b'"' | b'\'' | b'`' | 0xe2 | 0xc2 | 0xc3 | 0xe3 | 0xef) {
            at += 1;
            continue;
        }
        if !part.is_char_boundary(at) {
            at += 1;
            continue;
        }
        let before = part[..at].chars().next_back();
        let rest = &part[at..];
        if let Some((c, len)) = double_at(rest) {
            let after = rest[len..].chars().next();
            // 12" and 5'3" are inches unless a quotation is open, which a mark facing both ways can't open either.
            if let Some((family, side)) = classify(c, before, after) {
                let (start, end) = (span.start + at, span.start + at + len);
                marks.push(Mark { start, end, family, side, doubtful: false, leads: at == 0 });
            }
            at += len;
            continue;
        }
        let Some((c, len)) = tokens::mark(rest) else {
            break;
        };
        if matches!(c, '\'' | '‘' | '’' | '‚' | '‹' | '›' | '`') {
            let after = rest[len..].chars().next();
            if let Some((side, doubtful)) = single(c, before, after, &rest[len..]) {
                let (start, end) = (span.start + at, span.start + at + len);
                marks.push(Mark { start, end, family: Family::Single, side, doubtful, leads: false });
            }
        }
        at += len;
    }
    marks
}

/// Which way a single mark faces, and whether it may be an apostrophe; `None` where it surely is one.
fn single(c: char, before: Option<char>, after: Option<char>, rest: &str) -> Option<(Side, bool)> {
    let starts = before.is_none_or(|b| b.is_whitespace() || matches!(b, '(' | '[' | '{' | '—' | '–' | '"' | '“' | '/' | '-'));
    let word_after = after.is_some_and(tokens::is_word);
    let word_before = before.is_some_and(tokens::is_word);
    match c {
        '‘' | '‚' | '‹' if starts => return Some((Side::Open, false)),
        '›' => return Some((Side::Close, false)),
        '‘' | '‚' | '‹' => return None,
        _ => {}
    }
    if starts && word_after {
        if after.is_some_and(|a| a.is_ascii_digit()) && rest.len() > 2 && rest[1..].starts_with(|d: char| d.is_ascii_digit()) {
            return None;
        }
        let word = rest.split(|d| !tokens::is_word(d)).next().unwrap_or("");
        if matches!(word, "s" | "em" | "til" | "cause" | "tis" | "twas" | "bout" | "n") {
            return None;
        }
        return (c != '’').then_some((Side::Open, false));
    }
    if before.is_some_and(|b| !b.is_whitespace()) && !word_after {
        return Some((Side::Close, word_before && before.is_some_and(|b| matches!(b, 's' | 'S' | 'z' | 'x'))));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::pair;

    /// `expect` lists the inner texts; one that is not closed ends in `…open`.
    fn check(text: &str, expect: &[&str]) {
        let got: Vec<String> = pair(text).iter().map(|q| format!("{}{}", q.inner.of(text), if q.closed { "" } else { "…open" })).collect();
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn every_kind_of_mark() {
        check("He called it \"a farce\" and \"a shame\".", &["a farce", "a shame"]);
        check("“We leave,” he said. “Now.”", &["We leave,", "Now."]);
        check("„Wir gehen“, sagte er. «Oui», dit-elle. »Nein«, sagte er.", &["Wir gehen", "Oui", "Nein"]);
        check("``We leave,'' he said.", &["We leave,"]);
        check("He said â€œnoâ€\u{9d} twice.", &["no"]);
    }

    #[test]
    fn single_marks_and_apostrophes() {
        check("The ministers' plan isn't Russia's 'last word', he said.", &["last word"]);
        check("‘It’s the ministers’ plan,’ she said. ’Tis so.", &["It’s the ministers’ plan,"]);
        check("In the '90s 'em all left.", &[]);
        check("'We said \"no\" twice,' he wrote.", &["We said \"no\" twice,"]);
    }

    #[test]
    fn nested_marks_are_part_of_the_outer() {
        check("“He told me ‘never’ and “no” again,” she said.", &["He told me ‘never’ and “no” again,"]);
        check("\"He told me 'never',\" she said.", &["He told me 'never',"]);
    }

    #[test]
    fn a_quotation_goes_on_in_the_next_paragraph() {
        check("“We met.\n\n“We agreed.” He left.", &["We met.\n\n“We agreed."]);
        check("\"We met.\n\n\"We agreed.\" He left.", &["We met.\n\n\"We agreed."]);
    }

    #[test]
    fn unbalanced_marks_are_mended() {
        check("“We met, he said.\n\nThey left. “Yes,” he said.", &["We met, he said.…open", "Yes,"]);
        check("“We met, he said. “Yes,” he added.", &["We met, he said. …open", "Yes,"]);
        check("It is 12\" long” he said.", &[]);
    }
}
