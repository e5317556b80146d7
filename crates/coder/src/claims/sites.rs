//! Where positions can be: statements, and verbs and nouns of charge and denial that no statement has as its cue.

use super::charges::inner;
use super::{Input, Site, resolve};
use crate::article::{Article, At};
use crate::slots;
use crate::statements;
use chancery_encoder::Upos;
use chancery_record::Act;
use std::collections::BTreeSet;

/// Where positions can be: statements, then verbs and nouns of charge and denial that no statement has as its cue.
pub(super) fn sites(input: Input) -> Vec<Site> {
    let article = input.article;
    let mut found: Vec<Site> = Vec::new();
    for (index, statement) in input.statements.iter().enumerate() {
        let Some(&first) = statement.tokens.first() else { continue };
        found.push(Site {
            cue: statement.cue,
            speaker: statement.speaker,
            others: statement.cue.map(|c| together(input, c, statement.speaker)).unwrap_or_default(),
            statement: Some(index),
            tokens: statement.tokens.clone(),
            at: statement.cue.unwrap_or(first),
        });
    }
    let cues: BTreeSet<At> = found.iter().filter_map(|s| s.cue).collect();
    let words = input.words;
    for at in article.addresses() {
        let verb = article.token(at).upos == Upos::Verb
            && (words.accuse.has(article, at)
                || words.deny.has(article, at)
                || words.confirm.has(article, at)
                || words.retract.has(article, at));
        let noun =
            matches!(article.token(at).upos, Upos::Noun | Upos::Propn) && words.charge.has(article, at) && inner(article, at).is_some();
        // "rejected accusations of fraud" is the rejection's to read, "told of allegations that …" is a charge of its own.
        let answered = |c: &At| article.head(at) == Some(*c) && !input.statements.iter().any(|s| s.cue == Some(*c) && s.act == Act::Says);
        let cued = to_blame(article, at) || cues.contains(&at) || (noun && cues.iter().any(answered));
        if cued || !(verb || noun) {
            continue;
        }
        let subjects = if verb { slots::subjects(article, at) } else { owners(article, at) };
        let own = subjects.into_iter().find_map(|s| resolve(input, s));
        // A charge that nobody is named for is the speaker's in whose words it stands.
        let around = || {
            let inside = |&(_, s): &(usize, &statements::Draft)| s.holds(at) && s.cue.is_some();
            input.statements.iter().enumerate().filter(inside).min_by_key(|(_, s)| s.tokens.len())
        };
        let statement = own.is_none().then(around).flatten();
        let speaker = own.or_else(|| statement.and_then(|(_, s)| s.speaker));
        if verb && speaker.is_none() && !words.accuse.has(article, at) {
            continue;
        }
        found.push(Site {
            cue: Some(at),
            speaker,
            others: together(input, at, speaker),
            statement: statement.map(|(i, _)| i),
            tokens: article.subtree_without(at, |c| matches!(article.token(c).relation(), "nsubj" | "conj" | "parataxis" | "cc")),
            at,
        });
    }
    found.sort_by_key(|s| s.at);
    found
}

/// "was to blame": no charge of the subject's, but one against it.
pub(super) fn to_blame(article: &Article, at: At) -> bool {
    article.lemma(at) == "blame"
        && article.by(at, "mark").any(|m| article.lemma(m) == "to")
        && article.head(at).is_none_or(|h| article.token(at).relation() != "xcomp" || article.lemma(h) == "be")
}

/// Who else is the subject of a cue.
pub(super) fn together(input: Input, cue: At, speaker: Option<usize>) -> Vec<usize> {
    let subjects: Vec<usize> = slots::subjects(input.article, cue).into_iter().filter_map(|s| resolve(input, s)).collect();
    let joint = speaker.is_some_and(|s| subjects.contains(&s)) && input.article.token(cue).upos == Upos::Verb;
    subjects.into_iter().filter(|&s| joint && Some(s) != speaker).collect()
}

/// Whose charge a noun is: "Congo's charge", "accusations by Paris", "US allegations".
pub(super) fn owners(article: &Article, noun: At) -> Vec<At> {
    let by = article.by(noun, "nmod").filter(|&n| article.preposition(n).is_some_and(|p| matches!(p.as_str(), "by" | "from")));
    let before = article.children(noun).filter(|&c| c < noun && matches!(article.token(c).relation(), "compound" | "amod" | "nmod"));
    article.by(noun, "nmod:poss").chain(by).chain(before).collect()
}
