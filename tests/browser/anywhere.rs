//! Pages of sites that were never granted: nothing of Demur is there until the person presses, and then only there.

use crate::driver::{Kind, until};
use crate::extension::the_selection_is_answered;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] =
    &[("a_page_of_any_site_is_read_where_the_person_asks", a_page_of_any_site_is_read_where_the_person_asks)];

const FOREIGN: &str = "https://forum.example/";

/// Risk: on a site without a permission the press in the context menu leads nowhere; or what it allowed goes on.
fn a_page_of_any_site_is_read_where_the_person_asks(stage: &Stage) -> Result<(), String> {
    // No driver reaches Chromium's native menus; there the journey over a selection tells the page script itself.
    if stage.kind == Kind::Chromium {
        return Ok(());
    }
    stage.go(FOREIGN)?;
    let children = "return document.documentElement.children.length";
    same("what is in the page before", &stage.script(children)?, &2.into())?;
    let place = stage.script(
        "const p = document.querySelector('article p'); getSelection().selectAllChildren(p); \
         const b = p.querySelector('strong').getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]",
    )?;
    let (x, y) = place[0].as_f64().zip(place[1].as_f64()).ok_or("no selection")?;
    stage.choose_in_menu(x, y, "Ask Demur about this text")?;
    the_selection_is_answered(stage)?;
    // The next page of the same site is foreign again.
    stage.go(&format!("{FOREIGN}next/"))?;
    stage.open_own_beside("popup.html", || {
        until("nothing known of the page", || {
            let told = "chrome.tabs.query({}).then((tabs) => Promise.allSettled(tabs.map(({ id }) => chrome.tabs.sendMessage(id, { kind: 'ping' })))).then((all) => all.filter(({ value }) => value).length)";
            Ok((crate::extension::later(stage, told)? == 0).then_some(()))
        })
    })?;
    same("what is in the next page", &stage.script(children)?, &2.into())
}
