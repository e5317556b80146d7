//! Who said what: the encoder's attribution, the tree and the quotation marks together.
//!
//! The encoder marks words as source, cue or content and points each at its cue. Here those words become statements: gaps are
//! closed, clauses and quotations completed, quotations that go on over sentences joined, speakers found.

use crate::actors::Actors;
use crate::article::{Article, At};
use crate::gazetteer::Gazetteer;
use crate::lexicon::{Lexicon, Pos};
use crate::mentions::{Form, Mentions};
use crate::slots;
use chancery_encoder::quotes::Quotation;
use chancery_encoder::{AttributionRole, Upos};
use chancery_record::{Act, ByteSpan, Manner, Polarity, Resolution};
use std::collections::BTreeMap;

/// A statement while the document is read.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The attributed words, in pieces where cue or speaker split them.
    pub content: Vec<ByteSpan>,
    /// Every token of the content.
    pub tokens: Vec<At>,
    /// The head of the cue.
    pub cue: Option<At>,
    /// The words of the cue.
    pub cue_span: Option<ByteSpan>,
    /// The speaker, where the text settles it.
    pub speaker: Option<usize>,
    /// The words that name the speaker.
    pub speaker_span: Option<ByteSpan>,
    /// Whom it is said to.
    pub addressees: Vec<usize>,
    /// In whose words.
    pub manner: Manner,
    /// What the speaker does with it.
    pub act: Act,
    /// Whether he asserts or denies it.
    pub polarity: Polarity,
    /// How the speaker was found.
    pub resolution: Resolution,
    /// Who else it may be.
    pub candidates: Vec<usize>,
    /// The statement around it.
    pub within: Option<usize>,
    /// 0 to 1.
    pub confidence: f32,
}

/// What the statements are made from.
#[derive(Clone, Copy)]
pub struct Input<'a> {
    /// The article.
    pub article: &'a Article<'a>,
    /// Its quotations.
    pub quotations: &'a [Quotation],
    /// Its mentions.
    pub mentions: &'a Mentions<'a>,
    /// Its actors.
    pub actors: &'a Actors,
    /// What words mean.
    pub lexicon: &'a Lexicon,
    /// What is known.
    pub gazetteer: &'a Gazetteer,
    /// Lines of a transcript: the name, then what is said.
    pub transcript: &'a [TranscriptLine],
    /// Words in the first person outside quotation marks: somebody's speech that lost its marks.
    pub first_person: &'a [ByteSpan],
}

/// "NAME: words" at the start of a paragraph.
#[derive(Clone, Copy, Debug)]
pub struct TranscriptLine {
    /// The name.
    pub speaker: ByteSpan,
    /// The words.
    pub content: ByteSpan,
}

/// Quotations shorter than this many words are scare quotes or titles unless somebody is said to say them.
const QUOTE_WORDS: usize = 5;
/// A run of unmarked words up to this long inside a content is taken for a slip of the tagger.
const GAP: usize = 3;
/// Below this confidence fewer than a third of the statements were right (PolNeAR, dev part).
const DOUBTFUL: f32 = 0.6;
/// As many words of a content that point at another cue than their neighbours are taken for a slip too.
const SLIP: usize = 3;
/// The share of a clause's words that must be content for the whole clause to be.
const CLAUSE_SHARE: f32 = 0.9;

/// The statements of an article in the order of the text.
pub fn find(input: Input) -> Vec<Draft> {
    let mut found = Vec::new();
    for sentence in 0..input.article.parse.sentences.len() {
        found.extend(of_sentence(input, sentence));
    }
    join_quotations(input, &mut found);
    unattributed(input, &mut found);
    transcript(input, &mut found);
    first_person(input, &mut found);
    for draft in &mut found {
        finish(input, draft);
    }
    // "supported two of his rivals" is a deed, not a saying.
    let deed = |cue: At| !is_cue_word(input, cue) && input.lexicon.entries_of(input.article.lemma(cue)).next().is_some();
    found.retain(|d| d.cue.is_none_or(|c| !deed(c) || stands_alone(input.article, d)));
    found.retain(|d| !d.content.is_empty() && (d.confidence >= DOUBTFUL || d.cue.is_none()));
    found.sort_by_key(|d| (d.content[0].start, std::cmp::Reverse(d.content[0].end)));
    nest(input, &mut found);
    found
}

