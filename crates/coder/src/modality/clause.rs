//! What a clause says of itself: its auxiliaries and tense, its negation, its condition, whether it asks.

use crate::article::{Article, At};
use crate::lexicon::{Lexicon, Pos};
use crate::statements::is_negated;
use chancery_encoder::Upos;
use chancery_record::Modality;

/// True where the clause or noun is denied: "did not attack", "no attack", "nobody attacked", "neither A nor B attacked".
pub(super) fn is_denied(article: &Article, at: At) -> bool {
    let lemma_in = |at: At, words: &[&str]| words.contains(&article.lemma(at));
    let none = |at: At| article.by(at, "det").any(|d| lemma_in(d, &["no", "neither"]));
    let nobody = |s: At| {
        lemma_in(s, &["nobody", "none", "neither", "noone"])
            || none(s)
            || article.children(s).any(|c| matches!(article.token(c).relation(), "cc" | "advmod") && lemma_in(c, &["neither"]))
    };
    let subject = || article.children(at).find(|&c| matches!(article.deprel(c), "nsubj" | "nsubj:pass"));
    let neither = article.by(at, "cc").chain(article.by(at, "advmod")).any(|c| lemma_in(c, &["neither", "nor"]) && c < at);
    if none(at) || neither || subject().is_some_and(nobody) {
        return true;
    }
    // "not only did it attack", "it was not long before"
    is_negated(article, at) && !article.children(at).any(|c| matches!(article.lemma(c), "only" | "long" | "just"))
}

/// The auxiliary that stands before the subject: "Had Russia attacked", "Should India attack", "Did Rwanda attack?"
fn inverted(article: &Article, clause: At) -> Option<At> {
    let subject = article.children(clause).find(|&c| matches!(article.deprel(c), "nsubj" | "nsubj:pass"))?;
    article.by(clause, "aux").find(|&a| a < subject && subject < clause)
}

/// The auxiliary that opens a clause which is no question: "had Russia attacked". After "never" or "only then" it opens none.
fn turned(article: &Article, clause: At) -> Option<At> {
    let opens = |a: &At| article.children(clause).all(|c| c >= *a || matches!(article.token(c).relation(), "punct" | "cc"));
    inverted(article, clause).filter(|a| !is_question(article, clause) && opens(a))
}

fn is_question(article: &Article, at: At) -> bool {
    article.sentence(at.sentence).tokens.iter().rev().take_while(|t| t.upos == Upos::Punct).any(|t| t.form == "?")
}

/// True for a question that yes or no answers.
pub(super) fn is_asked(article: &Article, clause: At) -> bool {
    let wh = |at: At| {
        article.token(at).has("PronType=Int") || matches!(article.lemma(at), "who" | "what" | "why" | "how" | "when" | "where" | "which")
    };
    is_question(article, clause)
        && inverted(article, clause).is_some_and(|a| !article.children(clause).any(|c| c < a && article.subtree(c).into_iter().any(wh)))
}

/// True where the clause gives a condition itself: "if Israel attacks", "unless it withdraws", "should India attack".
fn is_condition(article: &Article, clause: At) -> bool {
    if matches!(article.deprel(clause), "ccomp" | "csubj") {
        return false;
    }
    let marked = article.by(clause, "mark").any(|m| match article.lemma(m) {
        "if" => !is_comparison(article, m),
        "as" => before(article, m, 1) == "long" || article.by(m, "fixed").any(|f| article.lemma(f) == "long"),
        mark => matches!(mark, "unless" | "lest" | "provided" | "provide" | "providing"),
    });
    let form = |a: At| article.token(a).form.to_lowercase();
    marked || turned(article, clause).is_some_and(|a| matches!(form(a).as_str(), "should" | "were"))
}

/// "as if", "as though": an image, no condition.
fn is_comparison(article: &Article, mark: At) -> bool {
    before(article, mark, 1) == "as"
}

fn before<'t>(article: &'t Article, at: At, steps: usize) -> &'t str {
    at.token.checked_sub(steps).map_or("", |token| article.lemma(At { token, ..at }))
}

