//! An [`Assessment`] in words that are ready to be drawn. Decides nothing; says what was decided.

pub mod beside;
pub mod data;
mod desk;
pub mod digest;
pub mod due;
pub mod edits;
pub mod example;
pub mod form;
pub mod own;
mod panel;
pub mod people;
pub mod preset;
pub mod proof;
pub mod record;
pub mod relation;
mod rungs;
pub mod table;
pub mod trial;
pub mod words;

use crate::assessment::{Advice, Ask, Assessment};
use crate::protocol::{Chip, Mark, Mood, Remark, RequestView, Seen};
use crate::record::PartialDate;
use crate::reply::Instead;
use crate::reply::feedback::Rung;
use crate::reply::{Slip, SlipKind};
use crate::request::Request;
use crate::say;
use crate::texts::translated;
pub use desk::Sitting;

/// What stands beside a judgement.
#[derive(Debug, Clone, Default)]
pub struct Beside {
    /// The sitting at the desk.
    pub sitting: Sitting,
    /// Ways not to say yes.
    pub rungs: Vec<Rung>,
    /// The day on which the sender was asked something, while there is no answer yet.
    pub waiting: Option<PartialDate>,
    /// Why the replies are in English, where another language was wanted.
    pub english_instead: Option<Instead>,
}

/// Words one request for chip, highlights, lists and panel.
pub fn of(seen: &Seen, request: &Request, assessment: &Assessment, beside: &Beside) -> RequestView {
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
        chip: chip(assessment, beside),
        line: format!("{} · {}", words::ask(assessment.ask), summary(assessment, beside)),
        from: words::sender(request).to_owned(),
        lead: lead(&request.text),
        marks,
        after: String::new(),
        panel: panel::of(seen, request, assessment, beside),
    }
}

/// White space in front of the message, in UTF-16 units: no word of it is shown.
fn lead(text: &str) -> u32 {
    let space = &text[..text.len() - text.trim_start().len()];
    u32::try_from(space.encode_utf16().count()).unwrap_or(0)
}

/// Small talk without a flag needs no chip.
fn chip(assessment: &Assessment, beside: &Beside) -> Option<Chip> {
    if assessment.ask == Ask::None && assessment.flags.is_empty() && !assessment.dont_miss {
        return None;
    }
    let advice = words::advice(assessment.advice);
    let flags = words::count(assessment.flags.len());
    if beside.waiting.is_some() {
        let text = words::waiting().to_owned();
        return Some(Chip { name: say!("Demur: waiting for an answer").to_owned(), text, mood: Mood::Doubt });
    }
    let name = match (assessment.dont_miss, assessment.flags.is_empty()) {
        (true, _) => {
            say!("Demur: {flags}, {advice}, do not miss this one", flags = flags, advice = advice.to_lowercase())
        }
        (false, _) => format!("Demur: {flags}, {}", advice.to_lowercase()),
    };
    Some(Chip { text: summary(assessment, beside), name, mood: mood(assessment) })
}

fn summary(assessment: &Assessment, beside: &Beside) -> String {
    if beside.waiting.is_some() {
        return words::waiting().to_owned();
    }
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

/// What is said of a text that the person means to send: the two gravest slips, each with what to do about it.
pub fn remark(slips: &[Slip]) -> Remark {
    let said = slips.iter().take(2).map(|slip| {
        let advice = format!("{} {}", translated(slip.why), translated(slip.better));
        match slip.span.as_ref().filter(|_| slip.kind != SlipKind::TooLong) {
            Some(span) => format!("“{}”: {advice}", span.quote),
            None => advice,
        }
    });
    Remark { text: said.collect::<Vec<_>>().join("\n") }
}

/// What is said of a text that is being typed: what is missing may still come, so nothing is said of that
/// until the text is long enough and has come to an end.
pub fn remark_on_typing(slips: &[Slip], text: &str) -> Remark {
    let ended = text.trim_end().ends_with(['.', '!', '?', '…']) && text.split_whitespace().count() >= 12;
    let missing = [SlipKind::NoThanks, SlipKind::NoAnswer, SlipKind::NoReason];
    let said: Vec<Slip> = slips.iter().filter(|slip| ended || !missing.contains(&slip.kind)).take(1).cloned().collect();
    remark(&said)
}

/// The first reason of a request that has been asked about already.
pub fn asked_already(on: PartialDate) -> String {
    match relation::day(on) {
        day if day.is_empty() => say!("You have asked them about this already; there is no answer yet.").to_owned(),
        day => say!("You asked them about this on {day}; there is no answer yet.", day = day),
    }
}

#[cfg(test)]
mod tests;
