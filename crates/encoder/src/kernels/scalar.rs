//! Plain Rust: the oracle, and the version for processors without one of their own.

use super::isa::{EXPONENT, Isa, LANES, Lanes};
use super::packed::{GROUP, MAX_INPUTS, PANEL};
use std::ops::{Add, Div, Mul, Sub};

/// Any processor.
#[derive(Clone, Copy)]
pub(super) struct Scalar;

/// Sixteen floats in an array.
#[derive(Clone, Copy)]
pub(super) struct Array([f32; LANES]);

/// Implements an operator lane by lane.
macro_rules! operator {
    ($trait:ident, $method:ident, $op:tt) => {
        impl $trait for Array {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                let mut lanes = [0.0; LANES];
                for l in 0..LANES {
                    lanes[l] = self.0[l] $op other.0[l];
                }
                Self(lanes)
            }
        }
    };
}

operator!(Add, add, +);
operator!(Sub, sub, -);
operator!(Mul, mul, *);
operator!(Div, div, /);

impl Array {
    /// Joins the lanes by halves.
    #[inline(always)]
    fn fold(mut self, join: impl Fn(f32, f32) -> f32) -> f32 {
        let mut half = LANES / 2;
        while half > 0 {
            for l in 0..half {
                self.0[l] = join(self.0[l], self.0[l + half]);
            }
            half /= 2;
        }
        self.0[0]
    }
}

impl Lanes for Array {
    #[inline(always)]
    fn store(self, to: &mut [f32; LANES]) {
        *to = self.0;
    }

    #[inline(always)]
    fn larger(mut self, other: Self) -> Self {
        for l in 0..LANES {
            self.0[l] = if self.0[l] > other.0[l] { self.0[l] } else { other.0[l] };
        }
        self
    }

    #[inline(always)]
    fn smaller(mut self, other: Self) -> Self {
        for l in 0..LANES {
            self.0[l] = if self.0[l] < other.0[l] { self.0[l] } else { other.0[l] };
        }
        self
    }

    #[inline(always)]
    fn abs(self) -> Self {
        Self(self.0.map(f32::abs))
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        self.fold(|a, b| a + b)
    }

    #[inline(always)]
    fn largest(self) -> f32 {
        self.fold(|a, b| if a > b { a } else { b })
    }

    #[inline(always)]
    fn power_of_two(mut self) -> Self {
        for l in 0..LANES {
            self.0[l] = f32::from_bits(self.0[l].to_bits().wrapping_add(EXPONENT as u32) << 23);
        }
        self
    }

    #[inline(always)]
    fn store_bytes(self, to: &mut [u8; LANES]) {
        for l in 0..LANES {
            to[l] = self.0[l].to_bits() as u8 ^ 0x80;
        }
    }
}

/// Rows that go through the weights together.
const PAIR: usize = 2;

/// Bytes of a row as floats.
#[inline(always)]
fn floats(row: &[u8]) -> [[f32; GROUP]; MAX_INPUTS / GROUP] {
    let mut floats = [[0.0; GROUP]; MAX_INPUTS / GROUP];
    for (f, &b) in floats.as_flattened_mut().iter_mut().zip(row) {
        *f = f32::from(b);
    }
    floats
}

impl Isa for Scalar {
    type V = Array;

    #[inline(always)]
    fn splat(self, x: f32) -> Array {
        Array([x; LANES])
    }

    #[inline(always)]
    fn load(self, from: &[f32; LANES]) -> Array {
        Array(*from)
    }

    #[inline(always)]
    fn differences(self, a: &[i32; LANES], b: &[i32; LANES]) -> Array {
        let mut lanes = [0.0; LANES];
        for l in 0..LANES {
            lanes[l] = a[l].wrapping_sub(b[l]) as f32;
        }
        Array(lanes)
    }

    /// Sums as floats, four for each output: at most 512 products of at most 255 × 128 stay below 2²⁴, so each is a
    /// whole number that a float holds exactly. Every processor multiplies floats well; for bytes each has its own way.
    #[inline(always)]
    fn sums<const R: usize>(self, a: &[u8], inputs: usize, panel: &[i8]) -> [[i32; PANEL]; R] {
        let mut sums = [[0i32; PANEL]; R];
        for (sums, a) in sums.chunks_mut(PAIR).zip(a.chunks(PAIR * inputs)) {
            // The last row may be without a second.
            let rows = [floats(&a[..inputs]), floats(&a[a.len() - inputs..])];
            for strip in 0..PANEL * GROUP / LANES {
                let mut totals = [[0f32; LANES]; PAIR];
                let steps = panel.as_chunks::<{ PANEL * GROUP }>().0;
                for ((step, x0), x1) in steps.iter().zip(&rows[0]).zip(&rows[1]) {
                    let weights = &step.as_chunks::<LANES>().0[strip];
                    for l in 0..LANES {
                        let w = f32::from(weights[l]);
                        totals[0][l] += x0[l % GROUP] * w;
                        totals[1][l] += x1[l % GROUP] * w;
                    }
                }
                for (sums, totals) in sums.iter_mut().zip(totals) {
                    let places = &mut sums.as_chunks_mut::<{ LANES / GROUP }>().0[strip];
                    for (place, parts) in places.iter_mut().zip(totals.as_chunks::<GROUP>().0) {
                        *place = parts.iter().map(|&p| p as i32).sum();
                    }
                }
            }
        }
        sums
    }
}
