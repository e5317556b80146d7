//! The weights of a linear layer, laid out in the order in which the kernels read them.

/// Outputs that a kernel computes together: four 512-bit registers of 32-bit sums.
pub(super) const PANEL: usize = 64;
/// Inputs that one dot-product instruction takes for each output.
pub(super) const GROUP: usize = 4;

/// Most inputs of a layer; up to here the scalar kernel's sums are exact.
pub(super) const MAX_INPUTS: usize = 2048;

/// A linear layer: 8-bit weights with one scale for each output, and a bias.
pub(crate) struct Packed {
    /// Number of inputs; a multiple of 16.
    inputs: usize,
    /// Number of outputs with padding; a multiple of [`PANEL`].
    outputs: usize,
    /// `[outputs / PANEL][inputs / GROUP][PANEL][GROUP]`; zero in the padding.
    pub(super) weights: Vec<i8>,
    /// For each output 128 × the sum of its weights: what the offset of the activations adds to the product.
    pub(super) offsets: Vec<i32>,
    /// For each output the value of one step of its weights; zero in the padding.
    pub(super) scales: Vec<f32>,
    /// For each output; zero in the padding.
    pub(super) biases: Vec<f32>,
}

impl Packed {
    /// Lays out weights given row by row (a row of `inputs` bytes, two's complement, for each output).
    ///
    /// # Panics
    /// Where the lengths disagree or `inputs` is no multiple of 16 up to 2048: the caller has checked the shapes.
    pub fn new(weights: &[u8], scales: &[f32], biases: &[f32], inputs: usize) -> Self {
        assert!((16..=MAX_INPUTS).contains(&inputs) && inputs.is_multiple_of(16));
        assert!(weights.len() == inputs * scales.len() && biases.len() == scales.len());
        let outputs = scales.len().next_multiple_of(PANEL);
        let mut packed = vec![0i8; inputs * outputs];
        let mut offsets = vec![0i32; outputs];
        for (output, row) in weights.chunks_exact(inputs).enumerate() {
            let panel = &mut packed[output / PANEL * PANEL * inputs..][..PANEL * inputs];
            let column = output % PANEL * GROUP;
            let groups = row.as_chunks::<GROUP>().0;
            for (step, group) in panel.chunks_exact_mut(PANEL * GROUP).zip(groups) {
                step[column..column + GROUP].copy_from_slice(&group.map(|b| b as i8));
            }
            offsets[output] = 128 * row.iter().map(|&b| i32::from(b as i8)).sum::<i32>();
        }
        let padded = |values: &[f32]| {
            let mut v = values.to_vec();
            v.resize(outputs, 0.0);
            v
        };
        Self { inputs, outputs, weights: packed, offsets, scales: padded(scales), biases: padded(biases) }
    }

    /// Values in a row of the input.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Values in a row of the output, padding included.
    pub fn outputs(&self) -> usize {
        self.outputs
    }
}
