//! Where a clause looks: back or ahead. A bare weekday is the last one in a past clause and the next one in a future clause.

use crate::article::{Article, At};
use chancery_encoder::Upos;

/// Where the clause around a date looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Direction {
    Past,
    Future,
    /// No verb tells.
    Open,
}

/// Words whose infinitive lies ahead of them: "plans to meet on Friday".
const FORWARD: [&str; 52] = [
    "plan",
    "expect",
    "intend",
    "vow",
    "promise",
    "pledge",
    "agree",
    "threaten",
    "order",
    "urge",
    "ask",
    "tell",
    "call",
    "demand",
    "want",
    "hope",
    "schedule",
    "set",
    "due",
    "prepare",
    "decide",
    "decision",
    "aim",
    "need",
    "invite",
    "go",
    "seek",
    "commit",
    "swear",
    "offer",
    "deadline",
    "ready",
    "likely",
    "slate",
    "deal",
    "agreement",
    "promise",
    "threat",
    "bid",
    "wait",
    "poised",
    "appeal",
    "request",
    "require",
    "propose",
    "instruct",
    "warn",
    "hop",
    "have",
    "tend",
    "mean",
    "stand",
];
/// Verbs that put something on a date: "was set for Monday", "postponed until Friday".
pub(super) const SCHEDULING: [&str; 20] = [
    "schedule",
    "set",
    "plan",
    "slate",
    "expect",
    "postpone",
    "delay",
    "book",
    "call",
    "announce",
    "adjourn",
    "give",
    "due",
    "fix",
    "extend",
    "reschedule",
    "invite",
    "arrange",
    "deadline",
    "propose",
];

/// Where the clause around a word looks.
pub(crate) fn direction(article: &Article, at: At) -> Direction {
    let mut below = None;
    for node in std::iter::once(at).chain(article.ancestors(at)) {
        if article.children(node).any(|c| article.token(c).relation() == "case" && article.lemma(c) == "ahead")
            || article.preposition(node).as_deref() == Some("ahead of")
        {
            return Direction::Future;
        }
        let predicate = matches!(article.token(node).upos, Upos::Verb | Upos::Aux) || article.one(node, "cop").is_some();
        if (predicate || SCHEDULING.contains(&article.lemma(node)))
            && let Some(below) = below
            && SCHEDULING.contains(&article.lemma(node))
            && matches!(article.preposition(below).as_deref(), Some("for" | "until" | "till" | "to"))
        {
            return Direction::Future;
        }
        if predicate && let Some(found) = tense(article, node) {
            return found;
        }
        below = Some(node);
    }
    Direction::Open
}

/// True where the clause around a word looks ahead from a past: "said it would resume on Thursday".
pub(crate) fn is_future_in_past(article: &Article, at: At) -> bool {
    let clause = std::iter::once(at).chain(article.ancestors(at)).find(|&node| article.by(node, "aux").next().is_some());
    clause.is_some_and(|c| article.by(c, "aux").any(|a| matches!(article.token(a).form.to_lowercase().as_str(), "would" | "'d" | "’d")))
}

/// What the verb's own forms say; none where a verb above it decides.
fn tense(article: &Article, verb: At) -> Option<Direction> {
    let auxiliaries: Vec<At> = article.children(verb).filter(|&c| matches!(article.token(c).relation(), "aux" | "cop")).collect();
    let is = |lemmas: &[&str]| {
        auxiliaries.iter().any(|&a| lemmas.contains(&article.lemma(a)) || lemmas.contains(&article.token(a).form.to_lowercase().as_str()))
    };
    if is(&["have"]) {
        return Some(Direction::Past);
    }
    if is(&["will", "shall", "'ll", "’ll", "wo", "would", "'d"]) || is(&["may", "might", "can", "must", "should"]) {
        return Some(Direction::Future);
    }
    let token = article.token(verb);
    let infinitive = token.has("VerbForm=Inf") && article.by(verb, "mark").any(|m| article.lemma(m) == "to");
    if infinitive {
        let above = article.head(verb)?;
        return FORWARD.contains(&article.lemma(above)).then_some(Direction::Future);
    }
    if let Some(&finite) = auxiliaries.iter().find(|&&a| article.token(a).has("VerbForm=Fin")) {
        let past = article.token(finite).has("Tense=Past")
            || matches!(article.token(finite).form.to_lowercase().as_str(), "was" | "were" | "did" | "could" | "had");
        // "is held", "are accused" tell of now; "is meeting on Friday" of what comes.
        return Some(if past { Direction::Past } else { Direction::Future });
    }
    if token.has("VerbForm=Fin") || token.has("Tense=Past") {
        return if token.has("Tense=Past") {
            Some(Direction::Past)
        } else if token.has("Tense=Pres") {
            Some(Direction::Future)
        } else {
            None
        };
    }
    None
}
