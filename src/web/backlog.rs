//! The backlog page: the invitations of an export in a table, judged here, decided with a key.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent};

use super::draw::{OnPress, by_id, document, draw, on, shown};
use super::error::Error;
use super::{chart, data, storage};
use crate::backlog::{Answer, Backlog, Filter, Invitation, Row, Sort, age, arrange, csv, request};
use crate::conversation::Conversation;
use crate::ledger::{Decision, Deed, Ledger, message_id};
use crate::protocol::{Act, Seen};
use crate::record::Record;
use crate::reply::sitting::Told;
use crate::request::Request;
use crate::settings::Settings;
use crate::view::{record::grouped, words};
use crate::{Advice, Ask, Flag, judge};

/// Height of a row in pixels, as the style sheet has it, with its line.
const ROW: f64 = 45.0;
/// Rows drawn above and below what is seen.
const SPARE: usize = 8;
/// Milliseconds of judging between two pauses.
const SLICE: f64 = 14.0;
/// Milliseconds between two drawings while rows are still judged.
const REDRAW: f64 = 400.0;

const SELECTS: [&str; 5] = ["by-ask", "by-flag", "by-advice", "by-answer", "sort"];
const DECISIONS: [(&str, char, Decision, Answer); 4] = [
    ("decide-accepted", 'a', Decision::Accepted, Answer::Accepted),
    ("decide-asked-first", 'q', Decision::AskedFirst, Answer::AskedFirst),
    ("decide-declined", 'd', Decision::Declined, Answer::Declined),
    ("decide-open", 'l', Decision::LeftOpen, Answer::Open),
];

/// What the page knows.
struct State {
    settings: Settings,
    record: Record,
    ledger: Ledger,
    rows: Vec<Row>,
    /// Rows that are shown, in order.
    places: Vec<usize>,
    /// The one that the keyboard is at, among `places`.
    at: usize,
    /// Whether its judgement stands beside the table.
    open: bool,
    /// Rows still to be judged.
    waiting: usize,
}

type Shared = Rc<RefCell<State>>;

/// Binds the page.
#[wasm_bindgen]
pub async fn backlog() -> Result<(), JsValue> {
    bind().await.map_err(|error| error.to_js())
}

async fn bind() -> Result<(), Error> {
    let Backlog { invitations } = storage::load(storage::BACKLOG).await?;
    shown(&by_id("backlog-none")?, invitations.is_empty());
    shown(&by_id("backlog-all")?, !invitations.is_empty());
    shown(&by_id("save-csv")?, !invitations.is_empty());
    let state: Shared = Rc::new(RefCell::new(State {
        settings: Settings { today: super::today(), ..storage::load(storage::SETTINGS).await? },
        record: storage::load(storage::RECORD).await?,
        ledger: storage::load(storage::LEDGER).await?,
        rows: Vec::new(),
        places: Vec::new(),
        at: 0,
        open: false,
        waiting: invitations.len(),
    }));
    choices()?;
    listen(&state)?;
    spawn_local(async move {
        let _ = judge_all(&state, invitations).await;
    });
    Ok(())
}

/// Fills the lists to choose from.
fn choices() -> Result<(), Error> {
    let fill = |id: &'static str, options: &mut dyn Iterator<Item = (&'static str, String)>| -> Result<(), Error> {
        let refused = Error::browser("an element");
        let select: Element = by_id(id)?;
        for (value, text) in options {
            let option = document()?.create_element("option").map_err(&refused)?;
            option.set_attribute("value", value).map_err(&refused)?;
            option.set_text_content(Some(&text));
            select.append_child(&option).map_err(&refused)?;
        }
        Ok(())
    };
    fill("by-ask", &mut Ask::ALL.iter().map(|ask| (ask.id(), words::ask(*ask).to_owned())))?;
    fill("by-flag", &mut Flag::ALL.iter().map(|flag| (flag.id(), words::flag(*flag).to_owned())))?;
    fill("by-advice", &mut Advice::ALL.iter().map(|advice| (advice.id(), words::advice(*advice).to_owned())))?;
    fill("by-answer", &mut Answer::ALL.iter().map(|answer| (answer.id(), answer.words().to_owned())))
}

