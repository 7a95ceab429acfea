//! The extension's own pages, and the border between page and worker.

use serde_json::{Value, json};

use crate::driver::until;
use crate::invitations::PAGE;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("nothing_is_put_into_pages_before_the_question", nothing_is_put_into_pages_before_the_question),
    ("a_pasted_text_is_judged", a_pasted_text_is_judged),
    ("a_networks_mail_is_read_as_what_is_in_it", a_networks_mail_is_read_as_what_is_in_it),
    ("settings_last", settings_last),
    ("a_site_is_switched_off_and_on", a_site_is_switched_off_and_on),
    ("the_border_answers_every_request", the_border_answers_every_request),
    ("a_selection_is_judged_where_it_stands", a_selection_is_judged_where_it_stands),
];

/// Risk: something shows itself before the person has said how.
fn nothing_is_put_into_pages_before_the_question(stage: &Stage) -> Result<(), String> {
    stage.open_own("popup.html")?;
    later(stage, "chrome.storage.local.clear()")?;
    stage.go(PAGE)?;
    let page = stage.tab()?;
    stage.new_tab()?;
    stage.open_own("popup.html")?;
    stage.wait("heading", "How should Demur show itself?")?;
    stage.switch(&page)?;
    same("chips before", &stage.things("button", "Demur: ")?.len(), &0)?;
    stage.new_tab()?;
    stage.choose("In the page")?;
    stage.switch(&page)?;
    stage.chip_of("Dana Whitfield")?;
    Ok(())
}

/// Risk: the popup's own way to judge differs from the page's, or breaks on odd text.
fn a_pasted_text_is_judged(stage: &Stage) -> Result<(), String> {
    stage.open_own("popup.html")?;
    let area = stage.wait("textbox", "Any text")?;
    stage.click(&area)?;
    stage.keys("Hi Sam, could you refer me for the job at your company? 🙏")?;
    stage.press("button", "What does Demur say?")?;
    until("the advice", || {
        let said = stage.script("return document.querySelector('#result h2')?.textContent ?? ''")?;
        Ok((said != "").then_some(()))
    })?;
    let message = stage.script("return document.querySelector('#result .message').textContent")?;
    same("what was read", &message, &"Hi Sam, could you refer me for the job at your company? 🙏".into())
}

/// Risk: a mail that a network sent is judged as if the network had written it, or marks stand beside the words.
fn a_networks_mail_is_read_as_what_is_in_it(stage: &Stage) -> Result<(), String> {
    let mail = "LinkedIn\nPriya Raman is asking you for a recommendation\nPriya Raman\n\
                Hi Sam, would you endorse me? I'd do the same for you. 👋\nWrite a recommendation\nUnsubscribe";
    for own in ["popup.html", "side.html"] {
        stage.open_own(own)?;
        let fill = format!(
            "const area = document.querySelector('#text'); area.value = {}; area.dispatchEvent(new Event('input')); \
             document.querySelector('#judge').click()",
            Value::from(mail)
        );
        stage.script(&fill)?;
        stage.until_true("the advice", "return document.querySelector('#result .lead') !== null")?;
        let lead = stage.script("return document.querySelector('#result .lead').textContent")?;
        if !lead.as_str().is_some_and(|lead| lead.starts_with("Priya Raman ") && lead.contains("recommendation")) {
            return Err(format!("{own}: who asks for what: {lead}"));
        }
        let message = stage.script("return document.querySelector('#result .message').textContent")?;
        same(own, &message, &"Hi Sam, would you endorse me? I'd do the same for you. 👋".into())?;
        // A digest: the first is shown, and nobody is passed over.
        let digest = mail.replace("\nUnsubscribe", "\nKyle Brandt sent you a message\nKyle Brandt\nDo you have 15 minutes for a demo this week?\nReply\nUnsubscribe");
        stage.script(&fill.replace(&Value::from(mail).to_string(), &Value::from(digest).to_string()))?;
        stage.until_true("the others", "return document.querySelector('#result .others') !== null")?;
        let others = stage.script(
            "return [...document.querySelectorAll('#result .others li strong')].map((name) => name.textContent)",
        )?;
        same(own, &others, &json!(["Kyle Brandt"]))?;
        if let Some(folder) = std::env::var_os("DEMUR_PICTURES") {
            stage.script(
                "document.querySelector('#result .others').scrollIntoView({ block: 'center', behavior: 'instant' })",
            )?;
            stage.picture(&std::path::Path::new(&folder).join(format!("digest-{own}.png")))?;
        }
        stage.script(&fill)?;
        stage.until_true("the mail alone", "return document.querySelector('#result .others') === null")?;
    }
    let marks =
        stage.script("return [...document.querySelectorAll('#result .mark')].map((mark) => mark.textContent)")?;
    let marks: Vec<_> = marks.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    if marks.is_empty() || marks.iter().any(|mark| mark.starts_with(' ') || !mail.contains(mark)) {
        return Err(format!("marks: {marks:?}"));
    }
    Ok(())
}

