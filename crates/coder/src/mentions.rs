//! The phrases that refer to actors: names, descriptions, nationalities and pronouns, each with the shortest words that
//! name it ("Macron", "US spy agencies", "he") and what the gazetteer knows of them.

use crate::article::{Article, At};
use crate::gazetteer::{Descriptor, Gazetteer, Known};
use chancery_encoder::Upos;
use chancery_record::ByteSpan;
use std::collections::HashMap;

/// How a mention refers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// By a name.
    Name,
    /// By a noun: "the minister", "witnesses".
    Description,
    /// By a nationality or a name before a noun: "Israeli" in "Israeli strikes".
    Modifier,
    /// By a personal pronoun.
    Pronoun,
}

/// A phrase that refers to somebody or something that can act.
#[derive(Clone, Debug)]
pub struct Mention<'g> {
    /// The token that the phrase hangs on.
    pub head: At,
    /// The shortest words that name it.
    pub span: ByteSpan,
    /// How it refers.
    pub form: Form,
    /// What its name can mean.
    pub known: Vec<Known>,
    /// What its noun says.
    pub descriptor: Option<&'g Descriptor>,
    /// GUM's entity type as the encoder sees it: `person`, `organization`, `place`, …
    pub entity: &'static str,
}

/// All mentions of an article in the order of the text, found again by their head.
#[derive(Debug, Default)]
pub struct Mentions<'g> {
    /// In the order of the text.
    pub list: Vec<Mention<'g>>,
    by_head: HashMap<At, usize>,
}

impl<'g> Mentions<'g> {
    /// The mention whose head is `at`.
    pub fn at(&self, at: At) -> Option<usize> {
        self.by_head.get(&at).copied()
    }

    /// Finds the mentions of an article.
    pub fn find(article: &Article, gazetteer: &'g Gazetteer) -> Self {
        let mut found = Self::default();
        for sentence in 0..article.parse.sentences.len() {
            let names = name_spans(article, gazetteer, sentence);
            for at in article.addresses_of(sentence) {
                if let Some(mention) = mention(article, gazetteer, &names, at) {
                    found.by_head.insert(at, found.list.len());
                    found.list.push(mention);
                }
            }
        }
        found
    }
}

/// A run of tokens that is one name.
struct NameSpan {
    first: usize,
    last: usize,
    known: Vec<Known>,
    kind: &'static str,
}

/// The longest name of the gazetteer, in tokens.
const LONGEST: usize = 8;

/// Names of a sentence: the longest runs that the gazetteer knows, then those that the encoder sees.
fn name_spans(article: &Article, gazetteer: &Gazetteer, sentence: usize) -> Vec<NameSpan> {
    let tokens = &article.sentence(sentence).tokens;
    let mut taken = vec![false; tokens.len()];
    let mut found = Vec::new();
    let mut tagged: Vec<(usize, usize, &'static str)> = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        match token.name.split_once('-') {
            Some(("I", kind)) if tagged.last().is_some_and(|t| t.1 + 1 == i && t.2 == kind) => {
                if let Some(run) = tagged.last_mut() {
                    run.1 = i;
                }
            }
            // A name has a capital or a digit somewhere; "president" tagged as one is a description.
            Some((_, kind)) if token.form.chars().any(|c| c.is_uppercase() || c.is_ascii_digit()) => tagged.push((i, i, kind)),
            Some(_) => {}
            None => {}
        }
    }
    let inside = |i: usize| tagged.iter().find(|t| t.0 <= i && i <= t.1);
    let mut first = 0;
    while first < tokens.len() {
        let starts = tokens[first].form.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let mut next = first + 1;
        if starts {
            for last in (first..tokens.len().min(first + LONGEST)).rev() {
                let span = ByteSpan::new(tokens[first].span.start, tokens[last].span.end);
                let meanings = gazetteer.meanings(article.words(span));
                // A name that the encoder sees as longer is somebody else: "Washington" in "Denzel Washington".
                let cut = inside(first).is_some_and(|t| t.0 < first || t.1 > last)
                    && inside(first).is_some_and(|t| t.2 == "person")
                    && first == last;
                if !meanings.is_empty() && !cut && fits(article, meanings, At { sentence, token: last }) {
                    found.push(NameSpan { first, last, known: meanings.to_vec(), kind: inside(last).map_or("", |t| t.2) });
                    taken[first..=last].fill(true);
                    next = last + 1;
                    break;
                }
            }
        }
        first = next;
    }
    for (first, last, kind) in tagged {
        if !taken[first..=last].iter().any(|&t| t) {
            found.push(NameSpan { first, last, known: Vec::new(), kind });
        }
    }
    found.sort_by_key(|n| n.first);
    found
}

/// A one-word name must stand as a name or an adjective, not as the first word of a sentence that happens to be spelled like it.
fn fits(article: &Article, meanings: &[Known], at: At) -> bool {
    let token = article.token(at);
    // "IS" is no verb where the words around it are not all capitals.
    let capitals = token.form.len() > 1 && token.form.chars().all(char::is_uppercase);
    let shouted =
        || article.sentence(at.sentence).tokens.iter().filter(|t| t.form.len() > 1 && t.form.chars().all(char::is_uppercase)).count() > 3;
    if capitals && !shouted() {
        return true;
    }
    matches!(token.upos, Upos::Propn | Upos::Adj | Upos::Noun | Upos::X)
        || (meanings.iter().all(|m| matches!(m, Known::State(_))) && token.upos != Upos::Verb)
}

