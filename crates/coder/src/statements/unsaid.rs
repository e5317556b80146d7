//! What looks like a statement and is none: what somebody did not say, what the outlet asks, and what is done to somebody.

use super::{Draft, Input, is_cue_word, is_negated};
use crate::article::{Article, At};
use chancery_encoder::Upos;
use chancery_record::{Act, Manner};

/// Verbs of keeping silent: "refuses to say if …".
const SILENCE: [&str; 4] = ["refuse", "decline", "fail", "avoid"];
/// What one may decline to do.
const SPEECH: [&str; 9] = ["say", "comment", "answer", "tell", "speak", "discuss", "confirm", "disclose", "specify"];

/// From this confidence on a noun phrase is believed to be a content although its cue is unknown: half of them are (PolNeAR, dev part).
const SURE: f32 = 0.9;

/// True where nobody is said to have said it.
pub fn is_unsaid(input: Input, draft: &Draft) -> bool {
    let article = input.article;
    let Some(cue) = draft.cue.filter(|_| draft.manner == Manner::Indirect) else { return false };
    let clause = is_clause(article, draft);
    is_empty_handed(article, cue)
        || (!clause && article.by(cue, "obj").any(|o| article.lemma(o) == "nothing"))
        || keeps_silent(article, cue)
        || (is_negated(article, cue) && is_speech(draft.act))
        || is_outlets_question(article, draft, cue)
        || (!clause && (is_deed(input, cue, draft.confidence) || is_actor(input, draft)))
}

/// "made no comment", "gave no promise": a cue that a determiner takes back.
fn is_empty_handed(article: &Article, cue: At) -> bool {
    let none = |at: At| article.by(at, "det").any(|d| matches!(article.lemma(d), "no" | "neither"));
    none(cue) || (article.token(cue).upos == Upos::Verb && article.by(cue, "obj").any(none))
}

fn keeps_silent(article: &Article, cue: At) -> bool {
    let speech = |at: At| SPEECH.contains(&article.lemma(at));
    let silent = |at: At| SILENCE.contains(&article.lemma(at));
    (silent(cue) && article.by(cue, "xcomp").any(speech))
        || (speech(cue) && article.head(cue).is_some_and(silent) && article.deprel(cue) == "xcomp")
}

/// "supported two of his rivals" is a deed, not a saying: a word that is no cue needs a clause to be believed, or a sure encoder.
///
/// A verb that is an event only with further words ("made peace") is open to both.
fn is_deed(input: Input, cue: At, confidence: f32) -> bool {
    let alone = |lemma: &str| input.lexicon.entries_of(lemma).any(|e| e.before.is_empty() && e.after.is_empty());
    !is_cue_word(input, cue) && (confidence < SURE || alone(input.article.lemma(cue)))
}

/// Acts that are done in words: one that is denied leaves no statement, while a belief that is denied is a doubt.
fn is_speech(act: Act) -> bool {
    !matches!(act, Act::Believes | Act::Wants | Act::Plans | Act::Agrees | Act::Denies | Act::Rejects | Act::Other)
}

/// "Did the rebels boast of it?"
fn is_outlets_question(article: &Article, draft: &Draft, cue: At) -> bool {
    let end = article.sentence(cue.sentence).tokens.last();
    draft.act != Act::Asks && article.head(cue).is_none() && end.is_some_and(|t| t.form == "?" && !t.quoted)
}

/// True where a content has a verb of its own, and is not merely what a verb is done to.
fn is_clause(article: &Article, draft: &Draft) -> bool {
    let verb = |t: At| matches!(article.token(t).upos, Upos::Verb | Upos::Aux) && !matches!(article.token(t).relation(), "amod" | "acl");
    draft.tokens.iter().any(|&t| verb(t))
}

/// "thanked France", "calls them the Diaoyus": somebody or something that is named, and nothing said of it.
fn is_actor(input: Input, draft: &Draft) -> bool {
    let article = input.article;
    let tops = draft.tokens.iter().copied().filter(|&t| article.head(t).is_none_or(|h| !draft.holds(h)));
    let mut tops = tops.filter(|&t| article.token(t).upos != Upos::Punct);
    let bare = |t: At| !article.children(t).any(|c| matches!(article.token(c).relation(), "nmod" | "acl") && draft.holds(c));
    let names = |t: At| matches!(article.token(t).upos, Upos::Pron | Upos::Propn) || input.actors.at(article, input.mentions, t).is_some();
    tops.all(|t| bare(t) && names(t))
}
