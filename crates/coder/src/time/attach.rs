//! Which date dates an event.

use super::TimeExpression;
use super::tense::SCHEDULING;
use crate::article::{Article, At};
use chancery_encoder::Upos;
use chancery_record::Precision;
use std::collections::HashMap;

/// Nouns that only carry a date: "on the night of May 3".
const CARRIERS: [&str; 11] = ["night", "morning", "evening", "afternoon", "day", "hour", "week", "weekend", "month", "course", "eve"];
/// Verbs that say no more than that the noun beside them happened: their date is its date.
const HAPPENING: [&str; 40] = [
    "hold",
    "launch",
    "conduct",
    "carry",
    "stage",
    "mount",
    "wage",
    "impose",
    "make",
    "give",
    "take",
    "have",
    "begin",
    "start",
    "end",
    "occur",
    "happen",
    "come",
    "erupt",
    "break",
    "continue",
    "resume",
    "follow",
    "stop",
    "deliver",
    "sign",
    "reach",
    "issue",
    "open",
    "conclude",
    "do",
    "pay",
    "commit",
    "perpetrate",
    "undertake",
    "perform",
    "host",
    "attend",
    "lead",
    "organise",
];
/// Verbs whose infinitive or participle happens when they do: "began to attack on Monday", "managed to escape".
const ALONGSIDE: [&str; 14] =
    ["begin", "start", "continue", "stop", "cease", "manage", "try", "help", "keep", "go", "come", "fail", "attempt", "get"];

/// The date of an event, see [`super::of_event`].
pub(super) fn of_event(article: &Article, times: &[TimeExpression], trigger: At) -> Option<usize> {
    let by_head: HashMap<At, Vec<usize>> =
        times.iter().enumerate().filter(|(_, t)| t.head.sentence == trigger.sentence).fold(HashMap::new(), |mut map, (i, t)| {
            map.entry(t.head).or_default().push(i);
            map
        });
    if by_head.is_empty() {
        return None;
    }
    let dated = |node: At, limit: Option<At>| {
        let own = article
            .children(node)
            .filter(|&c| limit.is_none_or(|l| c < l) && !counts_from(article, c))
            .flat_map(|c| beside(article, &by_head, c));
        let on_object = things(article, node)
            .into_iter()
            .flat_map(|o| article.children(o).filter(move |&c| c > o).collect::<Vec<_>>())
            .flat_map(|c| beside(article, &by_head, c));
        let candidates: Vec<usize> = own.chain(on_object).filter(|&i| lasts(article, &times[i], node)).collect();
        candidates.into_iter().min_by_key(|&i| {
            (
                times[i].start.is_none() && times[i].end.is_none(),
                coarseness(times[i].precision),
                times[i].head.token.abs_diff(trigger.token),
            )
        })
    };
    if let Some(found) = scheduled(article, &by_head, trigger) {
        return Some(found);
    }
    let mut node = trigger;
    let mut limit = None;
    for _ in 0..8 {
        if let Some(found) = dated(node, limit) {
            return Some(found);
        }
        let (above, before) = climb(article, node, trigger)?;
        (node, limit) = (above, before);
    }
    None
}

/// "Two days" of "two days after Monday's attack": it hangs on the attack, but dates what the whole phrase hangs on.
fn counts_from(article: &Article, at: At) -> bool {
    article.deprel(at) == "nmod:unmarked"
        && article.head(at).is_some_and(|noun| at < noun && article.has_preposition(noun, &["after", "before"]))
}

/// "Putin, president since 2012, met Erdogan": what happened once did not happen since then.
fn lasts(article: &Article, time: &TimeExpression, node: At) -> bool {
    let open = time.end.is_none() && article.words(time.span).to_lowercase().starts_with("since");
    let token = article.token(node);
    let once = token.upos == Upos::Verb && token.has("Tense=Past") && token.has("VerbForm=Fin");
    !(open && once)
}

