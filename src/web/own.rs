//! The part of the settings page that holds the person's own replies: every keystroke is kept.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};

use super::draw::{by_id, document, on, shown};
use super::error::Error;
use super::{packs, storage};
use crate::say;
use crate::settings::{OwnReply, Settings, Tone};
use crate::view::{own, words};
use crate::web::spawn_local;
use crate::{Advice, reply};

/// What the page shows, and what was deleted last.
#[derive(Default)]
struct List {
    replies: Vec<OwnReply>,
    deleted: Option<(usize, OwnReply)>,
}

type Shared = Rc<RefCell<List>>;

/// Draws the list and binds its buttons.
pub async fn bind() -> Result<(), Error> {
    let replies = storage::load::<Settings>(storage::SETTINGS).await?.own_replies;
    let list: Shared = Rc::new(RefCell::new(List { replies, deleted: None }));
    packs::all().await;
    draw(&list)?;
    let (added, brought) = (list.clone(), list.clone());
    on(&by_id::<Element>("own-new")?, "click", move |_| {
        added.borrow_mut().replies.insert(0, own::new());
        let _ = draw(&added).and_then(|()| keep(&added)).and_then(|()| focus_first());
    });
    on(&by_id::<Element>("own-undo")?, "click", move |_| {
        let deleted = brought.borrow_mut().deleted.take();
        if let Some((at, reply)) = deleted {
            let mut list = brought.borrow_mut();
            let at = at.min(list.replies.len());
            list.replies.insert(at, reply);
        }
        let _ = draw(&brought).and_then(|()| keep(&brought)).and_then(|()| focus_first());
    });
    let left = list.clone();
    gloo::events::EventListener::new(&document()?.into(), "visibilitychange", move |_| keep_now(&left)).forget();
    // A wording may have been remembered in another tab in the meantime.
    let window = web_sys::window().ok_or(Error::Missing("a window"))?;
    gloo::events::EventListener::new(&window, "focus", move |_| {
        let list = list.clone();
        spawn_local(async move {
            let Ok(Settings { own_replies: replies, .. }) = storage::load(storage::SETTINGS).await else { return };
            if list.borrow().replies != replies {
                list.borrow_mut().replies = replies;
                let _ = draw(&list);
            }
        });
    })
    .forget();
    Ok(())
}

fn focus_first() -> Result<(), Error> {
    let first = document()?.query_selector("#own .own-name").ok().flatten();
    first.and_then(|first| first.dyn_into::<HtmlElement>().ok()).map_or(Ok(()), |first| {
        let _ = first.focus();
        Ok(())
    })
}

fn draw(list: &Shared) -> Result<(), Error> {
    let place: HtmlElement = by_id("own")?;
    place.set_text_content(None);
    for at in 0..list.borrow().replies.len() {
        place.append_child(item(list, at)?.as_ref()).map_err(Error::browser("an element"))?;
    }
    let list = list.borrow();
    shown(&by_id::<HtmlElement>("own-none")?, list.replies.is_empty());
    shown(&by_id::<HtmlElement>("own-deleted")?, list.deleted.is_some());
    Ok(())
}

fn make<T: JsCast>(tag: &'static str, class: &str, label: &str) -> Result<T, Error> {
    let element = document()?.create_element(tag).map_err(Error::browser("an element"))?;
    element.set_class_name(class);
    if !label.is_empty() {
        let _ = element.set_attribute("aria-label", label);
    }
    element.dyn_into().map_err(|_| Error::Missing(tag))
}

fn select(label: &str, choices: &[(&str, &str)], chosen: &str) -> Result<HtmlSelectElement, Error> {
    let select: HtmlSelectElement = make("select", "", label)?;
    for (value, text) in choices {
        let option: HtmlElement = make("option", "", "")?;
        let _ = option.set_attribute("value", value);
        option.set_text_content(Some(text));
        select.append_child(&option).map_err(Error::browser("an element"))?;
    }
    select.set_value(chosen);
    Ok(select)
}

