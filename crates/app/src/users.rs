//! Files with words and facts of the user's own: `--lexicon` and `--gazetteer`.

use crate::exit::Exit;
use crate::input::plain;
use crate::message::Message;
use std::path::{Path, PathBuf};

/// A file of the user.
#[derive(Debug)]
pub struct File {
    /// Its path, for messages.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// The files that the paths name: files themselves, and of directories the files with one of the endings, in order of
/// their names, tables of offices last, because they need their people.
///
/// # Errors
/// The exit code, after a message, where one can't be read or has another ending.
pub fn files(paths: &[PathBuf], endings: &[&str]) -> Result<Vec<File>, Exit> {
    let fits = |path: &Path| path.extension().is_some_and(|e| endings.iter().any(|&known| e.eq_ignore_ascii_case(known)));
    let wanted = endings.iter().map(|e| format!(".{e}")).collect::<Vec<_>>().join(", ");
    let mut found = Vec::new();
    for path in paths {
        let fail = |what: String, help: String| refuse_path(path, what, help);
        if path.is_dir() {
            let entries =
                std::fs::read_dir(path).map_err(|e| fail(format!("can't be read: {}", plain(&e)), "check its rights".to_owned()))?;
            let mut inside: Vec<PathBuf> = entries.filter_map(Result::ok).map(|e| e.path()).filter(|p| fits(p) && p.is_file()).collect();
            inside.sort();
            if inside.is_empty() {
                return Err(fail(format!("the directory has no file that ends in {wanted}"), "name another".to_owned()));
            }
            found.extend(inside);
        } else if fits(path) {
            found.push(path.clone());
        } else {
            return Err(fail(format!("its name does not end in {wanted}"), "give the file the ending of its format".to_owned()));
        }
    }
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(&path);
        text.map(|text| File { name: path.display().to_string(), text })
            .map_err(|e| refuse_path(&path, format!("can't be read: {}", plain(&e)), "give a text file in UTF-8".to_owned()))
    };
    let mut files: Vec<File> = found.into_iter().map(read).collect::<Result<_, _>>()?;
    files.sort_by_key(|file| file.text.lines().find(|l| !l.starts_with('#')).is_some_and(|l| l.starts_with("person")));
    Ok(files)
}

/// The exit code for a file whose content does not fit, after the message.
pub fn refuse(error: &dyn std::fmt::Display, help: &str) -> Exit {
    Message::error("", error.to_string(), help).show();
    Exit::Usage
}

fn refuse_path(path: &Path, what: String, help: String) -> Exit {
    Message::error(path.display().to_string(), what, help).show();
    Exit::Usage
}
