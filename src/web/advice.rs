//! One request's panel, drawn on a page of the extension: in the popup, and in the panel at the browser's side.

use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

use super::draw::{OnPress, by_id, carry_over, document, draw, shown};
use super::error::Error;
use super::{chrome, people, to_js};
use crate::ledger::Deed;
use crate::protocol::{Act, Command, PageTold, RequestView, Said};
use crate::view::{beside, words};

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The tab.
    pub tab: f64,
    /// The frame.
    pub frame: f64,
}

/// Draws the advice on a request in the place of what was drawn before. Replies go into the page if the request
/// stands in one, else to the clipboard only.
pub fn show(view: &RequestView, place: Option<Place>) -> Result<(), Error> {
    let result: HtmlElement = by_id("result")?;
    let key = view.key.clone();
    let act: OnPress = Rc::new(move |act, pressed| {
        let _ = perform(act, pressed, place, &key);
    });
    let refused = Error::browser("an element");
    let panel = if is_side() { beside::panel(view) } else { view.panel.clone() };
    let holder = document()?.create_element("div").map_err(&refused)?;
    holder.set_class_name(match place {
        None => "loose",
        Some(_) if is_side() => "aside",
        Some(_) => "",
    });
    let tab = place.map_or_else(String::new, |place| place.tab.to_string());
    holder.set_attribute("data-tab", &tab).map_err(&refused)?;
    holder.set_attribute("data-request", &view.key).map_err(&refused)?;
    holder.append_child(draw(&panel, &act)?.as_ref()).map_err(&refused)?;
    for before in holders(&result) {
        let same = |name: &str| before.get_attribute(name) == holder.get_attribute(name);
        if same("data-tab") && same("data-request") && !view.key.is_empty() {
            carry_over(&before, &holder)?;
        }
        if !before.hidden() || before.get_attribute("data-tab") == Some(tab.clone()) {
            before.remove();
        }
    }
    result.append_child(&holder).map_err(&refused)?;
    shown(&result, true);
    let _ = result.focus();
    result.scroll_into_view();
    Ok(())
}

/// One for each tab that has had advice drawn, and one for a text of no tab.
fn holders(result: &Element) -> Vec<HtmlElement> {
    let children = result.children();
    (0..children.length()).filter_map(|i| children.item(i)?.dyn_into().ok()).collect()
}

/// Shows the advice that was last drawn for a tab, as the person left it, and puts away that of other tabs.
pub fn of_tab(tab: f64) -> Result<(), Error> {
    let result: HtmlElement = by_id("result")?;
    let mut any = false;
    for holder in holders(&result) {
        let of = holder.get_attribute("data-tab").unwrap_or_default();
        let here = of.is_empty() || of == tab.to_string();
        shown(&holder, here);
        any |= here;
    }
    shown(&result, any);
    Ok(())
}

