//! Who said what: the encoder's attribution, the tree and the quotation marks together.
//!
//! The encoder marks words as source, cue or content and points each at its cue. Here those words become statements: gaps are
//! closed, clauses and quotations completed, quotations that go on over sentences joined, speakers found.

use crate::actors::Actors;
use crate::article::{Article, At};
use crate::lexicon::{Lexicon, Pos};
use crate::mentions::Mentions;
use chancery_encoder::quotes::Quotation;
use chancery_encoder::{AttributionRole, Upos};
use chancery_record::{Act, ByteSpan, Manner, Polarity, Resolution};
use std::collections::{BTreeMap, HashMap};

mod layers;
mod quotations;
mod speaker;
mod undertakings;
mod unmarked;
mod unsaid;

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

impl Draft {
    /// True where a token is part of the content; the tokens are kept in order.
    pub fn holds(&self, at: At) -> bool {
        self.tokens.binary_search(&at).is_ok()
    }

    /// Takes in more tokens.
    fn extend(&mut self, tokens: impl IntoIterator<Item = At>) {
        self.tokens.extend(tokens);
        self.tokens.sort();
        self.tokens.dedup();
    }
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
    quotations::join(input, &mut found);
    quotations::unattributed(input, &mut found);
    unmarked::transcript(input, &mut found);
    unmarked::first_person(input, &mut found);
    layers::find(input, &mut found);
    for draft in &mut found {
        finish(input, draft);
    }
    found.retain(|d| !d.content.is_empty() && (d.confidence >= DOUBTFUL || d.cue.is_none()) && !unsaid::is_unsaid(input, d));
    undertakings::unmarked(input, &mut found);
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
        let confidence = if group.content.is_empty() { DOUBTFUL } else { group.score / scored as f32 };
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
        complete(article, &mut group, cue);
        let conjuncts = cue.map(|c| other_sayings(input, c, &mut group)).unwrap_or_default();
        let is_empty = group.content.iter().all(|&i| tokens[i].upos == Upos::Punct);
        if is_empty && !(group.content.is_empty() && cue.is_some_and(|c| announces(input, c))) {
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
        speaker::find(input, &mut draft, &source);
        let others = conjuncts.into_iter().map(|(cue, tokens)| {
            let said = Draft {
                cue: Some(cue),
                cue_span: Some(article.token(cue).span),
                manner: Manner::Indirect,
                ..nobodys(tokens, draft.confidence)
            };
            (said, Vec::new())
        });
        for (mut other, none) in others {
            speaker::find(input, &mut other, &none);
            found.push(other);
        }
        found.push(draft);
    }
    speaker::share(input, &mut found);
    found
}

/// "He said:" before a quotation that has a sentence of its own.
fn announces(input: Input, cue: At) -> bool {
    let last = input.article.sentence(cue.sentence).tokens.last();
    is_cue_word(input, cue) && last.is_some_and(|t| t.form == ":")
}

