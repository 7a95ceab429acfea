//! What stands in a row before it is judged: an invitation of an export, or a request on an open page.

use std::collections::BTreeMap;

use super::Invitation;
use super::row::age;
use crate::ledger::{age::days, day};
use crate::protocol::Seen;
use crate::record::{PartialDate, profile_key};
use crate::request::Request;
use crate::say;
use crate::sites::reading;
use crate::text::fold;

/// Where a request stands on an open page.
#[derive(Debug, Clone, PartialEq)]
pub struct Here {
    /// The tab.
    pub tab: f64,
    /// The frame in it.
    pub frame: f64,
}

/// A request that waits in the backlog.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entry {
    /// Id of the site that it stands on.
    pub site: String,
    /// `invitation`, `message` or `email`.
    pub channel: String,
    /// What is known of it, as a page would show it.
    pub seen: Seen,
    /// The sender's name, without badges.
    pub name: String,
    /// Key of their profile's address; empty when not known.
    pub profile: String,
    /// The day it was sent; on a page, worked out from its age.
    pub sent: PartialDate,
    /// How many mutual connections the page shows; an export tells none.
    pub mutual: usize,
    /// Whether it is in the export.
    pub exported: bool,
    /// Where it stands now, if a page shows it.
    pub here: Option<Here>,
}

impl Entry {
    /// An invitation of an export.
    pub fn exported(invitation: Invitation, today: PartialDate) -> Self {
        let Invitation { name, profile, sent, text } = invitation;
        let address = if profile.starts_with("in/") { address(&profile) } else { profile.clone() };
        let waited = match age(sent, today) {
            words if words.is_empty() || words == say!("today") => words,
            words => say!("{age} ago", age = words),
        };
        let fields = [("name", name.clone()), ("profile", address), ("age", waited)];
        let fields: BTreeMap<String, String> = fields
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.into(), value))
            .collect();
        Self {
            site: "linkedin".to_owned(),
            channel: "invitation".to_owned(),
            seen: Seen { fields, text, ..Seen::default() },
            name,
            profile,
            sent,
            exported: true,
            ..Self::default()
        }
    }

    /// A request as a page shows it. `today` is the day on which it was seen.
    pub fn on_page(site: &str, channel: &str, seen: Seen, here: Option<Here>, today: PartialDate) -> Self {
        let field = |name: &str| seen.fields.get(name).map(String::as_str).unwrap_or_default();
        let waited = days(field("age")).and_then(|days| i32::try_from(days).ok());
        Self {
            site: site.to_owned(),
            channel: channel.to_owned(),
            name: reading::person(field("name")),
            profile: profile_key(&reading::profile(site, field("profile"))),
            sent: waited.map_or_else(PartialDate::default, |days| day::after(today, -days)),
            mutual: mutual(field("mutual")),
            exported: false,
            here,
            seen,
        }
    }

    /// The request to be judged.
    pub fn request(&self, own_name: &str) -> Request {
        reading::request(&self.site, &self.channel, &self.seen.fields, &self.seen.text, own_name)
    }

    /// Tells entries apart, whatever else becomes known of them.
    pub fn id(&self) -> (String, String) {
        let who = if self.profile.is_empty() { fold(&self.name) } else { self.profile.clone() };
        (who, self.seen.text.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    /// The address of the sender's profile, where it is one of the network's.
    pub fn address(&self) -> Option<String> {
        self.profile.starts_with("in/").then(|| address(&self.profile))
    }
}

/// The address of a profile by its key. Nothing in the key can lead anywhere else.
fn address(key: &str) -> String {
    let slug = key.strip_prefix("in/").unwrap_or(key);
    let mut out = "https://www.linkedin.com/in/".to_owned();
    for byte in slug.trim_matches('/').bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~%".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// How many mutual connections a line such as `Casey Ray and 8 others` speaks of.
fn mutual(line: &str) -> usize {
    let number: String = line.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    reading::mutual(line).len() + number.parse::<usize>().unwrap_or(0)
}

/// Both together: what stands in the export and on a page is one entry.
pub fn gather(exported: impl IntoIterator<Item = Entry>, on_pages: Vec<Entry>) -> Vec<Entry> {
    let mut places: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut all: Vec<Entry> = Vec::new();
    for entry in exported {
        places.insert(entry.id(), all.len());
        all.push(entry);
    }
    for entry in on_pages {
        let id = entry.id();
        match places.get(&id).and_then(|at| all.get_mut(*at)) {
            Some(known) => {
                // The page knows more of the sender, the export the exact day.
                let sent = if known.exported { known.sent } else { entry.sent };
                let here = entry.here.clone().or_else(|| known.here.clone());
                *known = Entry { sent, here, exported: known.exported, ..entry };
            }
            None => {
                places.insert(id, all.len());
                all.push(entry);
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invitation(name: &str, profile: &str, text: &str) -> Invitation {
        let (name, profile, text) = (name.into(), profile.into(), text.into());
        Invitation { name, profile, sent: PartialDate::parse("2026-11-02"), text }
    }

    fn seen(fields: &[(&str, &str)], text: &str) -> Seen {
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Seen { fields, text: text.to_owned(), ..Seen::default() }
    }

    #[test]
    fn what_stands_in_both_is_one() {
        let today = PartialDate::parse("2026-11-30");
        let page = |fields: &[(&str, &str)], text: &str| {
            Entry::on_page("linkedin", "invitation", seen(fields, text), Some(Here { tab: 7.0, frame: 0.0 }), today)
        };
        let export = [invitation("Ann Fox", "in/ann-fox", "Hello  Sam"), invitation("Mo Salt", "", "")];
        let pages = vec![
            page(
                &[
                    ("name", "Ann Fox, Premium"),
                    ("profile", "https://www.linkedin.com/in/ann-fox/"),
                    ("mutual", "Casey Ray and 8 other mutual connections"),
                    ("age", "4 weeks ago"),
                ],
                "Hello Sam",
            ),
            page(&[("name", "Kim Vale"), ("age", "Yesterday"), ("mutual", "12 mutual connections")], "Hi"),
        ];
        let all = gather(export.map(|one| Entry::exported(one, today)), pages);
        let told: Vec<_> =
            all.iter().map(|e| (&*e.name, String::from(e.sent), e.mutual, e.exported, e.here.is_some())).collect();
        assert_eq!(
            told,
            [
                ("Ann Fox", "2026-11-02".to_owned(), 9, true, true),
                ("Mo Salt", "2026-11-02".to_owned(), 0, true, false),
                ("Kim Vale", "2026-11-29".to_owned(), 12, false, true),
            ]
        );
        assert_eq!(all[1].seen.fields["age"], "4 weeks ago");
    }

    #[test]
    fn a_profile_leads_nowhere_else() {
        let of = |profile: &str| Entry { profile: profile.into(), ..Entry::default() }.address();
        assert_eq!(of("in/ann-fox").as_deref(), Some("https://www.linkedin.com/in/ann-fox"));
        assert_eq!(of("in/josé").as_deref(), Some("https://www.linkedin.com/in/jos%C3%A9"));
        assert_eq!(of("in/a?b#c/../d").as_deref(), Some("https://www.linkedin.com/in/a%3Fb%23c%2F..%2Fd"));
        assert_eq!(of("example.org/x"), None);
    }
}
