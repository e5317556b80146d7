//! A sentence's tree, drawn so that the words stand in the order of the sentence: what hangs on a word to its left is
//! above it, what hangs to its right below.
//!
//! ```text
//!       ┌── Macron   PROPN  nmod:poss  Macron
//!       │   └── ’s   PART   case       ’s
//!   ┌── team         NOUN   nsubj      team      = actor
//!   ├── had          AUX    aux        have
//!   accused          VERB   root       accuse    ^ trigger
//!   └── hackers      NOUN   obj        hacker    - recipient
//! ```

use super::sentence::Mark;
use crate::style::DIM;
use crate::view::styled::Styled;
use anstyle::Style;
use chancery_encoder::Sentence;
use unicode_width::UnicodeWidthStr;

/// Writes the tree.
pub fn write(out: &mut String, sentence: &Sentence, marks: &[Mark<'_>]) {
    let rows = rows(sentence);
    let width = |row: &(String, usize)| row.0.width() + sentence.tokens[row.1].form.width();
    let widest = rows.iter().map(width).max().unwrap_or(0);
    let longest = |length: fn(&chancery_encoder::Token) -> usize| sentence.tokens.iter().map(length).max().unwrap_or(0);
    let (relations, lemmas) = (longest(|t| t.deprel.width()), longest(|t| t.lemma.width()));
    for row in &rows {
        let token = &sentence.tokens[row.1];
        let part = marks.iter().find(|mark| mark.bytes.overlaps(token.span)).map(|mark| mark.part);
        let style = part.map_or(Style::new(), |part| part.style);
        let mut line = Styled::default();
        line.push_raw("  ", Style::new());
        line.push_raw(&row.0, DIM);
        line.push_raw(&token.form, style);
        line.push_raw(&" ".repeat(widest - width(row) + 2), Style::new());
        line.push_raw(&format!("{:<5}  {:<relations$}  ", token.upos.as_str(), token.deprel), DIM);
        line.push_raw(&token.lemma, Style::new());
        if let Some(part) = part {
            line.push_raw(&" ".repeat(lemmas - token.lemma.width() + 2), Style::new());
            line.push_raw(&format!("{} {}", part.mark, part.name), part.style.effects(anstyle::Effects::new()));
        }
        let mut text = String::new();
        line.write_line(&mut text);
        out.push_str(text.trim_end());
        out.push('\n');
    }
}

/// The words in the order in which they are drawn, each with the branches before it.
fn rows(sentence: &Sentence) -> Vec<(String, usize)> {
    let mut children = vec![Vec::new(); sentence.tokens.len()];
    let mut roots = Vec::new();
    for (n, token) in sentence.tokens.iter().enumerate() {
        match token.head.and_then(|head| children.get_mut(head)) {
            Some(siblings) => siblings.push(n),
            None => roots.push(n),
        }
    }
    let mut drawing = Drawing { children, rows: Vec::new() };
    for root in roots {
        drawing.word(root, "", "", "");
    }
    drawing.rows
}

struct Drawing {
    children: Vec<Vec<usize>>,
    rows: Vec<(String, usize)>,
}

impl Drawing {
    /// Draws a word and what hangs on it. The branches before the rows above it, its own and those below it are given.
    fn word(&mut self, word: usize, above: &str, own: &str, below: &str) {
        let children = std::mem::take(&mut self.children[word]);
        let (left, right) = children.split_at(children.partition_point(|&child| child < word));
        for (n, &child) in left.iter().enumerate() {
            let (corner, over) = if n == 0 { ("┌── ", "    ") } else { ("├── ", "│   ") };
            self.word(child, &format!("{above}{over}"), &format!("{above}{corner}"), &format!("{above}│   "));
        }
        self.rows.push((own.to_owned(), word));
        for (n, &child) in right.iter().enumerate() {
            let (corner, under) = if n + 1 == right.len() { ("└── ", "    ") } else { ("├── ", "│   ") };
            self.word(child, &format!("{below}│   "), &format!("{below}{corner}"), &format!("{below}{under}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chancery_encoder::{Token, Upos};
    use chancery_record::ByteSpan;

    fn drawn(words: &[(&str, Option<usize>)]) -> String {
        let token = |&(form, head): &(&str, Option<usize>)| Token {
            span: ByteSpan::new(0, 0),
            form: form.into(),
            lemma: String::new(),
            upos: Upos::X,
            feats: "_",
            head,
            deprel: "dep",
            name: "O",
            entity: "O",
            quoted: false,
            attribution: None,
        };
        let tokens = words.iter().map(token).collect();
        let sentence = Sentence { tokens, ..Sentence::default() };
        rows(&sentence).iter().map(|(branch, word)| format!("{branch}{}\n", words[*word].0)).collect()
    }

    #[test]
    fn words_stand_in_the_order_of_the_sentence() {
        let words = [
            ("Macron", Some(2)),
            ("’s", Some(0)),
            ("team", Some(4)),
            ("had", Some(4)),
            ("accused", None),
            ("Russian", Some(6)),
            ("hackers", Some(4)),
            (".", Some(4)),
        ];
        let expected = "    ┌── Macron
    │   └── ’s
┌── team
├── had
accused
│   ┌── Russian
├── hackers
└── .
";
        assert_eq!(drawn(&words), expected);
    }

    #[test]
    fn every_word_is_drawn_once() {
        // Crossing branches: the words are out of order, but all are there.
        let crossing = [("a", Some(2)), ("b", Some(3)), ("c", None), ("d", Some(2)), ("e", Some(0))];
        let drawn = drawn(&crossing);
        assert_eq!(drawn.lines().count(), 5);
        for (word, _) in crossing {
            assert_eq!(drawn.matches(word).count(), 1, "{word}");
        }
    }
}
