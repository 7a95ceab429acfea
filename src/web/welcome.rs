//! The question of the first run: how is Demur to show itself?

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::HtmlElement;

use super::draw::{by_id, on};
use super::error::Error;
use super::{chrome, storage};
use crate::protocol::{Choices, Show};
use crate::say;

/// Binds the page.
#[wasm_bindgen]
pub async fn welcome() -> Result<(), JsValue> {
    bind().await.map_err(|error| error.to_js())
}

async fn bind() -> Result<(), Error> {
    let chosen: HtmlElement = by_id("chosen")?;
    choices(move |show| {
        chosen.set_text_content(Some(match show {
            Show::Discreet => say!("Discreetly, then. You can change this in the settings at any time."),
            _ => say!("In the page, then. You can change this in the settings at any time."),
        }));
    })
    .await?;
    settings_button()
}

/// Binds the two buttons that welcome and popup have in common.
pub async fn choices(then: impl Fn(Show) + Clone + 'static) -> Result<(), Error> {
    let now = storage::load::<Choices>(storage::CHOICES).await?.show;
    let buttons: [(HtmlElement, Show); 2] = [(by_id("in-page")?, Show::Page), (by_id("discreet")?, Show::Discreet)];
    press(&buttons, now);
    for (button, show) in buttons.clone() {
        let (buttons, then) = (buttons.clone(), then.clone());
        on(&button, "click", move |_| {
            let (buttons, then) = (buttons.clone(), then.clone());
            spawn_local(async move {
                if choose(show).await.is_ok() {
                    press(&buttons, show);
                    then(show);
                }
            });
        });
    }
    Ok(())
}

/// Binds the way to the settings.
pub fn settings_button() -> Result<(), Error> {
    let button: HtmlElement = by_id("open-settings")?;
    on(&button, "click", |_| {
        spawn_local(async {
            let _ = chrome::open_settings().await;
        });
    });
    Ok(())
}

/// Keeps how Demur is to show itself.
pub async fn choose(show: Show) -> Result<(), Error> {
    storage::update(storage::CHOICES, move |choices: &mut Choices| choices.show = show).await
}

fn press(buttons: &[(HtmlElement, Show); 2], now: Show) {
    for (button, show) in buttons {
        let _ = button.set_attribute("aria-pressed", if *show == now { "true" } else { "false" });
    }
}
