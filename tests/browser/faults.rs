//! What happens when something fails under the person's hands. The table is in `docs/faults.md`.

use serde_json::Value;

use crate::driver::{Kind, until};
use crate::extension::{later, popup_over_page};
use crate::invitations::{ESCAPE, PAGE};
use crate::people::{ledger, note_is, open, type_on, unfold};
use crate::replying::greet_somebody_else;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("the_worker_may_stop_before_every_step", the_worker_may_stop_before_every_step),
    ("the_worker_may_stop_in_the_middle_of_a_word", the_worker_may_stop_in_the_middle_of_a_word),
    ("a_full_storage_keeps_what_is_typed_on_the_screen", a_full_storage_keeps_what_is_typed_on_the_screen),
    ("an_answer_that_never_comes_is_not_waited_for", an_answer_that_never_comes_is_not_waited_for),
    ("a_full_synchronised_area_keeps_settings_here", a_full_synchronised_area_keeps_settings_here),
    ("an_update_in_the_middle_of_a_note_loses_no_word", an_update_in_the_middle_of_a_note_loses_no_word),
    ("a_full_memory_forgets_other_tabs_first", a_full_memory_forgets_other_tabs_first),
    ("many_tabs_have_their_chips", many_tabs_have_their_chips),
];

/// Risk: a step that wakes the worker does nothing, or does it with what the worker knew before it stopped.
fn the_worker_may_stop_before_every_step(stage: &Stage) -> Result<(), String> {
    stage.stop_worker()?;
    stage.go(PAGE)?;
    stage.chip_of("Priya Raman")?;
    stage.stop_worker()?;
    open(stage, "Priya Raman")?;
    unfold(stage)?;
    stage.stop_worker()?;
    stage.press("button", "Bad experience")?;
    until("the flag", || Ok(stage.panel()?.flags.iter().any(|flag| flag.name == "Past trouble").then_some(())))?;
    stage.stop_worker()?;
    stage.press("button", "Good experience")?;
    until("no flag", || Ok(stage.panel()?.flags.iter().all(|flag| flag.name != "Past trouble").then_some(())))?;
    stage.stop_worker()?;
    greet_somebody_else(stage)?;
    stage.stop_worker()?;
    stage.press("button", "Insert reply: ")?;
    stage.wait("button", "Undo insert")?;
    stage.stop_worker()?;
    stage.press("button", "Undo insert")?;
    until("word that it is undone", || Ok(stage.said()?.contains("as it was").then_some(())))?;
    stage.stop_worker()?;
    let page = stage.tab()?;
    stage.new_tab()?;
    popup_over_page(stage)?;
    stage.until_true("the requests", "return document.querySelectorAll('.request').length > 3")?;
    stage.stop_worker()?;
    stage.press("textbox", "Any text")?;
    stage.keys("Hi Sam, could you refer me for the job?")?;
    stage.press("button", "What does Demur say?")?;
    stage.until_true("the advice", "return Boolean(document.querySelector('#result h2')?.textContent)")?;
    stage.stop_worker()?;
    stage.open_own("settings.html")?;
    stage.stop_worker()?;
    set_policy(stage, "Only people I have met.")?;
    stage.until_true("word that it is saved", "return document.querySelector('#saved').textContent === 'Saved.'")?;
    stage.stop_worker()?;
    stage.switch(&page)?;
    until("the experience", || Ok((ledger(stage)?["people"][0]["experience"]["feeling"] == "good").then_some(())))
}

