//! Threats, promises and offers with a clause or phrase of their own that the encoder left unmarked: "offered to mediate",
//! "repeated a threat to leave", "gave a guarantee of safe passage".

use super::{Draft, Input, finish, is_negated, nobodys, speaker};
use crate::article::At;
use crate::lexicon::Pos;
use crate::slots;
use chancery_encoder::Upos;
use chancery_record::{Act, Manner};
use std::collections::HashSet;

/// The confidence of a statement that stands on the lexicon and the tree alone.
const BY_TREE: f32 = 0.7;
/// Verbs that do with a noun what the noun says.
const LIGHT: [&str; 11] = ["make", "give", "issue", "repeat", "renew", "extend", "reiterate", "table", "utter", "voice", "offer"];

/// The undertakings that no statement found so far has as its cue.
pub fn unmarked(input: Input, found: &mut Vec<Draft>) {
    let known: HashSet<At> = found.iter().filter_map(|d| d.cue).collect();
    let added: Vec<Draft> = input.article.addresses().filter_map(|at| undertaking(input, &known, at)).collect();
    found.extend(added);
}

fn undertaking(input: Input, known: &HashSet<At>, at: At) -> Option<Draft> {
    let article = input.article;
    let (pos, verb) = match article.token(at).upos {
        Upos::Verb => (Pos::Verb, at),
        Upos::Noun if article.token(at).relation() == "obj" => (Pos::Noun, article.head(at)?),
        _ => return None,
    };
    let act = input.lexicon.cue(article.lemma(at), pos)?.act;
    let light = pos == Pos::Verb || LIGHT.contains(&article.lemma(verb));
    let told = article.by(verb, "aux").all(|a| matches!(article.lemma(a), "have" | "do" | "be")) && !is_negated(article, verb);
    let infinitive = article.by(verb, "mark").any(|m| article.lemma(m) == "to");
    if !matches!(act, Act::Threatens | Act::Promises | Act::Offers) || !light || !told || infinitive || article.is_passive(verb) {
        return None;
    }
    if known.contains(&at) || known.contains(&verb) {
        return None;
    }
    let clause = article.children(at).find(|&c| {
        c > at
            && match pos {
                Pos::Verb => {
                    let mark = if act == Act::Offers { "to" } else { "that" };
                    matches!(article.deprel(c), "xcomp" | "ccomp")
                        && article.by(c, "mark").any(|m| article.lemma(m) == "to" || article.lemma(m) == mark)
                }
                _ => article.deprel(c) == "acl" || (article.token(c).relation() == "nmod" && article.has_preposition(c, &["of"])),
            }
    })?;
    let subjects = slots::subjects(article, verb);
    let speaks = |&s: &At| s < verb && input.actors.mention_at(article, input.mentions, s).is_some();
    let subject = subjects.into_iter().find(speaks)?;
    let mut draft = Draft {
        cue: Some(at),
        cue_span: Some(article.token(at).span),
        manner: Manner::Indirect,
        ..nobodys(article.subtree(clause), BY_TREE)
    };
    speaker::find(input, &mut draft, &[subject]);
    finish(input, &mut draft);
    Some(draft)
}
