//! The judgement: rules, model, claims, record and settings become ask, flags, good signs and advice.

mod advice;
pub mod answer;
pub mod asks;
mod circumstance;
pub mod evidence;
pub mod features;
mod foreign;
pub mod grid;
pub mod model;
mod personal;
mod policy;
pub mod policy_words;
pub mod question;
mod residue;
mod settle;
pub mod table;
mod traces;
#[cfg(not(target_arch = "wasm32"))]
pub mod train;
pub mod words;

use std::sync::LazyLock;

use crate::assessment::{Ask, Assessment, Flag, Flagged, Good, GoodSign, Quote};
use crate::packs::{self, Part};
use crate::pattern::Names;
use crate::record::Record;
use crate::relationship::Relationship;
use crate::request::Request;
use crate::rules::{Hit, RuleSet, Speaks};
use crate::settings::{Settings, Strictness};
use crate::text::{Span, Text};

use features::{Seeing, Seen};
use model::{FIRST_ASK, Model, OUTPUTS, Output, TEXT_FLAGS};
use words::Words;

/// Rules, model and words of one language: everything that judging needs besides the case.
#[derive(Debug, Default, Clone)]
pub struct Engine {
    /// Compiled rules.
    pub rules: RuleSet,
    /// Trained weights.
    pub model: Model,
    /// Words for the person, and the table of advice.
    pub words: Words,
}

/// The engine of the English pack.
pub static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine {
    rules: packs::shared(Part::Rules),
    model: packs::shared(Part::Model),
    words: packs::shared(Part::Words),
});

/// What was read of a message before anything is decided.
pub struct Reading {
    /// Parts of both names.
    pub names: Names,
    /// Tokens and sentences.
    pub text: Text,
    /// Rules found.
    pub hits: Vec<Hit>,
    /// The separate things asked.
    pub asks: Vec<Span>,
    /// What the model sees.
    pub seen: Vec<Seen>,
}

impl Reading {
    /// What features are made from.
    pub fn seeing<'a>(&'a self, request: &'a Request) -> Seeing<'a> {
        Seeing { request, names: &self.names, text: &self.text, hits: &self.hits, asks: self.asks.len() }
    }

    /// Features as the model takes them.
    pub fn scored(&self) -> impl Iterator<Item = (u32, f32)> + '_ {
        self.seen.iter().map(|feature| (feature.key, feature.strength))
    }
}

impl Engine {
    /// Reads a message.
    pub fn read(&self, request: &Request) -> Reading {
        let text = Text::new(&request.text, &self.rules.lexicon);
        let names = crate::names(request);
        let hits = self.rules.hits(&text, &names);
        let asks = asks::separate(&text, &hits, &self.rules);
        let seeing = Seeing { request, names: &names, text: &text, hits: &hits, asks: asks.len() };
        let seen = features::seen(&seeing, &self.rules);
        Reading { names, text, hits, asks, seen }
    }

    /// Judges one request. Cannot fail: odd input gives a calm answer.
    pub fn assess(&self, request: &Request, record: &Record, settings: &Settings) -> Assessment {
        let reading = self.read(request);
        let claims = crate::claims::check(request, &reading.text, &reading.hits, &self.rules, record);
        if let Some(reach) = foreign::reach(&request.text, &reading, &self.rules) {
            return foreign::assess(request, record, settings, &reach, claims, &self.words);
        }
        let scores = self.model.scores(reading.scored());
        let blank = reading.text.tokens.is_empty();
        let mut flags = Vec::new();
        let mut good = Vec::new();
        let shift = strictness_shift(settings.strictness);
        let mut margins = std::array::from_fn(|at| scores[at] - self.model.threshold(at) - shift_of(at, shift));
        self.trust_rules(request, &reading.hits, &mut margins);
        self.learned(&reading.hits, settings, &mut margins);
        let mut settled = settle::settle(&margins);
        let likely = settle::agree(&margins, &mut settled);
        let ask = request.ask.unwrap_or(if blank { Ask::Connect } else { likely });
        for (at, output) in model::outputs().enumerate().take(FIRST_ASK) {
            let raised = settled[at];
            match output {
                Output::Flag(flag) if blank => {
                    if matches!(flag, Flag::Impersonal | Flag::UnclearReason) {
                        flags.push(flagged(flag, Vec::new(), Vec::new()));
                    }
                }
                Output::Flag(flag) if raised => flags.extend(self.flag(flag, at, request, &reading)),
                Output::Good(sign) if raised && !blank => good.push(self.good(sign, at, request, &reading)),
                _ => {}
            }
        }
        residue::raise(request, &reading, &mut flags);
        let relationship = record.relationship(&request.sender);
        if !blank {
            add_contact(&relationship, &mut good);
        }
        advice::conclude(advice::Findings { request, relationship, settings, ask, flags, good, claims }, &self.words)
    }

