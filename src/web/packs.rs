//! Packs that are fetched from the extension's own folder: the English one along with the program, by whoever starts
//! it, and those of other languages from here, when they are wanted.

use std::cell::RefCell;

use js_sys::{Function, Promise, Uint8Array};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::error::Error;
use crate::packs::{Pack, hand_in, missed};

thread_local! {
    /// Gives the bytes of a pack by the name of its language.
    static FETCH: RefCell<Option<Function>> = const { RefCell::new(None) };
}

/// Tells the engine what it needs before anything is asked of it: the English pack, and how others are fetched.
#[wasm_bindgen]
pub fn know(english: Option<Vec<u8>>, fetch: Function) -> Result<(), JsValue> {
    FETCH.set(Some(fetch));
    let is_ours = english.is_some_and(|file| hand_in(Pack::EN, file));
    if is_ours { Ok(()) } else { Err(Error::Pack(Pack::EN.code()).to_js()) }
}

/// Does something, and once more if a language was missed in it whose pack could be fetched then.
pub async fn fluently<T>(work: impl Fn() -> T) -> T {
    let _ = missed();
    let done = work();
    if fetched(missed()).await { work() } else { done }
}

/// Fetches the packs of all languages, for pages that judge what they show by themselves.
pub async fn all() {
    fetched(Pack::ALL.into_iter().filter(|pack| !crate::packs::is_there(*pack)).collect()).await;
}

/// Fetches packs; whether any of them is there now. What cannot be had is left, and whoever asks for it says so.
async fn fetched(packs: Vec<Pack>) -> bool {
    let mut any = false;
    for pack in packs {
        any |= fetch(pack).await.is_some_and(|file| hand_in(pack, file));
    }
    any
}

async fn fetch(pack: Pack) -> Option<Vec<u8>> {
    let fetch = FETCH.with_borrow(Clone::clone)?;
    let promise: Promise = fetch.call1(&JsValue::NULL, &pack.code().into()).ok()?.dyn_into().ok()?;
    let bytes: Uint8Array = JsFuture::from(promise).await.ok()?.dyn_into().ok()?;
    Some(bytes.to_vec())
}
