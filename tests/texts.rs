//! Every text that a person reads stands in the catalogue, in every language, and the catalogue holds nothing else;
//! and a language that has anything has all of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use demur::texts::{catalogue, key::key};

/// English texts with the file that uses each.
type Used = BTreeMap<String, String>;

#[test]
fn every_text_is_in_the_catalogue_and_nothing_else_is() {
    let catalogue = catalogue::load(Path::new("src/texts")).unwrap_or_else(|error| panic!("{error}"));
    let used = used();
    let missing: Vec<_> = used.iter().filter(|(english, _)| !catalogue.contains_key(*english)).collect();
    let languages: Vec<_> = catalogue::languages(&catalogue).into_iter().filter(|code| *code != "en").collect();
    let blanks: String = languages.iter().map(|code| format!("{code} = \"\"\n")).collect();
    assert!(
        missing.is_empty(),
        "{} texts want an entry in src/texts/*.toml:\n{}",
        missing.len(),
        missing.iter().map(|(english, file)| format!("# {file}\n[{english:?}]\n{blanks}\n")).collect::<String>()
    );
    let unused: Vec<_> = catalogue.keys().filter(|english| !used.contains_key(*english)).collect();
    assert!(unused.is_empty(), "nothing says this any more; take it out of src/texts:\n{unused:#?}");
}

#[test]
fn keys_are_told_apart() {
    let catalogue = catalogue::load(Path::new("src/texts")).unwrap_or_else(|error| panic!("{error}"));
    let keys: BTreeSet<_> = catalogue.keys().map(|english| key(english)).collect();
    assert_eq!(keys.len(), catalogue.len());
}

/// What a language consists of: where it stands, and the codes of the languages that have it.
fn pieces() -> Vec<(&'static str, BTreeSet<String>)> {
    let named = |folder: &str, extension: &str| -> BTreeSet<String> {
        let names = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.file_name());
        let stems = names.filter_map(|name| Some(name.to_str()?.strip_suffix(extension)?.to_owned()));
        stems.filter(|stem| stem.len() == 2).collect()
    };
    let with = |file: &str, codes: BTreeSet<String>| -> BTreeSet<String> {
        codes.into_iter().filter(|code| Path::new("src/reply").join(code).join(file).exists()).collect()
    };
    let catalogue = catalogue::load(Path::new("src/texts")).unwrap_or_else(|error| panic!("{error}"));
    let settings = read(Path::new("extension/settings.html"));
    let choice = settings.split("<option value=\"").skip(1).filter_map(|rest| rest.split_once('"'));
    let replies = named("src/reply", "");
    vec![
        ("replies in src/reply/<language>/pack.toml", with("pack.toml", replies.clone())),
        ("checks in src/reply/<language>/check/", with("check", replies.clone())),
        ("rules in src/rules/<language>/", named("src/rules", "")),
        ("notices in src/notices/<language>.toml", named("src/notices", ".toml")),
        (
            "texts of the screen in src/texts/",
            catalogue::languages(&catalogue).into_iter().map(str::to_owned).collect(),
        ),
        (
            "a choice in extension/settings.html, \"Language of your replies\"",
            choice.map(|(code, _)| code.to_owned()).filter(|code| code.len() == 2).collect(),
        ),
    ]
}

/// A language that somebody has begun says what is still to be written.
#[test]
fn every_language_has_all_that_belongs_to_it() {
    let pieces = pieces();
    let all: BTreeSet<_> = pieces.iter().flat_map(|(_, codes)| codes).collect();
    let mut lacking = String::new();
    for code in all {
        let (has, lacks): (Vec<_>, Vec<_>) = pieces.iter().partition(|(_, codes)| codes.contains(code));
        for (what, _) in &lacks {
            lacking += &format!("{code} has {}, and lacks {what}\n", has[0].0);
        }
    }
    let words: toml::Table = toml::from_str(&read(Path::new("src/reply/languages.toml"))).expect("a sound file");
    for code in pieces[0].1.iter().filter(|code| !words.contains_key(*code)) {
        lacking += &format!("{code} has {}, and lacks its small words in src/reply/languages.toml\n", pieces[0].0);
    }
    assert!(lacking.is_empty(), "\n{lacking}");
}

/// The stores cut a description off at 132 characters.
#[test]
fn the_description_fits_in_every_language() {
    let catalogue = catalogue::load(Path::new("src/texts")).unwrap_or_else(|error| panic!("{error}"));
    let manifest: serde_json::Value =
        serde_json::from_str(&read(Path::new("extension/manifest.json"))).expect("a sound manifest");
    let english = manifest["description"].as_str().expect("a description");
    for (language, text) in &catalogue[english] {
        assert!(text.chars().count() <= 132, "{language}: {text}");
    }
}

fn used() -> Used {
    let mut used = Used::new();
    // Where it is made, it is only tried out.
    for file in files("src", "rs").iter().filter(|file| !file.starts_with("src/texts")) {
        for text in said(&read(file)) {
            used.insert(text, file.display().to_string());
        }
    }
    for file in files("extension", "html") {
        for text in shown(&read(&file)) {
            used.insert(text, file.display().to_string());
        }
    }
    let manifest = serde_json::from_str(&read(Path::new("extension/manifest.json"))).expect("a sound manifest");
    in_manifest(&manifest, &mut used);
    for (file, explains) in EXPLAINING {
        for file in if file.ends_with('/') { files(file, "toml") } else { vec![PathBuf::from(file)] } {
            let data = toml::from_str(&read(&file)).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            explained(&data, "", explains, &mut |text| drop(used.insert(text, file.display().to_string())));
        }
    }
    used
}

