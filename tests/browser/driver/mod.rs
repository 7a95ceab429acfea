//! Drives a real browser with the built extension, as a person would: finds things by role and name, clicks at
//! their place, types. Speaks WebDriver over plain HTTP; nothing here talks to anything but this machine.

#![allow(
    dead_code,
    missing_docs,
    clippy::unwrap_used,
    reason = "shared by the browser tests and the demo, which use different parts"
)]

mod chromium;
mod demur;
mod firefox;
mod lived;
pub mod server;
mod session;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

pub use session::Session;

/// Which browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Chromium,
    Firefox,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
        }
    }

    /// The built extension.
    pub fn extension(self) -> PathBuf {
        let dist = std::env::var_os("DEMUR_DIST")
            .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"), PathBuf::from);
        dist.join(self.name())
    }
}

/// Something in the page or in the extension's own layer over it.
#[derive(Debug, Clone)]
pub struct Thing {
    pub role: String,
    pub name: String,
    handle: Handle,
}

#[derive(Debug, Clone)]
enum Handle {
    /// Chromium's number of a node, which also reaches into closed shadow roots.
    Node(i64),
    /// WebDriver's name of an element.
    Element(String),
}

/// One running browser.
pub struct Browser {
    pub kind: Kind,
    pub session: Session,
    /// Address of the extension's own pages.
    pub extension: String,
    profile: PathBuf,
}

/// How a browser is to be started.
pub struct Start {
    pub kind: Kind,
    pub proxy: u16,
    pub headless: bool,
    pub dark: bool,
}

impl Browser {
    pub fn start(start: &Start) -> Result<Self, String> {
        Self::start_with(start, &start.kind.extension())
    }

