//! The backlog page: the invitations of an export and what stands on open pages in one table, judged here, decided
//! with a key.

mod opened;
mod table;

use std::cell::RefCell;
use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde_json::Value;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, KeyboardEvent};

use super::advice::{Place, tell};
use super::draw::{by_id, document, on, shown};
use super::error::Error;
use super::{chart, data, packs, storage};
use crate::backlog::{Answer, Backlog, Entry, Filter, Here, Row, Since, Sort, Whence, arrange, csv, gather};
use crate::judge::answer::Waiting;
use crate::ledger::fingerprint::Prints;
use crate::ledger::{Decision, Ledger, message_id};
use crate::protocol::{Command, How, TabMemory};
use crate::record::Record;
use crate::reply::sitting::Told;
use crate::request::Request;
use crate::settings::Settings;
use crate::view::{record::grouped, words};
use crate::web::spawn_local;
use crate::{Advice, Ask, Flag, judge, say, sites};

/// Milliseconds of judging between two pauses.
const SLICE: f64 = 14.0;
/// Milliseconds between two drawings while rows are still judged.
const REDRAW: f64 = 400.0;

const SELECTS: [&str; 8] = ["by-ask", "by-flag", "by-advice", "by-answer", "by-age", "by-mutual", "by-whence", "sort"];
const DECISIONS: [(char, Decision, Answer); 4] = [
    ('a', Decision::Accepted, Answer::Accepted),
    ('q', Decision::AskedFirst, Answer::AskedFirst),
    ('d', Decision::Declined, Answer::Declined),
    ('l', Decision::LeftOpen, Answer::Open),
];

/// What judging needs, and what is judged.
#[derive(Default, Clone, PartialEq)]
struct Known {
    settings: Settings,
    record: Record,
    ledger: Ledger,
    prints: Prints,
    questions: Vec<Waiting>,
    entries: Vec<Entry>,
}

/// What the page knows.
#[derive(Default)]
struct State {
    known: Known,
    rows: Vec<Row>,
    /// Rows that are shown, in order.
    places: Vec<usize>,
    /// The one that the keyboard is at, among `places`.
    at: usize,
    /// What the current row was before the rows were judged anew.
    kept: Option<(String, String)>,
    /// Whether its judgement stands beside the table.
    open: bool,
    /// What the desk was told about it.
    told: Told,
    /// What kind each of its replies is, by number.
    hows: Vec<(u32, How)>,
    /// Rows still to be judged.
    waiting: usize,
    /// Counts how often judging was begun, so that one that is out of date ends.
    turn: usize,
}

type Shared = Rc<RefCell<State>>;

impl State {
    fn current(&self) -> Option<&Row> {
        self.rows.get(*self.places.get(self.at)?)
    }

    fn request(&self, entry: &Entry) -> (Request, Settings) {
        let Known { settings, ledger, prints, .. } = &self.known;
        let request = entry.request(&settings.name);
        let settings = ledger.settings(settings, &request, prints.wording(&request, settings.today), settings.today);
        (request, settings)
    }

    fn judged(&self, entry: Entry) -> Row {
        let (request, settings) = self.request(&entry);
        let assessment = judge::ENGINE.assess(&request, &self.known.record, &settings);
        let person = self.known.ledger.person(&request.sender);
        let id = message_id(&request.text);
        let asked = person.and_then(|person| person.requests.iter().find(|asked| asked.id == id));
        let decided = asked.and_then(|asked| DECISIONS.iter().find(|(_, decision, _)| *decision == asked.decision));
        // What the person decided, else what the record shows.
        let answer = decided
            .map_or_else(|| Answer::recorded(&entry, &request.sender, &self.known.record), |(.., answer)| *answer);
        let note = person.map(|person| person.note.clone()).unwrap_or_default();
        Row::new(entry, &assessment, answer, note)
    }
}

/// Binds the page.
#[wasm_bindgen]
pub async fn backlog() -> Result<(), JsValue> {
    bind().await.map_err(|error| error.to_js())
}

async fn bind() -> Result<(), Error> {
    let state = Shared::default();
    packs::all().await;
    choices()?;
    listen(&state)?;
    begin(&state, known().await?);
    Ok(())
}

/// Everything that the rows are made of, as it stands in storage now.
async fn known() -> Result<Known, Error> {
    let settings = Settings { today: super::today(), ..storage::load(storage::SETTINGS).await? };
    let Backlog { invitations } = storage::load(storage::BACKLOG).await?;
    let exported = invitations.into_iter().map(|one| Entry::exported(one, settings.today));
    let entries = gather(exported, pages(&settings).await?);
    Ok(Known {
        record: storage::load(storage::RECORD).await?,
        ledger: storage::load(storage::LEDGER).await?,
        prints: storage::load(storage::PRINTS).await?,
        questions: storage::load(storage::WAITING).await?,
        settings,
        entries,
    })
}

