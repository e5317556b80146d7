//! Pronouns of the third person and whom they mean. Agreement and binding say who can be meant, a ranker who is likeliest; a
//! pronoun is resolved only where one candidate stands out, else it stays open.

pub(crate) mod features;
pub mod ranker;
mod salience;
pub(crate) mod speech;

use crate::actors::{Actors, Draft};
use crate::article::{Article, At};
use crate::gazetteer::Gender;
use crate::mentions::{Form, Mention, Mentions};
use crate::slots;
use chancery_encoder::Upos;
use chancery_record::ActorKind;
use features::Pair;
use ranker::{Candidate, Choice, Meaning, Verdict};

/// How many sentences back a pronoun may reach: for people, and for the rest.
const REACH_PERSON: usize = 8;
const REACH: usize = 4;
/// How many sentences back a thing is taken for what "it" or "they" means.
const REACH_THING: usize = 1;

/// What a pronoun asks of its antecedent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asks {
    He,
    She,
    It,
    They,
}

fn asks(lemma: &str, form: &str) -> Option<Asks> {
    let by = |word: &str| match word {
        "he" | "him" | "his" | "himself" => Some(Asks::He),
        "she" | "her" | "hers" | "herself" => Some(Asks::She),
        "it" | "its" | "itself" => Some(Asks::It),
        "they" | "them" | "their" | "theirs" | "themselves" => Some(Asks::They),
        _ => None,
    };
    by(form).or_else(|| by(lemma))
}

/// The pronoun of a document that is being resolved.
#[derive(Clone, Copy)]
struct Pronoun<'a> {
    article: &'a Article<'a>,
    mentions: &'a Mentions<'a>,
    index: usize,
    at: At,
    wanted: Asks,
}

/// Sets the actor of a pronoun, or its candidates; shows what there was to choose from.
pub fn resolve(article: &Article, mentions: &Mentions, actors: &mut Actors, index: usize, show: &mut dyn FnMut(&Choice)) {
    let at = mentions.list[index].head;
    let Some(wanted) = asks(article.lemma(at), &article.token(at).form.to_lowercase()) else { return };
    let pronoun = Pronoun { article, mentions, index, at, wanted };
    if let Some(actor) = pronoun.reflexive(actors) {
        settle(actors, index, actor, wanted);
        return;
    }
    let choice = pronoun.choice(actors);
    show(&choice);
    match pronoun.by_salience(actors).or_else(|| pronoun.across_paragraphs(&choice)).unwrap_or_else(|| choice.verdict()) {
        Verdict::Settled(actor) => settle(actors, index, actor, wanted),
        Verdict::Open(several) => actors.candidates[index] = several,
        Verdict::Nobody => {}
    }
}

