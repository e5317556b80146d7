//! Definite descriptions and whom they take up again: "the minister", "his daughter", "the company", "the country".

use super::{Actors, Draft, Grouping};
use crate::article::At;
use crate::gazetteer::Gender;
use crate::mentions::{Form, Mention};
use crate::pronouns::features::{self, Pair};
use crate::pronouns::ranker::{Candidate, Choice, Meaning, Verdict};
use chancery_record::{ActorKind, Country, Sector};

/// How many sentences back a description may reach, and how many actors are looked at.
const REACH: usize = 30;
const MOST: usize = 12;

/// Nouns for one and the same person in different eyes.
const AKIN: [&[&str]; 4] = [
    &["boy", "child", "kid", "baby", "infant", "toddler", "teen", "teenager", "youth", "son", "student", "pupil"],
    &["girl", "child", "kid", "baby", "infant", "toddler", "teen", "teenager", "youth", "daughter", "student", "pupil"],
    &["parent", "couple", "family", "pair"],
    &["president", "leader", "premier", "minister", "politician", "chancellor"],
];

/// A description in the singular or plural that may take somebody up again.
#[derive(Clone, Copy)]
pub(super) struct Description<'a> {
    /// The mention.
    pub mention: &'a Mention<'a>,
    /// Its noun.
    pub lemma: &'a str,
    /// The country that its words name.
    pub country: Option<Country>,
    /// The gender of its noun.
    pub gender: Option<Gender>,
}

impl Grouping<'_> {
    /// The actor that a definite description takes up again, where one stands out.
    pub(super) fn taken_up(&mut self, actors: &Actors, of: Description) -> Option<usize> {
        let head = of.mention.head;
        let determiner = self.determiner(head)?;
        let plural = self.article.token(head).has("Number=Plur");
        let class = match (of.mention.descriptor.map(|d| d.kind.as_str()), of.mention.entity, plural) {
            (Some("person"), _, false) | (None, "person", false) => "person",
            (_, "person", true) | (Some("person" | "group"), _, true) => "people",
            (_, _, false) if matches!(of.lemma, "country" | "nation" | "state") => "country",
            (Some("organisation" | "office" | "government" | "group"), _, false) | (None, "organization", false) => "body",
            _ => return None,
        };
        let met = self.recent(actors, of, class);
        let most = met.iter().map(|m| actors.list[m.2].mentions.len()).max().unwrap_or(0);
        let mut candidates: Vec<Candidate> = Vec::new();
        for (rank, &(recent, form, actor)) in met.iter().enumerate() {
            let draft = &actors.list[actor];
            let mut found = Vec::new();
            Pair { article: self.article, anaphor: head, recent }.of_places(&mut found);
            features::of_rank(rank, met.len(), &mut found);
            features::of_actor(draft, form, most, &mut found);
            found.push(noun_feature(draft, of.lemma));
            let sectors: &[Sector] = of.mention.descriptor.map_or(&[], |d| &d.sectors);
            if sectors.iter().any(|s| draft.sectors.contains(s)) {
                found.push("same sector");
            }
            if of.country.is_some() && draft.country == of.country {
                found.push("same country");
            }
            if draft.entity.is_some() {
                found.push("known to the gazetteer");
            }
            candidates.push(Candidate { meaning: Meaning::Actor(actor), recent, features: found });
        }
        let mut nothing = vec!["nothing", determiner];
        if self.article.children(head).any(|c| matches!(self.article.token(c).relation(), "nmod" | "acl") && c > head) {
            nothing.push("described further");
        }
        if self.article.children(head).any(|c| matches!(self.article.token(c).relation(), "amod" | "compound" | "nummod")) {
            nothing.push("modified");
        }
        candidates.push(Candidate { meaning: Meaning::Nothing, recent: head, features: nothing });
        let choice = Choice { anaphor: head, class, candidates };
        (self.show)(&choice);
        if let Verdict::Settled(actor) = choice.verdict() { Some(actor) } else { None }
    }

    /// How a description is marked as definite.
    fn determiner(&self, head: At) -> Option<&'static str> {
        let article = self.article;
        article.children(head).find_map(|c| match (article.token(c).relation(), article.lemma(c)) {
            ("det", "the") => Some("the"),
            ("det", "this" | "that" | "these" | "those") => Some("this"),
            ("nmod", _) if article.deprel(c) == "nmod:poss" => Some("possessed"),
            _ => None,
        })
    }

    /// Who was mentioned before and may be meant, the latest first.
    fn recent(&self, actors: &Actors, of: Description, class: &str) -> Vec<(At, Form, usize)> {
        let head = of.mention.head;
        let owner = self.article.one(head, "nmod:poss").and_then(|p| actors.at(self.article, self.mentions, p));
        let mut met: Vec<(At, Form, usize)> = Vec::new();
        let end = self.mentions.list.partition_point(|m| m.head < head);
        for i in (0..end).rev() {
            let mention = &self.mentions.list[i];
            if mention.head.sentence + REACH < head.sentence || met.len() == MOST {
                break;
            }
            let Some(actor) = actors.of[i].filter(|&a| Some(a) != owner && met.iter().all(|m| m.2 != a)) else { continue };
            if may_be(&actors.list[actor], of, class)
                && !self.article.within(mention.head, head)
                && !self.article.within(head, mention.head)
            {
                met.push((mention.head, mention.form, actor));
            }
        }
        met
    }
}

fn may_be(draft: &Draft, of: Description, class: &str) -> bool {
    let clash = of.country.is_some() && draft.country.is_some() && of.country != draft.country
        || of.gender.is_some() && draft.gender.is_some() && of.gender != draft.gender;
    let kind = match class {
        "person" => draft.is_person() && !draft.plural,
        "people" => draft.plural,
        "country" => draft.kind == ActorKind::State,
        _ => !draft.is_person() && !draft.plural && draft.kind != ActorKind::State,
    };
    kind && !clash
}

/// How the noun goes with the nouns that the actor was called by.
fn noun_feature(draft: &Draft, lemma: &str) -> &'static str {
    let akin = |a: &str| AKIN.iter().any(|family| family.contains(&a) && family.contains(&lemma));
    let in_name = || draft.parts.iter().any(|p| p == lemma);
    if draft.nouns.contains(lemma) || in_name() {
        "same noun"
    } else if draft.nouns.iter().any(|n| akin(n)) {
        "akin noun"
    } else if draft.nouns.is_empty() {
        "no noun yet"
    } else {
        "other noun"
    }
}
