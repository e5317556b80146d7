//! Words to word pieces, as uncased BERT cuts them.
//!
//! A word is decomposed (NFD), its combining marks dropped, put in lower case, cut at punctuation, and each part
//! covered from the left by the longest pieces of the vocabulary (Devlin et al. 2019; Wu et al. 2016).

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasherDefault, Hasher};

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// Most pieces of one word; the rest is dropped.
pub const MAX_PIECES: usize = 12;
/// A part of a word with more characters than this is one unknown piece.
const MAX_CHARS: usize = 100;

/// A vocabulary and the way to cut words into its pieces.
///
/// ```
/// use chancery_encoder::pieces::WordPiece;
/// let vocabulary = "[UNK]\nun\n##rest\nem\n##bargo\n";
/// let pieces = WordPiece::new(vocabulary)?;
/// let mut ids = Vec::new();
/// pieces.pieces("Unrest", &mut ids);
/// assert_eq!(ids, [1, 2]);
/// # Ok::<(), chancery_encoder::pieces::VocabularyError>(())
/// ```
pub struct WordPiece {
    /// Pieces that begin a word.
    first: Pieces,
    /// Pieces that go on with one, without their "##".
    rest: Pieces,
    unknown: u32,
    /// Bytes of the longest piece.
    longest: usize,
}

type Pieces = HashMap<Box<[u8]>, u32, BuildHasherDefault<Fnv>>;

/// A vocabulary that can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VocabularyError(&'static str);

impl fmt::Display for VocabularyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl std::error::Error for VocabularyError {}

impl WordPiece {
    /// Reads a vocabulary: one piece a line, its id the number of the line from 0.
    ///
    /// # Errors
    /// Where the piece `[UNK]`, which stands for unknown words, is missing.
    pub fn new(vocabulary: &str) -> Result<Self, VocabularyError> {
        let (mut first, mut rest) = (Pieces::default(), Pieces::default());
        let mut unknown = None;
        let mut longest = 0;
        for (id, piece) in (0u32..).zip(vocabulary.lines()) {
            if piece == "[UNK]" {
                unknown = Some(id);
            }
            let (pieces, form) = match piece.strip_prefix("##") {
                Some(form) if !form.is_empty() => (&mut rest, form),
                _ => (&mut first, piece),
            };
            longest = longest.max(form.len());
            pieces.insert(form.as_bytes().into(), id);
        }
        let unknown = unknown.ok_or(VocabularyError("the vocabulary has no piece [UNK]: give a BERT vocabulary with one piece a line"))?;
        Ok(Self { first, rest, unknown, longest })
    }

    /// Adds the pieces of one word to `out`: at least one, at most [`MAX_PIECES`].
    pub fn pieces(&self, word: &str, out: &mut Vec<u32>) {
        let base = out.len();
        if word.is_ascii() && word.len() <= MAX_CHARS {
            let mut buffer = [0u8; MAX_CHARS];
            let lower = &mut buffer[..word.len()];
            lower.copy_from_slice(word.as_bytes());
            lower.make_ascii_lowercase();
            let mut start = None;
            for (i, b) in lower.iter().enumerate() {
                if b.is_ascii_alphanumeric() {
                    start = start.or(Some(i));
                    continue;
                }
                if let Some(s) = start.take() {
                    self.part(&lower[s..i], out);
                }
                if b.is_ascii_punctuation() {
                    self.part(&lower[i..=i], out);
                }
            }
            if let Some(s) = start {
                self.part(&lower[s..], out);
            }
        } else {
            self.other(word, out);
        }
        if out.len() == base {
            out.push(self.unknown);
        }
        out.truncate(base + MAX_PIECES);
    }

    /// The pieces of a word with characters outside ASCII.
    fn other(&self, word: &str, out: &mut Vec<u32>) {
        let mut part = String::new();
        // Bounds the work for a huge word: what is beyond could not reach the pieces that are kept.
        let chars = word.chars().take(MAX_PIECES * (MAX_CHARS + 1)).filter(|c| !is_control(*c)).nfd();
        for c in chars.filter(|c| c.general_category() != GeneralCategory::NonspacingMark).flat_map(char::to_lowercase) {
            if c.is_whitespace() || is_punctuation(c) || is_ideograph(c) {
                if !part.is_empty() {
                    self.part(part.as_bytes(), out);
                    part.clear();
                }
                if !c.is_whitespace() {
                    self.part(c.encode_utf8(&mut [0; 4]).as_bytes(), out);
                }
            } else {
                part.push(c);
            }
        }
        if !part.is_empty() {
            self.part(part.as_bytes(), out);
        }
    }

    /// The longest pieces that cover `part` from the left; the unknown piece where they can't.
    fn part(&self, part: &[u8], out: &mut Vec<u32>) {
        let base = out.len();
        let chars = part.iter().filter(|b| **b & 0xc0 != 0x80).count();
        if chars > MAX_CHARS {
            out.push(self.unknown);
            return;
        }
        let mut start = 0;
        while start < part.len() {
            let pieces = if start == 0 { &self.first } else { &self.rest };
            let most = part.len().min(start + self.longest);
            let found = (start + 1..=most).rev().find_map(|end| pieces.get(&part[start..end]).map(|id| (end, *id)));
            let Some((end, id)) = found else {
                out.truncate(base);
                out.push(self.unknown);
                return;
            };
            out.push(id);
            start = end;
        }
    }
}

/// Control, format, private and unassigned characters, and the replacement character: BERT drops them.
fn is_control(c: char) -> bool {
    if matches!(c, '\t' | '\n' | '\r') {
        return false;
    }
    matches!(c, '\0' | '\u{fffd}')
        || matches!(
            c.general_category(),
            GeneralCategory::Control | GeneralCategory::Format | GeneralCategory::PrivateUse | GeneralCategory::Unassigned
        )
}

fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || matches!(
            c.general_category(),
            GeneralCategory::ConnectorPunctuation
                | GeneralCategory::DashPunctuation
                | GeneralCategory::OpenPunctuation
                | GeneralCategory::ClosePunctuation
                | GeneralCategory::InitialPunctuation
                | GeneralCategory::FinalPunctuation
                | GeneralCategory::OtherPunctuation
        )
}

/// Characters of Chinese writing, each a word by itself. The ranges are BERT's.
fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2b73f}'
        | '\u{2b740}'..='\u{2b81f}' | '\u{2b920}'..='\u{2ceaf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}

/// Fowler–Noll–Vo's hash: pieces are short, and a vocabulary is no attacker's.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    fn write(&mut self, bytes: &[u8]) {
        for b in bytes {
            self.0 = (self.0 ^ u64::from(*b)).wrapping_mul(0x100_0000_01b3);
        }
    }

    fn write_usize(&mut self, _: usize) {}
}
