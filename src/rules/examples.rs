//! Runs the examples that stand beside each rule.

use super::load::{Examples, Loaded};
use crate::pattern::Names;
use crate::text::{Span, Text};

/// Every example that is not as its rule says, in words; empty when all is well.
pub fn failures(loaded: &Loaded) -> Vec<String> {
    let mut failures = Vec::new();
    for at in 0..loaded.set.rules.len() {
        let Examples { positive, negative, .. } = &loaded.examples[at];
        for example in positive {
            failures.extend(positive_failure(loaded, at, example));
        }
        for example in negative {
            failures.extend(negative_failure(loaded, at, example));
        }
    }
    failures
}

/// What is wrong with a text in which the rule must be found.
pub fn positive_failure(loaded: &Loaded, rule: usize, example: &str) -> Option<String> {
    let (text, wanted) = unmark(example);
    let found = spans(loaded, rule, &text);
    let quotes =
        |spans: &[Span]| spans.iter().map(|span| format!("`{}`", span.quote(&text))).collect::<Vec<_>>().join(", ");
    let id = &loaded.set.rules[rule].id;
    if found.is_empty() {
        Some(format!("{id}: not found in: {text}"))
    } else if !wanted.is_empty() && wanted != found {
        Some(format!("{id}: found {} instead of {} in: {text}", quotes(&found), quotes(&wanted)))
    } else {
        None
    }
}

/// What is wrong with a text in which the rule must not be found.
pub fn negative_failure(loaded: &Loaded, rule: usize, example: &str) -> Option<String> {
    let found = spans(loaded, rule, example);
    let first = found.first()?;
    Some(format!("{}: must not be found, but `{}` is, in: {example}", loaded.set.rules[rule].id, first.quote(example)))
}

fn spans(loaded: &Loaded, rule: usize, text: &str) -> Vec<Span> {
    // In examples the recipient is Robin Vale and the sender Alex Moss.
    let names = Names { to: vec!["robin".into(), "vale".into()], from: vec!["alex".into(), "moss".into()] };
    let read = Text::new(text, &loaded.set.lexicon);
    let hits = loaded.set.hits(&read, &names);
    hits.iter().filter(|hit| hit.rule as usize == rule).map(|hit| hit.span).collect()
}

/// Takes `[[` and `]]` out of an example and says where they stood.
fn unmark(example: &str) -> (String, Vec<Span>) {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
    let mut rest = example;
    let units = |text: &str| text.encode_utf16().count() as u32;
    while let Some(at) = rest.find("[[").into_iter().chain(rest.find("]]")).min() {
        text.push_str(&rest[..at]);
        if rest[at..].starts_with("[[") {
            open = units(&text);
        } else {
            spans.push(Span { start: open, end: units(&text) });
        }
        rest = &rest[at + 2..];
    }
    text.push_str(rest);
    (text, spans)
}

/// Ids of rules that none of their own positives reaches.
pub fn unreached(loaded: &Loaded) -> Vec<String> {
    let reached = |rule: &usize| {
        loaded.examples[*rule].positive.iter().any(|example| !spans(loaded, *rule, &unmark(example).0).is_empty())
    };
    (0..loaded.set.rules.len()).filter(|rule| !reached(rule)).map(|rule| loaded.set.rules[rule].id.clone()).collect()
}
