//! The browser's storage, as `crate::store` lays it out and `crate::store::keeper` reads and changes it.
//!
//! Every change runs alone, whichever page or worker makes it, reads what is there, and is written in one piece:
//! two that change at once lose nothing. What cannot be read is set aside with the next change of its key.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use js_sys::{JSON, Promise};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use super::error::Error;
use super::{chrome, from_js, promised, to_js};
use crate::protocol::json::whole;
use crate::store::keeper::{self, Areas, Trouble};
use crate::store::{self, ASIDE, Area, Aside, Change, Preset};
pub use crate::store::{BACKLOG, CHOICES, EDITS, LEDGER, PRINTS, RECORD, SETTINGS, WAITING};

/// The wording that was used last: key of the session area.
pub const LAST_WORDING: &str = "last-wording";

/// The browser's areas.
struct Browser;

impl Areas for Browser {
    type Error = Error;

    async fn local(&self, keys: Option<&[&str]>) -> Result<Area, Error> {
        area(&chrome::local_get(&to_js(&keys)?).await.map_err(Error::browser("storage.local.get"))?)
    }

    async fn set_local(&self, values: Area) -> Result<(), Error> {
        chrome::local_set(&to_js(&Value::Object(values))?).await.map(|_| ()).map_err(|error| {
            let said = js_sys::Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
            let said = said.unwrap_or_default().to_lowercase();
            if said.contains("quota") || said.contains("space") {
                Error::Full
            } else {
                Error::Browser("storage.local.set")
            }
        })
    }

    async fn remove_local(&self, keys: &[String]) -> Result<(), Error> {
        chrome::local_remove(&to_js(keys)?).await.map(|_| ()).map_err(Error::browser("storage.local.remove"))
    }

    async fn sync(&self) -> Result<Area, Error> {
        match chrome::sync_get(&JsValue::NULL).await {
            Ok(items) => area(&items),
            Err(_) => Ok(Area::new()),
        }
    }

    async fn set_sync(&self, values: Area) -> Result<(), Error> {
        let refused = Error::browser("storage.sync.set");
        chrome::sync_set(&to_js(&Value::Object(values))?).await.map(|_| ()).map_err(refused)
    }

    async fn remove_sync(&self, keys: &[String]) -> Result<(), Error> {
        chrome::sync_remove(&to_js(keys)?).await.map(|_| ()).map_err(Error::browser("storage.sync.remove"))
    }

    async fn preset(&self) -> Preset {
        preset().await
    }
}

impl From<Trouble<Error>> for Error {
    fn from(trouble: Trouble<Error>) -> Self {
        match trouble {
            Trouble::Refused(error) => error,
            Trouble::Newer(layout) => Self::Newer(layout),
            Trouble::Unwritable => Self::Unwritable,
        }
    }
}

/// Reads what is kept for good. What cannot be read is left out, and left where it is.
pub async fn load<T: DeserializeOwned + Default>(key: &str) -> Result<T, Error> {
    settle(key).await?;
    Ok(keeper::load(&Browser, key).await?)
}

