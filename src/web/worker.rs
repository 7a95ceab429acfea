//! The worker: holds the engine, one for all tabs, and answers. What it knows of tabs and of the person is in
//! storage; a copy of settings and record is held only until storage says that they have changed.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::error::Error;
use super::packs::fluently;
use super::{advice, chrome, from_js, grants, ledger, spawn_local, storage, to_js, ways};
use crate::conversation::{Conversation, Used};
use crate::edits::{self, Edited, Edits};
use crate::judge::ENGINE;
use crate::judge::answer::Waiting;
use crate::ledger::Ledger;
use crate::ledger::fingerprint::Prints;
use crate::protocol::speaker::{Sender, Speaker, Tab, is_true_of};
use crate::protocol::{
    Choices, Command, ContentRequest, Draft, FrameMemory, How, Look, PageRequest, Remark, RequestView, Seen, Setup,
    Show, TabMemory, Taken, Tested,
};
use crate::reply::sitting::Told;
use crate::store::{JOURNAL, SCHEMA, is_reply};
use crate::{Record, Request, Settings, notices, plain, sites, view};

/// Milliseconds without typing after which pages are told of a note.
const PAUSE: u32 = 500;
/// Views that are remembered for each frame.
const REMEMBERED: usize = 60;
/// The colours and sizes that the pages share, then the look of chip and panel.
const PANEL_STYLE: &str =
    concat!(include_str!("../../extension/tokens.css"), include_str!("../../extension/panel.css"));

/// What judging needs.
#[derive(Clone)]
pub(super) struct Person {
    pub(super) settings: Settings,
    pub(super) record: Record,
    choices: Choices,
    waiting: Vec<Waiting>,
    pub(super) ledger: Ledger,
    pub(super) prints: Prints,
    last: Used,
}

thread_local! {
    static PERSON: RefCell<Option<Rc<Person>>> = const { RefCell::new(None) };
    /// Replies that are being edited.
    static EDITED: RefCell<Option<Edits>> = const { RefCell::new(None) };
    static RENEWING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Answers a message with `{ok}` or `{error: {code, message}}`. Never rejects.
#[wasm_bindgen]
pub async fn answer(message: JsValue, sender: JsValue) -> JsValue {
    let answered = match from_js::<Sender>(sender) {
        Ok(sender) => handle(message, &sender).await,
        Err(error) => Err(error),
    };
    let (key, value) = match answered {
        Ok(value) => ("ok", value),
        Err(error) => ("error", to_js(&error.failure()).unwrap_or(JsValue::NULL)),
    };
    let object = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&object, &key.into(), &value);
    object.into()
}

/// Judges a text, drafts nothing and draws nothing: how many flags it has. `./build.sh bench` tells by this the
/// engine's own time from that of an answer.
#[wasm_bindgen]
pub fn judged(text: String) -> usize {
    let request = Request { text, ..Request::default() };
    ENGINE.assess(&request, &Record::default(), &Settings::default()).flags.len()
}

