//! The rule that comes before the ranker: who stands out so clearly in the words before a pronoun that no weights are asked.
//! Being near, a subject, in the main clause and around the pronoun counts; scores are sums of small integers.

use super::{Asks, Pronoun};
use crate::actors::Actors;
use crate::article::{Article, At};
use crate::mentions::Form;
use crate::pronouns::ranker::Verdict;
use chancery_encoder::Upos;

/// How many sentences back the rule looks.
const REACH: usize = 4;
/// By how much the best candidate must beat the next.
const MARGIN: i32 = 2;

impl Pronoun<'_> {
    /// What the rule says; `None` where it is not sure.
    pub(super) fn by_salience(&self, actors: &Actors) -> Option<Verdict> {
        if self.wanted == Asks::It && self.is_subject_of_copula() {
            return None;
        }
        let mut scored: Vec<(i32, usize)> = Vec::new();
        for (mention, actor) in self.mentioned(actors, REACH) {
            let Some(score) = self.salience(mention) else { continue };
            let score = score + i32::from(actors.list[actor].heads.len() > 2);
            match scored.iter_mut().find(|s| s.1 == actor) {
                Some(known) => known.0 = known.0.max(score),
                None => scored.push((score, actor)),
            }
        }
        scored.sort_by_key(|&(score, actor)| (-score, actor));
        match scored.as_slice() {
            [] => None,
            several if self.is_personal() && several.len() > 1 && !self.in_paragraph(actors, several[0].1) => {
                Some(self.named_before(actors, several.iter().map(|s| s.1).collect()))
            }
            [(_, only)] => Some(Verdict::Settled(*only)),
            [(first, best), (second, _), ..] => (first - second >= MARGIN).then_some(Verdict::Settled(*best)),
        }
    }

    /// Across a paragraph break a pronoun means the only one of several whom the paragraph before names.
    fn named_before(&self, actors: &Actors, several: Vec<usize>) -> Verdict {
        let by_name = |h: At| self.mentions.at(h).is_some_and(|m| self.mentions.list[m].form == Form::Name);
        let near = |a: usize| self.latest(actors, a).take_while(|&h| self.paragraphs_back(h) <= 1);
        let named = |&&a: &&usize| near(a).any(|h| self.paragraphs_back(h) == 1 && by_name(h));
        let mut found = several.iter().filter(named);
        match (found.next(), found.next()) {
            (Some(&only), None) => Verdict::Settled(only),
            _ => Verdict::Open(several),
        }
    }

    pub(super) fn in_paragraph(&self, actors: &Actors, actor: usize) -> bool {
        self.latest(actors, actor).next().is_some_and(|h| self.paragraphs_back(h) == 0)
    }

    /// The mentions of an actor before the pronoun, the latest first.
    fn latest<'d>(&self, actors: &'d Actors, actor: usize) -> impl Iterator<Item = At> + use<'d> {
        let heads = &actors.list[actor].heads;
        heads[..heads.partition_point(|&h| h < self.at)].iter().rev().copied()
    }

    /// How many paragraphs a word stands before the pronoun.
    pub(super) fn paragraphs_back(&self, at: At) -> usize {
        let paragraph = |a: At| self.article.sentence(a.sentence).paragraph;
        paragraph(self.at).saturating_sub(paragraph(at))
    }

    /// How much a mention stands out; `None` where it is out of reach or what somebody else is quoted with.
    fn salience(&self, mention: At) -> Option<i32> {
        let (article, at) = (self.article, self.at);
        let (distance, paragraphs) = (at.sentence - mention.sentence, self.paragraphs_back(mention));
        let quoted = article.token(mention).quoted && !article.token(at).quoted;
        if paragraphs > 1 || (paragraphs == 1 && distance > 2) || quoted {
            return None;
        }
        let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
        let first = article.first_conjunct(mention);
        let role = match article.deprel(first) {
            "nsubj" | "nsubj:pass" => 4,
            "obl:agent" => 3,
            "obj" | "iobj" => 2,
            "nmod:poss" => 1,
            "compound" | "amod" | "nmod:desc" => -2,
            _ => 0,
        };
        let main = article.head(first).is_some_and(|v| matches!(article.deprel(v), "root" | "conj"));
        let around = mention.sentence == at.sentence && self.is_personal() && is_subject_around(article, first, at);
        Some(
            12 - 3 * count(distance) - 2 * count(paragraphs) + role - 2 * i32::from(first != mention)
                + i32::from(main)
                + 3 * i32::from(around),
        )
    }

    /// "It was the first visit", "It is clear that": an "it" that may stand for no actor.
    fn is_subject_of_copula(&self) -> bool {
        let article = self.article;
        article.token(self.at).relation() == "nsubj"
            && article.head(self.at).is_none_or(|h| article.one(h, "cop").is_some() || article.token(h).upos != Upos::Verb)
    }
}

/// The speaker is the likeliest meaning of a pronoun in what he says.
fn is_subject_around(article: &Article, first: At, pronoun: At) -> bool {
    article.head(first).is_some_and(|verb| article.token(first).relation() == "nsubj" && article.ancestors(pronoun).any(|a| a == verb))
}
