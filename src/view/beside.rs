//! The panel as it stands beside a page into which nothing may be put: the message itself with its telling words
//! marked, and replies that are copied first and go into the page only where the person says so.

use crate::protocol::{Act, Mark, Part, RequestView, Tag};
use crate::say;
use crate::view::panel::part;

/// The panel of a request for the side of the browser's window.
pub fn panel(view: &RequestView) -> Part {
    let mut panel = view.panel.clone();
    let message = find(&panel, &|part| part.tag == Tag::Dd && part.class == "message").map(|part| part.text.clone());
    if let (Some(message), Some(scroll)) = (message, panel.parts.first_mut()) {
        let at = scroll.parts.len().min(1);
        let shown = |unit: u32| unit.saturating_sub(view.lead);
        let marks: Vec<Mark> =
            view.marks.iter().map(|mark| Mark { start: shown(mark.start), end: shown(mark.end) }).collect();
        scroll.parts.insert(at, marked(&message, &marks));
    }
    each(&mut panel, &replies_are_copied);
    each(&mut panel, &|part| {
        if let Some(Act::Point { start, end }) = &mut part.act {
            *start = start.saturating_sub(view.lead);
            *end = end.saturating_sub(view.lead);
        }
    });
    panel
}

/// The message with the words that raised a flag marked; each mark has a class that says at which unit it starts.
fn marked(message: &str, marks: &[Mark]) -> Part {
    let units: Vec<u16> = message.encode_utf16().collect();
    let cut = |from: u32, to: u32| {
        let inside = units.get(from as usize..(to as usize).min(units.len())).unwrap_or_default();
        String::from_utf16_lossy(inside)
    };
    let mut parts = Vec::new();
    let mut done = 0;
    for mark in marks {
        let start = mark.start.max(done);
        if start >= mark.end || mark.end as usize > units.len() {
            continue;
        }
        if done < start {
            parts.push(part(Tag::Span, "").text(&cut(done, start)));
        }
        parts.push(part(Tag::Span, &format!("mark at-{start}")).text(&cut(start, mark.end)));
        done = mark.end;
    }
    if (done as usize) < units.len() {
        parts.push(part(Tag::Span, "").text(&cut(done, u32::MAX)));
    }
    let quoted = part(Tag::P, "marked").of(parts);
    part(Tag::Section, "message-section").of([part(Tag::H3, "").text(say!("What they write")), quoted])
}

/// Copying comes last, where the hand goes first; inserting says where it inserts.
fn replies_are_copied(part: &mut Part) {
    if part.class != "buttons" {
        return;
    }
    part.parts.sort_by_key(|button| matches!(button.act, Some(Act::Copy { .. })));
    for button in &mut part.parts {
        if matches!(button.act, Some(Act::Insert { .. })) {
            button.text = say!("Insert into the page").to_owned();
        }
    }
}

fn find<'a>(part: &'a Part, wanted: &impl Fn(&Part) -> bool) -> Option<&'a Part> {
    if wanted(part) {
        return Some(part);
    }
    part.parts.iter().find_map(|child| find(child, wanted))
}

fn each(part: &mut Part, change: &impl Fn(&mut Part)) {
    change(part);
    for child in &mut part.parts {
        each(child, change);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protocol::Seen;
    use crate::{Record, Request, Settings, judge};

    fn view(text: &str) -> RequestView {
        let request = Request { text: text.to_owned(), ..Request::default() };
        let mut assessment = judge::ENGINE.assess(&request, &Record::default(), &Settings::default());
        let turn = crate::conversation::Turn::default();
        assessment.replies =
            crate::conversation::replies(&request, &Record::default(), &Settings::default(), &assessment, turn);
        let seen = Seen { text: text.to_owned(), ..Seen::default() };
        crate::view::of(&seen, &request, &assessment, &crate::view::Beside::default())
    }

    #[test]
    fn the_message_is_whole_and_its_telling_words_are_marked() {
        let text = "Hi Sam 👋🏽, would you endorse me? I'd do the same for you.";
        let panel = panel(&view(text));
        let message = find(&panel, &|part| part.class == "marked").expect("the message");
        assert_eq!(message.parts.iter().map(|part| part.text.as_str()).collect::<String>(), text);
        let marks: Vec<_> = message.parts.iter().filter(|part| part.class.starts_with("mark ")).collect();
        assert!(!marks.is_empty());
        for mark in marks {
            let at: usize = mark.class.trim_start_matches("mark at-").parse().expect("a number");
            let before: usize =
                text.encode_utf16().count() - text[text.find(&mark.text).expect("the words")..].encode_utf16().count();
            assert_eq!(at, before);
        }
    }

    #[test]
    fn overlapping_and_broken_marks_lose_no_words() {
        let mark = |start, end| Mark { start, end };
        let marks = [mark(0, 3), mark(2, 5), mark(4, 4), mark(6, 99), mark(5, 7)];
        let text =
            marked("one two three", &marks).parts[1].parts.iter().map(|part| part.text.as_str()).collect::<String>();
        assert_eq!(text, "one two three");
        assert_eq!(marked("", &marks).parts[1].parts, []);
    }

    #[test]
    fn replies_are_copied_before_they_are_inserted() {
        let panel = panel(&view("Would you endorse me? I'd do the same for you."));
        let buttons = find(&panel, &|part| part.class == "buttons").expect("buttons of a reply");
        assert!(matches!(buttons.parts.last().and_then(|last| last.act.as_ref()), Some(Act::Copy { .. })));
        assert!(buttons.parts.iter().any(|button| button.text == "Insert into the page"));
    }
}
