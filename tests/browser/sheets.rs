//! Answer sheets: what is to be read on the pages of a host, in `pages/HOST/answers.toml`. Whoever adds a folder with
//! a sheet has it tried, and needs no line of Rust.

use std::path::{Path, PathBuf};

use demur::sites::schema::Site;
use serde::Deserialize;

/// What is to be read on the pages of a host.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// The host, which is the folder's name.
    #[serde(skip)]
    pub host: String,
    /// Other hosts of the site that are switched on by themselves and serve the same pages.
    #[serde(default)]
    pub also: Vec<String>,
    /// Page by page.
    pub page: Vec<Page>,
}

/// Addresses that show the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// Paths on the host.
    pub addresses: Vec<String>,
    /// Whether a reply can be put into a message box there.
    #[serde(default)]
    pub replies: bool,
    /// Requests in the page's order.
    pub requests: Vec<Answer>,
}

/// What is to be read of one request; what is not said is not shown.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Answer {
    /// Who writes.
    pub sender: String,
    /// The line below the name.
    pub headline: String,
    /// The degree of the connection, as a digit.
    pub degree: String,
    /// Mutual connections, as the page says it.
    pub mutual: String,
    /// How old the request is, as the page says it.
    pub age: String,
    /// How the message begins.
    pub starts: String,
    /// How the message ends.
    pub ends: String,
}

/// Where the test pages stand.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/pages")
}

/// Every sheet, in the order of the hosts' names.
pub fn all() -> Result<Vec<Sheet>, String> {
    let entries = std::fs::read_dir(folder()).map_err(|error| format!("{}: {error}", folder().display()))?;
    let folders = entries.flatten().filter(|entry| entry.path().join("answers.toml").is_file());
    let mut hosts: Vec<String> = folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    hosts.sort();
    hosts.iter().map(|host| of(host)).collect()
}

/// The sheet of one host. The error names the file, and what is wrong where.
pub fn of(host: &str) -> Result<Sheet, String> {
    let file = format!("tests/browser/pages/{host}/answers.toml");
    let text = std::fs::read_to_string(folder().join(host).join("answers.toml"));
    let text = text.map_err(|error| format!("{file}: {error}"))?;
    let mut sheet: Sheet = toml::from_str(&text).map_err(|error| format!("{file}: {error}"))?;
    sheet.host = host.to_owned();
    for host in sheet.hosts() {
        site(host).map_err(|error| format!("{file}: {error}"))?;
    }
    if !sheet.page.iter().any(|page| !page.requests.is_empty() && !page.addresses.is_empty()) {
        return Err(format!("{file}: no page has a request"));
    }
    Ok(sheet)
}

/// The adapter of a host.
pub fn site(host: &str) -> Result<&'static Site, String> {
    demur::sites::by_host(host).ok_or_else(|| format!("no adapter in src/sites/ has a door with the host {host}"))
}

impl Sheet {
    /// The host itself and those that serve the same.
    pub fn hosts(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.host).chain(&self.also).map(String::as_str)
    }
}
