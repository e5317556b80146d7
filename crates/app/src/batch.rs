//! Many inputs, one output: results in the order of the inputs on standard output, messages and progress on standard
//! error, and the exit code that it comes to.

use crate::exit::Exit;
use crate::input::Input;
use crate::message::{Level, Message};
use crate::work::in_order;
use anstream::{AutoStream, ColorChoice};
use indicatif::{ProgressBar, ProgressStyle};
use std::io::{self, IsTerminal, Write};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

/// What came of one input.
#[derive(Debug)]
pub struct Output {
    /// The bytes for standard output.
    pub body: Vec<u8>,
    /// What should be known about it.
    pub warnings: Vec<Message>,
}

/// How a batch runs.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Threads; none for as many as the processor has cores for.
    pub threads: Option<NonZeroUsize>,
    /// Show errors, but no warnings and no progress.
    pub quiet: bool,
    /// True where the output is a text with colours, false where its bytes are to stay as they are.
    pub styled: bool,
}

/// Does every input that could be found. One that fails is told of and costs the others nothing.
pub fn run(inputs: &[Result<Input, Message>], options: Options, work: impl Fn(&Input) -> Result<Output, Message> + Sync) -> Exit {
    let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let threads = options.threads.unwrap_or_else(cores);
    let choice = if options.styled { AutoStream::choice(&io::stdout()) } else { ColorChoice::AlwaysAnsi };
    let mut out = AutoStream::new(io::stdout(), choice);
    let bar = bar(inputs.len(), options.quiet);
    let (mut done, mut failed, mut broken) = (0, 0, None);
    let mut names = inputs.iter().map(|input| input.as_ref().map_or_else(|e| e.input.clone(), Input::name));
    let result = |input: &Result<Input, Message>| input.clone().and_then(|input| work(&input));
    in_order(inputs, threads, result, |result| {
        let name = names.next().unwrap_or_default();
        let result = result
            .unwrap_or_else(|_| Err(Message::error(name, "the program met a fault of its own in it", "please report it with the text")));
        bar.inc(1);
        match result {
            Ok(output) => {
                done += 1;
                bar.suspend(|| {
                    let warnings = output.warnings.iter().filter(|w| !options.quiet || w.level == Level::Error);
                    warnings.for_each(Message::show);
                    broken = out.write_all(&output.body).and_then(|()| out.flush()).err();
                });
            }
            Err(message) => {
                failed += 1;
                bar.suspend(|| message.show());
            }
        }
        if broken.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    bar.finish_and_clear();
    match broken {
        Some(error) => output_failed(&error),
        None => Exit::of(done, failed),
    }
}

/// What a failed write comes to. A reader that has seen enough and closes the pipe is no failure.
pub fn output_failed(error: &io::Error) -> Exit {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return Exit::Done;
    }
    let what = format!("can't be written: {}", crate::input::plain(error));
    Message::error("standard output", what, "check the disk or the program that reads it").show();
    Exit::Output
}

/// A progress bar; a hidden one where nobody would see it or it would be over at once.
fn bar(inputs: usize, quiet: bool) -> ProgressBar {
    if quiet || inputs < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(inputs as u64);
    if let Ok(style) = ProgressStyle::with_template("{wide_bar:.cyan/dim} {pos}/{len} articles · {eta} left") {
        bar.set_style(style.progress_chars("━╸─"));
    }
    bar
}
