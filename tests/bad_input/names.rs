//! Names and headlines are written by strangers, and stand in replies, in the panel, in files that are saved.

use std::collections::BTreeMap;

use demur::conversation::Conversation;
use demur::protocol::{Act, Part, Seen};
use demur::reply::sitting::Told;
use demur::request::Sender;
use demur::{Record, Request, Settings, assess, sites, view};

/// What a stranger may call themselves.
fn odd_names() -> Vec<String> {
    let mut names: Vec<String> = [
        "",
        " \u{a0}\u{200b}",
        "{{topic}}",
        "{name}",
        "${name}",
        "#{name}",
        "<%= name %>",
        "[Name]",
        "[[their.name]]",
        "%FIRST%",
        "%s%n",
        "*|FNAME|*",
        "<b>Bo</b>",
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "&lt;b&gt;",
        "\0\0",
        "\u{1b}[31mBo",
        "\u{202e}oB",
        "\u{2066}Bo",
        "Bo\nBcc: all@example.org",
        "Bo\r\nEND:VCALENDAR",
        "🦊",
        "👩\u{200d}💻",
        "B\u{301}\u{302}\u{303}\u{304}\u{305}o",
        "Ваnk Suрроrt",
        "\u{fffd}\u{fffd}",
        "O'Neil; DROP TABLE",
        "=HYPERLINK(\"https://evil.example\")",
        "../../etc/passwd",
        "__proto__",
        "constructor",
        "null",
        "undefined",
        "NaN",
        "true",
        "-1",
        "Dr. Prof. Sir",
        "Bo Bo Bo Bo Bo Bo Bo Bo",
        "Bo, PhD (she/her) | Hiring! 🚀",
    ]
    .map(str::to_owned)
    .into();
    names.push("Bo ".repeat(40_000));
    names.push("{".repeat(40_000));
    names
}

/// Marks that no reply holds: of slots, of markup, of what turns text round or ends it.
const NEVER: [&str; 11] = ["{", "}", "[", "]", "%", "<", ">", "\0", "\u{1b}", "\u{202e}", "\u{2066}"];

#[test]
fn odd_names_never_become_slots_or_markup() {
    let text = "Could you refer me for the opening in your team? We have not met.";
    for name in odd_names() {
        let sender = Sender { name: name.clone(), headline: name.clone(), ..Sender::default() };
        let request = Request { sender, text: text.to_owned(), ..Request::default() };
        let found = assess(&request, &Record::default(), &Settings::default());
        assert!(!found.replies.is_empty());
        for reply in &found.replies {
            for mark in NEVER {
                assert!(!reply.text.contains(mark), "{:?}: {}", short(&name), reply.text);
            }
            let lines_of_head = ["Bcc:", "END:VCALENDAR"];
            assert!(!reply.text.lines().any(|line| lines_of_head.contains(&line.trim())), "{}", reply.text);
        }
    }
}

/// Everything in the panel is words in elements that are known; an address is one of the web or there is none.
#[test]
fn what_is_drawn_of_them_is_words() {
    let places = ["name", "headline", "degree", "mutual", "insight", "insight_kind", "profile", "age", "subject"];
    for name in odd_names() {
        let fields: BTreeMap<String, String> = places.map(|place| (place.to_owned(), name.clone())).into();
        let text = format!("{name} Could you introduce me to {name}? We met at {name}.");
        let request = sites::reading::request("linkedin", "invitation", &fields, &text, &name);
        let settings = Settings { name: name.clone(), policy: name.clone(), ..Settings::default() };
        let record = Record::default();
        let talk = Conversation::new("linkedin", &request, &record, &settings);
        let (assessment, beside) = talk.sit(Told::default());
        let seen = Seen { fields, text, ..Seen::default() };
        let view = view::of(&seen, &request, &assessment, &beside);
        addresses(&view.panel, &short(&name));
    }
}

fn addresses(part: &Part, name: &str) {
    if let Some(Act::Visit { address }) = &part.act {
        assert!(address.starts_with("https://"), "{name}: {address}");
        assert!(!address.contains(['<', '"', ' ', '\n', '\0']), "{name}: {address}");
    }
    let is_word = |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "-_ ".contains(c));
    assert!(is_word(&part.class) && is_word(&part.role) && is_word(&part.group) && is_word(&part.kind), "{name}");
    part.parts.iter().for_each(|part| addresses(part, name));
}

fn short(name: &str) -> String {
    name.chars().take(40).collect()
}
