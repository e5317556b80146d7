//! Who is who in some texts: every actor with all its mentions, those that a record leaves out included, one line of JSON a text.
//!
//! `cargo run --release -p chancery-coder --example chains -- article.txt 2017-05-30 other.txt -`: a file, then its date or `-`.
//! Offsets count Unicode scalars; `head` is where the word begins that a mention hangs on. scripts/coreference.py measures on it.

use chancery_coder::Coder;
use chancery_coder::pronouns::ranker::Meaning;
use chancery_encoder::{Encoder, Model};
use chancery_record::Offsets;
use serde_json::{Value, json};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    let coder = Coder::built_in()?;
    let encoder = Encoder::new(Model::embedded()?)?;
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    for pair in arguments.chunks_exact(2) {
        let text = std::fs::read_to_string(&pair[0])?;
        println!("{}", chains(&coder, &encoder, &text, &pair[1]));
    }
    Ok(())
}

fn chains(coder: &Coder, encoder: &Encoder, text: &str, date: &str) -> Value {
    let parse = encoder.parse(text);
    coder.who_is_who(text, &parse, date.parse().ok(), |article, mentions, actors, choices| {
        let offsets = Offsets::new(text);
        let char = |byte| offsets.char_of(byte).unwrap_or_default();
        let found = actors.list.iter().enumerate().map(|(i, actor)| {
            let own = mentions.list.iter().zip(&actors.of).filter(|(_, of)| **of == Some(i)).map(|(m, _)| {
                let head = char(article.token(m.head).span.start);
                json!({"start": char(m.span.start), "end": char(m.span.end), "head": head, "form": format!("{:?}", m.form)})
            });
            json!({"name": actor.name, "kind": actor.kind, "entity": actor.entity, "mentions": own.collect::<Vec<_>>()})
        });
        let open = mentions.list.iter().zip(&actors.candidates).filter(|(_, c)| !c.is_empty()).map(|(m, c)| {
            let head = char(article.token(m.head).span.start);
            json!({"head": head, "candidates": c})
        });
        let shown = choices.iter().map(|choice| {
            let candidates = choice.candidates.iter().map(|c| {
                let actor = if let Meaning::Actor(a) = c.meaning { Some(a) } else { None };
                let thing = (c.meaning == Meaning::Thing).then(|| char(article.token(c.recent).span.start));
                json!({"actor": actor, "thing": thing, "features": c.features})
            });
            let head = char(article.token(choice.anaphor).span.start);
            json!({"head": head, "class": choice.class, "candidates": candidates.collect::<Vec<_>>()})
        });
        json!({"actors": found.collect::<Vec<_>>(), "open": open.collect::<Vec<_>>(), "choices": shown.collect::<Vec<_>>()})
    })
}
