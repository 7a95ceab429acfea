//! What the adapters live on: every name that a site's developers made up is taken away in turn.

use serde::Deserialize;

use crate::{Journey, Stage, sheets};

pub const JOURNEYS: &[Journey] = &[("one_renamed_name_blinds_no_adapter", one_renamed_name_blinds_no_adapter)];

/// The parts of the page script that look, without those that need a browser around them.
const LOOK: [&str; 5] = [
    include_str!("../../extension/content/text.js"),
    include_str!("../../extension/content/find.js"),
    include_str!("../../extension/content/read.js"),
    include_str!("../../extension/content/compose.js"),
    include_str!("../../extension/content/check.js"),
];

/// What one page gave.
#[derive(Deserialize)]
struct Outcome {
    requests: usize,
    names: Vec<String>,
    /// Names without which requests are lost or changed and the self-check says nothing of it.
    blind: Vec<String>,
    /// Names without which the self-check speaks.
    said: Vec<String>,
}

/// Risk: a release of the site renames one class, attribute or id, and an adapter that used it as its only way finds
/// nothing more, reads something else, or keeps silent about it.
fn one_renamed_name_blinds_no_adapter(stage: &Stage) -> Result<(), String> {
    let mut failures = Vec::new();
    let (mut pages, mut renamed, mut said) = (0, 0, Vec::new());
    stage.size(1280, 3400)?;
    for sheet in sheets::all()? {
        let site = serde_json::to_string(sheets::site(&sheet.host)?).map_err(|error| error.to_string())?;
        for page in sheet.page.iter().filter(|page| !page.requests.is_empty()) {
            for address in &page.addresses {
                let url = format!("https://{}{address}", sheet.host);
                stage.go("about:blank")?;
                stage.go(&url)?;
                let script = format!("{PREPARE}\n const site = {site};\n {}\n {RENAME}", LOOK.join("\n"));
                let outcome: Outcome =
                    serde_json::from_value(stage.script_later(&script)?).map_err(|error| format!("{url}: {error}"))?;
                if outcome.requests != page.requests.len() {
                    failures.push(format!("{url}: {} requests before anything is renamed", outcome.requests));
                }
                failures.extend(outcome.blind.iter().map(|name| format!("{url}: {name}")));
                said.extend(outcome.said.iter().map(|name| format!("{url}: {name}")));
                pages += 1;
                renamed += outcome.names.len();
            }
        }
    }
    println!(
        "{renamed} names on {pages} pages renamed, one at a time: {} times the self-check has to speak",
        said.len()
    );
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

/// What the page scripts find around them in the browser.
const PREPARE: &str = "const done = arguments[arguments.length - 1]; \
    const isOn = () => true; let search = null; const items = new Map(); let setup = null;";

/// Waits until the page has settled, then takes away names in turn.
const RENAME: &str = include_str!("renaming.js");
