//! The popup: what is on this page, this site on or off, any text judged, and the way to the settings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlButtonElement, HtmlElement, HtmlInputElement, HtmlTextAreaElement};

use super::advice::{self, Place, Subject};
use super::draw::{by_id, document, on, pressed, shown};
use super::error::Error;
use super::worker::tab_key;
use super::{check, chrome, doors, from_js, storage, to_js, welcome};
use crate::protocol::{Choices, Command, FrameMemory, PageRequest, RequestView, Seen, Show, TabMemory};
use crate::say;
use crate::sites;
use crate::texts::translated;
use crate::web::spawn_local;

/// Binds the popup.
#[wasm_bindgen]
pub async fn popup() -> Result<(), JsValue> {
    bind().await.map_err(|error| error.to_js())
}

async fn bind() -> Result<(), Error> {
    let choices = parts().await?;
    let tab = tab().await?;
    let memory = memory(tab.as_ref().and_then(|tab| tab.id)).await?;
    front(tab.as_ref(), &memory, &choices).await
}

/// What is known of a tab. A page on which nothing was to be seen looks now that somebody asks. A page without a page
/// script leaves what was known of the page before it, and answers nothing.
pub async fn memory(tab: Option<f64>) -> Result<TabMemory, Error> {
    let Some(tab) = tab else { return Ok(TabMemory::default()) };
    let _ = advice::tell(Place { tab, frame: 0.0 }, &Command::Wake).await;
    let memory: TabMemory = storage::recall(&tab_key(tab)).await?;
    let mut frames = BTreeMap::new();
    for (name, known) in memory.frames {
        let Ok(frame) = name.parse() else { continue };
        if advice::tell(Place { tab, frame }, &Command::Ping).await.is_ok() {
            frames.insert(name, known);
        }
    }
    Ok(TabMemory { frames, ..memory })
}

/// Binds what the panel at the side has as well, and gives how Demur shows itself.
pub async fn parts() -> Result<Choices, Error> {
    welcome::settings_button()?;
    let choices: Choices = storage::load(storage::CHOICES).await?;
    let first: HtmlElement = by_id("first")?;
    shown(&first, choices.show == Show::Unset);
    welcome::choices(move |_| shown(&first, false)).await?;
    paste().await?;
    super::people::popup().await?;
    Ok(choices)
}

