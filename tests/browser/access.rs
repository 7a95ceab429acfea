//! Whether everybody can use it: what axe finds, the keyboard alone, narrow windows, right to left.

use serde_json::Value;

use crate::invitations::PAGE;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("axe_finds_nothing_on_any_page", axe_finds_nothing_on_any_page),
    ("axe_finds_nothing_in_the_panel", axe_finds_nothing_in_the_panel),
    ("every_page_fits_a_narrow_window_and_reads_both_ways", every_page_fits_a_narrow_window_and_reads_both_ways),
    ("the_keyboard_alone_reaches_everything", the_keyboard_alone_reaches_everything),
];

/// The extension's own pages.
const PAGES: [&str; 7] =
    ["welcome.html", "popup.html", "side.html", "settings.html", "backlog.html", "table.html", "proof.html"];

/// Risk: a control without a name, a grey that cannot be read, a list that is none: somebody is shut out.
fn axe_finds_nothing_on_any_page(stage: &Stage) -> Result<(), String> {
    // Empty pages are looked at by other journeys' first steps; here they hold what a person has after some months.
    stage.live_in()?;
    for dark in [false, true] {
        stage.dark(dark)?;
        for page in PAGES {
            stage.open_own(page)?;
            if page == "popup.html" {
                judge(stage)?;
            }
            stage.script("for (const fold of document.querySelectorAll('details')) fold.open = true")?;
            let found = axe(stage, "document");
            found.map_err(|found| format!("{page}{}: {found}", if dark { ", dark" } else { "" }))?;
        }
    }
    stage.dark(false)
}

/// Risk: the same in the layer over a site, which is closed to the page and so to axe: it is looked at in an open root.
fn axe_finds_nothing_in_the_panel(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Dana Whitfield")?;
    let dialog = stage.wait("dialog", "Demur advice")?;
    let style = style()?;
    stage.with(
        &dialog,
        &format!(
            "function() {{ \
               const host = document.createElement('div'); const open = host.attachShadow({{ mode: 'open' }}); \
               const sheet = new CSSStyleSheet(); sheet.replaceSync({style}); open.adoptedStyleSheets = [sheet]; \
               for (const fold of this.querySelectorAll('details')) fold.open = true; \
               document.body.replaceChildren(); document.body.removeAttribute('style'); \
               open.append(this.closest('.layer')); document.body.append(host); window.opened = host }}"
        ),
    )?;
    for dark in [false, true] {
        stage.script(&format!(
            "const layer = window.opened.shadowRoot.querySelector('.layer'); layer.classList.toggle('dark', {dark}); \
             document.body.style.background = '{}'",
            if dark { "#1b1f23" } else { "#fff" }
        ))?;
        axe(stage, "window.opened").map_err(|found| format!("panel{}: {found}", if dark { ", dark" } else { "" }))?;
    }
    Ok(())
}

/// Risk: at 200 % on a small screen, or in a language that runs the other way, something is cut off or out of reach.
fn every_page_fits_a_narrow_window_and_reads_both_ways(stage: &Stage) -> Result<(), String> {
    stage.live_in()?;
    let result = PAGES.iter().try_for_each(|page| fits(stage, page));
    stage.narrow(None)?;
    result
}

fn fits(stage: &Stage, page: &str) -> Result<(), String> {
    stage.narrow(Some(320))?;
    stage.open_own(page)?;
    for direction in ["ltr", "rtl"] {
        // Asking for a place lays the page out, also where another page lies in front.
        let over = stage.script(&format!(
            "document.documentElement.dir = '{direction}'; \
             for (const fold of document.querySelectorAll('details')) fold.open = true; \
             const out = [...document.body.querySelectorAll('*')].filter((e) => {{ \
               const at = e.getBoundingClientRect(); \
               return e.checkVisibility() && at.width > 0 && !e.closest('.unseen, .rows-area, svg, #picture') && (at.left < -1 || at.right > document.documentElement.clientWidth + 1) }}); \
             return out.map((e) => `${{e.localName}}.${{e.className}}#${{e.id}}`).slice(0, 5).join(' ')"
        ))?;
        // The popup has the width that it asks for.
        if over != "" && !["popup.html", "side.html"].contains(&page) {
            return Err(format!("{page}, {direction}: over the edge: {over}"));
        }
    }
    let hidden = stage.script(
        "const names = [...document.querySelectorAll('td.who')].some((name) => name.clientWidth < 60); \
         const sample = document.querySelector('.beside > .trial'); \
         return names ? 'names' : sample && getComputedStyle(sample).position === 'sticky' ? 'what the sample lies over' : ''",
    )?;
    same(page, &hidden, &"".into())
}

