//! Questions that only the person can answer: data, with what each answer changes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assessment::{Advice, Ask, Flag};

/// One question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Kebab-case name, by which rows of the table of advice know it.
    pub id: String,
    /// Main asks at which it is put.
    pub ask: Vec<Ask>,
    /// The question, to be answered by yes or no.
    pub text: String,
    /// Record or ledger answer yes beforehand where one of these is known.
    #[serde(default)]
    pub yes_when: Vec<Known>,
    /// They answer no where one of these is known; this counts more.
    #[serde(default)]
    pub no_when: Vec<Known>,
    /// What the person's yes changes.
    #[serde(default)]
    pub yes: Change,
    /// What the person's no changes.
    #[serde(default)]
    pub no: Change,
}

/// What an answer changes, besides the rows of the table of advice that name it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Change {
    /// The tie is at least this.
    pub least: Option<u8>,
    /// The tie is at most this.
    pub most: Option<u8>,
    /// Flags that no longer matter.
    pub lifts: Vec<Flag>,
    /// A reason, as a sentence.
    pub says: String,
}

/// What record and ledger can know of a sender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Known {
    /// They are connected already.
    Connected,
    /// Both have written to each other.
    InContact,
    /// A claim of a common past is borne out by the record.
    SharedPast,
    /// One has recommended the other.
    Recommended,
    /// A good experience is noted.
    GoodExperience,
    /// A bad experience is noted.
    BadExperience,
    /// They are about something that the person looks for.
    Sought,
}

/// An example in the data file: answers to a message, and the advice that comes of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The message.
    pub text: String,
    /// The main ask that it has.
    pub ask: Ask,
    /// Advice without an answer.
    pub before: Advice,
    /// Answers, by the question's id.
    pub answers: BTreeMap<String, bool>,
    /// Advice with them.
    pub advice: Advice,
}
