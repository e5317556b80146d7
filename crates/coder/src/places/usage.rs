//! Whether a name is used as a place: "Moscow protested" is no place; "flew to Moscow" is one.

use super::words::{WORDS, noun, noun_lemma};
use super::{Beside, Use};
use crate::article::{Article, At};
use crate::gazetteer::{Gazetteer, Known, key};
use crate::mentions::{Form, Mention, Mentions};
use chancery_record::PlaceKind;

/// The mention as a place, if it is used as one.
pub(super) fn usage(article: &Article, mentions: &Mentions, gazetteer: &Gazetteer, index: usize, mention: &Mention) -> Option<Use> {
    let known: Vec<Known> =
        mention.known.iter().copied().filter(|k| matches!(k, Known::Place(_) | Known::State(_) | Known::Seat(_))).collect();
    let name = article.words(mention.span);
    let unknown = mention.known.is_empty() && mention.entity == "place" && name.starts_with(char::is_uppercase);
    if !matches!(mention.form, Form::Name | Form::Modifier) || WORDS.vague.contains(&key(name)) {
        return None;
    }
    let other = mention.known.len() > known.len();
    if known.is_empty() && !unknown || other && matches!(mention.entity, "person" | "organization") {
        return None;
    }
    let (top, beside_noun) = top(article, mentions, mention.head);
    if mention.form == Form::Modifier && beside_noun.is_none() {
        return None;
    }
    let acts = beside_noun.is_none() && known.iter().any(|k| can_act(gazetteer, *k));
    let sort = match () {
        () if acts && known.iter().any(|k| matches!(k, Known::State(_) | Known::Seat(_))) => Sort::State,
        // A name that nobody knows, or that looks like a person's, needs more than a loose preposition.
        () if acts || unknown || mention.entity == "person" => Sort::City,
        () => Sort::Still,
    };
    let seat = known.iter().all(|k| matches!(k, Known::Seat(_))) && !unknown;
    let indoors = || article.has_preposition(top, &["in", "inside", "outside", "near", "around"]);
    if !is_place(article, top, sort) || seat && !indoors() {
        return None;
    }
    Some(Use {
        span: mention.span,
        head: mention.head,
        key: key(name),
        name: name.to_owned(),
        cities: if known.iter().any(|k| matches!(k, Known::State(_))) { Vec::new() } else { gazetteer.cities(name) },
        known,
        kind: beside_noun.flatten(),
        beside: beside(article, mentions, gazetteer, index, mention, top),
        preposition: article.preposition(top),
    })
}

/// What a name may stand for besides a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Nothing.
    Still,
    /// A government, by its capital; or nobody knows.
    City,
    /// A state.
    State,
}

/// True for states and capitals: their names stand for governments too.
fn can_act(gazetteer: &Gazetteer, known: Known) -> bool {
    match known {
        Known::State(_) | Known::Seat(_) => true,
        Known::Place(i) => gazetteer.places.get(i).is_some_and(|p| gazetteer.capital(&p.name).is_some()),
        _ => false,
    }
}

/// The token that carries the phrase's preposition, and the noun for a place that the name stands with.
fn top(article: &Article, mentions: &Mentions, head: At) -> (At, Option<Option<PlaceKind>>) {
    let (mut node, mut beside) = (head, None);
    for _ in 0..8 {
        let Some(above) = article.head(node) else { break };
        let place_noun = noun(article, above);
        match article.deprel(node) {
            "conj" if article.preposition(node).is_none() => node = above,
            "compound" | "nmod:desc" | "nmod:unmarked" | "flat" | "nmod:poss" | "amod" if place_noun.is_some() => {
                beside = beside.or(place_noun.filter(|_| article.deprel(node) != "nmod:poss"));
                node = above;
            }
            "nmod" | "nmod:desc" | "appos" | "compound" if place_noun.is_some() && article.preposition(node).is_none_or(|p| p == "of") => {
                beside = beside.or(place_noun);
                node = above;
            }
            // "Homs, Syria": the country stands with the city.
            "appos" | "nmod" | "flat" | "list" | "dep" | "nmod:desc" | "nmod:unmarked" | "compound"
                if article.preposition(node).is_none()
                    && mentions.at(above).is_some_and(|m| mentions.list[m].known.iter().any(|k| matches!(k, Known::Place(_)))) =>
            {
                node = above;
            }
            _ => break,
        }
    }
    (node, beside)
}

