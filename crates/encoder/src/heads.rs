//! From hidden rows to readings: tags, tree, names and attributions of every word.

use crate::forward::{Batch, Stretch};
use crate::kernels::{Ops, Packed, Quantised, Rows, exp};
use crate::labels::Labels;
use crate::model::{ARC, LABEL, Model, VECTORS, WIDTH};
use crate::parse::{Attribution, Upos};
use crate::tree;
use std::ops::Range;

/// Where a word's six vectors stand: as dependant and as head of an arc, of a relation and of an attribution.
const ARC_DEPENDANT: usize = 0;
const ARC_HEAD: usize = ARC;
const LABEL_DEPENDANT: usize = 2 * ARC;
const LABEL_HEAD: usize = 2 * ARC + LABEL;
const ANCHOR_DEPENDANT: usize = 2 * ARC + 2 * LABEL;
const ANCHOR_HEAD: usize = 2 * ARC + 3 * LABEL;
/// Slope of the rectifier below zero.
const SLOPE: f32 = 0.1;
/// 1 / √256.
const ARC_SCALE: f32 = 1.0 / 16.0;
/// 1 / √64.
const ANCHOR_SCALE: f32 = 1.0 / 8.0;
/// Words whose relations are scored together: some 3,300 floats each.
const LABEL_BLOCK: usize = 48;

/// What the heads say about one word.
pub(crate) struct Reading {
    pub lemma: String,
    pub upos: Upos,
    pub feats: &'static str,
    /// Index of the head within the sentence; `None` for the root.
    pub head: Option<usize>,
    pub deprel: &'static str,
    pub name: &'static str,
    pub entity: &'static str,
    pub attribution: Option<Attribution>,
}

/// Working space of the heads, kept between batches. The matrices have a row for each root and each word.
#[derive(Default)]
pub(crate) struct Heads {
    words: Vec<f32>,
    tags: Vec<f32>,
    vectors: Vec<f32>,
    arc: Vec<f32>,
    anchor: Vec<f32>,
    label: Vec<f32>,
    scores: Vec<f32>,
    quantised: Bytes,
}

/// Rows in 8 bits.
#[derive(Default)]
struct Bytes {
    bytes: Vec<u8>,
    scales: Vec<f32>,
}

impl Bytes {
    fn fill(&mut self, ops: Ops, rows: Rows<'_>, n: usize) -> Quantised<'_> {
        self.bytes.resize(n * rows.width, 0);
        self.scales.resize(n, 0.0);
        ops.quantise(rows, &mut self.bytes, &mut self.scales);
        Quantised { bytes: &self.bytes, scales: &self.scales }
    }
}

/// Runs a layer into `out`, which gets the room that it needs.
pub(crate) fn linear(ops: Ops, layer: &Packed, input: Quantised<'_>, out: &mut Vec<f32>) {
    out.resize(input.scales.len() * layer.outputs(), 0.0);
    ops.linear(layer, input, out);
}

impl Heads {
    /// The readings of all words of a batch, sentence after sentence. `hidden` holds the trunk's rows, `forms` the words
    /// of each sentence.
    pub fn read(&mut self, model: &Model, ops: Ops, batch: &Batch, hidden: &[f32], forms: &[Vec<&str>]) -> Vec<Vec<Reading>> {
        self.word_vectors(model, ops, batch, hidden);
        let trees: Vec<Vec<usize>> = batch.sentences.iter().map(|s| self.tree(ops, s)).collect();
        let relations = self.relations(model, ops, batch, &trees);
        batch
            .sentences
            .iter()
            .zip(&trees)
            .zip(forms)
            .map(|((sentence, tree), forms)| self.sentence(model, ops, sentence, tree, &relations, forms))
            .collect()
    }

