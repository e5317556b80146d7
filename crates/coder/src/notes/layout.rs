//! What the lines of a text show: speakers of a transcript, and an end in mid-sentence.

use super::NoteDraft;
use crate::article::Article;
use crate::gazetteer::{Gazetteer, Known};
use crate::mentions::{Form, Mentions};
use chancery_record::{ByteSpan, NoteKind};

/// Words before a colon that head a line and speak nothing.
const HEADINGS: [&str; 60] = [
    "update",
    "updated",
    "updates",
    "analysis",
    "live",
    "breaking",
    "exclusive",
    "watch",
    "photos",
    "photo",
    "video",
    "videos",
    "read",
    "source",
    "sources",
    "note",
    "opinion",
    "explainer",
    "factbox",
    "timeline",
    "related",
    "see",
    "correction",
    "corrections",
    "editor's",
    "editor’s",
    "key",
    "what",
    "why",
    "how",
    "who",
    "where",
    "when",
    "caption",
    "tags",
    "topics",
    "background",
    "context",
    "summary",
    "commentary",
    "editorial",
    "interview",
    "review",
    "profile",
    "fact",
    "image",
    "credit",
    "published",
    "by",
    "here's",
    "also",
    "more",
    "listen",
    "graphic",
    "map",
    "download",
    "subject",
    "date",
    "place",
    "location",
];
/// Parts in an interview or hearing.
const PARTS: [&str; 20] = [
    "q",
    "a",
    "question",
    "answer",
    "moderator",
    "interviewer",
    "interviewee",
    "reporter",
    "host",
    "presenter",
    "speaker",
    "chairman",
    "chairwoman",
    "the chairman",
    "correspondent",
    "journalist",
    "anchor",
    "narrator",
    "operator",
    "president",
];
/// Longest name of a speaker, in words.
const LONGEST: usize = 5;
/// Phrases that a cut text ends with.
const ENDINGS: [&str; 14] = [
    "read more",
    "continue reading",
    "keep reading",
    "read the full story",
    "read the full article",
    "read full article",
    "click here to read more",
    "click to read more",
    "subscribe to continue reading",
    "subscribe to read more",
    "sign in to continue reading",
    "to continue reading, subscribe",
    "(more)",
    "[more]",
];
/// A paragraph of fewer words may be a signature.
const SIGNATURE: usize = 6;

/// A line's text without the white space around it, and where it is.
fn lines(text: &str) -> impl Iterator<Item = (ByteSpan, &str)> {
    let mut start = 0;
    text.split('\n').filter_map(move |raw| {
        let inner = raw.trim();
        let begin = start + (raw.len() - raw.trim_start().len());
        start += raw.len() + 1;
        (!inner.is_empty()).then(|| (ByteSpan::new(begin, begin + inner.len()), inner))
    })
}

