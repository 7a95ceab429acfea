//! `./build.sh pictures`: every page of the extension as it looks in use, in light and in dark, for `docs/pictures/`.
//! With the name of a folder, as `./build.sh package` calls it: what the stores show, in their sizes.
//!
//! The extension is the built one, in Chromium; what is shown in it is made up and served by this machine to itself.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is a program for people")]

#[path = "../tests/browser/driver/mod.rs"]
mod driver;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use base64::Engine as _;
use driver::{Browser, Kind, Start, server::Server};
use serde_json::{Value, json};

const SITE: &str = "https://www.linkedin.com/mynetwork/invitation-manager/received/";

/// Makes the site dark, whose pages here have no such colours of their own.
const NIGHT: &str = "document.body.style.background = '#14171a'; \
    for (const part of document.body.children) part.style.filter = 'invert(0.9) hue-rotate(180deg)'";

/// A picture of a page of the extension: its name, the page, its size, and what is done before it is taken.
struct Picture {
    name: &'static str,
    page: &'static str,
    size: (u32, u32),
    before: &'static str,
}

const fn picture(name: &'static str, page: &'static str, size: (u32, u32), before: &'static str) -> Picture {
    Picture { name, page, size, before }
}

/// Opens a row of the backlog once it is there.
const OPEN_ROW: &str = "const open = () => { const row = document.querySelectorAll('#rows tr[data-at]')[5]; row ? row.click() : setTimeout(open, 50) }; open()";

const PICTURES: &[Picture] = &[
    picture("welcome", "welcome.html", (1000, 800), ""),
    picture("settings", "settings.html", (1400, 860), ""),
    picture("record", "settings.html", (1400, 860), "document.querySelector('#record').scrollIntoView()"),
    picture("people", "settings.html", (1400, 860), "document.querySelector('#people').scrollIntoView()"),
    picture("backlog", "backlog.html", (1280, 860), OPEN_ROW),
    picture("table", "table.html", (1100, 900), ""),
    picture("proof", "proof.html", (1100, 900), ""),
];

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pictures: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let server = Server::start(&root.join("tests/browser/pages"))?;
    let start = Start { kind: Kind::Chromium, proxy: server.port, headless: true, dark: false };
    let browser = Browser::start(&start)?;
    browser.one_tab()?;
    browser.session.devtools("Emulation.setScrollbarsHidden", &json!({ "hidden": true }))?;
    match std::env::args().nth(1) {
        Some(folder) => for_the_stores(&browser, &root.join(folder)),
        None => for_the_documents(&browser, &root.join("docs/pictures")),
    }
}

fn for_the_documents(browser: &Browser, folder: &Path) -> Result<(), String> {
    for dark in [false, true] {
        browser.dark(dark)?;
        let take = |name: &str| take(browser, folder, &format!("{name}-{}", if dark { "dark" } else { "light" }));
        browser.live_in()?;
        for Picture { name, page, size, before } in PICTURES {
            view(browser, *size)?;
            browser.open_own(page)?;
            browser.script(before)?;
            if *page == "backlog.html" {
                browser.until_true("the row", "return document.querySelector('#opened .lead') !== null")?;
            }
            take(name)?;
        }
        in_a_site(browser, dark, &take)?;
    }
    Ok(())
}

/// What the stores ask of pictures of a product.
const STORE: (u32, u32) = (1280, 800);
/// The small tile beside its name.
const TILE: (u32, u32) = (440, 280);

fn for_the_stores(browser: &Browser, folder: &Path) -> Result<(), String> {
    browser.dark(false)?;
    browser.live_in()?;
    view(browser, STORE)?;
    browser.go(SITE)?;
    open_panel_of(browser, "Dana Whitfield")?;
    take(browser, folder, "1-advice")?;
    insert(browser)?;
    take(browser, folder, "2-reply")?;
    browser.go(SITE)?;
    open_claim(browser)?;
    take(browser, folder, "3-shared-history")?;
    for (name, page) in [("4-backlog", "backlog.html"), ("5-settings", "settings.html")] {
        browser.open_own(page)?;
        if page == "backlog.html" {
            browser.script(OPEN_ROW)?;
            browser.until_true("the row", "return document.querySelector('#opened .lead') !== null")?;
        }
        take(browser, folder, name)?;
    }
    view(browser, TILE)?;
    browser.open_own("welcome.html")?;
    browser.script(AS_TILE)?;
    take(browser, folder, "tile")
}

/// Leaves of the first page its head.
const AS_TILE: &str = "const main = document.querySelector('main'); \
    main.replaceChildren(document.querySelector('.mark'), document.querySelector('h1')); \
    document.querySelector('h1').textContent = 'Demur'; \
    const style = new CSSStyleSheet(); \
    style.replaceSync('html, body { height: 100%; margin: 0 !important; padding: 0 !important } main { display: flex !important; align-items: center; justify-content: center; gap: 20px; height: 280px; margin: 0 !important; padding: 0 !important } main h1 { font-size: 60px !important; line-height: 1 !important; margin: 0 !important } main .mark { width: 84px; height: 84px; margin: 0 !important }'); \
    document.adoptedStyleSheets.push(style)";

fn take(browser: &Browser, folder: &Path, name: &str) -> Result<(), String> {
    let file = folder.join(format!("{name}.png"));
    let small = fewer_colours(&shot(browser)?)?;
    println!("{} {} kB", file.display(), small.len() / 1000);
    let written = std::fs::create_dir_all(folder).and_then(|()| std::fs::write(&file, small));
    written.map_err(|error| format!("{}: {error}", file.display()))
}

