//! Everything in one file, and back.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{
    Area, Change, JOURNAL, OVERFLOW, Preset, RECORD, SCHEMA, SETTINGS, Split, VERSION, items, join, migrate, packed,
    read, split,
};
use crate::plain;
use crate::record::Record;
use crate::say;
use crate::settings::Settings;

/// Key of the file that says what it is.
const MARK: &str = "demur";
/// Kept by the program for itself, and no part of a backup.
const OWN: [&str; 4] = [SCHEMA, OVERFLOW, JOURNAL, SETTINGS];

/// Everything that a person has in this browser, by kind.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Backup {
    /// Values by key; the settings are one of them.
    pub values: Map<String, Value>,
}

/// What becomes of what is here when a backup is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// What is here stays; what is missing is added.
    Merge,
    /// The backup takes the place of everything.
    Replace,
}

/// What a backup holds of one kind beside what is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Key of the kind.
    pub key: String,
    /// Entries here.
    pub here: usize,
    /// Entries in the backup.
    pub there: usize,
    /// Entries after merging.
    pub merged: usize,
}

impl Backup {
    /// What the two areas hold.
    pub fn of(local: &Area, sync: &Area) -> Self {
        let empty = Area::new();
        let overflow = local.get(OVERFLOW).and_then(Value::as_object).unwrap_or(&empty);
        let mut values: Map<String, Value> = local
            .iter()
            .filter(|(key, _)| !OWN.contains(&key.as_str()))
            .map(|(key, value)| (key.clone(), unpacked(key, value.clone())))
            .collect();
        let settings = join(sync, overflow);
        if settings.as_object().is_some_and(|settings| !settings.is_empty()) {
            values.insert(SETTINGS.to_owned(), settings);
        }
        Self { values }
    }

    /// The file. `made` is the day.
    pub fn write(&self, made: &str) -> String {
        let mut file = json!({ MARK: { "schema": VERSION, "made": made } });
        if let Some(file) = file.as_object_mut() {
            file.extend(self.values.clone());
        }
        serde_json::to_string_pretty(&file).unwrap_or_default()
    }

    /// Reads a file. The error is for the person.
    pub fn read(text: &str) -> Result<Self, String> {
        let text = text.trim_start_matches('\u{feff}');
        let file: Value = serde_json::from_str(text).map_err(|error| {
            say!(
                "This is not a backup of Demur: at line {line}, column {column} it is no JSON.",
                line = error.line(),
                column = error.column()
            )
        })?;
        let Value::Object(mut values) = file else {
            return Err(say!("This is not a backup of Demur: it holds no table of values.").to_owned());
        };
        let Some(mark) = values.remove(MARK) else {
            return Err(say!("This is not a backup of Demur: the line that says so is missing.").to_owned());
        };
        let schema = mark.get("schema").and_then(Value::as_u64).unwrap_or(0);
        if schema > VERSION {
            return Err(say!(
                "This backup was made by a newer Demur (layout {newer}; this one reads up to {ours}).",
                newer = schema,
                ours = VERSION
            ));
        }
        values.retain(|key, _| key == SETTINGS || !OWN.contains(&key.as_str()));
        Ok(Self { values })
    }

    /// What is here beside what a backup holds, kind by kind.
    pub fn compare(&self, there: &Self) -> Vec<Difference> {
        let merged = self.merged(there);
        let keys: BTreeSet<&String> = self.values.keys().chain(there.values.keys()).collect();
        keys.into_iter()
            .map(|key| Difference {
                key: key.clone(),
                here: self.values.get(key).map_or(0, entries),
                there: there.values.get(key).map_or(0, entries),
                merged: merged.values.get(key).map_or(0, entries),
            })
            .collect()
    }

