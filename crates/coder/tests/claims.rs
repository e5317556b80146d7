//! Claims in short passages of every kind, and what looks like a claim and is none.

mod passages;

use chancery_record::{Claim, Record, Span};
use passages::{Print, is, run};

/// Of 100 claims in `claims.txt`, those that must be found with their positions.
const FOUND: usize = 95;
/// Of 100 passages without a claim, those that must stay without.
const SILENT: usize = 97;

#[test]
fn claims_have_their_positions() {
    let sums = run(include_str!("claims.txt"), Print::Failures, |r| &r.claims, spans, fits);
    assert!(sums.found.reaches(FOUND) && sums.silent.reaches(SILENT), "{sums:?}");
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
