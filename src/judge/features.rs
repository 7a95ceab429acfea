//! What the model sees of a message: which rules hit, alone and together, and the shape of the text. Single words
//! were tried and taught it nothing that holds elsewhere.
//!
//! Every feature has a readable name; at run time only the name's hash is made, so that nothing is allocated.

use crate::pattern::Names;
use crate::request::{Channel, Request};
use crate::rules::{Hit, RuleSet, Speaks};
use crate::text::places::{hash, hash_on};
use crate::text::{Segment, Shape, Text};

/// The name of a feature in parts, as in `["both:", "flag:", "pressure", "+", "good:", "honest"]`.
#[derive(Debug, Clone, Copy)]
pub struct Name<'a>(pub &'a [&'a str]);

impl Name<'_> {
    /// The hash by which the model knows the feature.
    pub fn key(self) -> u32 {
        self.0.iter().fold(hash(""), |hash, part| hash_on(hash, part))
    }
}

impl std::fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.iter().try_for_each(|part| f.write_str(part))
    }
}

/// Words of a headline, by what they say of its owner's business with strangers.
const HEADLINES: [(&str, &[&str]); 3] = [
    (
        "recruiter",
        &["recruiter", "recruiting", "recruitment", "talent", "headhunter", "staffing", "sourcer", "search", "hiring"],
    ),
    (
        "seller",
        &[
            "sales",
            "account",
            "sdr",
            "bdr",
            "growth",
            "agency",
            "partnerships",
            "coach",
            "mentor",
            "seo",
            "outreach",
            "realtor",
            "wealth",
            "crypto",
            "trader",
        ],
    ),
    (
        "learner",
        &[
            "student",
            "graduate",
            "undergraduate",
            "aspiring",
            "seeking",
            "candidate",
            "intern",
            "trainee",
            "freshman",
            "junior",
            "postdoc",
            "phd",
        ],
    ),
];

/// Counts as parts of names.
const UP_TO_THREE: [&str; 4] = ["0", "1", "2", "3"];

/// The hash of a feature's whole name.
pub fn key_of(name: &str) -> u32 {
    hash(name)
}

/// A feature of a message.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seen {
    /// Hash of its name.
    pub key: u32,
    /// How strongly it counts.
    pub strength: f32,
}

/// What features are made from.
#[derive(Clone, Copy)]
pub struct Seeing<'a> {
    /// The request.
    pub request: &'a Request,
    /// Parts of both names.
    pub names: &'a Names,
    /// Its text.
    pub text: &'a Text,
    /// Rules found in it.
    pub hits: &'a [Hit],
    /// How many separate things it asks.
    pub asks: usize,
}

/// The features of a message, each once.
pub fn seen(seeing: &Seeing<'_>, rules: &RuleSet) -> Vec<Seen> {
    let mut seen = Vec::with_capacity(4 * seeing.hits.len() + 8);
    visit(seeing, rules, &mut |name, strength| seen.push(Seen { key: name.key(), strength }));
    seen.sort_unstable_by_key(|feature| feature.key);
    seen.dedup_by_key(|feature| feature.key);
    seen
}

/// The features of a message by name, for training and for explaining.
pub fn named(seeing: &Seeing<'_>, rules: &RuleSet) -> Vec<(String, f32)> {
    let mut named = Vec::new();
    visit(seeing, rules, &mut |name, strength| named.push((name.to_string(), strength)));
    named.sort_by(|a, b| a.0.cmp(&b.0));
    named.dedup_by(|a, b| a.0 == b.0);
    named
}

/// Name of what a rule speaks for: `flag:pressure`.
pub fn kind_name(speaks: &Speaks) -> String {
    let (kind, id) = kind_parts(speaks);
    format!("{kind}{id}")
}

/// The same in two parts.
pub fn kind_parts(speaks: &Speaks) -> (&'static str, &str) {
    match speaks {
        Speaks::Flag(id) => ("flag:", id),
        Speaks::Ask(id) => ("ask:", id),
        Speaks::Good(id) => ("good:", id),
        Speaks::Sign(id) => ("sign:", id),
        Speaks::Claim(id) => ("claim:", id),
    }
}

fn visit(seeing: &Seeing<'_>, rules: &RuleSet, sink: &mut impl FnMut(Name<'_>, f32)) {
    of_rules(seeing.text, seeing.hits, rules, sink);
    of_shape(seeing.request, seeing.text, sink);
    of_traces(seeing, sink);
    sink(Name(&["asks:", ["0", "1", "2", "3", "4", "5"][seeing.asks.min(5)]]), 1.0);
    of_headline(&seeing.request.sender.headline, sink);
    if seeing.asks >= 3 {
        sink(Name(&["asks:three-or-more"]), 1.5);
    }
}

/// Prefix of the features that only bear on what is personal.
pub const TRACE: &str = "trace:";

