//! What is disputed: charges and denials, each with who takes which position, matched by what they are about.
//!
//! Positions are read where a word takes one ("accused", "denied", "dismissed as baseless"), in a statement or, where the
//! encoder saw none, in the tree alone. "Kyiv accused Moscow of shelling a ward. Moscow denied it." is one claim with two positions.

use crate::actors::Actors;
use crate::article::{Article, At};
use crate::events;
use crate::lexicon::{Lexicon, Pos};
use crate::mentions::Mentions;
use crate::slots;
use crate::statements;
use crate::wordlists::{self, ClaimWords, lemmas};
use chancery_encoder::Upos;
use chancery_record::{Act, ActorKind, ByteSpan, Modality, PloverType, Polarity, Sector, Stance};
use std::collections::BTreeSet;

/// A claim while the document is read.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Who is said to have done it.
    pub actor: Option<usize>,
    /// The lemma of what is said to have been done.
    pub predicate: String,
    /// To what or whom, in words.
    pub object: Option<String>,
    /// The words that put it.
    pub text: ByteSpan,
    /// The event that it is, by index.
    pub event: Option<usize>,
    /// Who takes which position, by which statement.
    pub positions: Vec<Position>,
    /// Everybody who is said to have done it.
    accused: BTreeSet<usize>,
    /// Stems of the words that carry meaning, to match denials by.
    topic: BTreeSet<String>,
    /// Where it stands.
    at: At,
}

/// One position in a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position {
    /// Who takes it; `None` for charges that nobody is named for.
    pub actor: Option<usize>,
    /// Which.
    pub stance: Stance,
    /// In which statement, by index.
    pub statement: Option<usize>,
}

/// What the claims are made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The article.
    pub article: &'a Article<'a>,
    /// Its mentions.
    pub mentions: &'a Mentions<'a>,
    /// Its actors.
    pub actors: &'a Actors,
    /// What words mean.
    pub lexicon: &'a Lexicon,
    /// The words of disputes.
    pub words: &'a ClaimWords,
    /// Its statements.
    pub statements: &'a [statements::Draft],
    /// Its events.
    pub events: &'a [events::Draft<'a>],
}

/// A word that takes a position, or a statement that may.
#[derive(Clone, Debug)]
struct Site {
    cue: Option<At>,
    speaker: Option<usize>,
    /// Who speaks with the speaker: "the United States, Britain and France".
    others: Vec<usize>,
    statement: Option<usize>,
    tokens: Vec<At>,
    at: At,
}

/// What a site says of a state of affairs.
#[derive(Clone, Debug)]
struct Reading {
    stance: Stance,
    /// The word that says what is claimed; `None` for "it" and "the charge".
    head: Option<At>,
    accused: BTreeSet<usize>,
    /// Who made the charge that is answered, where the text names or implies somebody.
    accuser: Option<Option<usize>>,
    /// The words.
    words: ByteSpan,
    /// What may be left without an earlier claim that it is about.
    alone: bool,
}

/// A denial without content answers a charge at most so many sentences back; of an actor whom the charge does not name, the next one.
const REACH: usize = 5;
/// Content words that a denial by a third party must share with a charge.
const SHARED: usize = 3;

/// The claims of an article in the order of the text.
pub fn find(input: Input) -> Vec<Draft> {
    let mut found: Vec<Draft> = Vec::new();
    for site in sites(input) {
        for reading in read(input, &site) {
            enter(input, &mut found, &site, reading);
        }
    }
    found
}

/// Where positions can be: statements, then verbs and nouns of charge and denial that no statement has as its cue.
fn sites(input: Input) -> Vec<Site> {
    let article = input.article;
    let mut found: Vec<Site> = Vec::new();
    for (index, statement) in input.statements.iter().enumerate() {
        let Some(&first) = statement.tokens.first() else { continue };
        found.push(Site {
            cue: statement.cue,
            speaker: statement.speaker,
            others: statement.cue.map(|c| together(input, c, statement.speaker)).unwrap_or_default(),
            statement: Some(index),
            tokens: statement.tokens.clone(),
            at: statement.cue.unwrap_or(first),
        });
    }
    let cues: BTreeSet<At> = found.iter().filter_map(|s| s.cue).collect();
    let words = input.words;
    for at in article.addresses() {
        let verb = article.token(at).upos == Upos::Verb
            && (words.accuse.has(article, at)
                || words.deny.has(article, at)
                || words.confirm.has(article, at)
                || words.retract.has(article, at));
        let noun = article.token(at).upos == Upos::Noun && words.charge.has(article, at) && inner(article, at).is_some();
        let cued = to_blame(article, at) || cues.contains(&at) || (noun && cues.iter().any(|&c| article.head(at) == Some(c)));
        if cued || !(verb || noun) {
            continue;
        }
        let subjects = if verb { slots::subjects(article, at) } else { owners(article, at) };
        let speaker = subjects.into_iter().find_map(|s| resolve(input, s));
        found.push(Site {
            cue: Some(at),
            speaker,
            others: together(input, at, speaker),
            statement: None,
            tokens: article.subtree_without(at, |c| matches!(article.token(c).relation(), "nsubj" | "conj" | "parataxis" | "cc")),
            at,
        });
    }
    found.sort_by_key(|s| s.at);
    found
}

