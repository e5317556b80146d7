//! Who did what to whom: the lexicon over the tree.
//!
//! A trigger is a verb, noun or adjective with an entry that fits where it stands; the entry says where actor and recipient
//! are to be looked for. "French warplanes struck targets of the group" gives ASSAULT by France on the group.

use crate::actors::Actors;
use crate::article::{Article, At};
use crate::gazetteer::{Gazetteer, Known};
use crate::lexicon::{Entry, Lexicon, Pos};
use crate::magnitude;
use crate::mentions::Mentions;
use crate::modality;
use crate::slots::{self, Predicate, Slot};
use crate::statements;
use chancery_encoder::Upos;
use chancery_record::{ByteSpan, Country, Magnitude, Modality, PloverType, Quad, Sector};
use std::collections::{BTreeMap, BTreeSet, HashSet};

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
        let twice = verb.is_some_and(|v| {
            found.iter().any(|e| e.predicate.trigger == v && e.entry.event_type == event.entry.event_type && e.entry.pos == Pos::Verb)
        });
        if !twice {
            found.push(event);
        }
    }
    let announced: Vec<Draft> = found.iter().filter_map(|event| announcement(input, &found, event)).collect();
    found.extend(announced);
    found.sort_by_key(|e| e.predicate.trigger);
    found
}

/// What the announcement of an act is: "will meet" is to agree to, "will not release" to refuse.
fn announcement<'l>(input: Input<'_, 'l>, found: &[Draft], event: &Draft<'l>) -> Option<Draft<'l>> {
    let clause = event.predicate.carrier.unwrap_or(event.predicate.trigger);
    let refused = event.modality == Modality::Negated;
    let told = matches!(event.modality, Modality::Planned | Modality::Conditional | Modality::Negated)
        && modality::is_announced(input.article, input.lexicon, clause);
    let by_doer = !event.actors.is_empty()
        && (!event.recipients.is_empty() || event.mutual)
        && event.entry.pos != Pos::Adj
        && !input.article.is_passive(clause);
    if !told || !by_doer {
        return None;
    }
    // "agreed to withdraw", "threatened to bomb": the verb above says it already.
    let said = input.article.head(clause).is_some_and(|h| found.iter().any(|e| e.predicate.trigger == h));
    let entry = input.lexicon.intent(event.entry.event_type, refused).filter(|_| !said)?;
    Some(Draft {
        entry,
        modality: Modality::Actual,
        magnitude: Magnitude::default(),
        confidence: (event.confidence + 0.1).min(0.95),
        ..event.clone()
    })
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
    let predicate = Predicate { trigger: at, carrier: (pos == Pos::Noun).then(|| carrier(input, at)).flatten() };
    let joined = hyphenated(article, at);
    let lemma = joined.as_deref().filter(|j| input.lexicon.entries_of(j).next().is_some()).unwrap_or(article.lemma(at));
    let mut fitting: Vec<&Entry> = input.lexicon.entries_of(lemma).filter(|e| e.pos == pos && fits(input, e, predicate)).collect();
    fitting.sort_by_key(|e| std::cmp::Reverse(e.specificity()));
    fitting
        .into_iter()
        .find_map(|entry| with_arguments(input, actors, entry, predicate))
        .or_else(|| loosely(input, actors, lemma, pos, predicate))
}

/// What is said between two known actors with a word that only ever means one thing: a "demand" whose object no entry has
/// foreseen is a demand all the same.
fn loosely<'l>(input: Input<'_, 'l>, actors: &mut Actors, lemma: &str, pos: Pos, predicate: Predicate) -> Option<Draft<'l>> {
    use PloverType as P;
    let mut entries = input.lexicon.entries_of(lemma).filter(|e| e.pos == pos && words_fit(input.article, e, predicate.trigger));
    let entry = entries.next()?;
    let verbal = matches!(entry.event_type, P::Accuse | P::Reject | P::Request | P::Threaten | P::Support | P::Concede);
    if pos == Pos::Adj || !verbal || entries.any(|e| e.event_type != entry.event_type) || input.lexicon.is_ambiguous(lemma) {
        return None;
    }
    let draft = with_arguments(input, actors, entry, predicate)?;
    let official = |side: &Side| side.keys().any(|&a| actors.list[a].country.is_some() || !actors.list[a].sectors.is_empty());
    let both = official(&draft.actors) && official(&draft.recipients);
    both.then_some(Draft { confidence: draft.confidence - 0.15, ..draft })
}

