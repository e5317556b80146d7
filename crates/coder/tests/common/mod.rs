//! The program's parts, made once, and the articles that the tests read.

#![allow(dead_code, reason = "each test file uses its part")]

use chancery_coder::Coder;
use chancery_encoder::{Encoder, Model, Parse};
use chancery_record::{Document, MadeBy, Record, SCHEMA};
use jsonschema::Validator;
use std::path::Path;
use std::sync::LazyLock;

/// The coder with its own lexicon and gazetteer.
pub static CODER: LazyLock<Coder> = LazyLock::new(|| Coder::built_in().expect("the built-in lexicon and gazetteer can be read"));

/// An encoder with the fastest kernel.
pub static ENCODER: LazyLock<Encoder> =
    LazyLock::new(|| Encoder::new(Model::embedded().expect("the weights can be read")).expect("a kernel"));

static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| {
    let schema = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    jsonschema::validator_for(&schema).expect("the schema is a schema")
});

/// An article of the corpus.
#[derive(Debug)]
pub struct Article {
    /// The name of its file.
    pub name: String,
    /// Everything between the front matter and the expectations, Markdown and all.
    pub text: String,
    /// The date in its front matter.
    pub published: String,
    /// True where its author expects or allows notes: it is messy, or told in the first person.
    pub noted: bool,
}

/// All articles of `corpus/` and `examples/`, in the order of their names.
pub fn articles() -> Vec<Article> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = ["corpus", "examples"].into_iter().flat_map(|folder| root.join(folder).read_dir().expect("the folder is there"));
    let mut articles: Vec<Article> = files.filter_map(|entry| article(&entry.expect("a file").path())).collect();
    articles.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(articles.len() >= 18, "{} articles", articles.len());
    articles
}

/// The article in a file; none where the file has no front matter.
fn article(path: &Path) -> Option<Article> {
    let file = std::fs::read_to_string(path).expect("UTF-8");
    let (front, rest) = file.strip_prefix("---\n")?.split_once("\n---\n")?;
    let published = front.lines().find_map(|line| line.strip_prefix("date: ")).expect("a date");
    let (text, expected) = rest.split_once("\n```expect\n").unwrap_or((rest, ""));
    let noted = expected.lines().any(|line| line.starts_with("note ") || line.starts_with("maybe note "));
    let name = path.file_name()?.to_string_lossy().into_owned();
    Some(Article { name, text: text.trim().to_owned(), published: published.to_owned(), noted })
}

/// The record of a text with a parse.
pub fn code(text: &str, published: Option<&str>, parse: &Parse) -> Record {
    let document = Document { published: published.map(str::to_owned), ..Document::new(text) };
    CODER.code(document, text, parse, MadeBy::default())
}

/// Checks that a record holds against its text, that its JSON is valid, and that the JSON gives the record back.
pub fn check(record: &Record, text: &str) {
    assert_eq!(record.check(text), [], "{text:?}");
    let json = serde_json::to_value(record).expect("a record can be written");
    let errors: Vec<String> = VALIDATOR.iter_errors(&json).map(|e| format!("{}: {e}", e.instance_path)).collect();
    assert_eq!(errors, [""; 0], "{text:?}");
    let back: Record = serde_json::from_value(json).expect("the JSON is a record");
    assert_eq!(back, *record);
}
