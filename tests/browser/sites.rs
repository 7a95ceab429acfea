//! Sites other than LinkedIn: asked for, read as their answer sheets say, answered in their own boxes, given back.

use demur::sites::schema::Door;

use crate::driver::until;
use crate::extension::later;
use crate::people::{type_on, unfold};
use crate::reading::read_as;
use crate::sheets::{self, Sheet};
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[("a_handle_is_one_person_on_one_site", a_handle_is_one_person_on_one_site)];

/// A visit for each host with an answer sheet, and for those that serve the same. What is granted at installation has
/// journeys of its own.
pub fn visits() -> Result<Vec<Visit>, String> {
    let mut visits = Vec::new();
    for sheet in sheets::all()? {
        for host in sheet.hosts() {
            let site = sheets::site(host)?;
            let door = site.doors.iter().find(|door| door.hosts.iter().any(|known| known == host));
            let door = door.filter(|_| !site.installed);
            visits.extend(door.map(|door| Visit { host: host.to_owned(), door, sheet: sheet.host.clone() }));
        }
    }
    Ok(visits)
}

/// One host to be visited.
#[derive(Clone)]
pub struct Visit {
    host: String,
    door: &'static Door,
    /// The host whose sheet says what is read.
    sheet: String,
}

impl Visit {
    /// Such as `outlook_at_work_or_school_is_read_and_answered`.
    pub fn name(&self) -> String {
        let words = self.door.name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        format!("{}_is_read_and_answered", words.collect::<Vec<_>>().join("_").to_lowercase())
    }

    /// The journey.
    pub fn go(&self, stage: &Stage) -> Result<(), String> {
        visit(stage, self.door, &self.host, &sheets::of(&self.sheet)?)
    }
}

/// Risk: a page is read wrongly or not at all; a reply stands in the box and not in the site's model; a site is read
/// that nobody switched on, or is read on after it was switched off.
fn visit(stage: &Stage, door: &Door, host: &str, Sheet { page: pages, .. }: &Sheet) -> Result<(), String> {
    let name = door.name.as_str();
    stage.size(1280, 1400)?;
    let home = format!("https://{host}/");
    stage.go(&home)?;
    let tabs = (stage.tab()?, stage.new_tab()?);
    let origins = door.origins();
    stage.allow(&origins.iter().map(String::as_str).collect::<Vec<_>>())?;
    stage.open_own("settings.html")?;
    same("granted before", &granted(stage, &home)?, &false)?;
    switch(stage, name)?;
    until("the site to be granted", || Ok(granted(stage, &home)?.then_some(())))?;
    for page in pages {
        for address in &page.addresses {
            read_as(stage, &tabs, &format!("https://{host}{address}"), &page.requests)?;
            if page.replies {
                stage.switch(&tabs.0)?;
                answer(stage).map_err(|error| format!("{address}: {error}"))?;
            }
        }
    }
    // Off: the page that is open loses what it has, and the next one gets nothing.
    stage.switch(&tabs.0)?;
    let with_request =
        pages.iter().filter(|page| !page.requests.is_empty()).max_by_key(|page| page.replies).ok_or("no page")?;
    let with_request = with_request.addresses.first().ok_or("no address")?;
    stage.go("about:blank")?;
    stage.go(&format!("https://{host}{with_request}"))?;
    stage.wait("button", "Demur: ")?;
    stage.switch(&tabs.1)?;
    switch(stage, name)?;
    until("the site to be given back", || Ok((!granted(stage, &home)?).then_some(())))?;
    until("no registered script", || {
        let find = format!(
            "chrome.scripting.getRegisteredContentScripts().then((all) => all.some((one) => one.id === {host:?}))"
        );
        Ok((later(stage, &find)? == false).then_some(()))
    })?;
    stage.switch(&tabs.0)?;
    stage.wait_gone("button", "Demur: ")?;
    stage.until_true("no mark", "return !CSS.highlights.has('mark')")
}

/// Risk: what was noted at a request is not there in the conversation with the same person, or is there at somebody
/// who only has the same handle on another site.
fn a_handle_is_one_person_on_one_site(stage: &Stage) -> Result<(), String> {
    stage.go("https://x.com/")?;
    let tabs = (stage.tab()?, stage.new_tab()?);
    stage.allow(&["https://x.com/*"])?;
    switch(stage, "X")?;
    until("the site to be granted", || Ok(granted(stage, "https://x.com/")?.then_some(())))?;
    stage.switch(&tabs.0)?;
    stage.go("https://x.com/i/chat/requests")?;
    stage.press("button", "Demur: ")?;
    unfold(stage)?;
    type_on(stage, "Asked twice.")?;
    stage.switch(&tabs.1)?;
    let person = "chrome.storage.local.get('ledger').then(({ ledger }) => [ledger?.people[0]?.profile, ledger?.people[0]?.note])";
    let expected = serde_json::json!(["x.com/kylebrandt", "Asked twice."]);
    until("the note", || Ok((later(stage, person)? == expected).then_some(())))?;
    stage.switch(&tabs.0)?;
    stage.go("https://x.com/i/chat/77-12")?;
    stage.press("button", "Demur: ")?;
    unfold(stage)?;
    let note = stage.text(&stage.wait("textbox", "Note on this person")?)?;
    same("the note in the conversation", &note.as_str(), &"Asked twice.")?;
    stage.switch(&tabs.1)?;
    switch(stage, "X")?;
    until("the site to be given back", || Ok((!granted(stage, "https://x.com/")?).then_some(())))
}

/// Presses the switch of a site in the settings.
fn switch(stage: &Stage, name: &str) -> Result<(), String> {
    stage.open_own("settings.html")?;
    stage.until_true("the switches", "return document.querySelectorAll('#doors label').length > 0")?;
    let find = format!(
        "return [...document.querySelectorAll('#doors label')].findIndex((label) => label.querySelector('strong').textContent.startsWith({name:?}))"
    );
    let row = stage.script(&find)?.as_i64().filter(|row| *row >= 0).ok_or_else(|| {
        format!("the settings have no switch for {name}: is it in dist/? ./build.sh build puts it there")
    })?;
    let place = stage.script(&format!(
        "const input = document.querySelectorAll('#doors input')[{row}]; input.scrollIntoView({{ block: 'center', behavior: 'instant' }}); \
         const box = input.getBoundingClientRect(); return [box.x + box.width / 2, box.y + box.height / 2]"
    ))?;
    let at = |i: usize| place[i].as_f64().ok_or("the switch has no place");
    stage.click_at(at(0)?, at(1)?)
}

fn granted(stage: &Stage, url: &str) -> Result<bool, String> {
    Ok(later(stage, &format!("chrome.permissions.contains({{ origins: ['{url}*'] }})"))? == true)
}

/// Inserts the first reply at the page's only request and compares the model of the page's message box with it.
fn answer(stage: &Stage) -> Result<(), String> {
    stage.press("button", "Demur: ")?;
    let reply = stage.panel()?.replies.first().cloned().ok_or("no reply")?;
    let below = stage.script("return window.below?.() ?? ''")?;
    stage.press("button", "Insert reply: ")?;
    stage.wait("button", "Undo insert")?;
    let model = stage.script("return window.model()")?;
    same("the model", &model.as_str().unwrap_or_default(), &reply.as_str())?;
    same("keys that send", &stage.script("return window.sent")?, &0.into())?;
    if below != "" {
        same("what stands below", &stage.script("return window.below()")?, &below)?;
    }
    Ok(())
}
