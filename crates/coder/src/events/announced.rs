//! What the announcement of an act is: an event of its own.

use super::{Draft, Input};
use crate::lexicon::Pos;
use crate::modality;
use chancery_record::{Magnitude, Modality};

/// What the announcement of an act is: "will meet" is to agree to, "will not release" to refuse.
pub(super) fn announcement<'l>(input: Input<'_, 'l>, found: &[Draft], event: &Draft<'l>) -> Option<Draft<'l>> {
    let clause = event.predicate.carrier.unwrap_or(event.predicate.trigger);
    let refused = event.modality == Modality::Negated;
    let told = matches!(event.modality, Modality::Planned | Modality::Conditional | Modality::Negated)
        && modality::is_announced(input.article, input.lexicon, clause);
    let by_doer = !event.actors.is_empty()
        && (!event.recipients.is_empty() || event.mutual)
        && event.entry.pos != Pos::Adj
        && !input.article.is_passive(clause);
    if !told || !by_doer {
        return None;
    }
    // "agreed to withdraw", "threatened to bomb": the verb above says it already.
    let said = input.article.head(clause).is_some_and(|h| found.iter().any(|e| e.predicate.trigger == h));
    let entry = input.lexicon.intent(event.entry.event_type, refused).filter(|_| !said)?;
    Some(Draft {
        entry,
        proposed: Some(entry),
        modality: Modality::Actual,
        magnitude: Magnitude::default(),
        confidence: (event.confidence + 0.1).min(0.95),
        ..event.clone()
    })
}
