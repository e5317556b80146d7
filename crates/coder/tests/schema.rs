//! What the coder makes of the corpus articles is valid JSON by the schema, and holds against its text.

mod common;

use common::{ENCODER, articles, check, code};

#[test]
fn records_of_articles_are_valid() {
    for article in articles() {
        let record = code(&article.text, Some(&article.published), &ENCODER.parse(&article.text));
        check(&record, &article.text);
        assert!(!record.actors.is_empty() && !record.statements.is_empty() && !record.events.is_empty(), "{}", article.name);
        let undated = code(&article.text, None, &ENCODER.parse(&article.text));
        check(&undated, &article.text);
    }
}