/// Picks by who sends what may be asked for.
async fn handle(message: JsValue, sender: &Sender) -> Result<JsValue, Error> {
    match sender.speaker(&chrome::id(), &chrome::url("")) {
        Speaker::Stranger => Err(Error::Stranger),
        Speaker::Script { host } => {
            let request: ContentRequest = from_js(message)?;
            if !is_true_of(&request, &host) {
                return Err(Error::Stranger);
            }
            content(request, sender).await
        }
        Speaker::Own => match from_js::<PageRequest>(message)? {
            PageRequest::Judge { text } => {
                to_js(&judge("", &Seen { text, ..Seen::default() }, &*person().await?).await)
            }
            PageRequest::Content { request: ContentRequest::Took(draft) | ContentRequest::Undid(draft) }
                if stands_in_private(&draft.request.key).await =>
            {
                Ok(JsValue::NULL)
            }
            PageRequest::Content { request: ContentRequest::Edit(taken) }
                if stands_in_private(&taken.draft.request.key).await =>
            {
                Ok(JsValue::NULL)
            }
            PageRequest::Content { request } => content(request, sender).await,
            PageRequest::Loaded => to_js(&super::proof::loaded()),
            PageRequest::SelfTest => {
                let began = js_sys::Date::now();
                let (passed, all) = fluently(|| crate::trial::self_test(super::today())).await;
                #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few seconds at most")]
                let milliseconds = (js_sys::Date::now() - began).max(0.0) as u32;
                to_js(&Tested { passed, all, milliseconds })
            }
            PageRequest::Try(trying) => {
                // What has just been kept counts, whether or not word of it has come here.
                let kept: Settings = storage::load(storage::SETTINGS).await?;
                let settings = Settings { today: super::today(), ..kept };
                to_js(&fluently(|| view::trial::of(&trying, &settings)).await)
            }
            PageRequest::Tell(told) => to_js(&ledger::told_by_page(&told).await?),
            PageRequest::Ledger(request) => ledger::change(request).await.map(|()| JsValue::NULL),
        },
    }
}

/// Whether a request that a page of the extension draws stands in a private window.
async fn stands_in_private(key: &str) -> bool {
    let tabs = storage::session().await.unwrap_or_default();
    let memories = tabs.into_iter().filter(|(name, _)| name.starts_with("tab-"));
    memories.filter_map(|(_, memory)| plain::read::<TabMemory>(&memory).ok()).any(|memory| {
        memory.private && memory.frames.values().any(|frame| frame.seen.iter().any(|seen| seen.key == key))
    })
}

/// What a page script may ask for.
async fn content(request: ContentRequest, sender: &Sender) -> Result<JsValue, Error> {
    match request {
        ContentRequest::Wake => wake(sender).await.map(|()| JsValue::NULL),
        ContentRequest::Hello { host, page } => to_js(&hello(host, page, sender).await?),
        ContentRequest::Leave { page } => leave(&page, sender).await.map(|()| JsValue::NULL),
        ContentRequest::Assess(look) => to_js(&assess(look, sender).await?),
        ContentRequest::Keep(kept) => {
            let mut memory = TabOf::recall(sender).await?;
            memory.memory.kept = Some(kept);
            memory.remember().await?;
            Ok(JsValue::NULL)
        }
        ContentRequest::Check(Draft { site, request, text, how }) => {
            let person = person().await?;
            to_js(&fluently(|| about(&site, &request, &person, |talk| talk.check(&text, &how))).await)
        }
        ContentRequest::Learn(draft) => to_js(&learn(draft, person().await?).await?),
        ContentRequest::Edit(taken) => edit(*taken, sender).await.map(|()| JsValue::NULL),
        ContentRequest::Took(_) | ContentRequest::Undid(_) if sender.is_private() => Ok(JsValue::NULL),
        ContentRequest::Took(draft) => took(draft).await.map(|()| JsValue::NULL),
        ContentRequest::Undid(draft) => undid(draft).await.map(|()| JsValue::NULL),
        ContentRequest::Desk { site, request } => to_js(&judge(&site, &request, &*person().await?).await),
        ContentRequest::Tell { site, request, deed, typed } => {
            to_js(&ledger::tell(&site, &request, &deed, &typed).await?)
        }
        ContentRequest::Said(said) => {
            let mut memory = TabOf::recall(sender).await?;
            let turn = memory.memory.said.map_or(0, |(turn, _)| turn.wrapping_add(1));
            memory.memory.said = Some((turn, said));
            memory.remember().await?;
            Ok(JsValue::NULL)
        }
        ContentRequest::Drop => {
            let mut memory = TabOf::recall(sender).await?;
            memory.memory.kept = None;
            memory.remember().await?;
            Ok(JsValue::NULL)
        }
    }
}