/// Words of one attribution in one sentence.
#[derive(Debug, Default)]
struct Group {
    source: Vec<usize>,
    cue: Vec<usize>,
    content: Vec<usize>,
    score: f32,
}

fn of_sentence(input: Input, sentence: usize) -> Vec<Draft> {
    let article = input.article;
    let tokens = &article.sentence(sentence).tokens;
    let mut groups: BTreeMap<Option<usize>, Group> = BTreeMap::new();
    let anchors = anchors(tokens);
    for (i, token) in tokens.iter().enumerate() {
        let Some(attribution) = token.attribution else { continue };
        let anchor = anchors[i];
        let group = groups.entry(anchor).or_default();
        match attribution.role {
            AttributionRole::Source => group.source.push(i),
            AttributionRole::Cue => group.cue.push(i),
            AttributionRole::Content => {
                group.content.push(i);
                group.score += attribution.score;
            }
        }
    }
    let mut found = Vec::new();
    for (anchor, mut group) in groups {
        let scored = group.content.len().max(1);
        let confidence = group.score / scored as f32;
        if let Some(a) = anchor
            && group.cue.is_empty()
            && !group.source.contains(&a)
        {
            // The content points at a word that was not seen as a cue: believed where the word is known to be one.
            if group.source.is_empty() && !is_cue_word(input, At { sentence, token: a }) {
                continue;
            }
            group.cue.push(a);
        }
        let cue = cue_head(article, sentence, &group.cue);
        if group.content.is_empty() {
            group.content = cue.map(|c| clause_of_cue(article, c)).unwrap_or_default();
        }
        complete(article, sentence, &mut group, cue);
        if group.content.iter().all(|&i| tokens[i].upos == Upos::Punct) {
            continue;
        }
        let at = |i: &usize| At { sentence, token: *i };
        let source: Vec<At> = group.source.iter().map(at).collect();
        let words: Vec<At> = group.cue.iter().map(at).collect();
        let mut draft = Draft {
            cue,
            cue_span: (!words.is_empty()).then(|| article.span(&contiguous(&words))),
            manner: Manner::Indirect,
            ..nobodys(group.content.iter().map(at).collect(), confidence.clamp(0.0, 1.0))
        };
        find_speaker(input, &mut draft, &source);
        if draft.cue.is_some_and(|c| {
            is_negated(article, c) && matches!(article.lemma(c), "say" | "tell" | "announce" | "mention" | "specify" | "comment")
        }) {
            continue; // what somebody did not say is no statement
        }
        found.push(draft);
    }
    found
}

/// What every word of an attribution hangs on. A cue of several words hangs on its first, and a few words of a content that point elsewhere
/// than those before and after them are a slip.
fn anchors(tokens: &[chancery_encoder::Token]) -> Vec<Option<usize>> {
    let role = |i: usize| tokens[i].attribution.map(|a| a.role);
    let mut anchors: Vec<Option<usize>> = (0..tokens.len())
        .map(|i| match role(i) {
            Some(AttributionRole::Cue) => Some(first_of_cue(tokens, i)),
            _ => tokens[i].attribution.and_then(|a| a.anchor).filter(|&a| a < tokens.len()).map(|a| first_of_cue(tokens, a)),
        })
        .collect();
    let content: Vec<usize> = (0..tokens.len()).filter(|&i| role(i) == Some(AttributionRole::Content)).collect();
    let mut start = 0;
    while start < content.len() {
        let anchor = anchors[content[start]];
        let mut end = start;
        while end < content.len() && anchors[content[end]] == anchor {
            end += 1;
        }
        let (before, after) = (start.checked_sub(1).map(|b| anchors[content[b]]), content.get(end).map(|&a| anchors[a]));
        if let (Some(before), Some(after)) = (before, after)
            && end - start <= SLIP
            && before == after
        {
            content[start..end].iter().for_each(|&i| anchors[i] = before);
        }
        start = end;
    }
    anchors
}

/// True where the lexicon knows the word as one that introduces statements.
fn is_cue_word(input: Input, at: At) -> bool {
    let lemma = input.article.lemma(at);
    [Pos::Verb, Pos::Noun, Pos::Adj, Pos::Prep].into_iter().any(|pos| input.lexicon.cue(lemma, pos).is_some())
}

