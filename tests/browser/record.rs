//! The person's record: an export taken over, checked against, backed up and brought back.

use std::io::{Cursor, Write};
use std::path::Path;
use std::time::Instant;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::access::axe;
use crate::driver::{Kind, until};
use crate::extension::{later, popup_over_page};
use crate::invitations::{ESCAPE, PAGE};
use crate::people::{flags, unfold};
use crate::{Journey, Stage, same};

pub const JOURNEYS: &[Journey] = &[
    ("an_export_is_taken_over_and_brought_back", an_export_is_taken_over_and_brought_back),
    ("from_a_fresh_install_to_a_backup_and_back", from_a_fresh_install_to_a_backup_and_back),
    ("a_dropped_export_is_read_and_one_in_german_says_so", a_dropped_export_is_read_and_one_in_german_says_so),
    ("a_full_storage_says_so_and_loses_nothing", a_full_storage_says_so_and_loses_nothing),
    ("what_is_damaged_is_told_and_set_aside", what_is_damaged_is_told_and_set_aside),
    ("what_is_too_long_to_travel_is_told", what_is_too_long_to_travel_is_told),
    ("cancelling_an_import_changes_nothing", cancelling_an_import_changes_nothing),
    ("half_a_million_messages_leave_the_page_at_hand", half_a_million_messages_leave_the_page_at_hand),
    ("the_backlog_is_gone_through_by_keyboard", the_backlog_is_gone_through_by_keyboard),
    ("what_stands_on_a_page_is_in_the_backlog", what_stands_on_a_page_is_in_the_backlog),
    ("thousands_of_rows_stay_smooth", thousands_of_rows_stay_smooth),
    ("two_tabs_and_the_popup_that_write_at_once_lose_nothing", two_tabs_and_the_popup_that_write_at_once_lose_nothing),
];

/// An export as the network makes it, of a person who never was at the University of Porto.
const EXPORT: &[(&str, &str)] = &[
    ("Profile.csv", "First Name,Last Name,Headline\nSam,Porter,Buyer of fish\n"),
    (
        "Positions.csv",
        "Company Name,Title,Description,Location,Started On,Finished On\nHarbour Foods,Buyer,,,Mar 2018,\n",
    ),
    (
        "Education.csv",
        "School Name,Start Date,End Date,Notes,Degree Name,Activities\nNorthgate College,2010,2013,,BA History,\n",
    ),
    (
        "Connections.csv",
        "Notes:\n\"When exporting your connection data, you may notice that some addresses are missing.\"\n\n\
         First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
         Lucía,Farías,https://www.linkedin.com/in/lucia-farias,,Tidewater,Clerk,12 Mar 2021\n\
         Dana,Whitfield,https://www.linkedin.com/in/dana-whitfield,,Tidewater,Clerk,not a day\n",
    ),
    (
        "Invitations.csv",
        "From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\n\
         Lucía Farías,Sam Porter,\"3/10/21, 10:11 AM\",\"Hi Sam, it was good to meet you at the fish market. I'd like to keep in touch about the harbour fund.\",INCOMING,https://www.linkedin.com/in/lucia-farias,\n\
         Mo Salt,Sam Porter,\"5/12/21, 10:11 AM\",\"=HYPERLINK(0) I'd like to expand my professional network.\",INCOMING,https://www.linkedin.com/in/mo-salt,\n\
         Kim Vale,Sam Porter,\"6/1/21, 10:11 AM\",\"Would you refer me for any job at your company? I need it urgently.\",INCOMING,https://www.linkedin.com/in/kim-vale,\n",
    ),
    (
        "messages.csv",
        "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n\
         1,,Lucía Farías,https://www.linkedin.com/in/lucia-farias,Sam Porter,https://www.linkedin.com/in/sam-porter,2021-03-14 10:11:12 UTC,,Secret words,INBOX\n",
    ),
    ("Ads Clicked.csv", "Ad clicked Date,Ad Title/Id\n"),
];

