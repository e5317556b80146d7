//! Notes, actors and places, as the text view shows them.

use super::page::{PLAIN, Page, dotted};
use super::styled::Styled;
use crate::style::{ACTOR, DIM, NOTE, PLACE};
use chancery_record::{Actor, Note, Place};

/// Writes one note.
pub fn note(page: &mut Page<'_>, note: &Note) {
    let kind = Styled::new(&note.kind.as_str().replace('_', " "), NOTE);
    let head = dotted([kind, Styled::new(&note.message, PLAIN)]);
    page.entry("!", NOTE, Some(&note.span), &head);
    let words = page.spans([&note.span], &[]);
    page.quotation(&words);
}

/// Writes one actor.
pub fn actor(page: &mut Page<'_>, actor: &Actor) {
    let codes: Vec<&str> = actor.country.iter().map(|c| c.as_str()).chain(actor.sectors.iter().map(|s| s.as_str())).collect();
    let head = dotted([
        Styled::new(&actor.name, ACTOR),
        Styled::new(&actor.kind.as_str().replace('_', " "), PLAIN),
        Styled::new(&codes.join(" "), PLAIN),
        Styled::new(actor.role.as_deref().unwrap_or(""), DIM),
    ]);
    page.entry(&actor.id.to_string(), ACTOR, actor.mentions.first(), &head);
    let mentions = Styled::new(&mentions(actor.mentions.iter().map(|m| m.text.as_str())), DIM);
    page.detail(&mentions);
}

/// Writes one place.
pub fn place(page: &mut Page<'_>, place: &Place) {
    let point = place.coordinates.map_or(String::new(), |p| format!("{:.2}, {:.2}", p.lat, p.lon));
    let head = dotted([
        Styled::new(&place.name, PLACE),
        Styled::new(place.kind.as_str(), PLAIN),
        Styled::new(place.admin.as_deref().unwrap_or(""), PLAIN),
        Styled::new(place.country.map_or("", |c| c.as_str()), PLAIN),
        Styled::new(&point, DIM),
    ]);
    page.entry(&place.id.to_string(), PLACE, place.mentions.first(), &head);
    let mentions = Styled::new(&mentions(place.mentions.iter().map(|m| m.text.as_str())), DIM);
    page.detail(&mentions);
}

/// The different wordings of an entry with how often each stands in the text: "Macron ×3, he ×2".
fn mentions<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for word in words {
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    let named = counts.iter().map(|(word, count)| if *count == 1 { (*word).to_owned() } else { format!("{word} ×{count}") });
    named.collect::<Vec<_>>().join(", ")
}
