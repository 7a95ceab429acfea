//! The table from findings to advice: data that the person can see and move.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assessment::{Advice, Ask, Flag, Good};

/// One row: its conditions, and the advice where all of them hold.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// Kebab-case name of the situation.
    pub id: String,
    /// The main ask is one of these; empty for any.
    #[serde(default)]
    pub ask: Vec<Ask>,
    /// Every one of these flags is raised.
    #[serde(default)]
    pub all: Vec<Flag>,
    /// At least one of these flags is raised; empty for no condition.
    #[serde(default)]
    pub any: Vec<Flag>,
    /// None of these flags is raised.
    #[serde(default)]
    pub none: Vec<Flag>,
    /// At least one of these good signs is shown; empty for no condition.
    #[serde(default)]
    pub good: Vec<Good>,
    /// None of these good signs is shown.
    #[serde(default)]
    pub without: Vec<Good>,
    /// The tie is at least this.
    #[serde(default)]
    pub tie: u8,
    /// The tie is less than this; 0 for no condition.
    #[serde(default)]
    pub below: u8,
    /// Every one of these questions is answered by yes.
    #[serde(default)]
    pub yes: Vec<String>,
    /// At least one of these questions is answered by yes; empty for no condition.
    #[serde(default)]
    pub any_yes: Vec<String>,
    /// Every one of these questions is answered by no.
    #[serde(default)]
    pub no: Vec<String>,
    /// What to do.
    pub advice: Advice,
    /// Why, for the person.
    pub because: String,
}

/// What a row's conditions look at.
pub struct Situation<'a> {
    /// The main ask.
    pub ask: Ask,
    /// Flags raised.
    pub flags: &'a [Flag],
    /// Good signs shown.
    pub good: &'a [Good],
    /// Tie shown, 0 to 4.
    pub tie: u8,
    /// Answers to questions about the sender, by the question's id.
    pub answers: &'a BTreeMap<String, bool>,
}

impl Row {
    /// Whether every condition holds.
    pub fn holds(&self, situation: &Situation<'_>) -> bool {
        let raised = |flag: &Flag| situation.flags.contains(flag);
        let shown = |good: &Good| situation.good.contains(good);
        let said = |id: &String, answer| situation.answers.get(id) == Some(&answer);
        (self.ask.is_empty() || self.ask.contains(&situation.ask))
            && self.all.iter().all(raised)
            && (self.any.is_empty() || self.any.iter().any(raised))
            && !self.none.iter().any(raised)
            && (self.good.is_empty() || self.good.iter().any(shown))
            && !self.without.iter().any(shown)
            && situation.tie >= self.tie
            && (self.below == 0 || situation.tie < self.below)
            && self.yes.iter().all(|id| said(id, true))
            && (self.any_yes.is_empty() || self.any_yes.iter().any(|id| said(id, true)))
            && self.no.iter().all(|id| said(id, false))
    }
}

/// The first row that holds. The last row of the table has no condition, so there is always one.
pub fn decide<'a>(rows: &'a [Row], situation: &Situation<'_>) -> Option<&'a Row> {
    rows.iter().find(|row| row.holds(situation))
}
