//! The rungs in the panel: from silence to a no that helps, each with what it commits the person to.

use super::panel::part;
use super::words;
use crate::protocol::{Act, Part, Tag};
use crate::reply::feedback::Rung;

/// The number of the first rung; no reply has it.
const FIRST: u32 = 2000;

/// Draws the rungs, folded away until they are wanted.
pub fn of(rungs: &[Rung]) -> Option<Part> {
    if rungs.is_empty() {
        return None;
    }
    let items = rungs.iter().zip(FIRST..).map(|(rung, number)| item(rung, number));
    let head = part(Tag::Summary, "").text("Ways to say no, and what each commits you to");
    Some(part(Tag::Details, "rungs").of([head, part(Tag::Ol, "").label("Ways to say no").of(items)]))
}

fn item(rung: &Rung, number: u32) -> Part {
    let mut parts = vec![part(Tag::Strong, "name").text(rung.name), part(Tag::P, "commits").text(rung.commits)];
    if let Some(reply) = &rung.reply {
        let how = words::how(reply);
        let name = rung.name.to_lowercase();
        parts.extend([
            part(Tag::Textarea, "draft")
                .text(&reply.text)
                .label(&format!("Text, {name}: edit before inserting"))
                .act(Act::Edit { reply: number, how: how.clone() }),
            part(Tag::P, "remark").role("status"),
            part(Tag::Div, "buttons").of([
                part(Tag::Button, "copy")
                    .text("Copy")
                    .label(&format!("Copy text: {name}"))
                    .act(Act::Copy { reply: number, how: how.clone() }),
                part(Tag::Button, "insert")
                    .text("Insert")
                    .label(&format!("Insert text: {name}"))
                    .act(Act::Insert { reply: number, how }),
            ]),
        ]);
    }
    part(Tag::Li, "rung").of(parts)
}
