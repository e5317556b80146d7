//! What a command reads: files, directories, patterns, and `-` for standard input.

use crate::message::Message;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One thing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Standard,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// How messages and the text view call it.
    pub fn name(&self) -> String {
        match self {
            Self::Standard => "standard input".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }
}

/// The endings that a file in a directory needs to count as an article.
pub const ARTICLE_ENDINGS: [&str; 4] = ["md", "markdown", "txt", "text"];

/// The inputs that the arguments of a command name, in their order, each once.
///
/// A directory stands for the articles in it and below, in the order of their paths; hidden files are left out. An
/// argument that is no path but has `*`, `?` or `[` in it is a pattern, for shells that leave it to the program. What
/// can't be found or listed is an error in its place, so that the other inputs are still done.
pub fn expand(arguments: &[String]) -> Vec<Result<Input, Message>> {
    expand_endings(arguments, &ARTICLE_ENDINGS)
}

/// As [`expand`], with other endings for the files of a directory.
pub fn expand_endings(arguments: &[String], endings: &[&str]) -> Vec<Result<Input, Message>> {
    let mut found = Found { endings, inputs: Vec::new(), seen: BTreeSet::new() };
    for argument in arguments {
        found.argument(argument);
    }
    found.inputs
}

struct Found<'a> {
    endings: &'a [&'a str],
    inputs: Vec<Result<Input, Message>>,
    /// Names that are in the list already.
    seen: BTreeSet<String>,
}

impl Found<'_> {
    fn argument(&mut self, argument: &str) {
        let path = Path::new(argument);
        if argument == "-" {
            self.add(Input::Standard);
        } else if path.is_dir() {
            self.directory(path);
        } else if path.symlink_metadata().is_err() && argument.contains(['*', '?', '[']) {
            self.pattern(argument);
        } else {
            // Whether it can be read shows when it is read.
            self.add(Input::File(path.to_owned()));
        }
    }

    fn add(&mut self, input: Input) {
        if self.seen.insert(input.name()) {
            self.inputs.push(Ok(input));
        }
    }

    fn fail(&mut self, input: &str, what: String, help: &str) {
        self.inputs.push(Err(Message::error(input, what, help)));
    }

    fn directory(&mut self, root: &Path) {
        let name = root.display().to_string();
        let visible = |entry: &walkdir::DirEntry| entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.');
        let walk = walkdir::WalkDir::new(root).follow_links(true).sort_by_file_name();
        let mut any = false;
        for entry in walk.into_iter().filter_entry(visible) {
            match entry {
                Ok(entry) if entry.file_type().is_file() && self.is_article(entry.path()) => {
                    any = true;
                    self.add(Input::File(entry.into_path()));
                }
                Ok(_) => {}
                Err(error) => {
                    any = true;
                    let place = error.path().map_or(name.clone(), |p| p.display().to_string());
                    let what = match error.io_error() {
                        Some(error) => format!("can't be listed: {}", plain(error)),
                        None => "can't be listed: the link leads back to a directory above it".to_owned(),
                    };
                    self.fail(&place, what, "check the permissions and links below this directory");
                }
            }
        }
        if !any {
            let endings: Vec<String> = self.endings.iter().map(|ending| format!(".{ending}")).collect();
            let help = format!("put files that end in {} in it, or name other files one by one", endings.join(", "));
            self.fail(&name, "the directory has no articles in it or below it".to_owned(), &help);
        }
    }

    fn is_article(&self, path: &Path) -> bool {
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        ending.is_some_and(|ending| self.endings.contains(&ending.as_str()))
    }

    fn pattern(&mut self, pattern: &str) {
        let options = glob::MatchOptions { require_literal_leading_dot: true, ..Default::default() };
        let paths = match glob::glob_with(pattern, options) {
            Ok(paths) => paths,
            Err(error) => {
                let what = format!("this is no path and no pattern: {} (character {})", error.msg, error.pos + 1);
                self.fail(pattern, what, "write * for any letters, ? for one, ** for any directories");
                return;
            }
        };
        let mut any = false;
        for path in paths {
            match path {
                Ok(path) if path.is_file() => {
                    any = true;
                    self.add(Input::File(path));
                }
                Ok(_) => {}
                Err(error) => {
                    any = true;
                    let place = error.path().display().to_string();
                    self.fail(&place, format!("can't be listed: {}", plain(error.error())), "check its permissions");
                }
            }
        }
        if !any {
            self.fail(pattern, "no file matches this pattern".to_owned(), "check the path before the first * or ?");
        }
    }
}

/// The operating system's message without its number: "No such file or directory".
pub fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directories_patterns_and_repeats() {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let at = |name: &str| dir.path().join(name).display().to_string();
        std::fs::create_dir_all(at("in/.hidden")).expect("directories");
        for name in ["in/b.txt", "in/a.MD", "in/c.html", "in/.hidden/d.txt", "in/.e.txt"] {
            std::fs::write(at(name), "text").expect("a file");
        }
        let names = |arguments: &[String]| -> Vec<String> {
            expand(arguments).into_iter().map(|i| i.map_or_else(|e| format!("! {}", e.what), |i| i.name())).collect()
        };
        assert_eq!(names(&[at("in")]), [at("in/a.MD"), at("in/b.txt")]);
        assert_eq!(names(&[at("in/b.txt"), at("in/*.txt"), at("in")]), [at("in/b.txt"), at("in/a.MD")]);
        assert_eq!(names(&["-".into(), "-".into()]), ["standard input"]);
        assert_eq!(names(&[at("no/*.txt")]), ["! no file matches this pattern"]);
        assert_eq!(names(&[at("no.txt")]), [at("no.txt")]);
        assert!(names(&[at("***a")])[0].starts_with("! this is no path"));
        assert_eq!(names(&[at("in/.hidden/../.hidden")]), [at("in/.hidden/../.hidden/d.txt")]);
    }
}
