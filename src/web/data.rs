//! The part of the settings page about everything that is stored: how much, a backup and back, and erasing.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Element, HtmlAnchorElement, HtmlElement, HtmlInputElement, Url};

use super::draw::{OnPress, by_id, document, draw, on, shown};
use super::error::Error;
use super::{chrome, storage};
use crate::protocol::Part;
use crate::say;
use crate::store::{self, Backup, Mode};
use crate::view::data as view;
use crate::web::spawn_local;

type Shared = Rc<RefCell<Option<Backup>>>;

/// What the page says once it has been loaded anew, by the word in its address.
fn after(hash: &str) -> Option<&'static str> {
    match hash {
        "#erased" => Some(say!("Everything is erased.")),
        "#restored" => Some(say!("The backup has been taken over.")),
        _ => None,
    }
}

/// Binds the section.
pub async fn bind() -> Result<(), Error> {
    let backup: Shared = Rc::default();
    kinds().await?;
    eraser()?;
    press("data-export", || spawn_local(async { told(export().await) }))?;
    import(&backup)?;
    for (id, mode) in [("data-merge", Mode::Merge), ("data-replace", Mode::Replace)] {
        let backup = backup.clone();
        press(id, move || {
            let Some(backup) = backup.borrow().clone() else { return };
            spawn_local(async move { told(restore(backup, mode).await) });
        })?;
    }
    press("data-leave", move || {
        backup.take();
        let _ = by_id("data-found").map(|found| shown(&found, false));
        say(say!("Nothing was changed."));
    })
}

/// Binds the way to erase everything, with its question.
pub fn eraser() -> Result<(), Error> {
    let hash = document()?.location().and_then(|location| location.hash().ok()).unwrap_or_default();
    if let Some(text) = after(&hash) {
        say(text);
    }
    press("data-erase", || {
        let _ = sure(true);
    })?;
    press("data-erase-no", || {
        let _ = sure(false);
        say(say!("Nothing was erased."));
    })?;
    press("data-erase-yes", || {
        spawn_local(async {
            let change = |local: &store::Area, sync: &store::Area| Ok(store::erased(local, sync));
            let done = storage::change_all(change).await;
            let _ = chrome::session_clear().await;
            told(done.and_then(|()| again("#erased")));
        });
    })
}

fn press(id: &'static str, then: impl Fn() + 'static) -> Result<(), Error> {
    on(&by_id::<Element>(id)?, "click", move |_| then());
    Ok(())
}

fn say(text: &str) {
    let _ = by_id::<Element>("data-said").map(|said| said.set_text_content(Some(text)));
}

fn told(done: Result<(), Error>) {
    if let Err(error) = done {
        say(&error.not_done());
    }
}

/// Loads the page anew, so that all of it shows what is stored now.
fn again(word: &str) -> Result<(), Error> {
    let location = document()?.location().ok_or(Error::Missing("a location"))?;
    location.set_hash(word).map_err(Error::browser("location"))?;
    location.reload().map_err(Error::browser("location"))
}

/// Shows how much is stored, and what is wrong with it.
pub async fn kinds() -> Result<(), Error> {
    let (local, sync) = storage::everything().await?;
    put("data-kinds", &view::drawn(&local, &sync))?;
    if let Some(part) = view::aside(&storage::aside().await?) {
        put("data-aside", &part)?;
    }
    let over = storage::overflow().await?;
    if !over.is_empty() {
        by_id::<Element>("data-overflow")?.set_text_content(Some(&view::overflow(&over)));
    }
    Ok(())
}

fn put(id: &'static str, part: &Part) -> Result<(), Error> {
    let (place, nothing): (Element, OnPress) = (by_id(id)?, Rc::new(|_, _| {}));
    place.set_text_content(None);
    place.append_child(draw(part, &nothing)?.as_ref()).map_err(Error::browser("an element"))?;
    Ok(())
}

async fn export() -> Result<(), Error> {
    let (local, sync) = storage::everything().await?;
    let day = String::from(super::today());
    save(&format!("demur-{day}.json"), "application/json", &Backup::of(&local, &sync).write(&day))?;
    say(say!("The backup is among your downloads."));
    Ok(())
}

/// Hands a text to the browser as a download.
pub fn save(name: &str, kind: &str, text: &str) -> Result<(), Error> {
    let refused = Error::browser("a download");
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).map_err(&refused)?;
    let url = Url::create_object_url_with_blob(&blob).map_err(&refused)?;
    let link: HtmlAnchorElement =
        document()?.create_element("a").map_err(&refused)?.dyn_into().map_err(|_| Error::Missing("a link"))?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The browser reads the text a little later; the address goes with the page.
    Ok(())
}

fn import(backup: &Shared) -> Result<(), Error> {
    let (input, backup): (HtmlInputElement, _) = (by_id("data-import")?, backup.clone());
    on(&input.clone(), "change", move |_| {
        let Some(file) = input.files().and_then(|files| files.get(0)) else { return };
        input.set_value("");
        let backup = backup.clone();
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
            let read =
                text.ok_or_else(|| say!("The file cannot be read.").to_owned()).and_then(|text| Backup::read(&text));
            match read {
                Ok(found) => told(preview(&backup, found).await),
                Err(why) => say(&why),
            }
        });
    });
    Ok(())
}

async fn preview(backup: &Shared, found: Backup) -> Result<(), Error> {
    let (local, sync) = storage::everything().await?;
    put("data-preview", &view::comparison(&Backup::of(&local, &sync).compare(&found)))?;
    say("");
    let area: HtmlElement = by_id("data-found")?;
    shown(&area, true);
    let _ = area.focus();
    backup.replace(Some(found));
    Ok(())
}

async fn restore(backup: Backup, mode: Mode) -> Result<(), Error> {
    let preset = storage::preset().await;
    storage::change_all(move |local, sync| backup.restore(mode, &preset, local, sync).map_err(Error::Newer)).await?;
    again("#restored")
}

fn sure(asking: bool) -> Result<(), Error> {
    let area: HtmlElement = by_id("data-sure")?;
    shown(&area, asking);
    let next: HtmlElement = if asking { by_id("data-erase-no")? } else { by_id("data-erase")? };
    next.focus().map_err(Error::browser("focus"))
}
