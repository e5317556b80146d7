//! What a kind of processor offers: sixteen floats side by side, and sums of products of bytes.
//!
//! Left to itself the compiler vectorises the same loops well in one place and with gathers in the next, so the lanes
//! are a type with one implementation for each kind of processor (this made the float parts three times as fast).
//! Every operation on floats is one that IEEE 754 defines to the bit.

use super::packed::PANEL;
use std::ops::{Add, Div, Mul, Sub};

/// Floats that go side by side.
pub(super) const LANES: usize = 16;
/// 1.5 × 2²³: adding it leaves a float's nearest whole number, ties to even, in the low bits.
pub(super) const ROUND: f32 = 12_582_912.0;
/// What turns the bits of `n + ROUND` into the exponent field of 2ⁿ, still to be shifted.
pub(super) const EXPONENT: i32 = 127i32.wrapping_sub(ROUND.to_bits() as i32);

/// Sixteen floats.
pub(super) trait Lanes: Copy + Add<Output = Self> + Sub<Output = Self> + Mul<Output = Self> + Div<Output = Self> {
    /// Writes them.
    fn store(self, to: &mut [f32; LANES]);
    /// In each lane `self` if it is larger, else `other`.
    fn larger(self, other: Self) -> Self;
    /// In each lane `self` if it is smaller, else `other`.
    fn smaller(self, other: Self) -> Self;
    /// Without signs.
    fn abs(self) -> Self;
    /// The sum, by halves: eight sums of two lanes eight apart, then four of these, and so on.
    fn sum(self) -> f32;
    /// The largest, by halves.
    fn largest(self) -> f32;
    /// 2ⁿ in each lane that holds n + [`ROUND`].
    fn power_of_two(self) -> Self;
    /// Writes n + 128 for each lane that holds n + [`ROUND`].
    fn store_bytes(self, to: &mut [u8; LANES]);
}

/// A kind of processor. A value is the proof that this one is of that kind, which makes the methods safe to call.
pub(super) trait Isa: Copy {
    /// Its sixteen floats.
    type V: Lanes;
    /// The same value in all lanes.
    fn splat(self, x: f32) -> Self::V;
    /// Reads sixteen floats.
    fn load(self, from: &[f32; LANES]) -> Self::V;
    /// The differences of whole numbers, as floats.
    fn differences(self, a: &[i32; LANES], b: &[i32; LANES]) -> Self::V;
    /// For `R` rows of bytes and the [`PANEL`] outputs of `panel`: the sums of byte × weight.
    fn sums<const R: usize>(self, a: &[u8], inputs: usize, panel: &[i8]) -> [[i32; PANEL]; R];
}
