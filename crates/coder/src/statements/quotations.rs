//! Quotations that go on over sentences and paragraphs, and those that nobody is said to say.

use super::{Draft, Input, nobodys, speaker, tokens_of};
use crate::article::At;
use chancery_encoder::Upos;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Quotations shorter than this many words are scare quotes or titles unless somebody is said to say them.
const QUOTE_WORDS: usize = 5;
/// How many statements back the one is looked for that a quotation goes on with.
const REACH: usize = 16;

/// The quotation that a token lies in.
fn quotation(input: Input, at: At) -> Option<usize> {
    let byte = input.article.token(at).span.start;
    let index = input.quotations.partition_point(|q| q.span.end <= byte);
    input.quotations.get(index).filter(|q| q.span.start <= byte).map(|_| index)
}

/// Content that hangs on nothing in its own sentence goes on with the statement beside it, in the same quotation or from the sentence before.
pub fn join(input: Input, found: &mut Vec<Draft>) {
    let (mut anchored, loose): (Vec<Draft>, Vec<Draft>) =
        std::mem::take(found).into_iter().partition(|d| d.cue.is_some() || d.speaker_span.is_some());
    let mut home: HashMap<usize, usize> = HashMap::new();
    for (i, draft) in anchored.iter().enumerate() {
        for q in draft.tokens.iter().filter_map(|&t| quotation(input, t)) {
            home.entry(q).or_insert(i);
        }
    }
    // The sentences of one quotation are one statement.
    let mut joined: Vec<Draft> = Vec::new();
    let mut joined_home: HashMap<usize, usize> = HashMap::new();
    for draft in loose {
        let q = draft.tokens.iter().find_map(|&t| quotation(input, t));
        let (whole, at) = match (q.and_then(|q| home.get(&q)), q.and_then(|q| joined_home.get(&q))) {
            (Some(&at), _) => (&mut anchored, at),
            (None, Some(&at)) => (&mut joined, at),
            (None, None) => {
                joined_home.extend(q.map(|q| (q, joined.len())));
                joined.push(draft);
                continue;
            }
        };
        whole[at].extend(draft.tokens);
        whole[at].confidence = whole[at].confidence.max(draft.confidence);
    }
    anchored.iter_mut().chain(&mut joined).for_each(|d| complete(input, d));
    let starts: Vec<Option<At>> = anchored.iter().map(|d| d.tokens.first().copied().or(d.cue)).collect();
    for draft in joined {
        go_on(input, &mut anchored, &starts, draft);
    }
    *found = anchored;
}

/// The rest of a quotation whose other part is somebody's statement is that statement too.
fn complete(input: Input, statement: &mut Draft) {
    statement.tokens.sort();
    statement.tokens.dedup();
    let homes: BTreeSet<usize> = statement.tokens.iter().filter_map(|&t| quotation(input, t)).collect();
    for q in homes {
        let inner = tokens_of(input.article, input.quotations[q].inner);
        let covered = inner.iter().filter(|&&t| statement.holds(t)).count();
        if covered * 3 >= inner.len().min(30) {
            let cue = statement.cue;
            statement.extend(inner.into_iter().filter(|t| cue != Some(*t)));
        }
    }
}

