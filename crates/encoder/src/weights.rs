//! Reads the weights file: every tensor by name, with its type and shape checked.

use crate::kernels::Packed;
use crate::pieces::VocabularyError;
use safetensors::{Dtype, SafeTensors};
use std::collections::HashMap;
use std::fmt;

/// A weights file that can't be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WeightsError {
    /// The bytes are no safetensors file.
    Format(String),
    /// A tensor is missing.
    MissingTensor(String),
    /// A tensor has another type or shape than the model's.
    Shape {
        /// Name of the tensor.
        tensor: String,
        /// What the model needs.
        expected: String,
        /// What the file holds.
        found: String,
    },
    /// A tensor holds an infinity or a value that is no number.
    NotFinite(String),
    /// The metadata lack an entry.
    MissingMetadata(&'static str),
    /// The lists of labels can't be read, or a label is not understood.
    Labels(String),
    /// The vocabulary can't be used.
    Vocabulary(VocabularyError),
}

impl fmt::Display for WeightsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format(why) => write!(f, "the weights are no readable safetensors file ({why})")?,
            Self::MissingTensor(name) => write!(f, "the weights file has no tensor \"{name}\"")?,
            Self::Shape { tensor, expected, found } => {
                write!(f, "tensor \"{tensor}\" of the weights file is {found}, and the model needs {expected}")?;
            }
            Self::NotFinite(name) => {
                write!(f, "tensor \"{name}\" of the weights file holds a value that is not finite")?;
            }
            Self::MissingMetadata(key) => write!(f, "the weights file has no metadata entry \"{key}\"")?,
            Self::Labels(why) => write!(f, "the labels of the weights file can't be used: {why}")?,
            Self::Vocabulary(why) => write!(f, "the vocabulary can't be used: {why}")?,
        }
        f.write_str("; take the weights file that belongs to this version of the program")
    }
}

impl std::error::Error for WeightsError {}

/// Weights files, opened: what the first lacks is looked for in the next.
pub(crate) struct WeightsFile<'a> {
    tensors: Vec<SafeTensors<'a>>,
    metadata: HashMap<String, String>,
}

impl<'a> WeightsFile<'a> {
    /// Reads the header of a file.
    pub fn open(bytes: &'a [u8]) -> Result<Self, WeightsError> {
        Self::layered(&[bytes])
    }

    /// Reads the headers of files that lie one upon the other, the topmost first.
    pub fn layered(files: &[&'a [u8]]) -> Result<Self, WeightsError> {
        let format = |e: safetensors::SafeTensorError| WeightsError::Format(e.to_string());
        let mut all = Self { tensors: Vec::new(), metadata: HashMap::new() };
        for bytes in files {
            all.tensors.push(SafeTensors::deserialize(bytes).map_err(format)?);
            let (_, header) = SafeTensors::read_metadata(bytes).map_err(format)?;
            for (key, value) in header.metadata().iter().flatten() {
                all.metadata.entry(key.clone()).or_insert_with(|| value.clone());
            }
        }
        Ok(all)
    }

    /// An entry of the metadata.
    pub fn metadata(&self, key: &'static str) -> Result<&str, WeightsError> {
        self.metadata.get(key).map(String::as_str).ok_or(WeightsError::MissingMetadata(key))
    }

    /// The bytes of a tensor of that type and shape.
    fn bytes(&self, name: &str, dtype: Dtype, shape: &[usize]) -> Result<&'a [u8], WeightsError> {
        let tensor =
            self.tensors.iter().find_map(|file| file.tensor(name).ok()).ok_or_else(|| WeightsError::MissingTensor(name.to_owned()))?;
        if tensor.dtype() != dtype || tensor.shape() != shape {
            return Err(WeightsError::Shape {
                tensor: name.to_owned(),
                expected: format!("{dtype:?} {shape:?}"),
                found: format!("{:?} {:?}", tensor.dtype(), tensor.shape()),
            });
        }
        Ok(tensor.data())
    }

    /// A tensor of 8-bit integers in two's complement.
    pub fn integers(&self, name: &str, shape: &[usize]) -> Result<&'a [u8], WeightsError> {
        self.bytes(name, Dtype::I8, shape)
    }

    /// A tensor of finite floats.
    pub fn floats(&self, name: &str, shape: &[usize]) -> Result<Vec<f32>, WeightsError> {
        let bytes = self.bytes(name, Dtype::F32, shape)?;
        let values: Vec<f32> = bytes.as_chunks::<4>().0.iter().map(|b| f32::from_le_bytes(*b)).collect();
        if values.iter().all(|v| v.is_finite()) { Ok(values) } else { Err(WeightsError::NotFinite(name.to_owned())) }
    }

    /// The linear layer whose tensors are `name.q`, `name.s` and `name.b`.
    pub fn linear(&self, name: &str, outputs: usize, inputs: usize) -> Result<Packed, WeightsError> {
        let weights = self.integers(&format!("{name}.q"), &[outputs, inputs])?;
        let scales = self.floats(&format!("{name}.s"), &[outputs])?;
        let biases = self.floats(&format!("{name}.b"), &[outputs])?;
        Ok(Packed::new(weights, &scales, &biases, inputs))
    }
}
