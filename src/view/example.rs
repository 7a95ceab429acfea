//! A made-up request judged on the spot, for somebody who sees Demur for the first time.

use super::panel::part;
use super::{mood, words};
use crate::assessment::Quote;
use crate::protocol::{Mood, Part, Tag};
use crate::record::Record;
use crate::request::{Channel, Request};
use crate::say;
use crate::settings::Settings;

/// The request, the words that raise doubts in it, the advice and the reply, as `settings` have them.
pub fn drawn(settings: &Settings) -> Part {
    let called = settings.name.split_whitespace().next().unwrap_or("Sam");
    let mut request = Request {
        channel: Channel::Invitation,
        text: format!(
            "Hi {called}, we help companies like yours save 40% on freight. Could I show you a quick demo this week?"
        ),
        ..Request::default()
    };
    request.sender.name = "Dana Whitfield".to_owned();
    request.recipient.name.clone_from(&settings.name);
    let assessment = crate::assess(&request, &Record::default(), settings);
    let marks = assessment.flags.iter().flat_map(|flag| &flag.spans);
    let class = match mood(&assessment) {
        Mood::Bright | Mood::Good => "verdict good",
        Mood::Doubt => "verdict doubt",
        Mood::Against => "verdict against",
        Mood::Danger => "verdict danger",
    };
    let mut parts = vec![
        part(Tag::Div, "trial-message").of([
            part(Tag::P, "trial-from").of([part(Tag::Strong, "").text(&request.sender.name)]),
            part(Tag::P, "message").of(marked(&request.text, marks)),
        ]),
        part(Tag::P, class).text(words::advice(assessment.advice)),
    ];
    if let Some(because) = assessment.reasons.first() {
        parts.push(part(Tag::P, "trial-why").text(&crate::texts::translated(because)));
    }
    let names: Vec<&str> = assessment.flags.iter().map(|flag| words::flag(flag.id)).collect();
    if !names.is_empty() {
        parts.push(part(Tag::P, "trial-doubts").text(&names.join(" · ")));
    }
    if let Some(reply) = assessment.replies.first() {
        parts.push(part(Tag::P, "trial-head").text(say!("The reply")));
        parts.push(part(Tag::P, "trial-reply whole").text(&reply.text));
    }
    part(Tag::Div, "trial-drawn").of(parts)
}

/// The text with its telling words in parts of their own. Places count UTF-16 units.
fn marked<'q>(text: &str, quotes: impl Iterator<Item = &'q Quote>) -> Vec<Part> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut places: Vec<(usize, usize)> = quotes.map(|quote| (quote.start as usize, quote.end as usize)).collect();
    places.sort_unstable();
    let cut = |from: usize, to: usize| String::from_utf16_lossy(units.get(from..to).unwrap_or_default());
    let (mut at, mut parts) = (0, Vec::new());
    for (start, end) in places {
        let (start, end) = (start.max(at), end.min(units.len()));
        if start >= end {
            continue;
        }
        if start > at {
            parts.push(part(Tag::Span, "").text(&cut(at, start)));
        }
        parts.push(part(Tag::Span, "telling").text(&cut(start, end)));
        at = end;
    }
    if at < units.len() {
        parts.push(part(Tag::Span, "").text(&cut(at, units.len())));
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(part: &Part, class: &str) -> Vec<String> {
        let own = (part.class == class).then(|| part.text.clone());
        own.into_iter().chain(part.parts.iter().flat_map(|child| texts(child, class))).collect()
    }

    #[test]
    fn the_example_is_a_pitch_that_is_declined_in_its_own_words() {
        let drawn = drawn(&Settings { name: "Lucía Farías".to_owned(), ..Settings::default() });
        assert_eq!(texts(&drawn, "verdict against"), ["Decline"]);
        assert!(!texts(&drawn, "telling").is_empty());
        let whole = texts(&drawn, "").concat() + &texts(&drawn, "telling").concat();
        assert!(whole.contains("Lucía"), "{whole}");
    }
}
