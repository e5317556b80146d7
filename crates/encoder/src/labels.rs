//! What the outputs of the heads mean: the lists of labels in the weights file, read and checked.

use crate::lemma::LemmaScript;
use crate::parse::{AttributionRole, Upos};
use crate::weights::WeightsError;
use serde::Deserialize;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

/// The relation of the one word that hangs on the root.
pub(crate) const ROOT: &str = "root";
/// Outside of names, entities and attributions.
pub(crate) const OUTSIDE: &str = "O";

/// The lists as the file has them, each in the order of the outputs.
#[derive(Deserialize)]
struct Lists {
    upos: Vec<String>,
    feats: Vec<String>,
    lemma: Vec<String>,
    name: Vec<String>,
    entity: Vec<String>,
    role: Vec<String>,
    deprel: Vec<String>,
}

/// A part in a name: `B-` begins one, `I-` goes on with one of the same type.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameLabel {
    /// As written: `O`, `B-person`, `I-person`.
    pub label: &'static str,
    /// The type; empty outside names.
    pub kind: &'static str,
    /// For an `I-` label the `B-` label of its type, to be put where no name goes on.
    pub begin: Option<&'static str>,
}

/// The labels of every head.
pub(crate) struct Labels {
    pub upos: Vec<Upos>,
    pub feats: Vec<&'static str>,
    pub lemma: Vec<LemmaScript>,
    pub name: Vec<NameLabel>,
    pub entity: Vec<&'static str>,
    /// `None` is outside attributions.
    pub role: Vec<Option<AttributionRole>>,
    pub deprel: Vec<&'static str>,
    /// Index of [`ROOT`] in `deprel`.
    pub root: usize,
}

impl Labels {
    /// Reads the metadata entry `labels`.
    pub fn read(json: &str) -> Result<Self, WeightsError> {
        let lists: Lists = serde_json::from_str(json).map_err(|e| WeightsError::Labels(e.to_string()))?;
        let deprel = all("deprel", lists.deprel, |l| Some(interned(l)))?;
        let root = deprel.iter().position(|&l| l == ROOT).ok_or_else(|| WeightsError::Labels(format!("\"deprel\" lacks \"{ROOT}\"")))?;
        let names: HashSet<String> = lists.name.iter().cloned().collect();
        Ok(Self {
            upos: all("upos", lists.upos, Upos::from_name)?,
            feats: all("feats", lists.feats, |l| Some(interned(l)))?,
            lemma: all("lemma", lists.lemma, LemmaScript::read)?,
            name: all("name", lists.name, |l| name_label(l, &names))?,
            entity: all("entity", lists.entity, |l| Some(interned(l)))?,
            role: all("role", lists.role, role)?,
            deprel,
            root,
        })
    }

    /// Number of outputs of the tag head.
    pub fn tags(&self) -> usize {
        self.role_outputs().end
    }

    /// Where the parts of speech stand among the outputs of the tag head; the other groups follow in this order.
    pub fn upos_outputs(&self) -> Range<usize> {
        0..self.upos.len()
    }

    /// Where the features stand.
    pub fn feats_outputs(&self) -> Range<usize> {
        after(self.upos_outputs(), self.feats.len())
    }

    /// Where the lemma scripts stand.
    pub fn lemma_outputs(&self) -> Range<usize> {
        after(self.feats_outputs(), self.lemma.len())
    }

    /// Where the parts in names stand.
    pub fn name_outputs(&self) -> Range<usize> {
        after(self.lemma_outputs(), self.name.len())
    }

    /// Where the entity types stand.
    pub fn entity_outputs(&self) -> Range<usize> {
        after(self.name_outputs(), self.entity.len())
    }

    /// Where the parts in attributions stand.
    pub fn role_outputs(&self) -> Range<usize> {
        after(self.entity_outputs(), self.role.len())
    }
}

/// The `n` places after a range.
fn after(range: Range<usize>, n: usize) -> Range<usize> {
    range.end..range.end + n
}

/// Reads every label of a list; an empty list or a label that `read` refuses is an error.
fn all<T>(list: &str, labels: Vec<String>, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, WeightsError> {
    if labels.is_empty() {
        return Err(WeightsError::Labels(format!("\"{list}\" is empty")));
    }
    labels.iter().map(|l| read(l).ok_or_else(|| WeightsError::Labels(format!("\"{list}\" has the unknown label \"{l}\"")))).collect()
}

/// A part in a name; `None` for what is none, and for an `I-` label whose type has no `B-` label.
fn name_label(label: &str, names: &HashSet<String>) -> Option<NameLabel> {
    if label == OUTSIDE {
        return Some(NameLabel { label: OUTSIDE, kind: "", begin: None });
    }
    let label = interned(label);
    if let Some(kind) = label.strip_prefix("B-") {
        return Some(NameLabel { label, kind, begin: None });
    }
    let kind = label.strip_prefix("I-")?;
    let begin = names.get(&format!("B-{kind}"))?;
    Some(NameLabel { label, kind, begin: Some(interned(begin)) })
}

/// A part in an attribution; the outer `None` is an unknown label.
#[expect(clippy::option_option, reason = "no part is a label too")]
fn role(label: &str) -> Option<Option<AttributionRole>> {
    match label {
        OUTSIDE => Some(None),
        "source" => Some(Some(AttributionRole::Source)),
        "cue" => Some(Some(AttributionRole::Cue)),
        "content" => Some(Some(AttributionRole::Content)),
        _ => None,
    }
}

/// The label for the rest of the process. A token holds three labels, and every parse outlives the model that made it;
/// so the few hundred different labels are leaked, each once, however often a model is read.
fn interned(label: &str) -> &'static str {
    static KNOWN: Mutex<Option<HashSet<&'static str>>> = Mutex::new(None);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let known = known.get_or_insert_default();
    match known.get(label) {
        Some(&old) => old,
        None => {
            let new: &'static str = Box::leak(label.to_owned().into_boxed_str());
            known.insert(new);
            new
        }
    }
}
