//! The lexicon against its own sentences: each entry must hold where its `yes` sentences say so, and not in its `no` sentences.

use chancery_coder::{Coder, Lexicon};
use chancery_encoder::{Encoder, Model};
use chancery_record::{Document, Event, MadeBy, Participant, PloverType, Span};
use std::collections::{BTreeMap, HashSet};

/// The least share of `yes` sentences in which trigger, type, actor and recipient come out as marked; raised as it rises. A
/// statistical parser is never right every time.
const YES_FLOOR: f64 = 0.93;

/// The least share of `no` sentences that the entry leaves alone.
const NO_FLOOR: f64 = 0.99;

/// Entries whose CAMEO code belongs to another PLOVER type by design: CAMEO has no code of its own for what they mean.
const OTHER_CODES: f64 = 0.05;

/// A sentence with its marks taken out.
#[derive(Default)]
struct Marked {
    text: String,
    actors: Vec<(usize, usize)>,
    recipients: Vec<(usize, usize)>,
    trigger: Option<(usize, usize)>,
}

/// Reads `[actor] {recipient} *trigger*`; offsets count characters.
fn read(sentence: &str) -> Marked {
    let mut marked = Marked::default();
    let (mut at, mut actor, mut recipient, mut trigger) = (0, None, None, None);
    for c in sentence.chars() {
        match c {
            '[' => actor = Some(at),
            '{' => recipient = Some(at),
            ']' => marked.actors.extend(actor.take().map(|start| (start, at))),
            '}' => marked.recipients.extend(recipient.take().map(|start| (start, at))),
            '*' if trigger.is_none() => trigger = Some(at),
            '*' => marked.trigger = trigger.map(|start| (start, at)),
            _ => {
                marked.text.push(c);
                at += 1;
            }
        }
    }
    marked
}

fn touches(span: &Span, (start, end): (usize, usize)) -> bool {
    span.start < end && start < span.end
}

fn all_named(side: &[&[Participant]], marks: &[(usize, usize)]) -> bool {
    marks.iter().all(|&mark| side.iter().copied().flatten().flat_map(|p| &p.spans).any(|s| touches(s, mark)))
}

fn fits(event: &Event, marked: &Marked, event_type: PloverType) -> bool {
    let trigger = marked.trigger.is_some_and(|mark| event.mentions.iter().any(|m| touches(m, mark)));
    let (actors, recipients): (&[Participant], &[Participant]) = (&event.actors, &event.recipients);
    let sides = if event.mutual {
        all_named(&[actors, recipients], &marked.actors) && all_named(&[actors, recipients], &marked.recipients)
    } else {
        all_named(&[actors], &marked.actors) && all_named(&[recipients], &marked.recipients)
    };
    trigger && event.event_type == event_type && sides
}

#[test]
fn entries_hold_in_their_sentences_and_not_elsewhere() {
    let coder = Coder::built_in().expect("the built-in data");
    let encoder = Encoder::new(Model::embedded().expect("the built-in model")).expect("a kernel");
    let events = |text: &str| coder.code(Document::new(text), text, &encoder.parse(text), MadeBy::default()).events;
    let (mut yes, mut yes_held, mut no, mut no_held) = (0_u32, 0_u32, 0_u32, 0_u32);
    for entry in coder.lexicon().entries() {
        for sentence in &entry.yes {
            let marked = read(sentence);
            let found = events(&marked.text);
            yes += 1;
            if found.iter().any(|e| fits(e, &marked, entry.event_type)) {
                yes_held += 1;
            } else {
                let shown: Vec<String> = found
                    .iter()
                    .map(|e| format!("{} {} ({} > {})", e.event_type, e.trigger.text, words(&e.actors), words(&e.recipients)))
                    .collect();
                println!("YES {} {} {sentence}\n      {}", entry.id, entry.event_type, shown.join("; "));
            }
        }
        for sentence in &entry.no {
            let marked = read(sentence);
            no += 1;
            if events(&marked.text).iter().any(|e| e.rule == entry.id) {
                println!("NO  {} {sentence}", entry.id);
            } else {
                no_held += 1;
            }
        }
    }
    let (yes_share, no_share) = (f64::from(yes_held) / f64::from(yes), f64::from(no_held) / f64::from(no));
    println!("yes {yes_held}/{yes} = {yes_share:.3}; no {no_held}/{no} = {no_share:.3}");
    assert!(yes_share >= YES_FLOOR, "only {yes_share:.3} of the sentences in which an entry holds come out right");
    assert!(no_share >= NO_FLOOR, "only {no_share:.3} of the sentences in which an entry does not hold stay free of it");
}

fn words(side: &[Participant]) -> String {
    side.iter().flat_map(|p| &p.spans).map(|s| s.text.as_str()).collect::<Vec<_>>().join(", ")
}

#[test]
fn every_entry_is_whole() {
    let lexicon = Lexicon::built_in().expect("the built-in lexicon");
    let mut ids = HashSet::new();
    assert!(lexicon.entries().len() >= 600, "{} entries", lexicon.entries().len());
    for entry in lexicon.entries() {
        assert!(ids.insert(&entry.id), "{} is there twice", entry.id);
        assert!(!entry.yes.is_empty() && !entry.no.is_empty(), "{} lacks a sentence", entry.id);
        assert!(
            entry.mode.is_none_or(|m| entry.event_type.modes().contains(&m)),
            "{}: {:?} is no mode of {}",
            entry.id,
            entry.mode,
            entry.event_type
        );
        assert!(!entry.actor.is_empty(), "{} has nowhere to look for an actor", entry.id);
        for sentence in &entry.yes {
            let marked = read(sentence);
            assert!(marked.trigger.is_some(), "{}: no *trigger* in {sentence}", entry.id);
            assert!(
                !marked.actors.is_empty() || !marked.recipients.is_empty(),
                "{}: neither [actor] nor {{recipient}} in {sentence}",
                entry.id
            );
        }
    }
}

#[test]
fn codes_of_cameo_agree_with_types_of_plover() {
    let lexicon = Lexicon::built_in().expect("the built-in lexicon");
    let mut others: BTreeMap<String, usize> = BTreeMap::new();
    for entry in lexicon.entries().iter().filter(|e| e.cameo.plover() != Some(e.event_type)) {
        println!("{} {} {}", entry.id, entry.event_type, entry.cameo.as_str());
        *others.entry(format!("{} {}", entry.event_type, entry.cameo.as_str())).or_default() += 1;
    }
    let share = others.values().sum::<usize>() as f64 / lexicon.entries().len() as f64;
    assert!(share <= OTHER_CODES, "{share:.3} of the entries have a code of another type: {others:?}");
}