/// One reply: name, what it does, how it sounds, the text, how it reads, and what should be mended.
fn item(list: &Shared, at: usize) -> Result<Element, Error> {
    let reply = list.borrow().replies[at].clone();
    let name: HtmlInputElement = make("input", "own-name", say!("Name of the reply"))?;
    name.set_value(&reply.name);
    let stances: Vec<(&str, &str)> = Advice::ALL.iter().map(|stance| (stance.id(), words::advice(*stance))).collect();
    let stance = select(say!("What it does"), &stances, reply.stance.id())?;
    let tones = [Tone::Warm, Tone::Plain, Tone::Brief].map(|tone| (words::tone(tone), words::tone_name(tone)));
    let tone = select(say!("How it sounds"), &tones, words::tone(reply.tone))?;
    let text: HtmlTextAreaElement = make("textarea", "draft", say!("Text of the reply"))?;
    text.set_value(&reply.text);
    let preview: HtmlElement = make("p", "own-preview", say!("How it reads"))?;
    let _ = preview.set_attribute("role", "note");
    let remark: HtmlElement = make("p", "remark", "")?;
    let _ = remark.set_attribute("role", "status");
    let delete: HtmlElement = make("button", "plain-button", &say!("Delete: {name}", name = reply.name))?;
    let _ = delete.set_attribute("type", "button");
    delete.set_text_content(Some(say!("Delete")));
    let row: HtmlElement = make("div", "own-row", "")?;
    let item: HtmlElement = make("li", "own-reply", "")?;
    for (parent, child) in [
        (&row, name.as_ref() as &Element),
        (&row, stance.as_ref()),
        (&row, tone.as_ref()),
        (&row, delete.as_ref()),
        (&item, row.as_ref()),
        (&item, text.as_ref()),
        (&item, remark.as_ref()),
        (&item, preview.as_ref()),
    ] {
        parent.append_child(child).map_err(Error::browser("an element"))?;
    }
    let changed = {
        let (list, name, stance, tone, text) = (list.clone(), name, stance, tone, text);
        let (preview, remark) = (preview.clone(), remark.clone());
        move |typed: bool| {
            let reply = OwnReply {
                name: name.value(),
                asks: list.borrow().replies.get(at).map(|known| known.asks.clone()).unwrap_or_default(),
                stance: Advice::from_id(&stance.value()).unwrap_or(Advice::Decline),
                tone: words::tone_of(&tone.value()),
                text: text.value(),
            };
            let sample = own::sample(&reply, &Settings { today: super::today(), ..Settings::default() });
            preview.set_text_content(Some(&sample.reads));
            remark.set_text_content(Some(&sample.remark));
            if typed {
                if let Some(known) = list.borrow_mut().replies.get_mut(at) {
                    *known = reply;
                }
                keep_soon(&list);
            }
        }
    };
    changed(false);
    let left = list.clone();
    on(&item, "change", move |_| keep_now(&left));
    on(&item, "input", move |_| changed(true));
    let list = list.clone();
    on(&delete, "click", move |_| {
        {
            let mut list = list.borrow_mut();
            if at < list.replies.len() {
                let reply = list.replies.remove(at);
                list.deleted = Some((at, reply));
            }
        }
        let _ = draw(&list).and_then(|()| keep(&list));
        if let Ok(undo) = by_id::<HtmlElement>("own-undo") {
            let _ = undo.focus();
        }
    });
    Ok(item.into())
}

fn keep(list: &Shared) -> Result<(), Error> {
    let replies = list.borrow().replies.clone();
    let change = move |settings: &mut Settings| settings.own_replies = replies;
    spawn_local(async move { super::settings::said(storage::update(storage::SETTINGS, change).await) });
    Ok(())
}

/// How long a pause in typing is, in milliseconds. The browser takes only so many changes a minute for its synchronisation.
const PAUSE: u32 = 400;

thread_local! {
    static PAUSED: RefCell<Option<gloo::timers::callback::Timeout>> = const { RefCell::new(None) };
}

/// Keeps what is being typed at the next pause.
fn keep_soon(list: &Shared) {
    let list = list.clone();
    let timeout = gloo::timers::callback::Timeout::new(PAUSE, move || drop(keep(&list)));
    // The one before is cancelled when it is dropped.
    PAUSED.set(Some(timeout));
}

/// Keeps at once what waits for a pause, when the person turns away.
fn keep_now(list: &Shared) {
    if PAUSED.take().is_some() {
        let _ = keep(list);
    }
}

/// The sentences for the person's own profile, each with a button that copies it.
pub fn policy(settings: &Settings) -> Result<(), Error> {
    let place: HtmlElement = by_id("policy-sentences")?;
    place.set_text_content(None);
    for sentence in reply::own::profile_sentences(settings) {
        let item: HtmlElement = make("li", "policy-sentence", "")?;
        let text: HtmlElement = make("span", "", "")?;
        text.set_text_content(Some(&sentence));
        let button: HtmlElement = make("button", "plain-button", &say!("Copy: {sentence}", sentence = sentence))?;
        let _ = button.set_attribute("type", "button");
        button.set_text_content(Some(say!("Copy")));
        for child in [&text, &button] {
            item.append_child(child).map_err(Error::browser("an element"))?;
        }
        place.append_child(&item).map_err(Error::browser("an element"))?;
        on(&button.clone(), "click", move |_| {
            let (sentence, button) = (sentence.clone(), button.clone());
            spawn_local(async move {
                button.set_text_content(Some(if super::copied(&sentence).await {
                    say!("Copied")
                } else {
                    say!("Select it and copy it by hand")
                }));
            });
        });
    }
    Ok(())
}
