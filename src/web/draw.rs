//! Draws a [`Part`] on an extension page, as the page script does in its shadow root.

use std::rc::Rc;

use gloo::events::EventListener;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::error::Error;
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

/// Listens for as long as the page lives.
pub fn on(target: &Element, event: &'static str, then: impl FnMut(&web_sys::Event) + 'static) {
    EventListener::new(target, event, then).forget();
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
            (Some(area), _) => area.set_default_value(&part.text).map_err(&refused)?,
            (_, Some(input)) => input.set_value(&part.text),
            _ => element.set_text_content(Some(&part.text)),
        }
    }
    match &part.act {
        Some(Act::Edit { reply, .. }) => set("data-reply", &reply.to_string()).map_err(&refused)?,
        Some(Act::Status) => set("data-status", "1").map_err(&refused)?,
        Some(verb) if typed(&element).is_some() => {
            let (verb, act, target) = (verb.clone(), act.clone(), element.clone());
            on(&element, "change", move |_| act(&verb, &target));
        }
        Some(verb) => {
            let (verb, act, target) = (verb.clone(), act.clone(), element.clone());
            on(&element, "click", move |_| act(&verb, &target));
        }
        None => {}
    }
    for child in &part.parts {
        element.append_child(draw(child, act)?.as_ref()).map_err(&refused)?;
    }
    Ok(element)
}

/// Replies that the person is editing in an old drawing of a request stay as they are in the new one.
pub fn carry_over(old: &Element, fresh: &Element) -> Result<(), Error> {
    let refused = Error::browser("an element");
    let drafts = old.query_selector_all(".reply-section textarea").map_err(&refused)?;
    let edited = (0..drafts.length())
        .filter_map(|at| drafts.item(at)?.dyn_into::<HtmlTextAreaElement>().ok())
        .any(|draft| draft.default_value().is_ok_and(|drawn| draft.value() != drawn));
    let Some(replies) = old.query_selector(".reply-section").map_err(&refused)?.filter(|_| edited) else {
        return Ok(());
    };
    match fresh.query_selector(".reply-section").map_err(&refused)? {
        Some(place) => place.replace_with_with_node_1(&replies).map_err(&refused)?,
        None => drop(fresh.append_child(&replies).map_err(&refused)?),
    }
    Ok(())
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
