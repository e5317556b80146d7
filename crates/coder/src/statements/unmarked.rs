//! Speech without quotation marks: lines of a transcript, and sentences in the first person that nobody is said to say.

use super::{Draft, Input, Manner, by_sentence, nobodys, tokens_of};
use crate::actors;
use crate::article::At;
use chancery_record::Resolution;
use std::collections::HashSet;

/// Lines of a transcript.
pub fn transcript(input: Input, found: &mut Vec<Draft>) {
    let lines: Vec<(Vec<At>, &super::TranscriptLine)> = input.transcript.iter().map(|l| (tokens_of(input.article, l.content), l)).collect();
    let spoken: HashSet<At> = lines.iter().flat_map(|(tokens, _)| tokens.iter().copied()).collect();
    found.retain(|d| !d.tokens.iter().any(|t| spoken.contains(t)) || d.cue.is_some_and(|c| spoken.contains(&c)));
    for (tokens, line) in lines {
        // The longest name that the line's name ends: "ACHIENG" is Miriam Achieng.
        let name = line.speaker.of(input.article.text).to_lowercase();
        let bears = |d: &actors::Draft| {
            let own = d.name.to_lowercase();
            d.is_person() && (own == name || own.ends_with(&format!(" {name}")))
        };
        let named = (0..input.actors.list.len()).filter(|&a| bears(&input.actors.list[a])).max_by_key(|&a| input.actors.list[a].name.len());
        let mentioned = || tokens_of(input.article, line.speaker).into_iter().find_map(|t| input.actors.of[input.mentions.at(t)?]);
        let speaker = named.or_else(mentioned);
        found.push(Draft {
            speaker,
            speaker_span: Some(line.speaker),
            manner: Manner::Unmarked,
            resolution: if speaker.is_some() { Resolution::Named } else { Resolution::None },
            ..nobodys(tokens, 0.8)
        });
    }
}

/// Sentences in the first person outside quotation marks, which nobody is said to say.
pub fn first_person(input: Input, found: &mut Vec<Draft>) {
    let article = input.article;
    let around = by_sentence(found);
    let own = |d: &Draft| d.speaker_span.is_some_and(|s| matches!(s.of(article.text).to_lowercase().as_str(), "i" | "we"));
    let (mut dropped, mut added) = (HashSet::new(), Vec::new());
    for words in input.first_person {
        let Some(at) = article.at_byte(words.start) else { continue };
        if !speaks(input, at.sentence) {
            continue;
        }
        let here = around.get(&at.sentence).map_or(&[][..], Vec::as_slice);
        if here.iter().any(|&d| !own(&found[d]) && found[d].holds(at)) {
            continue; // somebody else is said to say it
        }
        dropped.extend(here.iter().copied().filter(|&d| own(&found[d]) && found[d].tokens.iter().all(|t| t.sentence == at.sentence)));
        let tokens = article.addresses_of(at.sentence).collect();
        added.push(Draft { manner: Manner::Unmarked, ..nobodys(tokens, 0.5) });
    }
    let mut index = 0..;
    found.retain(|_| index.next().is_none_or(|i| !dropped.contains(&i)));
    found.extend(added);
}

/// "I" or "we" is the subject of the sentence: "our correspondent" and "the least of us" are the outlet's own words.
fn speaks(input: Input, sentence: usize) -> bool {
    let article = input.article;
    let root = article.addresses_of(sentence).find(|&t| article.head(t).is_none());
    root.is_some_and(|r| article.by(r, "nsubj").any(|s| matches!(&*article.token(s).form, "I" | "We" | "we")))
}
