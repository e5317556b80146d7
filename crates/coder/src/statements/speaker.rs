//! Who is the source of a statement: the words that the encoder marked, else the subject of the cue.

use super::{Draft, Input};
use crate::article::{Article, At};
use crate::mentions::Form;
use crate::slots;
use chancery_encoder::Upos;
use chancery_record::{ByteSpan, Resolution};

/// The speaker: the words marked as source, else the subject of the cue.
pub fn find(input: Input, draft: &mut Draft, source: &[At]) {
    let article = input.article;
    let mut heads: Vec<At> = Vec::new();
    let source = own_source(article, draft, source);
    if !source.is_empty() {
        let outer: Vec<At> = source.iter().copied().filter(|&s| article.head(s).is_none_or(|h| !source.contains(&h))).collect();
        let nominal = |&s: &At| article.is_nominal(s) || article.token(s).upos == Upos::Adj;
        let form = |s: At| input.mentions.at(s).map(|m| input.mentions.list[m].form);
        // "its chairwoman, Ana Lopez, said": of a description and a name side by side the name is the speaker.
        let first = outer.iter().copied().find(nominal);
        let named = outer.iter().copied().find(|&s| form(s) == Some(Form::Name));
        heads.extend(named.filter(|_| first.and_then(form) == Some(Form::Description)).or(first));
        draft.speaker_span = Some(short_span(input, heads.first().copied(), article.span(&source)));
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
    let found =
        input.actors.mention_at(article, input.mentions, head).or_else(|| around(input, head)).or_else(|| outer(input, draft, head));
    let Some(mention) = found else {
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

/// The name that a word is a part of: of "Saudi Arabia" the encoder at times marks "Saudi" alone.
fn around(input: Input, word: At) -> Option<usize> {
    let head = input.article.head(word)?;
    let covers = |&m: &usize| {
        let mention = &input.mentions.list[m];
        mention.form == Form::Name && mention.head == head && mention.span.contains(input.article.token(word).span)
    };
    input.actors.mention_at(input.article, input.mentions, head).filter(covers)
}

/// Who speaks on where a cue was read as joined to the words before it: "Kyiv protested that the raid broke the truce and said it would
/// answer". A raid says nothing, so the speaker is the one of the cue above.
fn outer(input: Input, draft: &Draft, subject: At) -> Option<usize> {
    let article = input.article;
    let cue = draft.cue.filter(|&c| article.token(c).relation() == "conj" && !article.children(c).any(|x| x == subject))?;
    let above =
        article.head(article.first_conjunct(cue)).filter(|&v| article.token(v).upos == Upos::Verb && super::is_cue_word(input, v))?;
    slots::subjects(article, above).into_iter().find_map(|s| input.actors.mention_at(article, input.mentions, s))
}

/// "…, he said, adding that …": a participle without a subject of its own has the speaker of the cue before it.
pub fn share(input: Input, found: &mut [Draft]) {
    let article = input.article;
    let loose = |d: &Draft| d.speaker_span.is_none() && d.cue.is_some_and(|c| article.token(c).has("VerbForm=Ger"));
    for i in 0..found.len() {
        let Some(cue) = found[i].cue.filter(|_| loose(&found[i])) else { continue };
        let before = found.iter().filter(|d| d.speaker_span.is_some() && d.cue.is_some_and(|c| c < cue)).max_by_key(|d| d.cue);
        if let Some(before) = before.cloned() {
            found[i].follow(&before);
        }
    }
}

impl Draft {
    /// Gives the statement another one's speaker.
    pub(super) fn follow(&mut self, before: &Draft) {
        self.speaker = before.speaker;
        self.speaker_span = before.speaker_span;
        self.candidates.clone_from(&before.candidates);
        self.resolution = if before.speaker.is_some() { Resolution::Continued } else { before.resolution };
    }
}

/// Of the words marked as source the run that the cue's subject is in, else the nearest to the cue. The others are content:
/// "Reuters and AFP, he replied, had lied".
fn own_source(article: &Article, draft: &mut Draft, source: &[At]) -> Vec<At> {
    // "President [Emmanuel] Macron": a word of a name that was not marked is a slip of the tagger.
    let slip = |at: At| article.token(at).attribution.is_none() && article.token(at).upos == Upos::Propn;
    let mut runs: Vec<Vec<At>> = Vec::new();
    for &word in source {
        match runs.last_mut() {
            Some(run)
                if run
                    .last()
                    .is_some_and(|l| l.token < word.token && (l.token + 1..word.token).all(|token| slip(At { token, ..word }))) =>
            {
                let first = run.last().map_or(word.token, |l| l.token + 1);
                run.extend((first..=word.token).map(|token| At { token, ..word }));
            }
            _ => runs.push(vec![word]),
        }
    }
    let Some(cue) = draft.cue.filter(|_| runs.len() > 1) else { return runs.into_iter().next().unwrap_or_default() };
    let subjects = if article.token(cue).upos == Upos::Verb { slots::subjects(article, cue) } else { Vec::new() };
    let distance = |run: &Vec<At>| run.iter().map(|w| w.token.abs_diff(cue.token)).min().unwrap_or(usize::MAX);
    let own = (0..runs.len()).min_by_key(|&r| (!runs[r].iter().any(|w| subjects.contains(w)), distance(&runs[r]))).unwrap_or(0);
    let own = runs.swap_remove(own);
    let beside = |run: &Vec<At>| draft.tokens.iter().any(|t| run.iter().any(|w| w.token.abs_diff(t.token) == 1));
    let content: Vec<At> = runs.into_iter().filter(beside).flatten().collect();
    draft.tokens.extend(content);
    draft.tokens.sort();
    own
}

/// The shortest words that name the speaker, without apposition or relative clause.
fn short_span(input: Input, head: Option<At>, marked: ByteSpan) -> ByteSpan {
    let Some(head) = head else { return marked };
    let Some(mention) = input.actors.mention_at(input.article, input.mentions, head) else { return marked };
    let mention = &input.mentions.list[mention];
    // A pronoun that stands for the mention ("who") is itself what names the speaker here.
    if mention.span.overlaps(marked) || mention.head == head { mention.span } else { marked }
}
