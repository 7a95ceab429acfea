//! Token patterns: their syntax, the automaton that all of them share, and one walk over a message.
//!
//! Syntax: words match in any case and spelling; `(a b|c)` alternatives; `x?` optional; `x+` repeated;
//! `help~` every inflection; `..3` at most three tokens between; `<set>` a named set; `^` and `$` the edges
//! of a sentence, `$?` and `$!` its end with that mark. Shapes: `<cap>` a capitalised word, `<Name>` a run of
//! them, `<num>`, `<money>`, `<url>`, `<email>`, `<emoji>`, `<slot>`, `<quoted>`, `<any>`, `<to>` and `<from>`
//! a part of the recipient's or sender's own name.

#[cfg(not(target_arch = "wasm32"))]
pub mod build;
mod classes;
mod columns;
mod entered;
mod filter;
mod index;
#[cfg(not(target_arch = "wasm32"))]
pub mod inflect;
mod map;
mod pack;

mod nodes;
#[cfg(not(target_arch = "wasm32"))]
pub mod parse;
mod scan;
pub mod table;

#[cfg(not(target_arch = "wasm32"))]
pub use pack::pack;
pub use pack::unpack;
pub use scan::{Match, Names, scan};
pub use table::Table;
