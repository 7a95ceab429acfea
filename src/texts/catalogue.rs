//! The catalogue of texts: files of TOML, a table for each English text with its translations.
//!
//! ```toml
//! ["Your name"]
//! es = "Su nombre"
//! fr = "Votre nom"
//! de = "Ihr Name"
//! pt = "O seu nome"
//! ```

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

/// Every English text with its translations by language.
pub type Catalogue = BTreeMap<String, BTreeMap<String, String>>;

/// The languages of the screen: English, which the others are looked up by, and those that any text is in.
pub fn languages(catalogue: &Catalogue) -> BTreeSet<&str> {
    let others = catalogue.values().flat_map(BTreeMap::keys);
    others.map(String::as_str).chain(["en"]).collect()
}

/// Reads a folder of files. The error says what is wrong, and where.
pub fn load(folder: &Path) -> Result<Catalogue, String> {
    let entries = std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    let (mut all, mut places) = (Catalogue::new(), BTreeMap::new());
    for file in files {
        let place = file.display().to_string();
        let text = std::fs::read_to_string(&file).map_err(|error| format!("{place}: {error}"))?;
        for (english, entry) in parse(&text).map_err(|error| format!("{place}: {error}"))? {
            if let Some(other) = places.insert(english.clone(), place.clone()) {
                return Err(format!("{place}: \"{english}\" stands in {other} as well"));
            }
            all.insert(english, entry);
        }
    }
    match gaps(&all, &places) {
        gaps if gaps.is_empty() => Ok(all),
        gaps => Err(gaps),
    }
}

/// Most gaps that are named one by one.
const NAMED: usize = 20;

/// What is not said in a language in which something else is, by file and text.
fn gaps(catalogue: &Catalogue, places: &BTreeMap<String, String>) -> String {
    let mut said = String::new();
    let place = |english: &str| places.get(english).map(String::as_str).unwrap_or_default();
    for language in languages(catalogue).into_iter().filter(|language| *language != "en") {
        let (has, mut lacks): (Vec<_>, Vec<_>) = catalogue.iter().partition(|(_, entry)| entry.contains_key(language));
        if lacks.is_empty() {
            continue;
        }
        let first = has.first().map(|(english, _)| english.as_str()).unwrap_or_default();
        let (count, at) = (lacks.len(), place(first));
        let _ = writeln!(
            said,
            "`{language}` stands at \"{first}\" in {at}, and is missing at {count} of {}:",
            catalogue.len()
        );
        lacks.sort_by_key(|(english, _)| place(english));
        for (english, _) in lacks.iter().take(NAMED) {
            let _ = writeln!(said, "{}: \"{english}\"", place(english));
        }
        if lacks.len() > NAMED {
            let _ = writeln!(said, "and {} more", lacks.len() - NAMED);
        }
    }
    said
}

/// Reads one file.
pub fn parse(text: &str) -> Result<Catalogue, String> {
    let catalogue: Catalogue = toml::from_str(text).map_err(|error| error.to_string())?;
    for (english, entry) in &catalogue {
        for (language, text) in entry {
            if language == "en" || language.len() != 2 || !language.bytes().all(|letter| letter.is_ascii_lowercase()) {
                return Err(format!("\"{english}\": `{language}` is not the code of a language, such as `de`"));
            }
            if text.trim().is_empty() {
                return Err(format!("\"{english}\": {language} is empty"));
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
    fn a_slip_and_a_lost_value_are_named() {
        wrong("[Yes]\nes = 'Sí'\nfr = ''", "\"Yes\": fr is empty");
        wrong("[Yes]\ndutch = 'Ja'", "\"Yes\": `dutch` is not the code of a language, such as `de`");
        wrong("['{n} flags']\nde = 'Bedenken'", "\"{n} flags\": de has other places for values");
    }

    #[test]
    fn a_language_that_is_there_in_part_is_told_by_its_gaps() {
        let catalogue = parse("[Yes]\nde = 'Ja'\nnl = 'Ja'\n[No]\nde = 'Nein'").expect("sound entries");
        let places = catalogue.keys().map(|english| (english.clone(), "a.toml".to_owned())).collect();
        let expected = "`nl` stands at \"Yes\" in a.toml, and is missing at 1 of 2:\na.toml: \"No\"\n";
        assert_eq!(gaps(&catalogue, &places), expected);
    }
}
