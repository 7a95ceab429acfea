//! Cases as the command line reads and writes them: one JSON object a line.

use serde::Deserialize;
use std::collections::BTreeMap;

use crate::assessment::{Advice, Ask, Assessment, ClaimType, Flag, Good, Truth};
use crate::record::Record;
use crate::request::Request;
use crate::settings::Settings;

/// One case as given: a request with what the record and the settings hold.
#[derive(Debug, Clone, Deserialize)]
pub struct Case {
    /// Any JSON value; it comes back with the answer.
    pub id: serde_json::Value,
    /// The request.
    #[serde(flatten)]
    pub request: Request,
    /// The record, if the case has one.
    #[serde(default)]
    pub facts: Record,
    /// The settings, if the case has some.
    #[serde(default)]
    pub settings: Settings,
}

/// What a careful reader said of a case.
#[derive(Debug, Clone, Deserialize)]
pub struct Labels {
    /// The main ask.
    pub ask: Ask,
    /// Flags raised.
    pub flags: Vec<Flag>,
    /// The words that show each flag.
    #[serde(default)]
    pub evidence: BTreeMap<Flag, Vec<String>>,
    /// Good signs.
    #[serde(default)]
    pub good: Vec<Good>,
    /// Advice given.
    #[serde(alias = "action")]
    pub advice: Advice,
    /// Claims of shared history; absent where nobody looked for them.
    pub claims: Option<Vec<ClaimLabel>>,
}

/// A claim as a careful reader saw it.
#[derive(Debug, Clone, Deserialize)]
pub struct ClaimLabel {
    /// Kind of claim.
    #[serde(rename = "type")]
    pub kind: ClaimType,
    /// Exact words.
    pub quote: String,
    /// What the record says.
    pub truth: Truth,
}

/// The answer to a case, as the contract of the command line has it.
pub fn answer(id: &serde_json::Value, assessment: &Assessment) -> serde_json::Value {
    let mut answer = serde_json::to_value(assessment).expect("an assessment is plain data");
    let mut object = serde_json::Map::new();
    object.insert("id".into(), id.clone());
    if let Some(fields) = answer.as_object_mut() {
        object.append(fields);
    }
    serde_json::Value::Object(object)
}
