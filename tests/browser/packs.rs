//! What the engine knows lies in files of its own: each language is read when it is first wanted, and a file that is
//! not of the same build is not read at all.

use std::fs;
use std::path::Path;

use serde_json::json;

use crate::driver::{Browser, Kind, Start};
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("a_language_is_read_when_it_is_first_wanted", a_language_is_read_when_it_is_first_wanted),
    ("files_of_another_build_are_refused", files_of_another_build_are_refused),
];

const SPANISH: &str = "Hola Sam, ¿podrías dedicarme media hora para hablar de tu trabajo? Muchas gracias.";
const FRENCH: &str =
    "Bonjour Sam, nous aidons les entreprises à payer moins d'énergie. Puis-je vous montrer une démo ?";
const ENGLISH: &str = "Hi Sam, could you refer me for the job?";
const UNREAD: &str = "Demur could not read its own file for this language";

/// What the popup says of a text, replies included.
fn judged(browser: &Browser, text: &str) -> Result<String, String> {
    browser.open_own("popup.html")?;
    browser.script(&format!(
        "const text = document.querySelector('#text'); text.value = {}; text.dispatchEvent(new Event('input')); \
         document.querySelector('#judge').click()",
        json!(text)
    ))?;
    browser.until_true("the advice", "return Boolean(document.querySelector('#result h2')?.textContent)")?;
    let said = browser.script("return document.querySelector('#result').textContent")?;
    Ok(said.as_str().unwrap_or_default().to_owned())
}

/// Risk: a language whose file is not there yet is answered in English.
fn a_language_is_read_when_it_is_first_wanted(stage: &Stage) -> Result<(), String> {
    stage.stop_worker()?;
    if judged(stage, ENGLISH)?.contains("Hola") {
        return Err("Spanish to an English request".to_owned());
    }
    let said = judged(stage, SPANISH)?;
    if !said.contains("Hola") || said.contains(UNREAD) {
        return Err(format!("no Spanish: {said}"));
    }
    // A worker that starts anew in the middle reads it again.
    stage.stop_worker()?;
    same("once more", &judged(stage, SPANISH)?, &said)
}

/// Risk: rules of one version are read by the program of another and make nonsense; or one broken file makes all of
/// Demur useless, without a word.
fn files_of_another_build_are_refused(stage: &Stage) -> Result<(), String> {
    let folder = std::env::temp_dir().join(format!("demur-packs-{}-{}", stage.kind.name(), std::process::id()));
    let done = mixed(stage, &folder);
    let _ = fs::remove_dir_all(&folder);
    done
}

fn mixed(stage: &Stage, folder: &Path) -> Result<(), String> {
    let start = Start { kind: stage.kind, proxy: stage.server.port, headless: true, dark: false };
    let text = |error: std::io::Error| error.to_string();
    copy(&stage.kind.extension(), folder).map_err(text)?;
    let pack = |language: &str| folder.join(format!("packs/{language}.bin"));
    change(&pack("es")).and_then(|()| fs::remove_file(pack("fr"))).map_err(text)?;
    let browser = Browser::start_with(&start, folder)?;
    browser.one_tab()?;
    for request in [SPANISH, FRENCH] {
        let said = judged(&browser, request)?;
        if !said.contains(UNREAD) || !said.contains("Hi") {
            return Err(format!("no word of it: {said}"));
        }
    }
    if judged(&browser, ENGLISH)?.contains(UNREAD) {
        return Err("English needs no other file".to_owned());
    }
    // Firefox has the files in an archive by now.
    if stage.kind == Kind::Firefox {
        return Ok(());
    }
    change(&pack("en")).map_err(text)?;
    for page in ["popup.html", "settings.html"] {
        browser.go(&format!("{}{page}", browser.extension))?;
        browser.until_true(
            "word of it",
            "return document.querySelector('[role=alert]')?.textContent.includes('packs/en.bin')",
        )?;
    }
    Ok(())
}

/// Gives a file the stamp of another build.
fn change(file: &Path) -> std::io::Result<()> {
    let mut bytes = fs::read(file)?;
    bytes[0] ^= 1;
    fs::write(file, bytes)
}

fn copy(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let place = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &place)?
        } else {
            fs::copy(entry.path(), place).map(|_| ())?
        }
    }
    Ok(())
}