/// "ceasefire" of "cease-fire", which is three tokens.
fn hyphenated(article: &Article, at: At) -> Option<String> {
    let before = |n| at.token.checked_sub(n).map(|token| At { token, ..at });
    let (hyphen, first) = (before(1)?, before(2)?);
    let (hyphen, first) = (article.token(hyphen), article.token(first));
    let close = hyphen.form == "-" && hyphen.span.start == first.span.end && hyphen.span.end == article.token(at).span.start;
    close.then(|| format!("{}{}", first.form.to_lowercase(), article.lemma(at)))
}

/// The light verb that carries a noun: "launched a strike", "talks were held", "the strike that he ordered".
fn carrier(input: Input, noun: At) -> Option<At> {
    let article = input.article;
    let top = article.first_conjunct(noun);
    let verb = article.head(top).filter(|&v| article.token(v).upos == Upos::Verb);
    let direct = verb.filter(|&v| {
        const INTO: [&str; 13] =
            ["engage", "go", "be", "participate", "join", "enter", "remain", "stay", "put", "place", "keep", "use", "hold"];
        let light = || input.lexicon.light(&modality::phrasal(article, v));
        match article.deprel(top) {
            "obj" | "nsubj:pass" => light().is_some_and(|l| l.object),
            "nsubj" => light().is_some_and(|l| l.subject || (l.object && article.is_passive(v))),
            "obl" => INTO.contains(&article.lemma(v)) && article.has_preposition(top, &["in", "on", "into", "as"]),
            _ => false,
        }
    });
    direct.or_else(|| {
        article.children(noun).find(|&c| {
            matches!(article.deprel(c), "acl" | "acl:relcl")
                && article.token(c).upos == Upos::Verb
                && input.lexicon.light(&modality::phrasal(article, c)).is_some_and(|l| l.object)
        })
    })
}

/// True where an entry's words, object, complement and needs are all there.
fn fits(input: Input, entry: &Entry, predicate: Predicate) -> bool {
    let article = input.article;
    let at = predicate.trigger;
    words_fit(article, entry, at)
        && !(entry.event_type == PloverType::Request && is_question(article, at))
        && entry.object.as_ref().is_none_or(|objects| slots::objects(article, at).iter().any(|&o| named(article, o, objects)))
        && entry.complement.as_ref().is_none_or(|verbs| {
            slots::complements(article, at)
                .iter()
                .any(|&c| verbs.contains(article.lemma(c)) || verbs.contains(&*modality::phrasal(article, c)))
        })
        && entry.needs.iter().all(|slot| match slot {
            Slot::Comp => !slots::complements(article, at).is_empty(),
            slot => slots::fill(article, predicate, slot).iter().any(|&f| !slots::is_time(article, f)),
        })
}

/// "asked why they had left": a question put to somebody asks for words, not for deeds.
fn is_question(article: &Article, verb: At) -> bool {
    article.by(verb, "ccomp").any(|clause| {
        article.by(clause, "mark").any(|m| matches!(article.lemma(m), "whether" | "if"))
            || article.children(clause).any(|c| article.token(c).has("PronType=Int"))
    })
}

