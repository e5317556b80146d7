//! Wars and times that stand for a date: "during the Cold War", from `gazetteer/eras.tsv`.

use chancery_record::Day;
use std::sync::LazyLock;

const FILE: &str = include_str!("../../../../gazetteer/eras.tsv");

/// A time that has a name.
pub(super) struct Era {
    /// Its words in lower case, hyphens apart, as sentences are cut.
    pub words: Vec<String>,
    pub first: Day,
    pub last: Day,
}

pub(super) static ERAS: LazyLock<Vec<Era>> =
    LazyLock::new(|| FILE.lines().filter(|l| !l.starts_with('#')).skip(1).filter_map(era).collect());

fn era(line: &str) -> Option<Era> {
    let mut cells = line.split('\t');
    let name = cells.next()?.to_lowercase().replace('-', " - ");
    let (first, last) = (cells.next()?.parse().ok()?, cells.next()?.parse().ok()?);
    Some(Era { words: name.split_whitespace().map(str::to_owned).collect(), first, last })
}

#[cfg(test)]
#[test]
fn every_line_is_an_era() {
    let lines = FILE.lines().filter(|l| !l.starts_with('#')).count();
    assert_eq!(ERAS.len() + 1, lines);
    assert!(ERAS.iter().all(|e| e.first < e.last));
}
