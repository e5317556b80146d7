//! Personal pronouns and whom they mean. A pronoun is resolved only where one candidate stands out; else it stays open.

use crate::actors::{Actors, Draft};
use crate::article::{Article, At};
use crate::gazetteer::Gender;
use crate::mentions::{Form, Mentions};
use crate::slots;
use chancery_record::ActorKind;

/// How many sentences back a pronoun may reach.
const REACH: usize = 4;
/// The longest paragraph, in sentences, that is looked back through.
const PARAGRAPH: usize = 40;
/// By how much the best candidate must beat the next; scores are sums of the small integers in [`salience`].
const MARGIN: i32 = 2;

/// What a pronoun asks of its antecedent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    He,
    She,
    It,
    They,
}

fn asks(lemma: &str, form: &str) -> Option<Asks> {
    match (lemma, form) {
        ("he" | "him" | "his" | "himself", _) | (_, "he" | "him" | "his" | "himself") => Some(Asks::He),
        ("she" | "her" | "hers" | "herself", _) | (_, "she" | "her" | "hers" | "herself") => Some(Asks::She),
        ("it" | "its" | "itself", _) | (_, "it" | "its" | "itself") => Some(Asks::It),
        ("they" | "them" | "their" | "theirs" | "themselves", _) | (_, "they" | "them" | "their" | "theirs" | "themselves") => {
            Some(Asks::They)
        }
        _ => None,
    }
}

/// Sets the actor of a pronoun, or its candidates.
pub fn resolve(article: &Article, mentions: &Mentions, actors: &mut Actors, index: usize) {
    let pronoun = &mentions.list[index];
    let token = article.token(pronoun.head);
    let Some(wanted) = asks(article.lemma(pronoun.head), &token.form.to_lowercase()) else { return };
    if wanted == Asks::It && is_empty(article, pronoun.head) {
        return;
    }
    let doing = others_in_clause(article, mentions, actors, pronoun.head);
    let mut scored: Vec<(i32, usize)> = Vec::new();
    for (actor, draft) in actors.list.iter().enumerate() {
        if !agrees(wanted, draft) || doing.contains(&actor) {
            continue;
        }
        // A woman is known by a title, a given name or an earlier "she". Somebody whom the text only describes can be one too,
        // where the paragraph speaks of nobody else.
        if wanted == Asks::She && draft.gender.is_none() && (draft.known.is_some() || !alone(article, actors, actor, pronoun.head)) {
            continue;
        }
        let best = draft
            .heads
            .iter()
            .rev()
            .take_while(|h| h.sentence + REACH >= pronoun.head.sentence)
            .filter_map(|&h| salience(article, h, pronoun.head, wanted))
            .max();
        if let Some(score) = best {
            scored.push((score + i32::from(draft.heads.len() > 2), actor));
        }
    }
    scored.sort_by_key(|&(score, actor)| (-score, actor));
    // Across a paragraph break a pronoun is settled only where nobody else could be meant.
    let here = |actor: usize| mentioned_in_paragraph(article, &actors.list[actor], pronoun.head);
    if matches!(wanted, Asks::He | Asks::She) && scored.len() > 1 && !here(scored[0].1) {
        let named: Vec<usize> =
            scored.iter().map(|s| s.1).filter(|&a| named_before(article, mentions, &actors.list[a], pronoun.head)).collect();
        match named.as_slice() {
            [only] => settle(actors, index, *only, wanted),
            _ => actors.candidates[index] = scored.iter().map(|s| s.1).collect(),
        }
        return;
    }
    match scored.as_slice() {
        [] => {}
        [(_, only)] => settle(actors, index, *only, wanted),
        [(first, best), (second, _), ..] if first - second >= MARGIN => settle(actors, index, *best, wanted),
        several => {
            let top = several[0].0;
            actors.candidates[index] = several.iter().filter(|s| top - s.0 < MARGIN).map(|s| s.1).collect();
        }
    }
}

/// "It was the first visit", "It is clear that": an "it" that stands for no actor.
fn is_empty(article: &Article, at: At) -> bool {
    article.token(at).relation() == "nsubj"
        && article.head(at).is_none_or(|h| article.one(h, "cop").is_some() || article.token(h).upos != chancery_encoder::Upos::Verb)
}

/// True where no other person is mentioned in the paragraph before the pronoun.
fn alone(article: &Article, actors: &Actors, actor: usize, pronoun: At) -> bool {
    let here = |d: &Draft| mentioned_in_paragraph(article, d, pronoun);
    here(&actors.list[actor]) && actors.list.iter().enumerate().all(|(i, d)| i == actor || !d.is_person() || !here(d))
}

fn mentioned_in_paragraph(article: &Article, draft: &Draft, pronoun: At) -> bool {
    let paragraph = article.sentence(pronoun.sentence).paragraph;
    draft
        .heads
        .iter()
        .rev()
        .take_while(|h| h.sentence + PARAGRAPH >= pronoun.sentence)
        .any(|h| *h < pronoun && article.sentence(h.sentence).paragraph == paragraph)
}

