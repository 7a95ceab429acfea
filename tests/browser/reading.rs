//! What is read: every page as its answer sheet says, every span on the characters that it names.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use crate::driver::until;
use crate::extension::later;
use crate::sheets::{self, Answer};
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("pages_are_read_as_their_answer_sheets_say", pages_are_read_as_their_answer_sheets_say),
    ("every_span_lands_on_its_characters", every_span_lands_on_its_characters),
];

/// Risk: a page is read wrongly, in part, or not at all, and nobody notices.
fn pages_are_read_as_their_answer_sheets_say(stage: &Stage) -> Result<(), String> {
    let sheet = sheets::of("www.linkedin.com")?;
    // High enough to have every request of a page in view.
    stage.size(1280, 3400)?;
    let tabs = (stage.tab()?, stage.new_tab()?);
    stage.open_own("popup.html")?;
    for page in sheet.page {
        for address in &page.addresses {
            read_as(stage, &tabs, &format!("https://www.linkedin.com{address}"), &page.requests)?;
        }
    }
    Ok(())
}

/// Opens an address in the first tab and compares, from a page of the extension in the second, what is read there.
pub fn read_as(stage: &Stage, tabs: &(String, String), url: &str, requests: &[Answer]) -> Result<(), String> {
    stage.switch(&tabs.0)?;
    // From elsewhere, so that an address that differs in its hash is loaded as well.
    stage.go("about:blank")?;
    stage.go(url)?;
    stage.switch(&tabs.1)?;
    let mut found = Vec::new();
    let read = until("every request of the page", || {
        found = rows(stage)?;
        let right = found.len() == requests.len()
            && found.iter().zip(requests).all(|(found, expected)| answer(found, expected) == *expected);
        Ok(right.then_some(()))
    });
    if let Err(error) = read {
        for (one, expected) in found.iter().zip(requests) {
            same(&format!("{url}: {found:?}"), &answer(one, expected), expected)?;
        }
        let known = later(stage, "chrome.storage.session.get(null)")?;
        let frames: Vec<_> = known.as_object().into_iter().flatten().map(|(_, tab)| &tab["frames"]).collect();
        let frames: String = format!("{frames:?}").chars().take(600).collect();
        return Err(format!("{url}: {error}: {found:?}; frames {frames}"));
    }
    Ok(())
}

/// The rows of "What Demur read" for every request of the page that is open, in its order.
fn rows(stage: &Stage) -> Result<Vec<Vec<String>>, String> {
    let read = later(
        stage,
        "chrome.storage.session.get(null).then((all) => Object.values(all).flatMap((tab) => Object.values(tab.frames ?? {})) \
           .filter((frame) => frame.site).flatMap((frame) => frame.present.map((key) => frame.views.find((view) => view.key === key))) \
           .map((view) => view.panel.parts[0].parts.find((part) => part.class === 'read').parts[1].parts.filter((row) => row.tag === 'dd').map((row) => row.text)))",
    )?;
    serde_json::from_value(read).map_err(|error| error.to_string())
}

/// Rows as an answer. Of the message, the beginning and the end are compared, as long as the sheet gives them.
fn answer(rows: &[String], expected: &Answer) -> Answer {
    let row = |i: usize| {
        rows.get(i).filter(|text| !["not shown", "no message"].contains(&text.as_str())).cloned().unwrap_or_default()
    };
    let message = row(6);
    let units = message.chars().count();
    Answer {
        sender: row(0),
        headline: row(1),
        degree: row(2),
        mutual: row(3),
        age: row(5),
        starts: if expected.starts.is_empty() {
            message.clone()
        } else {
            message.chars().take(expected.starts.chars().count()).collect()
        },
        ends: message.chars().skip(units.saturating_sub(expected.ends.chars().count())).collect(),
    }
}