fn filter() -> Result<(Filter, Sort), Error> {
    let chosen = |id: &'static str| by_id::<HtmlSelectElement>(id).map(|select| select.value());
    let answer = chosen("by-answer")?;
    let filter = Filter {
        ask: Ask::from_id(&chosen("by-ask")?),
        flag: Flag::from_id(&chosen("by-flag")?),
        advice: Advice::from_id(&chosen("by-advice")?),
        answer: Answer::ALL.into_iter().find(|one| one.id() == answer),
        words: by_id::<HtmlInputElement>("find")?.value(),
    };
    Ok((filter, Sort::from_id(&chosen("sort")?)))
}

// ---- judging ----

/// Judges all rows, a little at a time, so that the page stays at hand.
async fn judge_all(state: &Shared, invitations: Vec<Invitation>) -> Result<(), Error> {
    let mut began = js_sys::Date::now();
    let mut drawn = 0.0;
    for invitation in invitations {
        let row = judged(&state.borrow(), invitation);
        {
            let mut state = state.borrow_mut();
            state.rows.push(row);
            state.waiting -= 1;
        }
        if js_sys::Date::now() - began > SLICE {
            if js_sys::Date::now() - drawn > REDRAW {
                rearrange(state)?;
                drawn = js_sys::Date::now();
            }
            pause().await;
            began = js_sys::Date::now();
        }
    }
    rearrange(state)?;
    picture(&state.borrow())
}

fn judged(state: &State, invitation: Invitation) -> Row {
    let request = request(&invitation, &state.settings.name);
    let assessment = judge::ENGINE.assess(&request, &state.record, &settings(state, &request));
    let answer = answer(state, &request, &invitation);
    let note = state.ledger.person(&request.sender).map(|person| person.note.clone()).unwrap_or_default();
    Row::new(invitation, &assessment, answer, note)
}

fn settings(state: &State, request: &Request) -> Settings {
    state.ledger.settings(&state.settings, request, Default::default(), state.settings.today)
}

/// What the person decided, else what the record shows.
fn answer(state: &State, request: &Request, invitation: &Invitation) -> Answer {
    let id = message_id(&request.text);
    let asked =
        state.ledger.person(&request.sender).and_then(|person| person.requests.iter().find(|asked| asked.id == id));
    let decided = asked.and_then(|asked| DECISIONS.iter().find(|(_, _, decision, _)| *decision == asked.decision));
    decided.map_or_else(|| Answer::recorded(invitation, &state.record), |(.., answer)| *answer)
}

/// Lets the browser do everything else that waits.
async fn pause() {
    let promise = js_sys::Promise::new(&mut |go, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback(&go);
        }
    });
    let _ = JsFuture::from(promise).await;
}

// ---- the table ----

fn rearrange(state: &Shared) -> Result<(), Error> {
    let (filter, sort) = filter()?;
    {
        let mut state = state.borrow_mut();
        let kept = state.places.get(state.at).copied();
        state.places = arrange(&state.rows, &filter, sort);
        state.at = state.places.iter().position(|place| Some(*place) == kept).unwrap_or(0);
    }
    let state = state.borrow();
    let (shown, all) = (state.places.len(), state.rows.len() + state.waiting);
    let said = match state.waiting {
        0 if shown == all => format!("{} invitations.", grouped(all)),
        0 => format!("{} of {} invitations.", grouped(shown), grouped(all)),
        _ => format!("{} of {} judged so far.", grouped(state.rows.len()), grouped(all)),
    };
    by_id::<Element>("backlog-said")?.set_text_content(Some(&said));
    let count = (shown + 1).to_string();
    by_id::<Element>("table")?.set_attribute("aria-rowcount", &count).map_err(Error::browser("an element"))?;
    draw_rows(&state)
}

