//! Passages that stand twice in one text, letter for letter or nearly.

use super::NoteDraft;
use crate::article::Article;
use chancery_record::{ByteSpan, NoteKind};
use std::collections::HashMap;

/// Sentences of fewer words repeat by chance.
const FEWEST: usize = 8;
/// Two sentences are nearly the same where so many in a hundred of the longer one's word triples are in both.
const ALIKE: usize = 70;
/// A triple that more sentences than this have says nothing.
const COMMON: usize = 16;

pub(super) fn find(article: &Article) -> Vec<NoteDraft> {
    let mut seen: HashMap<[String; 3], Vec<usize>> = HashMap::new();
    let mut sizes = Vec::new();
    let mut found: Vec<(usize, usize, ByteSpan)> = Vec::new();
    for (index, sentence) in article.parse.sentences.iter().enumerate() {
        let words: Vec<String> =
            sentence.tokens.iter().map(|t| t.form.to_lowercase()).filter(|f| f.chars().any(char::is_alphanumeric)).collect();
        let mut triples: Vec<[String; 3]> = words.windows(3).map(|w| [w[0].clone(), w[1].clone(), w[2].clone()]).collect();
        triples.sort();
        triples.dedup();
        sizes.push(triples.len());
        if words.len() < FEWEST {
            continue;
        }
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for &earlier in triples.iter().filter_map(|t| seen.get(t)).filter(|at| at.len() <= COMMON).flatten() {
            *shared.entry(earlier).or_insert(0) += 1;
        }
        let best = shared.into_iter().max_by_key(|&(earlier, n)| (n, std::cmp::Reverse(earlier)));
        if let Some((earlier, _)) = best.filter(|&(earlier, n)| n * 100 >= ALIKE * triples.len().max(sizes[earlier])) {
            match found.last_mut() {
                // The next sentence of the same passage.
                Some(last) if last.0 + 1 == index && last.1 + 1 == earlier => {
                    *last = (index, earlier, ByteSpan::new(last.2.start, sentence.span.end.max(last.2.start)))
                }
                _ => found.push((index, earlier, sentence.span)),
            }
        }
        for triple in triples {
            seen.entry(triple).or_default().push(index);
        }
    }
    let note = |(_, _, span)| NoteDraft {
        kind: NoteKind::RepeatedPassage,
        span,
        message: "This passage stands earlier in the text in the same or nearly the same words: count it once.".to_owned(),
    };
    found.into_iter().map(note).collect()
}