/// Gives a frame the rest of the page script.
async fn wake(sender: &Sender) -> Result<(), Error> {
    let Some(tab) = sender.tab.as_ref().and_then(|tab| tab.id) else { return Ok(()) };
    run_in(advice::Place { tab, frame: sender.frame_id.unwrap_or(0.0) }).await
}

async fn hello(host: String, page: String, sender: &Sender) -> Result<Setup, Error> {
    let person = person().await?;
    let site = sites::by_host(&host).cloned().unwrap_or_default();
    let selection = sites::place("any", "selection").cloned().unwrap_or_default();
    let off = person.choices.off.contains(&host) || !grants::allows(&site, &host).await;
    let show = if off { Show::Off } else { person.choices.show };
    // The day may have changed since the worker last looked.
    let _ = ledger::badge().await;
    let mut tab = TabOf::recall(sender).await?;
    let kept = tab.memory.kept.take();
    // Frames of the page before go with it. A page that was asleep or asks anew keeps its frames, which asked before it.
    if tab.frame == "0" && tab.memory.frames.get("0").is_some_and(|known| known.page != page) {
        tab.memory.frames.clear();
    }
    let before = tab.memory.frames.remove(&tab.frame).filter(|known| known.page == page);
    // What is there stays: whoever takes it away for a moment lets everything flicker.
    let painted = show == Show::Page;
    if !painted || before.is_none_or(|known| !known.painted) {
        ways::paint(tab.id, sender.frame_id, show, &page).await;
    }
    let frame = FrameMemory { page, painted, host, site: site.name.clone(), ..FrameMemory::default() };
    tab.memory.frames.insert(tab.frame.clone(), frame);
    tab.remember().await?;
    let style = if show == Show::Page { PANEL_STYLE.to_owned() } else { String::new() };
    let typed = !person.choices.typing_unread;
    Ok(Setup { show, site, selection, style, words: view::words::page(), kept, typed })
}

/// Forgets what stood on a document. Word of its end may come after the next one's beginning, which then stays.
async fn leave(page: &str, sender: &Sender) -> Result<(), Error> {
    let mut tab = TabOf::recall(sender).await?;
    // The browser may give the frame of a document that has been left another number.
    let left = tab.memory.frames.iter().find(|(_, known)| known.page == page).map(|(frame, _)| frame.clone());
    match left.as_deref() {
        None => return Ok(()),
        Some("0") => tab.memory.frames.clear(),
        Some(frame) => {
            tab.memory.frames.remove(frame);
        }
    }
    tab.remember().await
}

async fn assess(look: Look, sender: &Sender) -> Result<Vec<RequestView>, Error> {
    if !sender.is_private() {
        ledger::fingerprint(&look).await?;
    }
    let person = person().await?;
    let mut views = Vec::new();
    for seen in &look.requests {
        views.push(judge(&look.site, seen, &person).await);
    }
    let mut tab = TabOf::recall(sender).await?;
    for (view, seen) in views.iter_mut().zip(&look.requests) {
        view::edits::lay(&mut view.panel, &edits::id(&look.site, seen), &tab.memory.edits);
    }
    let frame = tab.memory.frames.entry(tab.frame.clone()).or_default();
    frame.views.retain(|known| views.iter().all(|new| new.key != known.key));
    frame.views.extend(views.iter().cloned());
    let surplus = frame.views.len().saturating_sub(REMEMBERED);
    frame.views.drain(..surplus);
    frame.id = look.site;
    frame.seen.retain(|known| frame.views.iter().any(|view| view.key == known.key));
    frame.seen.retain(|known| look.requests.iter().all(|new| new.key != known.key));
    frame.seen.extend(look.requests);
    frame.present = look.present;
    frame.missing = look.missing;
    tab.remember().await?;
    Ok(views)
}

