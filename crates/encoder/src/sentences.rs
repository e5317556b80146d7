//! Where a sentence ends, told from the tokens of a stretch of text that no sentence crosses.
//!
//! Abbreviations are whole tokens by now ("U.S.", "Mr."), so a stop that is a token of its own ends
//! its sentence, with the quotation marks, brackets and note numbers that close after it.

use chancery_record::ByteSpan;

use crate::text::MAX_SENTENCE_TOKENS;
use crate::wordlists::STARTERS;

/// Index one past the last token of every sentence, in order; the last is `tokens.len()`.
pub(crate) fn ends(text: &str, tokens: &[ByteSpan]) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut first = 0;
    let mut i = 0;
    while i < tokens.len() {
        let end = boundary(text, tokens, first, i);
        if let Some(end) = end {
            cut_long(text, tokens, first, end, &mut ends);
            first = end;
            i = end;
        } else {
            i += 1;
        }
    }
    if first < tokens.len() {
        cut_long(text, tokens, first, tokens.len(), &mut ends);
    }
    ends
}

/// If a sentence that began at `first` ends with token `i`, the index one past what closes after it.
fn boundary(text: &str, tokens: &[ByteSpan], first: usize, i: usize) -> Option<usize> {
    let form = |k: usize| tokens.get(k).map_or("", |t| t.of(text));
    let spaced = |k: usize| k < tokens.len() && k > 0 && tokens[k - 1].end < tokens[k].start;
    let word = form(i);
    let kind = stop(word)?;
    let mut end = i + 1;
    while end < tokens.len() && (closes(form(end)) && !spaced(end) || closes_anywhere(form(end))) {
        end += 1;
    }
    if is_face(form(end)) {
        end += 1;
    }
    // A note number after the stop: "the treaty.[3]" or "the treaty. [3]".
    while form(end) == "[" && form(end + 1).bytes().all(|b| b.is_ascii_digit()) && form(end + 2) == "]" {
        end += 3;
    }
    if end >= tokens.len() {
        return Some(end);
    }
    let quoted = end > i + 1 && (i + 1..end).any(|k| is_quote(form(k)));
    let next = form(end);
    // "(Why not?), he wrote": the sentence goes on after the bracket.
    if end > i + 1 && !spaced(end) && matches!(next, "." | "," | ";" | ":" | "?" | "!") {
        return None;
    }
    let lower = next.chars().next().is_some_and(char::is_lowercase);
    match kind {
        Stop::Full => {
            if !spaced(end) && !next.chars().next().is_some_and(|c| c.is_uppercase() || opens(next)) {
                return None;
            }
            if quoted && lower { None } else { Some(end) }
        }
        Stop::Loud => {
            if lower && (quoted || end > i + 1) {
                return None;
            }
            if quoted && speaks_next(text, tokens, end) {
                return None;
            }
            if !spaced(end) && lower {
                return None;
            }
            Some(end)
        }
        Stop::Dots => (spaced(end) && next.chars().next().is_some_and(char::is_uppercase)).then_some(end),
        Stop::Abbreviation => {
            if i == first || !spaced(i + 1) && end == i + 1 {
                return None;
            }
            STARTERS.contains(&next).then_some(end)
        }
    }
}

/// How a token may end a sentence.
enum Stop {
    /// A single full stop.
    Full,
    /// Question and exclamation marks.
    Loud,
    /// Dots that may only mean a pause.
    Dots,
    /// An abbreviation that may stand last: its stop serves for both.
    Abbreviation,
}

fn stop(word: &str) -> Option<Stop> {
    match word {
        "." | "。" => return Some(Stop::Full),
        "…" => return Some(Stop::Dots),
        _ => {}
    }
    let last = word.chars().next_back()?;
    if word.chars().all(|c| matches!(c, '.' | '!' | '?' | '…' | '！' | '？' | '‽')) {
        return Some(if word.bytes().all(|b| b == b'.') { Stop::Dots } else { Stop::Loud });
    }
    if last == '.' && word.len() > 2 && may_stand_last(word) {
        return Some(Stop::Abbreviation);
    }
    None
}

/// Abbreviations before which a sentence can't end are those of titles and the like: a name follows.
fn may_stand_last(word: &str) -> bool {
    let inner = &word[..word.len() - 1];
    inner.contains('.') && !matches!(inner, "e.g" | "i.e" | "E.g" | "I.e" | "a.k.a" | "Ph.D")
        || matches!(inner, "etc" | "Inc" | "Corp" | "Co" | "Ltd" | "Jr" | "Sr" | "al" | "Bros" | "Ave" | "Blvd" | "Rd" | "Dept")
}

