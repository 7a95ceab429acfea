//! The browser's own look-up of texts, and the pages' HTML put into the person's language.

use std::cell::RefCell;

use serde_json::{Map, Value};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

use super::chrome;
use crate::texts;

/// Attributes whose words are read by a person.
const ATTRIBUTES: [&str; 4] = ["placeholder", "aria-label", "title", "alt"];

/// Runs when the engine is loaded, in the worker as in a page, before anything else does.
#[wasm_bindgen(start)]
pub fn start() {
    // Where the browser offers no look-up (the importer's own thread), texts stay English.
    texts::speak(|key| chrome::message(key).unwrap_or_default());
    let Some(root) = web_sys::window().and_then(|window| window.document()?.document_element()) else { return };
    if let Some(language) = chrome::message("_language").ok().filter(|language| !language.is_empty()) {
        let _ = root.set_attribute("lang", &language);
    }
    translate(&root);
}

thread_local! {
    static MESSAGES: RefCell<Map<String, Value>> = RefCell::default();
}

/// Where the browser offers no look-up: texts are looked up in a file of `_locales`, given as its text.
#[wasm_bindgen]
pub fn speak(messages: &str) {
    MESSAGES.set(serde_json::from_str(messages).unwrap_or_default());
    texts::speak(|key| {
        MESSAGES.with_borrow(|messages| {
            let text = messages.get(key).and_then(|entry| entry.get("message")).and_then(Value::as_str);
            // A `$` means something to browsers, so each is doubled there.
            text.unwrap_or_default().replace("$$", "$")
        })
    });
}

/// Everything below an element, but what says `translate="no"`.
fn translate(element: &Element) {
    if element.get_attribute("translate").as_deref() == Some("no") || element.tag_name() == "SCRIPT" {
        return;
    }
    for name in ATTRIBUTES {
        if let Some(english) = element.get_attribute(name).filter(|english| !english.is_empty()) {
            let _ = element.set_attribute(name, &texts::translated(&english));
        }
    }
    let children = element.child_nodes();
    for child in (0..children.length()).filter_map(|at| children.get(at)) {
        match child.dyn_ref::<Element>() {
            Some(element) => translate(element),
            None => translate_text(&child),
        }
    }
}

/// The words of a text node; the white space around them stays, and lines of the HTML are one text.
fn translate_text(node: &Node) {
    let Some(written) = node.node_value().filter(|_| node.node_type() == Node::TEXT_NODE) else { return };
    let words: Vec<&str> = written.split_whitespace().collect();
    let english = words.join(" ");
    if english.is_empty() {
        return;
    }
    let space = |there: bool| if there { " " } else { "" };
    let said = texts::translated(&english);
    if said != english {
        let (before, after) = (written.starts_with(char::is_whitespace), written.ends_with(char::is_whitespace));
        node.set_node_value(Some(&format!("{}{said}{}", space(before), space(after))));
    }
}
