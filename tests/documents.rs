//! What the documents say is there is there: files that they lead to, and permissions that they explain.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Every document of the tree, with its text.
fn documents() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for folder in [".", "docs", "docs/store", "tests/cases"] {
        let files = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
        for file in files.filter(|file| file.extension().is_some_and(|extension| extension == "md")) {
            let text = fs::read_to_string(&file).expect("a document");
            found.push((file, text));
        }
    }
    assert!(found.len() > 8, "the documents are no longer found");
    found
}

/// What links lead to.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link)
}

/// What stands in the type of code.
fn code(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2))
}

#[test]
fn what_documents_lead_to_is_there() {
    let mut lost = String::new();
    for (file, text) in documents() {
        let beside = file.parent().unwrap_or(Path::new("."));
        let links = links(&text).filter(|link| !link.starts_with("http") && !link.starts_with('#'));
        let links = links.map(|link| beside.join(link.split('#').next().unwrap_or(link)));
        let folders = ["src/", "tests/", "docs/", "fuzz/", "extension/", "tools/", "benches/", "examples/"];
        let plain = |path: &&str| !path.contains(['<', '*', ' ', '…']);
        let paths = code(&text).filter(|path| folders.iter().any(|folder| path.starts_with(folder)));
        for path in links.chain(paths.filter(plain).map(PathBuf::from)) {
            if !path.exists() {
                lost += &format!("{}: {} is not there\n", file.display(), path.display());
            }
        }
    }
    assert!(lost.is_empty(), "\n{lost}");
}

/// The names in the first column of the table below a heading.
fn first_column(text: &str, heading: &str) -> BTreeSet<String> {
    let section = text.split("\n## ").find(|section| section.starts_with(heading)).expect(heading);
    let rows = section.lines().filter_map(|line| line.strip_prefix("| ")?.split('|').next());
    rows.flat_map(code).map(str::to_owned).collect()
}

/// Risk: a permission is asked for that nobody is told of, or one is explained that is not asked for.
#[test]
fn every_permission_is_explained_and_no_other() {
    let read = |file: &str| fs::read_to_string(file).expect(file);
    let manifest: serde_json::Value = serde_json::from_str(&read("extension/manifest.json")).expect("JSON");
    let list = |key: &str| manifest[key].as_array().into_iter().flatten().filter_map(|word| word.as_str());
    let asked: BTreeSet<_> =
        list("permissions").map(|name| name.split_once(':').map_or(name, |(_, name)| name).to_owned()).collect();
    let granted: BTreeSet<_> = list("host_permissions").map(str::to_owned).collect();
    let host = |origin: &str| origin.trim_start_matches("https://").trim_end_matches("/*").to_owned();
    let optional: BTreeSet<_> = list("optional_host_permissions").map(host).collect();

    let readme = first_column(&read("README.md"), "Permissions");
    assert_eq!(readme, asked.iter().chain(&granted).chain(&optional).cloned().collect(), "README.md");
    let listing = first_column(&read("docs/store/listing.md"), "Why each permission");
    assert_eq!(listing, asked.iter().cloned().chain(granted.iter().map(|origin| host(origin))).collect(), "listing.md");
}