fn open_panel_of(browser: &Browser, name: &str) -> Result<(), String> {
    browser.press_chip_of(name)?;
    browser.wait("dialog", "Demur advice").map(drop)
}

/// Opens the panel of somebody whose shared past is not in the record, at that place.
fn open_claim(browser: &Browser) -> Result<(), String> {
    open_panel_of(browser, "Hannah Greene")?;
    let panel = browser.wait("dialog", "Demur advice")?;
    let scroll =
        "function() { this.querySelector('.claims').scrollIntoView({ block: 'center', behavior: 'instant' }) }";
    browser.with(&panel, scroll).map(drop)
}

/// Presses the first reply's button and waits for it to stand in the page's message box.
fn insert(browser: &Browser) -> Result<(), String> {
    browser.press("button", "Insert reply: ")?;
    browser.wait("button", "Undo insert").map(drop)
}

/// The panel over a page of requests, the popup beside it, and the panel at the browser's side.
fn in_a_site(browser: &Browser, dark: bool, take: &impl Fn(&str) -> Result<(), String>) -> Result<(), String> {
    let size = (1100, 820);
    view(browser, size)?;
    browser.go(SITE)?;
    if dark {
        browser.script(NIGHT)?;
    }
    open_panel_of(browser, "Dana Whitfield")?;
    take("panel")?;
    insert(browser)?;
    take("reply")?;
    browser.go(SITE)?;
    if dark {
        browser.script(NIGHT)?;
    }
    open_claim(browser)?;
    take("claim")?;
    // From the top once more, where the first request is read.
    browser.go(SITE)?;
    browser.chip_of("Dana Whitfield")?;
    browser.new_tab()?;
    browser.session.devtools("Emulation.setScrollbarsHidden", &json!({ "hidden": true }))?;
    browser.dark(dark)?;
    browser.open_own("popup.html")?;
    let tab = browser.script_later(
        "const done = arguments[arguments.length - 1]; \
         chrome.tabs.query({ url: 'https://www.linkedin.com/*' }).then((tabs) => done(tabs[0]?.id))",
    )?;
    for (name, page) in [("popup", "popup.html"), ("side", "side.html")] {
        let size = (400, 720);
        view(browser, size)?;
        browser.open_own(&format!("{page}?tab={tab}"))?;
        if page == "side.html" {
            browser.press("button", "Dana Whitfield")?;
            browser.until_true("the advice", "return document.querySelector('.aside .advice') !== null")?;
        }
        take(name)?;
    }
    browser.one_tab()
}

fn view(browser: &Browser, (width, height): (u32, u32)) -> Result<(), String> {
    let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
    browser.session.devtools("Emulation.setDeviceMetricsOverride", &metrics).map(drop)
}

/// What the page looks like once it has come to rest.
fn shot(browser: &Browser) -> Result<Vec<u8>, String> {
    let mut last = Value::Null;
    let shown = driver::until("the page to rest", || {
        let now = browser.session.devtools("Page.captureScreenshot", &json!({ "format": "png" }))?["data"].clone();
        let same = now == last;
        last = now;
        Ok(same.then(|| last.clone()))
    })?;
    let decoded = base64::engine::general_purpose::STANDARD.decode(shown.as_str().unwrap_or_default());
    decoded.map_err(|error| error.to_string())
}

/// The same picture in 256 colours, which are plenty for paper and ink.
fn fewer_colours(picture: &[u8]) -> Result<Vec<u8>, String> {
    let decoder = png::Decoder::new(std::io::Cursor::new(picture));
    let mut reader = decoder.read_info().map_err(|error| error.to_string())?;
    let mut pixels = vec![0; reader.output_buffer_size().ok_or("the picture is too large")?];
    let info = reader.next_frame(&mut pixels).map_err(|error| error.to_string())?;
    let rgba: Vec<u8> = match info.color_type {
        png::ColorType::Rgba => pixels,
        _ => pixels.chunks_exact(3).flat_map(|rgb| [rgb[0], rgb[1], rgb[2], 255]).collect(),
    };
    let mut counts: BTreeMap<[u8; 4], u32> = BTreeMap::new();
    for pixel in rgba.as_chunks::<4>().0 {
        *counts.entry(*pixel).or_default() += 1;
    }
    // A ground counts for more than the edge of a letter, and not as much more as it is larger, so that a small mark
    // keeps its own colour.
    let weighed =
        counts.iter().flat_map(|(pixel, count)| std::iter::repeat_n(pixel, 1 + count.ilog2().pow(2) as usize));
    let palette = color_quant::NeuQuant::new(1, 256, &weighed.flatten().copied().collect::<Vec<u8>>());
    let mut known: BTreeMap<[u8; 4], u8> = counts.into_keys().map(|pixel| (pixel, 0)).collect();
    for (pixel, index) in &mut known {
        *index = u8::try_from(palette.index_of(pixel)).unwrap_or(0);
    }
    let indices: Vec<u8> = rgba.as_chunks::<4>().0.iter().map(|pixel| known[pixel]).collect();
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, info.width, info.height);
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_palette(palette.color_map_rgb());
    encoder.set_compression(png::Compression::High);
    let mut writer = encoder.write_header().map_err(|error| error.to_string())?;
    writer.write_image_data(&indices).map_err(|error| error.to_string())?;
    writer.finish().map_err(|error| error.to_string())?;
    Ok(out)
}
