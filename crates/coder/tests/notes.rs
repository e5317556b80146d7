//! Notes on messy text, and hardly any on clean text.

mod common;
mod passages;

use chancery_record::{Note, NoteKind, Record};
use passages::{Print, run};
use std::collections::BTreeMap;

/// Expectations of `notes.txt` that must hold, of 100.
const FLOOR: usize = 95;
/// Notes other than on open speakers that a clean article has at most.
const CLEAN: usize = 1;

#[test]
fn messy_text_is_flagged() {
    let fits = |_: &Record, note: &Note, _: &str, kind: &str| note.kind.to_string() == kind;
    let sums = run(include_str!("notes.txt"), Print::Failures, |r| &r.notes, |_, note| vec![note.span.clone()], fits);
    assert!(sums.all().reaches(FLOOR), "{sums:?}");
}

/// Articles of the corpus of which their authors expect no notes.
#[test]
fn clean_text_is_left_alone() {
    let clean: Vec<_> = common::articles().into_iter().filter(|a| !a.noted).collect();
    assert!(clean.len() >= 20, "{} clean articles", clean.len());
    for article in clean {
        let record = common::code(&article.text, Some(&article.published), &common::ENCODER.parse(&article.text));
        let mut kinds: BTreeMap<NoteKind, usize> = BTreeMap::new();
        record.notes.iter().for_each(|n| *kinds.entry(n.kind).or_default() += 1);
        kinds.remove(&NoteKind::UnresolvedPronoun);
        assert!(kinds.values().sum::<usize>() <= CLEAN, "{}: {kinds:?}", article.name);
    }
}
