//! The dot-product instruction `vpdpbusd`: four products of an unsigned and a signed byte, added to a 32-bit sum
//! without saturation.

use super::avx2::{Avx2, fold, pair_isa};
use super::isa::{EXPONENT, Isa, LANES, Lanes};
use super::packed::{GROUP, PANEL};
use std::arch::x86_64::*;
use std::ops::{Add, Div, Mul, Sub};

/// A processor with AVX-512 (F, BW, DQ, VL) and its VNNI.
#[derive(Clone, Copy)]
pub(super) struct Avx512Vnni(());

/// A processor with AVX2 and AVX-VNNI.
#[derive(Clone, Copy)]
pub(super) struct AvxVnni(());

/// AVX-512 VNNI in 256-bit registers: the code of [`AvxVnni`] in another encoding, so that processors which have only
/// this one can test it.
#[derive(Clone, Copy)]
pub(super) struct Avx512Vnni256(());

/// Sixteen floats in one register. Only a processor with AVX-512 has one: [`Avx512Vnni`] alone makes them.
#[derive(Clone, Copy)]
pub(super) struct Single(__m512);

/// Implements an operator lane by lane.
macro_rules! operator {
    ($trait:ident, $method:ident, $instruction:ident) => {
        impl $trait for Single {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                // SAFETY: a `Single` proves AVX-512; so in the other methods.
                unsafe { Self($instruction(self.0, other.0)) }
            }
        }
    };
}

operator!(Add, add, _mm512_add_ps);
operator!(Sub, sub, _mm512_sub_ps);
operator!(Mul, mul, _mm512_mul_ps);
operator!(Div, div, _mm512_div_ps);

impl Lanes for Single {
    #[inline(always)]
    fn store(self, to: &mut [f32; LANES]) {
        // SAFETY: a `Single` proves AVX-512; the array has sixteen places.
        unsafe { _mm512_storeu_ps(to.as_mut_ptr(), self.0) }
    }

    #[inline(always)]
    fn larger(self, other: Self) -> Self {
        // SAFETY: a `Single` proves AVX-512; so below.
        unsafe { Self(_mm512_max_ps(self.0, other.0)) }
    }

    #[inline(always)]
    fn smaller(self, other: Self) -> Self {
        // SAFETY: as above.
        unsafe { Self(_mm512_min_ps(self.0, other.0)) }
    }

    #[inline(always)]
    fn abs(self) -> Self {
        // SAFETY: as above.
        unsafe { Self(_mm512_abs_ps(self.0)) }
    }

    #[inline(always)]
    fn sum(self) -> f32 {
        // SAFETY: as above.
        unsafe {
            let eight = _mm256_add_ps(_mm512_castps512_ps256(self.0), _mm512_extractf32x8_ps::<1>(self.0));
            fold!(eight, _mm_add_ps, _mm_add_ss)
        }
    }

    #[inline(always)]
    fn largest(self) -> f32 {
        // SAFETY: as above.
        unsafe {
            let eight = _mm256_max_ps(_mm512_castps512_ps256(self.0), _mm512_extractf32x8_ps::<1>(self.0));
            fold!(eight, _mm_max_ps, _mm_max_ss)
        }
    }

    #[inline(always)]
    fn power_of_two(self) -> Self {
        // SAFETY: as above.
        unsafe {
            let exponent = _mm512_add_epi32(_mm512_castps_si512(self.0), _mm512_set1_epi32(EXPONENT));
            Self(_mm512_castsi512_ps(_mm512_slli_epi32::<23>(exponent)))
        }
    }

    #[inline(always)]
    fn store_bytes(self, to: &mut [u8; LANES]) {
        // SAFETY: as above; the array has sixteen places.
        unsafe {
            let bytes = _mm512_cvtepi32_epi8(_mm512_castps_si512(self.0));
            _mm_storeu_si128(to.as_mut_ptr().cast(), _mm_xor_si128(bytes, _mm_set1_epi8(-128)));
        }
    }
}

impl Avx512Vnni {
    /// # Safety
    /// The processor must have AVX-512 F, BW, DQ, VL and VNNI.
    #[inline(always)]
    pub unsafe fn assume() -> Self {
        Self(())
    }
}

impl Isa for Avx512Vnni {
    type V = Single;

    #[inline(always)]
    fn splat(self, x: f32) -> Single {
        // SAFETY: `self` proves AVX-512; so below.
        unsafe { Single(_mm512_set1_ps(x)) }
    }

