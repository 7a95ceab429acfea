//! The settings page: every control is kept as soon as it is changed.

use std::cell::RefCell;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, HtmlElement, HtmlFormElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::draw::{by_id, document, on};
use super::error::Error;
use super::{data, doors, own, preset, record, storage, trial};
use crate::protocol::{Choices, Show};
use crate::say;
use crate::settings::Settings;
use crate::view::form::{FIELDS, lines, trouble};
use crate::web::spawn_local;

/// Milliseconds without typing after which a text is kept, although its field has not been left.
const PAUSE: u32 = 600;

thread_local! {
    /// Keeps what is being typed, when the time has come.
    static TYPED: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

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
    preset::mark(&storage::preset().await)?;
    control("off")?.write(&choices.off.join("\n"));
    for (value, show) in SHOWS {
        radio(value)?.set_checked(show == choices.show);
    }
    by_id::<HtmlInputElement>("typed")?.set_checked(!choices.typing_unread);
    doors::list().await?;
    let form: HtmlFormElement = by_id("form")?;
    on(&form, "change", |event| {
        TYPED.take();
        spawn_local(keep_and_say(name_of(event)));
    });
    // Who closes the tab in the middle of a sentence has changed nothing, as the browser sees it.
    on(&form, "input", |event| {
        let name = name_of(event);
        if FIELDS.iter().any(|field| field.name == name) {
            TYPED.set(Some(Timeout::new(PAUSE, move || {
                if text_of(&name).is_some_and(|text| trouble(&name, &text).is_none()) {
                    spawn_local(keep_and_say(name));
                }
            })));
        }
    });
    on(&form, "submit", |event| event.prevent_default());
    trial::bind(&form, text_of)?;
    own::policy(&settings)?;
    own::bind().await?;
    record::bind().await?;
    data::bind().await?;
    super::people::settings().await?;
    Ok(())
}

fn name_of(event: &Event) -> String {
    let control = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    control.and_then(|control| control.get_attribute("name")).unwrap_or_default()
}

async fn keep_and_say(name: String) {
    let kept = keep(&name).await;
    trial::again(text_of);
    if kept.is_err() {
        said(kept);
    }
}

/// The text of a control by its name, as it stands.
fn text_of(name: &str) -> Option<String> {
    let field = FIELDS.iter().find(|field| field.name == name)?;
    Some(control(field.name).ok()?.read())
}

const SHOWS: [(&str, Show); 2] = [("page", Show::Page), ("discreet", Show::Discreet)];

/// Keeps one control, and leaves what other tabs have changed meanwhile.
async fn keep(name: &str) -> Result<(), Error> {
    if let Some(field) = FIELDS.iter().find(|field| field.name == name) {
        let control = control(field.name)?;
        let text = control.read();
        let wrong = trouble(field.name, &text);
        control.mark(wrong.as_deref());
        if let Some(wrong) = wrong {
            return tell(&say!("Not saved. {wrong}", wrong = wrong));
        }
        let take = move |settings: &mut Settings| {
            (field.take)(settings, &text);
            settings.clone()
        };
        own::policy(&storage::update(storage::SETTINGS, take).await?)?;
        let item = format!("settings.{}", field.name);
        let stays = storage::overflow().await?.contains(&item);
        return tell(if stays {
            say!("Saved in this browser; too long for the browser to carry to your others.")
        } else {
            say!("Saved.")
        });
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
    .await?;
    tell(say!("Saved."))
}

fn tell(text: &str) -> Result<(), Error> {
    by_id::<HtmlElement>("saved").map(|saved| saved.set_text_content(Some(text)))
}

/// Says whether something was kept.
pub fn said(kept: Result<(), Error>) {
    if let Ok(saved) = by_id::<HtmlElement>("saved") {
        let text = match kept {
            Ok(()) => say!("Saved.").to_owned(),
            Err(error) => error.not_kept(),
        };
        saved.set_text_content(Some(&text));
    }
}

/// A control of the form, whatever its kind.
enum Control {
    Boxes(Vec<HtmlInputElement>),
    Input(HtmlInputElement),
    Area(HtmlTextAreaElement),
    Select(HtmlSelectElement),
}

fn control(name: &'static str) -> Result<Control, Error> {
    let found = document()?.query_selector(&format!("[name='{name}']")).ok().flatten().ok_or(Error::Missing(name))?;
    let found = match found.dyn_into::<HtmlInputElement>() {
        Ok(input) if input.type_() == "checkbox" => return boxes(name),
        Ok(input) => return Ok(Control::Input(input)),
        Err(other) => other,
    };
    match found.dyn_into::<HtmlTextAreaElement>() {
        Ok(area) => Ok(Control::Area(area)),
        Err(other) => other.dyn_into().map(Control::Select).map_err(|_| Error::Missing(name)),
    }
}

fn boxes(name: &'static str) -> Result<Control, Error> {
    let found = document()?.query_selector_all(&format!("[name='{name}']")).map_err(|_| Error::Missing(name))?;
    let boxes = (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect();
    Ok(Control::Boxes(boxes))
}

fn radio(value: &'static str) -> Result<HtmlInputElement, Error> {
    let found = document()?.query_selector(&format!("[name='show'][value='{value}']")).ok().flatten();
    found.and_then(|found| found.dyn_into().ok()).ok_or(Error::Missing(value))
}

impl Control {
    fn read(&self) -> String {
        match self {
            Self::Boxes(boxes) => {
                let ticked = boxes.iter().filter(|ticked| ticked.checked());
                ticked.map(HtmlInputElement::value).collect::<Vec<_>>().join("\n")
            }
            Self::Input(input) => input.value(),
            Self::Area(area) => area.value(),
            Self::Select(select) => select.value(),
        }
    }

    fn write(&self, text: &str) {
        match self {
            Self::Boxes(boxes) => {
                for one in boxes {
                    one.set_checked(lines(text).any(|line| line == one.value()));
                }
            }
            Self::Input(input) => input.set_value(text),
            Self::Area(area) => area.set_value(text),
            Self::Select(select) => select.set_value(text),
        }
    }

    /// Says to assistive technology, and by its colour to everybody, whether what stands here is wrong.
    fn mark(&self, wrong: Option<&str>) {
        let element: &Element = match self {
            Self::Boxes(_) => return,
            Self::Input(input) => input,
            Self::Area(area) => area,
            Self::Select(select) => select,
        };
        // Neither can fail: the name of the attribute is valid.
        let _ = element.set_attribute("aria-invalid", if wrong.is_some() { "true" } else { "false" });
    }
}
