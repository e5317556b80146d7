//! Commitments in short passages of every kind, and what looks like one and binds nobody.

mod passages;

use chancery_record::{Commitment, Record, Span};
use passages::{is, run};

/// Expectations of `commitments.txt` that must hold, of 100.
const FLOOR: usize = 85;

#[test]
fn commitments_bind_who_is_bound() {
    let (held, total) = run(include_str!("commitments.txt"), |r| &r.commitments, spans, fits);
    assert!(held * 100 >= total * FLOOR, "{held} of {total} hold");
}

fn spans(_: &Record, commitment: &Commitment) -> Vec<Span> {
    let parts = commitment.condition.iter().chain(&commitment.consequence).cloned();
    commitment.evidence.iter().cloned().chain(parts).collect()
}

fn fits(record: &Record, commitment: &Commitment, field: &str, value: &str) -> bool {
    let has = |span: &Option<Span>| span.as_ref().is_some_and(|s| s.text.contains(value));
    match field {
        "issuer" => is(record, commitment.issuer.as_ref(), value),
        "voice" => is(record, commitment.voice.as_ref(), value),
        "condition" => has(&commitment.condition),
        "consequence" => has(&commitment.consequence),
        "deadline" => commitment.deadline.is_some(),
        "open" => commitment.consequence.is_none(),
        "once" => record.commitments.len() == 1,
        "evidence" => commitment.evidence.iter().any(|e| e.text.contains(value)),
        kinds => kinds.split(',').any(|k| commitment.kind.to_string() == k),
    }
}
