//! What is stored, for the person: kinds by their names, their bytes, and what a backup would change.

use crate::protocol::{Part, Tag};
use crate::say;
use crate::store::{Area, Aside, Difference};
use crate::view::record::grouped;

/// What a key of storage holds, in words.
pub fn kind(key: &str) -> &str {
    match key {
        "settings" => say!("Settings and own replies"),
        "choices" => say!("How and where Demur shows itself"),
        "record" => say!("Your record"),
        "backlog" => say!("Invitations to go through"),
        "ledger" => say!("People, decisions and notes"),
        "edits" => say!("Replies that you are editing"),
        "waiting" => say!("Questions that wait for an answer"),
        "fingerprints" => say!("Fingerprints of messages, no words"),
        "aside" => say!("Set aside because it could not be read"),
        "schema" | "overflow" | "journal" => say!("Housekeeping"),
        other => other,
    }
}

/// `12 bytes`, `3.4 kB`, `1.2 MB`.
pub fn bytes(count: usize) -> String {
    match count {
        0..1_000 => say!("{count} bytes", count = count),
        1_000..1_000_000 => say!("{whole}.{tenth} kB", whole = count / 1_000, tenth = count % 1_000 / 100),
        _ => say!("{whole}.{tenth} MB", whole = count / 1_000_000, tenth = count % 1_000_000 / 100_000),
    }
}

/// Which settings stay in this browser, by their keys or the names of own replies.
pub fn overflow(names: &[String]) -> String {
    let named: Vec<&str> =
        names.iter().map(|name| name.strip_prefix("settings.").map_or(name.as_str(), setting)).collect();
    say!(
        "Too long for the browser to carry to your other browsers, so kept in this one only: {names}.",
        names = named.join(", ")
    )
}

/// What a setting that may grow long is called on its page.
fn setting(field: &str) -> &str {
    match field {
        "sign_off" => say!("How replies end"),
        "policy" => say!("Whom you accept, in one sentence"),
        "never_topics" => say!("Topics that you never say yes to"),
        "always_welcome" => say!("People who are always welcome"),
        "past_trouble" => say!("People you have had trouble with"),
        "elsewhere" => say!("Where else people can stay in touch"),
        "resources" => say!("Something to read or use"),
        "organisations" => say!("Organisations"),
        "events" => say!("Events where to meet you"),
        "referrals" => say!("Who knows what you do not"),
        "interests" => say!("What you do, know about or look for"),
        "not_my_field" => say!("What you know nothing about"),
        "moved" => say!("The table of advice"),
        other => other,
    }
}

/// Bytes by kind, the largest first; the last entry is the sum.
pub fn kinds(local: &Area, sync: &Area) -> Vec<(String, usize)> {
    let mut sums: Vec<(String, usize)> = Vec::new();
    let of_local = local.iter().map(|(key, value)| (kind(key).to_owned(), key.len() + value.to_string().len()));
    let of_sync = sync.iter().map(|(key, value)| (kind("settings").to_owned(), key.len() + value.to_string().len()));
    for (name, size) in of_local.chain(of_sync) {
        match sums.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += size,
            None => sums.push((name, size)),
        }
    }
    sums.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
    let all = sums.iter().map(|(_, size)| size).sum();
    sums.push((say!("All together").to_owned(), all));
    sums
}

fn part(tag: Tag, class: &str, text: &str) -> Part {
    Part { tag, class: class.to_owned(), text: text.to_owned(), ..Part::default() }
}

/// The bytes by kind as a list.
pub fn drawn(local: &Area, sync: &Area) -> Part {
    let rows = kinds(local, sync)
        .into_iter()
        .flat_map(|(name, size)| [part(Tag::Dt, "", &name), part(Tag::Dd, "", &bytes(size))]);
    Part { parts: rows.collect(), ..part(Tag::Dl, "kinds", "") }
}

/// What a backup holds beside what is here.
pub fn comparison(differences: &[Difference]) -> Part {
    let line = |d: &Difference| {
        let text = say!(
            "{what}: {here} here, {there} in the backup; {merged} after merging.",
            what = kind(&d.key),
            here = grouped(d.here),
            there = grouped(d.there),
            merged = grouped(d.merged)
        );
        part(Tag::Li, "", &text)
    };
    let known = differences.iter().filter(|d| !matches!(d.key.as_str(), "schema" | "journal"));
    Part { parts: known.map(line).collect(), ..part(Tag::Ul, "", "") }
}

/// What could not be read, each with its place and the reason.
pub fn aside(list: &[Aside]) -> Option<Part> {
    if list.is_empty() {
        return None;
    }
    let items = list.iter().map(|one| {
        let place = if one.place.is_empty() { say!("all of it") } else { &one.place };
        // The reason is the parser's own word, for whoever wants to mend it.
        let what = say!("{kind}, {place}: in another form than expected", kind = kind(&one.key), place = place);
        part(Tag::Li, "", &format!("{what} ({})", one.why))
    });
    let list = Part { parts: items.collect(), ..part(Tag::Ul, "hint", "") };
    let title = part(
        Tag::Summary,
        "",
        say!("Some of what was stored could not be read. It has been set aside and is part of every backup."),
    );
    Some(Part { parts: vec![title, list], ..part(Tag::Details, "skipped", "") })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_summed_and_named() {
        let area = |value: serde_json::Value| value.as_object().cloned().unwrap();
        let local = area(serde_json::json!({ "record": {}, "schema": 1, "odd": "x" }));
        let sync = area(serde_json::json!({ "settings.name": "Sam", "settings.policy": "x" }));
        let found = kinds(&local, &sync);
        assert_eq!(found.first().map(|(name, _)| &**name), Some("Settings and own replies"));
        assert_eq!(found.last(), Some(&("All together".to_owned(), 57)));
        assert_eq!((bytes(12), bytes(3_456), bytes(1_234_567)), ("12 bytes".into(), "3.4 kB".into(), "1.2 MB".into()));
    }
}
