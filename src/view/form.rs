//! Settings as the text of form fields and back. Every field of the settings page stands in [`FIELDS`].

use crate::record::PartialDate;
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
    text!(policy),
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

/// The lines that say something.
pub fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn pair(one: &str, other: &str) -> String {
    if other.is_empty() { one.to_owned() } else { format!("{one} | {other}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_is_taken_back_as_it_was() {
        let settings = Settings {
            name: "Sam Porter".to_owned(),
            sign_off: "Best,\nSam".to_owned(),
            tone: Tone::Brief,
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
