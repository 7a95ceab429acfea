//! Draws a [`Part`] on an extension page, as the page script does in its shadow root.

use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Element, Event, FocusOptions, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::error::Error;
use crate::ledger::Deed;
use crate::protocol::{Act, Part};

/// The document of this page.
pub fn document() -> Result<Document, Error> {
    web_sys::window().and_then(|window| window.document()).ok_or(Error::Missing("a document"))
}

/// An element of this page by its id.
pub fn by_id<T: JsCast>(id: &'static str) -> Result<T, Error> {
    document()?.get_element_by_id(id).and_then(|found| found.dyn_into().ok()).ok_or(Error::Missing(id))
}

/// Shows or hides an element.
pub fn shown(element: &HtmlElement, shown: bool) {
    element.set_hidden(!shown);
}

/// Listens for as long as the element is there: with it goes the listener. So `then` must not hold the element
/// itself, which would keep both for ever; [`pressed`] gives it.
pub fn on(target: &Element, event: &str, mut then: impl FnMut(&Event) + 'static) {
    let listener = Closure::<dyn FnMut(Event)>::new(move |event: Event| then(&event)).into_js_value();
    // A function is never refused.
    let _ = target.add_event_listener_with_callback(event, listener.unchecked_ref());
}

/// The element whose listener is told of an event.
pub fn pressed<T: JsCast>(event: &Event) -> Option<T> {
    event.current_target()?.dyn_into().ok()
}

/// What happens when a person presses something that has been drawn.
pub type OnPress = Rc<dyn Fn(&Act, &Element)>;

/// Makes the elements; `act` is told what the person presses, and where.
pub fn draw(part: &Part, act: &OnPress) -> Result<Element, Error> {
    let refused = Error::browser("an element");
    let element = document()?.create_element(part.tag.name()).map_err(&refused)?;
    let set = |name: &str, value: &str| if value.is_empty() { Ok(()) } else { element.set_attribute(name, value) };
    set("class", &part.class).map_err(&refused)?;
    set("aria-label", &part.label).map_err(&refused)?;
    set("role", &part.role).map_err(&refused)?;
    set("name", &part.group).map_err(&refused)?;
    if let Some(pressed) = part.pressed {
        set("aria-pressed", if pressed { "true" } else { "false" }).map_err(&refused)?;
    }
    if part.open {
        element.set_attribute("open", "").map_err(&refused)?;
    }
    if part.hidden {
        element.set_attribute("hidden", "").map_err(&refused)?;
    }
    set("type", &part.kind).map_err(&refused)?;
    set("placeholder", &part.hint).map_err(&refused)?;
    set("aria-keyshortcuts", &part.key).map_err(&refused)?;
    if !part.text.is_empty() {
        set("dir", "auto").map_err(&refused)?;
        match (element.dyn_ref::<HtmlTextAreaElement>(), element.dyn_ref::<HtmlInputElement>()) {
            (Some(area), _) => {
                area.set_default_value(&part.text).map_err(&refused)?;
                if !part.typed.is_empty() {
                    area.set_value(&part.typed);
                }
            }
            (_, Some(input)) => input.set_value(&part.text),
            _ => element.set_text_content(Some(&part.text)),
        }
    }
    if let Some(Act::Edit { reply, .. }) = &part.act {
        set("data-reply", &reply.to_string()).map_err(&refused)?;
    }
    let event = match &part.act {
        None | Some(Act::Status) => "",
        // A popup may close at any letter, and says so to nobody.
        Some(Act::Edit { .. } | Act::Tell { deed: Deed::Note | Deed::Whose }) => "input",
        Some(_) if typed(&element).is_some() => "change",
        Some(_) => "click",
    };
    match &part.act {
        Some(Act::Status) => set("data-status", "1").map_err(&refused)?,
        Some(verb) => {
            let (verb, act) = (verb.clone(), act.clone());
            on(&element, event, move |event| {
                if let Some(target) = pressed(event) {
                    act(&verb, &target);
                }
            });
        }
        None => {}
    }
    for child in &part.parts {
        element.append_child(draw(child, act)?.as_ref()).map_err(&refused)?;
    }
    Ok(element)
}

