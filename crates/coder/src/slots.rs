//! Who stands where around a predicate, whatever the sentence did with it: passives, relative clauses, participles,
//! infinitives, coordination and light verbs all end in the same few slots.
//!
//! "Russia attacked Kyiv", "Kyiv was attacked by Russia", "Russia, which attacked Kyiv", "Russia threatened to attack Kyiv"
//! and "Russia launched an attack on Kyiv" put Russia in `subj`.

use crate::article::{Article, At};
use chancery_encoder::Upos;
use std::str::FromStr;

/// A place for an argument, as the lexicon names them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Slot {
    /// Who does it.
    Subj,
    /// Whom or what it is done to.
    Obj,
    /// To whom something is given or told.
    Iobj,
    /// A phrase with this preposition.
    Prep(String),
    /// The possessor of a noun.
    Poss,
    /// A name or nationality before a noun.
    Mod,
    /// The possessor of the object.
    ObjPoss,
    /// A name or nationality before the object.
    ObjMod,
    /// A phrase with this preposition on the object.
    ObjPrep(String),
    /// Any argument inside the complement clause.
    Comp,
    /// The subject of the complement clause.
    CompSubj,
}

impl FromStr for Slot {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Ok(match name {
            "subj" => Self::Subj,
            "obj" => Self::Obj,
            "iobj" => Self::Iobj,
            "poss" => Self::Poss,
            "mod" => Self::Mod,
            "obj.poss" => Self::ObjPoss,
            "obj.mod" => Self::ObjMod,
            "comp" => Self::Comp,
            "comp.subj" => Self::CompSubj,
            _ => match (name.strip_prefix("prep:"), name.strip_prefix("obj.prep:")) {
                (Some(p), _) if !p.is_empty() => Self::Prep(p.to_owned()),
                (_, Some(p)) if !p.is_empty() => Self::ObjPrep(p.to_owned()),
                _ => {
                    return Err(format!(
                        "{name:?} is no slot: use subj, obj, iobj, prep:X, poss, mod, obj.poss, obj.mod, obj.prep:X, comp or comp.subj"
                    ));
                }
            },
        })
    }
}

/// A predicate in its sentence: the trigger, and the light verb that carries it where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Predicate {
    /// The word that means the event.
    pub trigger: At,
    /// "launched" in "launched a strike"; for a verb or an adjective, none.
    pub carrier: Option<At>,
}

/// Verbs whose infinitive is done by their own subject although they have an object ("promised Kyiv to help").
const SUBJECT_CONTROL: [&str; 6] = ["promise", "threaten", "vow", "pledge", "offer", "swear"];

/// The deepest chain of clauses that is followed upwards for a missing subject; a cycle cannot occur in a tree, a hostile depth can.
const DEPTH: usize = 12;

/// The heads of the phrases that fill a slot, coordination unfolded, in the order of the text.
pub fn fill(article: &Article, predicate: Predicate, slot: &Slot) -> Vec<At> {
    let Predicate { trigger, carrier } = predicate;
    let verbal = matches!(article.token(trigger).upos, Upos::Verb | Upos::Aux | Upos::Adj);
    let mut found = match slot {
        Slot::Subj if verbal => subjects(article, trigger),
        Slot::Subj => carrier.map_or_else(|| copular_subjects(article, trigger), |verb| carried_subjects(article, verb, trigger)),
        Slot::Obj if verbal => objects(article, trigger),
        Slot::Obj => carrier.map(|verb| phrase(article, article.one(verb, "iobj"))).unwrap_or_default(),
        Slot::Iobj => phrase(article, article.one(carrier.unwrap_or(trigger), "iobj")),
        Slot::Prep(p) => prepositional(article, predicate, p),
        Slot::Poss => phrase(article, article.one(trigger, "nmod:poss")),
        Slot::Mod => modifiers(article, trigger),
        Slot::ObjPoss => objects(article, trigger).into_iter().flat_map(|o| phrase(article, article.one(o, "nmod:poss"))).collect(),
        Slot::ObjMod => objects(article, trigger).into_iter().flat_map(|o| modifiers(article, o)).collect(),
        Slot::ObjPrep(p) => objects(article, trigger).into_iter().flat_map(|o| with_preposition(article, o, p)).collect(),
        Slot::Comp => complements(article, trigger).into_iter().flat_map(|c| inside(article, c)).collect(),
        Slot::CompSubj => complements(article, trigger).into_iter().flat_map(|c| own_subjects(article, c)).collect(),
    };
    found.dedup();
    found
}