/// One request as it was seen, understood; the first where a mail holds several.
pub(super) fn understand(site: &str, seen: &Seen, person: &Person) -> (Request, Settings) {
    let request = requests(site, seen, person).swap_remove(0);
    let settings = settings_for(&request, person);
    (request, settings)
}

/// All requests in what was seen, one at least.
fn requests(site: &str, seen: &Seen, person: &Person) -> Vec<Request> {
    let channel = sites::place(site, &seen.place).map_or("message", |place| place.channel.as_str());
    let request = sites::reading::request(site, channel, &seen.fields, &seen.text, &person.settings.name);
    // Mails of networks are read as what is in them; on the networks' own pages there are none.
    let may_be_notice = channel == "email" || matches!(site, "" | "any") || seen.place == "selection";
    let inside = if may_be_notice { notices::each(&request) } else { Vec::new() };
    if inside.is_empty() { vec![request] } else { inside }
}

fn settings_for(request: &Request, person: &Person) -> Settings {
    let today = super::today();
    person.ledger.settings(&person.settings, request, person.prints.wording(request, today), today)
}

/// Does something about one request amid all that is known of it.
fn about<T>(site: &str, seen: &Seen, person: &Person, go: impl FnOnce(&Conversation<'_>) -> T) -> T {
    let (request, settings) = understand(site, seen, person);
    let Person { record, waiting, last, .. } = person;
    let last = last.before(site, seen);
    go(&Conversation { site, request: &request, record, settings: &settings, waiting, last })
}

pub(super) async fn judge(site: &str, seen: &Seen, person: &Person) -> RequestView {
    fluently(|| judged_as_it_is(site, seen, person)).await
}

fn judged_as_it_is(site: &str, seen: &Seen, person: &Person) -> RequestView {
    let Person { record, waiting, last, ledger, .. } = person;
    let last = last.before(site, seen);
    let judged = |request: &Request, told: Told| {
        let settings = settings_for(request, person);
        let (assessment, beside) = Conversation { site, request, record, settings: &settings, waiting, last }.sit(told);
        (view::of(seen, request, &assessment, &beside), assessment, settings)
    };
    let requests = requests(site, seen, person);
    let (mut view, assessment, settings) = judged(&requests[0], Told::parse(&seen.told));
    view.after = last.to_owned();
    view::people::add(&mut view.panel, seen, &requests[0], &assessment, ledger, &settings);
    view::digest::add(&mut view, requests[1..].iter().map(|request| judged(request, Told::default()).0).collect());
    EDITED.with_borrow(|edits| {
        if let Some(edits) = edits {
            view::edits::lay(&mut view.panel, &edits::id(site, seen), edits);
        }
    });
    view
}

/// Holds on to what the person has made of a reply; of a private window as long as its tab is open.
async fn edit(Taken { draft, label, .. }: Taken, sender: &Sender) -> Result<(), Error> {
    let request = edits::id(&draft.site, &draft.request);
    let How { stance, tone, .. } = draft.how;
    let edited = Edited { request, stance, tone, label, text: draft.text, day: super::today() };
    if sender.is_private() {
        let mut tab = TabOf::recall(sender).await?;
        tab.memory.edits.keep(edited);
        return tab.remember().await;
    }
    person().await?;
    let is_known = EDITED.with_borrow(|edits| edits.iter().any(|edits| edits.of(&edited.request).next().is_some()));
    if edited.text.trim().is_empty() && !is_known {
        return Ok(());
    }
    change_edits(move |edits| edits.keep(edited)).await
}

/// The person has answered a request: what they had edited there is not waited with any longer.
pub(super) async fn settled(site: &str, seen: &Seen) -> Result<(), Error> {
    let request = edits::id(site, seen);
    if EDITED.with_borrow(|edits| edits.iter().any(|edits| edits.of(&request).next().is_some())) {
        change_edits(move |edits| edits.settle(&request)).await?;
    }
    Ok(())
}

async fn change_edits(change: impl FnOnce(&mut Edits) + 'static) -> Result<(), Error> {
    let keep = move |edits: &mut Edits| {
        change(edits);
        edits.clone()
    };
    EDITED.set(Some(storage::update(storage::EDITS, keep).await?));
    Ok(())
}

async fn learn(Draft { site, request, text, how }: Draft, person: Rc<Person>) -> Result<Remark, Error> {
    // Languages are at hand before storage is, where nothing waits.
    fluently(|| about(&site, &request, &person, |talk| talk.learn(&text, &how, &[]))).await;
    let keep = move |settings: &mut Settings| {
        let own = &mut settings.own_replies;
        let Some(learned) = about(&site, &request, &person, |talk| talk.learn(&text, &how, own)) else {
            return view::words::nothing_to_learn();
        };
        own.retain(|known| known.text != learned.text || known.stance != learned.stance);
        own.insert(0, learned);
        view::words::learned()
    };
    Ok(Remark { text: storage::update(storage::SETTINGS, keep).await?.to_owned() })
}

/// A reply was taken along: a question is waited for, and the next reply shall not read like this one.
async fn took(draft: Draft) -> Result<(), Error> {
    let person = person().await?;
    let used = person.last.next(&draft);
    let is_new = used.template != person.last.template;
    let is_other = used != person.last;
    wait_for(draft, person, |talk, how| talk.took(how)).await?;
    if is_other {
        storage::remember(storage::LAST_WORDING, &used).await?;
        PERSON.set(None);
    }
    if is_new {
        tell_pages(&Command::Renew).await;
    }
    Ok(())
}

async fn undid(draft: Draft) -> Result<(), Error> {
    wait_for(draft, person().await?, |talk, how| talk.undid(how)).await
}

/// Changes what is waited for.
async fn wait_for(
    Draft { site, request, how, .. }: Draft,
    person: Rc<Person>,
    change: fn(&Conversation<'_>, &How) -> Vec<Waiting>,
) -> Result<(), Error> {
    // As for what is learned.
    fluently(|| about(&site, &request, &person, |talk| change(talk, &how))).await;
    let keep = move |waiting: &mut Vec<Waiting>| {
        *waiting = about(&site, &request, &person, |talk| change(&Conversation { waiting, ..*talk }, &how));
    };
    storage::update(storage::WAITING, keep).await
}

/// What is at hand without a look into storage.
pub(super) fn at_hand() -> Option<Rc<Person>> {
    PERSON.with_borrow(Clone::clone)
}

pub(super) async fn person() -> Result<Rc<Person>, Error> {
    if EDITED.with_borrow(Option::is_none) {
        let edits = storage::load(storage::EDITS).await?;
        EDITED.set(Some(edits));
    }
    if let Some(person) = at_hand() {
        return Ok(person);
    }
    let person = Rc::new(Person {
        settings: storage::load(storage::SETTINGS).await?,
        record: storage::load(storage::RECORD).await?,
        choices: storage::load(storage::CHOICES).await?,
        waiting: storage::load(storage::WAITING).await?,
        ledger: storage::load(storage::LEDGER).await?,
        prints: storage::load(storage::PRINTS).await?,
        last: storage::recall(storage::LAST_WORDING).await?,
    });
    PERSON.set(Some(person.clone()));
    Ok(person)
}

/// What is at hand from now on.
pub(super) fn replace(person: Person) {
    PERSON.set(Some(Rc::new(person)));
}

/// The memory of the tab that a message comes from.
struct TabOf {
    id: Option<f64>,
    frame: String,
    memory: TabMemory,
}

impl TabOf {
    async fn recall(sender: &Sender) -> Result<Self, Error> {
        let id = sender.tab.as_ref().and_then(|tab| tab.id);
        let known = match id {
            Some(id) => storage::recall(&tab_key(id)).await?,
            None => TabMemory::default(),
        };
        let memory = TabMemory { private: sender.is_private(), ..known };
        Ok(Self { id, frame: sender.frame_id.unwrap_or(0.0).to_string(), memory })
    }

    /// Keeps the memory and writes the number of requests with a flag on the toolbar button.
    async fn remember(&self) -> Result<(), Error> {
        let Some(id) = self.id else { return Ok(()) };
        self.keep(&tab_key(id)).await;
        let requests = self.memory.frames.values().map(FrameMemory::with_chip).sum::<usize>();
        // A page without requests shows how many people are due, as every other page does.
        let text = (requests > 0).then(|| requests.to_string());
        // The tab may have gone in the meantime.
        let _ = chrome::badge_text(&to_js(&Badge { text: Some(text), tab_id: Some(id), ..Badge::default() })?).await;
        Ok(())
    }
}

impl TabOf {
    /// Keeps the memory. Where the browser has no room for it, the tabs that were used least of late are forgotten first,
    /// then what was judged first on this one; what the page is answered does not depend on it.
    async fn keep(&self, key: &str) {
        let mut memory = TabMemory { at: js_sys::Date::now(), ..self.memory.clone() };
        while storage::remember(key, &memory).await.is_err() {
            if !make_room(key).await && !memory.halve() {
                return;
            }
        }
    }
}

/// Forgets what was judged on half of the other tabs, those that were used least of late. Whether there was anything.
async fn make_room(key: &str) -> bool {
    let all = storage::session().await.unwrap_or_default();
    let others = all.into_iter().filter(|(name, _)| name.starts_with("tab-") && name != key);
    let mut others: Vec<(String, TabMemory)> = others
        .filter_map(|(name, memory)| Some((name, plain::read::<TabMemory>(&memory).ok()?)))
        .filter(|(_, memory)| !memory.private && memory.frames.values().any(|frame| !frame.views.is_empty()))
        .collect();
    others.sort_by(|(_, one), (_, other)| one.at.total_cmp(&other.at));
    let half = others.len().div_ceil(2);
    let mut made = false;
    for (name, mut memory) in others.into_iter().take(half) {
        memory.forget();
        made |= storage::remember(&name, &memory).await.is_ok();
    }
    made
}

impl FrameMemory {
    fn with_chip(&self) -> usize {
        self.views.iter().filter(|view| view.chip.is_some() && self.present.contains(&view.key)).count()
    }
}

/// Where the memory of a tab is kept in the session area.
pub fn tab_key(id: f64) -> String {
    format!("tab-{id}")
}

/// What stands on the toolbar button, or how.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Badge {
    /// `Some(None)` gives a tab back what all have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text: Option<Option<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) color: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) tab_id: Option<f64>,
}

/// After installation and after every update: the context menu, and the question of the first run.
#[wasm_bindgen]
pub async fn installed(reason: String) {
    grants::permitted().await;
    ways::settle().await;
    if let Ok(colour) = to_js(&Badge { color: Some("#3d5a80"), ..Badge::default() }) {
        let _ = chrome::badge_colour(&colour).await;
    }
    let _ = ledger::badge().await;
    grants::renew().await;
    if reason == "install" {
        super::open_tab(&chrome::url("welcome.html")).await;
    }
}

/// The browser has started.
#[wasm_bindgen]
pub async fn started() {
    ways::settle().await;
    let _ = ledger::badge().await;
}

/// The person chose Demur in the context menu of a selection: the page script judges it where it stands.
/// Where nothing may be put into the page, the panel at the side, which is open by now, judges it; and where no
/// script may run, a page of the extension does.
#[wasm_bindgen]
pub async fn selected(text: String, tab: f64, frame: f64) {
    let show = person().await.map_or(Show::Unset, |person| person.choices.show);
    if show == Show::Page && ask_about_selection(tab, frame).await.is_ok() {
        return;
    }
    let _ = storage::remember(super::side::PASTED, &text).await;
    if show != Show::Discreet {
        super::open_tab(&chrome::url("popup.html#pasted")).await;
    }
}

#[derive(Serialize)]
struct Injection<'a> {
    target: ways::Target,
    files: &'a [&'a str],
}

