//! Commitments in short passages of every kind, and what looks like one and binds nobody.

mod passages;

use chancery_record::{Commitment, Record, Span};
use passages::{Print, is, run};

/// Of 100 commitments in `commitments.txt`, those that must be found with kind and issuer.
const FOUND: usize = 90;
/// Of 100 sentences that bind nobody, those that must be read as such.
const SILENT: usize = 97;
/// The same of the passages that nobody looked at.
const FOUND_ASIDE: usize = 66;
const SILENT_ASIDE: usize = 91;

#[test]
fn commitments_bind_who_is_bound() {
    let sums = run(include_str!("commitments.txt"), Print::Failures, |r| &r.commitments, spans, fits);
    assert!(sums.found.reaches(FOUND) && sums.silent.reaches(SILENT), "{sums:?}");
}

#[test]
fn passages_kept_aside_hold_as_well() {
    let sums = run(include_str!("commitments_held_out.txt"), Print::SumsAlone, |r| &r.commitments, spans, fits);
    assert!(sums.found.reaches(FOUND_ASIDE) && sums.silent.reaches(SILENT_ASIDE), "{sums:?}");
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
