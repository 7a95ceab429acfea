//! What is Chromium's own: its options, and its protocol, which sees into closed shadow roots.

use std::path::Path;

use serde_json::{Value, json};

use super::{Browser, Handle, Session, Start, Thing, until};

pub fn start(start: &Start, extension: &Path, profile: &Path) -> Result<(Session, String), String> {
    let mut arguments = vec![
        "--no-sandbox".to_owned(),
        "--disable-gpu".to_owned(),
        "--disable-background-networking".to_owned(),
        "--disable-component-update".to_owned(),
        "--disable-sync".to_owned(),
        "--disable-quic".to_owned(),
        "--disable-search-engine-choice-screen".to_owned(),
        "--no-first-run".to_owned(),
        "--ignore-certificate-errors".to_owned(),
        "--force-device-scale-factor=1".to_owned(),
        "--lang=en-GB".to_owned(),
        format!("--proxy-server=127.0.0.1:{}", start.proxy),
        format!("--user-data-dir={}", profile.display()),
        format!("--load-extension={}", extension.display()),
        format!("--disable-extensions-except={}", extension.display()),
        "--disable-features=DisableLoadExtensionCommandLineSwitch".to_owned(),
    ];
    if start.headless {
        arguments.push("--headless=new".to_owned());
    }
    if start.dark {
        arguments.push("--force-dark-mode".to_owned());
    }
    let mut options = json!({ "args": arguments, "excludeSwitches": ["enable-automation", "disable-extensions"] });
    if let Ok(binary) = std::env::var("CHROMIUM") {
        options["binary"] = binary.into();
    }
    let capabilities = json!({ "browserName": "chrome", "acceptInsecureCerts": true, "goog:chromeOptions": options });
    let session = Session::start("chromedriver", &[], &capabilities)?;
    let address = until("the extension's worker", || {
        let targets = session.devtools("Target.getTargets", &json!({ "filter": [{}] }))?;
        let urls = targets["targetInfos"].as_array().into_iter().flatten().filter_map(|target| target["url"].as_str());
        Ok(urls
            .filter_map(|url| url.strip_suffix("worker.js"))
            .find(|url| url.starts_with("chrome-extension://"))
            .map(str::to_owned))
    })?;
    // The same as in Firefox: the page of the first run is waited for, lest it come in front later.
    until("the first-run page", || {
        let targets = session.devtools("Target.getTargets", &json!({ "filter": [{}] }))?;
        let mut all = targets["targetInfos"].as_array().into_iter().flatten();
        Ok(all.any(|target| target["url"].as_str().is_some_and(|url| url.ends_with("welcome.html"))).then_some(()))
    })?;
    Ok((session, address))
}

pub fn things(session: &Session, role: &str) -> Result<Vec<Thing>, String> {
    let tree = session.devtools("Accessibility.getFullAXTree", &json!({}))?;
    let nodes = tree["nodes"].as_array().into_iter().flatten();
    Ok(nodes
        .filter(|node| node["ignored"] != Value::Bool(true) && node["role"]["value"] == role)
        .filter_map(|node| {
            let number = node["backendDOMNodeId"].as_i64()?;
            let name = node["name"]["value"].as_str().unwrap_or_default().to_owned();
            Some(Thing { role: role.to_owned(), name, handle: Handle::Node(number) })
        })
        .collect())
}

pub fn with(session: &Session, node: i64, function: &str) -> Result<Value, String> {
    let object = session.devtools("DOM.resolveNode", &json!({ "backendNodeId": node }))?["object"]["objectId"].clone();
    let call = json!({ "objectId": object, "functionDeclaration": function, "returnByValue": true });
    let answer = session.devtools("Runtime.callFunctionOn", &call)?;
    if answer["exceptionDetails"].is_object() {
        return Err(answer["exceptionDetails"]["exception"]["description"].to_string());
    }
    Ok(answer["result"]["value"].clone())
}

/// Overrides what the page is told of the system's colours.
pub fn dark(session: &Session, dark: bool) -> Result<(), String> {
    let scheme = json!({ "name": "prefers-color-scheme", "value": if dark { "dark" } else { "light" } });
    session.devtools("Emulation.setEmulatedMedia", &json!({ "features": [scheme] })).map(|_| ())
}

/// Overrides the width of the page.
pub fn narrow(session: &Session, width: Option<u32>) -> Result<(), String> {
    let done = match width {
        Some(width) => {
            let size = json!({ "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": false });
            session.devtools("Emulation.setDeviceMetricsOverride", &size)
        }
        None => session.devtools("Emulation.clearDeviceMetricsOverride", &json!({})),
    };
    done.map(|_| ())
}

