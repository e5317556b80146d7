//! Who did what to whom: the lexicon over the tree.
//!
//! A trigger is a verb, noun or adjective with an entry that fits where it stands; the entry says where actor and recipient
//! are to be looked for. "French warplanes struck targets of the group" gives ASSAULT by France on the group.

use crate::actors::Actors;
use crate::article::{Article, At};
use crate::gazetteer::Gazetteer;
use crate::lexicon::{Entry, Lexicon, Pos};
use crate::mentions::Mentions;
use crate::relations::Reading;
use crate::slots::{self, Predicate};
use crate::statements;
use chancery_encoder::Upos;
use chancery_record::{ByteSpan, Magnitude, Modality};
use std::collections::{BTreeMap, BTreeSet};

mod announced;
mod arguments;
mod blame;
mod ellipsis;
mod merge;
mod nearby;
mod speech;
mod triggers;

pub(crate) use arguments::Side;
pub use blame::blamed;
pub use merge::merge;
pub(crate) use triggers::carrier;

/// An event while the document is read.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// The entry that decides what it is: the lexicon's, or one for what the relation model says.
    pub entry: &'a Entry,
    /// The entry of the lexicon that proposed it; none where the model alone found it.
    pub proposed: Option<&'a Entry>,
    /// What the relation model makes of it, where it was asked.
    pub reading: Option<Reading>,
    /// Who acts, each with the words that say so.
    pub actors: BTreeMap<usize, BTreeSet<ByteSpan>>,
    /// Who is acted on.
    pub recipients: BTreeMap<usize, BTreeSet<ByteSpan>>,
    /// True where the sides act alike.
    pub mutual: bool,
    /// The trigger with its light verb.
    pub predicate: Predicate,
    /// Triggers of this and of later tellings.
    pub mentions: Vec<ByteSpan>,
    /// Whether it happened.
    pub modality: Modality,
    /// The statement whose content it is told in.
    pub voice: Option<usize>,
    /// Dead, injured, arrested, crowd.
    pub magnitude: Magnitude,
    /// 0 to 1.
    pub confidence: f32,
}

/// What the events are made from.
#[derive(Clone, Copy)]
pub struct Input<'a, 'l> {
    /// The article.
    pub article: &'a Article<'a>,
    /// Its mentions.
    pub mentions: &'a Mentions<'a>,
    /// What words mean.
    pub lexicon: &'l Lexicon,
    /// What is known.
    pub gazetteer: &'a Gazetteer,
    /// Its statements.
    pub statements: &'a [statements::Draft],
}

/// The events of an article in the order of their triggers; the same happening told twice is still two here.
pub fn find<'l>(input: Input<'_, 'l>, actors: &mut Actors) -> Vec<Draft<'l>> {
    let mut found: Vec<Draft> = Vec::new();
    // A verb that is an event with its object ("signed the agreement") uses the noun up.
    let mut used: BTreeSet<At> = BTreeSet::new();
    let mut nouns = Vec::new();
    for at in input.article.addresses() {
        let Some(pos) = pos_of(input.article, at) else { continue };
        if pos == Pos::Noun {
            nouns.push(at);
        } else if let Some(event) = triggers::event(input, actors, at, pos) {
            if event.entry.object.is_some() {
                used.extend(slots::objects(input.article, at));
            }
            found.push(event);
        }
    }
    for at in nouns {
        if used.contains(&at) {
            continue;
        }
        let Some(event) = triggers::event(input, actors, at, Pos::Noun) else { continue };
        // "launched a new attack": one event; and "attacked in an attack" is one too.
        let verb = input.article.head(at);
        let twice = verb.is_some_and(|v| {
            found.iter().any(|e| e.predicate.trigger == v && e.entry.event_type == event.entry.event_type && e.entry.pos == Pos::Verb)
        });
        if !twice {
            found.push(event);
        }
    }
    let announced: Vec<Draft> = found.iter().filter_map(|event| announced::announcement(input, &found, event)).collect();
    found.extend(announced);
    found.sort_by_key(|e| e.predicate.trigger);
    let taken_up = ellipsis::find(input, actors, &found);
    found.extend(taken_up);
    found.sort_by_key(|e| e.predicate.trigger);
    found
}

pub(crate) fn pos_of(article: &Article, at: At) -> Option<Pos> {
    let token = article.token(at);
    match token.upos {
        Upos::Verb => Some(Pos::Verb),
        Upos::Noun => Some(Pos::Noun),
        // Headlines and titles make names of nouns: "Talks in Geneva".
        Upos::Propn if token.name == "O" => Some(Pos::Noun),
        Upos::Adj => Some(Pos::Adj),
        _ => None,
    }
}

/// The innermost statement whose content holds a token. What is done beside saying it is not said: "he agreed and released them".
pub(crate) fn voice(input: Input, at: At) -> Option<usize> {
    let beside = input.article.first_conjunct(at);
    let statements = input.statements;
    let holds = |s: &usize| statements[*s].tokens.contains(&at) && (beside == at || statements[*s].cue != Some(beside));
    (0..statements.len()).filter(holds).min_by_key(|&s| statements[s].tokens.len())
}
