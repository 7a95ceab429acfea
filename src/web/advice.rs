//! One request's panel, drawn on a page of the extension: in the popup, and in the panel at the browser's side.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

use super::draw::{self, OnPress, by_id, carry_over, document, draw, shown};
use super::error::Error;
use super::people::{self, ask};
use super::{chrome, storage, to_js};
use crate::edits::Edits;
use crate::ledger::Deed;
use crate::protocol::{
    Act, Command, ContentRequest, Draft, How, PageRequest, PageTold, Remark, RequestView, Said, Seen, Taken,
};
use crate::view::{beside, edits, words};
use crate::web::spawn_local;

/// How long a person has to stop typing before a reply is looked at, in milliseconds.
const PAUSE: u32 = 500;

thread_local! {
    static CHECKING: RefCell<Option<Timeout>> = const { RefCell::new(None) };
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// The tab.
    pub tab: f64,
    /// The frame.
    pub frame: f64,
}

/// A request whose advice is drawn.
#[derive(Debug, Clone, Default)]
pub struct Subject {
    /// Where it stands; nowhere for a text that was pasted.
    pub place: Option<Place>,
    /// Id of its site.
    pub site: String,
    /// The request as it was seen, with what the desk has been told.
    pub seen: Seen,
}

impl Subject {
    /// A reply to it.
    pub fn draft(&self, text: String, how: &How) -> Draft {
        Draft { site: self.site.clone(), request: self.seen.clone(), text, how: how.clone() }
    }
}

/// Draws the advice on a request in the place of what was drawn before. Replies go into the page if the request
/// stands in one, else to the clipboard only.
pub fn show(view: &RequestView, subject: &Subject) -> Result<(), Error> {
    let result: HtmlElement = by_id("result")?;
    let mut about = subject.clone();
    // Whatever is done about it, the replies that the person has before them stand still.
    about.seen.after = Some(view.after.clone());
    let place = subject.place;
    let act: OnPress = Rc::new(move |act, pressed| {
        let _ = perform(act, pressed, &about);
    });
    let refused = Error::browser("an element");
    let panel = if is_side() { beside::panel(view) } else { view.panel.clone() };
    let holder = document()?.create_element("div").map_err(&refused)?;
    holder.set_class_name(match place {
        None => "loose",
        Some(_) if is_side() => "aside",
        Some(_) => "",
    });
    let tab = place.map_or_else(String::new, |place| place.tab.to_string());
    holder.set_attribute("data-tab", &tab).map_err(&refused)?;
    // A text that was pasted has no key; it is its own.
    let name = if view.key.is_empty() { &subject.seen.text } else { &view.key };
    holder.set_attribute("data-request", name).map_err(&refused)?;
    holder.append_child(draw(&panel, &act)?.as_ref()).map_err(&refused)?;
    let mut focus = None;
    for before in holders(&result) {
        let same = |name: &str| before.get_attribute(name) == holder.get_attribute(name);
        if same("data-tab") && same("data-request") {
            focus = draw::focused(&before);
            carry_over(&before, &holder)?;
        }
        if !before.hidden() || before.get_attribute("data-tab") == Some(tab.clone()) {
            before.remove();
        }
    }
    result.append_child(&holder).map_err(&refused)?;
    shown(&result, true);
    if let Some(name) = focus
        && draw::focus_again(&holder, &name)?
    {
        return Ok(());
    }
    let _ = result.focus();
    result.scroll_into_view();
    Ok(())
}

/// One for each tab that has had advice drawn, and one for a text of no tab.
fn holders(result: &Element) -> Vec<HtmlElement> {
    let children = result.children();
    (0..children.length()).filter_map(|i| children.item(i)?.dyn_into().ok()).collect()
}

/// Shows the advice that was last drawn for a tab, as the person left it, and puts away that of other tabs.
pub fn of_tab(tab: f64) -> Result<(), Error> {
    let result: HtmlElement = by_id("result")?;
    let mut any = false;
    for holder in holders(&result) {
        let of = holder.get_attribute("data-tab").unwrap_or_default();
        let here = of.is_empty() || of == tab.to_string();
        shown(&holder, here);
        any |= here;
    }
    shown(&result, any);
    Ok(())
}

