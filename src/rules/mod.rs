//! Rules: what a message may show, in data files, and the hits of one message.
//!
//! The files in `src/rules/en/` are compiled by `build.rs` into the program; `load` reads them at run time for
//! tests and for trying a rule without a build.

#[cfg(not(target_arch = "wasm32"))]
pub mod examples;
#[cfg(not(target_arch = "wasm32"))]
pub mod load;
pub mod residue;
pub mod set;

pub use set::{Hit, Rule, RuleSet, Speaks, Where};