fn closes(word: &str) -> bool {
    matches!(word, ")" | "]" | "}" | "\"" | "”" | "’" | "'" | "''" | "»" | "’’" | "“" | "›" | "â€\u{9d}")
}

/// Closes even after a space, since it can't open: "(Source: the ministry. )".
fn closes_anywhere(word: &str) -> bool {
    matches!(word, ")" | "]" | "}")
}

fn is_face(word: &str) -> bool {
    word.len() >= 2 && word.starts_with([':', ';', '=']) && !word.chars().all(|c| matches!(c, ':' | ';' | '='))
}

fn opens(word: &str) -> bool {
    matches!(word, "(" | "[" | "\"" | "“" | "‘" | "«" | "„" | "``")
}

fn is_quote(word: &str) -> bool {
    closes(word) && !matches!(word, ")" | "]" | "}")
}

/// True where a speaker and a verb of saying come next: `"Why now?" Macron asked.`
fn speaks_next(text: &str, tokens: &[ByteSpan], at: usize) -> bool {
    /// Words of a speaker and the verb at most: "US Secretary of State" and a name of three.
    const LONGEST_SPEAKER: usize = 8;
    #[rustfmt::skip]
    const VERBS: &[&str] = &[
        "said", "says", "asked", "asks", "wrote", "writes", "tweeted", "told", "added",
        "shouted", "demanded", "replied", "wondered", "cried", "exclaimed", "inquired", "yelled",
    ];
    for (k, token) in tokens.iter().skip(at).take(LONGEST_SPEAKER).enumerate() {
        let word = token.of(text);
        if VERBS.contains(&word) {
            return k > 0;
        }
        let name = word.chars().next().is_some_and(char::is_uppercase)
            || matches!(word, "of" | "-" | "'s" | "’s" | "al" | "bin" | "de" | "van" | "von");
        if !name {
            return false;
        }
    }
    false
}

/// Adds the end of one sentence, or of the parts of one that is too long.
fn cut_long(text: &str, tokens: &[ByteSpan], first: usize, end: usize, ends: &mut Vec<usize>) {
    let mut first = first;
    while end - first > MAX_SENTENCE_TOKENS {
        let last = first + MAX_SENTENCE_TOKENS;
        let middle = first + MAX_SENTENCE_TOKENS / 2;
        let cut = (middle..last).max_by_key(|k| (cut_weight(tokens[*k].of(text)), *k)).map_or(last, |k| k + 1);
        ends.push(cut);
        first = cut;
    }
    ends.push(end);
}

/// How well a sentence that is too long can be cut after this token.
fn cut_weight(word: &str) -> u8 {
    match word {
        "." | "!" | "?" => 5,
        ";" => 4,
        "..." | "…" | "*" | "•" | "|" => 3,
        ":" | "—" | "–" | "--" => 2,
        "," | ")" => 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::{MAX_SENTENCE_TOKENS, segment};

    /// `expect` is the text with `|` between its sentences.
    fn check(expect: &str) {
        let text = expect.replace(" | ", " ");
        let got: Vec<&str> = segment(&text).iter().map(|s| s.span.of(&text)).collect();
        assert_eq!(got.join(" | "), expect);
    }

    #[test]
    fn stops_and_abbreviations() {
        check("Gen. Ali M. Karimi met Mr. Ito of the U.S. Treasury. | They talked.");
        check("He flew to the U.S. | The talks ended at 5 p.m. | Nobody won.");
        check("PARIS, May 29 (Reuters) — Talks failed on Dec. 3. | Why? | We don't know!");
        check("It rose 4.5 percent to $1,300.50. | then it fell.");
        check("1. Release all prisoners. | 2. Open the crossings.");
        check("Well... they mean... maybe. | So... | The end.");
    }

    #[test]
    fn quotation_marks_and_brackets() {
        check("\"We won't go.\" | She left. | (He was joking.) | Nobody laughed.");
        check("“Why now?” Gen. J. D. Price asked. | “Stop!” she cried. | “Never!” | Then silence.");
        check("They signed.[3] | It held (so far?), he wrote.");
    }

    #[test]
    fn a_long_sentence_is_cut_at_its_best_mark() {
        let part = "one two three four five six seven eight nine ten, ".repeat(16);
        let text = format!("{part}; {part}.");
        let sentences = segment(&text);
        assert!(sentences.iter().all(|s| s.tokens.len() <= MAX_SENTENCE_TOKENS));
        assert!(sentences[0].span.of(&text).ends_with(';'));
    }
}