    /// What makes a message personal, and what is asked or pushed for, is said in more ways than the cases hold, so
    /// there the rules' own word counts beside what the model has learned of them; its view of what is impersonal
    /// counts for less. Who is connected already may ask sooner.
    fn trust_rules(&self, request: &Request, hits: &[Hit], margins: &mut [f32; OUTPUTS]) {
        let voices: Vec<(Option<usize>, u8)> =
            hits.iter().map(|hit| self.rules.rule(hit)).map(|rule| (output_of(&rule.speaks), rule.weight)).collect();
        for (at, output) in model::outputs().enumerate() {
            let share = share_of(output);
            if share > 0.0 {
                let weights = voices.iter().filter(|(of, _)| *of == Some(at)).map(|(_, weight)| *weight);
                margins[at] += share * (word_of_rules(weights) - margins[at]);
            }
        }
        margins[IMPERSONAL] *= 0.5;
        if request.sender.degree == Some(1) {
            margins[PREMATURE] -= CONNECTED;
        }
    }

    /// What this person's own experience, and the same wording from several senders, add to the margins.
    fn learned(&self, hits: &[Hit], settings: &Settings, margins: &mut [f32; OUTPUTS]) {
        let facts = &settings.facts;
        if facts.wording.is_template() {
            margins[IMPERSONAL] += TEMPLATE_WEIGHT;
        }
        if facts.shifts.is_empty() {
            return;
        }
        let by = |voice: &str| f32::from(facts.shifts.get(voice).copied().unwrap_or(0)) / 100.0;
        for (at, output) in model::outputs().enumerate().take(FIRST_ASK) {
            let (kind, mark) = match output {
                Output::Flag(flag) => (flag.id(), ""),
                Output::Good(good) => (good.id(), "+"),
                Output::Ask(_) => continue,
            };
            let mut rules: Vec<&str> = hits
                .iter()
                .map(|hit| self.rules.rule(hit))
                .filter(|rule| output_of(&rule.speaks) == Some(at))
                .map(|rule| rule.id.as_str())
                .collect();
            rules.sort_unstable();
            rules.dedup();
            let voices =
                rules.iter().map(|rule| by(&format!("{mark}{rule}"))).sum::<f32>() + by(&format!("{mark}{kind}"));
            margins[at] += voices.clamp(-LEARNED_BOUND, LEARNED_BOUND);
        }
    }

    fn flag(&self, flag: Flag, at: usize, request: &Request, reading: &Reading) -> Option<Flagged> {
        let by_absence = matches!(flag, Flag::Impersonal | Flag::UnclearReason);
        if by_absence {
            return Some(flagged(flag, Vec::new(), Vec::new()));
        }
        let (mut spans, rules) = self.shown(&format!("flag:{}", flag.id()), at, request, reading);
        if flag == Flag::StackedAsks {
            spans = reading.asks.iter().map(|span| quote(*span, &request.text)).collect();
        }
        // A favor asked in words that no rule knows is still asked somewhere: mostly in what comes last.
        if flag == Flag::PrematureAsk && spans.is_empty() {
            spans.extend(reading.asks.last().map(|span| quote(*span, &request.text)));
        }
        // What no words show is not said.
        (!spans.is_empty()).then(|| flagged(flag, spans, rules))
    }

    fn good(&self, id: Good, at: usize, request: &Request, reading: &Reading) -> GoodSign {
        let (spans, rules) = self.shown(&format!("good:{}", id.id()), at, request, reading);
        GoodSign { id, spans, rules }
    }

