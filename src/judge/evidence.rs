//! Finds the words that show a flag or sign: the hits of its own rules.

use super::features::{key_of, kind_name};
use super::model::Model;
use crate::rules::{Hit, RuleSet};
use crate::text::{Shape, Span, Text};

/// Spans that show what `kind` (as in `flag:pressure`) says, and the rules that led to it.
pub struct Evidence {
    /// Where it shows, in order, without overlap.
    pub spans: Vec<Span>,
    /// Rules by place in the set.
    pub rules: Vec<u16>,
}

/// Hits of the rules that speak for `kind`, the surest first kept; hits that the model has come to distrust are left out.
pub fn of_rules(kind: &str, output: usize, hits: &[Hit], rules: &RuleSet, model: &Model, text: &Text) -> Evidence {
    let trust = |hit: &Hit| {
        f32::from(rules.rule(hit).weight) / 50.0 - 1.0
            + model.weight(key_of(&format!("rule:{}", rules.rule(hit).id)), output)
    };
    let mut own: Vec<(f32, Hit)> =
        hits.iter().filter(|hit| kind_name(&rules.rule(hit).speaks) == kind).map(|hit| (trust(hit), *hit)).collect();
    // A reader points at the one or two places that tell most, not at every word that agrees.
    let length = |hit: &Hit| hit.to - hit.from;
    own.sort_by(|(a, first), (b, second)| {
        let (a, b) = (a + 0.04 * length(first) as f32, b + 0.04 * length(second) as f32);
        b.total_cmp(&a).then(first.from.cmp(&second.from))
    });
    let mut kept: Vec<(f32, Hit)> = Vec::new();
    for (trust, hit) in own {
        if kept.len() < MOST || kept.iter().any(|(_, other)| other.span.overlaps(hit.span)) {
            kept.push((trust, hit));
        }
    }
    let own = kept;
    let mut evidence = Evidence {
        spans: own.iter().map(|(_, hit)| rounded(hit, text)).collect(),
        rules: own.iter().map(|(_, hit)| hit.rule).collect(),
    };
    join(&mut evidence.spans);
    evidence.rules.sort_unstable();
    evidence.rules.dedup();
    evidence
}

/// Most stretches that show one flag.
const MOST: usize = 3;

/// The hit to the end of its clause, where only a few words are left of that.
fn rounded(hit: &Hit, text: &Text) -> Span {
    let end = text.sentences[hit.sentence as usize].to;
    let from = hit.to as usize;
    let clause = (from..end).find(|at| text.tokens.get(*at).shape.has(Shape::AFTER_COMMA)).unwrap_or(end);
    if clause - from <= 2 { text.tokens.span(hit.from as usize..clause) } else { hit.span }
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
