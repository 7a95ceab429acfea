//! The record as the settings page shows it: what an export holds, and lists that are typed by hand.

use crate::import::{FileReport, Import, Progress};
use crate::protocol::{Part, Tag};
use crate::record::{Connection, Education, PartialDate, Position, Record};
use crate::say;
use crate::view::relation::day;

/// A number in the pattern for one or in that for many: `1 position`, `1,204 positions` by `{n} position` and `{n} positions`.
pub fn count(number: usize, one: &str, many: &str) -> String {
    let pattern = if number == 1 { one } else { many };
    crate::texts::fill(pattern, &[("n", &grouped(number))])
}

/// `1,204`, with whatever stands between thousands in the person's language.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let between = say!("1,000").trim_start_matches('1').trim_end_matches('0');
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(between);
        }
        out.push(digit);
    }
    out
}

/// One line on what is recorded.
pub fn summary(record: &Record) -> String {
    if record.is_empty() {
        return say!(
            "Nothing yet. Claims of shared history cannot be checked until there is something to check them against."
        )
        .to_owned();
    }
    let recommended = record.recommendations.len();
    let parts = [
        (record.positions.len(), say!("{n} position"), say!("{n} positions")),
        (record.education.len(), say!("{n} school"), say!("{n} schools")),
        (record.groups.len(), say!("{n} group"), say!("{n} groups")),
        (record.connections.len(), say!("{n} connection"), say!("{n} connections")),
        (
            record.exchanges.len(),
            say!("{n} person you exchanged messages with"),
            say!("{n} people you exchanged messages with"),
        ),
        (recommended, say!("{n} recommendation"), say!("{n} recommendations")),
        (record.skills.len(), say!("{n} skill"), say!("{n} skills")),
    ];
    let held: Vec<String> =
        parts.into_iter().filter(|part| part.0 > 0).map(|part| count(part.0, part.1, part.2)).collect();
    let mut line = held.join(" · ");
    if record.imported.is_known() {
        line = say!("{line}. Last import on {day}", line = line, day = day(record.imported));
    }
    line + "."
}

/// How far the reading is.
pub fn progress(now: &Progress) -> String {
    match now.rows {
        0 => say!("Reading {file}", file = now.file),
        rows => say!("Reading {file}: {rows}", file = now.file, rows = count(rows, say!("{n} row"), say!("{n} rows"))),
    }
}

/// How far the current file is, in hundredths; `None` when that is not known.
pub fn hundredths(now: &Progress) -> Option<u64> {
    (now.of > 0).then(|| (now.bytes.saturating_mul(100) / now.of).min(100))
}

fn part(tag: Tag, class: &str, text: &str) -> Part {
    Part { tag, class: class.to_owned(), text: text.to_owned(), ..Part::default() }
}

/// What an export holds, what of it was not understood, and why.
pub fn preview(import: &Import) -> Part {
    let mut parts = Vec::new();
    if import.is_empty() {
        parts.push(part(Tag::P, "lead", say!("Nothing in it could be read as an export.")));
    }
    let understood = import.files.iter().filter(|file| file.kind.is_some()).map(understood);
    parts.push(Part { parts: understood.collect(), ..part(Tag::Ul, "files", "") });
    if import.invitations_sent > 0 {
        let sent = count(
            import.invitations_sent,
            say!("{n} invitation that you sent is not kept."),
            say!("{n} invitations that you sent are not kept."),
        );
        parts.push(part(Tag::P, "hint", &sent));
    }
    parts.extend(import.remarks.iter().map(|remark| part(Tag::P, "hint", remark)));
    let (unneeded, skipped): (Vec<&FileReport>, Vec<_>) =
        import.files.iter().filter(|file| file.kind.is_none()).partition(|file| file.unneeded);
    for file in skipped {
        let name = part(Tag::Strong, "", &file.name);
        let why = part(Tag::Span, "", &format!(" {}", file.reason));
        parts.push(Part { parts: vec![name, why], ..part(Tag::P, "skipped", "") });
    }
    if !unneeded.is_empty() {
        let title = count(unneeded.len(), say!("{n} file is not read"), say!("{n} files are not read"));
        let items = unneeded.iter().take(200).map(|file| part(Tag::Li, "", &format!("{}: {}", file.name, file.reason)));
        let list = Part { parts: items.collect(), ..part(Tag::Ul, "hint", "") };
        parts.push(Part { parts: vec![part(Tag::Summary, "", &title), list], ..part(Tag::Details, "", "") });
    }
    Part { parts, ..part(Tag::Div, "preview", "") }
}

fn understood(file: &FileReport) -> Part {
    let kept = match file.kind {
        Some(crate::import::Kind::Profile) => String::new(),
        _ => grouped(file.kept),
    };
    let mut parts = vec![
        part(Tag::Strong, "", &kept),
        part(Tag::Span, "", &format!(" {}", file.what)),
        part(Tag::Span, "from", &file.name),
    ];
    if !file.reason.is_empty() {
        parts.push(part(Tag::P, "skipped", &file.reason));
    }
    if file.troubles.count > 0 {
        let title =
            count(file.troubles.count, say!("{n} row was not understood"), say!("{n} rows were not understood"));
        let mut items: Vec<Part> = file
            .troubles
            .first
            .iter()
            .map(|trouble| {
                part(
                    Tag::Li,
                    "",
                    &say!("{file}, line {line}: {what}.", file = file.name, line = trouble.line, what = trouble.what),
                )
            })
            .collect();
        if file.troubles.count > items.len() {
            items.push(part(Tag::Li, "", say!("and so on")));
        }
        let list = Part { parts: items, ..part(Tag::Ul, "hint", "") };
        parts.push(Part { parts: vec![part(Tag::Summary, "", &title), list], ..part(Tag::Details, "", "") });
    }
    Part { parts, ..part(Tag::Li, "", "") }
}

