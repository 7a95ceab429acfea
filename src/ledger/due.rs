//! Whom to come back to, and when.

use super::{Decision, Ledger, Person, day};
use crate::record::PartialDate;

/// Days past the day after which a promise counts as not kept.
const GRACE: i32 = 7;

impl Ledger {
    /// People to come back to on `today` or before, the longest due first.
    pub fn due(&self, today: PartialDate) -> Vec<&Person> {
        self.to_come(|days| days <= 0, today)
    }

    /// People to come back to later, the next first.
    pub fn later(&self, today: PartialDate) -> Vec<&Person> {
        self.to_come(|days| days > 0, today)
    }

    fn to_come(&self, when: impl Fn(i32) -> bool, today: PartialDate) -> Vec<&Person> {
        let fits = |person: &&Person| day::between(today, person.back).is_some_and(&when);
        let mut people: Vec<&Person> = self.people.iter().filter(fits).collect();
        people.sort_by_key(|person| person.back);
        people
    }

    /// Promises whose day is well past.
    pub fn overdue(&self, today: PartialDate) -> u16 {
        let past = |person: &&Person| day::between(person.back, today).is_some_and(|days| days > GRACE);
        u16::try_from(self.people.iter().filter(past).count()).unwrap_or(u16::MAX)
    }

    /// It has been done: nothing is due any more for this person.
    pub fn done(&mut self, key: &str) {
        self.put_off(key, PartialDate::default());
    }

    /// Not now: due on another day.
    pub fn put_off(&mut self, key: &str, to: PartialDate) {
        if let Some(person) = self.people.iter_mut().find(|person| person.key() == key) {
            person.back = to;
        }
        self.tidy();
    }

    /// Forgets a person altogether.
    pub fn forget(&mut self, key: &str) {
        self.people.retain(|person| person.key() != key);
    }

    /// People who were asked something and have not been decided on since, the oldest first.
    pub fn waiting(&self) -> Vec<&Person> {
        let waits =
            |person: &&Person| person.requests.last().is_some_and(|asked| asked.decision == Decision::AskedFirst);
        let mut people: Vec<&Person> = self.people.iter().filter(waits).collect();
        people.sort_by_key(|person| person.requests.last().map(|asked| asked.on));
        people
    }
}
