//! Claims that follow from who was where: "I ran the press at Initech while you had the desk above".
//!
//! Where rules look for what people say of a common past, here every organisation that is known is looked at: whether
//! the sender says to have been there, and what ties that to the recipient.

use super::find::{Stretch, kind_by, together};
use super::occasion::in_occasion;
use super::scene::{Mention, Scene};
use super::{Claim, Entity, people};
use crate::assessment::ClaimType;
use crate::text::lexicon::Class;
use crate::text::{Segment, Sentence};

/// How telling such a claim is, in hundredths; below that of the rules, above that of hints.
const WEIGHT: u8 = 60;

/// All claims that follow from who was where.
pub fn presence(scene: &Scene<'_>) -> Vec<Claim> {
    let mut found = Vec::new();
    for (at, sentence) in scene.text.sentences.iter().enumerate() {
        if !matches!(sentence.segment, Segment::Body | Segment::Greeting | Segment::SignOff) {
            continue;
        }
        let next = scene.text.sentences.get(at + 1).filter(|next| next.segment == sentence.segment);
        let first = scene.mentions.partition_point(|mention| mention.from < sentence.from);
        for mention in scene.mentions[first..].iter().take_while(|mention| mention.from < sentence.to) {
            let inside = mention.from >= sentence.from && mention.to <= sentence.to;
            if !inside || !mention.is_known() || people::is_connection_name(scene, mention) || is_aside(scene, mention)
            {
                continue;
            }
            let view = View { scene, sentence, next, mention };
            if let Some(found_here) = view.shared() {
                found.push(found_here);
            }
        }
    }
    found
}

/// Whether a name is only part of something else: an event, a customer, what only the recipient had.
pub fn is_aside(scene: &Scene<'_>, mention: &Mention) -> bool {
    const OTHERS: [&str; 17] = [
        "parent",
        "parents",
        "customer",
        "customers",
        "user",
        "users",
        "fan",
        "fans",
        "shareholder",
        "investor",
        "passenger",
        "shopper",
        "subscriber",
        "reader",
        "supporter",
        "client",
        "clients",
    ];
    let before = |back: usize| if mention.from >= back { scene.word(mention.from - back) } else { "" };
    let next = scene.word(mention.to);
    in_occasion(scene, mention)
        || OTHERS.contains(&next)
        || (before(1) == "your" && !matches!(next, "team" | "class" | "squad" | "crew"))
        // "the same years you did Wexley"
        || (matches!(before(1), "did" | "attended" | "joined") && before(2) == "you")
        || (matches!(before(1), "like" | "as")
            && matches!(before(2), "companies" | "firms" | "clients" | "such" | "places"))
}

/// One organisation in its sentence.
struct View<'a> {
    scene: &'a Scene<'a>,
    sentence: &'a Sentence,
    next: Option<&'a Sentence>,
    mention: &'a Mention,
}

