//! The ledger: for each person what they asked, what was advised, what you decided, a note, good or bad experience,
//! and when to come back to them. It holds only what the person wrote or decided; a request that was merely seen
//! leaves nothing here.

pub mod age;
pub mod day;
pub mod deed;
pub mod due;
pub mod fingerprint;
pub mod ics;
mod known;
pub mod learn;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::assessment::{Advice, Ask, Flag};
use crate::record::{PartialDate, profile_key};
use crate::request::Sender;
use crate::text::fold;

pub use deed::{Decision, Deed, Feeling};
pub use known::{before, price};
pub use learn::Learned;

/// The version that this program writes.
pub const VERSION: u32 = 1;

/// Requests that are kept of one person: the newest.
const KEPT: usize = 40;

/// All that the person has noted and decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Ledger {
    /// Version of this form.
    pub version: u32,
    /// People, in the order in which they were first noted.
    pub people: Vec<Person>,
    /// What has been learned from how requests turned out.
    pub learned: Learned,
    /// The day on which the person was last asked how a request turned out.
    pub questioned: PartialDate,
}

impl Default for Ledger {
    fn default() -> Self {
        Self { version: VERSION, people: Vec::new(), learned: Learned::default(), questioned: PartialDate::default() }
    }
}

/// One person, by the address of their profile or, where none was shown, by their name.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Person {
    /// Address of the profile without what changes from visit to visit; empty where none was shown.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub profile: String,
    /// Name as it was shown last.
    pub name: String,
    /// Whatever the person wants to remember.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// How it went with them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub experience: Option<Experience>,
    /// The day on which to come back to them.
    #[serde(skip_serializing_if = "is_unknown")]
    pub back: PartialDate,
    /// Answers to the questions about this person, by the question's id.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, bool>,
    /// Their requests, oldest first.
    pub requests: Vec<Asked>,
}

/// Good or bad experience with somebody.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Experience {
    /// Good or bad.
    pub feeling: Feeling,
    /// From whom it was heard; empty for the person's own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub whose: String,
    /// The day it was noted.
    #[serde(default)]
    pub on: PartialDate,
}

/// One request, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// Tells one message of a person from another: a hash of its words, which are not kept.
    pub id: String,
    /// What was mainly asked.
    pub ask: Ask,
    /// What was advised.
    pub advice: Advice,
    /// The doubts of that time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub flags: Vec<Flag>,
    /// Rules that spoke, by id: those of flags, and those of good signs with a `+` in front.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// What was decided.
    pub decision: Decision,
    /// The day it was decided.
    pub on: PartialDate,
    /// Whether the person has been asked how it turned out, and what they said.
    #[serde(default)]
    pub outcome: Outcome,
}

/// How a request turned out, as far as the person has said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// Not asked yet.
    #[default]
    Open,
    /// The decision was right.
    Right,
    /// The decision was wrong.
    Wrong,
    /// The person would not say.
    Unsaid,
}

fn is_unknown(date: &PartialDate) -> bool {
    !date.is_known()
}

impl Ledger {
    /// The person who sent a request, if they are known.
    pub fn person(&self, sender: &Sender) -> Option<&Person> {
        self.place(sender).map(|at| &self.people[at])
    }

    /// Where the sender stands. A profile decides where both show one; a name alone must be the name of one person only.
    fn place(&self, sender: &Sender) -> Option<usize> {
        let profile = profile_key(&sender.profile);
        let name = name_key(&sender.name);
        // Names on a site were once kept without the site; whoever has the same name besides is the same.
        let bare = profile.split_once('/').filter(|_| !profile.starts_with("in/")).map_or("", |(_, bare)| bare);
        let once = |person: &Person| {
            let shown = person.profile.trim_start_matches(['@', '/']).trim_start_matches("profile_id=");
            !bare.is_empty() && shown == bare && name_key(&person.name) == name
        };
        let at = |is: &dyn Fn(&Person) -> bool| self.people.iter().position(is);
        let known = |person: &Person| !profile.is_empty() && person.profile == profile;
        if let Some(at) = at(&known).or_else(|| at(&once)) {
            return Some(at);
        }
        let mut named = self.people.iter().enumerate().filter(|(_, person)| {
            !name.is_empty() && (profile.is_empty() || person.profile.is_empty()) && name_key(&person.name) == name
        });
        let first = named.next()?;
        named.next().is_none().then_some(first.0)
    }

    /// The sender's own page in the ledger, begun where there is none. `None` for a request without a sender.
    fn page(&mut self, sender: &Sender) -> Option<&mut Person> {
        if !is_named(sender) {
            return None;
        }
        let at = self.place(sender).unwrap_or_else(|| {
            self.people.push(Person::default());
            self.people.len() - 1
        });
        let person = &mut self.people[at];
        if !sender.name.trim().is_empty() {
            person.name = sender.name.trim().to_owned();
        }
        let profile = profile_key(&sender.profile);
        if !profile.is_empty() {
            person.profile = profile;
        }
        Some(person)
    }

    /// Requests accepted in the seven days that end with `today`.
    pub fn accepted_this_week(&self, today: PartialDate) -> u16 {
        let week = |asked: &&Asked| day::between(asked.on, today).is_some_and(|days| (0..7).contains(&days));
        let accepted = self.requests().map(|(_, asked)| asked).filter(|asked| asked.decision == Decision::Accepted);
        u16::try_from(accepted.filter(week).count()).unwrap_or(u16::MAX)
    }

    /// Every request with the person who made it.
    pub fn requests(&self) -> impl Iterator<Item = (&Person, &Asked)> {
        self.people.iter().flat_map(|person| person.requests.iter().map(move |asked| (person, asked)))
    }

    /// Drops people of whom nothing is noted any more.
    fn tidy(&mut self) {
        self.people.retain(|person| !person.is_blank());
    }
}

impl Person {
    /// The request with these words, if something was decided on it.
    pub fn request(&self, text: &str) -> Option<&Asked> {
        let id = message_id(text);
        self.requests.iter().find(|asked| asked.id == id)
    }

    /// The newest request other than the one with these words.
    pub fn earlier(&self, text: &str) -> Option<&Asked> {
        let id = message_id(text);
        self.requests.iter().rev().find(|asked| asked.id != id)
    }

    fn is_blank(&self) -> bool {
        self.note.is_empty()
            && self.experience.is_none()
            && !self.back.is_known()
            && self.answers.is_empty()
            && self.requests.is_empty()
    }

    /// What tells this person from every other, for lists.
    pub fn key(&self) -> &str {
        if self.profile.is_empty() { &self.name } else { &self.profile }
    }
}

/// Whether it is known at all who sends.
pub fn is_named(sender: &Sender) -> bool {
    !profile_key(&sender.profile).is_empty() || !name_key(&sender.name).is_empty()
}

/// A name by which two shapes of it are the same.
fn name_key(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Tells messages apart without keeping them.
pub fn message_id(text: &str) -> String {
    let folded = text.split_whitespace().flat_map(|word| word.bytes().chain([b' ']));
    let value =
        folded.fold(0xcbf2_9ce4_8422_2325_u64, |value, byte| (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{value:016x}")
}

#[cfg(test)]
mod tests;