async fn ask_about_selection(tab: f64, frame: f64) -> Result<(), Error> {
    let place = advice::Place { tab, frame };
    if advice::tell(place, &Command::Ping).await.is_err() {
        run_in(place).await?;
    }
    advice::tell(place, &Command::Selection).await.map(|_| ())
}

/// Runs the page script in a frame.
async fn run_in(place: advice::Place) -> Result<(), Error> {
    let script = to_js(&Injection { target: ways::Target::of(place), files: &sites::PAGE_SCRIPT })?;
    chrome::run_in_tab(&script).await.map(|_| ()).map_err(Error::browser("scripting.executeScript"))
}

/// Something that lasts has changed: forget the copy and let every page ask again. What is waited for concerns
/// no request that is shown already, own replies leave open what is open, and what the worker itself wrote into the
/// ledger is at hand.
#[wasm_bindgen]
pub async fn changed(keys: Vec<String>) {
    if keys.iter().any(|key| key == storage::EDITS) {
        EDITED.set(None);
    }
    // Whoever is editing knows it; whoever opens the request later asks.
    if keys.iter().all(|key| [storage::EDITS, SCHEMA].contains(&key.as_str())) {
        return;
    }
    let quiet = |key: &str| [storage::EDITS, storage::WAITING, JOURNAL, SCHEMA].contains(&key);
    let ours = |key: &str| [storage::LEDGER, storage::PRINTS, SCHEMA].contains(&key);
    let people = keys.iter().any(|key| key == storage::LEDGER);
    if keys.iter().all(|key| ours(key)) && !ledger::is_foreign(&keys).await {
        return;
    }
    PERSON.set(None);
    if people {
        let _ = ledger::badge().await;
    }
    if keys.iter().any(|key| key == storage::CHOICES) {
        ways::settle().await;
    }
    if keys.iter().all(|key| quiet(key)) {
        return;
    }
    let gently = keys.iter().all(|key| quiet(key) || ours(key) || is_reply(key));
    tell_pages(if gently { &Command::Renew } else { &Command::Refresh }).await;
}