/// The first token of the run of cue words that `i` lies in.
fn first_of_cue(tokens: &[chancery_encoder::Token], i: usize) -> usize {
    let is_cue = |j: usize| tokens.get(j).and_then(|t| t.attribution).is_some_and(|a| a.role == AttributionRole::Cue);
    let mut first = i;
    while is_cue(i) && first > 0 && is_cue(first - 1) {
        first -= 1;
    }
    first
}

/// The longest run without holes at the start of some tokens.
fn contiguous(words: &[At]) -> Vec<At> {
    let mut run: Vec<At> = Vec::new();
    for &w in words {
        if run.last().is_some_and(|l| w.token > l.token + 1) {
            break;
        }
        run.push(w);
    }
    run
}

/// The word of a cue that governs: a verb before a noun before the rest.
fn cue_head(article: &Article, sentence: usize, cue: &[usize]) -> Option<At> {
    let ranked = |&i: &usize| {
        let at = At { sentence, token: i };
        let rank = match article.token(at).upos {
            Upos::Verb => 0,
            Upos::Noun | Upos::Adj => 2,
            _ => 3,
        };
        let inside = article.head(at).is_some_and(|h| cue.contains(&h.token));
        (rank + usize::from(inside), i)
    };
    cue.iter().min_by_key(|i| ranked(i)).map(|&token| At { sentence, token })
}

/// The clause that a cue verb takes, where the encoder saw the cue but not the content.
fn clause_of_cue(article: &Article, cue: At) -> Vec<usize> {
    article
        .children(cue)
        .find(|&c| matches!(article.deprel(c), "ccomp" | "parataxis"))
        .map(|c| article.subtree(c).into_iter().map(|a| a.token).collect())
        .unwrap_or_default()
}

/// Closes gaps in a content and takes in the rest of a clause that is mostly content.
fn complete(article: &Article, sentence: usize, group: &mut Group, cue: Option<At>) {
    let others = |i: usize| group.cue.contains(&i) || group.source.contains(&i);
    let mut content = group.content.clone();
    content.sort_unstable();
    content.dedup();
    let mut filled = Vec::new();
    for &i in &content {
        if let Some(&last) = filled.last() {
            let gap = (last + 1)..i;
            if gap.len() <= GAP && !gap.clone().any(others) {
                filled.extend(gap);
            }
        }
        filled.push(i);
    }
    if let Some(cue) = cue {
        for clause in article.children(cue).filter(|&c| matches!(article.deprel(c), "ccomp" | "parataxis" | "xcomp")) {
            let tree: Vec<usize> = article.subtree(clause).into_iter().map(|a| a.token).collect();
            let inside = tree.iter().filter(|i| filled.contains(i)).count();
            let words = tree.len();
            if inside as f32 >= CLAUSE_SHARE * words as f32 && !tree.iter().any(|&i| others(i)) {
                filled.extend(tree);
            }
        }
    }
    filled.sort_unstable();
    filled.dedup();
    // A few stray words far from the rest are not content.
    let runs = runs(&filled);
    let longest = runs.iter().map(|r| r.len()).max().unwrap_or(0);
    group.content = runs.into_iter().filter(|r| r.len() * 8 >= longest || r.len() > 3).flatten().collect();
    let _ = sentence;
}

fn runs(sorted: &[usize]) -> Vec<Vec<usize>> {
    let mut runs: Vec<Vec<usize>> = Vec::new();
    for &i in sorted {
        match runs.last_mut() {
            Some(run) if run.last() == Some(&(i - 1)) => run.push(i),
            _ => runs.push(vec![i]),
        }
    }
    runs
}

/// True where a verb is denied: "did not say".
pub fn is_negated(article: &Article, at: At) -> bool {
    article.children(at).any(|c| article.token(c).has("Polarity=Neg") || matches!(article.lemma(c), "not" | "never" | "n't"))
}

