//! Where chip and panel stand: they change nothing of the page, and are in sight wherever the request is.

use serde_json::{Value, json};

use crate::driver::{Kind, until};
use crate::invitations::PAGE;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("a_frame_has_its_own_chips", a_frame_has_its_own_chips),
    ("chips_change_nothing_of_the_page", chips_change_nothing_of_the_page),
    ("a_redraw_does_not_flicker", a_redraw_does_not_flicker),
    ("panels_stay_inside_the_window", panels_stay_inside_the_window),
    ("a_modal_dialog_has_its_chips_within", a_modal_dialog_has_its_chips_within),
    ("a_bubble_has_its_panel_beside_it", a_bubble_has_its_panel_beside_it),
];

/// Risk: the page's own layout moves, or a control of the page can no longer be pressed because a chip lies on it.
fn chips_change_nothing_of_the_page(stage: &Stage) -> Result<(), String> {
    for address in [PAGE, &format!("{PAGE}?markup=ember"), "https://www.linkedin.com/messaging/thread/2-dana/"] {
        stage.go(address)?;
        stage.in_front()?;
        stage.chip_of("Dana Whitfield")?;
        // With and without the layer, in one breath, so that nothing else can have changed.
        let differences = stage.script(
            "const look = () => { \
               const boxes = [...document.body.querySelectorAll('*')].map((element) => { const b = element.getBoundingClientRect(); return [element, `${b.x} ${b.y} ${b.width} ${b.height}`] }); \
               const page = `${document.documentElement.scrollWidth} ${document.documentElement.scrollHeight}`; \
               const hits = [...document.querySelectorAll('a, button, input, textarea, [role=button], [contenteditable]')].flatMap((control) => { \
                 const b = control.getBoundingClientRect(); \
                 return [0.1, 0.5, 0.9].map((part) => [control, document.elementFromPoint(b.x + b.width * part, b.y + b.height / 2)]) }); \
               return { boxes, page, hits } }; \
             const host = document.documentElement.lastElementChild; \
             const on = look(); host.remove(); const off = look(); document.documentElement.append(host); \
             const out = on.page === off.page ? [] : [`page: ${on.page} without: ${off.page}`]; \
             on.boxes.forEach(([element, box], i) => box === off.boxes[i][1] || out.push(`${element.localName}: ${box} without: ${off.boxes[i][1]}`)); \
             on.hits.forEach(([control, hit], i) => hit === off.hits[i][1] || out.push(`${control.outerHTML.slice(0, 80)} is covered`)); \
             return host.localName === 'div' && on.hits.length > 5 ? out : ['no layer']",
        )?;
        same(address, &differences, &Value::Array(Vec::new()))?;
    }
    Ok(())
}

/// Risk: a list that is drawn anew has no chips for a moment, again and again.
fn a_redraw_does_not_flicker(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    let chip = stage.chip_of("Tomás Herrera")?;
    let (x, y) = stage.place(&chip, "this")?;
    let frames = stage.script_later(&format!(
        "const done = arguments[arguments.length - 1]; const host = document.elementFromPoint({x}, {y}); const seen = []; \
         if (host.parentElement !== document.documentElement) return done('no chip at this place'); \
         const step = () => {{ seen.push(document.elementFromPoint({x}, {y}) === host); if (seen.length % 12 === 1) window.redraw(); \
           if (seen.length < 60) requestAnimationFrame(step); else done(seen.filter((there) => !there).length) }}; requestAnimationFrame(step)"
    ))?;
    same("frames without the chip", &frames, &0.into())
}

/// Where the open panel stands, and the part of the page that can be seen: left, top, right, bottom of each.
fn panel_and_window(stage: &Stage) -> Result<([f64; 4], [f64; 4]), String> {
    let dialog = stage.wait("dialog", "Demur advice")?;
    let found = stage.with(
        &dialog,
        "function() { const b = this.getBoundingClientRect(); const v = visualViewport; \
           return [b.left, b.top, b.right, b.bottom, v.offsetLeft, v.offsetTop, v.offsetLeft + v.width, v.offsetTop + v.height] }",
    )?;
    let all: Vec<f64> = found.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    match all[..] {
        [a, b, c, d, e, f, g, h] => Ok(([a, b, c, d], [e, f, g, h])),
        _ => Err(format!("no places: {found}")),
    }
}

fn panel_is_inside(stage: &Stage, when: &str) -> Result<(), String> {
    until(&format!("the panel inside the window {when}"), || {
        let (panel, window) = panel_and_window(stage)?;
        let inside = panel[0] >= window[0] && panel[1] >= window[1] && panel[2] <= window[2] && panel[3] <= window[3];
        if inside { Ok(Some(())) } else { Err(format!("{panel:?} in {window:?}")) }
    })
}

