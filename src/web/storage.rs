//! Reading and writing of the browser's storage, laid out as `crate::store` says.
//!
//! Every change runs alone, whichever page or worker makes it, reads what is there, and is written in one piece:
//! two that change at once lose nothing. Where both areas change, the change is first noted in the journal, and
//! whoever reads next finishes it. What cannot be read is set aside with the next change of its key.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;

use js_sys::{JSON, Promise};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use wasm_bindgen::prelude::*;

use super::error::Error;
use super::{chrome, from_js, promised, to_js};
use crate::protocol::json::whole;
use crate::store::{self, ASIDE, Area, Aside, Change, JOURNAL, OVERFLOW, Preset, SCHEMA, VERSION};
pub use crate::store::{BACKLOG, CHOICES, LEDGER, PRINTS, RECORD, SETTINGS, WAITING};

/// The wording that was used last: key of the session area.
pub const LAST_WORDING: &str = "last-wording";

/// Reads what is kept for good. What cannot be read is left out, and left where it is.
pub async fn load<T: DeserializeOwned + Default>(key: &str) -> Result<T, Error> {
    settle(key).await?;
    Ok(store::read(key, stored(key).await?).value)
}

/// Keeps something for good in the place of what was there. To change a part of something, use [`update`].
pub async fn save<T: Serialize + DeserializeOwned + Default>(key: &str, value: &T) -> Result<(), Error> {
    let value = serde_json::to_value(value).map_err(|_| Error::Unwritable)?;
    update_raw::<T, ()>(key, move |_| (Some(value), ())).await
}

