//! What the record shows of the tie between the person and a sender.

use serde::{Deserialize, Serialize};

use crate::record::{Connection, Exchange, PartialDate, Position, Recommendation, Record, profile_key};
use crate::request::Sender;
use crate::text::fold;

/// What the record shows of one sender; empty for somebody it does not hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Relationship {
    /// The sender among the connections.
    pub connection: Option<Connection>,
    /// Messages exchanged.
    pub exchange: Option<Exchange>,
    /// What the sender wrote for the person.
    pub recommended_you: Option<Recommendation>,
    /// What the person wrote for the sender.
    pub you_recommended: Option<Recommendation>,
    /// The person's own time at the employer that the record names for the sender.
    pub same_employer: Option<Position>,
    /// A connection bears the sender's name at another address: perhaps another person.
    pub namesake: bool,
}

impl Relationship {
    /// Whether the record holds the sender at all.
    pub fn is_known(&self) -> bool {
        self.connection.is_some()
            || self.in_contact()
            || self.recommended_you.is_some()
            || self.you_recommended.is_some()
    }

    /// Whether the person has ever written to the sender: what only came in is no contact.
    pub fn in_contact(&self) -> bool {
        self.exchange.as_ref().is_some_and(|exchange| exchange.sent > 0)
    }

    /// Whether both have written.
    pub fn both_wrote(&self) -> bool {
        self.exchange.as_ref().is_some_and(|exchange| exchange.sent > 0 && exchange.received > 0)
    }

    /// The day of the last message, if one is known.
    pub fn last_contact(&self) -> PartialDate {
        self.exchange.as_ref().map(|exchange| exchange.last).unwrap_or_default()
    }
}

/// How an entry of the record fits a sender.
#[derive(PartialEq, Eq)]
enum Fit {
    /// The same address, or the same name where an address is missing.
    Same,
    /// The same name at another address.
    Namesake,
    /// Somebody else.
    Other,
}

/// A sender, made ready for comparing with many entries.
struct Wanted {
    name: String,
    first: Option<char>,
    profile: String,
}

impl Wanted {
    fn new(name: &str, profile: &str) -> Self {
        let name = bare(name);
        // Two words or more: a first name alone is no person. A name in one word has an address to go by.
        let name = if name.contains(' ') { name } else { String::new() };
        Self { first: name.chars().next(), name, profile: profile_key(profile) }
    }

    fn fit(&self, name: &str, profile: &str) -> Fit {
        if !profile.is_empty() && profile == self.profile {
            return Fit::Same;
        }
        // Folding thirty thousand names takes a while; most differ in their first letter.
        let head = name.trim_start().chars().next();
        let differs = head.is_some_and(|c| c.is_ascii_alphabetic() && Some(c.to_ascii_lowercase()) != self.first);
        if self.name.is_empty() || differs || bare(name) != self.name {
            return Fit::Other;
        }
        let told_apart = names_a_person(profile) && names_a_person(&self.profile);
        if told_apart { Fit::Namesake } else { Fit::Same }
    }
}

/// Addresses that the network makes from a number say nothing: one person has several of them.
fn names_a_person(profile: &str) -> bool {
    profile.starts_with("in/") && !profile.starts_with("in/acoaa")
}

