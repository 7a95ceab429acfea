//! The part of the settings page that holds the person's record: an export read in the background, and lists typed
//! by hand. Until the person takes an export over, nothing of it is stored.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, Reflect};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{
    DragEvent, Element, FileList, HtmlElement, HtmlInputElement, HtmlProgressElement, HtmlTextAreaElement,
    MessageEvent, Worker, WorkerOptions, WorkerType,
};

use super::draw::{OnPress, by_id, document, draw, on, shown};
use super::error::Error;
use super::importer::{from_text, to_text};
use super::{chrome, storage};
use crate::backlog::Backlog;
use crate::import::{Import, Options, Progress};
use crate::protocol::{Part, Tag};
use crate::record::Record;
use crate::say;
use crate::settings::Settings;
use crate::store;
use crate::view::record::{self as view, TYPED};
use crate::view::words;
use crate::web::spawn_local;

/// Most people that a search shows.
const FOUND: usize = 25;

/// The import that is under way or waits for a word.
#[derive(Default)]
struct State {
    worker: Option<Worker>,
    /// Kept for as long as the worker may speak.
    hears: Option<Closure<dyn FnMut(MessageEvent)>>,
    found: Option<Import>,
}

type Shared = Rc<RefCell<State>>;

/// Binds the section.
pub async fn bind() -> Result<(), Error> {
    let state: Shared = Rc::default();
    show(&storage::load(storage::RECORD).await?)?;
    invitations().await?;
    importing(&state)?;
    typed()?;
    people()
}

/// Binds what an export is chosen, looked at and taken over with; the first run has no more than this.
pub fn first() -> Result<(), Error> {
    importing(&Rc::default())
}

fn importing(state: &Shared) -> Result<(), Error> {
    files(state)?;
    drop_zone(state)?;
    let cancelled = state.clone();
    on(&by_id::<Element>("record-cancel")?, "click", move |_| {
        let _ = stop(&cancelled).and_then(|()| say(say!("Cancelled. Your record is as it was.")));
    });
    let discarded = state.clone();
    on(&by_id::<Element>("record-discard")?, "click", move |_| {
        let _ = stop(&discarded).and_then(|()| say(say!("Nothing was taken over. Your record is as it was.")));
    });
    let state = state.clone();
    on(&by_id::<Element>("record-take")?, "click", move |_| {
        let state = state.clone();
        spawn_local(async move {
            let Some(found) = state.borrow().found.clone() else { return };
            match storage::change_all(move |local, _| Ok(store::imported(local, &found))).await {
                Ok(()) => {
                    if let Ok(record) = storage::load(storage::RECORD).await {
                        let _ = show(&record);
                    }
                    let _ = invitations().await;
                    // On the page of settings, below: what is stored now.
                    let _ = super::data::kinds().await;
                    let _ = stop(&state).and_then(|()| say(say!("Taken over.")));
                }
                Err(error) => drop(say(&error.not_kept())),
            }
        });
    });
    Ok(())
}

fn say(text: &str) -> Result<(), Error> {
    by_id::<Element>("record-said")?.set_text_content(Some(text));
    Ok(())
}

/// Shows the record everywhere.
fn show(record: &Record) -> Result<(), Error> {
    by_id::<Element>("record-summary")?.set_text_content(Some(&view::summary(record)));
    for list in &TYPED {
        let (area, complete) = controls(list.part)?;
        area.set_value(&(list.show)(record));
        complete.set_checked(record.is_complete(list.part) && !area.value().is_empty());
    }
    let complete: HtmlInputElement = by_id("complete-connections")?;
    complete.set_checked(record.is_complete("connections") && !record.connections.is_empty());
    let people = match record.connections.len() {
        0 => say!("None yet.").to_owned(),
        some => view::count(some, say!("{n} person is recorded."), say!("{n} people are recorded.")),
    };
    by_id::<Element>("people-count")?.set_text_content(Some(&people));
    Ok(())
}

/// The way to the invitations that were imported, once there are any.
async fn invitations() -> Result<(), Error> {
    let count = storage::load::<Backlog>(storage::BACKLOG).await?.invitations.len();
    let way: HtmlElement = by_id("record-backlog")?;
    shown(&way, count > 0);
    let link = way.query_selector("a").ok().flatten().ok_or(Error::Missing("a link"))?;
    link.set_text_content(Some(&view::count(
        count,
        say!("Go through {n} invitation"),
        say!("Go through {n} invitations"),
    )));
    Ok(())
}

fn controls(part: &str) -> Result<(HtmlTextAreaElement, HtmlInputElement), Error> {
    Ok(match part {
        "positions" => (by_id("record-positions")?, by_id("complete-positions")?),
        "education" => (by_id("record-education")?, by_id("complete-education")?),
        _ => (by_id("record-groups")?, by_id("complete-groups")?),
    })
}

