//! Who did what to whom: the lexicon over the tree.
//!
//! A trigger is a verb, noun or adjective with an entry that fits where it stands; the entry says where actor and recipient
//! are to be looked for. "French warplanes struck targets of the group" gives ASSAULT by France on the group.

use crate::actors::Actors;
use crate::article::{Article, At};
use crate::gazetteer::{Gazetteer, Known};
use crate::lexicon::{Entry, Lexicon, Pos};
use crate::mentions::Mentions;
use crate::modality;
use crate::slots::{self, Predicate, Slot};
use crate::statements;
use chancery_encoder::Upos;
use chancery_record::{ByteSpan, Country, Magnitude, Modality, PloverType};
use std::collections::{BTreeMap, BTreeSet};

/// An event while the document is read.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    /// The entry of the lexicon that made it.
    pub entry: &'a Entry,
    /// Who acts, each with the words that say so.
    pub actors: BTreeMap<usize, BTreeSet<ByteSpan>>,
    /// Who is acted on.
    pub recipients: BTreeMap<usize, BTreeSet<ByteSpan>>,
    /// True where the sides act alike.
    pub mutual: bool,
    /// The trigger with its light verb.
    pub predicate: Predicate,
    /// Triggers of this and of later tellings.
    pub mentions: Vec<ByteSpan>,
    /// Whether it happened.
    pub modality: Modality,
    /// The statement whose content it is told in.
    pub voice: Option<usize>,
    /// Dead, injured, arrested, crowd.
    pub magnitude: Magnitude,
    /// 0 to 1.
    pub confidence: f32,
}

/// What the events are made from.
#[derive(Clone, Copy)]
pub struct Input<'a, 'l> {
    /// The article.
    pub article: &'a Article<'a>,
    /// Its mentions.
    pub mentions: &'a Mentions<'a>,
    /// What words mean.
    pub lexicon: &'l Lexicon,
    /// What is known.
    pub gazetteer: &'a Gazetteer,
    /// Its statements.
    pub statements: &'a [statements::Draft],
}

/// The events of an article in the order of their triggers; the same happening told twice is still two here.
pub fn find<'l>(input: Input<'_, 'l>, actors: &mut Actors) -> Vec<Draft<'l>> {
    let mut found: Vec<Draft> = Vec::new();
    // A verb that is an event with its object ("signed the agreement") uses the noun up.
    let mut used: BTreeSet<At> = BTreeSet::new();
    let mut nouns = Vec::new();
    for at in input.article.addresses() {
        let Some(pos) = pos_of(input.article, at) else { continue };
        if pos == Pos::Noun {
            nouns.push(at);
        } else if let Some(event) = event(input, actors, at, pos) {
            if event.entry.object.is_some() {
                used.extend(slots::objects(input.article, at));
            }
            found.push(event);
        }
    }
    for at in nouns {
        if used.contains(&at) {
            continue;
        }
        let Some(event) = event(input, actors, at, Pos::Noun) else { continue };
        // "launched a new attack": one event; and "attacked in an attack" is one too.
        let verb = input.article.head(at);
        let twice = verb.is_some_and(|v| found.iter().any(|e| e.predicate.trigger == v && e.entry.event_type == event.entry.event_type && e.entry.pos == Pos::Verb));
        if !twice {
            found.push(event);
        }
    }
    found.sort_by_key(|e| e.predicate.trigger);
    found
}

fn pos_of(article: &Article, at: At) -> Option<Pos> {
    let token = article.token(at);
    match token.upos {
        Upos::Verb => Some(Pos::Verb),
        Upos::Noun => Some(Pos::Noun),
        // Headlines and titles make names of nouns: "Talks in Geneva".
        Upos::Propn if token.name == "O" => Some(Pos::Noun),
        Upos::Adj => Some(Pos::Adj),
        _ => None,
    }
}

