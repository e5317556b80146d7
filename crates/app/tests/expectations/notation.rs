//! The notation: an article in Markdown that ends in a block of expectations, one a line.

use std::fmt;

/// The fields that can be asked of each kind of entry, up to the first dot.
const FIELDS: [(&str, &[&str]); 7] = [
    ("statement", &["speaker", "cue", "manner", "act", "polarity", "resolution", "within", "addressee"]),
    (
        "event",
        &[
            "type",
            "mode",
            "cameo",
            "mutual",
            "modality",
            "historical",
            "voice",
            "actor",
            "recipient",
            "place",
            "date",
            "context",
            "magnitude",
        ],
    ),
    ("claim", &["stance", "position", "event"]),
    ("commitment", &["kind", "issuer", "voice", "addressee", "condition", "consequence", "deadline"]),
    ("note", &["kind"]),
    ("actor", &["name", "kind", "country", "sector", "role", "entity"]),
    ("place", &["name", "kind", "country", "admin", "geonames"]),
];

/// One line of the block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// Its line in the file, from 1.
    pub line: usize,
    /// True where no entry may fit.
    pub negated: bool,
    /// The kind of entry, as in [`FIELDS`].
    pub kind: &'static str,
    /// Words of the article that the entry stands on.
    pub words: String,
    /// Names of fields and the values wanted.
    pub fields: Vec<(String, String)>,
    /// The line as written.
    pub source: String,
}

impl fmt::Display for Expectation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.source)
    }
}

/// The text that the program extracts from an article, and the expectations below it. What is only said to be possible (`maybe`) is left out,
/// for it neither holds nor fails.
///
/// # Errors
/// A message with the line for an article that lacks the block or has a line that is no expectation.
pub fn read(file: &str) -> Result<(String, Vec<Expectation>), String> {
    let body = match file.strip_prefix("---\n") {
        Some(rest) => rest.split_once("\n---\n").ok_or("the front matter does not end")?.1,
        None => file,
    };
    let (article, block) = body.split_once("\n```expect\n").ok_or("no ```expect block; corpus/README.md shows one")?;
    let first = file[..file.len() - block.len()].matches('\n').count() + 1;
    let block = block.trim_end().strip_suffix("```").ok_or("the ```expect block is not the last thing in the file")?;
    let text = text(article);
    let (mut expectations, mut complete) = (Vec::new(), false);
    for (number, line) in (first..).zip(block.lines()).filter(|(_, l)| !l.trim().is_empty() && !l.trim_start().starts_with('#')) {
        let mistake = |problem: String| format!("line {number}: {problem}: {line}");
        if let Some(kinds) = line.trim().strip_prefix("complete ") {
            complete = true;
            let mut kinds = kinds.split_whitespace().take_while(|word| !word.starts_with('#'));
            kinds.try_for_each(|kind| fields_of(kind).map(|_| ())).map_err(mistake)?;
            continue;
        }
        let uncertain = line.trim().strip_prefix("maybe ");
        let expectation = line_of_block(number, uncertain.unwrap_or(line).trim()).map_err(mistake)?;
        match text.matches(&expectation.words).count() {
            0 => return Err(mistake("the article lacks these words".to_owned())),
            2.. if complete => return Err(mistake("the article has these words more than once".to_owned())),
            _ => expectations.extend(uncertain.is_none().then_some(expectation)),
        }
    }
    Ok((text, expectations))
}

/// The text of headings, paragraphs and plain items. The articles use no other Markdown; the caller compares the document's id.
fn text(article: &str) -> String {
    let (mut paragraphs, mut open) = (Vec::new(), Vec::new());
    for line in article.lines().chain([""]) {
        let line = line.trim_matches([' ', '\t']);
        if (line.is_empty() || line.starts_with("- ")) && !open.is_empty() {
            paragraphs.push(without_mark(&open.join(" ")).to_owned());
            open.clear();
        }
        open.extend((!line.is_empty()).then_some(line));
    }
    paragraphs.join("\n\n")
}

/// A paragraph without the mark of a heading, an item or a block quotation.
fn without_mark(paragraph: &str) -> &str {
    let Some((mark, rest)) = paragraph.split_once([' ', '\t']) else { return paragraph };
    let number = |mark: &str| mark.strip_suffix(['.', ')']).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let is_mark = matches!(mark, "-" | "*" | ">") || mark.bytes().all(|b| b == b'#') || number(mark);
    if is_mark { rest.trim_start_matches([' ', '\t']) } else { paragraph }
}

fn line_of_block(number: usize, line: &str) -> Result<Expectation, String> {
    let (negated, rest) = line.strip_prefix("not ").map_or((false, line), |rest| (true, rest.trim_start()));
    let (kind, rest) = rest.split_once(char::is_whitespace).ok_or("an expectation is: [not] kind \"words\" field=value")?;
    let &(kind, known) = fields_of(kind)?;
    let (words, mut rest) = quoted(rest.trim_start()).ok_or("the words stand in quotation marks after the kind")?;
    let mut fields = Vec::new();
    loop {
        let next = rest.trim_start();
        if next.is_empty() || next.starts_with('#') {
            break;
        }
        let (name, value) = next.split_once('=').ok_or_else(|| format!("a field has a value: {next}"))?;
        if !known.contains(&name.split('.').next().unwrap_or(name)) {
            return Err(format!("{kind} has no field {name}"));
        }
        let (value, after) = quoted(value).unwrap_or_else(|| value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())));
        fields.push((name.to_owned(), value.to_owned()));
        rest = after;
    }
    Ok(Expectation { line: number, negated, kind, words: words.to_owned(), fields, source: line.to_owned() })
}

/// A kind of entry and its fields.
fn fields_of(kind: &str) -> Result<&'static (&'static str, &'static [&'static str]), String> {
    FIELDS.iter().find(|(name, _)| *name == kind).ok_or_else(|| format!("no kind of entry is named {kind}"))
}

/// What stands between quotation marks, and what follows them.
fn quoted(text: &str) -> Option<(&str, &str)> {
    text.strip_prefix('"')?.split_once('"')
}
