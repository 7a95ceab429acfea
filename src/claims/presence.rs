//! Claims that follow from who was where: "I ran the press at Initech while you had the desk above".
//!
//! Where rules look for what people say of a common past, here every organisation that is known is looked at: whether
//! the sender says to have been there, and what ties that to the recipient.

use super::apart::{is_thought, says_apart, together};
use super::find::{Stretch, kind_by};
use super::occasion::in_occasion;
use super::scene::{Mention, Scene};
use super::{Claim, Entity, people};
use crate::assessment::ClaimType;
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
pub struct View<'a> {
    pub scene: &'a Scene<'a>,
    pub sentence: &'a Sentence,
    pub next: Option<&'a Sentence>,
    pub mention: &'a Mention,
}

impl View<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
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
            .or_else(|| if own { self.we_and_you() } else { None })
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
    pub(super) fn is_past(&self, at: usize) -> bool {
        let word = self.word(at);
        self.scene.is_past(word)
            || matches!(
                word,
                "was" | "were" | "shared" | "sat" | "taught" | "learned" | "fought" | "swept" | "drank" | "ate"
            )
    }

    /// Whether the organisation is introduced as a place: "at Initech", "in the Initech kitchen".
    pub(super) fn is_placed(&self) -> bool {
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
    pub(super) fn we(&self) -> Option<usize> {
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

    /// "We had the desks by the window at Initech. You kept a cactus."
    fn we_and_you(&self) -> Option<usize> {
        let we = self.we().filter(|we| self.mention.from - we <= 10 && self.is_placed())?;
        let deed = we + 1;
        let had = matches!(
            self.word(deed),
            "had"
                | "were"
                | "did"
                | "sat"
                | "ran"
                | "made"
                | "started"
                | "joined"
                | "wrote"
                | "built"
                | "spent"
                | "used"
                | "got"
        );
        let end = self.next.map_or(self.sentence.to, |next| next.to);
        let word = |at: usize| if at < end { self.scene.word(at) } else { "" };
        let you = (we..end).any(|at| {
            word(at) == "you"
                && (self.scene.is_past(word(at + 1)) || word(at + 1) == "were")
                && !matches!(word(at + 1), "wrote" | "said" | "posted" | "asked" | "used" | "published")
        });
        (had && you).then_some(we)
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
}
