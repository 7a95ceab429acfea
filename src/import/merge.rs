//! Two records made one: what is newer is taken over, nothing is doubled, nothing is lost.

use std::collections::BTreeMap;

use crate::record::{Connection, Education, Exchange, PartialDate, Position, Recommendation, Record};
use crate::text::fold;

impl Record {
    /// Takes over everything of a newer record. Doing so twice is the same as doing so once.
    pub fn merge(&mut self, newer: Self) {
        take(&mut self.name, newer.name);
        take(&mut self.headline, newer.headline);
        join(&mut self.positions, newer.positions, is_same_position, |old, new| {
            earlier_known(&mut old.from, new.from);
            old.to = new.to;
        });
        join(&mut self.education, newer.education, is_same_school, |old, new| {
            take(&mut old.degree, new.degree);
            earlier_known(&mut old.from, new.from);
            earlier_known(&mut old.to, new.to);
        });
        join(&mut self.groups, newer.groups, |a, b| bare(a) == bare(b), |_, _| {});
        join(&mut self.skills, newer.skills, |a, b| bare(a) == bare(b), |_, _| {});
        join(&mut self.recommendations, newer.recommendations, is_same_recommendation, |old, new| *old = new);
        join_people(&mut self.connections, newer.connections, connection);
        join_people(&mut self.exchanges, newer.exchanges, exchange);
        self.imported = self.imported.max(newer.imported);
        for part in Self::PARTS {
            // A part that the newer record says nothing of keeps what was said of it.
            if newer_has(part, self, &newer.incomplete) {
                self.set_complete(part, false);
            }
        }
    }
}

fn newer_has(part: &str, record: &Record, incomplete: &[String]) -> bool {
    record.is_complete(part) && incomplete.iter().any(|known| known == part)
}

fn bare(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn take(old: &mut String, new: String) {
    if !new.is_empty() {
        *old = new;
    }
}

/// The more exact of two dates; where both are as exact, the newer one.
fn earlier_known(old: &mut PartialDate, new: PartialDate) {
    let exact = |date: &PartialDate| u8::from(date.year > 0) + u8::from(date.month > 0) + u8::from(date.day > 0);
    if exact(&new) >= exact(old) && new.is_known() {
        *old = new;
    }
}

/// Whether two dates may be one, known to the year, the month or the day.
fn may_be_one(a: PartialDate, b: PartialDate) -> bool {
    let fits = |a: u16, b: u16| a == 0 || b == 0 || a == b;
    fits(a.year, b.year) && fits(a.month.into(), b.month.into()) && fits(a.day.into(), b.day.into())
}

fn is_same_position(a: &Position, b: &Position) -> bool {
    bare(&a.company) == bare(&b.company) && bare(&a.title) == bare(&b.title) && may_be_one(a.from, b.from)
}

fn is_same_school(a: &Education, b: &Education) -> bool {
    let degree = |one: &Education| bare(&one.degree);
    let degrees = degree(a) == degree(b) || a.degree.is_empty() || b.degree.is_empty();
    bare(&a.school) == bare(&b.school) && degrees && may_be_one(a.from, b.from)
}

fn is_same_recommendation(a: &Recommendation, b: &Recommendation) -> bool {
    a.given == b.given && bare(&a.name) == bare(&b.name) && may_be_one(a.date, b.date)
}

/// Short lists: every new entry finds the one it is the same as.
fn join<T>(old: &mut Vec<T>, new: Vec<T>, same: impl Fn(&T, &T) -> bool, update: impl Fn(&mut T, T)) {
    for entry in new {
        match old.iter_mut().find(|known| same(known, &entry)) {
            Some(known) => update(known, entry),
            None => old.push(entry),
        }
    }
}

/// Who an entry of a long list is of.
trait OfPerson {
    fn name(&self) -> &str;
    fn profile(&self) -> &str;
}

impl OfPerson for Connection {
    fn name(&self) -> &str {
        &self.name
    }

    fn profile(&self) -> &str {
        &self.profile
    }
}

impl OfPerson for Exchange {
    fn name(&self) -> &str {
        &self.name
    }

    fn profile(&self) -> &str {
        &self.profile
    }
}

/// Long lists: entries are found by address, else by name where one of the two has no address.
fn join_people<T: OfPerson>(old: &mut Vec<T>, new: Vec<T>, update: impl Fn(&mut T, T)) {
    let mut by_profile = BTreeMap::new();
    let mut by_name = BTreeMap::new();
    let note =
        |by_profile: &mut BTreeMap<String, usize>, by_name: &mut BTreeMap<String, Vec<usize>>, at: usize, one: &T| {
            if !one.profile().is_empty() {
                by_profile.insert(one.profile().to_owned(), at);
            }
            by_name.entry(bare(one.name())).or_default().push(at);
        };
    for (at, one) in old.iter().enumerate() {
        note(&mut by_profile, &mut by_name, at, one);
    }
    for one in new {
        let of_profile = by_profile.get(one.profile()).copied();
        let of_name = || {
            let mut named = by_name.get(&bare(one.name())).into_iter().flatten().copied();
            named.find(|at| one.profile().is_empty() || old[*at].profile().is_empty())
        };
        match of_profile.or_else(of_name) {
            Some(at) => {
                update(&mut old[at], one);
                if !old[at].profile().is_empty() {
                    by_profile.insert(old[at].profile().to_owned(), at);
                }
            }
            None => {
                note(&mut by_profile, &mut by_name, old.len(), &one);
                old.push(one);
            }
        }
    }
}

fn connection(old: &mut Connection, new: Connection) {
    take(&mut old.name, new.name);
    take(&mut old.company, new.company);
    take(&mut old.title, new.title);
    take(&mut old.profile, new.profile);
    earlier_known(&mut old.connected, new.connected);
}

/// Each export counts all messages that the network still has, so the greater count is the truer.
fn exchange(old: &mut Exchange, new: Exchange) {
    take(&mut old.name, new.name);
    take(&mut old.profile, new.profile);
    if new.first.is_known() && (new.first < old.first || !old.first.is_known()) {
        old.first = new.first;
    }
    if new.last >= old.last {
        old.last = new.last;
        old.wrote_last = new.wrote_last;
        take(&mut old.text, new.text);
    }
    old.sent = old.sent.max(new.sent);
    old.received = old.received.max(new.received);
}
