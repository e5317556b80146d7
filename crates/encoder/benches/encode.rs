//! Words a second on one thread, for every kernel of this processor: a whole parse, from text to
//! readings. `cargo bench -p chancery-encoder`.

use chancery_encoder::pieces::WordPiece;
use chancery_encoder::{Encoder, Kernel, Model, text};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use std::error::Error;
use std::hint::black_box;
use std::time::Duration;

/// An invented news article of about a thousand words.
const ARTICLE: &str = include_str!("article.md");

/// Words of the article, and its word pieces with the two special ones of each sentence.
fn sizes() -> Result<(u64, u64), Box<dyn Error>> {
    let vocabulary = WordPiece::new(include_str!("../../../model/vocab.txt"))?;
    let (mut words, mut pieces) = (0, Vec::new());
    let sentences = text::segment(ARTICLE);
    for token in sentences.iter().flat_map(|s| &s.tokens) {
        words += 1;
        vocabulary.pieces(token.of(ARTICLE), &mut pieces);
    }
    Ok((words, (pieces.len() + 2 * sentences.len()) as u64))
}

fn encode(criterion: &mut Criterion) -> Result<(), Box<dyn Error>> {
    let (words, pieces) = sizes()?;
    eprintln!("{pieces} word pieces in {words} words; the rates below count words");
    let model = Model::embedded()?;
    let mut group = criterion.benchmark_group("words");
    group.throughput(Throughput::Elements(words)).sample_size(10).measurement_time(Duration::from_secs(4));
    for kernel in Kernel::ALL.into_iter().filter(|k| k.is_supported()) {
        let encoder = Encoder::with_kernel(model.clone(), kernel)?;
        group.bench_function(kernel.name(), |b| b.iter(|| encoder.parse(black_box(ARTICLE))));
    }
    group.finish();
    Ok(())
}

fn run(criterion: &mut Criterion) {
    if let Err(error) = encode(criterion) {
        eprintln!("{error}");
    }
}

criterion_group!(benches, run);
criterion_main!(benches);
