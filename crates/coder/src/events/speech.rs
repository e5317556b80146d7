//! What is done by saying it: to promise, to warn, to deny, to urge is an event, whatever is promised or denied.
//!
//! "Mr Blair has promised that the bombing will pause" is AGREE by Blair. A plain "said" is none. The cues of statements say which
//! act a verb is; the entries of the lexicon, which know more of what is said, come first.

use super::arguments::{is_of_politics, with_arguments};
use super::{Draft, Input};
use crate::actors::Actors;
use crate::article::{Article, At};
use crate::lexicon::Entry;
use crate::slots::{self, Predicate};
use crate::statements::cue_meaning;
use chancery_encoder::Upos;
use chancery_record::{Act, Modality, PloverType, Quad};

/// What the confidence loses against an entry of the lexicon; measured on the corpus articles.
const DOUBT: f32 = 0.15;

/// The event that a verb of saying is by itself.
pub(super) fn act<'l>(input: Input<'_, 'l>, actors: &mut Actors, verb: At) -> Option<Draft<'l>> {
    let article = input.article;
    if article.token(verb).upos != Upos::Verb {
        return None;
    }
    let (act, _) = cue_meaning(article, input.lexicon, verb);
    // "asked whether" wants words; "asked them to leave", "asked that it be kept", "asked for help" want deeds.
    let act = if act == Act::Asks && wants_deeds(article, verb) { Act::Demands } else { act };
    let act = if act == Act::Promises && is_hostile(input, verb) { Act::Threatens } else { act };
    let entry = input.lexicon.speech(act)?;
    // One denies what is said, not people: "dismissed the general".
    let rejects = entry.event_type == PloverType::Reject;
    if rejects && slots::objects(article, verb).iter().any(|&o| input.mentions.at(o).is_some() && article.token(o).entity == "person") {
        return None;
    }
    let mut draft = with_arguments(input, actors, entry, Predicate { trigger: verb, carrier: None })?;
    // Not to accept is to reject.
    if act == Act::Agrees && draft.modality == Modality::Negated {
        (draft.entry, draft.modality) = (input.lexicon.speech(Act::Rejects)?, Modality::Actual);
    }
    // Where no statement hangs on it, the verb may mean something else: "pushed into the town".
    let told = input.statements.iter().any(|s| s.cue == Some(verb));
    let asked =
        || !draft.recipients.is_empty() || !slots::complements(article, verb).is_empty() || !slots::objects(article, verb).is_empty();
    let known = input.lexicon.entries_of(article.lemma(verb)).any(|e| e.event_type == entry.event_type)
        && (entry.event_type != PloverType::Request || asked())
        && draft.actors.keys().any(|&a| is_of_politics(&actors.list[a]));
    (told || known).then_some(Draft { confidence: draft.confidence - DOUBT, ..draft })
}

/// "vowed to smash them", "promised war": what is promised is a deed against others.
fn is_hostile(input: Input, verb: At) -> bool {
    let article = input.article;
    let promised = slots::complements(article, verb).into_iter().chain(slots::objects(article, verb));
    let conflict = |e: &Entry| e.event_type.quad() == Quad::MaterialConflict;
    promised.into_iter().any(|p| {
        let mut entries = input.lexicon.entries_of(article.lemma(p)).peekable();
        entries.peek().is_some() && entries.all(conflict)
    })
}

fn wants_deeds(article: &Article, verb: At) -> bool {
    let marked = |clause: At| article.by(clause, "mark").any(|m| matches!(article.lemma(m), "to" | "that"));
    article.children(verb).any(|c| match article.token(c).relation() {
        "xcomp" | "ccomp" | "advcl" => marked(c),
        "obl" => c > verb && article.has_preposition(c, &["for"]),
        _ => false,
    })
}