fn of_traces(seeing: &Seeing<'_>, sink: &mut impl FnMut(Name<'_>, f32)) {
    super::traces::visit(seeing.text, seeing.names, &mut |name, strength| {
        sink(Name(&[TRACE, name]), strength);
    });
    if seeing.request.sender.degree == Some(1) {
        sink(Name(&[TRACE, "connected"]), 1.0);
    }
}

fn of_rules(text: &Text, hits: &[Hit], rules: &RuleSet, sink: &mut impl FnMut(Name<'_>, f32)) {
    let last_body = text.sentences.iter().rposition(|s| s.segment == Segment::Body).unwrap_or(0) as u32;
    // Rules of one kind together: what remains of doubt, how many hits, whether asked, whether last.
    let mut kinds: Vec<(&Speaks, f32, usize)> = Vec::new();
    for hit in hits {
        let rule = rules.rule(hit);
        if rule.weight == 0 {
            continue;
        }
        let (kind, id) = kind_parts(&rule.speaks);
        sink(Name(&["rule:", &rule.id]), 1.0);
        if text.sentences[hit.sentence as usize].after.question {
            sink(Name(&["asked:", kind, id]), 0.7);
        }
        if hit.sentence == last_body {
            sink(Name(&["last:", kind, id]), 0.5);
        }
        let sure = f32::from(rule.weight) / 100.0;
        match kinds.iter_mut().find(|(speaks, ..)| **speaks == rule.speaks) {
            Some((_, doubt, count)) => {
                *doubt *= 1.0 - sure;
                *count += 1;
            }
            None => kinds.push((&rule.speaks, 1.0 - sure, 1)),
        }
    }
    kinds.sort_by(|a, b| a.0.cmp(b.0));
    let sure = |doubt: f32| doubt <= 0.5;
    let asked = kinds.iter().filter(|(speaks, doubt, _)| matches!(speaks, Speaks::Ask(_)) && sure(*doubt)).count();
    sink(Name(&["kinds:", UP_TO_THREE[asked.min(3)]]), 0.7);
    let favors = |hit: &&Hit| matches!(&rules.rule(hit).speaks, Speaks::Flag(id) if id == "premature-ask");
    let mut where_asked: Vec<u32> = hits.iter().filter(favors).map(|hit| hit.sentence).collect();
    where_asked.sort_unstable();
    where_asked.dedup();
    sink(Name(&["favors:", UP_TO_THREE[where_asked.len().min(3)]]), 0.7);
    for (at, (first, doubt, _)) in kinds.iter().enumerate() {
        for (second, other, _) in kinds[at + 1..].iter().filter(|_| sure(*doubt)) {
            let ((kind, id), (kind_2, id_2)) = (kind_parts(first), kind_parts(second));
            if sure(*other) {
                sink(Name(&["both:", kind, id, "+", kind_2, id_2]), 0.6);
            }
        }
    }
    for (speaks, doubt, count) in kinds {
        let (kind, id) = kind_parts(speaks);
        sink(Name(&["many:", kind, id, [":1", ":2", ":3"][count.min(3) - 1]]), 0.5);
        sink(Name(&[kind, id]), (1.0 - doubt) * 1.5);
    }
}

/// What the sender's headline says they do.
fn of_headline(headline: &str, sink: &mut impl FnMut(Name<'_>, f32)) {
    if headline.is_empty() {
        return;
    }
    let names = |word: &&str| headline.split(|c: char| !c.is_alphanumeric()).any(|own| own.eq_ignore_ascii_case(word));
    for (kind, words) in HEADLINES {
        if words.iter().any(names) {
            sink(Name(&["headline:", kind]), 1.0);
        }
    }
}

fn of_shape(request: &Request, text: &Text, sink: &mut impl FnMut(Name<'_>, f32)) {
    let mut add = |name: &str| sink(Name(&["shape:", name]), 0.7);
    add(match request.channel {
        Channel::Invitation => "invitation",
        Channel::Message => "message",
        Channel::Email => "email",
    });
    add(match text.tokens.len() {
        0..=3 => "blank",
        4..=15 => "one-line",
        16..=40 => "short",
        41..=90 => "middling",
        91..=180 => "long",
        _ => "very-long",
    });
    let body = text.sentences.iter().filter(|s| s.segment == Segment::Body);
    add(match body.filter(|s| s.after.question).count() {
        0 => "no-question",
        1 => "one-question",
        2 => "two-questions",
        _ => "many-questions",
    });
    let has = |shape| text.tokens.iter().any(|token| token.shape.has(shape));
    let marks = [
        ("url", has(Shape::URL)),
        ("money", has(Shape::MONEY)),
        ("bullets", text.sentences.iter().any(|s| s.before.bullet)),
        ("subject", text.sentences.iter().any(|s| s.segment == Segment::Subject)),
    ];
    marks.into_iter().filter(|(_, holds)| *holds).for_each(|(name, _)| add(name));
}
