//! Raw text to parsed sentences: tokens, word pieces, one small encoder and its heads.
pub mod conllu;
mod lines;
pub mod parse;
pub mod pieces;
pub mod quotes;
mod sentences;
pub mod shape;
pub mod text;
mod tokens;
mod wordlists;
pub use parse::{Attribution, AttributionRole, Parse, Sentence, Token, Upos};
mod encoder;
mod forward;
mod heads;
mod kernels;
mod labels;
mod lemma;
mod model;
#[cfg(test)]
mod random_weights;
mod relation;
mod tree;
mod weights;
pub use encoder::Encoder;
pub use kernels::{Kernel, KernelError};
pub use model::Model;
pub use relation::{Pair, Relation, Relations, RelationsError};
pub use weights::WeightsError;
