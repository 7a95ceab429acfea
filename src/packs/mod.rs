//! What the engine knows, in files beside the program: one with English and what all languages share, which
//! everything needs, and one for each other language, which is fetched when it is first wanted.
//!
//! Natively the files are part of the program. In the browser they lie in the extension's own folder and are handed
//! in; a language that is asked for before its file is there is remembered as missed, so that whoever answers can have
//! it fetched and answer once more.

pub mod file;

#[cfg(target_arch = "wasm32")]
mod handed;

use std::sync::OnceLock;

use serde::Deserialize;

pub use file::Part;
#[cfg(target_arch = "wasm32")]
pub use handed::{hand_in, missed};

/// Stamps of the files that were made along with this program.
#[cfg(any(test, target_arch = "wasm32"))]
static STAMPS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stamps.bin"));

// `CODES`, the languages that have a folder in `src/reply/`, English first; and natively `FILES`, in the same order.
include!(concat!(env!("OUT_DIR"), "/packs.rs"));

/// A file of what the engine knows: one for each language that replies are written in. The English one holds what all
/// languages share as well, and everything needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pack(u8);

impl Pack {
    /// English.
    pub const EN: Self = Self(0);

    /// All of them; the place of each is its number.
    pub const ALL: [Self; CODES.len()] = {
        let mut all = [Self::EN; CODES.len()];
        let mut at = 1;
        while at < all.len() {
            all[at].0 = at as u8;
            at += 1;
        }
        all
    };

    /// The code of its language, such as `pt`, which is the name of its file.
    pub const fn code(self) -> &'static str {
        CODES[self.place()]
    }

    /// Its place among [`Pack::ALL`].
    const fn place(self) -> usize {
        self.0 as usize
    }
}

/// The file of a pack.
#[cfg(not(target_arch = "wasm32"))]
fn file(pack: Pack) -> Option<&'static [u8]> {
    Some(FILES[pack.place()])
}
#[cfg(target_arch = "wasm32")]
use handed::file;

/// Whether a pack is there; if not, it is remembered as missed.
pub fn is_there(pack: Pack) -> bool {
    file(pack).is_some()
}

/// What a part of a pack says; `None` as long as the pack is not there.
fn read<T: Deserialize<'static>>(pack: Pack, part: Part) -> Option<T> {
    let bytes = file::part(file(pack)?, part);
    Some(postcard::from_bytes(bytes).expect("the build wrote it with the same types, as its stamp says"))
}

/// What a part of the English pack says. It is there before anything is asked of the engine.
pub fn shared<T: Deserialize<'static>>(part: Part) -> T {
    read(Pack::EN, part).expect("the English pack is handed in first")
}

/// A part of every pack, each read when it is first asked for.
pub struct PerPack<T> {
    part: Part,
    known: [OnceLock<T>; Pack::ALL.len()],
}

impl<T: Deserialize<'static>> PerPack<T> {
    /// None read yet.
    pub const fn new(part: Part) -> Self {
        Self { part, known: [const { OnceLock::new() }; Pack::ALL.len()] }
    }

    /// That of a pack; `None` as long as the pack is not there.
    pub fn get(&self, pack: Pack) -> Option<&T> {
        let known = &self.known[pack.place()];
        if known.get().is_none() {
            let _ = known.set(read(pack, self.part)?);
        }
        known.get()
    }

    /// That of a pack; as long as it is not there, that of the English one.
    pub fn get_or_english(&self, pack: Pack) -> &T {
        self.get(pack).or_else(|| self.get(Pack::EN)).expect("the English pack is handed in first")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_bears_the_stamp_that_the_program_knows() {
        for (at, pack) in Pack::ALL.into_iter().enumerate() {
            assert!(file(pack).is_some_and(|file| file::is_of(file, STAMPS, at)), "{}", pack.code());
        }
    }
}