/// What the person has in hand in an old drawing of a request goes on in the new one: folds that are open, and replies
/// that are being edited.
pub fn carry_over(old: &Element, fresh: &Element) -> Result<(), Error> {
    let refused = Error::browser("an element");
    for fold in all::<Element>(old, "details[open]:not(.fold)")? {
        let class = fold.class_name();
        for same in all::<Element>(fresh, "details:not(.fold)")?.iter().filter(|same| same.class_name() == class) {
            same.set_attribute("open", "").map_err(&refused)?;
        }
    }
    let drafts = all::<HtmlTextAreaElement>(old, ".reply-section textarea")?;
    let edited = drafts.iter().any(|draft| draft.default_value().is_ok_and(|drawn| draft.value() != drawn));
    let Some(replies) = old.query_selector(".reply-section").map_err(&refused)?.filter(|_| edited) else {
        return Ok(());
    };
    match fresh.query_selector(".reply-section").map_err(&refused)? {
        Some(place) => place.replace_with_with_node_1(&replies).map_err(&refused)?,
        None => drop(fresh.append_child(&replies).map_err(&refused)?),
    }
    Ok(())
}

/// Every element of a kind below another.
pub fn all<T: JsCast>(root: &Element, css: &str) -> Result<Vec<T>, Error> {
    let found = root.query_selector_all(css).map_err(Error::browser("an element"))?;
    Ok((0..found.length()).filter_map(|at| found.item(at)?.dyn_into().ok()).collect())
}

/// The name of what has the focus below an element, to find it again once all of it is drawn anew.
pub fn focused(root: &Element) -> Option<String> {
    let active = document().ok()?.active_element().filter(|active| root.contains(Some(active)))?;
    named(&active)
}

/// Gives the focus to what bears a name below an element, where it stands; whether there is such a thing.
pub fn focus_again(root: &Element, name: &str) -> Result<bool, Error> {
    let all = all::<HtmlElement>(root, "button, input, textarea, summary")?;
    let Some(again) = all.iter().find(|other| named(other).as_deref() == Some(name)) else { return Ok(false) };
    let still = FocusOptions::new();
    still.set_prevent_scroll(true);
    again.focus_with_options(&still).map_err(Error::browser("focus"))?;
    Ok(true)
}

/// What a control is called.
fn named(control: &Element) -> Option<String> {
    control.get_attribute("aria-label").or_else(|| control.text_content()).filter(|name| !name.is_empty())
}

/// What has been typed into a field; `None` for whatever is no field.
pub fn typed(element: &Element) -> Option<String> {
    let area = element.dyn_ref::<HtmlTextAreaElement>().map(HtmlTextAreaElement::value);
    area.or_else(|| element.dyn_ref::<HtmlInputElement>().map(HtmlInputElement::value))
}

impl crate::protocol::Tag {
    fn name(self) -> &'static str {
        match self {
            Self::Div => "div",
            Self::P => "p",
            Self::H2 => "h2",
            Self::H3 => "h3",
            Self::Ul => "ul",
            Self::Ol => "ol",
            Self::Li => "li",
            Self::Dl => "dl",
            Self::Dt => "dt",
            Self::Dd => "dd",
            Self::Span => "span",
            Self::Strong => "strong",
            Self::Q => "q",
            Self::Button => "button",
            Self::Textarea => "textarea",
            Self::Input => "input",
            Self::Details => "details",
            Self::Summary => "summary",
            Self::Section => "section",
            Self::Del => "del",
            Self::Ins => "ins",
            Self::Table => "table",
            Self::Tr => "tr",
            Self::Th => "th",
            Self::Td => "td",
        }
    }
}
