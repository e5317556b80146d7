//! The same article gives the same bytes of record: under every kernel, in any order, on any thread, in any batch.

mod common;

use chancery_encoder::text::segment;
use chancery_encoder::{Encoder, Kernel, Model};
use common::{Article, ENCODER, articles, code};

fn record(encoder: &Encoder, article: &Article) -> String {
    let record = code(&article.text, Some(&article.published), &encoder.parse(&article.text));
    serde_json::to_string(&record).expect("a record can be written")
}

fn records(articles: &[Article]) -> Vec<String> {
    articles.iter().map(|article| record(&ENCODER, article)).collect()
}

#[test]
fn every_kernel_gives_the_same_record() {
    let articles = articles();
    let expected = records(&articles);
    for kernel in Kernel::ALL.into_iter().filter(|kernel| kernel.is_supported()) {
        let encoder = Encoder::with_kernel(Model::embedded().expect("the weights can be read"), kernel).expect("a supported kernel");
        for (article, expected) in articles.iter().zip(&expected) {
            assert_eq!(&record(&encoder, article), expected, "{} under {}", article.name, kernel.name());
        }
    }
}

#[test]
fn order_and_threads_change_nothing() {
    let articles = articles();
    let expected = records(&articles);
    // An encoder keeps its working space between calls; what an earlier article left there must not show.
    for (article, expected) in articles.iter().zip(&expected).rev() {
        assert_eq!(&record(&ENCODER, article), expected, "{}", article.name);
    }
    std::thread::scope(|scope| {
        for thread in 0..3 {
            let (articles, expected) = (&articles, &expected);
            scope.spawn(move || {
                for at in (0..articles.len()).map(|i| (i * 5 + thread * 7) % articles.len()) {
                    assert_eq!(&record(&ENCODER, &articles[at]), &expected[at], "{}", articles[at].name);
                }
            });
        }
    });
}

#[test]
fn batches_change_nothing() {
    for article in articles() {
        let whole = ENCODER.parse(&article.text);
        let alone =
            segment(&article.text).into_iter().flat_map(|sentence| ENCODER.parse_segmented(&article.text, vec![sentence]).sentences);
        assert_eq!(alone.collect::<Vec<_>>(), whole.sentences, "{}", article.name);
    }
}