/// "was to blame": no charge of the subject's, but one against it.
fn to_blame(article: &Article, at: At) -> bool {
    article.lemma(at) == "blame"
        && article.by(at, "mark").any(|m| article.lemma(m) == "to")
        && article.head(at).is_none_or(|h| article.token(at).relation() != "xcomp" || article.lemma(h) == "be")
}

fn resolve(input: Input, at: At) -> Option<usize> {
    input.actors.at(input.article, input.mentions, at)
}

/// Who else is the subject of a cue.
fn together(input: Input, cue: At, speaker: Option<usize>) -> Vec<usize> {
    let subjects: Vec<usize> = slots::subjects(input.article, cue).into_iter().filter_map(|s| resolve(input, s)).collect();
    let joint = speaker.is_some_and(|s| subjects.contains(&s)) && input.article.token(cue).upos == Upos::Verb;
    subjects.into_iter().filter(|&s| joint && Some(s) != speaker).collect()
}

/// The actor that a phrase is or whose thing it is: "Russian jets", "a ship of the navy".
fn resolve_owner(input: Input, at: At) -> Option<usize> {
    let article = input.article;
    resolve(input, at).or_else(|| {
        let before = article.children(at).filter(|&c| c < at && matches!(article.token(c).relation(), "amod" | "compound" | "nmod"));
        let after = article.by(at, "nmod").filter(|&n| article.preposition(n).is_some_and(|p| matches!(p.as_str(), "of" | "from")));
        before.chain(after).find_map(|c| resolve(input, c))
    })
}

/// Whose charge a noun is: "Congo's charge", "accusations by Paris", "US allegations".
fn owners(article: &Article, noun: At) -> Vec<At> {
    let by = article.by(noun, "nmod").filter(|&n| article.preposition(n).is_some_and(|p| matches!(p.as_str(), "by" | "from")));
    let before = article.children(noun).filter(|&c| c < noun && matches!(article.token(c).relation(), "compound" | "amod" | "nmod"));
    article.by(noun, "nmod:poss").chain(by).chain(before).collect()
}

/// What a charge is of: "accusations of meddling", "the charge that it arms rebels"; also where the clause was hung on the verb.
fn inner(article: &Article, noun: At) -> Option<At> {
    let own = article.children(noun).filter(|&c| c > noun).find(|&c| match article.token(c).relation() {
        "acl" | "ccomp" | "advcl" => article.deprel(c) != "acl:relcl" || article.by(c, "mark").any(|m| article.lemma(m) == "that"),
        "nmod" | "obl" => article.preposition(c).is_some_and(|p| matches!(p.as_str(), "of" | "about" | "over")),
        _ => false,
    });
    own.or_else(|| {
        let verb = article.head(noun).filter(|&v| article.token(noun).relation() == "obj" && v < noun)?;
        article.by(verb, "ccomp").find(|&c| {
            let marks = || article.by(c, "mark").filter(|&m| m > noun && matches!(article.lemma(m), "that" | "of"));
            c > noun && marks().next().is_some()
        })
    })
}

/// What the cue does: as the statement has it, or as the lexicon has a form that the parse did not see.
fn meaning(input: Input, site: &Site) -> (Act, Polarity) {
    let known = site.statement.map(|s| (input.statements[s].act, input.statements[s].polarity));
    if let Some(known) = known.filter(|k| *k != (Act::Says, Polarity::Asserts)) {
        return known;
    }
    let Some(cue) = site.cue else { return (Act::Says, Polarity::Asserts) };
    let pos = if input.article.token(cue).upos == Upos::Noun { Pos::Noun } else { Pos::Verb };
    let found = lemmas(input.article, cue).iter().find_map(|l| input.lexicon.cue(l, pos)).map(|c| (c.act, c.polarity));
    found.or(known).unwrap_or((Act::Says, Polarity::Asserts))
}

fn is_negated(article: &Article, at: At) -> bool {
    statements::is_negated(article, at)
        || article.by(at, "det").any(|d| matches!(article.lemma(d), "no" | "neither"))
        || article.children(at).any(|c| article.lemma(c) == "never")
}

