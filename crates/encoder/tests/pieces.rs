//! The project's vocabulary and the pieces of words, ids checked against the reference tokenizer once.

use chancery_encoder::pieces::{MAX_PIECES, WordPiece};

const VOCABULARY: &str = include_str!("../../../model/vocab.txt");

fn pieces(word: &str) -> Vec<u32> {
    let mut ids = Vec::new();
    if let Ok(cutter) = WordPiece::new(VOCABULARY) {
        cutter.pieces(word, &mut ids);
    }
    ids
}

/// `expect` holds the pieces as BERT writes them.
fn check(word: &str, expect: &str) {
    let lines: Vec<&str> = VOCABULARY.lines().collect();
    let got: Vec<&str> = pieces(word).iter().map(|id| lines[*id as usize]).collect();
    assert_eq!(got.join(" "), expect, "{word}");
}

#[test]
fn the_vocabulary_is_whole() {
    assert_eq!(VOCABULARY.lines().count(), 30_522);
    assert_eq!(pieces("\u{200b}"), [100]);
    assert_eq!(pieces(""), [100]);
}

#[test]
fn words_are_cut_as_bert_cuts_them() {
    for (word, expect) in [
        ("Minister", "minister"),
        ("n't", "n ' t"),
        ("Élysée", "ely ##see"),
        ("Zelenskyy", "ze ##len ##sky ##y"),
        ("U.S.", "u . s ."),
        ("1,250.5", "1 , 250 . 5"),
        ("…", "…"),
        ("北京", "北 京"),
        ("Müller\u{200d}", "muller"),
        ("😀", "[UNK]"),
        ("Straße", "st ##raße"),
    ] {
        check(word, expect);
    }
}

#[test]
fn a_word_has_at_most_twelve_pieces() {
    assert_eq!(pieces(&".".repeat(50)).len(), MAX_PIECES);
    assert_eq!(pieces(&"a".repeat(101)), [100]);
    assert_eq!(pieces(&"é".repeat(5000)), [100]);
}
