//! What a careful reader would flag and only text and parse are needed for: quotation marks without partner, passages that
//! stand twice, dates that contradict each other, lines of a transcript, a text that breaks off, mangled names, and "we"
//! outside quotation marks.

mod dates;
mod layout;
mod repeats;
mod substitutions;

use crate::article::Article;
use crate::gazetteer::Gazetteer;
use crate::mentions::Mentions;
use crate::time::TimeExpression;
use chancery_encoder::quotes::Quotation;
use chancery_encoder::{Sentence, Token, Upos};
use chancery_record::{ByteSpan, Day, NoteKind};

/// A note while the document is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoteDraft {
    /// What is flagged.
    pub kind: NoteKind,
    /// The words.
    pub span: ByteSpan,
    /// Why, or what to do, in a sentence.
    pub message: String,
}

/// A text where so many sentences or more in a hundred say "I" or "we" is a personal one, and its own voice no surprise.
const PERSONAL: usize = 20;
/// So is one with so many of them: marks that were lost are lost here and there.
const MANY: usize = 6;
/// What an outlet calls its own.
const OF_THE_OUTLET: [&str; 12] = [
    "correspondent",
    "reporter",
    "staff",
    "coverage",
    "newsletter",
    "website",
    "reader",
    "colleague",
    "bureau",
    "newsroom",
    "podcast",
    "app",
];

/// The notes of an article in the order of the text, from its quotations, time expressions and mentions; `published` is its date.
pub fn find(
    article: &Article,
    quotations: &[Quotation],
    times: &[TimeExpression],
    mentions: &Mentions,
    gazetteer: &Gazetteer,
    published: Option<Day>,
) -> Vec<NoteDraft> {
    let transcript = layout::transcript_lines(article, mentions, gazetteer);
    let mut found = unbalanced_quotes(article.text, quotations);
    found.extend(first_person(article, &transcript));
    found.extend(transcript);
    found.extend(layout::truncated(article.text));
    found.extend(repeats::find(article));
    found.extend(dates::find(article, times, published));
    found.extend(substitutions::find(article.text, gazetteer));
    found.sort_by_key(|n| (n.span, n.kind.as_str()));
    found
}

/// Quotation marks that open and don't close, and marks that close what was never opened.
fn unbalanced_quotes(text: &str, quotations: &[Quotation]) -> Vec<NoteDraft> {
    let note = |span, message: &str| NoteDraft { kind: NoteKind::UnbalancedQuotes, span, message: message.to_owned() };
    let mut found: Vec<NoteDraft> = quotations
        .iter()
        .filter(|q| !q.closed)
        .map(|q| {
            note(
                ByteSpan::new(q.span.start, q.inner.start),
                "This quotation mark is never closed, so where the quotation ends is a guess: check it against the source.",
            )
        })
        .collect();
    for (start, mark) in text.match_indices('”') {
        let end = start + mark.len();
        let paired = quotations.iter().any(|q| q.span.start <= start && end <= q.span.end);
        // 12” are inches.
        let inches = text[..start].ends_with(|c: char| c.is_ascii_digit());
        if !paired && !inches {
            found.push(note(
                ByteSpan::new(start, end),
                "This quotation mark closes a quotation that was never opened: check where it begins.",
            ));
        }
    }
    found
}

/// Sentences that say "I" or "we" outside quotation marks in a text that mostly doesn't.
fn first_person(article: &Article, transcript: &[NoteDraft]) -> Vec<NoteDraft> {
    let (mut sentences, mut found) = (0, Vec::new());
    for sentence in &article.parse.sentences {
        let spoken = transcript.iter().any(|t| t.span.overlaps(sentence.span));
        let unquoted = sentence.tokens.iter().any(|t| !t.quoted && t.upos != Upos::Punct);
        if spoken || !unquoted {
            continue;
        }
        sentences += 1;
        let pronoun = sentence.tokens.iter().enumerate().find(|(i, t)| {
            let numeral = t.form == "I" && i.checked_sub(1).is_some_and(|b| sentence.tokens[b].upos == Upos::Propn);
            // "the group Reclaim Our Schools", "our correspondent"
            let name = *i > 0 && t.form.starts_with("Our");
            let house = sentence.tokens.get(i + 1..).into_iter().flatten().take(3).any(|n| OF_THE_OUTLET.contains(&n.lemma.as_str()));
            let own = matches!(t.form.to_lowercase().as_str(), "our" | "my") && house;
            !t.quoted && matches!(t.upos, Upos::Pron | Upos::Det) && is_first_person(&t.form) && !numeral && !name && !own
        });
        if let Some((_, pronoun)) = pronoun.filter(|_| !is_own_line(sentence)) {
            found.push(NoteDraft {
                kind: NoteKind::FirstPersonOutsideQuotes,
                span: sentence.span,
                message: format!(
                    "\"{}\" stands outside quotation marks: it may be a quotation that lost its marks, or the writer speaking.",
                    pronoun.form
                ),
            });
        }
    }
    if found.len() < MANY && found.len() * 100 < sentences * PERSONAL { found } else { Vec::new() }
}