/// The speaker: the words marked as source, else the subject of the cue.
fn find_speaker(input: Input, draft: &mut Draft, source: &[At]) {
    let article = input.article;
    let mut heads: Vec<At> = Vec::new();
    if !source.is_empty() {
        let outer = source.iter().copied().filter(|&s| article.head(s).is_none_or(|h| !source.contains(&h)));
        // Of several heads the nominal one is the speaker.
        heads.extend(outer.filter(|&s| article.is_nominal(s) || article.token(s).upos == Upos::Adj).take(1));
        let words = contiguous(source);
        draft.speaker_span = Some(short_span(input, heads.first().copied(), article.span(&words)));
    }
    if heads.is_empty()
        && let Some(cue) = draft.cue
    {
        let relative = article.children(cue).find(|&c| article.token(c).relation() == "nsubj" && article.token(c).has("PronType=Rel"));
        let subjects = match article.token(cue).upos {
            Upos::Verb | Upos::Aux | Upos::Adj => slots::subjects(article, cue),
            Upos::Noun => article.one(cue, "nmod:poss").into_iter().collect(),
            _ => Vec::new(),
        };
        // The speaker does not stand in his own words.
        heads.extend(subjects.into_iter().filter(|s| !draft.tokens.contains(s)).take(1));
        if let (Some(&head), None) = (heads.first(), draft.speaker_span) {
            draft.speaker_span =
                Some(relative.map_or_else(|| short_span(input, Some(head), article.token(head).span), |r| article.token(r).span));
        }
    }
    let Some(&head) = heads.first() else { return };
    // "who said": whoever the clause is about speaks.
    let head = if article.token(head).has("PronType=Rel") { article.antecedent(head) } else { head };
    let Some(mention) = input.actors.mention_at(article, input.mentions, head) else {
        // "a Human Rights Watch report said": the thing is the speaker's words, its author the speaker.
        let author = article.children(head).filter(|&c| match article.token(c).relation() {
            "compound" | "amod" => c < head,
            "nmod" => article.deprel(c) == "nmod:poss" || article.preposition(c).is_some_and(|p| matches!(&*p, "of" | "by" | "from")),
            _ => false,
        });
        draft.speaker = author.filter_map(|c| input.actors.at(article, input.mentions, c)).next();
        draft.resolution = if draft.speaker.is_some() { Resolution::Described } else { Resolution::None };
        return;
    };
    let m = &input.mentions.list[mention];
    draft.speaker = input.actors.of[mention];
    draft.candidates.clone_from(&input.actors.candidates[mention]);
    draft.resolution = match (m.form, draft.speaker) {
        (_, None) if !draft.candidates.is_empty() => Resolution::Ambiguous,
        (_, None) => Resolution::None,
        (Form::Pronoun, _) => Resolution::Pronoun,
        (Form::Description, Some(a)) if input.actors.list[a].plural => Resolution::Collective,
        (Form::Description, _) => Resolution::Described,
        _ => Resolution::Named,
    };
}

/// The shortest words that name the speaker, without apposition or relative clause.
fn short_span(input: Input, head: Option<At>, marked: ByteSpan) -> ByteSpan {
    let Some(head) = head else { return marked };
    let Some(mention) = input.actors.mention_at(input.article, input.mentions, head) else { return marked };
    let mention = &input.mentions.list[mention];
    // A pronoun that stands for the mention ("who") is itself what names the speaker here.
    if mention.span.overlaps(marked) || mention.head == head { mention.span } else { marked }
}

