//! How a file of notices is written.

use serde::{Deserialize, Serialize};

use crate::assessment::Ask;

/// The notices of one language. The build makes the forms plain, so that they are compared word by word.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notices {
    /// Lines that are the network's own: its buttons and what stands under the message. Such a line ends the message.
    pub ends: Vec<String>,
    /// Lines that say nothing of the message and end nothing, such as the degree beside a name.
    pub skips: Vec<String>,
    /// What a network writes about.
    pub notice: Vec<Notice>,
}

/// One kind of notice.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// Its name.
    pub id: String,
    /// What is asked, where the notice itself says so; for a message its own words say it.
    pub ask: Option<Ask>,
    /// Whether it tells of an invitation, whose message may be missing.
    #[serde(default)]
    pub invitation: bool,
    /// The line that it is known by, in any of these forms. `{name}` is who asks, `{you}` the person, `{network}` the
    /// network, `{some}` one to four words.
    pub says: Vec<String>,
    /// Whole mails, and what is in them. Only tests read them.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// A mail and what is in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The mail as text.
    pub mail: String,
    /// Who asks.
    pub name: String,
    /// Their headline, if the mail shows it.
    #[serde(default)]
    pub headline: String,
    /// The message in it; empty where there is none.
    #[serde(default)]
    pub text: String,
}
