//! Conversations and composers: the right messages are read, and the reply becomes the site's own.

use serde_json::Value;

use crate::driver::until;
use crate::invitations::{ESCAPE, PAGE};
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("the_reply_stands_in_the_sites_model", the_reply_stands_in_the_sites_model),
    ("undo_brings_back_the_draft", undo_brings_back_the_draft),
    ("inserting_twice_does_not_double", inserting_twice_does_not_double),
    ("an_edited_reply_goes_in_as_edited", an_edited_reply_goes_in_as_edited),
    ("tone_and_stance_choose_what_goes_in", tone_and_stance_choose_what_goes_in),
    ("the_reply_pressed_last_is_the_one_that_stays", the_reply_pressed_last_is_the_one_that_stays),
    ("a_kinder_no_goes_in", a_kinder_no_goes_in),
    ("the_composer_of_somebody_else_is_left_alone", the_composer_of_somebody_else_is_left_alone),
    ("a_composer_on_another_page_gets_the_reply", a_composer_on_another_page_gets_the_reply),
    ("a_thread_is_read_to_its_newest_words", a_thread_is_read_to_its_newest_words),
];

/// Risk: text that stands in the box but not in the site's model, so that nothing or something else is sent.
fn the_reply_stands_in_the_sites_model(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Dana Whitfield")?;
    let reply = stage.panel()?.replies.first().cloned().ok_or("no reply")?;
    stage.press("button", "Insert reply: ")?;
    stage.wait("button", "Undo insert")?;
    same("the model", &model(stage, "Dana Whitfield")?, &reply)?;
    same(
        "the send button sleeps",
        &stage.script(&in_bubble("return bubble.querySelector('.msg-form__send-button').disabled"))?,
        &false.into(),
    )?;
    same("what was sent", &stage.script("return window.sent")?, &Value::Array(Vec::new()))?;
    // The site's own button then sends what the panel showed.
    stage.script(&in_bubble("bubble.querySelector('.msg-form__send-button').click()"))?;
    same("what the person sends", &stage.script("return window.sent[0]?.text")?, &reply.into())
}

/// Risk: the person's own words are lost, or come back changed.
fn undo_brings_back_the_draft(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    open_bubble(stage, "Dana Whitfield")?;
    let box_ = stage.wait("textbox", "Write a message")?;
    stage.click(&box_)?;
    let draft = "Half a thought, with é and 👩‍💻 in it";
    stage.keys(draft)?;
    until("the draft", || Ok((model(stage, "Dana Whitfield")? == draft).then_some(())))?;
    let before = stage.script(&in_bubble("return bubble.querySelector('[contenteditable]').innerHTML"))?;
    stage.press_chip_of("Dana Whitfield")?;
    let reply = stage.panel()?.replies.first().cloned().ok_or("no reply")?;
    stage.press("button", "Insert reply: ")?;
    let undo = stage.wait("button", "Undo insert")?;
    let both = model(stage, "Dana Whitfield")?;
    if !both.starts_with(draft) || !both.ends_with(&reply) {
        return Err(format!("draft and reply: {both:?}"));
    }
    stage.click(&undo)?;
    until("the draft alone", || Ok((model(stage, "Dana Whitfield")? == draft).then_some(())))?;
    same("the box", &stage.script(&in_bubble("return bubble.querySelector('[contenteditable]').innerHTML"))?, &before)?;
    stage.wait_gone("button", "Undo insert")
}

/// Risk: a second click puts a second reply behind the first.
fn inserting_twice_does_not_double(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Dana Whitfield")?;
    let replies = stage.panel()?.replies;
    let (first, last) = (replies.first().ok_or("no reply")?, replies.last().ok_or("no reply")?);
    stage.press("button", "Insert reply: ")?;
    until("the reply", || Ok((model(stage, "Dana Whitfield")? == *first).then_some(())))?;
    stage.wait("button", "Undo insert")?;
    let buttons = stage.things("button", "Insert reply: ")?;
    stage.click(buttons.last().ok_or("no button")?)?;
    until("the other reply in its place", || Ok((model(stage, "Dana Whitfield")? == *last).then_some(())))?;
    stage.press("button", "Undo insert")?;
    until("an empty box", || Ok(model(stage, "Dana Whitfield")?.is_empty().then_some(())))
}

