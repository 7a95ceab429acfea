//! Demur reads a networking request, shows what is off about it in the words that show it, says what a
//! courteous person with a careful network would do, and drafts a reply.

#![warn(clippy::disallowed_methods, clippy::disallowed_types, clippy::print_stdout, clippy::print_stderr)]

pub mod assessment;
mod names;
pub mod pattern;
pub mod record;
pub mod request;
pub mod rules;
pub mod settings;
pub mod text;

pub use assessment::{Advice, Ask, Assessment, Flag, Good};
pub use names::names;
pub use record::Record;
pub use request::Request;
pub use settings::Settings;

/// Judges one request. Cannot fail: odd input gives a calm answer.
pub fn assess(request: &Request, _record: &Record, _settings: &Settings) -> Assessment {
    let _ = request;
    Assessment {
        ask: Ask::Connect,
        flags: Vec::new(),
        good: Vec::new(),
        claims: Vec::new(),
        advice: Advice::AskFirst,
        reasons: Vec::new(),
        replies: Vec::new(),
        balance: assessment::Balance::default(),
        would_change: Vec::new(),
        dont_miss: false,
    }
}
