//! How Demur is there on a page: what it says of itself, what shortcuts do, what it costs, how it comes back.

use serde_json::Value;

use crate::driver::until;
use crate::extension::{later, popup_over_page};
use crate::invitations::PAGE;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("a_page_that_cannot_be_read_says_so", a_page_that_cannot_be_read_says_so),
    ("shortcuts_go_from_request_to_reply", shortcuts_go_from_request_to_reply),
    ("a_page_that_comes_back_has_its_chips", a_page_that_comes_back_has_its_chips),
    ("marks_follow_what_the_site_edits", marks_follow_what_the_site_edits),
];

/// Risk: the site changes, nothing is found any more, and that looks like an empty page; or the report that helps to
/// mend it carries away what people wrote.
fn a_page_that_cannot_be_read_says_so(stage: &Stage) -> Result<(), String> {
    stage.go(&format!("{PAGE}?markup=strange"))?;
    stage.until_true("the cards", "return document.querySelectorAll('b').length > 5")?;
    stage.new_tab()?;
    until("word of it", || {
        popup_over_page(stage)?;
        let said = stage.script("return document.querySelector('#nothing').textContent")?;
        let said = said.as_str().unwrap_or_default().to_owned();
        Ok((said.contains("can't read this page") && said.contains("request in invitations")).then_some(()))
    })?;
    let ask = "chrome.tabs.query({}).then((tabs) => Promise.allSettled(tabs.map((tab) => chrome.tabs.sendMessage(tab.id, { kind: 'check' })))) \
               .then((all) => all.map(({ value }) => value?.report).find(Boolean))";
    let report = later(stage, ask)?.as_str().unwrap_or_default().to_owned();
    for word in ["Dana", "Whitfield", "Brightloop", "dana-whitfield", "cloud", "/in/"] {
        if report.contains(word) {
            return Err(format!("the report holds “{word}”: {report}"));
        }
    }
    for word in ["site: linkedin", "anchors: 0", "structure:"] {
        if !report.contains(word) {
            return Err(format!("the report lacks “{word}”: {report}"));
        }
    }
    Ok(())
}

/// Sends what a shortcut of the manifest sends; the browser's own keys are pressed by nobody here.
fn press(stage: &Stage, name: &str) -> Result<(), String> {
    let page = stage.tab()?;
    let handle = stage.new_tab()?;
    stage.open_own("popup.html")?;
    let send = format!(
        "chrome.tabs.query({{}}).then((tabs) => Promise.allSettled(tabs.map((tab) => chrome.tabs.sendMessage(tab.id, {{ kind: 'press', name: '{name}' }})))).then(() => true)"
    );
    later(stage, &send)?;
    stage.switch(&handle)?;
    stage.session.delete("window")?;
    stage.switch(&page)
}

/// Risk: only a mouse gets through a list of requests.
fn shortcuts_go_from_request_to_reply(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    for (name, expected) in [("next-request", "Dana"), ("next-request", "Tomás"), ("previous-request", "Dana")] {
        press(stage, name)?;
        until(&format!("the panel of {expected} after {name}"), || {
            Ok(stage.panel()?.lead.contains(expected).then_some(()))
        })?;
    }
    press(stage, "next-reply")?;
    press(stage, "insert-reply")?;
    stage.wait("button", "Undo insert")?;
    until("the reply in the message box", || {
        let model = stage.script("return window.models['Dana Whitfield'] ?? ''")?;
        Ok(model.as_str().is_some_and(|text| !text.is_empty()).then_some(()))
    })?;
    same("sent", &stage.script("return window.sent.length")?, &0.into())
}

/// Risk: a page from the browser's memory is mute, or the popup knows nothing of it.
fn a_page_that_comes_back_has_its_chips(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    stage.go("https://www.linkedin.com/feed/")?;
    stage.session.post("back", &serde_json::json!({}))?;
    stage.chip_of("Dana Whitfield")?;
    stage.new_tab()?;
    until("the requests in the popup", || {
        popup_over_page(stage)?;
        let names =
            stage.script("return [...document.querySelectorAll('.request strong')].map((name) => name.textContent)")?;
        Ok((names[0] == "Dana Whitfield").then_some(()))
    })
}

/// Risk: the site edits a message where it stands, and other words are marked than those that are meant.
fn marks_follow_what_the_site_edits(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    stage.script(
        "const box = [...document.querySelectorAll('[data-testid=expandable-text-box]')].find((box) => box.textContent.includes('Brightloop')); \
         box.firstChild.data = 'Hi Sam, your talk in Lisbon was a joy. Could you refer me for the job at your company this week?'",
    )?;
    until("marks in the new words", || {
        let marked = stage.script(
            "const card = [...document.querySelectorAll('[role=listitem]')].find((card) => card.textContent.includes('Dana Whitfield')); \
             return [...(CSS.highlights.get('mark') ?? [])].filter((range) => card.contains(range.startContainer)).map(String)",
        )?;
        let words: Vec<&str> = marked.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        Ok((words.iter().any(|word| word.contains("refer me")) && words.iter().all(|word| !word.trim().is_empty()))
            .then_some(()))
    })
}