/// Draws the rows that are in view, with room above and below for the others.
fn draw_rows(state: &State) -> Result<(), Error> {
    let refused = Error::browser("an element");
    let (scroll, body): (HtmlElement, Element) = (by_id("scroll")?, by_id("rows")?);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels are not negative")]
    let rows = |pixels: i32| (f64::from(pixels.max(0)) / ROW) as usize;
    let from = rows(scroll.scroll_top()).saturating_sub(SPARE).min(state.places.len());
    let to = (from + rows(scroll.client_height()) + 2 * SPARE + 2).min(state.places.len());
    body.set_text_content(None);
    body.append_child(space(from)?.as_ref()).map_err(&refused)?;
    for at in from..to {
        body.append_child(drawn_row(state, at)?.as_ref()).map_err(&refused)?;
    }
    body.append_child(space(state.places.len() - to)?.as_ref()).map_err(&refused)?;
    Ok(())
}

fn space(rows: usize) -> Result<Element, Error> {
    let refused = Error::browser("an element");
    let (row, cell) =
        (document()?.create_element("tr").map_err(&refused)?, document()?.create_element("td").map_err(&refused)?);
    row.set_attribute("aria-hidden", "true").map_err(&refused)?;
    cell.set_class_name("space");
    cell.set_attribute("colspan", "6").map_err(&refused)?;
    #[allow(clippy::cast_precision_loss, reason = "there are not so many rows")]
    cell.set_attribute("height", &(rows as f64 * ROW).to_string()).map_err(&refused)?;
    if let Some(cell) = cell.dyn_ref::<HtmlElement>() {
        #[allow(clippy::cast_precision_loss, reason = "there are not so many rows")]
        cell.style().set_property("height", &format!("{}px", rows as f64 * ROW)).map_err(&refused)?;
    }
    row.append_child(&cell).map_err(&refused)?;
    Ok(row)
}

fn drawn_row(state: &State, at: usize) -> Result<Element, Error> {
    let refused = Error::browser("an element");
    let row = &state.rows[state.places[at]];
    let element = document()?.create_element("tr").map_err(&refused)?;
    element.set_class_name(row.advice.id());
    let selected = if at == state.at { "true" } else { "false" };
    for (name, value) in
        [("data-at", at.to_string()), ("aria-rowindex", (at + 2).to_string()), ("aria-selected", selected.to_owned())]
    {
        element.set_attribute(name, &value).map_err(&refused)?;
    }
    let flags = row.flags.iter().map(|flag| words::flag(*flag)).collect::<Vec<_>>().join(", ");
    let bright = if row.bright { "★ " } else { "" };
    let cells = [
        ("", row.invitation.name.clone()),
        ("", row.invitation.text.split_whitespace().collect::<Vec<_>>().join(" ")),
        ("verdict", format!("{bright}{}", words::advice(row.advice))),
        ("", flags),
        ("", age(row.invitation.sent, state.settings.today)),
        ("", row.answer.words().to_owned()),
    ];
    for (class, text) in cells {
        let cell = document()?.create_element("td").map_err(&refused)?;
        cell.set_class_name(class);
        cell.set_attribute("dir", "auto").map_err(&refused)?;
        cell.set_text_content(Some(&text));
        element.append_child(&cell).map_err(&refused)?;
    }
    Ok(element)
}

fn picture(state: &State) -> Result<(), Error> {
    let place: Element = by_id("chart")?;
    place.set_text_content(None);
    place
        .append_child(chart::draw(&crate::backlog::chart::bars(&state.rows))?.as_ref())
        .map_err(Error::browser("an element"))?;
    Ok(())
}

// ---- what the person does ----