/// Risk: the panel hangs out of a small window, or stays behind when the page scrolls or is zoomed.
fn panels_stay_inside_the_window(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    for name in ["Dana Whitfield", "Jonas Weber"] {
        stage.size(1280, 900)?;
        stage.press_chip_of(name)?;
        panel_is_inside(stage, &format!("at the request of {name}"))?;
        for by in [300, -250, 100_000] {
            stage.script(&format!("scrollBy(0, {by})"))?;
            panel_is_inside(stage, &format!("after scrolling by {by}"))?;
        }
        // Zooming makes the window smaller, as the page sees it.
        for (width, height) in [(860, 600), (640, 450), (420, 700)] {
            stage.size(width, height)?;
            panel_is_inside(stage, &format!("of {width} by {height}"))?;
        }
        stage.keys(crate::invitations::ESCAPE)?;
        stage.wait_gone("dialog", "Demur advice")?;
    }
    if stage.kind == Kind::Chromium {
        stage.size(1280, 900)?;
        stage.script("scrollTo(0, 0)")?;
        stage.press_chip_of("Dana Whitfield")?;
        stage.session.devtools("Emulation.setPageScaleFactor", &json!({ "pageScaleFactor": 1.25 }))?;
        let result = panel_is_inside(stage, "zoomed in with two fingers");
        stage.session.devtools("Emulation.setPageScaleFactor", &json!({ "pageScaleFactor": 1 }))?;
        result?;
    }
    Ok(())
}

/// Risk: in a modal dialog of the browser's kind everything outside of it is inert: the chip can be seen and not pressed.
fn a_modal_dialog_has_its_chips_within(stage: &Stage) -> Result<(), String> {
    stage.go(&format!("{PAGE}?dialog"))?;
    stage.press_chip_of("Dana Whitfield")?;
    panel_is_inside(stage, "over a modal dialog")?;
    let (panel, _) = panel_and_window(stage)?;
    let top = stage.script(&format!(
        "return document.elementFromPoint({}, {}) === document.querySelector('dialog').lastElementChild",
        (panel[0] + panel[2]) / 2.0,
        panel[1] + 20.0
    ))?;
    same("the panel lies on top", &top, &true.into())?;
    stage.press("button", "Close")?;
    stage.wait_gone("dialog", "Demur advice")
}

/// Risk: at the lower edge of the window, where bubbles are, the panel covers what it is about or hangs out.
fn a_bubble_has_its_panel_beside_it(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    stage.press("link", "Reply to Dana")?;
    let bubble =
        "document.querySelector('#interop-outlet').shadowRoot?.querySelector('.msg-overlay-conversation-bubble')";
    stage.until_true("the bubble", &format!("return !!{bubble}"))?;
    let place = until("the chip in the bubble", || {
        let place = stage.script(&format!(
            "const b = {bubble}.getBoundingClientRect(); const root = document.documentElement.lastElementChild; \
             for (let y = b.top + 2; y < b.bottom; y += 4) for (let x = b.left + 2; x < b.right; x += 4) \
               if (document.elementFromPoint(x, y) === root) return [x + 6, y + 4, b.left, b.top, b.right, b.bottom]; return null"
        ))?;
        let all: Vec<f64> = place.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
        Ok((all.len() == 6).then_some(all))
    })?;
    stage.click_at(place[0], place[1])?;
    panel_is_inside(stage, "beside a bubble")?;
    let (panel, _) = panel_and_window(stage)?;
    if panel[2] > place[2] + 1.0 && panel[0] < place[4] - 1.0 {
        return Err(format!("the panel {panel:?} lies over the bubble {place:?}"));
    }
    Ok(())
}

/// Risk: a conversation in a frame of the site is not read, or its panel stands where nobody sees it.
fn a_frame_has_its_own_chips(stage: &Stage) -> Result<(), String> {
    stage.go("https://www.linkedin.com/framed/")?;
    stage.in_front()?;
    stage.until_true(
        "the frame",
        "return !!document.querySelector('iframe')?.contentDocument?.querySelector('.msg-thread')",
    )?;
    let frame = stage.session.post("element", &json!({ "using": "css selector", "value": "iframe" }))?;
    stage.session.post("frame", &json!({ "id": frame }))?;
    stage.until_true("marks in the frame", "return CSS.highlights.has('mark')")?;
    stage.until_true(
        "a chip in the frame's window",
        "const root = document.documentElement.lastElementChild; if (root.localName !== 'div') return false; \
         for (let y = 4; y < innerHeight; y += 4) for (let x = 4; x < innerWidth; x += 4) if (document.elementFromPoint(x, y) === root) return true; return false",
    )?;
    stage.session.post("frame", &json!({ "id": null }))?;
    same("layers in the page around it", &stage.script("return document.documentElement.children.length")?, &2.into())?;
    stage.new_tab()?;
    until("the request in the popup", || {
        crate::extension::popup_over_page(stage)?;
        let names =
            stage.script("return [...document.querySelectorAll('.request strong')].map((name) => name.textContent)")?;
        Ok((names[0] == "Dana Whitfield").then_some(()))
    })
}
