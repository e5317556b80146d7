//! Which of the places an event took place in.

use super::PlaceDraft;
use super::usage::is_sending;
use super::words::{WORDS, noun};
use crate::article::{Article, At};
use crate::time::attach::climb;
use chancery_encoder::Upos;
use chancery_record::PlaceKind;
use std::collections::HashMap;

/// The place of an event, as an index into `places`: in its own clause, on the trigger, on the verb that carries it or on
/// its object; the most specific where several are named.
///
/// `physical` is false for what is only said: who condemns a coup in Gabon need not be in Gabon.
pub fn of_event(article: &Article, places: &[PlaceDraft], trigger: At, physical: bool) -> Option<usize> {
    let heads: HashMap<At, usize> = places
        .iter()
        .enumerate()
        .flat_map(|(i, p)| p.heads.iter().filter(|h| h.sentence == trigger.sentence).map(move |&h| (h, i)))
        .collect();
    if heads.is_empty() {
        return None;
    }
    let best = |found: Vec<(At, usize)>| {
        found.into_iter().min_by_key(|(head, place)| (breadth(places[*place].kind), head.token.abs_diff(trigger.token))).map(|f| f.1)
    };
    let (mut node, mut limit) = (trigger, None);
    for _ in 0..8 {
        if let Some(found) = best(around(article, &heads, node, limit, physical)) {
            return Some(found);
        }
        let Some(above) = climb(article, node, trigger) else { break };
        (node, limit) = above;
    }
    if physical { best(in_arguments(article, &heads, trigger)) } else { None }
}

/// "protested against the government in Tbilisi", "talks between Kosovo and Serbia in Brussels": what the parser hangs on the phrase
/// before it.
fn in_arguments(article: &Article, heads: &HashMap<At, usize>, trigger: At) -> Vec<(At, usize)> {
    let mut found = Vec::new();
    let arguments = article.children(trigger).filter(|&c| c > trigger && matches!(article.token(c).relation(), "obl" | "nmod" | "obj"));
    for noun in arguments.flat_map(|a| article.conjuncts(a)) {
        let within = |c: &At| article.has_preposition(*c, &["in", "at", "near", "outside", "inside"]);
        let sent = |c: &At| is_sending(article, noun) && article.has_preposition(*c, &["to"]);
        for phrase in article.by(noun, "nmod").filter(|c| within(c) || sent(c)) {
            below(article, heads, phrase, 4, &mut found);
        }
    }
    found
}

/// The places that a predicate's phrases name.
fn around(article: &Article, heads: &HashMap<At, usize>, node: At, limit: Option<At>, physical: bool) -> Vec<(At, usize)> {
    let mut found = Vec::new();
    let verbal = article.token(node).upos == Upos::Verb;
    for child in article.children(node).filter(|&c| limit.is_none_or(|l| c < l)) {
        match article.token(child).relation() {
            "obl" | "nmod" | "advmod"
                if happens_there(article, node, child) && (physical || !article.has_preposition(child, &["on", "over"])) =>
            {
                below(article, heads, child, 4, &mut found)
            }
            // "shelled Homs", "killed five people in Homs".
            "obj" | "nsubj" if physical && verbal && matches!(article.deprel(child), "obj" | "nsubj:pass") => {
                below(article, heads, child, 4, &mut found)
            }
            _ => {}
        }
    }
    found
}

/// True for a phrase that says where: "in Homs", "near the border", for what moves also "to Moscow".
fn happens_there(article: &Article, node: At, phrase: At) -> bool {
    let Some(preposition) = article.preposition(phrase) else {
        return article.token(phrase).relation() == "nmod"
            && article.deprel(phrase) == "nmod:poss"
            && article.token(node).upos == Upos::Noun;
    };
    match preposition.as_str() {
        "in" | "at" | "near" | "on" | "inside" | "outside" | "over" | "across" | "around" | "within" | "throughout" | "along" | "off"
        | "close to" | "outside of" => true,
        "to" | "into" | "through" | "toward" | "towards" => {
            let moves = WORDS.motion.contains(article.lemma(node)) || preposition == "to" && is_sending(article, node);
            moves || article.token(node).upos == Upos::Verb && preposition == "into"
        }
        "from" => WORDS.departures.contains(article.lemma(node)),
        "of" | "for" => WORDS.happenings.contains(article.lemma(node)),
        _ => false,
    }
}

/// The places inside a phrase: itself, what stands with it, "in a suburb of Damascus", "in a hospital in Homs".
fn below(article: &Article, heads: &HashMap<At, usize>, at: At, depth: usize, found: &mut Vec<(At, usize)>) {
    if let Some(&place) = heads.get(&at) {
        found.push((at, place));
    }
    if depth == 0 {
        return;
    }
    for child in article.children(at) {
        let inside = match article.token(child).relation() {
            "appos" | "compound" | "flat" | "conj" | "list" | "amod" => true,
            "nmod" => match article.preposition(child).as_deref() {
                Some("in" | "near" | "outside" | "inside" | "at" | "on" | "across" | "along") => true,
                Some("of") | None => noun(article, at).is_some() || heads.contains_key(&at),
                _ => false,
            },
            _ => false,
        };
        if inside {
            below(article, heads, child, depth - 1, found);
        }
    }
}

/// From the most specific sort of place to the widest.
fn breadth(kind: PlaceKind) -> u8 {
    match kind {
        PlaceKind::Site | PlaceKind::Base | PlaceKind::Airport => 0,
        PlaceKind::City => 1,
        PlaceKind::Island | PlaceKind::River | PlaceKind::Mountain | PlaceKind::Strait => 2,
        PlaceKind::Region => 3,
        PlaceKind::Sea => 4,
        PlaceKind::Country => 5,
    }
}
