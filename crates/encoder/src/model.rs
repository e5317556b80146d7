//! The weights of the encoder and its heads, ready to run.

use crate::kernels::{HEAD_WIDTH, HEADS, Norm, Packed};
use crate::labels::Labels;
use crate::lemma::LemmaTable;
use crate::pieces::WordPiece;
use crate::shape::SHAPES;
use crate::weights::{WeightsError, WeightsFile};
use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

/// The weights that ship with the program.
static EMBEDDED: &[u8] = include_bytes!("../../../model/weights.safetensors");

/// The pieces that the weights were trained with, one a line.
static VOCABULARY: &str = include_str!("../../../model/vocab.txt");
/// Forms whose lemma the treebanks settle.
static LEMMAS: &str = include_str!("../../../model/lemmas.tsv");

/// Word pieces in the vocabulary.
pub(crate) const PIECES: usize = 30_522;
/// Longest sequence of pieces.
pub(crate) const POSITIONS: usize = 512;
/// Width of the hidden rows.
pub(crate) const WIDTH: usize = HEADS * HEAD_WIDTH;
/// Width of the inner layer of the feed-forward part.
pub(crate) const INNER: usize = 1536;
/// Outside a marked pair, its source, its target.
pub(crate) const SIDES: usize = 3;
/// Transformer layers.
pub(crate) const LAYERS: usize = 6;
/// Width of a word's two vectors for arcs.
pub(crate) const ARC: usize = 256;
/// Width of a word's two vectors for labels, and of its two for anchors.
pub(crate) const LABEL: usize = 64;
/// Width of all six vectors.
pub(crate) const VECTORS: usize = 2 * ARC + 4 * LABEL;

/// What each piece brings into the first layer.
pub(crate) struct Embeddings {
    /// `[PIECES][WIDTH]` in 8 bits; not widened, which would take 47 MB.
    pub words: Cow<'static, [u8]>,
    /// The value of one step, for each piece.
    pub word_scales: Vec<f32>,
    /// `[POSITIONS][WIDTH]`.
    pub positions: Vec<f32>,
    /// The same for every piece.
    pub kind: Vec<f32>,
    /// `[SHAPES][WIDTH]`.
    pub shapes: Vec<f32>,
    /// `[2][WIDTH]`: outside and inside quotation marks.
    pub quoted: Vec<f32>,
    /// `[SIDES][WIDTH]`: outside a marked pair, its source, its target; empty where no pair is marked.
    pub sides: Vec<f32>,
    pub norm: Norm,
}

/// One transformer layer.
pub(crate) struct Layer {
    /// Queries, keys and values.
    pub qkv: Packed,
    pub out: Packed,
    pub norm1: Norm,
    pub inner: Packed,
    pub outer: Packed,
    pub norm2: Norm,
}

/// The weights of a trunk: word pieces in, hidden rows out.
pub(crate) struct TrunkWeights {
    pub embeddings: Embeddings,
    pub layers: Vec<Layer>,
}

impl TrunkWeights {
    /// Reads a trunk around a table of words and their scales; `sides` tells whether pairs are marked in its input.
    pub fn read(file: &WeightsFile, words: Cow<'static, [u8]>, word_scales: Vec<f32>, sides: bool) -> Result<Self, WeightsError> {
        let norm = |weight: String, bias: String| Ok(Norm { weight: file.floats(&weight, &[WIDTH])?, bias: file.floats(&bias, &[WIDTH])? });
        let embeddings = Embeddings {
            words,
            word_scales,
            positions: file.floats("emb.pos", &[POSITIONS, WIDTH])?,
            kind: file.floats("emb.type", &[WIDTH])?,
            shapes: file.floats("emb.shape", &[SHAPES, WIDTH])?,
            quoted: file.floats("emb.quote", &[2, WIDTH])?,
            sides: if sides { file.floats("emb.side", &[SIDES, WIDTH])? } else { Vec::new() },
            norm: norm("emb.ln.w".into(), "emb.ln.b".into())?,
        };
        let layers = (0..LAYERS)
            .map(|i| {
                let name = |part: &str| format!("layer.{i}.{part}");
                Ok(Layer {
                    qkv: file.linear(&name("qkv"), 3 * WIDTH, WIDTH)?,
                    out: file.linear(&name("out"), WIDTH, WIDTH)?,
                    norm1: norm(name("ln1.w"), name("ln1.b"))?,
                    inner: file.linear(&name("ff1"), INNER, WIDTH)?,
                    outer: file.linear(&name("ff2"), WIDTH, INNER)?,
                    norm2: norm(name("ln2.w"), name("ln2.b"))?,
                })
            })
            .collect::<Result<_, WeightsError>>()?;
        Ok(Self { embeddings, layers })
    }
}

/// The encoder's weights and the meaning of its outputs. Read it once; any number of threads may use it.
pub struct Model {
    version: String,
    pub(crate) pieces: WordPiece,
    pub(crate) labels: Labels,
    pub(crate) lemmas: LemmaTable,
    pub(crate) trunk: TrunkWeights,
    /// All tags of a word at once.
    pub(crate) tag: Packed,
    /// A word's vectors as dependant and as head, for arcs, labels and anchors.
    pub(crate) vectors: Packed,
    pub(crate) arc: Packed,
    /// For each relation `LABEL` factors and a term of its own.
    pub(crate) label: Packed,
    pub(crate) anchor: Packed,
}

impl Model {
    /// The model that ships with the program; read at the first call.
    ///
    /// # Errors
    /// [`WeightsError`] where the program was built with a weights file that does not fit it.
    ///
    /// ```
    /// let model = chancery_encoder::Model::embedded()?;
    /// println!("{}", model.version());
    /// # Ok::<(), chancery_encoder::WeightsError>(())
    /// ```
    pub fn embedded() -> Result<Arc<Self>, WeightsError> {
        static MODEL: OnceLock<Result<Arc<Model>, WeightsError>> = OnceLock::new();
        MODEL.get_or_init(|| Self::read(EMBEDDED, Cow::Borrowed).map(Arc::new)).clone()
    }

    /// A model from the bytes of a weights file (safetensors; the names and shapes are in the model card).
    ///
    /// # Errors
    /// [`WeightsError`] where the bytes are no such file.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, WeightsError> {
        Self::read(bytes, |words| Cow::Owned(words.to_vec()))
    }

    /// The version that the weights file states.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Reads a file; `keep` says how the largest table, the words', is held.
    fn read<'a>(bytes: &'a [u8], keep: fn(&'a [u8]) -> Cow<'static, [u8]>) -> Result<Self, WeightsError> {
        let file = WeightsFile::open(bytes)?;
        let labels = Labels::read(file.metadata("labels")?)?;
        let words = keep(file.integers("emb.word.q", &[PIECES, WIDTH])?);
        let trunk = TrunkWeights::read(&file, words, file.floats("emb.word.s", &[PIECES])?, false)?;
        Ok(Self {
            version: file.metadata("version")?.to_owned(),
            pieces: WordPiece::new(VOCABULARY).map_err(WeightsError::Vocabulary)?,
            lemmas: LemmaTable::read(LEMMAS),
            trunk,
            tag: file.linear("tag", labels.tags(), WIDTH)?,
            vectors: file.linear("mlp", VECTORS, WIDTH)?,
            arc: file.linear("arc", ARC, ARC)?,
            label: file.linear("label", labels.deprel.len() * (LABEL + 1), LABEL)?,
            anchor: file.linear("anchor", LABEL, LABEL)?,
            labels,
        })
    }
}
