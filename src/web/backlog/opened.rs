//! The judgement of one row beside the table, and what is done about it.

use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTextAreaElement, ScrollIntoViewOptions, ScrollLogicalPosition};

use super::{Shared, picture, say_line, table};
use crate::conversation::Conversation;
use crate::ledger::{Decision, Deed, Ledger, message_id};
use crate::protocol::{Act, Command, Draft, How, Part};
use crate::reply::sitting::Told;
use crate::view::{self, words};
use crate::web::advice::{self, Place, Subject};
use crate::web::draw::{self, OnPress, by_id, document, on, shown};
use crate::web::error::Error;
use crate::web::spawn_local;
use crate::web::{chrome, copied, open_tab, storage, to_js};
use crate::{judge, say};

/// Listens to the buttons beside the judgement.
pub fn listen(state: &Shared) -> Result<(), Error> {
    let state = state.clone();
    on(&by_id::<Element>("visit")?, "click", move |_| drop(visit(&state)));
    Ok(())
}

/// Shows the judgement of the current row beside the table.
pub fn open(state: &Shared) -> Result<(), Error> {
    let (panel, loose, way, which) = {
        let mut state = state.borrow_mut();
        let Some(entry) = state.current().map(|row| row.entry.clone()) else { return Ok(()) };
        if !state.open {
            state.told = Told::default();
        }
        state.open = true;
        let (request, settings) = state.request(&entry);
        let talk = Conversation {
            site: &entry.site,
            request: &request,
            record: &state.known.record,
            settings: &settings,
            waiting: &state.known.questions,
            last: "",
        };
        let (assessment, beside) = talk.sit(state.told);
        let mut panel = view::of(&entry.seen, &request, &assessment, &beside).panel;
        view::people::add(&mut panel, &entry.seen, &request, &assessment, &state.known.ledger, &settings);
        rekey(&mut panel);
        state.hows.clear();
        hows(&panel, &mut state.hows);
        let way = match (&entry.here, entry.address()) {
            (Some(_), _) => Some(say!("Show it on its page")),
            (None, Some(_)) => Some(say!("Copy the reply and open their profile")),
            _ => None,
        };
        (panel, entry.here.is_none(), way, format!("{} {}", entry.name, request.text))
    };
    let result: Element = by_id("result")?;
    let closing = state.clone();
    let act: OnPress = Rc::new(move |act, pressed| {
        let _ = perform(&closing, act, pressed);
    });
    let refused = Error::browser("an element");
    let fresh = draw::draw(&panel, &act)?;
    let mut focus = None;
    if result.get_attribute("data-request").as_ref() == Some(&which) {
        focus = draw::focused(&result);
        draw::carry_over(&result, &fresh)?;
    }
    result.set_attribute("data-request", &which).map_err(&refused)?;
    result.set_text_content(None);
    result.set_class_name(if loose { "loose" } else { "" });
    result.append_child(fresh.as_ref()).map_err(&refused)?;
    if let Some(name) = focus {
        draw::focus_again(&result, &name)?;
    }
    let visit: HtmlElement = by_id("visit")?;
    visit.set_text_content(way);
    shown(&visit, way.is_some());
    let beside: Element = by_id("beside")?;
    beside.class_list().add_1("opened-one").map_err(Error::browser("an element"))?;
    shown(&by_id("opened")?, true);
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    beside.scroll_into_view_with_scroll_into_view_options(&nearest);
    Ok(())
}

/// What kind each reply of a drawing is, by its number.
fn hows(part: &Part, out: &mut Vec<(u32, How)>) {
    if let Some(Act::Copy { reply, how }) = &part.act {
        out.push((*reply, how.clone()));
    }
    part.parts.iter().for_each(|part| hows(part, out));
}

/// Here "o" opens, so that what is left open has another key.
fn rekey(part: &mut Part) {
    if part.act == Some(Act::Tell { deed: Deed::Decide { decision: Decision::LeftOpen } }) {
        part.key = "l".to_owned();
    }
    part.parts.iter_mut().for_each(rekey);
}