/// Says what is on the page of a tab, and what can be switched there.
pub async fn front(tab: Option<&Tab>, memory: &TabMemory, choices: &Choices) -> Result<(), Error> {
    let id = tab.and_then(|tab| tab.id);
    here(id.unwrap_or(-1.0), memory, choices)?;
    let Some(id) = id else { return Ok(()) };
    let top = memory.frames.get("0");
    let host = top.map(|frame| format!("https://{}/", frame.host));
    doors::offer(&tab.and_then(|tab| tab.url.clone()).or(host).unwrap_or_default()).await?;
    match top.filter(|frame| !frame.site.is_empty()) {
        // A tab without a page script does not answer.
        Some(frame) => {
            let _ = check::look(id, &frame.site).await;
            Ok(())
        }
        None => Ok(()),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Query {
    active: bool,
    current_window: bool,
}

/// A tab of the browser.
#[derive(Deserialize)]
pub struct Tab {
    /// Its number.
    pub id: Option<f64>,
    /// Told only where the person has opened the popup over the tab.
    pub url: Option<String>,
}

/// The tab that the popup stands over or that is in front; `?tab=N` names another.
pub async fn tab() -> Result<Option<Tab>, Error> {
    let search = document()?.location().and_then(|location| location.search().ok()).unwrap_or_default();
    if let Some(number) = search.strip_prefix("?tab=") {
        return Ok(Some(Tab { id: number.parse().ok(), url: None }));
    }
    let query = to_js(&Query { active: true, current_window: true })?;
    let tabs = chrome::tabs_query(&query).await.map_err(Error::browser("tabs.query"))?;
    Ok(from_js::<Vec<Tab>>(tabs)?.into_iter().next())
}

/// The switch of the site as if it had never been drawn for another page.
fn fresh_switch() -> Result<(), Error> {
    let refused = Error::browser("an element");
    shown(&by_id("site-label")?, false);
    let input: HtmlInputElement = by_id("site-on")?;
    let fresh = input.clone_node().map_err(&refused)?;
    input.replace_with_with_node_1(&fresh).map_err(&refused)
}

fn here(tab: f64, memory: &TabMemory, choices: &Choices) -> Result<(), Error> {
    let list: HtmlElement = by_id("requests")?;
    list.set_text_content(None);
    fresh_switch()?;
    let mut any = false;
    for (frame, known) in &memory.frames {
        for key in &known.present {
            let Some(view) = known.views.iter().find(|view| &view.key == key) else {
                again(tab);
                continue;
            };
            any = true;
            let place = Some(Place { tab, frame: frame.parse().unwrap_or(0.0) });
            let seen = known.seen.iter().find(|seen| &seen.key == key).cloned();
            let seen = seen.unwrap_or_else(|| Seen { key: key.clone(), ..Seen::default() });
            let item = request(Subject { place, site: known.id.clone(), seen }, view.clone(), choices.show)?;
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
        Some(known) if choices.off.contains(&known.host) => say!("Demur is off on {site}.", site = known.site),
        Some(known) if !known.missing.is_empty() => {
            let places: Vec<_> = known.missing.iter().map(|place| format!("“{}”", translated(place))).collect();
            say!("Demur found nothing to read here in {places}. If there is something, {site} may have changed; select the text and ask, or paste it below.", places = places.join(", "), site = known.site)
        }
        Some(_) => say!("No requests on this page.").to_owned(),
        None => say!("Demur does not read this page by itself. Select a text in it and choose “Ask Demur about this text”, or paste it below.").to_owned(),
    }));
    Ok(())
}

/// Lets a page tell anew what stands on it: there was no room for it in the browser's memory. Once for this popup.
fn again(tab: f64) {
    thread_local! {
        static TOLD: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
    }
    if !TOLD.replace(true)
        && let Ok(command) = to_js(&Command::Refresh)
    {
        spawn_local(async move {
            let _ = chrome::tell_tab(tab, &command).await;
        });
    }
}

/// One request: opens the panel in the page, or its advice here where nothing is put into pages.
fn request(subject: Subject, view: RequestView, show: Show) -> Result<Element, Error> {
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
        let (view, subject) = (view.clone(), subject.clone());
        spawn_local(async move {
            let _ = match (show, subject.place) {
                (Show::Page, Some(place)) if !advice::is_side() => {
                    advice::tell(place, &Command::Show { key: view.key }).await.map(|_| advice::close())
                }
                _ => advice::show(&advice::edited(view, &subject).await, &subject),
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

/// The switch for the site that is open.
fn switch(known: &FrameMemory, choices: &Choices) -> Result<(), Error> {
    let label: HtmlElement = by_id("site-label")?;
    let name: HtmlElement = by_id("site-name")?;
    let input: HtmlInputElement = by_id("site-on")?;
    name.set_text_content(Some(&say!("On for {site}", site = known.site)));
    input.set_checked(!choices.off.contains(&known.host));
    shown(&label, true);
    let host = known.host.clone();
    on(&input, "change", move |event| {
        let Some(input) = pressed::<HtmlInputElement>(event) else { return };
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
pub async fn paste() -> Result<(), Error> {
    let area: HtmlTextAreaElement = by_id("text")?;
    let button: HtmlButtonElement = by_id("judge")?;
    let hash = document()?.location().and_then(|location| location.hash().ok()).unwrap_or_default();
    if hash == "#pasted" {
        super::side::pasted().await?;
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

/// Puts a text into the box and judges it.
pub async fn fill(text: &str) -> Result<(), Error> {
    by_id::<HtmlTextAreaElement>("text")?.set_value(text);
    by_id::<HtmlButtonElement>("judge")?.set_disabled(text.trim().is_empty());
    judge(text).await
}

#[derive(Deserialize)]
struct Judged {
    ok: Option<RequestView>,
}

async fn judge(text: &str) -> Result<(), Error> {
    let request = to_js(&PageRequest::Judge { text: text.to_owned() })?;
    let answer = chrome::ask_worker(&request).await.map_err(Error::browser("runtime.sendMessage"))?;
    let view = from_js::<Judged>(answer)?.ok.ok_or(Error::Browser("an answer"))?;
    advice::show(&view, &Subject { seen: Seen { text: text.to_owned(), ..Seen::default() }, ..Subject::default() })
}