/// True where the paragraph before the pronoun's names somebody, not merely points at him.
fn named_before(article: &Article, mentions: &Mentions, draft: &Draft, pronoun: At) -> bool {
    let paragraph = article.sentence(pronoun.sentence).paragraph;
    let by_name = |h: At| mentions.at(h).is_some_and(|m| mentions.list[m].form == Form::Name);
    draft
        .heads
        .iter()
        .rev()
        .take_while(|h| h.sentence + PARAGRAPH >= pronoun.sentence)
        .any(|&h| article.sentence(h.sentence).paragraph + 1 == paragraph && by_name(h))
}

/// "urging him": he who urges is not he who is urged, wherever he stands in the sentence.
fn others_in_clause(article: &Article, mentions: &Mentions, actors: &Actors, pronoun: At) -> Vec<usize> {
    let form = article.token(pronoun).form.to_lowercase();
    let object = matches!(article.token(pronoun).relation(), "obj" | "iobj" | "obl") && !form.ends_with("self");
    let verb = article.head(pronoun).filter(|_| object);
    verb.map(|v| slots::subjects(article, v)).unwrap_or_default().into_iter().filter_map(|s| actors.at(article, mentions, s)).collect()
}

fn settle(actors: &mut Actors, mention: usize, actor: usize, wanted: Asks) {
    actors.of[mention] = Some(actor);
    let draft = &mut actors.list[actor];
    match wanted {
        Asks::He => draft.gender = draft.gender.or(Some(Gender::Male)),
        Asks::She => draft.gender = draft.gender.or(Some(Gender::Female)),
        Asks::It | Asks::They => {}
    }
}

fn agrees(wanted: Asks, draft: &Draft) -> bool {
    let group = matches!(
        draft.kind,
        ActorKind::UnnamedGroup
            | ActorKind::Crowd
            | ActorKind::ArmedGroup
            | ActorKind::Organisation
            | ActorKind::InternationalOrganisation
            | ActorKind::Ngo
            | ActorKind::Party
            | ActorKind::Company
            | ActorKind::MediaOutlet
    );
    match wanted {
        Asks::He => draft.is_person() && draft.gender != Some(Gender::Female),
        Asks::She => draft.is_person() && draft.gender != Some(Gender::Male),
        Asks::It => !draft.is_person() && !draft.plural,
        Asks::They => draft.plural || (group && !draft.is_person()),
    }
}

/// How much a mention stands out for a pronoun; `None` where it is out of reach or cannot be meant.
fn salience(article: &Article, mention: At, pronoun: At, wanted: Asks) -> Option<i32> {
    let distance = pronoun.sentence.checked_sub(mention.sentence).filter(|&d| d <= REACH)?;
    if mention.sentence == pronoun.sentence && mention.token >= pronoun.token {
        return None;
    }
    let paragraphs = article.sentence(pronoun.sentence).paragraph - article.sentence(mention.sentence).paragraph;
    if paragraphs > 1 || (paragraphs == 1 && distance > 2) || same_clause(article, mention, pronoun) {
        return None;
    }
    // What somebody says about "him" inside quotation marks is about somebody else's words.
    if article.token(pronoun).quoted != article.token(mention).quoted && article.token(mention).quoted {
        return None;
    }
    let mut score = 12 - 3 * i32::try_from(distance).unwrap_or(4) - 2 * i32::try_from(paragraphs).unwrap_or(1);
    let first = article.first_conjunct(mention);
    score += match article.deprel(first) {
        "nsubj" | "nsubj:pass" => 4,
        "obl:agent" => 3,
        "obj" | "iobj" => 2,
        "nmod:poss" => 1,
        "compound" | "amod" | "nmod:desc" => -2,
        _ => 0,
    };
    if first != mention {
        score -= 2;
    }
    let main = article.head(first).is_some_and(|v| matches!(article.deprel(v), "root" | "conj"));
    score += i32::from(main);
    if mention.sentence == pronoun.sentence && matches!(wanted, Asks::He | Asks::She) && matrix_subject(article, mention, pronoun) {
        score += 3;
    }
    Some(score)
}

/// "Putin praised him": subject and object of one verb are two people, unless the pronoun is reflexive or possessive.
fn same_clause(article: &Article, mention: At, pronoun: At) -> bool {
    let form = article.token(pronoun).form.to_lowercase();
    let (first, other) = (article.first_conjunct(mention), article.first_conjunct(pronoun));
    !form.ends_with("self")
        && article.deprel(other) != "nmod:poss"
        && first.sentence == other.sentence
        && article.head(first) == article.head(other)
        && matches!(article.token(first).relation(), "nsubj" | "obj" | "iobj" | "obl")
}

/// The speaker is the likeliest meaning of a pronoun in what he says.
fn matrix_subject(article: &Article, mention: At, pronoun: At) -> bool {
    let first = article.first_conjunct(mention);
    article.head(first).is_some_and(|verb| article.token(first).relation() == "nsubj" && article.ancestors(pronoun).any(|a| a == verb))
}
