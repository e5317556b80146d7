//! Events, as the text view shows them.

use super::names::{date, modality};
use super::page::{PLAIN, Page, dotted};
use super::styled::Styled;
use crate::style::{self, ACTOR, CAVEAT, DIM, PLACE, TRIGGER};
use chancery_record::{Event, Magnitude, Participant, Stance};

/// Writes one event.
pub fn write(page: &mut Page<'_>, event: &Event) {
    let color = style::of_quad(event.event_type.quad());
    let mut kind = Styled::new(event.event_type.as_str(), color);
    if let Some(mode) = event.mode {
        kind.push(" ", PLAIN);
        kind.push(mode.as_str(), color);
    }
    let caveats = caveats(page, event).into_iter().map(|words| Styled::new(&words, CAVEAT));
    let head = dotted([kind, sides(page, event)].into_iter().chain(caveats));
    page.entry(&event.id.to_string(), style::EVENT, Some(&event.trigger), &head);
    let sides = event.actors.iter().chain(&event.recipients).flat_map(|p| &p.spans).map(|s| (s, ACTOR));
    let marks: Vec<_> = sides.chain([(&event.trigger, TRIGGER)]).collect();
    let words = if marks.len() == 1 { page.with_context((&event.trigger, TRIGGER)) } else { page.around(&marks) };
    page.quotation(&words);
    let facts = facts(page, event);
    page.detail(&facts);
}

/// Who did it, and to whom.
fn sides(page: &Page<'_>, event: &Event) -> Styled {
    let names = |side: &[Participant], between: &str| {
        let mut names = Styled::default();
        for (n, participant) in side.iter().enumerate() {
            if n > 0 {
                names.push(between, DIM);
            }
            names.push(&page.names.actor(participant.actor), ACTOR);
        }
        names
    };
    if event.mutual && event.recipients.is_empty() {
        return names(&event.actors, " ↔ ");
    }
    let mut sides = names(&event.actors, ", ");
    if !event.recipients.is_empty() {
        if sides.is_empty() {
            sides.push("somebody", DIM);
        }
        sides.push(if event.mutual { " ↔ " } else { " → " }, DIM);
        sides.append(&names(&event.recipients, ", "));
    }
    sides
}

/// What keeps the event from being plain fact: who tells it, whether it came about, who denies it.
fn caveats(page: &Page<'_>, event: &Event) -> Vec<String> {
    let mut caveats = Vec::new();
    caveats.extend(modality(event.modality).map(str::to_owned));
    caveats.extend(event.voice.map(|voice| page.names.voice(voice)));
    let claims = page.record.claims.iter().filter(|claim| claim.event == Some(event.id));
    for position in claims.flat_map(|claim| &claim.positions) {
        let own = position.statement.is_some() && position.statement == event.voice;
        if !own && matches!(position.stance, Stance::Denies | Stance::Doubts) {
            let holder = position.actor.map_or_else(|| "somebody unnamed".to_owned(), |id| page.names.actor(id));
            caveats.push(format!("{} {holder}", super::names::stance(position.stance)));
        }
    }
    if event.historical {
        caveats.push("long before".to_owned());
    }
    caveats
}

/// When, where, how many, and CAMEO's code.
fn facts(page: &Page<'_>, event: &Event) -> Styled {
    let mut parts = Vec::new();
    parts.extend(event.date.as_ref().map(|d| Styled::new(&date(d), PLAIN)));
    parts.extend(event.place.map(|id| {
        let mut place = Styled::new("in ", DIM);
        place.push(&page.names.place(id), PLACE);
        place
    }));
    parts.extend(people(event.magnitude).into_iter().map(|words| Styled::new(&words, PLAIN)));
    let cameo = format!("CAMEO {} {}, {:+.1}", event.cameo, event.cameo.label(), event.goldstein);
    parts.push(Styled::new(&cameo, DIM));
    dotted(parts)
}

/// Numbers of people, in words.
pub fn people(magnitude: Magnitude) -> Vec<String> {
    let Magnitude { dead, injured, arrested, crowd } = magnitude;
    [(dead, "dead"), (injured, "injured"), (arrested, "arrested"), (crowd, "in the crowd")]
        .into_iter()
        .filter_map(|(number, what)| number.map(|n| format!("{n} {what}")))
        .collect()
}
