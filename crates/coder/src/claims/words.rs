//! The words of a claim.

use super::Site;
use crate::article::{Article, At};
use chancery_encoder::Upos;
use chancery_record::ByteSpan;

pub(super) fn top(article: &Article, tokens: &[At]) -> Option<At> {
    tokens.iter().copied().find(|&t| article.token(t).upos != Upos::Punct && article.head(t).is_none_or(|h| !tokens.contains(&h)))
}

/// The word that a content hangs on: the clause that the cue takes, else the top of the words marked.
pub(super) fn content_top(article: &Article, site: &Site) -> Option<At> {
    let clause = site.cue.and_then(|c| article.children(c).find(|&x| matches!(article.deprel(x), "ccomp" | "parataxis")));
    clause.or_else(|| top(article, &site.tokens))
}

/// The words of a clause or phrase, without what only links it.
pub(super) fn clause_words(article: &Article, head: At) -> ByteSpan {
    trimmed(
        article,
        article.subtree_without(head, |c| {
            matches!(article.token(c).relation(), "parataxis" | "discourse") || article.deprel(c) == "acl:relcl"
        }),
        head,
    )
}

pub(super) fn noun_words(article: &Article, head: At) -> ByteSpan {
    trimmed(
        article,
        article.subtree_without(head, |c| {
            matches!(article.token(c).relation(), "parataxis" | "case" | "appos") || article.deprel(c) == "acl:relcl"
        }),
        head,
    )
}

pub(super) fn trimmed(article: &Article, mut words: Vec<At>, head: At) -> ByteSpan {
    let empty = |&w: &At| {
        w != head
            && (article.token(w).upos == Upos::Punct
                || (matches!(article.token(w).relation(), "mark" | "case" | "cc") && article.head(w) == Some(head)))
    };
    while words.last().is_some_and(|w| *w != head && article.token(*w).upos == Upos::Punct) {
        words.pop();
    }
    let leading = |w: &At| empty(w) || (*w != head && article.lemma(*w) == "that" && article.token(*w).relation() == "mark");
    let first = words.iter().position(|w| !leading(w)).unwrap_or(0);
    article.span(&words[first..])
}