/// Risk: what the person changed in the panel is forgotten when it is inserted.
fn an_edited_reply_goes_in_as_edited(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Kyle Brandt")?;
    let area = stage.wait("textbox", "Reply, ")?;
    stage.with(&area, "function() { this.focus(); this.select() }")?;
    stage.keys("Thanks, Kyle.\u{e007}Not now.")?;
    // Nor is it forgotten when the panel is closed by mistake.
    stage.keys(ESCAPE)?;
    stage.wait_gone("dialog", "Demur advice")?;
    stage.press_chip_of("Kyle Brandt")?;
    stage.press("button", "Insert reply: ")?;
    stage.wait("button", "Undo insert")?;
    same("the model", &model(stage, "Kyle Brandt")?.as_str(), &"Thanks, Kyle.\nNot now.")
}

/// Risk: another tone or another answer is shown than the one that is inserted, or both stand in the box.
fn tone_and_stance_choose_what_goes_in(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Dana Whitfield")?;
    let replies = stage.panel()?.replies;
    let second = replies.get(1).ok_or("only one tone")?;
    let buttons = stage.things("button", "Insert reply: ")?;
    stage.click(buttons.get(1).ok_or("only one button")?)?;
    until("the second tone", || Ok((model(stage, "Dana Whitfield")? == *second).then_some(())))?;
    let stance = ["Decline", "Ask first", "Accept", "Help differently"].iter().find_map(|stance| {
        let things = stage.things("button", stance).ok()?;
        things.into_iter().find(|thing| {
            // "Declined", beside it, is a decision and no answer.
            let pressed = "function() { return this.textContent.trim() + ' ' + this.getAttribute('aria-pressed') }";
            stage.with(thing, pressed).is_ok_and(|state| state == format!("{stance} false"))
        })
    });
    stage.click(&stance.ok_or("no other answer is offered")?)?;
    let other = until("the other answer", || {
        let shown = stage.panel()?.replies;
        Ok((shown != replies).then_some(shown))
    })?;
    stage.press("button", "Insert reply: ")?;
    until("the other answer alone", || Ok((model(stage, "Dana Whitfield")? == other[0]).then_some(())))
}

/// Risk: who presses another reply while the first is still going in is not heard, and told that it is in.
fn the_reply_pressed_last_is_the_one_that_stays(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Dana Whitfield")?;
    let replies = stage.panel()?.replies;
    let buttons = stage.things("button", "Insert reply: ")?;
    let (Some(first), Some(second), Some(text)) = (buttons.first(), buttons.get(1), replies.get(1)) else {
        return Err("only one tone".to_owned());
    };
    stage.click(first)?;
    stage.click(second)?;
    until("the second reply alone", || Ok((model(stage, "Dana Whitfield")? == *text).then_some(())))?;
    stage.press("button", "Undo insert")?;
    until("the empty box", || Ok(model(stage, "Dana Whitfield")?.is_empty().then_some(())))
}

/// Risk: the no that says what would have helped cannot be found, or is not what goes in.
fn a_kinder_no_goes_in(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Kyle Brandt")?;
    let dialog = stage.wait("dialog", "Demur advice")?;
    stage.with(&dialog, "function() { this.querySelector('.rungs > summary').click() }")?;
    let rungs = stage.things("button", "Insert text: ")?;
    let texts = stage.with(
        &dialog,
        "function() { return [...this.querySelectorAll('.rung textarea')].map((area) => area.value) }",
    )?;
    let last = texts.as_array().and_then(|texts| texts.last()).and_then(Value::as_str).ok_or("no rung has a text")?;
    stage.click(rungs.last().ok_or("no rung can be inserted")?)?;
    stage.wait("button", "Undo insert")?;
    same("the model", &model(stage, "Kyle Brandt")?.as_str(), &last)
}

