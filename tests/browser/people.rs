//! What the person decides and notes: kept, shown at the next message, due on its day, learned from.

use serde_json::{Value, json};

use crate::driver::until;
use crate::extension::later;
use crate::invitations::{ESCAPE, PAGE};
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("trouble_with_somebody_is_remembered_and_due", trouble_with_somebody_is_remembered_and_due),
    ("a_break_changes_the_reply", a_break_changes_the_reply),
    ("own_answers_change_the_advice", own_answers_change_the_advice),
    ("a_note_is_kept_whatever_happens", a_note_is_kept_whatever_happens),
    ("one_key_decides_and_an_edited_reply_stays", one_key_decides_and_an_edited_reply_stays),
    ("the_same_wording_is_noticed", the_same_wording_is_noticed),
    ("looking_back_teaches_and_is_undone", looking_back_teaches_and_is_undone),
];

/// Risk: what was noted is not there when it matters, or is nowhere to be found again.
fn trouble_with_somebody_is_remembered_and_due(stage: &Stage) -> Result<(), String> {
    open(stage, "Dana Whitfield")?;
    unfold(stage)?;
    stage.press("button", "Bad experience")?;
    until("the flag", || Ok(flags(stage)?.contains(&"Past trouble".to_owned()).then_some(())))?;
    stage.press("textbox", "Heard from whom")?;
    stage.keys("Casey Ray")?;
    until("the name to be kept", || {
        Ok((ledger(stage)?["people"][0]["experience"]["whose"] == "Casey Ray").then_some(()))
    })?;
    let date = "function() { const d = new Date(); const two = (n) => String(n).padStart(2, '0'); \
        this.querySelector('.date').value = `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`; \
        this.querySelector('.date').dispatchEvent(new Event('input')) }";
    stage.with(&stage.wait("dialog", "Demur advice")?, date)?;
    until("the day to be kept", || Ok(ledger(stage)?["people"][0]["back"].is_string().then_some(())))?;

    // Another message of the same person, on another page, after the worker has slept.
    stage.stop_worker()?;
    stage.go("https://www.linkedin.com/messaging/thread/2-dana/")?;
    stage.press("button", "Demur: ")?;
    let panel = stage.panel()?;
    let trouble = panel.flags.iter().find(|flag| flag.name == "Past trouble").ok_or("no trouble")?;
    same("why", &trouble.why.as_str(), &"Casey Ray had a bad experience with them, as you noted today.")?;
    same("the advice", &panel.advice.as_str(), &"Decline")?;

    stage.new_tab()?;
    stage.open_own("popup.html")?;
    stage.wait("heading", "To come back to")?;
    same("the badge", &badge(stage)?, &"1".to_owned())?;
    stage.script(
        "const make = URL.createObjectURL; \
         URL.createObjectURL = (blob) => { blob.text().then((text) => (window.saved = text)); return make.call(URL, blob) }",
    )?;
    stage.press("button", "Save a calendar file")?;
    stage.until_true("the calendar file", "return window.saved?.startsWith('BEGIN:VCALENDAR\\r\\n')")?;
    stage.until_true("its entry", "return window.saved.includes('SUMMARY:Come back to Dana Whitfield\\r\\n')")?;
    picture(stage, "due")?;
    stage.press("button", "In a week: Dana Whitfield")?;
    stage.until_true(
        "the next one",
        "return document.querySelector('#due .hint')?.textContent.startsWith('Next: Dana')",
    )?;
    until("no badge", || Ok(badge(stage)?.is_empty().then_some(())))?;

    stage.open_own("settings.html")?;
    stage
        .until_true("the person", "return document.querySelector('.person .who')?.textContent === 'Dana Whitfield'")?;
    picture(stage, "people")?;
    stage.script("document.querySelector('.person').open = true; document.querySelector('.sure').open = true")?;
    stage.press("button", "Forget for good: Dana Whitfield")?;
    until("nobody", || Ok((ledger(stage)?["people"] == json!([])).then_some(())))
}

