//! On which condition, and with which consequence: "if they cross the river", "destroy their column".

use super::clauses::whoever;
use super::{Input, is_form};
use crate::article::{Article, At};
use crate::statements;
use chancery_encoder::Upos;
use chancery_record::ByteSpan;

/// The clause that says when a commitment holds: "if …", "unless …", "until …", "once …", "should …", "in the event of …".
pub(super) fn condition_of(input: Input, main: At) -> Option<At> {
    let article = input.article;
    // "Should they enter, we will act": with "should" hung on the main verb.
    let inverted = article.by(main, "aux").any(|a| is_form(article, a, &["should"]))
        && article.by(main, "aux").any(|a| is_form(article, a, &["will", "would"]));
    let unmarked = |c: At| inverted && c < main && article.one(c, "mark").is_none();
    let hanging = article.children(main).find(|&c| article.token(c).relation() == "advcl" && (opens_condition(article, c) || unmarked(c)));
    hanging.or_else(|| article.by(main, "obl").find(|&o| in_the_event(article, o))).or_else(|| {
        // A clause that is marked as a condition is one, whatever it was hung on.
        article
            .addresses_of(main.sentence)
            .find(|&c| c != main && opens_condition(article, c) && !article.within(main, c) && article.token(c).relation() != "conj")
    })
}

pub(super) fn opens_condition(article: &Article, clause: At) -> bool {
    let words = ["if", "unless", "until", "once", "provided", "providing", "lest", "till"];
    let marks = || article.children(clause).filter(|&m| m < clause && matches!(article.token(m).relation(), "mark" | "advmod" | "dep"));
    let marked = marks().any(|m| {
        is_form(article, m, &words)
            && (article.token(m).relation() != "advmod"
                || !is_form(article, m, &["once", "provided"])
                || article.token(clause).relation() == "advcl")
    });
    let next = |m: At| (m.token + 1..clause.token).next().map(|token| At { token, ..m });
    let so_long = marks().any(|m| is_form(article, m, &["as", "so"]) && next(m).is_some_and(|n| is_form(article, n, &["long", "soon"])));
    let before = |a: At| a.token.checked_sub(1).map(|token| article.token(At { token, ..a }).upos);
    let inverted = article.by(clause, "aux").any(|a| {
        let opens =
            before(a).is_none_or(|b| b == Upos::Punct) && article.children(clause).any(|c| c > a && article.token(c).relation() == "nsubj");
        opens
            && (is_form(article, a, &["should"]) || (is_form(article, a, &["were", "had"]) && article.token(clause).relation() == "advcl"))
    });
    marked || so_long || inverted
}

/// "in case of attack", "in the event of an invasion", "until the withdrawal".
pub(super) fn in_the_event(article: &Article, at: At) -> bool {
    let preposition = article.preposition(at).unwrap_or_default();
    let dated = article.token(at).entity == "time" || matches!(article.lemma(at), "end" | "year" | "month" | "week" | "day");
    preposition.starts_with("in case")
        || preposition.starts_with("in the event")
        || (preposition == "until" && article.token(at).upos == Upos::Noun && !dated)
        || (preposition == "in" && is_form(article, at, &["case", "event"]) && article.by(at, "nmod").next().is_some())
}

/// True for the words that only mark a condition.
pub(super) fn is_marker(article: &Article, at: At, clause: At) -> bool {
    article.head(at) == Some(clause)
        && (matches!(article.token(at).relation(), "mark" | "case")
            || (article.token(at).relation() == "aux" && is_form(article, at, &["should"]) && article.subtree(clause).first() == Some(&at))
            || is_form(article, at, &["once", "if", "unless", "until"]))
}

/// True inside an if-clause.
pub(super) fn under_condition(article: &Article, at: At, scope: &[At]) -> bool {
    std::iter::once(at).chain(article.ancestors(at)).take_while(|a| scope.contains(a)).any(|a| {
        article.token(a).relation() == "advcl"
            && article
                .by(a, "mark")
                .chain(article.by(a, "advmod"))
                .any(|m| is_form(article, m, &["if", "unless", "until", "once", "because", "after", "when", "although", "while"]))
    })
}

/// The words of what will follow: the main clause without its subject, its auxiliaries and the condition.
pub(super) fn consequence(article: &Article, statement: &statements::Draft, main: At, condition: Option<At>) -> ByteSpan {
    let cut = |c: At| {
        let own = article.head(c) == Some(main);
        let clause = matches!(article.deprel(c), "conj") && article.children(c).any(|x| article.token(x).relation() == "nsubj");
        let apart = matches!(article.token(c).relation(), "nsubj" | "csubj" | "aux" | "mark" | "parataxis" | "cop" | "discourse" | "cc")
            || (whoever(article, c) && c < main)
            || clause;
        Some(c) == condition || Some(c) == statement.cue || (own && apart)
    };
    let kept = article.subtree_without(main, cut);
    // What stands apart before the verb ("then, Britain would …") is no part of it.
    let mut first = main;
    while let Some(before) =
        first.token.checked_sub(1).map(|token| At { token, ..main }).filter(|b| kept.contains(b) && article.token(*b).upos != Upos::Punct)
    {
        first = before;
    }
    let words: Vec<At> = kept.into_iter().filter(|&k| k >= first).collect();
    let end = words.iter().rposition(|&w| article.token(w).upos != Upos::Punct).map_or(words.len(), |e| e + 1);
    article.span(&words[..end])
}

/// The words of a phrase without punctuation at its ends and what only links it.
pub(super) fn phrase(article: &Article, at: At, cut: impl Fn(At) -> bool) -> ByteSpan {
    let words = article.subtree_without(at, cut);
    let links = |&&w: &&At| {
        w != at
            && (article.token(w).upos == Upos::Punct
                || (matches!(article.token(w).relation(), "mark" | "case" | "cc") && article.head(w) == Some(at)))
    };
    let skipped = words.iter().take_while(links).count();
    let kept = words.len() - words.iter().rev().take_while(|&&w| w != at && article.token(w).upos == Upos::Punct).count();
    words.get(skipped..kept).filter(|w| !w.is_empty()).map_or(article.token(at).span, |w| article.span(w))
}
