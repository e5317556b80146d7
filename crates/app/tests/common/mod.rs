//! The program, run in a directory of its own.

#![allow(dead_code, reason = "each test file uses its part")]

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// An article in Markdown, with front matter.
pub const TALKS: &str = "---
title: Talks resume in Vienna
date: 2021-04-06
publisher: The Courier
author: Ana Ruiz
---
# Talks resume in Vienna

VIENNA — Iran’s foreign minister **Mohammad Javad Zarif** met European diplomats on Tuesday. He said that
Tehran would not negotiate “under threats”.

> “We are ready for serious talks,” Zarif told reporters.

```
This is code, and no part of the article.
```

Washington denied that it had threatened Iran.
";

/// An article in plain text.
pub const BRIDGE: &str = "Police arrested twelve protesters in Minsk on Sunday, the interior ministry said.\n\nThe European Union \
condemned the arrests and urged Belarus to release them. “This repression must stop,” its foreign policy chief said.\n";

/// What a run came to.
pub struct Run {
    /// The exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

/// A directory with files in it.
pub struct Place(TempDir);

impl Place {
    /// A directory with the two articles, as `talks.md` and `bridge.txt`.
    pub fn new() -> Self {
        let place = Self(tempfile::tempdir().expect("a temporary directory"));
        place.file("talks.md", TALKS);
        place.file("bridge.txt", BRIDGE);
        place
    }

    /// Writes a file, and the directories above it.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a directory above")).expect("a directory");
        std::fs::write(path, bytes).expect("a file");
    }

    /// The path of a file.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// The program, in this directory, with no colours asked for or against.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
        command.current_dir(self.0.path()).args(arguments);
        for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "CHANCERY_KERNEL", "CI"] {
            command.env_remove(variable);
        }
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Run {
        finish(self.command(arguments))
    }

    /// Runs the program with standard input.
    pub fn run_with(&self, arguments: &[&str], input: &[u8]) -> Run {
        let mut child = self.command(arguments).stdin(Stdio::piped()).spawn().expect("the program starts");
        let mut stdin = child.stdin.take().expect("standard input");
        let input = input.to_vec();
        // The program may close its end early, as where the input is too long.
        let feeder = std::thread::spawn(move || drop(stdin.write_all(&input)));
        let output = child.wait_with_output().expect("the program ends");
        feeder.join().expect("the input is written");
        of(output)
    }
}

/// Runs a command to its end.
pub fn finish(mut command: Command) -> Run {
    of(command.output().expect("the program starts"))
}

fn of(output: std::process::Output) -> Run {
    Run {
        code: output.status.code().expect("an exit code"),
        out: String::from_utf8(output.stdout).expect("UTF-8"),
        err: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}
