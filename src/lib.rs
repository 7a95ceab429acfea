//! Demur reads a networking request, shows what is off about it in the words that show it, says what a
//! courteous person with a careful network would do, and drafts a reply.
//!
//! This crate is the engine: it runs in the browser extension as WebAssembly, and on the command line as `demur`.
//! All of it but `web` is pure: a request, the person's record and their settings go in, an [`Assessment`] comes out,
//! the same one every time, whatever the clock, the machine or the network.
//!
//! ```
//! use demur::{Advice, Ask, Flag, Record, Request, Settings};
//!
//! let mut request = Request {
//!     text: "Hi Sam, we help teams like yours cut their cloud bill. Can I show you a demo tomorrow?".into(),
//!     ..Request::default()
//! };
//! request.sender.name = "Dana Whitfield".into();
//!
//! let found = demur::assess(&request, &Record::default(), &Settings::default());
//! assert_eq!((found.ask, found.advice), (Ask::Sales, Advice::Decline));
//!
//! // A flag comes with the words that show it, as places in the message.
//! let pitch = found.flags.iter().find(|flag| flag.id == Flag::SalesPitch).expect("it is one");
//! assert_eq!(pitch.spans[0].quote, "we help teams like yours cut their cloud bill");
//!
//! // Replies in several tones, ready to be edited, which our own check finds nothing wrong with.
//! let reply = &found.replies[0].text;
//! assert!(reply.starts_with("Hi Dana"));
//! assert!(demur::check_reply(reply, &request, &Record::default(), &Settings::default()).is_empty());
//! ```
//!
//! # What is where
//!
//! | modules | what they do |
//! | --- | --- |
//! | [`text`], [`pattern`] | words, sentences and segments of a message; patterns over words and the scanner that finds them |
//! | [`rules`], [`claims`], [`notices`], [`people`] | what the words show, as data: rules, claims of shared history, mails that networks send, names that may be one person |
//! | [`request`], [`record`], [`settings`], [`facts`], [`relationship`] | what goes in: the message and its sender, what the person knows, wants and has noted |
//! | [`judge`], [`assessment`] | the judgement, and the form in which it comes out |
//! | [`reply`], [`conversation`] | replies and what is wrong with one; a request amid what went before |
//! | [`ledger`], [`edits`], [`backlog`], [`mod@import`], [`store`] | what lasts, and how it is laid out |
//! | [`packs`] | what the engine knows, in files beside it: one for each language |
//! | [`protocol`], [`view`], [`sites`], [`texts`], [`trial`] | what is drawn, where, and in which words |
//! | `web` | the browser's side, which carries and draws; only there for WebAssembly |
//!
//! Knowledge is data: rules, replies, sites and texts are TOML files beside these modules, each with its own examples,
//! which the build compiles and the tests hold to. CONTRIBUTING.md says how one is added, and ARCHITECTURE.md why
//! things are as they are.

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
pub mod packs;
pub mod people;
pub mod plain;
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