    /// Both: what is here stays, what is missing is added.
    pub fn merged(&self, there: &Self) -> Self {
        let mut values = self.values.clone();
        for (key, theirs) in &there.values {
            let Some(ours) = values.get_mut(key) else {
                values.insert(key.clone(), theirs.clone());
                continue;
            };
            let records = (key == RECORD).then(|| (read_record(ours), read_record(theirs)));
            match records {
                Some((Some(ours_read), Some(theirs))) => {
                    let mut record = theirs;
                    record.merge(ours_read);
                    *ours = plain::write(&record).unwrap_or_else(|_| ours.clone());
                }
                _ => add(ours, theirs),
            }
        }
        Self { values }
    }

    /// What to write and remove so that storage holds this and nothing else, where an organisation has preset `preset`.
    pub fn change(&self, preset: &Preset, local: &Area, sync: &Area) -> Change {
        let empty = Area::new();
        let overflow = local.get(OVERFLOW).and_then(Value::as_object).unwrap_or(&empty);
        let default = preset.untouched(&plain::write(&Settings::default()).unwrap_or_default());
        let old = sync.iter().chain(overflow).map(|(key, value)| (key.clone(), value.clone())).collect();
        let settings = self.values.get(SETTINGS).map(|settings| items(settings, &default)).unwrap_or_default();
        let settings: Split = split(preset.keep(settings, &old));
        let mut change = settings.change(sync, overflow);
        for (key, value) in self.values.iter().filter(|(key, _)| *key != SETTINGS) {
            change.local.insert(key.clone(), packed(key, value.clone()));
        }
        change.local.insert(SCHEMA.to_owned(), VERSION.into());
        let kept = |key: &String| change.local.contains_key(key) || *key == OVERFLOW || *key == JOURNAL;
        let gone: Vec<String> = local.keys().filter(|key| !kept(key)).cloned().collect();
        change.local_gone.extend(gone);
        change
    }

    /// What to write and remove so that storage holds this backup, alone or beside what is here.
    pub fn restore(&self, mode: Mode, preset: &Preset, local: &Area, sync: &Area) -> Result<Change, u64> {
        let (mut now, mut shared) = (local.clone(), sync.clone());
        if let Some(older) = migrate(local, sync)? {
            older.apply(&mut now, &mut shared);
        }
        Ok(match mode {
            Mode::Replace => self.change(preset, local, sync),
            Mode::Merge => Self::of(&now, &shared).merged(self).change(preset, local, sync),
        })
    }
}

fn read_record(value: &Value) -> Option<Record> {
    let found = read(RECORD, value.clone());
    found.aside.is_empty().then_some(found.value)
}

/// A record with its lists as objects, for people to read.
fn unpacked(key: &str, value: Value) -> Value {
    if key != RECORD {
        return value;
    }
    read_record(&value).and_then(|record| plain::write(&record).ok()).unwrap_or(value)
}

/// Adds what is missing: to tables by key, to lists by entry. What is here stays.
fn add(ours: &mut Value, theirs: &Value) {
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            for (key, theirs) in theirs {
                match ours.get_mut(key) {
                    Some(ours) => add(ours, theirs),
                    None => {
                        ours.insert(key.clone(), theirs.clone());
                    }
                }
            }
        }
        (Value::Array(ours), Value::Array(theirs)) => {
            let known: BTreeSet<String> = ours.iter().map(Value::to_string).collect();
            ours.extend(theirs.iter().filter(|entry| !known.contains(&entry.to_string())).cloned());
        }
        (ours @ Value::Null, theirs) => *ours = theirs.clone(),
        (Value::String(ours), Value::String(theirs)) if ours.is_empty() => ours.clone_from(theirs),
        _ => {}
    }
}

/// How many things a value holds, for a preview: the entries of its lists and tables, else the value itself.
fn entries(value: &Value) -> usize {
    match value {
        Value::Array(list) => list.len(),
        Value::Object(fields) => fields
            .values()
            .map(|field| match field {
                Value::Array(list) => list.len(),
                Value::Object(table) => table.len(),
                Value::Null => 0,
                _ => 1,
            })
            .sum(),
        Value::Null => 0,
        _ => 1,
    }
}
