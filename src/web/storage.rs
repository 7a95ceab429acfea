//! Typed reading and writing of the browser's storage. A value that is absent or no longer understood
//! is the default, so that an old profile never stops the program.

use js_sys::{Object, Reflect};
use serde::{Serialize, de::DeserializeOwned};
use wasm_bindgen::JsValue;

use super::error::Error;
use super::{chrome, from_js, to_js};

/// Settings: key of the local area.
pub const SETTINGS: &str = "settings";
/// The person's record: key of the local area.
pub const RECORD: &str = "record";
/// How and where Demur shows itself: key of the local area.
pub const CHOICES: &str = "choices";

/// Reads what is kept for good.
pub async fn load<T: DeserializeOwned + Default>(key: &str) -> Result<T, Error> {
    let items = chrome::local_get(key).await.map_err(Error::browser("storage.local.get"))?;
    Ok(value(&items, key))
}

/// Keeps something for good.
pub async fn save<T: Serialize>(key: &str, value: &T) -> Result<(), Error> {
    chrome::local_set(&entry(key, value)?).await.map_err(Error::browser("storage.local.set"))?;
    Ok(())
}

/// Reads what is kept until the browser closes.
pub async fn recall<T: DeserializeOwned + Default>(key: &str) -> Result<T, Error> {
    let items = chrome::session_get(key).await.map_err(Error::browser("storage.session.get"))?;
    Ok(value(&items, key))
}

/// Keeps something until the browser closes.
pub async fn remember<T: Serialize>(key: &str, value: &T) -> Result<(), Error> {
    chrome::session_set(&entry(key, value)?).await.map_err(Error::browser("storage.session.set"))?;
    Ok(())
}

fn value<T: DeserializeOwned + Default>(items: &JsValue, key: &str) -> T {
    let found = Reflect::get(items, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED);
    if found.is_undefined() { T::default() } else { from_js(found).unwrap_or_default() }
}

fn entry<T: Serialize>(key: &str, value: &T) -> Result<JsValue, Error> {
    let entry = Object::new();
    Reflect::set(&entry, &JsValue::from_str(key), &to_js(value)?).map_err(|_| Error::Unwritable)?;
    Ok(entry.into())
}
