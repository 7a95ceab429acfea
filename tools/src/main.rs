//! What `./build.sh` does in Rust rather than in shell.
//!
//! - `tools manifest SOURCE BROWSER VERSION` prints one browser's manifest.
//! - `tools locales TEXTS FOLDER` writes the browser's `_locales` from the catalogue of texts.
//! - `tools spots SITES` prints the page script's list of what shows that there may be a request.
//! - `tools licences METADATA` prints the licences of the crates that are named to it, with their texts.
//! - `tools zip FOLDER FILE` packs a folder into the same bytes every time.

// The extension's own reading of its catalogue of texts.
#[path = "../../src/texts/catalogue.rs"]
mod catalogue;
#[path = "../../src/texts/key.rs"]
mod key;
mod licences;
mod locales;
mod manifest;
mod pack;
mod spots;

use std::{error::Error, fs, path::Path, process::ExitCode};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tools {}: {error}", words.join(" "));
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<(), Box<dyn Error>> {
    match *words {
        ["manifest", source, browser, version] => {
            let made = manifest::for_browser(&fs::read_to_string(source)?, browser, version)?;
            println!("{made}");
        }
        ["locales", texts, folder] => locales::write(Path::new(texts), Path::new(folder))?,
        ["spots", sites] => println!("{}", spots::of(Path::new(sites))?),
        ["licences", metadata] => {
            let crates = std::io::read_to_string(std::io::stdin())?;
            print!("{}", licences::of(&crates, &fs::read_to_string(metadata)?)?);
        }
        ["zip", folder, file] => fs::write(file, pack::zip(Path::new(folder))?)?,
        _ => {
            return Err(
                "expected `manifest SOURCE BROWSER VERSION`, `locales TEXTS FOLDER`, `spots SITES`, `licences METADATA` or `zip FOLDER FILE`"
                    .into(),
            );
        }
    }
    Ok(())
}
