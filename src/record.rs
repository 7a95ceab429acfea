//! The person's own record: what shared history is checked against. Nothing of it leaves the machine.

use serde::{Deserialize, Serialize};

/// A position held. Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `to` is absent while it lasts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Position {
    /// Employer as the person writes it.
    pub company: String,
    /// Title held.
    pub title: String,
    /// First day, as far as known.
    pub from: PartialDate,
    /// Last day, as far as known.
    pub to: PartialDate,
}

/// Time at a school.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Education {
    /// The school as the person writes it.
    pub school: String,
    /// Degree and field.
    pub degree: String,
    /// First year.
    pub from: PartialDate,
    /// Last year.
    pub to: PartialDate,
}

/// A connection on the network.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Connection {
    /// Full name.
    pub name: String,
    /// Employer as the export gives it.
    pub company: String,
    /// The day the connection was made.
    pub connected: PartialDate,
}

/// What the person's record holds. A part that is present is taken to be complete unless
/// [`Record::incomplete`] names it: only a complete part can contradict a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Positions held.
    pub positions: Vec<Position>,
    /// Schools attended.
    pub education: Vec<Education>,
    /// Groups joined.
    pub groups: Vec<String>,
    /// Connections on the network.
    pub connections: Vec<Connection>,
    /// Parts that are known not to be complete: `positions`, `education`, `groups`, `connections`.
    pub incomplete: Vec<String>,
}

/// A date known to the year, the month or the day; empty when not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(from = "DateText", into = "String")]
pub struct PartialDate {
    /// Year of our era; 0 when the date is not known.
    pub year: u16,
    /// Month 1 to 12; 0 when not known.
    pub month: u8,
    /// Day 1 to 31; 0 when not known.
    pub day: u8,
}

impl PartialDate {
    /// Whether anything is known.
    pub fn is_known(self) -> bool {
        self.year != 0
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; anything else is an unknown date.
    pub fn parse(text: &str) -> Self {
        let mut parts = text.trim().splitn(3, '-');
        let Some(year) = parts.next().and_then(|y| y.parse().ok()).filter(|y| (1..=9999).contains(y)) else {
            return Self::default();
        };
        let month = parts.next().and_then(|m| m.parse().ok()).filter(|m| (1..=12).contains(m)).unwrap_or(0);
        let day = parts.next().and_then(|d| d.parse().ok()).filter(|d| (1..=31).contains(d)).unwrap_or(0);
        Self { year, month, day: if month == 0 { 0 } else { day } }
    }
}

/// Records in the wild write a year as a number and a month as a string.
#[derive(Deserialize)]
#[serde(untagged)]
enum DateText {
    Year(u16),
    Text(String),
    None(()),
}

impl From<DateText> for PartialDate {
    fn from(text: DateText) -> Self {
        match text {
            DateText::Year(year) => Self { year, month: 0, day: 0 },
            DateText::Text(text) => Self::parse(&text),
            DateText::None(()) => Self::default(),
        }
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        match date {
            PartialDate { year: 0, .. } => String::new(),
            PartialDate { year, month: 0, .. } => format!("{year:04}"),
            PartialDate { year, month, day: 0 } => format!("{year:04}-{month:02}"),
            PartialDate { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
        }
    }
}
