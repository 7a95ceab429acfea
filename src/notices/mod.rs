//! Requests in mails that a network sends: "… wants to connect", "… is asking you for a recommendation", the news of
//! a message. The sender is the person named in it and not the network, and the message is what they wrote.
//! What networks write stands in a file for each language; here is only how it is read.

pub mod line;
pub mod schema;

use std::sync::LazyLock;

use line::Words;
use schema::{Notice, Notices};

use crate::packs::{self, Part};
use crate::request::{Channel, Request};

/// Notices of every language.
fn all() -> &'static [Notices] {
    static NOTICES: LazyLock<Vec<Notices>> = LazyLock::new(|| packs::shared(Part::Notices));
    &NOTICES
}

/// How many lines a notice may stand below: a subject, a logo's words, a greeting.
const DEEPEST: usize = 14;

/// A notice that was found, and what is in it.
#[derive(Debug, Clone, PartialEq)]
struct Opened {
    notice: &'static Notice,
    name: String,
    headline: String,
    /// Bytes of the message inside the mail.
    from: usize,
    to: usize,
}

/// The request inside a network's mail, the first where there are several; any other is given back as it was. The
/// message keeps its place: what stands around it becomes blanks, so that offsets count the same units as before.
pub fn opened(request: Request) -> Request {
    match open(&request.text).into_iter().next() {
        Some(first) => alone_with(request, first),
        None => request,
    }
}

/// All requests inside a network's mail, in its order; none in any other. A digest has more than one.
pub fn each(request: &Request) -> Vec<Request> {
    open(&request.text).into_iter().map(|one| alone_with(request.clone(), one)).collect()
}

fn alone_with(mail: Request, Opened { notice, name, headline, from, to }: Opened) -> Request {
    let mut inside = mail;
    inside.sender.name = name;
    inside.sender.headline = headline;
    // The address is the network's and says nothing of who asks.
    inside.sender.profile.clear();
    inside.channel = if notice.invitation { Channel::Invitation } else { Channel::Message };
    inside.ask = notice.ask;
    inside.text = alone(&inside.text, from, to);
    inside
}

/// The text with all but one stretch of it blank, unit for unit; empty where the stretch is.
fn alone(text: &str, from: usize, to: usize) -> String {
    if from >= to {
        return String::new();
    }
    let before = text[..from].encode_utf16().count();
    format!("{}{}", " ".repeat(before), &text[from..to])
}

/// One line and where it stands.
struct Line<'a> {
    text: &'a str,
    from: usize,
    words: Words<'a>,
}

impl Line<'_> {
    fn is_any(&self, forms: &[String]) -> bool {
        forms.iter().any(|form| self.words.says(form).is_some())
    }
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut from = 0;
    let mut lines = Vec::new();
    for whole in text.split_inclusive('\n') {
        let trimmed = whole.trim();
        if !trimmed.is_empty() {
            let words = Words::new(trimmed);
            lines.push(Line { text: trimmed, from: from + whole.len() - whole.trim_start().len(), words });
        }
        from += whole.len();
    }
    lines
}

/// More than so many no mail lists.
const MOST: usize = 20;

fn open(text: &str) -> Vec<Opened> {
    let lines = lines(text);
    let texts = lines.iter().take(DEEPEST).map(|line| line.text);
    let bare = texts.map(|text| text.trim_start_matches("Subject:").trim_start_matches("Fwd:").trim());
    let said: Vec<Words<'_>> = bare.map(Words::new).collect();
    let found = all().iter().find_map(|notices| {
        let (at, notice, name) = said.iter().enumerate().find_map(|(at, said)| {
            let found = |notice: &'static Notice| {
                notice.says.iter().find_map(|form| said.says(form)).map(|name| (notice, name))
            };
            notices.notice.iter().find_map(found).map(|(notice, name)| (at, notice, name))
        })?;
        let is_end = |line: &Line<'_>| line.is_any(&notices.ends);
        // People write such sentences, too; a network's mail has its buttons.
        let has_buttons = lines[at + 1..].iter().any(is_end);
        has_buttons.then(|| one_by_one(notices, notice, name, &lines[at..], &is_end))
    });
    found.unwrap_or_default()
}