/// What a quotation without cue or source of its own belongs to. `starts` are the first words of the statements that have one.
fn go_on(input: Input, statements: &mut Vec<Draft>, starts: &[Option<At>], mut draft: Draft) {
    let article = input.article;
    let Some(first) = draft.tokens.first().copied() else { return };
    let paragraph = article.sentence(first.sentence).paragraph;
    let mostly_quoted = |tokens: &[At]| tokens.iter().filter(|&&t| article.token(t).quoted).count() * 2 > tokens.len();
    if !mostly_quoted(&draft.tokens) {
        return; // indirect words without a cue or a source in reach are the outlet's own
    }
    if let Some(signed) = signature(input, &draft) {
        speaker::find(input, &mut draft, &[signed]);
        statements.push(draft);
        return;
    }
    let upto = starts.partition_point(|s| s.is_some_and(|s| s.sentence <= first.sentence));
    let earlier =
        (upto.saturating_sub(REACH)..upto).filter(|&a| statements[a].speaker_span.is_some() && starts[a].is_some_and(|t| t < first));
    let nearest = earlier.max_by_key(|&a| statements[a].cue.max(statements[a].tokens.last().copied()));
    let near = nearest.filter(|&a| {
        statements[a].tokens.last().copied().or(statements[a].cue).is_some_and(|t| {
            let end = statements[a].cue.map_or(t.sentence, |c| c.sentence.max(t.sentence));
            first.sentence.saturating_sub(end) <= 1 && paragraph.saturating_sub(article.sentence(end).paragraph) <= 1
        })
    });
    if let Some(before) = near {
        let statement = &mut statements[before];
        if mostly_quoted(&statement.tokens) || statement.tokens.is_empty() {
            // “A,” he said. “B.” is one statement, and so it is where “B.” has a paragraph of its own, or he said: “B.”
            statement.extend(draft.tokens);
            return;
        }
        carry_on(input, &mut draft, before, statements);
    }
    statements.push(draft);
}

/// After somebody's indirect words a quotation is his where it stands in the same paragraph and nobody else speaks in this one and the one
/// before; else it may be another's, and the text does not say.
fn carry_on(input: Input, draft: &mut Draft, before: usize, statements: &[Draft]) {
    let paragraph = |d: &Draft| d.tokens.first().map_or(0, |t| input.article.sentence(t.sentence).paragraph);
    let (here, previous) = (paragraph(draft), &statements[before]);
    let near = &statements[before.saturating_sub(REACH)..=before];
    let alone = near.iter().all(|d| paragraph(d) + 1 < here || (d.speaker.is_some() && d.speaker == previous.speaker));
    if alone && paragraph(previous) == here {
        draft.follow(previous);
    } else {
        draft.candidates = previous.speaker.into_iter().chain(previous.candidates.iter().copied()).collect();
    }
    draft.confidence *= 0.8;
}

/// “…” ― Name: the name that signs a quotation.
fn signature(input: Input, draft: &Draft) -> Option<At> {
    let article = input.article;
    let last = draft.tokens.last()?;
    let after = article.text.get(article.token(*last).span.end..)?;
    let rest = after.trim_start_matches(|c: char| c.is_whitespace() || "”\"’'.,!?".contains(c));
    let name = rest.strip_prefix(['―', '—', '–', '-'])?.trim_start();
    let at = article.at_byte(article.text.len() - name.len())?;
    let mention = input.mentions.list.iter().find(|m| m.span.start == article.token(at).span.start && m.entity == "person")?;
    Some(mention.head)
}

/// Whole sentences in quotation marks that nobody is said to say.
pub fn unattributed(input: Input, found: &mut Vec<Draft>) {
    let article = input.article;
    let covered: HashSet<At> = found.iter().flat_map(|d| d.tokens.iter().copied()).collect();
    let mut ends: Vec<(At, usize)> = found.iter().enumerate().filter_map(|(i, d)| Some((*d.tokens.last()?, i))).collect();
    ends.sort();
    for quotation in input.quotations {
        let tokens = tokens_of(article, quotation.inner);
        let words = tokens.iter().filter(|&&t| article.token(t).upos != Upos::Punct).count();
        if words < QUOTE_WORDS || tokens.iter().any(|t| covered.contains(t)) {
            continue;
        }
        let inner = quotation.inner.of(article.text).trim();
        let stops = inner.ends_with(['.', '!', '?', ',']) || article.text[quotation.span.end..].starts_with('.');
        let finite = tokens.iter().any(|&t| article.token(t).has("VerbForm=Fin"));
        if !(inner.starts_with(char::is_uppercase) && stops && finite) {
            continue;
        }
        let first = tokens[0];
        let before = ends[..ends.partition_point(|e| e.0 < first)].last().filter(|e| first.sentence - e.0.sentence <= 1);
        let mut draft = nobodys(tokens, 0.5);
        if let Some(&(_, before)) = before {
            carry_on(input, &mut draft, before, found);
        }
        found.push(draft);
    }
}
