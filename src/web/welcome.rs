//! The question of the first run: how is Demur to show itself?

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, HtmlInputElement};

use super::draw::{OnPress, by_id, draw, on};
use super::error::Error;
use super::{chrome, storage};
use crate::protocol::{Choices, Show};
use crate::say;
use crate::settings::Settings;
use crate::view::example;
use crate::web::spawn_local;

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
    super::record::first()?;
    name().await?;
    settings_button()
}

/// The name is kept as soon as it stands, and the example is judged anew with every letter.
async fn name() -> Result<(), Error> {
    let settings: Settings = storage::load(storage::SETTINGS).await?;
    let input: HtmlInputElement = by_id("welcome-name")?;
    input.set_value(&settings.name);
    example(&settings)?;
    let typed = input.clone();
    on(&input, "input", move |_| {
        let _ = example(&Settings { name: typed.value().trim().to_owned(), ..settings.clone() });
    });
    let typed = input.clone();
    on(&input, "change", move |_| {
        let name = typed.value().trim().to_owned();
        spawn_local(async move {
            let _ = storage::update(storage::SETTINGS, move |settings: &mut Settings| settings.name = name).await;
        });
    });
    Ok(())
}

fn example(settings: &Settings) -> Result<(), Error> {
    let (place, nothing): (HtmlElement, OnPress) = (by_id("example")?, Rc::new(|_, _| {}));
    let drawn = draw(&example::drawn(&Settings { today: super::today(), ..settings.clone() }), &nothing)?;
    place.set_text_content(None);
    place.append_child(drawn.as_ref()).map_err(Error::browser("an element"))?;
    Ok(())
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