/// Lines that a speaker's name and a colon begin.
pub(super) fn transcript_lines(article: &Article, mentions: &Mentions, gazetteer: &Gazetteer) -> Vec<NoteDraft> {
    let candidates: Vec<(ByteSpan, Speaker)> =
        lines(article.text).filter_map(|(span, line)| speaker(mentions, gazetteer, span, line)).collect();
    let several = candidates.len() > 1;
    let sure = |speaker: Speaker| speaker == Speaker::Sure || several && speaker == Speaker::Likely;
    candidates
        .into_iter()
        .filter(|c| sure(c.1))
        .map(|(span, _)| NoteDraft {
            kind: NoteKind::TranscriptLine,
            span,
            message: "This line looks like one of a transcript: its words are taken as this speaker's own.".to_owned(),
        })
        .collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Speaker {
    Sure,
    /// Where other lines are of the same make.
    Likely,
}

fn speaker(mentions: &Mentions, gazetteer: &Gazetteer, line: ByteSpan, words: &str) -> Option<(ByteSpan, Speaker)> {
    let (label, said) = words.split_once(':')?;
    if !said.starts_with(char::is_whitespace) || said.trim().is_empty() {
        return None;
    }
    let span = ByteSpan::new(line.start, line.start + label.len() + 1);
    // "LAVROV (in Russian):"
    let name = match label.split_once('(') {
        Some((name, rest)) if rest.trim_end().ends_with(')') => name.trim(),
        Some(_) => return None,
        None => label.trim(),
    };
    let parts: Vec<&str> = name.split_whitespace().collect();
    let lower = name.to_lowercase();
    let plain = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | ','));
    if parts.is_empty()
        || parts.len() > LONGEST
        || !plain
        || parts.iter().any(|p| HEADINGS.contains(&p.trim_end_matches(',').to_lowercase().as_str()))
    {
        return None;
    }
    if PARTS.contains(&lower.as_str()) {
        return Some((span, Speaker::Sure));
    }
    // "NEW DELHI: Police said" is a dateline, "Reuters: …" a source.
    let known = gazetteer.meanings(&lower).iter().chain(gazetteer.meanings(name));
    if known.clone().any(|k| !matches!(k, Known::Person(_))) {
        return None;
    }
    let mut named = mentions.list.iter().filter(|m| m.form == Form::Name && m.entity == "person");
    let person = known.clone().next().is_some() || named.any(|m| line.start <= m.span.start && m.span.end <= span.end);
    let capitals = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let titled =
        parts.iter().all(|p| p.starts_with(char::is_uppercase) || matches!(*p, "de" | "van" | "von" | "al" | "bin" | "der" | "of"));
    match (capitals, titled) {
        (true, _) if person || parts.len() > 1 && parts.len() < 4 && line.start > 0 => {
            Some((span, if person { Speaker::Sure } else { Speaker::Likely }))
        }
        (true, _) => Some((span, Speaker::Likely)),
        // The first line may be a headline: "Macron: We will strike back".
        (false, true) if person && line.start > 0 => Some((span, Speaker::Sure)),
        (false, true) if person => Some((span, Speaker::Likely)),
        _ => None,
    }
}

/// A text that ends in the middle.
pub(super) fn truncated(text: &str) -> Option<NoteDraft> {
    let lines: Vec<(ByteSpan, &str)> = lines(text).collect();
    let &(span, last) = lines.last()?;
    let note = |start: usize, end: usize, message: &str| NoteDraft {
        kind: NoteKind::TruncatedText,
        span: ByteSpan::new(start, end),
        message: message.to_owned(),
    };
    let cut = "The text breaks off here: what follows is not in this record.";
    for dots in ["[…]", "[...]", "(…)", "(...)", "…", "..."] {
        if last.ends_with(dots) {
            return Some(note(span.end - dots.len(), span.end, cut));
        }
    }
    // "[+2345 chars]", as feeds end.
    if let Some(start) = last.rfind("[+").filter(|&s| last[s..].ends_with("chars]")) {
        return Some(note(span.start + start, span.end, cut));
    }
    let tail = last.trim_end_matches(['.', '…', '»', '>', '→', ' ', ':', '!']);
    let lower = tail.to_ascii_lowercase();
    if let Some(ending) = ENDINGS.iter().find(|&&e| lower.ends_with(e) && lower.len() <= e.len() + 60) {
        return Some(note(
            span.start + tail.len() - ending.len(),
            span.start + tail.len(),
            "The text ends with an invitation to read on elsewhere: what follows is not in this record.",
        ));
    }
    let words = |line: &str| line.split_whitespace().count();
    let stops = |line: &str| line.ends_with(['.', '!', '?', '”', '"', '’', '\'', ')', ']', '»', ':', '。', '*', '_']);
    let before: Vec<&str> = lines[..lines.len() - 1].iter().map(|l| l.1).filter(|l| words(l) >= SIGNATURE).collect();
    let usual = before.iter().filter(|l| stops(l)).count() * 4 >= before.len() * 3;
    if before.len() < 2 || !usual || words(last) < SIGNATURE || stops(last) {
        return None;
    }
    let start = last.rfind(char::is_whitespace).map_or(span.start, |s| span.start + s + last[s..].chars().next().map_or(1, char::len_utf8));
    Some(note(start, span.end, "The last paragraph has no final stop: the text may break off here."))
}
