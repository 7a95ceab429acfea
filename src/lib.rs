//! Demur reads a networking request, shows what is off about it in the words that show it, says what a
//! courteous person with a careful network would do, and drafts a reply.

pub mod assessment;
pub mod backlog;
#[cfg(not(target_arch = "wasm32"))]
pub mod case;
pub mod claims;
pub mod conversation;
pub mod edits;
pub mod facts;
pub mod import;
pub mod judge;
pub mod ledger;
mod names;
pub mod notices;
pub mod people;
pub mod record;
pub mod relationship;
pub mod reply;
pub mod request;
pub mod rules;
pub mod settings;
pub mod texts;
pub mod trial;

pub mod protocol;
pub mod sites;
pub mod store;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod web;

pub use assessment::{Advice, Ask, Assessment, Flag, Good};
use conversation::Turn;
pub use names::names;
pub use reading::{pattern, text};
pub use record::Record;
pub use request::Request;
pub use settings::Settings;

/// Judges one request and drafts replies. Cannot fail: odd input gives a calm answer.
pub fn assess(request: &Request, record: &Record, settings: &Settings) -> Assessment {
    assess_with(&judge::ENGINE, request, record, settings)
}

/// As [`assess`], with an engine of one's own.
pub fn assess_with(engine: &judge::Engine, request: &Request, record: &Record, settings: &Settings) -> Assessment {
    let mut assessment = engine.assess(request, record, settings);
    assessment.replies = conversation::replies(request, record, settings, &assessment, Turn::default());
    assessment
}

/// What should be mended in a reply to a request.
pub fn check_reply(reply: &str, request: &Request, record: &Record, settings: &Settings) -> Vec<reply::Slip> {
    let assessment = judge::ENGINE.assess(request, record, settings);
    reply::check(reply, &reply::Situation::from_assessment(request, record, settings, &assessment))
}
