//! Replies as the person has edited them, kept until they are used: what was typed outlasts the page that it was typed
//! on. Of the request that they answer there is a hash.

use serde::{Deserialize, Serialize};

use crate::ledger::{day, message_id};
use crate::protocol::Seen;
use crate::record::PartialDate;

/// The most that are kept; the oldest go first.
const KEPT: usize = 60;
/// Days after which one that nobody has touched goes.
const DAYS: i32 = 90;

/// Every edited reply, the one edited last at the end.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Edits {
    /// The list.
    pub list: Vec<Edited>,
}

/// One edited reply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Edited {
    /// Which request it answers, as [`id`] has it.
    pub request: String,
    /// What the reply does; empty for a text that is no reply to the sender.
    pub stance: String,
    /// How it sounded before it was edited.
    pub tone: String,
    /// What its field is called.
    pub label: String,
    /// What the person made of it.
    pub text: String,
    /// When.
    pub day: PartialDate,
}

/// Tells requests apart without keeping them, whenever and wherever they are seen again: by site, sender and words.
pub fn id(site: &str, seen: &Seen) -> String {
    let field = |name: &str| seen.fields.get(name).filter(|value| !value.is_empty());
    let who = field("profile").or_else(|| field("address")).or_else(|| field("name"));
    message_id(&format!("{site} {} {}", who.map_or("", String::as_str), seen.text))
}

impl Edits {
    /// Keeps what the person has made of a reply in the place of what they had made of it before. An empty text lets
    /// go of it.
    pub fn keep(&mut self, edited: Edited) {
        let today = edited.day;
        self.list.retain(|known| !known.is_of(&edited) && day::between(known.day, today).is_none_or(|age| age <= DAYS));
        if !edited.text.trim().is_empty() {
            self.list.push(edited);
        }
        let surplus = self.list.len().saturating_sub(KEPT);
        self.list.drain(..surplus);
    }

    /// Lets go of all that was edited at a request.
    pub fn settle(&mut self, request: &str) {
        self.list.retain(|known| known.request != request);
    }

    /// What was edited at a request.
    pub fn of<'a>(&'a self, request: &'a str) -> impl Iterator<Item = &'a Edited> {
        self.list.iter().filter(move |known| known.request == request)
    }
}

impl Edited {
    /// Whether it is an edit of the same reply, as far as the other says which it is.
    fn is_of(&self, other: &Self) -> bool {
        let same_field = other.label.is_empty() || self.label == other.label;
        self.request == other.request && self.stance == other.stance && self.tone == other.tone && same_field
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(request: &str, tone: &str, text: &str, month: u8) -> Edited {
        let day = PartialDate { year: 2026, month, day: 1 };
        let (request, tone, text) = (request.to_owned(), tone.to_owned(), text.to_owned());
        Edited { request, stance: "decline".to_owned(), tone, text, day, ..Edited::default() }
    }

    fn texts(edits: &Edits) -> Vec<&str> {
        edits.list.iter().map(|edited| edited.text.as_str()).collect()
    }

    #[test]
    fn the_newest_words_stand_for_a_reply() {
        let mut edits = Edits::default();
        edits.keep(edited("a", "warm", "Hel", 1));
        edits.keep(edited("a", "plain", "Other", 1));
        edits.keep(edited("a", "warm", "Hello", 1));
        assert_eq!(texts(&edits), ["Other", "Hello"]);
        edits.keep(edited("a", "warm", " ", 1));
        assert_eq!(texts(&edits), ["Other"]);
    }

    #[test]
    fn old_ones_and_too_many_go() {
        let mut edits = Edits::default();
        edits.keep(edited("a", "warm", "old", 1));
        edits.keep(edited("b", "warm", "new", 6));
        assert_eq!(texts(&edits), ["new"]);
        for number in 0..100 {
            edits.keep(edited(&number.to_string(), "warm", &number.to_string(), 6));
        }
        assert_eq!(texts(&edits).len(), KEPT);
        assert_eq!(texts(&edits).last(), Some(&"99"));
    }

    #[test]
    fn a_request_is_known_again_by_sender_and_words() {
        let seen = |age: &str, text: &str| {
            let fields =
                [("profile", "/in/dana"), ("age", age)].map(|(name, value)| (name.to_owned(), value.to_owned()));
            Seen { fields: fields.into(), text: text.to_owned(), ..Seen::default() }
        };
        assert_eq!(id("x", &seen("Today", "Hi  there")), id("x", &seen("Yesterday", "Hi there")));
        assert_ne!(id("x", &seen("Today", "Hi there")), id("x", &seen("Today", "Hello")));
        assert_ne!(id("x", &seen("Today", "Hi there")), id("y", &seen("Today", "Hi there")));
    }
}
