//! Front matter: what a Markdown file says about itself between two lines of `---` (YAML) or `+++` (TOML).
//!
//! Of YAML only what front matter uses is read: `key: value`, quoted values, lists in either style, folded text. The
//! rest is passed over, for the facts wanted are few and an unread one is only unknown.

use std::collections::BTreeMap;

/// The facts by lower-case key. A fact of several values, such as authors, has them all.
pub type Facts = BTreeMap<String, Vec<String>>;

/// A file's front matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// What it says.
    pub facts: Facts,
    /// The byte of the file at which the article starts.
    pub end: usize,
    /// Why its facts could not be read, and on which line of the file.
    pub error: Option<(usize, String)>,
}

/// Reads the front matter at the start of a file. Where there is none, nothing is said and the article starts at 0.
pub fn read(file: &str) -> FrontMatter {
    let mut lines = file.split_inclusive('\n');
    let fence = match lines.next().map(str::trim_end) {
        Some(fence @ ("---" | "+++")) => fence,
        _ => return FrontMatter::default(),
    };
    let start = file.find('\n').map_or(file.len(), |end| end + 1);
    let mut at = start;
    for line in lines {
        let next = at + line.len();
        if line.trim_end() == fence {
            let (facts, error) = match (fence, &file[start..at]) {
                ("+++", matter) => toml(matter),
                (_, matter) => (yaml(matter), None),
            };
            return FrontMatter { facts, end: next, error };
        }
        at = next;
    }
    // A rule at the top of the text, not an opening fence.
    FrontMatter::default()
}

fn toml(matter: &str) -> (Facts, Option<(usize, String)>) {
    let table: toml::Table = match matter.parse() {
        Ok(table) => table,
        Err(error) => {
            let byte = error.span().map_or(0, |span| span.start);
            let line = matter.bytes().take(byte).filter(|&b| b == b'\n').count() + 2;
            return (Facts::new(), Some((line, error.message().to_owned())));
        }
    };
    let text = |value: toml::Value| match value {
        toml::Value::String(text) => Some(text),
        toml::Value::Datetime(date) => Some(date.to_string()),
        toml::Value::Integer(number) => Some(number.to_string()),
        _ => None,
    };
    let facts = table.into_iter().map(|(key, value)| {
        let values = match value {
            toml::Value::Array(values) => values.into_iter().filter_map(text).collect(),
            value => text(value).into_iter().collect(),
        };
        (key.to_lowercase(), values)
    });
    (facts.collect(), None)
}

fn yaml(matter: &str) -> Facts {
    let mut facts = Facts::new();
    let mut lines = matter.lines().peekable();
    while let Some(line) = lines.next() {
        // Indented lines belong to a key above that holds more than a value or a list.
        let Some((key, value)) = line.split_once(':').filter(|_| !line.starts_with([' ', '\t', '#', '-'])) else {
            continue;
        };
        let value = without_comment(value.trim());
        let mut values = Vec::new();
        if value.is_empty() {
            while let Some(item) = lines.peek().and_then(|l| l.trim_start().strip_prefix("- ")) {
                values.push(unquote(without_comment(item.trim())));
                lines.next();
            }
        } else if value.starts_with(['>', '|']) {
            let mut parts = Vec::new();
            while let Some(part) = lines.next_if(|l| l.starts_with([' ', '\t']) || l.trim().is_empty()) {
                parts.push(part.trim());
            }
            values.push(parts.join(" ").trim().to_owned());
        } else if let Some(list) = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
            values.extend(items(list).into_iter().map(|item| unquote(item.trim())));
        } else {
            values.push(unquote(value));
        }
        values.retain(|v| !v.is_empty() && v != "null" && v != "~");
        facts.insert(unquote(key.trim()).to_lowercase(), values);
    }
    facts
}

/// The value before a comment, which starts with a number sign after a space, outside quotation marks.
fn without_comment(value: &str) -> &str {
    if value.starts_with('#') {
        return "";
    }
    if let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        return quoted(value, quote).unwrap_or(value);
    }
    value.find(" #").map_or(value, |end| value[..end].trim_end())
}

/// The value up to its closing quotation mark. Inside, a single one is doubled and a double one follows a backslash.
fn quoted(value: &str, quote: char) -> Option<&str> {
    let mut inside = value.char_indices().skip(1).peekable();
    while let Some((at, c)) = inside.next() {
        if quote == '"' && c == '\\' {
            inside.next();
        } else if c == quote && (quote == '"' || inside.next_if(|(_, next)| *next == quote).is_none()) {
            return Some(&value[..=at]);
        }
    }
    None
}

/// The items of a list in one line, parted by commas outside quotation marks.
fn items(list: &str) -> Vec<&str> {
    let mut items = Vec::new();
    let (mut start, mut quote) = (0, None);
    for (at, c) in list.char_indices() {
        match (quote, c) {
            (None, ',') => {
                items.push(&list[start..at]);
                start = at + 1;
            }
            (None, '"' | '\'') if list[start..at].trim().is_empty() => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    items.push(&list[start..]);
    items
}

fn unquote(value: &str) -> String {
    let inside = |quote: char| value.strip_prefix(quote).and_then(|v| v.strip_suffix(quote));
    if let Some(text) = inside('\'') {
        return text.replace("''", "'");
    }
    match inside('"') {
        Some(text) => text.replace("\\\"", "\"").replace("\\\\", "\\"),
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(file: &str, key: &str) -> Vec<String> {
        read(file).facts.remove(key).unwrap_or_default()
    }

    #[test]
    fn yaml_facts() {
        let file = "---\ntitle: \"Talks: day one\" # working title\nDate: 2021-03-04\nauthors:\n  - Ana Ruiz\n  - 'Bo O''Neill'\n\
            tags: [a, \"b, c\"]\nlead: >\n  Two lines\n  of text\nnested:\n  date: 1999-01-01\nempty:\n---\nText.\n";
        assert_eq!(values(file, "title"), ["Talks: day one"]);
        assert_eq!(values(file, "date"), ["2021-03-04"]);
        assert_eq!(values(file, "authors"), ["Ana Ruiz", "Bo O'Neill"]);
        assert_eq!(values(file, "tags"), ["a", "b, c"]);
        assert_eq!(values(file, "lead"), ["Two lines of text"]);
        assert!(values(file, "empty").is_empty());
        assert_eq!(&file[read(file).end..], "Text.\n");
    }

    #[test]
    fn toml_facts() {
        let file = "+++\r\ntitle = \"Talks\"\r\ndate = 2021-03-04T10:00:00Z\r\nauthors = [\"Ana\", \"Bo\"]\r\n+++\r\nText.";
        assert_eq!(values(file, "date"), ["2021-03-04T10:00:00Z"]);
        assert_eq!(values(file, "authors"), ["Ana", "Bo"]);
        assert_eq!(&file[read(file).end..], "Text.");
        let wrong = read("+++\ntitle = \"a\"\ndate = \n+++\nText.");
        assert_eq!(wrong.error.map(|(line, _)| line), Some(3));
        assert!(wrong.end > 0);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        for file in ["---\nText without an end.\n", "# Title\n---\n", "", "----\na: b\n----\n"] {
            assert_eq!(read(file), FrontMatter::default(), "{file:?}");
        }
    }
}