/// "said that … and warned against …": what another saying introduces is not the first one's content. Takes those words from the group
/// and gives them with their cue.
fn other_sayings(input: Input, cue: At, group: &mut Group) -> Vec<(At, Vec<At>)> {
    let article = input.article;
    let is_saying = |&c: &At| {
        article.deprel(c) == "conj" && article.token(c).upos == Upos::Verb && is_cue_word(input, c) && group.content.contains(&c.token)
    };
    let sayings: Vec<At> = article.children(cue).filter(is_saying).collect();
    let mut found = Vec::new();
    for saying in sayings {
        let clause = article.subtree(saying);
        group.content.retain(|i| !clause.iter().any(|t| t.token == *i));
        let head = ["ccomp", "xcomp", "obj", "obl"].into_iter().find_map(|r| article.one(saying, r));
        found.extend(head.map(|h| (saying, article.children(saying).filter(|&c| c >= h).flat_map(|c| article.subtree(c)).collect())));
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
fn complete(article: &Article, group: &mut Group, cue: Option<At>) {
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
    if is_question(article, draft) {
        (draft.act, draft.polarity) = (Act::Asks, Polarity::Asks);
    }
    if let Some(cue) = draft.cue {
        let (act, polarity) = cue_meaning(article, input.lexicon, cue);
        draft.act = act;
        draft.polarity = polarity;
        let told = article.by(cue, "iobj").chain(article.by(cue, "obj").filter(|_| {
            matches!(article.lemma(cue), "tell" | "ask" | "urge" | "warn" | "assure" | "inform" | "remind" | "advise" | "accuse")
        }));
        let told = told.chain(article.by(cue, "obl").filter(|&o| {
            matches!(article.preposition(o).as_deref(), Some("to"))
                && matches!(article.lemma(cue), "say" | "write" | "confirm" | "admit" | "speak")
        }));
        for actor in told.filter_map(|t| input.actors.at(article, input.mentions, t)) {
            if Some(actor) != draft.speaker && !draft.addressees.contains(&actor) {
                draft.addressees.push(actor);
            }
        }
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

/// A single sentence in somebody's own words that ends in a question mark.
fn is_question(article: &Article, draft: &Draft) -> bool {
    let (Some(first), Some(last)) = (draft.tokens.first(), draft.tokens.last()) else { return false };
    let end = article.sentence(last.sentence).tokens.iter().rev().find(|t| t.upos != Upos::Punct || t.form == "?");
    draft.manner == Manner::Unmarked && first.sentence == last.sentence && end.is_some_and(|t| t.form == "?")
}

/// What a cue does with what it introduces.
pub fn cue_meaning(article: &Article, lexicon: &Lexicon, cue: At) -> (Act, Polarity) {
    let lemma = article.lemma(cue);
    let pos = match article.token(cue).upos {
        Upos::Verb | Upos::Aux => Pos::Verb,
        Upos::Noun | Upos::Propn => Pos::Noun,
        Upos::Adj => Pos::Adj,
        _ => Pos::Prep,
    };
    // "point out", "call on", "call for": the particle, or the preposition of what follows.
    let particles = article.children(cue).filter(|&c| matches!(article.deprel(c), "compound:prt" | "fixed" | "case"));
    let particles = particles.map(|p| article.token(p).form.to_lowercase());
    let prepositions = article.by(cue, "obl").filter_map(|o| article.preposition(o));
    let with = |word: String| lexicon.cue(&format!("{lemma} {word}"), pos);
    let found = particles.chain(prepositions).find_map(with).or_else(|| lexicon.cue(lemma, pos));
    let found = found.or_else(|| lexicon.cue(lemma, Pos::Verb)).or_else(|| lexicon.cue(lemma, Pos::Noun));
    let (act, polarity) = found.map_or((Act::Says, Polarity::Asserts), |c| (c.act, c.polarity));
    match polarity {
        Polarity::Denies if is_negated(article, cue) => (Act::Other, Polarity::Asserts),
        Polarity::Asserts if is_negated(article, cue) && act == Act::Believes => (act, Polarity::Doubts),
        _ => (act, polarity),
    }
}

/// Which statement stands inside which; a second layer of one and the same speaker is dropped.
fn nest(input: Input, found: &mut Vec<Draft>) {
    let first_person =
        |d: &Draft| d.speaker_span.is_some_and(|s| matches!(s.of(input.article.text).to_lowercase().as_str(), "i" | "we" | "my" | "our"));
    let around = by_sentence(found);
    let doubled = |d: &Draft| {
        outer_of(found, &around, d)
            .any(|o| (d.speaker.is_some() && d.speaker == found[o].speaker) || first_person(d) || d.speaker_span.is_none())
    };
    let keep: Vec<bool> = found.iter().map(|d| !doubled(d)).collect();
    let mut keep = keep.into_iter();
    found.retain(|_| keep.next().unwrap_or(true));
    let around = by_sentence(found);
    let within: Vec<Option<usize>> = found.iter().map(|d| outer_of(found, &around, d).min_by_key(|&o| found[o].tokens.len())).collect();
    for (draft, outer) in found.iter_mut().zip(within) {
        draft.within = outer;
    }
}

/// The statements that hold all of another's words and its cue.
fn outer_of<'a>(found: &'a [Draft], around: &'a HashMap<usize, Vec<usize>>, inner: &'a Draft) -> impl Iterator<Item = usize> + 'a {
    let sentence = inner.tokens.first().map_or(usize::MAX, |t| t.sentence);
    around.get(&sentence).into_iter().flatten().copied().filter(move |&o| {
        let outer = &found[o];
        inner.tokens.len() < outer.tokens.len() && inner.cue.is_none_or(|c| outer.holds(c)) && inner.tokens.iter().all(|&t| outer.holds(t))
    })
}

/// For every sentence the statements that have words in it: long documents must not compare each with each.
fn by_sentence(found: &[Draft]) -> HashMap<usize, Vec<usize>> {
    let mut index: HashMap<usize, Vec<usize>> = HashMap::new();
    for (i, draft) in found.iter().enumerate() {
        for token in &draft.tokens {
            let here = index.entry(token.sentence).or_default();
            if here.last() != Some(&i) {
                here.push(i);
            }
        }
    }
    index
}
