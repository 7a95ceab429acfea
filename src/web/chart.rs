//! Draws bars as a picture, by DOM calls.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::draw::document;
use super::error::Error;
use crate::backlog::Answer;
use crate::backlog::chart::{Bar, scale};
use crate::view::{record::grouped, words};
use crate::{Ask, say};

const SVG: &str = "http://www.w3.org/2000/svg";
/// Size of the picture in its own units, and the room for the scale and the names below.
const SIZE: (f64, f64) = (640.0, 150.0);
const LEFT: f64 = 34.0;
const BELOW: f64 = 22.0;
const ABOVE: f64 = 8.0;
/// Room that a letter of a name takes.
const LETTER: f64 = 6.0;

/// The picture of what came over time; each bar says in words what it shows.
#[allow(clippy::cast_precision_loss, reason = "numbers of invitations are small")]
pub fn over_time(bars: &[Bar]) -> Result<Element, Error> {
    let (width, height) = SIZE;
    let svg = element("svg", &[("viewBox", format!("0 0 {width} {height}")), ("role", "img".to_owned())])?;
    let total: usize = bars.iter().map(Bar::sum).sum();
    let name = match (bars.first(), bars.last()) {
        (Some(first), Some(last)) => {
            say!("{count} invitations from {first} to {last}", count = total, first = first.name, last = last.name)
        }
        _ => say!("No invitation has a date").to_owned(),
    };
    set(&svg, "aria-label", &name)?;
    let most = scale(bars);
    let (floor, room) = (height - BELOW, height - BELOW - ABOVE);
    let level = |count: usize| floor - room * count as f64 / most as f64;
    for count in if most > 1 { vec![0, most / 2, most] } else { vec![0, most] } {
        let y = level(count).to_string();
        let line = [
            ("x1", LEFT.to_string()),
            ("x2", width.to_string()),
            ("y1", y.clone()),
            ("y2", y),
            ("class", "rule".into()),
        ];
        add(&svg, &element("line", &line)?)?;
        add(&svg, &text(LEFT - 6.0, level(count) + 4.0, "end", &count.to_string())?)?;
    }
    let step = (width - LEFT) / bars.len().max(1) as f64;
    let thick = (step * 0.72).min(44.0);
    // As many names as there is room for.
    let room_of = |name: &str| name.chars().count() as f64 * LETTER + 8.0;
    let widest = bars.iter().map(|bar| room_of(&bar.name)).fold(0.0, f64::max);
    let every = (widest / step).ceil().max(1.0);
    let mut named_to = f64::MIN;
    for (at, bar) in bars.iter().enumerate() {
        let middle = LEFT + step * (at as f64 + 0.5);
        let group = element("g", &[])?;
        let title = element("title", &[])?;
        title.set_text_content(Some(&bar.words()));
        add(&group, &title)?;
        let mut below = 0;
        for (answer, count) in Answer::ALL.iter().zip(bar.counts).filter(|(_, count)| *count > 0) {
            let (top, bottom) = (level(below + count), level(below));
            let part = [
                ("x", (middle - thick / 2.0).to_string()),
                ("y", top.to_string()),
                ("width", thick.to_string()),
                ("height", (bottom - top - 0.8).max(0.5).to_string()),
                ("rx", "2".to_owned()),
                ("class", answer.id().to_owned()),
            ];
            add(&group, &element("rect", &part)?)?;
            below += count;
        }
        add(&svg, &group)?;
        if (at as f64 % every) < 0.5 {
            let room = room_of(&bar.name);
            // The last one must not run over the edge.
            let (at, anchor) = if middle + room / 2.0 > width { (width, "end") } else { (middle, "middle") };
            let from = if anchor == "end" { width - room } else { middle - room / 2.0 };
            // Nor into the one before.
            if from >= named_to {
                named_to = from + room;
                add(&svg, &text(at, height - 6.0, anchor, &bar.name)?)?;
            }
        }
    }
    Ok(svg)
}

/// Each ask with how it was answered, as a button that shows its rows; `chosen` is the id of the one that is shown.
#[allow(clippy::cast_precision_loss, reason = "numbers of invitations are small")]
pub fn by_ask(sums: &[(Ask, [usize; 4])], chosen: &str) -> Result<Vec<Element>, Error> {
    let refused = Error::browser("an element");
    let most = sums.iter().map(|(_, counts)| counts.iter().sum::<usize>()).max().unwrap_or(0).max(1);
    let make = |tag: &str, class: &str, text: &str| -> Result<Element, Error> {
        let made = document()?.create_element(tag).map_err(&refused)?;
        made.set_class_name(class);
        made.set_text_content(Some(text));
        Ok(made)
    };
    let mut items = Vec::new();
    for (ask, counts) in sums {
        let count: usize = counts.iter().sum();
        let words = Bar { name: words::ask(*ask).to_owned(), counts: *counts }.words();
        let button = make("button", "by-ask", "")?;
        for (name, value) in [
            ("type", "button"),
            ("data-ask", ask.id()),
            ("title", &words),
            ("aria-pressed", if ask.id() == chosen { "true" } else { "false" }),
        ] {
            set(&button, name, value)?;
        }
        add(&button, &make("span", "name", words::ask(*ask))?)?;
        let track = make("span", "track", "")?;
        for (answer, part) in Answer::ALL.iter().zip(counts).filter(|(_, part)| **part > 0) {
            let piece = make("span", answer.id(), "")?;
            if let Some(piece) = piece.dyn_ref::<HtmlElement>() {
                let width = format!("{}%", *part as f64 * 100.0 / most as f64);
                piece.style().set_property("width", &width).map_err(&refused)?;
            }
            add(&track, &piece)?;
        }
        add(&button, &track)?;
        add(&button, &make("span", "count", &grouped(count))?)?;
        add(&button, &make("span", "unseen", &words)?)?;
        let item = make("li", "", "")?;
        add(&item, &button)?;
        items.push(item);
    }
    Ok(items)
}

fn element(tag: &str, attributes: &[(&str, String)]) -> Result<Element, Error> {
    let made = document()?.create_element_ns(Some(SVG), tag).map_err(Error::browser("an element"))?;
    for (name, value) in attributes {
        set(&made, name, value)?;
    }
    Ok(made)
}

fn set(element: &Element, name: &str, value: &str) -> Result<(), Error> {
    element.set_attribute(name, value).map_err(Error::browser("an element"))
}

fn add(parent: &Element, child: &Element) -> Result<(), Error> {
    parent.append_child(child).map(|_| ()).map_err(Error::browser("an element"))
}

fn text(x: f64, y: f64, anchor: &str, words: &str) -> Result<Element, Error> {
    let made = element("text", &[("x", x.to_string()), ("y", y.to_string()), ("text-anchor", anchor.to_owned())])?;
    made.set_text_content(Some(words));
    Ok(made)
}