/// Changes something that is kept for good. Nothing else changes it in the meantime, in whatever tab.
pub async fn update<T, R>(key: &str, change: impl FnOnce(&mut T) -> R + 'static) -> Result<R, Error>
where
    T: Serialize + DeserializeOwned + Default,
    R: 'static,
{
    update_raw::<T, R>(key, move |mut value| {
        let answer = change(&mut value);
        (serde_json::to_value(&value).ok(), answer)
    })
    .await
}

async fn update_raw<T, R>(key: &str, change: impl FnOnce(T) -> (Option<Value>, R) + 'static) -> Result<R, Error>
where
    T: DeserializeOwned + Default,
    R: 'static,
{
    // One place in the line for all of it: whoever asks later, changes later.
    let key = key.to_owned();
    alone(async move {
        settle_alone(&key).await?;
        let found = store::read::<T>(&key, stored(&key).await?);
        let (value, answer) = change(found.value);
        let value = value.ok_or(Error::Unwritable)?;
        let mut change = of_value(&key, value).await?;
        if !found.aside.is_empty() {
            let known = local(&json!([ASIDE])).await?.remove(ASIDE).unwrap_or_default();
            change.local.insert(ASIDE.to_owned(), store::damage(known, &found.aside));
        }
        change.local.insert(SCHEMA.to_owned(), VERSION.into());
        write(change).await?;
        Ok(answer)
    })
    .await
}

/// Both areas as they are, every change finished.
pub async fn everything() -> Result<(Area, Area), Error> {
    settle(SETTINGS).await?;
    Ok((local(&Value::Null).await?, synced().await?))
}

/// Makes a change that is worked out from both areas.
pub async fn change_all(change: impl FnOnce(&Area, &Area) -> Result<Change, Error> + 'static) -> Result<(), Error> {
    alone(async move {
        settle_alone(SETTINGS).await?;
        let change = change(&local(&Value::Null).await?, &synced().await?)?;
        write(change).await
    })
    .await
}

/// What of a stored value cannot be read as its kind.
type Damaged = fn(&str, Value) -> Vec<Aside>;

/// What is stored and cannot be read: what has been set aside, and what will be with the next change of its key.
pub async fn aside() -> Result<Vec<Aside>, Error> {
    let kinds: [(&str, Damaged); 7] = [
        (SETTINGS, spoilt::<crate::Settings>),
        (RECORD, spoilt::<crate::Record>),
        (BACKLOG, spoilt::<crate::backlog::Backlog>),
        (LEDGER, spoilt::<crate::ledger::Ledger>),
        (PRINTS, spoilt::<crate::ledger::fingerprint::Prints>),
        (CHOICES, spoilt::<crate::protocol::Choices>),
        (WAITING, spoilt::<Vec<crate::judge::answer::Waiting>>),
    ];
    let Shelf { mut list } = store::read(ASIDE, json!({ "list": local(&json!([ASIDE])).await?.remove(ASIDE) })).value;
    for (key, spoilt) in kinds {
        list.extend(spoilt(key, stored(key).await?));
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
    Ok(overflow_items()
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

/// The value of a key as stored.
async fn stored(key: &str) -> Result<Value, Error> {
    if key != SETTINGS {
        return Ok(local(&json!([key])).await?.remove(key).unwrap_or_default());
    }
    Ok(preset().await.over(store::join(&synced().await?, &overflow_items().await?)))
}

/// What is to be written so that `key` holds `value`.
async fn of_value(key: &str, value: Value) -> Result<Change, Error> {
    if key != SETTINGS {
        let local = Area::from_iter([(key.to_owned(), store::packed(key, value))]);
        return Ok(Change { local, ..Change::default() });
    }
    let default = serde_json::to_value(crate::Settings::default()).map_err(|_| Error::Unwritable)?;
    let (sync, overflow, preset) = (synced().await?, overflow_items().await?, preset().await);
    let old = sync.iter().chain(&overflow).map(|(key, value)| (key.clone(), value.clone())).collect();
    let new = preset.keep(store::items(&value, &preset.untouched(&default)), &old);
    Ok(store::split(new).change(&sync, &overflow))
}

/// Finishes what was begun, and brings an older layout to this one. Storage that needs neither is only looked at.
async fn settle(key: &str) -> Result<(), Error> {
    if is_settled(key).await? { Ok(()) } else { alone(settle_unsettled()).await }
}

/// The same for one who is alone with the storage already.
async fn settle_alone(key: &str) -> Result<(), Error> {
    if is_settled(key).await? { Ok(()) } else { settle_unsettled().await }
}

async fn is_settled(key: &str) -> Result<bool, Error> {
    let seen = local(&json!([SCHEMA, JOURNAL, SETTINGS, key])).await?;
    match store::version(&seen) {
        newer if newer > VERSION => Err(Error::Newer(newer)),
        version => Ok(version == VERSION && !seen.contains_key(JOURNAL) && !seen.contains_key(SETTINGS)),
    }
}

async fn settle_unsettled() -> Result<(), Error> {
    let mut now = local(&Value::Null).await?;
    if let Some(begun) = now.remove(JOURNAL) {
        let begun: Change = store::read(JOURNAL, begun).value;
        write(begun).await?;
        now = local(&Value::Null).await?;
    }
    match store::migrate(&now, &synced().await?) {
        Err(newer) => Err(Error::Newer(newer)),
        Ok(None) => Ok(()),
        Ok(Some(change)) => write(change).await,
    }
}

/// Writes a change in one piece: the local area at one stroke, together with a note of what else is to be done.
async fn write(change: Change) -> Result<(), Error> {
    let Change { local, mut local_gone, sync, sync_gone } = change;
    let syncs = !sync.is_empty() || !sync_gone.is_empty();
    let mut values = local;
    if syncs {
        let rest = Change {
            local: Area::new(),
            local_gone: local_gone.clone(),
            sync: sync.clone(),
            sync_gone: sync_gone.clone(),
        };
        values.insert(JOURNAL.to_owned(), serde_json::to_value(rest).map_err(|_| Error::Unwritable)?);
        local_gone.push(JOURNAL.to_owned());
    }
    if !values.is_empty() {
        local_set(&Value::Object(values)).await?;
    }
    // Too much, too often, or not allowed here: it is kept in this browser and offered again with the next change.
    let mut refused = Area::new();
    if !sync_gone.is_empty() && chrome::sync_remove(&to_js(&json!(sync_gone))?).await.is_err() {
        refused.extend(sync_gone.into_iter().map(|key| (key, Value::Null)));
    }
    if !sync.is_empty() && chrome::sync_set(&to_js(&Value::Object(sync.clone()))?).await.is_err() {
        refused.extend(sync);
    }
    if !refused.is_empty() {
        let mut kept = overflow_items().await?;
        kept.extend(refused);
        local_set(&json!({ OVERFLOW: kept })).await?;
        local_gone.retain(|key| key != OVERFLOW);
    }
    if !local_gone.is_empty() {
        let gone = to_js(&json!(local_gone))?;
        chrome::local_remove(&gone).await.map_err(Error::browser("storage.local.remove"))?;
    }
    Ok(())
}

async fn overflow_items() -> Result<Area, Error> {
    let items = local(&json!([OVERFLOW])).await?.remove(OVERFLOW);
    Ok(items.and_then(|items| items.as_object().cloned()).unwrap_or_default())
}

async fn local(keys: &Value) -> Result<Area, Error> {
    area(&chrome::local_get(&to_js(keys)?).await.map_err(Error::browser("storage.local.get"))?)
}

/// The synchronised area; empty where the browser has none.
async fn synced() -> Result<Area, Error> {
    match chrome::sync_get(&JsValue::NULL).await {
        Ok(items) => area(&items),
        Err(_) => Ok(Area::new()),
    }
}

async fn local_set(items: &Value) -> Result<(), Error> {
    chrome::local_set(&to_js(items)?).await.map(|_| ()).map_err(|error| {
        let said = js_sys::Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
        let said = said.unwrap_or_default().to_lowercase();
        if said.contains("quota") || said.contains("space") { Error::Full } else { Error::Browser("storage.local.set") }
    })
}

/// What stands in a storage area. It may be megabytes, which cross quickest as JSON text, as in [`to_js`].
fn area(items: &JsValue) -> Result<Area, Error> {
    let text = JSON::stringify(items).ok().and_then(|text| text.as_string()).unwrap_or_default();
    serde_json::from_str(&whole(&text)).map_err(|_| Error::Unwritable)
}

/// Runs `work` while nothing else of the extension does.
async fn alone<R: 'static>(work: impl Future<Output = Result<R, Error>> + 'static) -> Result<R, Error> {
    let answer: Rc<RefCell<Option<Result<R, Error>>>> = Rc::default();
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
