//! The trunk: word pieces in, one hidden row for each out.
//!
//! Sentences lie one after the other without padding. Linear layers run over all rows of a batch, so the weights are
//! read once for all of them; attention runs inside each sentence. A row's values depend on its own sentence alone, to
//! the bit, whatever else is in the batch.

use crate::kernels::{AttentionScratch, Ops, Quantised, Rows};
use crate::model::{INNER, PIECES, POSITIONS, TrunkWeights, WIDTH};
use std::ops::Range;

/// The piece that opens a sequence; its row stands for the root.
const OPEN: u32 = 101;
/// The piece that closes a sequence.
const CLOSE: u32 = 102;
/// The piece for what the vocabulary lacks.
const UNKNOWN: u32 = 100;
/// Most words in a sentence: one piece each beside the opening and the closing one.
pub(crate) const MAX_WORDS: usize = POSITIONS - 2;
/// Rows that pass through both feed-forward layers together, so that what is between stays in the second-level cache
/// (48 × 1536 floats are 295 KB).
const BLOCK: usize = 48;

/// A word as the trunk reads it.
pub(crate) struct Word<'a> {
    pub pieces: &'a [u32],
    pub shape: u8,
    pub quoted: bool,
    /// 0 outside a marked pair, 1 in its source, 2 in its target.
    pub side: u8,
}

/// What one row of the first layer is made from.
struct Piece {
    id: u32,
    position: usize,
    shape: u8,
    quoted: bool,
    side: u8,
}

/// A sentence within a batch.
pub(crate) struct Stretch {
    /// Its rows of pieces.
    pub pieces: Range<usize>,
    /// Its entries in [`Batch::words`]: the root, then its words.
    pub words: Range<usize>,
}

/// Sentences that are read together.
#[derive(Default)]
pub(crate) struct Batch {
    pieces: Vec<Piece>,
    /// First and last row of each word; the root's is the row of the opening piece.
    pub words: Vec<(usize, usize)>,
    pub sentences: Vec<Stretch>,
}

impl Batch {
    /// Number of rows.
    pub fn len(&self) -> usize {
        self.pieces.len()
    }

    /// Takes all sentences out.
    pub fn clear(&mut self) {
        self.pieces.clear();
        self.words.clear();
        self.sentences.clear();
    }

