//! The popup: what is on this page, this site on or off, any text judged, and the way to the settings.

use wasm_bindgen::prelude::*;

/// Binds the popup.
#[wasm_bindgen]
pub async fn popup() {}
