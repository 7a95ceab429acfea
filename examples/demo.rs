//! `./build.sh run`: the real extension at work on a page of made-up requests, which this machine serves to itself.
//!
//! Without a display it does what a person would do, headless: opens each request, reads what is shown, inserts the
//! reply; and prints it all, with pictures in `target/demo/`. With a display it opens the window and stays.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is a program for people")]

#[path = "../tests/browser/driver/mod.rs"]
mod driver;

use std::path::Path;
use std::process::ExitCode;

use driver::{Browser, Kind, Start, server::Server};

const PAGE: &str = "https://www.linkedin.com/mynetwork/invitation-manager/received/";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("demo: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let server = Server::start(&root.join("tests/browser/pages"))?;
    let window = std::env::var_os("DISPLAY").is_some()
        || std::env::var_os("WAYLAND_DISPLAY").is_some()
        || cfg!(any(target_os = "macos", windows));
    let kind =
        if std::env::var("DEMO_BROWSER").is_ok_and(|name| name == "firefox") { Kind::Firefox } else { Kind::Chromium };
    let browser = Browser::start(&Start { kind, proxy: server.port, headless: !window, dark: false })?;
    browser.size(1280, 900)?;
    browser.choose("In the page")?;
    browser.go(PAGE)?;
    if window {
        println!(
            "Demur is at work in the window on requests that are made up. Close the window, or press Ctrl+C, to end."
        );
        while browser.session.get("title").is_ok() {
            std::thread::sleep(std::time::Duration::from_millis(500));
        }
        return Ok(());
    }
    show(&browser, &root.join("target/demo"))
}

/// One request after another, as a person would.
fn show(browser: &Browser, pictures: &Path) -> Result<(), String> {
    // The page of welcome may have opened in front of this one; a picture brings it forward, and only then it is drawn.
    browser.picture(&pictures.join("0-page.png"))?;
    browser.wait("button", "Demur: ")?;
    browser.picture(&pictures.join("0-page.png"))?;
    let list = browser.script_later("fetch('/requests.json').then((r) => r.json()).then(arguments[0])")?;
    let requests: Vec<_> = list.as_array().into_iter().flatten().collect();
    for (number, request) in (1..).zip(&requests) {
        let name = request["name"].as_str().unwrap_or_default();
        println!("{number}. {name}, {}", request["headline"].as_str().unwrap_or_default());
        println!(
            "   {}",
            match request["note"].as_str().unwrap_or_default() {
                "" => "(no note)",
                note => note,
            }
        );
        browser.press_chip_of(name)?;
        let panel = browser.panel()?;
        println!("   ask:    {}", panel.lead);
        for flag in &panel.flags {
            println!("   flag:   {} {}", flag.name, flag.words.join(" "));
        }
        for good in &panel.good {
            println!("   good:   {good}");
        }
        for claim in &panel.claims {
            println!("   claim:  {claim}");
        }
        println!("   advice: {}. {}", panel.advice, panel.reasons.join(" "));
        insert(browser, name)?;
        browser.picture(&pictures.join(format!("{number}-{}.png", request["slug"].as_str().unwrap_or_default())))?;
        browser.keys(ESCAPE)?;
        browser.wait_gone("dialog", "Demur advice")?;
        browser.script(CLOSE_BUBBLES)?;
        println!();
    }
    println!("{} requests. Pictures are in {}.", requests.len(), pictures.display());
    Ok(())
}

/// Presses the first reply's button and tells what the page's message box then holds by its own account.
fn insert(browser: &Browser, name: &str) -> Result<(), String> {
    let Ok(button) = browser.things("button", "Insert reply: ") else { return Ok(()) };
    let Some(button) = button.first() else {
        println!("   reply:  none");
        return Ok(());
    };
    browser.click(button)?;
    let said = driver::until("the reply to be placed", || {
        let said = browser.said()?;
        Ok((!said.is_empty() && !said.ends_with('…')).then_some(said))
    })?;
    let held = browser.script(&format!("return window.models[{name:?}] ?? ''"))?;
    match held.as_str().unwrap_or_default() {
        "" => println!("   reply:  ({said})"),
        held => println!("   reply, in the page's message box: {}", held.replace('\n', " / ")),
    }
    Ok(())
}

const ESCAPE: &str = "\u{e00c}";
const CLOSE_BUBBLES: &str = "document.querySelector('#interop-outlet').shadowRoot?.querySelectorAll('header button').forEach((button) => button.click())";
