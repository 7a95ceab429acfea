//! The popup's word on an adapter that cannot read the page: which step fails, and a report to copy.

use serde::Serialize;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::HtmlElement;

use super::draw::{by_id, document, on, shown};
use super::error::Error;
use super::{chrome, from_js, to_js};
use crate::protocol::{Check, Command};
use crate::say;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TopFrame {
    frame_id: u32,
}

/// Asks the page script of a tab and says what it says, if anything fails.
pub async fn look(tab: f64, site: &str) -> Result<(), Error> {
    let options = to_js(&TopFrame { frame_id: 0 })?;
    let answer = chrome::tell_frame(tab, &to_js(&Command::Check)?, &options).await;
    let Ok(check) = from_js::<Check>(answer.map_err(Error::browser("tabs.sendMessage"))?) else { return Ok(()) };
    if check.steps.is_empty() {
        return Ok(());
    }
    let nothing: HtmlElement = by_id("nothing")?;
    nothing.set_text_content(Some(&sentence(site, &check)));
    let refused = Error::browser("an element");
    let button = document()?.create_element("button").map_err(&refused)?;
    button.set_id("copy-report");
    button.set_class_name("plain-button");
    button.set_attribute("type", "button").map_err(&refused)?;
    button.set_text_content(Some(say!("Copy a report (structure only, no words of the page)")));
    nothing.append_child(&button).map_err(&refused)?;
    shown(&nothing, true);
    on(&button.clone(), "click", move |_| {
        let (report, button) = (report(&check), button.clone());
        spawn_local(async move {
            let Some(window) = web_sys::window() else { return };
            let copied = JsFuture::from(window.navigator().clipboard().write_text(&report)).await.is_ok();
            button.set_text_content(Some(if copied {
                say!("Copied.")
            } else {
                say!("The clipboard did not take it.")
            }));
        });
    });
    Ok(())
}

fn sentence(site: &str, check: &Check) -> String {
    let failing: Vec<_> = check
        .steps
        .iter()
        .map(|step| say!("{step} in {place}", step = step.step, place = step.place.to_lowercase()))
        .collect();
    let lead = say!(
        "Demur can't read this page ({site} may have changed). Not found: {what}. You can still select a text and ask, or paste it below.",
        site = site,
        what = failing.join(", ")
    );
    lead + " "
}

fn report(check: &Check) -> String {
    let failing: Vec<_> = check.steps.iter().map(|step| format!("{}: {}", step.place, step.step)).collect();
    format!("Demur {}\nnot found: {}\n{}\n", env!("CARGO_PKG_VERSION"), failing.join(", "), check.report)
}
