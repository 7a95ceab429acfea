//! The browser's side: the worker that holds the engine, and the extension's own pages.
//! Everything here only carries and draws; what is said comes from the core.

pub mod advice;
pub mod backlog;
pub mod chart;
pub mod check;
pub mod chrome;
pub mod data;
pub mod doors;
pub mod draw;
pub mod error;
pub mod grants;
pub mod importer;
mod ledger;
pub mod own;
pub mod people;
pub mod popup;
mod preset;
pub mod proof;
pub mod record;
pub mod settings;
pub mod side;
pub mod storage;
pub mod table;
pub mod texts;
pub mod trial;
mod ways;
pub mod welcome;
pub mod worker;

use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

use error::Error;

/// A Rust value as plain JavaScript: objects, arrays, strings, numbers, `null`.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, Error> {
    value.serialize(&serde_wasm_bindgen::Serializer::json_compatible()).map_err(|_| Error::Unwritable)
}

/// A Rust value from plain JavaScript.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, Error> {
    serde_wasm_bindgen::from_value(value).map_err(|error| Error::Malformed(error.to_string()))
}

/// Puts a text on the clipboard; whether the browser let it.
pub async fn copied(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    wasm_bindgen_futures::JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// The day on the person's clock, which the core does not have.
pub fn today() -> crate::record::PartialDate {
    let now = js_sys::Date::new_0();
    crate::record::PartialDate {
        year: u16::try_from(now.get_full_year()).unwrap_or(0),
        month: u8::try_from(now.get_month() + 1).unwrap_or(0),
        day: u8::try_from(now.get_date()).unwrap_or(0),
    }
}
