//! Markdown to the text of an article: marks go, paragraphs stay, code and markup of other languages are no text.

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// The text of a Markdown file and the way back from it to the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Paragraphs, headings, items and cells, a blank line between them.
    pub text: String,
    /// The first heading of the first level.
    pub title: Option<String>,
    /// Where the pieces of the text stand in the file, in the order of the text.
    pub pieces: Vec<Piece>,
}

/// A piece of the text that stands in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First byte in the text.
    pub text: usize,
    /// First byte in the file.
    pub file: usize,
    /// True where the file has the same bytes, false where it has a character reference for them.
    pub verbatim: bool,
}

/// The text of a Markdown file from the byte `start` on.
///
/// Emphasis, links, headings, lists and block quotations lose their marks. Fenced code, HTML, images and marks of
/// footnotes are left out. Indented lines are kept, for in articles they are paragraphs, not code.
pub fn read(file: &str, start: usize) -> Article {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut writer = Writer { file, start, article: Article::default(), blank: false, left_out: 0, indented: false, heading: None };
    for (event, range) in Parser::new_ext(&file[start..], options).into_offset_iter() {
        writer.event(event, range);
    }
    let mut article = writer.article;
    article.text.truncate(article.text.trim_end().len());
    article
}

struct Writer<'a> {
    file: &'a str,
    start: usize,
    article: Article,
    /// True where a blank line has to come before the next words.
    blank: bool,
    /// How many elements that are no text are open.
    left_out: usize,
    /// True where the block of code that is open is an indented one.
    indented: bool,
    /// The words of the title so far, while its heading is open.
    heading: Option<String>,
}

impl Writer<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) => self.words(&words, range.start),
            Event::Code(words) => {
                // The range takes the marks in; the words stand a little after its start.
                let marks = self.file[self.start..][range.clone()].find(&*words).unwrap_or(0);
                self.words(&words, range.start + marks);
            }
            Event::SoftBreak => self.words(&CowStr::Borrowed(" "), range.start),
            Event::HardBreak => self.words(&CowStr::Borrowed("\n"), range.start),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::CodeBlock(CodeBlockKind::Indented) => (self.blank, self.indented) = (true, true),
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) => (self.left_out, self.indented) = (self.left_out + 1, false),
            Tag::HtmlBlock | Tag::Image { .. } => self.left_out += 1,
            Tag::Heading { level: pulldown_cmark::HeadingLevel::H1, .. } if self.article.title.is_none() => {
                self.blank = true;
                self.heading = Some(String::new());
            }
            tag if is_block(&tag.to_end()) => self.blank = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::CodeBlock if self.indented => {}
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image => self.left_out -= 1,
            TagEnd::Heading(_) => {
                if let Some(title) = self.heading.take() {
                    let title = title.trim();
                    self.article.title = (!title.is_empty()).then(|| title.to_owned());
                }
            }
            _ => {}
        }
        self.blank |= is_block(&tag);
    }

    /// Adds words that stand in the file at `at`, counted from the article's start.
    fn words(&mut self, words: &str, at: usize) {
        let text = &mut self.article.text;
        if self.left_out > 0 || words.is_empty() {
            return;
        }
        if std::mem::take(&mut self.blank) && !text.is_empty() {
            text.truncate(text.trim_end_matches(['\n', ' ']).len());
            text.push_str("\n\n");
        }
        if let Some(heading) = &mut self.heading {
            heading.push_str(words);
        }
        let file = self.start + at;
        let verbatim = self.file[file..].starts_with(words);
        self.article.pieces.push(Piece { text: text.len(), file, verbatim });
        text.push_str(words);
    }
}

/// True for elements that stand apart from the words before and after them.
fn is_block(tag: &TagEnd) -> bool {
    !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(file: &str) -> String {
        read(file, 0).text
    }

    #[test]
    fn marks_go_and_paragraphs_stay() {
        assert_eq!(
            text("# Talks *resume*\n\nThe **minister** met\n[his colleague](http://example.org).\n\n> “No,” he said.\n"),
            "Talks resume\n\nThe minister met his colleague.\n\n“No,” he said."
        );
        assert_eq!(text("- one\n- two\n\n1. three\n"), "one\n\ntwo\n\nthree");
        assert_eq!(text("One  \ntwo.\n\n* * *\n\nThree `four` &amp; \\*five\\*."), "One\ntwo.\n\nThree four & *five*.");
        assert_eq!(text("| a | b |\n|---|---|\n| c | d |\n"), "a\n\nb\n\nc\n\nd");
    }

    #[test]
    fn code_and_markup_are_no_text() {
        assert_eq!(text("One.\n\n```\ncode\n```\n\nTwo.[^1] ![alt](a.png) <b>bold</b>\n\n<div>\nx\n</div>\n"), "One.\n\nTwo.[^1]  bold");
        assert_eq!(text("One.\n\n    An indented paragraph.\n\nTwo."), "One.\n\nAn indented paragraph.\n\nTwo.");
        assert_eq!(text("One.[^n]\n\n[^n]: A note.\n"), "One.\n\nA note.");
    }

    #[test]
    fn the_first_heading_is_the_title() {
        assert_eq!(read("## Below\n\n# Talks *resume*\n\n# More\n", 0).title.as_deref(), Some("Talks resume"));
        assert_eq!(read("Text only.", 0).title, None);
        assert_eq!(read("#\n\n# Named\n", 0).title.as_deref(), Some("Named"));
    }

    #[test]
    fn the_way_back_leads_to_the_words() {
        let file = "+++\n+++\n# A *b*\n\nC &amp; `d`\nÉlysée **e**.\n";
        let article = read(file, 8);
        for piece in article.pieces.iter().filter(|p| p.verbatim) {
            let (a, b) = (&article.text[piece.text..], &file[piece.file..]);
            assert_eq!(a.chars().next(), b.chars().next());
        }
        let at = article.text.find("lysée").expect("the words") - 2;
        assert!(article.pieces.iter().any(|p| p.text == at && file[p.file..].starts_with("Élysée")));
    }
}
