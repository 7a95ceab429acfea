//! What a reply goes through before and after it is inserted: checked, remembered, waited for, decided at the desk.

use crate::driver::until;
use crate::extension::later;
use crate::invitations::{ESCAPE, PAGE};
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("an_edited_reply_is_checked_in_the_panel", an_edited_reply_is_checked_in_the_panel),
    ("a_remembered_wording_comes_first", a_remembered_wording_comes_first),
    ("what_is_on_offer_stands_still", what_is_on_offer_stands_still),
    ("own_replies_are_kept_as_they_are_typed", own_replies_are_kept_as_they_are_typed),
    ("the_policy_is_worded_for_a_profile", the_policy_is_worded_for_a_profile),
    ("what_is_typed_by_hand_is_read_along", what_is_typed_by_hand_is_read_along),
    ("an_answer_to_a_question_is_weighed", an_answer_to_a_question_is_weighed),
    ("the_desk_decides_with_four_taps", the_desk_decides_with_four_taps),
    ("an_introduction_asks_both_sides", an_introduction_asks_both_sides),
];

/// Risk: a slip is not said, is said too late, or stays after it has been mended.
fn an_edited_reply_is_checked_in_the_panel(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Kyle Brandt")?;
    greet_somebody_else(stage)?;
    let area = stage.wait("textbox", "Reply, ")?;
    let role =
        stage.with(&area, "function() { return this.parentElement.querySelector('.remark').getAttribute('role') }")?;
    same("how it is announced", &role, &"status".into())?;
    stage.with(&area, "function() { this.focus(); this.select() }")?;
    stage.keys("Hi Kyle, no thanks, I only connect with people I have met.")?;
    until("silence", || Ok(remark(stage)?.is_empty().then_some(())))
}

/// Edits a reply so that it greets somebody else, until the panel says so.
pub fn greet_somebody_else(stage: &Stage) -> Result<(), String> {
    let area = stage.wait("textbox", "Reply, ")?;
    stage.with(&area, "function() { this.focus(); this.select() }")?;
    stage.keys("Hi Marcus, no thanks, I only connect with people I have met.")?;
    until("word of the wrong name", || Ok(remark(stage)?.contains("“Marcus”").then_some(())))
}

fn remark(stage: &Stage) -> Result<String, String> {
    let area = stage.wait("textbox", "Reply, ")?;
    let text = stage.with(&area, "function() { return this.parentElement.querySelector('.remark').textContent }")?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// Risk: the person's own words are not kept, greet the wrong person, or come behind ours.
fn a_remembered_wording_comes_first(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Kyle Brandt")?;
    let first = own_stance(stage)?;
    let area = stage.wait("textbox", "Reply, ")?;
    stage.with(&area, "function() { this.focus(); this.select() }")?;
    stage.keys("Hi Kyle, thank you, but I keep this network to people I have met, so it's a no.")?;
    stage.press("button", "Remember this wording")?;
    until("word that it is kept", || Ok(remark(stage)?.starts_with("Remembered").then_some(())))?;
    stage.wait("dialog", "Demur advice")?;
    stage.go(PAGE)?;
    stage.press_chip_of("Kyle Brandt")?;
    same("the stance", &own_stance(stage)?, &first)?;
    let replies = stage.panel()?.replies;
    let expected = "Hi Kyle, thank you, but I keep this network to people I have met, so it's a no.";
    same("the first reply", &replies.first().map(String::as_str), &Some(expected))
}

/// Risk: replies that are being read change their words when something is done about the request.
fn what_is_on_offer_stands_still(stage: &Stage) -> Result<(), String> {
    let drafts = || Ok::<_, String>(stage.panel()?.replies);
    stage.go(PAGE)?;
    stage.press_chip_of("Kyle Brandt")?;
    let first = drafts()?;
    stage.click(&visible(stage, "Insert reply: ")?)?;
    stage.wait("button", "Undo insert")?;
    stage.until_true("the reply in the box", "return /Kyle/.test(document.body.textContent + [...document.querySelectorAll('textarea')].map((box) => box.value))")?;
    let asks_anew = || stage.press("button", "Declined");
    same("after it was inserted", &drafts()?, &first)?;
    stage.press("button", "Undo insert")?;
    until("word of it", || Ok((!stage.said()?.is_empty()).then_some(())))?;
    same("after it was taken out", &drafts()?, &first)?;
    asks_anew()?;
    stage.wait("button", "Declined")?;
    same("after a decision", &drafts()?, &first)?;
    // Nor when the page is come back to; but somebody else is not written to in the same words.
    stage.go(PAGE)?;
    stage.press_chip_of("Kyle Brandt")?;
    same("on the page, come anew", &drafts()?, &first)
}

fn own_stance(stage: &Stage) -> Result<String, String> {
    Ok(stage.panel()?.advice)
}

/// Risk: the question is forgotten, or its answer is judged as if nobody had asked.
fn an_answer_to_a_question_is_weighed(stage: &Stage) -> Result<(), String> {
    for (answer, advice) in [
        ("Just networking!", "Decline"),
        ("We met at the Lisbon data meetup in May, and I'd like to hear how you moved to event logs.", "Accept"),
    ] {
        stage.go(PAGE)?;
        stage.press_chip_of("Kyle Brandt")?;
        stage.wait("dialog", "Demur advice")?;
        if let Some(stance) = stage.things("button", "Ask first")?.first() {
            stage.click(stance)?;
        }
        stage.click(&visible(stage, "Insert reply: ")?)?;
        stage.wait("button", "Undo insert")?;
        stage.wait("button", "Demur: waiting for an answer")?;
        stage.go(&format!("https://www.linkedin.com/messaging/thread/2-kyle/?answer={}", encoded(answer)))?;
        stage.press("button", "Demur: ")?;
        let panel = stage.panel()?;
        same(answer, &panel.advice.as_str(), &advice)?;
        let said = panel.reasons.first().cloned().unwrap_or_default();
        if !said.contains("how you know each other") {
            return Err(format!("nothing of the question: {:?}", panel.reasons));
        }
        stage.keys(ESCAPE)?;
    }
    Ok(())
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02x}")).collect()
}

