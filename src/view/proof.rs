//! What Demur does and keeps at this moment, in numbers and words.

use super::data::bytes;
use super::panel::part;
use crate::packs::Pack;
use crate::protocol::{Part, Tag};
use crate::say;

/// What a page or the worker has loaded so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Loaded {
    /// Files of the package.
    pub own: usize,
    /// Anything from elsewhere.
    pub elsewhere: usize,
}

impl Loaded {
    /// Counts addresses: those that begin with `root` are the package's own.
    pub fn count(addresses: &[String], root: &str) -> Self {
        let own = addresses.iter().filter(|address| address.starts_with(root)).count();
        Self { own, elsewhere: addresses.len() - own }
    }
}

/// What stands in an open page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct InPage {
    /// Host of the page.
    pub host: String,
    /// Nodes that Demur has added to its document.
    pub nodes: u32,
    /// Stretches of text that are painted, which adds no node.
    pub marks: u32,
}

/// Everything that is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// Loaded by this page.
    pub page: Loaded,
    /// Loaded by the worker.
    pub worker: Loaded,
    /// Open pages in which Demur is.
    pub pages: Vec<InPage>,
    /// Sites that the browser lets Demur read.
    pub sites: Vec<String>,
    /// Bytes stored.
    pub stored: usize,
}

/// The numbers, each with what it counts.
pub fn numbers(facts: &Facts) -> Part {
    let nodes: u32 = facts.pages.iter().map(|page| page.nodes).sum();
    let tile = |number: String, name: &str, hint: &str| {
        part(Tag::Div, "tile").of([
            part(Tag::Dt, "").text(name),
            part(Tag::Dd, "number").text(&number),
            part(Tag::Dd, "hint").text(hint),
        ])
    };
    let elsewhere = facts.page.elsewhere + facts.worker.elsewhere;
    part(Tag::Dl, "tiles").of([
        tile(
            elsewhere.to_string(),
            say!("Requests to any server"),
            say!("By the browser’s own list of what this page and the worker have loaded. The package allows no connection to anywhere else."),
        ),
        tile(nodes.to_string(), say!("Nodes added to open pages"), &pages(facts)),
        tile(facts.sites.len().to_string(), say!("Sites that Demur may read"), &facts.sites.join(", ")),
        tile(bytes(facts.stored), say!("Stored in this browser"), say!("By kind below; nothing is stored elsewhere.")),
    ])
}

fn pages(facts: &Facts) -> String {
    if facts.pages.is_empty() {
        return say!("Demur is in no open page.").to_owned();
    }
    let page = |page: &InPage| {
        let (host, nodes, marks) = (&page.host, page.nodes, page.marks);
        say!("{host}: {nodes} in the page, {marks} painted", host = host, nodes = nodes, marks = marks)
    };
    facts.pages.iter().map(page).collect::<Vec<_>>().join("; ")
}

/// What the self-test came to.
pub fn tested(passed: usize, all: usize, milliseconds: u32) -> String {
    match passed == all {
        true => say!("All {all} came out as they should, in {time} ms.", all = all, time = milliseconds),
        false => say!("Only {passed} of {all} came out as they should.", passed = passed, all = all),
    }
}

/// The files that the engine is made of: the program, what starts it, and what it knows in each language.
pub fn engine() -> Vec<String> {
    let packs = Pack::ALL.into_iter().map(|pack| format!("packs/{}.bin", pack.code()));
    ["demur_bg.wasm", "demur.js", "engine.js"].map(str::to_owned).into_iter().chain(packs).collect()
}

/// Each file with its fingerprint; without one where it could not be read.
pub fn files(files: &[(String, Option<Vec<u8>>)]) -> Part {
    let lines = files.iter().map(|(name, hash)| {
        let hash = hash.as_deref().map_or_else(|| say!("cannot be read").to_owned(), grouped);
        part(Tag::Div, "print").of([part(Tag::Dt, "").text(name), part(Tag::Dd, "hash").text(&hash)])
    });
    part(Tag::Dl, "prints").of(lines)
}

/// A fingerprint in groups that a person can compare.
pub fn grouped(hash: &[u8]) -> String {
    let groups = hash.chunks(4).map(|group| group.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    groups.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_package_counts_as_own() {
        let addresses = ["chrome-extension://abc/demur.js", "https://example.org/x", "chrome-extension://abcd/y"];
        let loaded = Loaded::count(&addresses.map(str::to_owned), "chrome-extension://abc/");
        assert_eq!(loaded, Loaded { own: 1, elsewhere: 2 });
    }

    #[test]
    fn every_file_of_the_engine_has_its_fingerprint() {
        let named = engine();
        assert_eq!(named.iter().filter(|name| name.starts_with("packs/")).count(), Pack::ALL.len());
        assert!(named.iter().any(|name| name == "demur_bg.wasm"), "{named:?}");
        let drawn = files(&[("a.bin".to_owned(), Some(vec![1, 2, 3, 4, 5])), ("b.bin".to_owned(), None)]);
        let texts: Vec<&str> = drawn.parts.iter().flat_map(|file| &file.parts).map(|part| part.text.as_str()).collect();
        assert_eq!(texts, ["a.bin", "01020304 05", "b.bin", "cannot be read"]);
    }

    #[test]
    fn hashes_are_grouped() {
        assert_eq!(grouped(&[0, 1, 2, 255, 16]), "000102ff 10");
    }
}
