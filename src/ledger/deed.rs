//! What the person does to the ledger, one click or one key each.

use serde::{Deserialize, Deserializer, Serialize};

use super::{Asked, Experience, KEPT, Ledger, Outcome, day, message_id};
use crate::assessment::Assessment;
use crate::plain::Fields;
use crate::record::PartialDate;
use crate::request::Request;

/// What was decided on a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Said yes.
    Accepted,
    /// Asked back, and waits for the answer.
    AskedFirst,
    /// Said no.
    Declined,
    /// Left open on purpose.
    LeftOpen,
}

impl Decision {
    /// Every decision, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Accepted, Self::AskedFirst, Self::Declined, Self::LeftOpen];
}

/// Good or bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Feeling {
    /// It went well.
    Good,
    /// It went badly.
    Bad,
}

/// When to come back to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Back {
    /// In a week.
    Week,
    /// In a month.
    Month,
    /// On the day that is typed.
    On,
    /// Not at all, or no more.
    Never,
}

/// One entry. Doing the same once more takes a decision, an experience or an answer back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "what", rename_all = "lowercase")]
pub enum Deed {
    /// Decides on the request.
    Decide {
        /// What is decided.
        decision: Decision,
    },
    /// Writes the note that is typed.
    Note,
    /// Notes how it went.
    Feel {
        /// Good or bad.
        feeling: Feeling,
    },
    /// Says from whom the experience was heard; what is typed is the name.
    Whose,
    /// Sets the day to come back.
    Back {
        /// When.
        when: Back,
    },
    /// Answers a question.
    Answer {
        /// Id of the question.
        question: String,
        /// Yes or no.
        yes: bool,
    },
}

impl<'de> Deserialize<'de> for Deed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Fields::tagged(from, "what", |what, fields| {
            Ok(match what {
                "decide" => Self::Decide { decision: fields.field("decision")? },
                "note" => Self::Note,
                "feel" => Self::Feel { feeling: fields.field("feeling")? },
                "whose" => Self::Whose,
                "back" => Self::Back { when: fields.field("when")? },
                "answer" => Self::Answer { question: fields.field("question")?, yes: fields.field("yes")? },
                _ => return fields.unknown(what),
            })
        })
    }
}

impl Ledger {
    /// Does what the person did at a request. `typed` is what stood in the field, where there is one.
    /// Returns whether anything has changed; nothing does for a request without a sender.
    pub fn note(
        &mut self,
        request: &Request,
        assessment: &Assessment,
        deed: &Deed,
        typed: &str,
        today: PartialDate,
    ) -> bool {
        let before = self.person(&request.sender).cloned();
        let Some(person) = self.page(&request.sender) else { return false };
        match deed {
            Deed::Decide { decision } => {
                let id = message_id(&request.text);
                let known = person.requests.iter().position(|asked| asked.id == id);
                let old = known.map(|at| person.requests.remove(at));
                if old.as_ref().is_none_or(|old| old.decision != *decision) {
                    person.requests.push(asked(id, assessment, *decision, today));
                    let surplus = person.requests.len().saturating_sub(KEPT);
                    person.requests.drain(..surplus);
                }
            }
            Deed::Note => person.note = typed.trim().to_owned(),
            Deed::Feel { feeling } => {
                person.experience = match person.experience.take() {
                    Some(old) if old.feeling == *feeling => None,
                    Some(old) => Some(Experience { feeling: *feeling, ..old }),
                    None => Some(Experience { feeling: *feeling, whose: String::new(), on: today }),
                }
            }
            Deed::Whose => {
                if let Some(experience) = &mut person.experience {
                    experience.whose = typed.split_whitespace().collect::<Vec<_>>().join(" ");
                }
            }
            Deed::Back { when } => {
                person.back = match when {
                    Back::Week => day::after(today, 7),
                    Back::Month => day::month_after(today),
                    Back::On => {
                        Some(PartialDate::parse(typed)).filter(|on| day::number(*on).is_some()).unwrap_or(person.back)
                    }
                    Back::Never => PartialDate::default(),
                }
            }
            Deed::Answer { question, yes } => {
                if person.answers.get(question) == Some(yes) {
                    person.answers.remove(question);
                } else {
                    person.answers.insert(question.clone(), *yes);
                }
            }
        }
        let changed = before.as_ref() != Some(&*person);
        self.tidy();
        changed && (before.is_some() || self.person(&request.sender).is_some())
    }
}

fn asked(id: String, assessment: &Assessment, decision: Decision, on: PartialDate) -> Asked {
    Asked {
        id,
        ask: assessment.ask,
        advice: assessment.advice,
        flags: assessment.flags.iter().map(|flag| flag.id).collect(),
        rules: super::learn::voices(assessment),
        decision,
        on,
        outcome: Outcome::Open,
    }
}
