//! What a site that hunts for extensions could find: `pages/www.linkedin.com/hunt.js` tries what is known of it.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::driver::until;
use crate::extension::own_over_page;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("a_hunting_page_finds_no_more_than_a_node", a_hunting_page_finds_no_more_than_a_node),
    ("a_hunting_page_finds_nothing_discreetly", a_hunting_page_finds_nothing_discreetly),
    ("a_hunting_page_finds_what_is_there_to_be_found", a_hunting_page_finds_what_is_there_to_be_found),
];

const PAGE: &str = "https://www.linkedin.com/hunt/";
const FILES: [&str; 7] =
    ["manifest.json", "panel.css", "icons/16.png", "content/watch.js", "demur_bg.wasm", "popup.html", "side.html"];

/// What the page reports: the way, what it found, and what that tells.
fn hunted(stage: &Stage) -> Result<Vec<[String; 3]>, String> {
    let addresses = FILES.map(|file| format!("'{}{file}'", stage.extension)).join(", ");
    let report = stage.script_later(&format!(
        "const done = arguments[arguments.length - 1]; \
         window.hunt([{addresses}]).then(done, (error) => done(String(error.stack ?? error)))"
    ))?;
    let list = report.as_array().ok_or_else(|| format!("no report: {report}"))?;
    let words = |one: &Value, at: usize| one[at].as_str().unwrap_or_default().to_owned();
    Ok(list.iter().map(|one| [words(one, 0), words(one, 1), words(one, 2)]).collect())
}

/// Risk: the site learns by one of the known ways that this very extension is installed. That chip and panel are a
/// node, and that painted words have a name, cannot be hidden and says nothing of whose they are.
fn a_hunting_page_finds_no_more_than_a_node(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Dana Whitfield")?;
    stage.wait("dialog", "Demur advice")?;
    let found = hunted(stage)?;
    let more: Vec<_> = found.iter().filter(|[.., tells]| tells != "a node" && tells != "painted words").collect();
    same("what tells more than a node", &more, &Vec::new())?;
    let told: BTreeSet<&str> = found.iter().map(|[.., tells]| tells.as_str()).collect();
    same("what can be seen", &told, &BTreeSet::from(["a node", "painted words"]))
}

/// Risk: the discreet way leaves a trace after all, while it reads, advises and the person looks on.
fn a_hunting_page_finds_nothing_discreetly(stage: &Stage) -> Result<(), String> {
    stage.choose("Discreetly")?;
    stage.go(PAGE)?;
    let page = stage.tab()?;
    stage.new_tab()?;
    own_over_page(stage, "side.html")?;
    stage.press("button", "Dana Whitfield")?;
    stage.until_true("the advice", "return document.querySelector('.aside .advice') !== null")?;
    stage.script("document.querySelector('.aside ul.replies:not([hidden]) .copy').click()")?;
    stage.switch(&page)?;
    same("what was found", &hunted(stage)?, &Vec::new())
}

/// Risk: the hunt finds nothing because it does not look.
fn a_hunting_page_finds_what_is_there_to_be_found(stage: &Stage) -> Result<(), String> {
    stage.choose("Discreetly")?;
    stage.go(&format!("{PAGE}?decoy"))?;
    until("the page", || Ok((stage.script("return window.demurLoaded")? == true).then_some(())))?;
    let found = hunted(stage)?;
    let ways: BTreeSet<&str> = found.iter().map(|[way, ..]| way.as_str()).collect();
    let expected = BTreeSet::from([
        "a trap in the page's own functions",
        "events without trust",
        "looking for new globals",
        "looking for patched prototypes",
        "looking into CSS.highlights",
        "looking into the page's storage",
        "measuring elements",
        "measuring styles",
        "reading variables",
        "walking the document",
        "walking the style sheets",
        "watching for changes",
        "watching for new nodes",
    ]);
    same("ways that found something", &ways, &expected)?;
    let telling = found.iter().filter(|[.., tells]| tells == "this extension").count();
    if telling < 6 { Err(format!("{telling} traces tell whose they are: {found:?}")) } else { Ok(()) }
}