fn event<'l>(input: Input<'_, 'l>, actors: &mut Actors, at: At, pos: Pos) -> Option<Draft<'l>> {
    let article = input.article;
    let predicate = Predicate {
        trigger: at,
        carrier: (pos == Pos::Noun).then(|| carrier(input, at)).flatten(),
    };
    let mut fitting: Vec<&Entry> = input.lexicon.entries_of(article.lemma(at)).filter(|e| e.pos == pos && fits(input, actors, e, predicate)).collect();
    fitting.sort_by_key(|e| std::cmp::Reverse(e.specificity()));
    fitting.into_iter().find_map(|entry| with_arguments(input, actors, entry, predicate))
}

/// The light verb that carries a noun: "launched a strike", "talks were held", "the strike that he ordered".
fn carrier(input: Input, noun: At) -> Option<At> {
    let article = input.article;
    let top = article.first_conjunct(noun);
    let verb = article.head(top).filter(|&v| article.token(v).upos == Upos::Verb);
    let direct = verb.filter(|&v| {
        let Some(light) = input.lexicon.light(&modality::phrasal(article, v)) else { return false };
        match article.deprel(top) {
            "obj" | "nsubj:pass" => light.object,
            "nsubj" => light.subject || (light.object && article.is_passive(v)),
            "obl" => matches!(article.lemma(v), "engage" | "go" | "be" | "participate" | "join" | "enter") && article.preposition(top).is_some_and(|p| matches!(p.as_str(), "in" | "on" | "into")),
            _ => false,
        }
    });
    direct.or_else(|| {
        article
            .children(noun)
            .find(|&c| matches!(article.deprel(c), "acl" | "acl:relcl") && article.token(c).upos == Upos::Verb && input.lexicon.light(&modality::phrasal(article, c)).is_some_and(|l| l.object))
    })
}

/// True where an entry's words, object, complement and needs are all there.
fn fits(input: Input, actors: &Actors, entry: &Entry, predicate: Predicate) -> bool {
    let article = input.article;
    let at = predicate.trigger;
    words_fit(article, entry, at)
        && entry.object.as_ref().is_none_or(|objects| slots::objects(article, at).iter().any(|&o| named(article, o, objects)))
        && entry.complement.as_ref().is_none_or(|verbs| slots::complements(article, at).iter().any(|&c| verbs.contains(article.lemma(c)) || verbs.contains(&modality::phrasal(article, c))))
        && entry.needs.iter().all(|slot| match slot {
            Slot::Comp => !slots::complements(article, at).is_empty(),
            slot => slots::fill(article, predicate, slot).iter().any(|&f| resolve(input, actors, f).is_some()),
        })
}

/// True where a noun, alone or with the word before it, is in a class: "weapon", "tear gas".
fn named(article: &Article, noun: At, class: &std::collections::HashSet<String>) -> bool {
    class.contains(article.lemma(noun))
        || class.contains(&article.token(noun).form.to_lowercase())
        || article.by(noun, "compound").chain(article.by(noun, "amod")).any(|c| class.contains(&format!("{} {}", article.lemma(c), article.lemma(noun))))
}

/// The words of a multiword entry around its trigger.
fn words_fit(article: &Article, entry: &Entry, at: At) -> bool {
    let is = |token: At, word: &str| article.lemma(token) == word || article.token(token).form.eq_ignore_ascii_case(word);
    let length = article.sentence(at.sentence).tokens.len();
    let before = entry.before.iter().rev().enumerate().all(|(k, word)| {
        let adjacent = at.token.checked_sub(k + 1).is_some_and(|token| is(At { token, ..at }, word));
        adjacent || article.preposition(at).as_deref() == Some(word)
    });
    let after = match entry.pos {
        Pos::Verb => entry.after.iter().all(|word| {
            article.children(at).any(|c| {
                c > at && ((is(c, word) && matches!(article.token(c).relation(), "compound" | "advmod" | "xcomp" | "obl" | "obj" | "advcl" | "case")) || article.children(c).any(|d| is(d, word) && d > at && article.token(c).relation() != "ccomp"))
            })
        }),
        _ => entry.after.iter().enumerate().all(|(k, word)| at.token + k + 1 < length && is(At { token: at.token + k + 1, ..at }, word)),
    };
    before && after
}

/// What an argument comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Resolved {
    Actor(usize, ByteSpan),
    Place(Country, ByteSpan),
}

