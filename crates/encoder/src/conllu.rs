//! CoNLL-U, the format of Universal Dependencies, read and written.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use chancery_record::ByteSpan;

use crate::parse::{AttributionRole, Parse, Sentence};
use crate::quotes;
use crate::text::{RawSentence, mark_quoted};

/// A document of a treebank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What `# newdoc id =` says; empty where it says nothing.
    pub id: String,
    /// Put together again from the words: a blank line between paragraphs, a space between sentences.
    pub text: String,
    /// Every sentence of the file, in order.
    pub sentences: Vec<TreebankSentence>,
}

/// A sentence of a treebank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreebankSentence {
    /// What `# sent_id =` says; empty where it is missing.
    pub id: String,
    /// Its syntactic words in the document's text.
    pub raw: RawSentence,
    /// The words as the file writes them; those of a multiword token may differ from the text.
    pub forms: Vec<String>,
}

/// A line that is not CoNLL-U.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConlluError {
    /// Number of the line, from 1.
    pub line: usize,
    message: &'static str,
}

impl fmt::Display for ConlluError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ConlluError {}

/// Reads the documents of a CoNLL-U file.
///
/// # Errors
/// Where a line is neither a comment nor ten columns, or where words are not numbered 1, 2, 3.
///
/// ```
/// let file = "# text = It can't.\n1\tIt\t_\t_\t_\t_\t_\t_\t_\t_\n2-3\tcan't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\
///             2\tca\t_\t_\t_\t_\t_\t_\t_\t_\n3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
/// let documents = chancery_encoder::conllu::read(file)?;
/// assert_eq!(documents[0].text, "It can't.");
/// assert_eq!(documents[0].sentences[0].forms, ["It", "ca", "n't", "."]);
/// # Ok::<(), chancery_encoder::conllu::ConlluError>(())
/// ```
pub fn read(file: &str) -> Result<Vec<Document>, ConlluError> {
    let mut reader = Reader::default();
    for (i, line) in file.lines().enumerate() {
        reader.line(line.trim_end_matches('\r')).map_err(|message| ConlluError { line: i + 1, message })?;
    }
    reader.end_sentence();
    reader.end_document();
    Ok(reader.documents)
}

#[derive(Default)]
struct Reader {
    documents: Vec<Document>,
    document: Document,
    paragraph: usize,
    /// What is to stand before the next word.
    gap: &'static str,
    id: String,
    forms: Vec<String>,
    tokens: Vec<ByteSpan>,
    /// Number of the last word of the multiword token being read, and what follows it.
    range: Option<Range>,
}

struct Range {
    last: usize,
    span: ByteSpan,
    /// Number of the words read so far.
    words: usize,
    gap: &'static str,
}