fn archive() -> Result<String, String> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in EXPORT {
        zip.start_file(*name, SimpleFileOptions::default()).map_err(|error| error.to_string())?;
        zip.write_all(text.as_bytes()).map_err(|error| error.to_string())?;
    }
    Ok(STANDARD.encode(zip.finish().map_err(|error| error.to_string())?.into_inner()))
}

/// Chooses a file, as the browser's own dialogue would.
fn choose(stage: &Stage, input: &str, name: &str, content: &str) -> Result<(), String> {
    stage.script(&format!(
        "const carried = new DataTransfer(); carried.items.add(new File([{content}], {name:?})); \
         const input = document.querySelector('{input}'); input.files = carried.files; \
         input.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    ))?;
    Ok(())
}

fn text_of(stage: &Stage, css: &str) -> Result<String, String> {
    let text = stage.script(&format!("return document.querySelector({css:?})?.textContent ?? ''"))?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

pub fn take_over(stage: &Stage) -> Result<(), String> {
    stage.open_own("settings.html")?;
    let bytes = format!("Uint8Array.from(atob({:?}), (c) => c.charCodeAt(0))", archive()?);
    choose(stage, "#record-file", "Basic_LinkedInDataExport.zip", &bytes)?;
    stage.press("button", "Take it over")?;
    stage.until_true("word of it", "return document.querySelector('#record-said').textContent === 'Taken over.'")
}

/// Risk: what was imported is not what claims are checked against, or does not come back from a backup.
fn an_export_is_taken_over_and_brought_back(stage: &Stage) -> Result<(), String> {
    stage.open_own("settings.html")?;
    let bytes = format!("Uint8Array.from(atob({:?}), (c) => c.charCodeAt(0))", archive()?);
    choose(stage, "#record-file", "Basic_LinkedInDataExport.zip", &bytes)?;
    stage.wait("button", "Take it over")?;
    let preview = text_of(stage, "#record-preview")?;
    for part in ["1 position", "line 6: the date “not a day” is not understood", "3 invitations", "1 file is not read"]
    {
        if !preview.contains(part) {
            return Err(format!("the preview does not say {part:?}: {preview}"));
        }
    }
    same(
        "nothing is stored before",
        &later(stage, "chrome.storage.local.get('record').then((all) => 'record' in all)")?,
        &false.into(),
    )?;
    take_over(stage)?;
    let before = stored(stage)?;
    if before["local"]["record"].to_string().contains("Secret") {
        return Err("words of a message were kept".to_owned());
    }
    take_over(stage)?;
    same("importing again", &stored(stage)?, &before)?;

    stage.go(PAGE)?;
    stage.press_chip_of("Hannah Greene")?;
    let claims = stage.panel()?.claims.join("\n");
    if !claims.contains("Your record shows no school called") {
        return Err(format!("the claim is not called out: {claims}"));
    }

    let file = there_and_back(stage)?;
    // Beside what is here, nothing of it is doubled.
    let before = stored(stage)?;
    choose(stage, "#data-import", "backup.json", &serde_json::to_string(&file).unwrap_or_default())?;
    stage.press("button", "Merge")?;
    stage.until_true("word that it is merged", "return document.documentElement.dataset.ready && document.querySelector('#data-said')?.textContent === 'The backup has been taken over.'")?;
    same("after merging", &stored(stage)?, &before)
}

/// Saves a backup, erases everything, and brings it back; all is as it was. Returns the file.
fn there_and_back(stage: &Stage) -> Result<String, String> {
    stage.open_own("settings.html")?;
    stage.script(
        "window.saved = undefined; const make = URL.createObjectURL; URL.createObjectURL = (blob) => { blob.text().then((text) => (window.saved = text)); return make.call(URL, blob) }; \
         HTMLAnchorElement.prototype.click = () => {}",
    )?;
    stage.press("button", "Save a backup")?;
    let backup = until("the backup", || {
        Ok(stage.script("return window.saved ?? ''")?.as_str().filter(|text| !text.is_empty()).map(str::to_owned))
    })?;

    // What was read meanwhile belongs to it too.
    let before = stored(stage)?;
    stage.press("button", "Erase everything")?;
    stage.until_true("the question", "return !document.querySelector('#data-sure').hidden")?;
    stage.script("document.querySelector('#data-erase-yes').click()")?;
    stage.until_true("word that all is gone", "return document.documentElement.dataset.ready && document.querySelector('#data-said')?.textContent === 'Everything is erased.'")?;
    same("what is left", &stored(stage)?, &json!({ "local": {}, "sync": {} }))?;

    choose(stage, "#data-import", "backup.json", &serde_json::to_string(&backup).unwrap_or_default())?;
    stage.wait("button", "Replace everything")?;
    stage.script("document.querySelector('#data-replace').click()")?;
    stage.until_true("word that it is back", "return document.documentElement.dataset.ready && document.querySelector('#data-said')?.textContent === 'The backup has been taken over.'")?;
    same("what is back", &stored(stage)?, &before)?;
    Ok(backup)
}

/// Risk: each part works by itself and the whole does not.
fn from_a_fresh_install_to_a_backup_and_back(stage: &Stage) -> Result<(), String> {
    later(stage, "Promise.all([chrome.storage.local.clear(), chrome.storage.sync.clear()]).then(() => true)")?;
    stage.choose("In the page")?;
    take_over(stage)?;

    stage.go(PAGE)?;
    stage.press_chip_of("Tomás Herrera")?;
    let before = stage.panel()?;
    stage.keys(ESCAPE)?;
    stage.press_chip_of("Hannah Greene")?;
    let claims = stage.panel()?.claims.join("\n");
    if !claims.contains("Your record shows no school called") {
        return Err(format!("the claim is not called out: {claims}"));
    }
    unfold(stage)?;
    stage.press("button", "Bad experience")?;
    until("the flag", || Ok(flags(stage)?.contains(&"Past trouble".to_owned()).then_some(())))?;
    stage.with(
        &stage.wait("dialog", "Demur advice")?,
        "function() { const d = new Date(); const two = (n) => String(n).padStart(2, '0'); \
         this.querySelector('.date').value = `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`; \
         this.querySelector('.date').dispatchEvent(new Event('input')) }",
    )?;

    stage.go("https://www.linkedin.com/messaging/thread/2-hannah/")?;
    stage.press("button", "Demur: ")?;
    let next = stage.panel()?;
    let trouble = next.flags.iter().find(|flag| flag.name == "Past trouble").ok_or("her next message shows nothing")?;
    same("why", &trouble.why.as_str(), &"You noted a bad experience with them today.")?;

    stage.open_own("settings.html")?;
    let year = later(stage, "Promise.resolve(new Date().getFullYear() + 1)")?;
    stage.script(&format!(
        "const field = document.querySelector('[name=break_until]'); field.value = '{year}-06-30'; \
         field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
    ))?;
    stage.until_true("word that it is saved", "return document.querySelector('#saved').textContent === 'Saved.'")?;
    stage.go(PAGE)?;
    stage.press_chip_of("Tomás Herrera")?;
    let resting = stage.panel()?;
    if before.advice != "Accept" || resting.advice == before.advice || resting.replies == before.replies {
        return Err(format!("the break changes nothing: {} and {}", before.advice, resting.advice));
    }
    if !resting.replies.iter().any(|reply| reply.contains("June")) {
        return Err(format!("no reply says until when: {:?}", resting.replies));
    }

    stage.open_own("popup.html")?;
    stage.wait("heading", "To come back to")?;
    stage.until_true("her name", "return document.querySelector('#due').textContent.includes('Hannah Greene')")?;
    there_and_back(stage).map(|_| ())
}

/// Risk: the drop opens the file in the tab, or a file in another language is read as rubbish.
fn a_dropped_export_is_read_and_one_in_german_says_so(stage: &Stage) -> Result<(), String> {
    stage.open_own("settings.html")?;
    let drop = |name: &str, content: &str| {
        stage.script(&format!(
            "const carried = new DataTransfer(); carried.items.add(new File([{content}], {name:?})); \
             const zone = document.querySelector('#record-drop p'); \
             const say = (type) => zone.dispatchEvent(new DragEvent(type, {{ dataTransfer: carried, bubbles: true, cancelable: true }})); \
             const over = say('dragover'); const lit = document.querySelector('#record-drop').classList.contains('over'); \
             return [over, lit, say('drop')]"
        ))
    };
    let bytes = format!("Uint8Array.from(atob({:?}), (c) => c.charCodeAt(0))", archive()?);
    same("the browser is held off", &drop("Export.zip", &bytes)?, &json!([false, true, false]))?;
    stage.press("button", "Take it over")?;
    stage.until_true("word of it", "return document.querySelector('#record-said').textContent === 'Taken over.'")?;
    let before = stored(stage)?;
    drop(
        "Connections.csv",
        "'Vorname,Nachname,URL,E-Mail-Adresse,Unternehmen,Position,Verknüpft am\\nUwe,Feld,,,Hafen,,1 Mai 2021\\n'",
    )?;
    stage.until_true("what the file holds", "return !document.querySelector('#record-found').hidden")?;
    let preview = text_of(stage, "#record-preview")?;
    if !preview.contains("Its columns are in German") {
        return Err(format!("the language is not told: {preview}"));
    }
    stage.until_true("nothing to take", "return document.querySelector('#record-take').hidden")?;
    same("what is stored", &stored(stage)?, &before)
}

/// Risk: there is no room left, and half of an import, or what was there, is gone.
fn a_full_storage_says_so_and_loses_nothing(stage: &Stage) -> Result<(), String> {
    take_over(stage)?;
    let before = stored(stage)?;
    // Chromium's storage is filled; Firefox's knows no such end, so its refusal is made.
    match stage.kind {
        Kind::Chromium => later(
            stage,
            "chrome.storage.local.getBytesInUse(null).then((used) => chrome.storage.local.set({ filler: 'x'.repeat(chrome.storage.local.QUOTA_BYTES - used - 1200) }))",
        )?,
        Kind::Firefox => stage.script(
            "window.set = chrome.storage.local.set; chrome.storage.local.set = () => Promise.reject(new Error('QuotaExceededError: storage.local API call exceeded its quota limitations.'))",
        )?,
    };
    choose(stage, "#record-file", "messages.csv", &messages(20_000))?;
    stage.press("button", "Take it over")?;
    stage.until_true(
        "word of it",
        "return document.querySelector('#record-said').textContent.includes('full: nothing was changed')",
    )?;
    let mut now = stored(stage)?;
    if let Some(local) = now["local"].as_object_mut() {
        local.remove("filler");
    }
    same("what is stored", &now, &before)?;
    // Once there is room, the same can be taken over.
    match stage.kind {
        Kind::Chromium => later(stage, "chrome.storage.local.remove('filler')")?,
        Kind::Firefox => stage.script("chrome.storage.local.set = window.set")?,
    };
    stage.press("button", "Take it over")?;
    stage.until_true("word of it", "return document.querySelector('#record-said').textContent === 'Taken over.'")?;
    let summary = text_of(stage, "#record-summary")?;
    let told = ["20,001 people you exchanged messages with", "1 position"].iter().all(|part| summary.contains(part));
    told.then_some(()).ok_or_else(|| format!("not all is there: {summary}"))
}

/// Risk: one value that cannot be read takes the rest with it, or goes without a word.
fn what_is_damaged_is_told_and_set_aside(stage: &Stage) -> Result<(), String> {
    take_over(stage)?;
    later(
        stage,
        "chrome.storage.local.get('record').then(({ record }) => { record.positions.push({ company: 7 }); return chrome.storage.local.set({ record, ledger: 'spoilt' }) }).then(() => true)",
    )?;
    stage.open_own("settings.html")?;
    let aside = text_of(stage, "#data-aside")?;
    if !aside.contains("positions/1") || !aside.contains("People, decisions and notes, all of it") {
        return Err(format!("the damage is not told: {aside}"));
    }
    let summary = text_of(stage, "#record-summary")?;
    if !summary.contains("1 position") {
        return Err(format!("the rest is not there: {summary}"));
    }
    // The next change sets it aside, and a backup has it.
    stage.script("const area = document.querySelector('#record-groups'); area.value = 'Harbour Society'; area.dispatchEvent(new Event('change'))")?;
    until("what is set aside", || {
        Ok((later(stage, "chrome.storage.local.get('aside').then(({ aside }) => aside?.[0]?.value?.company ?? 0)")?
            == 7)
            .then_some(()))
    })?;
    stage.open_own("settings.html")?;
    let again = text_of(stage, "#data-aside")?;
    same("told once each", &again.matches("positions/1").count(), &1)?;
    same("what is spoilt is left where it is", &stored(stage)?["local"]["ledger"], &"spoilt".into())
}

/// Risk: what does not fit the browser's synchronisation is lost, or the person believes that it travels.
fn what_is_too_long_to_travel_is_told(stage: &Stage) -> Result<(), String> {
    stage.open_own("settings.html")?;
    let change = |length: usize| {
        stage.script(&format!(
            "const field = document.querySelector('[name=elsewhere]'); field.value = 'x'.repeat({length}); field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        ))
    };
    change(9_000)?;
    stage.until_true(
        "word of it",
        "return document.querySelector('#saved').textContent.includes('too long for the browser to carry')",
    )?;
    let kept = stored(stage)?;
    same("kept here", &kept["local"]["overflow"]["settings.elsewhere"].as_str().map(str::len), &Some(9_000))?;
    same("not there", &kept["sync"]["settings.elsewhere"], &Value::Null)?;
    stage.open_own("settings.html")?;
    let told = text_of(stage, "#data-overflow")?;
    if !told.contains("Where else people can stay in touch") {
        return Err(format!("not told: {told}"));
    }
    change(20)?;
    stage.until_true("word of it", "return document.querySelector('#saved').textContent === 'Saved.'")?;
    let kept = stored(stage)?;
    same("back", &kept["sync"]["settings.elsewhere"].as_str().map(str::len), &Some(20))?;
    same("no overflow", &kept["local"]["overflow"], &Value::Null)
}

fn stored(stage: &Stage) -> Result<Value, String> {
    later(
        stage,
        "Promise.all([chrome.storage.local.get(null), chrome.storage.sync.get(null)]).then(([local, sync]) => ({ local, sync }))",
    )
}

/// Text of a file of messages, made in the page.
fn messages(count: usize) -> String {
    format!(
        "...(() => {{ const out = ['FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,CONTENT,FOLDER\\n']; const me = 'Sam Porter,https://www.linkedin.com/in/sam-porter'; \
         for (let n = 0; n < {count}; n++) {{ const who = `Person ${{n % 20000}},https://www.linkedin.com/in/person-${{n % 20000}}`; \
         out.push(`${{n % 3 ? who + ',' + me : me + ',' + who}},20${{10 + n % 15}}-03-12 10:11:12 UTC,\"Hello there, this is what people write to each other, with a comma and more words than one\",INBOX\\n`) }} return out }})()"
    )
}

/// Risk: a large import freezes the page or keeps what it should only count.
fn half_a_million_messages_leave_the_page_at_hand(stage: &Stage) -> Result<(), String> {
    stage.open_own("settings.html")?;
    stage.script("window.longest = 0; let last = performance.now(); window.beat = setInterval(() => { const now = performance.now(); window.longest = Math.max(window.longest, now - last); last = now }, 20)")?;
    choose(stage, "#record-file", "messages.csv", &messages(500_000))?;
    stage.script("window.longest = 0")?;
    let began = Instant::now();
    stage.wait("button", "Take it over")?;
    let took = began.elapsed();
    let longest = stage.script("clearInterval(window.beat); return Math.round(window.longest)")?;
    println!("500,000 messages in {took:.1?}, the page held up for at most {longest} ms");
    let preview = text_of(stage, "#record-preview")?;
    if !preview.contains("500,000 messages") {
        return Err(format!("not all were read: {preview}"));
    }
    stage.press("button", "Take it over")?;
    stage.until_true("word of it", "return document.querySelector('#record-said').textContent === 'Taken over.'")?;
    let summary = text_of(stage, "#record-summary")?;
    if !summary.contains("20,000 people you exchanged messages with") {
        return Err(format!("the summary is another: {summary}"));
    }
    Ok(())
}

/// Risk: a cancelled import leaves something behind.
fn cancelling_an_import_changes_nothing(stage: &Stage) -> Result<(), String> {
    take_over(stage)?;
    let before = stored(stage)?;
    choose(stage, "#record-file", "messages.csv", &messages(200_000))?;
    stage.press("button", "Cancel")?;
    stage.until_true(
        "word of it",
        "return document.querySelector('#record-said').textContent.startsWith('Cancelled')",
    )?;
    same("after cancelling", &stored(stage)?, &before)
}

/// Risk: the slower of two tabs writes over what the other, or the popup, has just kept.
fn two_tabs_and_the_popup_that_write_at_once_lose_nothing(stage: &Stage) -> Result<(), String> {
    // All change the same values, and none waits for another.
    let add = |who: &str| {
        stage.script(&format!(
            "for (let n = 0; n < 12; n++) {{ document.querySelector('#people-new').value = `{who} ${{n}}`; document.querySelector('#people-add').click() }}"
        ))
    };
    let change = |name: &str, text: &str| {
        stage.script(&format!(
            "const field = document.querySelector('[name={name}]'); field.value = {text:?}; field.dispatchEvent(new Event('change', {{ bubbles: true }}))"
        ))
    };
    stage.go(PAGE)?;
    stage.chip_of("Dana Whitfield")?;
    let popup = stage.new_tab()?;
    popup_over_page(stage)?;
    stage.new_tab()?;
    stage.open_own("settings.html")?;
    let first = stage.tab()?;
    stage.new_tab()?;
    stage.open_own("settings.html")?;
    add("Second")?;
    change("policy", "Met only.")?;
    let second = stage.tab()?;
    stage.switch(&popup)?;
    stage.script("document.querySelector('#site-on').click()")?;
    stage.switch(&first)?;
    add("First")?;
    stage.script("document.querySelector('#typed').click()")?;
    change("elsewhere", "my blog")?;
    change("name", "Sam Porter")?;
    stage.switch(&second)?;
    change("resources", "the guide")?;
    until("all of it", || {
        let all = stored(stage)?;
        let kept = ["policy", "elsewhere", "name", "resources"]
            .iter()
            .filter(|name| !all["sync"][format!("settings.{name}")].is_null());
        let people = all["local"]["record"]["connections"].as_str().unwrap_or_default().lines().count();
        let choices = &all["local"]["choices"];
        let both = choices["off"] == json!(["www.linkedin.com"]) && choices["typing_unread"] == true;
        Ok((kept.count() == 4 && people == 24 && both).then_some(()))
    })
}

/// Pictures of the page in light and dark, for whoever wants to look: `DEMUR_PICTURES` names the folder.
fn pictures(stage: &Stage, name: &str) -> Result<(), String> {
    let Some(folder) = std::env::var_os("DEMUR_PICTURES").filter(|_| stage.kind == Kind::Chromium) else {
        return Ok(());
    };
    for (scheme, dark) in [("light", false), ("dark", true)] {
        stage.dark(dark)?;
        stage.picture(&Path::new(&folder).join(format!("{name}-{scheme}.png")))?;
    }
    stage.dark(false)
}

/// Risk: the table does not hold what was imported, the keyboard does not reach it, or a decision is not kept.
fn the_backlog_is_gone_through_by_keyboard(stage: &Stage) -> Result<(), String> {
    take_over(stage)?;
    stage.open_own("backlog.html")?;
    stage.until_true(
        "all rows judged",
        "return document.querySelector('#backlog-said').textContent === '3 invitations.'",
    )?;
    let names =
        "return [...document.querySelectorAll('#rows tr[data-at] td.who')].map((cell) => cell.textContent).join()";
    same("newest first", &stage.script(names)?, &"Kim Vale,Mo Salt,Lucía Farías".into())?;
    let answers =
        "return [...document.querySelectorAll('#rows tr[data-at] td.answer')].map((cell) => cell.textContent).join()";
    same("from the record", &stage.script(answers)?, &"left open,left open,accepted".into())?;
    stage.script("document.querySelector('#table').focus()")?;
    stage.keys("jo")?;
    stage.until_true("the invitation", "return (document.querySelector('#opened h2')?.textContent ?? '') !== ''")?;
    stage.keys("d")?;
    stage
        .until_true("word of it", "return document.querySelector('#backlog-said').textContent === 'Noted: Mo Salt.'")?;
    same("decided", &stage.script(answers)?, &"left open,declined,accepted".into())?;
    stage.script("document.querySelectorAll('#rows tr[data-at] td.who')[2].click()")?;
    stage.until_true(
        "the row that was pressed",
        "return document.querySelector('#opened .lead')?.textContent.startsWith('Lucía Farías') ?? false",
    )?;
    stage.script(
        "document.querySelectorAll('#rows tr[data-at] td.who')[1].click(); document.querySelector('#table').focus()",
    )?;
    stage.until_true(
        "the one before again",
        "return document.querySelector('#opened .lead')?.textContent.startsWith('Mo Salt') ?? false",
    )?;
    pictures(stage, "backlog-few")?;
    axe(stage, "document")?;
    stage.keys("n")?;
    stage.keys("Sells hammocks")?;
    stage.until_true("the note", "return document.activeElement.value === 'Sells hammocks'")?;
    stage.script("document.activeElement.blur()")?;
    let noted = "chrome.storage.local.get('ledger').then(({ ledger }) => ledger.people.map((person) => [person.name, person.note, person.requests[0]?.decision].join()).join(';'))";
    until("the ledger", || Ok((later(stage, noted)? == "Mo Salt,Sells hammocks,declined").then_some(())))?;

    stage.script("window.saved = ''; const make = URL.createObjectURL; URL.createObjectURL = (blob) => { blob.text().then((text) => (window.saved = text)); return make.call(URL, blob) }; HTMLAnchorElement.prototype.click = () => {}")?;
    stage.press("button", "Save as CSV")?;
    let saved = until("the file", || {
        Ok(stage.script("return window.saved")?.as_str().filter(|text| !text.is_empty()).map(str::to_owned))
    })?;
    if !saved.contains("\"'=HYPERLINK(0)") {
        return Err(format!("a formula stands in the file: {saved}"));
    }
    stage.open_own("backlog.html")?;
    stage.until_true(
        "all rows judged",
        "return document.querySelector('#backlog-said').textContent === '3 invitations.'",
    )?;
    same("after a reload", &stage.script(answers)?, &"left open,declined,accepted".into())?;
    stage.script(
        "const by = document.querySelector('#by-answer'); by.value = 'declined'; by.dispatchEvent(new Event('change'))",
    )?;
    same("chosen", &stage.script(names)?, &"Mo Salt".into())
}

/// Risk: only what was imported is listed, or there is no way from the list to the page.
fn what_stands_on_a_page_is_in_the_backlog(stage: &Stage) -> Result<(), String> {
    stage.go(PAGE)?;
    stage.chip_of("Hannah Greene")?;
    let page = stage.tab()?;
    stage.new_tab()?;
    stage.open_own("backlog.html")?;
    let rows = "return [...document.querySelectorAll('#rows tr[data-at]')].map((row) => \
        [row.querySelector('.who').textContent, row.querySelector('.mutual').textContent].join(' '))";
    let chosen = |control: &str, value: &str| {
        stage.script(&format!(
            "const by = document.querySelector('#{control}'); by.value = '{value}'; by.dispatchEvent(new Event('change'))"
        ))
    };
    stage.until_true("rows", "return document.querySelectorAll('#rows tr[data-at]').length > 3")?;
    chosen("sort", "mutual")?;
    chosen("by-mutual", "some")?;
    pictures(stage, "backlog-page")?;
    let found = stage.script(rows)?;
    let counts: Vec<usize> = found
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|row| row.as_str()?.rsplit(' ').next()?.parse().ok())
        .collect();
    if counts.is_empty() || counts.contains(&0) || !counts.is_sorted_by(|a, b| a >= b) {
        return Err(format!("not by mutual connections: {found}"));
    }
    chosen("by-mutual", "")?;
    stage.script("document.querySelector('#find').value = 'hannah greene'; document.querySelector('#find').dispatchEvent(new Event('input'))")?;
    stage.script("document.querySelector('#table').focus()")?;
    stage.keys("o")?;
    stage.press("button", "Show it on its page")?;
    stage.switch(&page)?;
    stage.wait("dialog", "Demur advice")?;
    stage.until_true("the page in front", "return document.visibilityState === 'visible'")
}

/// Risk: thousands of rows make the page crawl.
fn thousands_of_rows_stay_smooth(stage: &Stage) -> Result<(), String> {
    stage.open_own("settings.html")?;
    let rows = "...(() => { const out = ['From,To,Sent At,Message,Direction,inviterProfileUrl,inviteeProfileUrl\\n']; \
        const say = ['Would you refer me for any job at your company?', 'I would like to expand my professional network.', '', 'Your talk on tides helped me plan our harbour. Could I ask you one question about it?', 'We help firms like yours double their revenue. Book a demo?']; \
        for (let n = 0; n < 5000; n++) out.push(`Person ${n} Surname,Sam Porter,\"${1 + n % 12}/${1 + n % 28}/${20 + n % 5}, 10:11 AM\",\"${say[n % 5]}\",INCOMING,https://www.linkedin.com/in/person-${n},\\n`); return out })()";
    choose(stage, "#record-file", "Invitations.csv", rows)?;
    stage.press("button", "Take it over")?;
    stage.until_true("word of it", "return document.querySelector('#record-said').textContent === 'Taken over.'")?;
    stage.open_own("backlog.html")?;
    stage.script("window.longest = 0; let last = performance.now(); window.beat = setInterval(() => { const now = performance.now(); window.longest = Math.max(window.longest, now - last); last = now }, 10)")?;
    let began = Instant::now();
    stage.until_true("rows", "return document.querySelectorAll('#rows tr[data-at]').length > 5")?;
    let first = began.elapsed();
    until("all judged", || {
        let done = stage
            .script("return /^5,0\\d\\d invitations\\.$/.test(document.querySelector('#backlog-said').textContent)")?;
        Ok((done == true).then_some(()))
    })?;
    let all = began.elapsed();
    let longest = stage.script("return Math.round(window.longest)")?;
    println!("first rows after {first:.1?}, 5,000 judged after {all:.1?}, the page held up for at most {longest} ms");
    pictures(stage, "backlog-many")?;
    // What a frame takes while nothing happens is the machine's own doing, and more where others work on it.
    let frames = |by: u32| -> Result<f64, String> {
        let scroll = format!(
            "const done = arguments[arguments.length - 1]; const area = document.querySelector('#scroll'); const times = []; let n = 0; \
             const step = () => {{ const from = performance.now(); area.scrollTop += {by}; requestAnimationFrame(() => {{ \
               times.push(performance.now() - from); n++ < 40 ? step() : done(times.sort((a, b) => b - a)[2]) }}) }}; step()"
        );
        Ok(stage.script_later(&scroll)?.as_f64().unwrap_or(f64::MAX))
    };
    let still = frames(0)?;
    let frame = frames(4321)? - still;
    println!(
        "a frame while scrolling took at most {frame:.0} ms more than one that stands still, which took {still:.0} ms"
    );
    let drawn = stage.script("return document.querySelectorAll('#rows tr').length")?.as_u64().unwrap_or(u64::MAX);
    if drawn > 80 {
        return Err(format!("{drawn} rows are drawn at once"));
    }
    // However far one has scrolled, what is in sight is drawn.
    let in_sight = "const area = document.querySelector('#scroll').getBoundingClientRect(); \
        return [...document.querySelectorAll('#rows tr[data-at]')].some(row => { \
          const place = row.getBoundingClientRect(); return place.top < area.bottom && place.bottom > area.top })";
    stage.until_true("rows where one has scrolled to", in_sight)
}