/// The clause that a predicate takes as its complement: "to attack", "that it had attacked", "of attacking".
pub fn complements(article: &Article, trigger: At) -> Vec<At> {
    let clausal = |at: &At| matches!(article.deprel(*at), "xcomp" | "ccomp" | "advcl" | "acl");
    let mut found: Vec<At> = article
        .children(trigger)
        .filter(clausal)
        .filter(|&c| {
            !matches!(article.deprel(c), "advcl" | "acl")
                || article.by(c, "mark").any(|m| matches!(article.lemma(m), "to" | "of" | "against" | "from" | "for" | "with" | "over"))
        })
        .filter(|&c| {
            !article
                .by(c, "mark")
                .any(|m| matches!(article.lemma(m), "if" | "because" | "after" | "before" | "while" | "when" | "unless" | "in"))
        })
        .collect();
    let coordinated: Vec<At> = found.iter().flat_map(|&c| article.by(c, "conj")).filter(|&c| article.token(c).upos == Upos::Verb).collect();
    found.extend(coordinated);
    found
}

/// What an object is said to be: "called it a disgrace", "described it as hostile".
pub fn predicatives(article: &Article, verb: At) -> Vec<At> {
    let second = article.by(verb, "obj").skip(1);
    let named = article.children(verb).filter(|&c| match article.token(c).relation() {
        "xcomp" => true,
        "obl" | "advcl" => article.by(c, "case").chain(article.by(c, "mark")).any(|m| article.lemma(m) == "as"),
        _ => false,
    });
    named.chain(second).collect()
}

/// Who does what the verb says.
pub fn subjects(article: &Article, verb: At) -> Vec<At> {
    subjects_within(article, verb, DEPTH)
}

fn subjects_within(article: &Article, verb: At, depth: usize) -> Vec<At> {
    if depth == 0 {
        return Vec::new();
    }
    if article.is_passive(verb) {
        return agents(article, verb);
    }
    let own = own_subjects(article, verb);
    if !own.is_empty() {
        return own;
    }
    let Some(head) = article.head(verb) else { return Vec::new() };
    match article.deprel(verb) {
        "conj" if is_clause(article, head) => {
            let shared =
                if article.is_passive(head) { objects_within(article, head, depth - 1) } else { subjects_within(article, head, depth - 1) };
            if shared.is_empty() { Vec::new() } else { shared }
        }
        "xcomp" => controllers(article, head, depth - 1),
        // "accused X of planning", "thanked X for helping": the object does it.
        "advcl" if article.by(verb, "mark").any(|m| matches!(article.lemma(m), "of" | "for" | "from" | "into")) => {
            controllers(article, head, depth - 1)
        }
        "advcl" | "ccomp" | "advcl:relcl" if !has_finite_form(article, verb) => understood(article, head, depth - 1),
        "acl" if article.by(verb, "mark").next().is_some() => bearers(article, head, depth - 1),
        "acl" | "acl:relcl" if !article.token(verb).has("Tense=Past") || article.deprel(verb) == "acl:relcl" => phrase(article, Some(head)),
        _ => Vec::new(),
    }
}

/// The subject of a clause as a participle or infinitive below it understands it: in a passive, who it is done to.
fn understood(article: &Article, head: At, depth: usize) -> Vec<At> {
    if article.is_passive(head) { objects_within(article, head, depth) } else { subjects_within(article, head, depth) }
}

/// Who is to do the infinitive: the object of "urged X to leave", else the subject.
fn controllers(article: &Article, head: At, depth: usize) -> Vec<At> {
    if !SUBJECT_CONTROL.contains(&article.lemma(head)) {
        let objects = if article.is_passive(head) { objects_within(article, head, depth) } else { direct_objects(article, head) };
        if !objects.is_empty() {
            return objects;
        }
    }
    understood(article, head, depth)
}

/// Whose decision, plan or threat an infinitive on a noun is: the possessor, or the subject of the verb around it.
fn bearers(article: &Article, noun: At, depth: usize) -> Vec<At> {
    let owners: Vec<At> = phrase(article, article.one(noun, "nmod:poss")).into_iter().chain(modifiers(article, noun)).collect();
    if !owners.is_empty() {
        return owners;
    }
    match article.head(noun) {
        Some(verb) if matches!(article.token(noun).relation(), "obj" | "obl" | "xcomp") => {
            understood(article, verb, depth.saturating_sub(1))
        }
        _ => copular_subjects(article, noun),
    }
}

