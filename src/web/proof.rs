//! The page that shows live what Demur does: what was loaded, what stands in pages, what is granted and stored, the
//! fingerprint of the engine, a self-test, and the way to erase everything.

use std::cell::RefCell;
use std::collections::BTreeMap;

use gloo::timers::callback::Timeout;
use js_sys::{Array, ArrayBuffer, Reflect, Uint8Array};
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement};

use super::advice::{self, Place};
use super::draw::{OnPress, by_id, document, draw, on};
use super::error::Error;
use super::people::ask;
use super::{chrome, data, from_js, storage};
use crate::protocol::{Counted, PageRequest, Tested};
use crate::say;
use crate::view::proof::{self as view, Facts, InPage, Loaded};
use crate::web::spawn_local;

/// Milliseconds that what comes together is waited for.
const PAUSE: u32 = 120;

thread_local! {
    static PAUSED: RefCell<Option<Timeout>> = const { RefCell::new(None) };
    /// What every frame with a page script has told of itself, by tab and frame.
    static FRAMES: RefCell<BTreeMap<(u64, u64), Option<Counted>>> = const { RefCell::new(BTreeMap::new()) };
}

/// Binds the page.
#[wasm_bindgen]
pub async fn proof() -> Result<(), JsValue> {
    bind().await.map_err(|error| error.to_js())
}

async fn bind() -> Result<(), Error> {
    look().await?;
    data::kinds().await?;
    data::eraser()?;
    spawn_local(async {
        // A file that is missing has no fingerprint; the rest of the page stands.
        let _ = fingerprints().await;
    });
    on(&by_id::<Element>("test")?, "click", |_| {
        spawn_local(async {
            let said = match ask::<Tested>(&PageRequest::SelfTest).await {
                Ok(Some(tested)) => view::tested(tested.passed, tested.all, tested.milliseconds),
                _ => say!("The engine did not answer.").to_owned(),
            };
            let _ = by_id::<Element>("tested").map(|place| place.set_text_content(Some(&said)));
        });
    });
    gloo::events::EventListener::new(&document()?.into(), "visibilitychange", |_| look_again()).forget();
    Ok(())
}

/// Something may have changed that is shown: the browser or a page has told of it.
#[wasm_bindgen]
pub fn look_again() {
    if document().is_ok_and(|document| document.hidden()) {
        return;
    }
    let timeout = Timeout::new(PAUSE, || {
        spawn_local(async {
            let _ = look().await;
            let _ = data::kinds().await;
        });
    });
    // The one before is cancelled when it is dropped.
    PAUSED.set(Some(timeout));
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

/// What every open page with a page script says of itself: all its frames together. Frames are known by having asked
/// the worker; each that is new is connected to, and tells from then on when something changes.
async fn pages() -> Result<Vec<InPage>, Error> {
    for (key, memory) in storage::session().await? {
        let Some(tab) = key.strip_prefix("tab-").and_then(|tab| tab.parse().ok()) else { continue };
        let frames = memory.get("frames").and_then(Value::as_object).into_iter().flatten();
        for frame in frames.filter_map(|(frame, _)| frame.parse().ok()) {
            connect(tab, frame)?;
        }
    }
    let mut pages: BTreeMap<(u64, String), InPage> = BTreeMap::new();
    FRAMES.with_borrow(|frames| {
        for ((tab, _), counted) in frames {
            let Some(Counted { host, nodes, marks }) = counted.clone() else { continue };
            let page = pages.entry((*tab, host.clone())).or_default();
            page.host = host;
            page.nodes += nodes;
            page.marks += marks;
        }
    });
    Ok(pages.into_values().collect())
}

/// Opens a line to a frame, unless there is one.
fn connect(tab: u64, frame: u64) -> Result<(), Error> {
    if FRAMES.with_borrow(|frames| frames.contains_key(&(tab, frame))) {
        return Ok(());
    }
    #[allow(clippy::cast_precision_loss, reason = "numbers of a tab and of a frame")]
    let opened = advice::connect(Place { tab: tab as f64, frame: frame as f64 });
    // A tab that has gone.
    let Ok(port) = opened else { return Ok(()) };
    FRAMES.with_borrow_mut(|frames| frames.insert((tab, frame), None));
    let told = Closure::<dyn FnMut(JsValue)>::new(move |told: JsValue| {
        FRAMES.with_borrow_mut(|frames| frames.insert((tab, frame), from_js(told).ok()));
        look_again();
    });
    let left = Closure::<dyn FnMut()>::new(move || {
        FRAMES.with_borrow_mut(|frames| frames.remove(&(tab, frame)));
        look_again();
    });
    port.on_message().listen(&told.into_js_value());
    port.on_disconnect().listen(&left.into_js_value());
    Ok(())
}

/// The fingerprints of the files that the engine is made of, worked out here.
async fn fingerprints() -> Result<(), Error> {
    let mut files = Vec::new();
    for name in view::engine() {
        // One that is missing is shown without.
        let hash = fingerprint(&name).await.ok();
        files.push((name, hash));
    }
    let nothing: OnPress = std::rc::Rc::new(|_, _| {});
    let place = by_id::<HtmlElement>("hashes")?;
    place.set_text_content(None);
    place.append_child(draw(&view::files(&files), &nothing)?.as_ref()).map_err(Error::browser("an element"))?;
    Ok(())
}

async fn fingerprint(file: &str) -> Result<Vec<u8>, Error> {
    let refused = Error::browser("crypto.subtle");
    let window = web_sys::window().ok_or(Error::Missing("a window"))?;
    let answer = JsFuture::from(window.fetch_with_str(&chrome::url(file))).await.map_err(&refused)?;
    let answer: web_sys::Response = answer.dyn_into().map_err(&refused)?;
    let bytes = JsFuture::from(answer.array_buffer().map_err(&refused)?).await.map_err(&refused)?;
    let bytes: ArrayBuffer = bytes.dyn_into().map_err(&refused)?;
    let subtle = window.crypto().map_err(&refused)?.subtle();
    let hash = subtle.digest_with_str_and_buffer_source("SHA-256", &bytes).map_err(&refused)?;
    Ok(Uint8Array::new(&JsFuture::from(hash).await.map_err(&refused)?).to_vec())
}
