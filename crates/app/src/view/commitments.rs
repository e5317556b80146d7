//! Commitments, as the text view shows them.

use super::names::date;
use super::page::{PLAIN, Page, dotted};
use super::styled::Styled;
use crate::style::{ACTOR, CAVEAT, COMMITMENT, DIM, PLACE};
use chancery_record::Commitment;

/// Writes one commitment.
pub fn write(page: &mut Page<'_>, commitment: &Commitment) {
    let kind = Styled::new(&commitment.kind.as_str().replace('_', " "), COMMITMENT);
    let mut sides = Styled::default();
    match commitment.issuer {
        Some(issuer) => sides.push(&page.names.actor(issuer), ACTOR),
        None => sides.push("issuer not settled", CAVEAT),
    }
    if !commitment.addressees.is_empty() {
        sides.push(" → ", DIM);
        sides.push(&page.names.actors(&commitment.addressees), ACTOR);
    }
    let mut voice = Styled::new("said by ", DIM);
    match commitment.voice {
        Some(actor) => voice.push(&page.names.actor(actor), ACTOR),
        None => voice.push("somebody unnamed", CAVEAT),
    }
    voice.push(&format!(" ({})", commitment.statement), DIM);
    let head = dotted([kind, sides, voice]);
    page.entry(&commitment.id.to_string(), COMMITMENT, commitment.evidence.first(), &head);
    let marks: Vec<_> = commitment.condition.iter().map(|s| (s, CAVEAT)).chain(commitment.consequence.iter().map(|s| (s, ACTOR))).collect();
    let evidence = page.spans(&commitment.evidence, &marks);
    page.quotation(&evidence);
    let part = |span: &Option<chancery_record::Span>, style, without: &str| match span {
        Some(span) => Styled::new(&span.text, style),
        None => Styled::new(without, DIM),
    };
    page.labelled("if", &part(&commitment.condition, CAVEAT, "no condition named"));
    page.labelled("then", &part(&commitment.consequence, ACTOR, "left open"));
    if let Some(deadline) = &commitment.deadline {
        page.labelled("by", &Styled::new(&date(deadline), CAVEAT));
    }
    if let Some(pattern) = &commitment.trigger_pattern {
        let mut pattern_words = Styled::new(pattern.event_type.as_str(), PLAIN);
        if !pattern.actors.is_empty() {
            pattern_words.push(" by ", DIM);
            pattern_words.push(&page.names.actors(&pattern.actors), ACTOR);
        }
        if let Some(place) = pattern.place {
            pattern_words.push(" in ", DIM);
            pattern_words.push(&page.names.place(place), PLACE);
        }
        page.labelled("met by", &pattern_words);
    }
}
