//! The float code of every kernel: written once, over sixteen lanes, with a fixed order of every sum.
//!
//! Code that uses an [`Isa`] stands in loops, not in closures: a closure is a function of its own, compiled without the
//! processor's features, and nothing could be inlined into it.

use super::isa::{Isa, LANES, Lanes, ROUND};
use super::{Norm, Rows};

/// Attention heads.
pub(crate) const HEADS: usize = 12;
/// Width of a head.
pub(crate) const HEAD_WIDTH: usize = 32;
/// Width of the hidden rows.
const WIDTH: usize = HEADS * HEAD_WIDTH;
/// Width of a row of queries, keys and values.
const QKV: usize = 3 * WIDTH;
/// 1 / √32, the scale of attention scores.
const ATTENTION_SCALE: f32 = 0.176_776_69;
/// BERT's guard in layer normalisation.
const NORM_EPSILON: f32 = 1e-12;
/// A row without any value above this is all zeros in 8 bits.
const SMALLEST_ROW: f32 = 1e-9;
/// Taylor's terms of 2^f from the second on; for |f| ≤ ½ the rest is 2.4e-6.
const POWERS: [f32; 5] = [std::f32::consts::LN_2, 0.240_226_5, 0.055_504_11, 0.009_618_129, 0.001_333_355_8];

/// 2ᵗ for t ≤ 126, to 3e-6 of the value; below −115 as at −115.
#[inline(always)]
fn exp2<I: Isa>(isa: I, t: I::V) -> I::V {
    let t = t.larger(isa.splat(-115.0));
    let rounded = t + isa.splat(ROUND);
    let f = t - (rounded - isa.splat(ROUND));
    let mut p = isa.splat(POWERS[4]);
    for term in [POWERS[3], POWERS[2], POWERS[1], POWERS[0], 1.0] {
        p = p * f + isa.splat(term);
    }
    rounded.power_of_two() * p
}

/// eˣ for x ≤ 87, to 3e-6 of the value; below −79 as at −79.
pub(crate) fn exp(x: f32) -> f32 {
    let mut lanes = [0.0; LANES];
    exp2(super::scalar::Scalar, super::scalar::Scalar.splat(x * std::f32::consts::LOG2_E)).store(&mut lanes);
    lanes[0]
}

/// GELU, x·Φ(x), to 1e-5. erf(x/√2) is taken as x·P(x²)/Q(x²) for |x| ≤ 4.7, fitted by least squares with weights
/// moved to the largest errors (2.4e-6 in erf); the values are brought to 8 bits next, a step a thousand times that.
/// It costs half of Abramowitz and Stegun 7.1.26 with its exponential.
#[inline(always)]
pub(super) fn gelu<I: Isa>(isa: I, x: I::V) -> I::V {
    const END: f32 = 4.7;
    const P: [f32; 4] = [0.797_876_9, 0.054_943_95, 0.007_612_788_6, 6.537_841_5e-5];
    const Q: [f32; 4] = [1.0, 0.235_517_56, 0.023_782_34, 0.001_152_091_2];
    let c = x.smaller(isa.splat(END)).larger(isa.splat(-END));
    let u = c * c;
    let (mut p, mut q) = (isa.splat(P[3]), isa.splat(Q[3]));
    for i in [2, 1, 0] {
        p = p * u + isa.splat(P[i]);
        q = q * u + isa.splat(Q[i]);
    }
    let half = isa.splat(0.5) * x;
    half + half * (c * p / q)
}

/// One row to 8 bits with an offset of 128; gives the value of one step.
#[inline(always)]
fn quantise_row<I: Isa>(isa: I, row: &[[f32; LANES]], bytes: &mut [u8]) -> f32 {
    let mut max = isa.splat(SMALLEST_ROW);
    for chunk in row {
        max = isa.load(chunk).abs().larger(max);
    }
    let max = max.largest();
    let (factor, round) = (isa.splat(127.0 / max), isa.splat(ROUND));
    for (bytes, chunk) in bytes.as_chunks_mut::<LANES>().0.iter_mut().zip(row) {
        (isa.load(chunk) * factor + round).store_bytes(bytes);
    }
    max / 127.0
}

/// Rows to 8 bits: as many as `scales` has places. The width is a multiple of sixteen.
#[inline(always)]
pub(super) fn quantise<I: Isa>(isa: I, rows: Rows<'_>, bytes: &mut [u8], scales: &mut [f32]) {
    assert!(rows.width.is_multiple_of(LANES) && bytes.len() == rows.width * scales.len());
    for (i, (bytes, scale)) in bytes.chunks_exact_mut(rows.width).zip(scales).enumerate() {
        *scale = quantise_row(isa, rows.row(i).as_chunks().0, bytes);
    }
}

