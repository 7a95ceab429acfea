//! Reply packs as data: what they hold, how their texts are read, and how they are compiled from files.
//!
//! Shared with the build script, so nothing here may need more than the rules do.

#[cfg(not(target_arch = "wasm32"))]
pub mod compile;
pub mod pack;
pub mod template;
