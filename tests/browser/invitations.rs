//! Invitations: what is painted is what is said, and chips outlive whatever the page does to its list.

use crate::driver::until;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("painted_words_are_the_flags_words", painted_words_are_the_flags_words),
    ("old_markup_is_read_alike", old_markup_is_read_alike),
    ("chips_outlive_a_redraw", chips_outlive_a_redraw),
    ("a_long_list_gets_chips_as_it_grows", a_long_list_gets_chips_as_it_grows),
    ("an_accepted_request_loses_its_chip", an_accepted_request_loses_its_chip),
    ("a_stopped_worker_answers_again", a_stopped_worker_answers_again),
    ("the_keyboard_reaches_everything", the_keyboard_reaches_everything),
];

pub const PAGE: &str = "https://www.linkedin.com/mynetwork/invitation-manager/received/";

/// Risk: offsets that are right in the engine and wrong in the page, so that other words are painted.
fn painted_words_are_the_flags_words(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    for name in ["Dana Whitfield", "Priya Raman", "Kyle Brandt", "Marcus Oyelaran", "Viktor Almasi"] {
        stage.press_chip_of(name)?;
        let panel = stage.panel()?;
        if panel.flags.is_empty() {
            return Err(format!("{name}: no flag at all"));
        }
        let mut words: Vec<String> = panel
            .flags
            .iter()
            .flat_map(|flag| &flag.words)
            .map(|words| words.trim_matches(['“', '”']).to_owned())
            .collect();
        words.sort();
        words.dedup();
        let mut painted = painted_in(stage, name)?;
        painted.sort();
        painted.dedup();
        same(name, &painted, &words)?;
        stage.keys(ESCAPE)?;
        stage.wait_gone("dialog", "Demur advice")?;
    }
    Ok(())
}

/// The painted words inside the card of one person.
fn painted_in(stage: &Stage, name: &str) -> Result<Vec<String>, String> {
    let found = stage.script(&format!(
        "const card = [...document.querySelectorAll('[role=listitem], .invitation-card')].find((card) => card.textContent.includes({name:?})); \
         return [...(CSS.highlights.get('mark') ?? [])].filter((range) => card.contains(range.startContainer)).map(String)"
    ))?;
    Ok(found.as_array().into_iter().flatten().filter_map(|words| words.as_str().map(str::to_owned)).collect())
}

/// Risk: one renamed class blinds the adapter. The two forms of the page share no class and give the same reading.
fn old_markup_is_read_alike(stage: &Stage) -> Result<(), String> {
    let mut readings = Vec::new();
    for address in [PAGE.to_owned(), format!("{PAGE}?markup=ember")] {
        stage.go(&address)?;
        let mut reading = Vec::new();
        for name in ["Dana Whitfield", "Tomás Herrera", "Jonas Weber"] {
            stage.press_chip_of(name)?;
            let dialog = stage.wait("dialog", "Demur advice")?;
            let rows = "function() { return [...this.querySelectorAll('.read dd')].map((row) => row.textContent).join(' | ') }";
            reading.push(stage.with(&dialog, rows)?.as_str().unwrap_or_default().to_owned());
            stage.keys(ESCAPE)?;
            stage.wait_gone("dialog", "Demur advice")?;
        }
        readings.push(reading);
    }
    same("old and new markup", &readings[1], &readings[0])?;
    same(
        "what was read of Tomás",
        &readings[0][1].as_str(),
        &"Tomás Herrera | Data engineer at the Port of Bilbao | not shown | Casey Ray and 8 other mutual connections | not shown | Yesterday | \
          Hi Sam, your talk at the Lisbon data meetup on backfilling event logs saved us a month of work. We have not met, but I would like \
          to follow what you write next. No need to reply if you are busy.",
    )
}

