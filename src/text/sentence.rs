//! Groups tokens into sentences by what stands between them.

use super::segment::Segment;
use super::token::{Break, Shape, Tokens};

/// A run of tokens between two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// What stands before the first token.
    pub before: Break,
    /// What stands after the last token.
    pub after: Break,
    /// Part of the message that it belongs to.
    pub segment: Segment,
}

/// Splits at sure ends; a full stop after an abbreviation or before a small letter may be none.
pub fn split(tokens: &Tokens, breaks: &[Break]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut from = 0;
    for to in 1..=tokens.len() {
        if to == tokens.len() || ends(tokens, to, breaks[to]) {
            sentences.push(Sentence { from, to, before: breaks[from], after: breaks[to], segment: Segment::Body });
            from = to;
        }
    }
    sentences
}

fn ends(tokens: &Tokens, next: usize, gap: Break) -> bool {
    let after = tokens.get(next).shape;
    let small = !after.has(Shape::CAPITAL) && !after.has(Shape::NUMBER) && !after.has(Shape::EMOJI);
    if gap.question || gap.exclamation || gap.stop {
        return true;
    }
    if gap.dot {
        let before = tokens.norm(next - 1);
        let initial = before.chars().count() == 1 && tokens.get(next - 1).shape.has(Shape::CAPITAL) && before != "i";
        let abbreviated = TITLES.contains(&before) || initial || (small && ABBREVIATIONS.contains(&before));
        return gap.lines > 0 || !abbreviated;
    }
    match gap.lines {
        0 => false,
        // A wrapped line goes on with a small letter.
        1 => gap.bullet || gap.comma || gap.quote || gap.rule || !small || follows_short_line(tokens, next),
        _ => true,
    }
}

/// A line of few words before a break is a heading, greeting or sign-off, not a wrapped line.
fn follows_short_line(tokens: &Tokens, next: usize) -> bool {
    let first = (0..next).rev().find(|i| tokens.get(*i).shape.has(Shape::LINE_START)).unwrap_or(0);
    tokens.get(next - 1).span.end - tokens.get(first).span.start < 30
}

/// A full stop after these never ends a sentence.
const TITLES: [&str; 14] =
    ["dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "vs", "eg", "ie", "approx", "dept", "mt"];
/// A full stop after these ends a sentence only before a capital letter.
const ABBREVIATIONS: [&str; 36] = [
    "inc", "ltd", "co", "corp", "etc", "llc", "gmbh", "am", "pm", "a", "p", "u", "s", "k", "phd", "ba", "bsc", "msc",
    "dc", "us", "uk", "jan", "feb", "aug", "sept", "sep", "oct", "nov", "dec", "min", "mins", "hrs", "yrs", "ext",
    "est", "al",
];
