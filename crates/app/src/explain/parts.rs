//! An entry of any kind: the words that it stands on, each with its part in it.

use crate::style::{ACTOR, CAVEAT, COMMITMENT, PLACE, STATEMENT, TRIGGER};
use anstyle::Style;
use chancery_record::{Actor, Claim, Commitment, Event, Place, Record, Span, Statement};

/// An entry of a record.
#[derive(Clone, Copy, Debug)]
pub enum Entry<'a> {
    /// A commitment.
    Commitment(&'a Commitment),
    /// A claim.
    Claim(&'a Claim),
    /// An event.
    Event(&'a Event),
    /// A statement.
    Statement(&'a Statement),
    /// An actor.
    Actor(&'a Actor),
    /// A place.
    Place(&'a Place),
}

/// Words and their part in an entry.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    /// What they are in it.
    pub name: &'static str,
    /// What underlines them.
    pub mark: char,
    /// Their style.
    pub style: Style,
    /// The words.
    pub span: &'a Span,
}

/// The entry with this id.
pub fn find<'a>(record: &'a Record, id: &str) -> Option<Entry<'a>> {
    let is = |known: &dyn std::fmt::Display| known.to_string() == id;
    let commitment = record.commitments.iter().find(|e| is(&e.id)).map(Entry::Commitment);
    let claim = || record.claims.iter().find(|e| is(&e.id)).map(Entry::Claim);
    let event = || record.events.iter().find(|e| is(&e.id)).map(Entry::Event);
    let statement = || record.statements.iter().find(|e| is(&e.id)).map(Entry::Statement);
    let actor = || record.actors.iter().find(|e| is(&e.id)).map(Entry::Actor);
    let place = || record.places.iter().find(|e| is(&e.id)).map(Entry::Place);
    commitment.or_else(claim).or_else(event).or_else(statement).or_else(actor).or_else(place)
}

impl<'a> Entry<'a> {
    /// The words that the entry hangs on.
    pub fn anchor(self) -> Option<&'a Span> {
        match self {
            Self::Commitment(entry) => entry.evidence.first(),
            Self::Claim(entry) => Some(&entry.gist.text),
            Self::Event(entry) => Some(&entry.trigger),
            Self::Statement(entry) => entry.cue.as_ref().map(|cue| &cue.span).or(entry.content.first()),
            Self::Actor(entry) => entry.mentions.first(),
            Self::Place(entry) => entry.mentions.first(),
        }
    }

    /// The words that it stands on. Those named first are shown where several share a word.
    pub fn parts(self) -> Vec<Part<'a>> {
        fn part<'a>(name: &'static str, mark: char, style: Style) -> impl Fn(&'a Span) -> Part<'a> {
            move |span| Part { name, mark, style, span }
        }
        match self {
            Self::Commitment(entry) => {
                let condition = entry.condition.iter().map(part("condition", '?', CAVEAT));
                let consequence = entry.consequence.iter().map(part("consequence", '!', ACTOR));
                let evidence = entry.evidence.iter().map(part("evidence", '~', COMMITMENT));
                condition.chain(consequence).chain(evidence).collect()
            }
            Self::Claim(entry) => vec![part("gist", '~', STATEMENT)(&entry.gist.text)],
            Self::Event(entry) => {
                let trigger = std::iter::once(&entry.trigger).map(part("trigger", '^', TRIGGER));
                let again = entry.mentions.iter().filter(|m| **m != entry.trigger).map(part("told again", '^', TRIGGER));
                let actors = entry.actors.iter().flat_map(|p| &p.spans).map(part("actor", '=', ACTOR));
                let recipients = entry.recipients.iter().flat_map(|p| &p.spans).map(part("recipient", '-', ACTOR));
                let date = entry.date.iter().filter_map(|d| d.span.as_ref()).map(part("date", '.', PLACE));
                trigger.chain(again).chain(actors).chain(recipients).chain(date).collect()
            }
            Self::Statement(entry) => {
                let speaker = entry.speaker_span.iter().map(part("speaker", '=', ACTOR));
                let cue = entry.cue.iter().map(|cue| &cue.span).map(part("cue", '^', TRIGGER));
                let content = entry.content.iter().map(part("content", '~', STATEMENT));
                speaker.chain(cue).chain(content).collect()
            }
            Self::Actor(entry) => entry.mentions.iter().map(part("mention", '=', ACTOR)).collect(),
            Self::Place(entry) => entry.mentions.iter().map(part("mention", '=', PLACE)).collect(),
        }
    }

    /// What made the entry, by label.
    pub fn origin(self) -> Vec<(&'static str, String)> {
        let confidence = |value: f32| ("confidence", format!("{value:.2}, of 1"));
        match self {
            Self::Event(entry) => {
                let contexts: Vec<&str> = entry.contexts.iter().map(|c| c.as_str()).collect();
                let mut origin = vec![("rule", entry.rule.clone()), confidence(entry.confidence)];
                if !contexts.is_empty() {
                    origin.push(("contexts", contexts.join(", ")));
                }
                origin
            }
            Self::Statement(entry) => {
                let cue = entry.cue.as_ref().map_or("no cue".to_owned(), |cue| format!("the cue “{}”", cue.lemma));
                vec![("rule", cue), ("speaker", entry.resolution.to_string()), confidence(entry.confidence)]
            }
            Self::Commitment(entry) => vec![("statement", entry.statement.to_string())],
            Self::Claim(entry) => {
                let statements = entry.positions.iter().filter_map(|p| p.statement).map(|id| id.to_string());
                let statements: Vec<String> = statements.collect();
                let event = entry.event.map_or("none".to_owned(), |id| id.to_string());
                vec![("event", event), ("statements", statements.join(", "))]
            }
            Self::Actor(entry) => vec![("entity", entry.entity.clone().unwrap_or_else(|| "not in the gazetteer".into()))],
            Self::Place(entry) => {
                let id = entry.geonames.map_or("unknown".to_owned(), |id| id.to_string());
                vec![("GeoNames", id)]
            }
        }
    }
}
