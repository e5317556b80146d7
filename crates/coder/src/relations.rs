//! What the relation model makes of the events that the lexicon proposes, and of pairs of actors that it proposes nothing for.
//!
//! The lexicon finds "*accused*" and its sides; the model reads the same sentence with the two sides marked. Where the model is sure that something else is told
//! between them ("*charged* into the crowd"), it is followed. Both readings stand in the record.

use crate::actors::Actors;
use crate::article::{Article, At};
use crate::events::{self, Draft, Input, Side};
use crate::lexicon::Pos;
use crate::slots::Predicate;
use crate::{magnitude, modality};
use chancery_encoder::{Pair, Relation, Relations, Upos};
use chancery_record::{Act, Mode, PloverType};
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
const FOLLOWED: f32 = 0.35;
/// And from this one on where it reads a word of saying above the event's.
const SURE: f32 = 0.6;
/// A pair that no event joins becomes an event from this probability on.
const FOUND: f32 = 0.3;
/// From this probability on, the other actor of a pair is the recipient that an event of the lexicon lacks.
const COMPLETED: f32 = 0.1;
/// Most pairs of a sentence between which the model looks for what the lexicon has not: with more, a sentence is a list.
const PAIRS: usize = 8;
/// Most steps in the tree from the word for a doer up to the verb: "the president of France's foreign minister said".
const STEPS: usize = 3;

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

impl Marked {
    fn pair<'m>(&'m self, article: &'m Article) -> Pair<'m> {
        Pair { tokens: &article.sentence(self.sentence).tokens, source: &self.source, target: &self.target }
    }
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

    /// Names of the types in the order of their probabilities; the first is that of no relation.
    pub fn types(&self) -> impl Iterator<Item = &str> {
        self.relations.types().iter().map(String::as_str)
    }

    /// What the model says of pairs.
    pub fn relations(&self, pairs: &[Pair]) -> Vec<Relation> {
        self.relations.read(pairs)
    }

    /// What a relation most likely is.
    pub fn reading(&self, relation: &Relation) -> Reading {
        let (best, &score) = relation.types.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).unwrap_or((0, &0.0));
        let event_type = self.types.get(best).copied().flatten();
        let own = self.modes.iter().zip(&relation.modes).filter(|((of, _), _)| Some(*of) == event_type);
        let mode = own.max_by(|a, b| a.1.total_cmp(b.1)).and_then(|((_, mode), _)| *mode);
        Reading { event_type, mode, score }
    }

    /// Lets the model judge what the lexicon proposes, and adds what it alone finds.
    pub(crate) fn decide<'l>(&self, input: Input<'_, 'l>, actors: &Actors, told: &mut Vec<Draft<'l>>) {
        let proposed: Vec<Marked> = told.iter().map(|event| marked(input.article, event)).collect();
        let (free, sides) = unproposed(input, actors, told);
        let pairs: Vec<Pair> = proposed.iter().chain(&free).map(|m| m.pair(input.article)).collect();
        let mut relations = self.relations(&pairs).into_iter().map(|r| (self.reading(&r), r.trigger));
        let mut elsewhere = Vec::new();
        for (event, (reading, word)) in told.iter_mut().zip(&mut relations) {
            event.reading = Some(reading);
            let trigger = At { token: word, ..event.predicate.trigger };
            if judge(input, event, trigger) {
                elsewhere.push((trigger, reading, event.actors.clone(), event.recipients.clone()));
            }
        }
        let alone = free.iter().zip(sides).zip(relations);
        let alone = alone
            .map(|((pair, (doer, recipient)), (reading, word))| (At { sentence: pair.sentence, token: word }, reading, doer, recipient));
        for (trigger, reading, doer, recipient) in elsewhere.into_iter().chain(alone) {
            add(input, told, trigger, reading, doer, recipient);
        }
        told.sort_by_key(|e| e.predicate.trigger);
    }
}

