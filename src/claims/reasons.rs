//! Why a claim holds, fails or stays open, in plain words for the person.

use super::time::Interval;
use crate::record::{Education, Exchange, PartialDate, Position, Recommendation};
use crate::say;

/// "(2015 to 2018)", "(since 2019)"; empty when nothing is known.
fn span(from: PartialDate, to: PartialDate) -> String {
    let year = |date: PartialDate| date.year.to_string();
    let said = match (from.is_known(), to.is_known()) {
        (true, true) if from.year == to.year => year(from),
        (true, true) => say!("{from} to {to}", from = year(from), to = year(to)),
        (true, false) => say!("since {since}", since = year(from)),
        (false, true) => say!("until {until}", until = year(to)),
        (false, false) => return String::new(),
    };
    format!(" ({said})")
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
    format!("{}{}", say!("messages that you exchanged"), span(exchange.first, exchange.last))
}

/// A recommendation that the sender wrote for the person.
pub fn recommendation(written: &Recommendation) -> String {
    match written.date.is_known() {
        true => say!("a recommendation of {year} that they wrote for you", year = written.date.year),
        false => say!("a recommendation that they wrote for you").to_owned(),
    }
}

/// Somebody among the connections.
pub fn connection(name: &str) -> String {
    say!("{name} among your connections", name = name)
}

/// A group as the record has it.
pub fn group(name: &str) -> String {
    say!("the group {name}", name = name)
}

/// The record shows it.
pub fn shown(line: &str) -> String {
    say!("Your record shows {line}.", line = line)
}

/// The record shows the organisation, at another time.
pub fn shown_at_another_time(line: &str, said: Option<Interval>) -> String {
    match said.map(years) {
        Some(years) => {
            say!("Your record shows {line}, though at another time than {years}.", line = line, years = years)
        }
        None => shown(line),
    }
}

/// The record shows the organisation, but they cannot have been there together.
pub fn not_at_that_time(line: &str, said: Interval) -> String {
    say!(
        "They speak of {years}; your record shows {line}. Years are easily mixed up, so it may be a mistake.",
        years = years(said),
        line = line
    )
}

/// The record shows no such employer, school or group.
pub fn not_in_record(what: What, entity: &str) -> String {
    match what {
        What::Employer => say!(
            "Your record shows no employer called {name}. It may be a mistake, or meant for somebody of your name.",
            name = entity
        ),
        What::School => say!(
            "Your record shows no school called {name}. It may be a mistake, or meant for somebody of your name.",
            name = entity
        ),
        What::Group => say!(
            "Your record shows no group called {name}. It may be a mistake, or meant for somebody of your name.",
            name = entity
        ),
    }
}

/// The connections do not hold a person.
pub fn not_connected(name: &str) -> String {
    say!("{name} is not among your connections. It may be a mistake, or an old name.", name = name)
}

/// The record cannot tell, and why.
pub fn open(why: &str) -> String {
    say!("Your record cannot tell: {why}.", why = why)
}

/// It may be this line, under another name.
pub fn perhaps(shown: &str, line: &str) -> String {
    open(&say!("{name} may be {line} or not", name = shown, line = line))
}

/// Nothing of the kind is recorded.
pub fn none_of(what: What) -> String {
    open(match what {
        What::Employer => say!("it holds no employers"),
        What::School => say!("it holds no schools"),
        What::Group => say!("it holds no groups"),
    })
}

/// It is not recorded, but not everything is.
pub fn not_complete(what: What, shown: &str) -> String {
    open(&match what {
        What::Employer => say!("it shows no employer called {name}, but may not be complete", name = shown),
        What::School => say!("it shows no school called {name}, but may not be complete", name = shown),
        What::Group => say!("it holds no group called {name}", name = shown),
    })
}

/// What a part of the record lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// Employers.
    Employer,
    /// Schools.
    School,
    /// Groups.
    Group,
}

fn years(said: Interval) -> String {
    let (from, to) = (said.from / 12, said.to / 12);
    match () {
        () if to >= 2900 => say!("the time since {from}", from = from),
        () if said.from == 0 => say!("the time until {to}", to = to),
        () if from == to => from.to_string(),
        () => say!("{from} to {to}", from = from, to = to),
    }
}