/// The first of those things that can be seen.
fn visible(stage: &Stage, name: &str) -> Result<crate::driver::Thing, String> {
    until(&format!("a button {name} in view"), || {
        for thing in stage.things("button", name)? {
            if stage.with(&thing, "function() { return this.getClientRects().length > 0 }")? == true {
                return Ok(Some(thing));
            }
        }
        Ok(None)
    })
}

/// Risk: a tap is lost when the panel is drawn anew, or the replies do not follow the outcome.
fn the_desk_decides_with_four_taps(stage: &Stage) -> Result<(), String> {
    stage.go(&format!(
        "{PAGE}?note={}",
        encoded("Hi Sam, would you write me a recommendation for our library project?")
    ))?;
    stage.press_chip_of("Asked Anew")?;
    stage.press("button", "Yes: Have you worked together?")?;
    pressed(stage, "Yes: Have you worked together?")?;
    stage.press("button", "Yes: Have you seen the work yourself?")?;
    pressed(stage, "Yes: Have you seen the work yourself?")?;
    stage.press("button", "In private: Would you stand behind it?")?;
    until("the private reference", || Ok(stage.panel()?.advice.eq("Help differently").then_some(())))?;
    stage.press("button", "Yes: Would you stand behind it?")?;
    pressed(stage, "Yes: Would you stand behind it?")?;
    stage.press("button", "Yes: Within the last three years?")?;
    until("the advice to write it", || Ok(stage.panel()?.advice.eq("Accept").then_some(())))?;
    let dialog = stage.wait("dialog", "Demur advice")?;
    let outcome = stage.with(&dialog, "function() { return this.querySelector('.desk-outcome').textContent }")?;
    if !outcome.as_str().unwrap_or_default().starts_with("You can write it") {
        return Err(format!("the outcome: {outcome}"));
    }
    let focus =
        stage.with(&dialog, "function() { return this.getRootNode().activeElement?.getAttribute('aria-label') }")?;
    same("the focus", &focus, &"Yes: Within the last three years?".into())
}

fn pressed(stage: &Stage, name: &str) -> Result<(), String> {
    until(&format!("{name} to be pressed"), || {
        let Some(button) = stage.things("button", name)?.into_iter().next() else { return Ok(None) };
        let pressed = stage.with(&button, "function() { return this.getAttribute('aria-pressed') }")?;
        Ok((pressed == "true").then_some(()))
    })
}

/// Risk: one side of an introduction is asked and the other is not.
fn an_introduction_asks_both_sides(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Hannah Greene")?;
    stage.press("button", "Yes: Have you worked together?")?;
    pressed(stage, "Yes: Have you worked together?")?;
    stage.press("button", "Yes: Would you put your name to it?")?;
    let third = stage.wait("textbox", "Question to Casey Ray")?;
    let text = stage.text(&third)?;
    if !text.starts_with("Hi Casey,") || !text.contains("Hannah Greene") {
        return Err(format!("what Casey is asked: {text}"));
    }
    let first = stage.panel()?.replies.first().cloned().unwrap_or_default();
    if !first.contains("Casey") {
        return Err(format!("what Hannah is told: {first}"));
    }
    stage.press("button", "Copy question to Casey Ray")?;
    until("word of the clipboard", || Ok((!stage.said()?.is_empty()).then_some(())))
}

