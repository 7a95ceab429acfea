//! Counts the separate things that a message asks of its recipient.

use crate::rules::{Hit, RuleSet, Speaks};
use crate::text::{Segment, Sentence, Shape, Span, Text};

/// Where each separate thing is asked, in order.
pub fn separate(text: &Text, hits: &[Hit], rules: &RuleSet) -> Vec<Span> {
    let acts: Vec<usize> = hits
        .iter()
        .filter(|hit| matches!(&rules.rule(hit).speaks, Speaks::Sign(name) if name == "act"))
        .map(|hit| hit.from as usize)
        .collect();
    let mut asks = Vec::new();
    for sentence in text.sentences.iter().filter(|s| s.segment == Segment::Body) {
        in_sentence(text, sentence, &acts, &mut asks);
    }
    asks
}

/// An ask begins at the act that follows "could you", "please" and the like, or that opens the sentence; more acts
/// join it after "and", "or", a comma or a bullet. A question to the recipient without such an act is one ask.
fn in_sentence(text: &Text, sentence: &Sentence, acts: &[usize], asks: &mut Vec<Span>) {
    let word = |at: usize| text.tokens.norm(at);
    let in_range = |at: &&usize| (sentence.from..sentence.to).contains(*at);
    let mut own = acts.iter().filter(in_range).copied().filter(|at| is_verb_here(text, sentence, *at)).peekable();
    let anchor = (sentence.from..sentence.to).find(|at| anchors(text, sentence, *at));
    let opens = own.peek().is_some_and(|first| {
        (sentence.from..*first).all(|at| LEAD_INS.contains(&word(at)) || text.tokens.get(at).shape.has(Shape::NUMBER))
    });
    let begin = asks.len();
    if let Some(start) = anchor.or(opens.then_some(sentence.from)) {
        for at in own {
            let first = asks.len() == begin && at >= start && at <= start + 7;
            let joined = at > start
                && (text.tokens.get(at).shape.has(Shape::AFTER_COMMA)
                    || (at > sentence.from && JOINERS.contains(&word(at - 1))));
            if first || (asks.len() > begin && joined) {
                asks.push(text.tokens.span(at..clause_end(text, sentence, at)));
            }
        }
    }
    let to_recipient = || {
        (sentence.from..sentence.to).any(|at| matches!(word(at), "you" | "your" | "we" | "i"))
            || OPENERS.contains(&word(sentence.from))
    };
    if asks.len() == begin && sentence.after.question && sentence.to - sentence.from > 2 && to_recipient() {
        asks.push(text.tokens.span(sentence.from..sentence.to));
    }
}

/// Whether the word at `at` turns what follows into a request: "could you", "please", "if you would".
fn anchors(text: &Text, sentence: &Sentence, at: usize) -> bool {
    let word = text.tokens.norm(at);
    let next = if at + 1 < sentence.to { text.tokens.norm(at + 1) } else { "" };
    match word {
        "please" | "kindly" => true,
        "could" | "can" | "would" | "will" | "might" | "may" => next == "you",
        "you" => matches!(next, "could" | "can" | "would" | "might" | "to" | "will"),
        "things" | "favors" => true,
        _ => false,
    }
}

/// Not "help" in "your help", nor "I call", nor "we share": a noun, or an act of the sender's own.
fn is_verb_here(text: &Text, sentence: &Sentence, at: usize) -> bool {
    at == sentence.from || !NOT_BEFORE.contains(&text.tokens.norm(at - 1))
}

fn clause_end(text: &Text, sentence: &Sentence, from: usize) -> usize {
    let ends = |at: &usize| {
        text.tokens.get(*at).shape.has(Shape::AFTER_COMMA) || matches!(text.tokens.norm(*at), "and" | "or")
    };
    (from + 1..sentence.to).find(ends).unwrap_or(sentence.to).min(from + 12)
}

const LEAD_INS: [&str; 12] =
    ["and", "also", "then", "so", "just", "maybe", "perhaps", "or", "finally", "lastly", "first", "plus"];
const JOINERS: [&str; 10] = ["and", "or", "also", "then", "please", "kindly", "maybe", "perhaps", "you", "even"];
const OPENERS: [&str; 14] =
    ["what", "how", "why", "who", "which", "when", "where", "any", "do", "did", "are", "is", "could", "would"];
const NOT_BEFORE: [&str; 22] = [
    "i", "we", "they", "the", "a", "an", "your", "my", "our", "this", "that", "his", "her", "their", "any", "some",
    "no", "who", "not", "for", "of", "in",
];
