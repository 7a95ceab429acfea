//! The table: only the rows that are in view are drawn.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlSelectElement};

use super::{Shared, State, opened};
use crate::backlog::{Sort, age};
use crate::view::words;
use crate::web::draw::{by_id, document, on};
use crate::web::error::Error;

/// Height of a row in pixels, as the style sheet has it, with its line.
const ROW: f64 = 45.0;
/// Rows drawn above and below what is seen.
const SPARE: usize = 8;

/// Draws the rows that are in view, with room above and below for the others.
pub fn draw(state: &State) -> Result<(), Error> {
    let refused = Error::browser("an element");
    let (scroll, body, table): (HtmlElement, Element, Element) = (by_id("scroll")?, by_id("rows")?, by_id("table")?);
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "pixels are not negative")]
    let rows = |pixels: i32| (f64::from(pixels.max(0)) / ROW) as usize;
    let from = rows(scroll.scroll_top()).saturating_sub(SPARE).min(state.places.len());
    let to = (from + rows(scroll.client_height()) + 2 * SPARE + 2).min(state.places.len());
    table.set_attribute("aria-rowcount", &(state.places.len() + 1).to_string()).map_err(&refused)?;
    body.set_text_content(None);
    body.append_child(space(from)?.as_ref()).map_err(&refused)?;
    for at in from..to {
        body.append_child(row(state, at)?.as_ref()).map_err(&refused)?;
    }
    body.append_child(space(state.places.len() - to)?.as_ref()).map_err(&refused)?;
    match (from..to).contains(&state.at) {
        true => table.set_attribute("aria-activedescendant", &format!("row-{}", state.at)),
        false => table.remove_attribute("aria-activedescendant"),
    }
    .map_err(&refused)
}

/// Room for rows that are not drawn.
fn space(rows: usize) -> Result<Element, Error> {
    let refused = Error::browser("an element");
    let (row, cell) =
        (document()?.create_element("tr").map_err(&refused)?, document()?.create_element("td").map_err(&refused)?);
    row.set_attribute("aria-hidden", "true").map_err(&refused)?;
    cell.set_class_name("space");
    if let Some(cell) = cell.dyn_ref::<HtmlElement>() {
        #[allow(clippy::cast_precision_loss, reason = "there are not so many rows")]
        cell.style().set_property("height", &format!("{}px", rows as f64 * ROW)).map_err(&refused)?;
    }
    row.append_child(&cell).map_err(&refused)?;
    Ok(row)
}

fn row(state: &State, at: usize) -> Result<Element, Error> {
    let refused = Error::browser("an element");
    let row = &state.rows[state.places[at]];
    let element = document()?.create_element("tr").map_err(&refused)?;
    element.set_class_name(row.advice.id());
    element.set_id(&format!("row-{at}"));
    let selected = if at == state.at { "true" } else { "false" };
    for (name, value) in
        [("data-at", at.to_string()), ("aria-rowindex", (at + 2).to_string()), ("aria-selected", selected.to_owned())]
    {
        element.set_attribute(name, &value).map_err(&refused)?;
    }
    let flags = row.flags.iter().map(|flag| words::flag(*flag)).collect::<Vec<_>>().join(", ");
    let bright = if row.bright { "★ " } else { "" };
    let entry = &row.entry;
    let cells = [
        ("who", entry.name.clone()),
        ("ask", words::ask(row.ask).to_owned()),
        ("message", entry.seen.text.split_whitespace().collect::<Vec<_>>().join(" ")),
        ("verdict", format!("{bright}{}", words::advice(row.advice))),
        ("flags", flags),
        ("mutual", if entry.mutual > 0 { entry.mutual.to_string() } else { String::new() }),
        ("age", age(entry.sent, state.known.settings.today)),
        ("answer", row.answer.words().to_owned()),
    ];
    for (class, text) in cells {
        let cell = document()?.create_element("td").map_err(&refused)?;
        cell.set_class_name(class);
        cell.set_attribute("dir", "auto").map_err(&refused)?;
        cell.set_text_content(Some(&text));
        element.append_child(&cell).map_err(&refused)?;
    }
    Ok(element)
}

/// Says in the head by what the rows are sorted.
pub fn sorted(sort: Sort) -> Result<(), Error> {
    let refused = Error::browser("an element");
    let heads = document()?.query_selector_all("#table th[data-sort]").map_err(&refused)?;
    for head in (0..heads.length()).filter_map(|at| heads.get(at)?.dyn_into::<Element>().ok()) {
        let ids = head.get_attribute("data-sort").unwrap_or_default();
        let direction = match sort {
            sort if ids.split(' ').all(|id| Sort::from_id(id) != sort) => "none",
            Sort::Newest | Sort::Flags | Sort::Mutual => "descending",
            _ => "ascending",
        };
        head.set_attribute("aria-sort", direction).map_err(&refused)?;
    }
    Ok(())
}

/// A press on a head sorts by it; a second one the other way, where there is one.
fn sort_by(head: &Element) -> Result<(), Error> {
    let (ids, select): (_, HtmlSelectElement) = (head.get_attribute("data-sort").unwrap_or_default(), by_id("sort")?);
    let ids: Vec<&str> = ids.split(' ').collect();
    let next = ids.iter().position(|id| *id == select.value()).map_or(0, |at| (at + 1) % ids.len());
    select.set_value(ids.get(next).copied().unwrap_or_default());
    let change = web_sys::Event::new("change").map_err(Error::browser("an event"))?;
    select.dispatch_event(&change).map(|_| ()).map_err(Error::browser("an event"))
}

/// Listens to what is done with mouse and wheel.
pub fn listen(state: &Shared) -> Result<(), Error> {
    let scrolled = state.clone();
    on(&by_id::<Element>("scroll")?, "scroll", move |_| drop(draw(&scrolled.borrow())));
    let state = state.clone();
    on(&by_id::<Element>("table")?, "click", move |event| {
        let Some(cell) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        if let Some(head) = cell.closest("th[data-sort]").ok().flatten() {
            let _ = sort_by(&head);
            return;
        }
        let row = cell.closest("tr[data-at]").ok().flatten();
        if let Some(at) = row.and_then(|row| row.get_attribute("data-at")).and_then(|at| at.parse().ok()) {
            state.borrow_mut().at = at;
            // What is borrowed to draw is given back before the row opens, which changes it.
            let drawn = draw(&state.borrow());
            let _ = drawn.and_then(|()| opened::open(&state));
        }
    });
    Ok(())
}

/// Puts the keyboard at the table.
pub fn focus() -> Result<(), Error> {
    by_id::<HtmlElement>("table")?.focus().map_err(Error::browser("focus"))
}

/// Some rows on or back, and into view.
pub fn step(state: &Shared, by: isize) -> Result<(), Error> {
    let is_open = {
        let mut state = state.borrow_mut();
        let last = state.places.len().saturating_sub(1);
        state.at = state.at.saturating_add_signed(by).min(last);
        let scroll: HtmlElement = by_id("scroll")?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "there are not so many rows")]
        let top = (state.at as f64 * ROW) as i32;
        let (view, height) = (scroll.scroll_top(), scroll.client_height());
        #[allow(clippy::cast_possible_truncation, reason = "a small constant")]
        let row = ROW as i32;
        if top < view {
            scroll.set_scroll_top(top);
        } else if top + 2 * row > view + height {
            scroll.set_scroll_top(top + 2 * row - height);
        }
        state.open
    };
    draw(&state.borrow())?;
    if is_open { opened::open(state) } else { Ok(()) }
}
