//! The text view: a record for people to read.
//!
//! ```text
//! ── talks.md ───────────────────────────────────────────────────────────────
//! Talks resume
//! The Courier · Ana Ruiz · 2017-05-30
//! 4 actors, 1 place · 2 statements · 1 event · 0 claims · 0 commitments · 0 notes
//!
//! Events
//!   e1  7:14   ACCUSE allege · Macron’s team → Russian hackers
//!              │ Macron’s team had accused Russian hackers
//!              CAMEO 112 accuses, -2.0
//! ```

mod claims;
mod commitments;
mod events;
pub mod names;
mod others;
pub mod page;
mod statements;
pub mod styled;

use crate::article::Article;
use crate::explain::Entry;
use crate::sections::{Section, Sections};
use crate::style::{self, CAVEAT, DIM, TITLE};
use chancery_record::Record;
use page::{PLAIN, Page, dotted};
use styled::Styled;

/// The view of a record, `width` columns wide, with colours.
pub fn render(article: &Article, record: &Record, sections: Sections, width: usize) -> String {
    let mut page = Page::new(article, record, width);
    summary(&mut page);
    let mut any = false;
    for section in sections.iter() {
        any |= write(&mut page, section);
    }
    if !any {
        page.heading("Nothing was entered.", DIM);
    }
    page.out.push('\n');
    page.out
}

/// The top of the page: where the article comes from and how much it holds.
pub fn summary(page: &mut Page<'_>) {
    let (document, name) = (&page.record.document, page.article.name.clone());
    let title = document.title.clone().map(|title| Styled::new(&title, TITLE));
    let source = document.source.as_deref().filter(|source| *source != name).unwrap_or("");
    let published = match &document.published {
        Some(date) => Styled::new(date, PLAIN),
        None => Styled::new("no date", CAVEAT),
    };
    let origin = dotted([
        Styled::new(document.publisher.as_deref().unwrap_or(""), PLAIN),
        Styled::new(&document.authors.join(", "), PLAIN),
        published,
        Styled::new(source, DIM),
    ]);
    let record = page.record;
    let count = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
    let counts = dotted(
        [
            format!("{}, {}", count(record.actors.len(), "actor"), count(record.places.len(), "place")),
            count(record.statements.len(), "statement"),
            count(record.events.len(), "event"),
            count(record.claims.len(), "claim"),
            count(record.commitments.len(), "commitment"),
            count(record.notes.len(), "note"),
        ]
        .map(|words| Styled::new(&words, DIM)),
    );
    page.rule(&name);
    for line in title.iter().chain([&origin, &counts]) {
        page.words(line);
    }
}

/// Writes one entry.
pub fn entry(page: &mut Page<'_>, entry: &Entry<'_>) {
    match entry {
        Entry::Commitment(entry) => commitments::write(page, entry),
        Entry::Claim(entry) => claims::write(page, entry),
        Entry::Event(entry) => events::write(page, entry),
        Entry::Statement(entry) => statements::write(page, entry),
        Entry::Actor(entry) => others::actor(page, entry),
        Entry::Place(entry) => others::place(page, entry),
    }
}

/// Writes a section. False where the record has none of its entries.
fn write(page: &mut Page<'_>, section: Section) -> bool {
    fn all<'a, T>(page: &mut Page<'a>, (name, style): (&str, anstyle::Style), entries: &'a [T], write: fn(&mut Page<'_>, &T)) -> bool {
        if !entries.is_empty() {
            page.heading(name, style.underline());
        }
        for entry in entries {
            write(page, entry);
        }
        !entries.is_empty()
    }
    let record = page.record;
    match section {
        Section::Commitments => all(page, ("Commitments", style::COMMITMENT), &record.commitments, commitments::write),
        Section::Claims => all(page, ("Claims", style::CLAIM), &record.claims, claims::write),
        Section::Events => all(page, ("Events", style::EVENT), &record.events, events::write),
        Section::Statements => all(page, ("Statements", style::STATEMENT), &record.statements, statements::write),
        Section::Notes => all(page, ("Notes", style::NOTE), &record.notes, others::note),
        Section::Actors => all(page, ("Actors", style::ACTOR), &record.actors, others::actor),
        Section::Places => all(page, ("Places", style::PLACE), &record.places, others::place),
    }
}

#[cfg(test)]
mod tests;
