//! Many documents on several threads, with the results in the order of the inputs.

use crate::limits::WAITING_DOCUMENTS;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, PoisonError};

/// A thread met a fault of the program while it worked on one input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault;

/// How far the work is.
#[derive(Default)]
struct State<R> {
    /// The next input that nobody works on.
    next: usize,
    /// The next result that `finish` gets.
    finished: usize,
    /// Results that wait for one before them.
    waiting: BTreeMap<usize, Result<R, Fault>>,
    /// True when no more is to be done.
    stop: bool,
}

/// Calls `work` on every input, on `threads` threads, and `finish` on every result, on this thread and in the order of
/// the inputs. Stops early where `finish` breaks.
///
/// A fault of the program in `work` costs its own input alone. Threads wait where a result early in the order is late,
/// so that few results are held at a time.
pub fn in_order<T: Sync, R: Send>(
    inputs: &[T],
    threads: NonZeroUsize,
    work: impl Fn(&T) -> R + Sync,
    mut finish: impl FnMut(Result<R, Fault>) -> ControlFlow<()>,
) {
    let threads = threads.get().min(inputs.len());
    let ahead = threads * WAITING_DOCUMENTS;
    let state = Mutex::new(State { next: 0, finished: 0, waiting: BTreeMap::new(), stop: false });
    let changed = Condvar::new();
    let lock = || state.lock().unwrap_or_else(PoisonError::into_inner);
    let take = || {
        let may_wait = |s: &mut State<R>| !s.stop && s.next < inputs.len() && s.next >= s.finished + ahead;
        let mut state = changed.wait_while(lock(), may_wait).unwrap_or_else(PoisonError::into_inner);
        let at = state.next;
        let more = !state.stop && at < inputs.len();
        state.next += usize::from(more);
        more.then_some(at)
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(at) = take() {
                    // What a broken-off call leaves behind is its own; shared values are only read.
                    let result = catch_unwind(AssertUnwindSafe(|| work(&inputs[at]))).map_err(|_| Fault);
                    lock().waiting.insert(at, result);
                    changed.notify_all();
                }
            });
        }
        for at in 0..inputs.len() {
            let is_late = |s: &mut State<R>| !s.waiting.contains_key(&at);
            let mut state = changed.wait_while(lock(), is_late).unwrap_or_else(PoisonError::into_inner);
            let result = state.waiting.remove(&at);
            state.finished = at + 1;
            drop(state);
            changed.notify_all();
            if result.is_some_and(|result| finish(result).is_break()) {
                lock().stop = true;
                changed.notify_all();
                break;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(threads: usize, inputs: &[usize], most: usize) -> Vec<Result<usize, Fault>> {
        let mut results = Vec::new();
        let threads = NonZeroUsize::new(threads).expect("one or more");
        let work = |&n: &usize| {
            assert_ne!(n, 13, "a fault made for this test");
            std::thread::sleep(std::time::Duration::from_micros((n as u64 * 7919) % 300));
            n * 2
        };
        in_order(inputs, threads, work, |result| {
            results.push(result);
            if results.len() == most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        results
    }

    #[test]
    fn results_come_in_order() {
        let inputs: Vec<usize> = (20..220).collect();
        let expected: Vec<_> = inputs.iter().map(|n| Ok(n * 2)).collect();
        for threads in [1, 2, 7] {
            assert_eq!(run(threads, &inputs, usize::MAX), expected);
            assert_eq!(run(threads, &inputs, 5), expected[..5]);
        }
        assert!(run(3, &[], usize::MAX).is_empty());
    }

    #[test]
    fn a_fault_costs_its_own_input_alone() {
        assert_eq!(run(2, &[12, 13, 14], usize::MAX), [Ok(24), Err(Fault), Ok(28)]);
    }
}
