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

/// Fails with what a list of the manifest lacks, and what no adapter asks for.
#[track_caller]
fn alike(list: &str, found: &BTreeSet<String>, needed: &BTreeSet<String>) {
    let (lacks, idle): (Vec<_>, Vec<_>) = (needed.difference(found).collect(), found.difference(needed).collect());
    assert!(lacks.is_empty(), "extension/manifest.json: {list} lacks {lacks:?}, which an adapter in src/sites/ needs");
    assert!(idle.is_empty(), "extension/manifest.json: {list} has {idle:?}, which no adapter in src/sites/ needs");
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
    alike("content_scripts[0].matches", &words(&manifest["content_scripts"][0]["matches"]), &origins(true));
    alike("optional_host_permissions", &words(&manifest["optional_host_permissions"]), &origins(false));
    alike("host_permissions", &words(&manifest["host_permissions"]), &origins(true));
    assert_eq!(manifest["content_scripts"][0]["js"], serde_json::json!(FIRST_SCRIPT));
    let guard = &manifest["content_scripts"][1];
    assert_eq!(guard["js"], serde_json::json!([GUARD]));
    assert_eq!((&guard["run_at"], words(&guard["matches"])), (&serde_json::json!("document_start"), origins(true)));
    // The style is added by the worker, and only where something may be seen in the page.
    assert!(manifest["content_scripts"][0].get("css").is_none());
}

/// Every site has test pages with an answer sheet beside them, and no test page is nobody's.
#[test]
fn every_adapter_has_test_pages() {
    let pages = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/pages");
    for site in sites() {
        let sheet = site.hosts().any(|host| pages.join(host).join("answers.toml").is_file());
        let hosts: Vec<_> = site.hosts().collect();
        assert!(
            sheet,
            "{}: no answers.toml in tests/browser/pages/, in a folder named after one of {hosts:?}",
            site.id
        );
    }
    for folder in std::fs::read_dir(&pages).expect("the test pages").flatten() {
        let host = folder.file_name().to_string_lossy().into_owned();
        let sheet = folder.path().join("answers.toml").is_file();
        assert!(
            !sheet || by_host(&host).is_some(),
            "tests/browser/pages/{host}: no adapter in src/sites/ has this host"
        );
    }
}

fn document(name: &str) -> String {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).expect(name)
}

/// The rows of the table below a heading of the README.
fn rows<'t>(readme: &'t str, heading: &str) -> Vec<&'t str> {
    let section = readme.split("\n## ").find(|section| section.starts_with(heading)).expect(heading);
    section.lines().filter(|line| line.starts_with('|')).collect()
}

/// The tables in the README say of each site how old its facts are, and of each host why it is asked for.
#[test]
fn the_readme_dates_every_adapter() {
    let readme = document("README.md");
    for site in sites() {
        let (heading, begins) = ("Which sites it reads", format!("| {}", site.name));
        let row = rows(&readme, heading).into_iter().find(|row| row.starts_with(&begins));
        let row = row.unwrap_or_else(|| panic!("README.md, \"{heading}\": no row begins with \"{begins}\""));
        assert!(row.contains(&site.seen), "README.md, \"{heading}\": the row of {} lacks {}", site.name, site.seen);
        for host in site.hosts() {
            let known = rows(&readme, "Permissions").iter().any(|row| row.contains(host));
            assert!(known, "README.md, \"Permissions\": no row names {host}");
        }
    }
}

/// What people read before they install names every site.
#[test]
fn the_documents_name_every_site() {
    for file in ["docs/guide.md", "docs/store/listing.md"] {
        let text = document(file);
        for site in sites() {
            assert!(text.contains(&site.name), "{file}: {} is not among the sites", site.name);
        }
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
