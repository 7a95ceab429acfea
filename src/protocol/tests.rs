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
