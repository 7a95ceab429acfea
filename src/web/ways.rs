//! The ways to Demur that hang on how it shows itself: toolbar button, context menu, and the style of painted words.

use serde::Serialize;

use super::advice::Place;
use super::{chrome, storage, to_js};
use crate::protocol::{Choices, Show};
use crate::say;
use crate::sites::PAGE_STYLE;

#[derive(Serialize)]
struct Menu {
    id: &'static str,
    title: &'static str,
    contexts: [&'static str; 1],
}

#[derive(Serialize)]
struct Popup {
    popup: &'static str,
}

/// Sets button and menu: where nothing may be put into the page, both open the panel at the browser's side. That
/// has to happen in the very event of the person's press, so the menu's own name says which it is.
pub async fn settle() {
    let show = storage::load::<Choices>(storage::CHOICES).await.unwrap_or_default().show;
    let discreet = show == Show::Discreet;
    let _ = chrome::menu_clear().await;
    let id = if discreet { "side" } else { "selection" };
    if let Ok(menu) = to_js(&Menu { id, title: say!("Ask Demur about this text"), contexts: ["selection"] }) {
        chrome::menu_add(&menu);
    }
    if let Ok(popup) = to_js(&Popup { popup: if discreet { "" } else { "popup.html" } }) {
        let _ = chrome::popup(&popup).await;
    }
}

#[derive(Serialize)]
struct Style {
    target: Target,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    files: &'static [&'static str],
    #[serde(skip_serializing_if = "Option::is_none")]
    css: Option<String>,
    origin: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Target {
    tab_id: f64,
    frame_ids: [f64; 1],
}

impl Target {
    /// One frame, for what the browser is to put into it.
    pub(super) fn of(place: Place) -> Self {
        Self { tab_id: place.tab, frame_ids: [place.frame] }
    }
}

/// Gives a frame the style of painted words where words may be painted, and takes it away where not. It is the
/// person's own style, not the page's, and in no list that the page can read.
///
/// With it comes a style by which the layer stands, for a class that only this document's script and the worker know:
/// Firefox ends a page script on the spot when the extension is switched off, and takes these styles away with it, so
/// that what the script has left over the page goes by that.
pub async fn paint(tab: Option<f64>, frame: Option<f64>, show: Show, page: &str) {
    let Some(tab) = tab else { return };
    let name: String = page.chars().filter(char::is_ascii_alphanumeric).collect();
    let standing = format!(".h{name} {{ display: block !important }}");
    for (files, css) in [(&PAGE_STYLE[..], None), (&[], Some(standing))] {
        let target = Target::of(Place { tab, frame: frame.unwrap_or(0.0) });
        let Ok(style) = to_js(&Style { target, files, css, origin: "USER" }) else { return };
        // What is not there is taken away in vain; a frame that has gone needs neither.
        let _ = chrome::unstyle_tab(&style).await;
        if show == Show::Page {
            let _ = chrome::style_tab(&style).await;
        }
    }
}
