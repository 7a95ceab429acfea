//! The extension's own pages: that they tell one another what is done on them, keep nothing that has gone, and can do
//! what the panel in the page can.

use serde_json::{Value, json};

use crate::driver::{Kind, until};
use crate::extension::{later, own_over_page};
use crate::invitations::PAGE;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("decisions_of_the_backlog_wake_the_worker", decisions_of_the_backlog_wake_the_worker),
    ("a_pasted_text_is_judged_with_its_desk_and_forgotten", a_pasted_text_is_judged_with_its_desk_and_forgotten),
    ("a_question_that_was_copied_is_waited_for", a_question_that_was_copied_is_waited_for),
    ("the_proof_page_counts_every_frame_without_a_clock", the_proof_page_counts_every_frame_without_a_clock),
    ("the_side_panel_forgets_what_it_no_longer_shows", the_side_panel_forgets_what_it_no_longer_shows),
];

/// Risk: what is decided in the backlog while the worker sleeps reaches neither the open page nor the toolbar button.
fn decisions_of_the_backlog_wake_the_worker(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Hannah Greene")?;
    let page = stage.tab()?;
    stage.new_tab()?;
    stage.open_own("backlog.html")?;
    stage.until_true("rows", "return document.querySelectorAll('#rows tr[data-at]').length > 3")?;
    stage.script("document.querySelector('#find').value = 'hannah greene'; document.querySelector('#find').dispatchEvent(new Event('input'))")?;
    stage.script("document.querySelector('#table').focus()")?;
    stage.keys("o")?;
    stage.until_true("the invitation", "return document.querySelector('#result .decisions') !== null")?;
    stage.stop_worker()?;
    stage.keys("d")?;
    stage.script(
        "const d = new Date(); const two = (n) => String(n).padStart(2, '0'); const date = document.querySelector('#result .date'); \
         date.value = `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`; date.dispatchEvent(new Event('change'))",
    )?;
    until("the button to say that one is due", || {
        Ok((later(stage, "chrome.action.getBadgeText({})")? == "1").then_some(()))
    })?;
    stage.switch(&page)?;
    until("the decision in the page", || {
        stage.click(&stage.chip_of("Hannah Greene")?)?;
        let dialog = stage.wait("dialog", "Demur advice")?;
        let pressed = stage.with(
            &dialog,
            "function() { return this.querySelector('.decisions [aria-pressed=\"true\"]')?.textContent ?? '' }",
        )?;
        Ok((pressed == "Declined").then_some(()))
    })
}

/// Risk: a text that was selected stays in memory after it was judged; or the questions before an answer, the advice
/// on an edited reply and the kind no are only to be had inside a page.
fn a_pasted_text_is_judged_with_its_desk_and_forgotten(stage: &Stage) -> Result<(), String> {
    let text = "Would you write me a recommendation? It would help me a lot.";
    stage.open_own("proof.html")?;
    later(stage, &format!("chrome.storage.session.set({{ pasted: '{text}' }})"))?;
    stage.open_own("popup.html#pasted")?;
    stage.until_true("the advice", "return document.querySelector('#result .advice') !== null")?;
    same("the box", &stage.script("return document.querySelector('#text').value")?, &text.into())?;
    same("what is left", &later(stage, "chrome.storage.session.get('pasted')")?, &json!({}))?;
    let answers = [
        "Yes: Have you worked together?",
        "Yes: Within the last three years?",
        "A part: Have you seen the work yourself?",
        "Yes: Would you stand behind it?",
    ];
    for answer in answers {
        stage.click(&stage.wait("button", answer)?)?;
        stage.until_true(
            &format!("“{answer}” to be pressed"),
            &format!("return [...document.querySelectorAll('#result .tap[aria-pressed=\"true\"]')].some((tap) => tap.ariaLabel === '{answer}')"),
        )?;
        same("the focus", &stage.script("return document.activeElement.ariaLabel")?, &answer.into())?;
    }
    stage.until_true(
        "what it comes to",
        "return document.querySelector('#result .desk-outcome').textContent.startsWith('Endorse the one thing')",
    )?;
    let area = stage.wait("textbox", "Reply, ")?;
    stage.with(&area, "function() { this.focus(); this.select() }")?;
    stage.keys("No, never!!!")?;
    stage.until_true(
        "word on the edited reply",
        "return document.querySelector('#result .replies:not([hidden]) .remark').textContent !== ''",
    )
}

