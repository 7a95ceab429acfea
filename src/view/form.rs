//! Settings as the text of form fields and back. Every field of the settings page stands in [`FIELDS`].

use crate::plain;
use crate::record::PartialDate;
use crate::say;
use crate::settings::{Event, Referral, Settings, Strictness, Tone};

/// One field: its name on the page, how it is shown, and what becomes of what is typed.
pub struct Field {
    /// Name of the form control, equal to the field of [`Settings`].
    pub name: &'static str,
    /// The text of the control.
    pub show: fn(&Settings) -> String,
    /// Takes the text over. Anything may be typed; what is not understood is left out.
    pub take: fn(&mut Settings, &str),
}

macro_rules! text {
    ($name:ident) => {
        Field { name: stringify!($name), show: |s| s.$name.clone(), take: |s, text| s.$name = text.trim().to_owned() }
    };
}

macro_rules! lines {
    ($name:ident) => {
        Field {
            name: stringify!($name),
            show: |s| s.$name.join("\n"),
            take: |s, text| s.$name = lines(text).map(str::to_owned).collect(),
        }
    };
}

/// A field whose value is one or several ids, one a line.
macro_rules! ids {
    ($name:ident) => {
        Field {
            name: stringify!($name),
            show: |s| written(&s.$name),
            take: |s, text| s.$name = lines(text).filter_map(id).collect(),
        }
    };
}

/// A field whose value is one id; anything else is the default.
macro_rules! id {
    ($name:ident) => {
        Field {
            name: stringify!($name),
            show: |s| written(&[s.$name]),
            take: |s, text| s.$name = id(text.trim()).unwrap_or_default(),
        }
    };
}

/// Every field of the settings page.
pub const FIELDS: &[Field] = &[
    text!(name),
    text!(sign_off),
    Field {
        name: "tone",
        show: |s| super::words::tone(s.tone).to_owned(),
        take: |s, text| {
            s.tone = match text {
                "plain" => Tone::Plain,
                "brief" => Tone::Brief,
                _ => Tone::Warm,
            }
        },
    },
    text!(reply_language),
    Field {
        name: "free_account",
        show: |s| if s.free_account { "yes".to_owned() } else { String::new() },
        take: |s, text| s.free_account = text == "yes",
    },
    lines!(muted),
    text!(policy),
    id!(accepts),
    ids!(met_means),
    id!(recommends),
    id!(introduces),
    ids!(never),
    lines!(never_topics),
    text!(elsewhere),
    Field {
        name: "strictness",
        show: |s| match s.strictness {
            Strictness::Relaxed => "relaxed".to_owned(),
            Strictness::Normal => "normal".to_owned(),
            Strictness::Strict => "strict".to_owned(),
        },
        take: |s, text| {
            s.strictness = match text {
                "relaxed" => Strictness::Relaxed,
                "strict" => Strictness::Strict,
                _ => Strictness::Normal,
            }
        },
    },
    lines!(always_welcome),
    lines!(past_trouble),
    lines!(resources),
    lines!(organisations),
    Field {
        name: "events",
        show: |s| {
            s.events.iter().map(|event| pair(&event.name, &String::from(event.date))).collect::<Vec<_>>().join("\n")
        },
        take: |s, text| {
            s.events = lines(text)
                .map(|line| {
                    let (name, date) = line.rsplit_once('|').unwrap_or((line, ""));
                    Event { name: name.trim().to_owned(), date: PartialDate::parse(date) }
                })
                .collect();
        },
    },
    Field {
        name: "referrals",
        show: |s| s.referrals.iter().map(|known| pair(&known.topic, &known.person)).collect::<Vec<_>>().join("\n"),
        take: |s, text| {
            s.referrals = lines(text)
                .filter_map(|line| line.split_once('|'))
                .map(|(topic, person)| Referral { topic: topic.trim().to_owned(), person: person.trim().to_owned() })
                .collect();
        },
    },
    lines!(interests),
    lines!(not_my_field),
    Field {
        name: "break_until",
        show: |s| String::from(s.break_until),
        take: |s, text| s.break_until = PartialDate::parse(text),
    },
    Field {
        name: "capacity_per_week",
        show: |s| if s.capacity_per_week == 0 { String::new() } else { s.capacity_per_week.to_string() },
        take: |s, text| s.capacity_per_week = text.trim().parse().unwrap_or(0),
    },
];

/// What is wrong with what was typed into the field `name`, in a sentence for the person; such text is not taken over.
pub fn trouble(name: &str, text: &str) -> Option<String> {
    let numbered = || text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    match name {
        "events" => numbered().find_map(|(at, line)| {
            let (_, day) = line.rsplit_once('|')?;
            let wrong = !day.trim().is_empty() && !whole(day);
            wrong.then(|| {
                say!("Line {line}: “{text}” is no day; write it as 2027-03-02.", line = at + 1, text = day.trim())
            })
        }),
        "referrals" => numbered().find_map(|(at, line)| {
            let parts = line.split_once('|').map(|(topic, person)| (topic.trim(), person.trim()));
            let wrong = parts.is_none_or(|(topic, person)| topic.is_empty() || person.is_empty());
            wrong.then(|| {
                say!("Line {line}: a topic, a bar and a person, such as “tax law | Casey Ray”.", line = at + 1)
            })
        }),
        "break_until" => {
            let wrong = !text.trim().is_empty() && !whole(text);
            wrong.then(|| say!("“{text}” is no day; write it as 2027-03-02.", text = text.trim()))
        }
        "capacity_per_week" => {
            let wrong = !text.trim().is_empty() && text.trim().parse::<u16>().is_err();
            wrong.then(|| say!("“{text}” is no number of requests; leave it empty for no limit.", text = text.trim()))
        }
        _ => None,
    }
}

