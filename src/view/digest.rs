//! A mail that holds several requests: the panel is about the first and names the others, each with its advice.

use super::panel::part;
use crate::protocol::{Part, RequestView, Tag};
use crate::say;

/// Adds what was found of the others to the view of the first.
pub fn add(view: &mut RequestView, others: Vec<RequestView>) {
    if others.is_empty() {
        return;
    }
    let items: Vec<Part> = others
        .iter()
        .map(|other| {
            let who = part(Tag::Strong, "").text(&other.from);
            part(Tag::Li, "").of([who, part(Tag::Span, "line").text(&other.line)])
        })
        .collect();
    let title = say!("Also in this mail");
    let heading = part(Tag::H3, "").text(title);
    let list = part(Tag::Ul, "others").label(title).of(items);
    let section = part(Tag::Section, "others-section").of([heading, list]);
    let panel = match view.panel.parts.iter().position(|part| part.class == "scroll") {
        Some(at) => &mut view.panel.parts[at],
        None => &mut view.panel,
    };
    let before = panel.parts.iter().position(|part| part.class == "read").unwrap_or(panel.parts.len());
    panel.parts.insert(before, section);
    for other in others {
        view.marks.extend(other.marks);
        // Small talk comes first in the mail and a request behind it: the chip tells of the request.
        if view.chip.is_none() {
            view.chip = other.chip;
        }
    }
    view.marks.sort_by_key(|mark| (mark.start, mark.end));
    view.marks.dedup();
}
