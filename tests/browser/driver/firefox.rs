//! What is Firefox's own: its preferences, installing a packed extension, and "get shadow root" for closed ones.

use std::io::{Cursor, Write};
use std::path::Path;

use base64::Engine as _;
use serde_json::{Value, json};

use super::{Browser, Handle, Session, Start, Thing, is_gone, until};

const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";
const SHADOW: &str = "shadow-6066-11e4-a52e-4f735466cecf";
const ID: &str = "demur@demur.example";
/// The browser draws the address of an extension by lot unless it is told.
const UUID: &str = "6d5f6f0e-3b3a-4d1f-9f0a-0d3e6a7b1c2d";

pub fn start(start: &Start, extension: &Path) -> Result<(Session, String), String> {
    let mut arguments = Vec::new();
    if start.headless {
        arguments.push("-headless");
    }
    let preferences = json!({
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": start.proxy,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": start.proxy,
        "network.proxy.allow_hijacking_localhost": false,
        "network.captive-portal-service.enabled": false,
        "network.connectivity-service.enabled": false,
        "extensions.webextensions.uuids": json!({ ID: UUID }).to_string(),
        "extensions.background.idle.timeout": 30000,
        // The browser's own question can be answered by nobody here.
        "extensions.webextOptionalPermissionPrompts": false,
        "ui.systemUsesDarkTheme": i32::from(start.dark),
        "layout.css.prefers-color-scheme.content-override": if start.dark { 0 } else { 1 },
    });
    let mut options = json!({ "args": arguments, "prefs": preferences });
    if let Ok(binary) = std::env::var("FIREFOX") {
        options["binary"] = binary.into();
    }
    let capabilities = json!({ "browserName": "firefox", "acceptInsecureCerts": true, "moz:firefoxOptions": options });
    let session = Session::start("geckodriver", &["--allow-system-access"], &capabilities)?;
    let packed = base64::engine::general_purpose::STANDARD.encode(zip(extension)?);
    session.post("moz/addon/install", &json!({ "addon": packed, "temporary": true }))?;
    // Installing opens a page of its own. Were it left to come when it likes, it would stand in front of the page that
    // is being used, and the browser gives neither keys nor time to what nobody sees.
    until("the first-run page", || {
        let tabs = session.get("window/handles")?;
        Ok(tabs.as_array().filter(|tabs| tabs.len() > 1).map(|_| ()))
    })?;
    Ok((session, format!("moz-extension://{UUID}/")))
}

/// Things of the page, of its open roots, and of the closed ones that hold an extension's layer: right under the
/// document's element, or in a modal dialog. What is drawn anew meanwhile has gone and is none.
pub fn things(session: &Session, role: &str) -> Result<Vec<Thing>, String> {
    until(&format!("every {role}"), || match things_now(session, role) {
        Err(error) if is_gone(&error) => Ok(None),
        other => other.map(Some),
    })
}

fn things_now(session: &Session, role: &str) -> Result<Vec<Thing>, String> {
    let css = match role {
        "button" => "button",
        "dialog" => "[role=dialog], dialog",
        "list" => "ul, ol",
        "listitem" => "li",
        "textbox" => "textarea, input, [contenteditable=true]",
        "link" => "a[href]",
        "heading" => "h1, h2, h3",
        "status" => "[role=status]",
        "checkbox" => "input[type=checkbox]",
        "radio" => "input[type=radio]",
        "DisclosureTriangle" => "summary",
        other => other,
    };
    let find = json!({ "using": "css selector", "value": css });
    let mut elements = references(&session.post("elements", &find)?, ELEMENT);
    let hosts = session.post(
        "execute/sync",
        &json!({
            "script": "return [...document.querySelectorAll('body *, :root > div, dialog > div')].filter((host) => host.shadowRoot || \
                (host.localName === 'div' && !host.attributes.length && host.parentNode === document.documentElement) || host.hasAttribute('popover'))",
            "args": [],
        }),
    )?;
    for host in references(&hosts, ELEMENT) {
        if let Ok(root) = session.get(&format!("element/{host}/shadow")) {
            let root = root[SHADOW].as_str().unwrap_or_default().to_owned();
            elements.extend(references(&session.post(&format!("shadow/{root}/elements"), &find)?, ELEMENT));
        }
    }
    let all: Vec<Value> = elements.iter().map(|element| json!({ ELEMENT: element })).collect();
    let shown = "return arguments[0].filter((element) => element.checkVisibility({ visibilityProperty: true }))";
    let shown = session.post("execute/sync", &json!({ "script": shown, "args": [all] }))?;
    let mut things = Vec::new();
    for element in references(&shown, ELEMENT) {
        let name = session.get(&format!("element/{element}/computedlabel"))?;
        let name = name.as_str().unwrap_or_default().to_owned();
        things.push(Thing { role: role.to_owned(), name, handle: Handle::Element(element) });
    }
    Ok(things)
}

