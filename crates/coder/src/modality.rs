//! Whether an event has happened: negation, plans, possibility, conditions, and what the words around a trigger make of it.
//!
//! A clause first speaks for itself ("did not attack", "will attack", "if it attacks"); where it says nothing, the word that it hangs
//! on does ("refused to attack"), and where that lets it through ("managed to attack"), the word above that.

mod clause;
mod governors;

use crate::article::{Article, At};
use crate::lexicon::Lexicon;
use crate::slots::Predicate;
use crate::statements::is_negated;
use chancery_encoder::Upos;
use chancery_record::{Day, Modality};
use clause::{has_condition, in_condition, is_asked, is_denied, is_imagined, of_clause};
pub(crate) use governors::words;
use governors::{Effect, Tie};
use std::borrow::Cow;

/// So many words upwards are followed.
const STEPS: usize = 6;

/// The modality of an event with that predicate.
pub fn of(article: &Article, lexicon: &Lexicon, predicate: Predicate) -> Modality {
    let Some(carrier) = predicate.carrier else { return of_word(article, lexicon, predicate.trigger, STEPS) };
    let own = itself(article, lexicon, predicate.trigger);
    if own != Modality::Actual {
        return own;
    }
    match lexicon.light(&phrasal(article, carrier)).and_then(|l| l.modality) {
        Some(makes) => {
            let denied = governors::effect(&phrasal(article, carrier), Tie::Noun, false).map_or(Modality::Negated, |e| e.denied);
            through(article, lexicon, Effect { makes, denied, other: makes }, carrier, STEPS)
        }
        None => of_word(article, lexicon, carrier, STEPS),
    }
}

/// What is told of a day after the document's ("the king visits Kinshasa on Tuesday") is on the calendar.
pub fn on_date(modality: Modality, start: Option<Day>, published: Option<Day>) -> Modality {
    let ahead = start.zip(published).is_some_and(|(start, published)| start > published);
    if ahead && matches!(modality, Modality::Actual | Modality::Ongoing) { Modality::Planned } else { modality }
}

/// A verb's lemma with its particle.
pub fn phrasal<'t>(article: &'t Article, verb: At) -> Cow<'t, str> {
    match article.one(verb, "compound:prt") {
        Some(particle) => Cow::Owned(format!("{} {}", article.lemma(verb), article.token(particle).form.to_lowercase())),
        None => Cow::Borrowed(article.lemma(verb)),
    }
}

/// Verbs whose content with "would" tells what their subject is going to do: "said it would withdraw".
const TELLING: [&str; 12] =
    ["say", "announce", "declare", "confirm", "state", "tell", "add", "reveal", "disclose", "reiterate", "decide", "vow"];

/// Verbs by which somebody says of himself what he is going to do.
const INTENDING: [&str; 8] = ["plan", "intend", "decide", "prepare", "aim", "vow", "opt", "choose"];

/// True where the clause tells what its subject is going to do (or is not going to): "will withdraw", "said it would withdraw",
/// "plans to withdraw".
pub fn is_announced(article: &Article, lexicon: &Lexicon, clause: At) -> bool {
    let would = || {
        let told = article.head(clause).is_some_and(|h| TELLING.contains(&article.lemma(h)));
        told && article.deprel(clause) == "ccomp"
    };
    let own = article.by(clause, "aux").any(|aux| match article.token(aux).form.to_lowercase().as_str() {
        "will" | "shall" | "'ll" | "’ll" | "wo" => true,
        "would" | "'d" | "’d" => would(),
        _ => false,
    });
    let decided =
        |h: At| INTENDING.contains(&article.lemma(h)) && of_clause(article, lexicon, h) == Modality::Actual && !is_negated(article, h);
    own || article.deprel(clause) == "xcomp" && article.head(clause).is_some_and(decided)
}

/// The modality of what a verb or noun says.
fn of_word(article: &Article, lexicon: &Lexicon, at: At, steps: usize) -> Modality {
    let own = itself(article, lexicon, at);
    let above = || if steps == 0 { Modality::Actual } else { from_above(article, lexicon, at, steps - 1) };
    match own {
        Modality::Actual => above(),
        // "fears that the army will attack"
        Modality::Planned | Modality::Conditional if tie(article, at) == Some(Tie::That) => match above() {
            Modality::Actual | Modality::Ongoing => own,
            above => above,
        },
        own => own,
    }
}