/// True where a noun, alone or with the word before it, is in a class: "weapon", "tear gas"; or what is counted by it, "$5m in aid".
fn named(article: &Article, noun: At, class: &HashSet<String>) -> bool {
    let own = class.contains(article.lemma(noun))
        || class.contains(&article.token(noun).form.to_lowercase())
        || article
            .by(noun, "compound")
            .chain(article.by(noun, "amod"))
            .any(|c| class.contains(&format!("{} {}", article.lemma(c), article.lemma(noun))));
    own || is_money(article, noun) && class.contains("money") || counted(article, noun).is_some_and(|n| class.contains(article.lemma(n)))
}

fn is_money(article: &Article, noun: At) -> bool {
    article.token(noun).upos == Upos::Sym || article.children(noun).any(|c| article.token(c).upos == Upos::Sym)
}

/// What a word of quantity counts: "troops" of "some of its troops", "aid" of "$5m in aid", "medicine" of "13 tonnes of medicine".
fn counted(article: &Article, noun: At) -> Option<At> {
    const MEASURES: [&str; 32] = [
        "some",
        "most",
        "all",
        "part",
        "number",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "billion",
        "batch",
        "shipment",
        "consignment",
        "delivery",
        "load",
        "convoy",
        "tonne",
        "ton",
        "dose",
        "supply",
        "amount",
        "worth",
        "package",
        "truckload",
        "planeload",
        "group",
        "team",
        "set",
        "piece",
        "percent",
        "%",
        "rest",
    ];
    let quantity = matches!(article.token(noun).upos, Upos::Num | Upos::Sym) || MEASURES.contains(&article.lemma(noun));
    let of = |c: &At| article.has_preposition(*c, &["of", "in", "worth of"]);
    // The phrase hangs on the quantity, or on its verb where the parser took it for a phrase of the verb.
    let mut own = article.by(noun, "nmod").filter(of);
    quantity.then(|| own.next().or_else(|| article.head(noun).and_then(|v| article.by(v, "obl").find(|c| *c > noun && of(c))))).flatten()
}

