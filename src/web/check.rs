//! The popup's word on an adapter that cannot read the page: which step fails, and a report to copy.

use web_sys::{Element, HtmlElement};

use super::advice::{Place, tell};
use super::draw::{by_id, document, on, pressed, shown};
use super::error::Error;
use super::{copied, from_js};
use crate::protocol::{Check, Command};
use crate::say;
use crate::texts::translated;
use crate::web::spawn_local;

/// Asks the page script of a tab and says what it says, if anything fails.
pub async fn look(tab: f64, site: &str) -> Result<(), Error> {
    let answer = tell(Place { tab, frame: 0.0 }, &Command::Check).await?;
    let Ok(check) = from_js::<Check>(answer) else { return Ok(()) };
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
    on(&button, "click", move |event| {
        let (report, Some(button)) = (report(&check), pressed::<Element>(event)) else { return };
        spawn_local(async move {
            button.set_text_content(Some(if copied(&report).await {
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
        .map(|step| say!("{step} in “{place}”", step = step_name(&step.step), place = translated(&step.place)))
        .collect();
    let lead = say!(
        "Demur can't read this page ({site} may have changed). Not found: {what}. You can still select a text and ask, or paste it below.",
        site = site,
        what = failing.join(", ")
    );
    lead + " "
}

/// What a step of an adapter looks for.
fn step_name(step: &str) -> &str {
    match step {
        "request" => say!("requests"),
        "name" => say!("names"),
        "message" => say!("messages"),
        other => other,
    }
}

/// For whoever mends the adapter: in English, whatever the person's language.
fn report(check: &Check) -> String {
    let failing: Vec<_> = check.steps.iter().map(|step| format!("{}: {}", step.place, step.step)).collect();
    format!("Demur {}\nnot found: {}\n{}\n", env!("CARGO_PKG_VERSION"), failing.join(", "), check.report)
}
