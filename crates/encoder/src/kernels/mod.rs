//! The arithmetic of the forward pass, in one version for each kind of processor, all with the same bits.
//!
//! Integer sums are exact, so their order is free, and each version may use the instructions that suit it.
//! Float code is written once, over sixteen lanes with a fixed order of every sum and without fused multiply-add, and
//! compiled for each kind of processor. The compiler neither reorders nor fuses float operations, so every version
//! gives what the scalar one gives.
//!
//! **Invariant:** this module is the only one in the project with `unsafe`. Memory is safe by checked slice lengths;
//! what is unsafe is to run instructions that the processor lacks, and [`Kernel::ops`] hands out a version only after
//! asking the processor.
#![allow(unsafe_code)]
#![allow(clippy::needless_range_loop, reason = "loops over lanes by index are what the compiler vectorises best")]

#[cfg(target_arch = "x86_64")]
mod avx2;
mod float;
mod isa;
mod linear;
mod packed;
mod scalar;
#[cfg(target_arch = "x86_64")]
mod vnni;

pub(crate) use float::{AttentionScratch, HEAD_WIDTH, HEADS, exp};
pub(crate) use packed::Packed;

use std::fmt;

/// Name of the environment variable that overrides the choice of kernel.
const KERNEL_VARIABLE: &str = "CHANCERY_KERNEL";

/// A version of the arithmetic. All give the same bits; they differ in speed alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kernel {
    /// Plain Rust, for any processor; the oracle that the others are tested against.
    Scalar,
    /// AVX2.
    Avx2,
    /// The 256-bit dot-product instruction of AVX-VNNI, or of AVX-512 VNNI at that width.
    AvxVnni,
    /// The 512-bit dot-product instruction of AVX-512 VNNI.
    Vnni,
}

/// A kernel was asked for that can't be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KernelError {
    /// No kernel has this name.
    Unknown(String),
    /// This processor lacks the instructions of the kernel.
    Unsupported(Kernel),
}

impl fmt::Display for KernelError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => {
                write!(f, "there is no kernel named \"{name}\"; set {KERNEL_VARIABLE} to scalar, avx2, avxvnni or vnni, or leave it unset")
            }
            Self::Unsupported(kernel) => write!(
                f,
                "this processor lacks the instructions of the kernel \"{}\"; leave {KERNEL_VARIABLE} unset to take the fastest that it has",
                kernel.name()
            ),
        }
    }
}

impl std::error::Error for KernelError {}

impl Kernel {
    /// All kernels, the slowest first.
    pub const ALL: [Self; 4] = [Self::Scalar, Self::Avx2, Self::AvxVnni, Self::Vnni];

    /// The name that [`Kernel::from_name`] reads.
    pub fn name(self) -> &'static str {
        match self {
            Self::Scalar => "scalar",
            Self::Avx2 => "avx2",
            Self::AvxVnni => "avxvnni",
            Self::Vnni => "vnni",
        }
    }

    /// The kernel of that name.
    ///
    /// # Errors
    /// [`KernelError::Unknown`] for a word that names no kernel.
    ///
    /// ```
    /// use chancery_encoder::Kernel;
    /// assert_eq!(Kernel::from_name("avx2"), Ok(Kernel::Avx2));
    /// assert!(Kernel::from_name("abacus").is_err());
    /// ```
    pub fn from_name(name: &str) -> Result<Self, KernelError> {
        Self::ALL.into_iter().find(|k| k.name() == name).ok_or_else(|| KernelError::Unknown(name.to_owned()))
    }

    /// True where this processor can run it.
    pub fn is_supported(self) -> bool {
        self.ops().is_some()
    }

    /// The fastest kernel that this processor can run.
    pub fn best() -> Self {
        Self::ALL.into_iter().rev().find(|k| k.is_supported()).unwrap_or(Self::Scalar)
    }

    /// The kernel named by the environment variable `CHANCERY_KERNEL`, else [`Kernel::best`].
    ///
    /// # Errors
    /// [`KernelError`] where the variable names no kernel, or one that this processor can't run.
    pub fn from_environment() -> Result<Self, KernelError> {
        let kernel = match std::env::var(KERNEL_VARIABLE) {
            Ok(name) if !name.is_empty() => Self::from_name(&name)?,
            _ => Self::best(),
        };
        if kernel.is_supported() { Ok(kernel) } else { Err(KernelError::Unsupported(kernel)) }
    }

    /// The operations of this kernel; `None` where the processor lacks its instructions.
    pub(crate) fn ops(self) -> Option<Ops> {
        let table = match self {
            Self::Scalar => Some(&baseline::TABLE),
            #[cfg(target_arch = "x86_64")]
            Self::Avx2 => is_x86_feature_detected!("avx2").then_some(&with_avx2::TABLE),
            #[cfg(target_arch = "x86_64")]
            Self::AvxVnni => {
                if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("avxvnni") {
                    Some(&with_avx_vnni::TABLE)
                } else {
                    has_avx512_vnni().then_some(&with_avx512_vnni_256::TABLE)
                }
            }
            #[cfg(target_arch = "x86_64")]
            Self::Vnni => has_avx512_vnni().then_some(&with_avx512_vnni::TABLE),
            #[cfg(not(target_arch = "x86_64"))]
            _ => None,
        };
        table.map(Ops)
    }
}

