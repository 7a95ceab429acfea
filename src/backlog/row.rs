//! One entry of the backlog with its judgement, and the choice and order of rows.

use super::Entry;
use crate::assessment::{Advice, Ask, Assessment, Flag};
use crate::record::{PartialDate, Record};
use crate::request::Sender;
use crate::say;
use crate::text::fold;

/// What became of an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Answer {
    /// Said yes: the sender is among the connections, or so it was decided.
    Accepted,
    /// Asked back first.
    AskedFirst,
    /// Said no.
    Declined,
    /// Nothing yet.
    Open,
}

impl Answer {
    /// Every answer, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Accepted, Self::AskedFirst, Self::Declined, Self::Open];

    /// The id used in class names.
    pub fn id(self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::AskedFirst => "asked-first",
            Self::Declined => "declined",
            Self::Open => "open",
        }
    }

    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Accepted => say!("accepted"),
            Self::AskedFirst => say!("asked first"),
            Self::Declined => say!("declined"),
            Self::Open => say!("left open"),
        }
    }

    /// What the record shows: who is a connection since then was accepted; who was written to and is none was asked.
    /// A request that stands on a page has not been accepted there, whatever the record says.
    pub fn recorded(entry: &Entry, sender: &Sender, record: &Record) -> Self {
        if !entry.exported {
            return Self::Open;
        }
        let known = record.relationship(sender);
        match (&known.connection, known.in_contact()) {
            (Some(_), _) => Self::Accepted,
            (None, true) if known.last_contact() >= entry.sent => Self::AskedFirst,
            _ => Self::Open,
        }
    }
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The request.
    pub entry: Entry,
    /// What is mainly asked.
    pub ask: Ask,
    /// What is off, gravest first.
    pub flags: Vec<Flag>,
    /// What is advised.
    pub advice: Advice,
    /// Not to be missed.
    pub bright: bool,
    /// What became of it.
    pub answer: Answer,
    /// The person's note on the sender.
    pub note: String,
}

impl Row {
    /// From a request and its judgement.
    pub fn new(entry: Entry, judged: &Assessment, answer: Answer, note: String) -> Self {
        Self {
            ask: judged.ask,
            flags: judged.flags.iter().map(|flagged| flagged.id).collect(),
            advice: judged.advice,
            bright: judged.dont_miss,
            entry,
            answer,
            note,
        }
    }
}

/// What the table is sorted by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first: what has waited longest.
    Oldest,
    /// By name.
    Name,
    /// By advice, yes first; those not to be missed before all.
    Advice,
    /// By the number of flags, most first.
    Flags,
    /// By ask.
    Ask,
    /// By mutual connections, most first.
    Mutual,
}

impl Sort {
    /// Reads the id of a control.
    pub fn from_id(id: &str) -> Self {
        match id {
            "oldest" => Self::Oldest,
            "name" => Self::Name,
            "advice" => Self::Advice,
            "flags" => Self::Flags,
            "ask" => Self::Ask,
            "mutual" => Self::Mutual,
            _ => Self::Newest,
        }
    }
}

/// How long ago something was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Since {
    /// In the last week.
    Week,
    /// In the last month.
    Month,
    /// In the last year.
    Year,
    /// Longer ago.
    Older,
}

impl Since {
    /// Reads the id of a control.
    pub fn from_id(id: &str) -> Option<Self> {
        Some(match id {
            "week" => Self::Week,
            "month" => Self::Month,
            "year" => Self::Year,
            "older" => Self::Older,
            _ => return None,
        })
    }

    /// What has no date was sent at no time.
    fn holds(self, sent: PartialDate, today: PartialDate) -> bool {
        if sent.is_unknown() || today.is_unknown() {
            return false;
        }
        let days = number(today) - number(sent);
        match self {
            Self::Week => days <= 7,
            Self::Month => days <= 31,
            Self::Year => days <= 366,
            Self::Older => days > 366,
        }
    }
}

/// Where a request is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whence {
    /// The export.
    Export,
    /// A page that is open.
    Page,
}

