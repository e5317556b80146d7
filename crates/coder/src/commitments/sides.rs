//! Who is bound by what somebody says: the minister speaks, the state is bound.

use super::{Input, country, first_person, is_form, resolve};
use crate::article::{Article, At};
use crate::statements;
use chancery_encoder::Upos;
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
    let served = served(input, speaker);
    if draft.country.is_none() {
        return served.into_iter().find(|&a| has_power(input, Some(a)) && !has_power(input, speaker)).or(speaker);
    }
    // Who leads an armed group, a party or an organisation of states binds that, whatever passport he has.
    let body = |&a: &usize| {
        input
            .actors
            .list
            .get(a)
            .is_some_and(|d| matches!(d.kind, ActorKind::ArmedGroup | ActorKind::Party | ActorKind::InternationalOrganisation))
    };
    if let Some(body) = served.into_iter().find(body).filter(|_| draft.is_person()) {
        return Some(body);
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
    if is_anyone(article, at) {
        return false;
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
    // "if anyone attacks our troops, they will answer"
    let ours = actor.is_some_and(|a| {
        article.token(at).upos == Upos::Pron
            && input.actors.list[a].heads.iter().any(|&h| h != at && article.by(h, "nmod:poss").any(|p| first_person(article, p)))
    });
    if ours
        || own(actor)
        || (collective && country(input, actor).is_none())
        || (actor.is_none() && stands_for_speaker(input, statement, at))
    {
        return true;
    }
    let power = |a: usize| matches!(input.actors.list[a].kind, ActorKind::State | ActorKind::Government | ActorKind::Office);
    if actor.is_some_and(power) && is_homeless_official(input, statement) {
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

/// "any mayor", "every ship", "anyone who …": nobody's own.
pub(super) fn is_anyone(article: &Article, at: At) -> bool {
    is_form(article, at, &["whoever", "anyone", "anybody", "everyone", "everybody", "whosoever"])
        || article.by(at, "det").any(|d| is_form(article, d, &["any", "every", "whichever"]))
}

/// An official whose state the words that name him leave open: "the environment secretary", "its foreign minister". The state that he
/// says will act is his.
fn is_homeless_official(input: Input, statement: &statements::Draft) -> bool {
    let Some(span) = statement.speaker_span else { return false };
    let speaker = statement.speaker.and_then(|s| input.actors.list.get(s));
    let homeless = speaker.is_none_or(|d| d.country.is_none());
    let called = speaker.is_some_and(|d| d.nouns.iter().any(|n| input.words.official.contains(n)));
    homeless && (called || statements::tokens_of(input.article, span).iter().any(|&t| input.words.official.has(input.article, t)))
}

/// Whom a speaker speaks for by the words that name him: "its chairman", "a spokesman for the union".
pub(super) fn served(input: Input, speaker: Option<usize>) -> Vec<usize> {
    let article = input.article;
    let heads = speaker.and_then(|s| input.actors.list.get(s)).map(|d| d.heads.as_slice()).unwrap_or_default();
    // "NATO's secretary general, Jens Stoltenberg": the office stands beside the name.
    let named = heads.iter().flat_map(|&h| {
        let above = article.head(h).filter(|_| matches!(article.token(h).relation(), "appos" | "flat"));
        std::iter::once(h).chain(above).chain(article.children(h).filter(|&c| article.token(c).relation() == "appos"))
    });
    let phrases = named.flat_map(|h| {
        article.children(h).filter(move |&n| match article.token(n).relation() {
            "nmod" => article.deprel(n) == "nmod:poss" || article.has_preposition(n, &["of", "for"]),
            "compound" => n < h,
            _ => false,
        })
    });
    phrases.filter_map(|n| resolve(input, n)).filter(|&a| Some(a) != speaker).collect()
}

/// A pronoun of reported speech that the text leaves open means the one who speaks, where it can: "Switzerland said it was willing".
pub(super) fn stands_for_speaker(input: Input, statement: &statements::Draft, at: At) -> bool {
    let Some(speaker) = statement.speaker.and_then(|s| input.actors.list.get(s)) else { return false };
    let thing = is_form(input.article, at, &["it", "its"]);
    let human = is_form(input.article, at, &["he", "she", "his", "her"]);
    let many = is_form(input.article, at, &["they", "their"]);
    !input.article.token(at).quoted && ((thing && !speaker.is_person()) || (human && speaker.is_person()) || (many && !speaker.is_person()))
}
