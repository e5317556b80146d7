//! What is disputed: charges and denials, each with who takes which position, matched by what they are about.
//!
//! Positions are read where a word takes one ("accused", "denied", "dismissed as baseless"), in a statement or, where the
//! encoder saw none, in the tree alone. "Kyiv accused Moscow of shelling a ward. Moscow denied it." is one claim with two positions.

mod answers;
mod charges;
mod matching;
mod readings;
mod sites;
mod words;
mod wrongs;

use crate::actors::Actors;
use crate::article::{Article, At};
use crate::events;
use crate::lexicon::Lexicon;
use crate::mentions::Mentions;
use crate::statements;
use crate::wordlists::ClaimWords;
use chancery_record::{ByteSpan, Stance};
use std::collections::BTreeSet;

/// A claim while the document is read.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Who is said to have done it.
    pub actor: Option<usize>,
    /// The lemma of what is said to have been done.
    pub predicate: String,
    /// To what or whom, in words.
    pub object: Option<String>,
    /// The words that put it.
    pub text: ByteSpan,
    /// The event that it is, by index.
    pub event: Option<usize>,
    /// Who takes which position, by which statement.
    pub positions: Vec<Position>,
    /// Everybody who is said to have done it.
    accused: BTreeSet<usize>,
    /// Stems of the words that carry meaning, to match denials by.
    topic: BTreeSet<String>,
    /// Where it stands.
    at: At,
    /// True for what somebody merely states: no claim until another disputes it.
    undisputed: bool,
}

/// One position in a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Who takes it; `None` for charges that nobody is named for.
    pub actor: Option<usize>,
    /// Which.
    pub stance: Stance,
    /// In which statement, by index.
    pub statement: Option<usize>,
}

/// What the claims are made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The article.
    pub article: &'a Article<'a>,
    /// Its mentions.
    pub mentions: &'a Mentions<'a>,
    /// Its actors.
    pub actors: &'a Actors,
    /// What words mean.
    pub lexicon: &'a Lexicon,
    /// The words of disputes.
    pub words: &'a ClaimWords,
    /// Its statements.
    pub statements: &'a [statements::Draft],
    /// Its events.
    pub events: &'a [events::Draft<'a>],
}

/// A word that takes a position, or a statement that may.
#[derive(Clone, Debug)]
struct Site {
    cue: Option<At>,
    speaker: Option<usize>,
    /// Who speaks with the speaker: "the United States, Britain and France".
    others: Vec<usize>,
    statement: Option<usize>,
    tokens: Vec<At>,
    at: At,
}

/// What a site says of a state of affairs.
#[derive(Clone, Debug)]
struct Reading {
    stance: Stance,
    /// The word that says what is claimed; `None` for "it" and "the charge".
    head: Option<At>,
    accused: BTreeSet<usize>,
    /// Who made the charge that is answered, where the text names or implies somebody.
    accuser: Option<Option<usize>>,
    /// The words.
    words: ByteSpan,
    /// What becomes of it where no earlier claim is what it is about.
    standing: Standing,
}

/// What a reading is worth by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// A charge or a denial that says what of: a claim of its own.
    Claim,
    /// The same, but where the next claim before it is against the same side it answers that: "insisted that it had no weapons".
    Insistence,
    /// An answer that says nothing without what it answers.
    Answer,
    /// No position yet: what somebody states becomes a claim once another disputes it.
    Statement,
}

impl Standing {
    /// A claim of its own where so, else an answer.
    fn claim_if(own: bool) -> Self {
        if own { Self::Claim } else { Self::Answer }
    }
}

/// A denial without content answers a charge at most so many sentences back; of an actor whom the charge does not name, the next one.
const REACH: usize = 5;

/// Content words that a denial by a third party must share with a charge.
const SHARED: usize = 3;

/// The claims of an article in the order of the text.
pub fn find(input: Input) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    for site in sites::sites(input) {
        // What was stated is disputed at once or not at all.
        while found.last().is_some_and(|c| c.undisputed && site.at.sentence > c.at.sentence + 1) {
            found.pop();
        }
        for reading in readings::read(input, &site) {
            matching::enter(input, &mut found, &site, reading);
        }
    }
    found.retain(|claim| !claim.undisputed);
    found
}

fn resolve(input: Input, at: At) -> Option<usize> {
    input.actors.at(input.article, input.mentions, at)
}

/// The actor that a phrase is or whose thing it is: "Russian jets", "a ship of the navy".
fn resolve_owner(input: Input, at: At) -> Option<usize> {
    let article = input.article;
    resolve(input, at).or_else(|| {
        let before = article.children(at).filter(|&c| c < at && matches!(article.token(c).relation(), "amod" | "compound" | "nmod"));
        let after = article.by(at, "nmod").filter(|&n| article.preposition(n).is_some_and(|p| matches!(p.as_str(), "of" | "from")));
        before.chain(after).find_map(|c| resolve(input, c))
    })
}