fn listen(state: &Shared) -> Result<(), Error> {
    for id in SELECTS {
        let state = state.clone();
        on(&by_id::<Element>(id)?, "change", move |_| drop(rearrange(&state).and_then(|()| close(&state))));
    }
    let found = state.clone();
    on(&by_id::<Element>("find")?, "input", move |_| drop(rearrange(&found).and_then(|()| close(&found))));
    let scrolled = state.clone();
    on(&by_id::<Element>("scroll")?, "scroll", move |_| drop(draw_rows(&scrolled.borrow())));
    let pressed = state.clone();
    on(&by_id::<Element>("rows")?, "click", move |event| {
        let row = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let row = row.and_then(|cell| cell.closest("tr[data-at]").ok().flatten());
        if let Some(at) = row.and_then(|row| row.get_attribute("data-at")).and_then(|at| at.parse().ok()) {
            pressed.borrow_mut().at = at;
            let _ = draw_rows(&pressed.borrow()).and_then(|()| open(&pressed));
        }
    });
    for (id, _, decision, answer) in DECISIONS {
        let state = state.clone();
        on(&by_id::<Element>(id)?, "click", move |_| decide(&state, decision, answer));
    }
    let noted = state.clone();
    on(&by_id::<Element>("note")?, "change", move |_| {
        let Ok(text) = by_id::<HtmlInputElement>("note").map(|note| note.value()) else { return };
        if let Some(row) = noted.borrow_mut().current() {
            row.note.clone_from(&text);
        }
        keep(&noted, Deed::Note, text);
    });
    let saved = state.clone();
    on(&by_id::<Element>("save-csv")?, "click", move |_| {
        let state = saved.borrow();
        let _ = data::save("demur-backlog.csv", "text/csv", &csv::write(&state.rows, &state.places));
    });
    let keyed = state.clone();
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    gloo::events::EventListener::new_with_options(&document()?.into(), "keydown", options, move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            let _ = key(&keyed, event);
        }
    })
    .forget();
    Ok(())
}

impl State {
    fn current(&mut self) -> Option<&mut Row> {
        let place = *self.places.get(self.at)?;
        self.rows.get_mut(place)
    }
}

fn key(state: &Shared, event: &KeyboardEvent) -> Result<(), Error> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return Ok(());
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let tag = target.as_ref().map(Element::tag_name).unwrap_or_default();
    if event.key() == "Escape" {
        close(state)?;
        return by_id::<HtmlElement>("scroll")?.focus().map_err(Error::browser("focus"));
    }
    let on_row = target.is_some_and(|target| target.id() == "scroll");
    if matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT")
        || (matches!(tag.as_str(), "BUTTON" | "SUMMARY" | "A") && event.key() == "Enter")
    {
        return Ok(());
    }
    match event.key().as_str() {
        "j" => step(state, 1)?,
        "k" => step(state, -1)?,
        "ArrowDown" if on_row => step(state, 1)?,
        "ArrowUp" if on_row => step(state, -1)?,
        "o" | "Enter" => open(state)?,
        "n" => {
            open(state)?;
            by_id::<HtmlElement>("note")?.focus().map_err(Error::browser("focus"))?;
        }
        "c" => {
            if !state.borrow().open {
                open(state)?;
            }
            let first = document()?.query_selector("#result .replies:not([hidden]) textarea").ok().flatten();
            if let Some(area) = first.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok()) {
                copy(area.value());
            }
        }
        letter => {
            let Some((_, _, decision, answer)) = DECISIONS.into_iter().find(|(_, key, ..)| letter.chars().eq([*key]))
            else {
                return Ok(());
            };
            decide(state, decision, answer);
        }
    }
    event.prevent_default();
    Ok(())
}

/// To the next row or the one before, and into view.
fn step(state: &Shared, by: isize) -> Result<(), Error> {
    let is_open = {
        let mut state = state.borrow_mut();
        let last = state.places.len().saturating_sub(1);
        state.at = state.at.saturating_add_signed(by).min(last);
        let scroll: HtmlElement = by_id("scroll")?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "there are not so many rows")]
        let top = (state.at as f64 * ROW) as i32;
        let (view, height) = (scroll.scroll_top(), scroll.client_height());
        #[allow(clippy::cast_possible_truncation, reason = "a small constant")]
        let row = ROW as i32;
        if top < view {
            scroll.set_scroll_top(top);
        } else if top + 2 * row > view + height {
            scroll.set_scroll_top(top + 2 * row - height);
        }
        state.open
    };
    draw_rows(&state.borrow())?;
    if is_open { open(state) } else { Ok(()) }
}

