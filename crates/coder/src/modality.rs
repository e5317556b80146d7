//! Whether an event has happened: negation, plans, possibility, conditions, and what the words around a trigger make of it.

use crate::article::{Article, At};
use crate::lexicon::Lexicon;
use crate::slots::Predicate;
use crate::statements::is_negated;
use chancery_encoder::Upos;
use chancery_record::Modality;
use std::borrow::Cow;

/// What a verb or noun does to the clause or noun that hangs on it: "planned to attack", "a plan to attack", "called for sanctions".
fn governor(lemma: &str) -> Option<Modality> {
    Some(match lemma {
        "plan" | "intend" | "intention" | "prepare" | "preparation" | "agree" | "agreement" | "promise" | "vow" | "pledge" | "decide"
        | "decision" | "schedule" | "set" | "aim" | "expect" | "announce" | "commit" | "commitment" | "ready" | "due" | "poise"
        | "about" | "order" | "approve" | "authorise" | "authorize" | "willing" | "willingness" | "readiness" | "bid" | "effort" | "go" => {
            Modality::Planned
        }
        "threaten" | "threat" | "warn" | "warning" | "consider" | "mull" | "weigh" | "offer" | "propose" | "proposal" | "want" | "hope"
        | "wish" | "seek" | "try" | "attempt" | "fear" | "risk" | "possibility" | "option" | "suggest" | "discuss" | "ability" | "able"
        | "capable" | "likely" | "allow" | "could" => Modality::Possible,
        "urge" | "ask" | "demand" | "call" | "request" | "insist" | "appeal" | "press" | "need" | "require" | "tell" | "advise"
        | "recommend" | "push" | "encourage" | "invite" | "invitation" | "lobby" => Modality::Hypothetical,
        "fail" | "failure" | "refuse" | "refusal" | "decline" | "avoid" | "prevent" | "avert" | "cancel" | "stop" | "foil" | "thwart"
        | "reject" | "abandon" | "halt" | "oppose" | "rule" | "end" | "scrap" | "postpone" | "forbid" | "ban" | "block" | "deter"
        | "unable" | "unwilling" | "lack" | "instead" | "without" => Modality::Negated,
        _ => return None,
    })
}

/// The modality of an event with that predicate.
pub fn of(article: &Article, lexicon: &Lexicon, predicate: Predicate) -> Modality {
    let clause = predicate.carrier.unwrap_or(predicate.trigger);
    if is_denied(article, predicate.trigger) || (clause != predicate.trigger && is_denied(article, clause)) {
        return Modality::Negated;
    }
    if in_condition(article, clause) {
        return Modality::Conditional;
    }
    if let Some(light) = predicate.carrier.and_then(|c| lexicon.light(&phrasal(article, c))).and_then(|l| l.modality) {
        return light;
    }
    let own = of_clause(article, clause);
    if own != Modality::Actual {
        return own;
    }
    if hedged(article, lexicon, predicate) {
        return Modality::Possible;
    }
    inherited(article, clause)
}

/// A verb's lemma with its particle.
pub fn phrasal<'t>(article: &'t Article, verb: At) -> Cow<'t, str> {
    match article.one(verb, "compound:prt") {
        Some(particle) => Cow::Owned(format!("{} {}", article.lemma(verb), article.token(particle).form.to_lowercase())),
        None => Cow::Borrowed(article.lemma(verb)),
    }
}

/// Verbs whose content with "would" tells what their subject is going to do: "said it would withdraw".
const TELLING: [&str; 12] =
    ["say", "announce", "declare", "confirm", "state", "tell", "add", "reveal", "disclose", "reiterate", "decide", "vow"];

/// Verbs by which somebody says of himself what he is going to do.
const INTENDING: [&str; 8] = ["plan", "intend", "decide", "prepare", "aim", "vow", "opt", "choose"];