/// Hides the judgement.
pub fn close(state: &Shared) -> Result<(), Error> {
    state.borrow_mut().open = false;
    by_id::<Element>("result")?.set_text_content(None);
    by_id::<Element>("beside")?.class_list().remove_1("opened-one").map_err(Error::browser("an element"))?;
    shown(&by_id("opened")?, false);
    Ok(())
}

/// Opens the current row with the keyboard in its note.
pub fn note(state: &Shared) -> Result<(), Error> {
    open(state)?;
    let place = document()?.query_selector("#result .note").ok().flatten().ok_or(Error::Missing("a note"))?;
    if let Some(fold) = place.closest("details").ok().flatten() {
        fold.set_attribute("open", "").map_err(Error::browser("an element"))?;
    }
    match place.dyn_into::<HtmlElement>() {
        Ok(place) => place.focus().map_err(Error::browser("focus")),
        Err(_) => Ok(()),
    }
}

fn perform(state: &Shared, act: &Act, pressed: &Element) -> Result<(), Error> {
    match act {
        Act::Copy { reply, how } => {
            if let (Some(subject), Some(area)) = (subject(state), area(*reply)) {
                copy(state, subject.draft(area.value(), how));
            }
            Ok(())
        }
        Act::Edit { how, .. } => {
            if let Some(subject) = subject(state) {
                advice::keep(pressed, &subject, how);
                advice::check_soon(pressed, &subject, how);
            }
            Ok(())
        }
        Act::Learn { reply, how } => {
            if let (Some(subject), Some(area)) = (subject(state), area(*reply)) {
                advice::learn(area, &subject, how);
            }
            Ok(())
        }
        Act::Insert { reply, how } => {
            let here =
                state.borrow().current().and_then(|row| Some((row.entry.here.clone()?, row.entry.seen.key.clone())));
            if let (Some((here, key)), Some(area)) = (here, area(*reply)) {
                let command = Command::Insert { key, text: area.value(), how: how.clone() };
                spawn_local(async move { told(to_page(here.tab, here.frame, &command).await) });
            }
            Ok(())
        }
        Act::Desk { answers } => {
            state.borrow_mut().told = Told::parse(answers);
            open(state)
        }
        Act::Tell { deed } => {
            keep(state, deed.clone(), draw::typed(pressed).unwrap_or_default());
            Ok(())
        }
        Act::Stance { show } => advice::stance(&by_id::<Element>("result")?, show),
        Act::Close => close(state).and_then(|()| table::focus()),
        _ => Ok(()),
    }
}

/// The current row, as the worker is told of it.
fn subject(state: &Shared) -> Option<Subject> {
    let state = state.borrow();
    let entry = &state.current()?.entry;
    let mut seen = entry.seen.clone();
    seen.told = state.told.code();
    Some(Subject { place: None, site: entry.site.clone(), seen })
}

fn area(reply: u32) -> Option<HtmlTextAreaElement> {
    document().ok()?.query_selector(&format!("#result [data-reply='{reply}']")).ok().flatten()?.dyn_into().ok()
}

/// The reply that is unfolded, or else the first one, of the stance that is shown.
fn chosen(state: &Shared) -> Option<Draft> {
    let document = document().ok()?;
    let of = |fold: &str| document.query_selector(&format!("#result .replies:not([hidden]) {fold}textarea")).ok()?;
    let area: HtmlTextAreaElement = of("details[open] ").or_else(|| of(""))?.dyn_into().ok()?;
    let number: u32 = area.get_attribute("data-reply")?.parse().ok()?;
    let how = state.borrow().hows.iter().find(|(reply, _)| *reply == number).map(|(_, how)| how.clone());
    Some(subject(state)?.draft(area.value(), &how.unwrap_or_default()))
}

/// Copies the first reply to the current row, or the one that is unfolded.
pub fn copy_first(state: &Shared) -> Result<(), Error> {
    if !state.borrow().open {
        open(state)?;
    }
    if let Some(draft) = chosen(state) {
        copy(state, draft);
    }
    Ok(())
}

