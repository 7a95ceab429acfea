//! Typed reading of what is stored. What cannot be read is told, and everything around it is kept.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::plain;

/// Something that could not be read and was set aside.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Aside {
    /// Key of storage that it stood under.
    pub key: String,
    /// Where in the value: `positions`, `people/sam`; empty for the whole value.
    pub place: String,
    /// What stood there.
    pub value: Value,
    /// Why it could not be read.
    pub why: String,
}

impl From<&Aside> for Value {
    fn from(aside: &Aside) -> Self {
        let Aside { key, place, value, why } = aside;
        let text = |text: &String| Self::String(text.clone());
        let fields = [("key", text(key)), ("place", text(place)), ("value", value.clone()), ("why", text(why))];
        Self::Object(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
    }
}

/// A value, and what of it could not be read.
#[derive(Debug, Clone)]
pub struct Read<T> {
    /// Everything that could.
    pub value: T,
    /// The rest.
    pub aside: Vec<Aside>,
}

/// Reads a value as stored under `key`; `null` is the default.
pub fn read<T: DeserializeOwned + Default>(key: &str, stored: Value) -> Read<T> {
    if stored.is_null() {
        return Read { value: T::default(), aside: Vec::new() };
    }
    let why = match plain::read::<T>(&stored) {
        Ok(value) => return Read { value, aside: Vec::new() },
        Err(error) => error.to_string(),
    };
    let whole =
        |value: Value, why: &str| Aside { key: key.to_owned(), place: String::new(), value, why: why.to_owned() };
    let Value::Object(mut fields) = stored else {
        return Read { value: T::default(), aside: vec![whole(stored, &why)] };
    };
    let mut aside = Vec::new();
    for name in fields.keys().cloned().collect::<Vec<_>>() {
        let Some(value) = fields.remove(&name) else { continue };
        // A field is sound if the rest of the value can be read with it as without it.
        let sound = |value: &Value| {
            plain::read::<T>(&Value::Object(Map::from_iter([(name.clone(), value.clone())]))).map(|_| ())
        };
        let value = match sound(&value) {
            Ok(()) => Some(value),
            Err(error) => salvage(key, &name, value, &error.to_string(), &sound, &mut aside),
        };
        if let Some(value) = value {
            fields.insert(name, value);
        }
    }
    let rest = Value::Object(fields);
    match plain::read::<T>(&rest) {
        Ok(value) => Read { value, aside },
        Err(_) => {
            let mut fields = rest.as_object().cloned().unwrap_or_default();
            fields.extend(aside.into_iter().map(|aside| (aside.place, aside.value)));
            Read { value: T::default(), aside: vec![whole(Value::Object(fields), &why)] }
        }
    }
}

/// Keeps the entries of a list or a table that can be read.
fn salvage<E: std::fmt::Display>(
    key: &str,
    name: &str,
    value: Value,
    why: &str,
    sound: &dyn Fn(&Value) -> Result<(), E>,
    out: &mut Vec<Aside>,
) -> Option<Value> {
    let mut spoilt =
        |place: String, value: Value, why: String| out.push(Aside { key: key.to_owned(), place, value, why });
    match value {
        Value::Array(entries) => {
            let mut kept = Vec::new();
            for (at, entry) in entries.into_iter().enumerate() {
                let mut one = Value::Array(vec![entry]);
                match (sound(&one), one.as_array_mut().and_then(Vec::pop)) {
                    (Ok(()), Some(entry)) => kept.push(entry),
                    (Err(error), Some(entry)) => spoilt(format!("{name}/{at}"), entry, error.to_string()),
                    (_, None) => {}
                }
            }
            let kept = Value::Array(kept);
            sound(&kept).is_ok().then_some(kept)
        }
        Value::Object(entries) => {
            let mut kept = Map::new();
            for (id, entry) in entries {
                match sound(&Value::Object(Map::from_iter([(id.clone(), entry.clone())]))) {
                    Ok(()) => {
                        kept.insert(id, entry);
                    }
                    Err(error) => spoilt(format!("{name}/{id}"), entry, error.to_string()),
                }
            }
            let kept = Value::Object(kept);
            sound(&kept).is_ok().then_some(kept)
        }
        value => {
            spoilt(name.to_owned(), value, why.to_owned());
            None
        }
    }
}

/// The list of what is set aside with something added, each thing once.
pub fn damage(known: Value, new: &[Aside]) -> Value {
    let mut list = match known {
        Value::Array(list) => list,
        Value::Null => Vec::new(),
        other => vec![other],
    };
    for aside in new {
        let value = Value::from(aside);
        if !list.contains(&value) {
            list.push(value);
        }
    }
    Value::Array(list)
}