/// Risk: a reply to one person lands in the open conversation with another.
fn the_composer_of_somebody_else_is_left_alone(stage: &Stage) -> Result<(), String> {
    // Wide enough for two bubbles beside the list.
    stage.size(1640, 900)?;
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    open_bubble(stage, "Tomás Herrera")?;
    stage.wait("textbox", "Write a message")?;
    stage.press_chip_of("Dana Whitfield")?;
    stage.press("button", "Insert reply: ")?;
    stage.wait("button", "Undo insert")?;
    same("the other's box", &model(stage, "Tomás Herrera")?.as_str(), &"")?;
    if model(stage, "Dana Whitfield")?.is_empty() {
        return Err("the right box is empty".to_owned());
    }
    // Without a way to reply, the reply goes to the clipboard and into nobody's box.
    stage.keys(ESCAPE)?;
    stage.press_chip_of("Jonas Weber")?;
    stage.press("button", "Insert reply: ")?;
    until("word of the clipboard", || Ok(stage.said()?.contains("clipboard").then_some(())))?;
    same("the other's box", &model(stage, "Tomás Herrera")?.as_str(), &"")
}

/// Risk: the site's composer is another page, and the reply is lost on the way there.
fn a_composer_on_another_page_gets_the_reply(stage: &Stage) -> Result<(), String> {
    stage.go(&format!("{PAGE}?link"))?;
    stage.press_chip_of("Dana Whitfield")?;
    let reply = stage.panel()?.replies.first().cloned().ok_or("no reply")?;
    stage.press("button", "Insert reply: ")?;
    stage.until_true("the composer's page", "return location.pathname.startsWith('/messaging/compose')")?;
    until("the reply in it", || Ok((model(stage, "Dana Whitfield")? == reply).then_some(())))?;
    stage.press("button", "Undo insert")?;
    until("an empty box", || Ok(model(stage, "Dana Whitfield")?.is_empty().then_some(())))
}

/// Risk: own messages, quotes or hidden headings are taken for the other's words; a new thread is not noticed.
fn a_thread_is_read_to_its_newest_words(stage: &Stage) -> Result<(), String> {
    stage.go("https://www.linkedin.com/messaging/thread/2-dana/")?;
    stage.press("button", "Demur: ")?;
    let dialog = stage.wait("dialog", "Demur advice")?;
    let read = stage
        .with(&dialog, "function() { return [...this.querySelectorAll('.read dd')].map((row) => row.textContent) }")?;
    let expected = serde_json::json!([
        "Dana Whitfield",
        "Head of Partnerships at Brightloop",
        "1st",
        "not shown",
        "not shown",
        "Tuesday",
        "We help engineering teams cut their cloud bill.\n\nWould you take a quick demo call on Thursday?\n\nJust bumping this up, did you see my last message?",
    ]);
    same("what was read", &read, &expected)?;
    let reply = stage.panel()?.replies.first().cloned().ok_or("no reply")?;
    stage.press("button", "Insert reply: ")?;
    stage.wait("button", "Undo insert")?;
    same("the model", &model(stage, "Dana Whitfield")?, &reply)?;
    stage.keys(ESCAPE)?;
    stage.wait_gone("dialog", "Demur advice")?;
    stage.script("window.openThread('2-tomas')")?;
    until("the new thread to be read, or no chip for thanks", || {
        let Some(chip) = stage.things("button", "Demur: ")?.into_iter().next() else { return Ok(Some(())) };
        let (x, y) = stage.place(&chip, "this")?;
        stage.click_at(x, y)?;
        let Some(dialog) = stage.things("dialog", "Demur advice")?.into_iter().next() else { return Ok(None) };
        Ok(stage.text(&dialog)?.contains("Tomás Herrera").then_some(()))
    })
}

/// What the box of that person holds by the page's own account.
fn model(stage: &Stage, name: &str) -> Result<String, String> {
    Ok(stage.script(&format!("return window.models?.[{name:?}] ?? ''"))?.as_str().unwrap_or_default().to_owned())
}

/// Uses the site's own "Reply", as the person may have done before.
fn open_bubble(stage: &Stage, name: &str) -> Result<(), String> {
    let first = name.split(' ').next().unwrap_or_default();
    stage.press("link", &format!("Reply to {first}"))
}

fn in_bubble(body: &str) -> String {
    format!(
        "const bubble = document.querySelector('#interop-outlet').shadowRoot.querySelector('.msg-overlay-conversation-bubble'); {body}"
    )
}
