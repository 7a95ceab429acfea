//! What nobody writes, but a page may hold: each gets a calm answer, whole replies, and spans that fit the text.

use demur::request::Sender;
use demur::{Record, Request, Settings, assess};

/// Texts by what is odd about them. Long ones are rows that many rules could go on along.
fn odd_texts() -> Vec<(&'static str, String)> {
    let row = |piece: &str| piece.repeat(20_000);
    vec![
        ("nothing", String::new()),
        ("only space", " \n\t\u{a0}\u{200b}".to_owned()),
        ("one-letter words", row("a b ")),
        ("a row of the same number", row("1 ")),
        ("a row of the same name", row("Leeds ")),
        ("a row of half an organisation", row("University of ")),
        ("capitals", row("A ")),
        ("a megabyte of one word", "x".repeat(1_000_000)),
        ("emoji only", row("👩\u{200d}💻")),
        ("letters under a heap of marks", row("h\u{301}\u{302}\u{303}e\u{304}\u{305} ")),
        ("text that turns round", row("\u{202e}olleh\u{202c} ")),
        ("characters that stand for broken ones", row("\u{fffd} ")),
        ("NUL", row("\0")),
        ("markup", row("<script>alert(1)</script> ")),
        ("slots", row("{{first_name}} ")),
        ("brackets that never close", row("[(<{")),
        ("addresses", row("https://example.org/a?b=c#d ")),
        ("questions", row("? ")),
        ("look-alike letters", row("раураl invеstmеnt ")),
    ]
}

#[test]
fn odd_texts_get_a_calm_answer() {
    for (what, text) in odd_texts() {
        let units = text.encode_utf16().count() as u32;
        let found = assess(&Request { text, ..Request::default() }, &Record::default(), &Settings::default());
        for quote in found.flags.iter().flat_map(|flagged| &flagged.spans) {
            assert!(quote.start < quote.end && quote.end <= units, "{what}: {}..{}", quote.start, quote.end);
        }
        assert!(!found.replies.is_empty(), "{what}: no reply");
    }
}

#[test]
fn odd_names_never_become_slots_or_markup() {
    for name in
        ["{{topic}}", "{name}", "[Name]", "%FIRST%", "<b>Bo</b>", "\0\0", "\u{202e}oB", "🦊", "", "O'Neil; DROP TABLE"]
    {
        let sender = Sender { name: name.to_owned(), headline: name.to_owned(), ..Sender::default() };
        let text = "Could you refer me for the opening in your team? We have not met.".to_owned();
        let found = assess(&Request { sender, text, ..Request::default() }, &Record::default(), &Settings::default());
        for reply in &found.replies {
            for mark in ["{", "}", "[", "]", "%", "<", ">", "\0", "\u{202e}"] {
                assert!(!reply.text.contains(mark), "{name:?}: {}", reply.text);
            }
        }
    }
}
