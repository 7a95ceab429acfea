//! What the record shows of the sender, in one line.

use crate::ledger::day::spoken;
use crate::protocol::{Part, Tag};
use crate::record::{Exchange, PartialDate};
use crate::relationship::Relationship;

/// "4 May 2019", "May 2019", "2019"; empty for an unknown date.
pub fn day(date: PartialDate) -> String {
    spoken(date, PartialDate::default())
}

fn month(date: PartialDate) -> String {
    day(PartialDate { day: 0, ..date })
}

/// What is recorded of the sender; nothing for somebody the record does not hold.
pub fn line(known: &Relationship) -> Option<String> {
    let mut parts = Vec::new();
    if let Some(connection) = &known.connection {
        parts.push(match month(connection.connected) {
            when if when.is_empty() => "Connected".to_owned(),
            when => format!("Connected since {when}"),
        });
    }
    parts.extend(known.exchange.as_ref().map(exchange));
    if let Some(written) = &known.recommended_you {
        parts.push(dated("recommended you", written.date));
    }
    if let Some(written) = &known.you_recommended {
        parts.push(dated("you recommended them", written.date));
    }
    if let Some(position) = &known.same_employer {
        let when = match (month(position.from), month(position.to)) {
            (from, to) if from.is_empty() && to.is_empty() => "where you have been, too".to_owned(),
            (from, to) if to.is_empty() => format!("where you have been since {from}"),
            (from, to) if from.is_empty() => format!("where you were until {to}"),
            (from, to) => format!("where you were from {from} to {to}"),
        };
        parts.push(format!("at {}, {when}", position.company));
    }
    if known.namesake {
        parts.push(
            "somebody of this name at another address is among your connections: perhaps another person".to_owned(),
        );
    }
    let line = parts.join(" · ");
    let mut letters = line.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect())
}

fn dated(what: &str, date: PartialDate) -> String {
    if date.is_known() { format!("{what} in {}", month(date)) } else { what.to_owned() }
}

fn exchange(exchange: &Exchange) -> String {
    let last = match day(exchange.last) {
        when if when.is_empty() => String::new(),
        when => format!(", the last on {when}"),
    };
    match (exchange.sent, exchange.received) {
        (0, 1) => format!("wrote to you once{last}, without an answer"),
        (0, many) => format!("wrote to you {many} times{last}, without an answer"),
        (1, 0) => format!("you wrote once{last}, without an answer"),
        (many, 0) => format!("you wrote {many} times{last}, without an answer"),
        (sent, received) => {
            let who = if exchange.wrote_last { "yours" } else { "theirs" };
            let last = if last.is_empty() { format!(", the last {who}") } else { format!("{last} ({who})") };
            format!("{} messages between you{last}", sent.saturating_add(received))
        }
    }
}

/// The line as the panel draws it.
pub fn drawn(known: &Relationship) -> Option<Part> {
    let class = if known.namesake { "lead relation namesake" } else { "lead relation" };
    line(known).map(|line| Part { tag: Tag::P, class: class.to_owned(), text: line, ..Part::default() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Connection, Position, Recommendation};

    #[test]
    fn a_relationship_reads_as_one_line() {
        let date = PartialDate::parse;
        let known = Relationship {
            connection: Some(Connection { connected: date("2019-05-04"), ..Connection::default() }),
            exchange: Some(Exchange {
                sent: 3,
                received: 2,
                last: date("2024-01-09"),
                wrote_last: true,
                ..Exchange::default()
            }),
            recommended_you: Some(Recommendation { date: date("2020-03"), ..Recommendation::default() }),
            same_employer: Some(Position {
                company: "Harbour Foods".into(),
                from: date("2018"),
                ..Position::default()
            }),
            ..Relationship::default()
        };
        assert_eq!(
            line(&known).unwrap(),
            "Connected since May 2019 · 5 messages between you, the last on 9 January 2024 (yours) · \
             recommended you in March 2020 · at Harbour Foods, where you have been since 2018"
        );
        let unanswered = Exchange { received: 1, ..Exchange::default() };
        let known = Relationship { exchange: Some(unanswered), ..Relationship::default() };
        assert_eq!(line(&known).unwrap(), "Wrote to you once, without an answer");
        assert_eq!(line(&Relationship::default()), None);
    }
}
