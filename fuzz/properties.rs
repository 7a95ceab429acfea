//! What must hold for any input, as functions from bytes: the fuzzer calls them for hours, `tests/fuzz.rs` for a
//! moment in every run of the tests, and again with every input that ever broke one of them (`cases/`).

use std::io::Cursor;

use demur::backlog::Backlog;
use demur::import::{Options, Reading};
use demur::judge::ENGINE;
use demur::store::{Area, Backup, Mode, Preset, items, join, read, split};
use demur::text::{Span, Text};
use demur::{Assessment, Record, Request, Settings, assess, check_reply, sites};

/// A property by its name, and what holds it against any bytes.
pub type Property = (&'static str, fn(&[u8]));

/// Every property; its name is also that of its fuzz target and of the folder of its cases.
pub const ALL: [Property; 6] = [
    ("text", text),
    ("judgement", judgement),
    ("reply", reply),
    ("import", import),
    ("stored", stored),
    ("page", page),
];

/// Longest input that the quadratic parts of a test, not of the product, should see.
const LONG: usize = 4096;

/// Tokens and sentences stand in order inside the text, on whole characters.
pub fn text(data: &[u8]) {
    let message = String::from_utf8_lossy(data);
    let text = Text::new(&message, &ENGINE.rules.lexicon);
    let units: Vec<u16> = message.encode_utf16().collect();
    assert_eq!(text.length as usize, units.len(), "the length counts UTF-16 units");
    let mut last = Span::default();
    for token in text.tokens.iter() {
        // The two words of "I'd" stand over the same letters.
        assert!(token.span == last || last.end <= token.span.start, "tokens out of order");
        assert!(token.span.start < token.span.end, "a token of nothing");
        last = token.span;
        if message.len() < LONG {
            let whole = utf16(&units, token.span.start, token.span.end);
            assert_eq!(whole, token.span.quote(&message), "a token says other letters than it stands over");
        }
    }
    assert!(last.end <= text.length, "a token outside of the text");
    let mut next = 0;
    for sentence in &text.sentences {
        assert!(sentence.from == next && sentence.from < sentence.to, "sentences leave tokens out");
        next = sentence.to;
    }
    assert_eq!(next, text.tokens.len(), "sentences leave the end out");
}

/// A judgement quotes what is there, offers replies within the limit that its own checker lets pass, is the same twice,
/// and the same when blanks stand behind the message.
pub fn judgement(data: &[u8]) {
    let (mut request, settings) = request(data);
    let record = Record::default();
    let found = assess(&request, &record, &settings);
    assert_eq!(found, assess(&request, &record, &settings), "judged twice, two judgements");
    assert!(!found.replies.is_empty(), "no reply is offered");
    let units: Vec<u16> = request.text.encode_utf16().collect();
    let flags = found.flags.iter().flat_map(|flagged| &flagged.spans);
    for quote in flags.chain(found.good.iter().flat_map(|sign| &sign.spans)) {
        assert_eq!(utf16(&units, quote.start, quote.end), quote.quote, "a quote that the span does not hold");
    }
    for reply in &found.replies {
        for mark in ['{', '}', '\0', '\u{202e}'] {
            assert!(!reply.text.contains(mark), "{mark:?} in {:?}", reply.text);
        }
    }
    of_bounds(&found);
    request.text.push_str("  \t ");
    let padded = assess(&request, &record, &settings);
    assert_eq!((padded.ask, padded.advice), (found.ask, found.advice), "blanks at the end change the judgement");
}

/// Checking any reply to any request finds spans inside that reply.
pub fn reply(data: &[u8]) {
    let (request, settings) = request(data);
    let cut = data.iter().position(|byte| *byte == 0).unwrap_or(data.len() / 2);
    let reply = String::from_utf8_lossy(&data[cut..]);
    let units: Vec<u16> = reply.encode_utf16().collect();
    for slip in check_reply(&reply, &request, &Record::default(), &settings) {
        if let Some(span) = slip.span {
            assert_eq!(utf16(&units, span.start, span.end), span.quote, "{:?} points elsewhere", slip.kind);
        }
    }
}

/// Any file is imported or refused with a reason, and taking it twice changes nothing.
pub fn import(data: &[u8]) {
    for name in ["export.zip", "Connections.csv", "messages.csv"] {
        let mut reading = Reading::new(Options::default());
        reading.add(name, Cursor::new(data), &mut |_| {});
        let import = reading.finish();
        assert!(!import.files.is_empty(), "nothing is said of {name}");
        for file in import.files.iter().filter(|file| file.kind.is_none() && !file.unneeded) {
            assert!(!file.reason.is_empty(), "{} is refused without a reason", file.name);
        }
        let (mut record, mut backlog) = (Record::default(), Backlog::default());
        import.apply(&mut record, &mut backlog);
        let once = (record.clone(), backlog.clone());
        import.apply(&mut record, &mut backlog);
        assert!(once == (record, backlog), "the same export twice is not the same as once");
    }
}

/// Whatever lies in storage or in a backup file is read or set aside, and nothing of it is lost.
pub fn stored(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(backup) = Backup::read(&text) {
        for mode in [Mode::Merge, Mode::Replace] {
            let _ = backup.restore(mode, &Preset::default(), &Area::new(), &Area::new());
        }
    }
    let Ok(value) = serde_json::from_str::<serde_json::Value>(&text) else { return };
    let found = read::<Settings>("settings", value.clone());
    let _ = read::<Record>("record", value.clone());
    let default = serde_json::to_value(Settings::default()).expect("settings are plain data");
    let whole = serde_json::to_value(&found.value).expect("settings are plain data");
    let split = split(items(&whole, &default));
    let joined = join(&split.sync, &split.overflow);
    let again = read::<Settings>("settings", joined);
    assert!(again.aside.is_empty() && again.value == found.value, "settings change on their way through storage");
}

/// Whatever a page shows in the places of its fields becomes a request.
pub fn page(data: &[u8]) {
    let shown = String::from_utf8_lossy(data);
    let mut parts = shown.split('\u{1}');
    let names = ["name", "headline", "degree", "mutual", "insight", "insight_kind", "profile"];
    let fields = names.iter().map(|name| ((*name).to_owned(), parts.next().unwrap_or_default().to_owned())).collect();
    let request =
        sites::reading::request("linkedin", "invitation", &fields, parts.next().unwrap_or_default(), "Robin Vale");
    assert!(!request.sender.name.contains('\n'), "a name over two lines");
    assert!(request.sender.mutual.iter().all(|name| !name.trim().is_empty()), "a mutual person without a name");
}

/// A request and settings: parts of the text between control characters.
fn request(data: &[u8]) -> (Request, Settings) {
    let all = String::from_utf8_lossy(data);
    let mut parts = all.split('\u{1}').map(str::to_owned);
    let mut part = || parts.next().unwrap_or_default();
    let mut request = Request { text: part(), ..Request::default() };
    request.sender.name = part();
    request.sender.headline = part();
    request.recipient.name = part();
    request.sender.claims_entity = part();
    (request, Settings { name: part(), ..Settings::default() })
}

fn of_bounds(found: &Assessment) {
    assert!(found.balance.ask <= 4 && found.balance.tie <= 4, "a bar longer than its frame");
}

/// The text between two offsets, which cut no character.
fn utf16(units: &[u16], start: u32, end: u32) -> String {
    let within = units.get(start as usize..end as usize).expect("a span lies inside the text");
    String::from_utf16(within).expect("a span cuts no character")
}