/// Whether a text is a day, a month or a year, and nothing of it would be lost.
fn whole(text: &str) -> bool {
    let date = PartialDate::parse(text);
    date.is_known() && String::from(date) == text.trim()
}

/// The lines that say something.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Ids as they are stored, one a line.
fn written<T: serde::Serialize>(values: &[T]) -> String {
    let ids = values.iter().filter_map(|value| plain::write(value).ok()?.as_str().map(str::to_owned));
    ids.collect::<Vec<_>>().join("\n")
}

/// The value of that id.
fn id<T: serde::de::DeserializeOwned>(text: &str) -> Option<T> {
    plain::read(&text.into()).ok()
}

fn pair(one: &str, other: &str) -> String {
    if other.is_empty() { one.to_owned() } else { format!("{one} | {other}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::Ask;
    use crate::settings::{Accepts, Encounter, Introduces, Recommends};

    #[test]
    fn what_is_shown_is_taken_back_as_it_was() {
        let settings = Settings {
            name: "Sam Porter".to_owned(),
            sign_off: "Best,\nSam".to_owned(),
            reply_language: "fr".to_owned(),
            free_account: true,
            muted: vec!["impersonal".to_owned(), "pressure".to_owned()],
            tone: Tone::Brief,
            accepts: Accepts::Met,
            met_means: vec![Encounter::InPerson, Encounter::Video],
            recommends: Recommends::Worked,
            introduces: Introduces::Never,
            never: vec![Ask::Sales, Ask::Promote],
            never_topics: vec!["crypto".to_owned()],
            strictness: Strictness::Strict,
            resources: vec!["a guide".to_owned(), "a list".to_owned()],
            events: vec![Event { name: "the Tuesday meetup".to_owned(), date: PartialDate::parse("2027-03-02") }],
            referrals: vec![Referral { topic: "tax law".to_owned(), person: "Casey Ray".to_owned() }],
            break_until: PartialDate::parse("2027-01-31"),
            capacity_per_week: 5,
            ..Settings::default()
        };
        let mut again = Settings::default();
        for field in FIELDS {
            (field.take)(&mut again, &(field.show)(&settings));
        }
        assert_eq!(again, settings);
    }

    #[test]
    fn what_would_be_lost_is_named_instead_of_taken() {
        #[track_caller]
        fn check(name: &str, text: &str, says: Option<&str>) {
            let found = trouble(name, text);
            assert_eq!(found.is_some(), says.is_some(), "{found:?}");
            assert!(found.unwrap_or_default().contains(says.unwrap_or_default()));
        }
        check("events", "the Tuesday meetup | 2027-03-02\nthe fair", None);
        check("events", "the Tuesday meetup | 2027-03-02\nthe fair | 2 March", Some("Line 2: “2 March”"));
        check("events", "the fair | 2027-13-02", Some("2027-13-02"));
        check("referrals", "tax law | Casey Ray\n\n", None);
        check("referrals", "tax law | Casey Ray\ngardens", Some("Line 2"));
        check("referrals", "| Casey Ray", Some("Line 1"));
        check("break_until", "", None);
        check("break_until", "2027-01-31", None);
        check("break_until", "soon", Some("“soon”"));
        check("capacity_per_week", "5", None);
        check("capacity_per_week", "-1", Some("“-1”"));
        check("policy", "anything | at all", None);
    }

    #[test]
    fn every_doubt_can_be_switched_off() {
        let page = include_str!("../../extension/settings.html");
        for part in page.split("name=\"muted\" value=\"").skip(1) {
            let (id, rest) = part.split_once('"').expect("a closed attribute");
            let flag: crate::assessment::Flag = serde_json::from_value(id.into()).expect(id);
            assert!(rest.starts_with(&format!(" /> {}<", super::super::words::flag(flag))), "{id}");
        }
        assert_eq!(page.matches("name=\"muted\"").count(), 17);
    }

    #[test]
    fn every_field_says_in_a_line_what_it_changes() {
        let page = include_str!("../../extension/settings.html");
        for field in FIELDS.iter().filter(|field| field.name != "free_account") {
            let at = page.rfind(&format!("name=\"{}\"", field.name)).expect(field.name);
            // The list of doubts has its line above it.
            let near = match field.name {
                "muted" => page[..at].rsplit_once("<summary>").map(|(_, rest)| rest),
                _ => page[at..].split_once("</fieldset>").map(|(rest, _)| rest),
            };
            let own =
                near.unwrap_or_default().split("name=\"").nth(usize::from(field.name != "muted")).unwrap_or_default();
            assert!(own.contains("class=\"hint\""), "{} has no line", field.name);
        }
    }

    #[test]
    fn the_page_has_every_field_and_no_other() {
        let page = include_str!("../../extension/settings.html");
        let named = |name: &str| page.contains(&format!("name=\"{name}\""));
        for field in FIELDS {
            assert!(named(field.name), "settings.html lacks {}", field.name);
        }
        let known =
            |name: &str| FIELDS.iter().any(|field| field.name == name) || ["show", "off", "viewport"].contains(&name);
        for part in page.split("name=\"").skip(1) {
            let name = part.split('"').next().unwrap_or_default();
            assert!(known(name), "nothing reads {name}");
        }
    }
}
