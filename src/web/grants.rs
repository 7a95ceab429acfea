//! Which sites the person has granted, and the page scripts that are registered for them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::JsFuture;

use super::error::Error;
use super::{chrome, from_js, to_js};
use crate::protocol::Command;
use crate::sites::schema::{Door, Site};
use crate::sites::{self, FIRST_SCRIPT, GUARD};

/// What `permissions` speaks of.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Origins {
    /// Match patterns of hosts.
    pub origins: Vec<String>,
}

/// Match patterns of the hosts that are granted.
pub async fn granted() -> Result<BTreeSet<String>, Error> {
    let all = chrome::permissions_all().await.map_err(Error::browser("permissions.getAll"))?;
    Ok(from_js::<Origins>(all)?.origins.into_iter().collect())
}

/// Names of the hosts that are granted, at installation or since.
pub async fn hosts() -> Result<Vec<String>, Error> {
    let host = |origin: &String| origin.split("://").last().unwrap_or(origin).trim_end_matches("/*").to_owned();
    Ok(granted().await?.iter().map(host).collect::<BTreeSet<_>>().into_iter().collect())
}

/// Whether every host of a door is open.
pub fn is_open(door: &Door, granted: &BTreeSet<String>) -> bool {
    door.origins().iter().all(|origin| granted.contains(origin))
}

/// Whether Demur may be on this host: it was granted at installation or since.
pub async fn allows(site: &Site, host: &str) -> bool {
    let door = site.doors.iter().find(|door| door.hosts.iter().any(|known| known == host));
    match door {
        Some(door) if !site.installed => granted().await.is_ok_and(|granted| is_open(door, &granted)),
        _ => true,
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Registration {
    id: String,
    matches: Vec<String>,
    js: Vec<String>,
    run_at: String,
    all_frames: bool,
}

#[derive(Debug, Serialize)]
struct Ids {
    ids: Vec<String>,
}

/// Registers page scripts for what is granted, takes back those for what is no longer, and starts new ones in the
/// tabs that are open.
pub async fn permitted() {
    // Whatever fails here is tried again at the next change and at the next start.
    let _ = settle().await;
}

async fn settle() -> Result<(), Error> {
    let granted = granted().await?;
    let known = chrome::registered_scripts().await.map_err(Error::browser("scripting.getRegisteredContentScripts"))?;
    let known: BTreeMap<String, Vec<String>> =
        from_js::<Vec<Registration>>(known)?.into_iter().map(|one| (one.id, one.js)).collect();
    let doors = sites::all().iter().filter(|site| !site.installed).flat_map(|site| &site.doors);
    let open: Vec<&Door> = doors.filter(|door| !door.hosts.is_empty() && is_open(door, &granted)).collect();
    let wanted: Vec<Registration> = open.iter().flat_map(|door| registrations(door)).collect();
    // What another version registered has gone, too.
    let is_current = |one: &Registration| known.get(&one.id) == Some(&one.js);
    let stays = |id: &String| wanted.iter().any(|one| &one.id == id && is_current(one));
    let ids: Vec<String> = known.keys().filter(|id| !stays(id)).cloned().collect();
    if !ids.is_empty() {
        let ids = to_js(&Ids { ids })?;
        chrome::unregister_scripts(&ids).await.map_err(Error::browser("scripting.unregisterContentScripts"))?;
    }
    let new: Vec<&Registration> = wanted.iter().filter(|one| !is_current(one)).collect();
    if !new.is_empty() {
        let refused = Error::browser("scripting.registerContentScripts");
        let promise = chrome::register_scripts(&to_js(&new)?).map_err(&refused)?;
        JsFuture::from(promise).await.map_err(refused)?;
    }
    for door in open.into_iter().filter(|door| new.iter().any(|one| one.id == door.hosts[0])) {
        start(door).await?;
    }
    Ok(())
}

/// What looks whether there may be a request, and what guards the page script from when a document begins.
fn registrations(door: &Door) -> [Registration; 2] {
    let one = |id: String, files: &[&str], run_at: &str| Registration {
        id,
        matches: door.origins(),
        js: files.iter().map(|&file| file.to_owned()).collect(),
        run_at: run_at.to_owned(),
        all_frames: true,
    };
    let host = &door.hosts[0];
    [one(host.clone(), &FIRST_SCRIPT, "document_idle"), one(format!("{host}/guard"), &[GUARD], "document_start")]
}

/// After an update: tabs that were open before get the new script. Firefox does so by itself.
pub async fn renew() {
    if chrome::url("").starts_with("moz-") {
        return;
    }
    let Ok(granted) = granted().await else { return };
    let doors = sites::all().iter().flat_map(|site| &site.doors);
    for door in doors.filter(|door| !door.hosts.is_empty() && is_open(door, &granted)) {
        let _ = start(door).await;
    }
}

#[derive(Debug, Serialize)]
struct At {
    url: Vec<String>,
    status: &'static str,
}

#[derive(Debug, Deserialize)]
struct Tab {
    id: Option<f64>,
}

#[derive(Debug, Serialize)]
struct Injection<'a> {
    target: Target,
    files: &'a [&'a str],
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Target {
    tab_id: f64,
    all_frames: bool,
}

/// Tabs that are open already get the script now, unless it is there from before.
async fn start(door: &Door) -> Result<(), Error> {
    // A page that is still on its way gets the script by itself.
    let at = to_js(&At { url: door.origins(), status: "complete" })?;
    let tabs = chrome::tabs_query(&at).await.map_err(Error::browser("tabs.query"))?;
    let ping = to_js(&Command::Ping)?;
    for tab_id in from_js::<Vec<Tab>>(tabs)?.into_iter().filter_map(|tab| tab.id) {
        if chrome::tell_tab(tab_id, &ping).await.is_ok() {
            let _ = chrome::tell_tab(tab_id, &to_js(&Command::Refresh)?).await;
            continue;
        }
        let target = Target { tab_id, all_frames: true };
        // A tab may be gone, asleep or an error page.
        let _ = chrome::run_in_tab(&to_js(&Injection { target, files: &FIRST_SCRIPT })?).await;
    }
    Ok(())
}
