//! The rungs in the panel: from silence to a no that helps, each with what it commits the person to.

use super::panel::part;
use super::words;
use crate::protocol::{Act, Part, Tag};
use crate::reply::feedback::Rung;
use crate::say;
use crate::texts::translated;

/// The number of the first rung; no reply has it.
const FIRST: u32 = 2000;

/// Draws the rungs, folded away until they are wanted.
pub fn of(rungs: &[Rung]) -> Option<Part> {
    if rungs.is_empty() {
        return None;
    }
    let items = rungs.iter().zip(FIRST..).map(|(rung, number)| item(rung, number));
    let head = part(Tag::Summary, "").text(say!("Ways to say no, and what each commits you to"));
    Some(part(Tag::Details, "rungs").of([head, part(Tag::Ol, "").label(say!("Ways to say no")).of(items)]))
}

fn item(rung: &Rung, number: u32) -> Part {
    let mut parts = vec![
        part(Tag::Strong, "name").text(&translated(rung.name)),
        part(Tag::P, "commits").text(&translated(rung.commits)),
    ];
    if let Some(reply) = &rung.reply {
        let how = words::how(reply);
        let name = translated(rung.name);
        parts.extend([
            part(Tag::Textarea, "draft")
                .text(&reply.text)
                .label(&say!("Text, {name}: edit before inserting", name = name))
                .act(Act::Edit { reply: number, how: how.clone() }),
            part(Tag::P, "remark").role("status"),
            part(Tag::Div, "buttons").of([
                part(Tag::Button, "copy")
                    .text(say!("Copy"))
                    .label(&say!("Copy text: {name}", name = name))
                    .act(Act::Copy { reply: number, how: how.clone() }),
                part(Tag::Button, "insert")
                    .text(say!("Insert"))
                    .label(&say!("Insert text: {name}", name = name))
                    .act(Act::Insert { reply: number, how }),
            ]),
        ]);
    }
    part(Tag::Li, "rung").of(parts)
}
