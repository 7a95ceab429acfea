//! What flags, signs and advice are called, and what is said of them, in the person's language.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::policy_words::PolicyWords;
use super::question::Question;
use super::table::Row;
use crate::assessment::{Advice, Ask, Flag, Good};

/// How a flag is shown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlagWords {
    /// A few plain words.
    pub name: String,
    /// Why it matters, in one sentence.
    pub why: String,
    /// What would make it better, in one sentence.
    pub better: String,
    /// The fact that is missing, in words; empty where none would help.
    #[serde(default)]
    pub missing: String,
    /// The same fact by the id that reply packs know it by.
    #[serde(default)]
    pub asks: String,
}

/// How a good sign is shown.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoodWords {
    /// A few plain words.
    pub name: String,
    /// As a reason for the advice, in one sentence.
    pub reason: String,
}

/// How it is said that a message can be read in part only.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReachWords {
    /// Of a language that a few rules speak.
    pub part: String,
    /// Of any other.
    pub nothing: String,
}

/// All words and the table of advice, as compiled from the data files.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Words {
    /// Flags.
    pub flag: BTreeMap<Flag, FlagWords>,
    /// Good signs.
    pub good: BTreeMap<Good, GoodWords>,
    /// Asks in a few words: "wants to connect".
    pub ask: BTreeMap<Ask, String>,
    /// Advice in a few words: "ask first".
    pub advice: BTreeMap<Advice, String>,
    /// The table of advice.
    pub row: Vec<Row>,
    /// Questions that only the person can answer.
    pub question: Vec<Question>,
    /// What is said of the person's own rules.
    pub policy: PolicyWords,
    /// What is said of a language that the rules do not speak.
    pub reach: ReachWords,
}