    /// Everything that is computed for all words alike.
    fn word_vectors(&mut self, model: &Model, ops: Ops, batch: &Batch, hidden: &[f32]) {
        let n = batch.words.len();
        self.words.resize(n * WIDTH, 0.0);
        for (word, &(first, last)) in self.words.chunks_exact_mut(WIDTH).zip(&batch.words) {
            let (first, last) = (&hidden[first * WIDTH..][..WIDTH], &hidden[last * WIDTH..][..WIDTH]);
            for ((w, a), b) in word.iter_mut().zip(first).zip(last) {
                *w = 0.5 * (a + b);
            }
        }
        let words = self.quantised.fill(ops, Rows { data: &self.words, stride: WIDTH, width: WIDTH }, n);
        linear(ops, &model.tag, words, &mut self.tags);
        linear(ops, &model.vectors, words, &mut self.vectors);
        for v in &mut self.vectors {
            *v = if *v > 0.0 { *v } else { *v * SLOPE };
        }
        let rows = part(&self.vectors, 0, ARC_DEPENDANT, ARC);
        linear(ops, &model.arc, self.quantised.fill(ops, rows, n), &mut self.arc);
        let rows = part(&self.vectors, 0, ANCHOR_DEPENDANT, LABEL);
        linear(ops, &model.anchor, self.quantised.fill(ops, rows, n), &mut self.anchor);
    }

    /// The heads of a sentence's words; 0 is the root, 1 the first word.
    fn tree(&mut self, ops: Ops, sentence: &Stretch) -> Vec<usize> {
        let Range { start, end } = sentence.words;
        let words = end - start - 1;
        self.scores.resize(words * (words + 1), 0.0);
        let dependants = Rows { data: &self.arc[(start + 1) * ARC..], stride: ARC, width: ARC };
        let heads = part(&self.vectors, start, ARC_HEAD, ARC);
        ops.dots(dependants, heads, ARC_SCALE, &mut self.scores, words + 1);
        tree::decode(&self.scores, words)
    }

    /// For every row of the batch the index of the word's relation to its head (of no meaning for roots).
    fn relations(&mut self, model: &Model, ops: Ops, batch: &Batch, trees: &[Vec<usize>]) -> Vec<usize> {
        let n = batch.words.len();
        let (count, root) = (model.labels.deprel.len(), model.labels.root);
        // For every row the row of its head, and whether that is the root.
        let heads: Vec<(usize, bool)> = batch
            .sentences
            .iter()
            .zip(trees)
            .flat_map(|(s, tree)| {
                let row = move |&head: &usize| (s.words.start + head, head == 0);
                std::iter::once((s.words.start, true)).chain(tree.iter().map(row))
            })
            .collect();
        let mut relations = Vec::with_capacity(n);
        self.scores.resize(count, 0.0);
        let width = model.label.outputs();
        for first in (0..n).step_by(LABEL_BLOCK) {
            let rows = LABEL_BLOCK.min(n - first);
            let dependants = part(&self.vectors, first, LABEL_DEPENDANT, LABEL);
            linear(ops, &model.label, self.quantised.fill(ops, dependants, rows), &mut self.label);
            for (factors, &(head, is_root)) in self.label.chunks_exact(width).zip(&heads[first..]) {
                if is_root {
                    relations.push(root);
                    continue;
                }
                let stride = LABEL + 1;
                let head = part(&self.vectors, head, LABEL_HEAD, LABEL);
                ops.dots(head, Rows { data: factors, stride, width: LABEL }, 1.0, &mut self.scores, count);
                for (score, own) in self.scores.iter_mut().zip(factors[LABEL..].iter().step_by(stride)) {
                    *score += own;
                }
                self.scores[root] = f32::MIN;
                relations.push(largest(&self.scores));
            }
        }
        relations
    }

