//! A compiled set of rules, and the hits that it finds in a text.

use serde::{Deserialize, Serialize};

use crate::pattern::table::Rows;
use crate::pattern::{Match, Names, Table, scan};
use crate::text::{Lexicon, Segment, Sentence, Span, Text};

/// What a rule speaks for: a flag, an ask, a good sign, or a sign that others build on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Speaks {
    /// A flag, by id.
    Flag(String),
    /// An ask, by id.
    Ask(String),
    /// A good sign, by id.
    Good(String),
    /// An intermediate sign, by name.
    Sign(String),
    /// A claim of shared history, by type.
    Claim(String),
}

/// Parts of a message that a rule looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Where {
    /// One bit for each segment, in the order of [`Segment`].
    bits: u8,
}

impl Where {
    /// Subject and body.
    pub const MESSAGE: Self = Self { bits: bit(Segment::Subject) | bit(Segment::Body) };

    /// Parts by name: `subject`, `greeting`, `body`, `sign-off`, `signature`, `quoted`, `trailer`.
    pub fn named(name: &str) -> Option<Self> {
        let segment = match name {
            "subject" => Segment::Subject,
            "greeting" => Segment::Greeting,
            "body" => Segment::Body,
            "sign-off" => Segment::SignOff,
            "signature" => Segment::Signature,
            "quoted" => Segment::Quoted,
            "trailer" => Segment::Trailer,
            _ => return None,
        };
        Some(Self { bits: bit(segment) })
    }

    /// Both.
    pub fn and(self, other: Self) -> Self {
        Self { bits: self.bits | other.bits }
    }

    fn holds(self, segment: Segment) -> bool {
        self.bits & bit(segment) != 0
    }
}

const fn bit(segment: Segment) -> u8 {
    1 << segment as u8
}

/// A rule without its patterns, which live in the shared automaton.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Kebab-case name of the pattern that it catches.
    pub id: String,
    /// What it speaks for.
    pub speaks: Speaks,
    /// How sure it is by itself, in hundredths.
    pub weight: u8,
    /// Where it looks.
    pub parts: Where,
    /// Whether only questions count (`Some(true)`) or only statements (`Some(false)`).
    pub question: Option<bool>,
    /// Why a hit matters, for the person; empty where the flag's own sentence says enough.
    pub why: String,
}

impl Rule {
    fn looks_at(&self, sentence: &Sentence) -> bool {
        self.parts.holds(sentence.segment) && self.question.is_none_or(|wanted| wanted == sentence.after.question)
    }
}

/// What the patterns of the automaton mean to a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Role {
    /// A match is a hit.
    Hit,
    /// A match silences the rule in its sentence.
    Unless,
    /// A match silences the rule in the whole message.
    Never,
}

/// All rules of a language.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(Serialize))]
pub struct RuleSet {
    /// Words that are read as other words.
    pub lexicon: Lexicon,
    /// The rules; a hit names one by its place.
    pub rules: Vec<Rule>,
    /// Which rules a completed pattern means something to, and what.
    pub uses: Rows<(u16, Role)>,
    /// The shared automaton.
    pub table: Table,
}

/// A rule found in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    /// Rule, by its place in the set.
    pub rule: u16,
    /// Sentence, by its place in the text.
    pub sentence: u32,
    /// First token.
    pub from: u32,
    /// One past the last token.
    pub to: u32,
    /// Where it stands in the message.
    pub span: Span,
}

/// Where a rule was found.
#[derive(Clone)]
struct Found {
    /// By what hits are ordered: the rule, the first token, and how much shorter it is than the longest.
    order: u64,
    hit: Match,
}

impl Found {
    fn new(rule: u16, hit: Match) -> Self {
        let shorter = u16::MAX - (hit.to - hit.from).min(u32::from(u16::MAX)) as u16;
        Self { order: u64::from(rule) << 48 | u64::from(hit.from) << 16 | u64::from(shorter), hit }
    }

    fn rule(&self) -> u16 {
        (self.order >> 48) as u16
    }
}

/// In the place of a sentence: all of them.
const WHOLE: u32 = u32::MAX;

impl RuleSet {
    /// Finds all hits, ordered by rule and place; of matches of one rule that overlap, the longest from the left.
    pub fn hits(&self, text: &Text, names: &Names) -> Vec<Hit> {
        let matches = scan(text, &self.table, names);
        let mut found: Vec<Found> = Vec::with_capacity(matches.len());
        let mut silent: Vec<(u16, u32)> = Vec::new();
        for hit in matches {
            let sentence = &text.sentences[hit.sentence as usize];
            for (rule, role) in self.uses.row(usize::from(hit.uses)) {
                match role {
                    Role::Hit if hit.to > hit.from && self.rules[usize::from(*rule)].looks_at(sentence) => {
                        found.push(Found::new(*rule, hit));
                    }
                    Role::Hit => {}
                    Role::Unless => silent.push((*rule, hit.sentence)),
                    Role::Never => silent.push((*rule, WHOLE)),
                }
            }
        }
        silent.sort_unstable();
        let found = self.in_order(found);
        let is_silent = |rule, sentence| silent.binary_search(&(rule, sentence)).is_ok();
        let mut hits: Vec<Hit> = Vec::new();
        for found in found {
            let (rule, Match { sentence, from, to, .. }) = (found.rule(), found.hit);
            if hits.last().is_some_and(|last| last.rule == rule && last.to > from)
                || is_silent(rule, WHOLE)
                || is_silent(rule, sentence)
            {
                continue;
            }
            let span = text.tokens.span(from as usize..to as usize);
            hits.push(Hit { rule, sentence, from, to, span });
        }
        hits
    }

    /// What was found, in order. Most rules were found once, so they are laid out by rule first, and only what is of
    /// one rule is compared.
    fn in_order(&self, found: Vec<Found>) -> Vec<Found> {
        let mut next = vec![0_u32; self.rules.len() + 1];
        found.iter().for_each(|found| next[usize::from(found.rule()) + 1] += 1);
        for rule in 0..self.rules.len() {
            next[rule + 1] += next[rule];
        }
        let mut ordered = found.clone();
        for found in found {
            let place = &mut next[usize::from(found.rule())];
            ordered[*place as usize] = found;
            *place += 1;
        }
        for of_one in ordered.chunk_by_mut(|a, b| a.rule() == b.rule()).filter(|of_one| of_one.len() > 1) {
            of_one.sort_unstable_by_key(|found| found.order);
        }
        ordered
    }

    /// The rule of a hit.
    pub fn rule(&self, hit: &Hit) -> &Rule {
        &self.rules[hit.rule as usize]
    }
}
