//! The table as a CSV file that a spreadsheet can open without harm.

use super::row::Row;
use crate::say;
use crate::view::words;

/// The rows at `places`, with a head.
pub fn write(rows: &[Row], places: &[usize]) -> String {
    // The mark in front lets spreadsheets read names with accents.
    let mut out = "\u{feff}".to_owned();
    line(
        &mut out,
        &[
            say!("Sent"),
            say!("From"),
            say!("Headline"),
            say!("Profile"),
            say!("Mutual"),
            say!("Ask"),
            say!("Flags"),
            say!("Advice"),
            say!("Answer"),
            say!("Your note"),
            say!("Message"),
        ]
        .map(str::to_owned),
    );
    for row in places.iter().filter_map(|at| rows.get(*at)) {
        let flags: Vec<&str> = row.flags.iter().map(|flag| words::flag(*flag)).collect();
        line(
            &mut out,
            &[
                String::from(row.entry.sent),
                row.entry.name.clone(),
                row.entry.seen.fields.get("headline").cloned().unwrap_or_default(),
                row.entry.address().unwrap_or_else(|| row.entry.profile.clone()),
                if row.entry.mutual > 0 { row.entry.mutual.to_string() } else { String::new() },
                words::ask(row.ask).to_owned(),
                flags.join("; "),
                words::advice(row.advice).to_owned(),
                row.answer.words().to_owned(),
                row.note.clone(),
                row.entry.seen.text.clone(),
            ],
        );
    }
    out
}

fn line(out: &mut String, fields: &[String]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push('"');
        out.push_str(&harmless(field).replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

/// A spreadsheet takes what begins with one of these for a formula; an apostrophe in front makes it text.
fn harmless(field: &str) -> String {
    let looks_like_formula = field.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || field.starts_with(['\t', '\r', '\n']);
    if looks_like_formula { format!("'{field}") } else { field.to_owned() }
}