/// "a vote set for Monday", "the vote was set for Monday": the date of the vote.
fn scheduled(article: &Article, by_head: &HashMap<At, Vec<usize>>, trigger: At) -> Option<usize> {
    let above = article.head(trigger).filter(|_| matches!(article.token(trigger).relation(), "nsubj" | "obj"));
    let verbs = above.into_iter().chain(article.by(trigger, "acl")).filter(|&v| SCHEDULING.contains(&article.lemma(v)));
    verbs
        .flat_map(|v| article.by(v, "obl").collect::<Vec<_>>())
        .filter(|&o| matches!(article.preposition(o).as_deref(), Some("for" | "until" | "till")))
        .find_map(|o| by_head.get(&o)?.first().copied())
}

/// The objects of a verb that can have no date of their own, so that one that hangs on them is the verb's.
fn things(article: &Article, verb: At) -> Vec<At> {
    let objects = article.children(verb).filter(|&c| matches!(article.deprel(c), "obj" | "nsubj:pass"));
    objects.filter(|&o| matches!(article.token(o).entity, "person" | "place" | "organization" | "object")).collect()
}

/// The dates that a dependant is or carries.
fn beside(article: &Article, by_head: &HashMap<At, Vec<usize>>, child: At) -> Vec<usize> {
    if !matches!(article.token(child).relation(), "obl" | "nmod" | "advmod" | "compound" | "amod" | "nummod" | "dep" | "parataxis") {
        return Vec::new();
    }
    // "planned for Monday", "postponed until Friday": the planning had its own day.
    if matches!(article.preposition(child).as_deref(), Some("for" | "until" | "till"))
        && article.head(child).is_some_and(|h| SCHEDULING.contains(&article.lemma(h)))
    {
        return Vec::new();
    }
    let offset: Vec<usize> =
        article.children(child).filter(|&c| counts_from(article, c)).flat_map(|c| by_head.get(&c).cloned().unwrap_or_default()).collect();
    if !offset.is_empty() {
        return offset;
    }
    let mut found: Vec<usize> = by_head.get(&child).cloned().unwrap_or_default();
    // A date may hang on another one ("10 a.m. on Monday") or on a noun that only carries it.
    if !found.is_empty() || CARRIERS.contains(&article.lemma(child)) || article.token(child).upos == Upos::Num {
        found.extend(
            article
                .children(child)
                .filter(|&c| matches!(article.token(c).relation(), "nmod" | "obl" | "advmod" | "compound" | "appos"))
                .flat_map(|c| by_head.get(&c).cloned().unwrap_or_default()),
        );
    }
    found
}

fn coarseness(precision: Precision) -> u8 {
    match precision {
        Precision::Day => 0,
        Precision::Week => 1,
        Precision::Month => 2,
        Precision::Quarter => 3,
        Precision::Season => 4,
        Precision::Year => 5,
        Precision::Approximate => 6,
        Precision::Range => 7,
        Precision::Decade => 8,
        Precision::Century => 9,
    }
}

/// The next node whose time and place are also those of `node`; with a limit only what stands before it counts.
pub(crate) fn climb(article: &Article, node: At, trigger: At) -> Option<(At, Option<At>)> {
    let above = article.head(node)?;
    let happens = HAPPENING.contains(&article.lemma(above)) && article.token(above).upos == Upos::Verb;
    match article.deprel(node) {
        // "Talks were held on Monday", "launched a strike on Monday".
        "nsubj" | "nsubj:pass" | "obj" if happens => Some((above, None)),
        // "There was shelling on Monday."
        "nsubj" if article.one(above, "expl").is_some() => Some((above, None)),
        "nsubj:outer" | "nsubj" if article.one(above, "cop").is_some() => Some((above, None)),
        // "On Monday they attacked and burned the village": only what stands before both holds for both.
        "conj" => Some((above, (article.token(node).upos == Upos::Verb).then_some(above))),
        "xcomp" if ALONGSIDE.contains(&article.lemma(above)) => Some((above, None)),
        // "struck on Monday, killing five".
        "advcl"
            if article.by(node, "mark").next().is_none()
                && !article.token(node).has("VerbForm=Fin")
                && trigger.sentence == above.sentence =>
        {
            Some((above, None))
        }
        _ => None,
    }
}
