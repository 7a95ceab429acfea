//! One invitation of the backlog with its judgement, and the choice and order of rows.

use crate::assessment::{Advice, Ask, Assessment, Flag};
use crate::backlog::Invitation;
use crate::record::{PartialDate, Record};
use crate::request::{Channel, Recipient, Request, Sender};
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
            Self::Accepted => "accepted",
            Self::AskedFirst => "asked first",
            Self::Declined => "declined",
            Self::Open => "left open",
        }
    }

    /// What the record shows: who is a connection since then was accepted; who was written to and is none was asked.
    pub fn recorded(invitation: &Invitation, record: &Record) -> Self {
        let known = record.relationship(&sender(invitation));
        match (&known.connection, known.in_contact()) {
            (Some(_), _) => Self::Accepted,
            (None, true) if known.last_contact() >= invitation.sent => Self::AskedFirst,
            _ => Self::Open,
        }
    }
}

fn sender(invitation: &Invitation) -> Sender {
    let profile = match invitation.profile.as_str() {
        "" => String::new(),
        key if key.starts_with("in/") => format!("https://www.linkedin.com/{key}"),
        other => other.to_owned(),
    };
    Sender { name: invitation.name.clone(), profile, ..Sender::default() }
}

/// The invitation as a request to be judged.
pub fn request(invitation: &Invitation, own_name: &str) -> Request {
    Request {
        channel: Channel::Invitation,
        sender: sender(invitation),
        recipient: Recipient { name: own_name.to_owned() },
        text: invitation.text.clone(),
    }
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The invitation.
    pub invitation: Invitation,
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
    /// From an invitation and its judgement.
    pub fn new(invitation: Invitation, judged: &Assessment, answer: Answer, note: String) -> Self {
        Self {
            ask: judged.ask,
            flags: judged.flags.iter().map(|flagged| flagged.id).collect(),
            advice: judged.advice,
            bright: judged.dont_miss,
            invitation,
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
            _ => Self::Newest,
        }
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
    /// Words in name, note or message.
    pub words: String,
}

/// Places of the rows to show, in order.
pub fn arrange(rows: &[Row], filter: &Filter, sort: Sort) -> Vec<usize> {
    let words: Vec<String> = fold(&filter.words).split_whitespace().map(str::to_owned).collect();
    let fits = |row: &Row| {
        let text = || fold(&format!("{} {} {}", row.invitation.name, row.note, row.invitation.text));
        filter.ask.is_none_or(|ask| row.ask == ask)
            && filter.flag.is_none_or(|flag| row.flags.contains(&flag))
            && filter.advice.is_none_or(|advice| row.advice == advice)
            && filter.answer.is_none_or(|answer| row.answer == answer)
            && (words.is_empty() || {
                let text = text();
                words.iter().all(|word| text.contains(word))
            })
    };
    let mut places: Vec<usize> = (0..rows.len()).filter(|at| fits(&rows[*at])).collect();
    let sent = |at: &usize| std::cmp::Reverse(rows[*at].invitation.sent);
    match sort {
        Sort::Newest => places.sort_by_key(sent),
        // What has no date has not waited longest.
        Sort::Oldest => places.sort_by_key(|at| (rows[*at].invitation.sent.is_unknown(), rows[*at].invitation.sent)),
        Sort::Name => places.sort_by_cached_key(|at| fold(&rows[*at].invitation.name)),
        Sort::Advice => places.sort_by_key(|at| (!rows[*at].bright, rows[*at].advice, rows[*at].flags.len(), sent(at))),
        Sort::Flags => places.sort_by_key(|at| (std::cmp::Reverse(rows[*at].flags.len()), sent(at))),
        Sort::Ask => places.sort_by_key(|at| (rows[*at].ask, sent(at))),
    }
    places
}

/// How long ago a day was, in words: `today`, `3 days`, `5 weeks`, `7 months`, `2 years`; empty if unknown.
pub fn age(sent: PartialDate, today: PartialDate) -> String {
    if sent.is_unknown() || today.is_unknown() {
        return String::new();
    }
    let days = number(today) - number(sent);
    let said = |count: i32, one: &str| if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") };
    match days {
        ..1 => "today".to_owned(),
        1..14 => said(days, "day"),
        14..60 => said(days / 7, "week"),
        60..730 => said(days / 30, "month"),
        _ => said(days / 365, "year"),
    }
}

/// Days since a day long ago; months and days that are not known count as the first.
fn number(date: PartialDate) -> i32 {
    let (month, day) = (i32::from(date.month.max(1)), i32::from(date.day.max(1)));
    let year = i32::from(date.year) - i32::from(month <= 2);
    let of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    year * 365 + year / 4 - year / 100 + year / 400 + of_year
}
