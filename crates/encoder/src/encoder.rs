//! Text in, [`Parse`] out: sentences are gathered into batches, read by the trunk and put together by the heads.

use crate::forward::{Batch, MAX_WORDS, Trunk, Word};
use crate::heads::{Heads, Reading};
use crate::kernels::{Kernel, KernelError, Ops};
use crate::model::Model;
use crate::parse::{Parse, Sentence, Token, Upos};
use crate::shape::shape;
use crate::text::{RawSentence, segment};
use chancery_record::ByteSpan;
use std::sync::{Arc, Mutex, PoisonError};

/// Rows after which a batch is read. Enough that reading the weights costs little, few enough that the rows stay in
/// the second-level cache.
const BATCH: usize = 256;

/// Parses text with a [`Model`]. Any number of threads may share one.
///
/// ```
/// use chancery_encoder::{Encoder, Model};
/// let encoder = Encoder::new(Model::embedded()?)?;
/// let text = "Macron met Assad in Paris. They talked for an hour.";
/// let parse = encoder.parse(text);
/// assert_eq!(parse.sentences.len(), 2);
/// assert_eq!(parse.sentences[0].tokens[1].span.of(text), "met");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Encoder {
    model: Arc<Model>,
    kernel: Kernel,
    ops: Ops,
    /// Working space of calls that are over.
    idle: Mutex<Vec<Workspace>>,
}

/// What a call works with.
#[derive(Default)]
struct Workspace {
    pieces: Pieces,
    batch: Batch,
    trunk: Trunk,
    heads: Heads,
}

/// The pieces of the words of one sentence, and where each word's end.
#[derive(Default)]
pub(crate) struct Pieces {
    ids: Vec<u32>,
    ends: Vec<usize>,
}

impl Pieces {
    /// Adds a sentence to a batch: each word with whether it is quoted and its side in a marked pair.
    pub fn push<'f>(&mut self, model: &Model, words: impl Iterator<Item = (&'f str, bool, u8)> + Clone, batch: &mut Batch) {
        self.ids.clear();
        self.ends.clear();
        for (form, ..) in words.clone() {
            model.pieces.pieces(form, &mut self.ids);
            self.ends.push(self.ids.len());
        }
        let mut start = 0;
        let words: Vec<Word<'_>> = (self.ends.iter().zip(words))
            .map(|(&end, (form, quoted, side))| {
                let pieces = &self.ids[std::mem::replace(&mut start, end)..end];
                Word { pieces, shape: shape(form), quoted, side }
            })
            .collect();
        batch.push(&words);
    }
}

impl Encoder {
    /// An encoder with the fastest kernel of this processor, or the one that the environment variable
    /// `CHANCERY_KERNEL` names. The choice changes the speed, never the result.
    ///
    /// # Errors
    /// [`KernelError`] where the variable names no kernel, or one that this processor can't run.
    pub fn new(model: Arc<Model>) -> Result<Self, KernelError> {
        Self::with_kernel(model, Kernel::from_environment()?)
    }

    /// An encoder with a kernel of choice.
    ///
    /// # Errors
    /// [`KernelError::Unsupported`] where this processor can't run it.
    pub fn with_kernel(model: Arc<Model>, kernel: Kernel) -> Result<Self, KernelError> {
        let ops = kernel.ops().ok_or(KernelError::Unsupported(kernel))?;
        Ok(Self { model, kernel, ops, idle: Mutex::default() })
    }

    /// The model in use.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The kernel in use.
    pub fn kernel(&self) -> Kernel {
        self.kernel
    }

    /// Parses a text. Never fails; a text without words gives no sentences.
    pub fn parse(&self, text: &str) -> Parse {
        self.parse_segmented(text, segment(text))
    }

