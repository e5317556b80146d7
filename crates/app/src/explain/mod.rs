//! `chancery read --explain ID`: why an entry was made. Its words, the tree of its sentence, the rule and the confidence.

mod parts;
mod sentence;
mod tree;

use crate::article::Article;
use crate::message::Message;
use crate::style::{DIM, TITLE};
use crate::view::page::Page;
use crate::view::styled::Styled;
use chancery_encoder::{Parse, Sentence};
use chancery_record::{ByteSpan, Record};
pub use parts::Entry;

/// The explanation of the entry `id`, `width` columns wide, with colours.
///
/// # Errors
/// A message where the record has no such entry.
pub fn render(article: &Article, record: &Record, parse: &Parse, id: &str, width: usize) -> Result<String, Message> {
    let Some(entry) = parts::find(record, id) else {
        return Err(Message::error(&article.name, format!("there is no entry {id:?} in its record"), known(record)));
    };
    let mut page = Page::new(article, record, width);
    page.rule(&article.name);
    crate::view::entry(&mut page, &entry);
    let parts = entry.parts();
    heading(&mut page, "Words");
    let marks: Vec<sentence::Mark<'_>> =
        parts.iter().filter_map(|part| Some(sentence::Mark { part, bytes: article.places.bytes(part.span)? })).collect();
    let sentences: Vec<&Sentence> = parse.sentences.iter().filter(|s| marks.iter().any(|mark| s.span.overlaps(mark.bytes))).collect();
    for found in &sentences {
        sentence::write(&mut page.out, article, found.span, &marks, width);
    }
    if sentences.is_empty() {
        page.words(&Styled::new("  The text was not parsed.", DIM));
    }
    sentence::legend(&mut page.out, article, &marks, width);
    if let Some(anchor) = entry.anchor().and_then(|span| article.places.bytes(span))
        && let Some(found) = sentences.iter().find(|s| s.span.contains(ByteSpan::new(anchor.start, anchor.start)))
    {
        heading(&mut page, "Tree");
        tree::write(&mut page.out, found, &marks);
    }
    heading(&mut page, "Made by");
    for (label, words) in entry.origin() {
        let mut first = Styled::default();
        first.push_raw(&format!("  {label:<12}"), DIM);
        let mut rest = Styled::default();
        rest.push_raw(&" ".repeat(14), DIM);
        Styled::new(&words, anstyle::Style::new()).write(&mut page.out, width, &first, &rest);
    }
    page.out.push('\n');
    Ok(page.out)
}

fn heading(page: &mut Page<'_>, name: &str) {
    page.heading(name, TITLE);
}

/// What ids there are, as a remedy.
fn known(record: &Record) -> String {
    let lists = [
        ('k', record.commitments.len()),
        ('c', record.claims.len()),
        ('e', record.events.len()),
        ('s', record.statements.len()),
        ('a', record.actors.len()),
        ('p', record.places.len()),
    ];
    let ranges: Vec<String> = lists
        .iter()
        .filter(|(_, n)| *n > 0)
        .map(|(letter, n)| if *n == 1 { format!("{letter}1") } else { format!("{letter}1 to {letter}{n}") })
        .collect();
    if ranges.is_empty() { "the record has no entries".to_owned() } else { format!("it has {}", ranges.join(", ")) }
}
