//! From findings to a conclusion: flags of record and settings, the tie, the advice with its reasons, and what
//! would change it.

use std::collections::BTreeMap;

use super::circumstance;
use super::personal;
use super::policy;
use super::table::{self, Row, Situation};
use super::words::{FlagWords, Words};
use crate::assessment::{Advice, Ask, Assessment, Balance, CheckedClaim, Flag, Flagged, Good, GoodSign, Quote, Truth};
use crate::relationship::Relationship;
use crate::request::Request;
use crate::say;
use crate::settings::Settings;

/// Everything that was found, before anything is advised.
pub struct Findings<'a> {
    /// The request.
    pub request: &'a Request,
    /// What the record shows of the sender.
    pub relationship: Relationship,
    /// The person's settings.
    pub settings: &'a Settings,
    /// What is mainly asked.
    pub ask: Ask,
    /// Flags raised so far.
    pub flags: Vec<Flagged>,
    /// Good signs of the text.
    pub good: Vec<GoodSign>,
    /// Claims, checked.
    pub claims: Vec<CheckedClaim>,
}

impl Findings<'_> {
    /// Whether a flag is raised.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.iter().any(|flagged| flagged.id == flag)
    }

    /// Whether a good sign is shown.
    pub fn shows(&self, good: Good) -> bool {
        self.good.iter().any(|sign| sign.id == good)
    }

    /// What the record rules out is no good sign: words of a contradicted claim no longer show earlier contact or
    /// common ground.
    fn take_back_contradicted(&mut self) {
        let claims = self.claims.iter().filter(|claim| claim.truth == Truth::Contradicted);
        let ruled_out: Vec<&Quote> = claims.filter_map(|claim| claim.span.as_ref()).collect();
        self.good.retain_mut(|sign| {
            if !matches!(sign.id, Good::PriorContact | Good::CommonGround) || sign.spans.is_empty() {
                return true;
            }
            sign.spans.retain(|span| !ruled_out.iter().any(|words| span.overlaps(words)));
            !sign.spans.is_empty()
        });
    }

    fn any_claim(&self, truth: Truth) -> bool {
        self.claims.iter().any(|claim| claim.truth == truth)
    }

    /// Tie that the text, the record or the ledger shows: 0 none, 1 thin, 2 some, 3 known to each other, 4 shown by
    /// the record.
    pub fn tie(&self) -> u8 {
        self.shown_tie().max(self.settings.facts.tie)
    }

    fn shown_tie(&self) -> u8 {
        let connected = self.relationship.connection.is_some();
        // Who wrote a recommendation of the person knows the person well.
        let vouched = self.relationship.recommended_you.is_some() || self.relationship.you_recommended.is_some();
        let supported = self.any_claim(Truth::Supported);
        let common = self.shows(Good::CommonGround);
        let work = self.shows(Good::KnowsYourWork);
        match () {
            () if self.any_claim(Truth::Contradicted) && !connected && !vouched => 0,
            () if (connected || vouched) && (supported || self.shows(Good::PriorContact)) => 4,
            () if connected || vouched || self.shows(Good::PriorContact) => 3,
            () if supported || (common && work) => 3,
            () if common || work => 2,
            () => u8::from(!self.has(Flag::Impersonal)),
        }
    }

    /// What is asked for, from 0 (nothing) to 4 (the person's good name, or several favours).
    fn cost(&self) -> u8 {
        let base = super::grid::cost(self.ask);
        if self.has(Flag::Integrity) { 4 } else { (base + u8::from(self.has(Flag::StackedAsks))).min(4) }
    }
}

/// What the table says of a set of flags and signs.
struct Decider<'a> {
    rows: &'a [Row],
    moved: &'a BTreeMap<String, Advice>,
    ask: Ask,
    good: Vec<Good>,
    tie: u8,
    answers: BTreeMap<String, bool>,
}

impl Decider<'_> {
    fn row(&self, flags: &[Flag], tie: u8) -> Option<&Row> {
        table::decide(self.rows, &Situation { ask: self.ask, flags, good: &self.good, tie, answers: &self.answers })
    }

    /// The advice if these flags were not raised; a sender who says what was missing has also shown a tie.
    fn without(&self, flags: &[Flag], gone: &[Flag]) -> Option<Advice> {
        let rest: Vec<Flag> = flags.iter().copied().filter(|flag| !gone.contains(flag)).collect();
        let tie = if gone.contains(&Flag::PrematureAsk) || gone.contains(&Flag::Impersonal) {
            self.tie.max(2)
        } else {
            self.tie
        };
        Some(self.of(self.row(&rest, tie)?))
    }

    /// A row's advice, as the person has moved it or as it ships.
    fn of(&self, row: &Row) -> Advice {
        self.moved.get(&row.id).copied().unwrap_or(row.advice)
    }
}

