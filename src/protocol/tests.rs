use expect_test::expect_file;
use ts_rs::{Config, TS};

use super::*;
use crate::sites::schema::{Composer, Door, First, Messages, Pick, Take};

/// The types that the page script is checked against. `UPDATE_EXPECT=1 cargo test protocol` writes them anew.
#[test]
fn the_page_scripts_types_are_current() {
    let config = Config::default();
    macro_rules! declare {
        ($($type:ty),* $(,)?) => { [$(format!("export {}\n", <$type>::decl(&config))),*].concat() };
    }
    let types = declare![
        ContentRequest,
        PageRequest,
        PageTold,
        Trying,
        Tested,
        Counted,
        LedgerRequest,
        crate::ledger::Deed,
        crate::ledger::Decision,
        crate::ledger::Feeling,
        crate::ledger::deed::Back,
        crate::ledger::Outcome,
        Command,
        Check,
        Step,
        Look,
        Seen,
        Kept,
        Taken,
        Draft,
        How,
        Remark,
        Said,
        Show,
        Setup,
        Words,
        RequestView,
        Chip,
        Mood,
        Mark,
        Part,
        Tag,
        Act,
        Failure,
        Site,
        Door,
        First,
        Place,
        Pick,
        Take,
        Messages,
        Composer,
    ];
    let head = "// Made from src/protocol.rs and src/sites/schema.rs by their test.\n\n";
    expect_file!["../../extension/protocol.d.ts"].assert_eq(&format!("{head}{types}"));
}

/// What a page script says arrives as it was meant, and it cannot say what is for the extension's own pages.
#[test]
fn requests_are_read_by_kind() {
    let read = |text: &str| serde_json::from_str::<ContentRequest>(text);
    let hello = read(r#"{"kind":"hello","host":"www.linkedin.com","page":"x1"}"#).expect("a hello");
    assert_eq!(hello, ContentRequest::Hello { host: "www.linkedin.com".to_owned(), page: "x1".to_owned() });
    let keep = read(r#"{"kind":"keep","place":"invitation","name":"Ann","text":"Hi"}"#).expect("a reply to keep");
    assert!(matches!(keep, ContentRequest::Keep(Kept { name, .. }) if name == "Ann"));
    assert!(read(r#"{"kind":"judge","text":"x"}"#).is_err());
    assert!(read(r#"{"kind":"assess"}"#).is_err());
}

/// Every variant is read as it is written: the reading is by hand, and may lack none.
#[test]
fn every_variant_is_read_again() {
    fn check<T>(tag: &str, all: &[T])
    where
        T: PartialEq + std::fmt::Debug + Serialize + serde::de::DeserializeOwned + TS,
    {
        let mut names = std::collections::BTreeSet::new();
        for one in all {
            let written = crate::plain::write(one).expect("plain data");
            assert_eq!(crate::plain::read::<T>(&written).expect("as written"), *one);
            names.insert(written[tag].to_string());
        }
        // As many as the type has, so that a new one is not left out here.
        let declared = T::decl(&Config::default()).matches(&format!("\"{tag}\": \"")).count();
        assert_eq!(names.len(), declared, "{names:?}");
    }
    let text = || "x".to_owned();
    let how = || How { stance: text(), tone: text(), template: text() };
    let request = || Seen { key: text(), text: text(), ..Seen::default() };
    let draft = || Draft { site: text(), request: request(), text: text(), how: how() };
    let deeds = [
        Deed::Decide { decision: crate::ledger::Decision::AskedFirst },
        Deed::Note,
        Deed::Feel { feeling: crate::ledger::Feeling::Bad },
        Deed::Whose,
        Deed::Back { when: crate::ledger::deed::Back::On },
        Deed::Answer { question: text(), yes: true },
    ];
    check("what", &deeds);
    let changes = [
        LedgerRequest::Done { person: text() },
        LedgerRequest::Later { person: text() },
        LedgerRequest::Forget { person: text() },
        LedgerRequest::TurnedOut { person: text(), request: text(), outcome: Outcome::Right },
        LedgerRequest::Unlearn,
    ];
    check("change", &changes);
    let requests = [
        ContentRequest::Wake,
        ContentRequest::Hello { host: text(), page: text() },
        ContentRequest::Leave { page: text() },
        ContentRequest::Assess(Look { requests: vec![request()], ..Look::default() }),
        ContentRequest::Keep(Kept { text: text(), ..Kept::default() }),
        ContentRequest::Drop,
        ContentRequest::Check(draft()),
        ContentRequest::Learn(draft()),
        ContentRequest::Edit(Box::new(Taken { draft: draft(), label: text(), edited: true })),
        ContentRequest::Took(draft()),
        ContentRequest::Undid(draft()),
        ContentRequest::Said(Said { text: text(), undo: true }),
        ContentRequest::Desk { site: text(), request: request() },
        ContentRequest::Tell { site: text(), request: request(), deed: Deed::Note, typed: text() },
    ];
    check("kind", &requests);
    let mut pages = vec![
        PageRequest::Judge { text: text() },
        PageRequest::Loaded,
        PageRequest::SelfTest,
        PageRequest::Try(Trying { field: text(), of: text(), text: text(), ..Trying::default() }),
        PageRequest::Tell(PageTold {
            tab: 1.0,
            frame: 0.0,
            key: text(),
            deed: Deed::Whose,
            typed: text(),
            after: None,
        }),
    ];
    pages.extend(requests.map(|request| PageRequest::Content { request }));
    pages.extend(changes.clone().map(PageRequest::Ledger));
    check("kind", &pages);
    let mut acts = vec![
        Act::Edit { reply: 1, how: how() },
        Act::Insert { reply: 1, how: how() },
        Act::Copy { reply: 1, how: how() },
        Act::Learn { reply: 1, how: how() },
        Act::Desk { answers: text() },
        Act::Calendar,
        Act::Visit { address: text() },
        Act::Undo,
        Act::Point { start: 1, end: 2 },
        Act::Move { row: text(), advice: text() },
        Act::Row { row: text() },
        Act::Stance { show: text() },
        Act::Status,
        Act::Close,
    ];
    acts.extend(deeds.map(|deed| Act::Tell { deed }));
    acts.extend(changes.map(|request| Act::Ledger { request }));
    check("verb", &acts);
}
