//! What speaks for a candidate antecedent: how near it is, what it does in its sentence and in the pronoun's, how often the
//! text speaks of it, what is known of it.

use crate::actors::Draft;
use crate::article::{Article, At};
use crate::mentions::Form;
use chancery_encoder::Upos;
use chancery_record::ActorKind;

/// The phrase that is looked for, and the candidate's last mention.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// The article.
    pub article: &'a Article<'a>,
    /// The head of the pronoun or description.
    pub anaphor: At,
    /// The head of the candidate's last mention.
    pub recent: At,
}

impl Pair<'_> {
    /// Features of the two places alone.
    pub fn of_places(self, found: &mut Vec<&'static str>) {
        let Self { article, anaphor, recent } = self;
        let distance = anaphor.sentence - recent.sentence;
        found.push(match distance {
            0 => "sentence same",
            1 => "sentence before",
            2 => "sentences 2",
            3 => "sentences 3",
            4..=5 => "sentences 4-5",
            6..=10 => "sentences 6-10",
            _ => "sentences 11+",
        });
        let paragraphs = article.sentence(anaphor.sentence).paragraph - article.sentence(recent.sentence).paragraph;
        found.push(match paragraphs {
            0 => "paragraph same",
            1 => "paragraph before",
            _ => "paragraphs 2+",
        });
        let (theirs, own) = (role(article, recent), role(article, anaphor));
        found.push(theirs);
        if theirs == own {
            found.push("same role");
        }
        if distance == 1 && theirs == "subject" {
            found.push("subject of the sentence before");
        }
        if article.token(recent).relation() == "conj" {
            found.push("later conjunct");
        }
        found.push(match (article.token(recent).quoted, article.token(anaphor).quoted) {
            (true, true) | (false, false) => "both inside or outside quotes",
            (true, false) => "only the candidate quoted",
            (false, true) => "only the anaphor quoted",
        });
        if distance == 0 {
            self.of_one_sentence(theirs, found);
        }
    }

    fn of_one_sentence(self, role: &'static str, found: &mut Vec<&'static str>) {
        let Self { article, anaphor, recent } = self;
        let first = bearer(article, recent);
        let Some(verb) = article.head(first).filter(|_| matches!(role, "subject" | "object")) else { return };
        if !article.ancestors(anaphor).any(|a| a == verb) {
            return;
        }
        let clause = article.ancestors(anaphor).find(|&a| is_clause(article, a));
        found.push(match (role, clause == Some(verb), article.token(anaphor).quoted && !article.token(recent).quoted) {
            ("subject", _, true) => "subject around the quote",
            ("subject", true, _) => "subject of its clause",
            ("subject", false, _) => "subject of a clause above",
            (_, true, _) => "object of its clause",
            _ => "object of a clause above",
        });
    }
}

/// The word whose place in the clause a phrase shares: "the minister" for the name behind it, the first of several.
fn bearer(article: &Article, at: At) -> At {
    let shares = |&top: &At| matches!(article.token(top).relation(), "appos" | "conj");
    std::iter::successors(Some(at), |top| Some(*top).filter(shares).and_then(|t| article.head(t))).last().unwrap_or(at)
}

/// What a phrase does in its clause.
fn role(article: &Article, at: At) -> &'static str {
    match article.deprel(bearer(article, at)) {
        "nsubj" | "nsubj:pass" | "nsubj:outer" => "subject",
        "obj" | "iobj" => "object",
        "obl:agent" => "agent",
        "nmod:poss" => "possessor",
        "compound" | "amod" | "nmod:desc" => "modifier",
        "root" => "root",
        deprel if deprel.starts_with("obl") => "oblique",
        deprel if deprel.starts_with("nmod") => "of a noun",
        _ => "other role",
    }
}

fn is_clause(article: &Article, at: At) -> bool {
    article.token(at).upos == Upos::Verb || article.children(at).any(|c| matches!(article.token(c).relation(), "nsubj" | "cop"))
}

/// Features of a candidate's place among the others: `rank` counts from the latest.
pub fn of_rank(rank: usize, candidates: usize, found: &mut Vec<&'static str>) {
    found.push(match rank {
        0 => "latest",
        1 => "second latest",
        2 => "third latest",
        _ => "earlier",
    });
    if candidates == 1 {
        found.push("only candidate");
    }
}

/// Features of the last mention and of how much the text speaks of the actor.
pub fn of_actor(draft: &Draft, form: Form, most: usize, found: &mut Vec<&'static str>) {
    found.push(match form {
        Form::Name => "last by name",
        Form::Description => "last by description",
        Form::Modifier => "last as modifier",
        Form::Pronoun => "last by pronoun",
    });
    let times = draft.mentions.len();
    found.push(match times {
        0..=1 => "once",
        2..=3 => "2-3 times",
        4..=7 => "4-7 times",
        _ => "8+ times",
    });
    if times == most && times > 1 {
        found.push("most spoken of");
    }
    found.push(match draft.kind {
        ActorKind::Person if draft.gender.is_some() => "person of known gender",
        ActorKind::Person => "person",
        ActorKind::UnnamedGroup | ActorKind::Crowd | ActorKind::ArmedGroup => "group",
        // States are rare as actors in GUM and common in news: no difference is learned.
        _ => "state or organisation",
    });
    if draft.plural {
        found.push("plural");
    }
}