/// One notice after another. Each opens with a line that says so, or, below a line that counts messages, with a name.
fn one_by_one(
    notices: &'static Notices,
    notice: &'static Notice,
    name: String,
    lines: &[Line<'_>],
    is_end: &impl Fn(&Line<'_>) -> bool,
) -> Vec<Opened> {
    let counted = lines[0].text.split_whitespace().find_map(|word| word.parse().ok()).filter(|_| name.is_empty());
    let most = counted.unwrap_or(MOST).min(MOST);
    let (first, mut at) = inside(notices, notice, name, lines, is_end);
    let mut found = vec![first];
    while found.len() < most && at < lines.len() {
        let (from, notice, name) = match counted {
            Some(_) => (at, notice, String::new()),
            None => match lines[at..].iter().position(|line| named(notices, line).is_some()) {
                Some(further) => match named(notices, &lines[at + further]) {
                    Some((notice, name)) => (at + further, notice, name),
                    None => break,
                },
                None => break,
            },
        };
        let (one, used) = inside(notices, notice, name, &lines[from..], is_end);
        at = from + used;
        let is_told = counted.is_none() || (one.from < one.to && at < lines.len());
        if is_told && !one.name.is_empty() && found.iter().all(|known| known.name != one.name) {
            found.push(one);
        }
    }
    found
}

/// The notice that a line opens, with the name in it.
fn named(notices: &'static Notices, line: &Line<'_>) -> Option<(&'static Notice, String)> {
    let says =
        |notice: &'static Notice| notice.says.iter().find_map(|form| line.words.says(form)).map(|name| (notice, name));
    notices.notice.iter().find_map(says).filter(|(_, name)| !name.is_empty())
}

/// What stands in a notice below the line that it is known by, and how many lines it takes, one at least.
fn inside(
    notices: &'static Notices,
    notice: &'static Notice,
    mut name: String,
    lines: &[Line<'_>],
    is_end: &impl Fn(&Line<'_>) -> bool,
) -> (Opened, usize) {
    let opening = &lines[0];
    let mut used = lines.len();
    let mut headline = String::new();
    let mut below_name = false;
    let mut message: Option<(usize, usize)> = None;
    for (at, line) in lines.iter().enumerate().skip(1) {
        let is_another = named(notices, line).is_some_and(|(_, other)| !name.is_empty() && other != name);
        if is_another || is_end(line) && (message.is_some() || below_name) {
            used = at;
            break;
        }
        let end = line.from + line.text.len();
        let is_skipped = line.is_any(&notices.skips) || line.is_any(&notice.says);
        match &mut message {
            _ if is_end(line) || is_skipped => {}
            Some((_, to)) => *to = end,
            None if name.is_empty() && line::is_name(&line.text.split_whitespace().collect::<Vec<_>>()) => {
                line.text.clone_into(&mut name);
                below_name = true;
            }
            None if line.text.starts_with(&name) && line.text.len() <= name.len() + 8 => below_name = true,
            // A headline stands right under the name and is no sentence.
            None if below_name && headline.is_empty() && notice.invitation && !is_sentence(line.text) => {
                line.text.clone_into(&mut headline);
            }
            None => message = Some((line.from, end)),
        }
    }
    // A notice that holds no message but says what is asked is shown by its own line.
    let (from, to) = match message {
        Some(stretch) => stretch,
        None if notice.invitation => (0, 0),
        None => (opening.from, opening.from + opening.text.len()),
    };
    (Opened { notice, name, headline, from, to }, used)
}

fn is_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?', '…', ',']) || line.chars().count() > 120
}

#[cfg(test)]
mod tests;
