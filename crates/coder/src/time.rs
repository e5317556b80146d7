//! When something happened: dates and times of the text as intervals of days, and which of them dates an event.
//!
//! "On Monday", "in May 2016", "two weeks ago", "since March": relative wordings are seen from the document's date, and
//! stay unresolved without one.

pub(crate) mod attach;
pub(crate) mod calendar;
mod eras;
pub(crate) mod grammar;
mod meaning;
mod resolve;
pub(crate) mod tense;
mod words;

use crate::article::{Article, At};
use chancery_record::{ByteSpan, Day, Precision};
use meaning::{Meaning, Unit};
use resolve::{Interval, View, resolve};
use tense::{Direction, direction};
use words::Words;

/// Words that say when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeExpression {
    /// The words, with "since" or "until" where they bound the time, without "on" and "in".
    pub span: ByteSpan,
    /// The token that it hangs on: "Monday", "ago", "2015".
    pub head: At,
    /// The first day; `None` where it is open or can't be told.
    pub start: Option<Day>,
    /// The last day, included; `None` where it is open or can't be told.
    pub end: Option<Day>,
    /// How fine the words are.
    pub precision: Precision,
    /// Unit and number of "two days after the talks", while the day of the talks is open.
    distance: Option<(Unit, i32)>,
}

/// Dates what is told as so long before or after another happening ("two days after the talks") by that one's date. `dated` are the words
/// for happenings with their dates.
pub fn reckon(article: &Article, times: &mut [TimeExpression], dated: &[(At, usize)]) {
    for i in 0..times.len() {
        let Some((unit, by)) = times[i].distance else { continue };
        let Some(anchor) = article.head(times[i].head) else { continue };
        let same = |at: At| at == anchor || at < anchor && article.lemma(at) == article.lemma(anchor);
        let day = |t: usize| times.get(t).filter(|_| t != i).and_then(|t| t.start.zip(t.end));
        // The happening itself, else the one told last in the same word.
        let from = dated.iter().filter(|(at, _)| same(*at)).filter_map(|&(at, t)| Some((at, day(t)?))).max_by_key(|(at, _)| *at);
        if let Some((start, end)) = from.and_then(|(_, days)| resolve::from_event(unit, by, days)) {
            (times[i].start, times[i].end) = (Some(start), Some(end));
        }
    }
}

/// An event that ended more than so many days before the document is history.
const HISTORICAL: i64 = 366;
/// Without the document's date, what ended before this year is history: the Soviet Union still stood.
const EARLIER_ERA: u16 = 1992;
/// Types of names that no date is part of.
const NAMES: [&str; 6] = ["organization", "person", "object", "plant", "animal", "substance"];

/// The time expressions of an article in the order of the text.
///
/// `published` is the document's date. Words in quotation marks are seen from the day that the saying is dated to in the
/// same sentence, where it is.
///
/// ```
/// use chancery_coder::{article::Article, time};
/// use chancery_encoder::{Encoder, Model};
/// let text = "They signed the treaty on May 29, 2017.";
/// let parse = Encoder::new(Model::embedded()?)?.parse(text);
/// let times = time::find(&Article::new(text, &parse), None);
/// assert_eq!(times[0].span.of(text), "May 29, 2017");
/// assert_eq!(times[0].start.map(|d| d.to_string()).as_deref(), Some("2017-05-29"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn find(article: &Article, published: Option<Day>) -> Vec<TimeExpression> {
    let mut found: Vec<TimeExpression> = Vec::new();
    for sentence in 0..article.parse.sentences.len() {
        let words = Words::new(article, sentence);
        let mut i = 0;
        while i < words.atoms.len() {
            let next = grammar::expression(&words, i).filter(|(end, _)| !in_name(&words, i, *end));
            let Some((end, meaning)) = next else {
                i += 1;
                continue;
            };
            found.extend(expression(article, &words, (i, end), &meaning, published, &found));
            i = end.max(i + 1);
        }
    }
    found
}

/// One wording as a time expression; none for a length of time that only looks like a date ("rebuilt it in two weeks").
fn expression(
    article: &Article,
    words: &Words,
    (from, to): (usize, usize),
    meaning: &Meaning,
    published: Option<Day>,
    before: &[TimeExpression],
) -> Option<TimeExpression> {
    let span = words.span(from, to)?;
    let head = words.head(from, to)?;
    let direction = direction(article, head);
    if matches!(meaning, Meaning::Within { .. }) && direction != Direction::Future {
        return None;
    }
    // "announced on Tuesday that it would resume on Thursday": ahead of that Tuesday.
    let announced = || tense::is_future_in_past(article, head).then(|| told_in(before, head.sentence)).flatten();
    let view = View {
        today: seen_from(article, head, published, before).map(|today| announced().filter(|told| *told < today).unwrap_or(today)),
        told: told(before, head.sentence),
        direction,
        names: names(article, head),
    };
    let Interval { start, end, precision } = resolve(meaning, view);
    let distance = if let Meaning::FromEvent { unit, by } = *meaning { Some((unit, by)) } else { None };
    Some(TimeExpression { span, head, start, end, precision, distance })
}

