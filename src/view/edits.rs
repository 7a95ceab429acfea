//! Puts what the person has made of replies back into the fields in which they had made it.

use crate::edits::{Edited, Edits};
use crate::protocol::{Act, Part, Tag};

/// Lays the edits of a request over its drawing. A reply that is no longer offered gives its place to the next kin, so
/// that nothing which was typed is out of sight.
pub fn lay(panel: &mut Part, request: &str, edits: &Edits) {
    for edited in edits.of(request) {
        for kinship in [4, 3, 2, 1, 0] {
            if fill(panel, edited, kinship) {
                break;
            }
        }
    }
}

/// Takes all edits off a drawing.
pub fn lift(part: &mut Part) {
    part.typed.clear();
    part.parts.iter_mut().for_each(lift);
}

/// Fills the first field that is so close, and free; whether there was one.
fn fill(part: &mut Part, edited: &Edited, kinship: u8) -> bool {
    if part.tag == Tag::Textarea && part.typed.is_empty() && kin(part, edited) >= Some(kinship) {
        part.typed.clone_from(&edited.text);
        return true;
    }
    part.parts.iter_mut().any(|child| fill(child, edited, kinship))
}

/// How close a field is to what was edited: the very one, the same sort and sound, the same sort, any reply.
fn kin(part: &Part, edited: &Edited) -> Option<u8> {
    let Some(Act::Edit { how, .. }) = &part.act else { return None };
    let (sort, sound) = (how.stance == edited.stance, how.tone == edited.tone);
    Some(match (part.label == edited.label, sort, sound) {
        (true, true, true) => 4,
        (false, true, true) => 3,
        (_, true, _) => 2,
        _ if how.stance.is_empty() => 0,
        _ => 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::How;

    fn field(stance: &str, tone: &str, label: &str) -> Part {
        let how = How { stance: stance.to_owned(), tone: tone.to_owned(), ..How::default() };
        super::super::panel::part(Tag::Textarea, "draft").label(label).act(Act::Edit { reply: 0, how })
    }

    fn laid(fields: [Part; 3], edits: &[(&str, &str, &str, &str)]) -> Vec<String> {
        let mut panel = super::super::panel::part(Tag::Div, "").of(fields);
        let list = edits.iter().map(|(stance, tone, label, text)| Edited {
            request: "a".to_owned(),
            stance: (*stance).to_owned(),
            tone: (*tone).to_owned(),
            label: (*label).to_owned(),
            text: (*text).to_owned(),
            ..Edited::default()
        });
        lay(&mut panel, "a", &Edits { list: list.collect() });
        panel.parts.into_iter().map(|part| part.typed).collect()
    }

    #[test]
    fn every_edit_finds_a_field() {
        let fields = || [field("decline", "warm", "Warm"), field("decline", "plain", "Plain"), field("", "", "Third")];
        assert_eq!(laid(fields(), &[("decline", "plain", "Plain", "x")]), ["", "x", ""]);
        assert_eq!(laid(fields(), &[("", "", "Third", "x")]), ["", "", "x"]);
        // In another language, or when something else is advised by now.
        assert_eq!(laid(fields(), &[("decline", "plain", "Schlicht", "x")]), ["", "x", ""]);
        assert_eq!(
            laid(fields(), &[("accept", "warm", "Warm", "x"), ("accept", "plain", "Plain", "y")]),
            ["x", "y", ""]
        );
    }
}
