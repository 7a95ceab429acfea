//! What the record shows of the sender, in one line.

use crate::ledger::day::spoken;
use crate::protocol::{Part, Tag};
use crate::record::{Exchange, PartialDate};
use crate::relationship::Relationship;
use crate::say;

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
            when if when.is_empty() => say!("Connected").to_owned(),
            when => say!("Connected since {when}", when = when),
        });
    }
    parts.extend(known.exchange.as_ref().map(exchange));
    if let Some(written) = &known.recommended_you {
        parts.push(match month(written.date) {
            when if when.is_empty() => say!("recommended you").to_owned(),
            when => say!("recommended you in {when}", when = when),
        });
    }
    if let Some(written) = &known.you_recommended {
        parts.push(match month(written.date) {
            when if when.is_empty() => say!("you recommended them").to_owned(),
            when => say!("you recommended them in {when}", when = when),
        });
    }
    if let Some(position) = &known.same_employer {
        let when = match (month(position.from), month(position.to)) {
            (from, to) if from.is_empty() && to.is_empty() => say!("where you have been, too").to_owned(),
            (from, to) if to.is_empty() => say!("where you have been since {from}", from = from),
            (from, to) if from.is_empty() => say!("where you were until {to}", to = to),
            (from, to) => say!("where you were from {from} to {to}", from = from, to = to),
        };
        parts.push(say!("at {company}, {when}", company = position.company, when = when));
    }
    if known.namesake {
        parts.push(
            say!("somebody of this name at another address is among your connections: perhaps another person")
                .to_owned(),
        );
    }
    let line = parts.join(" · ");
    let mut letters = line.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect())
}

fn exchange(exchange: &Exchange) -> String {
    let last = match day(exchange.last) {
        when if when.is_empty() => String::new(),
        when => say!(", the last on {when}", when = when),
    };
    match (exchange.sent, exchange.received) {
        (0, 1) => say!("wrote to you once{last}, without an answer", last = last),
        (0, many) => say!("wrote to you {many} times{last}, without an answer", many = many, last = last),
        (1, 0) => say!("you wrote once{last}, without an answer", last = last),
        (many, 0) => say!("you wrote {many} times{last}, without an answer", many = many, last = last),
        (sent, received) => {
            let who = if exchange.wrote_last { say!("yours") } else { say!("theirs") };
            let last = if last.is_empty() { say!(", the last {who}", who = who) } else { format!("{last} ({who})") };
            say!("{count} messages between you{last}", count = sent.saturating_add(received), last = last)
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
