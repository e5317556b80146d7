//! "I", "we" and "you" in what somebody is cited with: its speaker, and the one it is said to.

use crate::actors::Actors;
use crate::article::Article;
use crate::mentions::{Form, Mentions};
use crate::statements;
use chancery_record::Manner;
use std::collections::BTreeSet;

/// Gives the pronouns of the first and second person inside statements to speakers and addressees. "We" is left open where a person
/// speaks: it may be a family, a party or a country.
pub fn resolve(article: &Article, mentions: &Mentions, actors: &mut Actors, statements: &[statements::Draft]) {
    let mut order: Vec<usize> = (0..statements.len()).collect();
    // The innermost statement around a pronoun comes last and has the last word.
    order.sort_by_key(|&s| std::cmp::Reverse(statements[s].tokens.len()));
    let turns: Vec<&statements::Draft> = statements.iter().filter(|s| is_turn(s)).collect();
    let parties: BTreeSet<usize> = turns.iter().filter_map(|s| s.speaker).collect();
    let mut changed = BTreeSet::new();
    for statement in order.into_iter().map(|s| &statements[s]) {
        for &at in &statement.tokens {
            let Some(index) = mentions.at(at).filter(|&m| mentions.list[m].form == Form::Pronoun) else { continue };
            let own_words = article.token(at).quoted || is_turn(statement);
            if !own_words {
                continue;
            }
            let meant = match article.token(at).form.to_lowercase().as_str() {
                "i" | "me" | "my" | "mine" | "myself" => statement.speaker,
                "we" | "us" | "our" | "ours" | "ourselves" => statement.speaker.filter(|&s| !actors.list[s].is_person()),
                "you" | "your" | "yours" | "yourself" => addressee(statement, &parties),
                _ => continue,
            };
            actors.of[index] = meant;
            changed.insert(index);
        }
    }
    for index in changed {
        if let Some(actor) = actors.of[index] {
            actors.list[actor].refer(&mentions.list[index]);
        }
    }
}

/// True for a line of a transcript.
fn is_turn(statement: &statements::Draft) -> bool {
    statement.manner == Manner::Unmarked && statement.speaker_span.is_some() && statement.cue.is_none()
}

/// The one whom a statement addresses; of two who talk with each other the other one.
fn addressee(statement: &statements::Draft, parties: &BTreeSet<usize>) -> Option<usize> {
    if let [only] = statement.addressees.as_slice() {
        return Some(*only);
    }
    let mut others = parties.iter().copied().filter(|&p| Some(p) != statement.speaker);
    let other = others.next().filter(|_| is_turn(statement) && statement.speaker.is_some());
    other.filter(|_| others.next().is_none())
}