/// Risk: a reply that the person wrote is lost: on a reload, by a deletion, or unread by the checker.
fn own_replies_are_kept_as_they_are_typed(stage: &Stage) -> Result<(), String> {
    stage.open_own("settings.html")?;
    stage.press("button", "New reply")?;
    let name = stage.wait("textbox", "Name of the reply")?;
    stage.with(&name, "function() { this.focus(); this.select() }")?;
    stage.keys("Kind no")?;
    stage.press("textbox", "Text of the reply")?;
    let text = "! {hi} thank you, no!! I only connect with people I have met.";
    stage.keys(text)?;
    let shown = |css: &str| -> Result<String, String> {
        let found = stage.script(&format!("return document.querySelector('#own {css}').textContent"))?;
        Ok(found.as_str().unwrap_or_default().to_owned())
    };
    until("word of the exclamation marks", || Ok(shown(".remark")?.contains("!!").then_some(())))?;
    until("the preview", || Ok(shown(".own-preview")?.starts_with("Hi Ann, thank you").then_some(())))?;
    until("word that it is saved", || {
        let kept = later(
            stage,
            "chrome.storage.sync.get(null).then((all) => Object.entries(all).find(([key]) => key.startsWith('reply.'))?.[1].text ?? '')",
        )?;
        Ok((kept == text).then_some(()))
    })?;
    stage.open_own("settings.html")?;
    same("the name", &stage.script("return document.querySelector('.own-name').value")?, &"Kind no".into())?;
    same("the text", &stage.script("return document.querySelector('#own textarea').value")?, &text.into())?;
    stage.press("button", "Delete: Kind no")?;
    stage.until_true("nothing left", "return document.querySelectorAll('.own-reply').length === 0")?;
    stage.press("button", "Bring it back")?;
    same("the text again", &stage.script("return document.querySelector('#own textarea').value")?, &text.into())
}

/// Risk: the line for the profile does not follow the settings.
fn the_policy_is_worded_for_a_profile(stage: &Stage) -> Result<(), String> {
    stage.open_own("settings.html")?;
    let policy = stage.wait("textbox", "Whom you accept")?;
    stage.click(&policy)?;
    stage.keys("I only connect with people I have met.")?;
    stage.with(&policy, "function() { this.blur() }")?;
    stage.until_true("word that it is saved", "return document.querySelector('#saved').textContent === 'Saved.'")?;
    stage.until_true(
        "the sentence",
        "return [...document.querySelectorAll('#policy-sentences button')].some((button) => button.ariaLabel === 'Copy: I only connect with people I have met.')",
    )?;
    Ok(())
}

/// Risk: what the person writes is not read, is read in boxes that belong to no request, or is read when it is switched off.
fn what_is_typed_by_hand_is_read_along(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    stage.press("link", "Reply to Dana")?;
    stage.press("textbox", "Write a message")?;
    stage.keys("Hi Marcus, thank you for the offer, but no.")?;
    let note = stage.wait("status", "Demur on what you type")?;
    if !stage.text(&note)?.contains("Marcus") {
        return Err(format!("the note: {}", stage.text(&note)?));
    }
    stage.keys(ESCAPE)?;
    stage.wait_gone("status", "Demur on what you type")?;
    let off = "chrome.storage.local.set({ choices: { show: 'page', off: [], typing_unread: true } })";
    let page = stage.tab()?;
    stage.new_tab()?;
    stage.open_own("popup.html")?;
    later(stage, off)?;
    stage.switch(&page)?;
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    stage.press("link", "Reply to Dana")?;
    stage.press("textbox", "Write a message")?;
    stage.keys("Hi Marcus, thank you for the offer, but no.")?;
    // The panel's own check answers after what was typed would have been.
    stage.press_chip_of("Kyle Brandt")?;
    let area = stage.wait("textbox", "Reply, ")?;
    stage.with(&area, "function() { this.focus(); this.select() }")?;
    stage.keys("Hi Marcus, no thanks, I only connect with people I have met.")?;
    until("word of the wrong name", || Ok(remark(stage)?.contains("“Marcus”").then_some(())))?;
    same("notes on what is typed", &stage.things("status", "Demur on what you type")?.len(), &0)
}
