//! The sender was there, and something ties that to the recipient: "third floor, you sat by the window".

use super::apart::{KIN, you_were};
use super::people;
use super::presence::View;
use crate::text::lexicon::Class;

impl View<'_> {
    /// The sender was there, and the recipient beside: "I was at Initech, third floor, you sat by the window".
    pub(super) fn i_beside_you(&self) -> Option<usize> {
        let i = self.i_there()?;
        let own = self.mention.employer || self.mention.school;
        let near = (i..self.sentence.to).any(|at| self.is_beside_you(at));
        let also = own
            && (self.also(i)
                || self.next.is_some_and(|next| you_were(self.scene, next))
                || you_were(self.scene, self.sentence));
        (near || also).then_some(i)
    }

    /// "It's Pip from Initech! We shared an office", "Initech, what a madhouse! I ran the press while you kept the books".
    pub(super) fn told_next(&self) -> Option<usize> {
        let next = self.next?;
        let word = |at: usize| if at < next.to { self.scene.word(at) } else { "" };
        let from = self.mention.from;
        let lead = |back: usize| if from >= back + self.sentence.from { self.word(from - back) } else { "" };
        let called = lead(1) == "from" && (self.scene.is_capital(from.max(2) - 2) || lead(2) == "me");
        let opens = from <= self.sentence.from + 3 && (self.sentence.from..from).all(|at| self.scene.is_capital(at));
        let now =
            (self.sentence.from..self.sentence.to).any(|at| matches!(self.word(at), "we" | "our" | "offer" | "help"));
        let view = View { scene: self.scene, sentence: next, next: None, mention: self.mention };
        let shared = (next.from..next.to).any(|at| match word(at) {
            "we" => {
                (at + 1..at + 5).any(|at| view.is_past(at) || word(at) == "been")
                    && (at + 1..at + 9)
                        .any(|at| matches!(word(at), "shared" | "together" | "same" | "sat" | "overlapped" | "were"))
            }
            "us" => word(at.max(1) - 1) == "of" && matches!(word(at + 1), "from" | "who" | "at"),
            "i" => {
                (at + 1..at + 4).any(|at| view.is_past(at))
                    && (at..next.to).any(|at| {
                        view.is_beside_you(at) || (word(at) == "we" && (at..next.to).any(|at| word(at) == "same"))
                    })
            }
            _ => false,
        });
        ((called || opens) && !now && shared).then_some(from)
    }

    /// A memory of somebody whom the record knows from there: "who told them at Initech that we buried the fish?"
    pub(super) fn companion(&self) -> Option<usize> {
        let from_there = people::is_from(self.scene, self.mention);
        let us = |at: usize| match self.word(at) {
            "we" | "us" | "our" | "ours" | "soy" | "wir" | "uns" | "unser" | "unsere" | "vi" | "oss" | "nous"
            | "nos" => true,
            "you" => matches!(self.word(at + 1), "were" | "and") || matches!(self.word(at.max(1) - 1), "and" | "with"),
            _ => false,
        };
        let start = self.sentence.from;
        let back = start.saturating_sub(14);
        let before = (back..start).any(|at| {
            matches!(self.scene.word(at), "remember" | "recall")
                && (at..start).any(|at| matches!(self.scene.word(at), "we" | "our" | "us"))
        });
        let near = before || (start..self.sentence.to).any(us);
        // "The Initech lunch is on Friday. You coming? You were the youngest of our crew."
        let later = (self.sentence.to..(self.sentence.to + 14).min(self.scene.text.tokens.len())).any(|at| {
            matches!((self.scene.word(at), self.scene.word(at + 1)), ("you", "were") | ("on" | "in" | "of", "our"))
        });
        (from_there && (near || later)).then(|| start.max(self.mention.from.saturating_sub(6)))
    }

    /// Where the sender says to have been at the organisation.
    fn i_there(&self) -> Option<usize> {
        let range = self.sentence.from..self.sentence.to;
        let third = range.clone().any(|at| {
            matches!(self.word(at), "my" | "our") && KIN.contains(&self.word(at + 1)) && at < self.mention.from
        });
        if third {
            return None;
        }
        let told = |at: usize| {
            (at..self.mention.from).any(|at| {
                matches!(
                    self.word(at),
                    "who" | "whose" | "that" | "because" | "hear" | "heard" | "see" | "saw" | "read" | "from"
                ) && !self.is_place_word(at)
            })
        };
        // Not so "I was not at Initech with you".
        let denied = |at: usize| (at + 1..at + 4).any(|at| matches!(self.word(at), "not" | "never"));
        // "I'm a Wexley lad as well."
        let one = matches!(
            self.word(self.mention.to),
            "lad"
                | "girl"
                | "boy"
                | "man"
                | "woman"
                | "kid"
                | "person"
                | "grad"
                | "graduate"
                | "alum"
                | "alumnus"
                | "alumna"
        );
        let i = |at: &usize| {
            self.word(*at) == "i"
                && ((one && self.word(*at + 1) == "am") || (at + 1..at + 4).any(|at| self.is_past(at)))
                && !self.is_customer(*at)
                && !denied(*at)
        };
        let before = range.clone().take_while(|at| *at < self.mention.from).filter(i).last();
        if let Some(before) =
            before.filter(|before| self.mention.from - before <= 11 && self.is_placed() && !told(*before))
        {
            return Some(before);
        }
        // "Initech, Boston: I was in the lab."
        let opens = self.mention.from <= self.sentence.from + 3 && !self.is_placed();
        let fragment = !(self.sentence.from..self.mention.from).any(|at| self.word(at) == "your");
        let after = (self.mention.to..self.sentence.to.min(self.mention.to + 9)).find(i);
        after.filter(|_| opens && fragment).map(|_| self.mention.from)
    }

    fn is_place_word(&self, at: usize) -> bool {
        self.word(at) == "from" && at + 1 == self.mention.from
    }

    /// Whether the sender only dealt with the organisation.
    fn is_customer(&self, i: usize) -> bool {
        (i..i + 5).any(|at| {
            matches!(
                self.word(at),
                "ate"
                    | "flew"
                    | "bought"
                    | "shop"
                    | "shopped"
                    | "fly"
                    | "applied"
                    | "interviewed"
                    | "visited"
                    | "insured"
                    | "banked"
                    | "hired"
                    | "turned"
                    | "rejected"
                    | "read"
                    | "saw"
                    | "heard"
                    | "volunteered"
                    | "sold"
                    | "toured"
            )
        })
    }

    /// "with you", "under you", "your team", "below you", "you gave me".
    fn is_beside_you(&self, at: usize) -> bool {
        let next = self.word(at + 1);
        let place = match self.word(at) {
            "with" | "under" | "beside" | "behind" | "below" | "above" | "alongside" | "opposite" | "near" => {
                next == "you"
                    || next == "yours"
                    || (next == "your" && matches!(self.word(at + 2), "team" | "desk" | "crew" | "lot" | "group"))
            }
            "your" => {
                const BESIDE: [&str; 24] = [
                    "desk",
                    "office",
                    "room",
                    "bench",
                    "lab",
                    "table",
                    "team",
                    "flat",
                    "cubicle",
                    "locker",
                    "shift",
                    "intern",
                    "driver",
                    "assistant",
                    "student",
                    "secretary",
                    "apprentice",
                    "deputy",
                    "trainee",
                    "junior",
                    "boss",
                    "manager",
                    "floor",
                    "class",
                ];
                let mine = |at: usize| self.is_past(at) || matches!(self.word(at), "on" | "in" | "at" | "shared");
                BESIDE.contains(&next) && at > self.sentence.from && mine(at - 1)
            }
            "while" | "when" => {
                next == "you"
                    && matches!(
                        self.word(at + 2),
                        "were" | "ran" | "led" | "had" | "headed" | "managed" | "counted" | "did" | "sat"
                    )
            }
            "you" => {
                let once = usize::from(matches!(
                    next,
                    "once" | "even" | "always" | "still" | "also" | "then" | "both" | "never"
                ));
                self.is_past(at + 1 + once)
                    && (at + 2 + once..at + 6 + once).any(|at| matches!(self.word(at), "me" | "us" | "my" | "our"))
                    || (matches!(next, "were" | "sat" | "ran" | "led" | "had")
                        && (at + 2..at + 6).any(|at| {
                            matches!(
                                self.word(at),
                                "me" | "hall"
                                    | "floor"
                                    | "desk"
                                    | "office"
                                    | "room"
                                    | "door"
                                    | "row"
                                    | "lab"
                                    | "team"
                                    | "software"
                                    | "up"
                                    | "next"
                                    | "guy"
                                    | "one"
                                    | "girl"
                            )
                        }))
            }
            _ => false,
        };
        // "I'd like to work with you" is still to come.
        let wish = (at.saturating_sub(4)..at)
            .any(|at| matches!(self.word(at), "to" | "would" | "could" | "can" | "will" | "may"))
            && matches!(self.word(at), "with" | "under" | "beside");
        place && !wish
    }

    /// "as well", "too", "like you", "same as you".
    fn also(&self, from: usize) -> bool {
        let end = self.sentence.to;
        (from..end).any(|at| match self.word(at) {
            "too" => {
                !matches!(
                    self.word(at + 1),
                    "many" | "much" | "late" | "long" | "big" | "small" | "old" | "young" | "often" | "far"
                ) && (at + 1 >= end || self.scene.breaks(at + 1) || at <= self.mention.to + 4)
            }
            "also" => at < self.mention.from,
            "as" => {
                self.word(at + 1) == "well" && (at + 2 >= end || self.scene.breaks(at + 2) || at <= self.mention.to + 4)
            }
            "like" | "same" => matches!(
                self.word(at + 1),
                "you" | "yourself" | "year" | "years" | "floor" | "department" | "building" | "time" | "class"
            ),
            _ => false,
        })
    }

    /// "Initech brothers and sisters: you, me, the fire drill"; "Initech veterans never die".
    pub(super) fn people_like_us(&self) -> Option<usize> {
        const PEOPLE: [&str; 30] = [
            "veterans",
            "veteran",
            "kids",
            "folks",
            "brothers",
            "sisters",
            "brother",
            "sister",
            "family",
            "survivors",
            "alumni",
            "alums",
            "alum",
            "retirees",
            "crowd",
            "crew",
            "lot",
            "gang",
            "mafia",
            "lads",
            "girls",
            "boys",
            "people",
            "grads",
            "days",
            "fam",
            "shipmate",
            "colleagues",
            "buddies",
            "era",
        ];
        const CALLS: [&str; 10] =
            ["unite", "forever", "rule", "reunion", "never", "takes", "check", "checking", "reporting", "stick"];
        let word_is = |view: &Self, at: usize, word: &str| view.word(at) == word;
        let at = self.mention.to;
        let people = (at..at + 2).any(|at| PEOPLE.contains(&self.word(at)));
        let called = (at..at + 5).any(|at| CALLS.contains(&self.word(at)));
        let us = (at..at + 7).any(|at| match self.word(at) {
            "like" => matches!(self.word(at + 1), "us" | "me" | "ourselves"),
            "you" => matches!(self.word(at + 1), "me" | "and") || self.word(at.max(1) - 1) == "me",
            "us" => true,
            _ => false,
        });
        let opens = self.mention.from <= self.sentence.from + 4;
        let forever = matches!(self.word(at), "forever" | "unite")
            || (self.mention.meaning.nick && matches!(self.word(at), "for" | "nation"));
        let mine = (self.sentence.from..self.mention.from)
            .any(|at| matches!(self.word(at), "your" | "his" | "her" | "their" | "many" | "hired" | "the"));
        let own = self.mention.employer || self.mention.school;
        let one_of = own
            && people
            && (self.sentence.from..self.mention.from)
                .any(|at| word_is(self, at, "from") || (word_is(self, at, "one") && word_is(self, at + 1, "of")))
            && !(self.sentence.from..self.mention.from)
                .any(|at| matches!(self.word(at), "your" | "hire" | "hired" | "recruit"));
        let end = self.next.map_or(self.sentence.to, |next| next.to);
        let word = |at: usize| if at < end { self.scene.word(at) } else { "" };
        let you = (self.mention.to..end).any(|at| {
            word(at) == "you"
                && (matches!(word(at + 1), "would" | "used" | "always")
                    || self.scene.lexicon.class(word(at + 1)).has(Class::PAST))
                && word(at + 2) != "already"
        });
        let office = (at..at + 4)
            .any(|at| matches!(self.word(at), "office" | "association" | "magazine" | "network" | "team" | "fund"));
        if one_of && you && !office {
            return Some(self.mention.from);
        }
        (opens && !mine && (forever || (people && (called || us)))).then_some(self.mention.from)
    }
}
