//! The question of the first run.

use wasm_bindgen::prelude::*;

/// Binds the welcome.
#[wasm_bindgen]
pub async fn welcome() {}