fn set_policy(stage: &Stage, text: &str) -> Result<(), String> {
    stage
        .script(&format!(
            "const field = document.querySelector('[name=policy]'); field.value = '{text}'; \
             field.dispatchEvent(new Event('input', {{ bubbles: true }})); field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        ))
        .map(|_| ())
}

/// Risk: letters that are under way when the worker stops are gone, or come in another order.
fn the_worker_may_stop_in_the_middle_of_a_word(stage: &Stage) -> Result<(), String> {
    open(stage, "Priya Raman")?;
    unfold(stage)?;
    let mut note = String::new();
    for part in ["Met", " her", " sis", "ter", ", who", " is k", "ind."] {
        type_on(stage, part)?;
        // At once, whether or not it has been answered for.
        stage.stop_worker()?;
        note.push_str(part);
    }
    note_is(stage, &note)
}

/// Fills the local area to the brim, from a page of the extension, or empties it again.
const FILL: &str = "(async () => { const size = [1 << 20, 1 << 16, 1 << 12, 1 << 8, 1 << 5]; let n = 0; \
    for (const bytes of size) for (;;) { try { await chrome.storage.local.set({ [`filler-${n}`]: 'x'.repeat(bytes) }); n += 1 } catch { break } } return n })()";
const FREE: &str = "chrome.storage.local.get(null).then((all) => chrome.storage.local.remove(Object.keys(all).filter((key) => key.startsWith('filler-'))))";

/// What a full storage answers.
const REFUSED: &str =
    "Promise.reject(new Error('QuotaExceededError: storage.local API call exceeded its quota limitations.'))";

/// Chromium's storage is filled; Firefox's knows no such end, so its refusal to the worker is made.
fn full(stage: &Stage, full: bool) -> Result<(), String> {
    let work = match (stage.kind, full) {
        (Kind::Chromium, true) => FILL.to_owned(),
        (Kind::Chromium, false) => FREE.to_owned(),
        (Kind::Firefox, true) => format!(
            "(async () => {{ const worker = await browser.runtime.getBackgroundPage(); worker.set = worker.chrome.storage.local.set; \
               worker.chrome.storage.local.set = () => {REFUSED} }})()"
        ),
        (Kind::Firefox, false) => {
            "(async () => { const worker = await browser.runtime.getBackgroundPage(); worker.chrome.storage.local.set = worker.set })()"
                .to_owned()
        }
    };
    beside(stage, &work).map(|_| ())
}

fn beside(stage: &Stage, work: &str) -> Result<Value, String> {
    stage.open_own_beside("welcome.html", || later(stage, work))
}

/// Risk: what is typed while the disk is full is said to be kept, or vanishes from the screen, or is gone for good once
/// there is room again.
fn a_full_storage_keeps_what_is_typed_on_the_screen(stage: &Stage) -> Result<(), String> {
    open(stage, "Priya Raman")?;
    unfold(stage)?;
    type_on(stage, "Met")?;
    note_is(stage, "Met")?;
    full(stage, true)?;
    let long = " her sister at the harbour, twice, and she was kind both times, and knew everybody there.";
    type_on(stage, long)?;
    until("word that it is not kept", || Ok(stage.said()?.contains("not kept").then_some(())))?;
    let field = stage.wait("textbox", "Note on this person")?;
    same("the field", &stage.text(&field)?, &format!("Met{long}"))?;
    let kept = ledger(stage)?["people"][0]["note"].as_str().unwrap_or_default().to_owned();
    if !kept.starts_with("Met") || !format!("Met{long}").starts_with(&kept) {
        return Err(format!("kept: {kept}"));
    }
    // A setting says so as well, and stays in its field.
    let page = stage.tab()?;
    stage.new_tab()?;
    stage.open_own("settings.html")?;
    if stage.kind == Kind::Firefox {
        stage.script(&format!("chrome.storage.local.set = () => {REFUSED}"))?;
    }
    set_policy(stage, "Only people I have met, in person, by video or by phone, and those whom they sent to me.")?;
    stage.until_true(
        "word of it",
        "return /could not be kept.*full/.test(document.querySelector('#saved').textContent)",
    )?;
    stage.until_true(
        "the field",
        "return document.querySelector('[name=policy]').value.startsWith('Only people I have met, in')",
    )?;
    stage.session.delete("window")?;
    stage.switch(&page)?;
    full(stage, false)?;
    type_on(stage, " Yes.")?;
    note_is(stage, &format!("Met{long} Yes."))
}

/// Risk: an answer that never comes is waited for without end, and what was typed meanwhile is neither kept nor said
/// not to be.
fn an_answer_that_never_comes_is_not_waited_for(stage: &Stage) -> Result<(), String> {
    open(stage, "Priya Raman")?;
    unfold(stage)?;
    let page = stage.tab()?;
    stage.new_tab()?;
    stage.open_own("proof.html")?;
    // Every change of storage waits in this line.
    stage.script("navigator.locks.request('storage', () => new Promise((go) => { window.letGo = go }))")?;
    stage.until_true("the line to be held", "return !!window.letGo")?;
    let holder = stage.tab()?;
    stage.switch(&page)?;
    type_on(stage, "Met her sister.")?;
    let said = || Ok(stage.said()?.contains("not kept").then_some(()));
    until("word that it is not kept", said)?;
    stage.switch(&holder)?;
    stage.script("window.letGo()")?;
    stage.session.delete("window")?;
    stage.switch(&page)?;
    type_on(stage, " Yes.")?;
    note_is(stage, "Met her sister. Yes.")
}

/// Risk: settings that do not fit into the synchronised area are lost, or cannot be changed any more.
fn a_full_synchronised_area_keeps_settings_here(stage: &Stage) -> Result<(), String> {
    stage.open_own("settings.html")?;
    later(
        stage,
        "chrome.storage.sync.set(Object.fromEntries([...Array(12).keys()].map((n) => [`filler-${n}`, 'x'.repeat(8000)])))",
    )?;
    let room = "chrome.storage.sync.set({ brim: 'x'.repeat(6000) }).catch(() => 0)";
    later(stage, room)?;
    for policy in ["Only people I have met.", "Only people I have met, and theirs.", ""] {
        set_policy(stage, policy)?;
        stage.until_true(
            "word that it is saved",
            "return document.querySelector('#saved').textContent.startsWith('Saved')",
        )?;
        stage.open_own("settings.html")?;
        stage.until_true(
            "the setting",
            &format!("return document.querySelector('[name=policy]').value === '{policy}'"),
        )?;
    }
    later(stage, "chrome.storage.sync.clear()").map(|_| ())
}

/// Risk: an update in the middle of a word takes the words before it along, or leaves a panel that takes words and
/// keeps none.
fn an_update_in_the_middle_of_a_note_loses_no_word(stage: &Stage) -> Result<(), String> {
    open(stage, "Priya Raman")?;
    unfold(stage)?;
    type_on(stage, "Met her sister.")?;
    // What is still on its way from page to worker in the very instant goes with the old worker.
    note_is(stage, "Met her sister.")?;
    let page = stage.tab()?;
    stage.update()?;
    stage.switch(&page)?;
    // The panel of the old script goes with it, so that nobody types into nothing.
    until("no panel that is mute", || {
        stage.script("document.body.append(document.createElement('p')); scrollTo(0, 40); scrollTo(0, 0)")?;
        Ok(stage.things("dialog", "Demur advice")?.is_empty().then_some(()))
    })?;
    note_is(stage, "Met her sister.")?;
    open(stage, "Priya Raman")?;
    unfold(stage)?;
    type_on(stage, " And her.")?;
    note_is(stage, "Met her sister. And her.")?;
    stage.keys(ESCAPE)
}

/// What other tabs hold in memory, copied until the browser takes no more.
const OTHERS: &str = "(async () => { const all = await chrome.storage.session.get(null); \
    const some = Object.entries(all).find(([key, tab]) => key.startsWith('tab-') && Object.values(tab.frames).some((frame) => frame.views.length > 2))[1]; \
    let n = 0; try { for (; n < 2000; n++) await chrome.storage.session.set({ [`tab-${900000 + n}`]: { ...some, at: n } }) } catch {} \
    for (const bytes of [1 << 18, 1 << 14, 1 << 10]) try { for (let k = 0; k < 40; k++) await chrome.storage.session.set({ [`filler-${bytes}-${k}`]: 'x'.repeat(bytes) }) } catch {} \
    return n })()";

/// Risk: two hundred tabs full of requests fill the browser's memory for the extension, and no page gets an answer any
/// more.
fn a_full_memory_forgets_other_tabs_first(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Priya Raman")?;
    let tabs = beside(stage, OTHERS)?;
    println!("    memory for {tabs} more tabs");
    // More than before is in view.
    stage.size(1280, 3400)?;
    stage.go(&format!("{PAGE}?many=4"))?;
    stage.press_chip_of("Priya Raman")?;
    stage.wait("dialog", "Demur advice")?;
    let kept = beside(
        stage,
        "chrome.storage.session.get(null).then((all) => Object.entries(all).filter(([key]) => /^tab-9\\d{5}$/.test(key)).map(([key, tab]) => Object.values(tab.frames).some((frame) => frame.views.length)))",
    )?;
    let kept: Vec<bool> = kept.as_array().into_iter().flatten().filter_map(Value::as_bool).collect();
    if stage.kind == Kind::Chromium && kept.first() != Some(&false) {
        return Err(format!("the oldest of {} tabs has not been forgotten", kept.len()));
    }
    stage.new_tab()?;
    popup_over_page(stage)?;
    beside(
        stage,
        "chrome.storage.session.get(null).then((all) => chrome.storage.session.remove(Object.keys(all).filter((key) => /^(tab-9\\d{5}|filler-.*)$/.test(key))))",
    )
    .map(|_| ())
}

/// Risk: with very many tabs some never get an answer. `DEMUR_TABS` says how many.
fn many_tabs_have_their_chips(stage: &Stage) -> Result<(), String> {
    let count: usize = std::env::var("DEMUR_TABS").ok().and_then(|tabs| tabs.parse().ok()).unwrap_or(12);
    let first = stage.tab()?;
    let mut tabs = Vec::new();
    for _ in 0..count {
        tabs.push(stage.new_tab()?);
        stage.go(PAGE)?;
    }
    let done = tabs.iter().try_for_each(|tab| {
        stage.switch(tab)?;
        stage.in_front()?;
        stage.chip_of("Dana Whitfield").map(|_| ())
    });
    // A change of settings is heard in all of them, and nobody waits for those that sleep.
    let heard = done.and_then(|()| {
        stage.switch(&first)?;
        stage.open_own("settings.html")?;
        set_policy(stage, "Only people I have met.")?;
        stage
            .until_true("word that it is saved", "return document.querySelector('#saved').textContent === 'Saved.'")?;
        stage.switch(&tabs[count - 1])?;
        stage.in_front()?;
        stage.press_chip_of("Dana Whitfield")?;
        stage.wait("dialog", "Demur advice").map(|_| ())
    });
    stage.switch(&first)?;
    stage.one_tab()?;
    heard
}