const TAB: &str = "\u{e004}";

/// Risk: something can be pressed but not reached, or nobody sees where the focus is.
fn the_keyboard_alone_reaches_everything(stage: &Stage) -> Result<(), String> {
    for page in PAGES {
        stage.open_own(page)?;
        let all = stage.script(
            "window.reached = new Set(); \
             window.able = [...document.querySelectorAll('button, a[href], input, select, textarea, summary')] \
               .filter((e) => e.checkVisibility() && !e.disabled && e.tabIndex >= 0); \
             document.addEventListener('focusin', (event) => { \
               const look = getComputedStyle(event.target); \
               const framed = (e) => e && (getComputedStyle(e).outlineStyle !== 'none' || framed(e.parentElement)); \
               const seen = framed(event.target) || look.borderColor !== '' && event.target.matches('.draft, .field') || event.target.matches('.unseen'); \
               if (!seen) window.unseen = event.target.outerHTML.slice(0, 120); \
               window.reached.add(event.target) }); \
             document.body.tabIndex = -1; document.body.focus(); return window.able.length",
        )?;
        // What scrolls takes the focus, too.
        for _ in 0..all.as_u64().unwrap_or_default() + 12 {
            stage.keys(TAB)?;
        }
        let missed = stage.script(
            "const radios = (e) => e.type === 'radio' && [...window.reached].some((other) => other.name === e.name); \
             return [window.unseen ?? '', ...window.able.filter((e) => !window.reached.has(e) && !radios(e)).map((e) => e.outerHTML.slice(0, 120))].filter(Boolean)",
        )?;
        if missed.as_array().is_none_or(|missed| !missed.is_empty()) {
            return Err(format!("{page}: not reached, or reached unseen: {missed}"));
        }
    }
    Ok(())
}

/// Has the popup judge a message, so that there is something to look at.
fn judge(stage: &Stage) -> Result<(), String> {
    stage.press("textbox", "Any text")?;
    stage.keys("Hi Sam, we worked together at Harbour Foods. Could you refer me for a job? It is urgent.")?;
    stage.press("button", "What does Demur say?")?;
    stage
        .wait("heading", "")
        .and_then(|_| stage.until_true("advice", "return !document.querySelector('#result').hidden"))
}

/// What the layer wears, as a literal of JavaScript.
fn style() -> Result<Value, String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("extension");
    let read = |name: &str| std::fs::read_to_string(root.join(name)).map_err(|error| format!("{name}: {error}"));
    Ok(Value::String(read("tokens.css")? + &read("panel.css")?))
}

/// Runs axe, and fails with what it finds.
pub fn axe(stage: &Stage, context: &str) -> Result<(), String> {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/node_modules/axe-core/axe.min.js");
    let source = std::fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
    let found = stage.script_later(&format!(
        "const done = arguments[arguments.length - 1]; {source}; \
         const say = (node) => `${{node.target.flat().join(' ')}}: ${{[...node.any, ...node.all, ...node.none].map((check) => check.message).join('; ')}}`; \
         [document, window.opened?.shadowRoot].forEach((root) => root?.getAnimations().forEach((fading) => fading.cancel())); \
         (window.axe ?? axe).run({context}, {{ resultTypes: ['violations'] }}).then( \
           (result) => done(result.violations.map((v) => `${{v.id}} (${{v.nodes.length}}): ${{v.nodes.slice(0, 4).map(say).join(' | ')}}`)), \
           (error) => done([String(error)]))"
    ))?;
    let found: Vec<&str> = found.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    if found.is_empty() { Ok(()) } else { Err(found.join("\n")) }
}