    /// Adds a sentence of at most [`MAX_WORDS`] words. Where not all pieces fit, a word keeps its pieces as long as one
    /// is left for every word after it, else its first piece.
    pub fn push(&mut self, words: &[Word<'_>]) {
        debug_assert!(words.len() <= MAX_WORDS);
        let (first_piece, first_word) = (self.pieces.len(), self.words.len());
        self.pieces.push(Piece { id: OPEN, position: 0, shape: 0, quoted: false, side: 0 });
        self.words.push((first_piece, first_piece));
        for (i, word) in words.iter().enumerate() {
            let start = self.pieces.len();
            let free = (POSITIONS - 1).saturating_sub(start - first_piece + (words.len() - 1 - i));
            let kept = if word.pieces.len() <= free { word.pieces } else { &word.pieces[..1] };
            let ids = if kept.is_empty() { &[UNKNOWN] } else { kept };
            for &id in ids {
                let id = if (id as usize) < PIECES { id } else { UNKNOWN };
                let position = self.pieces.len() - first_piece;
                self.pieces.push(Piece { id, position, shape: word.shape, quoted: word.quoted, side: word.side });
            }
            self.words.push((start, self.pieces.len() - 1));
        }
        let position = self.pieces.len() - first_piece;
        self.pieces.push(Piece { id: CLOSE, position, shape: 0, quoted: false, side: 0 });
        self.sentences.push(Stretch { pieces: first_piece..self.pieces.len(), words: first_word..self.words.len() });
    }
}

/// Working space of the trunk, kept between batches.
#[derive(Default)]
pub(crate) struct Trunk {
    hidden: Vec<f32>,
    bytes: Vec<u8>,
    scales: Vec<f32>,
    qkv: Vec<f32>,
    context: Vec<f32>,
    inner: Vec<f32>,
    inner_bytes: Vec<u8>,
    inner_scales: Vec<f32>,
    attention: AttentionScratch,
}

impl Trunk {
    /// The hidden rows of all pieces of a batch, each [`WIDTH`] long.
    pub fn run(&mut self, weights: &TrunkWeights, ops: Ops, batch: &Batch) -> &[f32] {
        let rows = batch.len();
        self.hidden.resize(rows * WIDTH, 0.0);
        self.bytes.resize(rows * WIDTH, 0);
        self.scales.resize(rows, 0.0);
        self.qkv.resize(rows * 3 * WIDTH, 0.0);
        self.context.resize(rows * WIDTH, 0.0);
        embed(weights, &batch.pieces, &mut self.hidden);
        ops.norm(&mut self.hidden, &weights.embeddings.norm, &mut self.bytes, &mut self.scales);
        for layer in &weights.layers {
            ops.linear(&layer.qkv, Quantised { bytes: &self.bytes, scales: &self.scales }, &mut self.qkv);
            for sentence in &batch.sentences {
                let Range { start, end } = sentence.pieces;
                let context = &mut self.context[start * WIDTH..end * WIDTH];
                ops.attention(&self.qkv[start * 3 * WIDTH..end * 3 * WIDTH], context, &mut self.attention);
            }
            let context = Rows { data: &self.context, stride: WIDTH, width: WIDTH };
            ops.quantise(context, &mut self.bytes, &mut self.scales);
            ops.linear_add(&layer.out, Quantised { bytes: &self.bytes, scales: &self.scales }, &mut self.hidden);
            ops.norm(&mut self.hidden, &layer.norm1, &mut self.bytes, &mut self.scales);
            let blocks = self.hidden.chunks_mut(BLOCK * WIDTH);
            for ((hidden, bytes), scales) in blocks.zip(self.bytes.chunks_mut(BLOCK * WIDTH)).zip(self.scales.chunks_mut(BLOCK)) {
                let rows = scales.len();
                self.inner.resize(rows * INNER, 0.0);
                self.inner_bytes.resize(rows * INNER, 0);
                self.inner_scales.resize(rows, 0.0);
                ops.linear_gelu(&layer.inner, Quantised { bytes, scales }, &mut self.inner);
                let inner = Rows { data: &self.inner, stride: INNER, width: INNER };
                ops.quantise(inner, &mut self.inner_bytes, &mut self.inner_scales);
                let inner = Quantised { bytes: &self.inner_bytes, scales: &self.inner_scales };
                ops.linear_add(&layer.outer, inner, hidden);
                ops.norm(hidden, &layer.norm2, bytes, scales);
            }
        }
        &self.hidden
    }
}

/// The sum of what a piece, its position, its shape, its quotation marks and its side bring in; the order of the sum is fixed.
fn embed(weights: &TrunkWeights, pieces: &[Piece], hidden: &mut [f32]) {
    let e = &weights.embeddings;
    for (row, piece) in hidden.chunks_exact_mut(WIDTH).zip(pieces) {
        let id = piece.id as usize;
        let word = &e.words[id * WIDTH..][..WIDTH];
        let scale = e.word_scales[id];
        let position = &e.positions[piece.position * WIDTH..][..WIDTH];
        let shape = &e.shapes[usize::from(piece.shape) * WIDTH..][..WIDTH];
        let quoted = &e.quoted[usize::from(piece.quoted) * WIDTH..][..WIDTH];
        for i in 0..WIDTH {
            let word = f32::from(word[i] as i8) * scale;
            row[i] = word + position[i] + e.kind[i] + shape[i] + quoted[i];
        }
        if let Some(side) = e.sides.get(usize::from(piece.side) * WIDTH..).and_then(|s| s.get(..WIDTH)) {
            row.iter_mut().zip(side).for_each(|(x, s)| *x += s);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Batch, MAX_WORDS, Trunk, UNKNOWN, Word};
    use crate::kernels::Kernel;
    use crate::random_weights::model;

    #[test]
    fn a_sentence_has_its_pieces_between_two_special_ones() {
        let mut batch = Batch::default();
        let word = |pieces| Word { pieces, shape: 1, quoted: false, side: 0 };
        batch.push(&[word(&[7, 8]), word(&[]), word(&[999_999])]);
        batch.push(&[word(&[5])]);
        let ids: Vec<u32> = batch.pieces.iter().map(|p| p.id).collect();
        assert_eq!(ids, [101, 7, 8, UNKNOWN, UNKNOWN, 102, 101, 5, 102]);
        assert_eq!(batch.words, [(0, 0), (1, 2), (3, 3), (4, 4), (6, 6), (7, 7)]);
        assert_eq!(batch.pieces[8].position, 2);
    }

    #[test]
    fn words_that_do_not_fit_keep_one_piece() {
        let pieces = [9; 12];
        for words in [42, 43, 60, 200, MAX_WORDS] {
            let mut batch = Batch::default();
            let list: Vec<Word<'_>> = (0..words).map(|_| Word { pieces: &pieces, shape: 1, quoted: false, side: 0 }).collect();
            batch.push(&list);
            assert!(batch.len() <= 512, "{words} words take {}", batch.len());
            assert!(words > 42 || batch.len() == 2 + 12 * words);
            assert_eq!(batch.words.len(), words + 1);
        }
    }

    #[test]
    fn the_bits_are_those_of_every_other_machine() {
        let mut batch = Batch::default();
        for (length, quoted) in [(1, false), (9, true), (40, false)] {
            let pieces: Vec<u32> = (0..length).map(|i| 1000 + 997 * i % 29_000).collect();
            let words: Vec<Word<'_>> = pieces.chunks(2).map(|pieces| Word { pieces, shape: 1, quoted, side: 0 }).collect();
            batch.push(&words);
        }
        for kernel in Kernel::ALL {
            let Some(ops) = kernel.ops() else { continue };
            let mut trunk = Trunk::default();
            let rows = trunk.run(&model().trunk, ops, &batch);
            // FNV-1a over the bits.
            let hash = rows
                .iter()
                .flat_map(|x| x.to_le_bytes())
                .fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3));
            assert_eq!(hash, 10_238_005_995_933_000_422, "{}", kernel.name());
        }
    }
}