    /// The same with an extension that is not where the build lays it.
    pub fn start_with(start: &Start, extension: &Path) -> Result<Self, String> {
        if !extension.join("manifest.json").is_file() {
            return Err(format!("{} is missing: run ./build.sh build", extension.display()));
        }
        let number =
            std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |time| time.as_nanos());
        let profile = std::env::temp_dir().join(format!("demur-{}-{number}", start.kind.name()));
        std::fs::create_dir_all(&profile).map_err(|error| error.to_string())?;
        let (session, extension) = match start.kind {
            Kind::Chromium => chromium::start(start, extension, &profile)?,
            Kind::Firefox => firefox::start(start, extension)?,
        };
        Ok(Self { kind: start.kind, session, extension, profile })
    }

    pub fn go(&self, url: &str) -> Result<(), String> {
        self.session.post("url", &json!({ "url": url })).map(|_| ())
    }

    /// Goes back to the page before. The way begins after the script has ended: a driver runs a script again whose page
    /// goes under it, and would be two pages back.
    pub fn back(&self) -> Result<(), String> {
        self.script("setTimeout(() => history.back(), 100)").map(|_| ())
    }

    /// Brings the page before what may have opened in front of it: only what is in front is drawn.
    pub fn in_front(&self) -> Result<(), String> {
        self.session.get("screenshot").map(|_| ())
    }

    /// Runs JavaScript in the page, as the page's own scripts run.
    pub fn script(&self, body: &str) -> Result<Value, String> {
        self.session.post("execute/sync", &json!({ "script": body, "args": [] }))
    }

    /// Runs JavaScript that calls its last argument when it is done.
    pub fn script_later(&self, body: &str) -> Result<Value, String> {
        self.session.post("execute/async", &json!({ "script": body, "args": [] }))
    }

    /// Things of that role whose name starts so, also inside the extension's closed layer.
    pub fn things(&self, role: &str, name: &str) -> Result<Vec<Thing>, String> {
        let all = match self.kind {
            Kind::Chromium => chromium::things(&self.session, role)?,
            Kind::Firefox => firefox::things(&self.session, role)?,
        };
        Ok(all.into_iter().filter(|thing| thing.name.starts_with(name)).collect())
    }

    /// Waits for the first thing of that role and name.
    pub fn wait(&self, role: &str, name: &str) -> Result<Thing, String> {
        until(&format!("a {role} named “{name}…”"), || Ok(self.things(role, name)?.into_iter().next()))
    }

    /// Waits until there is no such thing.
    pub fn wait_gone(&self, role: &str, name: &str) -> Result<(), String> {
        until(&format!("no {role} named “{name}…”"), || Ok(self.things(role, name)?.is_empty().then_some(())))
    }

    /// Calls a function with the thing as `this`.
    pub fn with(&self, thing: &Thing, function: &str) -> Result<Value, String> {
        match &thing.handle {
            Handle::Node(node) => chromium::with(&self.session, *node, function),
            Handle::Element(element) => firefox::with(&self.session, element, function),
        }
    }

    pub fn text(&self, thing: &Thing) -> Result<String, String> {
        Ok(self
            .with(thing, "function() { return this.value ?? this.innerText }")?
            .as_str()
            .unwrap_or_default()
            .to_owned())
    }

    /// Presses the mouse in the middle of a thing, after bringing it into view.
    pub fn click(&self, thing: &Thing) -> Result<(), String> {
        let (x, y) = self.place(thing, "this")?;
        self.click_at(x, y)
    }

    /// Finds a thing and presses it. Should it be drawn anew between the two, the new one is found and pressed, as a
    /// person would who sees only that it is still there; what has been pressed is never pressed again.
    pub fn press(&self, role: &str, name: &str) -> Result<(), String> {
        self.press_found(&format!("a {role} named “{name}…”"), || Ok(self.things(role, name)?.into_iter().next()))
    }

    /// Presses a field until it has the focus: what moves under the hand is pressed once more before anybody types.
    pub fn hold(&self, role: &str, name: &str) -> Result<(), String> {
        until(&format!("the {role} “{name}…” to have the focus"), || {
            self.press(role, name)?;
            let field = self.wait(role, name)?;
            let held = self.with(&field, "function() { return this.getRootNode().activeElement === this }")?;
            Ok((held == Value::Bool(true)).then_some(()))
        })
    }

    /// The same for a thing that is found in another way.
    pub fn press_found(
        &self,
        what: &str,
        mut find: impl FnMut() -> Result<Option<Thing>, String>,
    ) -> Result<(), String> {
        let (x, y) = until(what, || match find()? {
            Some(thing) => self.place(&thing, "this").map(Some),
            None => Ok(None),
        })?;
        self.click_at(x, y)
    }

    /// Where a person would press what `find` says of a thing: in its middle, once it has come to rest, if nothing lies
    /// over it.
    pub fn place(&self, thing: &Thing, find: &str) -> Result<(f64, f64), String> {
        let look = format!(
            "function() {{ const it = {find}; if (!it?.isConnected) return [0, 0, 'nothing']; it.scrollIntoViewIfNeeded?.(); \
             const middle = () => {{ const b = it.getBoundingClientRect(); return [Math.round(b.x + b.width / 2), Math.round(b.y + b.height / 2)] }}; \
             const over = () => it.getRootNode().elementFromPoint(...middle()); \
             const reaches = (hit) => hit && (it.contains(hit) || hit.contains(it) || [...(it.labels ?? [])].some((label) => label.contains(hit))); \
             const box = it.getBoundingClientRect(); \
             if (box.top < 0 || box.bottom > innerHeight || !reaches(over())) it.scrollIntoView({{ block: 'center', behavior: 'instant' }}); \
             const [x, y] = middle(), hit = over(), free = reaches(hit); \
             return [x, y, free ? '' : (hit?.className || hit?.localName || 'the edge of the window')] }}"
        );
        let mut last = Value::Null;
        until(&format!("the {} “{}” to rest", thing.role, thing.name), || {
            let now = match self.with(thing, &look) {
                Err(error) if is_gone(&error) => json!([0, 0, "nothing"]),
                other => other?,
            };
            let before = std::mem::replace(&mut last, now);
            match last[2].as_str() {
                Some("") => Ok((last == before).then_some(last[0].as_f64().zip(last[1].as_f64())).flatten().map(Ok)),
                Some("nothing") if find == "this" => {
                    Ok(Some(Err(format!("the {} “{}” has gone", thing.role, thing.name))))
                }
                cover => Err(format!("at [{}, {}] lies {}", last[0], last[1], cover.unwrap_or_default())),
            }
        })?
    }

    pub fn click_at(&self, x: f64, y: f64) -> Result<(), String> {
        self.press_at(x, y, 0)
    }

    /// Presses a button of the mouse: 0 is the usual one, 2 the other.
    fn press_at(&self, x: f64, y: f64, button: u8) -> Result<(), String> {
        #[expect(clippy::cast_possible_truncation, reason = "a place in a window")]
        let (x, y) = (x as i64, y as i64);
        let moves = json!([
            { "type": "pointerMove", "duration": 0, "x": x, "y": y, "origin": "viewport" },
            { "type": "pointerDown", "button": button },
            { "type": "pointerUp", "button": button },
        ]);
        self.act(
            &json!({ "type": "pointer", "id": "mouse", "parameters": { "pointerType": "mouse" }, "actions": moves }),
        )
    }

    /// Types keys one after another.
    pub fn keys(&self, text: &str) -> Result<(), String> {
        let presses: Vec<Value> = text
            .chars()
            .flat_map(|key| [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })])
            .collect();
        self.act(&json!({ "type": "key", "id": "keyboard", "actions": presses }))
    }

    /// Presses a key while another is held.
    pub fn chord(&self, held: &str, key: char) -> Result<(), String> {
        let presses = json!([
            { "type": "keyDown", "value": held },
            { "type": "keyDown", "value": key },
            { "type": "keyUp", "value": key },
            { "type": "keyUp", "value": held },
        ]);
        self.act(&json!({ "type": "key", "id": "keyboard", "actions": presses }))
    }

    fn act(&self, source: &Value) -> Result<(), String> {
        self.session.post("actions", &json!({ "actions": [source] })).map(|_| ())
    }

    pub fn size(&self, width: u32, height: u32) -> Result<(), String> {
        self.session.post("window/rect", &json!({ "width": width, "height": height })).map(|_| ())
    }

    /// Makes what the page sees so narrow, in pixels, or as wide as the window again. Firefox goes as far as its window does.
    pub fn narrow(&self, width: Option<u32>) -> Result<(), String> {
        match (self.kind, width) {
            (Kind::Chromium, width) => chromium::narrow(&self.session, width),
            (Kind::Firefox, width) => self.size(width.unwrap_or(1280), 900),
        }
    }

    /// Saves what the window shows.
    pub fn picture(&self, file: &Path) -> Result<(), String> {
        use base64::Engine as _;
        let shot = self.session.get("screenshot")?;
        let bytes = base64::engine::general_purpose::STANDARD
            .decode(shot.as_str().unwrap_or_default())
            .map_err(|e| e.to_string())?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(|e| e.to_string())?;
        }
        std::fs::write(file, bytes).map_err(|e| e.to_string())
    }

    /// Opens a page of the extension in this tab and waits until it is bound.
    pub fn open_own(&self, page: &str) -> Result<(), String> {
        let url = format!("{}{page}", self.extension);
        // While the extension is being replaced, its address leads to the browser's own page of errors.
        until("a page of the extension", || {
            self.go(&url)?;
            Ok((self.script("return location.origin + '/'")? == self.extension).then_some(()))
        })?;
        self.until_true("the page to be ready", "return document.documentElement.dataset.ready === '1'")
    }

    /// Has pages believe that the system is dark, or that it is light.
    pub fn dark(&self, dark: bool) -> Result<(), String> {
        match self.kind {
            Kind::Chromium => chromium::dark(&self.session, dark),
            Kind::Firefox => firefox::dark(self, dark),
        }
    }

    /// Waits for a condition that JavaScript in the page tells.
    pub fn until_true(&self, what: &str, body: &str) -> Result<(), String> {
        until(what, || Ok((self.script(body)? == Value::Bool(true)).then_some(())))
    }

    /// The same for JavaScript that calls its last argument when it knows.
    pub fn until_later(&self, what: &str, body: &str) -> Result<(), String> {
        until(what, || match self.script_later(body)? {
            Value::Bool(true) => Ok(Some(())),
            other => Err(other.to_string()),
        })
    }

    /// Says yes, beforehand, to the browser's question whether the extension may read these sites.
    pub fn allow(&self, origins: &[&str]) -> Result<(), String> {
        match self.kind {
            Kind::Chromium => chromium::allow(self, origins),
            Kind::Firefox => Ok(()),
        }
    }

    /// Stops the extension's worker, as the browser does when it has been idle.
    pub fn stop_worker(&self) -> Result<(), String> {
        match self.kind {
            Kind::Chromium => chromium::stop_worker(self),
            Kind::Firefox => firefox::stop_worker(self),
        }
    }

    /// Loads the extension anew under the tabs that are open, as an update does.
    pub fn update(&self) -> Result<(), String> {
        match self.kind {
            Kind::Chromium => chromium::update(self),
            Kind::Firefox => firefox::update(self),
        }
    }

    /// Opens a page of the extension in a tab of its own, does something there, and comes back.
    pub fn open_own_beside<T>(&self, page: &str, go: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
        let here = self.tab()?;
        self.new_tab()?;
        let done = self.open_own(page).and_then(|()| go());
        self.session.delete("window")?;
        self.switch(&here)?;
        done
    }

    /// Presses the other button of the mouse, and an entry of the browser's own menu that comes up.
    pub fn choose_in_menu(&self, x: f64, y: f64, entry: &str) -> Result<(), String> {
        match self.kind {
            Kind::Chromium => Err("no driver reaches into Chromium's native menus".to_owned()),
            Kind::Firefox => firefox::choose_in_menu(self, x, y, entry),
        }
    }

    /// Switches the extension off, or on again, as on the browser's page of extensions.
    pub fn switch_extension(&self, on: bool) -> Result<(), String> {
        match self.kind {
            Kind::Chromium => chromium::switch_extension(self, on),
            Kind::Firefox => firefox::switch_extension(self, on),
        }
    }

    /// Lets the extension into private windows, or keeps it out of them.
    pub fn allow_private(&self, allowed: bool) -> Result<(), String> {
        match self.kind {
            Kind::Chromium => chromium::allow_private(self, allowed),
            Kind::Firefox => firefox::allow_private(self, allowed),
        }
    }

    /// Opens a private window with that page, from a page of the extension; its tab becomes the current one.
    pub fn private_window(&self, url: &str) -> Result<String, String> {
        let handles = || -> Result<Vec<String>, String> {
            let all = self.session.get("window/handles")?;
            Ok(all.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect())
        };
        let before = handles()?;
        let made = self.script_later(&format!(
            "const done = arguments[arguments.length - 1]; \
             chrome.windows.create({{ incognito: true, url: '{url}' }}).then((made) => done(made.incognito), (error) => done(String(error)))"
        ))?;
        if made != Value::Bool(true) {
            return Err(format!("no private window: {made}"));
        }
        let new = until("the private window", || Ok(handles()?.into_iter().find(|handle| !before.contains(handle))))?;
        self.switch(&new)?;
        self.until_true(
            "its page",
            &format!("return location.href === '{url}' && document.readyState === 'complete'"),
        )?;
        Ok(new)
    }

    /// Warnings and errors that the browser holds against the extension.
    pub fn complaints(&self) -> Result<Vec<String>, String> {
        match self.kind {
            Kind::Chromium => chromium::complaints(self),
            Kind::Firefox => firefox::complaints(self),
        }
    }

    /// New tab, which becomes the current one; its handle.
    pub fn new_tab(&self) -> Result<String, String> {
        let made = self.session.post("window/new", &json!({ "type": "tab" }))?;
        let handle = made["handle"].as_str().unwrap_or_default().to_owned();
        self.switch(&handle)?;
        Ok(handle)
    }

    /// Closes every tab but one.
    pub fn one_tab(&self) -> Result<(), String> {
        let handles = self.session.get("window/handles")?;
        let handles: Vec<&str> = handles.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        for handle in handles.iter().skip(1) {
            self.switch(handle)?;
            self.session.delete("window")?;
        }
        handles.first().map_or(Ok(()), |first| self.switch(first))
    }

    pub fn tab(&self) -> Result<String, String> {
        Ok(self.session.get("window")?.as_str().unwrap_or_default().to_owned())
    }

    pub fn switch(&self, handle: &str) -> Result<(), String> {
        self.session.post("window", &json!({ "handle": handle })).map(|_| ())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.session.end();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

/// Whether an error says that an element went before it could be asked.
fn is_gone(error: &str) -> bool {
    let words =
        ["stale element", "no such element", "detached shadow root", "no such shadow root", "No node with given id"];
    words.iter().any(|gone| error.contains(gone))
}

/// How long something may take on a loaded machine of two cores. Only what fails takes it.
const PATIENCE: Duration = Duration::from_secs(40);

/// Asks again until there is an answer. Errors on the way count as "not yet".
pub fn until<T>(what: &str, mut ask: impl FnMut() -> Result<Option<T>, String>) -> Result<T, String> {
    let end = Instant::now() + PATIENCE;
    let mut last = String::new();
    loop {
        match ask() {
            Ok(Some(found)) => return Ok(found),
            Ok(None) => {}
            Err(error) => last = error,
        }
        if Instant::now() > end {
            return Err(format!("waited in vain for {what} {last}"));
        }
        std::thread::sleep(Duration::from_millis(30));
    }
}
