//! What a setting changes, tried out on a made-up request: judged without it and with it, and answered.

pub mod schema;
pub mod sentences;

use std::sync::LazyLock;

use crate::assessment::Assessment;
use crate::packs::{self, Part};
use crate::record::{Education, PartialDate, Record};
use crate::request::{Recipient, Request};
use crate::settings::Settings;
use crate::view::form::{FIELDS, Field, lines};
use schema::{Effect, Sample, Samples};

/// The samples.
static SAMPLES: LazyLock<Samples> = LazyLock::new(|| packs::shared(Part::Samples));

/// A setting as it stands in its control.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Control<'a> {
    /// Name of the field.
    pub field: &'a str,
    /// The tick or the choice that the person has touched; empty for any.
    pub of: &'a str,
    /// The text of the control.
    pub text: &'a str,
}

/// What came out.
#[derive(Debug, Clone)]
pub struct Trial {
    /// The request.
    pub request: Request,
    /// The value that was tried: the person's own, or an example.
    pub value: String,
    /// Whether it is an example, since the control says nothing yet.
    pub example: bool,
    /// Whether the value is what a person would type, not the id of a choice.
    pub plain: bool,
    /// The judgement without the setting.
    pub before: Assessment,
    /// The judgement with it.
    pub after: Assessment,
}

impl Trial {
    /// Whether the person would see any difference.
    pub fn differs(&self) -> bool {
        let flags = |side: &Assessment| side.flags.iter().map(|flag| flag.id).collect::<Vec<_>>();
        self.before.advice != self.after.advice
            || flags(&self.before) != flags(&self.after)
            || first(&self.before) != first(&self.after)
    }
}

/// The reply that a person would see first.
pub fn first(assessment: &Assessment) -> &str {
    assessment.replies.first().map_or("", |reply| reply.text.as_str())
}

/// Tries a control out amid the settings of the person; `None` for a field that no sample shows.
pub fn run(control: Control<'_>, settings: &Settings) -> Option<Trial> {
    let field = FIELDS.iter().find(|field| field.name == control.field)?;
    let effect = effect(control)?;
    let silent = says_nothing(field, effect, control);
    let value = if silent { effect.value.as_str() } else { control.text };
    let mut base = settings.clone();
    for (name, text) in &effect.with {
        if let Some(field) = FIELDS.iter().find(|field| field.name == *name) {
            (field.take)(&mut base, text);
        }
    }
    let (mut without, mut with) = (base.clone(), base);
    (field.take)(&mut without, &neutral(field, effect, value));
    (field.take)(&mut with, value);
    // A full week is shown on a week that is full.
    let full = with.accepted_this_week.max(with.capacity_per_week);
    (without.accepted_this_week, with.accepted_this_week) = (full, full);
    let it = if silent && !effect.it.is_empty() { effect.it.as_str() } else { topic(value) };
    let mut trials = [&effect.sample].into_iter().chain(&effect.or).filter_map(|id| {
        let sample = sample(id)?;
        let (request, record) = (request(sample, it), record(sample));
        let judge = |settings: &Settings| {
            let recipient = Recipient { name: settings.name.clone() };
            crate::assess(&Request { recipient, ..request.clone() }, &record, settings)
        };
        let (before, after) = (judge(&without), judge(&with));
        let plain = !is_choice(field.name);
        Some(Trial { value: value.to_owned(), example: silent, plain, before, after, request })
    });
    let first = trials.next()?;
    Some(if first.differs() { first } else { trials.find(Trial::differs).unwrap_or(first) })
}

/// Judges the requests of all examples as the program is shipped: how many come out as they should, of how many.
pub fn self_test(today: PartialDate) -> (usize, usize) {
    let settings = Settings { today, ..Settings::default() };
    let passes = |effect: &Effect| {
        let untouched = FIELDS.iter().find(|field| field.name == effect.field).map(|field| (field.show)(&settings));
        let text = untouched.unwrap_or_default();
        let control = Control { field: &effect.field, of: &effect.of, text: &text };
        run(control, &settings).is_some_and(|trial| trial.differs())
    };
    (SAMPLES.effect.iter().filter(|effect| passes(effect)).count(), SAMPLES.effect.len())
}

/// The effect for what the person has touched: the particular one first.
fn effect(control: Control<'_>) -> Option<&'static Effect> {
    let mut all = SAMPLES.effect.iter().filter(|effect| effect.field == control.field);
    let touched = if control.of.is_empty() { control.text } else { control.of };
    let particular = all.clone().find(|effect| !effect.of.is_empty() && lines(touched).any(|line| line == effect.of));
    particular.or_else(|| all.clone().find(|effect| effect.of.is_empty())).or_else(|| all.next())
}

/// Whether the control says no more than an untouched one.
fn says_nothing(field: &Field, effect: &Effect, control: Control<'_>) -> bool {
    if !effect.of.is_empty() && is_list(field.name) {
        return !lines(control.text).any(|line| line == effect.of);
    }
    control.text.trim() == (field.show)(&Settings::default()).trim()
}

/// The value against which another is shown: without the one tick, or as shipped.
fn neutral(field: &Field, effect: &Effect, value: &str) -> String {
    if !effect.of.is_empty() && is_list(field.name) {
        return lines(value).filter(|line| *line != effect.of).collect::<Vec<_>>().join("\n");
    }
    (field.show)(&Settings::default())
}

/// Fields that are ticks, each with an effect of its own.
fn is_list(name: &str) -> bool {
    matches!(name, "never" | "muted")
}

/// Fields whose values are ids.
fn is_choice(name: &str) -> bool {
    is_list(name)
        || matches!(
            name,
            "tone"
                | "reply_language"
                | "free_account"
                | "accepts"
                | "met_means"
                | "recommends"
                | "introduces"
                | "strictness"
        )
}

/// What a line is about: the last that was typed, up to its bar.
fn topic(value: &str) -> &str {
    let last = lines(value).last().unwrap_or_default();
    last.split_once('|').map_or(last, |(topic, _)| topic).trim()
}

fn sample(id: &str) -> Option<&'static Sample> {
    SAMPLES.sample.iter().find(|sample| sample.id == id)
}

fn request(sample: &Sample, it: &str) -> Request {
    let mut request = Request { channel: sample.channel, text: sample.text.replace("{it}", it), ..Request::default() };
    request.sender.name = sample.from.replace("{it}", it);
    request.sender.headline.clone_from(&sample.headline);
    request
}

/// The sample's own record: nothing that the person did has to do with a made-up sender.
fn record(sample: &Sample) -> Record {
    let school = |school: &String| Education { school: school.clone(), ..Education::default() };
    let education: Vec<Education> = sample.schools.iter().map(school).collect();
    let incomplete = Record::PARTS.iter().filter(|part| **part != "education" || education.is_empty());
    Record { incomplete: incomplete.map(|part| (*part).to_owned()).collect(), education, ..Record::default() }
}

#[cfg(test)]
mod tests;
