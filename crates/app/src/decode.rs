//! Bytes to text: UTF-8, UTF-16 with a byte-order mark, or an older encoding that is guessed and said.

use crate::limits::CONTROL_PERCENT;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};
use std::fmt;

/// A file's text, without its byte-order mark and otherwise as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text.
    pub text: String,
    /// How the encoding was found, where it is not UTF-8.
    pub guess: Option<Guess>,
}

/// An encoding that was not declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guess {
    /// The encoding's name in the WHATWG's list, such as "windows-1252".
    pub encoding: &'static str,
    /// The first byte that is not UTF-8, counted from 1.
    pub byte: usize,
    /// True where some bytes mean nothing in it and were replaced by U+FFFD.
    pub lossy: bool,
}

/// The bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// A NUL, at this byte, counted from 1.
    Nul(usize),
    /// Many control characters; the first at this byte, counted from 1.
    Controls(usize),
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nul(byte) => write!(f, "this is a binary file: it has a NUL (byte {byte})"),
            Self::Controls(byte) => {
                write!(f, "this is a binary file: it is full of control characters (the first is byte {byte})")
            }
        }
    }
}

/// Reads bytes as text.
///
/// # Errors
/// [`NotText`] where the bytes are not text in any encoding.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes)
        && encoding != UTF_8
    {
        let (text, lossy) = encoding.decode_without_bom_handling(&bytes[mark..]);
        if let Some(nul) = text.find('\0') {
            return Err(NotText::Nul(nul + 1));
        }
        let guess = lossy.then_some(Guess { encoding: encoding.name(), byte: 1, lossy });
        return Ok(Decoded { text: text.into_owned(), guess });
    }
    let (bytes, skipped) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (rest, 3),
        None => (bytes, 0),
    };
    refuse_binary(bytes).map_err(|error| error.after(skipped))?;
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Ok(Decoded { text: text.to_owned(), guess: None }),
        Err(error) => error,
    };
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, Utf8Detection::Deny);
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    let byte = skipped + error.valid_up_to() + 1;
    Ok(Decoded { text: text.into_owned(), guess: Some(Guess { encoding: encoding.name(), byte, lossy }) })
}

impl NotText {
    fn after(self, skipped: usize) -> Self {
        match self {
            Self::Nul(byte) => Self::Nul(byte + skipped),
            Self::Controls(byte) => Self::Controls(byte + skipped),
        }
    }
}

fn refuse_binary(bytes: &[u8]) -> Result<(), NotText> {
    let is_control = |b: &u8| matches!(b, 0x01..=0x08 | 0x0b | 0x0e..=0x1f | 0x7f);
    if let Some(nul) = bytes.iter().position(|&b| b == 0) {
        return Err(NotText::Nul(nul + 1));
    }
    let controls = bytes.iter().filter(|b| is_control(b)).count();
    match bytes.iter().position(is_control) {
        Some(first) if controls * 100 >= bytes.len() * CONTROL_PERCENT => Err(NotText::Controls(first + 1)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).map(|d| d.text).unwrap_or_else(|e| e.to_string())
    }

    #[test]
    fn utf_8_and_utf_16() {
        assert_eq!(text("Élysée".as_bytes()), "Élysée");
        assert_eq!(text(b"\xef\xbb\xbfa\r\n\tb\x0c"), "a\r\n\tb\x0c");
        assert_eq!(text(b"\xff\xfeP\0a\0\xe9\0"), "Paé");
        assert_eq!(text(b"\xfe\xff\0P\0a\0\xe9"), "Paé");
        assert!(decode(b"\xfe\xff\0P\0").is_ok_and(|d| d.guess.is_some_and(|g| g.lossy)));
    }

    #[test]
    fn older_encodings_are_guessed_and_said() {
        let old = b"The foreign minister of C\xf4te d\x92Ivoire met his colleague at the \xc9lys\xe9e on Monday.";
        let decoded = decode(old).expect("text");
        assert_eq!(decoded.text, "The foreign minister of Côte d’Ivoire met his colleague at the Élysée on Monday.");
        assert_eq!(decoded.guess, Some(Guess { encoding: "windows-1252", byte: 26, lossy: false }));
    }

    #[test]
    fn binary_files_are_no_text() {
        assert_eq!(decode(b"PK\x03\x04\0\0"), Err(NotText::Nul(5)));
        assert_eq!(decode(b"\xef\xbb\xbfab\0"), Err(NotText::Nul(6)));
        assert_eq!(decode(b"\x01\x02abc\x03\x04"), Err(NotText::Controls(1)));
        // A page break of an old word processor now and then is no harm.
        let page = "A page of text has some hundred letters before the next one starts.\x0b";
        assert_eq!(text(page.repeat(9).as_bytes()), page.repeat(9));
    }
}
