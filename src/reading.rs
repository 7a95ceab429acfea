//! What is read of a message: its tokens, and the patterns among them. Knows neither rules nor judgement.

#![warn(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod pattern;
pub mod text;
