//! Limits that are not to be crossed, in whatever words.

use super::clauses::{is_future, whoever};
use super::conditions::{condition_of, consequence, is_fate, is_marker, phrase};
use super::sides::{can_bind, is_anyone, is_own};
use super::{Bond, Input, country, first_person, is_form, is_negated, resolve, trigger_in};
use crate::article::{Article, At};
use crate::slots;
use crate::statements;
use chancery_encoder::Upos;
use chancery_record::CommitmentKind;

/// "X is a red line", "crossing it is a red line for us".
pub(super) fn line(input: Input, statement: &statements::Draft, at: At, subjects: &[At]) -> Option<Bond> {
    let article = input.article;
    // "would cross a line": what would be crossed need not be called red.
    let crossing = article.lemma(at) == "cross" && is_future(article, at) && can_bind(input, statement.speaker);
    let red = |t: At| {
        is_form(article, t, &["line", "lines", "threshold"]) && (crossing || article.children(t).any(|c| is_form(article, c, &["red"])))
    };
    let noun = if red(at) {
        at
    } else {
        article.children(at).find(|&c| red(c) && matches!(article.token(c).relation(), "obj" | "obl" | "xcomp" | "nsubj" | "nmod"))?
    };
    if is_negated(article, at) {
        return None;
    }
    let crossed = is_form(article, at, &["cross", "crosses", "crossed", "crossing"]);
    let drawn = is_form(article, at, &["draw", "drew", "drawn", "set", "sets"]);
    let subject = subjects.iter().copied().find(|&s| s != noun && !is_own(input, statement, s));
    if crossed && !is_future(article, at) {
        return None; // a line that was crossed is a charge
    }
    if statement.speaker.is_some() && !can_bind(input, statement.speaker) {
        return None;
    }
    let over = || {
        article
            .by(noun, "nmod")
            .chain(article.by(at, "obl"))
            .find(|&n| article.preposition(n).is_some_and(|p| matches!(p.as_str(), "at" | "on" | "over")))
    };
    let condition = if drawn { over() } else { subject.filter(|&s| article.token(s).upos != Upos::Pron).or_else(over) };
    let bound = article
        .by(noun, "nmod")
        .chain(article.by(at, "obl"))
        .find(|&n| article.preposition(n).as_deref() == Some("for"))
        .filter(|&n| !first_person(article, n))
        .and_then(|n| resolve(input, n));
    // Another's red line is no commitment of the speaker's.
    if bound.is_some_and(|b| country(input, Some(b)).is_some() && country(input, Some(b)) != country(input, statement.speaker)) {
        return None;
    }
    let answer = article
        .by(at, "conj")
        .filter(|&v| input.words.bring.has(article, v))
        .flat_map(|v| article.children(v))
        .find(|&c| input.words.response.has(article, c));
    Some(Bond {
        kind: CommitmentKind::RedLine,
        issuer: bound,
        condition: condition.map(|c| {
            phrase(article, c, |x| {
                article.deprel(x) == "acl:relcl" || (article.head(x) == Some(c) && matches!(article.token(x).relation(), "case" | "mark"))
            })
        }),
        consequence: answer.map(|a| phrase(article, a, |_| false)),
    })
}

/// "all options are on the table": a consequence left open.
pub(super) fn options(input: Input, statement: &statements::Draft, at: At, subjects: &[At]) -> Option<Bond> {
    let article = input.article;
    let table = is_form(article, at, &["table"]) || article.by(at, "obl").any(|o| is_form(article, o, &["table"]));
    let all = subjects.iter().any(|&s| is_form(article, s, &["options", "option", "everything"]) && !is_negated(article, s));
    (table && all && can_bind(input, statement.speaker) && !is_negated(article, at)).then(|| Bond {
        kind: CommitmentKind::Threat,
        issuer: None,
        condition: condition_of(input, at).map(|c| phrase(article, c, |x| is_marker(article, x, c))),
        consequence: None,
    })
}

/// "Any use of them would be met with force", "whoever attacks us will pay", "an attack on it will be treated as an act of war".
pub(super) fn crossing(input: Input, statement: &statements::Draft, at: At, subjects: &[At]) -> Option<Bond> {
    let article = input.article;
    if let Some(bond) = tolerated(input, statement, at) {
        return Some(bond);
    }
    if !is_future(article, at) || is_negated(article, at) || !can_bind(input, statement.speaker) {
        return None;
    }
    let passive = article.is_passive(at);
    let patients = || article.children(at).filter(|&c| matches!(article.deprel(c), "nsubj:pass" | "csubj:pass")).collect();
    let subjects: Vec<At> = if passive { patients() } else { subjects.to_vec() };
    let subject =
        subjects.into_iter().find(|&s| !is_own(input, statement, s) && (s < at || article.within(s, at) || whoever(article, s)))?;
    let anyone = is_anyone(article, subject)
        || is_form(article, subject, &["those", "who"])
        || article.deprel(subject).starts_with("csubj")
        || whoever(article, subject);
    let reaction = reaction(input, statement, at, subject, anyone)?;
    // "those behind this will pay": the deed is done, no limit is named.
    let done = is_form(article, subject, &["those"]) && !article.children(subject).any(|c| article.deprel(c) == "acl:relcl");
    let generic = (anyone || reaction != Reaction::Suffered) && !done;
    let condition = condition_of(input, at);
    let conditional = || condition.map(|c| phrase(article, c, |x| is_marker(article, x, c)));
    let crossed = phrase(article, subject, |c| !anyone && article.deprel(c) == "acl:relcl");
    let aside = |x: At| Some(x) == condition || matches!(article.token(x).relation(), "advcl" | "parataxis" | "ccomp" | "dep" | "appos");
    let noun = arguments(article, at).find(|&n| is_answer(input, n)).filter(|_| reaction == Reaction::Brought);
    Some(Bond {
        kind: if generic { CommitmentKind::RedLine } else { CommitmentKind::Threat },
        issuer: None,
        condition: if generic || done { Some(crossed) } else { conditional() },
        consequence: Some(noun.map_or_else(|| consequence(article, statement, at, condition), |n| phrase(article, n, aside))),
    })
}

