//! Words and punctuation of a stretch of text, cut as the English treebanks of Universal Dependencies cut them.
//!
//! "don't" is "do" and "n't", "Russia's" is "Russia" and "'s", "Franco-Russian" three tokens, "e-mail"
//! and "U.S." one. Every token is a slice of the text; no character is changed, added or lost.
//! Every look ahead is bounded, so time is linear in the text's length even without white space.

use chancery_record::ByteSpan;

use crate::text::MAX_TOKEN_BYTES;
use crate::wordlists::{
    ABBREVIATIONS, BEFORE_NUMBER, CLIPPED, CLITICS, DOMAINS, EXTENSIONS, GLUED, PREFIXES, SPLIT_AT_END, STARTERS, STATES, UNITS,
};

/// Adds the tokens of `unit`, a part of `text`, to `out`.
pub(crate) fn tokenize(text: &str, unit: ByteSpan, out: &mut Vec<ByteSpan>) {
    let base = out.len();
    let mut at = unit.start;
    while at < unit.end {
        let rest = &text[at..unit.end];
        let start = at + (rest.len() - rest.trim_start().len());
        if start >= unit.end {
            break;
        }
        let rest = &text[start..unit.end];
        let end = start + rest.find(char::is_whitespace).unwrap_or(rest.len());
        let mut scanner = Scanner { text, start, end, unit_end: unit.end, base, out };
        scanner.run();
        at = end;
    }
}

/// Reads one stretch without white space.
struct Scanner<'a, 'b> {
    text: &'a str,
    start: usize,
    end: usize,
    /// End of the stretch of text that the tokens to come lie in.
    unit_end: usize,
    /// Index in `out` of the unit's first token.
    base: usize,
    out: &'b mut Vec<ByteSpan>,
}

/// Characters that one look ahead may read.
const LOOK: usize = 96;

/// Faces of two to four marks.
#[rustfmt::skip]
const FACES: &[&str] = &[
    ":)", ":(", ";)", ":-)", ":-(", ";-)", "=)", "=(", ":D", ":-D", ":P", ":-P", ":p", ";D",
    ":/", ":-/", ":'(", "(:", "^_^", "<3", "-_-", ":O", "XD", ":]", ":o)", ":))",
];

/// Marks that stand in a row as one token.
#[rustfmt::skip]
const RUNS: &[char] = &[
    '-', '*', '=', '_', '~', '+', '<', '>', '`', '^', '#', '—', '–',
];

/// UTF-8 quotation marks read as Windows-1252: what stands in the text, and the mark that was meant.
#[rustfmt::skip]
const MOJIBAKE: &[(&str, char)] = &[
    ("â€™", '’'), ("â€˜", '‘'), ("â€œ", '“'), ("â€\u{9d}", '”'), ("â€“", '–'), ("â€”", '—'),
    ("â€¦", '…'), ("â€", '”'),
];

/// True for what words are made of: letters, digits, marks on letters, joiners and other unseen characters.
pub(crate) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphanumeric() || is_joined(c)
}

/// True for characters that show nothing by themselves and belong to the one before.
fn is_joined(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0100}'..='\u{e01ef}')
}

/// The mark that stands at the start of `text`, mended if it is mojibake, and its length in bytes.
pub(crate) fn mark(text: &str) -> Option<(char, usize)> {
    let c = text.chars().next()?;
    if c == 'â' {
        for (bytes, meant) in MOJIBAKE {
            if text.starts_with(bytes) {
                return Some((*meant, bytes.len()));
            }
        }
    }
    Some((c, c.len_utf8()))
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '´' | '`' | '\u{2bc}')
}

fn is_opener(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '"' | '“' | '‘' | '«' | '„' | '<' | '/' | '—' | '–' | '\'')
}

