//! One input, read: the article's text, what is known of it, and the way back to the lines of its file.

use crate::decode::{Decoded, decode};
use crate::front_matter::{self, FrontMatter};
use crate::input::{Input, plain};
use crate::limits::DOCUMENT_BYTES;
use crate::markdown::{self, Piece};
use crate::message::Message;
use chancery_record::{ByteSpan, Day, Document, LineColumn, Offsets, Span};
use std::fs::File;
use std::io::{self, Read};

/// An article that was read.
#[derive(Clone, Debug)]
pub struct Article {
    /// How messages call it.
    pub name: String,
    /// The extracted text.
    pub text: String,
    /// What is known of it.
    pub document: Document,
    /// Where its words stand in the file.
    pub places: Places,
    /// What should be known about how it was read.
    pub warnings: Vec<Message>,
}

/// How articles are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reading {
    /// Every input is Markdown, whatever its name.
    pub markdown: bool,
    /// The day of publication; goes before what a file says of itself.
    pub date: Option<Day>,
}

/// Reads an input.
///
/// # Errors
/// A message that names the input, what is wrong with it, where, and what to do.
pub fn read(input: &Input, reading: Reading) -> Result<Article, Message> {
    let name = input.name();
    let (text, warnings) = text(input, DOCUMENT_BYTES, "split it into one file an article")?;
    let mut article = if reading.markdown || is_markdown(input) {
        of_markdown(name, text, warnings)
    } else {
        let places = Places::of_text(&text);
        Article { name, document: Document::new(&text), text, places, warnings }
    };
    if article.text.trim().is_empty() {
        return Err(Message::error(&article.name, "there is no text in it", "give a file that has an article in it"));
    }
    if let (None, Input::File(_)) = (&article.document.source, input) {
        article.document.source = Some(input.name());
    }
    if let Some(day) = reading.date {
        article.document.published = Some(day.to_string());
    }
    Ok(article)
}

fn is_markdown(input: &Input) -> bool {
    let Input::File(path) = input else { return false };
    path.extension().is_some_and(|e| e.eq_ignore_ascii_case("md") || e.eq_ignore_ascii_case("markdown"))
}

/// The text of an input as it is, no more than `limit` bytes of it, and what should be known about how it was decoded.
/// `remedy` is for an input beyond the limit.
///
/// # Errors
/// A message where the input can't be read, is empty, too long, or no text.
pub fn text(input: &Input, limit: usize, remedy: &str) -> Result<(String, Vec<Message>), Message> {
    let name = input.name();
    let too_long = || {
        let what = format!("longer than the limit of {} MiB", limit >> 20);
        Message::error(&name, what, remedy)
    };
    let bytes = bytes(input, limit + 1)?;
    if bytes.len() > limit {
        return Err(too_long());
    }
    if bytes.is_empty() {
        return Err(Message::error(&name, "it is empty", "give a file that has an article in it"));
    }
    let Decoded { text, guess } = decode(&bytes).map_err(|error| {
        let help = "give plain text or Markdown; UTF-16 needs its byte-order mark at the start";
        Message::error(&name, error.to_string(), help)
    })?;
    if text.len() > limit {
        return Err(too_long());
    }
    let warnings = guess.map(|guess| {
        let lossy = if guess.lossy { "; some bytes mean nothing in it and became U+FFFD" } else { "" };
        let what = format!("not UTF-8 (byte {}); read as {}{lossy}", guess.byte, guess.encoding);
        Message::warning(&name, what, "if names look wrong, convert the file to UTF-8 first")
    });
    Ok((text, warnings.into_iter().collect()))
}

/// The first `most` bytes of an input.
fn bytes(input: &Input, most: usize) -> Result<Vec<u8>, Message> {
    let mut bytes = Vec::new();
    let most = most as u64;
    let read = match input {
        Input::Standard => io::stdin().lock().take(most).read_to_end(&mut bytes),
        Input::File(path) => File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes)),
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => {
            let help = match error.kind() {
                io::ErrorKind::NotFound => "check the path; it is taken from the directory that the program runs in",
                io::ErrorKind::PermissionDenied => "ask for permission to read it (chmod +r)",
                _ => "check the file and the disk it lies on",
            };
            Err(Message::error(input.name(), format!("can't be read: {}", plain(&error)), help))
        }
    }
}

fn of_markdown(name: String, file: String, mut warnings: Vec<Message>) -> Article {
    let FrontMatter { facts, end, error } = front_matter::read(&file);
    let markdown::Article { text, title, pieces } = markdown::read(&file, end);
    if let Some((line, error)) = error {
        let what = format!("line {line}: the front matter can't be read: {}", error.trim());
        warnings.push(Message::warning(&name, what, "write it as TOML between +++ lines, or as YAML between --- lines"));
    }
    let first = |keys: &[&str]| keys.iter().find_map(|key| facts.get(*key)?.first().cloned());
    let mut document = Document::new(&text);
    document.title = first(&["title"]).or(title);
    document.publisher = first(&["publisher", "source"]);
    document.source = first(&["url"]);
    let authors = ["authors", "author"].iter().find_map(|key| facts.get(*key));
    document.authors = authors.cloned().unwrap_or_default();
    if let Some(date) = first(&["date", "published"]) {
        document.published = published(&date);
        if document.published.is_none() {
            let what = format!("the date {date:?} of the front matter is none of the calendar; read without a date");
            warnings.push(Message::warning(&name, what, "write it as YYYY-MM-DD"));
        }
    }
    let places = Places { text: Offsets::new(&text), file: Some((Offsets::new(&file), pieces)) };
    Article { name, text, document, places, warnings }
}

