//! Weights drawn at random, in the format of the weights file, for tests.

use crate::model::{ARC, INNER, LABEL, LAYERS, Model, PIECES, POSITIONS, VECTORS, WIDTH};
use crate::shape::SHAPES;
use safetensors::tensor::{Dtype, TensorView, serialize};
use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

/// A small generator of reproducible numbers (xorshift).
pub(crate) struct Numbers(u64);

impl Numbers {
    /// `seed` is not 0.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// From 0 to `end`, `end` left out.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// From −`size` to `size`.
    pub fn float(&mut self, size: f32) -> f32 {
        ((self.next() >> 40) as f32 / (1u64 << 23) as f32 - 1.0) * size
    }

    pub fn floats(&mut self, n: usize, size: f32) -> Vec<f32> {
        (0..n).map(|_| self.float(size)).collect()
    }

    /// Bytes of weights: two's complement from −127 to 127.
    pub fn weights(&mut self, n: usize) -> Vec<u8> {
        (0..n).map(|_| (self.below(255) as i32 - 127) as i8 as u8).collect()
    }
}

/// Labels enough to give every head something to choose from.
pub(crate) const LABELS: &str = r#"{
    "upos": ["NOUN", "VERB", "PUNCT"], "feats": ["_", "Tense=Past", "Number=Plur"],
    "lemma": ["l;0;", "k;0;", "l;1;", "l;30;", "=be"],
    "name": ["O", "B-person", "I-person", "B-place", "I-place"], "entity": ["O", "person", "place"],
    "role": ["O", "source", "cue", "content"], "deprel": ["nsubj", "obj", "root", "punct", "nsubj:pass"]}"#;

/// A file under construction: name, type, shape and bytes of each tensor, and the metadata.
pub(crate) struct File {
    pub tensors: Vec<(String, Dtype, Vec<usize>, Vec<u8>)>,
    pub metadata: HashMap<String, String>,
}

impl File {
    /// A whole file.
    pub fn new(seed: u64) -> Self {
        let metadata = [("labels", LABELS), ("version", "random")].map(|(k, v)| (k.to_owned(), v.to_owned()));
        let mut file = Self { tensors: Vec::new(), metadata: metadata.into() };
        let numbers = &mut Numbers::new(seed);
        let words = numbers.weights(PIECES * WIDTH);
        file.put("emb.word.q", Dtype::I8, &[PIECES, WIDTH], words);
        file.floats("emb.word.s", &[PIECES], vec![1.0 / 127.0; PIECES]);
        for (name, shape) in [
            ("emb.pos", vec![POSITIONS, WIDTH]),
            ("emb.type", vec![WIDTH]),
            ("emb.shape", vec![SHAPES, WIDTH]),
            ("emb.quote", vec![2, WIDTH]),
        ] {
            let values = numbers.floats(shape.iter().product(), 0.5);
            file.floats(name, &shape, values);
        }
        file.norm(numbers, "emb.ln");
        for layer in 0..LAYERS {
            let name = |part: &str| format!("layer.{layer}.{part}");
            file.linear(numbers, &name("qkv"), 3 * WIDTH, WIDTH);
            file.linear(numbers, &name("out"), WIDTH, WIDTH);
            file.norm(numbers, &name("ln1"));
            file.linear(numbers, &name("ff1"), INNER, WIDTH);
            file.linear(numbers, &name("ff2"), WIDTH, INNER);
            file.norm(numbers, &name("ln2"));
        }
        file.linear(numbers, "tag", 3 + 3 + 5 + 5 + 3 + 4, WIDTH);
        file.linear(numbers, "mlp", VECTORS, WIDTH);
        file.linear(numbers, "arc", ARC, ARC);
        file.linear(numbers, "label", 5 * (LABEL + 1), LABEL);
        file.linear(numbers, "anchor", LABEL, LABEL);
        file
    }

    fn put(&mut self, name: &str, dtype: Dtype, shape: &[usize], bytes: Vec<u8>) {
        self.tensors.push((name.to_owned(), dtype, shape.to_vec(), bytes));
    }

    fn floats(&mut self, name: &str, shape: &[usize], values: Vec<f32>) {
        self.put(name, Dtype::F32, shape, values.into_iter().flat_map(f32::to_le_bytes).collect());
    }

    fn norm(&mut self, numbers: &mut Numbers, name: &str) {
        let weights = numbers.floats(WIDTH, 0.2).into_iter().map(|w| 1.0 + w).collect();
        self.floats(&format!("{name}.w"), &[WIDTH], weights);
        let biases = numbers.floats(WIDTH, 0.2);
        self.floats(&format!("{name}.b"), &[WIDTH], biases);
    }

    fn linear(&mut self, numbers: &mut Numbers, name: &str, outputs: usize, inputs: usize) {
        let weights = numbers.weights(outputs * inputs);
        self.put(&format!("{name}.q"), Dtype::I8, &[outputs, inputs], weights);
        // Keeps the values of a row about as large as those of the row before the layer.
        let step = 1.7 / (127.0 * (inputs as f32).sqrt());
        let scales = numbers.floats(outputs, 0.3).into_iter().map(|s| (1.0 + s) * step).collect();
        self.floats(&format!("{name}.s"), &[outputs], scales);
        let biases = numbers.floats(outputs, 0.1);
        self.floats(&format!("{name}.b"), &[outputs], biases);
    }

    /// The file's bytes.
    pub fn bytes(&self) -> Vec<u8> {
        let views = self
            .tensors
            .iter()
            .map(|(name, dtype, shape, bytes)| (name.as_str(), TensorView::new(*dtype, shape.clone(), bytes).expect("a tensor")));
        serialize(views, Some(self.metadata.clone())).expect("a file")
    }
}

/// One model for all tests.
pub(crate) fn model() -> Arc<Model> {
    static MODEL: OnceLock<Arc<Model>> = OnceLock::new();
    MODEL.get_or_init(|| Arc::new(Model::from_bytes(&File::new(1).bytes()).expect("a model"))).clone()
}
