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
        1_000..1_000_000 => format!("{}.{} kB", count / 1_000, count % 1_000 / 100),
        _ => format!("{}.{} MB", count / 1_000_000, count % 1_000_000 / 100_000),
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
        part(Tag::Li, "", &format!("{}, {place}: {}.", kind(&one.key), one.why))
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
