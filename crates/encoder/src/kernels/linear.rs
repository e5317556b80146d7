//! A linear layer over rows of 8-bit activations: exact integer sums, then floats.

use super::float::gelu;
use super::isa::{Isa, LANES, Lanes};
use super::packed::PANEL;
use super::{Packed, Quantised};

/// Rows that share one pass over a panel: 6 × 4 sums fill 24 of the 32 registers of AVX-512.
const ROWS: usize = 6;

/// What becomes of a layer's values.
pub(super) trait Finish {
    /// What to store, from the value and what stands at its place.
    fn finish<I: Isa>(isa: I, value: I::V, place: &[f32; LANES]) -> I::V;
}

/// Stores them.
pub(super) struct Store;
/// Stores them through [`gelu`].
pub(super) struct Gelu;
/// Adds them to what stands there.
pub(super) struct Add;

impl Finish for Store {
    #[inline(always)]
    fn finish<I: Isa>(_: I, value: I::V, _: &[f32; LANES]) -> I::V {
        value
    }
}

impl Finish for Gelu {
    #[inline(always)]
    fn finish<I: Isa>(isa: I, value: I::V, _: &[f32; LANES]) -> I::V {
        gelu(isa, value)
    }
}

impl Finish for Add {
    #[inline(always)]
    fn finish<I: Isa>(isa: I, value: I::V, place: &[f32; LANES]) -> I::V {
        isa.load(place) + value
    }
}

/// Runs a layer over all rows: each panel of weights is read once and stays in the nearest cache meanwhile.
#[inline(always)]
pub(super) fn run<I: Isa, F: Finish>(isa: I, layer: &Packed, a: Quantised<'_>, out: &mut [f32]) {
    let rows = a.scales.len();
    let (inputs, outputs) = (layer.inputs(), layer.outputs());
    assert!(a.bytes.len() == rows * inputs && out.len() == rows * outputs);
    for panel in 0..outputs / PANEL {
        let mut row = 0;
        while row + ROWS <= rows {
            block::<I, F, ROWS>(isa, layer, panel, a, row, out);
            row += ROWS;
        }
        match rows - row {
            5 => block::<I, F, 5>(isa, layer, panel, a, row, out),
            4 => block::<I, F, 4>(isa, layer, panel, a, row, out),
            3 => block::<I, F, 3>(isa, layer, panel, a, row, out),
            2 => block::<I, F, 2>(isa, layer, panel, a, row, out),
            1 => block::<I, F, 1>(isa, layer, panel, a, row, out),
            _ => {}
        }
    }
}

/// `R` rows of one panel.
#[inline(always)]
fn block<I: Isa, F: Finish, const R: usize>(isa: I, layer: &Packed, panel: usize, a: Quantised<'_>, row: usize, out: &mut [f32]) {
    let (inputs, outputs) = (layer.inputs(), layer.outputs());
    let weights = &layer.weights[panel * PANEL * inputs..][..PANEL * inputs];
    let sums = isa.sums::<R>(&a.bytes[row * inputs..][..R * inputs], inputs, weights);
    let first = panel * PANEL;
    let offsets = layer.offsets[first..][..PANEL].as_chunks::<LANES>().0;
    let scales = layer.scales[first..][..PANEL].as_chunks::<LANES>().0;
    let biases = layer.biases[first..][..PANEL].as_chunks::<LANES>().0;
    for r in 0..R {
        let step = isa.splat(a.scales[row + r]);
        let places = out[(row + r) * outputs + first..][..PANEL].as_chunks_mut::<LANES>().0;
        let sums = sums[r].as_chunks::<LANES>().0;
        for v in 0..PANEL / LANES {
            let value = isa.differences(&sums[v], &offsets[v]) * step * isa.load(&scales[v]) + isa.load(&biases[v]);
            F::finish(isa, value, &places[v]).store(&mut places[v]);
        }
    }
}
