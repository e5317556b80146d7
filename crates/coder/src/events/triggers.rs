//! Where a word means an event: the entries of its lemma that fit where it stands.

use super::arguments::{Side, with_arguments};
use super::{Draft, Input, speech};
use crate::actors::Actors;
use crate::article::{Article, At};
use crate::lexicon::{Entry, Pos};
use crate::modality;
use crate::slots::{self, Predicate, Slot};
use chancery_encoder::Upos;
use chancery_record::PloverType;
use std::collections::HashSet;

/// The event that a word means.
pub(super) fn event<'l>(input: Input<'_, 'l>, actors: &mut Actors, at: At, pos: Pos) -> Option<Draft<'l>> {
    let article = input.article;
    let predicate = Predicate { trigger: at, carrier: (pos == Pos::Noun).then(|| carrier(input, at)).flatten() };
    let joined = hyphenated(article, at);
    let lemma = joined.as_deref().filter(|j| input.lexicon.entries_of(j).next().is_some()).unwrap_or(article.lemma(at));
    let mut fitting: Vec<&Entry> = input.lexicon.entries_of(lemma).filter(|e| e.pos == pos && fits(input, e, predicate)).collect();
    fitting.sort_by_key(|e| std::cmp::Reverse(e.specificity()));
    fitting
        .into_iter()
        .find_map(|entry| with_arguments(input, actors, entry, predicate))
        .or_else(|| loosely(input, actors, lemma, pos, predicate))
        .or_else(|| speech::act(input, actors, at))
}

/// What is said between two known actors with a word that only ever means one thing: a "demand" whose object no entry has
/// foreseen is a demand all the same.
fn loosely<'l>(input: Input<'_, 'l>, actors: &mut Actors, lemma: &str, pos: Pos, predicate: Predicate) -> Option<Draft<'l>> {
    use PloverType as P;
    let mut entries = input.lexicon.entries_of(lemma).filter(|e| e.pos == pos && words_fit(input.article, e, predicate.trigger));
    let entry = entries.next()?;
    let verbal = matches!(entry.event_type, P::Accuse | P::Reject | P::Request | P::Threaten | P::Support | P::Concede);
    if pos == Pos::Adj || !verbal || entries.any(|e| e.event_type != entry.event_type) || input.lexicon.is_ambiguous(lemma) {
        return None;
    }
    let draft = with_arguments(input, actors, entry, predicate)?;
    let official = |side: &Side| side.keys().any(|&a| actors.list[a].country.is_some() || !actors.list[a].sectors.is_empty());
    let both = official(&draft.actors) && official(&draft.recipients);
    both.then_some(Draft { confidence: draft.confidence - 0.15, ..draft })
}

/// "ceasefire" of "cease-fire", which is three tokens.
fn hyphenated(article: &Article, at: At) -> Option<String> {
    let before = |n| at.token.checked_sub(n).map(|token| At { token, ..at });
    let (hyphen, first) = (before(1)?, before(2)?);
    let (hyphen, first) = (article.token(hyphen), article.token(first));
    let close = hyphen.form == "-" && hyphen.span.start == first.span.end && hyphen.span.end == article.token(at).span.start;
    close.then(|| format!("{}{}", first.form.to_lowercase(), article.lemma(at)))
}

/// The light verb that carries a noun: "launched a strike", "talks were held", "the strike that he ordered".
pub(crate) fn carrier(input: Input, noun: At) -> Option<At> {
    let article = input.article;
    let top = article.first_conjunct(noun);
    let verb = article.head(top).filter(|&v| article.token(v).upos == Upos::Verb);
    let direct = verb.filter(|&v| {
        const INTO: [&str; 13] =
            ["engage", "go", "be", "participate", "join", "enter", "remain", "stay", "put", "place", "keep", "use", "hold"];
        let light = || input.lexicon.light(&modality::phrasal(article, v));
        match article.deprel(top) {
            "obj" | "nsubj:pass" => light().is_some_and(|l| l.object),
            "nsubj" => light().is_some_and(|l| l.subject || (l.object && article.is_passive(v))),
            "obl" => INTO.contains(&article.lemma(v)) && article.has_preposition(top, &["in", "on", "into", "as"]),
            _ => false,
        }
    });
    direct.or_else(|| {
        article.children(noun).find(|&c| {
            matches!(article.deprel(c), "acl" | "acl:relcl")
                && article.token(c).upos == Upos::Verb
                && input.lexicon.light(&modality::phrasal(article, c)).is_some_and(|l| l.object)
        })
    })
}

