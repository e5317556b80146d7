//! Every kernel that this processor has against the scalar one, bit for bit, and the scalar one against plain sums.

use super::float::{HEAD_WIDTH, HEADS, exp};
use super::isa::{Isa, LANES, Lanes};
use super::scalar::Scalar;
use super::{AttentionScratch, Kernel, KernelError, Norm, Ops, Packed, Quantised, Rows};
use crate::random_weights::Numbers;

const WIDTH: usize = HEADS * HEAD_WIDTH;

fn others() -> impl Iterator<Item = (Kernel, Ops)> {
    Kernel::ALL.into_iter().skip(1).filter_map(|k| Some((k, k.ops()?)))
}

fn scalar() -> Ops {
    Kernel::Scalar.ops().expect("runs everywhere")
}

/// Runs `operation` with the scalar kernel and every other: all must give the same bits.
fn check(what: &str, operation: impl Fn(Ops) -> (Vec<f32>, Vec<u8>)) {
    let (floats, bytes) = operation(scalar());
    let bits = |v: &[f32]| v.iter().map(|x| x.to_bits()).collect::<Vec<_>>();
    for (kernel, ops) in others() {
        let (f, b) = operation(ops);
        assert!(bits(&f) == bits(&floats) && b == bytes, "{what} differs with {}", kernel.name());
    }
}

#[test]
fn integer_sums_are_exact() {
    let numbers = &mut Numbers::new(5);
    // The largest values first: 255 × ±127 saturates 16 bits.
    for (weight, byte) in [(127i8, 255u8), (-127, 255), (-128, 255), (127, 0), (0, 0)] {
        let layer = Packed::new(&[weight as u8; 64 * 384], &[1.0; 64], &[0.0; 64], 384);
        let mut out = [0f32; 64];
        for kernel in Kernel::ALL {
            let Some(ops) = kernel.ops() else { continue };
            ops.linear(&layer, Quantised { bytes: &[byte; 384], scales: &[1.0] }, &mut out);
            let exact = 384 * (i32::from(byte) - 128) * i32::from(weight);
            assert_eq!(out, [exact as f32; 64], "{}", kernel.name());
        }
    }
    for round in 0..40 {
        let (rows, inputs, outputs) = (1 + numbers.below(14), 16 * (1 + numbers.below(30)), 1 + numbers.below(150));
        let weights = numbers.weights(inputs * outputs);
        let (scales, biases) = (numbers.floats(outputs, 0.1), numbers.floats(outputs, 3.0));
        let layer = Packed::new(&weights, &scales, &biases, inputs);
        let bytes: Vec<u8> = (0..rows * inputs).map(|_| numbers.next() as u8).collect();
        let steps = numbers.floats(rows, 0.1);
        let input = Quantised { bytes: &bytes, scales: &steps };
        let mut out = vec![0.0; rows * layer.outputs()];
        scalar().linear(&layer, input, &mut out);
        for (row, out) in out.chunks_exact(layer.outputs()).enumerate() {
            for (j, value) in out.iter().enumerate() {
                let expect = if j < outputs {
                    let pairs = bytes[row * inputs..][..inputs].iter().zip(&weights[j * inputs..][..inputs]);
                    let sum: i32 = pairs.map(|(&b, &w)| (i32::from(b) - 128) * i32::from(w as i8)).sum();
                    sum as f32 * steps[row] * scales[j] + biases[j]
                } else {
                    0.0
                };
                assert_eq!(value.to_bits(), expect.to_bits(), "round {round}, row {row}, output {j}");
            }
        }
        let before = numbers.floats(out.len(), 2.0);
        check("linear", |ops| {
            let mut out = vec![0.0; before.len()];
            ops.linear(&layer, input, &mut out);
            (out, Vec::new())
        });
        check("linear_gelu", |ops| {
            let mut out = vec![0.0; before.len()];
            ops.linear_gelu(&layer, input, &mut out);
            (out, Vec::new())
        });
        check("linear_add", |ops| {
            let mut out = before.clone();
            ops.linear_add(&layer, input, &mut out);
            (out, Vec::new())
        });
    }
}

#[test]
fn quantisation_rounds_to_the_nearest_step() {
    let mut row = vec![0.0f32; 64];
    row[..4].copy_from_slice(&[127.0, -127.0, 0.6, -2.5]);
    let (mut bytes, mut scales) = ([0u8; 64], [0f32; 1]);
    scalar().quantise(Rows { data: &row, stride: 64, width: 64 }, &mut bytes, &mut scales);
    assert_eq!((scales[0], &bytes[..5]), (1.0, &[255u8, 1, 129, 126, 128][..]));
    scalar().quantise(Rows { data: &[0.0; 64], stride: 64, width: 64 }, &mut bytes, &mut scales);
    assert_eq!(bytes, [128; 64]);
}

