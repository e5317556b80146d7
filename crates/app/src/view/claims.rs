//! Claims, as the text view shows them.

use super::names::stance;
use super::page::{PLAIN, Page, dotted};
use super::styled::Styled;
use crate::style::{ACTOR, CAVEAT, CLAIM, DIM};
use chancery_record::Claim;

/// Writes one claim.
pub fn write(page: &mut Page<'_>, claim: &Claim) {
    let mut gist = Styled::default();
    match claim.gist.actor {
        Some(actor) => gist.push(&page.names.actor(actor), ACTOR),
        None => gist.push("somebody", DIM),
    }
    gist.push(" ", PLAIN);
    gist.push(&claim.gist.predicate, CLAIM);
    if let Some(object) = &claim.gist.object {
        gist.push(" ", PLAIN);
        gist.push(object, PLAIN);
    }
    let event = claim.event.map(|id| Styled::new(&id.to_string(), DIM));
    page.entry(&claim.id.to_string(), CLAIM, Some(&claim.gist.text), &dotted([gist].into_iter().chain(event)));
    let words = page.spans([&claim.gist.text], &[]);
    page.quotation(&words);
    let positions = claim.positions.iter().map(|position| {
        let mut words = Styled::new(stance(position.stance), CAVEAT);
        words.push(" ", PLAIN);
        match position.actor {
            Some(actor) => words.push(&page.names.actor(actor), ACTOR),
            None => words.push("somebody unnamed", DIM),
        }
        if let Some(statement) = position.statement {
            words.push(&format!(" ({statement})"), DIM);
        }
        words
    });
    let positions = dotted(positions);
    page.detail(&positions);
}
