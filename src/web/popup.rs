//! The popup: what is on this page, this site on or off, any text judged, and the way to the settings.

use std::rc::Rc;

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::draw::{OnPress, by_id, document, draw, on, shown};
use super::error::Error;
use super::worker::tab_key;
use super::{check, chrome, doors, from_js, storage, to_js, welcome};
use crate::protocol::{Act, Choices, Command, FrameMemory, PageRequest, PageTold, RequestView, Show, TabMemory};
use crate::sites;

/// Binds the popup.
#[wasm_bindgen]
pub async fn popup() -> Result<(), JsValue> {
    bind().await.map_err(|error| error.to_js())
}

async fn bind() -> Result<(), Error> {
    welcome::settings_button()?;
    let choices: Choices = storage::load(storage::CHOICES).await?;
    let first: HtmlElement = by_id("first")?;
    shown(&first, choices.show == Show::Unset);
    welcome::choices(move |_| shown(&first, false)).await?;
    paste().await?;
    super::people::popup().await?;
    match tab().await? {
        Some(Tab { id: Some(id), url }) => {
            let memory = storage::recall(&tab_key(id)).await?;
            here(id, &memory, &choices)?;
            let host = memory.frames.get("0").map(|frame| format!("https://{}/", frame.host));
            doors::offer(&url.or(host).unwrap_or_default()).await?;
            match memory.frames.get("0").filter(|frame| !frame.site.is_empty()) {
                // A tab without a page script does not answer.
                Some(frame) => Ok(check::look(id, &frame.site).await.unwrap_or_default()),
                None => Ok(()),
            }
        }
        _ => here(-1.0, &TabMemory::default(), &choices),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Query {
    active: bool,
    current_window: bool,
}

#[derive(Deserialize)]
struct Tab {
    id: Option<f64>,
    /// Told only where the person has opened the popup over the tab.
    url: Option<String>,
}

/// The tab that the popup stands over; `popup.html?tab=N` names another.
async fn tab() -> Result<Option<Tab>, Error> {
    let search = document()?.location().and_then(|location| location.search().ok()).unwrap_or_default();
    if let Some(number) = search.strip_prefix("?tab=") {
        return Ok(Some(Tab { id: number.parse().ok(), url: None }));
    }
    let query = to_js(&Query { active: true, current_window: true })?;
    let tabs = chrome::tabs_query(&query).await.map_err(Error::browser("tabs.query"))?;
    Ok(from_js::<Vec<Tab>>(tabs)?.into_iter().next())
}

fn here(tab: f64, memory: &TabMemory, choices: &Choices) -> Result<(), Error> {
    let list: HtmlElement = by_id("requests")?;
    let mut any = false;
    for (frame, known) in &memory.frames {
        for key in &known.present {
            let Some(view) = known.views.iter().find(|view| &view.key == key) else { continue };
            any = true;
            let item = request(tab, frame.parse().unwrap_or(0.0), view.clone(), choices.show)?;
            list.append_child(&item).map_err(Error::browser("an element"))?;
        }
    }
    let known = memory.frames.values().find(|frame| !frame.site.is_empty());
    if let Some(known) = known.filter(|known| sites::by_host(&known.host).is_none_or(|site| site.installed)) {
        switch(known, choices)?;
    }
    let nothing: HtmlElement = by_id("nothing")?;
    shown(&nothing, !any);
    nothing.set_text_content(Some(&match known {
        _ if any => String::new(),
        Some(known) if choices.off.contains(&known.host) => format!("Demur is off on {}.", known.site),
        Some(known) if !known.missing.is_empty() => {
            let places = known.missing.join(" and ").to_lowercase();
            format!("Demur found no {places} to read here. If there are some, {} may have changed; select the text and ask, or paste it below.", known.site)
        }
        Some(_) => "No requests on this page.".to_owned(),
        None => "Demur does not read this page by itself. Select a text in it and choose “Ask Demur about this text”, or paste it below.".to_owned(),
    }));
    Ok(())
}

/// One request: opens the panel in the page, or its advice here where nothing is put into pages.
fn request(tab: f64, frame: f64, view: RequestView, show: Show) -> Result<Element, Error> {
    let refused = Error::browser("an element");
    let make = |tag: &str, class: &str, text: &str| -> Result<Element, Error> {
        let element = document()?.create_element(tag).map_err(&refused)?;
        element.set_class_name(class);
        if !text.is_empty() {
            element.set_text_content(Some(text));
        }
        Ok(element)
    };
    let mood = view.chip.as_ref().and_then(|chip| serde_plain(chip.mood)).unwrap_or_default();
    let button = make("button", &format!("request {mood}"), "")?;
    button.append_child(make("strong", "", &view.from)?.as_ref()).map_err(&refused)?;
    button.append_child(make("span", "line", &view.line)?.as_ref()).map_err(&refused)?;
    on(&button, "click", move |_| {
        let view = view.clone();
        spawn_local(async move {
            let _ = match show {
                Show::Page => tell(tab, frame, &Command::Show { key: view.key }).await.map(|()| close()),
                _ => advice(&view, Some((tab, frame))),
            };
        });
    });
    let item = make("li", "", "")?;
    item.append_child(&button).map_err(&refused)?;
    Ok(item)
}

/// The word of a mood is its class in `panel.css`.
fn serde_plain(mood: crate::protocol::Mood) -> Option<String> {
    to_js(&mood).ok()?.as_string()
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FrameOptions {
    frame_id: f64,
}

async fn tell(tab: f64, frame: f64, command: &Command) -> Result<(), Error> {
    let options = to_js(&FrameOptions { frame_id: frame })?;
    chrome::tell_frame(tab, &to_js(command)?, &options).await.map_err(Error::browser("tabs.sendMessage"))?;
    Ok(())
}

fn close() {
    if let Some(window) = web_sys::window() {
        let _ = window.close();
    }
}

/// The switch for the site that is open.
fn switch(known: &FrameMemory, choices: &Choices) -> Result<(), Error> {
    let label: HtmlElement = by_id("site-label")?;
    let name: HtmlElement = by_id("site-name")?;
    let input: HtmlInputElement = by_id("site-on")?;
    name.set_text_content(Some(&format!("On for {}", known.site)));
    input.set_checked(!choices.off.contains(&known.host));
    shown(&label, true);
    let host = known.host.clone();
    on(&input.clone(), "change", move |_| {
        let (host, on) = (host.clone(), input.checked());
        spawn_local(async move {
            let _ = turn(host, on).await;
        });
    });
    Ok(())
}

async fn turn(host: String, on: bool) -> Result<(), Error> {
    storage::update(storage::CHOICES, move |choices: &mut Choices| {
        choices.off.retain(|known| known != &host);
        if !on {
            choices.off.push(host);
        }
    })
    .await
}

/// The box for any text; what was selected on a page that lets no script in is there already.
async fn paste() -> Result<(), Error> {
    let area: HtmlTextAreaElement = by_id("text")?;
    let button: HtmlButtonElement = by_id("judge")?;
    let hash = document()?.location().and_then(|location| location.hash().ok()).unwrap_or_default();
    if hash == "#pasted" {
        area.set_value(&storage::recall::<String>("pasted").await?);
        judge(&area.value()).await?;
    }
    button.set_disabled(area.value().trim().is_empty());
    let (text, judging) = (area.clone(), button.clone());
    on(&area, "input", move |_| judging.set_disabled(text.value().trim().is_empty()));
    on(&button, "click", move |_| {
        let text = area.value();
        spawn_local(async move {
            let _ = judge(&text).await;
        });
    });
    Ok(())
}

#[derive(Deserialize)]
struct Judged {
    ok: Option<RequestView>,
}

async fn judge(text: &str) -> Result<(), Error> {
    let request = to_js(&PageRequest::Judge { text: text.to_owned() })?;
    let answer = chrome::ask_worker(&request).await.map_err(Error::browser("runtime.sendMessage"))?;
    let view = from_js::<Judged>(answer)?.ok.ok_or(Error::Browser("an answer"))?;
    advice(&view, None)
}

/// Draws the panel here. Replies go into the page if the request stands in one, else to the clipboard only.
fn advice(view: &RequestView, place: Option<(f64, f64)>) -> Result<(), Error> {
    let result: HtmlElement = by_id("result")?;
    let key = view.key.clone();
    let act: OnPress = Rc::new(move |act, pressed| {
        let _ = perform(act, pressed, place, &key);
    });
    result.set_text_content(None);
    result.set_class_name(if place.is_some() { "" } else { "loose" });
    result.append_child(draw(&view.panel, &act)?.as_ref()).map_err(Error::browser("an element"))?;
    shown(&result, true);
    let _ = result.focus();
    result.scroll_into_view();
    Ok(())
}

fn perform(act: &Act, pressed: &Element, place: Option<(f64, f64)>, key: &str) -> Result<(), Error> {
    let result: HtmlElement = by_id("result")?;
    match act {
        Act::Insert { reply, how } => {
            let command = Command::Insert { key: key.to_owned(), text: draft(&result, *reply), how: how.clone() };
            if let Some((tab, frame)) = place {
                spawn_local(async move {
                    if tell(tab, frame, &command).await.is_ok() {
                        close();
                    }
                });
            }
        }
        Act::Copy { reply, .. } => copy(draft(&result, *reply)),
        Act::Close => {
            shown(&result, false);
            result.set_text_content(None);
        }
        Act::Stance { show } => stance(&result, show)?,
        Act::Tell { deed } => {
            let typed = super::draw::typed(pressed).unwrap_or_default();
            let anew = !matches!(deed, crate::ledger::Deed::Note | crate::ledger::Deed::Whose);
            if let Some((tab, frame)) = place {
                let told = PageTold { tab, frame, key: key.to_owned(), deed: deed.clone(), typed };
                spawn_local(async move {
                    match super::people::tell(told).await {
                        Ok(Some(view)) if anew => drop(advice(&view, place)),
                        Ok(_) => {}
                        Err(_) => said(&crate::view::words::page().not_kept),
                    }
                });
            }
        }
        Act::Edit { .. }
        | Act::Learn { .. }
        | Act::Desk { .. }
        | Act::Undo
        | Act::Point { .. }
        | Act::Status
        | Act::Ledger { .. }
        | Act::Calendar
        | Act::Visit { .. } => {}
    }
    Ok(())
}

fn draft(result: &Element, reply: u32) -> String {
    let found = result.query_selector(&format!("[data-reply='{reply}']")).ok().flatten();
    found.and_then(|found| found.dyn_into::<HtmlTextAreaElement>().ok()).map(|area| area.value()).unwrap_or_default()
}

fn copy(text: String) {
    spawn_local(async move {
        let Some(window) = web_sys::window() else { return };
        let copied =
            wasm_bindgen_futures::JsFuture::from(window.navigator().clipboard().write_text(&text)).await.is_ok();
        let words = crate::view::words::page();
        said(if copied { &words.copied } else { &words.not_copied });
    });
}

fn said(words: &str) {
    if let Ok(Some(status)) = document().map(|document| document.query_selector("[data-status]").ok().flatten()) {
        status.set_text_content(Some(words));
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
