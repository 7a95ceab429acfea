//! How requests, changes and acts are read: by the name of the variant, field by field.

use serde::{Deserialize, Deserializer};

use super::{Act, ContentRequest, LedgerRequest, PageRequest};
use crate::plain::Fields;

impl<'de> Deserialize<'de> for ContentRequest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Fields::tagged(from, "kind", |kind, fields| {
            Ok(match kind {
                "wake" => Self::Wake,
                "hello" => Self::Hello { host: fields.field("host")?, page: fields.field("page")? },
                "leave" => Self::Leave { page: fields.field("page")? },
                "assess" => Self::Assess(fields.all()?),
                "keep" => Self::Keep(fields.all()?),
                "drop" => Self::Drop,
                "check" => Self::Check(fields.all()?),
                "learn" => Self::Learn(fields.all()?),
                "edit" => Self::Edit(fields.all()?),
                "took" => Self::Took(fields.all()?),
                "undid" => Self::Undid(fields.all()?),
                "said" => Self::Said(fields.all()?),
                "desk" => Self::Desk { site: fields.field("site")?, request: fields.field("request")? },
                "tell" => Self::Tell {
                    site: fields.field("site")?,
                    request: fields.field("request")?,
                    deed: fields.field("deed")?,
                    typed: fields.field("typed")?,
                },
                _ => return fields.unknown(kind),
            })
        })
    }
}

impl<'de> Deserialize<'de> for PageRequest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Fields::tagged(from, "kind", |kind, fields| {
            Ok(match kind {
                "judge" => Self::Judge { text: fields.field("text")? },
                "content" => Self::Content { request: fields.field("request")? },
                "loaded" => Self::Loaded,
                "self-test" => Self::SelfTest,
                "try" => Self::Try(fields.all()?),
                "tell" => Self::Tell(fields.all()?),
                "ledger" => Self::Ledger(fields.all()?),
                _ => return fields.unknown(kind),
            })
        })
    }
}

impl<'de> Deserialize<'de> for LedgerRequest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Fields::tagged(from, "change", |change, fields| {
            Ok(match change {
                "done" => Self::Done { person: fields.field("person")? },
                "later" => Self::Later { person: fields.field("person")? },
                "forget" => Self::Forget { person: fields.field("person")? },
                "turned-out" => Self::TurnedOut {
                    person: fields.field("person")?,
                    request: fields.field("request")?,
                    outcome: fields.field("outcome")?,
                },
                "unlearn" => Self::Unlearn,
                _ => return fields.unknown(change),
            })
        })
    }
}

impl<'de> Deserialize<'de> for Act {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Fields::tagged(from, "verb", |verb, fields| {
            Ok(match verb {
                "edit" => Self::Edit { reply: fields.field("reply")?, how: fields.field("how")? },
                "insert" => Self::Insert { reply: fields.field("reply")?, how: fields.field("how")? },
                "copy" => Self::Copy { reply: fields.field("reply")?, how: fields.field("how")? },
                "learn" => Self::Learn { reply: fields.field("reply")?, how: fields.field("how")? },
                "desk" => Self::Desk { answers: fields.field("answers")? },
                "tell" => Self::Tell { deed: fields.field("deed")? },
                "ledger" => Self::Ledger { request: fields.field("request")? },
                "calendar" => Self::Calendar,
                "visit" => Self::Visit { address: fields.field("address")? },
                "undo" => Self::Undo,
                "point" => Self::Point { start: fields.field("start")?, end: fields.field("end")? },
                "move" => Self::Move { row: fields.field("row")?, advice: fields.field("advice")? },
                "row" => Self::Row { row: fields.field("row")? },
                "stance" => Self::Stance { show: fields.field("show")? },
                "status" => Self::Status,
                "close" => Self::Close,
                _ => return fields.unknown(verb),
            })
        })
    }
}
