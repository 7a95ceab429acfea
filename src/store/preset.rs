//! What an organisation has preset by the browser's managed storage: settings by field, and the names of those that
//! it has locked. A preset stands where the person has set nothing; a locked one stands whatever the person has set,
//! and what the person has set stays stored for the day on which the lock goes.

use serde_json::{Map, Value};

use super::{Aside, Read, read};
use crate::plain;
use crate::say;
use crate::settings::Settings;

/// Name of the list of locked fields in the managed area.
pub const LOCKED: &str = "locked";

/// Fields that are a person's own business and cannot be preset.
const OWN: [&str; 4] = ["name", "own_replies", "today", "accepted_this_week"];

/// What is preset.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Preset {
    /// Values by the name of their field.
    values: Map<String, Value>,
    /// Fields that the person cannot change.
    locked: Vec<String>,
    /// What the organisation has written and cannot be read, with the reason.
    pub wrong: Vec<Aside>,
}

/// How a field stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The person's own business.
    Free,
    /// Preset, and the person may set it otherwise.
    Preset,
    /// Preset, and locked.
    Locked,
}

impl Preset {
    /// Reads the managed area. What cannot be read is left out and told.
    pub fn read(managed: &Map<String, Value>) -> Self {
        let mut preset = Self::default();
        let known = plain::write(&Settings::default()).unwrap_or_default();
        let mut told = |place: &str, value: &Value, why: &str| {
            preset.wrong.push(Aside {
                key: "managed".to_owned(),
                place: place.to_owned(),
                value: value.clone(),
                why: why.to_owned(),
            });
        };
        let mut values = Map::new();
        let mut locked = Vec::new();
        for (name, value) in managed {
            if name == LOCKED {
                match value.as_array() {
                    Some(names) => locked = names.iter().filter_map(|name| name.as_str().map(str::to_owned)).collect(),
                    None => told(name, value, say!("it is no list of names")),
                }
            } else if OWN.contains(&name.as_str()) || known.get(name).is_none() {
                told(name, value, say!("there is no such setting to preset"));
            } else {
                let one = Value::Object(Map::from_iter([(name.clone(), value.clone())]));
                let Read { value: _, aside } = read::<Settings>("managed", one);
                match aside.first() {
                    Some(aside) => told(name, value, &aside.why),
                    None => drop(values.insert(name.clone(), value.clone())),
                }
            }
        }
        for name in &locked {
            if !values.contains_key(name) {
                told(LOCKED, &Value::String(name.clone()), say!("it is locked and has no value"));
            }
        }
        locked.retain(|name| values.contains_key(name));
        (preset.values, preset.locked) = (values, locked);
        preset
    }

    /// Whether nothing is preset.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// How a field stands.
    pub fn standing(&self, field: &str) -> Standing {
        match () {
            () if self.locked.iter().any(|name| name == field) => Standing::Locked,
            () if self.values.contains_key(field) => Standing::Preset,
            () => Standing::Free,
        }
    }

    /// Settings as they hold: what the person has stored, amid what is preset.
    pub fn over(&self, stored: Value) -> Value {
        let Value::Object(mut fields) = stored else { return stored };
        for (name, value) in &self.values {
            if self.standing(name) == Standing::Locked || !fields.contains_key(name) {
                fields.insert(name.clone(), value.clone());
            }
        }
        Value::Object(fields)
    }

    /// What settings are where the person has set nothing: only what differs from this has to be stored.
    pub fn untouched(&self, shipped: &Value) -> Value {
        let mut fields = shipped.as_object().cloned().unwrap_or_default();
        fields.extend(self.values.clone());
        Value::Object(fields)
    }