impl Whence {
    /// Reads the id of a control.
    pub fn from_id(id: &str) -> Option<Self> {
        Some(match id {
            "export" => Self::Export,
            "page" => Self::Page,
            _ => return None,
        })
    }
}

/// Which rows are shown. What is empty does not narrow.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// One ask.
    pub ask: Option<Ask>,
    /// One flag.
    pub flag: Option<Flag>,
    /// One advice.
    pub advice: Option<Advice>,
    /// One answer.
    pub answer: Option<Answer>,
    /// When it was sent.
    pub since: Option<Since>,
    /// With mutual connections, or without.
    pub mutual: Option<bool>,
    /// Where it is known from.
    pub whence: Option<Whence>,
    /// Words in name, headline, note or message.
    pub words: String,
    /// The day on which this is asked.
    pub today: PartialDate,
}

/// Places of the rows to show, in order.
pub fn arrange(rows: &[Row], filter: &Filter, sort: Sort) -> Vec<usize> {
    let words: Vec<String> = fold(&filter.words).split_whitespace().map(str::to_owned).collect();
    let fits = |row: &Row| {
        let entry = &row.entry;
        let headline = entry.seen.fields.get("headline").map(String::as_str).unwrap_or_default();
        let text = || fold(&format!("{} {headline} {} {}", entry.name, row.note, entry.seen.text));
        let whence = |whence| match whence {
            Whence::Export => entry.exported,
            Whence::Page => entry.here.is_some() || !entry.exported,
        };
        filter.ask.is_none_or(|ask| row.ask == ask)
            && filter.flag.is_none_or(|flag| row.flags.contains(&flag))
            && filter.advice.is_none_or(|advice| row.advice == advice)
            && filter.answer.is_none_or(|answer| row.answer == answer)
            && filter.since.is_none_or(|since| since.holds(entry.sent, filter.today))
            && filter.mutual.is_none_or(|some| some == (entry.mutual > 0))
            && filter.whence.is_none_or(whence)
            && (words.is_empty() || {
                let text = text();
                words.iter().all(|word| text.contains(word))
            })
    };
    let mut places: Vec<usize> = (0..rows.len()).filter(|at| fits(&rows[*at])).collect();
    let sent = |at: &usize| std::cmp::Reverse(rows[*at].entry.sent);
    match sort {
        Sort::Newest => places.sort_by_key(sent),
        // What has no date has not waited longest.
        Sort::Oldest => places.sort_by_key(|at| (rows[*at].entry.sent.is_unknown(), rows[*at].entry.sent)),
        Sort::Name => places.sort_by_cached_key(|at| fold(&rows[*at].entry.name)),
        Sort::Advice => places.sort_by_key(|at| (!rows[*at].bright, rows[*at].advice, rows[*at].flags.len(), sent(at))),
        Sort::Flags => places.sort_by_key(|at| (std::cmp::Reverse(rows[*at].flags.len()), sent(at))),
        Sort::Ask => places.sort_by_key(|at| (rows[*at].ask, sent(at))),
        Sort::Mutual => places.sort_by_key(|at| (std::cmp::Reverse(rows[*at].entry.mutual), sent(at))),
    }
    places
}

/// How long ago a day was, in words: `today`, `3 days`, `5 weeks`, `7 months`, `2 years`; empty if unknown.
pub fn age(sent: PartialDate, today: PartialDate) -> String {
    if sent.is_unknown() || today.is_unknown() {
        return String::new();
    }
    let days = number(today) - number(sent);
    match days {
        ..1 => say!("today").to_owned(),
        1 => say!("1 day").to_owned(),
        2..14 => say!("{count} days", count = days),
        14..60 => say!("{count} weeks", count = days / 7),
        60..730 => say!("{count} months", count = days / 30),
        _ => say!("{count} years", count = days / 365),
    }
}

/// Days since a day long ago; months and days that are not known count as the first.
fn number(date: PartialDate) -> i32 {
    let (month, day) = (i32::from(date.month.max(1)), i32::from(date.day.max(1)));
    let year = i32::from(date.year) - i32::from(month <= 2);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + of_year
}