/// A heading or byline: "By our staff", "What we know so far:".
fn is_own_line(sentence: &Sentence) -> bool {
    let stops = |t: &Token| matches!(t.form.as_str(), "." | "!" | "?");
    sentence.tokens.iter().rev().take(3).all(|t| !stops(t))
}

fn is_first_person(form: &str) -> bool {
    // "US" is a country.
    form == "I"
        || (form != "US"
            && matches!(form.to_lowercase().as_str(), "me" | "my" | "mine" | "myself" | "we" | "us" | "our" | "ours" | "ourselves"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::flat;
    use crate::time;
    use chancery_encoder::quotes::pair;
    use std::sync::LazyLock;

    static WORLD: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::built_in().expect("the built-in tables can be read"));

    /// The notes of a plain text, each as its kind and its words.
    fn check(text: &str, expect: &[&str]) {
        let parse = flat(text);
        let article = Article::new(text, &parse);
        let published = "2017-06-01".parse().ok();
        let times = time::find(&article, published);
        let mentions = Mentions::find(&article, &WORLD);
        let notes = find(&article, &pair(text), &times, &mentions, &WORLD, published);
        let got: Vec<String> = notes.iter().map(|n| format!("{}: {}", n.kind, n.span.of(text))).collect();
        assert_eq!(got, expect, "{text}");
        assert!(notes.iter().all(|n| n.message.ends_with('.')));
    }

    #[test]
    fn marks_without_partner() {
        check("“We shall stay, the envoy said.", &["unbalanced_quotes: “"]);
        check("The envoy will stay,” he said.", &["unbalanced_quotes: ”"]);
        check("“They will stay,” he said. The gun had a 12” barrel.", &[]);
    }

    #[test]
    fn first_person_is_flagged_in_a_text_that_has_little_of_it() {
        let others = "The talks began in Oslo. The rebels sent four envoys. The army sent none. The mediators waited. ";
        check(&format!("{others}They told us nothing. A US aide left."), &["first_person_outside_quotes: They told us nothing."]);
        check("We left. I stayed. They ate.", &[]);
        check(&format!("{others}“We left,” he said."), &[]);
    }

    #[test]
    fn passages_that_stand_twice() {
        let once = "The ministers agreed in Vienna to send forty inspectors to the plant before the winter.";
        check(&format!("{once} Nothing was signed. {once}"), &[&format!("repeated_passage: {once}")]);
        let near = "The ministers agreed in Vienna to send forty inspectors to the plant before winter.";
        check(&format!("{once} Nothing was signed. {near}"), &[&format!("repeated_passage: {near}")]);
        check("He said no. He said no. He said no.", &[]);
    }

    #[test]
    fn dates_that_contradict() {
        check("They met on Tuesday, May 29, 2017, in Paris.", &["inconsistent_date: Tuesday, May 29, 2017"]);
        check("They met on Monday, May 29, 2017, in Paris.", &[]);
    }

    #[test]
    fn lines_of_a_transcript() {
        check("BLITZER: What did he say?\nMCCAIN: He said no.", &["transcript_line: BLITZER:", "transcript_line: MCCAIN:"]);
        check("Q: What did he say?", &["transcript_line: Q:"]);
        check("UPDATE: The toll has risen to nine.\nLIVE: Protests in Minsk.", &[]);
        check("Analysis: What the vote means.", &[]);
    }

    #[test]
    fn texts_that_break_off() {
        check("The ministers met in Oslo on Friday.\n\nThey agreed to meet again before the end of…", &["truncated_text: …"]);
        check("The ministers met in Oslo on Friday.\n\nRead more", &["truncated_text: Read more"]);
        check(
            "The ministers met in Oslo on Friday to speak.\n\nThe rebels did not come to the talks.\n\nThey agreed to meet again before the end",
            &["truncated_text: end"],
        );
        check("The ministers met in Oslo on Friday.\n\nReuters", &[]);
    }
}
