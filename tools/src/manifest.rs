//! One manifest source, one manifest per browser.
//!
//! The source is a manifest in which a key, or a word in a list, may begin with the browser that it is for:
//!
//! ```json
//! "background": {
//!   "chromium:service_worker": "worker.js",
//!   "firefox:scripts": ["worker.js"],
//!   "type": "module"
//! },
//! "permissions": ["storage", "chromium:sidePanel"]
//! ```
//!
//! A browser's manifest has what is for it and what is for all, in the source's order, and the version of
//! `Cargo.toml`: the stores remark on keys that are another browser's. What is written for people stands in English in
//! the source and becomes a key of `_locales`.

use serde_json::{Map, Value};

use crate::key::key;

const BROWSERS: [&str; 2] = ["chromium", "firefox"];

/// The manifest of one browser, as indented JSON.
pub fn for_browser(source: &str, browser: &str, version: &str) -> Result<String, String> {
    if !BROWSERS.contains(&browser) {
        return Err(format!("there is no browser `{browser}`; there are {}", BROWSERS.join(" and ")));
    }
    let mut manifest: Value = serde_json::from_str(source).map_err(|error| error.to_string())?;
    let keys = manifest.as_object_mut().ok_or("the manifest is not a JSON object")?;
    keys.insert("version".into(), version.into());
    let mut kept = keep(manifest, browser);
    if translate(&mut kept)
        && let Value::Object(keys) = &mut kept
    {
        keys.insert("default_locale".into(), "en".into());
    }
    serde_json::to_string_pretty(&kept).map_err(|error| error.to_string())
}

/// Keys of a manifest whose words people read. The name of the product is the same in all languages.
const FOR_PEOPLE: [&str; 2] = ["description", "default_title"];

/// Puts the key of `_locales` in the place of each text; says whether there was one.
fn translate(value: &mut Value) -> bool {
    match value {
        Value::Object(map) => map.iter_mut().fold(false, |any, (name, value)| match value {
            Value::String(text) if FOR_PEOPLE.contains(&name.as_str()) && text != "Demur" => {
                *text = format!("__MSG_{}__", key(text));
                true
            }
            other => translate(other) | any,
        }),
        Value::Array(items) => items.iter_mut().fold(false, |any, item| translate(item) | any),
        _ => false,
    }
}

fn keep(value: Value, browser: &str) -> Value {
    match value {
        Value::Object(map) => Value::Object(keep_keys(map, browser)),
        Value::Array(items) => items.into_iter().filter_map(|item| keep_item(item, browser)).collect(),
        plain => plain,
    }
}

fn keep_keys(map: Map<String, Value>, browser: &str) -> Map<String, Value> {
    map.into_iter()
        .filter_map(|(key, value)| Some((without_mark(&key, browser)?.to_owned(), keep(value, browser))))
        .collect()
}

fn keep_item(item: Value, browser: &str) -> Option<Value> {
    match item {
        Value::String(word) => without_mark(&word, browser).map(Value::from),
        other => Some(keep(other, browser)),
    }
}

/// The word itself; `None` where it is marked for another browser.
fn without_mark<'a>(word: &'a str, browser: &str) -> Option<&'a str> {
    match word.split_once(':') {
        Some((mark, rest)) if mark == browser => Some(rest),
        Some((mark, _)) if BROWSERS.contains(&mark) => None,
        _ => Some(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, browser: &str, expected: &str) {
        let made = for_browser(source, browser, "1.2.3").expect("a sound source");
        let made: Value = serde_json::from_str(&made).expect("JSON");
        assert_eq!(made.to_string(), expected);
    }

    #[test]
    fn keys_and_list_items_go_to_their_browser() {
        let source = r#"{
            "version": "0",
            "background": {"chromium:service_worker": "w.js", "firefox:scripts": ["w.js"], "type": "module"},
            "permissions": ["storage", "chromium:sidePanel"]
        }"#;
        check(
            source,
            "chromium",
            r#"{"version":"1.2.3","background":{"service_worker":"w.js","type":"module"},"permissions":["storage","sidePanel"]}"#,
        );
        check(
            source,
            "firefox",
            r#"{"version":"1.2.3","background":{"scripts":["w.js"],"type":"module"},"permissions":["storage"]}"#,
        );
    }

    #[test]
    fn what_people_read_becomes_a_key() {
        check(
            r#"{"name": "Demur", "description": "Saved.", "commands": {"open": {"description": "Saved."}}}"#,
            "firefox",
            r#"{"name":"Demur","description":"__MSG_saved_ae0ab8fe__","commands":{"open":{"description":"__MSG_saved_ae0ab8fe__"}},"version":"1.2.3","default_locale":"en"}"#,
        );
    }

    #[test]
    fn other_colons_stay() {
        check(
            r#"{"matches": ["https://www.linkedin.com/*"]}"#,
            "firefox",
            r#"{"matches":["https://www.linkedin.com/*"],"version":"1.2.3"}"#,
        );
    }

    #[test]
    fn an_unknown_browser_is_named() {
        let error = for_browser("{}", "opera", "1").expect_err("no such browser");
        assert_eq!(error, "there is no browser `opera`; there are chromium and firefox");
    }

    #[test]
    fn broken_json_is_reported_with_its_place() {
        let error = for_browser("{\n  \"a\": 1,\n}", "firefox", "1").expect_err("a comma too many");
        assert!(error.contains("line 3"), "{error}");
    }
}