fn bare(name: &str) -> String {
    fold(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Record {
    /// What is recorded of a sender. Somebody of the same name at another address is not taken for them.
    pub fn relationship(&self, sender: &Sender) -> Relationship {
        let wanted = Wanted::new(&sender.name, &sender.profile);
        if wanted.name.is_empty() && wanted.profile.is_empty() {
            return Relationship::default();
        }
        let mut found = Relationship::default();
        for connection in &self.connections {
            match wanted.fit(&connection.name, &connection.profile) {
                Fit::Same if found.connection.as_ref().is_none_or(|_| connection.profile == wanted.profile) => {
                    found.connection = Some(connection.clone());
                }
                Fit::Namesake => found.namesake = true,
                Fit::Same | Fit::Other => {}
            }
        }
        found.exchange =
            self.exchanges.iter().find(|other| wanted.fit(&other.name, &other.profile) == Fit::Same).cloned();
        // Recommendations carry no address: where the name is a namesake's, they may be the namesake's.
        if !found.namesake || found.connection.is_some() {
            let known = found.connection.as_ref().map(|known| Wanted::new(&known.name, ""));
            let wanted = known.as_ref().unwrap_or(&wanted);
            let written = |given: bool| {
                let mut of = self.recommendations.iter().filter(|written| written.given == given);
                of.find(|written| wanted.fit(&written.name, "") == Fit::Same).cloned()
            };
            (found.recommended_you, found.you_recommended) = (written(false), written(true));
        }
        found.namesake &= found.connection.is_none();
        let employer = found
            .connection
            .as_ref()
            .map(|known| &known.company)
            .or(found.recommended_you.as_ref().map(|known| &known.company));
        found.same_employer = employer
            .map(|name| bare(name))
            .filter(|name| !name.is_empty())
            .and_then(|name| self.positions.iter().find(|position| bare(&position.company) == name).cloned());
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record() -> Record {
        let day = PartialDate::parse;
        let connection = |name: &str, company: &str, profile: &str| Connection {
            name: name.into(),
            company: company.into(),
            connected: day("2019-05-04"),
            profile: profile.into(),
            ..Connection::default()
        };
        Record {
            positions: vec![Position { company: "Harbour Foods".into(), from: day("2018"), ..Position::default() }],
            connections: vec![
                connection("Lucía Farías", "Harbour Foods", "in/lucia-farias"),
                connection("Ben Okoro", "", ""),
                connection("Prince", "Paisley", "in/prince"),
            ],
            exchanges: vec![
                Exchange {
                    name: "Ben Okoro".into(),
                    sent: 2,
                    received: 3,
                    last: day("2024-01-09"),
                    ..Exchange::default()
                },
                Exchange { name: "Mo Salt".into(), received: 3, ..Exchange::default() },
            ],
            recommendations: vec![Recommendation { name: "Lucia Farias".into(), ..Recommendation::default() }],
            ..Record::default()
        }
    }

    fn of(name: &str, profile: &str) -> Relationship {
        record().relationship(&Sender { name: name.into(), profile: profile.into(), ..Sender::default() })
    }

    #[test]
    fn a_connection_is_found_by_address_or_name() {
        for (name, profile) in [
            ("Lucia Farias", ""),
            ("L. Farías", "https://www.linkedin.com/in/Lucia-Farias/?miniProfile=1"),
            ("Lucía  Farías", "https://www.linkedin.com/in/ACoAAB3f"),
        ] {
            let found = of(name, profile);
            assert_eq!(found.connection.map(|c| c.name), Some("Lucía Farías".to_owned()), "{name} {profile}");
            assert_eq!(found.same_employer.map(|p| p.company), Some("Harbour Foods".to_owned()));
            assert!(found.recommended_you.is_some());
        }
        assert!(of("Prince", "https://linkedin.com/in/prince").connection.is_some());
        assert!(of("Prince", "").connection.is_none(), "one word is no name to go by");
    }

    #[test]
    fn a_namesake_is_not_the_connection() {
        let found = of("Lucia Farias", "https://www.linkedin.com/in/lucia-farias-8812");
        assert!(found.namesake && !found.is_known());
        assert_eq!(of("", ""), Relationship::default());
    }

    #[test]
    fn only_what_was_answered_is_contact() {
        assert!(of("Ben Okoro", "").both_wrote());
        assert!(!of("Mo Salt", "").in_contact() && !of("Mo Salt", "").is_known());
    }

    #[test]
    fn addresses_of_one_profile_have_one_key() {
        for (address, key) in [
            ("https://www.linkedin.com/in/Sam-Porter/", "in/sam-porter"),
            ("https://de.linkedin.com/in/sam-porter?trk=x#top", "in/sam-porter"),
            ("/in/sam-porter/details/", "in/sam-porter"),
            ("https://www.linkedin.com/in/ren%C3%A9e", "in/renée"),
            ("in/sam-porter", "in/sam-porter"),
            ("https://www.xing.com/profile/Sam_Porter", "xing.com/profile/sam_porter"),
            ("sam@example.org", "sam@example.org"),
            ("https://www.linkedin.com/in/", ""),
            ("%", "%"),
            ("%é%c3", "%é%c3"),
            ("", ""),
        ] {
            assert_eq!(profile_key(address), key, "{address}");
        }
    }
}
