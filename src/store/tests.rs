use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::record::{Connection, Exchange, Position, Record};
use crate::settings::{OwnReply, Settings, Tone};
use crate::{Advice, record::PartialDate};

fn area(value: Value) -> Area {
    value.as_object().cloned().unwrap()
}

/// Every layout that there has ever been, as a profile of its time holds it, becomes this one and loses nothing.
#[test]
fn every_older_layout_becomes_this_one() {
    let old = area(serde_json::from_str(include_str!("old/0.json")).unwrap());
    let (mut local, mut sync) = (old.clone(), Area::new());
    let change = migrate(&local, &sync).unwrap().unwrap();
    change.apply(&mut local, &mut sync);
    assert_eq!(version(&local), VERSION);
    assert_eq!(migrate(&local, &sync), Ok(None), "migrating again does nothing");

    let settings: Settings = read(SETTINGS, join(&sync, &Area::new())).value;
    let before: Settings = serde_json::from_value(old[SETTINGS].clone()).unwrap();
    assert_eq!(settings, before);
    let record: Record = read(RECORD, local[RECORD].clone()).value;
    assert_eq!(record, serde_json::from_value(old[RECORD].clone()).unwrap());
    assert!(local[RECORD]["connections"].is_string(), "long lists are lines");
    assert_eq!(local[CHOICES], old[CHOICES]);
    assert_eq!(local["unknown"], old["unknown"], "what this program does not know is left alone");
}

#[test]
fn a_newer_layout_is_left_alone() {
    assert_eq!(migrate(&area(json!({ "schema": VERSION + 1 })), &Area::new()), Err(VERSION + 1));
    assert_eq!(migrate(&Area::new(), &Area::new()), Ok(None));
}

#[test]
fn settings_kept_by_an_older_program_meanwhile_win() {
    let local = area(json!({ "schema": 1, "settings": { "name": "Sam", "policy": "" } }));
    let sync = area(json!({ "settings.name": "Old", "settings.elsewhere": "my blog" }));
    let (mut after, mut shared) = (local.clone(), sync.clone());
    migrate(&local, &sync).unwrap().unwrap().apply(&mut after, &mut shared);
    assert_eq!(join(&shared, &Area::new()), json!({ "name": "Sam", "elsewhere": "my blog" }));
    assert!(!after.contains_key(SETTINGS));
}

#[test]
fn what_cannot_be_read_is_set_aside_and_the_rest_is_kept() {
    let stored = json!({
        "positions": [{ "company": "Harbour Foods" }, { "company": 7 }, { "company": "Tidewater" }],
        "groups": "not a list", "incomplete": ["groups"],
    });
    let found: Read<Record> = read(RECORD, stored);
    assert_eq!(found.value.positions.iter().map(|p| &*p.company).collect::<Vec<_>>(), ["Harbour Foods", "Tidewater"]);
    assert_eq!(found.value.incomplete, ["groups"]);
    let places: Vec<_> = found.aside.iter().map(|aside| (&*aside.place, &aside.value)).collect();
    assert_eq!(places, [("positions/1", &json!({ "company": 7 })), ("groups", &json!("not a list"))]);

    let whole: Read<Record> = read(RECORD, json!([1, 2]));
    assert_eq!((whole.value, &whole.aside[0].value), (Record::default(), &json!([1, 2])));

    let list = damage(Value::Null, &found.aside);
    assert_eq!(damage(list.clone(), &found.aside), list, "each thing is set aside once");
}

#[test]
fn what_is_too_long_for_synchronising_is_overflow() {
    let settings = Settings { name: "Sam".into(), resources: vec!["x".repeat(9_000)], ..Settings::default() };
    let divided = split(of(&settings));
    assert_eq!(divided.overflow.keys().collect::<Vec<_>>(), ["settings.resources"]);
    assert_eq!(divided.sync.keys().collect::<Vec<_>>(), ["settings.name"]);
    assert_eq!(read::<Settings>(SETTINGS, join(&divided.sync, &divided.overflow)).value, settings);

    // Many short ones are too much together.
    let replies = (0..40).map(|n| own(&format!("reply {n}"), &"y".repeat(5_000))).collect();
    let many = Settings { own_replies: replies, ..Settings::default() };
    let divided = split(of(&many));
    assert!(divided.overflow.len() > 15 && !divided.sync.is_empty());
    assert_eq!(read::<Settings>(SETTINGS, join(&divided.sync, &divided.overflow)).value, many);

    // Once it is short again it goes back.
    let (mut local, mut sync) = (area(json!({ "overflow": divided.overflow })), divided.sync);
    let overflow = local[OVERFLOW].as_object().cloned().unwrap();
    split(of(&Settings { name: "Sam".into(), ..Settings::default() }))
        .change(&sync, &overflow)
        .apply(&mut local, &mut sync);
    assert_eq!((local, sync), (Area::new(), area(json!({ "settings.name": "Sam" }))));
}

fn of(settings: &Settings) -> Area {
    let value = |settings: &Settings| serde_json::to_value(settings).unwrap();
    items(&value(settings), &value(&Settings::default()))
}

fn own(name: &str, text: &str) -> OwnReply {
    OwnReply { name: name.into(), asks: Vec::new(), stance: Advice::Decline, tone: Tone::Plain, text: text.into() }
}

