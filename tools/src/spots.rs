//! The first look of the page script at each site, from the adapters: `content/spots.js`.

use std::{fs, path::Path};

use serde_json::{Map, json};
use toml::{Table, Value};

/// The script: by host name, the addresses and the selectors that show that there may be a request, and the hosts of
/// shadow roots in which to look as well.
pub fn of(sites: &Path) -> Result<String, String> {
    let mut spots = Map::new();
    let mut files: Vec<_> = fs::read_dir(sites)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>())
        .map_err(|error| format!("{}: {error}", sites.display()))?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    for file in files {
        let site: Table = fs::read_to_string(&file)
            .map_err(|error| error.to_string())
            .and_then(|text| text.parse().map_err(|error| format!("{error}")))
            .map_err(|error| format!("{}: {error}", file.display()))?;
        let none = Value::Table(Table::new());
        let first = site.get("first").unwrap_or(&none);
        let expected = tables(site.get("places")).flat_map(|place| strings(place.get("expected")));
        let spot = json!({
            "paths": strings(first.get("paths")).chain(expected).collect::<Vec<_>>().join("|"),
            "css": strings(first.get("css")).collect::<Vec<_>>(),
            "labels": labels(first),
            "shadow": strings(site.get("shadow")).collect::<Vec<_>>(),
        });
        for host in tables(site.get("doors")).flat_map(|door| strings(door.get("hosts"))) {
            spots.insert(host.to_owned(), spot.clone());
        }
    }
    Ok(format!("const SPOTS = {};", json!(spots)))
}

/// By language, a selector of what has one of the pieces in its label.
fn labels(first: &Value) -> Map<String, serde_json::Value> {
    let selector = |pieces: &Value| -> String {
        strings(Some(pieces)).map(|piece| format!("[aria-label*='{piece}']")).collect::<Vec<_>>().join(", ")
    };
    let labels = first.get("labels").and_then(Value::as_table).into_iter().flatten();
    labels.map(|(language, pieces)| (language.clone(), json!(selector(pieces)))).collect()
}

fn tables(value: Option<&Value>) -> impl Iterator<Item = &Table> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

fn strings(value: Option<&Value>) -> impl Iterator<Item = &str> {
    value.and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_site_shows_itself_at_first_sight() {
        let script = of(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/sites")).unwrap();
        let spots: serde_json::Value =
            serde_json::from_str(script.trim_start_matches("const SPOTS = ").trim_end_matches(';')).unwrap();
        for (host, spot) in spots.as_object().unwrap() {
            assert!(!spot["css"].as_array().unwrap().is_empty(), "{host} has no selectors under [first]");
            assert!(spot["paths"].as_str().unwrap().contains('^'), "{host} expects requests nowhere");
            // The first script compares them letter by letter, upper and lower case alike.
            assert!(spot["paths"].as_str().unwrap().is_ascii(), "{host} has an address in other letters");
        }
        assert_eq!(spots["www.linkedin.com"]["labels"]["de"], json!("[aria-label*='nnehm']"));
        assert_eq!(spots["www.linkedin.com"]["shadow"], json!(["#interop-outlet"]));
    }
}
