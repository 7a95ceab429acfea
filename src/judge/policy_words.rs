//! What is said of the person's own rules, and by which words a way of having met is told: data, with examples.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assessment::{Advice, Ask};
use crate::settings::Encounter;

/// Words of the rules, as compiled from the data file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PolicyWords {
    /// Reasons by the id of what a rule came to.
    pub because: BTreeMap<String, String>,
    /// Words by which a message tells how its sender and the person have met, in small letters.
    pub encounter: BTreeMap<Encounter, Vec<String>>,
}

/// The data file.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PolicyFile {
    /// As in [`PolicyWords`].
    pub because: BTreeMap<String, String>,
    /// As in [`PolicyWords`].
    pub encounter: BTreeMap<Encounter, Vec<String>>,
    /// Tested with the engine.
    #[serde(default)]
    pub example: Vec<Example>,
}

impl PolicyFile {
    /// What the program needs of the file.
    pub fn words(self) -> PolicyWords {
        PolicyWords { because: self.because, encounter: self.encounter }
    }
}

/// A rule at work on a message.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// The message.
    pub text: String,
    /// What it is taken to ask.
    pub ask: Ask,
    /// The person's settings, by the name of their field on the page, as they stand there.
    pub settings: BTreeMap<String, String>,
    /// Advice without them.
    pub before: Advice,
    /// Advice with them.
    pub advice: Advice,
    /// Id of the reason; empty where no rule speaks.
    #[serde(default)]
    pub because: String,
}
