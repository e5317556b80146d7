//! An event told by a verb that only points back: "Canada did likewise", "so did Peru", "Mexico did not".

use super::arguments::gather;
use super::{Draft, Input, voice};
use crate::actors::Actors;
use crate::article::{Article, At};
use crate::slots::{self, Predicate};
use crate::statements::is_negated;
use chancery_encoder::Upos;
use chancery_record::{Magnitude, Modality};

/// What the confidence loses against the event pointed at.
const DOUBT: f32 = 0.2;

/// The events that verbs like "did" take up from the one told before.
pub(super) fn find<'l>(input: Input<'_, 'l>, actors: &mut Actors, found: &[Draft<'l>]) -> Vec<Draft<'l>> {
    let verbs = input.article.addresses().filter(|&at| points_back(input.article, at));
    verbs.filter_map(|at| taken_up(input, actors, found, at)).collect()
}

fn points_back(article: &Article, at: At) -> bool {
    if article.lemma(at) != "do" || !matches!(article.token(at).upos, Upos::Verb | Upos::Aux) || article.deprel(at) == "aux" {
        return false;
    }
    let full = |c: At| matches!(article.token(c).relation(), "obj" | "xcomp" | "ccomp" | "obl" | "aux");
    let same = article.children(at).any(|c| matches!(article.lemma(c), "likewise" | "so" | "same"));
    same || is_negated(article, at) && !article.children(at).any(full)
}

fn taken_up<'l>(input: Input<'_, 'l>, actors: &mut Actors, found: &[Draft<'l>], at: At) -> Option<Draft<'l>> {
    let article = input.article;
    let near = |t: At| t < at && t.sentence + 1 >= at.sentence;
    let before = found.iter().rfind(|e| near(e.predicate.trigger) && article.token(e.predicate.trigger).upos == Upos::Verb)?;
    let doers = gather(input, actors, &slots::subjects(article, at), false, &before.recipients);
    if doers.is_empty() || doers.keys().any(|a| before.actors.contains_key(a)) {
        return None;
    }
    Some(Draft {
        actors: doers,
        predicate: Predicate { trigger: at, carrier: None },
        mentions: vec![article.token(at).span],
        modality: if is_negated(article, at) { Modality::Negated } else { before.modality },
        voice: voice(input, at),
        magnitude: Magnitude::default(),
        confidence: (before.confidence - DOUBT).max(0.05),
        ..before.clone()
    })
}
