//! What a sentence tells between two marked sides.
//!
//! A trunk of its own reads the sentence with the words of the source and of the target marked in its input. The relation's type and mode are
//! read off both sides, the opening piece and the word that tells it, which is found by a score a word.

use crate::encoder::Pieces;
use crate::forward::{Batch, Stretch, Trunk};
use crate::heads::{largest, linear, probabilities};
use crate::kernels::{Kernel, KernelError, Ops, Packed, Quantised, Rows};
use crate::model::{Model, PIECES, TrunkWeights, WIDTH};
use crate::parse::Token;
use crate::weights::{WeightsError, WeightsFile};
use serde::Deserialize;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// The weights that ship with the program.
static EMBEDDED: &[u8] = include_bytes!("../../../model/relation.safetensors");

/// Rows after which a batch is read, as for the encoder.
const BATCH: usize = 256;
/// Vectors that type and mode are read off: the opening piece, source, target, the word that tells it.
const VECTORS: usize = 4;
const SOURCE: u8 = 1;
const TARGET: u8 = 2;

/// Words of a sentence with the indices of those that name the source and the target; either may be empty.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'p> {
    /// The sentence.
    pub tokens: &'p [Token],
    /// Who does it.
    pub source: &'p [usize],
    /// To whom.
    pub target: &'p [usize],
}

/// What is told between the sides of a pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Relation {
    /// Probability of each of [`Relations::types`].
    pub types: Vec<f32>,
    /// Probability of each of [`Relations::modes`].
    pub modes: Vec<f32>,
    /// Index of the word that most likely tells it.
    pub trigger: usize,
}

#[derive(Deserialize)]
struct Labels {
    types: Vec<String>,
    modes: Vec<String>,
}

/// The weights of the relation model.
struct Weights {
    version: String,
    labels: Labels,
    trunk: TrunkWeights,
    hidden: Packed,
    out: Packed,
    trigger: Packed,
}

/// Reads relations between marked pairs. Any number of threads may share one.
///
/// ```
/// use chancery_encoder::{Encoder, Model, Pair, Relations};
/// let model = Model::embedded()?;
/// let (encoder, relations) = (Encoder::new(model.clone())?, Relations::new(model)?);
/// let parse = encoder.parse("France accused Russia of hacking its networks.");
/// let pair = Pair { tokens: &parse.sentences[0].tokens, source: &[0], target: &[2] };
/// let found = &relations.read(&[pair])[0];
/// let best = (0..found.types.len()).max_by(|&a, &b| found.types[a].total_cmp(&found.types[b])).unwrap();
/// assert_eq!(relations.types()[best], "ACCUSE");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Relations {
    model: Arc<Model>,
    weights: Weights,
    ops: Ops,
    /// Working space of calls that are over.
    idle: Mutex<Vec<Workspace>>,
}

impl fmt::Debug for Relations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relations").field("version", &self.weights.version).finish_non_exhaustive()
    }
}

/// What a call works with.
#[derive(Default)]
struct Workspace {
    pieces: Pieces,
    batch: Batch,
    trunk: Trunk,
    words: Vec<f32>,
    bytes: Vec<u8>,
    scales: Vec<f32>,
    trigger: Vec<f32>,
    vectors: Vec<f32>,
    hidden: Vec<f32>,
    scores: Vec<f32>,
}

/// Why there is no relation model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RelationsError {
    /// The weights don't fit.
    Weights(WeightsError),
    /// The kernel asked for can't be had.
    Kernel(KernelError),
}

