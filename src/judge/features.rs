//! What the model sees of a message: rules hit, words, and the shape of the text; each feature has a readable name.

use std::collections::BTreeMap;

use crate::request::{Channel, Request};
use crate::rules::{Hit, RuleSet, Speaks};
use crate::text::{Segment, Shape, Text};

/// Features of one message with their strength, by name.
pub type Features = BTreeMap<String, f32>;

/// A feature and the tokens that show it; several may stand in one message.
pub struct Trace {
    /// Name of the feature.
    pub name: String,
    /// Sentence of the tokens.
    pub sentence: u32,
    /// First token.
    pub from: u32,
    /// One past the last token.
    pub to: u32,
}

/// Words and pairs count less than rules, since each alone says less.
const WORD: f32 = 0.4;

/// Collects the features of a message, and where in the message those of words and rules stand.
pub fn features(request: &Request, text: &Text, hits: &[Hit], rules: &RuleSet) -> (Features, Vec<Trace>) {
    let mut features = Features::new();
    let mut traces = Vec::new();
    let mut kinds: BTreeMap<String, (f32, usize)> = BTreeMap::new();
    let last_body = text.sentences.iter().rposition(|s| s.segment == Segment::Body).unwrap_or(0) as u32;
    for hit in hits {
        let rule = rules.rule(hit);
        let name = format!("rule:{}", rule.id);
        let kind = kind_name(&rule.speaks);
        let (doubt, count) = kinds.entry(kind.clone()).or_insert((1.0, 0));
        *doubt *= 1.0 - f32::from(rule.weight) / 100.0;
        *count += 1;
        if text.sentences[hit.sentence as usize].after.question {
            features.insert(format!("asked:{kind}"), 0.7);
        }
        if hit.sentence == last_body {
            features.insert(format!("last:{kind}"), 0.5);
        }
        features.insert(name.clone(), 1.0);
        traces.push(Trace { name, sentence: hit.sentence, from: hit.from, to: hit.to });
    }
    for (kind, (doubt, count)) in kinds {
        features.insert(format!("many:{kind}:{}", count.min(3)), 0.5);
        features.insert(kind, (1.0 - doubt) * 1.5);
    }
    words(text, &mut features, &mut traces);
    shape(request, text, &mut features);
    (features, traces)
}

/// Name of what a rule speaks for, as a feature.
pub fn kind_name(speaks: &Speaks) -> String {
    match speaks {
        Speaks::Flag(id) => format!("flag:{id}"),
        Speaks::Ask(id) => format!("ask:{id}"),
        Speaks::Good(id) => format!("good:{id}"),
        Speaks::Sign(id) => format!("sign:{id}"),
        Speaks::Claim(id) => format!("claim:{id}"),
    }
}

fn words(text: &Text, features: &mut Features, traces: &mut Vec<Trace>) {
    for (at, sentence) in text.sentences.iter().enumerate() {
        if !matches!(sentence.segment, Segment::Body | Segment::Subject) {
            continue;
        }
        let mut before = "^".to_owned();
        for token in sentence.from..sentence.to {
            let word = word_class(text, token, token == sentence.from);
            let mut add = |name: String, from: usize| {
                traces.push(Trace { name: name.clone(), sentence: at as u32, from: from as u32, to: token as u32 + 1 });
                features.insert(name, WORD);
            };
            add(format!("w:{word}"), token);
            add(format!("w:{before} {word}"), token.saturating_sub(1).max(sentence.from));
            before = word;
        }
    }
}

/// The word itself, or its class where the word is a name or number.
fn word_class(text: &Text, token: usize, first: bool) -> String {
    let norm = text.tokens.norm(token);
    let shape = text.tokens.get(token).shape;
    if shape.has(Shape::NUMBER) {
        "<num>".into()
    } else if shape.has(Shape::CAPITAL) && !first && norm != "i" {
        "<cap>".into()
    } else {
        norm.to_owned()
    }
}

fn shape(request: &Request, text: &Text, features: &mut Features) {
    let mut add = |name: &str| {
        features.insert(format!("shape:{name}"), 0.7);
    };
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
    if text.sentences.first().is_none_or(|s| s.segment != Segment::Greeting) && text.tokens.len() > 0 && text.tokens.norm(0) != "hi" {
        add("no-greeting");
    }
    let has = |shape| text.tokens.iter().any(|token| token.shape.has(shape));
    if has(Shape::URL) {
        add("url");
    }
    if has(Shape::MONEY) {
        add("money");
    }
    if text.sentences.iter().any(|s| s.before.bullet) {
        add("bullets");
    }
    if text.sentences.iter().any(|s| s.segment == Segment::Subject) {
        add("subject");
    }
}
