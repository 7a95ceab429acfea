//! What the record and the settings add to the text: claims that fail, trouble before, a break, a full week.

use super::advice::Findings;
use crate::assessment::{Ask, Flag, Flagged, Good, Quote, Truth};
use crate::request::Request;
use crate::say;
use crate::settings::Settings;
use crate::text::fold;

/// Promises past their day that count as more than one can look after.
const PROMISES: u16 = 3;

/// Raises the flags that the text alone cannot show.
pub fn raise(findings: &mut Findings<'_>) {
    let (settings, request) = (findings.settings, findings.request);
    let mut found: Vec<(Flag, Vec<Quote>)> = Vec::new();
    for (truth, flag) in [(Truth::Contradicted, Flag::FalseHistory), (Truth::Unverifiable, Flag::UnverifiedHistory)] {
        let claims: Vec<_> = findings.claims.iter().filter(|claim| claim.truth == truth).collect();
        // An uncheckable claim matters only where the ask rests on it.
        let carries = truth == Truth::Contradicted
            || matches!(findings.ask, Ask::Help | Ask::Recommendation | Ask::Introduce | Ask::Sales);
        if !claims.is_empty() && carries {
            found.push((flag, claims.iter().filter_map(|claim| claim.span.clone()).collect()));
        }
    }
    if !settings.facts.trouble.is_empty() || named(&settings.past_trouble, &request.sender.name) {
        found.push((Flag::PastTrouble, Vec::new()));
    }
    let vouching = matches!(findings.ask, Ask::Recommendation | Ask::Introduce);
    if vouching && findings.tie() < 3 {
        found.push((Flag::Vouch, Vec::new()));
    }
    if settings.break_until.is_known() && settings.today <= settings.break_until {
        found.push((Flag::OnBreak, Vec::new()));
    }
    let full = settings.capacity_per_week > 0 && settings.accepted_this_week >= settings.capacity_per_week;
    if full || settings.facts.overdue >= PROMISES {
        found.push((Flag::OverCapacity, Vec::new()));
    }
    let known = findings.shows(Good::PriorContact);
    let about = |topics: &[String]| topics.iter().any(|topic| mentions(request, topic));
    if findings.ask == Ask::Help && about(&settings.not_my_field) {
        found.push((Flag::OutsideExpertise, Vec::new()));
    }
    let concerns = matches!(findings.ask, Ask::Sales | Ask::Recruit | Ask::Promote | Ask::Help);
    if concerns && !known && !settings.interests.is_empty() && !about(&settings.interests) {
        found.push((Flag::Irrelevant, Vec::new()));
    }
    for (id, spans) in found {
        let why = match id {
            Flag::PastTrouble => settings.facts.trouble.clone(),
            Flag::OverCapacity if !full => {
                say!(
                    "You promised {count} people to come back to them, and the day is well past.",
                    count = settings.facts.overdue
                )
            }
            _ => String::new(),
        };
        findings.flags.push(Flagged { id, why, better: String::new(), spans, rules: Vec::new() });
    }
}

/// Whether the person has noted that the sender is always welcome.
pub fn is_welcome(request: &Request, settings: &Settings) -> bool {
    named(&settings.always_welcome, &request.sender.name)
}

/// Whether it has to do with something that the person looks for.
pub fn is_sought(request: &Request, settings: &Settings) -> bool {
    settings.interests.iter().any(|topic| mentions(request, topic))
}

fn named(list: &[String], name: &str) -> bool {
    let name = fold(name.trim());
    !name.is_empty() && list.iter().any(|entry| fold(entry.trim()) == name)
}

/// Whether every longer word of a topic stands in the message or the headline.
pub fn mentions(request: &Request, topic: &str) -> bool {
    let text = fold(&format!("{} {}", request.text, request.sender.headline));
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let topic = fold(topic);
    let mut wanted = topic.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2).peekable();
    // "trainings" meets "training": words that differ in their ending only are the same topic.
    let same = |a: &str, b: &str| a == b || (a.len() > 4 && b.len() > 4 && (a.starts_with(b) || b.starts_with(a)));
    wanted.peek().is_some() && wanted.all(|word| words.iter().any(|other| same(word, other)))
}
