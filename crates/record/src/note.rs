//! Notes: what a careful reader would flag in the text.

use crate::names::names;
use crate::span::Span;
use serde::{Deserialize, Serialize};

/// One flag, the words it stands at, and a sentence that explains it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// What is flagged.
    pub kind: NoteKind,
    /// Where.
    pub span: Span,
    /// Why, in a sentence.
    pub message: String,
}

names! {
    /// What a careful reader would flag.
    pub enum NoteKind: "note kind" {
        /// A pronoun that the text doesn't settle.
        UnresolvedPronoun = "unresolved_pronoun",
        /// A quotation that nobody is named for.
        UnattributedQuote = "unattributed_quote",
        /// "I" or "we" outside quotation marks.
        FirstPersonOutsideQuotes = "first_person_outside_quotes",
        /// A passage that stands twice.
        RepeatedPassage = "repeated_passage",
        /// A proper name mangled as by an automatic rewriter.
        OddSubstitution = "odd_substitution",
        /// A date that contradicts another.
        InconsistentDate = "inconsistent_date",
        /// A quotation mark without its partner.
        UnbalancedQuotes = "unbalanced_quotes",
        /// A line of a transcript.
        TranscriptLine = "transcript_line",
        /// A text that breaks off.
        TruncatedText = "truncated_text",
        /// A text in another language.
        NotEnglish = "not_english",
    }
}