/// True where a condition hangs on the clause.
pub(super) fn has_condition(article: &Article, clause: At) -> bool {
    let idle = |c: At| matches!(article.lemma(c), "necessary" | "possible" | "any" | "need");
    article.by(clause, "advcl").any(|c| is_condition(article, c) && !idle(c))
        || article.by(clause, "advmod").any(|a| article.lemma(a) == "otherwise")
}

/// True in an if-clause, and in the main clause of one; what is plainly told in the past is no consequence.
pub(super) fn in_condition(article: &Article, clause: At) -> bool {
    let token = article.token(clause);
    let told = token.has("Tense=Past") && token.has("VerbForm=Fin") && article.by(clause, "aux").next().is_none();
    let up = || article.ancestors(clause).take_while(|&a| article.deprel(a) != "root" || is_condition(article, a)).take(4);
    is_condition(article, clause)
        || !told && has_condition(article, clause)
        // The condition reaches down into what hangs on its verb, but not through a speech verb's content.
        || up().any(|a| is_condition(article, a))
}

/// True where the clause is only put: "as if Peru had invaded", "had Russia attacked".
pub(super) fn is_imagined(article: &Article, clause: At) -> bool {
    let marked = article.by(clause, "mark").any(|m| matches!(article.lemma(m), "if" | "though") && is_comparison(article, m));
    marked || turned(article, clause).is_some_and(|a| article.lemma(a) == "have")
}

/// What the clause's own auxiliaries and tense say.
pub(super) fn of_clause(article: &Article, lexicon: &Lexicon, clause: At) -> Modality {
    let forms: Vec<String> = article.by(clause, "aux").map(|a| article.token(a).form.to_lowercase()).collect();
    let is = |words: &[&str]| forms.iter().any(|f| words.contains(&f.as_str()));
    let perfect = is(&["have", "'ve", "’ve"]);
    if is(&["will", "shall", "'ll", "’ll", "wo"]) {
        return Modality::Planned;
    }
    if is(&["would", "'d", "’d"]) {
        return match (perfect, is_reported(article, lexicon, clause)) {
            (true, _) => Modality::Hypothetical,
            (_, true) => Modality::Planned,
            _ => Modality::Conditional,
        };
    }
    if is(&["can", "could", "may", "might", "ca"]) || perfect && is(&["must", "should"]) {
        return Modality::Possible;
    }
    if is(&["should", "must", "ought"]) {
        return Modality::Hypothetical;
    }
    let marks = article.children(clause).filter(|&c| matches!(article.token(c).relation(), "mark" | "aux" | "case"));
    let infinitive = marks.into_iter().any(|m| matches!(article.lemma(m), "to" | "due"));
    // "are to enter", "are due to enter"; a headline's "Pope to visit Mongolia"
    if infinitive && (finite_be(article, clause) || article.deprel(clause) == "root") {
        return Modality::Planned;
    }
    let token = article.token(clause);
    let participle = token.form.to_lowercase().ends_with("ing");
    let now = is(&["is", "are", "am", "'s", "'re", "’s", "’re"]) || is(&["has", "have", "'ve", "’ve"]) && is(&["been"]);
    let still = token.has("Tense=Pres") && token.has("VerbForm=Fin") && article.by(clause, "advmod").any(|a| article.lemma(a) == "still");
    if participle && now || still { Modality::Ongoing } else { Modality::Actual }
}

/// True where somebody is said to say it: in "said it would withdraw" the "would" is a "will".
fn is_reported(article: &Article, lexicon: &Lexicon, clause: At) -> bool {
    let top = article.first_conjunct(clause);
    let says = |h: At| [Pos::Verb, Pos::Noun].into_iter().any(|pos| lexicon.cue(article.lemma(h), pos).is_some());
    let spoken = |c: At| article.deprel(c) == "parataxis" && article.token(c).upos == Upos::Verb && says(c);
    matches!(article.deprel(top), "ccomp" | "acl" | "parataxis") && article.head(top).is_some_and(says) || article.children(top).any(spoken)
}

/// True where "is", "are", "was" or "were" stands with a clause.
fn finite_be(article: &Article, clause: At) -> bool {
    let forms = ["is", "are", "am", "was", "were"];
    article.by(clause, "aux").chain(article.by(clause, "cop")).any(|a| forms.contains(&&*article.token(a).form.to_lowercase()))
}
