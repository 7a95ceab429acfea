//! The person's own rules: tried out on a sample while they are set, and followed where requests stand.

use crate::driver::{Kind, until};
use crate::extension::later;
use crate::invitations::PAGE;
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("a_rule_shows_its_effect_at_once_and_is_followed", a_rule_shows_its_effect_at_once_and_is_followed),
    ("every_setting_shows_its_effect", every_setting_shows_its_effect),
    ("quick_changes_are_kept_in_their_order", quick_changes_are_kept_in_their_order),
    ("a_row_of_the_table_is_moved_and_given_back", a_row_of_the_table_is_moved_and_given_back),
    ("what_an_organisation_presets_is_marked_and_locked", what_an_organisation_presets_is_marked_and_locked),
    ("the_first_run_takes_a_minute", the_first_run_takes_a_minute),
    ("the_proof_page_says_what_is", the_proof_page_says_what_is),
];

/// What the sample says: without the setting, with it, and the whole of its text.
fn sides(stage: &Stage) -> Result<(String, String, String), String> {
    let read = stage.script(
        "const sides = [...document.querySelectorAll('#trial .sides dd')].map((side) => side.textContent); \
         return [sides[0] ?? '', sides[1] ?? '', document.querySelector('#trial')?.textContent ?? '']",
    )?;
    let at = |at: usize| read[at].as_str().unwrap_or_default().to_owned();
    Ok((at(0), at(1), at(2)))
}

/// Sets a control as a person would, and tells it to the page.
fn set(stage: &Stage, control: &str, value: &str) -> Result<(), String> {
    stage.script(&format!(
        "const control = document.querySelector({control:?}); control.scrollIntoView({{ block: 'center' }}); control.focus(); \
         if (control.type === 'checkbox') control.checked = {value:?} === 'on'; else control.value = {value:?}; \
         for (const event of ['input', 'change']) control.dispatchEvent(new Event(event, {{ bubbles: true }}))"
    ))?;
    Ok(())
}

/// Risk: a rule is kept and does nothing, or the sample shows something else than what happens.
fn a_rule_shows_its_effect_at_once_and_is_followed(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.press_chip_of("Tomás Herrera")?;
    let before = stage.panel()?.advice;
    let page = stage.tab()?;
    stage.new_tab()?;
    stage.open_own("settings.html")?;
    set(stage, "[name=accepts]", "met")?;
    until("the sample with the rule", || {
        let (without, with, all) = sides(stage)?;
        Ok((without == "Accept" && with == "Help differently" && all.contains("As you have set it")).then_some(()))
    })?;
    stage.until_true("word that it is saved", "return document.querySelector('#saved').textContent === 'Saved.'")?;
    let profile = stage.script("return document.querySelector('#policy-sentences').textContent")?;
    if !profile.as_str().unwrap_or_default().contains("been in touch with before") {
        return Err(format!("the profile does not say the rule: {profile}"));
    }
    stage.switch(&page)?;
    stage.press_chip_of("Tomás Herrera")?;
    let panel = stage.panel()?;
    same("the advice before", &before.as_str(), &"Accept")?;
    same("the advice by the rule", &panel.advice.as_str(), &"Help differently")?;
    let why = panel.reasons.join("\n");
    if !why.contains("You connect with people you have met") {
        return Err(format!("the rule is not named: {why}"));
    }
    let reply = panel.replies.first().cloned().unwrap_or_default();
    if !reply.contains("I only connect with people I have been in touch with before.") {
        return Err(format!("the reply does not say the rule: {reply}"));
    }
    Ok(())
}

