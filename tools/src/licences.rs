//! The licences of what is compiled into the engine, with their texts: what MIT and the like ask of whoever passes the
//! code on.

use std::{collections::BTreeMap, fs, path::Path};

use serde_json::Value;

/// Lists crates (`name vVERSION LICENCE`, one a line, as `cargo tree` gives them), then each text once, below the crates
/// that it belongs to. `metadata` is what `cargo metadata` says: where each crate's files are.
pub fn of(crates: &str, metadata: &str) -> Result<String, String> {
    let metadata: Value = serde_json::from_str(metadata).map_err(|error| error.to_string())?;
    let folder = |name: &str, version: &str| -> Option<&Path> {
        let mut all = metadata["packages"].as_array()?.iter();
        let found = all.find(|package| package["name"] == name && package["version"] == version)?;
        Path::new(found["manifest_path"].as_str()?).parent()
    };
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut said = String::new();
    for line in crates.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let mut words = line.split(' ');
        let name = words.next().unwrap_or_default();
        let version = words.next().unwrap_or_default().trim_start_matches('v');
        let folder = folder(name, version).ok_or_else(|| format!("cargo does not say where {name} {version} is"))?;
        let found = in_folder(folder)?;
        // Some crates forget theirs; that of Apache lies beside this list.
        if found.is_empty() && !line.contains("Apache-2.0") {
            return Err(format!("{}: no text of a licence", folder.display()));
        }
        for text in found {
            texts.entry(text).or_default().push(format!("{name} {version}"));
        }
        said += &format!("  {line}\n");
    }
    // In the order of the crates, not of the texts.
    let mut texts: Vec<_> = texts.into_iter().map(|(text, crates)| (crates, text)).collect();
    texts.sort();
    for (crates, text) in texts {
        said += &format!("\n---- {} ----\n\n{text}\n", crates.join(", "));
    }
    Ok(said)
}

/// The texts that are to be passed on: the shortest licence that the crate may be used under, and whatever stands
/// beside it for a part, such as Unicode's tables.
fn in_folder(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| is_text(name))
        .collect();
    names.sort();
    let short = names.iter().any(|name| name.to_uppercase().contains("MIT"));
    if short {
        names.retain(|name| ["MIT", "UNICODE", "NOTICE"].iter().any(|kept| name.to_uppercase().contains(kept)));
    }
    let read = |name: &String| fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"));
    let texts = names.iter().map(read).collect::<Result<Vec<_>, _>>()?;
    // Line ends and blanks at them differ between copies of one text.
    let plain = |text: String| text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned();
    Ok(texts.into_iter().map(plain).filter(|text| !text.is_empty()).collect())
}

fn is_text(name: &str) -> bool {
    let name = name.to_uppercase();
    ["LICENSE", "LICENCE", "COPYING", "UNLICENSE", "NOTICE"].iter().any(|begins| name.starts_with(begins))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stands_once_below_all_that_it_belongs_to_and_what_has_none_is_named() {
        let root = std::env::temp_dir().join(format!("demur-licences-{}", std::process::id()));
        let mut packages = Vec::new();
        for (name, text) in [("one", "May be used.  \r\n"), ("two", "May be used.\n"), ("three", "")] {
            let folder = root.join(name);
            fs::create_dir_all(&folder).expect("a folder");
            fs::write(folder.join("LICENSE-MIT"), text).expect("a file");
            fs::write(folder.join("LICENSE-APACHE"), "Long.").expect("a file");
            packages.push(
                serde_json::json!({ "name": name, "version": "1.0.0", "manifest_path": folder.join("Cargo.toml") }),
            );
        }
        let metadata = serde_json::json!({ "packages": packages }).to_string();
        let said = of("  one v1.0.0 MIT OR Apache-2.0\n  two v1.0.0 MIT\n", &metadata).expect("two licences");
        let list = "  one v1.0.0 MIT OR Apache-2.0\n  two v1.0.0 MIT\n";
        assert_eq!(said, format!("{list}\n---- one 1.0.0, two 1.0.0 ----\n\nMay be used.\n"));
        let lacking = of("three v1.0.0 MIT", &metadata).expect_err("an empty text");
        assert!(lacking.ends_with("no text of a licence"), "{lacking}");
        assert!(of("four v1.0.0 MIT", &metadata).is_err());
        fs::remove_dir_all(root).expect("the folder was made above");
    }
}