fn mention<'g>(article: &Article, gazetteer: &'g Gazetteer, names: &[NameSpan], at: At) -> Option<Mention<'g>> {
    let token = article.token(at);
    let name = names.iter().find(|n| n.first <= at.token && at.token <= n.last);
    let make = |span, form, known: Vec<Known>, descriptor, entity| Some(Mention { head: at, span, form, known, descriptor, entity });
    if let Some(name) = name {
        let inner = token.head.is_some_and(|h| (name.first..=name.last).contains(&h));
        if inner {
            return None;
        }
        let span = article.span(&[At { token: name.first, ..at }, At { token: name.last, ..at }]);
        let modifier = matches!(token.relation(), "amod" | "compound")
            || (token.relation() == "nmod" && token.deprel == "nmod:desc" && !is_person(name, token.entity));
        let form = if modifier { Form::Modifier } else { Form::Name };
        let entity = if name.kind.is_empty() { token.entity } else { name.kind };
        // "the Iranian foreign ministry": a name that is the last part of a description is described by it.
        return make(span, form, name.known.clone(), gazetteer.descriptor(&article.lemma(at).to_lowercase()), entity);
    }
    match token.upos {
        Upos::Pron if token.has("PronType=Prs") && token.relation() != "expl" => make(token.span, Form::Pronoun, Vec::new(), None, "O"),
        Upos::Noun | Upos::Propn | Upos::Adj
            if !matches!(token.relation(), "compound" | "flat" | "fixed" | "goeswith" | "amod" | "advmod") =>
        {
            let (descriptor, start) = describe(article, gazetteer, at);
            let nationality = token.upos == Upos::Adj;
            // What stands beside a person is one: "Ana Lopez, a beekeeper".
            let beside = || token.relation() == "appos" && article.head(at).is_some_and(|h| article.token(h).name.ends_with("-person"));
            let acting = descriptor.is_some() || matches!(token.entity, "person" | "organization") || beside();
            if !acting || (nationality && descriptor.is_none()) {
                return None;
            }
            // A proper noun that the encoder sees as a person without marking the name: "their child, Gloria".
            let unmarked = token.upos == Upos::Propn && descriptor.is_none() && token.entity == "person" && is_cased(&token.form);
            let named = |c: At| names.iter().any(|n| n.first <= c.token && c.token <= n.last);
            if unmarked && article.children(at).all(|c| article.token(c).relation() != "det" && !named(c)) {
                let span = article.span(&article.children(at).filter(|&c| is_part_of_name(article, c)).chain([at]).collect::<Vec<_>>());
                return make(span, Form::Name, Vec::new(), None, token.entity);
            }
            make(noun_span(article, at, start), Form::Description, Vec::new(), descriptor, token.entity)
        }
        _ => None,
    }
}

/// "Gloria", not "GLORIA" or "gloria".
fn is_cased(form: &str) -> bool {
    form.starts_with(char::is_uppercase) && form.chars().any(char::is_lowercase)
}

fn is_part_of_name(article: &Article, at: At) -> bool {
    article.token(at).upos == Upos::Propn && matches!(article.token(at).relation(), "flat" | "compound")
}

fn is_person(name: &NameSpan, entity: &str) -> bool {
    name.kind == "person" || entity == "person" || name.known.iter().any(|k| matches!(k, Known::Person(_)))
}

/// What the gazetteer says of a noun with the words before it, the longest first: "foreign minister" before "minister". Some nouns it
/// knows in the plural alone: "armed forces".
fn describe<'g>(article: &Article, gazetteer: &'g Gazetteer, at: At) -> (Option<&'g Descriptor>, usize) {
    let form = |token: usize| article.token(At { token, ..at }).form.to_lowercase();
    for start in at.token.saturating_sub(3)..=at.token {
        let before: Vec<String> = (start..at.token).map(form).collect();
        for noun in [article.lemma(at), &form(at.token)] {
            let words: Vec<&str> = before.iter().map(String::as_str).chain([noun]).collect();
            if let Some(descriptor) = gazetteer.descriptor(&words.join(" ")) {
                return (Some(descriptor), start);
            }
        }
    }
    (None, at.token)
}

/// A description's own words: what stands before the noun, without a determiner, and an "of" phrase of a name.
fn noun_span(article: &Article, at: At, start: usize) -> ByteSpan {
    let mut words = vec![at, At { token: start, ..at }];
    for child in article.children(at).filter(|&c| c < at) {
        if matches!(article.token(child).relation(), "amod" | "compound" | "nummod" | "nmod") && !article.token(child).has("PronType=Prs") {
            words.extend(article.subtree(child));
        }
    }
    words.extend(article.by(at, "flat"));
    words.retain(|&w| w <= at || article.deprel(w) == "flat");
    let mut first = words.iter().min().copied().unwrap_or(at);
    while first < at && matches!(article.token(first).upos, Upos::Det | Upos::Punct | Upos::Adp | Upos::Cconj) {
        first.token += 1;
    }
    words.push(first);
    words.retain(|&w| w >= first);
    article.span(&words)
}