/// What a verb or noun says without the words that it hangs on.
fn itself(article: &Article, lexicon: &Lexicon, at: At) -> Modality {
    if is_denied(article, at) {
        return Modality::Negated;
    }
    let beside = |c: &At| matches!(article.token(*c).relation(), "advmod" | "amod");
    let form = |c: At| article.token(c).form.to_lowercase();
    if let Some(made) = article.children(at).filter(beside).find_map(|c| governors::modifier(&form(c))) {
        return made;
    }
    if is_imagined(article, at) {
        return Modality::Hypothetical;
    }
    if in_condition(article, at) {
        return Modality::Conditional;
    }
    let own = of_clause(article, lexicon, at);
    let whether = || article.by(at, "mark").any(|m| matches!(article.lemma(m), "whether" | "if")) && article.deprel(at) != "advcl";
    if is_asked(article, at) || whether() {
        return Modality::Possible;
    }
    let hedged = || article.children(at).filter(beside).any(|c| lexicon.is_hedge(article.lemma(c)) || lexicon.is_hedge(&form(c)));
    if own == Modality::Actual && hedged() { Modality::Possible } else { own }
}

/// How a word hangs on its head; none where the head says nothing of whether it happened.
fn tie(article: &Article, at: At) -> Option<Tie> {
    let marks: Vec<&str> = article.by(at, "mark").map(|m| article.lemma(m)).collect();
    let deprel = article.deprel(at);
    let token = article.token(at);
    if article.is_nominal(at) && article.one(at, "cop").is_none() {
        let toward = || article.has_preposition(at, &["for", "to", "of", "against", "from", "about", "with"]);
        let subject = || deprel == "nsubj" && article.head(at).is_some_and(|h| article.one(h, "cop").is_some());
        let named = || matches!(deprel, "compound" | "nmod") && article.preposition(at).is_none();
        let noun = matches!(deprel, "obj" | "nsubj:pass") || matches!(token.relation(), "nmod" | "obl") && toward() || subject() || named();
        return noun.then_some(Tie::Noun);
    }
    if !matches!(deprel, "xcomp" | "ccomp" | "acl" | "advcl" | "csubj") {
        return None;
    }
    let to = marks.contains(&"to") || article.by(at, "aux").any(|a| article.lemma(a) == "to");
    let ing = token.form.to_lowercase().ends_with("ing");
    match () {
        () if to => Some(Tie::To),
        () if ing && marks.contains(&"from") => Some(Tie::From),
        () if ing && marks.iter().any(|m| matches!(*m, "of" | "for" | "against" | "about" | "in" | "on" | "with" | "at")) => Some(Tie::Of),
        () if ing && marks.is_empty() && deprel != "advcl" && !has_finite_aux(article, at) => Some(Tie::Ing),
        () if deprel == "advcl" => None,
        () if deprel == "xcomp" => Some(Tie::To),
        () => Some(Tie::That),
    }
}

fn has_finite_aux(article: &Article, at: At) -> bool {
    article.by(at, "aux").any(|a| article.token(a).has("VerbForm=Fin"))
}

/// What the words above make of it.
fn from_above(article: &Article, lexicon: &Lexicon, at: At, steps: usize) -> Modality {
    let Some(head) = article.head(at) else { return Modality::Actual };
    let deprel = article.deprel(at);
    if let Some(made) = joined(article, lexicon, at, head) {
        return made;
    }
    if deprel == "conj" {
        // "did not arrest or deport them", "will meet and sign": what has no form of its own shares the first one's.
        let own = article.token(at).has("VerbForm=Fin") || has_finite_aux(article, at);
        let alike = article.token(head).upos == article.token(at).upos;
        return if alike && !own { of_word(article, lexicon, head, steps) } else { Modality::Actual };
    }
    let Some(tie) = tie(article, at) else { return unasked(article, lexicon, at, head) };
    let passive = article.is_passive(head);
    let known = wordings(article, head).iter().find_map(|words| governors::effect(words, tie, passive));
    if let Some(mut effect) = known {
        if tie == Tie::To && has_condition(article, head) {
            return Modality::Conditional;
        }
        if article.one(head, "obj").is_some_and(|o| o != at) || article.one(at, "nsubj").is_some() {
            effect.makes = effect.other;
        }
        return through(article, lexicon, effect, head, steps);
    }
    match (tie, deprel) {
        (Tie::To | Tie::Ing | Tie::Of, "xcomp") => of_word(article, lexicon, head, steps),
        // "the first to condemn", "the only state to recognise it"
        (Tie::To, "acl") => {
            let single = |at: At| matches!(article.lemma(at), "first" | "last" | "only" | "latest" | "second" | "third" | "one");
            if single(head) || article.children(head).any(single) { Modality::Actual } else { Modality::Planned }
        }
        (Tie::To, "advcl") => Modality::Planned, // a purpose
        _ => Modality::Actual,
    }
}

