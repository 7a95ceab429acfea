//! The desk in the panel: four questions with one tap each, what they come to, and the text for a third person.

use super::panel::part;
use crate::assessment::Ask;
use crate::protocol::{Act, How, Part, Tag};
use crate::reply::Desk;
use crate::reply::sitting::{self, Question, Told};
use crate::say;

/// The number by which the text for a third person is copied; no reply has it.
const THIRD: u32 = 1000;

/// A sitting at the desk, as far as it has come.
#[derive(Debug, Clone, Default)]
pub struct Sitting {
    /// What has been answered.
    pub told: Told,
    /// What of it the record has answered.
    pub known: Told,
    /// The name of the third person of an introduction; empty where the message does not say it.
    pub third: String,
    /// What that person is asked, once it has come to that.
    pub to_third: Option<String>,
}

/// Draws the desk for a request that is its business.
pub fn of(ask: Ask, sitting: &Sitting) -> Option<Part> {
    if !crate::reply::desk::serves(ask) {
        return None;
    }
    let Sitting { told, known, third, to_third } = sitting;
    let open = sitting::open(ask, *told);
    let rows = Question::ALL
        .into_iter()
        .filter(|question| open.contains(question) || told.get(*question).is_some())
        .map(|question| row(ask, question, *told, *known));
    let mut parts = vec![
        part(Tag::H3, "").text(say!("Before you answer")),
        part(Tag::Div, "questions").of(rows),
        part(Tag::P, "desk-outcome").role("status").text(sitting::settle(ask, *told).map_or("", outcome)),
    ];
    parts.extend(to_third.as_ref().map(|text| pair(text, third)));
    Some(part(Tag::Section, "desk-section").label(say!("Before you answer")).of(parts))
}

fn row(ask: Ask, question: Question, told: Told, known: Told) -> Part {
    let words = words(ask, question);
    let button = |answer: &char| {
        let text = choice(question, *answer);
        let mut button = part(Tag::Button, "tap")
            .text(text)
            .label(&format!("{text}: {words}"))
            .act(Act::Desk { answers: told.with(question, *answer).code() });
        button.pressed = Some(told.get(question) == Some(*answer));
        button
    };
    let mut asked = vec![part(Tag::Span, "asked").text(words)];
    if known.get(question).is_some() && known.get(question) == told.get(question) {
        asked.push(part(Tag::Span, "from").text(say!("from your record")));
    }
    part(Tag::Div, "question")
        .role("group")
        .label(words)
        .of([part(Tag::Div, "words").of(asked), part(Tag::Div, "taps").of(question.answers(ask).iter().map(button))])
}

/// The other half of an introduction: what the third person is asked.
fn pair(text: &str, third: &str) -> Part {
    let whom = if third.is_empty() { say!("the other person") } else { third };
    part(Tag::Div, "pair-text").of([
        part(Tag::P, "hint").text(&say!("And this goes to {whom}, who decides:", whom = whom)),
        part(Tag::Textarea, "draft")
            .text(text)
            .label(&say!("Question to {whom}: edit before copying", whom = whom))
            .act(Act::Edit { reply: THIRD, how: How::default() }),
        part(Tag::Div, "buttons").of([part(Tag::Button, "copy")
            .text(say!("Copy"))
            .label(&say!("Copy question to {whom}", whom = whom))
            .act(Act::Copy { reply: THIRD, how: How::default() })]),
    ])
}

fn words(ask: Ask, question: Question) -> &'static str {
    match (question, ask == Ask::Introduce) {
        (Question::Worked, _) => say!("Have you worked together?"),
        (Question::Recent, _) => say!("Within the last three years?"),
        (Question::Saw, false) => say!("Have you seen the work yourself?"),
        (Question::Saw, true) => say!("Do you know well what they do?"),
        (Question::Stand, false) => say!("Would you stand behind it?"),
        (Question::Stand, true) => say!("Would you put your name to it?"),
    }
}

fn choice(question: Question, answer: char) -> &'static str {
    match (question, answer) {
        (Question::Saw, 'p') => say!("A part"),
        (Question::Stand, 'p') => say!("In private"),
        (_, 'y') => say!("Yes"),
        _ => say!("No"),
    }
}

fn outcome(desk: Desk) -> &'static str {
    match desk {
        Desk::Write => say!("You can write it: you saw the work, lately, and stand behind it."),
        Desk::Narrow => say!("Endorse the one thing that you can speak for, and say that it is only that."),
        Desk::Private => say!("Offer a reference in private, to somebody who asks you, rather than a public one."),
        Desk::Decline => say!("Better decline: your word would stand for what you cannot vouch for."),
        Desk::Consent => say!("Ask both sides first: a note to pass on from one, a yes from the other."),
    }
}
