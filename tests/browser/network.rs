//! Nothing is asked of the network: every address that a browser asks for during a whole journey is written down.

use std::collections::BTreeSet;
use std::path::Path;

use crate::driver::{Browser, Start, server::Server, until};
use crate::invitations::PAGE;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[("nothing_is_asked_of_the_network", nothing_is_asked_of_the_network)];

/// What browsers ask for by themselves, whatever is installed in them, goes to their makers.
const MAKERS: [&str; 6] = ["google.com", "googleapis.com", "gvt1.com", "mozilla.com", "mozilla.org", "firefox.com"];

/// Risk: something that is read, judged or kept leaves the machine, or is fetched from elsewhere.
fn nothing_is_asked_of_the_network(stage: &Stage) -> Result<(), String> {
    // A server and a browser of its own, so that no other journey asks.
    let server = Server::start(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/pages"))?;
    let browser = Browser::start(&Start { kind: stage.browser.kind, proxy: server.port, headless: true, dark: false })?;
    browser.one_tab()?;
    browser.size(1280, 900)?;
    // First the page alone: Demur is switched off there.
    choose(&browser, r#"["www.linkedin.com"]"#)?;
    browser.go(PAGE)?;
    browser.until_true("the page", "return document.querySelectorAll('[role=listitem]').length > 3")?;
    let alone = asked(&server);
    choose(&browser, "[]")?;
    browser.go(PAGE)?;
    browser.press_chip_of("Dana Whitfield")?;
    browser.panel()?;
    browser.press("button", "Insert reply: ")?;
    browser.press("button", "Undo insert")?;
    for page in ["popup", "settings", "backlog", "table", "proof", "side", "welcome"] {
        browser.open_own(&format!("{page}.html"))?;
        browser.until_true(page, "return document.readyState === 'complete'")?;
    }
    browser.open_own("popup.html")?;
    browser.press("textbox", "Any text")?;
    browser.keys("Hi Sam, I'd like to add you to my network: https://pitch.example/demo")?;
    browser.press("button", "What does Demur say?")?;
    browser.until_true("the advice", "return Boolean(document.querySelector('#result h2')?.textContent)")?;
    // For the sign of a tab browsers ask by and by, whatever is installed in them.
    let sign = |address: &&String| address.ends_with("/favicon.ico");
    let asked_now = asked(&server);
    let news: Vec<&String> = asked_now.difference(&alone).filter(|address| !sign(address)).collect();
    same("asked for besides the page's own files", &news, &Vec::new())?;
    // Anything that had been asked for would stand there.
    browser.go(PAGE)?;
    browser.script("fetch('/asked-for')")?;
    until("what is asked for to be written down", || {
        Ok(asked(&server).contains("www.linkedin.com/asked-for").then_some(()))
    })
}

fn choose(browser: &Browser, off: &str) -> Result<(), String> {
    browser.open_own("popup.html")?;
    let done = "const done = arguments[arguments.length - 1];";
    let choices = format!("{{ choices: {{ show: 'page', off: {off} }} }}");
    browser.script_later(&format!("{done} chrome.storage.local.set({choices}).then(() => done(true))"))?;
    browser.heard()
}

/// Every address that was asked for, once, but for those of the browser's own makers.
fn asked(server: &Server) -> BTreeSet<String> {
    let by_itself = |address: &str| {
        let host = address.split('/').next().unwrap_or_default();
        MAKERS.iter().any(|maker| host.strip_suffix(maker).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')))
    };
    server.asked().into_iter().filter(|address| !by_itself(address)).collect()
}
