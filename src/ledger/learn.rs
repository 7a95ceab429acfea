//! Learns from how requests turned out how far each rule is to be trusted by this person.
//!
//! One small logistic step a time: each voice has a weight of its own that follows how often it was right, within
//! [`BOUND`]. Nothing learned is exactly the program as shipped.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Asked, Decision, Ledger, Outcome, Person, day};
use crate::assessment::Assessment;
use crate::record::PartialDate;

/// The farthest that a voice may move, in log-odds.
pub const BOUND: f32 = 1.0;

/// Length of the first step.
const RATE: f32 = 0.6;

/// Days after a decision before it is asked how it turned out.
const RIPE: i32 = 14;

/// Days after which it is no longer asked.
const STALE: i32 = 150;

/// Days between two questions.
const PAUSE: i32 = 7;

/// What has been learned, by voice: the id of a rule, with `+` in front where it speaks for the sender.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Learned {
    /// Tallies by voice.
    pub voices: BTreeMap<String, Tally>,
}

/// How a voice has done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// Times it was right.
    pub right: u16,
    /// Times it was wrong.
    pub wrong: u16,
    /// How far its weight has moved, in log-odds.
    pub shift: f32,
}

impl Tally {
    /// How often it was right, in per cent.
    pub fn percent(self) -> u32 {
        let (right, all) = (u32::from(self.right), u32::from(self.right) + u32::from(self.wrong));
        (100 * right + all / 2).checked_div(all).unwrap_or(0)
    }

    fn step(&mut self, right: bool) {
        let seen = f32::from(self.right) + f32::from(self.wrong);
        let expected = 1.0 / (1.0 + (-self.shift).exp());
        let shift = self.shift + RATE / (1.0 + seen / 4.0).sqrt() * (f32::from(u8::from(right)) - expected);
        self.shift = if shift.is_finite() { shift.clamp(-BOUND, BOUND) } else { 0.0 };
        let count = if right { &mut self.right } else { &mut self.wrong };
        *count = count.saturating_add(1);
    }
}

impl Learned {
    /// Learns that a request with these voices turned out badly or well.
    pub fn learn(&mut self, voices: &[String], badly: bool) {
        for voice in voices {
            // A flag is right about what ends badly, a good sign about what ends well.
            let right = badly != voice.starts_with('+');
            self.voices.entry(voice.clone()).or_default().step(right);
        }
    }

    /// How far each voice has moved, in hundredths of log-odds.
    pub fn shifts(&self) -> BTreeMap<String, i16> {
        // A stored value may have been tampered with; the bound holds all the same.
        let hundredths = |tally: &Tally| (tally.shift.clamp(-BOUND, BOUND) * 100.0) as i16;
        self.voices.iter().map(|(voice, tally)| (voice.clone(), hundredths(tally))).filter(|(_, by)| *by != 0).collect()
    }
}

/// The voices that led to a judgement. What is decided by absence speaks under the flag's own name.
pub fn voices(assessment: &Assessment) -> Vec<String> {
    let of = |rules: &[String], id: &str, mark: &str| -> Vec<String> {
        match rules {
            [] => vec![format!("{mark}{id}")],
            some => some.iter().map(|rule| format!("{mark}{rule}")).collect(),
        }
    };
    let flags = assessment.flags.iter().filter(|flag| crate::judge::is_text_flag(flag.id));
    let mut voices: Vec<String> = flags.flat_map(|flag| of(&flag.rules, flag.id.id(), "")).collect();
    voices.extend(assessment.good.iter().flat_map(|sign| of(&sign.rules, sign.id.id(), "+")));
    voices.sort();
    voices.dedup();
    voices
}

impl Ledger {
    /// The request to ask about on `today`, if it is time to ask at all.
    pub fn to_ask(&self, today: PartialDate) -> Option<(&Person, &Asked)> {
        if day::between(self.questioned, today).is_some_and(|days| days < PAUSE) {
            return None;
        }
        let ripe = |asked: &Asked| day::between(asked.on, today).is_some_and(|days| (RIPE..=STALE).contains(&days));
        let answered = |asked: &Asked| matches!(asked.decision, Decision::Accepted | Decision::AskedFirst);
        let open =
            self.requests().filter(|(_, asked)| asked.outcome == Outcome::Open && answered(asked) && ripe(asked));
        open.min_by_key(|(_, asked)| asked.on)
    }

    /// The person has said how it turned out.
    pub fn turned_out(&mut self, key: &str, id: &str, outcome: Outcome, today: PartialDate) {
        let person = self.people.iter_mut().find(|person| person.key() == key);
        let Some(asked) = person.and_then(|person| person.requests.iter_mut().find(|asked| asked.id == id)) else {
            return;
        };
        self.questioned = today;
        if asked.outcome != Outcome::Open {
            return;
        }
        asked.outcome = outcome;
        // A yes that was right speaks against the doubts; a question that was right speaks for them.
        let badly = match (asked.decision, outcome) {
            (Decision::Accepted, Outcome::Right) | (Decision::AskedFirst, Outcome::Wrong) => false,
            (Decision::Accepted, Outcome::Wrong) | (Decision::AskedFirst, Outcome::Right) => true,
            _ => return,
        };
        self.learned.learn(&asked.rules, badly);
    }

    /// Back to the weights as shipped.
    pub fn unlearn(&mut self) {
        self.learned = Learned::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn after(rights: impl Iterator<Item = bool>) -> Tally {
        let mut tally = Tally::default();
        rights.for_each(|right| tally.step(right));
        tally
    }

    #[test]
    fn a_voice_moves_towards_how_often_it_is_right() {
        // Right three times in five: log-odds 0.405.
        let tally = after((0..5000).map(|n| n % 5 < 3));
        assert!((tally.shift - 0.405).abs() < 0.05, "{}", tally.shift);
        assert_eq!(tally.percent(), 60);
        assert_eq!(after((0..1000).map(|_| true)).shift, BOUND);
        assert_eq!(after((0..1000).map(|_| false)).shift, -BOUND);
    }

    #[test]
    fn one_answer_moves_little() {
        assert!(after(std::iter::once(false)).shift.abs() <= 0.3);
    }

    #[test]
    fn a_good_sign_is_right_about_what_ends_well() {
        let mut learned = Learned::default();
        learned.learn(&["a-rule".to_owned(), "+a-sign".to_owned()], false);
        assert_eq!((learned.voices["a-rule"].wrong, learned.voices["+a-sign"].right), (1, 1));
        assert!(learned.shifts()["a-rule"] < 0 && learned.shifts()["+a-sign"] > 0);
    }

    proptest! {
        #[test]
        fn bounds_hold_whatever_is_answered(rights in proptest::collection::vec(any::<bool>(), 0..300), start in any::<f32>()) {
            let mut tally = Tally { shift: start, ..Tally::default() };
            for right in rights {
                tally.step(right);
                prop_assert!(tally.shift.abs() <= BOUND);
            }
            let learned = Learned { voices: BTreeMap::from([("x".to_owned(), tally)]) };
            prop_assert!(learned.shifts().values().all(|by| by.abs() <= 100));
        }

        #[test]
        fn forgetting_is_exactly_the_program_as_shipped(rights in proptest::collection::vec(any::<bool>(), 0..50)) {
            let mut ledger = Ledger::default();
            for badly in rights {
                ledger.learned.learn(&["a-rule".to_owned(), "+b".to_owned()], badly);
            }
            ledger.unlearn();
            prop_assert!(ledger.learned.shifts().is_empty());
            prop_assert_eq!(ledger, Ledger::default());
        }
    }
}
