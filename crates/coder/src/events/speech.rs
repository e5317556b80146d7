//! What is done by saying it: a statement that promises, warns, denies or urges is an event as well, whoever's word introduces it.
//!
//! "Mr Blair has promised that the bombing will pause" is AGREE by Blair. A plain "said" is none.

use super::arguments::{Side, is_of_politics, name_pronouns};
use super::{Draft, Input, voice};
use crate::actors::Actors;
use crate::article::At;
use crate::modality;
use crate::slots::Predicate;
use crate::statements;
use chancery_encoder::Upos;
use chancery_record::{Magnitude, Polarity};
use std::collections::BTreeSet;

/// How sure such an event is; measured on the corpus articles.
const CONFIDENCE: f32 = 0.7;
/// What it loses where the text leaves the speaker open.
const OPEN: f32 = 0.15;

/// The speech acts of an article whose words no entry of the lexicon has taken.
pub(super) fn find<'l>(input: Input<'_, 'l>, actors: &Actors, found: &[Draft]) -> Vec<Draft<'l>> {
    let taken: BTreeSet<At> = found.iter().flat_map(|e| [Some(e.predicate.trigger), e.predicate.carrier]).flatten().collect();
    let mut cues = BTreeSet::new();
    let own = |s: &&statements::Draft| s.cue.is_some_and(|c| !taken.contains(&c) && cues.insert(c));
    let statements: Vec<&statements::Draft> = input.statements.iter().filter(own).collect();
    statements.into_iter().filter_map(|s| act(input, actors, s)).collect()
}

fn act<'l>(input: Input<'_, 'l>, actors: &Actors, statement: &statements::Draft) -> Option<Draft<'l>> {
    let article = input.article;
    let cue = statement.cue.filter(|&c| article.token(c).upos == Upos::Verb && statement.polarity != Polarity::Asks)?;
    let entry = input.lexicon.speech(statement.act)?;
    let span = statement.speaker_span?;
    let pronoun = article.at_byte(span.start).is_some_and(|at| article.token(at).upos == Upos::Pron);
    let political = statement.speaker.map_or(pronoun, |s| is_of_politics(&actors.list[s]));
    if !political {
        return None;
    }
    let predicate = Predicate { trigger: cue, carrier: None };
    let mut doers: Side = statement.speaker.map(|s| (s, BTreeSet::from([span]))).into_iter().collect();
    let recipients = statement.addressees.iter().filter(|a| !doers.contains_key(a));
    let spans = |a: usize| actors.list[a].mentions.iter().copied().filter(|m| article.sentence(cue.sentence).span.contains(*m)).collect();
    let recipients: Side = recipients.map(|&a| (a, spans(a))).collect();
    name_pronouns(input, actors, cue, &mut doers);
    Some(Draft {
        entry,
        proposed: Some(entry),
        reading: None,
        actors: doers,
        recipients,
        mutual: false,
        predicate,
        mentions: vec![article.token(cue).span],
        modality: modality::of(article, input.lexicon, predicate),
        voice: voice(input.statements, cue),
        magnitude: Magnitude::default(),
        confidence: CONFIDENCE - if statement.speaker.is_some() { 0.0 } else { OPEN },
    })
}
