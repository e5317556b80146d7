//! Who is bound by what somebody says: the minister speaks, the state is bound.

use super::{Input, country, first_person, is_form, resolve};
use crate::article::At;
use crate::statements;
use chancery_record::{ActorKind, Sector};

/// The side that a speaker binds: for an official his state, else the speaker himself.
pub(super) fn side_of(input: Input, speaker: Option<usize>) -> Option<usize> {
    let draft = input.actors.list.get(speaker?)?;
    let local = draft.nouns.iter().any(|n| input.words.local.contains(n))
        || draft
            .role
            .as_deref()
            .is_some_and(|r| r.split(|c: char| !c.is_alphabetic()).any(|w| input.words.local.contains(&w.to_lowercase())));
    let official = draft.is_person() && draft.sectors.contains(&Sector::Gov) && !local;
    if draft.country.is_none() {
        return served(input, speaker).into_iter().find(|&a| has_power(input, Some(a))).or(speaker);
    }
    let of = |kind: ActorKind| input.actors.list.iter().position(|d| d.kind == kind && d.country == draft.country);
    official.then(|| of(ActorKind::State)).flatten().or(speaker)
}

/// True for those whose word can bind a power: states, their organs and officials, organisations of states, armed groups, parties, leaders.
pub(super) fn can_bind(input: Input, speaker: Option<usize>) -> bool {
    has_power(input, speaker) || served(input, speaker).into_iter().any(|a| has_power(input, Some(a)))
}

pub(super) fn has_power(input: Input, speaker: Option<usize>) -> bool {
    let Some(draft) = speaker.and_then(|s| input.actors.list.get(s)) else { return false };
    matches!(
        draft.kind,
        ActorKind::State
            | ActorKind::Government
            | ActorKind::Office
            | ActorKind::InternationalOrganisation
            | ActorKind::ArmedGroup
            | ActorKind::Party
    ) || draft.sectors.iter().any(|s| {
        matches!(
            s,
            Sector::Gov
                | Sector::Mil
                | Sector::Reb
                | Sector::Opp
                | Sector::Pty
                | Sector::Leg
                | Sector::Lab
                | Sector::Prm
                | Sector::Uaf
                | Sector::Rel
        )
    })
}

/// True for the speaker, his side, and what belongs to it: "we", "Israel", "its members", "our forces".
pub(super) fn is_own(input: Input, statement: &statements::Draft, at: At) -> bool {
    let article = input.article;
    if first_person(article, at) {
        return true;
    }
    let side = side_of(input, statement.speaker);
    let served = served(input, statement.speaker);
    let own = |a: Option<usize>| {
        let compatriot =
            country(input, a).is_some() && country(input, a) == country(input, statement.speaker) && can_bind(input, statement.speaker);
        a.is_some() && (a == statement.speaker || a == side || compatriot || a.is_some_and(|a| served.contains(&a)))
    };
    let actor = resolve(input, at);
    // "the bloc would act", said by its chairman.
    let collective = input.words.collective.has(article, at) && article.by(at, "det").any(|d| is_form(article, d, &["the", "this"]));
    if own(actor) || (collective && country(input, actor).is_none()) || (actor.is_none() && stands_for_speaker(input, statement, at)) {
        return true;
    }
    if input.words.adversary.has(article, at) {
        return false;
    }
    let owner = |p: At| {
        first_person(article, p) || own(resolve(input, p)) || (resolve(input, p).is_none() && stands_for_speaker(input, statement, p))
    };
    let modifier = |c: At| c < at && matches!(article.token(c).relation(), "amod" | "compound" | "nmod") && own(resolve(input, c));
    article.by(at, "nmod:poss").any(owner) || (actor.is_none() && article.children(at).any(modifier))
}

/// Whom a speaker speaks for by the words that name him: "its chairman", "a spokesman for the union".
pub(super) fn served(input: Input, speaker: Option<usize>) -> Vec<usize> {
    let article = input.article;
    let heads =
        speaker.and_then(|s| input.actors.list.get(s)).filter(|d| d.country.is_none()).map(|d| d.heads.as_slice()).unwrap_or_default();
    let phrases = heads.iter().flat_map(|&h| {
        article.by(h, "nmod").filter(move |&n| {
            article.deprel(n) == "nmod:poss" || article.preposition(n).is_some_and(|p| matches!(p.as_str(), "of" | "for"))
        })
    });
    phrases.filter_map(|n| resolve(input, n)).collect()
}

/// A pronoun of reported speech that the text leaves open means the one who speaks, where it can: "Switzerland said it was willing".
pub(super) fn stands_for_speaker(input: Input, statement: &statements::Draft, at: At) -> bool {
    let Some(speaker) = statement.speaker.and_then(|s| input.actors.list.get(s)) else { return false };
    let thing = is_form(input.article, at, &["it", "its"]);
    let human = is_form(input.article, at, &["he", "she", "his", "her"]);
    let many = is_form(input.article, at, &["they", "their"]);
    !input.article.token(at).quoted && ((thing && !speaker.is_person()) || (human && speaker.is_person()) || (many && !speaker.is_person()))
}