fn references(list: &Value, kind: &str) -> Vec<String> {
    list.as_array().into_iter().flatten().filter_map(|entry| entry[kind].as_str().map(str::to_owned)).collect()
}

pub fn with(session: &Session, element: &str, function: &str) -> Result<Value, String> {
    let script = format!("return ({function}).call(arguments[0])");
    session.post("execute/sync", &json!({ "script": script, "args": [{ ELEMENT: element }] }))
}

/// What pages are told of the system's colours is a preference.
pub fn dark(browser: &Browser, dark: bool) -> Result<(), String> {
    browser.session.post("moz/context", &json!({ "context": "chrome" }))?;
    let number = i32::from(!dark);
    let done = browser
        .script(&format!("Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', {number})"));
    browser.session.post("moz/context", &json!({ "context": "content" }))?;
    done.map(|_| ())
}

/// The background page, which would stop by itself when it has been idle.
pub fn stop_worker(browser: &Browser) -> Result<(), String> {
    let stop = format!(
        "const done = arguments[arguments.length - 1]; \
         const extension = WebExtensionPolicy.getByID('{ID}').extension; \
         extension.terminateBackground({{ ignoreDevToolsAttached: true }}).then(() => done(true), (e) => done(String(e)))"
    );
    match as_browser(browser, &stop)? {
        Value::Bool(true) => Ok(()),
        other => Err(format!("the background page did not stop: {other}")),
    }
}

/// Does something as the browser itself.
fn as_browser(browser: &Browser, script: &str) -> Result<Value, String> {
    browser.session.post("moz/context", &json!({ "context": "chrome" }))?;
    let done = browser.script_later(script);
    browser.session.post("moz/context", &json!({ "context": "content" }))?;
    done
}

/// The button "reload" of the browser's page for those who make extensions.
pub fn update(browser: &Browser) -> Result<(), String> {
    let done = as_browser(
        browser,
        &format!(
            "const done = arguments[arguments.length - 1]; \
             const {{ AddonManager }} = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs'); \
             AddonManager.getAddonByID('{ID}').then((addon) => addon.reload()).then(() => done(true), (error) => done(String(error)))"
        ),
    )?;
    if done == Value::Bool(true) { Ok(()) } else { Err(format!("the extension did not come back: {done}")) }
}

/// The browser's own menu, whose entries only the browser itself can press.
pub fn choose_in_menu(browser: &Browser, x: f64, y: f64, entry: &str) -> Result<(), String> {
    browser.press_at(x, y, 2)?;
    let press = format!(
        "const done = arguments[arguments.length - 1]; const menu = document.getElementById('contentAreaContextMenu'); \
         const item = [...menu.querySelectorAll('menuitem')].find((item) => item.label === '{entry}'); \
         if (menu.state !== 'open' || !item) return done(`${{menu.state}}, ${{[...menu.children].map((item) => item.label).filter(Boolean)}}`); \
         menu.activateItem(item); done(true)"
    );
    until("the browser's menu", || match as_browser(browser, &press)? {
        Value::Bool(true) => Ok(Some(())),
        other => Err(other.to_string()),
    })
}

