//! Blame in so many words: "argued that Mexico had abused its embassy" accuses Mexico, although no word of its own says so.

use super::arguments::is_of_politics;
use super::{Draft, Input, voice};
use crate::actors::Actors;
use crate::slots::Predicate;
use crate::{claims, modality, statements};
use chancery_encoder::Upos;
use chancery_record::{Act, ByteSpan, Magnitude, Stance};
use std::collections::{BTreeMap, BTreeSet};

/// Verbs by which somebody puts forward what others may dispute. In the corpus articles, of the claims that these introduce five in
/// six are accusations; of those with a plain "said" one in three.
const PUT_FORWARD: [&str; 11] =
    ["argue", "charge", "claim", "contend", "insist", "reply", "report", "state", "suggest", "suspect", "write"];

/// How sure such an accusation is.
const CONFIDENCE: f32 = 0.65;

/// The accusations that the claims of an article are and that no event tells yet.
pub fn blamed<'l>(input: Input<'_, 'l>, actors: &Actors, claims: &[claims::Draft], events: &[Draft]) -> Vec<Draft<'l>> {
    let mut taken: BTreeSet<_> = events.iter().map(|e| e.predicate.trigger).collect();
    let asserted = claims.iter().flat_map(|claim| {
        let positions = claim.positions.iter().filter(|p| p.stance == Stance::Asserts);
        positions.filter_map(|p| accusation(input, actors, claim.actor?, &input.statements[p.statement?]))
    });
    asserted.filter(|e| taken.insert(e.predicate.trigger)).collect()
}

fn accusation<'l>(input: Input<'_, 'l>, actors: &Actors, accused: usize, statement: &statements::Draft) -> Option<Draft<'l>> {
    let article = input.article;
    let (speaker, span, cue) = (statement.speaker?, statement.speaker_span?, statement.cue?);
    let country = |a: usize| actors.list[a].country;
    let verb = article.token(cue).upos == Upos::Verb && PUT_FORWARD.contains(&article.lemma(cue));
    let others = speaker != accused && (country(speaker).is_none() || country(speaker) != country(accused));
    if !verb || !others || !is_of_politics(&actors.list[speaker]) {
        return None;
    }
    let said = |m: &ByteSpan| statement.content.iter().any(|c| c.contains(*m));
    let words: BTreeSet<_> = actors.list[accused].mentions.iter().copied().filter(said).collect();
    let predicate = Predicate { trigger: cue, carrier: None };
    let entry = input.lexicon.speech(Act::Accuses)?;
    Some(Draft {
        entry,
        proposed: Some(entry),
        reading: None,
        actors: BTreeMap::from([(speaker, BTreeSet::from([span]))]),
        recipients: if words.is_empty() { BTreeMap::new() } else { BTreeMap::from([(accused, words)]) },
        mutual: false,
        predicate,
        mentions: vec![article.token(cue).span],
        modality: modality::of(article, input.lexicon, predicate),
        voice: voice(input, cue),
        magnitude: Magnitude::default(),
        confidence: CONFIDENCE,
    })
}
