//! AVX2. Its product of unsigned and signed bytes saturates at 16 bits, so both are widened to 16 bits first;
//! `vpmaddwd` is exact then.

use super::isa::{EXPONENT, Isa, LANES, Lanes};
use super::packed::{GROUP, PANEL};
use std::arch::x86_64::*;
use std::ops::{Add, Div, Mul, Sub};

/// A processor with AVX2.
#[derive(Clone, Copy)]
pub(super) struct Avx2(());

impl Avx2 {
    /// # Safety
    /// The processor must have AVX2.
    #[inline(always)]
    pub unsafe fn assume() -> Self {
        Self(())
    }
}

/// Sixteen floats in two registers. Only a processor with AVX2 has one: [`Avx2`] alone makes them.
#[derive(Clone, Copy)]
pub(super) struct Pair(__m256, __m256);

/// Implements an operator lane by lane.
macro_rules! operator {
    ($trait:ident, $method:ident, $instruction:ident) => {
        impl $trait for Pair {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                // SAFETY: a `Pair` proves AVX2; so in the other methods.
                unsafe { Self($instruction(self.0, other.0), $instruction(self.1, other.1)) }
            }
        }
    };
}

operator!(Add, add, _mm256_add_ps);
operator!(Sub, sub, _mm256_sub_ps);
operator!(Mul, mul, _mm256_mul_ps);
operator!(Div, div, _mm256_div_ps);

/// Joins eight lanes by halves.
macro_rules! fold {
    ($eight:expr, $four:ident, $one:ident) => {{
        let eight = $eight;
        let four = $four(_mm256_castps256_ps128(eight), _mm256_extractf128_ps::<1>(eight));
        let two = $four(four, _mm_movehl_ps(four, four));
        _mm_cvtss_f32($one(two, _mm_shuffle_ps::<1>(two, two)))
    }};
}
pub(super) use fold;

impl Lanes for Pair {
    #[inline(always)]
    fn store(self, to: &mut [f32; LANES]) {
        // SAFETY: a `Pair` proves AVX2; the array has sixteen places.
        unsafe {
            _mm256_storeu_ps(to.as_mut_ptr(), self.0);
            _mm256_storeu_ps(to.as_mut_ptr().add(8), self.1);
        }
    }

    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        // SAFETY: a `Pair` proves AVX2; so below.
        unsafe { Self(_mm256_max_ps(self.0, other.0), _mm256_max_ps(self.1, other.1)) }
    }

    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        // SAFETY: as above.
        unsafe { Self(_mm256_min_ps(self.0, other.0), _mm256_min_ps(self.1, other.1)) }
    }

    #[inline(always)]
    fn abs(self) -> Self {
        // SAFETY: as above.
        unsafe {
            let sign = _mm256_set1_ps(-0.0);
            Self(_mm256_andnot_ps(sign, self.0), _mm256_andnot_ps(sign, self.1))
        }
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        // SAFETY: as above.
        unsafe { fold!(_mm256_add_ps(self.0, self.1), _mm_add_ps, _mm_add_ss) }
    }

    #[inline(always)]
    fn largest(self) -> f32 {
        // SAFETY: as above.
        unsafe { fold!(_mm256_max_ps(self.0, self.1), _mm_max_ps, _mm_max_ss) }
    }

    #[inline(always)]
    fn power_of_two(self) -> Self {
        // SAFETY: as above.
        unsafe {
            let exponent = _mm256_set1_epi32(EXPONENT);
            let low = _mm256_add_epi32(_mm256_castps_si256(self.0), exponent);
            let high = _mm256_add_epi32(_mm256_castps_si256(self.1), exponent);
            Self(_mm256_castsi256_ps(_mm256_slli_epi32::<23>(low)), _mm256_castsi256_ps(_mm256_slli_epi32::<23>(high)))
        }
    }

    #[inline(always)]
    fn store_bytes(self, to: &mut [u8; LANES]) {
        // SAFETY: as above; the array has sixteen places.
        unsafe {
            let mask = _mm256_set1_epi32(0xff);
            let low = _mm256_and_si256(_mm256_castps_si256(self.0), mask);
            let high = _mm256_and_si256(_mm256_castps_si256(self.1), mask);
            let words = _mm256_permute4x64_epi64::<0b11_01_10_00>(_mm256_packus_epi32(low, high));
            let bytes = _mm_packus_epi16(_mm256_castsi256_si128(words), _mm256_extracti128_si256::<1>(words));
            _mm_storeu_si128(to.as_mut_ptr().cast(), _mm_xor_si128(bytes, _mm_set1_epi8(-128)));
        }
    }
}

/// The float half of [`Isa`] for processors whose sixteen floats are a [`Pair`].
macro_rules! pair_isa {
    () => {
        type V = crate::kernels::avx2::Pair;

        #[inline(always)]
        fn splat(self, x: f32) -> Self::V {
            self.avx2().pair(x)
        }

        #[inline(always)]
        fn load(self, from: &[f32; LANES]) -> Self::V {
            self.avx2().load_pair(from)
        }

        #[inline(always)]
        fn differences(self, a: &[i32; LANES], b: &[i32; LANES]) -> Self::V {
            self.avx2().difference_pair(a, b)
        }
    };
}
pub(super) use pair_isa;