/// Risk: what is typed is not kept, or not what the replies use.
fn settings_last(stage: &Stage) -> Result<(), String> {
    stage.open_own("settings.html")?;
    stage.press("textbox", "Your name")?;
    stage.keys("Sam Porter\u{e004}")?;
    stage.until_true("word that it is saved", "return document.querySelector('#saved').textContent === 'Saved.'")?;
    stage.script("document.querySelector('#saved').textContent = ''")?;
    stage.press("textbox", "Whom you accept")?;
    // Without leaving the field: whoever closes the tab now has typed it nevertheless.
    stage.keys("I only connect with people I have met.")?;
    stage.until_true("word that it is saved", "return document.querySelector('#saved').textContent === 'Saved.'")?;
    until("all of it to be kept", || {
        let kept = later(stage, "chrome.storage.sync.get('settings.policy').then((all) => all['settings.policy'])")?;
        Ok((kept == "I only connect with people I have met.").then_some(()))
    })?;
    stage.open_own("settings.html")?;
    same("the name", &stage.script("return document.querySelector('[name=name]').value")?, &"Sam Porter".into())?;
    let kept = later(stage, "chrome.storage.sync.get('settings.policy').then((all) => all['settings.policy'])")?;
    same("the policy", &kept, &"I only connect with people I have met.".into())
}

/// Risk: "off" is only a word.
fn a_site_is_switched_off_and_on(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    let page = stage.tab()?;
    let popup = stage.new_tab()?;
    popup_over_page(stage)?;
    until("the requests in the popup", || {
        let names =
            stage.script("return [...document.querySelectorAll('.request strong')].map((name) => name.textContent)")?;
        Ok((names[0] == "Dana Whitfield").then_some(()))
    })?;
    stage.script("document.querySelector('#site-on').click()")?;
    stage.switch(&page)?;
    stage.wait_gone("button", "Demur: ")?;
    stage.until_true("no mark", "return !CSS.highlights.has('mark')")?;
    stage.switch(&popup)?;
    stage.script("document.querySelector('#site-on').click()")?;
    stage.switch(&page)?;
    stage.chip_of("Dana Whitfield")?;
    Ok(())
}

/// Opens the popup's page for the tab that has the requests.
pub fn popup_over_page(stage: &Stage) -> Result<(), String> {
    own_over_page(stage, "popup.html")
}

/// The same for any page of the extension that stands over or beside a tab.
pub fn own_over_page(stage: &Stage, own: &str) -> Result<(), String> {
    stage.open_own("popup.html")?;
    let find = "chrome.storage.session.get(null).then((all) => Object.entries(all).find(([key, tab]) => key.startsWith('tab-') && \
                Object.values(tab.frames).some((frame) => frame.site))?.[0].slice(4))";
    let tab = until("the tab", || Ok(later(stage, find)?.as_str().map(str::to_owned)))?;
    stage.open_own(&format!("{own}?tab={tab}"))
}

/// Risk: a request or an answer does not survive the border, or an error arrives as nothing.
fn the_border_answers_every_request(stage: &Stage) -> Result<(), String> {
    stage.open_own("popup.html")?;
    let ask = |request: Value| later(stage, &format!("chrome.runtime.sendMessage({request})"));
    let text = "Would you endorse me? I'd do the same for you. é👍🏽";
    let judged = ask(json!({ "kind": "judge", "text": text }))?;
    let view = &judged["ok"];
    if !view["panel"]["parts"].is_array() || !view["marks"].is_array() {
        return Err(format!("no view: {judged}"));
    }
    let units: Vec<u16> = text.encode_utf16().collect();
    for mark in view["marks"].as_array().into_iter().flatten() {
        let at = |key: &str| usize::try_from(mark[key].as_u64().unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
        let inside = units.get(at("start")..at("end")).ok_or_else(|| format!("a mark outside the text: {mark}"))?;
        String::from_utf16(inside).map_err(|_| format!("a mark cuts a character: {mark}"))?;
    }
    for malformed in [json!({ "kind": "judge" }), json!({ "kind": "no-such" }), json!("judge"), json!(null)] {
        same(&malformed.to_string(), &ask(malformed.clone())?["error"]["code"], &"malformed".into())?;
    }
    // What page scripts may ask is not for pages of the extension, and the other way round.
    same("hello from a page", &ask(json!({ "kind": "hello", "host": "x" }))?["error"]["code"], &"malformed".into())
}

/// What both pages for this have selected is read, and its reply goes into the page's textarea.
pub fn the_selection_is_answered(stage: &Stage) -> Result<(), String> {
    let dialog = stage.wait("dialog", "Demur advice")?;
    let message = stage.with(&dialog, "function() { return this.querySelector('.message').textContent }")?;
    same("what was read", &message, &"Could you spare an hour to look over my CV this week?".into())?;
    let reply = stage.panel()?.replies.first().cloned().ok_or("no reply")?;
    stage.press("button", "Insert reply: ")?;
    stage.wait("button", "Undo insert")?;
    same("the textarea", &stage.script("return document.querySelector('textarea').value")?, &reply.into())
}

/// Risk: any page's text is read otherwise than an adapter's, or the panel has nowhere to go.
fn a_selection_is_judged_where_it_stands(stage: &Stage) -> Result<(), String> {
    stage.go("https://www.linkedin.com/feed/update/")?;
    stage.until_true("the page", "return document.querySelector('article') !== null")?;
    let page = stage.tab()?;
    stage.script("getSelection().selectAllChildren(document.querySelector('article p'))")?;
    stage.new_tab()?;
    stage.open_own("popup.html")?;
    let tell = "chrome.tabs.query({}).then((tabs) => Promise.allSettled(tabs.map((tab) => chrome.tabs.sendMessage(tab.id, { kind: 'selection' })))).then(() => true)";
    later(stage, tell)?;
    stage.switch(&page)?;
    the_selection_is_answered(stage)
}

/// Evaluates an expression that may be a promise.
pub fn later(stage: &Stage, expression: &str) -> Result<Value, String> {
    stage.script_later(&format!("const done = arguments[arguments.length - 1]; Promise.resolve({expression}).then(done, (error) => done('error: ' + error))"))
}
