//! The page of the table of advice: the picture, the rows, moving them and the way back.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use super::draw::{OnPress, all, by_id, document, draw, on, shown};
use super::error::Error;
use super::storage;
use crate::protocol::{Act, Part};
use crate::say;
use crate::settings::Settings;
use crate::store::Standing;
use crate::view::preset;
use crate::view::table as view;
use crate::web::spawn_local;

thread_local! {
    /// Whether an organisation has set the rows for good.
    static LOCKED: Cell<bool> = const { Cell::new(false) };
}

/// Binds the page.
#[wasm_bindgen]
pub async fn table() -> Result<(), JsValue> {
    bind().await.map_err(|error| error.to_js())
}

async fn bind() -> Result<(), Error> {
    let standing = storage::preset().await.standing("moved");
    LOCKED.set(standing == Standing::Locked);
    let note: HtmlElement = by_id("preset")?;
    note.set_text_content(Some(preset::note(standing)));
    shown(&note, standing != Standing::Free);
    show(&storage::load(storage::SETTINGS).await?)?;
    on(&by_id::<Element>("ours")?, "click", |_| change(|settings| settings.moved.clear(), None));
    Ok(())
}

fn show(settings: &Settings) -> Result<(), Error> {
    put("picture", &view::picture(settings))?;
    put("rows", &view::rows(settings))?;
    let locked = LOCKED.get();
    if locked {
        for button in all::<Element>(&by_id("rows")?, "button")? {
            button.set_attribute("disabled", "").map_err(Error::browser("an element"))?;
        }
    }
    shown(&by_id::<HtmlElement>("ours")?, !settings.moved.is_empty() && !locked);
    Ok(())
}

fn put(id: &'static str, part: &Part) -> Result<(), Error> {
    let place: Element = by_id(id)?;
    let act: OnPress = Rc::new(|act, _| press(act));
    // Groups that are open stay open.
    let before: Vec<bool> = all(&place, "details")?.iter().map(|fold: &Element| fold.has_attribute("open")).collect();
    place.set_text_content(None);
    place.append_child(draw(part, &act)?.as_ref()).map_err(Error::browser("an element"))?;
    for (details, was_open) in all::<Element>(&place, "details")?.iter().zip(before) {
        if was_open {
            let _ = details.set_attribute("open", "");
        }
    }
    Ok(())
}

fn press(act: &Act) {
    match act {
        Act::Move { row, advice } => {
            let (row, advice) = (row.clone(), advice.clone());
            let back = row.clone();
            change(move |settings| view::move_row(settings, &row, &advice), Some(back));
        }
        Act::Row { row } => drop(go_to(row, true)),
        _ => {}
    }
}

/// Keeps a change and shows the table anew; the focus goes back to the row that was moved.
fn change(change: impl FnOnce(&mut Settings) + 'static, row: Option<String>) {
    spawn_local(async move {
        let kept = storage::update(storage::SETTINGS, move |settings: &mut Settings| {
            change(settings);
            settings.clone()
        })
        .await;
        let said = match &kept {
            Ok(settings) => match view::count_moved(settings) {
                0 => say!("Saved. All rows are as we made them.").to_owned(),
                moved => say!("Saved. Rows of your own: {count}.", count = moved),
            },
            Err(error) => error.not_kept(),
        };
        if let Ok(settings) = kept {
            let _ = show(&settings);
            if let Some(row) = row {
                let _ = go_to(&row, false);
            }
        }
        let _ = by_id::<Element>("saved").map(|saved| saved.set_text_content(Some(&said)));
    });
}

/// Opens the group of a row and puts the focus on what it says.
fn go_to(row: &str, into_view: bool) -> Result<(), Error> {
    let found = document()?.query_selector(&format!("#rows .row-{row}")).ok().flatten();
    let line = found.ok_or(Error::Missing("a row"))?;
    if let Some(group) = line.closest("details").ok().flatten() {
        group.set_attribute("open", "").map_err(Error::browser("an element"))?;
    }
    if into_view {
        line.scroll_into_view();
    }
    let tap = line.query_selector("[aria-pressed='true']:enabled").ok().flatten();
    let tap: HtmlElement = match tap.and_then(|tap| tap.dyn_into().ok()) {
        Some(tap) => tap,
        // Where nothing can be moved, the row itself is come to.
        None => {
            line.set_attribute("tabindex", "-1").map_err(Error::browser("an element"))?;
            line.dyn_into().map_err(|_| Error::Missing("a row"))?
        }
    };
    tap.focus().map_err(Error::browser("focus"))
}
