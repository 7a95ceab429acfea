//! Older layouts, step by step to this one.

use serde_json::Value;

use super::{Area, Change, OVERFLOW, RECORD, SCHEMA, SETTINGS, items, join, packed, split};
use crate::plain;
use crate::settings::Settings;

/// Number of this layout.
pub const VERSION: u64 = 1;

/// The layout that a local area has; an empty one has none to be changed.
pub fn version(local: &Area) -> u64 {
    match local.get(SCHEMA).and_then(Value::as_u64) {
        Some(version) => version,
        None if local.is_empty() => VERSION,
        None => 0,
    }
}

/// What has to be done to bring storage to this layout; nothing if it has it. A layout that is newer than this
/// program is left alone, and the error is its number.
pub fn migrate(local: &Area, sync: &Area) -> Result<Option<Change>, u64> {
    match version(local) {
        newer if newer > VERSION => Err(newer),
        // A browser that has been set back to an older Demur for a while keeps settings where that kept them.
        VERSION if !local.contains_key(SETTINGS) => Ok(None),
        _ => Ok(Some(from_0(local, sync))),
    }
}

/// Layout 0, never numbered: settings in one value of the local area, the record's lists as objects.
fn from_0(local: &Area, sync: &Area) -> Change {
    let mut change = Change::default();
    let empty = Area::new();
    let overflow = local.get(OVERFLOW).and_then(Value::as_object).unwrap_or(&empty);
    match local.get(SETTINGS) {
        Some(old @ Value::Object(_)) => {
            // What another browser has synchronised already stays, where this one has set nothing.
            let mut all = join(sync, overflow);
            if let (Some(all), Some(old)) = (all.as_object_mut(), old.as_object()) {
                all.extend(old.iter().map(|(name, value)| (name.clone(), value.clone())));
            }
            let default = plain::write(&Settings::default()).unwrap_or_default();
            change = split(items(&all, &default)).change(sync, overflow);
            change.local_gone.push(SETTINGS.to_owned());
        }
        Some(damaged) => {
            let aside = super::Aside {
                key: SETTINGS.to_owned(),
                value: damaged.clone(),
                why: "not a table of settings".to_owned(),
                ..super::Aside::default()
            };
            let known = local.get(super::ASIDE).cloned().unwrap_or_default();
            change.local.insert(super::ASIDE.to_owned(), super::damage(known, &[aside]));
            change.local_gone.push(SETTINGS.to_owned());
        }
        None => {}
    }
    if let Some(record) = local.get(RECORD) {
        change.local.insert(RECORD.to_owned(), packed(RECORD, record.clone()));
    }
    change.local.insert(SCHEMA.to_owned(), VERSION.into());
    change
}
