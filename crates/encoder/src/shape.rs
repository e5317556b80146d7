//! How a word is written: the encoder reads lower case only and learns the case back from this.

/// Number of shapes; shape 0 is kept for the encoder's special pieces.
pub const SHAPES: usize = 9;

/// The shape of a word: 1 lower case, 2 Title, 3 UPPER (two letters or more), 4 one upper-case letter,
/// 5 miXed case, 6 digits without letters, 7 digits and letters, 8 other.
///
/// ```
/// use chancery_encoder::shape::shape;
/// assert_eq!(["can", "Can", "NATO", "I", "iPhone", "1,000", "20th", "—"].map(shape), [1, 2, 3, 4, 5, 6, 7, 8]);
/// ```
pub fn shape(word: &str) -> u8 {
    let (mut upper, mut lower, mut letters, mut digits) = (0usize, 0usize, 0usize, 0usize);
    let mut upper_first = false;
    for c in word.chars() {
        if c.is_ascii_lowercase() || !c.is_ascii() && c.is_lowercase() {
            lower += 1;
        } else if c.is_uppercase() {
            upper_first |= letters == 0;
            upper += 1;
        } else if c.is_numeric() {
            digits += 1;
            continue;
        } else if !c.is_alphabetic() {
            continue;
        }
        letters += 1;
    }
    match (upper, lower) {
        _ if digits > 0 && letters > 0 => 7,
        _ if digits > 0 => 6,
        (0, 0) => 8,
        (0, _) => 1,
        (1, 0) => 4,
        (_, 0) => 3,
        (1, _) if upper_first => 2,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::shape;

    #[test]
    fn every_shape() {
        for (word, expect) in [
            ("", 8),
            ("met", 1),
            ("n't", 1),
            ("'s", 1),
            ("e-mail", 1),
            ("élan", 1),
            ("Paris", 2),
            ("Élysée", 2),
            ("Chi-wai", 2),
            ("D'Alema", 5),
            ("US", 3),
            ("U.S.", 3),
            ("J.", 4),
            ("A", 4),
            ("McDonald", 5),
            ("iPhone", 5),
            ("2024", 6),
            ("1.5", 6),
            ("½", 6),
            ("1970s", 7),
            ("G7", 7),
            ("…", 8),
            ("北京", 8),
            ("\u{301}", 8),
        ] {
            assert_eq!(shape(word), expect, "{word}");
        }
    }
}