/// True for what may, will or should be, and for what stands under a condition: no fact that can be disputed.
fn is_unreal(input: Input, at: At) -> bool {
    let article = input.article;
    let modal = |v: At| {
        article.by(v, "aux").any(|a| {
            matches!(
                article.token(a).form.to_lowercase().as_str(),
                "will"
                    | "would"
                    | "may"
                    | "might"
                    | "can"
                    | "could"
                    | "should"
                    | "shall"
                    | "must"
                    | "wo"
                    | "'ll"
                    | "’ll"
                    | "'d"
                    | "’d"
                    | "ca"
            )
        })
    };
    let conditional = |v: At| article.by(v, "mark").any(|m| matches!(article.lemma(m), "if" | "unless"));
    let purpose = |v: At| {
        let attempted = || {
            article.deprel(v) == "xcomp"
                && article.head(v).is_some_and(|h| input.words.attempt.has(article, h) && !modal(h) && !is_negated(article, h))
        };
        article.by(v, "mark").any(|m| article.lemma(m) == "to") && !matches!(article.deprel(v), "acl" | "ccomp") && !attempted()
    };
    let shared = article.deprel(at) == "conj"
        && article.head(at).is_some_and(modal)
        && !article.children(at).any(|c| article.token(c).relation() == "nsubj");
    modal(at) || conditional(at) || shared || purpose(at) || article.ancestors(at).take(3).any(conditional)
}

