//! A page that means harm, in `pages/www.linkedin.com/hostile.js`: it gets nothing, and breaks only itself.

use serde_json::Value;

use crate::driver::{Kind, until};
use crate::extension::later;
use crate::people::{note_is, type_on, unfold};
use crate::replying::greet_somebody_else;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("what_a_page_pretends_is_not_done", what_a_page_pretends_is_not_done),
    ("what_is_typed_in_the_panel_is_not_overheard", what_is_typed_in_the_panel_is_not_overheard),
    ("what_stands_in_the_panel_is_not_read", what_stands_in_the_panel_is_not_read),
    ("a_layer_that_is_mauled_and_thrown_out_comes_back", a_layer_that_is_mauled_and_thrown_out_comes_back),
    ("a_flood_of_changes_leaves_the_page_at_hand", a_flood_of_changes_leaves_the_page_at_hand),
    ("a_page_that_lies_hurts_only_itself", a_page_that_lies_hurts_only_itself),
    ("a_composer_that_is_swapped_gets_one_reply_or_none", a_composer_that_is_swapped_gets_one_reply_or_none),
];

const PAGE: &str = "https://www.linkedin.com/hostile/";

fn open(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Dana Whitfield")?;
    stage.wait("dialog", "Demur advice").map(|_| ())
}

/// What the page got hold of.
fn loot(stage: &Stage) -> Result<Vec<String>, String> {
    let loot = stage.script("return window.loot.map((one) => one.slice(0, 200))")?;
    serde_json::from_value(loot).map_err(|error| error.to_string())
}

/// What lasts, as it is stored.
fn kept(stage: &Stage) -> Result<Value, String> {
    stage.open_own_beside("welcome.html", || {
        later(stage, "chrome.storage.local.get(['ledger', 'waiting', 'choices', 'record']).then(async (local) => [local, await chrome.storage.sync.get(null)])")
    })
}

/// Risk: a script presses a chip, inserts a reply, decides, or closes the panel.
fn what_a_page_pretends_is_not_done(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    let before = kept(stage)?;
    stage.script("return window.pretend()")?;
    same("a panel", &stage.things("dialog", "Demur advice")?.len(), &0)?;
    stage.press_chip_of("Dana Whitfield")?;
    let panel = stage.panel()?;
    let done = stage.script("return window.pretend()")?;
    if done.as_u64() < Some(500) {
        return Err(format!("{done} events were made"));
    }
    // What was pretended has had its time, since the worker answers one thing after another.
    stage.script_later("requestIdleCallback(() => requestAnimationFrame(() => arguments[0](true)))")?;
    same("the panel", &stage.panel()?.replies, &panel.replies)?;
    same(
        "a composer",
        &stage.script("return document.querySelector('.msg-form__contenteditable') !== null")?,
        &Value::Bool(false),
    )?;
    same("what is kept", &kept(stage)?, &before)?;
    same("what the page got", &loot(stage)?, &Vec::new())
}

/// Risk: a page that listens to keys reads the person's notes on people letter by letter.
fn what_is_typed_in_the_panel_is_not_overheard(stage: &Stage) -> Result<(), String> {
    open(stage)?;
    unfold(stage)?;
    type_on(stage, "Zanzibar quince, kind")?;
    note_is(stage, "Zanzibar quince, kind")?;
    // By the remark it is known that typing is heard where it should be.
    greet_somebody_else(stage)?;
    // Copied, cut and pasted within the panel.
    stage.with(&stage.wait("textbox", "Reply, ")?, "function() { this.focus(); this.select() }")?;
    for key in ['c', 'x', 'v'] {
        stage.chord("\u{e009}", key)?;
    }
    same("overheard", &stage.script("return window.overheard")?, &"".into())?;
    same("what the page got", &loot(stage)?, &Vec::new())?;
    // A key that decides still does, and Escape still closes.
    stage.keys("\u{e00c}")?;
    stage.wait_gone("dialog", "Demur advice")?;
    // What is typed into the page's own box is the page's own.
    stage.script("window.openComposer('Dana Whitfield').focus()")?;
    stage.keys("hello")?;
    same(
        "the page's own",
        &stage.script("return document.querySelector('.msg-form__contenteditable').innerText.trim()")?,
        &"hello".into(),
    )
}

/// Risk: by some way or other the page reads what the panel says, or asks the extension.
fn what_stands_in_the_panel_is_not_read(stage: &Stage) -> Result<(), String> {
    open(stage)?;
    unfold(stage)?;
    type_on(stage, "Zanzibar quince")?;
    note_is(stage, "Zanzibar quince")?;
    let id = stage.extension.split("://").nth(1).unwrap_or_default().trim_end_matches('/').to_owned();
    let tries = stage
        .script_later(&format!("window.pry('{id}').then(arguments[0], (error) => arguments[0]([String(error)]))"))?;
    same("what it was told", &tries, &Value::Array(Vec::new()))?;
    // Firefox's search looks into closed roots, and nothing but fields is kept from it; `docs/privacy.md` says so.
    let panel: &[&str] = if stage.kind == Kind::Firefox { &[] } else { &["What would change this", "Decline"] };
    for words in ["Zanzibar quince"].iter().chain(panel) {
        let found = stage.script(&format!("return window.finds('{words}')"))?;
        same(&format!("the browser's search finds “{words}”"), &found, &Value::Bool(false))?;
    }
    same("what the page got", &loot(stage)?, &Vec::new())
}

