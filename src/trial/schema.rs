//! The shape of `samples.toml`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::request::Channel;

/// A made-up request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sample {
    /// Kebab-case name.
    pub id: String,
    /// Who writes; `{it}` is what the person has typed.
    pub from: String,
    /// The line under the name.
    pub headline: String,
    /// How it came.
    pub channel: Channel,
    /// Schools that the record of the sample's recipient holds, all of them.
    #[serde(default)]
    pub schools: Vec<String>,
    /// The message; `{it}` is what the person has typed.
    pub text: String,
}

/// The sample that shows what a setting does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// The field of the settings.
    pub field: String,
    /// For lists of ticks and choices: the one that this is about; empty for any.
    #[serde(default)]
    pub of: String,
    /// [`Sample::id`].
    pub sample: String,
    /// Other samples, in case the first is not near enough to an edge.
    #[serde(default)]
    pub or: Vec<String>,
    /// An example while the field says nothing.
    pub value: String,
    /// What `{it}` stands for in the example, where it is not the value itself.
    #[serde(default)]
    pub it: String,
    /// Other fields without which it does nothing; they are set for both sides.
    #[serde(default)]
    pub with: BTreeMap<String, String>,
}

/// The file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Samples {
    /// Requests.
    pub sample: Vec<Sample>,
    /// What each setting shows, the particular before the general.
    pub effect: Vec<Effect>,
}
