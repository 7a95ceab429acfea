//! Nothing that is drawn is left in English: every text comes from the catalogue, marked here, or is the person's own.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::path::Path;
use std::sync::OnceLock;

use demur::case::Case;
use demur::conversation::Conversation;
use demur::import::{Options, Reading};
use demur::ledger::Ledger;
use demur::protocol::{Part, Seen, Tag};
use demur::reply::sitting::Told;
use demur::texts::{self, catalogue, key::key};
use demur::{Settings, view};

/// What the browser would find: every text in a language that is English between brackets.
fn marked(key: &str) -> String {
    static ALL: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let all = ALL.get_or_init(|| {
        let catalogue = catalogue::load(Path::new("src/texts")).unwrap_or_else(|error| panic!("{error}"));
        catalogue.keys().map(|english| (self::key(english), format!("⟦{english}⟧"))).collect()
    });
    all.get(key).cloned().unwrap_or_default()
}

/// What stands outside of brackets and has letters.
fn bare(text: &str) -> Vec<String> {
    let (mut depth, mut out) = (0, String::new());
    for letter in text.chars() {
        match letter {
            '⟦' => depth += 1,
            '⟧' => depth -= 1,
            letter if depth == 0 => out.push(letter),
            _ => {}
        }
    }
    out.split(" · ").map(str::trim).filter(|word| word.contains(char::is_alphabetic)).map(str::to_owned).collect()
}

/// What is drawn and no catalogue knows, unless `theirs` says that it is somebody's own words. What stands in fields,
/// and what a page has shown, is nobody's but theirs.
fn unsaid(part: &Part, theirs: &dyn Fn(&str) -> bool, found: &mut BTreeSet<String>) {
    let written =
        matches!(part.tag, Tag::Textarea | Tag::Input | Tag::Dd) || ["preview", "from"].contains(&&*part.class);
    if !written {
        for text in [&part.text, &part.label, &part.hint] {
            found.extend(bare(text).into_iter().filter(|bare| !theirs(bare)));
        }
    }
    part.parts.iter().for_each(|part| unsaid(part, theirs, found));
}

#[track_caller]
fn nothing(found: &BTreeSet<String>) {
    assert!(found.is_empty(), "drawn in English, whatever the language: {found:#?}");
}

#[test]
fn the_panel_speaks_no_english_of_its_own() {
    texts::speak(marked);
    let mut found = BTreeSet::new();
    for file in std::fs::read_dir("tests/cases").expect("cases").flatten().map(|entry| entry.path()) {
        if file.extension().is_none_or(|extension| extension != "jsonl") {
            continue;
        }
        let text = std::fs::read_to_string(&file).expect("a file of cases");
        for line in text.lines().step_by(31) {
            let Ok(Case { request, facts: record, settings, .. }) = serde_json::from_str(line) else { continue };
            let talk = Conversation::new("linkedin", &request, &record, &settings);
            let seen = Seen { text: request.text.clone(), ..Seen::default() };
            let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            let message = words(&format!("{} {}", request.sender.name, request.text));
            // A claim names what it is about.
            let theirs = |bare: &str| bare == "×" || message.contains(&words(bare.trim_start_matches(": ")));
            for told in ["", "yyyy", "yypp", "nnnn"] {
                let (assessment, beside) = talk.sit(Told::parse(told));
                let mut drawn = view::of(&seen, &request, &assessment, &beside).panel;
                view::people::add(&mut drawn, &seen, &request, &assessment, &Ledger::default(), &settings);
                unsaid(&drawn, &theirs, &mut found);
            }
        }
    }
    nothing(&found);
}

#[test]
fn the_table_of_advice_speaks_no_english_of_its_own() {
    texts::speak(marked);
    let mut found = BTreeSet::new();
    let mut settings = Settings::default();
    view::table::move_row(&mut settings, "no-reason", "decline");
    unsaid(&view::table::picture(&settings), &|_| false, &mut found);
    unsaid(&view::table::rows(&settings), &|_| false, &mut found);
    nothing(&found);
}

#[test]
fn an_import_speaks_no_english_of_its_own() {
    texts::speak(marked);
    let mut found = BTreeSet::new();
    for (name, file) in [
        ("Connections.csv", "Vorname,Nachname,URL,Unternehmen,Verbunden am\nAnn,Fox,,,\n"),
        ("Connections.csv", "First Name,Last Name,URL,Email Address,Company,Position,Connected On\nAnn,Fox,,,,,soon\n"),
        ("Positions.csv", "Company Name,Title,Started On\n,Buyer,2019\nTidewater,Clerk,2014\n"),
        ("Positions.csv", "a,b\n1,2\n"),
        ("Other.csv", "a,b\n1,2\n"),
        ("photo.png", "PNG"),
        ("export.zip", "no archive"),
        ("export.zip", "PK\u{3}\u{4} cut off"),
        ("Skills.csv", ""),
        (
            "messages.csv",
            "CONVERSATION ID,FROM,TO,DATE,CONTENT,FOLDER\n1,Ann Fox,Sam Porter,2021-03-12 10:11:12 UTC,Hello,INBOX\n2,Ann Fox,\"A B,C D\",soon,Hi,INBOX\n",
        ),
    ] {
        let mut reading = Reading::new(Options::default());
        reading.add(name, Cursor::new(file.as_bytes()), &mut |_| {});
        let drawn = view::record::preview(&reading.finish());
        unsaid(&drawn, &|bare| bare == name, &mut found);
    }
    nothing(&found);
}
