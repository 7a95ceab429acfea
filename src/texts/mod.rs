//! The words of the screen, in the language of the browser.
//!
//! English stands where it is used, in the code as in the HTML; [`say!`](crate::say) looks the other languages up by
//! it. The catalogue is the TOML files beside this one, a table for each English text; the build makes the browser's
//! `_locales` of them. What has no entry, or is asked for where no browser is, stays English.

#[cfg(not(target_arch = "wasm32"))]
pub mod catalogue;
pub mod key;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::fmt::Display;

/// Finds the message of a key: the browser's own look-up. An empty answer means that there is none.
pub type Source = fn(&str) -> String;

thread_local! {
    static SOURCE: Cell<Option<Source>> = const { Cell::new(None) };
    static SAID: RefCell<BTreeMap<&'static str, &'static str>> = const { RefCell::new(BTreeMap::new()) };
}

/// From now on texts are looked up there. Without this, as in tests and on the command line, all are English.
pub fn speak(source: Source) {
    SOURCE.set(Some(source));
    SAID.take();
}

/// A text of the screen in the person's language, written in English: `say!("Saved.")`, or with values,
/// `say!("{count} flags", count = flags)`.
///
/// The English is a literal, so that `tests/texts.rs` finds it and asks for its translations.
#[macro_export]
macro_rules! say {
    ($english:literal) => { $crate::texts::say($english) };
    ($english:literal, $($name:ident = $value:expr),+ $(,)?) => {
        $crate::texts::fill($crate::texts::say($english), &[$((stringify!($name), &$value)),+])
    };
}

/// See [`say!`](crate::say). Looked up once; there are as many as the code has literals.
pub fn say(english: &'static str) -> &'static str {
    let Some(source) = SOURCE.get() else { return english };
    SAID.with_borrow_mut(|said| {
        *said.entry(english).or_insert_with(|| match source(&key::key(english)) {
            found if found.is_empty() => english,
            found => found.leak(),
        })
    })
}

/// A text that is not known when the program is made, such as one of a data file; itself where there is no entry.
pub fn translated(english: &str) -> String {
    let found = SOURCE.get().map(|source| source(&key::key(english))).unwrap_or_default();
    if found.is_empty() { english.to_owned() } else { found }
}

/// Puts values in the place of `{name}`. What is put in is not looked at again.
pub fn fill(pattern: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut filled = String::new();
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let known = after.split_once('}').and_then(|(name, tail)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((value, tail))
        });
        match known {
            Some((value, tail)) => {
                filled.push_str(&value.to_string());
                rest = tail;
            }
            None => {
                filled.push('{');
                rest = after;
            }
        }
    }
    filled + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_a_browser_texts_are_english() {
        assert_eq!(say!("Saved."), "Saved.");
        assert_eq!(say!("{count} flags", count = 3), "3 flags");
    }

    #[test]
    fn what_is_filled_in_is_left_as_it_is() {
        assert_eq!(fill("{a} and {b}, {c}", &[("a", &"{b}"), ("b", &2)]), "{b} and 2, {c}");
    }

    #[test]
    fn the_browser_is_asked_by_key() {
        speak(|key| if key == key::key("Saved.") { "Gespeichert.".to_owned() } else { String::new() });
        assert_eq!((say!("Saved."), say!("{count} flags")), ("Gespeichert.", "{count} flags"));
        assert_eq!((&*translated("Saved."), &*translated("Other")), ("Gespeichert.", "Other"));
    }
}