/// The actor that an argument is, or the country of the place that it is.
fn resolve(input: Input, actors: &Actors, at: At) -> Option<Resolved> {
    let mention = actors.mention_at(input.article, input.mentions, at)?;
    let m = &input.mentions.list[mention];
    if let Some(actor) = actors.of[mention] {
        return Some(Resolved::Actor(actor, m.span));
    }
    let country = m.known.iter().find_map(|k| if let Known::Place(i) = *k { input.gazetteer.places[i].country } else { None });
    country.map(|c| Resolved::Place(c, m.span))
}

type Side = BTreeMap<usize, BTreeSet<ByteSpan>>;

fn with_arguments<'l>(input: Input<'_, 'l>, actors: &mut Actors, entry: &'l Entry, predicate: Predicate) -> Option<Draft<'l>> {
    let (mut doers, direct_actor) = side(input, actors, predicate, &entry.actor, false, &Side::new());
    let (recipients, direct_recipient) = side(input, actors, predicate, &entry.recipient, true, &doers);
    let mut recipients = recipients;
    if entry.actor.iter().any(|s| matches!(s, Slot::Mod | Slot::Poss)) && recipients.is_empty() && doers.is_empty() {
        return None;
    }
    recipients.retain(|a, _| !doers.contains_key(a));
    if doers.is_empty() && recipients.is_empty() {
        return None;
    }
    let mutual = entry.mutual && recipients.is_empty() && doers.len() > 1;
    let political = doers.keys().chain(recipients.keys()).any(|&a| actors.list[a].country.is_some() || !actors.list[a].sectors.is_empty() || actors.list[a].known.is_some());
    if !political {
        return None;
    }
    // An actor that is only a guess from a possessor or a nationality is worth less; so is half a pair.
    let mut confidence: f32 = 0.9;
    if doers.is_empty() {
        confidence -= 0.25;
    } else if !direct_actor {
        confidence -= 0.1;
    }
    if recipients.is_empty() && !mutual && !entry.recipient.is_empty() {
        confidence -= 0.15;
    } else if !recipients.is_empty() && !direct_recipient {
        confidence -= 0.1;
    }
    if entry.pos == Pos::Noun && predicate.carrier.is_none() {
        confidence -= 0.1;
    }
    let article = input.article;
    let trigger = article.token(predicate.trigger).span;
    let voice = voice(input.statements, predicate.trigger);
    doers.retain(|_, spans| !spans.is_empty());
    Some(Draft {
        entry,
        actors: doers,
        recipients,
        mutual,
        predicate,
        mentions: vec![trigger],
        modality: modality::of(article, input.lexicon, predicate),
        voice,
        magnitude: magnitude(article, entry.event_type, predicate),
        confidence,
    })
}

/// The innermost statement whose content holds a token.
pub fn voice(statements: &[statements::Draft], at: At) -> Option<usize> {
    (0..statements.len()).filter(|&s| statements[s].tokens.contains(&at)).min_by_key(|&s| statements[s].tokens.len())
}

/// The actors in the first slot that has any; and whether they stand in it themselves rather than inside its phrase.
fn side(input: Input, actors: &mut Actors, predicate: Predicate, slots: &[Slot], places: bool, others: &Side) -> (Side, bool) {
    for direct in [true, false] {
        for slot in slots {
            let mut found = Side::new();
            for filler in slots::fill(input.article, predicate, slot) {
                let heads = if direct { vec![filler] } else { belonging(input.article, filler) };
                for head in heads {
                    match resolve(input, actors, head) {
                        Some(Resolved::Actor(actor, span)) if !others.contains_key(&actor) => {
                            found.entry(actor).or_default().insert(span);
                        }
                        Some(Resolved::Place(country, span)) if places => {
                            if let Some(actor) = actors.ensure_state(input.gazetteer, country).filter(|a| !others.contains_key(a)) {
                                found.entry(actor).or_default().insert(span);
                            }
                        }
                        _ => {}
                    }
                }
            }
            if !found.is_empty() {
                return (found, direct);
            }
        }
    }
    (Side::new(), true)
}