/// Shows the judgement of the current row beside the table.
fn open(state: &Shared) -> Result<(), Error> {
    let panel = {
        let mut state = state.borrow_mut();
        let Some(row) = state.current().map(|row| row.clone()) else { return Ok(()) };
        state.open = true;
        let request = request(&row.invitation, &state.settings.name);
        let settings = settings(&state, &request);
        let talk = Conversation {
            site: "linkedin",
            request: &request,
            record: &state.record,
            settings: &settings,
            waiting: &[],
            last: "",
        };
        let seen = Seen { text: request.text.clone(), ..Seen::default() };
        let (assessment, beside) = talk.sit(Told::default());
        by_id::<HtmlInputElement>("note")?.set_value(&row.note);
        pressed(row.answer)?;
        crate::view::of(&seen, &request, &assessment, &beside).panel
    };
    let result: Element = by_id("result")?;
    let closing = state.clone();
    let act: OnPress = Rc::new(move |act, _| {
        let _ = perform(&closing, act);
    });
    result.set_text_content(None);
    result.set_class_name("loose");
    result.append_child(draw(&panel, &act)?.as_ref()).map_err(Error::browser("an element"))?;
    shown(&by_id("opened")?, true);
    Ok(())
}

fn close(state: &Shared) -> Result<(), Error> {
    state.borrow_mut().open = false;
    by_id::<Element>("result")?.set_text_content(None);
    shown(&by_id("opened")?, false);
    Ok(())
}

fn pressed(answer: Answer) -> Result<(), Error> {
    for (id, _, _, of) in DECISIONS {
        let on = if of == answer { "true" } else { "false" };
        by_id::<Element>(id)?.set_attribute("aria-pressed", on).map_err(Error::browser("an element"))?;
    }
    Ok(())
}

fn perform(state: &Shared, act: &Act) -> Result<(), Error> {
    match act {
        Act::Copy { reply, .. } | Act::Insert { reply, .. } => {
            let area = document()?.query_selector(&format!("#result [data-reply='{reply}']")).ok().flatten();
            if let Some(area) = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok()) {
                copy(area.value());
            }
        }
        Act::Stance { show } => super::advice::stance(&by_id::<Element>("result")?, show)?,
        Act::Close => close(state)?,
        _ => {}
    }
    Ok(())
}

fn copy(text: String) {
    spawn_local(async move {
        let Some(window) = web_sys::window() else { return };
        let copied = JsFuture::from(window.navigator().clipboard().write_text(&text)).await.is_ok();
        let words = words::page();
        if let Ok(said) = by_id::<Element>("backlog-said") {
            said.set_text_content(Some(if copied { &words.copied } else { &words.not_copied }));
        }
    });
}

/// Notes a decision on the current row; the picture shows it at once.
fn decide(state: &Shared, decision: Decision, answer: Answer) {
    if let Some(row) = state.borrow_mut().current() {
        row.answer = answer;
    }
    let _ = pressed(answer);
    let _ = draw_rows(&state.borrow()).and_then(|()| picture(&state.borrow()));
    keep(state, Deed::Decide { decision }, String::new());
}

/// Writes into the ledger, in its turn.
fn keep(state: &Shared, deed: Deed, typed: String) {
    let state = state.clone();
    spawn_local(async move {
        let Some(row) = state.borrow_mut().current().map(|row| row.clone()) else { return };
        let (request, assessment, today) = {
            let state = state.borrow();
            let request = request(&row.invitation, &state.settings.name);
            let assessment = judge::ENGINE.assess(&request, &state.record, &settings(&state, &request));
            (request, assessment, state.settings.today)
        };
        let id = message_id(&request.text);
        let change = move |ledger: &mut Ledger| {
            // The same decision once more would take it back; here a key always means what it says.
            let known =
                ledger.person(&request.sender).and_then(|person| person.requests.iter().find(|asked| asked.id == id));
            let is_new = match (&deed, known) {
                (Deed::Decide { decision }, Some(asked)) => asked.decision != *decision,
                _ => true,
            };
            if is_new {
                ledger.note(&request, &assessment, &deed, &typed, today);
            }
            ledger.clone()
        };
        let said = match storage::update(storage::LEDGER, change).await {
            Ok(ledger) => {
                state.borrow_mut().ledger = ledger;
                format!("Noted: {}.", row.invitation.name)
            }
            Err(error) => format!("This could not be kept: {}.", error.failure().message),
        };
        if let Ok(place) = by_id::<Element>("backlog-said") {
            place.set_text_content(Some(&said));
        }
    });
}
