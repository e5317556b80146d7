//! Dates that contradict the calendar or the document's own date.

use super::NoteDraft;
use crate::article::{Article, At};
use crate::time::grammar::WEEKDAYS;
use crate::time::tense::{Direction, direction};
use crate::time::{TimeExpression, calendar};
use chancery_encoder::Upos;
use chancery_record::{Day, NoteKind, Precision};

/// A date without a year is compared with its weekday only within so many days of the document: further off its year is a guess.
const NEAR: i64 = 60;
/// Past verbs that speak of what lies ahead.
const AHEAD: [&str; 22] = [
    "schedule", "set", "plan", "announce", "propose", "postpone", "expect", "delay", "extend", "agree", "promise", "vow", "say", "tell",
    "order", "give", "fix", "expire", "call", "run", "expect", "due",
];

pub(super) fn find(article: &Article, times: &[TimeExpression], published: Option<Day>) -> Vec<NoteDraft> {
    let wrong = |time| {
        let told = || told_too_early(article, time, published).or_else(|| told_too_late(article, time, published));
        wrong_weekday(article, time, published).or_else(told)
    };
    times.iter().filter_map(wrong).collect()
}

/// "Tuesday, May 29, 2017", which was a Monday.
fn wrong_weekday(article: &Article, time: &TimeExpression, published: Option<Day>) -> Option<NoteDraft> {
    let day = time.start.filter(|&s| time.end == Some(s) && time.precision == Precision::Day)?;
    let words = article.text.get(time.span.start..time.span.end)?.to_lowercase();
    let &(said, weekday) = WEEKDAYS.iter().find(|(name, _)| words.contains(name))?;
    let has_day = words.contains(|c: char| c.is_ascii_digit());
    let has_year = words.contains(&day.year().to_string());
    let near = published.and_then(|p| calendar::days_between(p, day)).is_some_and(|d| d.abs() <= NEAR);
    let is = calendar::weekday(day)?;
    if !has_day || is == weekday || !(has_year || near) {
        return None;
    }
    let real = WEEKDAYS.iter().find(|(_, w)| *w == is).map_or("another day", |w| w.0);
    let capital = |name: &str| name[..1].to_uppercase() + &name[1..];
    Some(NoteDraft {
        kind: NoteKind::InconsistentDate,
        span: time.span,
        message: format!("{day} was a {}, not a {}: one of the two is wrong.", capital(real), capital(said)),
    })
}

/// A date after the document's own that a plain past verb tells of as done.
fn told_too_early(article: &Article, time: &TimeExpression, published: Option<Day>) -> Option<NoteDraft> {
    let published = published?;
    let start = time.start.filter(|_| matches!(time.precision, Precision::Day | Precision::Month | Precision::Year))?;
    // What is reckoned from another date ("the next day") may be reckoned wrongly here. A day's slack for the time zones.
    if !article.words(time.span).contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if calendar::days_between(published, start)? < 2 || article.token(time.head).quoted {
        return None;
    }
    let dated = matches!(article.token(time.head).relation(), "obl" | "advmod")
        && article.preposition(time.head).is_none_or(|p| p == "on" || p == "in");
    let verb: At = article.head(time.head).filter(|&v| dated && article.token(v).upos == Upos::Verb)?;
    let main = matches!(article.deprel(verb), "root" | "conj");
    let past = direction(article, time.head) == Direction::Past && !AHEAD.contains(&article.lemma(verb));
    (main && past).then(|| NoteDraft {
        kind: NoteKind::InconsistentDate,
        span: time.span,
        message: format!("The text is dated {published} but tells of {start} or later as past: one of the two dates is wrong."),
    })
}

/// A date well before the document's own that lies ahead in the text: "he is due to retire in July 2012", written in 2021.
fn told_too_late(article: &Article, time: &TimeExpression, published: Option<Day>) -> Option<NoteDraft> {
    let published = published?;
    let end = time.end.filter(|_| matches!(time.precision, Precision::Day | Precision::Month | Precision::Year))?;
    let year = article.words(time.span).contains(&end.year().to_string());
    if !year || calendar::days_between(end, published)? < NEAR || article.token(time.head).quoted {
        return None;
    }
    let finite = |at: At| article.token(at).has("VerbForm=Fin") && article.token(at).has("Tense=Pres");
    let verb = article.head(time.head).filter(|&v| article.token(v).upos == Upos::Verb)?;
    let will = |v: At| article.by(v, "aux").any(|a| matches!(article.lemma(a), "will" | "shall"));
    let due = |v: At| {
        let marked = article.by(v, "mark").chain(article.by(v, "case")).any(|m| matches!(article.lemma(m), "to" | "due"));
        let above = article.head(v).filter(|_| article.deprel(v) == "xcomp");
        let top = above.unwrap_or(v);
        let set = above.is_none_or(|a| matches!(article.lemma(a), "due" | "set" | "schedule" | "plan" | "expect" | "slate"));
        marked && set && article.children(top).any(|c| matches!(article.token(c).relation(), "aux" | "cop") && finite(c))
    };
    (will(verb) || due(verb)).then(|| NoteDraft {
        kind: NoteKind::InconsistentDate,
        span: time.span,
        message: format!("The text is dated {published} but speaks of {end} as still to come: one of the two dates is wrong."),
    })
}
