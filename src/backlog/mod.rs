//! Requests to be gone through one by one: the invitations of an export, and what stands on open pages.

pub mod chart;
pub mod csv;
mod entry;
mod row;

pub use entry::{Entry, Here, gather};
pub use row::{Answer, Filter, Row, Since, Sort, Whence, age, arrange};

use serde::{Deserialize, Serialize};

use crate::record::PartialDate;

/// An invitation that came in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Invitation {
    /// Full name of who invites.
    pub name: String,
    /// Key of their profile's address; empty when not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub profile: String,
    /// The day it was sent.
    pub sent: PartialDate,
    /// The note that came with it; often there is none.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What is kept of an export's invitations.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Backlog {
    /// Newest first.
    pub invitations: Vec<Invitation>,
}

impl Backlog {
    /// Adds what is not there yet, newest first. Doing so twice is the same as doing so once.
    pub fn merge(&mut self, newer: Self) {
        self.invitations.extend(newer.invitations);
        self.invitations
            .sort_by(|a, b| (b.sent, &a.name, &a.profile, &a.text).cmp(&(a.sent, &b.name, &b.profile, &b.text)));
        self.invitations.dedup();
    }
}

#[cfg(test)]
mod tests;