/// To the place where the current row can be answered: its page, or the sender's profile with the reply copied.
pub fn visit(state: &Shared) -> Result<(), Error> {
    if !state.borrow().open {
        open(state)?;
    }
    let Some(entry) = state.borrow().current().map(|row| row.entry.clone()) else { return Ok(()) };
    if let Some(here) = entry.here {
        let show = Command::Show { key: entry.seen.key };
        spawn_local(async move { told(to_page(here.tab, here.frame, &show).await) });
    } else if let Some(url) = entry.address() {
        let draft = chosen(state);
        let state = state.clone();
        spawn_local(async move {
            if let Some(draft) = draft {
                let _ = copied(&draft.text).await;
                let _ = took(&state, draft).await;
            }
            open_tab(&url).await;
        });
    }
    Ok(())
}

#[derive(Serialize)]
struct InFront {
    active: bool,
}

/// Tells the page of a request, and brings its tab to the front.
async fn to_page(tab: f64, frame: f64, command: &Command) -> Result<(), Error> {
    advice::tell(Place { tab, frame }, command).await?;
    chrome::tabs_update(tab, &to_js(&InFront { active: true })?).await.map_err(Error::browser("tabs.update"))?;
    Ok(())
}

fn told(done: Result<(), Error>) {
    if done.is_err() {
        let _ = say_line(say!("Its page is not there any more."));
    }
}

fn copy(state: &Shared, draft: Draft) {
    let state = state.clone();
    spawn_local(async move {
        let words = words::page();
        let _ = say_line(if copied(&draft.text).await { &words.copied } else { &words.not_copied });
        let _ = took(&state, draft).await;
    });
}

/// A reply is taken along: what waits for an answer from now on shows in the row.
async fn took(state: &Shared, draft: Draft) -> Result<(), Error> {
    advice::took(draft).await?;
    state.borrow_mut().known.questions = storage::load(storage::WAITING).await?;
    Ok(())
}

/// Notes a decision on the current row. Here a key always means what it says: the same once more takes nothing back.
pub fn decide(state: &Shared, decision: Decision) {
    let is_new = {
        let state = state.borrow();
        state.current().is_some_and(|row| {
            let (request, _) = state.request(&row.entry);
            let id = message_id(&request.text);
            let person = state.known.ledger.person(&request.sender);
            let asked = person.and_then(|person| person.requests.iter().find(|asked| asked.id == id));
            asked.is_none_or(|asked| asked.decision != decision)
        })
    };
    if is_new {
        keep(state, Deed::Decide { decision }, String::new());
    }
}

/// Writes into the ledger, in its turn, and judges anew what it bears on.
fn keep(state: &Shared, deed: Deed, typed: String) {
    let Some(entry) = state.borrow().current().map(|row| row.entry.clone()) else { return };
    let state = state.clone();
    spawn_local(async move {
        let (request, settings) = state.borrow().request(&entry);
        let assessment = judge::ENGINE.assess(&request, &state.borrow().known.record, &settings);
        let (written, today) = (matches!(deed, Deed::Note | Deed::Whose), settings.today);
        let change = move |ledger: &mut Ledger| {
            ledger.note(&request, &assessment, &deed, &typed, today);
            ledger.clone()
        };
        let said = match storage::update(storage::LEDGER, change).await {
            Ok(ledger) => {
                state.borrow_mut().known.ledger = ledger;
                let _ = renew(&state, &entry.name, !written);
                say!("Noted: {name}.", name = entry.name)
            }
            Err(error) => error.not_kept(),
        };
        let _ = say_line(&said);
    });
}

/// Judges the rows of one person anew. What is being typed beside the table is left alone.
fn renew(state: &Shared, name: &str, redraw: bool) -> Result<(), Error> {
    {
        let mut state = state.borrow_mut();
        for at in 0..state.rows.len() {
            if state.rows[at].entry.name == name {
                let row = state.judged(state.rows[at].entry.clone());
                state.rows[at] = row;
            }
        }
    }
    table::draw(&state.borrow())?;
    picture(&state.borrow())?;
    let is_same = state.borrow().open && state.borrow().current().is_some_and(|row| row.entry.name == name);
    if redraw && is_same { open(state) } else { Ok(()) }
}