    /// Puts the readings of one sentence together.
    fn sentence(
        &mut self,
        model: &Model,
        ops: Ops,
        sentence: &Stretch,
        tree: &[usize],
        relations: &[usize],
        forms: &[&str],
    ) -> Vec<Reading> {
        let labels = &model.labels;
        let start = sentence.words.start;
        let width = model.tag.outputs();
        let mut readings = Vec::with_capacity(tree.len());
        // Type of the name that the word before belongs to.
        let mut before = "";
        for (i, (&head, form)) in tree.iter().zip(forms).enumerate() {
            let row = start + 1 + i;
            let tags = &self.tags[row * width..][..width];
            let name = labels.name[largest(&tags[labels.name_outputs()])];
            let upos = labels.upos[largest(&tags[labels.upos_outputs()])];
            let known = model.lemmas.get(form, upos);
            let reading = Reading {
                lemma: known.map_or_else(|| lemma(labels, &tags[labels.lemma_outputs()], form), str::to_owned),
                upos,
                feats: labels.feats[largest(&tags[labels.feats_outputs()])],
                head: head.checked_sub(1),
                deprel: labels.deprel[relations[row]],
                name: name.begin.filter(|_| name.kind != before).unwrap_or(name.label),
                entity: labels.entity[largest(&tags[labels.entity_outputs()])],
                attribution: None,
            };
            before = name.kind;
            readings.push(reading);
        }
        for (i, reading) in readings.iter_mut().enumerate() {
            let tags = &self.tags[(start + 1 + i) * width..][..width];
            let scores = &tags[labels.role_outputs()];
            let best = largest(scores);
            if let Some(role) = labels.role[best] {
                let dependant = Rows { data: &self.anchor[(start + 1 + i) * LABEL..], stride: LABEL, width: LABEL };
                let heads = part(&self.vectors, start, ANCHOR_HEAD, LABEL);
                self.scores.resize(tree.len() + 1, 0.0);
                ops.dots(dependant, heads, ANCHOR_SCALE, &mut self.scores, tree.len() + 1);
                let anchor = largest(&self.scores).checked_sub(1);
                reading.attribution = Some(Attribution { role, anchor, score: probability(scores, best) });
            }
        }
        readings
    }
}

/// From row `first` on, the part of each word's vectors that starts at `offset`.
fn part(vectors: &[f32], first: usize, offset: usize, width: usize) -> Rows<'_> {
    Rows { data: vectors.get(first * VECTORS + offset..).unwrap_or_default(), stride: VECTORS, width }
}

/// Index of the largest score, the first of equals.
pub(crate) fn largest(scores: &[f32]) -> usize {
    let mut best = 0;
    for (i, s) in scores.iter().enumerate() {
        if *s > scores[best] {
            best = i;
        }
    }
    best
}

/// Probability of one of the scores.
fn probability(scores: &[f32], of: usize) -> f32 {
    probabilities(scores)[of]
}

/// Probabilities of all scores.
pub(crate) fn probabilities(scores: &[f32]) -> Vec<f32> {
    let max = scores.iter().fold(f32::MIN, |m, &s| if s > m { s } else { m });
    let powers: Vec<f32> = scores.iter().map(|s| exp(s - max)).collect();
    let total: f32 = powers.iter().sum();
    powers.into_iter().map(|p| p / total).collect()
}

/// The lemma by the best script that fits the word; the word itself where none does.
fn lemma(labels: &Labels, scores: &[f32], form: &str) -> String {
    let best = largest(scores);
    labels.lemma[best].apply(form).unwrap_or_else(|| {
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]));
        order.into_iter().find_map(|i| labels.lemma[i].apply(form)).unwrap_or_else(|| form.to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::{largest, probability};

    #[test]
    fn the_first_of_equals_is_the_largest() {
        assert_eq!(largest(&[1.0, 3.0, 3.0, 2.0]), 1);
        assert_eq!(largest(&[-1.0]), 0);
    }

    #[test]
    fn probabilities_add_up_to_one() {
        let scores = [0.5, -2.0, 3.0, 0.0];
        let total: f32 = (0..4).map(|i| probability(&scores, i)).sum();
        assert!((total - 1.0).abs() < 1e-6);
        assert!((probability(&scores, 2) - 0.878_3).abs() < 1e-3);
        assert!((probability(&[200.0, -200.0], 0) - 1.0).abs() < 1e-6);
    }
}