/// Layer normalisation of rows of the hidden width, in place, and the result in 8 bits.
#[inline(always)]
pub(super) fn norm<I: Isa>(isa: I, x: &mut [f32], norm: &Norm, bytes: &mut [u8], scales: &mut [f32]) {
    let weight = norm.weight[..WIDTH].as_chunks::<LANES>().0;
    let bias = norm.bias[..WIDTH].as_chunks::<LANES>().0;
    assert!(x.len() == WIDTH * scales.len() && bytes.len() == x.len());
    for ((row, bytes), scale) in x.chunks_exact_mut(WIDTH).zip(bytes.chunks_exact_mut(WIDTH)).zip(scales) {
        let row = row.as_chunks_mut::<LANES>().0;
        let mut total = isa.splat(0.0);
        for chunk in row.iter() {
            total = total + isa.load(chunk);
        }
        let mean = isa.splat(total.sum() / WIDTH as f32);
        let mut squares = isa.splat(0.0);
        for chunk in row.iter() {
            let d = isa.load(chunk) - mean;
            squares = squares + d * d;
        }
        let factor = isa.splat(1.0 / (squares.sum() / WIDTH as f32 + NORM_EPSILON).sqrt());
        for ((chunk, w), b) in row.iter_mut().zip(weight).zip(bias) {
            ((isa.load(chunk) - mean) * factor * isa.load(w) + isa.load(b)).store(chunk);
        }
        *scale = quantise_row(isa, row, bytes);
    }
}

/// `out[j] = factor × a · b_j`.
#[inline(always)]
pub(super) fn dots<I: Isa>(isa: I, a: &[f32], b: Rows<'_>, factor: f32, out: &mut [f32]) {
    assert!(a.len() == b.width && b.width.is_multiple_of(LANES));
    for (j, place) in out.iter_mut().enumerate() {
        let mut total = isa.splat(0.0);
        for (x, y) in a.as_chunks().0.iter().zip(b.row(j).as_chunks().0) {
            total = total + isa.load(x) * isa.load(y);
        }
        *place = total.sum() * factor;
    }
}

/// Queries that share one pass over keys and values.
const QUERIES: usize = 4;
/// Added to a score: below every score there is, and no infinity.
const WALL: f32 = -1e30;
/// Registers for the width of a head.
const HEAD_LANES: usize = HEAD_WIDTH / LANES;

/// Keys of sixteen pieces, turned: for each value of the head's width, that of all sixteen.
type KeyBlock = [[f32; LANES]; HEAD_WIDTH];

/// Working space of [`attention`], kept between calls.
#[derive(Default)]
pub(crate) struct AttentionScratch {
    /// Keys of one head; zero beyond the last piece.
    keys: Vec<KeyBlock>,
    /// Values of one head, for each piece.
    values: Vec<[[f32; LANES]; HEAD_LANES]>,
    /// Scores, then weights: [`QUERIES`] rows with a place for each key.
    scores: Vec<[f32; LANES]>,
}

/// Scores of [`QUERIES`] queries with `V` × 16 keys, before scaling.
#[inline(always)]
fn score<I: Isa, const V: usize>(isa: I, q: [&[f32; HEAD_WIDTH]; QUERIES], keys: &[KeyBlock; V]) -> [[I::V; V]; QUERIES] {
    let mut total = [[isa.splat(0.0); V]; QUERIES];
    for d in 0..HEAD_WIDTH {
        for v in 0..V {
            let key = isa.load(&keys[v][d]);
            for x in 0..QUERIES {
                total[x][v] = total[x][v] + isa.splat(q[x][d]) * key;
            }
        }
    }
    total
}

/// Scores to weights that are still to be divided by the sum returned. The last chunk is taken plus `wall`, and its
/// weights times `keep`, which shuts out what is beyond the last key. (To overwrite these places one by one and read
/// them at once again takes longer than all the exponentials of a short sentence.)
#[inline(always)]
fn soften<I: Isa>(isa: I, scores: &mut [[f32; LANES]], wall: &[f32; LANES], keep: &[f32; LANES]) -> f32 {
    let Some((last, full)) = scores.split_last_mut() else { return 1.0 };
    let end = isa.load(last) + isa.load(wall);
    let mut max = end;
    for chunk in full.iter() {
        max = isa.load(chunk).larger(max);
    }
    let max = isa.splat(max.largest());
    let scale = isa.splat(ATTENTION_SCALE * std::f32::consts::LOG2_E);
    let mut total = isa.splat(0.0);
    for chunk in full.iter_mut() {
        let weight = exp2(isa, (isa.load(chunk) - max) * scale);
        weight.store(chunk);
        total = total + weight;
    }
    let weight = exp2(isa, (end - max) * scale) * isa.load(keep);
    weight.store(last);
    (total + weight).sum()
}

