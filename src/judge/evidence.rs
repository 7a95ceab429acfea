//! Finds the words that show a flag or sign: the hits of its own rules.

use super::features::{key_of, kind_name};
use super::model::Model;
use crate::rules::{Hit, RuleSet};
use crate::text::Span;

/// Spans that show what `kind` (as in `flag:pressure`) says, and the rules that led to it.
pub struct Evidence {
    /// Where it shows, in order, without overlap.
    pub spans: Vec<Span>,
    /// Rules by place in the set.
    pub rules: Vec<u16>,
}

/// Hits of the rules that speak for `kind`, the surest first kept; hits that the model has come to distrust are left out.
pub fn of_rules(kind: &str, output: usize, hits: &[Hit], rules: &RuleSet, model: &Model) -> Evidence {
    let trust = |hit: &Hit| {
        f32::from(rules.rule(hit).weight) / 50.0 - 1.0
            + model.weight(key_of(&format!("rule:{}", rules.rule(hit).id)), output)
    };
    let mut own: Vec<(f32, Hit)> =
        hits.iter().filter(|hit| kind_name(&rules.rule(hit).speaks) == kind).map(|hit| (trust(hit), *hit)).collect();
    let best = own.iter().map(|(trust, _)| *trust).fold(f32::MIN, f32::max);
    own.retain(|(trust, _)| *trust >= best.min(0.0));
    let mut evidence = Evidence {
        spans: own.iter().map(|(_, hit)| hit.span).collect(),
        rules: own.iter().map(|(_, hit)| hit.rule).collect(),
    };
    join(&mut evidence.spans);
    evidence.rules.sort_unstable();
    evidence.rules.dedup();
    evidence
}

/// Sorts spans and joins those that overlap or touch.
pub fn join(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::new();
    for span in spans.drain(..) {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => joined.push(span),
        }
    }
    *spans = joined;
}