/// What a verb says will come of a deed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reaction {
    /// "would be met with force", "would draw reprisals".
    Brought,
    /// "will be treated as an act of war".
    Named,
    /// "will pay a high price", "would be punished": said of who does it.
    Suffered,
}

fn reaction(input: Input, statement: &statements::Draft, at: At, subject: At, anyone: bool) -> Option<Reaction> {
    let article = input.article;
    let words = input.words;
    let passive = article.is_passive(at);
    let person = resolve(input, subject).is_some();
    let deed = article.token(subject).upos == Upos::Noun && !person || anyone;
    let foreign = |n: At| {
        article
            .by(n, "nmod")
            .chain(article.by(at, "obl"))
            .any(|x| article.has_preposition(x, &["from", "by"]) && resolve(input, x).is_some() && !is_own(input, statement, x))
    };
    let answers = || arguments(article, at).any(|n| is_answer(input, n) && !foreign(n));
    // "would be answered in kind": the answer lies in the verb.
    let answered = passive && matches!(article.lemma(at), "answer" | "avenge" | "punish" | "repel" | "retaliate");
    if deed && (answered || words.bring.has(article, at) && answers()) {
        return Some(Reaction::Brought);
    }
    let hostile = |n: At| article.subtree(n).iter().any(|&x| words.aggression.has(article, x));
    if deed && words.regard.has(article, at) && arguments(article, at).any(hostile) {
        return Some(Reaction::Named);
    }
    let somebody = person || anyone || is_form(article, subject, &["you"]);
    let at_us = |n: At| article.subtree(n).iter().any(|&x| first_person(article, x));
    let regrets = is_form(article, at, &["regret"]) && somebody || anyone && arguments(article, at).any(at_us);
    let suffers = words.suffer.has(article, at) && (answers() || regrets);
    // "anybody who attacked French nationals would see France respond at once"
    let harmed =
        |c: At| words.harm.has(article, c) || article.by(c, "acl").chain(article.by(c, "xcomp")).any(|x| words.harm.has(article, x));
    let sees = || article.children(at).any(|c| matches!(article.token(c).relation(), "xcomp" | "ccomp" | "obj") && harmed(c));
    let punished = passive && words.harm.has(article, at);
    (suffers || anyone && (punished || sees())).then_some(Reaction::Suffered)
}

/// What follows a verb as its object or complement.
fn arguments<'a>(article: &'a Article<'a>, verb: At) -> impl Iterator<Item = At> + 'a {
    article
        .children(verb)
        .filter(move |&c| c > verb && matches!(article.token(c).relation(), "obj" | "obl" | "xcomp") && !is_form(article, c, &["us"]))
}

/// A noun for what answers a deed: "reprisals", "a high price".
fn is_answer(input: Input, noun: At) -> bool {
    let answers = |x: &At| input.words.response.has(input.article, *x) || input.words.toll.has(input.article, *x);
    input.article.conjuncts(noun).iter().any(answers)
}

/// "would not be tolerated", "will not go unanswered": a limit in the passive, with whoever speaks behind it.
fn tolerated(input: Input, statement: &statements::Draft, at: At) -> Option<Bond> {
    let article = input.article;
    let unanswered = article.lemma(at) == "go"
        && article.children(at).any(|c| is_form(article, c, &["unanswered", "unpunished"]) && article.token(c).relation() == "xcomp");
    let refused = (article.is_passive(at) && input.words.tolerate.has(article, at)) || unanswered;
    if !refused || !is_negated(article, at) || !is_future(article, at) || !can_bind(input, statement.speaker) {
        return None;
    }
    let subject = article.children(at).find(|&c| matches!(article.token(c).relation(), "nsubj" | "csubj"))?;
    let condition = Some(phrase(article, subject, |_| false));
    Some(Bond { kind: CommitmentKind::RedLine, issuer: None, condition, consequence: None })
}

