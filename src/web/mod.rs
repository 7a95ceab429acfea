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
mod packs;
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

use std::pin::Pin;

use js_sys::JSON;
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

use error::Error;

/// A Rust value as plain JavaScript: objects, arrays, strings, numbers, `null`.
///
/// It crosses as JSON text: a view is deep, and the browser reads that in one go where building objects one by one
/// takes a call over the border for each of their parts.
pub fn to_js<T: Serialize + ?Sized>(value: &T) -> Result<JsValue, Error> {
    let text = serde_json::to_string(value).map_err(|_| Error::Unwritable)?;
    JSON::parse(&text).map_err(|_| Error::Unwritable)
}

/// A Rust value from plain JavaScript. It is read as JSON first, so that each type is read in one way only, whether it
/// comes from a page or from storage.
pub fn from_js<T: DeserializeOwned>(value: JsValue) -> Result<T, Error> {
    crate::plain::read(&plain(value)?).map_err(malformed)
}

fn plain(value: JsValue) -> Result<serde_json::Value, Error> {
    serde_wasm_bindgen::from_value(value).map_err(|error| Error::Malformed(error.to_string()))
}

fn malformed(error: serde_json::Error) -> Error {
    Error::Malformed(error.to_string())
}

/// Does something by and by.
pub fn spawn_local(work: impl Future<Output = ()> + 'static) {
    // One future of all kinds instead of one for each, which would be written into the program as often.
    let work: Pin<Box<dyn Future<Output = ()>>> = Box::pin(work);
    wasm_bindgen_futures::spawn_local(work);
}

/// As [`spawn_local`], and tells JavaScript when it is done.
pub fn promised(work: impl Future<Output = ()> + 'static) -> js_sys::Promise {
    let work = async {
        work.await;
        Ok(JsValue::UNDEFINED)
    };
    let work: Pin<Box<dyn Future<Output = Result<JsValue, JsValue>>>> = Box::pin(work);
    wasm_bindgen_futures::future_to_promise(work)
}

/// Puts a text on the clipboard; whether the browser let it.
pub async fn copied(text: &str) -> bool {
    let Some(window) = web_sys::window() else { return false };
    wasm_bindgen_futures::JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

#[derive(Serialize)]
struct Address<'a> {
    url: &'a str,
}

/// Opens an address in a tab of its own. A browser that refuses leaves the person where they are.
pub async fn open_tab(url: &str) {
    if let Ok(address) = to_js(&Address { url }) {
        let _ = chrome::tabs_create(&address).await;
    }
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
