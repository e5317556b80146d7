//! What the relation model makes of the events that the lexicon proposes, and of pairs of actors that it proposes nothing for.
//!
//! The lexicon finds "*accused*" and its sides; the model reads the same sentence with the two sides marked. Where the model is sure that something else is told
//! between them ("*charged* into the crowd"), it is followed. Both readings stand in the record.

use crate::actors::Actors;
use crate::article::{Article, At};
use crate::events::{self, Draft, Input, Side};
use crate::lexicon::Pos;
use crate::modality;
use crate::slots::Predicate;
use chancery_encoder::{Pair, Relation, Relations};
use chancery_record::{Magnitude, Mode, PloverType};
use std::collections::{BTreeMap, BTreeSet};

/// What the model says of a pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The likeliest type; none where likeliest nothing is told between the sides.
    pub event_type: Option<PloverType>,
    /// The likeliest mode of the type.
    pub mode: Option<Mode>,
    /// Probability of the type.
    pub score: f32,
}

/// The model is followed against the lexicon from this probability on.
const FOLLOWED: f32 = 0.6;
/// A pair without a word of the lexicon becomes an event from this probability on.
const FOUND: f32 = 0.85;
/// Most actors of a sentence between whom the model looks for what the lexicon has not: with more, a sentence is a list.
const ACTORS: usize = 5;

/// The model with its labels understood.
#[derive(Debug)]
pub struct Reader {
    relations: Relations,
    types: Vec<Option<PloverType>>,
    modes: Vec<(PloverType, Option<Mode>)>,
}

/// Words of one sentence that name two sides.
struct Marked {
    sentence: usize,
    source: Vec<usize>,
    target: Vec<usize>,
}

impl Reader {
    /// Understands the labels of a model.
    ///
    /// # Errors
    /// The first label that is neither a type nor a mode of the code book.
    pub fn new(relations: Relations) -> Result<Self, String> {
        let kind = |name: &str| name.parse::<PloverType>().map_err(|e| e.to_string());
        let types = relations.types().iter().map(|t| if t == "NONE" { Ok(None) } else { kind(t).map(Some) }).collect::<Result<_, _>>()?;
        let mode = |label: &String| {
            let (of, mode) = label.split_once('.').ok_or_else(|| format!("{label:?} is no mode"))?;
            let mode = if mode.is_empty() { None } else { Some(mode.parse::<Mode>().map_err(|e| e.to_string())?) };
            Ok::<_, String>((kind(of)?, mode))
        };
        let modes = relations.modes().iter().map(mode).collect::<Result<_, _>>()?;
        Ok(Self { relations, types, modes })
    }

    /// The version of the model.
    pub fn version(&self) -> &str {
        self.relations.version()
    }

    /// The readings of pairs, with the index of the word that tells the relation.
    pub fn read(&self, pairs: &[Pair]) -> Vec<(Reading, usize)> {
        self.relations.read(pairs).into_iter().map(|r| (self.reading(&r), r.trigger)).collect()
    }

    fn reading(&self, relation: &Relation) -> Reading {
        let (best, &score) = relation.types.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap_or((0, &0.0));
        let event_type = self.types.get(best).copied().flatten();
        let own = self.modes.iter().zip(&relation.modes).filter(|((of, _), _)| Some(*of) == event_type);
        let mode = own.max_by(|a, b| a.1.total_cmp(b.1)).and_then(|((_, mode), _)| *mode);
        Reading { event_type, mode, score }
    }

    /// Lets the model judge what the lexicon proposes, and adds what it alone finds.
    pub(crate) fn decide<'l>(&self, input: Input<'_, 'l>, actors: &Actors, told: &mut Vec<Draft<'l>>) {
        let marked: Vec<Marked> = told.iter().map(|event| marked(input.article, event)).collect();
        let (free, sides) = unproposed(input, actors, told);
        let pair = |m: &'_ Marked| Pair { tokens: &input.article.sentence(m.sentence).tokens, source: &m.source, target: &m.target };
        let pairs: Vec<Pair> = marked.iter().chain(&free).map(pair).collect();
        let mut readings = self.read(&pairs).into_iter();
        for (event, (reading, _)) in told.iter_mut().zip(&mut readings) {
            event.reading = Some(reading);
        }
        judge(input, told);
        for ((pair, (doers, recipients)), (reading, trigger)) in free.iter().zip(sides).zip(readings) {
            told.extend(found(input, At { sentence: pair.sentence, token: trigger }, reading, doers, recipients));
        }
        told.sort_by_key(|e| e.predicate.trigger);
    }
}

