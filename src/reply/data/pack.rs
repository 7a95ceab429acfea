//! What a language pack holds once it is compiled: borrowed text, ready to be read out of the program's own bytes.

use serde::{Deserialize, Serialize};

/// Ids of the asks, in the order of [`Ask::ALL`](crate::Ask::ALL); a case has one bit for each.
pub const ASKS: [&str; 9] =
    ["connect", "sales", "recruit", "help", "recommendation", "introduce", "introduced", "promote", "none"];
/// Ids of the stances, in the order of [`Advice::ALL`](crate::Advice::ALL).
pub const STANCES: [&str; 5] = ["accept", "ask-first", "help-differently", "decline", "report"];
/// Ids of the tones, in the order of a case's texts.
pub const TONES: [&str; 3] = ["warm", "plain", "brief"];

/// Slots that a template may use.
pub const SLOTS: [&str; 23] = [
    "hi",
    "name",
    "me",
    "claim",
    "topic",
    "third",
    "third-name",
    "policy",
    "elsewhere",
    "resource",
    "organisation",
    "event",
    "event-on",
    "referral",
    "referral-topic",
    "until",
    "back",
    "question",
    "questions",
    "other-question",
    "better",
    "better-too",
    "asker",
];

/// Conditions that a template may ask for, beside the slots themselves.
pub const CONDITIONS: [&str; 80] = [
    // Flags.
    "impersonal",
    "unclear-reason",
    "sales-pitch",
    "premature-ask",
    "false-history",
    "unverified-history",
    "integrity",
    "mail-merge",
    "list-building",
    "stacked-asks",
    "pressure",
    "vouch",
    "past-trouble",
    "irrelevant",
    "over-capacity",
    "on-break",
    "outside-expertise",
    // Good signs.
    "common-ground",
    "knows-your-work",
    "prior-contact",
    "honest",
    "gives",
    "easy-out",
    "clear-reason",
    // How the record sees it.
    "stranger",
    "supported",
    "contradicted",
    "unverified",
    "claim-colleague",
    "claim-classmate",
    "claim-friend",
    "claim-met",
    "claim-group",
    "claim-mutual",
    // How it arrived and what it says.
    "blank",
    "answered",
    "thanks",
    "asks",
    "talking",
    "one-question",
    "wants-referral",
    "wants-review",
    "applies",
    "wants-answers",
    "buys",
    "acquires",
    "for-other",
    "farewell",
    "fills-form",
    "catches-up",
    "good-news",
    "bad-news",
    "claims",
    "congratulates",
    "mourning",
    "sympathy",
    "waits",
    "sends-note",
    "saw-profile",
    "sends-details",
    "offers-introduction",
    "names-work",
    "insider",
    "names-employer",
    "names-time",
    "names-pay",
    "names-role",
    "tells-length",
    "tells-tie",
    "how-we-know",
    "introducer",
    "familiar",
    "formal",
    "invitation",
    "email",
    // What the desk came to.
    "desk-write",
    "desk-narrow",
    "desk-private",
    "desk-decline",
    "desk-consent",
];

/// Lists of words by key, sorted by key.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words<'a>(#[serde(borrow)] pub Vec<(&'a str, Vec<&'a str>)>);

impl<'a> Words<'a> {
    /// The list under `key`; empty if there is none.
    pub fn list(&self, key: &str) -> &[&'a str] {
        self.0.binary_search_by(|(known, _)| (*known).cmp(key)).map_or(&[], |at| &self.0[at].1)
    }

    /// The first of the list under `key`; empty if there is none.
    pub fn one(&self, key: &str) -> &'a str {
        self.list(key).first().copied().unwrap_or("")
    }
}

/// Replies to one kind of request, in three tones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case<'a> {
    /// Id, unique in its pack.
    pub id: &'a str,
    /// One bit for each of [`ASKS`] that it answers.
    pub asks: u16,
    /// Place in [`STANCES`].
    pub stance: u8,
    /// Conditions that must all hold; one with a `!` must not.
    #[serde(borrow)]
    pub when: Vec<&'a str>,
    /// The higher goes first.
    pub rank: u8,
    /// Variants by tone, in the order of [`TONES`].
    #[serde(borrow)]
    pub texts: [Vec<&'a str>; 3],
}

/// Everything that replies in one language are made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack<'a> {
    /// The replies, the highest rank first.
    #[serde(borrow)]
    pub cases: Vec<Case<'a>>,
    /// Sentences that several replies share: variants, each with its ways to say it.
    #[serde(borrow)]
    pub parts: Words<'a>,
    /// Greetings, questions, months and the like.
    #[serde(borrow)]
    pub words: Words<'a>,
}

/// Words around names, which all packs share.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "names.toml says what each list is")]
pub struct Names<'a> {
    #[serde(borrow)]
    pub titles: Vec<&'a str>,
    #[serde(borrow)]
    pub dotted: Vec<&'a str>,
    #[serde(borrow)]
    pub kept: Vec<&'a str>,
    #[serde(borrow)]
    pub particles: Vec<&'a str>,
    #[serde(borrow)]
    pub credentials: Vec<&'a str>,
    #[serde(borrow)]
    pub firms: Vec<&'a str>,
    #[serde(borrow)]
    pub openers: Vec<&'a str>,
    #[serde(borrow)]
    pub pairs: Vec<&'a str>,
    #[serde(borrow)]
    pub bound: Vec<&'a str>,
    #[serde(borrow)]
    pub skipped: Vec<&'a str>,
    #[serde(borrow)]
    pub closings: Vec<&'a str>,
    #[serde(borrow)]
    pub nicknames: Vec<&'a str>,
    #[serde(borrow)]
    pub family_first: Vec<&'a str>,
    #[serde(borrow)]
    pub family_of_three: Vec<&'a str>,
    #[serde(borrow)]
    pub given_last: Vec<&'a str>,
}

/// Small words and letters by which languages are told apart.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Languages<'a> {
    /// Codes; a language's place here is its bit in the masks of `words`.
    #[serde(borrow)]
    pub codes: Vec<&'a str>,
    /// Letters that tell, in the order of `codes`.
    #[serde(borrow)]
    pub letters: Vec<&'a str>,
    /// Endings of words that tell, in the order of `codes`.
    #[serde(borrow)]
    pub endings: Vec<Vec<&'a str>>,
    /// Words with the languages that use them, sorted.
    #[serde(borrow)]
    pub words: Vec<(&'a str, u32)>,
}

/// What does not depend on the language of the reply.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared<'a> {
    /// Words around names.
    #[serde(borrow)]
    pub names: Names<'a>,
    /// By what languages are told apart.
    #[serde(borrow)]
    pub languages: Languages<'a>,
    /// What the checker says, by kind of slip: why, and what would be better.
    #[serde(borrow)]
    pub slips: Words<'a>,
    /// The rungs of kind feedback: what each is called, and what it commits to.
    #[serde(borrow)]
    pub rungs: Words<'a>,
}