    /// Items to be stored, `new`, with those of locked fields as they were in `old`: what was set before the lock
    /// came is not lost.
    pub fn keep(&self, mut new: Map<String, Value>, old: &Map<String, Value>) -> Map<String, Value> {
        for name in &self.locked {
            let key = format!("{}{name}", super::settings::FIELD);
            new.remove(&key);
            if let Some(value) = old.get(&key).filter(|value| !value.is_null()) {
                new.insert(key, value.clone());
            }
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::settings::{Accepts, Strictness};
    use crate::store::{items, join};

    fn area(value: Value) -> Map<String, Value> {
        value.as_object().cloned().unwrap_or_default()
    }

    fn settings(preset: &Preset, stored: &Map<String, Value>) -> Settings {
        read("settings", preset.over(join(stored, &Map::new()))).value
    }

    /// What is stored once `change` has been made, as the browser's side does it.
    fn changed(preset: &Preset, stored: &Map<String, Value>, change: fn(&mut Settings)) -> Map<String, Value> {
        let mut now = settings(preset, stored);
        change(&mut now);
        let shipped = serde_json::to_value(Settings::default()).expect("settings");
        let new = items(&serde_json::to_value(now).expect("settings"), &preset.untouched(&shipped));
        preset.keep(new, stored)
    }

    #[test]
    fn a_preset_stands_until_the_person_says_otherwise() {
        let preset = Preset::read(&area(json!({ "accepts": "met", "strictness": "strict", "locked": ["strictness"] })));
        assert_eq!(preset.wrong, []);
        let fresh = settings(&preset, &Map::new());
        assert_eq!((fresh.accepts, fresh.strictness), (Accepts::Met, Strictness::Strict));
        let stored = changed(&preset, &Map::new(), |settings| {
            settings.accepts = Accepts::Reason;
            settings.strictness = Strictness::Relaxed;
        });
        // To choose what we ship is a choice as well, and has to be stored where the preset is another.
        let own = settings(&preset, &stored);
        assert_eq!((own.accepts, own.strictness), (Accepts::Reason, Strictness::Strict));
        assert_eq!(preset.standing("accepts"), Standing::Preset);
        assert_eq!(preset.standing("strictness"), Standing::Locked);
        assert_eq!(preset.standing("policy"), Standing::Free);
    }

    #[test]
    fn what_was_set_before_a_lock_is_back_when_the_lock_goes() {
        let none = Preset::default();
        let stored = changed(&none, &Map::new(), |settings| settings.policy = "Met only.".to_owned());
        let locked = Preset::read(&area(json!({ "policy": "Ask the press office.", "locked": ["policy"] })));
        assert_eq!(settings(&locked, &stored).policy, "Ask the press office.");
        let stored = changed(&locked, &stored, |settings| settings.sign_off = "Sam".to_owned());
        assert_eq!(settings(&locked, &stored).policy, "Ask the press office.");
        let free = settings(&none, &stored);
        assert_eq!((free.policy.as_str(), free.sign_off.as_str()), ("Met only.", "Sam"));
    }

    #[test]
    fn what_an_organisation_got_wrong_is_told_and_left_out() {
        let preset = Preset::read(&area(json!({
            "accepts": "everybody", "name": "Sam", "colour": "red", "policy": "Met only.", "locked": ["accepts", "policy"]
        })));
        let mut places: Vec<&str> = preset.wrong.iter().map(|wrong| wrong.place.as_str()).collect();
        places.sort_unstable();
        assert_eq!(places, ["accepts", "colour", "locked", "name"]);
        assert_eq!(preset.standing("accepts"), Standing::Free);
        assert_eq!(settings(&preset, &Map::new()).policy, "Met only.");
        assert_eq!(Preset::read(&area(json!({ "locked": "policy" }))).wrong.len(), 1);
        assert!(Preset::read(&Map::new()).is_empty());
    }

    #[test]
    fn the_schema_names_what_can_be_preset_and_nothing_else() {
        let schema: Value = serde_json::from_str(include_str!("../../extension/managed.json")).expect("a schema");
        let mut named: Vec<&str> =
            schema["properties"].as_object().expect("properties").keys().map(String::as_str).collect();
        named.retain(|name| *name != LOCKED);
        let shipped = area(serde_json::to_value(Settings::default()).expect("settings"));
        let mut known: Vec<&str> = shipped.keys().map(String::as_str).filter(|name| !OWN.contains(name)).collect();
        named.sort_unstable();
        known.sort_unstable();
        assert_eq!(named, known);
    }
}
