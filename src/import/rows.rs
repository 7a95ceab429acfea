//! What each kind of file becomes.

use std::io::Read;

use super::date::{Moment, Order, read};
use super::encoding;
use super::kind::Kind;
use super::messages::{Counter, Message};
use super::table::{Row, Table, Troubles};
use super::{Options, Progress};
use crate::backlog::Invitation;
use crate::record::{Connection, Education, PartialDate, Position, Recommendation, Record, profile_key};
use crate::say;

/// Rows between two reports of progress.
const STEP: usize = 2_000;
/// Most rows that are kept of a long list.
const LONGEST: usize = 100_000;
/// Most rows that are kept of a short one.
const SHORT: usize = 2_000;

/// What is gathered from all files.
#[derive(Default)]
pub struct Gathered {
    /// The record.
    pub record: Record,
    /// Invitations that came in.
    pub invitations: Vec<Invitation>,
    /// Invitations that the person sent, which are not kept.
    pub sent: usize,
    /// Messages so far.
    pub messages: Counter,
}

/// What was read of one file.
#[derive(Default)]
pub struct Counts {
    /// Rows.
    pub rows: usize,
    /// Rows that were understood.
    pub kept: usize,
    /// Rows that were not.
    pub troubles: Troubles,
    /// Where and why reading broke off.
    pub broken: Option<(u64, String)>,
}

/// Columns of each kind, each by any of its names.
fn columns(kind: Kind) -> &'static [&'static [&'static str]] {
    match kind {
        Kind::Profile => &[&["First Name"], &["Last Name"], &["Headline"]],
        Kind::Positions => &[&["Company Name"], &["Title"], &["Started On"], &["Finished On"]],
        Kind::Education => {
            &[&["School Name"], &["Degree Name"], &["Start Date", "Started On"], &["End Date", "Finished On"]]
        }
        Kind::Skills => &[&["Name"]],
        Kind::Groups => &[&["Name", "Group Name", "Group", "Title"]],
        Kind::RecommendationsReceived | Kind::RecommendationsGiven => {
            &[&["First Name"], &["Last Name"], &["Company"], &["Job Title", "Title"], &["Creation Date"]]
        }
        Kind::Connections => &[
            &["First Name"],
            &["Last Name"],
            &["URL", "Profile URL"],
            &["Company"],
            &["Position", "Title"],
            &["Connected On"],
        ],
        Kind::Invitations => &[
            &["From"],
            &["To"],
            &["Sent At"],
            &["Message"],
            &["Direction"],
            &["inviterProfileUrl"],
            &["inviteeProfileUrl"],
        ],
        Kind::Messages => &[
            &["From"],
            &["Sender Profile URL"],
            &["To"],
            &["Recipient Profile URLs"],
            &["Date"],
            &["Content"],
            &["Is Message Draft"],
        ],
    }
}

/// Reads all rows of a file into what is gathered.
pub fn take<R: Read>(
    kind: Kind,
    table: &mut Table<R>,
    into: &mut Gathered,
    options: &Options,
    progress: &mut dyn FnMut(&Progress),
    so_far: &mut Progress,
) -> Counts {
    let mut counts = Counts::default();
    let wanted = table.columns(columns(kind));
    let mut dated: Vec<(u64, String)> = Vec::new();
    loop {
        if table.ran_on() {
            counts.broken = Some((
                so_far.line,
                say!("a quotation mark is opened and not closed for thousands of lines").to_owned(),
            ));
            break;
        }
        let row = match table.next(&wanted) {
            None => break,
            Some(Err(broken)) => {
                counts.broken = Some(broken);
                break;
            }
            Some(Ok(row)) => row,
        };
        so_far.line = row.line;
        counts.rows += 1;
        match one(kind, &row, into, options, counts.kept, &mut dated) {
            Ok(true) => counts.kept += 1,
            Ok(false) => {}
            Err(what) => counts.troubles.add(row.line, what),
        }
        if counts.rows.is_multiple_of(STEP) {
            so_far.rows = counts.rows;
            so_far.bytes = table.bytes();
            progress(so_far);
        }
    }
    settle_dates(kind, &dated, into, &mut counts);
    counts
}