/// Who is acted on.
pub fn objects(article: &Article, verb: At) -> Vec<At> {
    objects_within(article, verb, DEPTH)
}

fn objects_within(article: &Article, verb: At, depth: usize) -> Vec<At> {
    if depth == 0 {
        return Vec::new();
    }
    if article.is_passive(verb) {
        let own = phrase(article, article.one(verb, "nsubj:pass")).into_iter().map(|o| resolved(article, o)).collect::<Vec<_>>();
        if !own.is_empty() {
            return own;
        }
        let Some(head) = article.head(verb) else { return Vec::new() };
        return match article.deprel(verb) {
            "acl" | "acl:relcl" => phrase(article, Some(head)),
            "conj" if is_clause(article, head) => understood(article, head, depth - 1),
            "xcomp" => controllers(article, head, depth - 1),
            "advcl" => understood(article, head, depth - 1),
            _ => Vec::new(),
        };
    }
    let own = direct_objects(article, verb);
    if !own.is_empty() {
        return own.into_iter().map(|o| resolved(article, o)).collect();
    }
    let gap = article.deprel(verb) == "acl:relcl"
        && article.one(verb, "nsubj").is_some_and(|s| !is_relative(article, s))
        && !article.by(verb, "obl").any(|o| is_relative(article, o))
        && !article.children(verb).any(|c| matches!(article.token(c).relation(), "xcomp" | "ccomp" | "advmod"));
    if gap {
        return phrase(article, article.head(verb));
    }
    // "attacked and burned the village": the object stands with the last verb.
    article
        .by(verb, "conj")
        .filter(|&c| article.token(c).upos == Upos::Verb && own_subjects(article, c).is_empty() && !article.is_passive(c))
        .filter(|&c| !article.children(verb).any(|x| x > verb && x < c && matches!(article.token(x).relation(), "obl" | "xcomp" | "ccomp")))
        .map(|c| direct_objects(article, c))
        .find(|found| !found.is_empty())
        .unwrap_or_default()
}

fn direct_objects(article: &Article, verb: At) -> Vec<At> {
    // A second subject, behind the verb, is its object misread.
    let misread = || {
        article.by(verb, "nsubj").next_back().filter(|&s| s > verb && article.by(verb, "nsubj").next().is_some_and(|first| first < verb))
    };
    phrase(article, article.one(verb, "obj").or_else(|| article.one(verb, "iobj")).or_else(misread))
}

fn own_subjects(article: &Article, verb: At) -> Vec<At> {
    let all = || article.children(verb).filter(|&c| matches!(article.deprel(c), "nsubj" | "nsubj:outer"));
    // The nearest: a dateline ("MOSCOW — The court has …") can look like one more subject.
    let subject = all().rfind(|&c| c < verb).or_else(|| all().next());
    phrase(article, subject).into_iter().map(|s| resolved(article, s)).collect()
}

/// The by-agent of a passive.
fn agents(article: &Article, verb: At) -> Vec<At> {
    let by = article
        .one(verb, "obl:agent")
        .or_else(|| article.by(verb, "obl").find(|&o| article.has_preposition(o, &["by"]) && !is_time(article, o)));
    phrase(article, by).into_iter().map(|a| resolved(article, a)).collect()
}

pub(crate) fn is_time(article: &Article, at: At) -> bool {
    matches!(article.deprel(at), "obl:tmod" | "obl:unmarked") || article.token(at).upos == Upos::Num || article.token(at).entity == "time"
}

/// The subject of a light verb as the doer of the noun it carries: "a strike was launched by A" and "A launched a strike".
fn carried_subjects(article: &Article, verb: At, noun: At) -> Vec<At> {
    if article.deprel(noun) == "nsubj:pass" || article.deprel(verb).starts_with("acl") && article.head(verb) == Some(noun) {
        let agents = agents(article, verb);
        if !agents.is_empty() || article.is_passive(verb) {
            return agents;
        }
    }
    subjects(article, verb).into_iter().filter(|&s| s != noun).collect()
}

/// The subject of a noun that is a predicate: "the raid" is in "It was a raid by A" no doer, so only persons said to be it.
fn copular_subjects(article: &Article, noun: At) -> Vec<At> {
    if article.one(noun, "cop").is_some() { own_subjects(article, noun) } else { charged_with(article, noun) }
}

