//! Sites where requests arrive, as data: one TOML file each, packed at build time.

pub mod reading;
pub mod schema;

use std::sync::LazyLock;

use schema::{Door, Place, Site};

use crate::packs::{self, Part};

/// Files that every page of a site is given, in the order of the manifest: they look whether there may be a request.
pub const FIRST_SCRIPT: [&str; 2] = ["content/spots.js", "content/first.js"];
/// The file that runs when a document begins, before any script of the page, and once more with the others.
pub const GUARD: &str = "content/guard.js";
/// Files of the page script, in order, which a page is given when there may be one, or when somebody asks.
pub const PAGE_SCRIPT: [&str; 19] = [
    GUARD,
    "content/text.js",
    "content/find.js",
    "content/read.js",
    "content/paint.js",
    "content/caret.js",
    "content/write.js",
    "content/compose.js",
    "content/place.js",
    "content/layer.js",
    "content/ledger.js",
    "content/edits.js",
    "content/reply.js",
    "content/items.js",
    "content/check.js",
    "content/keys.js",
    "content/tell.js",
    "content/heir.js",
    "content/watch.js",
];
/// The page script's style.
pub const PAGE_STYLE: [&str; 1] = ["content/paint.css"];

/// Every adapter, by name.
pub fn all() -> &'static [Site] {
    static SITES: LazyLock<Vec<Site>> = LazyLock::new(|| packs::shared(Part::Sites));
    &SITES
}

/// The site that is served from this host name.
pub fn by_host(host: &str) -> Option<&'static Site> {
    all().iter().find(|site| site.hosts().any(|known| known == host))
}

/// A place by the ids of its site and itself.
pub fn place(site: &str, place: &str) -> Option<&'static Place> {
    all().iter().find(|known| known.id == site)?.places.iter().find(|known| known.id == place)
}

/// The most UTF-16 units that a message on this site may have; `None` where the site sets no limit.
pub fn message_limit(site: &str) -> Option<usize> {
    let places = &all().iter().find(|known| known.id == site)?.places;
    let least = places.iter().map(|place| place.composer.limit).filter(|limit| *limit > 0).min()?;
    usize::try_from(least).ok()
}

impl Site {
    /// Every host name, door by door.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        self.doors.iter().flat_map(|door| &door.hosts).map(String::as_str)
    }
}

impl Door {
    /// What the browser is asked for: the pages of these hosts.
    pub fn origins(&self) -> Vec<String> {
        self.hosts.iter().map(|host| format!("https://{host}/*")).collect()
    }
}

#[cfg(test)]
mod tests;
