//! Claims in short passages of every kind, and what looks like a claim and is none.

mod passages;

use chancery_record::{Claim, Record, Span};
use passages::{is, run};

/// Expectations of `claims.txt` that must hold, of 100.
const FLOOR: usize = 85;

#[test]
fn claims_have_their_positions() {
    let (held, total) = run(include_str!("claims.txt"), |r| &r.claims, spans, fits);
    assert!(held * 100 >= total * FLOOR, "{held} of {total} hold");
}

/// The words of a claim and of the statements that take position in it.
fn spans(record: &Record, claim: &Claim) -> Vec<Span> {
    let statements = record.statements.iter().filter(|s| claim.positions.iter().any(|p| p.statement == Some(s.id)));
    std::iter::once(claim.gist.text.clone()).chain(statements.flat_map(|s| s.content.clone())).collect()
}

fn fits(record: &Record, claim: &Claim, field: &str, value: &str) -> bool {
    match field {
        "about" => is(record, claim.gist.actor.as_ref(), value),
        stance => claim.positions.iter().any(|p| p.stance.to_string() == stance && is(record, p.actor.as_ref(), value)),
    }
}