impl<'a> Scanner<'a, '_> {
    fn run(&mut self) {
        let mut at = self.start;
        while at < self.end {
            let end = self.next(at).clamp(at + 1, self.end);
            let end = self.whole(at, end);
            at = end;
        }
    }

    /// Adds the token `at..end`, moved to a character boundary and cut if it is too long; returns where it ended.
    fn whole(&mut self, at: usize, end: usize) -> usize {
        let mut end = end.min(at + MAX_TOKEN_BYTES);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        if end <= at {
            // One character is at most four bytes, so the cut above can't come here; step over it all the same.
            end = at + self.char(at).map_or(1, char::len_utf8);
        }
        let from = self.out.last().map_or(0, |t| t.end).max(at);
        if from < end {
            self.out.push(ByteSpan::new(from, end));
        }
        end
    }

    fn char(&self, at: usize) -> Option<char> {
        self.text.get(at..self.end)?.chars().next()
    }

    /// The mark at `at`, mended if it is mojibake, and where it ends.
    fn mark(&self, at: usize) -> Option<(char, usize)> {
        let (c, len) = mark(self.text.get(at..self.end)?)?;
        Some((c, at + len))
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text.get(self.start..at)?.chars().next_back()
    }

    /// First character after the white space that follows this stretch, if the unit goes on.
    fn beyond(&self, at: usize) -> Option<char> {
        self.text.get(at..self.unit_end)?.chars().take(LOOK).find(|c| !c.is_whitespace())
    }

    /// First word after the white space that follows this stretch; empty at the end of the unit.
    fn beyond_word(&self, at: usize) -> &'a str {
        let mut end = self.unit_end.min(at + LOOK);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let rest = self.text.get(at..end).unwrap_or("").trim_start();
        &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())]
    }

    /// True where a sentence ends after the stop at `stop`, as far as what follows can tell.
    fn ends_sentence(&self, stop: usize) -> bool {
        stop + 1 == self.end && (self.beyond(stop + 1).is_none() || STARTERS.contains(&self.beyond_word(stop + 1)))
    }

    /// The token before the one that begins at `at`, if any.
    fn previous(&self) -> Option<&'a str> {
        if self.out.len() > self.base { self.out.last().map(|t| t.of(self.text)) } else { None }
    }

    /// At most `LOOK` bytes of this stretch from `at` on.
    fn look(&self, at: usize) -> &'a str {
        let mut end = self.end.min(at + LOOK);
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        &self.text[at..end]
    }

    /// Where the token that begins at `at` ends. May have added leading parts of it to `out` already.
    fn next(&mut self, at: usize) -> usize {
        let Some((c, after)) = self.mark(at) else {
            return at + 1;
        };
        let previous = self.before(at);
        let fresh = previous.is_none_or(|p| !is_word(p));
        if fresh
            && (is_word(c) || c == '=')
            && let Some(end) = self.address(at)
        {
            return end;
        }
        if at == self.start
            && let Some(end) = self.face(at)
        {
            return end;
        }
        if previous.is_none_or(|p| matches!(p, '.' | '!' | '?'))
            && let Some(end) = self.face(at)
        {
            return end;
        }
        if c.is_ascii_digit() {
            return self.number(at);
        }
        if is_word(c) && c != 'â' || c == 'â' && after == at + c.len_utf8() {
            return self.word(at);
        }
        let next = self.mark(after).map(|m| m.0);
        let attached = previous.is_none_or(is_opener);
        match c {
            '.' | '!' | '?' | '…' | '！' | '？' => self.stops(at, c, next, attached),
            _ if is_apostrophe(c) || c == '‘' => self.apostrophe(at, c, after, next, attached),
            '`' if next == Some('`') => after + 1,
            '+' if attached && next.is_some_and(|n| n.is_ascii_digit()) => self.number(after),
            '@' | '#' if attached && next.is_some_and(|n| n.is_alphabetic() || n == '_') => {
                let rest = self.look(after);
                after + rest.find(|c| !is_word(c)).unwrap_or(rest.len())
            }
            '&' => self.reference(at).unwrap_or(after),
            _ if RUNS.contains(&c) => {
                let rest = self.text.get(at..self.end.min(at + MAX_TOKEN_BYTES + 4)).unwrap_or(self.look(at));
                let run = rest.find(|x| x != c).unwrap_or(rest.len());
                at + run.max(after - at)
            }
            _ => {
                let mut end = after;
                while end < at + MAX_TOKEN_BYTES {
                    match self.char(end) {
                        Some(j) if is_joined(j) => end += j.len_utf8(),
                        _ => break,
                    }
                }
                end
            }
        }
    }

    /// Full stops, question and exclamation marks: "...", "?!", "!!!" are one token each.
    fn stops(&mut self, at: usize, c: char, next: Option<char>, attached: bool) -> usize {
        if c == '.' && next.is_some_and(|n| n.is_ascii_digit()) && attached {
            return self.number(at + 1);
        }
        if c == '.' && (attached || self.before(at) == Some(')')) {
            let rest = &self.look(at)[1..];
            let name = &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())];
            if EXTENSIONS.contains(&name) {
                return at + 1 + name.len();
            }
        }
        let rest = self.look(at);
        let dots = rest.find(|x| x != '.' && x != '…').unwrap_or(rest.len());
        if dots > 1 {
            return at + dots;
        }
        let run = rest.find(|x| !matches!(x, '.' | '!' | '?' | '…' | '！' | '？')).unwrap_or(rest.len());
        at + run
    }

    /// A mark that may be an apostrophe or a quotation mark.
    fn apostrophe(&self, at: usize, c: char, after: usize, next: Option<char>, attached: bool) -> usize {
        let rest = self.look(after);
        let word = &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())];
        if next == Some(c) || c == '‘' && next == Some('’') {
            return self.mark(after).map_or(after, |m| m.1);
        }
        if c == '‘' && !attached || word.is_empty() {
            return after;
        }
        let lower = word.to_lowercase();
        // A quoted name may own something: "Voice"'s.
        let after_name = self.text[self.start..at].strip_suffix(['"', '”']).is_some_and(|t| t.ends_with(is_word));
        if (!attached || after_name) && CLITICS.contains(&lower.as_str()) {
            return after + word.len();
        }
        if !attached {
            return after;
        }
        let decade = word.len() <= 3 && word.as_bytes().iter().take(2).filter(|b| b.is_ascii_digit()).count() == 2;
        let clitic = at == self.start && self.previous().is_some() && matches!(lower.as_str(), "s" | "ll" | "re" | "ve" | "m");
        let closed = rest[word.len()..].starts_with(['\'', '’']);
        if (decade || clitic || CLIPPED.contains(&lower.as_str())) && !closed {
            return after + word.len();
        }
        after
    }

    /// A character reference of HTML that somebody left in the text: "&amp;".
    fn reference(&self, at: usize) -> Option<usize> {
        let rest = self.look(at);
        let end = rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#')? + 1;
        ((3..=8).contains(&end) && rest[end..].starts_with(';')).then_some(at + end + 1)
    }

    /// A face such as ":)" that is all that is left of this stretch, a final stop aside.
    fn face(&self, at: usize) -> Option<usize> {
        let rest = self.look(at);
        if !rest.starts_with([':', ';', '=', '(', '^', '<', '-', 'X']) {
            return None;
        }
        let face = FACES.iter().filter(|f| rest.starts_with(**f)).max_by_key(|f| f.len())?;
        let tail = &rest[face.len()..];
        (tail.len() <= 3 && tail.chars().all(|c| matches!(c, '.' | ',' | '!' | '?' | ')' | '"'))).then_some(at + face.len())
    }

    /// The end of a web address, e-mail address or name of a site or file that begins at `at`.
    fn address(&self, at: usize) -> Option<usize> {
        let rest = self.look(at);
        let lead = rest.as_bytes();
        let web = match lead.first()? {
            b'h' | b'H' | b'f' | b'w' | b'W' | b'm' => {
                ["http://", "https://", "ftp://", "www.", "mailto:", "HTTP://", "WWW.", "Http://", "Https://"]
                    .iter()
                    .any(|p| rest.starts_with(p))
            }
            _ => false,
        };
        if web {
            return Some(self.address_end(at));
        }
        let name =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '%' | '+' | '-' | '@'))).unwrap_or(rest.len());
        let mut name = rest[..name].trim_end_matches(['.', '-', '_', '+', '%', '@']);
        if let Some(i) = name.find('@') {
            if let Some(j) = name[i + 1..].find('@') {
                name = &name[..i + 1 + j];
            }
            return (i > 0 && name.len() > i + 1).then_some(at + name.len());
        }
        let dot = name.rfind('.')?;
        let (host, last) = (&name[..dot], &name[dot + 1..]);
        if host.len() < 2 || host.contains(['%', '+']) || last.is_empty() || !last.bytes().all(|b| b.is_ascii_alphanumeric()) {
            return None;
        }
        let lower = last.to_ascii_lowercase();
        let title = |s: &str| s.bytes().next().is_some_and(|b| b.is_ascii_uppercase());
        let same_case =
            last == lower || host.bytes().all(|b| !b.is_ascii_lowercase()) || title(host) && matches!(last, "Com" | "Org" | "Net");
        if same_case && EXTENSIONS.contains(&lower.as_str()) {
            return Some(at + name.len());
        }
        let site = same_case
            && DOMAINS.contains(&lower.as_str())
            && host.bytes().any(|b| b.is_ascii_alphabetic())
            && (last.len() > 2 || lower == "uk" || rest[name.len()..].starts_with('/') || host.contains('.'))
            && host.split('.').all(|part| part.len() > 1 || host.len() > 6);
        if !site {
            return None;
        }
        if rest[name.len()..].starts_with('/') { Some(self.address_end(at)) } else { Some(at + name.len()) }
    }

    /// End of a web address: what stops, closes or quotes at its end does not belong to it.
    fn address_end(&self, at: usize) -> usize {
        let mut limit = self.end.min(at + MAX_TOKEN_BYTES);
        while !self.text.is_char_boundary(limit) {
            limit -= 1;
        }
        let rest = &self.text[at..limit];
        let rest = &rest[..rest.find(['"', '<', '>', '“', '”', '»', '«', '’']).unwrap_or(rest.len())];
        let mut kept = rest;
        loop {
            let cut = kept.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', ']', '}', '…']);
            let cut = match cut.strip_suffix(')') {
                Some(inner) if inner.matches('(').count() < cut.matches(')').count() => inner,
                _ => cut,
            };
            if cut.len() == kept.len() {
                break;
            }
            kept = cut;
        }
        if kept.is_empty() { at + rest.len().max(1) } else { at + kept.len() }
    }

    /// A number, with its decimals, thousands, time or date: "1,250.5", "7:30", "9/11/2001", "555-0100", "20th".
    fn number(&self, at: usize) -> usize {
        let bytes = self.text.as_bytes();
        let digits = |mut i: usize| {
            while i < self.end && i < at + MAX_TOKEN_BYTES && bytes[i].is_ascii_digit() {
                i += 1;
            }
            i
        };
        let digit = |i: usize| i < self.end && bytes[i].is_ascii_digit();
        let mut end = digits(at);
        if let Some(phone) = phone(self.look(at)) {
            return at + phone;
        }
        while end < self.end && end < at + MAX_TOKEN_BYTES && matches!(bytes[end], b'.' | b',' | b':' | b'/') && digit(end + 1) {
            let group = digits(end + 1);
            // "1,250" is a number, "[13,14]" two.
            if bytes[end] == b',' && group - end != 4 {
                break;
            }
            end = group;
        }
        let rest = self.look(end);
        let letters = &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())];
        if letters.is_empty() {
            return self.after_number(at, end);
        }
        let lower = letters.to_lowercase();
        if UNITS.contains(&lower.as_str()) {
            // "10a.m.", "5p.m."
            return end;
        }
        if matches!(lower.as_str(), "a" | "p") && rest[1..].starts_with(".m") {
            return end;
        }
        let end = end + letters.len();
        if matches!(lower.as_str(), "s" | "st" | "nd" | "rd" | "th") { end } else { self.word_from(at, end) }
    }

    /// What belongs to a number after its last digit: "1990's", "1." at the head of a list.
    fn after_number(&self, at: usize, end: usize) -> usize {
        let Some((c, after)) = self.mark(end) else {
            return end;
        };
        let decade = self.text.as_bytes()[end - 1] == b'0';
        if decade && is_apostrophe(c) && self.char(after) == Some('s') && self.char(after + 1).is_none_or(|n| !is_word(n)) {
            return after + 1;
        }
        let first = self.previous().is_none_or(|p| matches!(p, "." | "!" | "?" | ":"));
        if c == '.' && after == self.end && end - at <= 2 && at == self.start && first && self.beyond(after).is_some() {
            return after;
        }
        end
    }

    /// A word with its contraction cut off. Its first parts are added to `out`; the end of the last is returned.
    fn word(&mut self, at: usize) -> usize {
        let end = self.word_from(at, at);
        if let Some(short) = ["w/o", "b/c", "w/"].iter().find(|s| end == at + 1 && self.look(at).starts_with(**s)) {
            return at + short.len();
        }
        self.contraction(at, end);
        end
    }

    /// The end of the word that begins at `at` and is known to reach to `from`.
    fn word_from(&self, at: usize, from: usize) -> usize {
        let mut end = from;
        // Where the part after the last full stop begins.
        let mut part = at;
        while end < self.end && end - at < MAX_TOKEN_BYTES {
            let Some((c, after)) = self.mark(end) else {
                break;
            };
            let next = self.mark(after).map(|m| m.0);
            let joined = match c {
                '.' => {
                    let stay = self.keeps_stop(at, part, end);
                    if stay {
                        part = after;
                    }
                    stay
                }
                '-' | '\u{2010}' | '\u{2011}' => {
                    let first = self.text[at..end].to_lowercase();
                    let named = matches!(first.as_str(), "mid" | "post" | "pre") && next.is_some_and(|n| n.is_ascii_digit());
                    PREFIXES.contains(&first.as_str()) && next.is_some_and(char::is_alphabetic) || named
                }
                '&' => {
                    let rest = self.look(after);
                    let right = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
                    let left = end - at;
                    right > 0 && left <= 4 && right <= 3 && !rest.starts_with("amp")
                }
                '*' => {
                    next.is_some_and(|n| n.is_alphabetic() || n == '*')
                        && end > at
                        && self.char(at) != Some('*')
                        && self.word_goes_on(after)
                }
                '$' => {
                    let left = &self.text[at..end];
                    if matches!(left, "US" | "U" | "A" | "AU" | "C" | "CA" | "HK" | "NT" | "NZ" | "S" | "R")
                        && next.is_none_or(|n| n.is_ascii_digit())
                    {
                        return after;
                    }
                    false
                }
                _ if is_apostrophe(c) => next.is_some_and(is_word),
                // "cafÃ©": the second half of a letter read as Windows-1252.
                '\u{80}'..='\u{bf}' if self.before(end).is_some_and(|b| matches!(b, 'Ã' | 'Å' | 'Ä')) => true,
                _ => is_word(c) && after == end + c.len_utf8(),
            };
            if !joined {
                break;
            }
            end = after;
            if c == '.' && !next.is_some_and(is_word) {
                break;
            }
            if c == '.' && self.initial_before_name(end) {
                break;
            }
        }
        end
    }

    /// True where, after asterisks at `at`, letters follow: "f**k".
    fn word_goes_on(&self, at: usize) -> bool {
        self.look(at).chars().find(|c| *c != '*').is_some_and(char::is_alphabetic)
    }

    /// True for "J.Smith": what follows the stop at `at` is a name and no further initial.
    fn initial_before_name(&self, at: usize) -> bool {
        let rest = self.look(at);
        let letters = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        letters > 2 && rest.chars().next().is_some_and(char::is_uppercase) && rest.chars().nth(1).is_some_and(char::is_lowercase)
    }

    /// True where the stop at `stop` belongs to the word `at..stop`, whose last part begins at `part`.
    fn keeps_stop(&self, at: usize, part: usize, stop: usize) -> bool {
        let word = &self.text[at..stop];
        let last = &self.text[part..stop];
        let next = self.mark(stop + 1).map(|m| m.0);
        let single = last.chars().count() == 1 && last.chars().all(char::is_alphabetic);
        if next.is_some_and(char::is_alphabetic) {
            let rest = self.look(stop + 1);
            let right = &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())];
            let short = right.chars().count() <= 2;
            if single {
                return short || part > at || last.chars().all(char::is_uppercase);
            }
            if matches!(word, "Ph" | "Sc" | "Lt" | "Ed" | "Psy") {
                return true;
            }
            if ABBREVIATIONS.contains(&word) && right.chars().next().is_some_and(char::is_uppercase) {
                return true;
            }
            // "alt.religion.islam": lower case on both sides of more than one stop.
            let lower = |s: &str| s.chars().all(char::is_lowercase);
            let again = rest[right.len()..].strip_prefix('.').is_some_and(|r| r.starts_with(char::is_lowercase));
            return lower(last) && lower(right) && (again || part > at);
        }
        // "Inc.." is an abbreviation and a stop, but "so..." a word and a pause.
        if next == Some('.') && self.look(stop).starts_with("...") {
            return false;
        }
        if SPLIT_AT_END.contains(&word) && self.ends_sentence(stop) {
            return false;
        }
        if part > at {
            return single || last.chars().count() <= 2;
        }
        if ABBREVIATIONS.contains(&word) {
            return true;
        }
        if STATES.contains(&word) {
            return self.previous().is_some_and(|p| matches!(p, "," | "-" | "("));
        }
        let beyond = self.beyond(stop + 1);
        if BEFORE_NUMBER.contains(&word) {
            return beyond.is_some_and(|c| c.is_ascii_digit());
        }
        if single && stop + 1 == self.end {
            return self.is_initial(last, beyond, self.beyond_word(stop + 1));
        }
        // "W., the President"
        single && last.chars().all(char::is_uppercase) && next == Some(',') && self.previous_is_name()
    }

    /// True where a single letter and its stop are an initial: "George W. Bush", "J. D. Vance".
    fn is_initial(&self, letter: &str, beyond: Option<char>, word: &str) -> bool {
        if !letter.chars().all(char::is_uppercase) {
            return matches!(letter, "c" | "b" | "d" | "m" | "v") && beyond.is_some_and(|c| c.is_ascii_digit() || c.is_uppercase());
        }
        let after_initial = self.previous().is_some_and(|p| p.len() == 2 && p.ends_with('.'));
        if letter == "I" && !after_initial && self.previous().is_some() {
            return false;
        }
        match beyond {
            Some(c) if c.is_uppercase() => after_initial && word.len() > 1 || !STARTERS.contains(&word),
            Some(c) if c.is_lowercase() => true,
            Some(c) if c.is_ascii_digit() => after_initial,
            _ => false,
        }
    }

    fn previous_is_name(&self) -> bool {
        self.previous().is_some_and(|p| p.chars().next().is_some_and(char::is_uppercase))
    }

    /// Adds what stands before the last word of a contraction: "do" of "don't", "it" of "it's".
    fn contraction(&mut self, at: usize, end: usize) {
        let word = &self.text[at..end];
        if word.is_ascii() && !word.contains('\'') {
            if (2..=8).contains(&word.len())
                && let Some((_, cut)) = GLUED.iter().find(|(w, _)| w.eq_ignore_ascii_case(word))
            {
                if word.len() == 2 && word != "Im" && word != "im" {
                    return;
                }
                self.whole(at, at + cut);
            }
            return;
        }
        let mut cuts = [0usize; 2];
        let mut count = 0;
        let mut rest = word;
        while count < cuts.len() {
            let Some(cut) = clitic(rest) else { break };
            cuts[count] = cut;
            count += 1;
            rest = &rest[..cut];
        }
        for cut in cuts[..count].iter().rev() {
            self.whole(at, at + cut);
        }
    }
}

