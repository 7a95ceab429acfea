//! The browser's `_locales`, one folder a language, from the catalogue of texts.

use std::{fs, path::Path};

use serde_json::{Map, Value, json};

use crate::catalogue::{self, Catalogue};
use crate::key::key;

/// The key under which a file names its own language.
const LANGUAGE: &str = "_language";

/// Writes `_locales/<language>/messages.json` of every language.
pub fn write(texts: &Path, target: &Path) -> Result<(), String> {
    let catalogue = catalogue::load(texts)?;
    for language in catalogue::languages(&catalogue) {
        let folder = target.join(language);
        let file = folder.join("messages.json");
        fs::create_dir_all(&folder)
            .and_then(|()| fs::write(&file, messages(&catalogue, language).to_string()))
            .map_err(|error| format!("{}: {error}", file.display()))?;
    }
    Ok(())
}

/// The messages of one language. `$` means something to browsers, so each is doubled.
fn messages(catalogue: &Catalogue, language: &str) -> Value {
    let mut messages = Map::new();
    messages.insert(LANGUAGE.to_owned(), json!({ "message": language }));
    for (english, entry) in catalogue {
        let text = entry.get(language).unwrap_or(english).replace('$', "$$");
        messages.insert(key(english), json!({ "message": text }));
    }
    Value::Object(messages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_the_text_itself() {
        let source = "['$5 a year']\nes = '5 $ al año'\nfr = '5 $ par an'\nde = '5 $ im Jahr'\npt = '5 $ por ano'";
        let catalogue = catalogue::parse(source).expect("a sound catalogue");
        let text = |language| messages(&catalogue, language)[key("$5 a year")]["message"].clone();
        assert_eq!((text("en"), text("de")), (json!("$$5 a year"), json!("5 $$ im Jahr")));
        assert_eq!(messages(&catalogue, "fr")[LANGUAGE]["message"], "fr");
    }
}