/// Risk: a control does not reach the sample, or the sample stays at the one before.
fn every_setting_shows_its_effect(stage: &Stage) -> Result<(), String> {
    stage.open_own("settings.html")?;
    for (control, value, shows) in [
        ("[name=name]", "Sam Porter", "Sam"),
        ("[name=sign_off]", "So long,\nSam", "So long,"),
        ("[name=tone]", "brief", "What is told or written changes"),
        ("[name=reply_language]", "de", "Odile"),
        ("[name=free_account]", "on", "What is told or written changes"),
        ("[name=recommends]", "worked", "You recommend people you have worked with"),
        ("[name=introduces]", "known", "You introduce people you know well"),
        ("[name=never][value=promote]", "on", "one of the things you never say yes to"),
        ("[name=never_topics]", "amber trading", "about amber trading"),
        ("[name=always_welcome]", "Grant Tully", "Grant Tully"),
        ("[name=past_trouble]", "Moss Hart", "bad experience"),
        ("[name=policy]", "I only connect with people I have sailed with.", "sailed with"),
        ("[name=elsewhere]", "my pages at sam.example", "my pages at sam.example"),
        ("[name=strictness]", "strict", "Told as well"),
        ("[name=resources]", "the guide to mooring at sam.example", "the guide to mooring at sam.example"),
        ("[name=organisations]", "the mooring society", "the mooring society"),
        ("[name=events]", "the Tuesday meetup | 2099-03-02", "the Tuesday meetup"),
        ("[name=referrals]", "tax law | Casey Ray", "Casey Ray"),
        ("[name=interests]", "tidal power", "Irrelevant to you"),
        ("[name=not_my_field]", "tax law", "Outside your expertise"),
        ("[name=muted][value=pressure]", "on", "No longer told: Pressure"),
        ("[name=capacity_per_week]", "3", "Over capacity"),
        ("[name=break_until]", "2099-01-31", "On a break"),
        ("[name=off]", "www.linkedin.com", "Nothing; you can still select a text and ask"),
        ("#typed", "off", "Nothing is read and nothing is said."),
    ] {
        set(stage, control, value)?;
        until(&format!("the effect of {control}: {shows}"), || {
            let (.., all) = sides(stage)?;
            Ok(all.contains(shows).then_some(())).and_then(|found| match found {
                Some(()) => Ok(Some(())),
                None => Err(all),
            })
        })?;
        // Each by itself: what another setting has settled already, this one could not change.
        let untouched = stage.script(&format!("const control = document.querySelector({control:?}); return control.type === 'checkbox' ? '' : control.localName === 'select' ? control.options[0].value : ''"))?;
        let untouched = match control {
            "[name=strictness]" => "normal",
            "#typed" => "on",
            _ => untouched.as_str().unwrap_or_default(),
        };
        set(stage, control, untouched)?;
    }
    Ok(())
}

/// Risk: of two changes of one setting the earlier is kept last, because it had to wait for a third.
fn quick_changes_are_kept_in_their_order(stage: &Stage) -> Result<(), String> {
    stage.open_own("settings.html")?;
    // The first of the two is made while a third is half written, the second as soon as that is done.
    let late = stage.script_later(
        "const done = arguments[arguments.length - 1]; \
         const set = (name, value) => { const control = document.querySelector(`[name=${name}]`); control.value = value; \
           control.dispatchEvent(new Event('change', { bubbles: true })) }; \
         const half = async () => 'journal' in await chrome.storage.local.get('journal'); \
         const kept = async (name) => { const key = `settings.${name}`; const { overflow = {} } = await chrome.storage.local.get('overflow'); \
           return key in overflow ? overflow[key] : (await chrome.storage.sync.get(key))[key] }; \
         const round = async (n) => { \
           set('elsewhere', `round ${n}`); while (!await half() && await kept('elsewhere') !== `round ${n}`); set('break_until', '2099-01-31'); while (await half()); set('break_until', ''); \
           set('policy', `Only in round ${n}.`); while (await kept('policy') !== `Only in round ${n}.`); \
           return (await kept('break_until')) ? [n] : [] }; \
         (async () => { const late = []; for (let n = 0; n < 12; n++) late.push(...await round(n)); done(late) })()",
    )?;
    same("rounds in which the break came back", &late, &serde_json::json!([]))
}

