//! Finds the words that show a flag or sign: the clauses where its own rules agree most.

use std::ops::Range;

use super::features::{Name, kind_parts};
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

/// Most clauses that show one flag.
const MOST: usize = 3;

/// How strong a clause must be to stand beside the strongest.
const BESIDE: f32 = 0.4;

/// Kinds that a reader points at by the whole clause rather than by the telling words in it.
const BY_CLAUSE: [&str; 3] = ["flag:sales-pitch", "flag:list-building", "flag:pressure"];

/// A clause in which rules hit.
struct Clause {
    tokens: Range<usize>,
    hit: Range<usize>,
    strength: f32,
}

/// The clauses in which the rules that speak for `kind` hit most surely. A reader points at the one or two places
/// that tell most, not at every word that agrees.
pub fn of_rules(kind: &str, output: usize, hits: &[Hit], rules: &RuleSet, model: &Model, text: &Text) -> Evidence {
    let speaks_so = |hit: &&Hit| {
        let (prefix, id) = kind_parts(&rules.rule(hit).speaks);
        kind.strip_prefix(prefix) == Some(id)
    };
    let own: Vec<&Hit> = hits.iter().filter(speaks_so).collect();
    let mut clauses: Vec<Clause> = Vec::new();
    for hit in &own {
        let rule = rules.rule(hit);
        let trust = f32::from(rule.weight) / 50.0 + model.weight(Name(&["rule:", &rule.id]).key(), output);
        let hit_tokens = hit.from as usize..hit.to as usize;
        for tokens in clauses_of(text, hit.sentence as usize) {
            let shared = tokens.start.max(hit_tokens.start)..tokens.end.min(hit_tokens.end);
            if shared.is_empty() {
                continue;
            }
            let strength = trust.max(LEAST_TRUST) * shared.len() as f32 / hit_tokens.len() as f32;
            match clauses.iter_mut().find(|clause| clause.tokens == tokens) {
                Some(clause) => {
                    clause.strength += strength;
                    clause.hit = clause.hit.start.min(shared.start)..clause.hit.end.max(shared.end);
                }
                None => clauses.push(Clause { tokens, hit: shared, strength }),
            }
        }
    }
    clauses.sort_by(|a, b| b.strength.total_cmp(&a.strength).then(a.tokens.start.cmp(&b.tokens.start)));
    let least = clauses.first().map_or(0.0, |clause| clause.strength * BESIDE);
    clauses.retain(|clause| clause.strength >= least);
    clauses.truncate(MOST);
    clauses.sort_by_key(|clause| clause.tokens.start);
    let shown = |clause: &Clause| if BY_CLAUSE.contains(&kind) { clause.tokens.clone() } else { clause.hit.clone() };
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for range in clauses.iter().map(shown) {
        let over = |hit: &&&Hit| (hit.from as usize) < range.start && hit.to as usize > range.start;
        match ranges.last_mut() {
            // What a rule found across the edge of two clauses is one stretch.
            Some(last) if range.start <= last.end + 1 && own.iter().any(|hit| over(&hit)) => last.end = range.end,
            _ => ranges.push(range),
        }
    }
    let in_clauses = |hit: &&&Hit| {
        clauses.iter().any(|clause| (hit.from as usize) < clause.tokens.end && hit.to as usize > clause.tokens.start)
    };
    let mut shown_by: Vec<u16> = own.iter().filter(in_clauses).map(|hit| hit.rule).collect();
    shown_by.sort_unstable();
    shown_by.dedup();
    Evidence { spans: ranges.into_iter().map(|range| text.tokens.span(range)).collect(), rules: shown_by }
}

/// A rule that the model has come to distrust still shows where.
const LEAST_TRUST: f32 = 0.05;

/// The clauses of a sentence: from comma to comma, and from one `and` to the next.
fn clauses_of(text: &Text, sentence: usize) -> Vec<Range<usize>> {
    let sentence = &text.sentences[sentence];
    let mut clauses = Vec::new();
    let mut from = sentence.from;
    for at in sentence.from..sentence.to {
        let joins = matches!(text.tokens.norm(at), "and" | "but" | "so");
        let token = text.tokens.get(at);
        // A hyphen leaves one character between its halves, a comma or a dash more.
        let apart = at > from && token.span.start > text.tokens.get(at - 1).span.end + 1;
        if joins || token.shape.has(Shape::LINE_START) || (apart && token.shape.has(Shape::AFTER_COMMA)) {
            if from < at {
                clauses.push(from..at);
            }
            from = at + usize::from(joins);
        }
    }
    if from < sentence.to {
        clauses.push(from..sentence.to);
    }
    clauses
}