/// Self-attention inside one sentence. `qkv` holds a row of queries, keys and values for each piece, `context` gets a
/// row for each.
#[inline(always)]
pub(super) fn attention<I: Isa>(isa: I, qkv: &[f32], context: &mut [f32], scratch: &mut AttentionScratch) {
    let rows = qkv.as_chunks::<QKV>().0;
    let context = context.as_chunks_mut::<WIDTH>().0;
    let n = rows.len();
    assert!(context.len() == n);
    if n == 0 {
        return;
    }
    let blocks = n.div_ceil(LANES);
    let AttentionScratch { keys, values, scores } = scratch;
    keys.clear();
    keys.resize(blocks, [[0.0; LANES]; HEAD_WIDTH]);
    values.resize(n, [[0.0; LANES]; HEAD_LANES]);
    scores.resize(QUERIES * blocks, [0.0; LANES]);
    let (mut wall, mut keep) = ([0.0; LANES], [1.0; LANES]);
    for l in n - (blocks - 1) * LANES..LANES {
        (wall[l], keep[l]) = (WALL, 0.0);
    }
    for head in 0..HEADS {
        for (block, rows) in keys.iter_mut().zip(rows.chunks(LANES)) {
            for (l, row) in rows.iter().enumerate() {
                let key = part(row, HEADS + head);
                for d in 0..HEAD_WIDTH {
                    block[d][l] = key[d];
                }
            }
        }
        for (value, row) in values.iter_mut().zip(rows) {
            value.as_flattened_mut().copy_from_slice(part(row, 2 * HEADS + head));
        }
        for first in (0..n).step_by(QUERIES) {
            // A query beyond the last is the last again, and is not stored.
            let q = [0, 1, 2, 3].map(|x| part(&rows[(first + x).min(n - 1)], head));
            let (pairs, rest) = keys.as_chunks::<2>();
            for (i, keys) in pairs.iter().enumerate() {
                let total = score::<I, 2>(isa, q, keys);
                for x in 0..QUERIES {
                    total[x][0].store(&mut scores[x * blocks + 2 * i]);
                    total[x][1].store(&mut scores[x * blocks + 2 * i + 1]);
                }
            }
            for keys in rest {
                let total = score::<I, 1>(isa, q, std::array::from_ref(keys));
                for x in 0..QUERIES {
                    total[x][0].store(&mut scores[x * blocks + blocks - 1]);
                }
            }
            let mut totals = [0.0; QUERIES];
            for x in 0..QUERIES {
                totals[x] = soften(isa, &mut scores[x * blocks..][..blocks], &wall, &keep);
            }
            let [w0, w1, w2, w3] = [0, 1, 2, 3].map(|x| scores[x * blocks..][..blocks].as_flattened());
            let mut sums = [[isa.splat(0.0); HEAD_LANES]; QUERIES];
            for ((((value, &w0), &w1), &w2), &w3) in values.iter().zip(w0).zip(w1).zip(w2).zip(w3) {
                let weights = [w0, w1, w2, w3];
                for v in 0..HEAD_LANES {
                    let value = isa.load(&value[v]);
                    for x in 0..QUERIES {
                        sums[x][v] = sums[x][v] + isa.splat(weights[x]) * value;
                    }
                }
            }
            for (x, context) in context[first..].iter_mut().take(QUERIES).enumerate() {
                let factor = isa.splat(1.0 / totals[x]);
                let place = &mut context.as_chunks_mut::<HEAD_WIDTH>().0[head];
                for (v, place) in place.as_chunks_mut::<LANES>().0.iter_mut().enumerate() {
                    (sums[x][v] * factor).store(place);
                }
            }
        }
    }
}

/// Part `i` of a row: twelve heads of queries, twelve of keys, twelve of values.
#[inline(always)]
fn part(row: &[f32; QKV], i: usize) -> &[f32; HEAD_WIDTH] {
    &row.as_chunks::<HEAD_WIDTH>().0[i]
}
