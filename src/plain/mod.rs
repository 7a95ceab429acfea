//! Types from plain JSON values and back: messages, and what is stored.
//!
//! Each type is read by one piece of program, and that is small. serde's own readers of JSON also read structs from
//! lists, and tagged enums by way of a copy that they read once more; nobody writes such structs here, and enums are
//! read by [`Fields`].

mod reader;

use std::fmt::Display;

use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Error, Map, Value};

use reader::Reader;

/// Reads a value as its type.
pub fn read<T: DeserializeOwned>(value: &Value) -> Result<T, Error> {
    T::deserialize(Reader(value))
}

/// Writes a value down. By way of text, since that is how everything is written that leaves the program.
pub fn write<T: Serialize + ?Sized>(value: &T) -> Result<Value, Error> {
    serde_json::from_str(&serde_json::to_string(value)?)
}

/// What a tagged enum is read from: a table of fields, one of which names the variant.
pub struct Fields {
    fields: Map<String, Value>,
    tag: &'static str,
}

impl Fields {
    /// Takes the fields and lets `variant` read them, by the name that stands under `tag`.
    pub fn tagged<'de, D: Deserializer<'de>, T>(
        from: D,
        tag: &'static str,
        variant: fn(&str, &Self) -> Result<T, Error>,
    ) -> Result<T, D::Error> {
        let Value::Object(fields) = Value::deserialize(from)? else { return Err(D::Error::custom("not a table")) };
        let fields = Self { fields, tag };
        let name = fields.fields.get(tag).and_then(Value::as_str);
        name.ok_or_else(|| Error::missing_field(tag)).and_then(|name| variant(name, &fields)).map_err(told)
    }

    /// One field.
    pub fn field<T: DeserializeOwned>(&self, name: &'static str) -> Result<T, Error> {
        read(self.fields.get(name).ok_or_else(|| Error::missing_field(name))?)
    }

    /// All fields as one type, which makes nothing of the tag.
    pub fn all<T: DeserializeOwned>(&self) -> Result<T, Error> {
        T::deserialize(reader::Table(&self.fields))
    }

    /// There is no variant of this name.
    pub fn unknown<T>(&self, name: &str) -> Result<T, Error> {
        Err(Error::custom(format_args!("unknown {}: {name}", self.tag)))
    }
}

fn told<E: serde::de::Error>(error: impl Display) -> E {
    E::custom(error)
}

#[cfg(test)]
mod tests;
