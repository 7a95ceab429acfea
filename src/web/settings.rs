//! The settings page.

use wasm_bindgen::prelude::*;

/// Binds the settings.
#[wasm_bindgen]
pub async fn settings() {}
