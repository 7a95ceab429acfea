//! Any text, any markup: every span lands on the same characters in the page.

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use serde_json::{Value, json};

use crate::{Journey, Stage};

pub const JOURNEYS: &[Journey] = &[("every_span_lands_on_its_characters", every_span_lands_on_its_characters)];

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
