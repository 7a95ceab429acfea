//! Why a claim holds, fails or stays open, in plain words for the person.

use super::time::Interval;
use crate::record::{Education, Exchange, PartialDate, Position, Recommendation};

/// "March 2015 to June 2018", "since 2019"; empty when nothing is known.
fn span(from: PartialDate, to: PartialDate) -> String {
    let year = |date: PartialDate| date.year.to_string();
    match (from.is_known(), to.is_known()) {
        (true, true) if from.year == to.year => format!(" ({})", year(from)),
        (true, true) => format!(" ({} to {})", year(from), year(to)),
        (true, false) => format!(" (since {})", year(from)),
        (false, true) => format!(" (until {})", year(to)),
        (false, false) => String::new(),
    }
}

/// A position as the record has it.
pub fn position(position: &Position) -> String {
    format!("{}{}", position.company, span(position.from, position.to))
}

/// Time at a school as the record has it.
pub fn education(education: &Education) -> String {
    format!("{}{}", education.school, span(education.from, education.to))
}

/// Messages as the record counts them.
pub fn exchange(exchange: &Exchange) -> String {
    format!("messages that you exchanged{}", span(exchange.first, exchange.last))
}

/// A recommendation that the sender wrote for the person.
pub fn recommendation(written: &Recommendation) -> String {
    let when = if written.date.is_known() { format!(" of {}", written.date.year) } else { String::new() };
    format!("a recommendation{when} that they wrote for you")
}

/// The record shows it.
pub fn shown(line: &str) -> String {
    format!("Your record shows {line}.")
}

/// The record shows the organisation, at another time.
pub fn shown_at_another_time(line: &str, said: Option<Interval>) -> String {
    match said.map(years) {
        Some(years) => format!("Your record shows {line}, though at another time than {years}."),
        None => shown(line),
    }
}

/// The record shows the organisation, but they cannot have been there together.
pub fn not_at_that_time(line: &str, said: Interval) -> String {
    format!(
        "They speak of {}; your record shows {line}. Years are easily mixed up, so it may be a mistake.",
        years(said)
    )
}

/// The record shows no such employer, school or group.
pub fn not_in_record(what: &str, entity: &str) -> String {
    format!("Your record shows no {what} called {entity}. It may be a mistake, or meant for somebody of your name.")
}

/// The connections do not hold a person.
pub fn not_connected(name: &str) -> String {
    format!("{name} is not among your connections. It may be a mistake, or an old name.")
}

/// The record cannot tell, and why.
pub fn open(why: &str) -> String {
    format!("Your record cannot tell: {why}.")
}

fn years(said: Interval) -> String {
    let (from, to) = (said.from / 12, said.to / 12);
    match () {
        () if to >= 2900 => format!("the time since {from}"),
        () if said.from == 0 => format!("the time until {to}"),
        () if from == to => from.to_string(),
        () => format!("{from} to {to}"),
    }
}