/// The words of an event's sides in the sentence of its trigger.
fn marked(article: &Article, event: &Draft) -> Marked {
    let sentence = event.predicate.trigger.sentence;
    let tokens = &article.sentence(sentence).tokens;
    let words = |side: &Side| -> Vec<usize> {
        let spans: Vec<_> = side.values().flatten().collect();
        (0..tokens.len()).filter(|&i| spans.iter().any(|s| s.start < tokens[i].span.end && tokens[i].span.start < s.end)).collect()
    };
    Marked { sentence, source: words(&event.actors), target: words(&event.recipients) }
}

/// Follows the model where it is sure that another type is told between an event's sides, and no other event of that type between them tells it.
fn judge<'l>(input: Input<'_, 'l>, told: &mut [Draft<'l>]) {
    let sides = |e: &Draft| -> BTreeSet<usize> { e.actors.keys().chain(e.recipients.keys()).copied().collect() };
    let present: Vec<(usize, BTreeSet<usize>, PloverType)> =
        told.iter().map(|e| (e.predicate.trigger.sentence, sides(e), e.entry.event_type)).collect();
    for (i, event) in told.iter_mut().enumerate() {
        let Some(reading) = event.reading else { continue };
        let own = event.entry.event_type;
        let Some(event_type) = reading.event_type else {
            event.confidence *= 1.0 - 0.5 * reading.score;
            continue;
        };
        if event_type == own {
            event.confidence = event.confidence.max(0.5 * (event.confidence + reading.score));
            continue;
        }
        let (sentence, pair, _) = &present[i];
        let elsewhere = present.iter().any(|(s, p, t)| s == sentence && p == pair && *t == event_type);
        match input.lexicon.reading(event_type, reading.mode) {
            Some(entry) if !elsewhere && reading.score >= FOLLOWED => {
                event.entry = entry;
                event.confidence = event.confidence.min(reading.score);
            }
            _ => event.confidence *= 1.0 - 0.3 * reading.score,
        }
    }
}

/// Pairs of actors of one sentence that no event joins, each both ways round, with their sides.
fn unproposed(input: Input, actors: &Actors, told: &[Draft]) -> (Vec<Marked>, Vec<(Side, Side)>) {
    let mut by_sentence: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (mention, m) in input.mentions.list.iter().enumerate() {
        if let Some(actor) = actors.of[mention].filter(|&a| actors.list[a].country.is_some() || !actors.list[a].sectors.is_empty()) {
            by_sentence.entry(m.head.sentence).or_default().push((actor, mention));
        }
    }
    let joined = |sentence: usize, a: usize, b: usize| {
        let has = |e: &Draft, x: usize| e.actors.contains_key(&x) || e.recipients.contains_key(&x);
        told.iter().any(|e| e.predicate.trigger.sentence == sentence && has(e, a) && has(e, b))
    };
    let (mut pairs, mut sides) = (Vec::new(), Vec::new());
    for (sentence, mentions) in by_sentence {
        let different: BTreeSet<usize> = mentions.iter().map(|m| m.0).collect();
        if different.len() > ACTORS {
            continue;
        }
        let tokens = &input.article.sentence(sentence).tokens;
        let first = |actor: usize| mentions.iter().find(|m| m.0 == actor).map(|m| input.mentions.list[m.1].span);
        let words = |span: chancery_record::ByteSpan| -> Vec<usize> {
            (0..tokens.len()).filter(|&i| span.start < tokens[i].span.end && tokens[i].span.start < span.end).collect()
        };
        for &a in &different {
            for &b in different.iter().filter(|&&b| b != a && !joined(sentence, a, b)) {
                let (Some(source), Some(target)) = (first(a), first(b)) else { continue };
                pairs.push(Marked { sentence, source: words(source), target: words(target) });
                sides.push((Side::from([(a, [source].into())]), Side::from([(b, [target].into())])));
            }
        }
    }
    (pairs, sides)
}

/// The event that the model alone finds.
fn found<'l>(input: Input<'_, 'l>, trigger: At, reading: Reading, actors: Side, recipients: Side) -> Option<Draft<'l>> {
    let article = input.article;
    let pos = events::pos_of(article, trigger)?;
    let named = |side: &Side| side.values().flatten().any(|s| s.start <= article.token(trigger).span.start && article.token(trigger).span.end <= s.end);
    if reading.score < FOUND || named(&actors) || named(&recipients) {
        return None;
    }
    let entry = input.lexicon.reading(reading.event_type?, reading.mode)?;
    let predicate = Predicate { trigger, carrier: (pos == Pos::Noun).then(|| events::carrier(input, trigger)).flatten() };
    Some(Draft {
        entry,
        proposed: None,
        reading: Some(reading),
        actors,
        recipients,
        mutual: false,
        predicate,
        mentions: vec![article.token(trigger).span],
        modality: modality::of(article, input.lexicon, predicate),
        voice: events::voice(input.statements, trigger),
        magnitude: Magnitude::default(),
        confidence: 0.7 * reading.score,
    })
}
