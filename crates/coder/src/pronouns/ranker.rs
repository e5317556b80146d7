//! A log-linear ranker of antecedents: each candidate has features, each feature a weight for the class of the pronoun.
//!
//! The weights are log-odds in hundredths and whole numbers, so sums are the same on every machine. They are learned by
//! `training/antecedents.py` from what this file's [`Choice`] shows of a text whose chains are known.

use crate::article::At;
use std::collections::HashMap;
use std::sync::LazyLock;

/// By how much, in hundredths of log-odds, the best candidate must beat each other one: about two to one.
const MARGIN: i32 = 25;

static WEIGHTS: LazyLock<HashMap<(&'static str, &'static str), i32>> = LazyLock::new(|| {
    let rows = include_str!("../../../../model/antecedents.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        Some(((cells.next()?, cells.next()?), cells.next()?.parse().ok()?))
    })
    .collect()
});

/// What a candidate stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// The actor with that index.
    Actor(usize),
    /// Something that is no actor: "the bridge".
    Thing,
    /// Nothing before: somebody new, or an "it" that stands for nothing.
    Nothing,
}

/// One thing that a phrase may mean.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// What it is.
    pub meaning: Meaning,
    /// Where it was mentioned last; the phrase itself for [`Meaning::Nothing`].
    pub recent: At,
    /// What speaks for and against it.
    pub features: Vec<&'static str>,
}

/// A phrase and all that it may mean.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The head of the phrase.
    pub anaphor: At,
    /// The class whose weights are used.
    pub class: &'static str,
    /// In the order of their last mention, the latest first.
    pub candidates: Vec<Candidate>,
}

/// What a choice comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// One actor stands out.
    Settled(usize),
    /// Several are about equal, the best first.
    Open(Vec<usize>),
    /// None of the actors.
    Nobody,
}

impl Choice {
    fn score(&self, candidate: &Candidate) -> i32 {
        candidate.features.iter().filter_map(|&f| WEIGHTS.get(&(self.class, f))).sum()
    }

    /// The verdict of the weights. Across a paragraph break the best candidate has to stand out twice as much.
    pub fn verdict(&self) -> Verdict {
        let mut scored: Vec<(i32, usize)> = self.candidates.iter().enumerate().map(|(i, c)| (-self.score(c), i)).collect();
        scored.sort_unstable();
        let Some(&(top, _)) = scored.first() else { return Verdict::Nobody };
        let best = &self.candidates[scored[0].1];
        let margin = if best.features.contains(&"paragraph same") { MARGIN } else { 2 * MARGIN };
        let near: Vec<Meaning> =
            scored.iter().take_while(|(score, _)| score - top < margin).map(|&(_, i)| self.candidates[i].meaning).collect();
        let actors: Vec<usize> = near.iter().filter_map(|m| if let Meaning::Actor(a) = *m { Some(a) } else { None }).collect();
        match (near.as_slice(), near[0]) {
            ([Meaning::Actor(only)], _) => Verdict::Settled(*only),
            (_, Meaning::Actor(_)) => Verdict::Open(actors),
            _ => Verdict::Nobody,
        }
    }
}