/// Changes something that is kept for good. Nothing else changes it in the meantime, in whatever tab.
pub async fn update<T, R>(key: &str, change: impl FnOnce(&mut T) -> R + 'static) -> Result<R, Error>
where
    T: Serialize + DeserializeOwned + Default,
    R: 'static,
{
    let answer: Rc<RefCell<Option<R>>> = Rc::default();
    let (put, name) = (answer.clone(), key.to_owned());
    let mut change = Some(change);
    update_stored(
        key.to_owned(),
        Box::new(move |value| {
            let change = change.take()?;
            keeper::changing(&name, change, |done| *put.borrow_mut() = Some(done))(value)
        }),
    )
    .await?;
    answer.take().ok_or(Error::Unwritable)
}

/// One place in the line for all of a change: whoever asks later, changes later.
async fn update_stored(key: String, mut change: Box<keeper::Changing<'static>>) -> Result<(), Error> {
    alone(Box::pin(async move { Ok(keeper::update_stored(&Browser, &key, &mut *change).await?) })).await
}

/// Both areas as they are, every change finished.
pub async fn everything() -> Result<(Area, Area), Error> {
    settle(SETTINGS).await?;
    Ok(keeper::everything(&Browser).await?)
}

/// Makes a change that is worked out from both areas.
pub async fn change_all(change: impl FnOnce(&Area, &Area) -> Result<Change, Error> + 'static) -> Result<(), Error> {
    alone(Box::pin(async move {
        if !keeper::is_settled(&Browser, SETTINGS).await? {
            keeper::settle(&Browser).await?;
        }
        let (local, sync) = keeper::everything(&Browser).await?;
        Ok(keeper::write(&Browser, change(&local, &sync)?).await?)
    }))
    .await
}

/// Finishes what was begun, and brings an older layout to this one. Where that fails, what is under way is read as if
/// it were done, and whoever changes something next tries again.
async fn settle(key: &str) -> Result<(), Error> {
    if !keeper::is_settled(&Browser, key).await? {
        let _ = alone(Box::pin(async { Ok(keeper::settle(&Browser).await?) })).await;
    }
    Ok(())
}

/// What of a stored value cannot be read as its kind.
type Damaged = fn(&str, Value) -> Vec<Aside>;

/// What is stored and cannot be read: what has been set aside, and what will be with the next change of its key.
pub async fn aside() -> Result<Vec<Aside>, Error> {
    let kinds: [(&str, Damaged); 8] = [
        (SETTINGS, spoilt::<crate::Settings>),
        (RECORD, spoilt::<crate::Record>),
        (BACKLOG, spoilt::<crate::backlog::Backlog>),
        (LEDGER, spoilt::<crate::ledger::Ledger>),
        (PRINTS, spoilt::<crate::ledger::fingerprint::Prints>),
        (CHOICES, spoilt::<crate::protocol::Choices>),
        (EDITS, spoilt::<crate::edits::Edits>),
        (WAITING, spoilt::<Vec<crate::judge::answer::Waiting>>),
    ];
    let Shelf { mut list } =
        store::read(ASIDE, json!({ "list": Browser.local(Some(&[ASIDE])).await?.remove(ASIDE) })).value;
    for (key, spoilt) in kinds {
        list.extend(spoilt(key, keeper::stored(&Browser, key).await?));
    }
    Ok(list)
}

fn spoilt<T: DeserializeOwned + Default>(key: &str, value: Value) -> Vec<Aside> {
    store::read::<T>(key, value).aside
}

#[derive(Default, serde::Deserialize)]
#[serde(default)]
struct Shelf {
    list: Vec<Aside>,
}

/// Names of the settings that are not carried to other browsers, because they are too long.
pub async fn overflow() -> Result<Vec<String>, Error> {
    Ok(keeper::overflow(&Browser)
        .await?
        .iter()
        .map(|(key, item)| item.get("name").and_then(Value::as_str).unwrap_or(key).to_owned())
        .collect())
}

/// Everything that is kept until the browser closes.
pub async fn session() -> Result<Area, Error> {
    area(&chrome::session_all(&JsValue::NULL).await.map_err(Error::browser("storage.session.get"))?)
}

/// Reads what is kept until the browser closes.
pub async fn recall<T: DeserializeOwned + Default>(key: &str) -> Result<T, Error> {
    let items = chrome::session_get(key).await.map_err(Error::browser("storage.session.get"))?;
    let found = js_sys::Reflect::get(&items, &JsValue::from_str(key)).unwrap_or(JsValue::UNDEFINED);
    Ok(if found.is_undefined() { T::default() } else { from_js(found).unwrap_or_default() })
}

/// Keeps something until the browser closes.
pub async fn remember<T: Serialize>(key: &str, value: &T) -> Result<(), Error> {
    let entry = js_sys::Object::new();
    js_sys::Reflect::set(&entry, &JsValue::from_str(key), &to_js(value)?).map_err(|_| Error::Unwritable)?;
    chrome::session_set(&entry).await.map_err(Error::browser("storage.session.set"))?;
    Ok(())
}

/// What an organisation has preset; nothing where the browser is not managed.
pub async fn preset() -> Preset {
    match chrome::managed_get(&JsValue::NULL).await.ok().and_then(|items| area(&items).ok()) {
        Some(items) => Preset::read(&items),
        None => Preset::default(),
    }
}

/// What stands in a storage area. It may be megabytes, which cross quickest as JSON text, as in [`to_js`].
fn area(items: &JsValue) -> Result<Area, Error> {
    let text = JSON::stringify(items).ok().and_then(|text| text.as_string()).unwrap_or_default();
    serde_json::from_str(&whole(&text)).map_err(|_| Error::Unwritable)
}

/// Runs `work` while nothing else of the extension does.
async fn alone(work: Pin<Box<dyn Future<Output = Result<(), Error>>>>) -> Result<(), Error> {
    let answer: Rc<RefCell<Option<Result<(), Error>>>> = Rc::default();
    let (put, mut work) = (answer.clone(), Some(work));
    let closure = Closure::<dyn FnMut() -> Promise>::new(move || {
        let (put, work) = (put.clone(), work.take());
        promised(async move {
            if let Some(work) = work {
                let done = work.await;
                *put.borrow_mut() = Some(done);
            }
        })
    });
    chrome::alone("storage", &closure).await.map_err(Error::browser("navigator.locks"))?;
    answer.take().unwrap_or(Err(Error::Browser("navigator.locks")))
}
