//! Files that were handed in, in the browser.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU8, Ordering};

use super::file::{Pack, is_of};

static FILES: [OnceLock<Vec<u8>>; Pack::ALL.len()] = [const { OnceLock::new() }; Pack::ALL.len()];
/// A bit for each pack that was asked for and was not there.
static MISSED: AtomicU8 = AtomicU8::new(0);

/// Takes a file in; `false` where it was not made along with this program, and then nothing of it is used.
#[must_use]
pub fn hand_in(pack: Pack, file: Vec<u8>) -> bool {
    let is_ours = is_of(&file, super::STAMPS, pack as usize);
    if is_ours {
        let _ = FILES[pack as usize].set(file);
    }
    is_ours
}

/// Packs that were asked for in vain since this was last called.
pub fn missed() -> Vec<Pack> {
    let bits = MISSED.swap(0, Ordering::Relaxed);
    Pack::ALL.into_iter().filter(|pack| bits & 1 << *pack as u8 != 0).collect()
}

pub(super) fn file(pack: Pack) -> Option<&'static [u8]> {
    let file = FILES[pack as usize].get();
    if file.is_none() {
        MISSED.fetch_or(1 << pack as u8, Ordering::Relaxed);
    }
    file.map(Vec::as_slice)
}