// ---- an export ----

fn files(state: &Shared) -> Result<(), Error> {
    let (input, state): (HtmlInputElement, _) = (by_id("record-file")?, state.clone());
    on(&input.clone(), "change", move |_| {
        if let Some(files) = input.files().filter(|files| files.length() > 0) {
            let _ = start(&state, &files);
        }
        // The same file chosen again shall be read again.
        input.set_value("");
    });
    Ok(())
}

fn drop_zone(state: &Shared) -> Result<(), Error> {
    let (zone, state): (Element, _) = (by_id("record-drop")?, state.clone());
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    for (name, over) in [("dragover", true), ("dragleave", false), ("drop", false)] {
        let (lit, state) = (zone.clone(), state.clone());
        gloo::events::EventListener::new_with_options(&zone, name, options, move |event| {
            event.prevent_default();
            let _ = lit.class_list().toggle_with_force("over", over);
            let dropped = event.dyn_ref::<DragEvent>().filter(|event| event.type_() == "drop");
            let files = dropped.and_then(DragEvent::data_transfer).and_then(|carried| carried.files());
            if let Some(files) = files.filter(|files| files.length() > 0) {
                let _ = start(&state, &files);
            }
        })
        .forget();
    }
    Ok(())
}

/// Ends what is under way and forgets what was found.
fn stop(state: &Shared) -> Result<(), Error> {
    let mut state = state.borrow_mut();
    if let Some(worker) = state.worker.take() {
        worker.terminate();
    }
    state.found = None;
    shown(&by_id("record-working")?, false);
    shown(&by_id("record-found")?, false);
    by_id::<Element>("record-preview")?.set_text_content(None);
    Ok(())
}

fn start(state: &Shared, files: &FileList) -> Result<(), Error> {
    stop(state)?;
    say("")?;
    shown(&by_id("record-working")?, true);
    let step: HtmlElement = by_id("record-step")?;
    step.set_text_content(Some(say!("Opening …")));
    step.scroll_into_view_with_bool(false);
    let options = WorkerOptions::new();
    options.set_type(WorkerType::Module);
    let worker = Worker::new_with_options(&chrome::url("importer.js"), &options).map_err(Error::browser("Worker"))?;
    let hearing = state.clone();
    let hears = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
        let _ = hear(&hearing, &event.data());
    });
    worker.set_onmessage(Some(hears.as_ref().unchecked_ref()));
    let files: Array = (0..files.length()).filter_map(|at| files.get(at)).map(JsValue::from).collect();
    let keep_text = by_id::<HtmlInputElement>("record-keep-text")?.checked();
    let (starting, sending) = (state.clone(), worker.clone());
    spawn_local(async move {
        let own_name = storage::load::<Settings>(storage::SETTINGS).await.unwrap_or_default().name;
        let options = Options { keep_text, own_name, today: super::today() };
        let message = js_sys::Object::new();
        let options = to_text(&options);
        let _ = Reflect::set(&message, &"files".into(), &files);
        let _ = Reflect::set(&message, &"options".into(), &options.into());
        let _ = Reflect::set(&message, &"language".into(), &words::page().language.into());
        if sending.post_message(&message).is_err() {
            let _ = stop(&starting).and_then(|()| say(say!("The browser did not hand the files over.")));
        }
    });
    let mut state = state.borrow_mut();
    (state.worker, state.hears) = (Some(worker), Some(hears));
    Ok(())
}

fn hear(state: &Shared, message: &JsValue) -> Result<(), Error> {
    let told = |name: &str| Reflect::get(message, &name.into()).ok().and_then(|value| value.as_string());
    if let Some(now) = told("progress").and_then(|text| from_text::<Progress>(&text)) {
        by_id::<Element>("record-step")?.set_text_content(Some(&view::progress(&now)));
        let bar: HtmlProgressElement = by_id("record-progress")?;
        match view::hundredths(&now) {
            #[allow(clippy::cast_precision_loss, reason = "a hundred at most")]
            Some(done) => bar.set_value(done as f64),
            None => drop(bar.remove_attribute("value")),
        }
    }
    if told("failed").is_some() {
        stop(state)?;
        say(say!("Reading failed. Your record is as it was."))?;
    }
    if let Some(found) = told("found").and_then(|text| from_text::<Import>(&text)) {
        stop(state)?;
        let nothing: OnPress = Rc::new(|_, _| {});
        let preview: Element = by_id("record-preview")?;
        preview.append_child(draw(&view::preview(&found), &nothing)?.as_ref()).map_err(Error::browser("an element"))?;
        shown(&by_id("record-take")?, !found.is_empty());
        let area: HtmlElement = by_id("record-found")?;
        shown(&area, true);
        // The next step is where the keyboard is.
        let _ = area.focus();
        state.borrow_mut().found = Some(found);
    }
    Ok(())
}

