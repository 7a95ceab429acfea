use std::collections::BTreeSet;
use std::path::Path;

use super::*;

/// Every adapter with hosts of its own.
fn sites() -> impl Iterator<Item = &'static Site> {
    all().iter().filter(|site| site.id != "any")
}

#[test]
fn every_adapter_is_complete() {
    for site in sites() {
        assert!(!site.name.is_empty() && !site.seen.is_empty(), "{}", site.id);
        assert!(!site.doors.is_empty() && site.doors.iter().all(|door| !door.name.is_empty()), "{}", site.id);
        for place in &site.places {
            let at = format!("{}/{}", site.id, place.id);
            assert!(["invitation", "message", "email"].contains(&place.channel.as_str()), "{at}: {}", place.channel);
            assert!(!place.items.is_empty() || !place.anchors.is_empty(), "{at}: nothing finds a request");
            let named = place.fields.contains_key("name")
                || place.messages.as_ref().is_some_and(|messages| messages.fields.contains_key("name"));
            assert!(named, "{at}: no name");
            for anchor in &place.anchors {
                assert!(!place.around.is_empty(), "{at}: {anchor:?} has nothing around it");
            }
        }
    }
}

/// One renamed class must not blind an adapter: each thing is found in a second way that names no class.
#[test]
fn nothing_hangs_on_a_class_alone() {
    let by_class = |css: &str| css.split(',').all(|way| way.contains('.') && !way.contains('['));
    for site in sites() {
        for place in &site.places {
            let at = format!("{}/{}", site.id, place.id);
            let anchored = place.anchors.iter().any(|anchor| !by_class(&anchor.css) || anchor.css.is_empty());
            assert!(anchored || place.items.iter().any(|css| !by_class(css)), "{at}: requests are found by class only");
            for takes in place.fields.get("name").into_iter().chain([&place.body]) {
                let steady = takes.is_empty() || takes.iter().any(|take| !by_class(&take.css));
                assert!(steady, "{at}: {takes:?} hangs on classes");
            }
            let fields = &place.composer.fields;
            assert!(
                fields.is_empty() || fields.iter().any(|pick| !by_class(&pick.css)),
                "{at}: the composer hangs on a class"
            );
        }
    }
}

#[test]
fn a_site_is_found_by_its_host() {
    assert_eq!(by_host("www.linkedin.com").map(|site| site.id.as_str()), Some("linkedin"));
    assert_eq!(by_host("linkedin.example"), None);
    let hosts: Vec<_> = all().iter().flat_map(Site::hosts).collect();
    assert_eq!(hosts.iter().collect::<BTreeSet<_>>().len(), hosts.len(), "a host has two adapters");
}

fn manifest() -> serde_json::Value {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("extension/manifest.json");
    serde_json::from_str(&std::fs::read_to_string(file).expect("the manifest")).expect("JSON")
}

fn words(list: &serde_json::Value) -> BTreeSet<String> {
    list.as_array().into_iter().flatten().filter_map(|word| word.as_str().map(str::to_owned)).collect()
}

/// At install only what is marked so; all else is optional, and nothing is optional that has no adapter.
#[test]
fn the_manifest_asks_for_what_the_adapters_need() {
    let manifest = manifest();
    let origins = |installed: bool| -> BTreeSet<String> {
        sites()
            .filter(|site| site.installed == installed)
            .flat_map(|site| &site.doors)
            .flat_map(Door::origins)
            .collect()
    };
    assert_eq!(words(&manifest["content_scripts"][0]["matches"]), origins(true));
    assert_eq!(words(&manifest["optional_host_permissions"]), origins(false));
    assert_eq!(words(&manifest["host_permissions"]), origins(true));
    assert_eq!(manifest["content_scripts"][0]["js"], serde_json::json!(FIRST_SCRIPT));
    let guard = &manifest["content_scripts"][1];
    assert_eq!(guard["js"], serde_json::json!([GUARD]));
    assert_eq!((&guard["run_at"], words(&guard["matches"])), (&serde_json::json!("document_start"), origins(true)));
    // The style is added by the worker, and only where something may be seen in the page.
    assert!(manifest["content_scripts"][0].get("css").is_none());
}

/// Every address of the test pages has an answer sheet beside it.
#[test]
fn every_adapter_has_test_pages() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/pages");
    for site in sites() {
        let sheet = site.hosts().any(|host| pages.join(host).join("answers.toml").is_file());
        assert!(sheet, "{}: no answer sheet in tests/browser/pages", site.id);
    }
}

/// The table in the README says of each site how old its facts are.
#[test]
fn the_readme_dates_every_adapter() {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("the README");
    for site in sites() {
        let row =
            readme.lines().find(|line| line.starts_with(&format!("| {}", site.name)) && line.contains(&site.seen));
        assert!(row.is_some(), "{}: no row with {}", site.name, site.seen);
    }
}

/// All scripts of a page share one scope: a name that two of them define is one of them broken.
#[test]
fn page_scripts_define_no_name_twice() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("extension");
    let mut known = std::collections::BTreeMap::new();
    // What the build makes is not there to be read.
    for script in FIRST_SCRIPT.into_iter().skip(1).chain(PAGE_SCRIPT) {
        let text = std::fs::read_to_string(folder.join(script)).expect("a script of the manifest");
        for line in text.lines() {
            let Some(name) = defined(line) else { continue };
            let before = known.insert(name.to_owned(), script);
            assert_eq!(before, None, "{script} defines `{name}` again");
        }
        assert!(text.lines().count() <= 300, "{script} has outgrown its size");
    }
    assert!(known.len() > 50, "definitions are no longer recognised: {known:?}");
}

/// The name that a line at the top level defines.
fn defined(line: &str) -> Option<&str> {
    let line = line.strip_prefix("async ").unwrap_or(line);
    let rest = ["function* ", "function ", "const ", "let ", "class ", "var "]
        .iter()
        .find_map(|word| line.strip_prefix(word))?;
    rest.split(|c: char| !c.is_alphanumeric() && c != '_' && c != '$').next().filter(|name| !name.is_empty())
}