/// What stands on open pages, and what stood there before they were scrolled on.
async fn pages(settings: &Settings) -> Result<Vec<Entry>, Error> {
    let mut entries = Vec::new();
    for (key, memory) in storage::session().await? {
        let Some(tab) = key.strip_prefix("tab-").and_then(|id| id.parse::<f64>().ok()) else { continue };
        let memory: TabMemory = read(memory);
        if memory.private {
            continue;
        }
        for (frame, known) in memory.frames {
            let frame = frame.parse().unwrap_or(0.0);
            // A page that was left does not answer any more.
            let stands = !known.seen.is_empty() && tell(Place { tab, frame }, &Command::Ping).await.is_ok();
            for seen in known.seen {
                // A text that somebody selected is no request that waits.
                let Some(place) = sites::place(&known.id, &seen.place) else { continue };
                let here = (stands && known.present.contains(&seen.key)).then_some(Here { tab, frame });
                entries.push(Entry::on_page(&known.id, &place.channel, seen, here, settings.today));
            }
        }
    }
    Ok(entries)
}

fn read<T: DeserializeOwned + Default>(value: Value) -> T {
    crate::plain::read(&value).unwrap_or_default()
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

fn filter(state: &State) -> Result<(Filter, Sort), Error> {
    let chosen = |id: &'static str| by_id::<HtmlSelectElement>(id).map(|select| select.value());
    let (answer, mutual) = (chosen("by-answer")?, chosen("by-mutual")?);
    let filter = Filter {
        ask: Ask::from_id(&chosen("by-ask")?),
        flag: Flag::from_id(&chosen("by-flag")?),
        advice: Advice::from_id(&chosen("by-advice")?),
        answer: Answer::ALL.into_iter().find(|one| one.id() == answer),
        since: Since::from_id(&chosen("by-age")?),
        mutual: (!mutual.is_empty()).then_some(mutual == "some"),
        whence: Whence::from_id(&chosen("by-whence")?),
        words: by_id::<HtmlInputElement>("find")?.value(),
        today: state.known.settings.today,
    };
    Ok((filter, Sort::from_id(&chosen("sort")?)))
}

// ---- judging ----

/// Shows what is there, and begins to judge it.
fn begin(state: &Shared, known: Known) {
    let turn = {
        let mut state = state.borrow_mut();
        let any = !known.entries.is_empty();
        let pages = known.entries.iter().any(|entry| entry.here.is_some() || !entry.exported);
        let export = known.entries.iter().any(|entry| entry.exported);
        let mutual = known.entries.iter().any(|entry| entry.mutual > 0);
        let _ = layout(any, pages && export, mutual);
        let current = state.current().map(|row| row.entry.id());
        state.kept = current;
        state.waiting = known.entries.len();
        state.rows.clear();
        state.places.clear();
        state.known = known;
        state.turn += 1;
        state.turn
    };
    let state = state.clone();
    spawn_local(async move {
        let _ = judge_all(&state, turn).await;
    });
}

/// Shows the parts of the page that have something to say.
fn layout(any: bool, both: bool, mutual: bool) -> Result<(), Error> {
    shown(&by_id("backlog-none")?, !any);
    shown(&by_id("backlog-all")?, any);
    shown(&by_id("save-csv")?, any);
    shown(&by_id("whence-label")?, both);
    shown(&by_id("mutual-label")?, mutual);
    let beside: Element = by_id("beside")?;
    beside.class_list().toggle_with_force("no-mutual", !mutual).map(|_| ()).map_err(Error::browser("an element"))
}

/// Judges all rows, a little at a time, so that the page stays at hand.
async fn judge_all(state: &Shared, turn: usize) -> Result<(), Error> {
    let mut began = js_sys::Date::now();
    let mut drawn = 0.0;
    for at in 0.. {
        {
            let mut state = state.borrow_mut();
            if state.turn != turn {
                return Ok(());
            }
            let Some(entry) = state.known.entries.get(at).cloned() else { break };
            let row = state.judged(entry);
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
    picture(&state.borrow())?;
    if state.borrow().open { opened::open(state) } else { Ok(()) }
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

/// Once the page is looked at again: pages may have come or gone, and decisions may have been taken there.
async fn look_again(state: &Shared) -> Result<(), Error> {
    let now = known().await?;
    let same = state.borrow().known == now;
    if !same {
        begin(state, now);
    }
    Ok(())
}

// ---- what is shown ----

fn rearrange(state: &Shared) -> Result<(), Error> {
    let (filter, sort) = filter(&state.borrow())?;
    {
        let mut state = state.borrow_mut();
        let current = state.current().map(|row| row.entry.id());
        let kept = state.kept.clone().or(current);
        state.places = arrange(&state.rows, &filter, sort);
        let found = kept.and_then(|id| state.places.iter().position(|place| state.rows[*place].entry.id() == id));
        if found.is_some() || state.waiting == 0 {
            state.kept = None;
        }
        state.at = found.unwrap_or(0);
    }
    let state = state.borrow();
    let (shown, all) = (state.places.len(), state.rows.len() + state.waiting);
    say_line(&match state.waiting {
        0 if shown == all => say!("{count} invitations.", count = grouped(all)),
        0 => say!("{count} of {all} invitations.", count = grouped(shown), all = grouped(all)),
        _ => say!("{count} of {all} judged so far.", count = grouped(state.rows.len()), all = grouped(all)),
    })?;
    table::sorted(sort)?;
    table::draw(&state)
}

fn say_line(text: &str) -> Result<(), Error> {
    by_id::<Element>("backlog-said").map(|said| said.set_text_content(Some(text)))
}

fn picture(state: &State) -> Result<(), Error> {
    let refused = Error::browser("an element");
    let place: Element = by_id("chart")?;
    place.set_text_content(None);
    place.append_child(chart::over_time(&crate::backlog::chart::bars(&state.rows))?.as_ref()).map_err(&refused)?;
    let asks: Element = by_id("by-asks")?;
    asks.set_text_content(None);
    let chosen = by_id::<HtmlSelectElement>("by-ask")?.value();
    for item in chart::by_ask(&crate::backlog::chart::by_ask(&state.rows), &chosen)? {
        asks.append_child(item.as_ref()).map_err(&refused)?;
    }
    Ok(())
}

// ---- what the person does ----

fn listen(state: &Shared) -> Result<(), Error> {
    for id in SELECTS {
        let state = state.clone();
        on(&by_id::<Element>(id)?, "change", move |_| drop(chosen(&state)));
    }
    let found = state.clone();
    on(&by_id::<Element>("find")?, "input", move |_| drop(chosen(&found)));
    let asked = state.clone();
    on(&by_id::<Element>("by-asks")?, "click", move |event| drop(choose_ask(&asked, event)));
    table::listen(state)?;
    opened::listen(state)?;
    let saved = state.clone();
    on(&by_id::<Element>("save-csv")?, "click", move |_| {
        let state = saved.borrow();
        let _ = data::save("demur-backlog.csv", "text/csv", &csv::write(&state.rows, &state.places));
    });
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    let keyed = state.clone();
    gloo::events::EventListener::new_with_options(&document()?.into(), "keydown", options, move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>() {
            let _ = key(&keyed, event);
        }
    })
    .forget();
    let looked = state.clone();
    gloo::events::EventListener::new(&document()?.into(), "visibilitychange", move |_| {
        let looked = looked.clone();
        spawn_local(async move {
            let _ = look_again(&looked).await;
        });
    })
    .forget();
    Ok(())
}

/// Another choice of rows: the first of them is the current one.
fn chosen(state: &Shared) -> Result<(), Error> {
    rearrange(state)?;
    opened::close(state)?;
    picture(&state.borrow())
}

/// A press on an ask in the picture shows its rows, another press all.
fn choose_ask(state: &Shared, event: &web_sys::Event) -> Result<(), Error> {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let button = target.and_then(|target| target.closest("[data-ask]").ok().flatten());
    let Some(ask) = button.and_then(|button| button.get_attribute("data-ask")) else { return Ok(()) };
    let select: HtmlSelectElement = by_id("by-ask")?;
    select.set_value(if select.value() == ask { "" } else { &ask });
    chosen(state)?;
    // The picture was drawn anew under the person's hand.
    let again = document()?.query_selector(&format!("[data-ask='{ask}']")).ok().flatten();
    match again.and_then(|again| again.dyn_into::<HtmlElement>().ok()) {
        Some(again) => again.focus().map_err(Error::browser("focus")),
        None => Ok(()),
    }
}

fn key(state: &Shared, event: &KeyboardEvent) -> Result<(), Error> {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return Ok(());
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let tag = target.as_ref().map(Element::tag_name).unwrap_or_default();
    let typing = matches!(tag.as_str(), "INPUT" | "TEXTAREA" | "SELECT");
    if event.key() == "Escape" && state.borrow().open {
        opened::close(state)?;
        return table::focus();
    }
    let presses = matches!(tag.as_str(), "BUTTON" | "SUMMARY" | "A") && event.key() == "Enter";
    if typing || presses {
        return Ok(());
    }
    let on_table = target.is_some_and(|target| target.id() == "table");
    match event.key().as_str() {
        "j" => table::step(state, 1)?,
        "k" => table::step(state, -1)?,
        "ArrowDown" if on_table => table::step(state, 1)?,
        "ArrowUp" if on_table => table::step(state, -1)?,
        "Home" if on_table => table::step(state, isize::MIN)?,
        "End" if on_table => table::step(state, isize::MAX)?,
        "o" | "Enter" => opened::open(state)?,
        "n" => opened::note(state)?,
        "c" => opened::copy_first(state)?,
        "p" => opened::visit(state)?,
        letter => {
            let Some((_, decision, _)) = DECISIONS.into_iter().find(|(key, ..)| letter.chars().eq([*key])) else {
                return Ok(());
            };
            opened::decide(state, decision);
        }
    }
    event.prevent_default();
    Ok(())
}