impl Pronoun<'_> {
    /// Where nobody who can be meant stands in a personal pronoun's paragraph or the one before, the text leaves it open.
    fn across_paragraphs(&self, choice: &Choice) -> Option<Verdict> {
        let far = self.is_personal() && choice.candidates.iter().all(|c| self.paragraphs_back(c.recent) > 1);
        let actor = |c: &Candidate| if let Meaning::Actor(a) = c.meaning { Some(a) } else { None };
        far.then(|| Verdict::Open(choice.candidates.iter().filter_map(actor).collect()))
    }

    fn is_personal(&self) -> bool {
        matches!(self.wanted, Asks::He | Asks::She)
    }

    fn is_reflexive(&self) -> bool {
        self.article.token(self.at).form.to_lowercase().ends_with("self")
            || self.article.token(self.at).form.to_lowercase().ends_with("selves")
    }

    /// "himself" is the subject of its verb.
    fn reflexive(&self, actors: &Actors) -> Option<usize> {
        let verb = self.article.head(self.at).filter(|_| self.is_reflexive())?;
        let subject = *slots::subjects(self.article, verb).first()?;
        actors.at(self.article, self.mentions, subject).filter(|&a| agrees(self.wanted, &actors.list[a]))
    }

    fn class(&self) -> &'static str {
        let possessive = self.article.deprel(self.at) == "nmod:poss";
        match (self.wanted, possessive) {
            (Asks::He | Asks::She, false) => "he",
            (Asks::He | Asks::She, true) => "his",
            (Asks::It, false) => "it",
            (Asks::It, true) => "its",
            (Asks::They, false) => "they",
            (Asks::They, true) => "their",
        }
    }

    fn choice(&self, actors: &Actors) -> Choice {
        let mut met = self.recent_actors(actors);
        if !self.is_personal() {
            met.extend(self.recent_things());
            met.sort_by_key(|&(at, _, _)| std::cmp::Reverse(at));
        }
        let most = met.iter().filter_map(|m| m.2).map(|a| actors.list[a].mentions.len()).max().unwrap_or(0);
        let mut candidates: Vec<Candidate> = Vec::new();
        for (rank, &(recent, form, actor)) in met.iter().enumerate() {
            let mut found = Vec::new();
            Pair { article: self.article, anaphor: self.at, recent }.of_places(&mut found);
            features::of_rank(rank, met.len(), &mut found);
            match actor {
                Some(a) => features::of_actor(&actors.list[a], form, most, &mut found),
                None => found.push(thing(self.article.token(recent).entity)),
            }
            candidates.push(Candidate { meaning: actor.map_or(Meaning::Thing, Meaning::Actor), recent, features: found });
        }
        // "He" always means somebody; "it" and "they" may mean nothing that was named.
        if !self.is_personal() {
            candidates.push(Candidate { meaning: Meaning::Nothing, recent: self.at, features: self.emptiness(met.len()) });
        }
        Choice { anaphor: self.at, class: self.class(), candidates }
    }

    /// Whom the text has mentioned shortly before, the latest first, with the last mention of each.
    fn recent_actors(&self, actors: &Actors) -> Vec<(At, Form, Option<usize>)> {
        let reach = if self.is_personal() { REACH_PERSON } else { REACH };
        let mut met: Vec<(At, Form, Option<usize>)> = Vec::new();
        for (at, actor) in self.mentioned(actors, reach) {
            if let Some(index) = self.mentions.at(at).filter(|_| met.iter().all(|m| m.2 != Some(actor))) {
                met.push((at, self.mentions.list[index].form, Some(actor)));
            }
        }
        met
    }

    /// The mentions, the latest first, of those who can be meant, with the actor of each.
    fn mentioned(&self, actors: &Actors, reach: usize) -> Vec<(At, usize)> {
        let others = self.others_in_clause(actors);
        let before = self.mentions.list[..self.index].iter().enumerate().rev();
        let near = before.take_while(|(_, m)| m.head.sentence + reach >= self.at.sentence);
        let mut found: Vec<(At, usize)> = Vec::new();
        for (i, mention) in near {
            let Some(actor) = actors.of[i].filter(|a| !others.contains(a) && !self.excludes(mention.head)) else { continue };
            if self.is_turn_of(mention) {
                found.retain(|f| f.1 != actor);
            } else if agrees(self.wanted, &actors.list[actor]) && self.is_known_to_fit(actors, actor) {
                found.push((mention.head, actor));
            }
        }
        found
    }

    /// A woman is known as one by a title, a given name or an earlier "she". Somebody whom the text only describes can be one too, where
    /// the paragraph speaks of nobody else.
    fn is_known_to_fit(&self, actors: &Actors, actor: usize) -> bool {
        let draft = &actors.list[actor];
        let alone = || {
            self.in_paragraph(actors, actor)
                && (0..actors.list.len()).all(|a| a == actor || !actors.list[a].is_person() || !self.in_paragraph(actors, a))
        };
        self.wanted != Asks::She || draft.gender.is_some() || draft.known.is_none() && alone()
    }

    /// "BLITZER: Did he leave?": nobody speaks of himself in the third person.
    fn is_turn_of(&self, mention: &Mention) -> bool {
        let (article, sentence) = (self.article, mention.head.sentence);
        let paragraph = |s: usize| article.sentence(s).paragraph;
        let tokens = &article.sentence(sentence).tokens;
        let behind = tokens.iter().find(|t| t.span.start >= mention.span.end);
        paragraph(sentence) == paragraph(self.at.sentence)
            && (sentence == 0 || paragraph(sentence - 1) != paragraph(sentence))
            && tokens.first().is_some_and(|t| t.span.start == mention.span.start)
            && behind.is_some_and(|t| t.form == ":")
    }

    /// Nouns shortly before that are no actors.
    fn recent_things(&self) -> Vec<(At, Form, Option<usize>)> {
        let plural = self.wanted == Asks::They;
        let first = self.at.sentence.saturating_sub(REACH_THING);
        let nouns = (first..=self.at.sentence).flat_map(|s| self.article.addresses_of(s)).take_while(|&at| at < self.at);
        nouns
            .filter(|&at| {
                matches!(self.article.token(at).upos, Upos::Noun | Upos::Propn)
                    && self.article.token(at).has("Number=Plur") == plural
                    && !matches!(self.article.token(at).relation(), "compound" | "flat" | "fixed" | "goeswith" | "amod" | "advmod")
                    && self.mentions.at(at).is_none()
                    && !self.excludes(at)
            })
            .map(|at| (at, Form::Description, None))
            .collect()
    }

    /// What speaks for a pronoun that means none of the candidates.
    fn emptiness(&self, candidates: usize) -> Vec<&'static str> {
        let article = self.article;
        let mut found = vec!["nothing"];
        if candidates == 0 {
            found.push("nothing before");
        }
        let Some(head) = article.head(self.at) else { return found };
        if article.token(self.at).relation() == "nsubj" {
            if article.one(head, "cop").is_some() {
                found.push("subject of a copula");
            }
            if article.children(head).any(|c| matches!(article.token(c).relation(), "csubj" | "ccomp" | "advcl") && c > head) {
                found.push("a clause follows");
            }
        }
        if article.token(self.at).quoted {
            found.push("inside quotes");
        }
        found
    }

    /// Binding: subject and object of one verb are two people, and nobody is his own part ("his father").
    fn excludes(&self, mention: At) -> bool {
        let (article, at) = (self.article, self.at);
        if mention.sentence != at.sentence || self.is_reflexive() {
            return false;
        }
        let possessive = article.deprel(at) == "nmod:poss";
        let (first, other) = (article.first_conjunct(mention), article.first_conjunct(at));
        if !possessive
            && article.head(first) == article.head(other)
            && matches!(article.token(first).relation(), "nsubj" | "obj" | "iobj" | "obl")
        {
            return true;
        }
        let owned = possessive
            && article.head(at).is_some_and(|noun| {
                noun == mention
                    || matches!(article.token(noun).relation(), "appos" | "flat" | "nmod:desc") && article.head(noun) == Some(mention)
            });
        let mut between = std::iter::once(at).chain(article.ancestors(at)).take_while(|&a| a != mention);
        owned
            || article.ancestors(at).any(|a| a == mention)
                && !between.any(|a| matches!(article.token(a).relation(), "acl" | "ccomp" | "advcl" | "conj"))
    }

    /// "urging him": he who urges is not he who is urged, wherever he stands in the sentence.
    fn others_in_clause(&self, actors: &Actors) -> Vec<usize> {
        let object = matches!(self.article.token(self.at).relation(), "obj" | "iobj" | "obl") && !self.is_reflexive();
        let verb = self.article.head(self.at).filter(|_| object);
        let subjects = verb.map(|v| slots::subjects(self.article, v)).unwrap_or_default();
        subjects.into_iter().filter_map(|s| actors.at(self.article, self.mentions, s)).collect()
    }
}

fn thing(entity: &str) -> &'static str {
    match entity {
        "person" => "thing: person",
        "organization" => "thing: organisation",
        "place" => "thing: place",
        "abstract" | "event" => "thing: abstract",
        "O" => "thing: none",
        _ => "thing: object",
    }
}

fn settle(actors: &mut Actors, mention: usize, actor: usize, wanted: Asks) {
    actors.of[mention] = Some(actor);
    let draft = &mut actors.list[actor];
    match wanted {
        Asks::He => draft.gender = draft.gender.or(Some(Gender::Male)),
        Asks::She => draft.gender = draft.gender.or(Some(Gender::Female)),
        Asks::It | Asks::They => {}
    }
}

fn agrees(wanted: Asks, draft: &Draft) -> bool {
    match wanted {
        Asks::He => draft.is_person() && draft.gender != Some(Gender::Female),
        Asks::She => draft.is_person() && draft.gender != Some(Gender::Male),
        Asks::It => !draft.is_person() && !draft.plural,
        Asks::They => draft.plural || !matches!(draft.kind, ActorKind::Person | ActorKind::State | ActorKind::Office),
    }
}