/// The ways in which a governor may stand in the table, the longest first: "rule out", "go on", "under way", then the lemma alone.
fn wordings(article: &Article, governor: At) -> Vec<String> {
    let lemma = article.lemma(governor);
    let adverbs = article.by(governor, "advmod").filter(|&a| a > governor).map(|a| format!("{lemma} {}", article.lemma(a)));
    let preposition = article.preposition(governor).map(|p| format!("{p} {lemma}"));
    adverbs.chain(preposition).chain([phrasal(article, governor).into_owned(), lemma.to_owned()]).collect()
}

/// What a governor's effect comes to, the governor's own modality considered.
fn through(article: &Article, lexicon: &Lexicon, effect: Effect, governor: At, steps: usize) -> Modality {
    if effect.makes == Modality::Negated || effect.makes == Modality::Hypothetical {
        return if is_denied(article, governor) { effect.denied } else { effect.makes };
    }
    match (effect.makes, of_word(article, lexicon, governor, steps.saturating_sub(1))) {
        (Modality::Actual, own) => own,
        (_, Modality::Negated) => effect.denied,
        (_, Modality::Conditional) => Modality::Conditional,
        (makes, _) => makes,
    }
}

/// What the way a clause is joined to the word above makes of it.
fn joined(article: &Article, lexicon: &Lexicon, clause: At, head: At) -> Option<Modality> {
    let marked = |words: &[&str]| article.by(clause, "mark").chain(article.by(clause, "case")).any(|m| words.contains(&article.lemma(m)));
    // "stopped short of recognising him"
    let short = || article.lemma(head) == "short" || article.by(head, "advmod").any(|a| article.lemma(a) == "short");
    let relation = article.token(clause).relation();
    match relation {
        "advcl" | "obl" | "nmod" | "acl" if marked(&["without", "instead", "rather"]) || marked(&["of"]) && short() => {
            Some(Modality::Negated)
        }
        // "in the event of an attack", "in case of war"
        "obl" | "nmod" if article.has_preposition(clause, &["in case of", "in event of"]) => Some(Modality::Conditional),
        "nmod" | "acl"
            if matches!(article.lemma(head), "event" | "case") && article.has_preposition(head, &["in"]) && marked(&["of", "that"]) =>
        {
            Some(Modality::Conditional)
        }
        // What must come before something that has not happened has not happened either.
        "advcl" if marked(&["until", "once", "when", "before"]) => {
            let main = of_clause(article, lexicon, head);
            matches!(main, Modality::Planned | Modality::Conditional).then_some(Modality::Conditional)
        }
        // "anyone who attacked them": nobody has, as far as is told
        "acl" if article.deprel(clause) == "acl:relcl" => {
            let anyone = matches!(article.lemma(head), "anyone" | "anybody" | "whoever");
            (anyone || article.by(head, "det").any(|d| article.lemma(d) == "any")).then_some(Modality::Conditional)
        }
        _ => None,
    }
}

/// "Any use of them would be met with force": the subject of what would happen may not happen either.
fn unasked(article: &Article, lexicon: &Lexicon, at: At, head: At) -> Modality {
    let subject = matches!(article.deprel(at), "nsubj" | "nsubj:pass" | "csubj") && article.token(at).upos == Upos::Noun;
    let indefinite = || article.by(at, "det").all(|d| matches!(article.lemma(d), "a" | "an" | "any"));
    let any = || article.by(at, "det").any(|d| article.lemma(d) == "any");
    let would = || of_clause(article, lexicon, head) == Modality::Conditional;
    if subject && (any() || indefinite() && would()) { Modality::Conditional } else { Modality::Actual }
}