#[test]
fn two_browsers_that_change_two_things_have_both() {
    let one = of(&Settings { name: "Sam".into(), own_replies: vec![own("a", "1")], ..Settings::default() });
    let other = of(&Settings { policy: "Met only.".into(), own_replies: vec![own("b", "2")], ..Settings::default() });
    let both: Area = one.into_iter().chain(other).collect();
    let settings: Settings = read(SETTINGS, join(&both, &Area::new())).value;
    assert_eq!((&*settings.name, &*settings.policy, settings.own_replies.len()), ("Sam", "Met only.", 2));
}

#[test]
fn a_backup_brings_everything_back() {
    let (local, sync) = full();
    let file = Backup::of(&local, &sync).write("2026-11-30");
    let backup = Backup::read(&format!("\u{feff}{file}")).unwrap();
    let (mut after, mut shared) = (area(json!({ "choices": { "show": "off" }, "stray": 1 })), Area::new());
    backup
        .restore(Mode::Replace, &Preset::default(), &after.clone(), &shared.clone())
        .unwrap()
        .apply(&mut after, &mut shared);
    assert_eq!((&after, &shared), (&local, &sync));
    // Merging what is there already changes nothing.
    let change = backup.restore(Mode::Merge, &Preset::default(), &local, &sync).unwrap();
    change.apply(&mut after, &mut shared);
    assert_eq!((after, shared), (local, sync));
}

fn full() -> (Area, Area) {
    let record = Record {
        positions: vec![Position { company: "Harbour Foods".into(), ..Position::default() }],
        connections: vec![Connection { name: "Ben Okoro".into(), ..Connection::default() }],
        ..Record::default()
    };
    let local = area(json!({
        "schema": VERSION, "choices": { "show": "page", "off": [] }, "ledger": { "people": { "in/x": { "note": "n" } } },
        "record": packed(RECORD, serde_json::to_value(record).unwrap()),
    }));
    (local, area(json!({ "settings.name": "Sam" })))
}

#[test]
fn merging_a_backup_keeps_what_is_here() {
    let (local, sync) = full();
    let text = json!({
        "demur": { "schema": 1, "made": "" }, "settings": { "name": "Other", "policy": "Met only." },
        "ledger": { "people": { "in/x": { "note": "other" }, "in/y": {} } },
        "record": { "connections": [{ "name": "Ben Okoro", "company": "Tidewater" }, { "name": "Mo Salt" }] },
    });
    let backup = Backup::read(&text.to_string()).unwrap();
    let difference = Backup::of(&local, &sync).compare(&backup);
    let of = |key: &str| difference.iter().find(|d| d.key == key).map(|d| (d.here, d.there, d.merged)).unwrap();
    assert_eq!(of("ledger"), (1, 2, 2));
    let (mut after, mut shared) = (local.clone(), sync.clone());
    backup.restore(Mode::Merge, &Preset::default(), &local, &sync).unwrap().apply(&mut after, &mut shared);
    assert_eq!(join(&shared, &Area::new()), json!({ "name": "Sam", "policy": "Met only." }));
    assert_eq!(after["ledger"]["people"], json!({ "in/x": { "note": "n" }, "in/y": {} }));
    let record: Record = read(RECORD, after[RECORD].clone()).value;
    assert_eq!((record.positions.len(), record.connections.len()), (1, 2));
    assert_eq!(record.connections.iter().find(|c| c.name == "Ben Okoro").map(|c| &*c.company), Some("Tidewater"));
}

#[test]
fn what_is_no_backup_says_so() {
    for (text, part) in [
        ("", "no JSON"),
        ("{\n  \"demur\": }", "line 2, column 12"),
        ("[]", "no table"),
        ("{\"settings\":{}}", "missing"),
        ("{\"demur\":{\"schema\":99}}", "newer"),
    ] {
        let error = Backup::read(text).unwrap_err();
        assert!(error.contains(part), "{text}: {error}");
    }
}

proptest! {
    #[test]
    fn lines_hold_what_they_are_given(names in prop::collection::vec("[^\t\n\r]{0,12}", 0..8), sent: u32, year in 0u16..9999) {
        let date = PartialDate { year, month: 0, day: 0 };
        let list: Vec<Exchange> = names.iter().map(|name| Exchange {
            name: name.clone(), text: name.clone(), last: date, sent, wrote_last: sent % 2 == 0, ..Exchange::default()
        }).collect();
        let record = Record { exchanges: list, ..Record::default() };
        let stored = packed(RECORD, serde_json::to_value(&record).unwrap());
        prop_assert_eq!(serde_json::from_value::<Record>(stored).unwrap(), record);
    }

    #[test]
    fn any_text_can_be_read_as_lines(text in "\\PC{0,80}|[\t\n0-9a-z]{0,80}") {
        let read: Vec<Connection> = crate::record::from_lines(&text);
        let again: Vec<Connection> = crate::record::from_lines(&crate::record::lines(&read));
        prop_assert!(again.len() <= read.len());
    }

    #[test]
    fn settings_survive_being_divided(name in "\\PC{0,20}", policy in "\\PC{0,9000}", replies in prop::collection::vec(("[a-c]{1,2}", "\\PC{0,3000}"), 0..9)) {
        let own_replies = replies.iter().map(|(name, text)| own(name, text)).collect();
        let settings = Settings { name, policy, own_replies, ..Settings::default() };
        let divided = split(of(&settings));
        prop_assert_eq!(read::<Settings>(SETTINGS, join(&divided.sync, &divided.overflow)).value, settings);
        for (key, value) in &divided.sync {
            prop_assert!(key.len() + value.to_string().len() <= 8_192);
        }
    }
}
