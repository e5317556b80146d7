//! The document: the text that a record was made from, and where it came from.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A document's name and origin. What is unknown is null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// SHA-256 of the extracted text's UTF-8 bytes, in lower-case hexadecimal.
    pub id: String,
    /// Path, URL or WARC record.
    pub source: Option<String>,
    /// The outlet.
    pub publisher: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The by-line, one name each.
    pub authors: Vec<String>,
    /// When it was published: RFC 3339, or a date alone. Where it is null, relative dates stay unresolved.
    pub published: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// The text's length in Unicode scalar values.
    pub length: usize,
}

impl Document {
    /// A document of which only the text is known.
    ///
    /// ```
    /// let document = chancery_record::Document::new("Très bien");
    /// assert_eq!(document.length, 9);
    /// assert_eq!(document.id.len(), 64);
    /// ```
    pub fn new(text: &str) -> Self {
        Self {
            id: Self::id_of(text),
            source: None,
            publisher: None,
            title: None,
            authors: Vec::new(),
            published: None,
            language: None,
            length: text.chars().count(),
        }
    }

    /// The id that a text has: SHA-256 of its UTF-8 bytes, in lower-case hexadecimal.
    pub fn id_of(text: &str) -> String {
        Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_id_is_the_sha_256_of_the_text() {
        // The digests of FIPS 180-4 for the empty message and for "abc".
        assert_eq!(Document::id_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(Document::id_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