/// Whether this page is the one that stays open beside the tabs.
pub fn is_side() -> bool {
    document().ok().and_then(|document| document.document_element()).is_some_and(|root| root.id() == "side")
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FrameOptions {
    frame_id: f64,
}

/// Tells the page script of a frame, and gives what it answers.
pub async fn tell(place: Place, command: &Command) -> Result<JsValue, Error> {
    let options = to_js(&FrameOptions { frame_id: place.frame })?;
    chrome::tell_frame(place.tab, &to_js(command)?, &options).await.map_err(Error::browser("tabs.sendMessage"))
}

/// Closes the popup.
pub fn close() {
    if let Some(window) = web_sys::window() {
        let _ = window.close();
    }
}

fn perform(act: &Act, pressed: &Element, place: Option<Place>, key: &str) -> Result<(), Error> {
    let refused = Error::browser("an element");
    let result = pressed.closest("[data-tab]").map_err(&refused)?.ok_or(Error::Missing("the advice"))?;
    match act {
        Act::Insert { reply, how } => {
            let command = Command::Insert { key: key.to_owned(), text: draft(&result, *reply), how: how.clone() };
            to_page(place, command);
        }
        Act::Copy { reply, .. } => copy(draft(&result, *reply)),
        Act::Undo => to_page(place, Command::Undo),
        Act::Point { start, end } => point(&result, *start, *end)?,
        Act::Close => {
            result.remove();
            shown(&by_id("result")?, false);
        }
        Act::Stance { show } => stance(&result, show)?,
        Act::Tell { deed } => {
            let typed = super::draw::typed(pressed).unwrap_or_default();
            let anew = !matches!(deed, Deed::Note | Deed::Whose);
            if let Some(Place { tab, frame }) = place {
                let told = PageTold { tab, frame, key: key.to_owned(), deed: deed.clone(), typed };
                spawn_local(async move {
                    match people::tell(told).await {
                        Ok(Some(view)) if anew => drop(self::show(&view, place)),
                        Ok(_) => {}
                        Err(_) => say(&words::page().not_kept, false),
                    }
                });
            }
        }
        Act::Edit { .. }
        | Act::Learn { .. }
        | Act::Desk { .. }
        | Act::Status
        | Act::Ledger { .. }
        | Act::Calendar
        | Act::Visit { .. }
        | Act::Move { .. }
        | Act::Row { .. } => {}
    }
    Ok(())
}

/// The popup goes out of the way of what happens in the page; the panel at the side hears of it.
fn to_page(place: Option<Place>, command: Command) {
    let Some(place) = place else { return };
    spawn_local(async move {
        if tell(place, &command).await.is_err() {
            say(&words::page().no_answer, false);
        } else if !is_side() {
            close();
        }
    });
}

/// Shows words in the message as it is drawn here.
fn point(result: &Element, start: u32, end: u32) -> Result<(), Error> {
    let refused = Error::browser("an element");
    let marks = result.query_selector_all(".marked .mark").map_err(&refused)?;
    let mut first = None;
    for mark in (0..marks.length()).filter_map(|i| marks.item(i)?.dyn_into::<HtmlElement>().ok()) {
        let at = mark.class_name().split(' ').find_map(|class| class.strip_prefix("at-")?.parse().ok());
        let pointed = at.is_some_and(|at: u32| (start..end).contains(&at));
        mark.class_list().toggle_with_force("on", pointed).map_err(&refused)?;
        if pointed && first.is_none() {
            first = Some(mark);
        }
    }
    if let Some(mark) = first {
        mark.scroll_into_view();
    }
    Ok(())
}

fn draft(result: &Element, reply: u32) -> String {
    let found = result.query_selector(&format!("[data-reply='{reply}']")).ok().flatten();
    found.and_then(|found| found.dyn_into::<HtmlTextAreaElement>().ok()).map(|area| area.value()).unwrap_or_default()
}

fn copy(text: String) {
    spawn_local(async move {
        let words = words::page();
        say(if super::copied(&text).await { &words.copied } else { &words.not_copied }, false);
    });
}

/// Says what the page script cannot say in its page.
pub fn said(said: &Said) {
    say(&said.text, said.undo);
}

fn say(words: &str, undo: bool) {
    let Ok(document) = document() else { return };
    if let Ok(Some(status)) = document.query_selector("#result > :not([hidden]) [data-status]") {
        status.set_text_content(Some(words));
    }
    if let Some(button) = document.query_selector("#result > :not([hidden]) .undo").ok().flatten() {
        let _ = button.toggle_attribute_with_force("hidden", !undo);
    }
}

/// Shows the replies of one stance and hides the others.
pub fn stance(result: &Element, show: &str) -> Result<(), Error> {
    let refused = Error::browser("an element");
    let groups = result.query_selector_all(".replies").map_err(&refused)?;
    for group in (0..groups.length()).filter_map(|i| groups.item(i)?.dyn_into::<HtmlElement>().ok()) {
        group.set_hidden(!group.class_list().contains(show));
    }
    let buttons = result.query_selector_all(".stance").map_err(&refused)?;
    for button in (0..buttons.length()).filter_map(|i| buttons.item(i)?.dyn_into::<Element>().ok()) {
        let on = if button.class_list().contains(show) { "true" } else { "false" };
        button.set_attribute("aria-pressed", on).map_err(&refused)?;
    }
    Ok(())
}
