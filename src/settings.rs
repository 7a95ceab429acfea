//! What the person has set: who they are in replies, their policy, how strict Demur is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assessment::Advice;
use crate::record::PartialDate;

/// How a reply sounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tone {
    /// Friendly, a sentence longer.
    #[default]
    Warm,
    /// Neutral.
    Plain,
    /// As short as courtesy allows.
    Brief,
}

/// How soon a doubt is shown. Shifts thresholds, never definitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strictness {
    /// Only clear cases.
    Relaxed,
    /// The default.
    #[default]
    Normal,
    /// Weaker signs as well.
    Strict,
}

/// An event that a reply may offer as a place to meet.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Event {
    /// Name as it stands in a sentence: "the Tuesday meetup".
    pub name: String,
    /// The day; an event that is over is never offered.
    pub date: PartialDate,
}

/// Somebody to whom a topic is referred.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Referral {
    /// The topic in a few words.
    pub topic: String,
    /// Who knows about it.
    pub person: String,
}

/// Everything that the person can set. Every field may be absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The person's own name.
    pub name: String,
    /// How replies end, such as "Best, Sam"; empty for none.
    pub sign_off: String,
    /// Preferred tone.
    pub tone: Tone,
    /// One sentence on whom the person accepts: "I only connect with people I have met."
    pub policy: String,
    /// Where else to stay in touch: "my newsletter at example.org".
    pub elsewhere: String,
    /// Something to read or use that a "not now" may offer.
    pub resources: Vec<String>,
    /// Organisations that a "not now" may point to.
    pub organisations: Vec<String>,
    /// Events where to meet.
    pub events: Vec<Event>,
    /// Who knows what the person does not.
    pub referrals: Vec<Referral>,
    /// What the person does, knows about or looks for; empty means not said.
    pub interests: Vec<String>,
    /// Topics the person has said they know nothing about.
    pub not_my_field: Vec<String>,
    /// The last day of a break from networking.
    pub break_until: PartialDate,
    /// Requests a week that the person set out to look after; 0 for no limit.
    pub capacity_per_week: u16,
    /// Requests accepted in the last seven days, from the log.
    pub accepted_this_week: u16,
    /// How soon a doubt is shown.
    pub strictness: Strictness,
    /// Flags that are switched off, by id.
    pub muted: Vec<String>,
    /// Notes on people: bad experience, own or a trusted person's.
    pub past_trouble: Vec<String>,
    /// Names that are always welcome.
    pub always_welcome: Vec<String>,
    /// Rows of the table of advice that the person has moved, by id.
    pub moved: BTreeMap<String, Advice>,
    /// The day on which the request is read, for ages and breaks; the core has no clock.
    pub today: PartialDate,
}
