//! The page that shows live what Demur does: what was loaded, what stands in pages, what is granted and stored, the
//! fingerprint of the engine, a self-test, and the way to erase everything.

use js_sys::{Array, ArrayBuffer, Reflect, Uint8Array};
use serde::Deserialize;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement};

use super::draw::{OnPress, by_id, document, draw, on};
use super::error::Error;
use super::people::ask;
use super::{chrome, data, from_js, storage, to_js};
use crate::protocol::{Command, Counted, PageRequest, Tested};
use crate::say;
use crate::view::proof::{self as view, Facts, InPage, Loaded};

/// Milliseconds between two looks.
const BEAT: u32 = 2_000;

/// Binds the page.
#[wasm_bindgen]
pub async fn proof() -> Result<(), JsValue> {
    bind().await.map_err(|error| error.to_js())
}

async fn bind() -> Result<(), Error> {
    look().await?;
    data::kinds().await?;
    data::eraser()?;
    fingerprint().await?;
    on(&by_id::<Element>("test")?, "click", |_| {
        spawn_local(async {
            let said = match ask::<Tested>(&PageRequest::SelfTest).await {
                Ok(Some(tested)) => view::tested(tested.passed, tested.all, tested.milliseconds),
                _ => say!("The engine did not answer.").to_owned(),
            };
            let _ = by_id::<Element>("tested").map(|place| place.set_text_content(Some(&said)));
        });
    });
    gloo::timers::callback::Interval::new(BEAT, || {
        if document().is_ok_and(|document| !document.hidden()) {
            spawn_local(async {
                let _ = look().await;
            });
        }
    })
    .forget();
    Ok(())
}

/// Looks at everything and shows it.
async fn look() -> Result<(), Error> {
    let root = chrome::url("");
    let worker = ask::<Vec<String>>(&PageRequest::Loaded).await?.unwrap_or_default();
    let (local, sync) = storage::everything().await?;
    let facts = Facts {
        page: Loaded::count(&loaded(), &root),
        worker: Loaded::count(&worker, &root),
        pages: pages().await?,
        sites: super::grants::hosts().await?,
        stored: crate::view::data::kinds(&local, &sync).last().map_or(0, |(_, sum)| *sum),
    };
    let (place, nothing): (Element, OnPress) = (by_id("numbers")?, std::rc::Rc::new(|_, _| {}));
    let drawn = draw(&view::numbers(&facts), &nothing)?;
    // What has not changed is left as it is, so that nobody is told again.
    if place.text_content() != drawn.text_content() {
        place.set_text_content(None);
        place.append_child(drawn.as_ref()).map_err(Error::browser("an element"))?;
    }
    Ok(())
}

/// Addresses that the browser says have been loaded here, in a page or in the worker.
pub fn loaded() -> Vec<String> {
    let found = || {
        let clock = Reflect::get(&js_sys::global(), &"performance".into()).ok()?;
        let list: js_sys::Function = Reflect::get(&clock, &"getEntriesByType".into()).ok()?.dyn_into().ok()?;
        let entries: Array = list.call1(&clock, &"resource".into()).ok()?.dyn_into().ok()?;
        let name = |entry: JsValue| Reflect::get(&entry, &"name".into()).ok()?.as_string();
        Some(entries.iter().filter_map(name).collect())
    };
    found().unwrap_or_default()
}

#[derive(Deserialize)]
struct Tab {
    id: Option<f64>,
}

/// What every open page with a page script says of itself.
async fn pages() -> Result<Vec<InPage>, Error> {
    let tabs = chrome::tabs_query(&js_sys::Object::new()).await.map_err(Error::browser("tabs.query"))?;
    let command = to_js(&Command::Count)?;
    let mut pages = Vec::new();
    for tab in Array::from(&tabs).iter() {
        let Ok(Tab { id: Some(id) }) = from_js(tab) else { continue };
        // Most tabs have no page script and do not answer.
        let Ok(answer) = chrome::tell_tab(id, &command).await else { continue };
        if let Ok(Counted { host, nodes, marks }) = from_js(answer) {
            pages.push(InPage { host, nodes, marks });
        }
    }
    Ok(pages)
}

/// The fingerprint of the engine's file, worked out here.
async fn fingerprint() -> Result<(), Error> {
    let refused = Error::browser("crypto.subtle");
    let window = web_sys::window().ok_or(Error::Missing("a window"))?;
    let answer = JsFuture::from(window.fetch_with_str(&chrome::url("demur_bg.wasm"))).await.map_err(&refused)?;
    let answer: web_sys::Response = answer.dyn_into().map_err(&refused)?;
    let bytes = JsFuture::from(answer.array_buffer().map_err(&refused)?).await.map_err(&refused)?;
    let bytes: ArrayBuffer = bytes.dyn_into().map_err(&refused)?;
    let subtle = window.crypto().map_err(&refused)?.subtle();
    let hash = subtle.digest_with_str_and_buffer_source("SHA-256", &bytes).map_err(&refused)?;
    let hash = Uint8Array::new(&JsFuture::from(hash).await.map_err(&refused)?).to_vec();
    by_id::<HtmlElement>("hash")?.set_text_content(Some(&view::grouped(&hash)));
    Ok(())
}