/// True where an entry's words, object, complement and needs are all there.
fn fits(input: Input, entry: &Entry, predicate: Predicate) -> bool {
    let article = input.article;
    let at = predicate.trigger;
    words_fit(article, entry, at)
        && !(entry.event_type == PloverType::Request && is_question(article, at))
        && entry.object.as_ref().is_none_or(|objects| slots::objects(article, at).iter().any(|&o| named(article, o, objects)))
        && entry.complement.as_ref().is_none_or(|verbs| {
            slots::complements(article, at)
                .into_iter()
                .chain(slots::predicatives(article, at))
                .any(|c| verbs.contains(article.lemma(c)) || verbs.contains(&*modality::phrasal(article, c)))
        })
        && entry.needs.iter().all(|slot| match slot {
            Slot::Comp => !slots::complements(article, at).is_empty(),
            slot => slots::fill(article, predicate, slot).iter().any(|&f| !slots::is_time(article, f)),
        })
}

/// "asked why they had left": a question put to somebody asks for words, not for deeds.
fn is_question(article: &Article, verb: At) -> bool {
    article.by(verb, "ccomp").any(|clause| {
        article.by(clause, "mark").any(|m| matches!(article.lemma(m), "whether" | "if"))
            || article.children(clause).any(|c| article.token(c).has("PronType=Int"))
    })
}

/// True where a noun, alone or with the word before it, is in a class: "weapon", "tear gas"; or what is counted by it, "$5m in aid".
fn named(article: &Article, noun: At, class: &HashSet<String>) -> bool {
    let own = class.contains(article.lemma(noun))
        || class.contains(&article.token(noun).form.to_lowercase())
        || article
            .by(noun, "compound")
            .chain(article.by(noun, "amod"))
            .any(|c| class.contains(&format!("{} {}", article.lemma(c), article.lemma(noun))));
    own || is_money(article, noun) && class.contains("money") || counted(article, noun).is_some_and(|n| class.contains(article.lemma(n)))
}

fn is_money(article: &Article, noun: At) -> bool {
    article.token(noun).upos == Upos::Sym || article.children(noun).any(|c| article.token(c).upos == Upos::Sym)
}

/// What a word of quantity counts: "troops" of "some of its troops", "aid" of "$5m in aid", "medicine" of "13 tonnes of medicine".
fn counted(article: &Article, noun: At) -> Option<At> {
    const MEASURES: [&str; 32] = [
        "some",
        "most",
        "all",
        "part",
        "number",
        "dozen",
        "hundred",
        "thousand",
        "million",
        "billion",
        "batch",
        "shipment",
        "consignment",
        "delivery",
        "load",
        "convoy",
        "tonne",
        "ton",
        "dose",
        "supply",
        "amount",
        "worth",
        "package",
        "truckload",
        "planeload",
        "group",
        "team",
        "set",
        "piece",
        "percent",
        "%",
        "rest",
    ];
    let quantity = matches!(article.token(noun).upos, Upos::Num | Upos::Sym) || MEASURES.contains(&article.lemma(noun));
    let of = |c: &At| article.has_preposition(*c, &["of", "in", "worth of"]);
    // The phrase hangs on the quantity, or on its verb where the parser took it for a phrase of the verb.
    let mut own = article.by(noun, "nmod").filter(of);
    quantity.then(|| own.next().or_else(|| article.head(noun).and_then(|v| article.by(v, "obl").find(|c| *c > noun && of(c))))).flatten()
}

/// The words of a multiword entry around its trigger.
fn words_fit(article: &Article, entry: &Entry, at: At) -> bool {
    let is = |token: At, word: &str| article.lemma(token) == word || article.token(token).form.eq_ignore_ascii_case(word);
    let length = article.sentence(at.sentence).tokens.len();
    let before = entry.before.iter().rev().enumerate().all(|(k, word)| {
        let adjacent = at.token.checked_sub(k + 1).is_some_and(|token| is(At { token, ..at }, word));
        adjacent || article.has_preposition(at, &[word])
    });
    let after = match entry.pos {
        Pos::Verb => entry.after.iter().all(|word| {
            article.children(at).any(|c| {
                c > at
                    && ((is(c, word)
                        && matches!(article.token(c).relation(), "compound" | "advmod" | "xcomp" | "obl" | "obj" | "advcl" | "case"))
                        || article.children(c).any(|d| is(d, word) && d > at && article.token(c).relation() != "ccomp"))
            })
        }),
        _ => entry.after.iter().enumerate().all(|(k, word)| at.token + k + 1 < length && is(At { token: at.token + k + 1, ..at }, word)),
    };
    // "called off" is another verb than "called".
    let off = || article.by(at, "compound:prt").any(|p| is(p, "off") && !entry.after.iter().any(|word| word == "off"));
    before && after && !(entry.pos == Pos::Verb && off())
}
