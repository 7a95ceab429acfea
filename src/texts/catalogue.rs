//! The catalogue of texts: files of TOML, a table for each English text with its translations.
//!
//! ```toml
//! ["Your name"]
//! es = "Su nombre"
//! fr = "Votre nom"
//! de = "Ihr Name"
//! pt = "O seu nome"
//! ```

use std::collections::BTreeMap;
use std::path::Path;

/// The languages of the screen. English is what the others are looked up by.
pub const LANGUAGES: [&str; 5] = ["en", "es", "fr", "de", "pt"];

/// Every English text with its translations by language.
pub type Catalogue = BTreeMap<String, BTreeMap<String, String>>;

/// Reads a folder of files. The error says what is wrong, and where.
pub fn load(folder: &Path) -> Result<Catalogue, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let mut all = Catalogue::new();
    for file in files {
        let place = file.display();
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{place}: {error}"))?;
        for (english, entry) in parse(&text).map_err(|error| format!("{place}: {error}"))? {
            if all.contains_key(&english) {
                return Err(format!("{place}: \"{english}\" stands in another file as well"));
            }
            all.insert(english, entry);
        }
    }
    Ok(all)
}

/// Reads one file.
pub fn parse(text: &str) -> Result<Catalogue, String> {
    let catalogue: Catalogue = toml::from_str(text).map_err(|error| error.to_string())?;
    for (english, entry) in &catalogue {
        if let Some(odd) = entry.keys().find(|language| !LANGUAGES[1..].contains(&language.as_str())) {
            return Err(format!("\"{english}\": `{odd}` is not a language of the catalogue"));
        }
        for language in &LANGUAGES[1..] {
            let text = entry.get(*language).map(String::as_str).unwrap_or_default();
            if text.trim().is_empty() {
                return Err(format!("\"{english}\": {language} is missing"));
            }
            if slots(text) != slots(english) {
                return Err(format!("\"{english}\": {language} has other places for values"));
            }
        }
    }
    Ok(catalogue)
}

/// The `{name}` of a text, in the order of the alphabet: languages put them where they like.
fn slots(text: &str) -> Vec<&str> {
    let mut found: Vec<_> = text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
    found.sort_unstable();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn wrong(text: &str, expected: &str) {
        assert_eq!(parse(text).expect_err("a broken catalogue"), expected);
    }

    #[test]
    fn a_gap_a_slip_and_a_lost_value_are_named() {
        wrong("[Yes]\nes = 'Sí'\nfr = 'Oui'\nde = 'Ja'", "\"Yes\": pt is missing");
        wrong("[Yes]\nnl = 'Ja'", "\"Yes\": `nl` is not a language of the catalogue");
        let lost = "['{n} flags']\nes = '{n} avisos'\nfr = '{n} réserves'\nde = 'Bedenken'\npt = '{n}'";
        wrong(lost, "\"{n} flags\": de has other places for values");
    }
}
