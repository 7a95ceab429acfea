//! What the person has set: who they are in replies, their policy, how strict Demur is.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assessment::{Advice, Ask};
use crate::facts::Facts;
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

/// Whom the person connects with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Accepts {
    /// Anybody with a good reason.
    #[default]
    Reason,
    /// People with whom something is shared: people, places, work.
    Common,
    /// People they have met, in one of the ways that [`Settings::met_means`] names.
    Met,
}

/// A way to have met somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Encounter {
    /// Face to face.
    InPerson,
    /// On a video call.
    Video,
    /// On the telephone.
    Phone,
    /// In writing, both ways.
    Email,
}

/// Whom the person introduces to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Introduces {
    /// As the table of advice says.
    #[default]
    Judged,
    /// People they know well.
    Known,
    /// Nobody.
    Never,
}

/// Whom the person recommends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Recommends {
    /// As the table of advice says.
    #[default]
    Judged,
    /// People they have worked with.
    Worked,
    /// Nobody.
    Never,
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

/// A reply of the person's own making.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnReply {
    /// What the person calls it.
    pub name: String,
    /// Asks that it answers; none means all.
    #[serde(default)]
    pub asks: Vec<Ask>,
    /// What it does.
    pub stance: Advice,
    /// How it sounds.
    #[serde(default)]
    pub tone: Tone,
    /// The text, with slots.
    pub text: String,
}

impl OwnReply {
    /// Whether it answers `ask`.
    pub fn answers(&self, ask: Ask) -> bool {
        self.asks.is_empty() || self.asks.contains(&ask)
    }
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
    /// Code of the language of all replies, such as `fr`; empty for the language of the request.
    pub reply_language: String,
    /// Whether the account is a free one, whose invitation notes are shorter.
    pub free_account: bool,
    /// Replies of the person's own making, offered first.
    pub own_replies: Vec<OwnReply>,
    /// One sentence on whom the person accepts: "I only connect with people I have met."
    pub policy: String,
    /// Whom the person connects with.
    pub accepts: Accepts,
    /// Ways to meet that count as having met; none named means that each of them counts.
    pub met_means: Vec<Encounter>,
    /// Whom the person introduces.
    pub introduces: Introduces,
    /// Whom the person recommends.
    pub recommends: Recommends,
    /// What the person never says yes to, whoever asks.
    pub never: Vec<Ask>,
    /// Topics that the person never says yes to.
    pub never_topics: Vec<String>,
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
    /// What the ledger knows of the sender of the request at hand; never stored here.
    #[serde(skip)]
    pub facts: Facts,
}
