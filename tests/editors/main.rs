//! The matrix of editors and browsers: replies put by the built extension into the editors that sites build their
//! message boxes from, as a person does it: chip, panel, `Insert reply`. What counts is what the editor's own model
//! holds, for that is what is sent.
//!
//! Each cell is a test by itself; cells that look at the same insertion share one visit to the page.
//! The last test holds the README and `docs/editors.md` to what was seen; `UPDATE_EXPECT=1` writes them anew.

#[path = "../browser/driver/mod.rs"]
mod driver;
mod matrix;
mod pages;
mod table;
mod visit;

use std::collections::HashMap;
use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use driver::{Browser, Kind, Start, server::Server};
use libtest_mimic::{Arguments, Failed, Trial};
use matrix::{CHECKS, Check, EDITORS, Editor, Verdict};

/// A browser with the extension, and what was seen in it so far.
#[derive(Default)]
struct Shared(Mutex<Seen>);

#[derive(Default)]
struct Seen {
    browser: Option<Browser>,
    verdicts: HashMap<(&'static str, Check), Verdict>,
}

impl Shared {
    /// Makes the visit that answers for this cell, unless an earlier cell has.
    fn verdict(&self, kind: Kind, server: &Server, editor: &'static Editor, check: Check) -> Verdict {
        let mut seen = self.0.lock().map_err(|_| "an earlier visit broke down")?;
        if seen.browser.is_none() {
            seen.browser = Some(start(kind, server)?);
        }
        if let (None, Some(browser)) = (seen.verdicts.get(&(editor.id, check)), &seen.browser) {
            let verdicts = visit::make(browser, editor, check.visit());
            if verdicts.iter().any(|(_, verdict)| verdict.is_err()) {
                let name = format!("target/editors/{}-{}.png", kind.name(), editor.id);
                let _ = browser.picture(&Path::new(env!("CARGO_MANIFEST_DIR")).join(name));
            }
            seen.verdicts.extend(verdicts.into_iter().map(|(check, verdict)| ((editor.id, check), verdict)));
        }
        seen.verdicts
            .get(&(editor.id, check))
            .cloned()
            .unwrap_or_else(|| Err("the visit did not come so far".to_owned()))
    }
}

/// One tab for the pages and, behind it, one of the extension's own, which speaks for its context menu.
fn start(kind: Kind, server: &Server) -> Result<Browser, String> {
    let browser = Browser::start(&Start { kind, proxy: server.port, headless: true, dark: false })?;
    browser.one_tab()?;
    browser.size(1280, 900)?;
    browser.choose("In the page")?;
    Ok(browser)
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let server = match pages::bundle().and_then(|pages| Server::lenient(&pages)) {
        Ok(server) => Arc::new(server),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let browsers = [(Kind::Chromium, Arc::new(Shared::default())), (Kind::Firefox, Arc::new(Shared::default()))];
    let mut trials = Vec::new();
    for editor in EDITORS {
        for check in CHECKS.iter().filter(|check| editor.has(**check)) {
            for (kind, shared) in &browsers {
                let (kind, shared, server, check) = (*kind, shared.clone(), server.clone(), *check);
                let name = format!("{}::{}::{}", kind.name(), editor.id, check.name());
                trials.push(Trial::test(name, move || {
                    shared.verdict(kind, &server, editor, check).map(|_| ()).map_err(Failed::from)
                }));
            }
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    let mut told = true;
    if conclusion.num_filtered_out == 0 && !arguments.list {
        let seen = |kind: Kind, editor: &Editor, check: Check| -> Option<Verdict> {
            let (_, shared) = browsers.iter().find(|(one, _)| *one == kind)?;
            shared.0.lock().ok()?.verdicts.get(&(editor.id, check)).cloned()
        };
        told = table::compare(&seen).map_err(|error| eprintln!("{error}")).is_ok();
    }
    for (_, shared) in &browsers {
        if let Ok(mut seen) = shared.0.lock() {
            drop(seen.browser.take());
        }
    }
    if conclusion.has_failed() || !told { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