/// True where the clause tells what its subject is going to do (or is not going to): "will withdraw", "said it would withdraw",
/// "plans to withdraw".
pub fn is_announced(article: &Article, clause: At) -> bool {
    let would = || {
        let told = article.head(clause).is_some_and(|h| TELLING.contains(&article.lemma(h)));
        told && article.deprel(clause) == "ccomp"
    };
    let own = article.by(clause, "aux").any(|aux| match article.token(aux).form.to_lowercase().as_str() {
        "will" | "shall" | "'ll" | "’ll" | "wo" => true,
        "would" | "'d" | "’d" => would(),
        _ => false,
    });
    own || (article.deprel(clause) == "xcomp"
        && article
            .head(clause)
            .is_some_and(|h| INTENDING.contains(&article.lemma(h)) && of_clause(article, h) == Modality::Actual && !is_negated(article, h)))
}

fn is_denied(article: &Article, at: At) -> bool {
    let determined = article.by(at, "det").any(|d| matches!(article.lemma(d), "no" | "neither"));
    determined || (is_negated(article, at) && !article.children(at).any(|c| article.lemma(c) == "only"))
}

/// True in an if-clause, and in the main clause of one.
fn in_condition(article: &Article, clause: At) -> bool {
    let conditional = |at: At| {
        article.by(at, "mark").any(|m| matches!(article.lemma(m), "if" | "unless" | "lest" | "should" | "whether"))
            && article.deprel(at) != "ccomp"
    };
    if conditional(clause)
        || article.by(clause, "advcl").any(|c| conditional(c) && !matches!(article.lemma(c), "necessary" | "possible" | "any"))
    {
        return true;
    }
    // The condition reaches down into what hangs on its verb, but not through a speech verb's content.
    article.ancestors(clause).take_while(|&a| article.deprel(a) != "root" || conditional(a)).take(4).any(conditional)
}

/// What the clause's own auxiliaries and tense say.
fn of_clause(article: &Article, clause: At) -> Modality {
    let mut modality = Modality::Actual;
    for aux in article.by(clause, "aux") {
        match (article.lemma(aux), article.token(aux).form.to_lowercase().as_str()) {
            ("will" | "shall", "will" | "shall" | "'ll" | "’ll" | "wo") => modality = Modality::Planned,
            (_, "would" | "'d" | "’d") => modality = Modality::Conditional,
            ("can" | "could" | "may" | "might", _) => modality = Modality::Possible,
            ("should" | "must" | "ought", _) => modality = Modality::Hypothetical,
            _ => {}
        }
    }
    if modality == Modality::Actual && article.by(clause, "mark").any(|m| article.lemma(m) == "to") && finite_be(article, clause) {
        modality = Modality::Planned; // "are to enter"
    }
    let token = article.token(clause);
    let progressive = token.has("Tense=Pres")
        && token.has("VerbForm=Part")
        && article
            .by(clause, "aux")
            .any(|a| matches!(article.token(a).form.to_lowercase().as_str(), "is" | "are" | "am" | "'s" | "'re" | "’s" | "’re"));
    if modality == Modality::Actual && progressive { Modality::Ongoing } else { modality }
}

/// True where "is", "are", "was" or "were" stands with a clause.
fn finite_be(article: &Article, clause: At) -> bool {
    let forms = ["is", "are", "am", "was", "were"];
    article.by(clause, "aux").chain(article.by(clause, "cop")).any(|a| forms.contains(&&*article.token(a).form.to_lowercase()))
}

/// "reportedly attacked", "an alleged attack".
fn hedged(article: &Article, lexicon: &Lexicon, predicate: Predicate) -> bool {
    [Some(predicate.trigger), predicate.carrier].into_iter().flatten().any(|at| {
        article.children(at).any(|c| matches!(article.token(c).relation(), "advmod" | "amod") && lexicon.is_hedge(article.lemma(c)))
    })
}