    #[inline(always)]
    fn load(self, from: &[f32; LANES]) -> Single {
        // SAFETY: as above; the array has sixteen values.
        unsafe { Single(_mm512_loadu_ps(from.as_ptr())) }
    }

    #[inline(always)]
    fn differences(self, a: &[i32; LANES], b: &[i32; LANES]) -> Single {
        // SAFETY: as above; the arrays have sixteen values.
        unsafe {
            let a = _mm512_loadu_si512(a.as_ptr().cast());
            let b = _mm512_loadu_si512(b.as_ptr().cast());
            Single(_mm512_cvtepi32_ps(_mm512_sub_epi32(a, b)))
        }
    }

    #[inline(always)]
    fn sums<const R: usize>(self, a: &[u8], inputs: usize, panel: &[i8]) -> [[i32; PANEL]; R] {
        assert!(a.len() == R * inputs && panel.len() == PANEL * inputs && inputs.is_multiple_of(GROUP));
        let mut sums = [[0i32; PANEL]; R];
        // SAFETY: `self` proves the features; the lengths are checked above.
        unsafe {
            let mut acc = [[_mm512_setzero_si512(); 4]; R];
            for step in 0..inputs / GROUP {
                let weights = panel.as_ptr().add(step * PANEL * GROUP).cast::<__m512i>();
                let w = [
                    _mm512_loadu_si512(weights),
                    _mm512_loadu_si512(weights.add(1)),
                    _mm512_loadu_si512(weights.add(2)),
                    _mm512_loadu_si512(weights.add(3)),
                ];
                for r in 0..R {
                    let group = a.as_ptr().add(r * inputs + step * GROUP).cast::<i32>().read_unaligned();
                    let x = _mm512_set1_epi32(group);
                    for v in 0..4 {
                        acc[r][v] = _mm512_dpbusd_epi32(acc[r][v], x, w[v]);
                    }
                }
            }
            for r in 0..R {
                for v in 0..4 {
                    _mm512_storeu_si512(sums[r].as_mut_ptr().add(v * 16).cast(), acc[r][v]);
                }
            }
        }
        sums
    }
}

/// Implements [`Isa`] with 256-bit registers: sixteen outputs at a time, so that six rows fit the sixteen registers.
macro_rules! isa_256 {
    ($name:ident, $dot:ident) => {
        impl $name {
            /// # Safety
            /// The processor must have AVX2 and the dot-product instruction.
            #[inline(always)]
            pub unsafe fn assume() -> Self {
                Self(())
            }

            #[inline(always)]
            fn avx2(self) -> Avx2 {
                // SAFETY: `self` proves AVX2.
                unsafe { Avx2::assume() }
            }
        }

        impl Isa for $name {
            pair_isa!();

            #[inline(always)]
            fn sums<const R: usize>(self, a: &[u8], inputs: usize, panel: &[i8]) -> [[i32; PANEL]; R] {
                assert!(a.len() == R * inputs && panel.len() == PANEL * inputs && inputs.is_multiple_of(GROUP));
                let mut sums = [[0i32; PANEL]; R];
                for first in (0..PANEL).step_by(16) {
                    // SAFETY: `self` proves the features; the lengths are checked above.
                    unsafe {
                        let mut acc = [[_mm256_setzero_si256(); 2]; R];
                        for step in 0..inputs / GROUP {
                            let weights = panel.as_ptr().add((step * PANEL + first) * GROUP).cast::<__m256i>();
                            let w = [_mm256_loadu_si256(weights), _mm256_loadu_si256(weights.add(1))];
                            for r in 0..R {
                                let group = a.as_ptr().add(r * inputs + step * GROUP).cast::<i32>().read_unaligned();
                                let x = _mm256_set1_epi32(group);
                                for v in 0..2 {
                                    acc[r][v] = $dot(acc[r][v], x, w[v]);
                                }
                            }
                        }
                        for r in 0..R {
                            for v in 0..2 {
                                let place = sums[r][first + v * 8..first + v * 8 + 8].as_mut_ptr();
                                _mm256_storeu_si256(place.cast(), acc[r][v]);
                            }
                        }
                    }
                }
                sums
            }
        }
    };
}

isa_256!(AvxVnni, _mm256_dpbusd_avx_epi32);
isa_256!(Avx512Vnni256, _mm256_dpbusd_epi32);
