//! The panel at the browser's side: what the popup holds, kept open, and following the tab that is in front.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;

use super::error::Error;
use super::{advice, chrome, popup, storage};
use crate::protocol::{Choices, Said, TabMemory};

thread_local! {
    /// What was said last, so that it is said once.
    static SAID: RefCell<Option<(u32, Said)>> = const { RefCell::new(None) };
    /// The tab in front and what is known of it.
    static FRONT: RefCell<Option<(f64, TabMemory)>> = const { RefCell::new(None) };
}

/// Where the text waits that the person asked about where nothing may be put into the page.
pub const PASTED: &str = "pasted";

/// Binds the page.
#[wasm_bindgen]
pub async fn side() -> Result<(), JsValue> {
    bind().await.map_err(|error| error.to_js())
}

async fn bind() -> Result<(), Error> {
    popup::parts().await?;
    pasted().await?;
    look().await
}

/// Another tab has come in front, or the one in front has another page.
#[wasm_bindgen]
pub async fn follow() {
    let _ = look().await;
}

/// Something in storage has changed.
#[wasm_bindgen]
pub async fn noticed(keys: Vec<String>) {
    if keys.iter().any(|key| key == PASTED) {
        let _ = pasted().await;
    }
    if keys.iter().any(|key| key == storage::LEDGER) {
        let _ = super::people::popup().await;
    }
    if keys.iter().any(|key| key.starts_with("tab-") || key == storage::CHOICES) {
        let _ = look().await;
    }
}

async fn look() -> Result<(), Error> {
    let front = popup::tab().await?;
    let tab = front.as_ref().and_then(|tab| tab.id);
    let choices: Choices = storage::load(storage::CHOICES).await?;
    let memory = popup::memory(tab).await?;
    let tab = tab.unwrap_or(-1.0);
    let before = FRONT.replace(Some((tab, memory.clone())));
    let changed_tab = before.as_ref().is_some_and(|(known, _)| *known != tab);
    if before.as_ref().is_none_or(|(known, old)| *known != tab || old.frames != memory.frames) {
        popup::front(front.as_ref(), &memory, &choices).await?;
    }
    if changed_tab {
        // Advice on a request of another tab waits there.
        advice::of_tab(tab)?;
    }
    if memory.said != SAID.replace(memory.said.clone())
        && before.is_some()
        && let Some((_, said)) = &memory.said
    {
        advice::said(said);
    }
    Ok(())
}

/// Judges the text that the person asked about in the context menu. From then on it stands on this page only.
pub(super) async fn pasted() -> Result<(), Error> {
    let text: String = storage::recall(PASTED).await?;
    if text.is_empty() {
        return Ok(());
    }
    chrome::session_remove(PASTED).await.map_err(Error::browser("storage.session.remove"))?;
    popup::fill(&text).await
}
