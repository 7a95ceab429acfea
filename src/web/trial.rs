//! The settings page's sample: whatever control the person is at is tried out beside it, as it stands, kept or not.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use gloo::timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

use super::draw::{by_id, document, draw, on};
use super::error::Error;
use super::people::ask;
use crate::protocol::{PageRequest, Part, Trying};
use crate::view::trial::{Presence, placed, typed};
use crate::web::spawn_local;

/// How long a person has to stop typing before the sample is judged anew.
const PAUSE: u32 = 180;

thread_local! {
    static PAUSED: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    /// What was asked for last: an answer that comes late is not shown.
    static LAST: RefCell<Trying> = RefCell::default();
    /// How many times something was asked, and which time's answer is shown: none that is older takes its place.
    static TURNS: Cell<(u32, u32)> = const { Cell::new((0, 0)) };
}

/// Binds the sample to the form; `read` gives the text of a control by its name.
pub fn bind(form: &Element, read: fn(&str) -> Option<String>) -> Result<(), Error> {
    for event in ["focusin", "input", "change"] {
        on(form, event, move |event| follow(event, read));
    }
    go("accepts", "", read);
    Ok(())
}

fn follow(event: &Event, read: fn(&str) -> Option<String>) {
    let Some(control) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    let pause = if event.type_() == "input" { PAUSE } else { 0 };
    let name = control.get_attribute("name").unwrap_or_default();
    let ticked = control.dyn_ref::<HtmlInputElement>().filter(|input| input.type_() == "checkbox");
    let of = ticked.map(HtmlInputElement::value).unwrap_or_default();
    if let Some(part) = presence(&control, &name) {
        PAUSED.take();
        LAST.take();
        let _ = put(&part);
    } else if read(&name).is_some() {
        // The one before is cancelled when it is dropped.
        PAUSED.set(Some(Timeout::new(pause, move || go(&name, &of, read))));
    }
}

/// Something was kept: what is shown is judged again amid it.
pub fn again(read: fn(&str) -> Option<String>) {
    let Trying { field, of, .. } = LAST.take();
    go(&field, &of, read);
}

/// What a choice or ticks may be set to, in the words of the page.
fn names(field: &str) -> BTreeMap<String, String> {
    let css = format!("[name='{field}'] option, label:has(> [name='{field}'][type='checkbox'])");
    let Some(found) = document().ok().and_then(|document| document.query_selector_all(&css).ok()) else {
        return BTreeMap::new();
    };
    let named = |at| {
        let element: Element = found.item(at)?.dyn_into().ok()?;
        let value = match element.query_selector("input").ok()? {
            Some(tick) => tick.dyn_into::<HtmlInputElement>().ok()?.value(),
            None => element.get_attribute("value")?,
        };
        Some((value, element.text_content()?.trim().to_owned()))
    };
    (0..found.length()).filter_map(named).collect()
}

fn go(name: &str, of: &str, read: fn(&str) -> Option<String>) {
    let Some(text) = read(name) else { return };
    let trying = Trying { field: name.to_owned(), of: of.to_owned(), text, names: names(name) };
    if LAST.with_borrow(|last| *last == trying) {
        return;
    }
    LAST.set(trying.clone());
    let (asked, shown) = TURNS.get();
    let turn = asked + 1;
    TURNS.set((turn, shown));
    spawn_local(async move {
        let drawn = ask::<Part>(&PageRequest::Try(trying.clone())).await;
        let (asked, shown) = TURNS.get();
        if let Ok(Some(part)) = drawn
            && turn > shown
            && LAST.with_borrow(|last| *last == trying)
        {
            TURNS.set((asked, turn));
            let _ = put(&part);
        }
    });
}

fn put(part: &Part) -> Result<(), Error> {
    let place: HtmlElement = by_id("trial")?;
    let drawn = draw(part, &(std::rc::Rc::new(|_: &_, _: &_| {}) as _))?;
    place.set_text_content(None);
    place.append_child(drawn.as_ref()).map_err(Error::browser("an element"))?;
    Ok(())
}

/// Controls that change where Demur shows itself, and not what it says.
fn presence(control: &Element, name: &str) -> Option<Part> {
    let checked = |css: &str| {
        let found = document().ok()?.query_selector(css).ok().flatten()?;
        found.dyn_into::<HtmlInputElement>().ok().map(|input| input.checked())
    };
    let shown = || match checked("[name='show'][value='discreet']") {
        Some(true) => Presence::Discreet,
        _ => Presence::Page,
    };
    let other = |presence: Presence| match presence {
        Presence::Page => Presence::Discreet,
        _ => Presence::Page,
    };
    if name == "show" {
        return Some(placed("LinkedIn", other(shown()), shown()));
    }
    if control.id() == "typed" {
        return Some(typed(checked("#typed")?));
    }
    if name == "off" {
        let host = control.dyn_ref::<web_sys::HtmlTextAreaElement>()?.value();
        let host = host.lines().last().map(str::trim).filter(|host| !host.is_empty()).unwrap_or("www.linkedin.com");
        return Some(placed(host, shown(), Presence::Absent));
    }
    let door = control.closest(".doors .site").ok().flatten()?;
    let site = door.query_selector("strong").ok().flatten()?.text_content()?;
    let input: &HtmlInputElement = control.dyn_ref()?;
    Some(match input.checked() {
        true => placed(&site, Presence::Absent, shown()),
        false => placed(&site, shown(), Presence::Absent),
    })
}
