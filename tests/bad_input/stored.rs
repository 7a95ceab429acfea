//! Storage values of the wrong shape: what can be read is, the rest is set aside as it stood, and nothing is dropped.

use demur::backlog::Backlog;
use demur::judge::answer::Waiting;
use demur::ledger::{Ledger, fingerprint::Prints};
use demur::protocol::{Choices, TabMemory};
use demur::store::{Backup, Mode, Preset, Read, migrate, read};
use demur::{Record, Request, Settings, assess};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

/// Values that stand where another is expected.
fn wrong() -> Vec<Value> {
    let mut deep = json!(1);
    for _ in 0..100 {
        deep = json!([deep]);
    }
    vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(1e308),
        json!(u64::MAX),
        json!(""),
        json!("x".repeat(100_000)),
        json!("\u{0}\u{202e}\u{fffd}"),
        json!([]),
        json!([null, 1, "x", {}, []]),
        json!({}),
        json!({ "": null }),
        json!({ "__proto__": { "polluted": true }, "constructor": 1 }),
        json!({ "name": ["Sam"], "people": {}, "positions": 7, "list": "x" }),
        deep,
    ]
}

/// Reads a value as a kind of thing, and again what is written of that.
fn check<T: DeserializeOwned + Serialize + Default + PartialEq + std::fmt::Debug>(key: &str, value: &Value) -> T {
    let Read { value: found, aside } = read::<T>(key, value.clone());
    assert!(aside.iter().all(|one| one.key == key && !one.why.is_empty()));
    let written = serde_json::to_value(&found).expect("it can be written");
    let again: Read<T> = read(key, written);
    assert!(again.aside.is_empty() && again.value == found, "{key}: {value}");
    found
}

fn every_kind(value: &Value) {
    let settings: Settings = check("settings", value);
    let record: Record = check("record", value);
    let ledger: Ledger = check("ledger", value);
    check::<Backlog>("backlog", value);
    check::<Prints>("fingerprints", value);
    check::<Choices>("choices", value);
    check::<Vec<Waiting>>("waiting", value);
    check::<TabMemory>("tab-1", value);
    let _ = Preset::read(value.as_object().unwrap_or(&serde_json::Map::new()));
    let request = Request { text: "Could we have a call?".to_owned(), ..Request::default() };
    assert!(!assess(&request, &record, &settings).replies.is_empty());
    assert!(ledger.due(settings.today).len() <= ledger.people.len());
}

#[test]
fn any_value_in_the_place_of_any_other_is_read_calmly() {
    wrong().iter().for_each(every_kind);
}

/// The same within a sound whole: each field of each kind in turn holds what it should not.
#[test]
fn any_value_in_the_place_of_any_field_leaves_the_others() {
    fn each<T: DeserializeOwned + Serialize + Default + PartialEq + std::fmt::Debug>(key: &str, whole: &Value) {
        let sound = serde_json::to_value(read::<T>(key, whole.clone()).value).expect("it can be written");
        for name in whole.as_object().expect("a table").keys() {
            for value in wrong() {
                let mut spoilt = whole.clone();
                spoilt[name] = value.clone();
                let Read { value: found, aside } = read::<T>(key, spoilt.clone());
                let found = serde_json::to_value(found).expect("it can be written");
                for other in whole.as_object().expect("a table").keys().filter(|other| *other != name) {
                    assert!(found.get(other) == sound.get(other), "{key}: {other} beside {name} = {value}");
                }
                if aside.is_empty() {
                    continue;
                }
                let all = serde_json::to_string(&(found, aside)).expect("it can be written");
                let lost = |text: &Value| text.is_string() && !all.contains(&text.to_string());
                assert!(!lost(&value), "{key}: {name} = {value} is dropped");
            }
        }
    }
    let settings = Settings { name: "Sam".to_owned(), policy: "Met only.".to_owned(), ..Settings::default() };
    each::<Settings>("settings", &serde_json::to_value(settings).expect("settings"));
    let record = json!({ "name": "Sam", "positions": [{ "company": "Acme" }], "groups": ["Anglers"], "skills": ["x"] });
    each::<Record>("record", &record);
    each::<Ledger>("ledger", &json!({ "people": [{ "name": "Dana", "note": "kind" }] }));
    each::<Choices>("choices", &json!({ "show": "page", "off": ["a.example"], "typing_unread": true }));
}

#[test]
fn layouts_of_any_number_are_brought_over_or_left_alone() {
    for schema in wrong().into_iter().chain([json!(0), json!(1), json!(2), json!(1.5), json!("1")]) {
        let local = json!({ "schema": schema, "settings": { "name": "Sam" }, "record": { "name": "Sam" } });
        let (mut local, mut sync) = (local.as_object().cloned().expect("a table"), serde_json::Map::new());
        match migrate(&local, &sync) {
            Err(newer) => assert!(schema.as_u64() == Some(newer) && newer > 1),
            Ok(change) => {
                if let Some(change) = change {
                    change.apply(&mut local, &mut sync);
                }
                assert_eq!(sync.get("settings.name"), Some(&json!("Sam")), "{schema}");
                assert_eq!(local["record"]["name"], "Sam", "{schema}");
            }
        }
    }
}

#[test]
fn any_file_taken_for_a_backup_is_told_or_restored() {
    for value in wrong() {
        for part in ["demur", "settings", "record", "ledger", "choices", "fingerprints"] {
            let mut file = json!({ "demur": { "schema": 1, "made": "2026-11-30" }, "settings": { "name": "Sam" } });
            file[part] = value.clone();
            match Backup::read(&file.to_string()) {
                Err(why) => assert!(!why.is_empty() && why.len() < 1_000, "{part} = {value}: {why}"),
                Ok(backup) => {
                    for mode in [Mode::Merge, Mode::Replace] {
                        let here = json!({ "schema": 1, "ledger": { "people": [{ "name": "Dana", "note": "kind" }] } });
                        let here = here.as_object().cloned().expect("a table");
                        let _ = backup.restore(mode, &Preset::default(), &here, &serde_json::Map::new());
                    }
                }
            }
        }
    }
}
