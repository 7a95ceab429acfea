//! How Demur is there on a page: what it says of itself, what shortcuts do, what it costs, how it comes back.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::driver::{Kind, until};
use crate::extension::{later, popup_over_page};
use crate::invitations::PAGE;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("nothing_happens_where_there_is_nothing_to_do", nothing_happens_where_there_is_nothing_to_do),
    ("five_thousand_cards_stay_smooth", five_thousand_cards_stay_smooth),
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
        Ok((said.contains("can't read this page") && said.contains("requests in “Invitations”")).then_some(()))
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
    stage.back()?;
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

/// Risk: a list that has grown for months makes the page stutter. What is judged is what is near; the rest is only
/// found, in slices, while the page does its own work.
fn five_thousand_cards_stay_smooth(stage: &Stage) -> Result<(), String> {
    stage.go(&format!("{PAGE}?many=500"))?;
    stage.chip_of("Dana Whitfield")?;
    let own = Profile::start(stage)?;
    // Firefox gives no measure of it, so that there fewer will do.
    let cards = if own.is_some() { 5000 } else { 1200 };
    stage.script(&format!("window.grow({cards})"))?;
    stage.until_true("the cards", &format!("return document.querySelectorAll('[role=listitem]').length >= {cards}"))?;
    stage.script_later(
        "const done = arguments[arguments.length - 1]; let steps = 0; const start = performance.now(); \
         const step = () => { if (++steps > 60 || performance.now() - start > 10000) return done(true); scrollBy(0, innerHeight / 2); requestAnimationFrame(step); }; step()",
    )?;
    stage.until_true(
        "marks where the page has stopped",
        "return [...(CSS.highlights.get('mark') ?? [])].some((range) => { const box = range.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight })",
    )?;
    let chips = until("the chips", || Ok(Some(stage.things("button", "Demur: ")?.len())))?;
    if chips > 20 {
        return Err(format!("{chips} chips for what is in the window"));
    }
    // Every card anew, as a framework may do at any time: those in the window have their chips again.
    stage.script("window.redraw()")?;
    stage.until_true(
        "marks in the new cards",
        "const all = [...(CSS.highlights.get('mark') ?? [])]; return all.length > 0 && all.every((range) => range.startContainer.isConnected)",
    )?;
    let Some(cost) = own.map(|own| own.stop(stage)).transpose()? else { return Ok(()) };
    println!(
        "5,000 cards added, scrolled through and drawn anew: Demur's scripts ran {:.0} ms in all, {:.0} ms at a stretch at most",
        cost.total, cost.longest
    );
    if cost.longest > 250.0 || cost.total > 4000.0 {
        return Err(format!("too much: {cost:?}"));
    }
    Ok(())
}

/// Risk: Demur works where there is nothing to do: it polls, or every change of a page costs.
fn nothing_happens_where_there_is_nothing_to_do(stage: &Stage) -> Result<(), String> {
    for (address, ready) in [("https://www.linkedin.com/feed/", ""), (PAGE, "Dana Whitfield")] {
        stage.go(address)?;
        if ready.is_empty() {
            stage.until_true("the page", "return document.readyState === 'complete'")?;
        } else {
            stage.chip_of(ready)?;
        }
        // What is still on its way after the first look.
        let wait = "const done = arguments[arguments.length - 1]; setTimeout(() => done(true), 1500)";
        stage.script_later(wait)?;
        let Some(own) = Profile::start(stage)? else { return Ok(()) };
        stage.script_later(wait)?;
        let cost = own.stop(stage)?;
        same(&format!("{address}: work while nothing happens"), &cost.total, &0.0)?;
        if !ready.is_empty() {
            continue;
        }
        // Changes of words, styles and places, but nothing new: the page is looked at no second time.
        let own = Profile::start(stage)?.ok_or("no profile")?;
        stage.script_later(
            "const done = arguments[arguments.length - 1]; const line = document.createTextNode('0'); document.body.append(line); let steps = 0; \
             const step = () => { if (++steps > 90) return done(true); line.data = String(steps); document.body.style.paddingTop = `${steps % 7}px`; scrollBy(0, 1); requestAnimationFrame(step) }; step()",
        )?;
        let cost = own.stop(stage)?;
        if cost.total > 40.0 || cost.longest > 20.0 {
            return Err(format!("changes of a page without requests cost {cost:?}"));
        }
        println!("90 changes of a page without requests cost {:.1} ms in all", cost.total);
    }
    Ok(())
}

/// A profile of the page's thread; only Chromium gives one.
struct Profile;

/// What the extension's own scripts took, in milliseconds.
#[derive(Debug)]
struct Cost {
    total: f64,
    longest: f64,
}

impl Profile {
    fn start(stage: &Stage) -> Result<Option<Self>, String> {
        if stage.kind != Kind::Chromium {
            return Ok(None);
        }
        stage.session.devtools("Profiler.enable", &json!({}))?;
        stage.session.devtools("Profiler.setSamplingInterval", &json!({ "interval": 1000 }))?;
        stage.session.devtools("Profiler.start", &json!({}))?;
        Ok(Some(Self))
    }

    fn stop(self, stage: &Stage) -> Result<Cost, String> {
        let profile = &stage.session.devtools("Profiler.stop", &json!({}))?["profile"];
        let nodes = || profile["nodes"].as_array().into_iter().flatten();
        let mut parents = HashMap::new();
        let mut own = HashSet::new();
        for node in nodes() {
            if node["callFrame"]["url"].as_str().is_some_and(|url| url.starts_with(&stage.extension)) {
                own.insert(node["id"].as_u64());
            }
            parents.extend(
                node["children"].as_array().into_iter().flatten().map(|child| (child.as_u64(), node["id"].as_u64())),
            );
        }
        let is_own = |id: Option<u64>| {
            std::iter::successors(Some(id), |id| parents.get(id).copied()).any(|id| own.contains(&id))
        };
        let (mut total, mut longest, mut stretch) = (0.0, 0.0_f64, 0.0);
        let samples = profile["samples"].as_array().into_iter().flatten();
        for (sample, micros) in samples.zip(profile["timeDeltas"].as_array().into_iter().flatten()) {
            // A thread that has to wait for the machine is not sampled: such gaps are nobody's cost.
            let millis = (micros.as_f64().unwrap_or_default() / 1000.0).clamp(0.0, 2.0);
            stretch = if is_own(sample.as_u64()) { stretch + millis } else { 0.0 };
            total += if stretch > 0.0 { millis } else { 0.0 };
            longest = longest.max(stretch);
        }
        Ok(Cost { total, longest })
    }
}