impl Reader {
    fn line(&mut self, line: &str) -> Result<(), &'static str> {
        if line.is_empty() {
            self.end_sentence();
            return Ok(());
        }
        if let Some(comment) = line.strip_prefix('#') {
            self.comment(comment.trim());
            return Ok(());
        }
        let columns: Vec<&str> = line.split('\t').collect();
        let [number, form, .., misc] = columns.as_slice() else {
            return Err("expected ten columns parted by tabs; write a word's ten columns, or # before a comment");
        };
        if columns.len() != 10 {
            return Err("expected ten columns parted by tabs; write _ in columns that have no value");
        }
        if number.contains('.') {
            return Ok(());
        }
        let gap = if misc.split('|').any(|m| m == "SpaceAfter=No") { "" } else { " " };
        if let Some((first, last)) = number.split_once('-') {
            let (first, last) = (first.parse::<usize>(), last.parse::<usize>());
            let (Ok(first), Ok(last)) = (first, last) else {
                return Err("the range of a multiword token is no pair of numbers; write it as 2-3");
            };
            if self.range.is_some() || first != self.forms.len() + 1 || last < first {
                return Err("the range of a multiword token is out of order; write it just before its first word");
            }
            let span = self.append(form);
            self.range = Some(Range { last, span, words: 0, gap });
            return Ok(());
        }
        if number.parse() != Ok(self.forms.len() + 1) {
            return Err("words are not numbered one after the other; number each sentence's words 1, 2, 3 and leave a blank line after it");
        }
        self.forms.push((*form).to_owned());
        let Some(mut range) = self.range.take() else {
            let span = self.append(form);
            self.tokens.push(span);
            self.gap = gap;
            return Ok(());
        };
        self.tokens.push(range.span);
        range.words += 1;
        if self.forms.len() == range.last {
            self.gap = range.gap;
            let base = self.tokens.len() - range.words;
            let forms = &self.forms[self.forms.len() - range.words..];
            let parts = split_surface(&self.document.text, range.span, forms);
            self.tokens[base..].copy_from_slice(&parts);
        } else {
            self.range = Some(range);
        }
        Ok(())
    }

    fn comment(&mut self, comment: &str) {
        let value = |name: &str| {
            let rest = comment.strip_prefix(name)?;
            let rest = rest.trim_start();
            if rest.is_empty() { Some("") } else { rest.strip_prefix('=').map(str::trim) }
        };
        if comment == "newdoc" || value("newdoc id").is_some() {
            self.end_sentence();
            self.end_document();
            self.document.id = value("newdoc id").unwrap_or("").to_owned();
        } else if comment == "newpar" || value("newpar id").is_some() {
            if !self.document.sentences.is_empty() && self.gap != "\n\n" {
                self.paragraph += 1;
                self.gap = "\n\n";
            }
        } else if let Some(id) = value("sent_id") {
            self.id = id.to_owned();
        }
    }

    /// Adds a form to the text and returns where it stands.
    fn append(&mut self, form: &str) -> ByteSpan {
        if !self.document.text.is_empty() {
            self.document.text.push_str(self.gap);
        }
        let start = self.document.text.len();
        self.document.text.push_str(form);
        ByteSpan::new(start, self.document.text.len())
    }

    fn end_sentence(&mut self) {
        self.range = None;
        let tokens = std::mem::take(&mut self.tokens);
        let forms = std::mem::take(&mut self.forms);
        let id = std::mem::take(&mut self.id);
        if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
            let span = ByteSpan::new(first.start, last.end);
            let raw = RawSentence { span, paragraph: self.paragraph, tokens, quoted: Vec::new() };
            self.document.sentences.push(TreebankSentence { id, raw, forms });
        }
    }

    fn end_document(&mut self) {
        let mut document = std::mem::take(&mut self.document);
        self.paragraph = 0;
        self.gap = "";
        if document.sentences.is_empty() {
            return;
        }
        let quotations = quotes::pair(&document.text);
        let mut raw: Vec<RawSentence> = document.sentences.iter().map(|s| s.raw.clone()).collect();
        mark_quoted(&mut raw, &quotations);
        for (sentence, raw) in document.sentences.iter_mut().zip(raw) {
            sentence.raw = raw;
        }
        self.documents.push(document);
    }
}

/// Where the words of a multiword token stand in it. Where a word is not written there as it is, the first words take the
/// letters that agree with them and the last takes what is left.
fn split_surface(text: &str, span: ByteSpan, forms: &[String]) -> Vec<ByteSpan> {
    let surface = span.of(text);
    let mut parts = Vec::with_capacity(forms.len());
    let mut at = 0;
    for (i, form) in forms.iter().enumerate() {
        let rest = &surface[at..];
        let len = if i + 1 == forms.len() {
            rest.len()
        } else {
            let same = |(a, b): &(char, char)| a.to_lowercase().eq(b.to_lowercase());
            rest.chars().zip(form.chars()).take_while(same).map(|(a, _)| a.len_utf8()).sum()
        };
        parts.push(ByteSpan::new(span.start + at, span.start + at + len));
        at += len;
    }
    parts
}

