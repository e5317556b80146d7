//! Any text to its parse and its record: nothing panics, and the record holds against the text.

#![no_main]

use chancery_coder::Coder;
use chancery_encoder::{Encoder, Model};
use chancery_record::{Document, MadeBy};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static ENCODER: LazyLock<Encoder> = LazyLock::new(|| Encoder::new(Model::embedded().expect("the weights can be read")).expect("a kernel"));
static CODER: LazyLock<Coder> = LazyLock::new(|| Coder::built_in().expect("the lexicon and the gazetteer can be read"));

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    let document = Document { published: Some("2017-05-30".to_owned()), ..Document::new(&text) };
    let record = CODER.code(document, &text, &ENCODER.parse(&text), MadeBy::default());
    assert_eq!(record.check(&text), []);
});
