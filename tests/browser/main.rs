//! The built extension in real Chromium and real Firefox, on pages written after what the sites serve.
//! Each journey guards against a risk that no smaller test can see; all wait for conditions, none for time.

mod access;
mod anywhere;
mod comings;
mod discreet;
mod driver;
mod editing;
mod extension;
mod faults;
mod hostile;
mod invitations;
mod messages;
mod network;
mod own;
mod packs;
mod people;
mod placing;
mod presence;
mod private;
mod reading;
mod record;
mod renaming;
mod replying;
mod rules;
mod senses;
mod sheets;
mod sites;
mod unseen;

use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use driver::{Browser, Kind, Start, server::Server};
use libtest_mimic::{Arguments, Failed, Trial};

/// One journey: its name and what is done.
type Journey = (&'static str, fn(&Stage) -> Result<(), String>);
/// The same where data files say what is done.
type Way = Arc<dyn Fn(&Stage) -> Result<(), String> + Send + Sync>;

/// What a journey is given: a browser with the extension, and the server behind every address.
pub struct Stage<'a> {
    /// The browser.
    pub browser: &'a Browser,
    /// What answers for every address.
    pub server: &'a Server,
}

impl std::ops::Deref for Stage<'_> {
    type Target = Browser;

    fn deref(&self) -> &Browser {
        self.browser
    }
}

/// A browser that all journeys of its kind share, started by the first of them.
#[derive(Default)]
struct Shared(Mutex<Option<Browser>>);

impl Shared {
    fn journey(&self, kind: Kind, server: &Server, name: &str, go: &Way) -> Result<(), Failed> {
        let mut slot = self.0.lock().map_err(|_| "an earlier journey broke down")?;
        if slot.is_none() {
            *slot = Some(Browser::start(&Start { kind, proxy: server.port, headless: true, dark: false })?);
        }
        let browser = slot.as_ref().ok_or("no browser")?;
        let result = prepare(browser).and_then(|()| go(&Stage { browser, server }));
        result.map_err(|reason| {
            let file = format!("target/browser/{}-{name}.png", kind.name());
            let picture = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
            let _ = browser.picture(&picture);
            Failed::from(format!("{reason}\n(picture: {})", picture.display()))
        })
    }
}

/// Each journey starts with what a person has after the first run, in one window of a known size.
fn prepare(browser: &Browser) -> Result<(), String> {
    browser.one_tab()?;
    browser.size(1280, 900)?;
    browser.open_own("popup.html")?;
    browser.script_later(
        "const done = arguments[arguments.length - 1]; \
         Promise.all([chrome.storage.sync.clear(), chrome.storage.local.clear()]).then(() => chrome.storage.local.set({ choices: { show: 'page', off: [] } })).then(() => done(true))",
    )?;
    browser.heard()
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let server = match Server::start(&sheets::folder()) {
        Ok(server) => Arc::new(server),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let visits = match sites::visits() {
        Ok(visits) => visits,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let journeys = [
        access::JOURNEYS,
        anywhere::JOURNEYS,
        comings::JOURNEYS,
        discreet::JOURNEYS,
        editing::JOURNEYS,
        extension::JOURNEYS,
        faults::JOURNEYS,
        hostile::JOURNEYS,
        invitations::JOURNEYS,
        messages::JOURNEYS,
        network::JOURNEYS,
        own::JOURNEYS,
        packs::JOURNEYS,
        people::JOURNEYS,
        placing::JOURNEYS,
        presence::JOURNEYS,
        private::JOURNEYS,
        reading::JOURNEYS,
        record::JOURNEYS,
        renaming::JOURNEYS,
        replying::JOURNEYS,
        rules::JOURNEYS,
        senses::JOURNEYS,
        sites::JOURNEYS,
        unseen::JOURNEYS,
    ]
    .concat();
    let mut ways: Vec<(String, Way)> = Vec::new();
    ways.extend(journeys.into_iter().map(|(name, go)| (name.to_owned(), Arc::new(go) as Way)));
    ways.extend(visits.into_iter().map(|visit| (visit.name(), Arc::new(move |stage: &Stage| visit.go(stage)) as Way)));
    let shared = [(Kind::Chromium, Arc::new(Shared::default())), (Kind::Firefox, Arc::new(Shared::default()))];
    let mut trials = Vec::new();
    for (name, go) in ways {
        for (kind, browser) in &shared {
            let (kind, browser, server) = (*kind, browser.clone(), server.clone());
            let (name, go) = (name.clone(), go.clone());
            trials.push(Trial::test(format!("{}::{name}", kind.name()), move || {
                browser.journey(kind, &server, &name, &go)
            }));
        }
    }
    let conclusion = libtest_mimic::run(&arguments, trials);
    for (_, browser) in &shared {
        if let Ok(mut slot) = browser.0.lock() {
            drop(slot.take());
        }
    }
    if conclusion.has_failed() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Fails with what was found where something else was expected.
#[track_caller]
pub fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, expected: &T) -> Result<(), String> {
    if found == expected {
        return Ok(());
    }
    let place = std::panic::Location::caller();
    Err(format!("{}:{}: {what}:\n  found    {found:?}\n  expected {expected:?}", place.file(), place.line()))
}
