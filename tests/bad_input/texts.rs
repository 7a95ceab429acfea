//! Messages by the hundred thousand characters, and of characters that no keyboard has.

use std::collections::BTreeMap;

use demur::sites::reading;
use demur::{Record, Request, Settings, assess, check_reply};

use super::in_time;

/// Texts by what is odd about them. Long ones are rows that many rules could go on along.
fn odd_texts() -> Vec<(&'static str, String)> {
    let row = |piece: &str| piece.repeat(20_000);
    vec![
        ("nothing", String::new()),
        ("only space", " \n\t\u{a0}\u{200b}".to_owned()),
        ("a hundred thousand one-letter words", "a b c d ".repeat(25_000)),
        ("a row of the same number", row("1 ")),
        ("a row of the same name", row("Leeds ")),
        ("a row of half an organisation", row("University of ")),
        ("capitals", row("A ")),
        ("a megabyte of one word", "x".repeat(1_000_000)),
        ("a megabyte of a message", "Hi Sam, could we hop on a call this week? ".repeat(24_000)),
        ("a megabyte of line breaks", "\n".repeat(1_000_000)),
        ("a megabyte of quoted lines", "> so you said\n".repeat(70_000)),
        ("emoji only", row("👩\u{200d}💻")),
        ("flags and skins", row("🇩🇪🇫🇷👋🏽")),
        ("letters under a heap of marks", row("h\u{301}\u{302}\u{303}e\u{304}\u{305} ")),
        ("one letter under a mountain of marks", format!("Hi Sa{}m", "\u{301}".repeat(200_000))),
        ("text that turns round", row("\u{202e}olleh\u{202c} ")),
        ("turned and never turned back", "\u{202e}\u{2066}\u{2067}\u{2068}hello ".repeat(5_000)),
        ("invisible characters between all letters", row("h\u{200b}i\u{200d} \u{2060}S\u{ad}a\u{feff}m ")),
        ("characters that stand for broken ones", row("\u{fffd} ")),
        ("characters that are none", row("\u{fffe}\u{10ffff}\u{e000} ")),
        ("NUL", row("\0")),
        ("every control character", ('\u{1}'..='\u{1f}').collect::<String>().repeat(2_000)),
        ("markup", row("<script>alert(1)</script> ")),
        ("markup with handlers", row("<img src=x onerror=alert(1)>\"><svg/onload=alert(1)>")),
        ("slots", row("{{first_name}} ")),
        ("slots within slots", format!("{}{}", "{{".repeat(50_000), "}}".repeat(50_000))),
        ("formats", row("%s%n${7*7}<%= 1 %>#{x}")),
        ("brackets that never close", row("[(<{")),
        ("marks of a quotation that never close", row("“\"«'‘ ")),
        ("addresses", row("https://example.org/a?b=c#d ")),
        ("one endless address", format!("https://example.org/{}", "a/".repeat(200_000))),
        ("questions", row("? ")),
        ("look-alike letters", row("раураl invеstmеnt ")),
        ("letters of mathematics", row("𝗳𝗿𝗲𝗲 𝓬𝓻𝔂𝓹𝓽𝓸 ")),
        ("lists", row("\n- one\n* two\n3. three")),
        ("greetings", row("Hi Sam,\n")),
        ("signatures", row("\n-- \nBest,\nDana")),
    ]
}

#[test]
fn odd_texts_get_a_calm_answer() {
    for (what, text) in odd_texts() {
        let units = text.encode_utf16().count() as u32;
        // As a page shows it: what is longer than anybody writes is read in its beginning.
        let request = reading::request("linkedin", "message", &BTreeMap::new(), &text, "Sam");
        assert!(request.text.len() <= reading::LONGEST && text.starts_with(&request.text), "{what}");
        let found = in_time(what, || assess(&request, &Record::default(), &Settings::default()));
        for quote in found.flags.iter().flat_map(|flagged| &flagged.spans) {
            assert!(quote.start < quote.end && quote.end <= units, "{what}: {}..{}", quote.start, quote.end);
        }
        assert!(!found.replies.is_empty(), "{what}: no reply");
        assert!(found.replies.iter().all(|reply| reply.text.len() < 20_000), "{what}: the message is in the reply");
    }
}

#[test]
fn odd_replies_are_checked_calmly() {
    let text = "Could you refer me for the opening in your team?".to_owned();
    let request = Request { text, ..Request::default() };
    for (what, reply) in odd_texts() {
        let units = reply.encode_utf16().count() as u32;
        let reply = reading::beginning(&reply, reading::LONGEST);
        let slips = in_time(what, || check_reply(reply, &request, &Record::default(), &Settings::default()));
        for span in slips.iter().filter_map(|slip| slip.span.as_ref()) {
            assert!(span.start <= span.end && span.end <= units, "{what}: {}..{}", span.start, span.end);
        }
    }
}