    /// The words that show `kind`, and the ids of the rules that found them.
    fn shown(&self, kind: &str, output: usize, request: &Request, reading: &Reading) -> (Vec<Quote>, Vec<String>) {
        let evidence = evidence::of_rules(kind, output, &reading.hits, &self.rules, &self.model, &reading.text);
        let spans = evidence.spans.iter().map(|span| quote(*span, &request.text)).collect();
        (spans, evidence.rules.iter().map(|rule| self.rules.rules[*rule as usize].id.clone()).collect())
    }
}

/// What rules say by their own weights, in log-odds.
fn word_of_rules(weights: impl Iterator<Item = u8>) -> f32 {
    let doubt = weights.map(|weight| 1.0 - f32::from(weight) / 100.0).product::<f32>();
    ((1.0 - doubt).max(LEAST_DOUBT) / doubt.max(LEAST_DOUBT)).ln()
}

/// The place of what a rule speaks for among the outputs, if it is one.
fn output_of(speaks: &Speaks) -> Option<usize> {
    match speaks {
        Speaks::Flag(id) => TEXT_FLAGS.iter().position(|flag| flag.id() == id),
        Speaks::Good(id) => Good::ALL.iter().position(|good| good.id() == id).map(|at| TEXT_FLAGS.len() + at),
        Speaks::Ask(id) => Ask::ALL.iter().position(|ask| ask.id() == id).map(|at| FIRST_ASK + at),
        Speaks::Sign(_) | Speaks::Claim(_) => None,
    }
}

/// Adds earlier contact to the good signs where the record shows it and the text does not.
fn add_contact(relationship: &Relationship, good: &mut Vec<GoodSign>) {
    if relationship.in_contact() && good.iter().all(|sign| sign.id != Good::PriorContact) {
        good.push(GoodSign { id: Good::PriorContact, spans: Vec::new(), rules: vec!["record".to_owned()] });
    }
}

fn flagged(id: Flag, spans: Vec<Quote>, rules: Vec<String>) -> Flagged {
    Flagged { id, why: String::new(), better: String::new(), spans, rules }
}

fn quote(span: Span, text: &str) -> Quote {
    Quote { start: span.start, end: span.end, quote: span.quote(text).to_owned() }
}

/// Place of `impersonal` among the outputs.
const IMPERSONAL: usize = 0;

/// What it adds to `impersonal` that the same wording has come from several senders.
const TEMPLATE_WEIGHT: f32 = 2.0;

/// The farthest that all voices together may move one output: no more than one of them may move alone.
const LEARNED_BOUND: f32 = crate::ledger::learn::BOUND;

/// Place of `premature-ask` among the outputs.
const PREMATURE: usize = 3;

/// What it takes from `premature-ask` that the sender is a first-degree connection.
const CONNECTED: f32 = 1.0;

/// How much the rules' own word counts against the model's: most for what makes a message personal, less for flags
/// that words show, least for the ask, in which the whole message has a say.
fn share_of(output: Output) -> f32 {
    match output {
        Output::Good(Good::PriorContact | Good::CommonGround | Good::KnowsYourWork) => 0.75,
        Output::Flag(Flag::SalesPitch | Flag::Integrity | Flag::ListBuilding) => 0.5,
        Output::Flag(Flag::Pressure) => 0.35,
        Output::Flag(Flag::MailMerge) => 0.3,
        Output::Flag(Flag::PrematureAsk) => 0.25,
        Output::Flag(Flag::StackedAsks) => 0.2,
        Output::Ask(_) => 0.15,
        _ => 0.0,
    }
}

/// No number of rules is surer than this.
const LEAST_DOUBT: f32 = 0.04;

/// Strictness moves the thresholds of flags, not of good signs.
fn shift_of(output: usize, shift: f32) -> f32 {
    if output < TEXT_FLAGS.len() { shift } else { 0.0 }
}

/// How far over its threshold a flag must be. A little of doubt speaks for the sender, unless one wants to be strict.
fn strictness_shift(strictness: Strictness) -> f32 {
    match strictness {
        Strictness::Relaxed => 1.2,
        Strictness::Normal => 0.4,
        Strictness::Strict => -0.8,
    }
}

/// Whether the text alone can show a flag.
pub fn is_text_flag(flag: Flag) -> bool {
    TEXT_FLAGS.contains(&flag)
}
