//! Draws bars as a picture, by DOM calls.

use web_sys::Element;

use super::draw::document;
use super::error::Error;
use crate::backlog::Answer;
use crate::backlog::chart::{Bar, scale};

const SVG: &str = "http://www.w3.org/2000/svg";
/// Size of the picture in its own units, and the room for the scale and the names below.
const SIZE: (f64, f64) = (1000.0, 170.0);
const LEFT: f64 = 34.0;
const BELOW: f64 = 22.0;
const ABOVE: f64 = 8.0;

/// The picture of some bars; each bar says in words what it shows.
#[allow(clippy::cast_precision_loss, reason = "numbers of invitations are small")]
pub fn draw(bars: &[Bar]) -> Result<Element, Error> {
    let (width, height) = SIZE;
    let svg = element("svg", &[("viewBox", format!("0 0 {width} {height}")), ("role", "img".to_owned())])?;
    let total: usize = bars.iter().map(Bar::sum).sum();
    let name = match (bars.first(), bars.last()) {
        (Some(first), Some(last)) => format!("{total} invitations from {} to {}", first.name, last.name),
        _ => "No invitation has a date".to_owned(),
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
    let every = (90.0 / step).ceil().max(1.0);
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
            add(&svg, &text(middle, height - 6.0, "middle", &bar.name)?)?;
        }
    }
    Ok(svg)
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
