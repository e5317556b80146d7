//! Statements, as the text view shows them.

use super::page::{PLAIN, Page, dotted};
use super::styled::Styled;
use crate::style::{ACTOR, CAVEAT, DIM, STATEMENT};
use chancery_record::{Act, Manner, Polarity, Statement};

/// Writes one statement.
pub fn write(page: &mut Page<'_>, statement: &Statement) {
    let mut speaker = Styled::default();
    let name = page.names.speaker(statement);
    speaker.push(&name, if statement.speaker.is_some() { ACTOR } else { CAVEAT });
    if let (Some(_), Some(span)) = (statement.speaker, &statement.speaker_span)
        && span.text != name
    {
        speaker.push(&format!(" (“{}”)", span.text), DIM);
    }
    speaker.push(" ", PLAIN);
    speaker.push(verb(statement.act), STATEMENT);
    let mut parts = vec![speaker];
    if !statement.addressees.is_empty() {
        let mut to = Styled::new("to ", DIM);
        to.push(&page.names.actors(&statement.addressees), ACTOR);
        parts.push(to);
    }
    parts.extend(stance(statement).map(|words| Styled::new(words, CAVEAT)));
    parts.extend(manner(statement.manner).map(|words| Styled::new(words, DIM)));
    parts.extend(statement.within.map(|outer| Styled::new(&page.names.voice(outer), CAVEAT)));
    page.entry(&statement.id.to_string(), STATEMENT, statement.content.first(), &dotted(parts));
    let words = page.spans(&statement.content, &[]);
    page.quotation(&words);
}

fn verb(act: Act) -> &'static str {
    match act {
        Act::Other => "says",
        act => act.as_str(),
    }
}

/// The speaker's stance, where the verb doesn't say it.
fn stance(statement: &Statement) -> Option<&'static str> {
    match (statement.polarity, statement.act) {
        (Polarity::Asserts, _) | (Polarity::Denies, Act::Denies | Act::Rejects) | (Polarity::Asks, Act::Asks) => None,
        (Polarity::Denies, _) => Some("holds it untrue"),
        (Polarity::Doubts, _) => Some("doubts it"),
        (Polarity::Asks, _) => Some("asks whether"),
    }
}

/// How the words are given, where that is not the common way.
fn manner(manner: Manner) -> Option<&'static str> {
    match manner {
        Manner::Indirect => None,
        Manner::Direct => Some("in quotation marks"),
        Manner::Mixed => Some("partly in quotation marks"),
        Manner::Unmarked => Some("without quotation marks or cue"),
    }
}