/// Risk: a moved row is not followed, or cannot be given back.
fn a_row_of_the_table_is_moved_and_given_back(stage: &Stage) -> Result<(), String> {
    stage.open_own("table.html")?;
    let square = "[...document.querySelectorAll('.square')].find((square) => square.getAttribute('aria-label').includes(': An invitation; none.'))";
    let shown = |stage: &Stage| stage.script(&format!("return {square}.textContent"));
    same("an invitation without a tie", &shown(stage)?, &"Ask first".into())?;
    stage.press("button", "Ask first: An invitation; none.")?;
    let focused = "document.activeElement.closest('.row-no-reason') ? 'no-reason' : ''";
    same("the row behind it", &stage.script(&format!("return {focused}"))?, &"no-reason".into())?;
    stage.press("button", "Decline: They don't say why you")?;
    stage.until_true("the square to follow", &format!("return {square}.textContent === 'Decline'"))?;
    same("where the focus is", &stage.script(&format!("return {focused}"))?, &"no-reason".into())?;
    let advice = |stage: &Stage| {
        later(
            stage,
            "chrome.runtime.sendMessage({ kind: 'judge', text: \"Hi, I'd like to add you to my network.\" }).then(({ ok }) => ok.line)",
        )
    };
    until("the advice to follow", || {
        Ok(advice(stage)?.as_str().is_some_and(|line| line.ends_with("Decline")).then_some(()))
    })?;
    stage.press("button", "Back to all of ours")?;
    stage.until_true("the square as it was", &format!("return {square}.textContent === 'Ask first'"))?;
    same("what is stored", &later(stage, "chrome.storage.sync.get('settings.moved')")?, &serde_json::json!({}))?;
    until("the advice as it was", || {
        Ok(advice(stage)?.as_str().is_some_and(|line| line.ends_with("Ask first")).then_some(()))
    })
}

/// Where Chromium looks for what an organisation sets; only on a machine whose owner lets the tests write there.
const POLICIES: &str = "/etc/chromium/policies/managed";

/// Risk: what an organisation sets does not reach the settings, or what it locks can be changed.
fn what_an_organisation_presets_is_marked_and_locked(stage: &Stage) -> Result<(), String> {
    if stage.kind != Kind::Chromium {
        return Ok(());
    }
    let file = std::path::Path::new(POLICIES).join("demur-journey.json");
    let id = stage.extension.trim_start_matches("chrome-extension://").trim_end_matches('/').to_owned();
    let policy = serde_json::json!({ "3rdparty": { "extensions": { (id): {
        "accepts": "met", "strictness": "strict", "moved": { "no-reason": "decline" }, "locked": ["strictness", "moved"],
    } } } });
    let written = std::fs::create_dir_all(POLICIES).and_then(|()| std::fs::write(&file, policy.to_string()));
    if written.is_err() {
        return Ok(());
    }
    let seen = presets(stage);
    std::fs::remove_file(&file).map_err(|error| error.to_string())?;
    seen?;
    until("the presets to go", || {
        let left = later(stage, "chrome.storage.managed.get(null).then((all) => Object.keys(all).length)")?;
        Ok((left == 0).then_some(()))
    })
}

fn presets(stage: &Stage) -> Result<(), String> {
    stage.open_own("popup.html")?;
    until("the presets", || {
        let all = later(stage, "chrome.storage.managed.get(null).then((all) => Object.keys(all).length)")?;
        Ok((all == 4).then_some(()))
    })?;
    stage.open_own("settings.html")?;
    let read = "const at = (name) => document.querySelector(`[name=${name}]`); \
                return [at('accepts').value, at('accepts').disabled, at('strictness').value, at('strictness').disabled, \
                [...document.querySelectorAll('label .preset-note')].map((note) => note.textContent)]";
    let expected = serde_json::json!([
        "met",
        false,
        "strict",
        true,
        ["Preset by your organisation; you can change it.", "Set by your organisation."]
    ]);
    same("the controls", &stage.script(read)?, &expected)?;
    set(stage, "[name=accepts]", "reason")?;
    stage.until_true("word that it is saved", "return document.querySelector('#saved').textContent === 'Saved.'")?;
    stage.open_own("settings.html")?;
    same(
        "what the person set",
        &stage.script("return document.querySelector('[name=accepts]').value")?,
        &"reason".into(),
    )?;
    stage.open_own("table.html")?;
    let read = "return [document.querySelector('#preset').textContent, document.querySelector('#rows .row-no-reason [aria-pressed=true]').textContent, \
                [...document.querySelectorAll('#rows button')].every((button) => button.disabled), document.querySelector('#ours').hidden]";
    let expected = serde_json::json!(["Set by your organisation.", "Decline", true, true]);
    same("the rows", &stage.script(read)?, &expected)
}