/// The words of an event's sides in the sentence of its trigger.
fn marked(article: &Article, event: &Draft) -> Marked {
    let sentence = event.predicate.trigger.sentence;
    let words = |side: &Side| article.words_in(sentence, &side.values().flatten().copied().collect::<Vec<_>>());
    Marked { sentence, source: words(&event.actors), target: words(&event.recipients) }
}

/// Follows the model where it is sure that the event's own word tells another type. True where it reads another word of the sentence: "denied that he had
/// ordered it" is read as a denial, which is an event beside the order.
fn judge<'l>(input: Input<'_, 'l>, event: &mut Draft<'l>, trigger: At) -> bool {
    let Some(reading) = event.reading else { return false };
    let Some(event_type) = reading.event_type else {
        event.confidence *= 1.0 - 0.5 * reading.score;
        return false;
    };
    if event_type == event.entry.event_type {
        event.confidence = event.confidence.max(0.5 * (event.confidence + reading.score));
        return false;
    }
    let own = event.predicate.trigger == trigger || event.predicate.carrier == Some(trigger);
    if !own && !is_saying(input, trigger) {
        event.confidence *= 1.0 - 0.3 * reading.score;
        return true;
    }
    match input.lexicon.reading(event_type, reading.mode) {
        Some(entry) if reading.score >= if own { FOLLOWED } else { SURE } => {
            event.entry = entry;
            event.confidence = event.confidence.min(reading.score);
        }
        _ => event.confidence *= 1.0 - 0.3 * reading.score,
    }
    false
}

/// Pairs of actors that no event joins although one of them is on the subject's side of a verb and the other is not, with their sides.
fn unproposed(input: Input, actors: &Actors, told: &[Draft]) -> (Vec<Marked>, Vec<(Side, Side)>) {
    let article = input.article;
    let political = |a: usize| actors.list[a].country.is_some() || !actors.list[a].sectors.is_empty() || actors.list[a].known.is_some();
    let joined = |sentence: usize, a: usize, b: usize| {
        let has = |e: &Draft, x: usize| e.actors.contains_key(&x) || e.recipients.contains_key(&x);
        told.iter().any(|e| e.predicate.trigger.sentence == sentence && has(e, a) && has(e, b))
    };
    let mut named: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for (mention, m) in input.mentions.list.iter().enumerate() {
        named.entry(m.head.sentence).or_default().extend(actors.of[mention].map(|actor| (actor, mention)));
    }
    let (mut pairs, mut sides) = (Vec::new(), Vec::new());
    for (sentence, mentions) in named {
        let mut seen = BTreeSet::new();
        for &(a, source) in &mentions {
            for &(b, target) in &mentions {
                let [source, target] = [source, target].map(|m| &input.mentions.list[m]);
                let both = a != b
                    && (political(a) || political(b))
                    && acts_first(article, source.head, target.head).is_some_and(|verb| !is_saying(input, verb))
                    && !joined(sentence, a, b);
                if both && seen.insert((a, b)) && seen.len() <= PAIRS {
                    let words = |span| article.words_in(sentence, &[span]);
                    pairs.push(Marked { sentence, source: words(source.span), target: words(target.span) });
                    sides.push((Side::from([(a, [source.span].into())]), Side::from([(b, [target.span].into())])));
                }
            }
        }
    }
    (pairs, sides)
}

/// The verb that is told of one word, or of what it belongs to, where the other word is no part of that.
fn acts_first(article: &Article, doer: At, other: At) -> Option<At> {
    let above = |at: At| std::iter::once(at).chain(article.ancestors(at));
    let others: Vec<At> = above(other).collect();
    let way: Vec<At> = above(doer).take_while(|w| !others.contains(w)).collect();
    let verb = way.last().and_then(|&w| article.head(w))?;
    let agent = |at: At| article.deprel(at) == "obl:agent";
    let acts = way.len() <= STEPS
        && article.token(verb).upos == Upos::Verb
        && way.last().is_some_and(|&top| article.token(top).relation() == "nsubj" || agent(top))
        && (agent(doer) || !matches!(article.token(doer).relation(), "obj" | "obl" | "conj"))
        && (doer < other || way.iter().any(|&w| agent(w)));
    acts.then_some(verb)
}

