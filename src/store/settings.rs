//! Settings by item, within what the browser synchronises.

use serde_json::{Map, Value};

use super::Area;

/// Most bytes of one item, its key counted.
const ITEM: usize = 8_000;
/// Most bytes of all items.
const TOTAL: usize = 100_000;
/// Most items.
const COUNT: usize = 500;

pub(super) const FIELD: &str = "settings.";
const REPLY: &str = "reply.";
const REPLIES: &str = "own_replies";
/// What is worked out anew for each request and not kept.
const DERIVED: [&str; 2] = ["today", "accepted_this_week"];

/// Items divided between the two areas.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Split {
    /// For the synchronised area.
    pub sync: Area,
    /// For `overflow` in the local area.
    pub overflow: Area,
}

/// Whether a key of the synchronised area belongs to the settings.
fn is_item(key: &str) -> bool {
    key.starts_with(FIELD) || key.starts_with(REPLY)
}

/// Whether a key of the synchronised area holds an own reply.
pub fn is_reply(key: &str) -> bool {
    key.starts_with(REPLY)
}

/// Settings as items: a field that differs from `default` is one, an own reply is one.
pub fn items(settings: &Value, default: &Value) -> Area {
    let mut items = Area::new();
    for (name, value) in settings.as_object().into_iter().flatten() {
        if name == REPLIES {
            for (at, reply) in value.as_array().into_iter().flatten().enumerate() {
                let mut reply = reply.clone();
                let name = reply.get("name").and_then(Value::as_str).unwrap_or_default().to_owned();
                if let Some(fields) = reply.as_object_mut() {
                    fields.insert("at".to_owned(), at.into());
                }
                // A name of its own, so that replies made in two browsers do not take each other's place.
                let key = format!("{REPLY}{:016x}", fnv(&name));
                let free = (1..).map(|n| if n == 1 { key.clone() } else { format!("{key}-{n}") });
                if let Some(key) = free.into_iter().find(|key| !items.contains_key(key)) {
                    items.insert(key, reply);
                }
            }
        } else if !DERIVED.contains(&name.as_str()) && default.get(name) != Some(value) {
            items.insert(format!("{FIELD}{name}"), value.clone());
        }
    }
    items
}

/// Divides items: what is too long, or comes when the area is full, is overflow. The shortest come first.
pub fn split(items: Area) -> Split {
    let mut sized: Vec<(usize, String, Value)> =
        items.into_iter().map(|(key, value)| (key.len() + value.to_string().len(), key, value)).collect();
    sized.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
    let (mut split, mut total) = (Split::default(), 0);
    for (size, key, value) in sized {
        if size <= ITEM && total + size <= TOTAL && split.sync.len() < COUNT {
            total += size;
            split.sync.insert(key, value);
        } else {
            split.overflow.insert(key, value);
        }
    }
    split
}

/// Items of both areas as settings. What is in the overflow is newer than what was synchronised before.
pub fn join(sync: &Area, overflow: &Area) -> Value {
    let mut fields = Map::new();
    let mut replies: Vec<(u64, &String, Value)> = Vec::new();
    let all = sync.iter().filter(|(key, _)| !overflow.contains_key(*key)).chain(overflow);
    // Nothing instead of a value: the area still holds what has been taken away.
    for (key, value) in all.filter(|(key, value)| is_item(key) && !value.is_null()) {
        if let Some(name) = key.strip_prefix(FIELD) {
            fields.insert(name.to_owned(), value.clone());
            continue;
        }
        let mut reply = value.clone();
        let at = reply.as_object_mut().and_then(|fields| fields.remove("at")).and_then(|at| at.as_u64());
        replies.push((at.unwrap_or(u64::MAX), key, reply));
    }
    replies.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)));
    if !replies.is_empty() {
        fields.insert(REPLIES.to_owned(), Value::Array(replies.into_iter().map(|(.., reply)| reply).collect()));
    }
    Value::Object(fields)
}

/// Items that stand in the area and no longer belong there.
pub(super) fn gone(sync: &Area, new: &Area) -> Vec<String> {
    sync.keys().filter(|key| is_item(key) && !new.contains_key(*key)).cloned().collect()
}

fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

impl Split {
    /// What to write and remove where the areas hold `sync` and `overflow`.
    pub fn change(self, sync: &Area, overflow: &Area) -> super::Change {
        let mut change = super::Change { sync_gone: gone(sync, &self.sync), ..super::Change::default() };
        change.sync = self.sync.into_iter().filter(|(key, value)| sync.get(key) != Some(value)).collect();
        if &self.overflow != overflow {
            if self.overflow.is_empty() {
                change.local_gone.push(super::OVERFLOW.to_owned());
            } else {
                change.local.insert(super::OVERFLOW.to_owned(), Value::Object(self.overflow));
            }
        }
        change
    }
}
