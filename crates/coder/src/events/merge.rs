//! One happening told more than once in an article.

use super::Draft;
use std::collections::BTreeSet;

/// Joins tellings of one happening: same type, same sides, same standing, no date that says otherwise.
pub fn merge<'a>(
    events: Vec<Draft<'a>>,
    dates: &[Option<usize>],
    same_date: impl Fn(Option<usize>, Option<usize>) -> bool,
) -> (Vec<Draft<'a>>, Vec<Option<usize>>) {
    let mut kept: Vec<Draft> = Vec::new();
    let mut kept_dates: Vec<Option<usize>> = Vec::new();
    for (event, &date) in events.into_iter().zip(dates) {
        let sides = |e: &Draft| -> BTreeSet<usize> { e.actors.keys().chain(e.recipients.keys()).copied().collect() };
        let same = |k: &Draft| {
            let both = k.entry.mutual && event.entry.mutual;
            let arguments = if both {
                let (a, b) = (sides(k), sides(&event));
                a == b && a.len() > 1
            } else {
                k.actors.keys().eq(event.actors.keys())
                    && k.recipients.keys().eq(event.recipients.keys())
                    && !k.actors.is_empty()
                    && !k.recipients.is_empty()
            };
            k.entry.event_type == event.entry.event_type && arguments && k.modality == event.modality && k.voice == event.voice
        };
        match (0..kept.len()).find(|&i| same(&kept[i]) && same_date(kept_dates[i], date)) {
            Some(i) => {
                let into = &mut kept[i];
                into.mentions.extend(event.mentions);
                for (actor, spans) in event.actors {
                    if into.recipients.contains_key(&actor) {
                        into.recipients.entry(actor).or_default().extend(spans);
                    } else {
                        into.actors.entry(actor).or_default().extend(spans);
                    }
                }
                for (actor, spans) in event.recipients {
                    if into.actors.contains_key(&actor) {
                        into.actors.entry(actor).or_default().extend(spans);
                    } else {
                        into.recipients.entry(actor).or_default().extend(spans);
                    }
                }
                into.confidence = into.confidence.max(event.confidence);
                kept_dates[i] = kept_dates[i].or(date);
            }
            None => {
                kept.push(event);
                kept_dates.push(date);
            }
        }
    }
    (kept, kept_dates)
}