/// Whose a thing is: "French warplanes", "Russia's missiles", "targets of the group", "a hospital in Gaza".
fn belonging(article: &Article, noun: At) -> Vec<At> {
    if article.token(noun).upos == Upos::Pron {
        return Vec::new();
    }
    let mut found: Vec<At> = article.by(noun, "nmod:poss").collect();
    found.extend(article.children(noun).filter(|&c| c < noun && matches!(article.token(c).relation(), "compound" | "amod")));
    found.extend(article.by(noun, "nmod").filter(|&n| article.preposition(n).is_some_and(|p| matches!(p.as_str(), "of" | "in" | "by" | "from" | "near" | "at"))));
    found
}

/// Numbers that say how large it was.
fn magnitude(article: &Article, event_type: PloverType, predicate: Predicate) -> Magnitude {
    let mut magnitude = Magnitude::default();
    let mut verbs = vec![predicate.trigger];
    verbs.extend(predicate.carrier);
    verbs.extend(article.children(predicate.carrier.unwrap_or(predicate.trigger)).filter(|&c| matches!(article.deprel(c), "advcl" | "conj" | "acl")));
    let deeper: Vec<At> = verbs.iter().flat_map(|&v| article.by(v, "conj")).collect();
    verbs.extend(deeper);
    for verb in verbs {
        let counted = || slots::objects(article, verb).into_iter().find_map(|o| count(article, o));
        match article.lemma(verb) {
            "kill" | "murder" | "massacre" | "execute" if event_type == PloverType::Assault => magnitude.dead = magnitude.dead.or_else(counted),
            "wound" | "injure" | "hurt" if event_type == PloverType::Assault => magnitude.injured = magnitude.injured.or_else(counted),
            "arrest" | "detain" | "jail" if matches!(event_type, PloverType::Coerce | PloverType::Protest) => magnitude.arrested = magnitude.arrested.or_else(counted),
            _ if event_type == PloverType::Protest && verb == predicate.trigger => magnitude.crowd = slots::subjects(article, verb).into_iter().find_map(|s| count(article, s)),
            _ => {}
        }
    }
    magnitude
}

/// The number in a phrase: "12 people", "at least 30", "dozens" is none.
fn count(article: &Article, noun: At) -> Option<u64> {
    let numeral = if article.token(noun).upos == Upos::Num { Some(noun) } else { article.one(noun, "nummod") }?;
    let own = number(&article.token(numeral).form)?;
    let times = article.by(numeral, "compound").filter_map(|c| number(&article.token(c).form)).next();
    Some(times.map_or(own, |t| t.saturating_mul(own)))
}

fn number(form: &str) -> Option<u64> {
    let plain: String = form.chars().filter(|c| *c != ',').collect();
    if let Ok(n) = plain.parse() {
        return Some(n);
    }
    const WORDS: [(&str, u64); 22] = [
        ("one", 1),
        ("two", 2),
        ("three", 3),
        ("four", 4),
        ("five", 5),
        ("six", 6),
        ("seven", 7),
        ("eight", 8),
        ("nine", 9),
        ("ten", 10),
        ("eleven", 11),
        ("twelve", 12),
        ("thirteen", 13),
        ("fourteen", 14),
        ("fifteen", 15),
        ("sixteen", 16),
        ("seventeen", 17),
        ("eighteen", 18),
        ("nineteen", 19),
        ("twenty", 20),
        ("thousand", 1000),
        ("million", 1_000_000),
    ];
    let lower = form.to_lowercase();
    WORDS.iter().find(|(w, _)| *w == lower).map(|w| w.1)
}

/// Joins tellings of one happening: same type, same sides, same standing, no date that says otherwise.
pub fn merge<'a>(events: Vec<Draft<'a>>, dates: &[Option<usize>], same_date: impl Fn(Option<usize>, Option<usize>) -> bool) -> (Vec<Draft<'a>>, Vec<Option<usize>>) {
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
                k.actors.keys().eq(event.actors.keys()) && k.recipients.keys().eq(event.recipients.keys()) && !k.actors.is_empty() && !k.recipients.is_empty()
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
