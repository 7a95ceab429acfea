//! From the words on a page to a [`Request`]: names without badges, degrees, mutual connections, shared places.

use std::collections::BTreeMap;

use crate::request::{Channel, Recipient, Request, Sender};

/// Most bytes of a message that are read. Nobody writes as much to be answered; a page may hold any amount.
pub const LONGEST: usize = 40_000;
/// Most bytes of a name, a headline or another field.
const LONGEST_FIELD: usize = 1_000;

/// The beginning of a text, as whole characters.
pub fn beginning(text: &str, most: usize) -> &str {
    let mut end = most.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// Understands the fields of one request as a place of a site shows them. `site` is the site's id.
pub fn request(site: &str, channel: &str, fields: &BTreeMap<String, String>, text: &str, recipient: &str) -> Request {
    let field = |name: &str| fields.get(name).map_or("", |text| beginning(text, LONGEST_FIELD));
    let (claims, claims_entity) = insight(field("insight_kind"), field("insight"));
    Request {
        channel: match channel {
            "invitation" => Channel::Invitation,
            "email" => Channel::Email,
            _ => Channel::Message,
        },
        sender: Sender {
            name: person(field("name")),
            headline: one_line(field("headline")),
            degree: field("degree").chars().find_map(|c| c.to_digit(10)).and_then(|digit| u8::try_from(digit).ok()),
            mutual: mutual(field("mutual")),
            claims,
            claims_entity,
            profile: profile(site, field("profile")),
        },
        recipient: Recipient { name: recipient.to_owned() },
        text: beginning(text, LONGEST).to_owned(),
        ask: None,
    }
}

/// The address of a profile from what the site shows of it: one place says `@sam`, another `/sam`, and both name nobody
/// on any other site.
pub fn profile(site: &str, shown: &str) -> String {
    let before = super::all().iter().find(|known| known.id == site).map_or("", |known| known.profiles.as_str());
    let name = shown.trim().trim_start_matches(['@', '/']);
    if before.is_empty() || name.is_empty() || name.contains("://") {
        return shown.to_owned();
    }
    format!("{before}{name}")
}

/// A name without the badges that sites put beside it.
pub fn person(shown: &str) -> String {
    const BADGES: [&str; 6] = ["verified", "premium", "influencer", "open to work", "hiring", "linkedin member badge"];
    let mut name = one_line(shown);
    while let Some(rest) = BADGES.iter().find_map(|badge| {
        let cut = name.len().checked_sub(badge.len()).filter(|cut| *cut > 0 && name.is_char_boundary(*cut))?;
        name[cut..].eq_ignore_ascii_case(badge).then(|| name[..cut].trim_end_matches([' ', ',', '·', '•']).to_owned())
    }) {
        name = rest;
    }
    name
}

/// The names in a line such as "Casey Ray and 8 other mutual connections".
pub fn mutual(line: &str) -> Vec<String> {
    const ENDS: [&str; 4] =
        [" is a mutual connection", " are mutual connections", " other mutual connection", " mutual connection"];
    let line = one_line(line);
    let lower = line.to_ascii_lowercase();
    let Some(end) = ENDS.iter().find_map(|end| lower.find(end)) else { return Vec::new() };
    line[..end]
        .split(", ")
        .flat_map(|part| part.split(" and "))
        .map(|name| name.trim().trim_start_matches("and ").trim())
        .filter(|name| !name.is_empty() && !name.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.'))
        .map(str::to_owned)
        .collect()
}

fn insight(kind: &str, place: &str) -> (String, String) {
    match kind.to_ascii_lowercase().as_str() {
        "company" if !place.is_empty() => ("colleague".to_owned(), one_line(place)),
        "school" if !place.is_empty() => ("classmate".to_owned(), one_line(place)),
        _ => Default::default(),
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn badges_are_not_part_of_a_name() {
        assert_eq!(person("  Dana  Whitfield Verified"), "Dana Whitfield");
        assert_eq!(person("Dana Whitfield, Premium Verified"), "Dana Whitfield");
        assert_eq!(person("李雷"), "李雷");
        assert_eq!(person("Premium"), "Premium");
    }

    #[test]
    fn a_handle_is_somebody_on_its_site_only() {
        assert_eq!(profile("x", "@sam_p"), "x.com/sam_p");
        assert_eq!(profile("x", "sam_p"), "x.com/sam_p");
        assert_eq!(profile("facebook", "sam_p"), "facebook.com/sam_p");
        assert_eq!(profile("facebook", "1000123"), "facebook.com/1000123");
        assert_eq!(profile("xing", "/profile/Sam_P"), "xing.com/profile/Sam_P");
        assert_eq!(profile("linkedin", "/in/sam-p"), "/in/sam-p");
        assert_eq!(profile("gmail", "sam@p.example"), "sam@p.example");
        assert_eq!(profile("x", ""), "");
    }

    #[test]
    fn mutual_connections_are_named_where_the_line_names_them() {
        assert_eq!(mutual("12 mutual connections"), Vec::<String>::new());
        assert_eq!(mutual("1 mutual connection"), Vec::<String>::new());
        assert_eq!(mutual("Casey Ray and 8 other mutual connections"), ["Casey Ray"]);
        assert_eq!(mutual("Drew Stone is a mutual connection"), ["Drew Stone"]);
        assert_eq!(mutual("Ana Sá, Li Wei and 3 other mutual connections"), ["Ana Sá", "Li Wei"]);
        assert_eq!(mutual(""), Vec::<String>::new());
    }

    #[test]
    fn a_shared_place_says_how_they_know_each_other() {
        let fields = BTreeMap::from([
            ("name".to_owned(), "Max Ott".to_owned()),
            ("insight".to_owned(), "Acme GmbH".to_owned()),
            ("insight_kind".to_owned(), "company".to_owned()),
            ("degree".to_owned(), "2nd degree connection".to_owned()),
        ]);
        let request = request("linkedin", "invitation", &fields, "Hi", "Sam");
        assert_eq!((request.sender.claims.as_str(), request.sender.claims_entity.as_str()), ("colleague", "Acme GmbH"));
        assert_eq!(request.sender.degree, Some(2));
        assert_eq!(request.channel, Channel::Invitation);
    }
}