/// Risk: a framework draws its list anew and takes chip or panel with it, or leaves a second chip behind.
fn chips_outlive_a_redraw(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    let before = stage.chip_of("Tomás Herrera")?.name;
    stage.press_chip_of("Dana Whitfield")?;
    stage.wait("dialog", "Demur advice")?;
    stage.script("window.redraw()")?;
    same("the chip's name", &stage.chip_of("Tomás Herrera")?.name, &before)?;
    stage.wait("dialog", "Demur advice")?;
    until("one chip for each place", || {
        let mut places = Vec::new();
        for chip in stage.things("button", "Demur: ")? {
            places.push(
                stage
                    .with(&chip, "function() { const b = this.getBoundingClientRect(); return [b.x, b.y] }")?
                    .to_string(),
            );
        }
        let all = places.len();
        places.sort();
        places.dedup();
        Ok((places.len() == all).then_some(()))
    })?;
    until("marks in the new cards", || {
        let fresh = stage.script(
            "return [...(CSS.highlights.get('mark') ?? [])].every((range) => range.startContainer.isConnected)",
        )?;
        Ok((fresh == true).then_some(()))
    })?;
    stage.press("button", "Insert reply: ")?;
    stage.wait("button", "Undo insert")?;
    Ok(())
}

/// Risk: requests that are loaded later are never seen, or everything is judged at once.
fn a_long_list_gets_chips_as_it_grows(stage: &Stage) -> Result<(), String> {
    stage.go(&format!("{PAGE}?many=12"))?;
    stage.chip_of("Dana Whitfield")?;
    let chips = stage.things("button", "Demur: ")?.len();
    if chips > 12 {
        return Err(format!("{chips} chips for what is in the window"));
    }
    for _ in 0..4 {
        let now = "return document.querySelectorAll('[role=listitem]').length";
        let before = stage.script(now)?.as_u64();
        stage.script("scrollTo(0, document.documentElement.scrollHeight)")?;
        until("more cards", || Ok((stage.script(now)?.as_u64() > before).then_some(())))?;
    }
    stage.chip_of("Viktor Almasi 3")?;
    stage.chip_of("Dana Whitfield")?;
    Ok(())
}

/// Risk: what has been answered is still judged.
fn an_accepted_request_loses_its_chip(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    stage.chip_of("Tomás Herrera")?;
    stage.press("button", "Accept Tomás Herrera")?;
    until("no chip where it was", || Ok(stage.chip_now("Tomás Herrera")?.is_none().then_some(())))?;
    until("no mark in what is left of it", || Ok(painted_in(stage, "Tomás Herrera")?.is_empty().then_some(())))?;
    stage.chip_of("Dana Whitfield")?;
    Ok(())
}

/// Risk: the browser stops the worker while a page is open, and the page stays mute from then on.
fn a_stopped_worker_answers_again(stage: &Stage) -> Result<(), String> {
    stage.go(&format!("{PAGE}?many=3"))?;
    stage.chip_of("Dana Whitfield")?;
    stage.stop_worker()?;
    stage.press_chip_of("Dana Whitfield")?;
    stage.press("button", "Insert reply: ")?;
    stage.wait("button", "Undo insert")?;
    stage.keys(ESCAPE)?;
    stage.stop_worker()?;
    stage.script("scrollTo(0, document.documentElement.scrollHeight)")?;
    stage.chip_of("Viktor Almasi 2")?;
    Ok(())
}

/// Risk: only a mouse gets there, or the focus is lost on the way back.
fn the_keyboard_reaches_everything(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    let chip = stage.chip_of("Dana Whitfield")?;
    stage.with(&chip, "function() { this.focus() }")?;
    stage.keys(ENTER)?;
    let dialog = stage.wait("dialog", "Demur advice")?;
    same("focus in the dialog", &stage.with(&dialog, HAS_FOCUS)?, &true.into())?;
    // From the dialog to its first reply, key by key.
    until("the focus to come to a reply", || {
        stage.keys(TAB)?;
        let on = "function() { return this.getRootNode().activeElement?.classList.contains('insert') }";
        Ok((stage.with(&dialog, on)? == true).then_some(()))
    })?;
    stage.keys(ESCAPE)?;
    stage.wait_gone("dialog", "Demur advice")?;
    same("focus back at the chip", &stage.with(&chip, HAS_FOCUS)?, &true.into())
}

const HAS_FOCUS: &str = "function() { return this.getRootNode().activeElement === this }";
pub const ESCAPE: &str = "\u{e00c}";
const ENTER: &str = "\u{e007}";
const TAB: &str = "\u{e004}";