/// Risk: the first run does not get a person going: the name is not kept, or the example does not follow it.
fn the_first_run_takes_a_minute(stage: &Stage) -> Result<(), String> {
    stage.open_own("welcome.html")?;
    stage.press("textbox", "Your name")?;
    stage.keys("Lucía Farías")?;
    stage.until_true(
        "the example to greet by name",
        "return document.querySelector('#example .message').textContent.startsWith('Hi Lucía,')",
    )?;
    let judged = stage.script("return [document.querySelector('#example .verdict').textContent, document.querySelectorAll('#example .telling').length > 0]")?;
    same("the example", &judged, &serde_json::json!(["Decline", true]))?;
    stage.keys("\u{e004}")?;
    until("the name to be kept", || {
        let kept = later(stage, "chrome.storage.sync.get('settings.name').then((all) => all['settings.name'] ?? '')")?;
        Ok((kept == "Lucía Farías").then_some(()))
    })?;
    stage.script(
        "const carried = new DataTransfer(); carried.items.add(new File(['School Name,Start Date,End Date,Notes,Degree Name,Activities\\nNorthgate College,2010,2013,,BA History,\\n'], 'Education.csv')); \
         const input = document.querySelector('#record-file'); input.files = carried.files; \
         input.dispatchEvent(new Event('change', { bubbles: true }))",
    )?;
    stage.press("button", "Take it over")?;
    stage.until_true("word of it", "return document.querySelector('#record-said').textContent === 'Taken over.'")?;
    let kept = later(stage, "chrome.storage.local.get('record').then((all) => all.record.education.length)")?;
    same("schools in the record", &kept, &1.into())
}

/// Risk: what the proof page says is not what is.
fn the_proof_page_says_what_is(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    stage.new_tab()?;
    stage.open_own("proof.html")?;
    let numbers = "return [...document.querySelectorAll('#numbers .number')].map((number) => number.textContent)";
    until("one node in one page", || {
        let found = stage.script(numbers)?;
        Ok((found[0] == "0" && found[1] == "1").then_some(()))
    })?;
    let all = stage.script("return document.querySelector('#numbers').textContent")?;
    if !all.as_str().unwrap_or_default().contains("www.linkedin.com: 1 in the page") {
        return Err(format!("the page is not named: {all}"));
    }
    stage.until_true("the files", "return document.querySelectorAll('#hashes dd').length >= 8")?;
    for file in ["demur_bg.wasm", "packs/en.bin", "packs/pt.bin"] {
        let hash = later(
            stage,
            &format!(
                "fetch('{file}').then((file) => file.arrayBuffer()).then((bytes) => crypto.subtle.digest('SHA-256', bytes)).then((hash) => [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join(''))"
            ),
        )?;
        let shown = stage.script(&format!(
            "return [...document.querySelectorAll('#hashes dt')].find((name) => name.textContent === '{file}').nextSibling.textContent.replaceAll(' ', '')"
        ))?;
        same(file, &shown, &hash)?;
    }
    stage.press("button", "Run the self-test")?;
    stage.until_true("the self-test", "return document.querySelector('#tested').textContent.startsWith('All ')")?;
    stage.press("button", "Erase everything")?;
    stage.press("button", "Keep everything")?;
    stage.until_true(
        "word of it",
        "return document.querySelector('#data-said').textContent === 'Nothing was erased.'",
    )?;
    stage.script("document.querySelector('#data-erase').click(); document.querySelector('#data-erase-yes').click()")?;
    stage.until_true(
        "word that all is gone",
        "return document.documentElement.dataset.ready && document.querySelector('#data-said')?.textContent === 'Everything is erased.'",
    )?;
    until("the choices to be gone", || {
        let left = later(stage, "chrome.storage.local.get('choices').then((all) => Object.keys(all).length)")?;
        Ok((left == 0).then_some(()))
    })
}
