//! The person's own record: what shared history is checked against. Nothing of it leaves the machine.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserializer, Error, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Serialize};

/// A position held. Dates are `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `to` is absent while it lasts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Position {
    /// Employer as the person writes it.
    pub company: String,
    /// Title held.
    pub title: String,
    /// First day, as far as known.
    pub from: PartialDate,
    /// Last day, as far as known.
    pub to: PartialDate,
}

/// Time at a school.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Education {
    /// The school as the person writes it.
    pub school: String,
    /// Degree and field.
    pub degree: String,
    /// First year.
    pub from: PartialDate,
    /// Last year.
    pub to: PartialDate,
}

/// A connection on the network.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Connection {
    /// Full name.
    pub name: String,
    /// Employer as the export gives it.
    pub company: String,
    /// The day the connection was made.
    pub connected: PartialDate,
    /// Title as the export gives it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// Key of the profile's address, see [`profile_key`]; empty when not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub profile: String,
}

/// Messages between the person and one other, counted: no words of them, unless the person chose to keep some.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Exchange {
    /// Full name of the other.
    pub name: String,
    /// Key of the other's profile address, see [`profile_key`]; empty when not known.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub profile: String,
    /// The day of the first message.
    pub first: PartialDate,
    /// The day of the last message.
    pub last: PartialDate,
    /// Messages that the person wrote.
    pub sent: u32,
    /// Messages that the other wrote.
    pub received: u32,
    /// Whether the last message was the person's.
    pub wrote_last: bool,
    /// What the other wrote last, shortened; kept only where the person asked for it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// A recommendation that somebody wrote for somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recommendation {
    /// Full name of the other.
    pub name: String,
    /// The other's employer at the time.
    pub company: String,
    /// The other's title at the time.
    pub title: String,
    /// The day it was written.
    pub date: PartialDate,
    /// Whether the person wrote it for the other; otherwise the other wrote it for the person.
    pub given: bool,
}

/// What the person's record holds. A part that is present is taken to be complete unless
/// [`Record::incomplete`] names it: only a complete part can contradict a claim.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Positions held.
    pub positions: Vec<Position>,
    /// Schools attended.
    pub education: Vec<Education>,
    /// Groups joined.
    pub groups: Vec<String>,
    /// Connections on the network.
    #[serde(deserialize_with = "listed")]
    pub connections: Vec<Connection>,
    /// Parts that are known not to be complete: `positions`, `education`, `groups`, `connections`.
    pub incomplete: Vec<String>,
    /// The person's own name on the network.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// The line under the person's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub headline: String,
    /// Skills that the person's profile lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub skills: Vec<String>,
    /// Recommendations received and given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub recommendations: Vec<Recommendation>,
    /// Messages exchanged, one entry a person.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "listed")]
    pub exchanges: Vec<Exchange>,
    /// The day of the newest export that was imported.
    #[serde(skip_serializing_if = "PartialDate::is_unknown")]
    pub imported: PartialDate,
}

impl Record {
    /// Parts of which it matters whether they are complete, by the names used in [`Record::incomplete`].
    pub const PARTS: [&'static str; 4] = ["positions", "education", "groups", "connections"];

    /// Whether nothing is recorded.
    pub fn is_empty(&self) -> bool {
        *self == Self { incomplete: self.incomplete.clone(), imported: self.imported, ..Self::default() }
    }

    /// Whether a part is said to be complete.
    pub fn is_complete(&self, part: &str) -> bool {
        !self.incomplete.iter().any(|incomplete| incomplete == part)
    }

    /// Notes whether a part is complete.
    pub fn set_complete(&mut self, part: &str, complete: bool) {
        self.incomplete.retain(|incomplete| incomplete != part);
        if !complete {
            self.incomplete.push(part.to_owned());
        }
    }
}

/// An entry of a long list, which storage keeps as a line of fields with tabs between them: tens of thousands of
/// entries take a third of the room that they take as objects, and are read ten times as fast.
pub trait Line: Sized {
    /// The fields in their order.
    fn fields(&self) -> Vec<String>;
    /// Reads fields; those that are absent are empty.
    fn from_fields(fields: &mut dyn Iterator<Item = &str>) -> Self;
}

/// Entries as lines.
pub fn lines<T: Line>(entries: &[T]) -> String {
    let mut out = String::new();
    for entry in entries {
        let fields = entry.fields();
        // Empty fields at the end are not written.
        let used = fields.iter().rposition(|field| !field.is_empty()).map_or(0, |last| last + 1);
        for (at, field) in fields[..used].iter().enumerate() {
            if at > 0 {
                out.push('\t');
            }
            out.extend(field.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
        }
        out.push('\n');
    }
    out
}

/// Lines as entries. Any text can be read.
pub fn from_lines<T: Line>(text: &str) -> Vec<T> {
    text.split('\n').filter(|line| !line.is_empty()).map(|line| T::from_fields(&mut line.split('\t'))).collect()
}

/// Reads a list as objects or as lines.
fn listed<'de, D: Deserializer<'de>, T: Line + Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    struct Listed<T>(PhantomData<T>);
    impl<'de, T: Line + Deserialize<'de>> Visitor<'de> for Listed<T> {
        type Value = Vec<T>;

        fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
            to.write_str("a list or lines")
        }

        fn visit_str<E>(self, text: &str) -> Result<Vec<T>, E> {
            Ok(from_lines(text))
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Vec<T>, A::Error> {
            let mut list = Vec::new();
            while let Some(entry) = entries.next_element()? {
                list.push(entry);
            }
            Ok(list)
        }
    }
    from.deserialize_any(Listed(PhantomData))
}

