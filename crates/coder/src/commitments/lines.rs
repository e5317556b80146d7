//! Limits that are not to be crossed, in whatever words.

use super::clauses::{is_future, whoever};
use super::conditions::{condition_of, consequence, is_marker, phrase};
use super::sides::{can_bind, is_own};
use super::{Bond, Input, country, first_person, is_form, is_negated, resolve, trigger_in};
use crate::article::At;
use crate::slots;
use crate::statements;
use chancery_encoder::Upos;
use chancery_record::CommitmentKind;

/// "X is a red line", "crossing it is a red line for us".
pub(super) fn line(input: Input, statement: &statements::Draft, at: At, subjects: &[At]) -> Option<Bond> {
    let article = input.article;
    let red = |t: At| is_form(article, t, &["line", "lines"]) && article.children(t).any(|c| is_form(article, c, &["red"]));
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
    let words = input.words;
    if !is_future(article, at) || is_negated(article, at) || !can_bind(input, statement.speaker) {
        return None;
    }
    let passive = article.is_passive(at);
    let subjects: Vec<At> = if passive {
        article.children(at).filter(|&c| matches!(article.deprel(c), "nsubj:pass" | "csubj:pass")).collect()
    } else {
        subjects.to_vec()
    };
    let subject = subjects.into_iter().find(|&s| !is_own(input, statement, s) && (article.within(s, at) || whoever(article, s)));
    let answer = |n: At| article.conjuncts(n).iter().any(|&x| words.response.has(article, x) || words.toll.has(article, x));
    let arguments = || {
        article
            .children(at)
            .filter(|&c| c > at && matches!(article.token(c).relation(), "obj" | "obl" | "xcomp") && !is_form(article, c, &["us"]))
    };
    let foreign = |n: At| {
        article.by(n, "nmod").chain(article.by(at, "obl")).any(|x| {
            article.preposition(x).is_some_and(|p| matches!(p.as_str(), "from" | "by"))
                && resolve(input, x).is_some()
                && !is_own(input, statement, x)
        })
    };
    let subject = subject?;
    let person = resolve(input, subject).is_some();
    let anyone = is_form(article, subject, &["whoever", "anyone", "anybody", "those", "who", "everyone", "whosoever"])
        || article.by(subject, "det").any(|d| is_form(article, d, &["any", "whichever", "every"]))
        || article.deprel(subject).starts_with("csubj")
        || whoever(article, subject);
    let deed = article.token(subject).upos == Upos::Noun && !person || anyone;
    let brought = words.bring.has(article, at) && deed && arguments().any(|n| answer(n) && !foreign(n));
    let named = words.regard.has(article, at)
        && deed
        && arguments().any(|n| words.aggression.has(article, n) || article.subtree(n).iter().any(|&x| words.aggression.has(article, x)));
    let suffered = words.suffer.has(article, at)
        && (arguments().any(|n| answer(n) && !foreign(n))
            || is_form(article, at, &["regret"]) && (person || anyone)
            || (anyone && arguments().any(|n| article.subtree(n).iter().any(|&x| first_person(article, x)))));
    // "anybody who attacked French nationals would see France respond at once"
    let seen = anyone
        && article.children(at).any(|c| {
            matches!(article.token(c).relation(), "xcomp" | "ccomp" | "obj")
                && (words.harm.has(article, c) || article.by(c, "acl").chain(article.by(c, "xcomp")).any(|x| words.harm.has(article, x)))
        });
    let punished = passive && words.harm.has(article, at) && anyone;
    if !(brought || named || suffered || seen || punished) {
        return None;
    }
    let generic = deed && (anyone || brought || named);
    let condition = condition_of(input, at);
    let conditional = condition.map(|c| phrase(article, c, |x| is_marker(article, x, c)));
    let crossed = generic.then(|| phrase(article, subject, |c| !anyone && article.deprel(c) == "acl:relcl"));
    let head = arguments().find(|&n| answer(n));
    let kind = if generic { CommitmentKind::RedLine } else { CommitmentKind::Threat };
    Some(Bond {
        kind,
        issuer: None,
        condition: crossed.or(conditional),
        consequence: Some(if brought {
            head.map_or_else(
                || consequence(article, statement, at, condition),
                |h| {
                    phrase(article, h, |x| {
                        Some(x) == condition || matches!(article.token(x).relation(), "advcl" | "parataxis" | "ccomp" | "dep" | "appos")
                    })
                },
            )
        } else {
            consequence(article, statement, at, condition)
        }),
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
        || is_form(article, at, &["tolerate", "countenance", "ignore", "forgive"])
        || trigger_in(input, condition).is_some();
    deed.then_some(Bond { kind: CommitmentKind::RedLine, issuer, condition: Some(condition), consequence: None })
}
