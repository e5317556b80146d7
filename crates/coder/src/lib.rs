//! From a parse to a record: mentions, actors, statements, events, time, place, claims, commitments and notes.
//!
//! The coder never fails and never panics: any parse gives a record. It does no input or output. What is known about words
//! and the world is data, in `lexicon/` and `gazetteer/`.

pub mod actors;
pub mod article;
mod assemble;
mod calibration;
pub mod claims;
mod coder;
pub mod commitments;
mod contexts;
pub mod events;
pub mod gazetteer;
pub mod lexicon;
mod magnitude;
pub mod mentions;
mod modality;
pub mod notes;
mod numerals;
pub mod places;
pub mod pronouns;
pub mod relations;
pub mod slots;
pub mod statements;
#[cfg(test)]
mod testing;
pub mod time;
pub mod wordlists;
pub mod words;

pub use coder::Coder;
pub use gazetteer::Gazetteer;
pub use lexicon::Lexicon;