    /// Parses sentences and tokens that are given, such as those of a treebank. Sentences without tokens are left out;
    /// a sentence of more than 510 tokens is cut.
    ///
    /// # Panics
    /// Where a span does not lie on character boundaries of `text`.
    pub fn parse_segmented(&self, text: &str, sentences: Vec<RawSentence>) -> Parse {
        let mut workspace = self.take();
        let mut parse = Parse { sentences: Vec::with_capacity(sentences.len()) };
        let mut waiting = Vec::new();
        for sentence in sentences.into_iter().flat_map(cut) {
            let forms: Vec<&str> = sentence.tokens.iter().map(|t| t.of(text)).collect();
            if forms.len() >= MARKS && !forms.iter().any(|f| f.contains(char::is_alphanumeric)) {
                self.read(&mut workspace, &mut waiting, &mut parse);
                parse.sentences.push(marks(&sentence, &forms));
                continue;
            }
            let words = forms.iter().zip(&sentence.quoted).map(|(&form, &quoted)| (form, quoted, 0));
            workspace.pieces.push(&self.model, words, &mut workspace.batch);
            waiting.push((sentence, forms));
            if workspace.batch.len() >= BATCH {
                self.read(&mut workspace, &mut waiting, &mut parse);
            }
        }
        self.read(&mut workspace, &mut waiting, &mut parse);
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(workspace);
        parse
    }

    /// Working space of an earlier call, or a new one.
    fn take(&self) -> Workspace {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    /// Reads the sentences of the batch, adds them to the parse and empties both.
    fn read<'t>(&self, workspace: &mut Workspace, waiting: &mut Vec<(RawSentence, Vec<&'t str>)>, parse: &mut Parse) {
        if waiting.is_empty() {
            return;
        }
        let Workspace { batch, trunk, heads, .. } = workspace;
        let hidden = trunk.run(&self.model.trunk, self.ops, batch);
        let (sentences, forms): (Vec<RawSentence>, Vec<Vec<&'t str>>) = waiting.drain(..).unzip();
        let readings = heads.read(&self.model, self.ops, batch, hidden, &forms);
        for ((sentence, forms), readings) in sentences.into_iter().zip(forms).zip(readings) {
            let tokens = sentence
                .tokens
                .iter()
                .zip(&sentence.quoted)
                .zip(forms)
                .zip(readings)
                .map(|(((&span, &quoted), form), reading)| token(span, form, quoted, reading))
                .collect();
            parse.sentences.push(Sentence { span: sentence.span, paragraph: sentence.paragraph, tokens });
        }
        batch.clear();
    }
}

/// The sentence in parts that the trunk can read; nothing where it has no tokens. As many tokens are kept as there
/// are marks of quotation for them.
fn cut(sentence: RawSentence) -> Vec<RawSentence> {
    if (1..=MAX_WORDS).contains(&sentence.tokens.len()) && sentence.quoted.len() == sentence.tokens.len() {
        return vec![sentence];
    }
    sentence
        .tokens
        .chunks(MAX_WORDS)
        .enumerate()
        .map(|(i, tokens)| RawSentence {
            span: ByteSpan::new(tokens[0].start, tokens[tokens.len() - 1].end),
            paragraph: sentence.paragraph,
            tokens: tokens.to_vec(),
            quoted: (0..tokens.len()).map(|t| sentence.quoted.get(i * MAX_WORDS + t) == Some(&true)).collect(),
        })
        .collect()
}

/// From so many marks on, a sentence without a letter or digit is a rule or an ornament, and there is nothing in it to be read.
const MARKS: usize = 8;

/// A sentence of marks alone: the first is the root and the others hang on it.
fn marks(sentence: &RawSentence, forms: &[&str]) -> Sentence {
    let mark = |(i, ((&span, &quoted), form)): (usize, ((&ByteSpan, &bool), &&str))| Token {
        span,
        form: (*form).to_owned(),
        lemma: (*form).to_owned(),
        upos: Upos::Punct,
        feats: "_",
        head: (i > 0).then_some(0),
        deprel: if i > 0 { "punct" } else { "root" },
        name: "O",
        entity: "O",
        quoted,
        attribution: None,
    };
    let tokens = sentence.tokens.iter().zip(&sentence.quoted).zip(forms).enumerate().map(mark).collect();
    Sentence { span: sentence.span, paragraph: sentence.paragraph, tokens }
}

/// A token from its place in the text and what the heads say.
fn token(span: ByteSpan, form: &str, quoted: bool, reading: Reading) -> Token {
    Token {
        span,
        form: form.to_owned(),
        lemma: reading.lemma,
        upos: reading.upos,
        feats: reading.feats,
        head: reading.head,
        deprel: reading.deprel,
        name: reading.name,
        entity: reading.entity,
        quoted,
        attribution: reading.attribution,
    }
}

#[cfg(test)]
#[path = "encoder_tests.rs"]
mod tests;