impl View<'_> {
    fn word(&self, at: usize) -> &str {
        if (self.sentence.from..self.sentence.to).contains(&at) { self.scene.word(at) } else { "" }
    }

    fn shared(&self) -> Option<Claim> {
        let own = self.mention.employer || self.mention.school;
        if self.is_apart() {
            return None;
        }
        let from = self
            .side_by_side()
            .or_else(|| self.our_time())
            .or_else(|| self.colleague_of_yours())
            .or_else(|| self.long_since())
            .or_else(|| if own { self.both_have() } else { None })
            .or_else(|| self.i_beside_you())
            .or_else(|| if own { self.told_next() } else { None })
            .or_else(|| if own { self.companion() } else { None })
            .or_else(|| self.people_like_us())?;
        let told = own && self.told_next() == Some(from);
        let stretch = Stretch { from, to: self.mention.to.max(from + 1), weight: WEIGHT };
        let kind = kind_by(self.mention, ClaimType::Colleague);
        let mut claim = stretch.claim(self.scene, kind, Entity::Organisation(self.mention.clone()));
        if let Some(next) = self.next {
            claim.together |= together(self.scene, next.from, next.to);
            let alone = !self.scene.mentions.iter().any(|m| m.from >= next.from && m.to <= next.to && m.is_known());
            if told && alone {
                claim.times.extend(self.scene.times(next.from, next.to));
                claim.to = claim.times.last().map_or(next.from + 4, |said| said.to).clamp(claim.to, next.to);
                claim.core.1 = claim.to;
            }
            if claim.times.is_empty() && next.to <= next.from + 8 {
                claim.times = self.scene.times(next.from, next.to);
            }
        }
        Some(claim)
    }

    /// Whether the sentence is a thought only, or says that the two were not there together.
    fn is_apart(&self) -> bool {
        is_thought(self.scene, self.sentence, self.sentence.to)
            || says_apart(self.scene, self.sentence)
            || self.next.is_some_and(|next| says_apart(self.scene, next))
    }

    /// Whether a past tense stands at a token.
    fn is_past(&self, at: usize) -> bool {
        let word = self.word(at);
        self.scene.lexicon.class(word).has(Class::PAST)
            || (word.len() > 4 && word.ends_with("ed"))
            || matches!(
                word,
                "was" | "were" | "shared" | "sat" | "taught" | "learned" | "fought" | "swept" | "drank" | "ate"
            )
    }

    /// Whether the organisation is introduced as a place: "at Initech", "in the Initech kitchen".
    fn is_placed(&self) -> bool {
        let at = self.mention.from;
        let lead = |at: usize| {
            matches!(
                self.word(at),
                "at" | "in" | "on" | "for" | "with" | "from" | "bei" | "en" | "chez" | "al" | "a" | "of"
            )
        };
        (at > self.sentence.from && lead(at - 1))
            || (at > self.sentence.from + 1 && lead(at - 2) && self.word(at - 1) == "the")
    }

    /// Where "we" or "you and I" stands before the organisation.
    fn we(&self) -> Option<usize> {
        (self.sentence.from..self.mention.from).rev().find(|at| {
            matches!(self.word(*at), "we" | "us")
                || (matches!(self.word(*at), "you" | "me" | "i")
                    && self.word(*at + 1) == "and"
                    && matches!(self.word(*at + 2), "you" | "me" | "i"))
        })
    }

    /// "We read economics together at Wexley."
    fn side_by_side(&self) -> Option<usize> {
        let we = self.we().filter(|we| self.mention.from - we <= 14 && self.is_placed())?;
        let end = self.sentence.to.min(self.mention.to + 6);
        let beside = |at: usize| {
            matches!(self.word(at), "together" | "alongside" | "overlapped")
                || (self.word(at) == "side" && self.word(at + 1) == "by")
                || (self.word(at) == "same"
                    && matches!(
                        self.word(at + 1),
                        "school"
                            | "college"
                            | "university"
                            | "company"
                            | "firm"
                            | "high"
                            | "team"
                            | "class"
                            | "week"
                            | "day"
                            | "month"
                            | "summer"
                            | "intake"
                            | "year"
                            | "term"
                    ))
        };
        let past = (we + 1..self.mention.from).any(|at| self.is_past(at));
        let future = (we..self.mention.from).any(|at| {
            matches!(
                self.word(at),
                "could" | "can" | "should" | "will" | "let" | "may" | "might" | "hope" | "want" | "must" | "help"
            ) || (self.word(at) == "would" && !(at + 1..at + 3).any(|at| self.is_past(at)))
        });
        ((we..end).any(beside) && past && !future).then_some(we)
    }

    /// "Our cooperation at Initech", "our time together at Wexley".
    fn our_time(&self) -> Option<usize> {
        const TIMES: [&str; 20] = [
            "time",
            "days",
            "years",
            "work",
            "cooperation",
            "collaboration",
            "project",
            "partnership",
            "internship",
            "stint",
            "studies",
            "traineeship",
            "training",
            "summer",
            "semester",
            "shift",
            "shifts",
            "winter",
            "winters",
            "spell",
        ];
        let near = self.mention.from.saturating_sub(7).max(self.sentence.from);
        let our = (near..self.mention.from).rev().find(|at| self.word(*at) == "our")?;
        let time = (our + 1..self.mention.from).any(|at| TIMES.contains(&self.word(at)));
        let placed = matches!(self.word(self.mention.from - 1), "at" | "in" | "with" | "from" | "the");
        let client = (our..self.mention.from)
            .any(|at| matches!(self.word(at), "team" | "clients" | "product" | "latest" | "current"));
        (time && placed && !client).then_some(our)
    }

    /// "I have been colleague of you at Initech."
    fn colleague_of_yours(&self) -> Option<usize> {
        (self.sentence.from..self.mention.from).find(|at| {
            matches!(self.word(*at), "colleague" | "classmate" | "batchmate" | "coworker" | "workmate" | "shipmate")
                && matches!(self.word(*at + 1), "of" | "with" | "to")
                && matches!(self.word(*at + 2), "you" | "yours")
                && self.mention.from - at <= 7
        })
    }

    /// "It's been ages since Wexley."
    fn long_since(&self) -> Option<usize> {
        let since =
            self.mention.from.checked_sub(1).filter(|at| self.word(*at) == "since" || self.word(*at) == "the")?;
        let since = if self.word(since) == "the" {
            since.checked_sub(1).filter(|at| self.word(*at) == "since")?
        } else {
            since
        };
        let long = |at: usize| {
            matches!(self.word(at), "forever" | "ages" | "while" | "years" | "decades" | "long" | "lifetime")
        };
        let mine = (self.sentence.from..since).any(|at| matches!(self.word(at), "my" | "his" | "her" | "your"));
        (self.sentence.from..since).find(|at| long(*at) && since - at <= 3 && !mine)
    }

    /// "We both have Initech in our backgrounds", "us in the Initech kitchen".
    fn both_have(&self) -> Option<usize> {
        let we = self.we().filter(|we| self.mention.from - we <= 8)?;
        let gap = we + 1..self.mention.from;
        let both =
            gap.clone().any(|at| self.word(at) == "both") || (we > self.sentence.from && self.word(we - 1) == "both");
        let plain = self.word(we) == "us"
            && (matches!(self.word(we + 1), "in" | "at" | "from")
                || (self.word(we + 1) == "who" && matches!(self.word(we + 2), "were" | "worked")));
        let business = gap.clone().any(|at| {
            matches!(self.word(at), "help" | "helped" | "with" | "recruit" | "hire" | "hired" | "serve" | "supply")
        });
        ((both || plain) && !business).then_some(we)
    }

    /// The sender was there, and the recipient beside: "I was at Initech, third floor, you sat by the window".
    fn i_beside_you(&self) -> Option<usize> {
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
    fn told_next(&self) -> Option<usize> {
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
    fn companion(&self) -> Option<usize> {
        let from_there = people::is_from(self.scene, self.mention);
        let us = |at: usize| match self.word(at) {
            "we" | "us" | "our" | "ours" | "soy" => true,
            "you" => matches!(self.word(at + 1), "were" | "and") || matches!(self.word(at.max(1) - 1), "and" | "with"),
            _ => false,
        };
        let start = self.sentence.from;
        let near = (start..self.sentence.to).any(us);
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
    fn people_like_us(&self) -> Option<usize> {
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

/// Relatives, whose past is not the sender's.
const KIN: &[&str] = &[
    "wife",
    "husband",
    "son",
    "daughter",
    "sister",
    "brother",
    "mother",
    "father",
    "dad",
    "mum",
    "mom",
    "niece",
    "nephew",
    "aunt",
    "uncle",
    "cousin",
    "partner",
    "grandfather",
    "grandmother",
    "friend",
    "boss",
    "late",
    "roommate",
    "boyfriend",
    "girlfriend",
    "fiance",
    "team",
    "company",
    "clients",
];

/// Whether a word names a relative or somebody else whose past is not the sender's.
pub fn is_kin(word: &str) -> bool {
    KIN.contains(&word)
}

/// Whether the sender came to the organisation only after the recipient: "three years after you".
pub fn came_after(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    let word = |at: usize| if (sentence.from..sentence.to).contains(&at) { scene.word(at) } else { "" };
    (sentence.from..sentence.to).any(|at| {
        word(at) == "after"
            && word(at + 1) == "you"
            && matches!(word(at.max(1) - 1), "years" | "year" | "long" | "months" | "just" | "right")
    })
}

/// Words of those who were too young to have been anybody's colleague.
const YOUNG: &[&str] = &[
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "kid",
    "child",
    "baby",
    "toddler",
    "schoolboy",
    "schoolgirl",
    "teenager",
    "born",
];

/// Whether something is only thought of: "should have", "if you and I had", "hypothetically".
pub fn is_thought(scene: &Scene<'_>, sentence: &Sentence, end: usize) -> bool {
    let word = |at: usize| if at < sentence.to { scene.word(at) } else { "" };
    (sentence.from..end.min(sentence.to)).any(|at| match word(at) {
        "hypothetically" | "imagine" | "suppose" | "supposing" => true,
        "in" => word(at + 1) == "a" && matches!(word(at + 2), "sense" | "way"),
        // "When you were at Initech I was eleven."
        "when" => {
            word(at + 1) == "you"
                && (at + 2..at + 12).any(|at| {
                    word(at) == "i" && word(at + 1) == "was" && (at + 2..at + 6).any(|at| YOUNG.contains(&word(at)))
                })
        }
        "wish" => matches!(word(at + 1), "we" | "i" | "you"),
        "should" | "could" => word(at + 1) == "have",
        "if" => {
            matches!(word(at + 1), "we" | "you" | "i")
                && (at + 1..at + 5).any(|at| matches!(word(at), "had" | "were" | "was" | "overlapped"))
                && !matches!(word(at + 2), "are" | "recall" | "remember" | "cast")
        }
        _ => false,
    })
}

/// Whether a sentence says that the two were not in one place at one time.
pub fn says_apart(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    let word = |at: usize| if (sentence.from..sentence.to).contains(&at) { scene.word(at) } else { "" };
    (sentence.from..sentence.to).any(|at| match word(at) {
        "never" => (at + 1..at + 4).any(|at| {
            matches!(word(at), "met" | "crossed" | "overlapped" | "spoken" | "spoke" | "coincided")
                || (word(at) == "worked" && word(at + 1) == "together")
        }),
        "not" => (at + 1..at + 3)
            .any(|at| matches!(word(at), "met" | "overlap" | "overlapped" | "meet" | "crossed" | "coincide")),
        "missed" => {
            word(at + 1) == "you" || matches!((word(at + 1), word(at + 2)), ("each", "other") | ("one", "another"))
        }
        "opposite" => matches!(word(at + 1), "sides" | "side" | "ends"),
        "before" | "after" => {
            word(at + 1) == "your" && word(at + 2) == "time"
                || (word(at + 1) == "you" && matches!(word(at + 2), "left" | "joined" | "came" | "arrived"))
        }
        "your" => word(at + 1) == "time" && matches!(word(at.max(1) - 1), "before" | "after"),
        _ => false,
    })
}

/// Whether a sentence recalls where the recipient was: "You ran the lab."
pub fn you_were(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    let word = |at: usize| if at < sentence.to { scene.word(at) } else { "" };
    (sentence.from..sentence.to).any(|at| {
        word(at) == "you"
            && matches!(
                word(at + 1),
                "were"
                    | "ran"
                    | "led"
                    | "sat"
                    | "managed"
                    | "headed"
                    | "had"
                    | "taught"
                    | "trained"
                    | "hired"
                    | "signed"
                    | "lent"
                    | "gave"
                    | "showed"
                    | "told"
            )
            && (at + 2..at + 7).any(|at| {
                matches!(
                    word(at),
                    "me" | "us"
                        | "my"
                        | "our"
                        | "hall"
                        | "floor"
                        | "team"
                        | "desk"
                        | "lab"
                        | "class"
                        | "shift"
                        | "office"
                        | "room"
                        | "row"
                        | "guy"
                        | "girl"
                )
            })
    })
}
