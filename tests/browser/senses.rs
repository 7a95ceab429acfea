//! Whether Demur can be used with other senses and other settings than most: what a screen reader is told, colours that
//! the system sets, no motion, and everything at twice the size.

use serde_json::{Value, json};

use crate::driver::Kind;
use crate::invitations::PAGE;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("a_screen_reader_hears_a_name_for_everything", a_screen_reader_hears_a_name_for_everything),
    ("colours_of_the_system_hide_nothing", colours_of_the_system_hide_nothing),
    ("without_motion_nothing_moves_and_at_twice_the_size_all_fits", without_motion_nothing_moves_and_all_fits),
];

const PAGES: [&str; 7] =
    ["welcome.html", "popup.html", "side.html", "settings.html", "backlog.html", "table.html", "proof.html"];
const JUDGE: &str = "const text = document.querySelector('#text'); text.value = 'Hi Sam, we worked together at Harbour Foods in 1999. Could you refer me for a job? It is urgent.'; \
                     text.dispatchEvent(new Event('input')); document.querySelector('#judge').click()";
/// What a person presses or fills in.
const CONTROLS: [&str; 10] = [
    "button",
    "link",
    "textbox",
    "searchbox",
    "checkbox",
    "switch",
    "radio",
    "combobox",
    "DisclosureTriangle",
    "dialog",
];

/// Opens a page with all that it can hold.
fn full(stage: &Stage, page: &str) -> Result<(), String> {
    stage.open_own(page)?;
    if ["popup.html", "side.html"].contains(&page) {
        stage.script(JUDGE)?;
        stage.until_true("the advice", "return document.querySelector('#result .advice') !== null")?;
    }
    if page == "backlog.html" {
        stage.until_true("rows", "return document.querySelectorAll('#rows tr[data-at]').length > 3")?;
        stage.script("document.querySelector('#table').focus()")?;
        stage.keys("jjo")?;
        stage.until_true("the invitation", "return document.querySelector('#result .advice') !== null")?;
    }
    stage.script("for (const fold of document.querySelectorAll('details')) fold.open = true").map(|_| ())
}

/// The tree that assistive technology is given, as Chromium makes it.
fn tree(stage: &Stage) -> Result<Vec<(String, String)>, String> {
    stage.session.devtools("Accessibility.enable", &json!({}))?;
    let tree = stage.session.devtools("Accessibility.getFullAXTree", &json!({}))?;
    let text = |node: &Value, key: &str| node[key]["value"].as_str().unwrap_or_default().trim().to_owned();
    let nodes = tree["nodes"].as_array().into_iter().flatten().filter(|node| node["ignored"] != true);
    Ok(nodes.map(|node| (text(node, "role"), text(node, "name"))).collect())
}

/// Risk: a control says nothing, or two that do different things say the same.
fn a_screen_reader_hears_a_name_for_everything(stage: &Stage) -> Result<(), String> {
    if stage.kind != Kind::Chromium {
        return Ok(());
    }
    stage.live_in()?;
    for page in PAGES {
        full(stage, page)?;
        let nodes = tree(stage)?;
        let controls: Vec<_> = nodes.iter().filter(|(role, _)| CONTROLS.contains(&role.as_str())).collect();
        let mut seen = std::collections::BTreeSet::new();
        let shows = |name: &str| name.starts_with("Show “");
        let bad: Vec<_> = controls
            .iter()
            .filter(|(role, name)| name.is_empty() || (!seen.insert((role, name)) && !shows(name)))
            .collect();
        if controls.len() < 3 || !bad.is_empty() {
            return Err(format!("{page}: without a name, or with one that another has: {bad:?}"));
        }
        let headings = nodes.iter().filter(|(role, _)| role == "heading").count();
        let (main, live) =
            (nodes.iter().any(|(role, _)| role == "main"), nodes.iter().any(|(role, _)| role == "status"));
        same(&format!("{page}: headings, main part, live region"), &(headings > 0, main, live), &(true, true, true))?;
    }
    stage.go(PAGE)?;
    stage.click(&stage.chip_of("Dana Whitfield")?)?;
    stage.wait("dialog", "Demur advice")?;
    let nodes = tree(stage)?;
    let insert = nodes.iter().any(|(role, name)| role == "button" && name.starts_with("Insert reply: "));
    same("the panel in a page", &insert, &true)
}

fn emulate(stage: &Stage, features: &Value) -> Result<(), String> {
    stage.session.devtools("Emulation.setEmulatedMedia", &json!({ "features": features })).map(|_| ())
}

/// Risk: where the system sets the colours, what is pressed, chosen or filled looks like what is not.
fn colours_of_the_system_hide_nothing(stage: &Stage) -> Result<(), String> {
    if stage.kind != Kind::Chromium {
        return Ok(());
    }
    stage.live_in()?;
    emulate(stage, &json!([{ "name": "forced-colors", "value": "active" }]))?;
    let differ = |page: &str, one: &str, other: &str| -> Result<(), String> {
        let look = stage.script(&format!(
            "const look = (css) => {{ const e = document.querySelector(css); if (!e) return css; const s = getComputedStyle(e); return [s.backgroundColor, s.color].join() }}; \
             return [look({one:?}), look({other:?})]"
        ))?;
        let (a, b) = (look[0].as_str().unwrap_or_default(), look[1].as_str().unwrap_or_default());
        if a == b || !a.starts_with("rgb") || !b.starts_with("rgb") {
            return Err(format!("{page}: {one} looks like {other}: {look}"));
        }
        Ok(())
    };
    let found = (|| {
        full(stage, "backlog.html")?;
        differ("backlog", "#rows tr[aria-selected='true'] td", "#rows tr[aria-selected='false'] td")?;
        full(stage, "table.html")?;
        differ("table", ".tap[aria-pressed='true']", ".tap[aria-pressed='false']")?;
        differ("table", ".bar .step.on", ".bar .step:not(.on)")?;
        full(stage, "popup.html")?;
        differ("popup", ".stance[aria-pressed='true']", ".stance[aria-pressed='false']")
    })();
    emulate(stage, &json!([]))?;
    found
}

/// Risk: what was asked to keep still moves, or at 200 % something lies outside of the window.
fn without_motion_nothing_moves_and_all_fits(stage: &Stage) -> Result<(), String> {
    if stage.kind != Kind::Chromium {
        return Ok(());
    }
    stage.live_in()?;
    emulate(stage, &json!([{ "name": "prefers-reduced-motion", "value": "reduce" }]))?;
    // A window of 1280 by 900 at 200 %.
    let twice = json!({ "width": 640, "height": 450, "deviceScaleFactor": 2, "mobile": false });
    stage.session.devtools("Emulation.setDeviceMetricsOverride", &twice)?;
    let found = PAGES.iter().try_for_each(|page| {
        full(stage, page)?;
        let moving = stage.script(
            "return [...document.querySelectorAll('*')].filter((e) => { const s = getComputedStyle(e); \
               return s.transitionDuration.split(', ').some((time) => time !== '0s') || s.animationName !== 'none' || s.scrollBehavior === 'smooth' }) \
               .map((e) => `${e.localName}.${e.className}`).slice(0, 5)",
        )?;
        same(&format!("{page}: moving"), &moving, &json!([]))?;
        let over = stage.script("return document.documentElement.scrollWidth > innerWidth")?;
        same(&format!("{page}: over the edge"), &over, &json!(false))
    });
    emulate(stage, &json!([]))?;
    stage.narrow(None)?;
    found
}