/// Risk: the label is gone for good, or it and the page throw each other out until nothing else is done.
fn a_layer_that_is_mauled_and_thrown_out_comes_back(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    let times = stage.script_later("window.throwOut(2500).then(arguments[0])")?;
    if times.as_u64() > Some(40) {
        return Err(format!("thrown out {times} times in two and a half seconds"));
    }
    stage.press_chip_of("Dana Whitfield")?;
    stage.wait("dialog", "Demur advice")?;
    stage.script("window.maul()")?;
    stage.script("document.querySelector('main').append(window.card('Kyle Brandt'))")?;
    stage.press_chip_of("Kyle Brandt")?;
    stage.wait("dialog", "Demur advice")?;
    same("what the page got", &loot(stage)?, &Vec::new())
}

/// Risk: a page that changes all the time makes the browser stand still, or fills storage with what it makes up.
fn a_flood_of_changes_leaves_the_page_at_hand(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    let flood = stage.script_later("window.flood(5000).then(arguments[0])")?;
    println!("    {} changes, the longest wait {} ms", flood["changes"], flood["longest"]);
    // A second would be felt; a busy machine of two cores takes its share.
    if flood["longest"].as_f64() > Some(1000.0) || flood["changes"].as_u64() < Some(5000) {
        return Err(format!("the page stood still: {flood}"));
    }
    stage
        .script("document.querySelectorAll('main > p').forEach((line) => line.remove()); document.querySelector('[data-testid=\"lazy-column\"]').replaceChildren(window.card('Vera Lund'))")?;
    stage.press_chip_of("Vera Lund")?;
    stage.wait("dialog", "Demur advice")?;
    let bytes = stage.open_own_beside("welcome.html", || {
        later(stage, "Promise.all([chrome.storage.local.get(null), chrome.storage.session.get(null)]).then((all) => JSON.stringify(all).length)")
    })?;
    if bytes.as_u64() > Some(4_000_000) {
        return Err(format!("{bytes} bytes are stored"));
    }
    Ok(())
}

/// Risk: markup made to mislead stops Demur for the rest of the page, or for other pages.
fn a_page_that_lies_hurts_only_itself(stage: &Stage) -> Result<(), String> {
    for how in ["nested", "deep", "many", "long", "texts", "names"] {
        stage.go(PAGE)?;
        stage.chip_of("Dana Whitfield").map_err(|error| format!("before {how}: {error}"))?;
        stage.script(&format!("window.lie('{how}')")).map_err(|error| format!("{how}: {error}"))?;
        if how != "names" {
            // What comes after it is still read.
            stage
                .script("document.querySelector('[data-testid=\"lazy-column\"]').prepend(window.card('Vera Lund'))")?;
            stage.press_chip_of("Vera Lund").map_err(|error| format!("after {how}: {error}"))?;
            stage.wait("dialog", "Demur advice")?;
        }
        same(&format!("{how}: executed"), &stage.script("return window.pwned ?? null")?, &Value::Null)?;
        same(&format!("{how}: what the page got"), &loot(stage)?, &Vec::new())?;
    }
    // Another page is as it was.
    stage.go(crate::invitations::PAGE)?;
    stage.press_chip_of("Dana Whitfield")?;
    stage.wait("dialog", "Demur advice").map(|_| ())
}

/// Risk: a page that swaps its message box in the very moment gets a reply where the person did not want it, or twice.
fn a_composer_that_is_swapped_gets_one_reply_or_none(stage: &Stage) -> Result<(), String> {
    open(stage)?;
    let reply = stage.panel()?.replies.first().cloned().ok_or("no reply")?;
    stage.script("window.race()")?;
    stage.press("button", "Insert reply: ")?;
    until("word of what came of it", || {
        let said = stage.said()?;
        Ok((!said.is_empty() && !said.contains("Opening")).then_some(()))
    })?;
    let words = reply.split_whitespace().take(4).collect::<Vec<_>>().join(" ");
    let times = stage.script(&format!(
        "return document.body.innerText.split({words:?}).length - 1 + [...document.querySelectorAll('textarea')].filter((one) => one.value).length * 10"
    ))?;
    if times.as_u64() > Some(1) {
        return Err(format!("the reply stands {times} times"));
    }
    // Whatever came of it, the next try on a page at rest goes through.
    open(stage)?;
    stage.press("button", "Insert reply: ")?;
    stage.wait("button", "Undo insert").map(|_| ())
}
