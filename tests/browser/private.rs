//! Private windows: Demur works there where it is allowed, and keeps nothing that the person did not expressly write.

use serde_json::json;

use crate::driver::until;
use crate::extension::later;
use crate::invitations::{ESCAPE, PAGE};
use crate::people::{type_on, unfold};
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[("a_private_window_leaves_no_trace", a_private_window_leaves_no_trace)];

/// Risk: what somebody looks at in a private window is found in the record, or in the windows of somebody else.
fn a_private_window_leaves_no_trace(stage: &Stage) -> Result<(), String> {
    // The switch loads the extension anew, which closes its pages.
    stage.go("about:blank")?;
    stage.allow_private(true)?;
    let here = stage.tab()?;
    let went = in_private(stage, &here);
    stage.switch(&here)?;
    stage.go("about:blank")?;
    stage.allow_private(false)?;
    went
}

fn in_private(stage: &Stage, here: &str) -> Result<(), String> {
    stage.open_own("popup.html")?;
    let window = stage.private_window(PAGE)?;
    stage.press_chip_of("Dana Whitfield")?;
    stage.panel()?.flags.first().ok_or("no flag in the panel")?;
    stage.press("button", "Insert reply: ")?;
    stage.wait("button", "Undo insert")?;
    stage.keys(ESCAPE)?;

    stage.switch(here)?;
    stage.heard()?;
    let kept = "chrome.storage.local.get(null).then((all) => Object.keys(all).filter((key) => !['choices', 'schema'].includes(key)))";
    same("what is kept", &later(stage, kept)?, &json!([]))?;
    let memory =
        "chrome.storage.session.get(null).then((all) => Object.keys(all).filter((key) => !key.startsWith('tab-')))";
    same("what is held in memory besides the tab", &later(stage, memory)?, &json!([]))?;
    stage.open_own("backlog.html")?;
    stage.until_true("an empty backlog", "return !document.querySelector('#backlog-none').hidden")?;

    // What is expressly written is kept as anywhere.
    stage.switch(&window)?;
    stage.press_chip_of("Priya Raman")?;
    unfold(stage)?;
    type_on(stage, "Met her sister.")?;
    stage.keys(ESCAPE)?;
    stage.switch(here)?;
    until("the note", || {
        let note = later(stage, "chrome.storage.local.get('ledger').then((all) => all.ledger?.people[0]?.note ?? '')")?;
        Ok((note == "Met her sister.").then_some(()))
    })?;

    stage.switch(&window)?;
    stage.session.delete("window")?;
    stage.switch(here)?;
    until("the memory of the tab to go", || {
        let tabs = "chrome.storage.session.get(null).then((all) => Object.keys(all).filter((key) => key.startsWith('tab-')).length)";
        Ok((later(stage, tabs)? == 0).then_some(()))
    })
}