/// Draws the conclusion.
pub fn conclude(mut findings: Findings<'_>, words: &Words) -> Assessment {
    findings.take_back_contradicted();
    circumstance::raise(&mut findings);
    let questions = personal::put(&words.question, &findings);
    let changes = personal::changes(&words.question, &questions);
    findings.flags.retain(|flagged| !personal::lifts(&changes, flagged.id));
    findings.flags.retain(|flagged| !findings.settings.muted.iter().any(|muted| muted == flagged.id.id()));
    findings.flags.sort_by_key(|flagged| gravity(flagged.id));
    for flagged in &mut findings.flags {
        if let Some(words) = words.flag.get(&flagged.id) {
            if flagged.why.is_empty() {
                flagged.why.clone_from(&words.why);
            }
            flagged.better.clone_from(&words.better);
        }
    }
    let flags: Vec<Flag> = findings.flags.iter().map(|flagged| flagged.id).collect();
    let good = findings.good.iter().map(|sign| sign.id).collect();
    let tie = personal::tie(findings.tie(), &changes);
    let decider = Decider {
        rows: &words.row,
        moved: &findings.settings.moved,
        ask: findings.ask,
        good,
        tie,
        answers: personal::answers(&questions),
    };
    let row = decider.row(&flags, decider.tie);
    let mut advice = row.map_or(Advice::AskFirst, |row| decider.of(row));
    let welcome = circumstance::is_welcome(findings.request, findings.settings);
    let mut reasons = Vec::new();
    let case = policy::Case { findings: &findings, tie: decider.tie, answers: &decider.answers, words: &words.policy };
    if let Some(ruling) = policy::rule(&case, advice, welcome) {
        advice = ruling.advice;
        reasons.push(ruling.because.clone());
    } else if welcome && !findings.has(Flag::Integrity) {
        advice = Advice::Accept;
        reasons.push(say!("You have noted that this person is always welcome.").to_owned());
    } else if advice == Advice::Accept
        && (findings.has(Flag::OnBreak) || findings.has(Flag::OverCapacity))
        && findings.ask != Ask::None
    {
        advice = Advice::HelpDifferently;
    } else {
        reasons.extend(row.map(|row| row.because.clone()));
    }
    reasons.extend(findings.flags.iter().filter(|flagged| gravity(flagged.id) < 20).map(|flagged| flagged.why.clone()));
    reasons.extend(changes.iter().map(|change| change.says.clone()).filter(|says| !says.is_empty()));
    reasons.extend(Some(findings.settings.facts.trust.clone()).filter(|trust| !trust.is_empty()));
    // What speaks for somebody is told in its own place; it is no reason for a no.
    if !matches!(advice, Advice::Decline | Advice::Report) {
        let good = findings.good.iter().filter_map(|sign| words.good.get(&sign.id));
        reasons.extend(good.map(|words| words.reason.clone()));
    }
    reasons.dedup();
    let deciding = would_change(&decider, &flags, advice, words);
    let of_deciding = |text: fn(&FlagWords) -> &String| {
        deciding.iter().filter_map(|flag| words.flag.get(flag)).map(|words| text(words).clone()).collect()
    };
    Assessment {
        ask: findings.ask,
        advice,
        balance: Balance { ask: findings.cost(), tie: decider.tie },
        would_change: of_deciding(|words| &words.missing),
        missing: of_deciding(|words| &words.asks),
        dont_miss: dont_miss(&findings, advice),
        reasons,
        replies: Vec::new(),
        flags: findings.flags,
        good: findings.good,
        claims: findings.claims,
        relationship: findings.relationship,
        questions,
    }
}

/// How grave a flag is: the order in which flags are shown.
fn gravity(flag: Flag) -> usize {
    const ORDER: [Flag; 17] = [
        Flag::Integrity,
        Flag::PastTrouble,
        Flag::FalseHistory,
        Flag::MailMerge,
        Flag::SalesPitch,
        Flag::Pressure,
        Flag::PrematureAsk,
        Flag::Vouch,
        Flag::ListBuilding,
        Flag::StackedAsks,
        Flag::UnverifiedHistory,
        Flag::OutsideExpertise,
        Flag::Irrelevant,
        Flag::UnclearReason,
        Flag::Impersonal,
        Flag::OnBreak,
        Flag::OverCapacity,
    ];
    ORDER.iter().position(|known| *known == flag).unwrap_or(ORDER.len())
}

/// Flags whose missing fact would make the advice friendlier, two at most.
fn would_change(decider: &Decider<'_>, flags: &[Flag], advice: Advice, words: &Words) -> Vec<Flag> {
    let has_fact = |flag: &Flag| words.flag.get(flag).is_some_and(|words| !words.missing.is_empty());
    let askable: Vec<Flag> = flags.iter().copied().filter(has_fact).collect();
    let friendlier = |gone: &[Flag]| decider.without(flags, gone).is_some_and(|other| other < advice);
    let mut deciding: Vec<Flag> = askable.iter().copied().filter(|flag| friendlier(&[*flag])).collect();
    if deciding.is_empty() && askable.len() > 1 && friendlier(&askable) {
        deciding = askable;
    }
    deciding.truncate(2);
    deciding
}

/// A real chance that should not drown among the noise.
fn dont_miss(findings: &Findings<'_>, advice: Advice) -> bool {
    let grave = findings.flags.iter().any(|flagged| !matches!(flagged.id, Flag::OnBreak | Flag::OverCapacity));
    let chance = matches!(findings.ask, Ask::Recruit | Ask::Introduced | Ask::Promote | Ask::Sales)
        && (findings.shows(Good::KnowsYourWork) || findings.shows(Good::PriorContact));
    advice <= Advice::AskFirst && !grave && (chance || findings.shows(Good::Gives))
}
