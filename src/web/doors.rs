//! Switching sites on and off: the list in the settings, and the offer in the popup for the site that is open.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{HtmlElement, HtmlInputElement};

use super::draw::{by_id, document, on, pressed, shown};
use super::error::Error;
use super::grants::{Origins, granted, is_open};
use super::{chrome, to_js};
use crate::say;
use crate::sites;
use crate::sites::schema::{Door, Site};
use crate::web::spawn_local;

/// Fills the settings' list of sites.
pub async fn list() -> Result<(), Error> {
    let list: HtmlElement = by_id("doors")?;
    let granted = granted().await?;
    list.set_text_content(None);
    for site in sites::all() {
        for door in &site.doors {
            list.append_child(row(site, door, site.installed || is_open(door, &granted))?.as_ref())
                .map_err(Error::browser("an element"))?;
        }
    }
    Ok(())
}

/// One switch: the browser asks the person, and what it says then is what the switch shows.
fn row(site: &'static Site, door: &'static Door, open: bool) -> Result<web_sys::Element, Error> {
    let refused = Error::browser("an element");
    let make = |tag: &str| document()?.create_element(tag).map_err(&refused);
    let label = make("label")?;
    label.set_class_name("switch site");
    let input: HtmlInputElement = make("input")?.dyn_into().map_err(|_| Error::Missing("a switch"))?;
    input.set_type("checkbox");
    input.set_attribute("role", "switch").map_err(&refused)?;
    input.set_checked(open);
    input.set_disabled(site.installed);
    let words = make("span")?;
    let name = make("strong")?;
    name.set_text_content(Some(&door.name));
    let hint = make("span")?;
    hint.set_class_name("hint");
    let hosts = door.hosts.join(", ");
    hint.set_text_content(Some(&if site.installed {
        say!("{hosts}, granted at installation", hosts = hosts)
    } else {
        hosts
    }));
    words.append_with_node_2(&name, &hint).map_err(&refused)?;
    label.append_with_node_2(&input, &words).map_err(&refused)?;
    on(&input, "change", move |event| asked(door, event));
    Ok(label)
}

/// The person has pressed the switch of a door: it shows what comes of it.
fn asked(door: &'static Door, event: &web_sys::Event) {
    let Some(input) = pressed::<HtmlInputElement>(event) else { return };
    let wanted = input.checked();
    turn(door, wanted, move |open| input.set_checked(open));
}

/// Asks for a door or gives it back, and tells whether it is open then. To be called in the person's own event.
fn turn(door: &'static Door, on: bool, then: impl FnOnce(bool) + 'static) {
    let Ok(origins) = to_js(&Origins { origins: door.origins() }) else { return };
    let asked = on.then(|| chrome::permissions_request(&origins));
    spawn_local(async move {
        match asked {
            Some(Ok(promise)) => drop(JsFuture::from(promise).await),
            Some(Err(_)) => {}
            None => drop(chrome::permissions_remove(&origins).await),
        }
        then(granted().await.is_ok_and(|granted| is_open(door, &granted)));
    });
}

/// In the popup: the switch of the site that is open where it is one that has to be granted.
pub async fn offer(url: &str) -> Result<(), Error> {
    let host =
        url.strip_prefix("https://").and_then(|rest| rest.split(['/', '?', '#', ':']).next()).unwrap_or_default();
    let Some(site) = sites::by_host(host).filter(|site| !site.installed) else { return Ok(()) };
    let Some(door) = site.doors.iter().find(|door| door.hosts.iter().any(|known| known == host)) else {
        return Ok(());
    };
    let open = is_open(door, &granted().await?);
    let label: HtmlElement = by_id("site-label")?;
    let name: HtmlElement = by_id("site-name")?;
    let input: HtmlInputElement = by_id("site-on")?;
    name.set_text_content(Some(&say!("On for {site}", site = door.name)));
    input.set_checked(open);
    shown(&label, true);
    if !open {
        let nothing: HtmlElement = by_id("nothing")?;
        nothing.set_text_content(Some(&say!(
            "Demur may not read {site}. Switch it on and your browser asks you whether it may.",
            site = door.name
        )));
        shown(&nothing, true);
    }
    on(&input, "change", move |event| asked(door, event));
    Ok(())
}
