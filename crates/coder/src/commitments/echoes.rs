//! What the outlet tells of the same condition in its own voice: further evidence, for free indirect speech goes on.

use super::clauses::is_future;
use super::{Draft, Input, SHARED, is_negated};
use crate::article::At;
use crate::statements;
use crate::wordlists;
use chancery_encoder::Upos;
use chancery_record::CommitmentKind;

/// What the outlet tells of the same condition in its own voice is further evidence: free indirect speech goes on.
pub(super) fn echoes(input: Input, draft: &mut Draft) {
    let article = input.article;
    if !matches!(draft.kind, CommitmentKind::RedLine | CommitmentKind::Threat | CommitmentKind::Ultimatum) {
        return;
    }
    let Some(condition) = draft.condition else { return };
    let wanted = wordlists::topic(article, &statements::tokens_of(article, condition));
    let Some(home) = article.at_byte(condition.start) else { return };
    for sentence in (0..article.parse.sentences.len()).filter(|&s| s != home.sentence) {
        let told = input.statements.iter().any(|s| s.tokens.iter().any(|t| t.sentence == sentence));
        let answers = || {
            article.addresses_of(sentence).any(|v| {
                (input.words.bring.has(article, v) || input.words.regard.has(article, v))
                    && is_future(article, v)
                    && !is_negated(article, v)
                    && article.children(v).any(|c| c > v && article.conjuncts(c).iter().any(|&x| input.words.response.has(article, x)))
            })
        };
        if told || !answers() {
            continue;
        }
        let words: Vec<At> = article.addresses_of(sentence).collect();
        if wordlists::topic(article, &words).intersection(&wanted).count() < SHARED.max(wanted.len().div_ceil(2)) {
            continue;
        }
        let last = words.iter().rposition(|&w| article.token(w).upos != Upos::Punct).unwrap_or(0);
        let span = article.span(&words[..=last]);
        if !draft.evidence.contains(&span) {
            draft.evidence.push(span);
        }
    }
}
