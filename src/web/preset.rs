//! Marks on the settings page what an organisation has preset, and locks what it has locked.

use web_sys::{Element, HtmlElement};

use super::draw::{by_id, document, shown};
use super::error::Error;
use crate::store::{Preset, Standing};
use crate::view::form::FIELDS;
use crate::view::preset as view;

/// Marks every control whose field is preset.
pub fn mark(preset: &Preset) -> Result<(), Error> {
    for field in FIELDS {
        let standing = preset.standing(field.name);
        if standing != Standing::Free {
            note(field.name, standing)?;
        }
    }
    let place: HtmlElement = by_id("preset")?;
    let text = view::summary(preset);
    shown(&place, !text.is_empty());
    place.set_text_content(Some(&text));
    Ok(())
}

fn note(name: &'static str, standing: Standing) -> Result<(), Error> {
    let refused = Error::browser("an element");
    let found = document()?.query_selector_all(&format!("[name='{name}']")).map_err(&refused)?;
    let mut last: Option<Element> = None;
    for at in 0..found.length() {
        let Some(control) = found.get(at).and_then(|found| wasm_bindgen::JsCast::dyn_into::<Element>(found).ok())
        else {
            continue;
        };
        if standing == Standing::Locked {
            control.set_attribute("disabled", "").map_err(&refused)?;
        }
        last = control.closest(".ticks, .muted, label").ok().flatten();
    }
    let place = last.ok_or(Error::Missing(name))?;
    let said = document()?.create_element("span").map_err(&refused)?;
    said.set_class_name("preset-note");
    said.set_text_content(Some(view::note(standing)));
    place.append_child(&said).map(|_| ()).map_err(&refused)
}
