//! People on the extension's own pages: whom to come back to and how requests turned out in the popup; the list of
//! people and what has been learned on the settings page.

use std::rc::Rc;

use serde::Deserialize;
use web_sys::HtmlElement;

use super::draw::{OnPress, by_id, document, draw, shown};
use super::error::Error;
use super::{chrome, from_js, storage, to_js};
use crate::ledger::{Ledger, ics};
use crate::protocol::{Act, Failure, PageRequest, PageTold, Part, RequestView};
use crate::view::due;
use crate::web::spawn_local;

/// Draws the popup's part.
pub async fn popup() -> Result<(), Error> {
    let ledger: Ledger = storage::load(storage::LEDGER).await?;
    let today = super::today();
    show("due", due::list(&ledger, today))?;
    show("turned-out", due::question(&ledger, today))
}

/// Draws the settings page's part.
pub async fn settings() -> Result<(), Error> {
    let ledger: Ledger = storage::load(storage::LEDGER).await?;
    show("people", Some(due::people(&ledger, super::today())))?;
    show("learned", Some(due::learned(&ledger)))
}

/// Puts a drawing into an element of the page, or hides it.
fn show(id: &'static str, part: Option<Part>) -> Result<(), Error> {
    let place: HtmlElement = by_id(id)?;
    let act: OnPress = Rc::new(|act, _| perform(act));
    place.set_text_content(None);
    if let Some(part) = &part {
        place.append_child(draw(part, &act)?.as_ref()).map_err(Error::browser("an element"))?;
    }
    shown(&place, part.is_some());
    Ok(())
}

fn perform(act: &Act) {
    match act {
        Act::Ledger { request } => {
            let request = request.clone();
            spawn_local(async move {
                let done = ask::<()>(&PageRequest::Ledger(request)).await;
                let _ = redraw().await;
                if done.is_err() {
                    let _ = said("due-said", &crate::view::words::page().not_kept);
                }
            });
        }
        Act::Calendar => spawn_local(async {
            let done = calendar().await;
            let words = if done.is_ok() { due::saved() } else { due::not_saved() };
            let _ = said("due-said", words);
        }),
        Act::Visit { address } => {
            let address = address.clone();
            spawn_local(async move { super::open_tab(&address).await });
        }
        _ => {}
    }
}

/// Whichever page this is.
async fn redraw() -> Result<(), Error> {
    if document()?.get_element_by_id("due").is_some() { popup().await } else { settings().await }
}

fn said(id: &'static str, words: &str) -> Result<(), Error> {
    by_id::<HtmlElement>(id)?.set_text_content(Some(words));
    Ok(())
}

/// Writes what was done at a request through the worker, which is the only one to write.
pub async fn tell(told: PageTold) -> Result<Option<RequestView>, Error> {
    ask::<Option<RequestView>>(&PageRequest::Tell(told)).await.map(Option::flatten)
}

#[derive(Deserialize)]
struct Answer<T> {
    ok: Option<T>,
    error: Option<Failure>,
}

pub(super) async fn ask<T: for<'de> Deserialize<'de>>(request: &PageRequest) -> Result<Option<T>, Error> {
    let answer = chrome::ask_worker(&to_js(request)?).await.map_err(Error::browser("runtime.sendMessage"))?;
    let answer: Answer<T> = from_js(answer)?;
    match answer.error {
        Some(failure) => Err(Error::Malformed(failure.message)),
        None => Ok(answer.ok),
    }
}

/// Saves everything that is due, now or later, as a calendar file.
async fn calendar() -> Result<(), Error> {
    let ledger: Ledger = storage::load(storage::LEDGER).await?;
    let today = super::today();
    let people: Vec<_> = ledger.due(today).into_iter().chain(ledger.later(today)).collect();
    let stamp = String::from(js_sys::Date::new_0().to_iso_string());
    let stamp: String = stamp.split('.').next().unwrap_or_default().replace(['-', ':'], "") + "Z";
    super::data::save("demur.ics", "text/calendar;charset=utf-8", &ics::calendar(&people, &stamp))
}
