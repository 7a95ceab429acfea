//! Pages and the extension come and go: the browser's memory of pages, updates while tabs are open, and what the
//! browser itself has to say against the extension.

use serde_json::Value;

use crate::driver::{Kind, until};
use crate::extension::{later, popup_over_page};
use crate::invitations::PAGE;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("a_page_from_the_browsers_memory_has_its_chips", a_page_from_the_browsers_memory_has_its_chips),
    ("a_page_that_is_left_is_listed_no_more", a_page_that_is_left_is_listed_no_more),
    ("an_updated_extension_leaves_open_pages_quietly", an_updated_extension_leaves_open_pages_quietly),
    ("an_extension_that_is_switched_off_leaves_nothing", an_extension_that_is_switched_off_leaves_nothing),
    ("the_browser_has_nothing_against_the_extension", the_browser_has_nothing_against_the_extension),
];

/// Risk: a page that comes back as it was left has chips that do nothing, or two of each, or the popup shows another.
fn a_page_from_the_browsers_memory_has_its_chips(stage: &Stage) -> Result<(), String> {
    // The mark of a page that was kept and not loaded anew.
    const KEPT: &str = "return window.wasHere === true";
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    stage.script(
        "window.wasHere = true; addEventListener('pageshow', (event) => { window.persisted = event.persisted })",
    )?;
    stage.go("https://www.linkedin.com/feed/")?;
    stage.until_true("the other page", "return document.body.textContent.includes('Nothing is asked here')")?;
    stage.back()?;
    stage.until_true("the page again", "return document.body.textContent.includes('Dana Whitfield')")?;
    same("the page was kept", &stage.script(KEPT)?, &Value::Bool(true))?;
    same("and shown from memory", &stage.script("return window.persisted")?, &Value::Bool(true))?;
    stage.press_chip_of("Dana Whitfield")?;
    stage.wait("dialog", "Demur advice")?;
    let chips = stage.things("button", "Demur: ")?;
    let names: std::collections::BTreeSet<_> = chips.iter().map(|chip| chip.name.clone()).collect();
    if chips.len() > 10 {
        return Err(format!("chips stand twice: {names:?}"));
    }
    stage.until_true("painted words", "return CSS.highlights.get('mark')?.size > 0")?;
    stage.new_tab()?;
    popup_over_page(stage)?;
    stage.until_true(
        "the requests in the popup",
        "return document.querySelector('.request strong')?.textContent === 'Dana Whitfield'",
    )
}

/// Risk: popup and backlog go on listing the requests of a page that nobody is on any more.
fn a_page_that_is_left_is_listed_no_more(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    let known = "chrome.storage.session.get(null).then((all) => Object.values(all).flatMap((tab) => Object.values(tab?.frames ?? {}).flatMap((frame) => frame.seen)).length)";
    let here = stage.tab()?;
    let beside = stage.new_tab()?;
    stage.open_own("backlog.html")?;
    stage.until_true("its rows", "return document.querySelectorAll('#rows tr[data-at]').length > 3")?;
    stage.switch(&here)?;
    stage.go("https://forum.example/")?;
    stage.switch(&beside)?;
    until("nothing known", || Ok((later(stage, known)? == 0).then_some(())))?;
    stage.open_own("backlog.html")?;
    stage.until_true("an empty backlog", "return !document.querySelector('#backlog-none').hidden")?;
    // Back on the page, which the browser may have kept in memory, all is known again.
    stage.switch(&here)?;
    stage.back()?;
    stage.chip_of("Dana Whitfield")?;
    stage.switch(&beside)?;
    until("the requests again", || Ok((later(stage, known)?.as_u64() > Some(3)).then_some(())))
}

/// Risk: after an update the old script goes on, throws at every step, leaves dead chips, or keeps the new one out.
fn an_updated_extension_leaves_open_pages_quietly(stage: &Stage) -> Result<(), String> {
    stage.go(&format!("{PAGE}?note=Hello"))?;
    stage.chip_of("Dana Whitfield")?;
    stage.script(
        "window.failures = []; addEventListener('error', (event) => window.failures.push(event.message)); \
                  addEventListener('unhandledrejection', (event) => window.failures.push(String(event.reason)))",
    )?;
    let page = stage.tab()?;
    stage.update()?;
    stage.switch(&page)?;
    // What the person then does meets a page without the old script's chips, and with the new script's.
    stage.script("document.body.append(document.createElement('p')); scrollTo(0, 40)")?;
    let chips = until("new chips", || {
        let chips = stage.things("button", "Demur: ")?;
        let hosts = stage.script("return document.documentElement.children.length")?;
        Ok((!chips.is_empty() && hosts == 3).then_some(chips.len()))
    })?;
    if chips > 11 {
        return Err(format!("{chips} chips: the old ones are still there"));
    }
    stage.press_chip_of("Dana Whitfield")?;
    stage.wait("dialog", "Demur advice")?;
    same("errors in the page", &stage.script("return window.failures")?, &Value::Array(Vec::new()))?;
    same("what the browser noted", &stage.complaints()?, &Vec::new())
}

/// Risk: whoever switches Demur off has labels in open pages that do nothing.
fn an_extension_that_is_switched_off_leaves_nothing(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    let page = stage.tab()?;
    stage.switch_extension(false)?;
    stage.switch(&page)?;
    stage.script("scrollTo(0, 40)")?;
    // Firefox ends the page script on the spot: an empty node may stay, and nothing that is seen.
    let bare = match stage.kind {
        Kind::Chromium => stage
            .until_true("a bare page", "return document.documentElement.children.length === 2 && !CSS.highlights.size"),
        Kind::Firefox => stage.wait_gone("button", "Demur: ").and_then(|()| {
            stage.until_true(
                "no painted words",
                "return getComputedStyle(document.body, '::highlight(mark)').textDecorationLine === 'none'",
            )
        }),
    };
    stage.switch_extension(true)?;
    bare?;
    // On again, it is there again.
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield").map(|_| ())
}

/// Risk: a warning on the browser's page of extensions, or an error that nobody sees.
fn the_browser_has_nothing_against_the_extension(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    // Chromium keeps its warnings about a manifest for those who load it while they develop.
    stage.update()?;
    stage.go(PAGE)?;
    stage.press_chip_of("Dana Whitfield")?;
    stage.wait("dialog", "Demur advice")?;
    for own in ["popup.html", "side.html", "settings.html", "welcome.html", "backlog.html"] {
        stage.open_own(own)?;
    }
    same("what the browser noted", &stage.complaints()?, &Vec::new())
}