impl Line for Connection {
    fn fields(&self) -> Vec<String> {
        let Self { name, company, connected, title, profile } = self;
        vec![name.clone(), company.clone(), (*connected).into(), title.clone(), profile.clone()]
    }

    fn from_fields(fields: &mut dyn Iterator<Item = &str>) -> Self {
        let mut next = || fields.next().unwrap_or_default().to_owned();
        let (name, company, connected) = (next(), next(), PartialDate::parse(&next()));
        Self { name, company, connected, title: next(), profile: next() }
    }
}

impl Line for Exchange {
    fn fields(&self) -> Vec<String> {
        let Self { name, profile, first, last, sent, received, wrote_last, text } = self;
        let who = if *wrote_last { "1" } else { "" };
        let counts = [sent.to_string(), received.to_string(), who.to_owned()];
        let [sent, received, who] = counts;
        vec![name.clone(), profile.clone(), (*first).into(), (*last).into(), sent, received, who, text.clone()]
    }

    fn from_fields(fields: &mut dyn Iterator<Item = &str>) -> Self {
        let mut next = || fields.next().unwrap_or_default().to_owned();
        Self {
            name: next(),
            profile: next(),
            first: PartialDate::parse(&next()),
            last: PartialDate::parse(&next()),
            sent: next().parse().unwrap_or(0),
            received: next().parse().unwrap_or(0),
            wrote_last: next() == "1",
            text: next(),
        }
    }
}

/// What is the same in all addresses of one profile: `in/sam-porter` for LinkedIn, in lower case and without
/// percent signs; elsewhere the address without scheme, `www.` and what follows the path. Empty if there is none.
pub fn profile_key(address: &str) -> String {
    let address = address.trim();
    let bare = address.split_once("://").map_or(address, |(_, rest)| rest);
    let bare = bare.split(['?', '#']).next().unwrap_or_default();
    let decoded = percent_decoded(bare).to_lowercase();
    let of_network =
        decoded.find("/in/").map(|at| &decoded[at + 1..]).or(decoded.strip_prefix("in/").map(|_| &*decoded));
    if let Some(path) = of_network {
        let slug = path["in/".len()..].split('/').next().unwrap_or_default();
        return if slug.is_empty() { String::new() } else { format!("in/{slug}") };
    }
    decoded.strip_prefix("www.").unwrap_or(&decoded).trim_end_matches('/').to_owned()
}

/// Undoes `%C3%A9`; what is no UTF-8 afterwards stays as it was.
fn percent_decoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len());
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let hex = bytes.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        let value = hex.and_then(|hex| std::str::from_utf8(hex).ok()).and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(value.unwrap_or(bytes[at]));
        at += if value.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.to_owned())
}

/// A date known to the year, the month or the day; empty when not known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(into = "String")]
pub struct PartialDate {
    /// Year of our era; 0 when the date is not known.
    pub year: u16,
    /// Month 1 to 12; 0 when not known.
    pub month: u8,
    /// Day 1 to 31; 0 when not known.
    pub day: u8,
}

impl PartialDate {
    /// Whether anything is known.
    pub fn is_known(self) -> bool {
        self.year != 0
    }

    /// Whether nothing is known.
    pub fn is_unknown(&self) -> bool {
        !self.is_known()
    }

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; anything else is an unknown date.
    pub fn parse(text: &str) -> Self {
        let mut parts = text.trim().splitn(3, '-');
        let Some(year) = parts.next().and_then(|y| y.parse().ok()).filter(|y| (1..=9999).contains(y)) else {
            return Self::default();
        };
        let month = parts.next().and_then(|m| m.parse().ok()).filter(|m| (1..=12).contains(m)).unwrap_or(0);
        let day = parts.next().and_then(|d| d.parse().ok()).filter(|d| (1..=31).contains(d)).unwrap_or(0);
        Self { year, month, day: if month == 0 { 0 } else { day } }
    }
}

/// Records in the wild write a year as a number and a month as a string.
impl<'de> Deserialize<'de> for PartialDate {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Date;
        impl Visitor<'_> for Date {
            type Value = PartialDate;

            fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
                to.write_str("a date or a year")
            }

            fn visit_str<E>(self, text: &str) -> Result<PartialDate, E> {
                Ok(PartialDate::parse(text))
            }

            fn visit_u64<E: Error>(self, year: u64) -> Result<PartialDate, E> {
                match u16::try_from(year) {
                    Ok(year @ 0..=9999) => Ok(PartialDate { year, ..PartialDate::default() }),
                    Ok(_) => Ok(PartialDate::default()),
                    Err(_) => Err(E::invalid_value(Unexpected::Unsigned(year), &self)),
                }
            }

            fn visit_i64<E: Error>(self, year: i64) -> Result<PartialDate, E> {
                let year = u64::try_from(year).map_err(|_| E::invalid_value(Unexpected::Signed(year), &self))?;
                self.visit_u64(year)
            }

            fn visit_unit<E>(self) -> Result<PartialDate, E> {
                Ok(PartialDate::default())
            }
        }
        from.deserialize_any(Date)
    }
}

impl From<PartialDate> for String {
    fn from(date: PartialDate) -> Self {
        match date {
            PartialDate { year: 0, .. } => String::new(),
            PartialDate { year, month: 0, .. } => format!("{year:04}"),
            PartialDate { year, month, day: 0 } => format!("{year:04}-{month:02}"),
            PartialDate { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
        }
    }
}
