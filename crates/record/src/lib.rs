//! The record of international affairs: its types, code books and JSON.
//!
//! A [`Record`] is what one document says: who acted and spoke, what was done to whom, what is disputed, and who bound
//! himself to what. Every entry points at its exact words. The crate does no input or output and knows nothing of
//! models or storage.
//!
//! Inside the program words are found by [`ByteSpan`], UTF-8 bytes of the text. Outside they are found by [`Span`],
//! Unicode scalar values with the words beside them. [`Offsets`] turns the one into the other.
//!
//! ```
//! use chancery_record::{ByteSpan, Document, MadeBy, Offsets, Record};
//!
//! let text = "L’Élysée denied it.";
//! let offsets = Offsets::new(text);
//! let denied = offsets.span(text, ByteSpan::new(13, 19));
//! assert_eq!((denied.start, denied.end, denied.text.as_str()), (9, 15, "denied"));
//!
//! let record = Record::new(MadeBy::default(), Document::new(text));
//! assert!(record.check(text).is_empty());
//! ```
pub mod actor;
pub mod cameo;
pub mod check;
pub mod claim;
pub mod commitment;
pub mod country;
pub mod date;
pub mod document;
pub mod event;
pub mod id;
mod names;
pub mod note;
pub mod place;
pub mod plover;
pub mod record;
pub mod schema;
pub mod span;
pub mod statement;

pub use actor::{Actor, ActorKind, Sector};
pub use cameo::CameoCode;
pub use check::{Problem, ProblemKind};
pub use claim::{Claim, Gist, Position, Stance};
pub use commitment::{Commitment, CommitmentKind, TriggerPattern};
pub use country::Country;
pub use date::{Date, Day, Precision};
pub use document::Document;
pub use event::{Context, Event, LexiconReading, Magnitude, Modality, ModelReading, Participant, Readings};
pub use id::{ActorId, ClaimId, CommitmentId, EventId, PlaceId, StatementId};
pub use names::UnknownName;
pub use note::{Note, NoteKind};
pub use place::{Coordinates, Place, PlaceKind};
pub use plover::{Mode, PloverType, Quad};
pub use record::{MadeBy, Record, SchemaName};
pub use schema::SCHEMA;
pub use span::{ByteSpan, LineColumn, Offsets, Span};
pub use statement::{Act, Cue, Manner, Polarity, Resolution, Statement};