// ---- by hand ----

fn typed() -> Result<(), Error> {
    for list in &TYPED {
        let (area, complete) = controls(list.part)?;
        let wrong: Element = match list.part {
            "positions" => by_id("wrong-positions")?,
            "education" => by_id("wrong-education")?,
            _ => by_id("wrong-groups")?,
        };
        let keep = {
            let (area, complete) = (area.clone(), complete.clone());
            move || {
                let (text, complete, wrong) = (area.value(), complete.checked(), wrong.clone());
                spawn_local(async move {
                    let change = move |record: &mut Record| {
                        let wrong = (list.take)(record, &text);
                        record.set_complete(list.part, complete);
                        (wrong, record.clone())
                    };
                    match storage::update(storage::RECORD, change).await {
                        Ok((lines, record)) => {
                            wrong.set_text_content(Some(&lines.join(" ")));
                            let _ = said_saved();
                            let _ = by_id::<Element>("record-summary")
                                .map(|summary| summary.set_text_content(Some(&view::summary(&record))));
                        }
                        Err(error) => wrong.set_text_content(Some(&error.not_kept())),
                    }
                });
            }
        };
        let again = keep.clone();
        on(&area, "change", move |_| keep());
        on(&complete, "change", move |_| again());
    }
    Ok(())
}

fn said_saved() -> Result<(), Error> {
    by_id::<Element>("saved")?.set_text_content(Some(say!("Saved.")));
    Ok(())
}

fn people() -> Result<(), Error> {
    let complete: HtmlInputElement = by_id("complete-connections")?;
    on(&complete.clone(), "change", move |_| {
        let whole = complete.checked();
        change_people(move |record| record.set_complete("connections", whole));
    });
    let new: HtmlInputElement = by_id("people-new")?;
    let add = {
        let new = new.clone();
        move || {
            let Some(person) = view::person(&new.value()) else { return };
            new.set_value("");
            change_people(move |record| {
                let fresh = record.connections.is_empty() && record.is_complete("connections");
                record.merge(Record { connections: vec![person], ..Record::default() });
                // A list just begun is not complete.
                if fresh {
                    record.set_complete("connections", false);
                }
            });
        }
    };
    let by_key = add.clone();
    on(&by_id::<Element>("people-add")?, "click", move |_| add());
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    gloo::events::EventListener::new_with_options(&new, "keydown", options, move |event| {
        let is_enter = event.dyn_ref::<web_sys::KeyboardEvent>().is_some_and(|event| event.key() == "Enter");
        if is_enter {
            event.prevent_default();
            by_key();
        }
    })
    .forget();
    let find: HtmlInputElement = by_id("people-find")?;
    on(&find.clone(), "input", move |_| {
        spawn_local(async {
            if let Ok(record) = storage::load(storage::RECORD).await {
                let _ = found(&record);
            }
        });
    });
    Ok(())
}

fn change_people(change: impl FnOnce(&mut Record) + 'static) {
    spawn_local(async move {
        let change = |record: &mut Record| {
            change(record);
            record.clone()
        };
        let said = match storage::update(storage::RECORD, change).await {
            Ok(record) => show(&record).and_then(|()| found(&record)).and_then(|()| said_saved()),
            Err(error) => say(&error.not_kept()),
        };
        let _ = said;
    });
}

/// Shows the people that are looked for, each with a way to take them out.
fn found(record: &Record) -> Result<(), Error> {
    let refused = Error::browser("an element");
    let list: Element = by_id("people-found")?;
    list.set_text_content(None);
    let nothing: OnPress = Rc::new(|_, _| {});
    for (_, person) in view::find(record, &by_id::<HtmlInputElement>("people-find")?.value(), FOUND) {
        let mut about = vec![person.name.clone()];
        about.extend((!person.company.is_empty()).then(|| person.company.clone()));
        let since = crate::view::relation::day(person.connected);
        about.extend((!since.is_empty()).then(|| say!("since {since}", since = since)));
        let text = Part { tag: Tag::Span, text: about.join(" · "), ..Part::default() };
        let item = document()?.create_element("li").map_err(&refused)?;
        item.append_child(draw(&text, &nothing)?.as_ref()).map_err(&refused)?;
        let remove = document()?.create_element("button").map_err(&refused)?;
        remove.set_class_name("plain-button");
        remove.set_text_content(Some(say!("Take out")));
        remove.set_attribute("aria-label", &say!("Take out {name}", name = person.name)).map_err(&refused)?;
        remove.set_attribute("type", "button").map_err(&refused)?;
        let gone = person.clone();
        on(&remove, "click", move |_| {
            let gone = gone.clone();
            change_people(move |record| record.connections.retain(|known| *known != gone));
        });
        item.append_child(&remove).map_err(&refused)?;
        list.append_child(&item).map_err(&refused)?;
    }
    Ok(())
}
