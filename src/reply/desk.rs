//! The desk for recommendations and introductions: four questions lead to what can honestly be given, and an
//! introduction is made as a pair of messages, so that nobody is introduced who has not said yes.

use super::data::template;
use super::situation::{Desk, Situation};
use super::{Writer, facts};
use crate::assessment::{Advice, Ask, CheckedClaim, ClaimType, Reply, Truth};
use crate::settings::Tone;

/// How much of the work the person has seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Seen {
    /// Nothing to speak of.
    Nothing,
    /// A part.
    Part,
    /// Closely.
    Closely,
}

/// Where the person would stand behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stand {
    /// Nowhere.
    No,
    /// In private, to somebody who asks.
    InPrivate,
    /// In public, under the person's own name.
    InPublic,
}

/// The answers to the four questions about a recommendation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Answers {
    /// Worked together?
    pub worked_together: bool,
    /// Within the last few years?
    pub recently: bool,
    /// Saw the work?
    pub saw: Seen,
    /// Would stand behind it in public?
    pub stand: Stand,
}

/// What can honestly be given.
pub fn recommend(answers: Answers) -> Desk {
    match answers {
        Answers { stand: Stand::No, .. } | Answers { saw: Seen::Nothing, .. } => Desk::Decline,
        Answers { stand: Stand::InPrivate, .. } => Desk::Private,
        Answers { worked_together: true, recently: true, saw: Seen::Closely, .. } => Desk::Write,
        _ => Desk::Narrow,
    }
}

/// Whether an introduction can be offered; it rests on knowing the person, and always on the third person's word.
pub fn vouch(answers: Answers) -> Desk {
    match answers {
        Answers { stand: Stand::No, .. } | Answers { worked_together: false, saw: Seen::Nothing, .. } => Desk::Decline,
        _ => Desk::Consent,
    }
}

/// Whether the desk has anything to do with an ask.
pub fn serves(ask: Ask) -> bool {
    matches!(ask, Ask::Recommendation | Ask::Introduce)
}

/// What a reply does that says what the desk came to.
pub fn stance(desk: Desk) -> Advice {
    match desk {
        Desk::Write | Desk::Consent => Advice::Accept,
        Desk::Narrow | Desk::Private => Advice::HelpDifferently,
        Desk::Decline => Advice::Decline,
    }
}

/// Whether the record already answers the first question; `None` if it cannot tell.
pub fn worked_together(claims: &[CheckedClaim]) -> Option<bool> {
    let mut jobs = claims.iter().filter(|claim| claim.kind == ClaimType::Colleague);
    jobs.find_map(|claim| match claim.truth {
        Truth::Supported => Some(true),
        Truth::Contradicted => Some(false),
        Truth::Unverifiable => None,
    })
}

/// An introduction to which both sides say yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// Asks the requester for a few lines that can be forwarded.
    pub to_requester: Option<Reply>,
    /// Asks the third person for consent, without anything of theirs having been passed on.
    pub to_third: Option<String>,
}

/// The two messages of a double opt-in introduction.
pub fn introduce(situation: &Situation<'_>) -> Introduction {
    let mut writer = Writer::new(situation);
    let to_requester = writer.best(Advice::Accept, Tone::Warm);
    let texts = writer.pack.words.list("consent");
    let text = texts.get(facts::pick(writer.facts.seed ^ 7, texts.len())).copied().unwrap_or("");
    let greeting = writer.greeting_to("third-name", "third");
    let to_third = template::compose(&template::parse(text), &writer.facts, &writer.layout(&greeting, true));
    Introduction { to_requester, to_third }
}
