//! Words at the head of a paragraph that say where it was written.

use super::{Beside, Use};
use crate::article::{Article, At};
use crate::gazetteer::{Gazetteer, Known, key};
use chancery_record::ByteSpan;

/// Words at the head of a paragraph that say where it was written: "BEIRUT, Lebanon (AP) —", "Paris —".
pub(super) fn datelines(article: &Article, gazetteer: &Gazetteer) -> Vec<Use> {
    let mut found = Vec::new();
    let mut paragraph = None;
    for (index, sentence) in article.parse.sentences.iter().enumerate() {
        let first = paragraph != Some(sentence.paragraph);
        paragraph = Some(sentence.paragraph);
        if !first {
            continue;
        }
        let forms: Vec<&str> = sentence.tokens.iter().map(|t| t.form.as_str()).take(16).collect();
        let Some(length) = dateline(&forms) else { continue };
        let (Some(from), Some(to)) = (sentence.tokens.first(), sentence.tokens.get(length - 1)) else { continue };
        if from.span.start > to.span.end {
            continue;
        }
        let span = ByteSpan::new(from.span.start, to.span.end);
        let name = article.words(span);
        let known: Vec<Known> = gazetteer.meanings(&name.to_lowercase()).iter().copied().filter(|k| matches!(k, Known::Place(_))).collect();
        if known.is_empty() {
            continue;
        }
        let country = forms
            .get(length + 1)
            .filter(|_| forms[length] == ",")
            .and_then(|f| gazetteer.state_of_word(f))
            .and_then(|i| gazetteer.states.get(i));
        found.push(Use {
            span,
            head: At { sentence: index, token: length - 1 },
            key: key(&name.to_lowercase()),
            name: name.to_owned(),
            known,
            cities: Vec::new(),
            kind: None,
            beside: Beside { countries: country.map(|s| s.country).into_iter().collect(), places: Vec::new() },
            preposition: None,
        });
    }
    found
}

/// How many words the place of a dateline takes; none where the words are no dateline.
fn dateline(forms: &[&str]) -> Option<usize> {
    let capital = |f: &&str| f.starts_with(char::is_uppercase) && f.chars().any(char::is_alphabetic);
    let length = forms.iter().take(4).take_while(|f| capital(f)).count();
    let mut at = length;
    if forms.get(at) == Some(&",") {
        at += 1 + forms
            .get(at + 1..)?
            .iter()
            .take(4)
            .take_while(|f| capital(f) || f.bytes().all(|b| b.is_ascii_digit()) || **f == ".")
            .count();
    }
    if forms.get(at) == Some(&"(") {
        at += 1 + forms.get(at..)?.iter().take(8).position(|f| *f == ")")?;
    }
    let dash = matches!(*forms.get(at)?, "—" | "–" | "-" | "--" | "―");
    (length > 0 && dash).then_some(length)
}
