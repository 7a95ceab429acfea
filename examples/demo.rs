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
    browser.open_own("welcome.html")?;
    browser.click(&browser.wait("button", "In the page")?)?;
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

fn show(browser: &Browser, pictures: &Path) -> Result<(), String> {
    browser.wait("button", "Demur: ")?;
    let asked = browser.script("return [...document.querySelectorAll('[role=listitem]')].length")?;
    println!("{} cards on the page\n", asked);
    browser.picture(&pictures.join("1-page.png"))?;
    let count = driver::until("all chips", || {
        let chips = browser.things("button", "Demur: ")?.len();
        Ok((chips > 1).then_some(chips))
    })?;
    println!("{count} chips\n");
    Ok(())
}
