//! What nobody writes, but a page, a file or a storage may hold. Each gets a clear word or a calm answer: nothing is
//! lost, nothing is executed, and time and memory stay within bounds.

mod dates;
mod files;
mod names;
mod stored;
mod texts;

use std::time::{Duration, Instant};

/// More than any of it takes on a slow machine that does much else; what grows with the square takes far longer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Does something within the time that it may take.
fn in_time<T>(what: &str, go: impl FnOnce() -> T) -> T {
    let began = Instant::now();
    let done = go();
    let took = began.elapsed();
    assert!(took < PATIENCE, "{what} took {took:?}");
    done
}