/// Risk: discreetly, where replies are copied, nobody follows up what was asked.
fn a_question_that_was_copied_is_waited_for(stage: &Stage) -> Result<(), String> {
    stage.choose("Discreetly")?;
    stage.go(PAGE)?;
    stage.new_tab()?;
    own_over_page(stage, "side.html")?;
    stage.click(&stage.wait("button", "Dana Whitfield")?)?;
    stage.until_true("the advice", "return document.querySelector('.aside .advice') !== null")?;
    stage.script("document.querySelector('.aside .stance.for-ask-first')?.click(); document.querySelector('.aside ul.replies.for-ask-first .copy').click()")?;
    until("the question to be waited for", || {
        let waiting = later(stage, "chrome.storage.local.get('waiting').then((all) => all.waiting ?? [])")?;
        Ok((waiting.as_array().is_some_and(|all| all.len() == 1)).then_some(()))
    })
}

/// Risk: a page of many frames is counted by the frame that answers first, or the numbers are those of a moment ago.
fn the_proof_page_counts_every_frame_without_a_clock(stage: &Stage) -> Result<(), String> {
    let page = stage.tab()?;
    let proof = stage.new_tab()?;
    stage.open_own("proof.html")?;
    let nodes = "return document.querySelectorAll('#numbers .number')[1].textContent";
    same("before", &stage.script(nodes)?, &"0".into())?;
    stage.switch(&page)?;
    stage.go("https://www.linkedin.com/framed/")?;
    stage.in_front()?;
    // Only what is in front is drawn.
    stage.until_true(
        "a node in the frame",
        "return document.querySelector('iframe')?.contentDocument?.documentElement.lastElementChild.localName === 'div'",
    )?;
    stage.switch(&proof)?;
    until("the nodes of its frames", || {
        let shown: Value = stage.script(nodes)?;
        Ok(shown.as_str().and_then(|shown| shown.parse::<u32>().ok()).is_some_and(|nodes| nodes > 0).then_some(()))
    })?;
    stage.switch(&page)?;
    stage.go("https://www.xing.com/network/")?;
    stage.switch(&proof)?;
    until("nothing in any page", || Ok((stage.script(nodes)? == "0").then_some(())))
}

/// Risk: the panel at the side, which stays open for days, keeps everything it has ever drawn.
fn the_side_panel_forgets_what_it_no_longer_shows(stage: &Stage) -> Result<(), String> {
    if stage.kind != Kind::Chromium {
        return Ok(());
    }
    stage.open_own("side.html")?;
    let draw = |from: usize, to: usize| -> Result<(), String> {
        for n in from..to {
            later(stage, &format!("chrome.storage.session.set({{ pasted: 'Would you endorse me, number {n}?' }})"))?;
            stage.until_true(
                "the advice on it",
                &format!(
                    "return document.querySelector('.loose .marked')?.textContent.includes('number {n}?') ?? false"
                ),
            )?;
        }
        Ok(())
    };
    let counted = || -> Result<(f64, f64), String> {
        stage.session.devtools("Performance.enable", &json!({}))?;
        for _ in 0..3 {
            stage.session.devtools("HeapProfiler.collectGarbage", &json!({}))?;
        }
        let metrics = stage.session.devtools("Performance.getMetrics", &json!({}))?;
        let of = |name: &str| {
            let all = metrics["metrics"].as_array().into_iter().flatten();
            all.filter(|metric| metric["name"] == name).find_map(|metric| metric["value"].as_f64()).unwrap_or(-1.0)
        };
        Ok((of("Nodes"), of("JSEventListeners")))
    };
    draw(0, 5)?;
    let (nodes, listeners) = counted()?;
    draw(5, 35)?;
    let (more_nodes, more_listeners) = counted()?;
    println!("nodes {nodes} then {more_nodes}, listeners {listeners} then {more_listeners}");
    if more_nodes > nodes * 1.5 || more_listeners > listeners * 1.5 {
        return Err(format!("kept: nodes {nodes} then {more_nodes}, listeners {listeners} then {more_listeners}"));
    }
    Ok(())
}
