//! The discreet way: nothing in the page, advice in the panel at the browser's side. No driver reaches into that
//! panel, so its page is opened in a tab of its own and told which tab it stands beside.

use serde_json::Value;

use crate::driver::until;
use crate::extension::{later, own_over_page};
use crate::invitations::PAGE;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("discreetly_nothing_stands_in_the_page", discreetly_nothing_stands_in_the_page),
    ("the_side_panel_follows_the_person", the_side_panel_follows_the_person),
    ("the_toolbar_button_opens_what_the_person_chose", the_toolbar_button_opens_what_the_person_chose),
];

/// What a script of the page could see: nodes, painted words and their colours.
const SEEN: &str = "return [document.documentElement.children.length, CSS.highlights.size, \
                    getComputedStyle(document.body, '::highlight(mark)').textDecorationLine === 'underline']";

/// Risk: the discreet way puts something into the page after all, or leaves the person without advice.
fn discreetly_nothing_stands_in_the_page(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    let page = stage.tab()?;
    until("marks", || Ok((!stage.painted()?.is_empty()).then_some(())))?;
    stage.until_true("the style of marks", &format!("return ((seen) => seen[2])((() => {{ {SEEN} }})())"))?;
    stage.new_tab()?;
    stage.choose("Discreetly")?;
    stage.switch(&page)?;
    stage.wait_gone("button", "Demur: ")?;
    let bare = serde_json::json!([2, 0, false]);
    until("a bare page", || Ok((stage.script(SEEN)? == bare).then_some(())))?;
    stage.go(PAGE)?;
    let side = stage.new_tab()?;
    own_over_page(stage, "side.html")?;
    stage.until_true("the requests", "return document.querySelectorAll('.request').length > 0")?;
    let request = stage.wait("button", "Dana Whitfield")?;
    stage.click(&request)?;
    stage.until_true("the advice", "return document.querySelector('.aside .advice') !== null")?;
    let marked = stage.script(
        "return [...document.querySelectorAll('.aside .marked')].map((p) => [p.textContent, p.querySelectorAll('.mark').length > 0])",
    )?;
    if marked[0][0].as_str().is_none_or(|text| text.len() <= 40) || marked[0][1] != Value::Bool(true) {
        return Err(format!("the message beside its page: {marked}"));
    }
    let reply = stage.script("return document.querySelector('.aside ul.replies:not([hidden]) textarea').value")?;
    stage.script("document.querySelector('.aside ul.replies:not([hidden]) .insert').click()")?;
    stage.until_true(
        "word that it is inserted",
        "return document.querySelector('.aside [data-status]').textContent !== '' && !document.querySelector('.aside .undo').hidden",
    )?;
    stage.switch(&page)?;
    let model = "return (window.models['Dana Whitfield'] ?? '').trimEnd()";
    let reply = reply.as_str().unwrap_or_default().trim_end().to_owned();
    same("the reply in the page's message box", &stage.script(model)?, &reply.into())?;
    same("what the page sees", &stage.script(SEEN)?, &bare)?;
    stage.switch(&side)?;
    stage.script("document.querySelector('.aside .undo').click()")?;
    stage.until_true("the way back is gone", "return document.querySelector('.aside .undo').hidden")?;
    stage.switch(&page)?;
    same("the page's message box", &stage.script(model)?, &"".into())?;
    same("what the page sees", &stage.script(SEEN)?, &bare)
}

/// Risk: the panel at the side shows what stands in another tab, or forgets what the person was writing.
fn the_side_panel_follows_the_person(stage: &Stage) -> Result<(), String> {
    stage.choose("Discreetly")?;
    stage.go(PAGE)?;
    let page = stage.tab()?;
    stage.new_tab()?;
    own_over_page(stage, "side.html")?;
    let names = "return [...document.querySelectorAll('.request strong')].map((name) => name.textContent)";
    until("the requests", || Ok((stage.script(names)?[0] == "Dana Whitfield").then_some(())))?;
    stage.press("button", "Dana Whitfield")?;
    let area = stage.wait("textbox", "Reply, ")?;
    stage.with(&area, "function() { this.focus(); this.select() }")?;
    stage.keys("My own words.")?;
    let side = stage.tab()?;
    // The page goes elsewhere: the list follows, and what was written stays.
    stage.switch(&page)?;
    stage.go("https://www.linkedin.com/feed/")?;
    stage.switch(&side)?;
    stage.until_true(
        "word of a page without requests",
        "return document.querySelector('#nothing').textContent === 'No requests on this page.'",
    )?;
    same("the reply", &stage.text(&stage.wait("textbox", "Reply, ")?)?, &"My own words.".to_owned())?;
    // A page without the page script.
    stage.switch(&page)?;
    stage.go("https://www.xing.com/network/")?;
    stage.switch(&side)?;
    stage.until_true(
        "word of a page that is not read",
        "return document.querySelector('#nothing').textContent.startsWith('Demur does not read this page')",
    )?;
    // A text that was asked about in the context menu.
    later(stage, "chrome.storage.session.set({ pasted: 'Would you endorse me? I would do the same for you.' })")?;
    stage.until_true(
        "the advice on it",
        "return document.querySelector('.loose .marked')?.textContent.startsWith('Would you endorse me?') ?? false",
    )?;
    same(
        "the box",
        &stage.script("return document.querySelector('#text').value")?,
        &"Would you endorse me? I would do the same for you.".into(),
    )
}

/// Risk: the toolbar button opens nothing, or a popup where the panel at the side was chosen.
fn the_toolbar_button_opens_what_the_person_chose(stage: &Stage) -> Result<(), String> {
    let popup = |stage: &Stage, wanted: &str| {
        until(&format!("a popup that ends in “{wanted}”"), || {
            let popup = later(stage, "chrome.action.getPopup({})")?;
            let popup = popup.as_str().unwrap_or("?").to_owned();
            Ok((popup.ends_with(wanted) && popup.is_empty() == wanted.is_empty()).then_some(()))
        })
    };
    stage.open_own("popup.html")?;
    popup(stage, "popup.html")?;
    stage.choose("Discreetly")?;
    popup(stage, "")?;
    stage.choose("In the page")?;
    popup(stage, "popup.html")
}