/// Tells every tab, and waits for none: one that is frozen or dying must not keep the others waiting.
pub(super) async fn tell_pages(command: &Command) {
    let everywhere = js_sys::Object::new();
    let Ok(tabs) = chrome::tabs_query(&everywhere).await else { return };
    let Ok(command) = to_js(command) else { return };
    for tab in js_sys::Array::from(&tabs).iter() {
        if let Ok(Tab { id: Some(id), .. }) = from_js(tab) {
            let command = command.clone();
            spawn_local(async move {
                // Most tabs have no page script and do not answer.
                let _ = chrome::tell_tab(id, &command).await;
            });
        }
    }
}

/// Lets every page ask again once the person pauses: each letter of a note would be news otherwise.
pub(super) fn renew_soon() {
    let tell = || spawn_local(async { tell_pages(&Command::Renew).await });
    // The one before is cancelled when it is dropped.
    RENEWING.set(Some(Timeout::new(PAUSE, tell)));
}

/// Sites have been granted or taken back.
#[wasm_bindgen]
pub async fn granted() {
    grants::permitted().await;
    tell_pages(&Command::Refresh).await;
}

/// A shortcut was pressed over a tab.
#[wasm_bindgen]
pub async fn pressed(name: String, tab: f64) {
    if let Ok(command) = to_js(&Command::Press { name }) {
        let _ = chrome::tell_tab(tab, &command).await;
    }
}

/// A tab has been closed.
#[wasm_bindgen]
pub async fn closed(tab: f64) {
    let _ = chrome::session_remove(&tab_key(tab)).await;
}
