//! Chromium with the built extension, and pages of this machine.
//!
//! The extension is a copy with two doors for measuring, which the shipped one does not have: the worker times its own
//! answers when a port asks it to, and the page can see the chips.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};

use crate::driver::{Browser, Kind, Start, server::Server};
use crate::size::dist;

/// Times the engine in the worker, by itself for a text and with all that makes an answer for a message; `each` calls
/// for one figure, for its clock is coarse.
const DOOR: &str = "
chrome.runtime.onConnect.addListener((port) =>
  port.onMessage.addListener(({ messages, each }) =>
    inLine(async () => {
      const sender = { id: chrome.runtime.id, url: chrome.runtime.getURL('popup.html') };
      const times = [];
      for (const message of messages) {
        let answer;
        const begin = performance.now();
        if (typeof message === 'string') for (let call = 0; call < each; call++) engine.judged(message);
        else for (let call = 0; call < each; call++) answer = await engine.answer(message, sender);
        times.push(((performance.now() - begin) * 1000) / each);
        // A refusal is quick: only for what is no message at all is it what was to be timed.
        if (message && answer?.error) return port.postMessage(answer.error);
      }
      port.postMessage(times);
    }),
  ),
);
";

/// The browser with all that it is shown.
pub struct Stage {
    browser: Browser,
    _server: Server,
    folder: PathBuf,
}

impl Drop for Stage {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl std::ops::Deref for Stage {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        &self.browser
    }
}

impl Stage {
    /// Starts it, as a person has it after the first run.
    pub fn start() -> Result<Self, String> {
        let folder = std::env::temp_dir().join(format!("demur-figures-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        let extension = with_doors(&folder.join("extension"))?;
        let server = Server::open(&pages(&folder.join("pages"))?)?;
        let start = Start { kind: Kind::Chromium, proxy: server.port, headless: true, dark: false };
        let browser = Browser::start_with(&start, &extension)?;
        browser.session.post("timeouts", &json!({ "script": 80_000 }))?;
        browser.one_tab()?;
        browser.size(1280, 900)?;
        browser.open_own("popup.html")?;
        browser.script_later(
            "const done = arguments[arguments.length - 1]; \
             chrome.storage.local.set({ choices: { show: 'page', off: [] } }).then(() => done(true))",
        )?;
        Ok(Self { browser, _server: server, folder })
    }

    /// What an expression gives, which may be a promise.
    pub fn later(&self, expression: &str) -> Result<Value, String> {
        let found = self.script_later(&format!(
            "const done = arguments[arguments.length - 1]; \
             Promise.resolve({expression}).then(done, (error) => done('error: ' + (error?.stack ?? error)))"
        ))?;
        match found.as_str().filter(|text| text.starts_with("error: ")) {
            Some(error) => Err(error.to_owned()),
            None => Ok(found),
        }
    }
}

/// The built extension, with the doors.
fn with_doors(folder: &Path) -> Result<PathBuf, String> {
    copy(&dist().join("chromium"), folder)?;
    change(&folder.join("worker.js"), |text| format!("{text}{DOOR}"))?;
    change(&folder.join("content/layer.js"), |text| text.replace("mode: \"closed\"", "mode: \"open\""))?;
    Ok(folder.to_owned())
}

/// The pages of the tests under the network's name and, for a page without the extension, under another; a page without
/// requests for both; the peers.
fn pages(folder: &Path) -> Result<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tests = root.join("tests/browser/pages");
    copy(&tests.join("shared"), &folder.join("shared"))?;
    for host in ["www.linkedin.com", "plain.example"] {
        let site = folder.join(host);
        copy(&tests.join("www.linkedin.com"), &site)?;
        let post = |at: usize| {
            format!(
                "<article><h3>Post {at}</h3><p>Harbours in <a href='/in/a{at}/'>winter</a>, and what they cost.</p>\
                 <button aria-label='Like post {at}'>Like</button></article>\n"
            )
        };
        let posts: String = (0..1_000).map(post).collect();
        let page =
            format!("<!doctype html><html lang='en'><title>Posts</title><body><main>{posts}</main></body></html>");
        std::fs::write(site.join("posts.html"), page).map_err(|error| error.to_string())?;
    }
    peers(&root.join("benches/peers"), &folder.join("peers.example"))?;
    Ok(folder.to_owned())
}

fn peers(source: &Path, site: &Path) -> Result<(), String> {
    copy(&source.join("page"), site)?;
    let program = source.join("node_modules/.bin/esbuild");
    for (script, format) in [("peers.js", "--format=esm"), ("write-good.js", "--format=iife")] {
        let done = Command::new(&program)
            .current_dir(source)
            .arg(format!("page/{script}"))
            .args([format, "--bundle", "--minify", "--external:fs", "--allow-overwrite", "--log-level=error"])
            .arg(format!("--outfile={}", site.join(script).display()))
            .status()
            .map_err(|error| format!("{}: {error}: ./build.sh bench installs it", program.display()))?;
        if !done.success() {
            return Err(format!("{script} could not be bundled"));
        }
    }
    for engine in ["harper_wasm_bg.wasm", "harper_wasm_slim_bg.wasm"] {
        let file = source.join("node_modules/harper.js/dist").join(engine);
        std::fs::copy(&file, site.join(engine)).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

fn change(file: &Path, edit: impl FnOnce(&str) -> String) -> Result<(), String> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let edited = edit(&text);
    if edited == text {
        return Err(format!("{}: nothing there to measure by", file.display()));
    }
    std::fs::write(file, edited).map_err(|error| format!("{}: {error}", file.display()))
}

fn copy(from: &Path, to: &Path) -> Result<(), String> {
    let failed = |error: std::io::Error| format!("{}: {error}", from.display());
    std::fs::create_dir_all(to).map_err(failed)?;
    for entry in std::fs::read_dir(from).map_err(failed)?.flatten() {
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() {
            copy(&source, &target)?;
        } else {
            std::fs::copy(&source, &target).map_err(failed)?;
        }
    }
    Ok(())
}