/// The switch beside the extension's name on the browser's page of extensions.
pub fn switch_extension(browser: &Browser, on: bool) -> Result<(), String> {
    let change = if on { "enable" } else { "disable" };
    let done = as_browser(
        browser,
        &format!(
            "const done = arguments[arguments.length - 1]; \
             const {{ AddonManager }} = ChromeUtils.importESModule('resource://gre/modules/AddonManager.sys.mjs'); \
             AddonManager.getAddonByID('{ID}').then((addon) => addon.{change}()).then(() => done(true), (error) => done(String(error)))"
        ),
    )?;
    if done == Value::Bool(true) { Ok(()) } else { Err(format!("the extension: {done}")) }
}

/// The switch "run in private windows" of the browser's page of extensions.
pub fn allow_private(browser: &Browser, allowed: bool) -> Result<(), String> {
    let change = if allowed { "add" } else { "remove" };
    let done = as_browser(
        browser,
        &format!(
            "const done = arguments[arguments.length - 1]; \
             const {{ ExtensionPermissions }} = ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs'); \
             ExtensionPermissions.{change}('{ID}', {{ permissions: ['internal:privateBrowsingAllowed'], origins: [] }}).then(() => done(true), (error) => done(String(error)))"
        ),
    )?;
    if done != Value::Bool(true) {
        return Err(format!("private windows: {done}"));
    }
    update(browser)
}

/// Errors and warnings of the browser's console about the manifest and the page script. Not what the browser says
/// when it has stopped a script of a page that is being left.
pub fn complaints(browser: &Browser) -> Result<Vec<String>, String> {
    let found = as_browser(
        browser,
        &format!(
            "const done = arguments[arguments.length - 1]; \
             const all = Services.console.getMessageArray().filter((one) => one instanceof Ci.nsIScriptError); \
             done(all.map((one) => `${{one.sourceName}} ${{one.errorMessage}}`).filter((words) => \
               (words.includes('{UUID}/content/') && !/terminated by timeout|after context unloaded|resolved while context is inactive/.test(words)) || words.includes('Reading manifest')))"
        ),
    )?;
    Ok(found.as_array().into_iter().flatten().map(|one| one.as_str().unwrap_or_default().to_owned()).collect())
}

/// A ZIP archive without compression, which is all that installing needs.
fn zip(folder: &Path) -> Result<Vec<u8>, String> {
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    let mut out = Cursor::new(Vec::new());
    let mut directory = Vec::new();
    let mut count = 0u16;
    for (name, bytes) in files {
        let offset = u32::try_from(out.position()).map_err(|e| e.to_string())?;
        let size = u32::try_from(bytes.len()).map_err(|e| e.to_string())?;
        let length = u16::try_from(name.len()).map_err(|e| e.to_string())?;
        let mut head = Vec::new();
        for part in [20u16, 0, 0, 0, 0x21] {
            head.extend(part.to_le_bytes());
        }
        for part in [checksum(&bytes), size, size] {
            head.extend(part.to_le_bytes());
        }
        head.extend(length.to_le_bytes());
        head.extend(0u16.to_le_bytes());
        out.write_all(b"PK\x03\x04").and_then(|()| out.write_all(&head)).map_err(|e| e.to_string())?;
        out.write_all(name.as_bytes()).and_then(|()| out.write_all(&bytes)).map_err(|e| e.to_string())?;
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&head);
        directory.extend([0; 10]);
        directory.extend(offset.to_le_bytes());
        directory.extend(name.as_bytes());
        count += 1;
    }
    let start = u32::try_from(out.position()).map_err(|e| e.to_string())?;
    let size = u32::try_from(directory.len()).map_err(|e| e.to_string())?;
    let mut bytes = out.into_inner();
    bytes.extend(&directory);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend(count.to_le_bytes());
    bytes.extend(count.to_le_bytes());
    bytes.extend(size.to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0; 2]);
    Ok(bytes)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, Vec<u8>)>) -> Result<(), String> {
    for entry in std::fs::read_dir(folder).map_err(|e| e.to_string())? {
        let path = entry.map_err(|e| e.to_string())?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else {
            let name = path.strip_prefix(root).map_err(|e| e.to_string())?.to_string_lossy().replace('\\', "/");
            files.push((name, std::fs::read(&path).map_err(|e| e.to_string())?));
        }
    }
    Ok(())
}

fn checksum(bytes: &[u8]) -> u32 {
    let mut sum = !0u32;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
        }
    }
    !sum
}
