//! Demur reads a networking request, shows what is off about it in the words that show it, says what a
//! courteous person with a careful network would do, and drafts a reply.

pub mod assessment;
#[cfg(not(target_arch = "wasm32"))]
pub mod case;
pub mod claims;
pub mod judge;
mod names;
pub mod pattern;
pub mod people;
pub mod record;
pub mod reply;
pub mod request;
pub mod rules;
pub mod settings;
pub mod text;

pub mod protocol;
pub mod sites;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod web;

pub use assessment::{Advice, Ask, Assessment, Flag, Good};
pub use names::names;
pub use record::Record;
pub use request::Request;
pub use settings::Settings;

/// Judges one request. Cannot fail: odd input gives a calm answer.
pub fn assess(request: &Request, record: &Record, settings: &Settings) -> Assessment {
    let mut assessment = judge::ENGINE.assess(request, record, settings);
    assessment.replies = reply::compose(&reply::Situation::from_assessment(request, record, settings, &assessment));
    assessment
}