/// The words of a multiword entry around its trigger.
fn words_fit(article: &Article, entry: &Entry, at: At) -> bool {
    let is = |token: At, word: &str| article.lemma(token) == word || article.token(token).form.eq_ignore_ascii_case(word);
    let length = article.sentence(at.sentence).tokens.len();
    let before = entry.before.iter().rev().enumerate().all(|(k, word)| {
        let adjacent = at.token.checked_sub(k + 1).is_some_and(|token| is(At { token, ..at }, word));
        adjacent || article.has_preposition(at, &[word])
    });
    let after = match entry.pos {
        Pos::Verb => entry.after.iter().all(|word| {
            article.children(at).any(|c| {
                c > at
                    && ((is(c, word)
                        && matches!(article.token(c).relation(), "compound" | "advmod" | "xcomp" | "obl" | "obj" | "advcl" | "case"))
                        || article.children(c).any(|d| is(d, word) && d > at && article.token(c).relation() != "ccomp"))
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

/// How surely an argument is one: it stands in a slot of the entry, inside the phrase that does, or only nearby.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Link {
    Direct,
    Inside,
    Near,
    None,
}

impl Link {
    /// What it takes off the confidence.
    fn doubt(self, actor: bool) -> f32 {
        match (self, actor) {
            (Self::Direct, _) => 0.0,
            (Self::Inside, true) => 0.1,
            (Self::Inside, false) => 0.08,
            (Self::Near, _) => 0.2,
            (Self::None, true) => 0.25,
            (Self::None, false) => 0.15,
        }
    }
}

/// Sectors whose members act in politics only together with somebody else.
const CIVIL: [Sector; 6] = [Sector::Agr, Sector::Bus, Sector::Edu, Sector::Med, Sector::Cvl, Sector::Lab];

fn with_arguments<'l>(input: Input<'_, 'l>, actors: &mut Actors, entry: &'l Entry, predicate: Predicate) -> Option<Draft<'l>> {
    let article = input.article;
    let (mut doers, mut actor_link) = side(input, actors, predicate, &entry.actor, false, &Side::new());
    if doers.is_empty() {
        (doers, actor_link) = nearby_actor(input, actors, entry, predicate);
    }
    let (mut recipients, mut recipient_link) = side(input, actors, predicate, &entry.recipient, true, &doers);
    let mutual = entry.mutual && recipients.is_empty() && doers.len() > 1;
    if recipients.is_empty() && !mutual && !entry.recipient.is_empty() && !doers.is_empty() {
        (recipients, recipient_link) = nearby_recipient(input, actors, entry, predicate, &doers);
    }
    recipients.retain(|a, _| !doers.contains_key(a));
    if doers.is_empty() && recipients.is_empty() {
        return None;
    }
    let mut sides = doers.keys().chain(recipients.keys()).map(|&a| &actors.list[a]);
    let political = if entry.event_type == PloverType::Protest || (!doers.is_empty() && !recipients.is_empty()) {
        sides.any(|a| a.country.is_some() || !a.sectors.is_empty() || a.known.is_some())
    } else {
        // Half a pair counts only where it is somebody in politics: "doctors consulted the records" is no event.
        sides.any(|a| a.country.is_some() || a.known.is_some() || a.sectors.iter().any(|s| !CIVIL.contains(s)))
    };
    if !political {
        return None;
    }
    // What an entry needs must be an actor, or the doer a known one.
    let needed = entry
        .needs
        .iter()
        .filter(|slot| !matches!(slot, Slot::Comp))
        .all(|slot| slots::fill(article, predicate, slot).into_iter().any(|f| whose(input, actors, f)));
    let official = doers.keys().any(|&a| actors.list[a].country.is_some() || !actors.list[a].sectors.is_empty());
    if !needed && !official {
        return None;
    }
    let modality = modality::of(article, input.lexicon, predicate);
    let mut confidence: f32 = 0.9 - actor_link.doubt(true);
    if !mutual && !entry.recipient.is_empty() {
        confidence -= recipient_link.doubt(false);
    }
    if entry.pos == Pos::Noun && predicate.carrier.is_none() {
        confidence -= 0.1;
    }
    // Of two events of one pair, what happened is told more surely than what is wished, planned or ruled out.
    confidence -= match modality {
        Modality::Actual | Modality::Ongoing => 0.0,
        Modality::Planned => 0.08,
        _ => 0.12,
    };
    confidence += 0.002 * f32::from(u8::try_from(entry.specificity()).unwrap_or(u8::MAX).min(32));
    name_pronouns(input, actors, predicate.trigger, &mut doers);
    name_pronouns(input, actors, predicate.trigger, &mut recipients);
    Some(Draft {
        entry,
        actors: doers,
        recipients,
        mutual,
        predicate,
        mentions: vec![article.token(predicate.trigger).span],
        modality,
        voice: voice(input.statements, predicate.trigger),
        magnitude: magnitude::of(article, entry.event_type, predicate),
        confidence: confidence.clamp(0.05, 0.99),
    })
}

/// "Intensified its forces": they are no other side.
fn is_own_force(input: Input, actors: &Actors, head: At, actor: usize, others: &Side) -> bool {
    let force = actors.list[actor].plural && actors.list[actor].sectors.contains(&Sector::Mil);
    let owner = input.article.one(head, "nmod:poss").filter(|_| force);
    owner.and_then(|p| actors.at(input.article, input.mentions, p)).is_some_and(|owner| others.contains_key(&owner))
}

/// True where a phrase is an actor or place, or holds whose it is.
fn whose(input: Input, actors: &Actors, at: At) -> bool {
    std::iter::once(at).chain(belonging(input.article, at)).any(|a| resolve(input, actors, a).is_some())
}

/// Adds to an actor that is only there as a pronoun the words before it in the sentence that name it.
fn name_pronouns(input: Input, actors: &Actors, trigger: At, side: &mut Side) {
    let sentence = input.article.sentence(trigger.sentence).span;
    for (&actor, spans) in side {
        let pronoun = |s: &ByteSpan| input.article.at_byte(s.start).is_some_and(|at| input.article.token(at).upos == Upos::Pron);
        if spans.iter().all(pronoun) {
            let first = spans.iter().next().map_or(0, |s| s.start);
            let named =
                actors.list[actor].mentions.iter().filter(|m| m.start >= sentence.start && m.end <= first && !pronoun(m)).max().copied();
            spans.extend(named);
        }
    }
}

/// An actor outside the slots: the subject of the verb that a noun hangs on ("joined an inquiry", "voiced criticism of"), or
/// whoever says what "it", "he" or "they" would do.
fn nearby_actor(input: Input, actors: &mut Actors, entry: &Entry, predicate: Predicate) -> (Side, Link) {
    let article = input.article;
    let mut near: Vec<At> = Vec::new();
    if entry.pos == Pos::Noun {
        let noun = article.first_conjunct(predicate.trigger);
        let verb = article
            .head(noun)
            .filter(|&v| article.token(v).upos == Upos::Verb && matches!(article.token(noun).relation(), "obj") && !article.is_passive(v));
        // Who condemns a strike, or calls an attack a crime, has not struck: a verb that is an event or a saying of its own lends no doer.
        let deeds = entry.event_type.quad() == Quad::MaterialConflict || entry.event_type.quad() == Quad::MaterialCooperation;
        let apart = |v: &At| {
            let lemma = article.lemma(*v);
            input.lexicon.entries_of(lemma).any(|e| e.pos == Pos::Verb) || (deeds && input.lexicon.cue(lemma, Pos::Verb).is_some())
        };
        near.extend(verb.filter(|v| !apart(v)).into_iter().flat_map(|v| slots::subjects(article, v)));
    } else {
        // "a report accusing the army": whoever put out the report.
        if article.deprel(predicate.trigger).starts_with("acl") {
            let noun = article.head(predicate.trigger);
            let verb = noun
                .and_then(|n| article.head(n))
                .filter(|&v| article.token(v).upos == Upos::Verb && noun.is_some_and(|n| article.deprel(n) == "obj"));
            near.extend(verb.into_iter().flat_map(|v| slots::subjects(article, v)));
        }
        let pronoun = slots::subjects(article, predicate.trigger)
            .into_iter()
            .any(|s| article.token(s).upos == Upos::Pron && matches!(article.lemma(s), "it" | "he" | "she" | "they"));
        let teller = article.head(predicate.trigger).filter(|_| pronoun && article.deprel(predicate.trigger) == "ccomp");
        near.extend(teller.into_iter().flat_map(|t| slots::subjects(article, t)));
    }
    let found = gather(input, actors, &near, false, &Side::new());
    if found.is_empty() { (found, Link::None) } else { (found, Link::Near) }
}

/// A recipient outside the slots: any object or phrase of direction of the trigger, else the first inside its complement.
fn nearby_recipient(input: Input, actors: &mut Actors, entry: &Entry, predicate: Predicate, doers: &Side) -> (Side, Link) {
    let article = input.article;
    let mut tops = vec![predicate.trigger];
    tops.extend(predicate.carrier);
    let mut open: Vec<At> =
        tops.iter().flat_map(|&t| article.children(t)).filter(|&c| Some(c) != predicate.carrier && !tops.contains(&c)).collect();
    let meeting = matches!(entry.event_type, PloverType::Consult) || entry.mutual && doers.len() > 1;
    // Breadth first, so that what stands nearest to the trigger is taken.
    let mut next = 0;
    while next < open.len() && next < 40 {
        let at = open[next];
        next += 1;
        let follows = match article.token(at).relation() {
            "obj" | "iobj" | "xcomp" => true,
            "ccomp" => entry.needs.is_empty(),
            "acl" | "advcl" => article.by(at, "mark").any(|m| matches!(article.lemma(m), "to" | "of" | "from" | "for" | "against")),
            "obl" | "nmod" => {
                let toward = article.deprel(at) == "nmod:poss"
                    || article.has_preposition(
                        at,
                        &["to", "against", "with", "from", "of", "for", "toward", "towards", "into", "by", "between", "at", "on", "over"],
                    );
                (toward || !meeting && article.has_preposition(at, &["in", "inside", "across"]))
                    && !slots::is_time(article, at)
                    && article.deprel(at) != "obl:agent"
                    // "On Ukraine, both called for talks": a topic put first is nobody's target.
                    && (article.deprel(at) != "obl" || at > predicate.trigger)
            }
            "amod" | "compound" => {
                article.head(at).is_some_and(|h| article.is_nominal(h)) && at.token < article.head(at).map_or(0, |h| h.token)
            }
            "nsubj" => article
                .head(at)
                .is_some_and(|h| h != predicate.trigger && Some(h) != predicate.carrier && matches!(article.deprel(h), "ccomp" | "xcomp")),
            "conj" => false,
            _ => false,
        };
        if !follows {
            continue;
        }
        let found = gather(input, actors, &article.conjuncts(at), !meeting, doers);
        if !found.is_empty() {
            return (found, Link::Near);
        }
        open.extend(article.children(at));
    }
    (Side::new(), Link::None)
}

/// The innermost statement whose content holds a token.
pub fn voice(statements: &[statements::Draft], at: At) -> Option<usize> {
    (0..statements.len()).filter(|&s| statements[s].tokens.contains(&at)).min_by_key(|&s| statements[s].tokens.len())
}

/// The actors in the first slot that has any; and whether they stand in it themselves rather than inside its phrase.
fn side(input: Input, actors: &mut Actors, predicate: Predicate, slots: &[Slot], places: bool, others: &Side) -> (Side, Link) {
    for link in [Link::Direct, Link::Inside] {
        for slot in slots {
            let mut fillers = slots::fill(input.article, predicate, slot);
            if link == Link::Inside {
                fillers = fillers.into_iter().flat_map(|f| belonging(input.article, f)).collect();
            }
            let found = gather(input, actors, &fillers, places, others);
            if !found.is_empty() {
                return (found, link);
            }
        }
    }
    (Side::new(), Link::None)
}

/// The actors that phrases are, each with its words; places as their states where `places` says so.
fn gather(input: Input, actors: &mut Actors, heads: &[At], places: bool, others: &Side) -> Side {
    let mut found = Side::new();
    for &head in heads {
        match resolve(input, actors, head) {
            // "the two leaders" are the two.
            Some(Resolved::Actor(actor, span)) if !is_own_force(input, actors, head, actor, others) => {
                let members = &actors.list[actor].members;
                let meant = if members.is_empty() { vec![actor] } else { members.clone() };
                for actor in meant.into_iter().filter(|a| !others.contains_key(a)) {
                    found.entry(actor).or_default().insert(span);
                }
            }
            Some(Resolved::Place(country, span)) if places => {
                if let Some(actor) = actors.ensure_state(input.gazetteer, country).filter(|a| !others.contains_key(a)) {
                    found.entry(actor).or_default().insert(span);
                }
            }
            _ => {}
        }
    }
    found
}

/// Whose a thing is: "French warplanes", "Russia's missiles", "targets of the group", "a hospital in Gaza".
fn belonging(article: &Article, noun: At) -> Vec<At> {
    if article.token(noun).upos == Upos::Pron {
        return Vec::new();
    }
    let mut found: Vec<At> = article.by(noun, "nmod:poss").collect();
    found.extend(article.children(noun).filter(|&c| c < noun && matches!(article.token(c).relation(), "compound" | "amod")));
    found.extend(article.by(noun, "nmod").filter(|&n| article.has_preposition(n, &["of", "in", "by", "from", "near", "at"])));
    found
}

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