/// Where the clitic at the end of `word` begins: 2 in "don't", 4 in "Bush's".
fn clitic(word: &str) -> Option<usize> {
    let (i, mark_len) = last_apostrophe(word)?;
    let tail = word[i + mark_len..].to_ascii_lowercase();
    let head = &word[..i];
    if head.is_empty() {
        return None;
    }
    if tail == "t" {
        let n = head.len().checked_sub(1)?;
        return (n > 0 && head.is_char_boundary(n) && head[n..].eq_ignore_ascii_case("n")).then_some(n);
    }
    if !CLITICS.contains(&tail.as_str()) || tail == "d" && head == "OK" {
        return None;
    }
    Some(i)
}

/// The last apostrophe of a word and its length in bytes.
fn last_apostrophe(word: &str) -> Option<(usize, usize)> {
    let plain = word.char_indices().rev().take(4).find(|(_, c)| is_apostrophe(*c)).map(|(i, c)| (i, c.len_utf8()));
    plain.or_else(|| word.rfind("â€™").map(|i| (i, "â€™".len())))
}

/// Length of a telephone number or the like: groups of digits joined by hyphens, one of them of three digits or more,
/// told from ranges such as "1990-95" and scores such as "3-4".
fn phone(rest: &str) -> Option<usize> {
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(rest.len());
    let number = rest[..end].trim_end_matches('-');
    let groups: Vec<usize> = number.split('-').map(str::len).collect();
    let whole = match groups.as_slice() {
        [1, 3, 3, 4] | [3, 3, 4] | [3, 4] | [5, 4] | [3, 3, 3] | [4, 2, 2] | [2, 2, 4] | [1, 2, 4] | [2, 2, 2] | [3, 2, 4] => true,
        [_, _, _, _, ..] => groups.iter().all(|g| *g > 0),
        _ => false,
    };
    whole.then_some(number.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens are written with `|` between them.
    fn check(text: &str, expect: &str) {
        let mut tokens = Vec::new();
        tokenize(text, ByteSpan::new(0, text.len()), &mut tokens);
        let got: Vec<&str> = tokens.iter().map(|t| t.of(text)).collect();
        assert_eq!(got.join("|"), expect);
    }

    #[test]
    fn contractions() {
        check("They don't, can't and cannot.", "They|do|n't|,|ca|n't|and|can|not|.");
        check("It’s Russia’s; we’ve won.", "It|’s|Russia|’s|;|we|’ve|won|.");
        check("I'm gonna say he'd've gone", "I|'m|gon|na|say|he|'d|'ve|gone");
        check("donâ€™t", "do|nâ€™t");
        check("the envoys' O'Brien at 5 o'clock", "the|envoys|'|O'Brien|at|5|o'clock");
        check("the U.S.'s \"Voice\"'s", "the|U.S.|'s|\"|Voice|\"|'s");
    }

    #[test]
    fn abbreviations() {
        check(
            "Gen. J. D. Price met Mr. Ito of the U.S. in St. Paul on Jan. 5.",
            "Gen.|J.|D.|Price|met|Mr.|Ito|of|the|U.S.|in|St.|Paul|on|Jan.|5|.",
        );
        check("They ate vitamin C. The end, etc.", "They|ate|vitamin|C|.|The|end|,|etc|.");
        check("at 5 p.m. on No. 10", "at|5|p.m.|on|No.|10");
        check("No. I won't.", "No|.|I|wo|n't|.");
        check("Elizabeth A. Fox of Dover, Del. said Charles V. The", "Elizabeth|A.|Fox|of|Dover|,|Del.|said|Charles|V|.|The");
        check("on alt.news.misc", "on|alt.news.misc");
        check("1. Ceasefire [13,14]. 2. Talks", "1.|Ceasefire|[|13|,|14|]|.|2.|Talks");
        check("it ended.The next", "it|ended|.|The|next");
    }

    #[test]
    fn hyphens_and_slashes() {
        check("Franco-Russian e-mail, non-aligned", "Franco|-|Russian|e-mail|,|non-aligned");
        check("and/or on 9/11", "and|/|or|on|9/11");
        check("pages 10-12, call 555-0100", "pages|10|-|12|,|call|555-0100");
    }

    #[test]
    fn numbers() {
        check("$1,250.50 is 4.5% at 7:30pm", "$|1,250.50|is|4.5|%|at|7:30|pm");
        check("US$5bn for the 20th time in the 1990s", "US$|5|bn|for|the|20th|time|in|the|1990s");
    }

    #[test]
    fn marks() {
        check("\"Why?!\" ... (so) — end…", "\"|Why|?!|\"|...|(|so|)|—|end|…");
        check("see https://example.org/a_(b), or a.b@example.org.", "see|https://example.org/a_(b)|,|or|a.b@example.org|.");
        check("@minister #summit :) AT&T", "@minister|#summit|:)|AT&T");
    }

    #[test]
    fn a_long_token_is_cut_on_a_boundary() {
        let text = "é".repeat(1000);
        let mut tokens = Vec::new();
        tokenize(&text, ByteSpan::new(0, text.len()), &mut tokens);
        assert_eq!(tokens.len(), 10);
        assert!(tokens.iter().all(|t| t.end - t.start <= MAX_TOKEN_BYTES));
    }
}
