//! Exit codes: what the program tells the one that started it.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Every input was done.
    Done,
    /// Some inputs failed, others were done.
    SomeFailed,
    /// The command line, or a file of words or facts that it names, asks for something that can't be done. The code is clap's, too.
    Usage,
    /// Every input failed.
    NothingRead,
    /// The output could not be written.
    Output,
    /// The program itself is unfit: its model or its tables can't be read.
    Program,
}

/// The table for `--help`.
pub const HELP: &str = "\
Exit codes:
  0  every input was done (or the reader of the output closed it early)
  1  some inputs failed; the others were done
  2  the command line, or a file named by --lexicon or --gazetteer, is wrong
  3  nothing could be read: every input failed
  4  the output could not be written
  5  the program's own model or tables can't be read";

impl Exit {
    /// The code that the operating system gets.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::SomeFailed => 1,
            Self::Usage => 2,
            Self::NothingRead => 3,
            Self::Output => 4,
            Self::Program => 5,
        }
    }

    /// What a run comes to in which `done` inputs were done and `failed` were not.
    pub fn of(done: usize, failed: usize) -> Self {
        match (done, failed) {
            (_, 0) => Self::Done,
            (0, _) => Self::NothingRead,
            _ => Self::SomeFailed,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_help_has_every_code() {
        let all = [Exit::Done, Exit::SomeFailed, Exit::Usage, Exit::NothingRead, Exit::Output, Exit::Program];
        for exit in all {
            assert!(HELP.contains(&format!("\n  {}  ", exit.code())), "{exit:?}");
        }
    }
}