#[test]
fn float_operations_have_the_same_bits_in_every_kernel() {
    let numbers = &mut Numbers::new(9);
    for rows in [1, 2, 7, 33] {
        let x = numbers.floats(rows * WIDTH, 4.0);
        let norm = Norm { weight: numbers.floats(WIDTH, 1.5), bias: numbers.floats(WIDTH, 1.5) };
        check("norm", |ops| {
            let (mut x, mut bytes, mut scales) = (x.clone(), vec![0; rows * WIDTH], vec![0.0; rows]);
            ops.norm(&mut x, &norm, &mut bytes, &mut scales);
            x.extend(scales);
            (x, bytes)
        });
        check("quantise", |ops| {
            let (mut bytes, mut scales) = (vec![0; rows * 64], vec![0.0; rows]);
            ops.quantise(Rows { data: &x[16..], stride: WIDTH, width: 64 }, &mut bytes, &mut scales);
            (scales, bytes)
        });
        check("dots", |ops| {
            let mut out = vec![0.0; rows * rows];
            let b = Rows { data: &x[100..], stride: WIDTH, width: 256 };
            ops.dots(Rows { data: &x, stride: WIDTH, width: 256 }, b, 0.25, &mut out, rows);
            (out, Vec::new())
        });
    }
}

#[test]
fn attention_has_the_same_bits_in_every_kernel() {
    let numbers = &mut Numbers::new(13);
    for rows in [1, 3, 15, 16, 17, 40, 100, 512] {
        let qkv = numbers.floats(rows * 3 * WIDTH, 2.0);
        check("attention", |ops| {
            let mut context = vec![0.0; rows * WIDTH];
            let mut scratch = AttentionScratch::default();
            ops.attention(&qkv, &mut context, &mut scratch);
            (context, Vec::new())
        });
    }
}

#[test]
fn attention_is_softmax_over_the_keys() {
    let numbers = &mut Numbers::new(17);
    for rows in [1, 5, 37] {
        let qkv = numbers.floats(rows * 3 * WIDTH, 2.0);
        let mut context = vec![0.0; rows * WIDTH];
        scalar().attention(&qkv, &mut context, &mut AttentionScratch::default());
        let at = |row: usize, i: usize| f64::from(qkv[row * 3 * WIDTH + i]);
        for (i, &value) in context.iter().enumerate() {
            let (row, column) = (i / WIDTH, i % WIDTH);
            let head = column / HEAD_WIDTH * HEAD_WIDTH;
            let weights: Vec<f64> = (0..rows)
                .map(|j| (head..head + HEAD_WIDTH).map(|d| at(row, d) * at(j, WIDTH + d)).sum::<f64>() / 32f64.sqrt())
                .map(f64::exp)
                .collect();
            let total: f64 = weights.iter().sum();
            let expect: f64 = weights.iter().enumerate().map(|(j, w)| w * at(j, 2 * WIDTH + column)).sum::<f64>() / total;
            assert!((f64::from(value) - expect).abs() < 1e-5, "{rows} rows, value {i}: {value} for {expect}");
        }
    }
}

#[test]
fn exponential_and_gelu_are_close_to_the_true_ones() {
    let gelu = |x: f32| {
        let mut lanes = [0.0; LANES];
        super::float::gelu(Scalar, Scalar.splat(x)).store(&mut lanes);
        lanes[0]
    };
    // erf by its series, which converges everywhere.
    let erf = |x: f64| {
        let (mut term, mut total) = (x, x);
        for n in 1..200 {
            term *= -x * x / f64::from(n);
            total += term / f64::from(2 * n + 1);
        }
        total * 2.0 / std::f64::consts::PI.sqrt()
    };
    for i in -600..600 {
        let x = i as f32 / 100.0;
        let true_gelu = 0.5 * f64::from(x) * (1.0 + erf(f64::from(x) / 2f64.sqrt()));
        assert!((f64::from(gelu(x)) - true_gelu).abs() < 1e-5, "gelu({x})");
        let y = f64::from(x) * 12.0;
        let relative = f64::from(exp(y as f32)) / f64::from(y as f32).exp() - 1.0;
        assert!(relative.abs() < 5e-6, "exp({y}) is off by {relative}");
    }
    assert!((gelu(50.0) - 50.0).abs() < 1e-3 && gelu(-50.0).abs() < 1e-3);
}

#[test]
fn kernels_are_found_by_name() {
    for kernel in Kernel::ALL {
        assert_eq!(Kernel::from_name(kernel.name()), Ok(kernel));
    }
    assert_eq!(Kernel::from_name("VNNI"), Err(KernelError::Unknown("VNNI".into())));
    assert!(Kernel::best().is_supported() && Kernel::Scalar.is_supported());
}
