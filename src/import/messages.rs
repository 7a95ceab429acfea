//! Messages, row by row, down to who wrote to whom, when and how often. No message is held.

use std::collections::BTreeMap;

use super::date::Moment;
use super::table::LONGEST_FIELD;
use crate::record::{Exchange, profile_key};
use crate::text::fold;

/// Most people whose messages are counted.
const PEOPLE: usize = 200_000;

/// What one writes to another.
#[derive(Debug, Clone, Default)]
struct Tally {
    count: u32,
    first: Moment,
    last: Moment,
    text: String,
}

/// One message, as its row tells it.
pub struct Message<'a> {
    /// Name of who wrote.
    pub from: &'a str,
    /// Address of their profile.
    pub from_profile: &'a str,
    /// Names of who it was written to.
    pub to: &'a str,
    /// Addresses of their profiles.
    pub to_profiles: &'a str,
    /// When.
    pub sent: Moment,
    /// What it says; empty unless texts are to be kept.
    pub text: &'a str,
}

/// Counts messages of an export whose owner may not be known until the end: they are in most of them.
#[derive(Debug, Default)]
pub struct Counter {
    /// Numbers of people by address or name as written.
    numbers: BTreeMap<String, u32>,
    /// Name and key of each.
    people: Vec<(String, String)>,
    pairs: BTreeMap<(u32, u32), Tally>,
    /// Messages to several people: they say little of the tie between two.
    pub to_many: usize,
    /// Messages without a known sender or recipient, such as of closed accounts.
    pub nameless: usize,
}

impl Counter {
    /// Counts one.
    pub fn add(&mut self, message: &Message<'_>) {
        if message.to_profiles.contains(',') || (message.to_profiles.is_empty() && message.to.split(',').count() > 2) {
            self.to_many += 1;
            return;
        }
        let from = self.number(message.from, message.from_profile);
        let to = self.number(message.to, message.to_profiles);
        let (Some(from), Some(to)) = (from, to) else {
            self.nameless += 1;
            return;
        };
        let tally = self.pairs.entry((from, to)).or_default();
        if tally.count == 0 || message.sent < tally.first {
            tally.first = message.sent;
        }
        if tally.count == 0 || message.sent >= tally.last {
            tally.last = message.sent;
            tally.text = message.text.chars().take(LONGEST_FIELD).collect();
        }
        tally.count = tally.count.saturating_add(1);
    }

    fn number(&mut self, name: &str, profile: &str) -> Option<u32> {
        let written = if profile.is_empty() { name } else { profile };
        if written.is_empty() || (profile.is_empty() && fold(name) == "linkedin member") {
            return None;
        }
        if let Some(number) = self.numbers.get(written) {
            return Some(*number);
        }
        let (key, name) = (profile_key(profile), name.to_owned());
        // One person may be written in several ways: with and without the country's host name.
        let known = if key.is_empty() { None } else { self.numbers.get(&key).copied() };
        let number = match known {
            Some(number) => number,
            None if self.people.len() >= PEOPLE => return None,
            None => {
                self.people.push((name, key.clone()));
                u32::try_from(self.people.len() - 1).ok()?
            }
        };
        if !key.is_empty() {
            self.numbers.insert(key, number);
        }
        self.numbers.insert(written.to_owned(), number);
        Some(number)
    }

    /// Whose export it is: who bears the name, or who is in more messages than anybody else. `None` if that is open.
    fn owner(&self, name: &str) -> Option<u32> {
        let mut messages = vec![0u64; self.people.len()];
        let mut partners = vec![0u32; self.people.len()];
        for ((from, to), tally) in &self.pairs {
            for one in [from, to] {
                messages[*one as usize] += u64::from(tally.count);
                partners[*one as usize] += 1;
            }
        }
        let name = fold(name.trim());
        let wanted = |number: &usize| !name.is_empty() && fold(self.people[*number].0.trim()) == name;
        let named = (0..self.people.len()).filter(wanted).max_by_key(|number| messages[*number]);
        let most = |but: Option<usize>| {
            (0..self.people.len())
                .filter(|number| Some(*number) != but)
                .max_by_key(|number| (messages[*number], partners[*number]))
        };
        let first = most(None);
        let lone = first.filter(|first| most(Some(*first)).is_none_or(|second| messages[second] < messages[*first]));
        named.or(lone).and_then(|number| u32::try_from(number).ok())
    }

    /// The messages between the owner and each other person; `None` if it is not clear who the owner is.
    pub fn finish(self, owner_name: &str) -> Option<Vec<Exchange>> {
        if self.pairs.is_empty() {
            return Some(Vec::new());
        }
        let owner = self.owner(owner_name)?;
        let mut exchanges: BTreeMap<u32, (Exchange, Moment, Moment)> = BTreeMap::new();
        for ((from, to), tally) in self.pairs {
            let (other, is_own) = match (from == owner, to == owner) {
                (true, false) => (to, true),
                (false, true) => (from, false),
                _ => continue,
            };
            let (exchange, first, last) = exchanges.entry(other).or_default();
            if exchange.sent + exchange.received == 0 || tally.first < *first {
                *first = tally.first;
            }
            if exchange.sent + exchange.received == 0 || tally.last > *last {
                *last = tally.last;
                exchange.wrote_last = is_own;
            }
            if is_own {
                exchange.sent = tally.count;
            } else {
                exchange.received = tally.count;
                exchange.text = tally.text;
            }
        }
        let named = exchanges.into_iter().map(|(number, (exchange, first, last))| {
            let (name, profile) = self.people[number as usize].clone();
            Exchange { name, profile, first: first.day, last: last.day, ..exchange }
        });
        Some(named.collect())
    }
}