/// Content that hangs on nothing in its own sentence goes on with the statement beside it, in the same quotation or from the sentence before.
fn join_quotations(input: Input, found: &mut Vec<Draft>) {
    let quotation = |at: At| {
        let byte = input.article.token(at).span.start;
        input.quotations.iter().position(|q| q.span.start <= byte && byte < q.span.end)
    };
    let mut joined: Vec<Draft> = Vec::new();
    let (anchored, loose): (Vec<Draft>, Vec<Draft>) =
        std::mem::take(found).into_iter().partition(|d| d.cue.is_some() || d.speaker_span.is_some());
    let mut anchored = anchored;
    for draft in loose {
        let home = draft.tokens.iter().find_map(|&t| quotation(t));
        let same = home.and_then(|q| anchored.iter_mut().find(|a| a.tokens.iter().any(|&t| quotation(t) == Some(q))));
        match same {
            Some(statement) => {
                statement.tokens.extend(draft.tokens);
                statement.tokens.sort();
                statement.tokens.dedup();
            }
            // The sentences of one quotation are one statement.
            None => match joined.iter_mut().find(|j| home.is_some() && j.tokens.iter().any(|&t| quotation(t) == home)) {
                Some(other) => {
                    other.tokens.extend(draft.tokens);
                    other.tokens.sort();
                    other.confidence = other.confidence.max(draft.confidence);
                }
                None => joined.push(draft),
            },
        }
    }
    // The rest of a quotation whose other part is somebody's statement is that statement too.
    for statement in anchored.iter_mut().chain(&mut joined) {
        let homes: Vec<usize> = statement.tokens.iter().filter_map(|&t| quotation(t)).collect();
        for q in homes.into_iter().collect::<std::collections::BTreeSet<_>>() {
            let inner = tokens_of(input.article, input.quotations[q].inner);
            let covered = inner.iter().filter(|t| statement.tokens.contains(t)).count();
            if covered * 3 >= inner.len().min(30) {
                statement.tokens.extend(inner.into_iter().filter(|t| statement.cue != Some(*t)));
            }
        }
        statement.tokens.sort();
        statement.tokens.dedup();
    }
    for mut draft in joined {
        let Some(first) = draft.tokens.iter().min().copied() else { continue };
        let article = input.article;
        let paragraph = article.sentence(first.sentence).paragraph;
        let quoted = draft.tokens.iter().filter(|&&t| article.token(t).quoted).count() * 2 > draft.tokens.len();
        if !quoted {
            continue; // indirect words without a cue or a source in reach are the outlet's own
        }
        let earlier =
            (0..anchored.len()).filter(|&a| anchored[a].speaker_span.is_some() && anchored[a].tokens.first().is_some_and(|t| *t < first));
        let nearest = earlier.max_by_key(|&a| anchored[a].cue.max(anchored[a].tokens.last().copied()));
        let near = nearest.filter(|&a| {
            anchored[a].tokens.last().is_some_and(|t| {
                let end = anchored[a].cue.map_or(t.sentence, |c| c.sentence.max(t.sentence));
                first.sentence.saturating_sub(end) <= 1 && paragraph.saturating_sub(article.sentence(end).paragraph) <= 1
            })
        });
        if let Some(signed) = signature(input, &draft) {
            find_speaker(input, &mut draft, &[signed]);
            anchored.push(draft);
            continue;
        }
        let Some(before) = near else {
            anchored.push(draft);
            continue;
        };
        let statement = &mut anchored[before];
        let quotes = statement.tokens.iter().filter(|&&t| article.token(t).quoted).count() * 2 > statement.tokens.len();
        if quotes {
            // “A,” he said. “B.” is one statement, and so it is where “B.” has a paragraph of its own.
            statement.tokens.extend(draft.tokens);
            statement.tokens.sort();
            continue;
        }
        // After somebody's indirect words a quotation may be his or another's: the text does not say.
        draft.candidates = statement.speaker.into_iter().chain(statement.candidates.iter().copied()).collect();
        draft.confidence *= 0.8;
        anchored.push(draft);
    }
    *found = anchored;
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

/// The tokens that lie wholly in a span.
pub fn tokens_of(article: &Article, span: ByteSpan) -> Vec<At> {
    let Some(mut at) = article.at_byte(span.start) else { return Vec::new() };
    let mut found = Vec::new();
    while let Some(sentence) = article.parse.sentences.get(at.sentence) {
        match sentence.tokens.get(at.token) {
            Some(token) if token.span.end <= span.end => {
                if token.span.start >= span.start {
                    found.push(at);
                }
                at.token += 1;
            }
            Some(_) => break,
            None => at = At { sentence: at.sentence + 1, token: 0 },
        }
    }
    found
}

/// Whole sentences in quotation marks that nobody is said to say.
fn unattributed(input: Input, found: &mut Vec<Draft>) {
    let article = input.article;
    for quotation in input.quotations {
        let tokens = tokens_of(article, quotation.inner);
        let words = tokens.iter().filter(|&&t| article.token(t).upos != Upos::Punct).count();
        if words < QUOTE_WORDS || found.iter().any(|d| d.tokens.iter().any(|t| tokens.contains(t))) {
            continue;
        }
        let inner = quotation.inner.of(article.text).trim();
        let stops = inner.ends_with(['.', '!', '?', ',']) || article.text[quotation.span.end..].starts_with('.');
        let sentence =
            inner.starts_with(|c: char| c.is_uppercase()) && stops && tokens.iter().any(|&t| article.token(t).has("VerbForm=Fin"));
        if !sentence {
            continue;
        }
        let first = tokens[0];
        let mut draft = nobodys(tokens, 0.5);
        let before = found
            .iter()
            .filter(|d| d.tokens.last().is_some_and(|t| *t < first && first.sentence - t.sentence <= 1))
            .max_by_key(|d| d.tokens.last().copied());
        if let Some(before) = before.filter(|b| b.speaker.is_some()) {
            draft.candidates.extend(before.speaker);
        }
        found.push(draft);
    }
}

/// Lines of a transcript.
fn transcript(input: Input, found: &mut Vec<Draft>) {
    for line in input.transcript {
        let tokens = tokens_of(input.article, line.content);
        found.retain(|d| !d.tokens.iter().any(|t| tokens.contains(t)) || d.cue.is_some_and(|c| tokens.contains(&c)));
        let head = tokens_of(input.article, line.speaker).into_iter().find_map(|t| input.mentions.at(t));
        let speaker = head.and_then(|m| input.actors.of[m]).or_else(|| {
            let name = line.speaker.of(input.article.text).to_lowercase();
            input
                .actors
                .list
                .iter()
                .position(|d| d.is_person() && (d.name.to_lowercase() == name || d.name.to_lowercase().ends_with(&format!(" {name}"))))
        });
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
fn first_person(input: Input, found: &mut Vec<Draft>) {
    let article = input.article;
    for &words in input.first_person {
        let Some(at) = article.at_byte(words.start) else { continue };
        let tokens: Vec<At> = article.addresses_of(at.sentence).collect();
        let own =
            |d: &Draft| d.speaker_span.is_some_and(|s| s == words || matches!(s.of(article.text).to_lowercase().as_str(), "i" | "we"));
        let attributed = found.iter().any(|d| !own(d) && d.tokens.contains(&at));
        if attributed {
            continue;
        }
        found.retain(|d| !(own(d) && d.tokens.iter().all(|t| t.sentence == at.sentence)));
        if !found.iter().any(|d| d.manner == Manner::Unmarked && d.tokens.contains(&at)) {
            found.push(Draft { tokens, manner: Manner::Unmarked, ..nobodys(Vec::new(), 0.5) });
        }
    }
}

/// True where a content is a clause or a quotation, and not merely what a verb is done to.
fn stands_alone(article: &Article, draft: &Draft) -> bool {
    draft.manner != Manner::Indirect
        || draft
            .tokens
            .iter()
            .any(|&t| matches!(article.token(t).upos, Upos::Verb | Upos::Aux) && !matches!(article.token(t).relation(), "amod" | "acl"))
}

/// A statement that nothing is known of but its words.
fn nobodys(tokens: Vec<At>, confidence: f32) -> Draft {
    Draft {
        content: Vec::new(),
        tokens,
        cue: None,
        cue_span: None,
        speaker: None,
        speaker_span: None,
        addressees: Vec::new(),
        manner: Manner::Direct,
        act: Act::Says,
        polarity: Polarity::Asserts,
        resolution: Resolution::None,
        candidates: Vec::new(),
        within: None,
        confidence,
    }
}

/// Spans, manner, act and polarity of a statement whose tokens are settled.
fn finish(input: Input, draft: &mut Draft) {
    let article = input.article;
    draft.tokens.sort();
    draft.tokens.dedup();
    draft.content = content_spans(article, &draft.tokens);
    let words: Vec<At> = draft.tokens.iter().copied().filter(|&t| article.token(t).upos != Upos::Punct).collect();
    let quoted = words.iter().filter(|&&t| article.token(t).quoted).count();
    let leading = words.first().is_some_and(|&t| article.lemma(t) == "that" && !article.token(t).quoted);
    draft.manner = match draft.manner {
        Manner::Unmarked => Manner::Unmarked,
        _ if quoted == 0 => Manner::Indirect,
        _ if quoted + usize::from(leading) >= words.len() => Manner::Direct,
        _ => Manner::Mixed,
    };
    if let Some(cue) = draft.cue {
        let (act, polarity) = cue_meaning(input, cue);
        draft.act = act;
        draft.polarity = polarity;
        let told = article.by(cue, "iobj").chain(article.by(cue, "obj").filter(|_| {
            matches!(article.lemma(cue), "tell" | "ask" | "urge" | "warn" | "assure" | "inform" | "remind" | "advise" | "accuse")
        }));
        let told = told.chain(article.by(cue, "obl").filter(|&o| {
            matches!(article.preposition(o).as_deref(), Some("to"))
                && matches!(article.lemma(cue), "say" | "write" | "confirm" | "admit" | "speak")
        }));
        draft.addressees = told.filter_map(|t| input.actors.at(article, input.mentions, t)).filter(|&a| Some(a) != draft.speaker).collect();
    }
}

/// The runs of some tokens as spans, without marks and a leading "that" at their edges.
fn content_spans(article: &Article, tokens: &[At]) -> Vec<ByteSpan> {
    let mut pieces: Vec<Vec<At>> = Vec::new();
    for &t in tokens {
        let next = |p: &At| {
            (p.sentence == t.sentence && p.token + 1 == t.token)
                || (p.sentence + 1 == t.sentence && t.token == 0 && article.sentence(p.sentence).tokens.len() == p.token + 1)
        };
        match pieces.last_mut() {
            Some(piece) if piece.last().is_some_and(next) => piece.push(t),
            _ => pieces.push(vec![t]),
        }
    }
    let mut spans = Vec::new();
    for piece in pieces {
        let mut words = piece.as_slice();
        while let (Some(&first), Some(&last)) = (words.first(), words.last()) {
            let (head, tail) = (article.token(first), article.token(last));
            let opens = head.upos == Upos::Punct && !matches!(head.form.as_str(), "(" | "[" | "¿");
            let that = first == piece[0] && spans.is_empty() && article.lemma(first) == "that" && article.deprel(first) == "mark";
            let closes = tail.upos == Upos::Punct
                && (!matches!(tail.form.as_str(), "." | "!" | "?" | ")" | "]" | "…") || (!tail.quoted && tail.form == "."));
            if opens || that {
                words = &words[1..];
            } else if closes {
                words = &words[..words.len() - 1];
            } else {
                break;
            }
        }
        if let (Some(&first), Some(&last)) = (words.first(), words.last()) {
            spans.push(ByteSpan::new(article.token(first).span.start, article.token(last).span.end));
        }
    }
    spans
}

/// What a cue does with what it introduces.
fn cue_meaning(input: Input, cue: At) -> (Act, Polarity) {
    let article = input.article;
    let lemma = article.lemma(cue);
    let pos = match article.token(cue).upos {
        Upos::Verb | Upos::Aux => Pos::Verb,
        Upos::Noun | Upos::Propn => Pos::Noun,
        Upos::Adj => Pos::Adj,
        _ => Pos::Prep,
    };
    let particle = article
        .children(cue)
        .find(|&c| matches!(article.deprel(c), "compound:prt" | "fixed" | "case"))
        .map(|p| format!("{lemma} {}", article.token(p).form.to_lowercase()));
    let found = particle.and_then(|p| input.lexicon.cue(&p, pos)).or_else(|| input.lexicon.cue(lemma, pos));
    let found = found.or_else(|| input.lexicon.cue(lemma, Pos::Verb)).or_else(|| input.lexicon.cue(lemma, Pos::Noun));
    let (act, polarity) = found.map_or((Act::Says, Polarity::Asserts), |c| (c.act, c.polarity));
    match polarity {
        Polarity::Denies if is_negated(article, cue) => (Act::Other, Polarity::Asserts),
        Polarity::Asserts if is_negated(article, cue) && act == Act::Believes => (act, Polarity::Doubts),
        _ => (act, polarity),
    }
}

/// Which statement stands inside which; a second layer of one and the same speaker is dropped.
fn nest(input: Input, found: &mut Vec<Draft>) {
    let inside = |inner: &Draft, outer: &Draft| {
        let cue_in = inner.cue.is_none_or(|c| outer.tokens.contains(&c));
        cue_in && inner.tokens.len() < outer.tokens.len() && inner.tokens.iter().all(|t| outer.tokens.contains(t))
    };
    let first_person =
        |d: &Draft| d.speaker_span.is_some_and(|s| matches!(s.of(input.article.text).to_lowercase().as_str(), "i" | "we" | "my" | "our"));
    let drop: Vec<bool> = found
        .iter()
        .map(|d| {
            found
                .iter()
                .any(|o| inside(d, o) && ((d.speaker.is_some() && d.speaker == o.speaker) || first_person(d) || d.speaker_span.is_none()))
        })
        .collect();
    let mut keep = drop.iter().map(|d| !d);
    found.retain(|_| keep.next().unwrap_or(true));
    for i in 0..found.len() {
        let outer = (0..found.len()).filter(|&o| o != i && inside(&found[i], &found[o])).min_by_key(|&o| found[o].tokens.len());
        found[i].within = outer;
    }
}
