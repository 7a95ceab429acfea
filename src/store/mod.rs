//! How everything that lasts is laid out in the browser's storage, and how older layouts become this one. Pure: it
//! says what is to be written and removed; `web::storage` does it.
//!
//! The local area holds a value a key: `record`, `ledger`, `backlog`, `choices`,
//! `edits`, `waiting`. The synchronised area holds the
//! settings by item, a field a key and an own reply a key, so that two browsers that change two things both have
//! both; what does not fit there stays in the local area under `overflow`. The number of the layout stands in the
//! local area under `schema`. A value that cannot be read is set aside under `aside`, never dropped.

mod backup;
pub mod keeper;
mod migrate;
mod preset;
mod read;
mod settings;

pub use backup::{Backup, Difference, Mode};
pub use migrate::{VERSION, migrate, version};
pub use preset::{LOCKED, Preset, Standing};
pub use read::{Aside, Read, damage, read};
pub use settings::{Split, is_reply, items, join, split};

use serde_json::{Map, Value};

use crate::plain;
use crate::record::{Record, lines};

/// Settings: a value that is kept by item in the synchronised area.
pub const SETTINGS: &str = "settings";
/// The person's record.
pub const RECORD: &str = "record";
/// Invitations of an export, to be gone through.
pub const BACKLOG: &str = "backlog";
/// People and decisions.
pub const LEDGER: &str = "ledger";
/// Fingerprints of messages.
pub const PRINTS: &str = "fingerprints";
/// How and where Demur shows itself.
pub const CHOICES: &str = "choices";
/// Replies that are being edited.
pub const EDITS: &str = "edits";
/// Questions that wait for their answer.
pub const WAITING: &str = "waiting";
/// Number of the layout.
pub const SCHEMA: &str = "schema";
/// Items of the synchronised area that it had no room for.
pub const OVERFLOW: &str = "overflow";
/// Values that could not be read.
pub const ASIDE: &str = "aside";
/// A change of both areas that is under way.
pub const JOURNAL: &str = "journal";

/// One area of storage: values by key.
pub type Area = Map<String, Value>;

/// What is to be written and removed so that storage is as it should be.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Change {
    /// Values for the local area.
    pub local: Area,
    /// Keys to be removed from it.
    pub local_gone: Vec<String>,
    /// Values for the synchronised area.
    pub sync: Area,
    /// Keys to be removed from it.
    pub sync_gone: Vec<String>,
}

impl Change {
    /// Does to two areas what this says; for tests and previews.
    pub fn apply(&self, local: &mut Area, sync: &mut Area) {
        for (area, values, gone) in [(local, &self.local, &self.local_gone), (sync, &self.sync, &self.sync_gone)] {
            for key in gone {
                area.remove(key);
            }
            area.extend(values.iter().map(|(key, value)| (key.clone(), value.clone())));
        }
    }
}

/// A value as the local area keeps it: the long lists of a record become lines.
pub fn packed(key: &str, mut value: Value) -> Value {
    let has_list = |name: &str| value.get(name).is_some_and(Value::is_array);
    if key == RECORD && (has_list("connections") || has_list("exchanges")) {
        let found: Read<Record> = read(key, value.clone());
        // What cannot be read is for `read` to set aside, as it stands.
        if found.aside.is_empty() {
            for (name, text) in
                [("connections", lines(&found.value.connections)), ("exchanges", lines(&found.value.exchanges))]
            {
                if let Some(list) = value.get_mut(name) {
                    *list = Value::String(text);
                }
            }
        }
    }
    value
}

/// What to write so that an import is taken over: record and invitations, both or neither.
pub fn imported(local: &Area, import: &crate::import::Import) -> Change {
    let stored = |key: &str| local.get(key).cloned().unwrap_or_default();
    let mut record: Read<Record> = read(RECORD, stored(RECORD));
    let mut backlog: Read<crate::backlog::Backlog> = read(BACKLOG, stored(BACKLOG));
    import.apply(&mut record.value, &mut backlog.value);
    let mut change = Change::default();
    let aside: Vec<Aside> = record.aside.into_iter().chain(backlog.aside).collect();
    if !aside.is_empty() {
        change.local.insert(ASIDE.to_owned(), damage(stored(ASIDE), &aside));
    }
    let record = plain::write(&record.value).unwrap_or_else(|_| stored(RECORD));
    change.local.insert(RECORD.to_owned(), packed(RECORD, record));
    if !backlog.value.invitations.is_empty() {
        change.local.insert(BACKLOG.to_owned(), plain::write(&backlog.value).unwrap_or_else(|_| stored(BACKLOG)));
    }
    change.local.insert(SCHEMA.to_owned(), VERSION.into());
    change
}

/// What to write so that nothing is left.
pub fn erased(local: &Area, sync: &Area) -> Change {
    let keys = |area: &Area| area.keys().cloned().collect();
    Change { local_gone: keys(local), sync_gone: keys(sync), ..Change::default() }
}

#[cfg(test)]
mod tests;
