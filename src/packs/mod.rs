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

pub use file::{Pack, Part};
#[cfg(target_arch = "wasm32")]
pub use handed::{hand_in, missed};

/// Stamps of the files that were made along with this program.
#[cfg(any(test, target_arch = "wasm32"))]
static STAMPS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/stamps.bin"));

/// The file of a pack.
#[cfg(not(target_arch = "wasm32"))]
fn file(pack: Pack) -> Option<&'static [u8]> {
    Some(match pack {
        Pack::En => include_bytes!(concat!(env!("OUT_DIR"), "/packs/en.bin")),
        Pack::Es => include_bytes!(concat!(env!("OUT_DIR"), "/packs/es.bin")),
        Pack::Fr => include_bytes!(concat!(env!("OUT_DIR"), "/packs/fr.bin")),
        Pack::De => include_bytes!(concat!(env!("OUT_DIR"), "/packs/de.bin")),
        Pack::Pt => include_bytes!(concat!(env!("OUT_DIR"), "/packs/pt.bin")),
    })
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
    read(Pack::En, part).expect("the English pack is handed in first")
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
        let known = &self.known[pack as usize];
        if known.get().is_none() {
            let _ = known.set(read(pack, self.part)?);
        }
        known.get()
    }

    /// That of a pack; as long as it is not there, that of the English one.
    pub fn get_or_english(&self, pack: Pack) -> &T {
        self.get(pack).or_else(|| self.get(Pack::En)).expect("the English pack is handed in first")
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
