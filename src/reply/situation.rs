//! What a reply is written for, and what is checked against: one request as it was judged.

use crate::assessment::{Advice, Ask, Assessment, CheckedClaim, Flag, Flagged, GoodSign};
use crate::record::Record;
use crate::request::{Channel, Request};
use crate::settings::Settings;

/// Most UTF-16 units of an invitation note.
pub const NOTE: usize = 300;
/// Most UTF-16 units of an invitation note from a free account.
pub const FREE_NOTE: usize = 200;
/// Most UTF-16 units of a message.
pub const MESSAGE: usize = 8000;

/// A fact that is missing and would change the advice; an ask-first reply asks for two at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Missing {
    /// How the two know each other.
    HowWeKnow,
    /// Why this recipient.
    WhyMe,
    /// What the sender hopes for.
    WhatFor,
    /// Which question or favour, concretely.
    WhatExactly,
    /// How much time it takes.
    HowLong,
    /// By when.
    ByWhen,
    /// What it costs.
    Cost,
    /// Which company a job is at.
    Employer,
    /// What a job consists of.
    Role,
    /// What a job pays.
    Pay,
    /// What the two worked on together.
    SharedWork,
    /// What a recommendation is for.
    Purpose,
    /// Whom the sender wants to meet.
    Whom,
    /// Why the sender wants to meet that person.
    WhyThem,
    /// What the recipient would have to do.
    MyPart,
}

impl Missing {
    /// Every fact, in the order of declaration.
    pub const ALL: [Self; 15] = [
        Self::HowWeKnow,
        Self::WhyMe,
        Self::WhatFor,
        Self::WhatExactly,
        Self::HowLong,
        Self::ByWhen,
        Self::Cost,
        Self::Employer,
        Self::Role,
        Self::Pay,
        Self::SharedWork,
        Self::Purpose,
        Self::Whom,
        Self::WhyThem,
        Self::MyPart,
    ];

    /// The id used in packs and at the border.
    pub fn id(self) -> &'static str {
        match self {
            Self::HowWeKnow => "how-we-know",
            Self::WhyMe => "why-me",
            Self::WhatFor => "what-for",
            Self::WhatExactly => "what-exactly",
            Self::HowLong => "how-long",
            Self::ByWhen => "by-when",
            Self::Cost => "cost",
            Self::Employer => "employer",
            Self::Role => "role",
            Self::Pay => "pay",
            Self::SharedWork => "shared-work",
            Self::Purpose => "purpose",
            Self::Whom => "whom",
            Self::WhyThem => "why-them",
            Self::MyPart => "my-part",
        }
    }

    /// Finds a fact by its id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|missing| missing.id() == id)
    }
}

/// What the desk for recommendations and introductions came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Desk {
    /// Write the recommendation.
    Write,
    /// Endorse one thing that was seen.
    Narrow,
    /// Give a reference in private.
    Private,
    /// Decline.
    Decline,
    /// Ask the third person before introducing anybody.
    Consent,
}

impl Desk {
    /// Every outcome, in the order of declaration.
    pub const ALL: [Self; 5] = [Self::Write, Self::Narrow, Self::Private, Self::Decline, Self::Consent];

    /// The id used in packs and at the border.
    pub fn id(self) -> &'static str {
        match self {
            Self::Write => "desk-write",
            Self::Narrow => "desk-narrow",
            Self::Private => "desk-private",
            Self::Decline => "desk-decline",
            Self::Consent => "desk-consent",
        }
    }

    /// Finds an outcome by its id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|desk| desk.id() == id)
    }
}

/// One request with everything that its judgement found.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The request.
    pub request: &'a Request,
    /// The person's own record.
    pub record: &'a Record,
    /// The person's settings.
    pub settings: &'a Settings,
    /// What is mainly asked.
    pub ask: Ask,
    /// What is advised.
    pub advice: Advice,
    /// What is off.
    pub flags: &'a [Flagged],
    /// What speaks for the sender.
    pub good: &'a [GoodSign],
    /// Claims of shared history.
    pub claims: &'a [CheckedClaim],
    /// Facts whose absence keeps the advice from being another, the weightiest first.
    pub missing: &'a [Missing],
    /// What they ask about, in the sender's own words; empty if not found.
    pub topic: &'a str,
    /// Whom they want to meet or to bring together with the recipient; empty if not found.
    pub third: &'a str,
    /// Whether the message answers a question that was asked before.
    pub answered: bool,
    /// What the desk came to, if it was asked.
    pub desk: Option<Desk>,
    /// The template of the reply that was used last, so that the next one does not read like it.
    pub last: &'a str,
    /// Most UTF-16 units that the place takes.
    pub limit: usize,
}

impl<'a> Situation<'a> {
    /// A situation with nothing found; the fields are there to be set.
    pub fn new(request: &'a Request, record: &'a Record, settings: &'a Settings, ask: Ask, advice: Advice) -> Self {
        let limit = match request.channel {
            Channel::Invitation if settings.free_account => FREE_NOTE,
            Channel::Invitation => NOTE,
            Channel::Message => MESSAGE,
            Channel::Email => usize::MAX,
        };
        Self {
            request,
            record,
            settings,
            ask,
            advice,
            flags: &[],
            good: &[],
            claims: &[],
            missing: &[],
            topic: "",
            third: "",
            answered: false,
            desk: None,
            last: "",
            limit,
        }
    }

    /// The situation that an assessment describes, for composing or checking a reply later.
    pub fn from_assessment(
        request: &'a Request,
        record: &'a Record,
        settings: &'a Settings,
        assessment: &'a Assessment,
    ) -> Self {
        Self {
            flags: &assessment.flags,
            good: &assessment.good,
            claims: &assessment.claims,
            ..Self::new(request, record, settings, assessment.ask, assessment.advice)
        }
    }

    /// Whether a flag is raised.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.iter().any(|flagged| flagged.id == flag)
    }

    /// Whether a no is final: nothing to explain and no door to leave open.
    pub fn is_firm(&self) -> bool {
        self.advice == Advice::Report || self.has(Flag::PastTrouble) || self.has(Flag::Integrity)
    }
}