/// "would be a cause for war", "there would be consequences if …", "our answer will be painful": what follows stands in a noun.
pub(super) fn grave(input: Input, statement: &statements::Draft, at: At, subjects: &[At]) -> Option<Bond> {
    let article = input.article;
    let words = input.words;
    if !is_future(article, at) || is_negated(article, at) || !can_bind(input, statement.speaker) {
        return None;
    }
    let condition = condition_of(input, at).filter(|&c| !is_fate(input, c));
    let on_condition = || condition.map(|c| phrase(article, c, |x| is_marker(article, x, c)));
    let hostile = || {
        matches!(article.lemma(at), "act" | "cause" | "declaration" | "casus" | "reason")
            && article.by(at, "nmod").any(|n| matches!(article.lemma(n), "war" | "aggression" | "belli" | "hostility"))
    };
    let subject = subjects.first().copied();
    let deed = subject.filter(|&s| article.token(s).upos == Upos::Noun && !is_own(input, statement, s));
    if article.token(at).upos == Upos::Noun && hostile() {
        let condition = deed.map(|s| phrase(article, s, |_| false)).or_else(on_condition)?;
        return Some(Bond { kind: CommitmentKind::RedLine, issuer: None, condition: Some(condition), consequence: None });
    }
    // "its answer would be far harsher", "the response will be painful"
    let answer = subject.filter(|&s| is_form(article, s, &["answer", "response", "reply", "retaliation", "reaction", "revenge"]));
    let own = answer.is_some_and(|s| article.by(s, "nmod:poss").any(|p| is_own(input, statement, p)) || condition.is_some());
    // "it would change his calculus", "there would be consequences": what "it" is stands in the condition.
    let empty = || {
        article.children(at).any(|c| {
            let subject = matches!(article.token(c).relation(), "nsubj" | "expl") && is_form(article, c, &["it", "there", "that", "this"]);
            subject && (resolve(input, c).is_none() || words.bring.has(article, at))
        }) && (article.children(at).any(|c| c > at && words.response.has(article, c)) || words.response.has(article, at))
    };
    if own && article.one(at, "cop").is_some() || condition.is_some() && empty() {
        let kind = if condition.is_some() { CommitmentKind::RedLine } else { CommitmentKind::Threat };
        let said = consequence(article, statement, at, condition);
        return Some(Bond { kind, issuer: None, condition: on_condition(), consequence: Some(said) });
    }
    None
}

/// "will treat any Western troops as legitimate targets": the speaker's side names a deed as hostile.
pub(super) fn marked(input: Input, statement: &statements::Draft, at: At, own: bool) -> Option<Bond> {
    let article = input.article;
    if !own
        || !input.words.regard.has(article, at)
        || !is_future(article, at)
        || is_negated(article, at)
        || !can_bind(input, statement.speaker)
    {
        return None;
    }
    let hostile =
        |t: At| matches!(article.lemma(t), "target" | "aggression" | "attack" | "war" | "enemy" | "hostility" | "combatant" | "party");
    let named = article.children(at).find(|&c| {
        c > at
            && article.token(c).relation() != "obj"
            && article.subtree(c).into_iter().any(hostile)
            && article.by(c, "case").any(|m| is_form(article, m, &["as"]))
    });
    let object = slots::objects(article, at).into_iter().find(|&o| o > at)?;
    // The parser hangs "as …" on the object as well.
    let inside = article.by(object, "nmod").find(|&c| article.has_preposition(c, &["as"]) && article.subtree(c).into_iter().any(hostile));
    let named = named.or(inside)?;
    Some(Bond {
        kind: CommitmentKind::RedLine,
        issuer: None,
        condition: Some(phrase(article, object, |c| c == named)),
        consequence: Some(phrase(article, named, |_| false)),
    })
}

/// "will not tolerate attacks on its soil", "would never allow Iran to build a bomb".
pub(super) fn not_tolerated(input: Input, at: At, own: bool, issuer: Option<usize>) -> Option<Bond> {
    let article = input.article;
    if !own || !input.words.tolerate.has(article, at) || !is_negated(article, at) || !is_future(article, at) {
        return None;
    }
    let by = is_form(article, at, &["stand", "sit", "watch"]);
    let inner = article.children(at).find(|&c| matches!(article.deprel(c), "xcomp" | "ccomp") && c > at);
    let object = slots::objects(article, at).into_iter().find(|&o| article.within(o, at));
    let condition = match (object, inner) {
        (Some(o), Some(i)) if o < i => Some(article.span(&[article.subtree(o), article.subtree(i)].concat())),
        (Some(o), _) => Some(phrase(article, o, |_| false)),
        (None, Some(i)) => Some(phrase(article, i, |_| false)),
        (None, None) => condition_of(input, at)
            .or_else(|| article.children(at).find(|&c| article.token(c).relation() == "advcl"))
            .map(|c| phrase(article, c, |x| is_marker(article, x, c))),
    }?;
    // "will not accept the prize": what is turned down is no limit; it is one where somebody's deed is not let happen.
    let deed = by
        || inner.is_some()
        || is_form(article, at, &["let", "allow", "permit"])
        || is_form(article, at, &["tolerate", "countenance", "ignore", "forgive"])
        || trigger_in(input, condition).is_some();
    deed.then_some(Bond { kind: CommitmentKind::RedLine, issuer, condition: Some(condition), consequence: None })
}
