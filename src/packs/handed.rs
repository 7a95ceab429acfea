//! Files that were handed in, in the browser.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use super::Pack;
use super::file::is_of;

static FILES: [OnceLock<Vec<u8>>; Pack::ALL.len()] = [const { OnceLock::new() }; Pack::ALL.len()];
/// A bit for each pack that was asked for and was not there.
static MISSED: AtomicU32 = AtomicU32::new(0);

/// Takes a file in; `false` where it was not made along with this program, and then nothing of it is used.
#[must_use]
pub fn hand_in(pack: Pack, file: Vec<u8>) -> bool {
    let is_ours = is_of(&file, super::STAMPS, pack.place());
    if is_ours {
        let _ = FILES[pack.place()].set(file);
    }
    is_ours
}

/// Packs that were asked for in vain since this was last called.
pub fn missed() -> Vec<Pack> {
    let bits = MISSED.swap(0, Ordering::Relaxed);
    Pack::ALL.into_iter().filter(|pack| bits & 1 << pack.place() != 0).collect()
}

pub(super) fn file(pack: Pack) -> Option<&'static [u8]> {
    let file = FILES[pack.place()].get();
    if file.is_none() {
        MISSED.fetch_or(1 << pack.place(), Ordering::Relaxed);
    }
    file.map(Vec::as_slice)
}
