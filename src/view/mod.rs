//! An [`Assessment`] in words that are ready to be drawn. Decides nothing; says what was decided.

pub mod form;
mod panel;
pub mod relation;
pub mod words;

use crate::assessment::{Advice, Ask, Assessment};
use crate::protocol::{Chip, Mark, Mood, RequestView, Seen};
use crate::request::Request;

/// Words one request for chip, highlights, lists and panel.
pub fn of(seen: &Seen, request: &Request, assessment: &Assessment) -> RequestView {
    let mut marks: Vec<Mark> = assessment
        .flags
        .iter()
        .flat_map(|flag| &flag.spans)
        .map(|span| Mark { start: span.start, end: span.end })
        .collect();
    marks.sort_by_key(|mark| (mark.start, mark.end));
    marks.dedup();
    RequestView {
        key: seen.key.clone(),
        chip: chip(assessment),
        line: format!("{} · {}", words::ask(assessment.ask), summary(assessment)),
        from: words::sender(request).to_owned(),
        marks,
        panel: panel::of(seen, request, assessment),
    }
}

/// Small talk without a flag needs no chip.
fn chip(assessment: &Assessment) -> Option<Chip> {
    if assessment.ask == Ask::None && assessment.flags.is_empty() && !assessment.dont_miss {
        return None;
    }
    let advice = words::advice(assessment.advice);
    let flags = words::count(assessment.flags.len());
    let name = match (assessment.dont_miss, assessment.flags.is_empty()) {
        (true, _) => format!("Demur: {flags}, {}, do not miss this one", advice.to_lowercase()),
        (false, _) => format!("Demur: {flags}, {}", advice.to_lowercase()),
    };
    Some(Chip { text: summary(assessment), name, mood: mood(assessment) })
}

fn summary(assessment: &Assessment) -> String {
    let advice = words::advice(assessment.advice);
    match assessment.flags.len() {
        0 => advice.to_owned(),
        some => format!("{} · {advice}", words::count(some)),
    }
}

fn mood(assessment: &Assessment) -> Mood {
    match assessment.advice {
        _ if assessment.dont_miss => Mood::Bright,
        Advice::Accept => Mood::Good,
        Advice::AskFirst | Advice::HelpDifferently => Mood::Doubt,
        Advice::Decline => Mood::Against,
        Advice::Report => Mood::Danger,
    }
}

#[cfg(test)]
mod tests;
