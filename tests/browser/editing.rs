//! Replies that are being edited: nothing that was typed goes with the page, the popup or the browser's whim.

use serde_json::json;

use crate::driver::until;
use crate::extension::{later, own_over_page};
use crate::invitations::{ESCAPE, PAGE};
use crate::{Journey, Stage};

pub const JOURNEYS: &[Journey] = &[
    ("an_edited_reply_outlasts_its_page", an_edited_reply_outlasts_its_page),
    ("an_edited_reply_goes_with_its_request", an_edited_reply_goes_with_its_request),
    ("an_edited_reply_outlasts_the_popup", an_edited_reply_outlasts_the_popup),
];

/// What is kept of edited replies.
const KEPT: &str = "chrome.storage.local.get('edits').then(({ edits }) => (edits?.list ?? []).map(({ text }) => text))";

fn type_over(stage: &Stage, words: &str) -> Result<(), String> {
    let area = stage.wait("textbox", "Reply, ")?;
    stage.with(&area, "function() { this.focus(); this.select() }")?;
    stage.keys(words)
}

fn reply_is(stage: &Stage, words: &str) -> Result<(), String> {
    until(&format!("the reply “{words}”"), || match stage.text(&stage.wait("textbox", "Reply, ")?)? {
        text if text == words => Ok(Some(())),
        other => Err(other),
    })
}

fn kept(stage: &Stage, expected: &[&str]) -> Result<(), String> {
    stage.open_own_beside("popup.html", || {
        until("what is kept", || match later(stage, KEPT)? {
            found if found == json!(expected) => Ok(Some(())),
            other => Err(other.to_string()),
        })
    })
}

/// Risk: the site loads its page anew, or the person does, and a reply that was worked on is gone.
fn an_edited_reply_outlasts_its_page(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Kyle Brandt")?;
    type_over(stage, "Thanks, Kyle, but not this year.")?;
    // Without a pause.
    stage.go(PAGE)?;
    stage.press_chip_of("Kyle Brandt")?;
    reply_is(stage, "Thanks, Kyle, but not this year.")?;
    // In the panel at the side it is the same reply; what is made of it there stands in the page.
    let page = stage.tab()?;
    stage.new_tab()?;
    own_over_page(stage, "side.html")?;
    stage.press("button", "Kyle Brandt")?;
    reply_is(stage, "Thanks, Kyle, but not this year.")?;
    type_over(stage, "Thanks, Kyle, but not this month.")?;
    until("the new words", || Ok((later(stage, KEPT)? == json!(["Thanks, Kyle, but not this month."])).then_some(())))?;
    stage.session.delete("window")?;
    stage.switch(&page)?;
    stage.go(PAGE)?;
    stage.press_chip_of("Kyle Brandt")?;
    reply_is(stage, "Thanks, Kyle, but not this month.")?;
    // Nobody else's reply has become another.
    stage.keys(ESCAPE)?;
    stage.press_chip_of("Dana Whitfield")?;
    let other = stage.text(&stage.wait("textbox", "Reply, ")?)?;
    if other.contains("Kyle") { Err(format!("Dana's reply: {other}")) } else { Ok(()) }
}

/// Risk: what is done with comes back; or what has been taken out of the message box again is gone.
fn an_edited_reply_goes_with_its_request(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Kyle Brandt")?;
    type_over(stage, "Thanks, Kyle, but no.")?;
    kept(stage, &["Thanks, Kyle, but no."])?;
    stage.press("button", "Insert reply: ")?;
    stage.wait("button", "Undo insert")?;
    kept(stage, &[])?;
    stage.press("button", "Undo insert")?;
    kept(stage, &["Thanks, Kyle, but no."])?;
    // What is made as it was, is no edit.
    let area = stage.wait("textbox", "Reply, ")?;
    let drawn = stage.with(&area, "function() { return this.defaultValue }")?;
    type_over(stage, "x")?;
    kept(stage, &["x"])?;
    type_over(stage, drawn.as_str().unwrap_or_default())?;
    kept(stage, &[])
}

/// Risk: a popup closes at any press beside it, and takes along what was typed into it.
fn an_edited_reply_outlasts_the_popup(stage: &Stage) -> Result<(), String> {
    const TEXT: &str = "Would you endorse me? I would do the same for you.";
    let judge = |stage: &Stage| -> Result<(), String> {
        stage.open_own("popup.html")?;
        stage.hold("textbox", "Any text")?;
        stage.keys(TEXT)?;
        stage.press("button", "What does Demur say?")
    };
    judge(stage)?;
    type_over(stage, "I keep that for people I have worked with.")?;
    stage.go("about:blank")?;
    judge(stage)?;
    reply_is(stage, "I keep that for people I have worked with.")
}