/// A date as the record gives it: a day, or a time of RFC 3339 where the whole of it is one. Of a time without its zone
/// only the day is sure.
fn published(date: &str) -> Option<String> {
    let day: Day = date.get(..10)?.parse().ok()?;
    let time = &date[10..];
    if time.is_empty() {
        return Some(day.to_string());
    }
    if !time.starts_with(['T', 't', ' ']) {
        return None;
    }
    let whole = is_time(&time[1..]);
    Some(if whole { format!("{day}T{}", &time[1..]) } else { day.to_string() })
}

/// True for a time of the day of RFC 3339: `10:00:00Z`, `10:00:00.5+02:00`.
fn is_time(time: &str) -> bool {
    let number = |range: std::ops::Range<usize>, most: u8| {
        let digits = time.get(range).filter(|d| d.len() == 2 && d.bytes().all(|b| b.is_ascii_digit()));
        digits.and_then(|d| d.parse::<u8>().ok()).is_some_and(|n| n <= most)
    };
    let colon = |at: usize| time.as_bytes().get(at) == Some(&b':');
    // A leap second is second 60.
    if !(number(0..2, 23) && colon(2) && number(3..5, 59) && colon(5) && number(6..8, 60)) {
        return false;
    }
    let mut zone = 8;
    if time.as_bytes().get(8) == Some(&b'.') {
        let digits = time.bytes().skip(9).take_while(u8::is_ascii_digit).count();
        if digits == 0 {
            return false;
        }
        zone = 9 + digits;
    }
    match &time[zone..] {
        "Z" | "z" => true,
        offset if offset.starts_with(['+', '-']) && offset.len() == 6 => {
            number(zone + 1..zone + 3, 23) && colon(zone + 3) && number(zone + 4..zone + 6, 59)
        }
        _ => false,
    }
}

/// Where the words of an article stand in its file.
#[derive(Clone, Debug)]
pub struct Places {
    text: Offsets,
    /// For Markdown: the file, and where the pieces of the text stand in it.
    file: Option<(Offsets, Vec<Piece>)>,
}

impl Places {
    /// The places of a text that is its file.
    pub fn of_text(text: &str) -> Self {
        Self { text: Offsets::new(text), file: None }
    }

    /// The bytes of the text that a span covers; none where it is not one of this text.
    pub fn bytes(&self, span: &Span) -> Option<ByteSpan> {
        self.text.bytes(span)
    }

    /// The line and column of the file at which `byte` of the text stands; none beyond the text.
    pub fn line_column(&self, byte: usize) -> Option<LineColumn> {
        let Some((file, pieces)) = &self.file else {
            return self.text.line_column(byte);
        };
        if byte > self.text.bytes_len() {
            return None;
        }
        let piece = pieces[..pieces.partition_point(|p| p.text <= byte)].last()?;
        let into = if piece.verbatim { byte - piece.text } else { 0 };
        file.line_column(piece.file + into).or_else(|| file.line_column(piece.file))
    }

    /// The line and column of the file at which a span starts.
    pub fn of(&self, span: &Span) -> Option<LineColumn> {
        self.line_column(self.bytes(span)?.start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markdown(file: &str) -> Article {
        of_markdown("a.md".into(), file.into(), Vec::new())
    }

    #[test]
    fn front_matter_tells_about_the_document() {
        let article = markdown(
            "---\ntitle: Talks\ndate: 2021-03-04\nsource: The Courier\nauthor: Ana Ruiz\nurl: https://example.org/a\n---\n# Big talks\n\nText.\n",
        );
        let document = &article.document;
        assert_eq!(document.title.as_deref(), Some("Talks"));
        assert_eq!(document.published.as_deref(), Some("2021-03-04"));
        assert_eq!(document.publisher.as_deref(), Some("The Courier"));
        assert_eq!(document.authors, ["Ana Ruiz"]);
        assert_eq!(document.source.as_deref(), Some("https://example.org/a"));
        assert_eq!(article.text, "Big talks\n\nText.");
        assert_eq!(document.id, Document::id_of(&article.text));
        assert!(article.warnings.is_empty());
    }

    #[test]
    fn dates_are_checked() {
        for (date, read) in [
            ("2024-02-29", Some("2024-02-29")),
            ("2023-02-29", None),
            ("2024-05-01T10:00:00Z", Some("2024-05-01T10:00:00Z")),
            ("2024-05-01 10:00:00.25+02:00", Some("2024-05-01T10:00:00.25+02:00")),
            ("2024-05-01T10:00", Some("2024-05-01")),
            ("2024-05-01T25:00:00Z", Some("2024-05-01")),
            ("2024-05-01é", None),
            ("May 1, 2024", None),
            ("", None),
        ] {
            assert_eq!(published(date).as_deref(), read, "{date}");
        }
        assert_eq!(markdown("---\ndate: soon\n---\nText.").warnings.len(), 1);
    }

    #[test]
    fn words_of_markdown_have_the_lines_of_the_file() {
        let article = markdown("---\ntitle: a\n---\n\nThe **minister** met\nhis *Irish* colleague.\n");
        let place = |words: &str| {
            let byte = article.text.find(words).expect("the text has these words");
            article.places.line_column(byte).map(|p| (p.line, p.column))
        };
        assert_eq!(place("The"), Some((5, 1)));
        assert_eq!(place("minister"), Some((5, 7)));
        assert_eq!(place("met"), Some((5, 18)));
        assert_eq!(place("Irish"), Some((6, 6)));
        assert_eq!(article.places.line_column(article.text.len() + 1), None);
    }
}