/// True where the processor has every feature that the two AVX-512 versions are compiled for.
#[cfg(target_arch = "x86_64")]
fn has_avx512_vnni() -> bool {
    is_x86_feature_detected!("avx2")
        && is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512dq")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512vnni")
}

/// Rows of activations in 8 bits: value = (byte − 128) × the row's scale.
#[derive(Clone, Copy)]
pub(crate) struct Quantised<'a> {
    /// One row after the other.
    pub bytes: &'a [u8],
    /// One scale a row.
    pub scales: &'a [f32],
}

/// Rows of floats inside a larger matrix: row `i` is `data[i * stride..][..width]`.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    /// From the first value of the first row on.
    pub data: &'a [f32],
    /// Values from the start of one row to the start of the next.
    pub stride: usize,
    /// Values in a row.
    pub width: usize,
}

impl<'a> Rows<'a> {
    /// Row `i`.
    #[inline(always)]
    pub fn row(self, i: usize) -> &'a [f32] {
        &self.data[i * self.stride..][..self.width]
    }
}

/// Weight and bias of a layer normalisation, one of each for every value of a row.
pub(crate) struct Norm {
    pub weight: Vec<f32>,
    pub bias: Vec<f32>,
}

/// The operations of one version.
struct Table {
    linear: unsafe fn(&Packed, Quantised<'_>, &mut [f32]),
    linear_gelu: unsafe fn(&Packed, Quantised<'_>, &mut [f32]),
    linear_add: unsafe fn(&Packed, Quantised<'_>, &mut [f32]),
    quantise: unsafe fn(Rows<'_>, &mut [u8], &mut [f32]),
    norm: unsafe fn(&mut [f32], &Norm, &mut [u8], &mut [f32]),
    attention: unsafe fn(&[f32], &mut [f32], &mut AttentionScratch),
    dots: unsafe fn(Rows<'_>, Rows<'_>, f32, &mut [f32]),
}

/// The operations of a version that this processor can run. Only [`Kernel::ops`] makes one.
#[derive(Clone, Copy)]
pub(crate) struct Ops(&'static Table);

impl Ops {
    /// `out = layer(a)`: a row of [`Packed::outputs`] floats for each row of `a`.
    pub fn linear(self, layer: &Packed, a: Quantised<'_>, out: &mut [f32]) {
        // SAFETY: the processor has the instructions (see `Kernel::ops`); so below.
        unsafe { (self.0.linear)(layer, a, out) }
    }

    /// `out = gelu(layer(a))`.
    pub fn linear_gelu(self, layer: &Packed, a: Quantised<'_>, out: &mut [f32]) {
        // SAFETY: as above.
        unsafe { (self.0.linear_gelu)(layer, a, out) }
    }

    /// `out = out + layer(a)`.
    pub fn linear_add(self, layer: &Packed, a: Quantised<'_>, out: &mut [f32]) {
        // SAFETY: as above.
        unsafe { (self.0.linear_add)(layer, a, out) }
    }

    /// Brings each row to 8 bits; as many rows as `scales` has places.
    pub fn quantise(self, rows: Rows<'_>, bytes: &mut [u8], scales: &mut [f32]) {
        // SAFETY: as above.
        unsafe { (self.0.quantise)(rows, bytes, scales) }
    }

    /// Layer normalisation of each row of `x` in place, with the result in 8 bits beside it.
    pub fn norm(self, x: &mut [f32], norm: &Norm, bytes: &mut [u8], scales: &mut [f32]) {
        // SAFETY: as above.
        unsafe { (self.0.norm)(x, norm, bytes, scales) }
    }

    /// Self-attention inside one sentence: rows of queries, keys and values in, rows of contexts out.
    pub fn attention(self, qkv: &[f32], context: &mut [f32], scratch: &mut AttentionScratch) {
        // SAFETY: as above.
        unsafe { (self.0.attention)(qkv, context, scratch) }
    }

    /// `out[i][j] = factor × a_i · b_j` for all rows; `out` has as many places as pairs, and `a` as many rows as follow.
    pub fn dots(self, a: Rows<'_>, b: Rows<'_>, factor: f32, out: &mut [f32], rows_of_b: usize) {
        if rows_of_b == 0 {
            return;
        }
        for (i, row) in out.chunks_exact_mut(rows_of_b).enumerate() {
            let a = Rows { data: a.row(i), stride: a.width, width: a.width };
            // SAFETY: as above.
            unsafe { (self.0.dots)(a, b, factor, row) }
        }
    }
}

/// Compiles every operation for one set of processor features.
macro_rules! version {
    ($(#[$meta:meta])* $module:ident, $isa:expr $(, $features:literal)?) => {
        $(#[$meta])*
        mod $module {
            use super::{AttentionScratch, Norm, Packed, Quantised, Rows, Table, float, linear};

            $(#[target_feature(enable = $features)])?
            unsafe fn plain(layer: &Packed, a: Quantised<'_>, out: &mut [f32]) {
                linear::run::<_, linear::Store>($isa, layer, a, out)
            }
            $(#[target_feature(enable = $features)])?
            unsafe fn gelu(layer: &Packed, a: Quantised<'_>, out: &mut [f32]) {
                linear::run::<_, linear::Gelu>($isa, layer, a, out)
            }
            $(#[target_feature(enable = $features)])?
            unsafe fn add(layer: &Packed, a: Quantised<'_>, out: &mut [f32]) {
                linear::run::<_, linear::Add>($isa, layer, a, out)
            }
            $(#[target_feature(enable = $features)])?
            unsafe fn quantise(rows: Rows<'_>, bytes: &mut [u8], scales: &mut [f32]) {
                float::quantise($isa, rows, bytes, scales)
            }
            $(#[target_feature(enable = $features)])?
            unsafe fn norm(x: &mut [f32], norm: &Norm, bytes: &mut [u8], scales: &mut [f32]) {
                float::norm($isa, x, norm, bytes, scales)
            }
            $(#[target_feature(enable = $features)])?
            unsafe fn attention(qkv: &[f32], context: &mut [f32], scratch: &mut AttentionScratch) {
                float::attention($isa, qkv, context, scratch)
            }
            $(#[target_feature(enable = $features)])?
            unsafe fn dots(a: Rows<'_>, b: Rows<'_>, factor: f32, out: &mut [f32]) {
                float::dots($isa, a.row(0), b, factor, out)
            }

            pub(super) static TABLE: Table =
                Table { linear: plain, linear_gelu: gelu, linear_add: add, quantise, norm, attention, dots };
        }
    };
}

// SAFETY: in each line, the caller of the table's functions vouches for the features named, and they are those that
// the proof stands for.
version!(baseline, crate::kernels::scalar::Scalar);
version!(
    #[cfg(target_arch = "x86_64")]
    with_avx2,
    unsafe { crate::kernels::avx2::Avx2::assume() },
    "avx2"
);
version!(
    #[cfg(target_arch = "x86_64")]
    with_avx_vnni,
    unsafe { crate::kernels::vnni::AvxVnni::assume() },
    "avx2,avxvnni"
);
version!(
    #[cfg(target_arch = "x86_64")]
    with_avx512_vnni_256,
    unsafe { crate::kernels::vnni::Avx512Vnni256::assume() },
    "avx2,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni"
);
version!(
    #[cfg(target_arch = "x86_64")]
    with_avx512_vnni,
    unsafe { crate::kernels::vnni::Avx512Vnni::assume() },
    "avx2,avx512f,avx512bw,avx512dq,avx512vl,avx512vnni"
);

#[cfg(test)]
mod tests;