/// A list that is typed by hand: an entry a line, its fields with bars between them.
pub struct Typed {
    /// Part of the record, and name of the control.
    pub part: &'static str,
    /// The text of the control.
    pub show: fn(&Record) -> String,
    /// Takes the text over; what is wrong with a line is told, and the line is then kept as far as it goes.
    pub take: fn(&mut Record, &str) -> Vec<String>,
}

/// The lists that are typed by hand.
pub const TYPED: [Typed; 3] = [
    Typed {
        part: "positions",
        show: |record| {
            let line = |p: &Position| bars(&[&p.company, &p.title, &String::from(p.from), &String::from(p.to)]);
            record.positions.iter().map(line).collect::<Vec<_>>().join("\n")
        },
        take: |record, text| {
            let mut wrong = Vec::new();
            record.positions = fields(text)
                .map(|(at, [company, title, from, to])| {
                    let (from, to) = (date(&mut wrong, at, from), date(&mut wrong, at, to));
                    Position { company, title, from, to }
                })
                .collect();
            wrong
        },
    },
    Typed {
        part: "education",
        show: |record| {
            let line = |e: &Education| bars(&[&e.school, &e.degree, &String::from(e.from), &String::from(e.to)]);
            record.education.iter().map(line).collect::<Vec<_>>().join("\n")
        },
        take: |record, text| {
            let mut wrong = Vec::new();
            record.education = fields(text)
                .map(|(at, [school, degree, from, to])| {
                    let (from, to) = (date(&mut wrong, at, from), date(&mut wrong, at, to));
                    Education { school, degree, from, to }
                })
                .collect();
            wrong
        },
    },
    Typed {
        part: "groups",
        show: |record| record.groups.join("\n"),
        take: |record, text| {
            record.groups = super::form::lines(text).map(str::to_owned).collect();
            Vec::new()
        },
    },
];

/// A person typed by hand: name, employer, day of the connection. `None` without a name.
pub fn person(text: &str) -> Option<Connection> {
    let (_, [name, company, connected, _]) = fields(text).next()?;
    (!name.is_empty()).then(|| Connection {
        name,
        company,
        connected: PartialDate::parse(&connected),
        ..Connection::default()
    })
}

/// Connections whose name or employer holds every word that is looked for, with their places in the list.
pub fn find<'a>(record: &'a Record, words: &str, most: usize) -> Vec<(usize, &'a Connection)> {
    let words: Vec<String> = crate::text::fold(words).split_whitespace().map(str::to_owned).collect();
    if words.is_empty() {
        return Vec::new();
    }
    let holds = |one: &Connection| {
        let text = crate::text::fold(&format!("{} {}", one.name, one.company));
        words.iter().all(|word| text.contains(word))
    };
    record.connections.iter().enumerate().filter(|(_, one)| holds(one)).take(most).collect()
}

fn bars(fields: &[&str]) -> String {
    let used = fields.iter().rposition(|field| !field.is_empty()).map_or(0, |last| last + 1);
    fields[..used].iter().map(|field| field.replace('|', "/")).collect::<Vec<_>>().join(" | ")
}

/// Lines with their numbers from 1, each cut into four fields.
fn fields(text: &str) -> impl Iterator<Item = (usize, [String; 4])> {
    text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()).map(|(at, line)| {
        let mut cells = line.split('|').map(|cell| cell.trim().to_owned());
        (at + 1, std::array::from_fn(|_| cells.next().unwrap_or_default()))
    })
}

fn date(wrong: &mut Vec<String>, line: usize, text: String) -> PartialDate {
    let date = PartialDate::parse(&text);
    let says_now = ["now", "today", "present"].contains(&text.to_lowercase().as_str());
    if !text.is_empty() && date.is_unknown() && !says_now {
        wrong.push(say!("Line {line}: “{text}” is no date; write 2018 or 2018-03.", line = line, text = text));
    }
    date
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_shown_as_it_was() {
        let mut record = Record::default();
        let text = "Harbour Foods | Buyer | 2018-03 | 2021\nTidewater\nNight Market |  | 2022 | now";
        let wrong = (TYPED[0].take)(&mut record, text);
        assert!(wrong.is_empty());
        assert_eq!(
            (TYPED[0].show)(&record),
            "Harbour Foods | Buyer | 2018-03 | 2021\nTidewater\nNight Market |  | 2022"
        );
        let wrong = (TYPED[1].take)(&mut record, "Northgate\n\nSouthgate | BA | soon");
        assert_eq!(wrong, ["Line 3: “soon” is no date; write 2018 or 2018-03."]);
        assert_eq!(record.education.len(), 2);
    }

    #[test]
    fn people_are_found_by_any_part_of_their_line() {
        let mut record = Record::default();
        record.connections.extend(person("Lucía Farías | Harbour Foods | 2019"));
        assert_eq!(find(&record, "harb lucia", 9).len(), 1);
        assert_eq!((find(&record, "", 9).len(), find(&record, "ben", 9).len()), (0, 0));
        assert!(person(" | x").is_none());
        assert_eq!(grouped(1_234_567), "1,234,567");
    }
}