/// Whom a charge of the deed is made against: "accused Russia of a series of cyber attacks", "blamed Iran for the raid".
fn charged_with(article: &Article, noun: At) -> Vec<At> {
    const CHARGES: [&str; 6] = ["accuse", "blame", "charge", "suspect", "convict", "indict"];
    let mut at = noun;
    for _ in 0..DEPTH {
        let Some(head) = article.head(at).filter(|_| matches!(article.token(at).relation(), "nmod" | "obl" | "conj")) else { break };
        let linked = article.has_preposition(at, &["of", "for", "with", "over"]);
        // The parser hangs "of involvement" on the object as well as on the verb.
        let verb = if article.token(head).relation() == "obj" { article.head(head) } else { Some(head) };
        if let Some(verb) = verb.filter(|&v| linked && v < at && CHARGES.contains(&article.lemma(v))) {
            return objects(article, verb).into_iter().filter(|&o| o != noun).collect();
        }
        at = head;
    }
    Vec::new()
}

fn prepositional(article: &Article, predicate: Predicate, preposition: &str) -> Vec<At> {
    let mut places = vec![predicate.trigger];
    places.extend(predicate.carrier);
    if matches!(article.token(predicate.trigger).upos, Upos::Verb) {
        places.extend(article.one(predicate.trigger, "obj"));
        places.extend(article.one(predicate.trigger, "nsubj:pass"));
    }
    // "its withdrawal of troops from Iraq": the phrase may hang on what stands between.
    let inner: Vec<At> = places.iter().flat_map(|&p| article.by(p, "nmod")).collect();
    places.extend(inner);
    places.into_iter().map(|place| with_preposition(article, place, preposition)).find(|found| !found.is_empty()).unwrap_or_default()
}

fn with_preposition(article: &Article, place: At, preposition: &str) -> Vec<At> {
    article
        .children(place)
        .filter(|&c| matches!(article.token(c).relation(), "obl" | "nmod" | "advmod"))
        .filter(|&c| article.has_preposition(c, &[preposition]))
        .flat_map(|c| phrase(article, Some(c)))
        .map(|c| resolved(article, c))
        .collect()
}

/// Names and nationalities that stand before a noun: "Israeli", "US", "NATO". Only what could be an actor.
fn modifiers(article: &Article, noun: At) -> Vec<At> {
    article
        .children(noun)
        .filter(|&c| c < noun)
        .filter(|&c| match article.token(c).relation() {
            "compound" | "nmod" => article.deprel(c) != "nmod:poss",
            "amod" => article.token(c).form.starts_with(char::is_uppercase),
            _ => false,
        })
        .flat_map(|c| phrase(article, Some(c)))
        .collect()
}

/// Every nominal argument of a clause but its subject.
fn inside(article: &Article, clause: At) -> Vec<At> {
    let mut found = objects(article, clause);
    if article.is_nominal(clause) {
        found.push(clause);
    }
    for child in article.children(clause).filter(|&c| matches!(article.token(c).relation(), "obl" | "iobj")) {
        found.extend(phrase(article, Some(child)));
    }
    for &object in &direct_objects(article, clause) {
        found.extend(article.by(object, "nmod").flat_map(|n| phrase(article, Some(n))));
    }
    if let Some(deeper) = article.one(clause, "xcomp") {
        found.extend(direct_objects(article, deeper));
    }
    found
}

/// A phrase's head with its conjuncts.
fn phrase(article: &Article, head: Option<At>) -> Vec<At> {
    head.map(|h| article.conjuncts(h)).unwrap_or_default()
}

/// What a relative pronoun stands for: the noun that its clause hangs on.
fn resolved(article: &Article, argument: At) -> At {
    if is_relative(article, argument) { article.antecedent(argument) } else { argument }
}

fn is_relative(article: &Article, at: At) -> bool {
    article.token(at).upos == Upos::Pron
        && (article.token(at).has("PronType=Rel")
            || matches!(article.lemma(at), "who" | "which" | "whom" | "that") && has_relative_clause(article, at))
}

fn has_relative_clause(article: &Article, at: At) -> bool {
    article.ancestors(at).take(3).any(|a| article.deprel(a) == "acl:relcl")
}

fn is_clause(article: &Article, at: At) -> bool {
    article.token(at).upos == Upos::Verb || article.one(at, "cop").is_some() || article.one(at, "nsubj").is_some()
}

fn has_finite_form(article: &Article, verb: At) -> bool {
    article.token(verb).has("VerbForm=Fin")
        || article.children(verb).any(|c| article.token(c).relation() == "aux" && article.token(c).has("VerbForm=Fin"))
}