/// Whether this page is the one that stays open beside the tabs.
pub fn is_side() -> bool {
    document().ok().and_then(|document| document.document_element()).is_some_and(|root| root.id() == "side")
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FrameOptions {
    frame_id: f64,
}

/// Tells the page script of a frame, and gives what it answers.
pub async fn tell(place: Place, command: &Command) -> Result<JsValue, Error> {
    let options = to_js(&FrameOptions { frame_id: place.frame })?;
    chrome::tell_frame(place.tab, &to_js(command)?, &options).await.map_err(Error::browser("tabs.sendMessage"))
}

/// Opens a line to the page script of a frame.
pub fn connect(place: Place) -> Result<chrome::Port, Error> {
    let options = to_js(&FrameOptions { frame_id: place.frame })?;
    chrome::connect(place.tab, &options).map_err(Error::browser("tabs.connect"))
}

/// Closes the popup.
pub fn close() {
    if let Some(window) = web_sys::window() {
        let _ = window.close();
    }
}

fn perform(act: &Act, pressed: &Element, subject: &Subject) -> Result<(), Error> {
    let refused = Error::browser("an element");
    let result = pressed.closest("[data-tab]").map_err(&refused)?.ok_or(Error::Missing("the advice"))?;
    let Subject { place, seen, .. } = subject;
    match act {
        Act::Insert { reply, how } => {
            let command = Command::Insert { key: seen.key.clone(), text: draft(&result, *reply), how: how.clone() };
            to_page(*place, command);
        }
        Act::Copy { reply, how } => copy(subject.draft(draft(&result, *reply), how)),
        Act::Edit { how, .. } => {
            keep(pressed, subject, how);
            check_soon(pressed, subject, how);
        }
        Act::Learn { reply, how } => {
            if let Some(area) = area(&result, *reply) {
                learn(area, subject, how);
            }
        }
        Act::Desk { answers } => {
            let mut told = subject.clone();
            told.seen.told.clone_from(answers);
            spawn_local(async move { said_if(sit(&told).await, &words::page().no_answer) });
        }
        Act::Undo => to_page(*place, Command::Undo),
        Act::Point { start, end } => point(&result, *start, *end)?,
        Act::Close => {
            result.remove();
            shown(&by_id("result")?, false);
        }
        Act::Stance { show } => stance(&result, show)?,
        Act::Tell { deed } => {
            let typed = super::draw::typed(pressed).unwrap_or_default();
            let (subject, deed) = (subject.clone(), deed.clone());
            spawn_local(async move { said_if(enter(&subject, deed, typed).await, &words::page().not_kept) });
        }
        Act::Status | Act::Ledger { .. } | Act::Calendar | Act::Visit { .. } | Act::Move { .. } | Act::Row { .. } => {}
    }
    Ok(())
}

fn said_if(done: Result<(), Error>, otherwise: &str) {
    if done.is_err() {
        say(otherwise, false);
    }
}

/// Asks the worker what a page script may ask for as well.
pub(super) async fn ask_as_page<T: for<'de> serde::Deserialize<'de>>(
    request: ContentRequest,
) -> Result<Option<T>, Error> {
    ask(&PageRequest::Content { request }).await
}

/// Judges a request again with what the desk was told of it.
async fn sit(subject: &Subject) -> Result<(), Error> {
    let request = ContentRequest::Desk { site: subject.site.clone(), request: subject.seen.clone() };
    let view = ask_as_page::<RequestView>(request).await?.ok_or(Error::Browser("an answer"))?;
    show(&view, subject)
}

/// Writes into the ledger what the person did, and shows what follows from it.
async fn enter(subject: &Subject, deed: Deed, typed: String) -> Result<(), Error> {
    let anew = !matches!(deed, Deed::Note | Deed::Whose);
    let Subject { place, site, seen } = subject.clone();
    let view = match place {
        Some(Place { tab, frame }) => {
            let (key, after) = (seen.key.clone(), seen.after.clone());
            people::tell(PageTold { tab, frame, key, deed, typed, after }).await?
        }
        None => ask_as_page(ContentRequest::Tell { site, request: seen.clone(), deed, typed }).await?,
    };
    match view {
        Some(_) if anew && !seen.told.is_empty() => sit(subject).await,
        Some(view) if anew => show(&view, subject),
        _ => Ok(()),
    }
}

/// A view that was made a while ago, with what the person has made of its replies since.
pub async fn edited(mut view: RequestView, subject: &Subject) -> RequestView {
    if let Ok(known) = storage::load::<Edits>(storage::EDITS).await {
        edits::lift(&mut view.panel);
        edits::lay(&mut view.panel, &crate::edits::id(&subject.site, &subject.seen), &known);
    }
    view
}

/// Has each letter of an edited reply kept: a popup may close at any.
pub(super) fn keep(area: &Element, subject: &Subject, how: &How) {
    let Some(area) = area.dyn_ref::<HtmlTextAreaElement>() else { return };
    let is_as_drawn = area.default_value().is_ok_and(|drawn| drawn == area.value());
    let draft = subject.draft(if is_as_drawn { String::new() } else { area.value() }, how);
    let label = area.get_attribute("aria-label").unwrap_or_default();
    spawn_local(async move {
        let taken = Taken { draft, label, edited: !is_as_drawn };
        let kept = ask_as_page::<()>(ContentRequest::Edit(Box::new(taken))).await;
        said_if(kept.map(|_| ()), &words::page().not_kept);
    });
}

/// Looks at an edited reply once the person pauses, and says beside it what should be mended.
pub(super) fn check_soon(area: &Element, subject: &Subject, how: &How) {
    let Some(area) = area.dyn_ref::<HtmlTextAreaElement>().filter(|_| !how.stance.is_empty()).cloned() else { return };
    let (subject, how) = (subject.clone(), how.clone());
    let check = move || {
        spawn_local(async move {
            let checked = ask_as_page::<Remark>(ContentRequest::Check(subject.draft(area.value(), &how))).await;
            if let Ok(Some(Remark { text })) = checked {
                remark(&area, &text);
            }
        });
    };
    // The one before is cancelled when it is dropped.
    CHECKING.set(Some(Timeout::new(PAUSE, check)));
}

/// Keeps a wording as one of the person's own.
pub(super) fn learn(area: HtmlTextAreaElement, subject: &Subject, how: &How) {
    let draft = subject.draft(area.value(), how);
    spawn_local(async move {
        let words = match ask_as_page::<Remark>(ContentRequest::Learn(draft)).await {
            Ok(Some(Remark { text })) => text,
            _ => words::page().no_answer,
        };
        remark(&area, &words);
    });
}

fn remark(area: &HtmlTextAreaElement, words: &str) {
    let place = area.parent_element().and_then(|parent| parent.query_selector(".remark").ok().flatten());
    // Said again only if it has changed: nobody wants to hear it at every pause.
    if let Some(place) = place.filter(|place| place.text_content().as_deref() != Some(words)) {
        place.set_text_content(Some(words));
    }
}

/// The popup goes out of the way of what happens in the page; the panel at the side hears of it.
fn to_page(place: Option<Place>, command: Command) {
    let Some(place) = place else { return };
    spawn_local(async move {
        if tell(place, &command).await.is_err() {
            say(&words::page().no_answer, false);
        } else if !is_side() {
            close();
        }
    });
}

/// Shows words in the message as it is drawn here.
fn point(result: &Element, start: u32, end: u32) -> Result<(), Error> {
    let refused = Error::browser("an element");
    let mut first = None;
    for mark in draw::all::<HtmlElement>(result, ".marked .mark")? {
        let at = mark.class_name().split(' ').find_map(|class| class.strip_prefix("at-")?.parse().ok());
        let pointed = at.is_some_and(|at: u32| (start..end).contains(&at));
        mark.class_list().toggle_with_force("on", pointed).map_err(&refused)?;
        if pointed && first.is_none() {
            first = Some(mark);
        }
    }
    if let Some(mark) = first {
        mark.scroll_into_view();
    }
    Ok(())
}

fn area(result: &Element, reply: u32) -> Option<HtmlTextAreaElement> {
    result.query_selector(&format!("[data-reply='{reply}']")).ok().flatten()?.dyn_into().ok()
}

fn draft(result: &Element, reply: u32) -> String {
    area(result, reply).map(|area| area.value()).unwrap_or_default()
}

fn copy(draft: Draft) {
    spawn_local(async move {
        let words = words::page();
        say(if super::copied(&draft.text).await { &words.copied } else { &words.not_copied }, false);
        let _ = took(draft).await;
    });
}

/// The person takes a reply along, so that a question can be followed up.
pub(super) async fn took(draft: Draft) -> Result<(), Error> {
    if draft.how.stance.is_empty() {
        return Ok(());
    }
    ask_as_page::<()>(ContentRequest::Took(draft)).await.map(|_| ())
}

/// Says what the page script cannot say in its page.
pub fn said(said: &Said) {
    say(&said.text, said.undo);
}

fn say(words: &str, undo: bool) {
    let Ok(document) = document() else { return };
    if let Ok(Some(status)) = document.query_selector("#result > :not([hidden]) [data-status]") {
        status.set_text_content(Some(words));
    }
    if let Some(button) = document.query_selector("#result > :not([hidden]) .undo").ok().flatten() {
        let _ = button.toggle_attribute_with_force("hidden", !undo);
    }
}

/// Shows the replies of one stance and hides the others.
pub fn stance(result: &Element, show: &str) -> Result<(), Error> {
    let refused = Error::browser("an element");
    for group in draw::all::<HtmlElement>(result, ".replies")? {
        group.set_hidden(!group.class_list().contains(show));
    }
    for button in draw::all::<Element>(result, ".stance")? {
        let on = if button.class_list().contains(show) { "true" } else { "false" };
        button.set_attribute("aria-pressed", on).map_err(&refused)?;
    }
    Ok(())
}