impl fmt::Display for RelationsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Weights(error) => error.fmt(f),
            Self::Kernel(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for RelationsError {}

impl From<WeightsError> for RelationsError {
    fn from(error: WeightsError) -> Self {
        Self::Weights(error)
    }
}

impl From<KernelError> for RelationsError {
    fn from(error: KernelError) -> Self {
        Self::Kernel(error)
    }
}

impl Relations {
    /// The relation model that ships with the program, on the words of `model`.
    ///
    /// # Errors
    /// [`RelationsError`] where the program was built with a weights file that does not fit it, or the kernel asked for can't be had.
    pub fn new(model: Arc<Model>) -> Result<Self, RelationsError> {
        Self::with_weights(model, &[EMBEDDED], Kernel::from_environment()?)
    }

    /// The relation model with some of its weights taken from another file, such as one that was trained without the sentences that
    /// it is to be measured on.
    ///
    /// # Errors
    /// As for [`Relations::new`].
    pub fn with_changes(model: Arc<Model>, changes: &[u8]) -> Result<Self, RelationsError> {
        Self::with_weights(model, &[changes, EMBEDDED], Kernel::from_environment()?)
    }

    /// From weights files, of which the first that has a tensor gives it.
    ///
    /// # Errors
    /// [`RelationsError`] where the files don't fit or the kernel can't be had.
    pub fn with_weights(model: Arc<Model>, files: &[&[u8]], kernel: Kernel) -> Result<Self, RelationsError> {
        let file = WeightsFile::layered(files)?;
        let labels: Labels = serde_json::from_str(file.metadata("labels")?).map_err(|e| WeightsError::Labels(e.to_string()))?;
        let embeddings = &model.trunk.embeddings;
        debug_assert_eq!(embeddings.word_scales.len(), PIECES);
        let weights = Weights {
            version: file.metadata("version")?.to_owned(),
            trunk: TrunkWeights::read(&file, embeddings.words.clone(), embeddings.word_scales.clone(), true)?,
            hidden: file.linear("hidden", WIDTH, VECTORS * WIDTH)?,
            out: file.linear("out", labels.types.len() + labels.modes.len(), WIDTH)?,
            trigger: file.linear("trigger", 1, WIDTH)?,
            labels,
        };
        let ops = kernel.ops().ok_or(KernelError::Unsupported(kernel))?;
        Ok(Self { model, weights, ops, idle: Mutex::default() })
    }

    /// The version that the weights file states.
    pub fn version(&self) -> &str {
        &self.weights.version
    }

    /// Names of the types; the first is that of no relation.
    pub fn types(&self) -> &[String] {
        &self.weights.labels.types
    }

    /// Names of the modes, each `TYPE.mode`, or `TYPE.` for none of the type's modes.
    pub fn modes(&self) -> &[String] {
        &self.weights.labels.modes
    }

    /// The relation of every pair, in their order. A pair's relation does not depend on the others.
    pub fn read(&self, pairs: &[Pair<'_>]) -> Vec<Relation> {
        let mut workspace = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        let mut found = Vec::with_capacity(pairs.len());
        let mut sides: Vec<Vec<u8>> = Vec::new();
        for pair in pairs {
            let mut side = vec![0; pair.tokens.len()];
            pair.target.iter().for_each(|&i| side[i] = TARGET);
            pair.source.iter().for_each(|&i| side[i] = SOURCE);
            let words = pair.tokens.iter().zip(&side).map(|(t, &side)| (t.form.as_str(), t.quoted, side));
            workspace.pieces.push(&self.model, words, &mut workspace.batch);
            sides.push(side);
            if workspace.batch.len() >= BATCH {
                self.read_batch(&mut workspace, &mut sides, &mut found);
            }
        }
        if !sides.is_empty() {
            self.read_batch(&mut workspace, &mut sides, &mut found);
        }
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(workspace);
        found
    }

    fn read_batch(&self, workspace: &mut Workspace, sides: &mut Vec<Vec<u8>>, found: &mut Vec<Relation>) {
        let Workspace { batch, trunk, words, bytes, scales, trigger, vectors, hidden, scores, .. } = workspace;
        let rows = trunk.run(&self.weights.trunk, self.ops, batch);
        words.resize(batch.words.len() * WIDTH, 0.0);
        for (word, &(first, last)) in words.chunks_exact_mut(WIDTH).zip(&batch.words) {
            let (first, last) = (&rows[first * WIDTH..][..WIDTH], &rows[last * WIDTH..][..WIDTH]);
            word.iter_mut().zip(first).zip(last).for_each(|((w, a), b)| *w = 0.5 * (a + b));
        }
        let n = batch.words.len();
        linear(self.ops, &self.weights.trigger, quantised(self.ops, words, WIDTH, n, bytes, scales), scores);
        // A row of the output has room for more than its one value.
        trigger.clear();
        trigger.extend(scores.iter().step_by(self.weights.trigger.outputs()));
        vectors.clear();
        let mut triggers = Vec::with_capacity(sides.len());
        for (sentence, side) in batch.sentences.iter().zip(&*sides) {
            triggers.push(gather(sentence, side, words, trigger, vectors));
        }
        let count = sides.len();
        hidden.resize(count * WIDTH, 0.0);
        self.ops.linear_gelu(&self.weights.hidden, quantised(self.ops, vectors, VECTORS * WIDTH, count, bytes, scales), hidden);
        linear(self.ops, &self.weights.out, quantised(self.ops, hidden, WIDTH, count, bytes, scales), scores);
        let (types, labels) = (self.types().len(), self.types().len() + self.modes().len());
        for (scores, trigger) in scores.chunks_exact(self.weights.out.outputs()).zip(triggers) {
            found.push(Relation { types: probabilities(&scores[..types]), modes: probabilities(&scores[types..labels]), trigger });
        }
        batch.clear();
        sides.clear();
    }
}

/// Rows in 8 bits.
fn quantised<'w>(ops: Ops, data: &[f32], width: usize, rows: usize, bytes: &'w mut Vec<u8>, scales: &'w mut Vec<f32>) -> Quantised<'w> {
    bytes.resize(rows * width, 0);
    scales.resize(rows, 0.0);
    ops.quantise(Rows { data, stride: width, width }, bytes, scales);
    Quantised { bytes, scales }
}

/// Adds a pair's vectors; returns the index of the word that most likely tells the relation.
fn gather(sentence: &Stretch, side: &[u8], words: &[f32], trigger: &[f32], vectors: &mut Vec<f32>) -> usize {
    let first = sentence.words.start + 1;
    let word = |i: usize| &words[(first + i) * WIDTH..][..WIDTH];
    vectors.extend(&words[sentence.words.start * WIDTH..][..WIDTH]);
    for wanted in [SOURCE, TARGET] {
        let members: Vec<usize> = (0..side.len()).filter(|&i| side[i] == wanted).collect();
        let share = 1.0 / members.len().max(1) as f32;
        weighted(members.iter().map(|&i| (word(i), share)), vectors);
    }
    let scores = &trigger[first..first + side.len()];
    weighted(probabilities(scores).into_iter().enumerate().map(|(i, p)| (word(i), p)), vectors);
    largest(scores)
}

/// Adds the weighted sum of some rows.
fn weighted<'r>(rows: impl Iterator<Item = (&'r [f32], f32)>, out: &mut Vec<f32>) {
    let start = out.len();
    out.resize(start + WIDTH, 0.0);
    for (row, weight) in rows {
        out[start..].iter_mut().zip(row).for_each(|(sum, x)| *sum += weight * x);
    }
}