/// True for a word that only says that something is said: what is said is no event of its speaker.
fn is_saying(input: Input, word: At) -> bool {
    input.statements.iter().any(|s| s.cue == Some(word) && matches!(s.act, Act::Says | Act::Announces | Act::Believes))
}

/// Adds what the model alone finds. Where an event of that type in that sentence lacks one of the sides, it is that event's.
fn add<'l>(input: Input<'_, 'l>, told: &mut Vec<Draft<'l>>, trigger: At, reading: Reading, doer: Side, recipient: Side) {
    let article = input.article;
    let Some((event_type, pos)) = reading.event_type.zip(events::pos_of(article, trigger)).filter(|_| !is_saying(input, trigger)) else {
        return;
    };
    let span = article.token(trigger).span;
    if reading.score < COMPLETED || doer.values().chain(recipient.values()).flatten().any(|s| s.contains(span)) {
        return;
    }
    let alike = |side: &Side, other: &Side| side.keys().any(|a| other.contains_key(a));
    let here = |e: &Draft| e.predicate.trigger.sentence == trigger.sentence && e.entry.event_type == event_type;
    let unmet = |e: &&mut Draft| here(e) && e.recipients.is_empty() && alike(&e.actors, &doer) && !alike(&e.actors, &recipient);
    if let Some(event) = told.iter_mut().find(|e| unmet(e)) {
        event.recipients = recipient;
        event.reading = Some(reading);
        return;
    }
    let undone = |e: &&mut Draft| here(e) && e.actors.is_empty() && alike(&e.recipients, &recipient) && !alike(&e.recipients, &doer);
    if let Some(event) = told.iter_mut().find(|e| undone(e)) {
        event.actors = doer;
        event.reading = Some(reading);
        return;
    }
    let same = |e: &&mut Draft| e.predicate.trigger == trigger && e.entry.event_type == event_type;
    if let Some(event) = told.iter_mut().find(same) {
        // A verb's further recipients; of a verb of the lexicon the sides are settled.
        if event.proposed.is_none() && event.actors.keys().eq(doer.keys()) && !alike(&event.recipients, &doer) {
            event.recipients.extend(recipient);
        }
        return;
    }
    let Some(entry) = input.lexicon.reading(event_type, reading.mode).filter(|_| reading.score >= FOUND) else { return };
    let predicate = Predicate { trigger, carrier: (pos == Pos::Noun).then(|| events::carrier(input, trigger)).flatten() };
    told.push(Draft {
        entry,
        proposed: None,
        reading: Some(reading),
        actors: doer,
        recipients: recipient,
        mutual: false,
        predicate,
        mentions: vec![span],
        modality: modality::of(article, input.lexicon, predicate),
        voice: events::voice(input, trigger),
        magnitude: magnitude::of(article, event_type, predicate),
        confidence: 0.9 * reading.score,
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::parse;

    #[test]
    fn who_is_on_the_subjects_side_acts() {
        let (text, parsed) = parse(
            "Rebels/NOUN/6/nsubj loyal/ADJ/1/amod to/ADP/4/case Haftar/PROPN/2/obl had/AUX/6/aux shelled/VERB/0/root Tripoli/PROPN/8/nmod:poss airport/NOUN/6/obj\n\
             Troops/NOUN/3/nsubj:pass were/AUX/3/aux:pass hit/VERB/0/root by/ADP/5/case drones/NOUN/3/obl:agent",
        );
        let article = Article::new(&text, &parsed);
        let first = |a: usize, b: usize| acts_first(&article, At { sentence: 0, token: a }, At { sentence: 0, token: b }).is_some();
        assert!(first(0, 6), "rebels, Tripoli");
        assert!(!first(6, 0), "an object's owner does not act");
        assert!(!first(0, 3), "no verb stands between a noun and its adjunct");
        let second = |a: usize, b: usize| acts_first(&article, At { sentence: 1, token: a }, At { sentence: 1, token: b }).is_some();
        assert!(second(4, 0), "an agent acts, wherever it stands");
    }
}
