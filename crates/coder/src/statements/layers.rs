//! Words inside words: in "Ushakov said Assad had told him that rebels attacked" the encoder marks what Ushakov said; what Assad told him
//! is found here by its verb.

use super::{Draft, Input, Manner, is_negated, nobodys, speaker};
use crate::article::At;
use crate::lexicon::Pos;
use crate::slots;
use chancery_encoder::Upos;
use std::collections::HashSet;

/// Adds to each statement those that others are said to make inside it.
pub fn find(input: Input, found: &mut Vec<Draft>) {
    let cues: HashSet<At> = found.iter().filter_map(|d| d.cue).collect();
    let mut inner: Vec<Draft> = Vec::new();
    for outer in found.iter().filter(|d| d.manner == Manner::Indirect) {
        for &at in &outer.tokens {
            if !cues.contains(&at) && !inner.iter().any(|d| d.cue == Some(at)) {
                inner.extend(said(input, outer, at).or_else(|| according(input, outer, at)));
            }
        }
    }
    found.extend(inner);
}

/// A verb of saying with a speaker and a finite clause of its own.
fn said(input: Input, outer: &Draft, cue: At) -> Option<Draft> {
    let article = input.article;
    let says = article.token(cue).upos == Upos::Verb && input.lexicon.cue(article.lemma(cue), Pos::Verb).is_some();
    if !says || is_negated(article, cue) {
        return None;
    }
    let finite = |c: At| article.token(c).has("VerbForm=Fin") || article.by(c, "aux").any(|a| article.token(a).has("VerbForm=Fin"));
    let clause = article.by(cue, "ccomp").find(|&c| finite(c) && outer.holds(c))?;
    let subject = slots::subjects(article, cue).first().copied().filter(|s| outer.holds(*s))?;
    layer(input, outer, cue, article.span(&[cue]), article.subtree(clause), subject)
}

/// "according to Kyiv" inside somebody's words.
fn according(input: Input, outer: &Draft, cue: At) -> Option<Draft> {
    let article = input.article;
    if article.lemma(cue) != "accord" && article.lemma(cue) != "according" {
        return None;
    }
    let speaker = article.head(cue).filter(|&s| article.has_preposition(s, &["according to"]))?;
    let clause = article.head(speaker).filter(|&c| article.token(c).upos == Upos::Verb && outer.holds(c))?;
    let words: Vec<At> = std::iter::once(cue).chain(article.by(cue, "fixed")).collect();
    let phrase = article.subtree(speaker);
    let content = article.subtree_without(clause, |c| phrase.contains(&c));
    layer(input, outer, cue, article.span(&words), content, speaker)
}

fn layer(input: Input, outer: &Draft, cue: At, span: chancery_record::ByteSpan, content: Vec<At>, source: At) -> Option<Draft> {
    let tokens: Vec<At> = content.into_iter().filter(|t| outer.holds(*t)).collect();
    let mut draft = Draft { cue: Some(cue), cue_span: Some(span), manner: Manner::Indirect, ..nobodys(tokens, outer.confidence) };
    speaker::find(input, &mut draft, &[source]);
    // Whoever is cited inside his own words is one layer.
    (draft.speaker.is_some() && draft.speaker != outer.speaker).then_some(draft)
}