/// The positions that a site takes.
fn read(input: Input, site: &Site) -> Vec<Reading> {
    let article = input.article;
    let words = input.words;
    let Some(cue) = site.cue else { return asserted(input, site).into_iter().collect() };
    if is_negated(article, cue) || (article.token(cue).upos == Upos::Verb && is_unreal(input, cue)) {
        return Vec::new();
    }
    let verbal = article.token(cue).upos == Upos::Verb;
    let (act, polarity) = meaning(input, site);
    if let Some(reading) = called_baseless(input, site, cue) {
        return vec![reading];
    }
    if words.retract.has(article, cue) {
        return answer(input, site, cue, Stance::Retracts);
    }
    if words.deny.has(article, cue) || act == Act::Denies || (act == Act::Rejects && polarity == Polarity::Denies) {
        return answer(input, site, cue, Stance::Denies);
    }
    if words.doubt.has(article, cue)
        || polarity == Polarity::Doubts
        || site.tokens.iter().chain([&cue]).any(|&t| article.lemma(t) == "doubt" && article.head(t) == Some(cue))
    {
        return answer(input, site, cue, Stance::Doubts);
    }
    if words.confirm.has(article, cue) || act == Act::Confirms {
        return answer(input, site, cue, Stance::Confirms);
    }
    if act == Act::Accuses || (verbal && words.accuse.has(article, cue)) || words.charge.has(article, cue) {
        return charged(input, site, cue).into_iter().collect();
    }
    match act {
        Act::Says | Act::Announces | Act::Believes | Act::Criticises | Act::Warns | Act::Other if polarity == Polarity::Asserts => {
            own_denial(input, site).or_else(|| asserted(input, site)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// "accused Russia of shelling a ward", "alleged that troops fired", "blamed Iran for the attack", "accusations of fraud".
fn charged(input: Input, site: &Site, cue: At) -> Option<Reading> {
    let article = input.article;
    let verbal = article.token(cue).upos == Upos::Verb;
    let objects: Vec<At> =
        if verbal { slots::objects(article, cue).into_iter().chain(article.by(cue, "iobj")).collect() } else { Vec::new() };
    let clause = article.children(cue).find(|&c| article.deprel(c) == "ccomp");
    let phrase = || {
        let top = article.sentence(cue.sentence).tokens.len();
        ((cue.token + 1)..top).map(|token| At { token, ..cue }).find(|&t| {
            let linked = article
                .by(t, "case")
                .chain(article.by(t, "mark"))
                .any(|c| c > cue && matches!(article.lemma(c), "of" | "for" | "with" | "over"));
            linked && article.within(t, cue) && !objects.contains(&t) && !of_name(input, t)
        })
    };
    let head = if verbal { phrase().or(clause) } else { inner(article, cue) }?;
    let head = down(input, head);
    let mut accused: BTreeSet<usize> = BTreeSet::new();
    if verbal && Some(head) != clause {
        accused.extend(objects.iter().filter_map(|&o| resolve_owner(input, o)));
    }
    if accused.is_empty() {
        accused.extend(doers(input, head));
    }
    if accused.is_empty() {
        accused.extend(site.statement.map(|s| input.statements[s].addressees.clone()).unwrap_or_default());
    }
    Some(Reading {
        stance: Stance::Asserts,
        head: Some(head),
        accused: accused.into_iter().filter(|a| Some(*a) != site.speaker).collect(),
        accuser: None,
        words: clause_words(article, head),
        alone: true,
    })
}

/// True for an "of" inside a name or an office: "president of Guatemala".
fn of_name(input: Input, at: At) -> bool {
    let article = input.article;
    article.token(at).relation() == "nmod" && article.head(at).is_some_and(|h| resolve(input, h).is_some()) && resolve(input, at).is_some()
}

/// From "involvement in the attacks" to "attacks": what somebody had a part in, and what a charge is of.
fn down(input: Input, mut head: At) -> At {
    let article = input.article;
    for _ in 0..3 {
        let empty = article.token(head).upos == Upos::Noun
            && (input.words.part.has(article, head)
                || input.words.charge.has(article, head)
                || matches!(article.lemma(head), "series" | "number" | "use"));
        let next = article.children(head).filter(|&c| c > head).find(|&c| {
            matches!(article.token(c).relation(), "nmod" | "acl" | "ccomp" | "obl")
                && !article.preposition(c).is_some_and(|p| matches!(p.as_str(), "by" | "from" | "with" | "against"))
        });
        match next.filter(|_| empty) {
            Some(next) => head = next,
            None => break,
        }
    }
    head
}

/// Who did what a word says, as far as the text names them.
fn doers(input: Input, head: At) -> BTreeSet<usize> {
    let article = input.article;
    let event = input.events.iter().find(|e| e.predicate.trigger == head && !speech(e.entry.event_type));
    if let Some(event) = event.filter(|e| !e.actors.is_empty()) {
        return event.actors.keys().copied().collect();
    }
    let predicate = slots::Predicate { trigger: head, carrier: None };
    let stated: Vec<At> =
        if article.by(head, "aux").any(|a| article.deprel(a) == "aux:pass") { Vec::new() } else { own_subjects(article, head) };
    let filled = if stated.is_empty() && article.token(head).upos == Upos::Verb { slots::subjects(article, head) } else { stated };
    let filled = if filled.is_empty() { slots::fill(article, predicate, &slots::Slot::Poss) } else { filled };
    filled.into_iter().filter_map(|s| resolve_owner(input, s)).collect()
}

/// The subject of a clause whose predicate is a noun or an adjective.
fn own_subjects(article: &Article, head: At) -> Vec<At> {
    article
        .children(head)
        .filter(|&c| matches!(article.deprel(c), "nsubj" | "nsubj:outer"))
        .take(1)
        .flat_map(|s| article.conjuncts(s))
        .collect()
}

fn speech(event: PloverType) -> bool {
    matches!(
        event,
        PloverType::Accuse
            | PloverType::Reject
            | PloverType::Request
            | PloverType::Threaten
            | PloverType::Agree
            | PloverType::Consult
            | PloverType::Support
            | PloverType::Concede
    )
}

/// A denial, doubt, confirmation or retraction: of a clause, of a charge, or of what was said before.
fn answer(input: Input, site: &Site, cue: At, stance: Stance) -> Vec<Reading> {
    let article = input.article;
    let words = input.words;
    let clause = article
        .children(cue)
        .find(|&c| matches!(article.deprel(c), "ccomp" | "xcomp" | "advcl" | "acl") && c > cue && !is_adjunct(article, c));
    let objects =
        if article.token(cue).upos == Upos::Noun { inner(article, cue).into_iter().collect() } else { slots::objects(article, cue) };
    let object = objects.first().copied().or_else(|| {
        article.by(cue, "obl").find(|&o| article.preposition(o).is_some_and(|p| matches!(p.as_str(), "on" | "of" | "about" | "as" | "to")))
    });
    if let Some(object) = object.filter(|_| {
        clause.is_none_or(|c| {
            article.token(c).upos != Upos::Verb
                || article.token(c).relation() == "acl"
                || article.children(cue).any(|x| article.token(x).relation() == "obj")
        })
    }) {
        let pronoun = matches!(
            article.token(object).form.to_lowercase().as_str(),
            "it" | "this" | "that" | "these" | "those" | "both" | "them" | "all"
        );
        let bare = |alone: bool, accuser: Option<Option<usize>>| Reading {
            stance,
            head: None,
            accused: BTreeSet::new(),
            accuser,
            words: noun_words(article, object),
            alone,
        };
        if pronoun {
            let count = if article.token(object).form.eq_ignore_ascii_case("both") { 2 } else { 1 };
            return vec![bare(false, None); count];
        }
        let charge = words.charge.has(article, object);
        if charge || words.account.has(article, object) {
            let accuser = owners(article, object).into_iter().find_map(|o| resolve(input, o)).filter(|a| Some(*a) != site.speaker);
            let own =
                accuser.is_none() && article.by(object, "nmod:poss").any(|p| resolve(input, p) == site.speaker && site.speaker.is_some());
            return match inner(article, object) {
                Some(inside) => {
                    let head = down(input, inside);
                    let mut accused = doers(input, head);
                    // Who rejects a charge without saying whose deed it was rejects it for himself.
                    if accused.is_empty() && matches!(stance, Stance::Denies) {
                        accused.extend(site.speaker);
                    }
                    let wrong = charge || is_wrong(input, head) || matches!(stance, Stance::Retracts);
                    vec![Reading {
                        head: Some(head),
                        accused,
                        accuser: (!own).then_some(accuser),
                        words: clause_words(article, head),
                        alone: wrong,
                        ..bare(true, None)
                    }]
                }
                None => vec![bare(charge && stance == Stance::Denies, Some(accuser))],
            };
        }
        let part = words.part.has(article, object);
        if part || is_wrong(input, object) {
            let head = if part { down(input, object) } else { object };
            let mut accused = doers(input, head);
            if part || accused.is_empty() {
                accused = site.speaker.into_iter().collect();
            }
            let fits = stance != Stance::Retracts || part;
            return if fits {
                vec![Reading { head: Some(head), accused, words: noun_words(article, object), ..bare(true, None) }]
            } else {
                Vec::new()
            };
        }
        return Vec::new();
    }
    let Some(clause) = clause.or_else(|| top(article, &site.tokens).filter(|&t| article.token(t).upos == Upos::Verb)) else {
        return Vec::new();
    };
    let infinitive = article.by(clause, "mark").any(|m| article.lemma(m) == "to");
    if infinitive || (stance != Stance::Denies && is_unreal(input, clause)) || stance == Stance::Retracts {
        return Vec::new();
    }
    let mut accused = doers(input, clause);
    if accused.is_empty() && stance != Stance::Doubts && own_subjects(article, clause).is_empty() {
        accused.extend(site.speaker);
    }
    // A plan that is denied is no deed, unless somebody is said to have it.
    let planned = is_unreal(input, clause);
    let wrong = article.subtree(clause).into_iter().any(|t| is_wrong(input, t));
    vec![Reading {
        stance,
        head: Some(clause),
        accused,
        accuser: None,
        words: clause_words(article, clause),
        alone: !planned && (stance == Stance::Denies || wrong),
    }]
}

/// A clause that only says when, why or how.
fn is_adjunct(article: &Article, clause: At) -> bool {
    article.deprel(clause) == "advcl"
        && !(article.token(clause).has("VerbForm=Ger") && article.by(clause, "mark").all(|m| matches!(article.lemma(m), "of" | "to")))
}

/// "called the charge baseless", "said the accusation was a lie", "dismissed the report as fabricated".
fn called_baseless(input: Input, site: &Site, cue: At) -> Option<Reading> {
    let article = input.article;
    let words = input.words;
    let clause = article.children(cue).find(|&c| matches!(article.deprel(c), "ccomp" | "xcomp" | "parataxis" | "obl" | "advcl" | "obj"));
    let scope: Vec<At> = clause.map(|c| article.subtree(c)).unwrap_or_default().into_iter().chain(site.tokens.iter().copied()).collect();
    let verdict = scope.iter().copied().find(|&t| {
        words.baseless.has(article, t) && !is_negated(article, t) && matches!(article.token(t).upos, Upos::Adj | Upos::Noun | Upos::Verb)
    })?;
    let named = |&o: &At| {
        let form = article.token(o).form.to_lowercase();
        words.charge.has(article, o) || words.account.has(article, o) || matches!(form.as_str(), "it" | "this" | "that" | "them" | "these")
    };
    let calls = words.call.has(article, cue);
    // "baseless accusations": only as what is said of them, not as an attribute that the outlet gives.
    let predicate = matches!(article.token(verdict).relation(), "amod" | "compound")
        && article.head(verdict).is_some_and(|h| words.charge.has(article, h) || words.account.has(article, h));
    let head = if predicate { article.head(verdict)? } else { verdict };
    let subjects: Vec<At> = own_subjects(article, head).into_iter().chain(slots::objects(article, head)).collect();
    let objects = if calls { slots::objects(article, cue) } else { Vec::new() };
    let target = subjects.iter().chain(&objects).copied().find(|o| named(o));
    let target = match target {
        Some(target) => target,
        // "called that nonsense" is often read with the pronoun as a determiner.
        None if calls && article.children(head).any(|d| named(&d)) => head,
        None => return None,
    };
    let accuser = owners(article, target).into_iter().find_map(|o| resolve(input, o)).filter(|a| Some(*a) != site.speaker);
    let content = inner(article, target).filter(|_| target != head).map(|i| down(input, i));
    let mut accused = content.map(|c| doers(input, c)).unwrap_or_default();
    if content.is_some() && accused.is_empty() {
        accused.extend(site.speaker);
    }
    Some(Reading {
        stance: Stance::Denies,
        head: content,
        accused,
        accuser: words.charge.has(article, target).then_some(accuser),
        words: content.map_or_else(|| noun_words(article, target), |c| clause_words(article, c)),
        alone: words.charge.has(article, target),
    })
}

/// "insisted that it had no weapons there", "said it had nothing to do with the attack": a negated clause about the speaker's own side.
fn own_denial(input: Input, site: &Site) -> Option<Reading> {
    let article = input.article;
    let top = content_top(article, site)?;
    let denied = is_negated(article, top)
        || article.children(top).any(|c| {
            matches!(article.token(c).relation(), "obj" | "nsubj")
                && (is_negated(article, c) || matches!(article.lemma(c), "nothing" | "none"))
        });
    if !denied || is_unreal(input, top) {
        return None;
    }
    let subjects = clause_subjects(article, top);
    let own = subjects.iter().any(|&s| {
        first_person(article, s)
            || resolve_owner(input, s).is_some_and(|a| Some(a) == site.speaker || same_side(input, Some(a), site.speaker))
            || possessed(input, s, site.speaker)
    });
    if !own {
        return None;
    }
    let inside = article.subtree_without(top, |c| matches!(article.token(c).relation(), "acl" | "advcl" | "conj"));
    let alone = input.words.involved.has(article, top) && inside.iter().any(|&t| is_wrong(input, t) || input.words.part.has(article, t))
        || grave_event(input, top)
        || is_wrong(input, top);
    Some(Reading {
        stance: Stance::Denies,
        head: Some(top),
        accused: site.speaker.into_iter().collect(),
        accuser: None,
        words: clause_words(article, top),
        alone,
    })
}

fn clause_subjects(article: &Article, top: At) -> Vec<At> {
    let found = if article.token(top).upos == Upos::Verb { slots::subjects(article, top) } else { own_subjects(article, top) };
    if found.is_empty() && article.is_passive(top) { slots::objects(article, top) } else { found }
}

/// "its soldiers", "my government": what belongs to the speaker.
fn possessed(input: Input, at: At, speaker: Option<usize>) -> bool {
    input.article.by(at, "nmod:poss").any(|p| {
        first_person(input.article, p)
            || (speaker.is_some() && (resolve(input, p) == speaker || same_side(input, resolve(input, p), speaker)))
    })
}

fn first_person(article: &Article, at: At) -> bool {
    matches!(article.token(at).form.to_lowercase().as_str(), "we" | "i" | "our" | "my" | "us" | "me")
}

/// Something told in a content that would be a wrong of somebody other than the speaker.
fn asserted(input: Input, site: &Site) -> Option<Reading> {
    let article = input.article;
    let fact = |t: At| !is_negated(article, t) && !is_unreal(input, t) && !matches!(article.token(t).relation(), "amod" | "compound");
    let inner_voice = |t: At| {
        site.statement.is_some_and(|s| {
            input
                .statements
                .iter()
                .enumerate()
                .any(|(i, other)| i != s && other.tokens.len() < site.tokens.len() && other.tokens.contains(&t))
        })
    };
    for &t in &site.tokens {
        let verbal = article.token(t).upos == Upos::Verb;
        let predicative = !verbal && !own_subjects(article, t).is_empty();
        let blamed = to_blame(article, t);
        if !(verbal || predicative) || !(fact(t) || blamed) || inner_voice(t) || article.deprel(t) == "acl:relcl" {
            continue;
        }
        let behind = predicative && article.preposition(t).as_deref() == Some("behind");
        let commits = input.words.commit.has(article, t)
            && slots::objects(article, t).iter().any(|&o| input.words.wrong.has(article, o) && article.token(o).upos == Upos::Noun);
        let breaks = input.words.breaks.has(article, t) && slots::objects(article, t).iter().any(|&o| input.words.binding.has(article, o));
        let object_wrong = verbal && (commits || breaks);
        if !(behind || blamed || is_wrong(input, t) || object_wrong) {
            continue;
        }
        let mut subjects = clause_subjects(article, t);
        if blamed && subjects.is_empty() {
            subjects.extend(article.head(t).into_iter().flat_map(|h| own_subjects(article, h)));
        }
        if subjects.iter().any(|&s| first_person(article, s) || possessed(input, s, site.speaker)) {
            continue;
        }
        let accused: BTreeSet<usize> =
            doers(input, t).into_iter().chain(subjects.iter().filter_map(|&s| resolve_owner(input, s))).collect();
        let agentless = accused.is_empty() && article.is_passive(t) && object_wrong && slots::subjects(article, t).is_empty();
        let others = !accused.is_empty() && accused.iter().all(|&a| Some(a) != site.speaker && !same_side(input, Some(a), site.speaker));
        if agentless || (others && (!article.is_passive(t) || !slots::subjects(article, t).is_empty())) {
            return Some(Reading {
                stance: Stance::Asserts,
                head: Some(t),
                accused,
                accuser: None,
                words: clause_words(article, t),
                alone: true,
            });
        }
    }
    None
}

/// A deed that blames its doer: by the lexicon of events, or by the list of wrongs.
fn is_wrong(input: Input, at: At) -> bool {
    matches!(input.article.token(at).upos, Upos::Verb | Upos::Noun | Upos::Adj)
        && (input.words.wrong.has(input.article, at) || grave_event(input, at))
}

fn grave_event(input: Input, at: At) -> bool {
    input.events.iter().any(|e| {
        e.predicate.trigger == at
            && matches!(e.entry.event_type, PloverType::Assault | PloverType::Coerce)
            && !matches!(e.modality, Modality::Planned | Modality::Hypothetical | Modality::Conditional)
    })
}

/// Two actors that answer for one another: organs of one state.
fn same_side(input: Input, a: Option<usize>, b: Option<usize>) -> bool {
    let (Some(a), Some(b)) = (a.and_then(|a| input.actors.list.get(a)), b.and_then(|b| input.actors.list.get(b))) else { return false };
    let official = |d: &crate::actors::Draft| {
        matches!(d.kind, ActorKind::State | ActorKind::Government | ActorKind::Office)
            || d.sectors.iter().any(|s| matches!(s, Sector::Gov | Sector::Mil | Sector::Cop | Sector::Spy))
    };
    a.country.is_some() && a.country == b.country && official(a) && official(b)
}

fn top(article: &Article, tokens: &[At]) -> Option<At> {
    tokens.iter().copied().find(|&t| article.token(t).upos != Upos::Punct && article.head(t).is_none_or(|h| !tokens.contains(&h)))
}

/// The word that a content hangs on: the clause that the cue takes, else the top of the words marked.
fn content_top(article: &Article, site: &Site) -> Option<At> {
    let clause = site.cue.and_then(|c| article.children(c).find(|&x| matches!(article.deprel(x), "ccomp" | "parataxis")));
    clause.or_else(|| top(article, &site.tokens))
}

/// The words of a clause or phrase, without what only links it.
fn clause_words(article: &Article, head: At) -> ByteSpan {
    trimmed(
        article,
        article.subtree_without(head, |c| {
            matches!(article.token(c).relation(), "parataxis" | "discourse") || article.deprel(c) == "acl:relcl"
        }),
        head,
    )
}

fn noun_words(article: &Article, head: At) -> ByteSpan {
    trimmed(
        article,
        article.subtree_without(head, |c| {
            matches!(article.token(c).relation(), "parataxis" | "case" | "appos") || article.deprel(c) == "acl:relcl"
        }),
        head,
    )
}

fn trimmed(article: &Article, mut words: Vec<At>, head: At) -> ByteSpan {
    let empty = |&w: &At| {
        w != head
            && (article.token(w).upos == Upos::Punct
                || (matches!(article.token(w).relation(), "mark" | "case" | "cc") && article.head(w) == Some(head)))
    };
    while words.last().is_some_and(|w| *w != head && article.token(*w).upos == Upos::Punct) {
        words.pop();
    }
    let leading = |w: &At| empty(w) || (*w != head && article.lemma(*w) == "that" && article.token(*w).relation() == "mark");
    let first = words.iter().position(|w| !leading(w)).unwrap_or(0);
    article.span(&words[first..])
}

/// Enters a reading: as a position in the claim that it is about, or as a claim of its own.
fn enter(input: Input, found: &mut Vec<Draft>, site: &Site, reading: Reading) {
    let taken = |actor| Position { actor, stance: reading.stance, statement: site.statement };
    let taken: Vec<Position> = std::iter::once(site.speaker).chain(site.others.iter().map(|&o| Some(o))).map(taken).collect();
    let topic = reading.head.map(|h| wordlists::topic(input.article, &input.article.subtree(h))).unwrap_or_default();
    let event = reading.head.and_then(|h| event_of(input, h, site.statement));
    if let Some(known) = known(input, found, site, &reading, &topic, event).and_then(|k| found.get_mut(k)) {
        for position in taken {
            if !known.positions.iter().any(|p| {
                p.actor == position.actor && p.stance == position.stance && (p.actor.is_some() || p.statement == position.statement)
            }) {
                known.positions.push(position);
            }
        }
        if let Some(Some(accuser)) = reading.accuser
            && !known.positions.iter().any(|p| p.actor == Some(accuser))
        {
            known.positions.insert(0, Position { actor: Some(accuser), stance: Stance::Asserts, statement: None });
        }
        if known.positions.iter().any(|p| p.actor.is_some() && p.stance == Stance::Asserts) {
            known.positions.retain(|p| p.actor.is_some() || p.statement.is_some());
        }
        known.event = known.event.or(event);
        known.topic.extend(topic);
        return;
    }
    if !reading.alone {
        return;
    }
    let article = input.article;
    let mut positions = taken;
    if let Some(accuser) = reading.accuser.filter(|_| reading.stance != Stance::Retracts) {
        positions.insert(0, Position { actor: accuser, stance: Stance::Asserts, statement: None });
    }
    let head = reading.head.or_else(|| {
        article.at_byte(reading.words.start).and_then(|first| {
            article.addresses_of(first.sentence).filter(|&t| t >= first && reading.words.contains(article.token(t).span)).last()
        })
    });
    let Some(head) = head else { return };
    let object = slots::objects(article, head).first().copied().or_else(|| {
        article
            .by(head, "nmod")
            .chain(article.by(head, "obl"))
            .find(|&o| article.deprel(o) != "nmod:poss" && !matches!(article.deprel(o), "obl:tmod" | "obl:unmarked"))
    });
    found.push(Draft {
        actor: reading.accused.iter().next().copied(),
        predicate: article.lemma(head).to_owned(),
        object: object.filter(|_| reading.head.is_some()).map(|o| article.words(noun_words(article, o)).to_owned()),
        text: reading.words,
        event,
        positions,
        accused: reading.accused,
        topic,
        at: site.at,
    });
}

/// The event that a claim is: the one whose trigger is its predicate, else the first deed told inside it.
fn event_of(input: Input, head: At, statement: Option<usize>) -> Option<usize> {
    let exact = input.events.iter().position(|e| e.predicate.trigger == head && !speech(e.entry.event_type));
    exact.or_else(|| {
        input.events.iter().position(|e| {
            !speech(e.entry.event_type)
                && e.voice == statement
                && statement.is_some()
                && input.article.within(e.predicate.trigger, head)
                && e.predicate.trigger.token.abs_diff(head.token) <= 4
        })
    })
}

/// The claim met before that a reading is about.
fn known(input: Input, found: &[Draft], site: &Site, reading: &Reading, topic: &BTreeSet<String>, event: Option<usize>) -> Option<usize> {
    let country = |a: Option<usize>| a.and_then(|a| input.actors.list.get(a)).and_then(|d| d.country);
    let bare = reading.head.is_none();
    let mut best: Option<(usize, usize)> = None;
    for (index, claim) in found.iter().enumerate() {
        let distance = site.at.sentence.saturating_sub(claim.at.sentence);
        let asserts = site.speaker.is_some() && claim.positions.iter().any(|p| p.actor == site.speaker && p.stance == Stance::Asserts);
        let denied = site.speaker.is_some()
            && claim.positions.iter().any(|p| p.actor == site.speaker && p.stance == reading.stance && p.statement != site.statement);
        let shared = claim.topic.intersection(topic).count();
        let same_event = event.is_some() && event == claim.event;
        let party = if reading.stance == Stance::Asserts { reading.accused.iter().next().copied() } else { site.speaker };
        let side = match party {
            Some(p) if claim.accused.contains(&p) => 4,
            Some(p) if claim.accused.iter().any(|&a| same_side(input, Some(a), Some(p))) => 3,
            Some(p) if claim.accused.iter().any(|&a| country(Some(a)).is_some() && country(Some(a)) == country(Some(p))) => 2,
            _ => 0,
        };
        let fits = match reading.stance {
            Stance::Asserts => {
                same_event
                    || (side >= 2 && shared >= 2)
                    || (side >= 3 && shared >= 1 && distance <= 1 && claim.positions.iter().all(|p| p.stance != Stance::Asserts))
            }
            Stance::Retracts => shared >= 2 || (bare && asserts),
            _ if asserts => false,
            _ if bare && claim.positions.iter().any(|p| p.stance == Stance::Asserts) => {
                (side >= 2 && distance <= REACH)
                    || (side == 0
                        && distance <= 1
                        && (claim.accused.is_empty() || reading.stance == Stance::Doubts || country(site.speaker).is_none()))
            }
            _ => {
                same_event
                    || (side >= 2 && shared >= 1)
                    || (side >= 3 && distance <= 1 && !reading.alone)
                    || (shared >= SHARED && reading.stance != Stance::Denies)
                    || (shared >= SHARED && side > 0)
                    || (reading.stance == Stance::Doubts && shared >= 1 && distance <= 1)
            }
        };
        if fits {
            // The same denial of the next charge, not twice of one: "denies both".
            let score = 2 * side + 2 * shared.min(3) + 4 * usize::from(same_event) + REACH.saturating_sub(distance);
            let rank = if denied && bare { score / 4 } else { score };
            if best.is_none_or(|(s, _)| rank >= s) {
                best = Some((rank, index));
            }
        }
    }
    best.map(|(_, index)| index)
}