/// True where the phrase stands as a place.
fn is_place(article: &Article, top: At, sort: Sort) -> bool {
    let acts = sort != Sort::Still;
    let governor = article.head(top);
    let lemma = governor.map_or("", |g| article.lemma(g));
    let relation = article.token(top).relation();
    if let Some(preposition) = article.preposition(top) {
        let preposition = preposition.as_str();
        if matches!(
            relation,
            "obl"
                | "nmod"
                | "advmod"
                | "root"
                | "advcl"
                | "conj"
                | "acl"
                | "parataxis"
                | "dep"
                | "xcomp"
                | "appos"
                | "orphan"
                | "ccomp"
                | "obj"
        ) {
            // "aimed at Iran", "laughed at London".
            let plain = WORDS.r#in.contains(preposition) && !(acts && preposition == "at");
            let loose = WORDS.loose.contains(preposition)
                && (!acts || matches!(preposition, "to" | "from" | "toward" | "towards" | "over") && WORDS.motion.contains(lemma));
            let sent = preposition == "to" && governor.is_some_and(|g| is_sending(article, g));
            let left = preposition == "from" && WORDS.departures.contains(lemma);
            let of =
                matches!(preposition, "of" | "on" | "for" | "over") && (WORDS.happenings.contains(lemma) || noun_lemma(lemma).is_some());
            return plain || loose || sent || left || of;
        }
        return relation == "nmod" && !acts;
    }
    match article.deprel(top) {
        "obj" | "nsubj:pass" => !acts || WORDS.entered.contains(lemma) || sort == Sort::City && WORDS.struck.contains(lemma),
        "nmod:poss" => !acts,
        _ => false,
    }
}

/// "sent troops", from the verb or from the noun: where they are sent is a place.
pub(super) fn is_sending(article: &Article, at: At) -> bool {
    let sends = |verb: At| matches!(article.lemma(verb), "send" | "dispatch" | "deploy" | "rush" | "ship");
    let mover = |noun: At| WORDS.movers.contains(article.lemma(noun));
    let objects = || article.by(at, "obj").chain(article.by(at, "nsubj:pass"));
    sends(at) && objects().any(mover) || mover(at) && article.head(at).is_some_and(sends)
}

/// Countries and divisions named with a place: "Homs, Syria", "the Syrian city of Homs", "Syria's Homs province".
fn beside(article: &Article, mentions: &Mentions, gazetteer: &Gazetteer, index: usize, mention: &Mention, top: At) -> Beside {
    let mut found = Beside::default();
    let mut note = |other: &Mention| {
        for known in &other.known {
            match *known {
                Known::State(i) | Known::Adjective(i) | Known::Demonym(i) => {
                    found.countries.extend(gazetteer.states.get(i).map(|s| s.country))
                }
                Known::Place(i) => found.places.extend(gazetteer.places.get(i).map(|p| p.name.clone())),
                _ => {}
            }
        }
    };
    let following = mentions.list.get(index + 1).filter(|n| {
        article.text.get(mention.span.end..n.span.start).is_some_and(|between| between.trim() == "," || between.trim() == "in")
    });
    following.into_iter().for_each(&mut note);
    let mut node = mention.head;
    for _ in 0..8 {
        for child in article.children(node).filter(|&c| c != mention.head) {
            let relation = article.token(child).relation();
            let within = article.preposition(child).is_none_or(|p| p == "in" || p == "of");
            if let Some(other) = mentions.at(child)
                && (matches!(relation, "amod" | "compound" | "appos" | "flat" | "list")
                    || relation == "nmod" && (within || article.deprel(child) == "nmod:poss"))
            {
                note(&mentions.list[other]);
            }
        }
        if node == top {
            break;
        }
        match article.head(node) {
            Some(above) => node = above,
            None => break,
        }
    }
    found
}
