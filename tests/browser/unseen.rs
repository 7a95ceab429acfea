//! What a site that hunts for extensions could find.

use serde_json::Value;

use crate::invitations::PAGE;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[("a_hunting_page_finds_no_extension", a_hunting_page_finds_no_extension)];

/// Risk: the site learns that this very extension is installed by one of the published ways.
fn a_hunting_page_finds_no_extension(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.click(&stage.chip_of("Dana Whitfield")?)?;
    stage.wait("dialog", "Demur advice")?;
    let files = ["manifest.json", "panel.css", "icons/16.png", "content/watch.js", "demur_bg.wasm", "popup.html"];
    let reads = files.map(|file| format!("'{}{file}'", stage.extension)).join(", ");
    let hunt = format!(
        "const done = arguments[arguments.length - 1]; \
         const found = []; \
         const walk = (node) => {{ \
           const words = [node.nodeValue ?? '', ...[...(node.attributes ?? [])].map((a) => a.name + '=' + a.value)].join(' '); \
           if (/-extension:|demur/i.test(words)) found.push(words); \
           if (node.shadowRoot) walk(node.shadowRoot); \
           for (const child of node.childNodes) walk(child); \
         }}; \
         walk(document); \
         for (const name of Object.getOwnPropertyNames(window)) if (/demur|extension/i.test(name)) found.push('global ' + name); \
         for (const name of CSS.highlights.keys()) if (/demur/i.test(name)) found.push('highlight ' + name); \
         if (document.adoptedStyleSheets.some((sheet) => [...sheet.cssRules].some((rule) => /highlight|demur/.test(rule.cssText)))) found.push('style sheet'); \
         if (window.chrome?.runtime?.sendMessage) found.push('chrome.runtime'); \
         Promise.all([{reads}].map((url) => fetch(url).then((answer) => found.push('read ' + url + ' ' + answer.status), () => {{}}))).then(() => done(found))"
    );
    same("what was found", &stage.script_later(&hunt)?, &Value::Array(Vec::new()))
}