impl Avx2 {
    #[inline(always)]
    fn avx2(self) -> Self {
        self
    }

    /// The same value in all lanes.
    #[inline(always)]
    pub fn pair(self, x: f32) -> Pair {
        // SAFETY: `self` proves AVX2; so below.
        unsafe { Pair(_mm256_set1_ps(x), _mm256_set1_ps(x)) }
    }

    /// Reads sixteen floats.
    #[inline(always)]
    pub fn load_pair(self, from: &[f32; LANES]) -> Pair {
        // SAFETY: as above; the array has sixteen values.
        unsafe { Pair(_mm256_loadu_ps(from.as_ptr()), _mm256_loadu_ps(from.as_ptr().add(8))) }
    }

    /// Differences of whole numbers, as floats.
    #[inline(always)]
    pub fn difference_pair(self, a: &[i32; LANES], b: &[i32; LANES]) -> Pair {
        // SAFETY: as above; the arrays have sixteen values.
        unsafe {
            let (a, b) = (a.as_ptr().cast::<__m256i>(), b.as_ptr().cast::<__m256i>());
            let low = _mm256_sub_epi32(_mm256_loadu_si256(a), _mm256_loadu_si256(b));
            let high = _mm256_sub_epi32(_mm256_loadu_si256(a.add(1)), _mm256_loadu_si256(b.add(1)));
            Pair(_mm256_cvtepi32_ps(low), _mm256_cvtepi32_ps(high))
        }
    }
}

/// Outputs of one strip: sums of sixteen outputs in halves take four registers a row.
const STRIP: usize = 16;

impl Isa for Avx2 {
    pair_isa!();

    #[inline(always)]
    fn sums<const R: usize>(self, a: &[u8], inputs: usize, panel: &[i8]) -> [[i32; PANEL]; R] {
        assert!(a.len() == R * inputs && panel.len() == PANEL * inputs && inputs.is_multiple_of(GROUP));
        let mut sums = [[0i32; PANEL]; R];
        for first in (0..PANEL).step_by(STRIP) {
            let mut row = 0;
            // SAFETY: `self` proves AVX2; the lengths are checked above.
            unsafe {
                while row + 3 <= R {
                    strip::<3>(&a[row * inputs..], inputs, panel, first, &mut sums[row..]);
                    row += 3;
                }
                match R - row {
                    2 => strip::<2>(&a[row * inputs..], inputs, panel, first, &mut sums[row..]),
                    1 => strip::<1>(&a[row * inputs..], inputs, panel, first, &mut sums[row..]),
                    _ => {}
                }
            }
        }
        sums
    }
}

/// `R` rows (at most 3, so that the sums stay in the sixteen registers) by [`STRIP`] outputs from `first` on.
///
/// # Safety
/// The processor must have AVX2; `a` holds `R` rows, `panel` a whole panel, `sums` `R` rows.
#[inline(always)]
unsafe fn strip<const R: usize>(a: &[u8], inputs: usize, panel: &[i8], first: usize, sums: &mut [[i32; PANEL]]) {
    debug_assert!(a.len() >= R * inputs && panel.len() == PANEL * inputs && sums.len() >= R);
    // SAFETY: the caller vouches for AVX2 and the lengths; the end of the last read from `panel` is
    // (inputs / 4 − 1) × 256 + 48 × 4 + 48 + 16 = inputs × 64.
    unsafe {
        let mut acc = [[_mm256_setzero_si256(); 4]; R];
        let activations = a.as_ptr();
        for step in 0..inputs / GROUP {
            let weights = panel.as_ptr().add((step * PANEL + first) * GROUP);
            let mut x = [_mm256_setzero_si256(); R];
            for r in 0..R {
                let group = activations.add(r * inputs + step * GROUP).cast::<i32>().read_unaligned();
                x[r] = _mm256_cvtepu8_epi16(_mm_set1_epi32(group));
            }
            for v in 0..4 {
                let w = _mm256_cvtepi8_epi16(_mm_loadu_si128(weights.add(v * 16).cast()));
                for r in 0..R {
                    acc[r][v] = _mm256_add_epi32(acc[r][v], _mm256_madd_epi16(x[r], w));
                }
            }
        }
        for r in 0..R {
            let place = sums[r][first..first + STRIP].as_mut_ptr();
            for half in 0..2 {
                // Neighbours are the two halves of one output's sum.
                let whole = _mm256_hadd_epi32(acc[r][2 * half], acc[r][2 * half + 1]);
                let ordered = _mm256_permute4x64_epi64::<0b11_01_10_00>(whole);
                _mm256_storeu_si256(place.add(half * 8).cast(), ordered);
            }
        }
    }
}