/// A piece of page: text, or an element around more.
#[derive(Debug, Clone)]
enum Piece {
    Text(String),
    Element(&'static str, Vec<Piece>),
}

fn pieces() -> impl Strategy<Value = Piece> {
    let text = prop_oneof![
        "[a-zA-Zé ]{1,12}",
        "[ \\t\\n]{1,3}",
        "\\PC{1,6}",
        Just("👩‍👩‍👧 ".to_owned()),
        Just("\u{200b}a\u{301}\u{a0}".to_owned()),
        Just("שלום עולם".to_owned()),
    ];
    let leaf = prop_oneof![4 => text.prop_map(Piece::Text), 1 => Just(Piece::Element("br", Vec::new()))];
    leaf.prop_recursive(4, 24, 5, |inner| {
        (
            prop::sample::select(vec!["span", "strong", "p", "div", "button", "pre", "a", "li"]),
            prop::collection::vec(inner, 0..5),
        )
            .prop_map(|(tag, children)| Piece::Element(tag, children))
    })
}

impl Piece {
    fn to_json(&self) -> Value {
        match self {
            Self::Text(text) => json!(text),
            Self::Element(tag, children) => json!([tag, children.iter().map(Self::to_json).collect::<Vec<_>>()]),
        }
    }
}

/// Risk: white space, hidden parts, surrogate pairs or line breaks shift every mark behind them.
fn every_span_lands_on_its_characters(stage: &Stage) -> Result<(), String> {
    stage.go("https://www.linkedin.com/feed/")?;
    let source = include_str!("../../extension/content/text.js");
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut documents = Vec::new();
    for _ in 0..400 {
        let tree = prop::collection::vec(pieces(), 1..5).new_tree(&mut runner).map_err(|reason| reason.to_string())?;
        documents.push(tree.current().iter().map(Piece::to_json).collect::<Vec<_>>());
    }
    let check = format!(
        "{source}\n const failures = []; \
         const build = (piece) => {{ \
           if (typeof piece === 'string') return document.createTextNode(piece); \
           const element = document.createElement(piece[0]); element.append(...piece[1].map(build)); return element; \
         }}; \
         for (const pieces of {documents}) {{ \
           const root = document.createElement('div'); root.append(...pieces.map(build)); document.body.append(root); \
           const reading = readText([root], 'button'); \
           const {{ text }} = reading; \
           const mapped = new Set(reading.pieces.flatMap((p) => Array.from({{ length: p.length }}, (_, i) => p.at + i))); \
           for (let start = 0; start < text.length; start += 1 + (start * 7) % 5) {{ \
             for (const end of [start + 1, start + 4, start + 17, text.length]) {{ \
               if (end > text.length) continue; \
               const wanted = [...text.slice(start, end).split('').entries()].filter(([i]) => mapped.has(start + i)).map(([, unit]) => unit).join(''); \
               const got = rangesOf(reading, start, end).map((range) => range.toString()).join(''); \
               const plain = (words) => words.replace(/[ \\t\\n\\r\\f]/g, ' '); \
               if (plain(got) !== plain(wanted)) failures.push({{ pieces, text, start, end, got, wanted }}); \
             }} \
           }} \
           if (/^\\s|\\s$/.test(text) && text.trim() === text) failures.push({{ pieces, text }}); \
           for (let i = 0; i < text.length; i++) if (!mapped.has(i) && text[i] !== '\\n') failures.push({{ pieces, text, unmapped: i }}); \
           if ([...root.querySelectorAll('button')].some((b) => b.textContent.length > 5 && rangesOf(reading, 0, text.length).some((r) => b.contains(r.startContainer)))) failures.push({{ pieces, text, dropped: true }}); \
           root.remove(); \
         }} \
         return failures.slice(0, 3);",
        documents = json!(documents)
    );
    let failures = stage.script(&check)?;
    match failures.as_array().map(Vec::len) {
        Some(0) => Ok(()),
        _ => Err(format!("{failures:#}")),
    }
}
