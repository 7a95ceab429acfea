//! The settings page: every control is kept as soon as it is changed.

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::draw::{by_id, document, on};
use super::error::Error;
use super::{data, doors, own, record, storage};
use crate::protocol::{Choices, Show};
use crate::settings::Settings;
use crate::view::form::{FIELDS, lines};

/// Binds the page.
#[wasm_bindgen]
pub async fn settings() -> Result<(), JsValue> {
    bind().await.map_err(|error| error.to_js())
}

async fn bind() -> Result<(), Error> {
    let settings: Settings = storage::load(storage::SETTINGS).await?;
    let choices: Choices = storage::load(storage::CHOICES).await?;
    for field in FIELDS {
        control(field.name)?.write(&(field.show)(&settings));
    }
    control("off")?.write(&choices.off.join("\n"));
    for (value, show) in SHOWS {
        radio(value)?.set_checked(show == choices.show);
    }
    by_id::<HtmlInputElement>("typed")?.set_checked(!choices.typing_unread);
    doors::list().await?;
    let form: HtmlFormElement = by_id("form")?;
    on(&form, "change", |event| {
        let changed = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let name = changed.and_then(|control| control.get_attribute("name")).unwrap_or_default();
        spawn_local(async move { said(keep(&name).await) });
    });
    on(&form, "submit", |event| event.prevent_default());
    own::policy(&settings)?;
    own::bind().await?;
    record::bind().await?;
    data::bind().await?;
    super::people::settings().await?;
    Ok(())
}

const SHOWS: [(&str, Show); 2] = [("page", Show::Page), ("discreet", Show::Discreet)];

/// Keeps one control, and leaves what other tabs have changed meanwhile.
async fn keep(name: &str) -> Result<(), Error> {
    if let Some(field) = FIELDS.iter().find(|field| field.name == name) {
        let text = control(field.name)?.read();
        let take = move |settings: &mut Settings| {
            (field.take)(settings, &text);
            settings.clone()
        };
        return own::policy(&storage::update(storage::SETTINGS, take).await?);
    }
    let typing_unread = !by_id::<HtmlInputElement>("typed")?.checked();
    let off: Vec<String> = lines(&control("off")?.read()).map(str::to_owned).collect();
    let mut shown = None;
    for (value, show) in SHOWS {
        if radio(value)?.checked() {
            shown = Some(show);
        }
    }
    let is_off = name == "off";
    storage::update(storage::CHOICES, move |choices: &mut Choices| {
        choices.typing_unread = typing_unread;
        if is_off {
            choices.off = off;
        } else if let Some(show) = shown {
            choices.show = show;
        }
    })
    .await
}

/// Says whether something was kept.
pub fn said(kept: Result<(), Error>) {
    if let Ok(saved) = by_id::<HtmlElement>("saved") {
        saved.set_text_content(Some(if kept.is_ok() { "Saved." } else { "The browser did not save this." }));
    }
}

/// A control of the form, whatever its kind.
enum Control {
    Input(HtmlInputElement),
    Area(HtmlTextAreaElement),
    Select(HtmlSelectElement),
}

fn control(name: &'static str) -> Result<Control, Error> {
    let found = document()?.query_selector(&format!("[name='{name}']")).ok().flatten().ok_or(Error::Missing(name))?;
    let found = match found.dyn_into::<HtmlInputElement>() {
        Ok(input) => return Ok(Control::Input(input)),
        Err(other) => other,
    };
    match found.dyn_into::<HtmlTextAreaElement>() {
        Ok(area) => Ok(Control::Area(area)),
        Err(other) => other.dyn_into().map(Control::Select).map_err(|_| Error::Missing(name)),
    }
}

fn radio(value: &'static str) -> Result<HtmlInputElement, Error> {
    let found = document()?.query_selector(&format!("[name='show'][value='{value}']")).ok().flatten();
    found.and_then(|found| found.dyn_into().ok()).ok_or(Error::Missing(value))
}

impl Control {
    fn read(&self) -> String {
        match self {
            Self::Input(input) => input.value(),
            Self::Area(area) => area.value(),
            Self::Select(select) => select.value(),
        }
    }

    fn write(&self, text: &str) {
        match self {
            Self::Input(input) => input.set_value(text),
            Self::Area(area) => area.set_value(text),
            Self::Select(select) => select.set_value(text),
        }
    }
}
