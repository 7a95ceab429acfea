//! What is due, as a calendar file (RFC 5545) that any calendar takes.

use super::{Person, day};
use crate::record::PartialDate;
use crate::say;

/// Octets of a line before it is folded.
const LINE: usize = 75;

/// A calendar with a whole-day entry for each person on the day to come back to them. `stamp` is the moment at which
/// it is made, as `YYYYMMDDTHHMMSSZ`. The same person on the same day is the same entry, however often it is made.
pub fn calendar(people: &[&Person], stamp: &str) -> String {
    let mut out = String::new();
    let mut line = |name: &str, value: &str| fold(&format!("{name}:{value}"), &mut out);
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Demur//Come back to//EN");
    line("CALSCALE", "GREGORIAN");
    for person in people {
        let (start, end) = (person.back, day::after(person.back, 1));
        if day::number(start).is_none() {
            continue;
        }
        let uid = super::message_id(&format!("{} {}", person.key(), String::from(start)));
        let asked = person.requests.last().map(|asked| super::before(asked, start)).unwrap_or_default();
        let said = [asked.as_str(), &person.note].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
        line("BEGIN", "VEVENT");
        line("UID", &format!("{uid}@demur.example"));
        line("DTSTAMP", stamp);
        line("DTSTART;VALUE=DATE", &compact(start));
        line("DTEND;VALUE=DATE", &compact(end));
        line("SUMMARY", &escaped(&say!("Come back to {name}", name = person.name)));
        if !said.is_empty() {
            line("DESCRIPTION", &escaped(&said.join("\n")));
        }
        line("TRANSP", "TRANSPARENT");
        line("END", "VEVENT");
    }
    line("END", "VCALENDAR");
    out
}

fn compact(day: PartialDate) -> String {
    format!("{:04}{:02}{:02}", day.year, day.month, day.day)
}

/// Text as a value: what would end or divide it is escaped, and what no calendar can hold is left out.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push_str("\\n"),
            c if c.is_control() && c != '\t' => {}
            c => out.push(c),
        }
    }
    out
}

/// Appends a line, cut before every character that would make it longer than [`LINE`] octets.
fn fold(line: &str, out: &mut String) {
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use expect_test::expect;
    use proptest::prelude::*;

    fn person(name: &str, note: &str, back: &str) -> Person {
        Person { name: name.to_owned(), note: note.to_owned(), back: PartialDate::parse(back), ..Person::default() }
    }

    /// What a calendar reads: unfolded lines, with what was escaped put back.
    fn read(calendar: &str, name: &str) -> Vec<String> {
        let unfolded = calendar.replace("\r\n ", "");
        let values = unfolded.split("\r\n").filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
        let plain = |value: &str| {
            let mut out = String::new();
            let mut chars = value.chars();
            while let Some(c) = chars.next() {
                match c {
                    '\\' => out.extend(chars.next().map(|c| if c == 'n' { '\n' } else { c })),
                    c => out.push(c),
                }
            }
            out
        };
        values.map(plain).collect()
    }

    #[test]
    fn an_entry_is_a_whole_day() {
        let ann = person("Ann Fox; Jr.", "Call her, about\nthe talk \\ the book", "2026-12-31");
        expect![[r#"
            BEGIN:VCALENDAR
            VERSION:2.0
            PRODID:-//Demur//Come back to//EN
            CALSCALE:GREGORIAN
            BEGIN:VEVENT
            UID:5c73f42ad9f4a207@demur.example
            DTSTAMP:20261130T101500Z
            DTSTART;VALUE=DATE:20261231
            DTEND;VALUE=DATE:20270101
            SUMMARY:Come back to Ann Fox\; Jr.
            DESCRIPTION:Call her\, about\nthe talk \\ the book
            TRANSP:TRANSPARENT
            END:VEVENT
            END:VCALENDAR
        "#]]
        .assert_eq(&calendar(&[&ann], "20261130T101500Z").replace("\r\n", "\n"));
    }

    #[test]
    fn a_day_that_is_not_known_makes_no_entry() {
        assert!(!calendar(&[&person("Ann", "", "2026-12")], "20261130T101500Z").contains("VEVENT"));
    }

    proptest! {
        #[test]
        fn nothing_typed_breaks_the_file(name in "\\PC{1,90}", note in "[\\PC\r\n]{0,300}") {
            let person = person(&name, &note, "2026-12-31");
            let made = calendar(&[&person], "20261130T101500Z");
            prop_assert!(made.ends_with("END:VCALENDAR\r\n"));
            prop_assert!(made.split("\r\n").all(|line| line.len() <= LINE && !line.contains(['\r', '\n'])));
            prop_assert_eq!(made.matches("BEGIN:VEVENT").count(), 1 + name.matches("BEGIN:VEVENT").count() + note.matches("BEGIN:VEVENT").count());
            let normal = |text: &str| text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
            prop_assert_eq!(read(&made, "SUMMARY"), [format!("Come back to {}", normal(&name))]);
            if !note.is_empty() {
                prop_assert_eq!(read(&made, "DESCRIPTION"), [normal(&note)]);
            }
        }
    }
}