/// Closes the worker's target: the browser starts it again when there is work.
pub fn stop_worker(browser: &Browser) -> Result<(), String> {
    let worker = || -> Result<Option<String>, String> {
        let targets = browser.session.devtools("Target.getTargets", &json!({ "filter": [{}] }))?;
        let mut all = targets["targetInfos"].as_array().into_iter().flatten();
        let found = all.find(|target| {
            target["type"] == "service_worker"
                && target["url"].as_str().is_some_and(|url| url.starts_with(&browser.extension))
        });
        Ok(found.and_then(|target| target["targetId"].as_str().map(str::to_owned)))
    };
    // A message that comes while it stops starts it again.
    until("the worker to stop", || match worker()? {
        Some(id) => browser.session.devtools("Target.closeTarget", &json!({ "targetId": id })).map(|_| None),
        None => Ok(Some(())),
    })
}

/// Lets the browser hold these sites as granted once the extension asks for them: its own question can be answered
/// by nobody here.
pub fn allow(browser: &Browser, origins: &[&str]) -> Result<(), String> {
    let id = browser.extension.trim_start_matches("chrome-extension://").trim_end_matches('/').to_owned();
    browser.go("chrome://extensions/")?;
    browser.until_true("the browser's page of extensions", "return typeof chrome.developerPrivate === 'object'")?;
    for origin in origins {
        browser.script_later(&format!(
            "const done = arguments[arguments.length - 1]; \
             chrome.developerPrivate.addHostPermission('{id}', '{origin}').then(() => done(true), (error) => done(String(error)))"
        ))?;
    }
    Ok(())
}

/// The number of the extension, which is its address's host.
fn id(browser: &Browser) -> String {
    browser.extension.trim_start_matches("chrome-extension://").trim_end_matches('/').to_owned()
}

/// Opens the browser's page of extensions in a tab of its own, does something there, and closes it.
fn on_page_of_extensions<T>(browser: &Browser, go: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    let before = browser.tab()?;
    browser.new_tab()?;
    browser.go("chrome://extensions/")?;
    browser.until_true("the browser's page of extensions", "return typeof chrome.developerPrivate === 'object'")?;
    let result = go();
    browser.session.delete("window")?;
    browser.switch(&before)?;
    result
}

/// Does on the browser's page of extensions what its developer mode allows: `what` is a call that gives a promise.
fn as_developer(browser: &Browser, what: &str) -> Result<(), String> {
    let done = browser.script_later(&format!(
        "const done = arguments[arguments.length - 1]; \
         chrome.developerPrivate.updateProfileConfiguration({{ inDeveloperMode: true }}) \
           .then(() => {what}).then(() => done(true), (error) => done(String(error)))"
    ))?;
    if done == Value::Bool(true) { Ok(()) } else { Err(format!("{what}: {done}")) }
}

/// The button "reload" of the browser's page of extensions.
pub fn update(browser: &Browser) -> Result<(), String> {
    let reload = format!("chrome.developerPrivate.reload('{}', {{ failQuietly: false }})", id(browser));
    on_page_of_extensions(browser, || as_developer(browser, &reload))
}

/// The switch beside the extension's name on the browser's page of extensions.
pub fn switch_extension(browser: &Browser, on: bool) -> Result<(), String> {
    let switch = format!("chrome.management.setEnabled('{}', {on})", id(browser));
    on_page_of_extensions(browser, || as_developer(browser, &switch))
}

/// The switch "allow in incognito" of the browser's page of extensions, which loads the extension anew.
pub fn allow_private(browser: &Browser, allowed: bool) -> Result<(), String> {
    let id = id(browser);
    let allow = format!(
        "chrome.developerPrivate.updateExtensionConfiguration({{ extensionId: '{id}', incognitoAccess: {allowed} }})"
    );
    on_page_of_extensions(browser, || {
        as_developer(browser, &allow)?;
        browser.until_later(
            "the extension to be back",
            &format!(
                "const done = arguments[arguments.length - 1]; chrome.developerPrivate.getExtensionInfo('{id}').then((info) => \
                   done(info.state === 'ENABLED' && info.incognitoAccess.isActive === {allowed}), (error) => done(String(error)))"
            ),
        )
    })
}

/// What the browser's page of extensions lists as warnings and errors.
pub fn complaints(browser: &Browser) -> Result<Vec<String>, String> {
    on_page_of_extensions(browser, || {
        let found = browser.script_later(&format!(
            "const done = arguments[arguments.length - 1]; \
             chrome.developerPrivate.getExtensionInfo('{}').then((info) => done( \
               [...info.manifestErrors, ...info.runtimeErrors, ...(info.installWarnings ?? []), ...(info.runtimeWarnings ?? [])] \
                 .map((one) => typeof one === 'string' ? one : `${{one.source ?? ''}} ${{one.message}}`)), (error) => done([String(error)]))",
            id(browser)
        ))?;
        Ok(found.as_array().into_iter().flatten().map(|one| one.as_str().unwrap_or_default().to_owned()).collect())
    })
}