/// Dates with slashes are read when all of the file's are known.
fn settle_dates(kind: Kind, dated: &[(u64, String)], into: &mut Gathered, counts: &mut Counts) {
    let order = Order::of(dated.iter().map(|(_, text)| text.as_str()));
    let mut day = |line: u64, text: &str| {
        let read = read(text, order).map(|moment| moment.day);
        if read.is_none() && !text.is_empty() {
            counts.troubles.add(line, not_a_date(text));
        }
        read.unwrap_or_default()
    };
    match kind {
        Kind::Invitations => {
            let from = into.invitations.len() - dated.len();
            for (invitation, (line, text)) in into.invitations[from..].iter_mut().zip(dated) {
                invitation.sent = day(*line, text);
            }
        }
        Kind::RecommendationsGiven | Kind::RecommendationsReceived => {
            let from = into.record.recommendations.len() - dated.len();
            for (written, (line, text)) in into.record.recommendations[from..].iter_mut().zip(dated) {
                written.date = day(*line, text);
            }
        }
        _ => {}
    }
}

/// Takes one row; `Ok(false)` for one that is rightly left out.
fn one(
    kind: Kind,
    row: &Row<'_>,
    into: &mut Gathered,
    options: &Options,
    kept: usize,
    dated: &mut Vec<(u64, String)>,
) -> Result<bool, String> {
    let long = matches!(kind, Kind::Connections | Kind::Invitations);
    if kind != Kind::Messages && kept >= if long { LONGEST } else { SHORT } {
        return Err(say!("there are more rows than Demur keeps of this kind").to_owned());
    }
    let date = |column: usize| match row.text(column) {
        text if text.is_empty() => Ok(PartialDate::default()),
        text => day(&text).map(|moment| moment.day),
    };
    let must = |column: usize, else_said: &str| match row.text(column) {
        text if text.is_empty() => Err(else_said.to_owned()),
        text => Ok(text),
    };
    let name = || match format!("{} {}", row.text(0), row.text(1)).trim().to_owned() {
        name if name.is_empty() => None,
        name => Some(name),
    };
    let record = &mut into.record;
    match kind {
        Kind::Profile => {
            record.name = name().ok_or(say!("there is no name"))?;
            record.headline = row.text(2);
        }
        Kind::Positions => record.positions.push(Position {
            company: must(0, say!("there is no company"))?,
            title: row.text(1),
            from: date(2)?,
            to: date(3)?,
        }),
        Kind::Education => record.education.push(Education {
            school: must(0, say!("there is no school"))?,
            degree: row.text(1),
            from: date(2)?,
            to: date(3)?,
        }),
        Kind::Skills => record.skills.push(must(0, say!("there is no name"))?),
        Kind::Groups => record.groups.push(must(0, say!("there is no name"))?),
        Kind::RecommendationsReceived | Kind::RecommendationsGiven => {
            record.recommendations.push(Recommendation {
                name: name().ok_or(say!("there is no name"))?,
                company: row.text(2),
                title: row.text(3),
                given: kind == Kind::RecommendationsGiven,
                ..Recommendation::default()
            });
            dated.push((row.line, row.text(4)));
        }
        Kind::Connections => {
            // Closed accounts leave a row with a day and nothing else.
            let Some(name) = name() else { return Ok(false) };
            let profile = profile_key(&row.text(2));
            record.connections.push(Connection {
                name,
                profile,
                company: row.text(3),
                title: row.text(4),
                connected: date(5)?,
            });
        }
        Kind::Invitations => {
            if row.text(4).eq_ignore_ascii_case("outgoing") {
                into.sent += 1;
                return Ok(false);
            }
            let (name, profile) = (must(0, say!("there is no sender"))?, profile_key(&row.text(5)));
            into.invitations.push(Invitation { name, profile, text: note(row), ..Invitation::default() });
            dated.push((row.line, row.text(2)));
        }
        Kind::Messages => {
            if row.has(6) && row.text(6).eq_ignore_ascii_case("yes") {
                return Ok(false);
            }
            let sent = day(&row.text(4))?;
            let text = if options.keep_text { row.text(5) } else { String::new() };
            into.messages.add(&Message {
                from: &row.text(0),
                from_profile: &row.text(1),
                to: &row.text(2),
                to_profiles: &row.text(3),
                sent,
                text: &text,
            });
        }
    }
    Ok(true)
}

/// The note of an invitation: longer than other fields may be, and with its lines.
fn note(row: &Row<'_>) -> String {
    encoding::text(row.raw(3)).trim().chars().take(2_000).collect()
}

fn day(text: &str) -> Result<Moment, String> {
    read(text, Order::MonthFirst).ok_or_else(|| not_a_date(text))
}

fn not_a_date(text: &str) -> String {
    say!("the date “{text}” is not understood", text = short(text))
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}
