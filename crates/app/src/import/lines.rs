//! The lines of a dictionary without comments and blanks.

/// A line with something in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its number, from 1.
    pub number: usize,
    /// The text without comment and without blanks at its ends.
    pub text: &'a str,
}

/// A line, or a part of one, that has no counterpart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Its number, from 1.
    pub line: usize,
    /// What is left out.
    pub what: String,
    /// What the user can do about it.
    pub help: &'static str,
}

impl Left {
    /// A part that is left out.
    pub fn new(line: usize, what: impl Into<String>, help: &'static str) -> Self {
        Self { line, what: what.into(), help }
    }
}

/// The lines that count. A comment runs from `#` or `;` to the end of its line, or from `<!--` to `-->`, over several lines too;
/// what follows `-->` on its line is read.
pub fn of(text: &str) -> Vec<Line<'_>> {
    let (mut found, mut inside) = (Vec::new(), false);
    for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
        let mut rest = line;
        let mut kept = "";
        while !rest.is_empty() {
            if inside {
                let Some((_, behind)) = rest.split_once("-->") else { break };
                (rest, inside) = (behind, false);
            }
            let end = rest.find("<!--");
            let before = &rest[..end.unwrap_or(rest.len())];
            // Of a line with a comment in its middle the part that says something is taken.
            if kept.is_empty() && !before.trim().is_empty() {
                kept = before;
            }
            let Some(end) = end else { break };
            (rest, inside) = (&rest[end + 4..], true);
        }
        let text = kept.split(['#', ';']).next().unwrap_or("").trim();
        if !text.is_empty() {
            found.push(Line { number: index + 1, text });
        }
    }
    found
}

/// A phrase with its code in square brackets taken off, and the code.
pub fn code(text: &str) -> (&str, Option<&str>) {
    let bracket = text.split_once('[').and_then(|(phrase, rest)| Some((phrase.trim_end(), rest.split_once(']')?.0.trim())));
    bracket.map_or((text, None), |(phrase, code)| (phrase, Some(code)))
}

/// The words of a phrase: blanks and underscores divide them. None where a letter stands in it that no word has.
pub fn words(phrase: &str) -> Option<Vec<String>> {
    let words: Vec<String> =
        phrase.split(|c: char| c == '_' || c.is_whitespace()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '-' | '.' | '&' | '’' | ',' | '/');
    (!words.is_empty() && words.iter().all(|w| w.chars().all(plain) && w.contains(char::is_alphanumeric))).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_blank_lines_are_left_out() {
        let text = "<!-- head -->\nNOVA [XXX] # who\n\n<!-- a\nb [YYY]\n--> REST [ZZZ]\n+OLD ; tabari\nA <!-- x --> B\n";
        let lines: Vec<(usize, &str)> = of(text).iter().map(|l| (l.number, l.text)).collect();
        assert_eq!(lines, [(2, "NOVA [XXX]"), (6, "REST [ZZZ]"), (7, "+OLD"), (8, "A")]);
    }

    #[test]
    fn a_phrase_is_words() {
        assert_eq!(code("NORTH_BANK_  [GBRBUS]"), ("NORTH_BANK_", Some("GBRBUS")));
        assert_eq!(code("NORTH_BANK [GBR"), ("NORTH_BANK [GBR", None));
        assert_eq!(words("NORTH_BANK_").as_deref(), Some(["north".to_owned(), "bank".to_owned()].as_slice()));
        assert_eq!(words("A\"B"), None);
        assert_eq!(words("__"), None);
    }
}