/// Writes a parse as CoNLL-U. `text` is the text that was parsed.
///
/// Words written together as in "don't" stand under a range line, as EWT writes them. The column MISC
/// holds `SpaceAfter=No`, `Name=`, `Entity=`, `Quoted=Yes` and `Attribution=ROLE:ANCHOR`, where the anchor is the number of the
/// first word of the cue, or 0 where the sentence has none.
pub fn write(text: &str, parse: &Parse) -> String {
    let mut out = String::new();
    let mut paragraph = None;
    for (i, sentence) in parse.sentences.iter().enumerate() {
        if paragraph != Some(sentence.paragraph) {
            out.push_str("# newpar\n");
            paragraph = Some(sentence.paragraph);
        }
        let surface = text.get(sentence.span.start..sentence.span.end).unwrap_or("");
        let line: Vec<&str> = surface.split_whitespace().collect();
        // Writing to a string can't fail.
        let _ = writeln!(out, "# sent_id = {}\n# text = {}", i + 1, line.join(" "));
        let next = parse.sentences.get(i + 1).map(|s| s.span.start);
        write_sentence(&mut out, text, sentence, next);
        out.push('\n');
    }
    out
}

fn write_sentence(out: &mut String, text: &str, sentence: &Sentence, next_sentence: Option<usize>) {
    let tokens = &sentence.tokens;
    let glued = |k: usize| {
        let next = tokens.get(k + 1).map(|t| t.span.start).or(next_sentence);
        next == Some(tokens[k].span.end)
    };
    let mut k = 0;
    while k < tokens.len() {
        let mut last = k;
        while last + 1 < tokens.len() && glued(last) && goes_on(&tokens[last].form, &tokens[last + 1].form) {
            last += 1;
        }
        if last > k {
            let form = text.get(tokens[k].span.start..tokens[last].span.end).unwrap_or("_");
            let space = if glued(last) { "SpaceAfter=No" } else { "_" };
            let _ = writeln!(out, "{}-{}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{space}", k + 1, last + 1);
        }
        for (j, token) in tokens.iter().enumerate().take(last + 1).skip(k) {
            let mut misc = BTreeMap::new();
            if last == k && glued(k) {
                misc.insert("SpaceAfter", "No".to_owned());
            }
            if token.name != "O" {
                misc.insert("Name", token.name.to_owned());
            }
            if token.entity != "O" {
                misc.insert("Entity", token.entity.to_owned());
            }
            if token.quoted {
                misc.insert("Quoted", "Yes".to_owned());
            }
            if let Some(attribution) = token.attribution {
                let role = match attribution.role {
                    AttributionRole::Source => "Source",
                    AttributionRole::Cue => "Cue",
                    AttributionRole::Content => "Content",
                };
                misc.insert("Attribution", format!("{role}:{}", attribution.anchor.map_or(0, |a| a + 1)));
            }
            let misc: Vec<String> = misc.iter().map(|(name, value)| format!("{name}={value}")).collect();
            let misc = if misc.is_empty() { "_".to_owned() } else { misc.join("|") };
            let (head, relation) = match token.head {
                Some(head) => (head + 1, token.deprel),
                None => (0, "root"),
            };
            let _ = writeln!(
                out,
                "{}\t{}\t{}\t{}\t_\t{}\t{head}\t{relation}\t_\t{misc}",
                j + 1,
                token.form,
                if token.lemma.is_empty() { "_" } else { &token.lemma },
                token.upos.as_str(),
                if token.feats.is_empty() { "_" } else { token.feats },
            );
        }
        k = last + 1;
    }
}

/// True where two words without a space between them are one token of the surface: "do" and "n't", "can" and "not".
fn goes_on(word: &str, next: &str) -> bool {
    let letters = |s: &str| s.chars().next().is_some_and(char::is_alphabetic);
    let clitic = next.chars().next().is_some_and(|c| matches!(c, '\'' | '’' | '´' | '\u{2bc}'))
        && next.chars().nth(1).is_some_and(char::is_alphabetic)
        || next.starts_with("â€™") && next.len() > "â€™".len();
    let ends = word.chars().next_back().is_some_and(|c| c.is_alphanumeric() || c == '.');
    ends && clitic || letters(word) && letters(next) && ends && !word.ends_with('.')
}