/// Risk: while the person rests, replies promise what they will not give.
fn a_break_changes_the_reply(stage: &Stage) -> Result<(), String> {
    open(stage, "Tomás Herrera")?;
    same("before", &stage.panel()?.advice.as_str(), &"Accept")?;
    let page = stage.tab()?;
    stage.new_tab()?;
    stage.open_own("settings.html")?;
    let year = later(stage, "Promise.resolve(new Date().getFullYear() + 1)")?;
    stage.script(&format!(
        "const field = document.querySelector('[name=break_until]'); field.value = '{year}-06-30'; \
         field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    ))?;
    stage.until_true("word that it is saved", "return document.querySelector('#saved').textContent === 'Saved.'")?;
    stage.switch(&page)?;
    stage.go(PAGE)?;
    open(stage, "Tomás Herrera")?;
    let panel = stage.panel()?;
    same("the advice", &panel.advice.as_str(), &"Help differently")?;
    if !panel.flags.iter().any(|flag| flag.name == "On a break") {
        return Err(format!("no break among the flags: {:?}", panel.flags));
    }
    let told = panel.replies.iter().any(|reply| reply.contains("break") && reply.contains("June"));
    told.then_some(()).ok_or_else(|| format!("no reply tells of the break: {:?}", panel.replies))
}

/// Risk: the answers are put to the person and count for nothing, or are asked again and again.
fn own_answers_change_the_advice(stage: &Stage) -> Result<(), String> {
    open(stage, "Kyle Brandt")?;
    same("before", &stage.panel()?.advice.as_str(), &"Decline")?;
    stage.press("button", "Yes: Does your network gain")?;
    until("the softer way", || Ok((stage.panel()?.advice == "Ask first").then_some(())))?;
    picture(stage, "answers")?;
    stage.stop_worker()?;
    stage.go(PAGE)?;
    open(stage, "Kyle Brandt")?;
    same("after", &stage.panel()?.advice.as_str(), &"Ask first")?;
    let yes = stage.wait("button", "Yes: Does your network gain")?;
    let pressed = stage.with(&yes, "function() { return this.getAttribute('aria-pressed') }")?;
    same("the answer", &pressed, &"true".into())?;
    stage.click(&yes)?;
    until("the advice as it was", || Ok((stage.panel()?.advice == "Decline").then_some(())))
}

/// Risk: words are lost because the panel was closed, or the page left, a moment too early.
fn a_note_is_kept_whatever_happens(stage: &Stage) -> Result<(), String> {
    open(stage, "Priya Raman")?;
    unfold(stage)?;
    stage.press("textbox", "Note on this person")?;
    stage.keys("Met her sister; kind.")?;
    stage.keys(ESCAPE)?;
    until("the note", || Ok((ledger(stage)?["people"][0]["note"] == "Met her sister; kind.").then_some(())))?;
    open(stage, "Priya Raman")?;
    // Whoever leaves within the same breath, for this page, for another one, or by closing the tab, loses nothing either;
    // not even where the worker has to be woken first.
    type_on(stage, " Again.")?;
    stage.go(PAGE)?;
    note_is(stage, "Met her sister; kind. Again.")?;
    open(stage, "Priya Raman")?;
    type_on(stage, " And")?;
    stage.stop_worker()?;
    type_on(stage, " again.")?;
    stage.go("https://www.linkedin.com/feed/")?;
    note_is(stage, "Met her sister; kind. Again. And again.")?;
    let here = stage.tab()?;
    stage.new_tab()?;
    open(stage, "Priya Raman")?;
    type_on(stage, " Last.")?;
    stage.session.delete("window")?;
    stage.switch(&here)?;
    note_is(stage, "Met her sister; kind. Again. And again. Last.")
}

/// Types at the end of the note, until it stands in the field.
pub fn type_on(stage: &Stage, text: &str) -> Result<(), String> {
    stage.hold("textbox", "Note on this person")?;
    stage.chord("\u{e009}", '\u{e010}')?;
    stage.keys(text)?;
    until("what was typed", || {
        let typed = stage.text(&stage.wait("textbox", "Note on this person")?)?;
        if typed.ends_with(text) { Ok(Some(())) } else { Err(typed) }
    })
}

pub fn note_is(stage: &Stage, note: &str) -> Result<(), String> {
    until(&format!("the note “{note}”"), || {
        let kept = ledger(stage)?;
        match kept["people"][0]["note"].as_str() {
            Some(kept) if kept == note => Ok(Some(())),
            other => Err(format!("{other:?}")),
        }
    })
}

/// Risk: deciding takes the person's own words away, or takes a mouse.
fn one_key_decides_and_an_edited_reply_stays(stage: &Stage) -> Result<(), String> {
    open(stage, "Kyle Brandt")?;
    let area = stage.wait("textbox", "Reply, ")?;
    stage.click(&area)?;
    stage.keys("d")?;
    let edited = stage.with(&area, "function() { return this.value }")?;
    stage.with(&stage.wait("dialog", "Demur advice")?, "function() { this.focus() }")?;
    stage.keys("d")?;
    until("the decision", || Ok((ledger(stage)?["people"][0]["requests"][0]["decision"] == "declined").then_some(())))?;
    until("the pressed button", || {
        let pressed = "function() { return this.querySelector('.decisions [aria-pressed=true]')?.textContent }";
        Ok((stage.with(&stage.wait("dialog", "Demur advice")?, pressed)? == "Declined").then_some(()))
    })?;
    let area = stage.wait("textbox", "Reply, ")?;
    same("the edited reply", &stage.with(&area, "function() { return this.value }")?, &edited)?;
    picture(stage, "decided")
}

/// Risk: the tenth copy of a template passes for a personal message.
fn the_same_wording_is_noticed(stage: &Stage) -> Result<(), String> {
    open(stage, "Dana Whitfield")?;
    stage.keys(ESCAPE)?;
    let page = stage.tab()?;
    stage.new_tab()?;
    stage.open_own("popup.html")?;
    // As if it had come from somebody else.
    later(
        stage,
        "chrome.storage.local.get('fingerprints').then(({ fingerprints: prints }) => \
           chrome.storage.local.set({ fingerprints: prints.map((print) => ({ ...print, sender: 'other' })) }))",
    )?;
    let words = later(
        stage,
        "chrome.storage.local.get('fingerprints').then(({ fingerprints: prints }) => JSON.stringify(prints))",
    )?;
    if words.as_str().is_some_and(|words| words.contains("Dana") || words.contains("Brightloop")) {
        return Err(format!("prints hold words: {words}"));
    }
    stage.switch(&page)?;
    stage.go(PAGE)?;
    open(stage, "Dana Whitfield")?;
    let dialog = stage.wait("dialog", "Demur advice")?;
    let said = stage.with(&dialog, "function() { return this.querySelector('.earlier')?.textContent ?? '' }")?;
    let expected = "Second message with this wording in two months, from two senders.";
    same("what is said", &said.as_str().is_some_and(|said| said.contains(expected)), &true)
}

/// Risk: the program learns what nobody told it, or cannot be brought back.
fn looking_back_teaches_and_is_undone(stage: &Stage) -> Result<(), String> {
    stage.open_own("popup.html")?;
    later(
        stage,
        "chrome.storage.local.set({ ledger: { version: 1, people: [{ name: 'Ann Fox', requests: [{ id: '1', ask: 'help', \
           advice: 'decline', rules: ['impersonal', '+common-ground'], decision: 'accepted', \
           on: new Date(Date.now() - 30 * 864e5).toISOString().slice(0, 10) }] }] } })",
    )?;
    stage.open_own("popup.html")?;
    stage.wait("heading", "Looking back")?;
    picture(stage, "looking-back")?;
    stage.press("button", "No: You said yes to Ann Fox")?;
    stage.wait_gone("heading", "Looking back")?;
    stage.open_own("settings.html")?;
    stage.until_true(
        "what was learned",
        "return [...document.querySelectorAll('.voice .who')].map((e) => e.textContent).join() === 'Common ground,Impersonal' || \
           [...document.querySelectorAll('.voice .who')].map((e) => e.textContent).join() === 'Impersonal,Common ground'",
    )?;
    picture(stage, "learned")?;
    stage.press("button", "Back to the shipped weights")?;
    until("the shipped weights", || Ok((ledger(stage)?["learned"] == json!({})).then_some(())))
}

pub fn open(stage: &Stage, name: &str) -> Result<(), String> {
    if stage.script("return location.href")? != PAGE {
        stage.go(PAGE)?;
    }
    stage.press_chip_of(name)?;
    stage.wait("dialog", "Demur advice").map(|_| ())
}

/// Opens the fold with note, experience and day.
pub fn unfold(stage: &Stage) -> Result<(), String> {
    let open = "function() { const notes = this.querySelector('.notes'); notes.open = true; notes.scrollIntoView() }";
    stage.with(&stage.wait("dialog", "Demur advice")?, open).map(|_| ())
}

pub fn flags(stage: &Stage) -> Result<Vec<String>, String> {
    Ok(stage.panel()?.flags.into_iter().map(|flag| flag.name).collect())
}

/// The ledger as stored, read in a tab of the extension's own.
pub fn ledger(stage: &Stage) -> Result<Value, String> {
    let here = stage.tab()?;
    stage.new_tab()?;
    let own = stage.open_own("welcome.html");
    let read = own.and_then(|()| later(stage, "chrome.storage.local.get('ledger').then(({ ledger }) => ledger ?? {})"));
    stage.script("window.close()")?;
    stage.switch(&here)?;
    read
}

fn badge(stage: &Stage) -> Result<String, String> {
    Ok(later(stage, "chrome.action.getBadgeText({})")?.as_str().unwrap_or_default().to_owned())
}

/// A picture to look at, where somebody asked for some.
fn picture(stage: &Stage, name: &str) -> Result<(), String> {
    match std::env::var_os("DEMUR_PICTURES") {
        Some(folder) => stage.picture(&std::path::Path::new(&folder).join(format!("people-{name}.png"))),
        None => Ok(()),
    }
}
