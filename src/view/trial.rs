//! A setting tried out, in words: the made-up request, the advice without it and with it, and what of the reply
//! changes.

use super::panel::part;
use super::{mood, words};
use crate::assessment::{Assessment, Flag};
use crate::protocol::{Part, Tag, Trying};
use crate::say;
use crate::settings::Settings;
use crate::trial::sentences::{Piece, changed};
use crate::trial::{self, Control, Trial};

/// Tries a control out and draws what came of it; nothing for a control that no sample shows.
pub fn of(trying: &Trying, settings: &Settings) -> Option<Part> {
    let control = Control { field: &trying.field, of: &trying.of, text: &trying.text };
    trial::run(control, settings).map(|trial| {
        let name = trial.value.lines().next().and_then(|value| trying.names.get(value));
        drawn(&trial, name.map(String::as_str))
    })
}

/// One sentence for assistive technology: what the setting does to the advice.
fn summary(trial: &Trial) -> String {
    let (before, after) = (words::advice(trial.before.advice), words::advice(trial.after.advice));
    match () {
        () if before != after => say!("With it: {after}, instead of {before}.", after = after, before = before),
        () if trial.differs() => say!("The advice stays: {advice}. What is told or written changes.", advice = before),
        () => say!("On this message it changes nothing.").to_owned(),
    }
}

fn drawn(trial: &Trial, name: Option<&str>) -> Part {
    let sender = &trial.request.sender;
    let mut who = vec![part(Tag::Strong, "").text(&sender.name)];
    if !sender.headline.is_empty() {
        who.push(part(Tag::Span, "line").text(&sender.headline));
    }
    let mut parts = vec![
        part(Tag::P, "trial-of").text(&tried(trial, name)),
        part(Tag::Div, "trial-message")
            .of([part(Tag::P, "trial-from").of(who), part(Tag::P, "message").text(&trial.request.text)]),
        part(Tag::Dl, "sides").of(sides(trial)),
    ];
    parts.extend(why(trial).map(|why| part(Tag::P, "trial-why").text(&why)));
    parts.extend(doubts(trial).into_iter().map(|line| part(Tag::P, "trial-doubts").text(&line)));
    let (before, after) = (trial::first(&trial.before), trial::first(&trial.after));
    if before != after {
        let pieces = changed(before, after).into_iter().flat_map(piece);
        parts.push(part(Tag::P, "trial-head").text(say!("The reply")));
        parts.push(part(Tag::P, "trial-reply").of(pieces));
    }
    parts.push(part(Tag::P, "trial-said").role("status").text(&summary(trial)));
    part(Tag::Div, "trial-drawn").of(parts)
}

/// What is tried: the person's own value, or an example as long as there is none.
fn tried(trial: &Trial, name: Option<&str>) -> String {
    if !trial.example {
        return say!("As you have set it").to_owned();
    }
    let value = trial.value.lines().next().unwrap_or_default();
    match (trial.plain, name) {
        (true, _) => say!("For example, with “{value}”", value = value),
        (false, Some(name)) => say!("For example, with “{value}”", value = name),
        (false, None) => say!("For example, if you choose it").to_owned(),
    }
}

fn sides(trial: &Trial) -> Vec<Part> {
    let side = |name: &str, assessment: &Assessment| {
        let class = match mood(assessment) {
            crate::protocol::Mood::Bright => "verdict bright",
            crate::protocol::Mood::Good => "verdict good",
            crate::protocol::Mood::Doubt => "verdict doubt",
            crate::protocol::Mood::Against => "verdict against",
            crate::protocol::Mood::Danger => "verdict danger",
        };
        part(Tag::Div, "")
            .of([part(Tag::Dt, "").text(name), part(Tag::Dd, class).text(words::advice(assessment.advice))])
    };
    vec![side(say!("Without it"), &trial.before), side(say!("With it"), &trial.after)]
}

/// The strongest reason, where it is another one.
fn why(trial: &Trial) -> Option<String> {
    let after = trial.after.reasons.first()?;
    (trial.before.reasons.first() != Some(after)).then(|| crate::texts::translated(after))
}

/// Doubts that come or go.
fn doubts(trial: &Trial) -> Vec<String> {
    let flags = |side: &Assessment| side.flags.iter().map(|flag| flag.id).collect::<Vec<Flag>>();
    let (before, after) = (flags(&trial.before), flags(&trial.after));
    let names = |of: &[Flag], not: &[Flag]| {
        let only = of.iter().filter(|flag| !not.contains(flag)).map(|flag| words::flag(*flag));
        only.collect::<Vec<_>>().join(", ")
    };
    let (come, gone) = (names(&after, &before), names(&before, &after));
    let mut lines = Vec::new();
    if !come.is_empty() {
        lines.push(say!("Told as well: {doubts}", doubts = come));
    }
    if !gone.is_empty() {
        lines.push(say!("No longer told: {doubts}", doubts = gone));
    }
    lines
}

fn piece(piece: Piece) -> [Part; 2] {
    let piece = match piece {
        Piece::Same(text) => part(Tag::Span, "").text(&text),
        Piece::Gone(text) => part(Tag::Del, "").text(&text),
        Piece::New(text) => part(Tag::Ins, "").text(&text),
    };
    [piece, part(Tag::Span, "").text(" ")]
}

/// What a person would see of Demur at a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Label, highlights and advice in the page.
    Page,
    /// Everything in the panel at the side.
    Discreet,
    /// Nothing.
    Absent,
}

/// How Demur shows itself at a request on a site, before and after a choice.
pub fn placed(site: &str, before: Presence, after: Presence) -> Part {
    let says = |presence: Presence| match presence {
        Presence::Page => say!("A label at the request, the telling words highlighted, advice and replies beside it"),
        Presence::Discreet => say!("Nothing in the page; telling words, advice and replies in the panel at the side"),
        Presence::Absent => say!("Nothing; you can still select a text and ask"),
    };
    let side = |name: &str, presence: Presence| {
        part(Tag::Div, "").of([part(Tag::Dt, "").text(name), part(Tag::Dd, "").text(says(presence))])
    };
    part(Tag::Div, "trial-drawn").of([
        part(Tag::P, "trial-of").text(&say!("At a request on {site}", site = site)),
        part(Tag::Dl, "sides wide").of([side(say!("Until now"), before), side(say!("From now on"), after)]),
    ])
}

/// What is said beside a composer while the person types, before and after a choice.
pub fn typed(reads: bool) -> Part {
    let said = match reads {
        true => {
            let slip = say!("“sorry, sorry, so sorry”: one apology is enough.");
            part(Tag::P, "trial-reply").of([part(Tag::Ins, "").text(slip)])
        }
        false => part(Tag::P, "").text(say!("Nothing is read and nothing is said.")),
    };
    part(Tag::Div, "trial-drawn")
        .of([part(Tag::P, "trial-of").text(say!("While you type an answer that apologises three times")), said])
}