/// What the way a clause is joined to the word above makes of it.
fn joined(article: &Article, clause: At, head: At, finite: bool) -> Option<Modality> {
    /// Verbs whose that-clause in the bare form is wished, not told: "demanded that India punish the men".
    const MANDATIVE: [&str; 8] = ["demand", "request", "ask", "urge", "recommend", "propose", "require", "order"];
    let marked = |words: &[&str]| article.by(clause, "mark").any(|m| words.contains(&article.lemma(m)));
    let bare = || article.token(clause).form.eq_ignore_ascii_case(article.lemma(clause)) && article.by(clause, "aux").next().is_none();
    // "stopped short of recognising him"
    let short = || article.lemma(head) == "short" || article.by(head, "advmod").any(|a| article.lemma(a) == "short");
    match article.deprel(clause) {
        "advcl" if marked(&["without"]) || marked(&["of"]) && short() => Some(Modality::Negated),
        // What must come before something that has not happened has not happened either.
        "advcl" if finite && marked(&["until", "once", "when", "before"]) => {
            matches!(of_clause(article, head), Modality::Planned | Modality::Conditional).then_some(Modality::Conditional)
        }
        "ccomp" if finite && marked(&["that"]) && bare() && MANDATIVE.contains(&article.lemma(head)) => Some(Modality::Hypothetical),
        // "anyone who attacked them": nobody has, as far as is told
        "acl:relcl" => {
            let anyone = matches!(article.lemma(head), "anyone" | "anybody" | "whoever");
            (anyone || article.by(head, "det").any(|d| article.lemma(d) == "any")).then_some(Modality::Conditional)
        }
        _ => None,
    }
}

/// What the verbs and nouns above make of it.
fn inherited(article: &Article, clause: At) -> Modality {
    let (mut at, mut steps) = (clause, 0);
    while let Some(head) = article.head(at) {
        steps += 1;
        if steps > 5 {
            break;
        }
        let finite = article.token(at).has("VerbForm=Fin") || article.by(at, "aux").any(|a| article.token(a).has("VerbForm=Fin"));
        let deprel = article.deprel(at);
        if let Some(made) = joined(article, at, head, finite) {
            return made;
        }
        match deprel {
            "conj" if article.token(head).upos == article.token(clause).upos && !finite => {
                let shared = of_clause(article, head);
                if shared != Modality::Actual {
                    return shared;
                }
            }
            "conj" => {}
            "xcomp" | "acl" | "obj" | "nsubj:pass" | "ccomp" | "obl" | "nmod" | "advcl"
                if !(finite && matches!(deprel, "ccomp" | "advcl")) =>
            {
                let preposition = article.preposition(at);
                let after = matches!(
                    preposition.as_deref(),
                    Some(
                        "after" | "since" | "over" | "during" | "following" | "despite" | "because of" | "by" | "in" | "with" | "on" | "at"
                    )
                );
                let goal = matches!(deprel, "xcomp" | "acl" | "obj" | "nsubj:pass" | "ccomp")
                    || matches!(preposition.as_deref(), Some("for" | "to" | "of" | "against" | "from" | "about"));
                let infinitive = article.by(at, "mark").any(|m| article.lemma(m) == "to");
                if deprel == "advcl" && infinitive {
                    return Modality::Planned; // a purpose
                }
                if goal && !after && deprel != "advcl" {
                    let through = of_clause(article, head);
                    let made = governor(article.lemma(head));
                    match (made, through) {
                        (Some(made), _)
                            if !(matches!(deprel, "obj" | "nsubj:pass")
                                && made == Modality::Planned
                                && matches!(article.lemma(head), "announce" | "order" | "approve")) =>
                        {
                            return made;
                        }
                        (None, through)
                            if through != Modality::Actual
                                && through != Modality::Ongoing
                                && matches!(deprel, "xcomp" | "obj" | "nsubj:pass") =>
                        {
                            return through;
                        }
                        _ => {}
                    }
                    if is_negated(article, head) && matches!(deprel, "xcomp" | "obj") {
                        return Modality::Negated;
                    }
                }
            }
            // "any use of them would be met with force": the subject of what would happen may not happen either
            "nsubj" | "nsubj:pass" | "csubj" if article.token(clause).upos == Upos::Noun => {
                let through = of_clause(article, head);
                if matches!(through, Modality::Conditional | Modality::Possible) || article.by(at, "det").any(|d| article.lemma(d) == "any")
                {
                    return Modality::Conditional;
                }
            }
            _ => {}
        }
        if finite || matches!(deprel, "root" | "parataxis" | "acl:relcl") {
            break;
        }
        at = head;
    }
    Modality::Actual
}