/// True where the words are part of a name: "Sunday Times", "Theresa May", "the March 23 Movement".
fn in_name(words: &Words, from: usize, to: usize) -> bool {
    let kind = (from..to).map(|i| words.name(i)).find(|kind| NAMES.contains(kind));
    let Some(kind) = kind else { return false };
    let (Some(first), Some(last)) = (words.atoms.get(from), to.checked_sub(1).and_then(|l| words.atoms.get(l))) else { return false };
    let goes_on = words.tokens.get(last.token + 1).is_some_and(|t| t.name.strip_prefix("I-") == Some(kind));
    let begun = words.tokens.get(first.token).is_some_and(|t| t.name.starts_with("I-"));
    // A date that is wholly tagged as a person or body is more likely a wrong tag, unless it could be a given name.
    let digits = (from..to).any(|i| words.digits(i).is_some());
    goes_on || begun || (kind == "person" && !digits && !words.word(from).ends_with("day"))
}

/// The day that "today" is: the document's, or for words in quotation marks the day that the saying is dated to.
fn seen_from(article: &Article, at: At, published: Option<Day>, before: &[TimeExpression]) -> Option<Day> {
    if !article.token(at).quoted {
        return published;
    }
    let outside = before.iter().rev().filter(|t| t.head.sentence == at.sentence && !article.token(t.head).quoted);
    outside.filter(|t| t.precision == Precision::Day).find_map(|t| t.start).or(published)
}

/// The day or, where no day was told, the month told last, in this sentence or the one before.
fn told(before: &[TimeExpression], sentence: usize) -> Option<(Day, Precision)> {
    let near = || before.iter().rev().take_while(|t| t.head.sentence + 1 >= sentence);
    [Precision::Day, Precision::Month].into_iter().find_map(|p| near().filter(|t| t.precision == p).find_map(|t| Some((t.start?, p))))
}

/// The day told last in this sentence.
fn told_in(before: &[TimeExpression], sentence: usize) -> Option<Day> {
    before.iter().rev().take_while(|t| t.head.sentence == sentence).filter(|t| t.precision == Precision::Day).find_map(|t| t.start)
}

/// True where the date stands before a noun as part of what that happening is called: "the July 15 coup".
fn names(article: &Article, at: At) -> bool {
    article
        .head(at)
        .is_some_and(|head| head > at && matches!(article.token(head).upos, chancery_encoder::Upos::Noun | chancery_encoder::Upos::Propn))
        && article.preposition(at).is_none()
        && article.deprel(at) != "nmod:poss"
}

/// The expression that dates an event with that trigger, as an index into `times`.
///
/// It hangs on the trigger or on the verb that carries it ("held talks on Monday", "Monday's meeting", "the 2015
/// agreement"), or on the clause above where both must have happened together. A saying's own date never dates what is
/// said. An event noun whose verb says more than that it happened ("condemned the attack on Monday") stays undated; where
/// the caller knows a light verb that carries it, it asks with that one too.
pub fn of_event(article: &Article, times: &[TimeExpression], trigger: At) -> Option<usize> {
    attach::of_event(article, times, trigger)
}

/// True where the time ended more than a year before the document, or without a document date in an earlier era.
///
/// ```
/// use chancery_coder::{article::Article, time};
/// use chancery_encoder::{Encoder, Model};
/// use chancery_record::Day;
/// let text = "They signed the treaty in 2014.";
/// let parse = Encoder::new(Model::embedded()?)?.parse(text);
/// let times = time::find(&Article::new(text, &parse), None);
/// assert!(time::is_historical(&times[0], Day::new(2017, 5, 30)));
/// assert!(!time::is_historical(&times[0], Day::new(2015, 5, 30)));
/// assert!(!time::is_historical(&times[0], None));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn is_historical(time: &TimeExpression, published: Option<Day>) -> bool {
    match (time.end, published) {
        (Some(end), Some(published)) => calendar::days_between(end, published).is_some_and(|days| days > HISTORICAL),
        (Some(end), None) => end.year() < EARLIER_ERA,
        (None, _) => false,
    }
}

#[cfg(test)]
mod tests;
