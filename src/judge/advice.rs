//! From findings to advice: what is asked against the tie that is shown, and what overrides that.

use crate::assessment::{Advice, Ask, Assessment, Balance, CheckedClaim, Flag, Flagged, Good, GoodSign, Truth};
use crate::record::Record;
use crate::request::Request;
use crate::settings::Settings;

/// Everything that was found, before anything is advised.
pub struct Findings<'a> {
    /// The request.
    pub request: &'a Request,
    /// The person's record.
    pub record: &'a Record,
    /// The person's settings.
    pub settings: &'a Settings,
    /// What is mainly asked.
    pub ask: Ask,
    /// Flags of the text.
    pub flags: Vec<Flagged>,
    /// Good signs of the text.
    pub good: Vec<GoodSign>,
    /// Claims, checked.
    pub claims: Vec<CheckedClaim>,
}

impl Findings<'_> {
    fn has(&self, flag: Flag) -> bool {
        self.flags.iter().any(|flagged| flagged.id == flag)
    }

    fn shows(&self, good: Good) -> bool {
        self.good.iter().any(|sign| sign.id == good)
    }

    /// Tie that the text or the record shows: 0 none, 1 thin, 2 some, 3 known to each other, 4 shown by the record.
    fn tie(&self) -> u8 {
        let contradicted = self.claims.iter().any(|claim| claim.truth == Truth::Contradicted);
        let supported = self.claims.iter().any(|claim| claim.truth == Truth::Supported);
        if contradicted {
            0
        } else if self.shows(Good::PriorContact) {
            if supported { 4 } else { 3 }
        } else if supported || (self.shows(Good::CommonGround) && self.shows(Good::KnowsYourWork)) {
            3
        } else if self.shows(Good::CommonGround) || self.shows(Good::KnowsYourWork) {
            2
        } else {
            u8::from(!self.has(Flag::Impersonal))
        }
    }

    /// What is asked for, from 0 (nothing) to 4 (reputation or several favours).
    fn cost(&self) -> u8 {
        let base = match self.ask {
            Ask::None => 0,
            Ask::Connect => 1,
            Ask::Recruit | Ask::Promote | Ask::Introduced => 2,
            Ask::Sales | Ask::Help => 3,
            Ask::Recommendation | Ask::Introduce => 4,
        };
        (base + u8::from(self.has(Flag::StackedAsks))).min(4)
    }

    fn advice(&self) -> Advice {
        let tie = self.tie();
        let known = self.shows(Good::PriorContact);
        if self.has(Flag::Integrity) {
            return if matches!(self.ask, Ask::Sales | Ask::Recruit | Ask::None) || self.has(Flag::Impersonal) { Advice::Report } else { Advice::Decline };
        }
        if self.claims.iter().any(|claim| claim.truth == Truth::Contradicted) {
            return Advice::AskFirst;
        }
        match self.ask {
            Ask::None => if self.has(Flag::UnclearReason) && self.has(Flag::Impersonal) { Advice::AskFirst } else { Advice::Accept },
            Ask::Connect if self.has(Flag::ListBuilding) => if tie >= 2 { Advice::AskFirst } else { Advice::Decline },
            Ask::Connect if self.has(Flag::SalesPitch) => Advice::Decline,
            Ask::Connect if self.has(Flag::UnclearReason) => Advice::AskFirst,
            Ask::Connect => Advice::Accept,
            Ask::Sales if self.has(Flag::SalesPitch) => if tie >= 3 && known { Advice::AskFirst } else { Advice::Decline },
            Ask::Sales => if known { Advice::Accept } else { Advice::AskFirst },
            Ask::Recruit => if self.has(Flag::Impersonal) || self.has(Flag::UnclearReason) { Advice::AskFirst } else { Advice::Accept },
            Ask::Promote => if self.has(Flag::PrematureAsk) { Advice::Decline } else if self.has(Flag::Impersonal) { Advice::AskFirst } else { Advice::Accept },
            Ask::Introduced => if self.has(Flag::UnclearReason) || self.has(Flag::Impersonal) { Advice::AskFirst } else { Advice::Accept },
            Ask::Help | Ask::Recommendation | Ask::Introduce if !self.has(Flag::PrematureAsk) => Advice::Accept,
            Ask::Help => {
                if self.has(Flag::Impersonal) {
                    if self.has(Flag::Pressure) || self.has(Flag::UnclearReason) || self.has(Flag::StackedAsks) { Advice::Decline } else { Advice::HelpDifferently }
                } else if self.shows(Good::CommonGround) && !self.has(Flag::StackedAsks) {
                    Advice::AskFirst
                } else {
                    Advice::HelpDifferently
                }
            }
            Ask::Recommendation | Ask::Introduce => if self.has(Flag::Impersonal) && self.has(Flag::Pressure) { Advice::Decline } else { Advice::AskFirst },
        }
    }
}

/// Draws the conclusion.
pub fn conclude(findings: Findings<'_>) -> Assessment {
    let advice = findings.advice();
    let balance = Balance { ask: findings.cost(), tie: findings.tie() };
    Assessment {
        ask: findings.ask,
        advice,
        balance,
        reasons: Vec::new(),
        replies: Vec::new(),
        would_change: Vec::new(),
        dont_miss: false,
        flags: findings.flags,
        good: findings.good,
        claims: findings.claims,
    }
}