/// Data files that speak to the person, and the keys under which they do.
const EXPLAINING: [(&str, &[&str]); 7] = [
    ("src/judge/en/advice.toml", &["because"]),
    ("src/judge/en/policy.toml", &["because/"]),
    ("src/judge/en/questions.toml", &["question/text", "says"]),
    ("src/judge/en/words.toml", &["why", "better", "missing", "reason", "reach/"]),
    ("src/reply/slips.toml", &["why", "better"]),
    ("src/reply/rungs.toml", &["name", "commits"]),
    ("src/sites/", &["title"]),
];

/// Every text below a key that explains: `because` wherever it stands, `because/` whatever stands in it, and
/// `question/text` only within a question.
fn explained(data: &toml::Value, place: &str, explains: &[&str], found: &mut dyn FnMut(String)) {
    match data {
        toml::Value::Table(table) => {
            for (key, value) in table {
                explained(value, &format!("{place}{key}/"), explains, found);
            }
        }
        toml::Value::Array(list) => list.iter().for_each(|value| explained(value, place, explains, found)),
        toml::Value::String(text) if wordy(text) && !place.starts_with("example/") => {
            let speaks = |key: &&str| match key.strip_suffix('/') {
                Some(table) => place.starts_with(&format!("{table}/")),
                None => format!("/{place}").ends_with(&format!("/{key}/")),
            };
            if explains.iter().any(speaks) {
                found(text.clone());
            }
        }
        _ => {}
    }
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

fn files(folder: &str, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

/// The literals of `say!`.
fn said(code: &str) -> Vec<String> {
    // A comment may speak of it.
    let lines: Vec<_> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = lines.join("\n");
    code.split("say!(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"')).map(literal).collect()
}

/// The text of a literal whose opening mark has been read.
fn literal(code: &str) -> String {
    let mut text = String::new();
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => break,
            '\\' => match letters.next() {
                Some('n') => text.push('\n'),
                // A line that goes on in the next one.
                Some('\n') => while letters.next_if(|next| next.is_whitespace()).is_some() {},
                Some(other) => text.push(other),
                None => break,
            },
            other => text.push(other),
        }
    }
    text
}

const ATTRIBUTES: [&str; 4] = ["placeholder", "aria-label", "title", "alt"];
const EMPTY: [&str; 5] = ["meta", "link", "img", "input", "br"];

/// The texts of a page: what stands between tags, and attributes that are read; not what says `translate="no"`.
fn shown(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    // The names of the open elements, and whether each is to be translated.
    let mut open: Vec<(String, bool)> = Vec::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('<') {
        let translated = open.last().is_none_or(|(_, translated)| *translated);
        let text = unescaped(&before.split_whitespace().collect::<Vec<_>>().join(" "));
        if translated && wordy(&text) {
            found.push(text);
        }
        if let Some(comment) = after.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, rest)| rest);
            continue;
        }
        let (tag, tail) = end_of_tag(after);
        rest = tail;
        if tag.starts_with('!') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            while open.pop().is_some_and(|(known, _)| known != name.trim()) {}
            continue;
        }
        let (name, attributes) = parts(tag);
        let translated = translated && attributes.get("translate").is_none_or(|translate| translate != "no");
        if translated {
            found
                .extend(ATTRIBUTES.iter().filter_map(|name| attributes.get(*name)).filter(|text| wordy(text)).cloned());
        }
        if !EMPTY.contains(&name) {
            open.push((name.to_owned(), translated));
        }
    }
    found
}

/// Signs alone are the same in all languages.
fn wordy(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

/// What stands in the tag, and what comes after it. A `>` within quotes ends nothing.
fn end_of_tag(html: &str) -> (&str, &str) {
    let mut quoted = false;
    for (at, letter) in html.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            '>' if !quoted => return (&html[..at], &html[at + 1..]),
            _ => {}
        }
    }
    (html, "")
}

fn parts(tag: &str) -> (&str, BTreeMap<&str, String>) {
    let (name, mut rest) = tag.split_once(char::is_whitespace).unwrap_or((tag.trim_end_matches('/'), ""));
    let mut attributes = BTreeMap::new();
    while let Some((name, after)) = rest.split_once("=\"") {
        let Some((value, tail)) = after.split_once('"') else { break };
        // Attributes without a value may stand before.
        attributes.insert(name.split_whitespace().last().unwrap_or_default(), unescaped(value));
        rest = tail;
    }
    (name, attributes)
}

fn unescaped(text: &str) -> String {
    let known = [("&#10;", "\n"), ("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&nbsp;", "\u{a0}"), ("&amp;", "&")];
    known.iter().fold(text.to_owned(), |text, (name, letter)| text.replace(name, letter))
}

fn in_manifest(value: &serde_json::Value, used: &mut Used) {
    match value {
        serde_json::Value::Object(map) => {
            for (name, value) in map {
                match value.as_str() {
                    Some(text) if ["description", "default_title"].contains(&name.as_str()) && text != "Demur" => {
                        used.insert(text.to_owned(), "extension/manifest.json".to_owned());
                    }
                    _ => in_manifest(value, used),
                }
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| in_manifest(item, used)),
        _ => {}
    }
}

#[test]
fn texts_are_found_where_they_stand() {
    let html = r#"<html><title>A &amp; b</title><p title="…">Two
        lines <strong translate="no">Demur</strong> end</p><input required placeholder="x > y" /><i translate="no" title="z">q</i></html>"#;
    assert_eq!(shown(html), ["A & b", "Two lines", "end", "x > y"]);
    assert_eq!(said("say!(\"a \\\"b\\\"\") say!(\n    \"c\",\n d = 1)\n// say!(\"e\")"), ["a \"b\"", "c"]);
}
