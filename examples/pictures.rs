//! `./build.sh pictures`: every page of the extension as it looks in use, in light and in dark, for `docs/pictures/`.
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

const PICTURES: &[Picture] = &[
    picture("welcome", "welcome.html", (1000, 800), ""),
    picture("settings", "settings.html", (1400, 860), ""),
    picture("record", "settings.html", (1400, 860), "document.querySelector('#record').scrollIntoView()"),
    picture("people", "settings.html", (1400, 860), "document.querySelector('#people').scrollIntoView()"),
    picture("backlog", "backlog.html", (1280, 860), "document.querySelector('#rows tr[data-at]')?.click()"),
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
    let folder = root.join("docs/pictures");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let server = Server::start(&root.join("tests/browser/pages"))?;
    let start = Start { kind: Kind::Chromium, proxy: server.port, headless: true, dark: false };
    let browser = Browser::start(&start)?;
    browser.one_tab()?;
    browser.session.devtools("Emulation.setScrollbarsHidden", &json!({ "hidden": true }))?;
    for dark in [false, true] {
        browser.dark(dark)?;
        let take = |name: &str| {
            let file = folder.join(format!("{name}-{}.png", if dark { "dark" } else { "light" }));
            let bytes = shot(&browser)?;
            let small = fewer_colours(&bytes)?;
            println!("{} {} kB", file.display(), small.len() / 1000);
            std::fs::write(&file, small).map_err(|error| format!("{}: {error}", file.display()))
        };
        browser.live_in()?;
        for Picture { name, page, size, before } in PICTURES {
            view(&browser, *size)?;
            browser.open_own(page)?;
            browser.script(before)?;
            take(name)?;
        }
        in_a_site(&browser, dark, &take)?;
    }
    Ok(())
}

/// The panel over a page of requests, the popup beside it, and the panel at the browser's side.
fn in_a_site(browser: &Browser, dark: bool, take: &impl Fn(&str) -> Result<(), String>) -> Result<(), String> {
    let size = (1100, 820);
    view(browser, size)?;
    browser.go(SITE)?;
    if dark {
        browser.script(NIGHT)?;
    }
    browser.press_chip_of("Dana Whitfield")?;
    browser.wait("dialog", "Demur advice")?;
    take("panel")?;
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
    // Each colour counts once, however large its ground is, so that a small mark keeps its own.
    let mut known: BTreeMap<[u8; 4], u8> = rgba.as_chunks::<4>().0.iter().map(|pixel| (*pixel, 0)).collect();
    let palette = color_quant::NeuQuant::new(1, 256, &known.keys().flatten().copied().collect::<Vec<u8>>());
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
