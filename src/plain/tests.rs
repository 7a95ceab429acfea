use std::collections::BTreeMap;

use serde_json::json;

use super::*;
use crate::protocol::{Act, Choices, ContentRequest, Part, Show, Tag};

#[derive(Debug, PartialEq, Serialize, Deserialize)]
enum Shape {
    Dot,
    Line(u8),
    Box { wide: i16, high: Option<f64> },
    Pair(bool, char),
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Unit;

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Name(String);

type Everything = (Vec<Shape>, BTreeMap<String, Name>, Unit, (u64, i64, f32), Option<()>);

#[test]
fn what_is_written_is_read_again() {
    let shapes = vec![
        Shape::Dot,
        Shape::Line(7),
        Shape::Box { wide: -3, high: Some(0.5) },
        Shape::Box { wide: 3, high: None },
        Shape::Pair(true, 'ü'),
    ];
    let names = BTreeMap::from([("a".to_owned(), Name("b".to_owned()))]);
    let all: Everything = (shapes, names, Unit, (u64::MAX, i64::MIN, 1.25), None);
    let written = write(&all).expect("plain data");
    assert_eq!(written, serde_json::to_value(&all).expect("plain data"));
    assert_eq!(read::<Everything>(&written).expect("as written"), all);
}

#[test]
fn what_does_not_fit_is_said_as_ever() {
    let said = |value: Value| read::<Choices>(&value).expect_err("no choices").to_string();
    assert_eq!(said(json!({ "off": 3 })), "invalid type: integer `3`, expected a sequence");
    assert_eq!(said(json!({ "typing_unread": "yes" })), "invalid type: string \"yes\", expected a boolean");
    assert!(said(json!({ "show": "loud" })).starts_with("unknown variant `loud`"));
    assert!(said(json!(["page"])).starts_with("invalid type: sequence"));
    assert_eq!(read::<u8>(&json!(256)).expect_err("too much").to_string(), "invalid value: integer `256`, expected u8");
    assert!(read::<(u8, u8)>(&json!([1, 2, 3])).is_err() && read::<(u8, u8)>(&json!([1])).is_err());
}

#[test]
fn what_is_unknown_is_passed_over_and_what_is_missing_is_the_default() {
    let read = read::<Choices>(&json!({ "show": "page", "later": { "more": [1, 2] } })).expect("choices");
    assert_eq!(read, Choices { show: Show::Page, ..Choices::default() });
}

#[test]
fn tagged_enums_are_read_by_their_name() {
    let act = json!({ "verb": "tell", "deed": { "what": "answer", "question": "q", "yes": true } });
    let part = Part { tag: Tag::Button, act: Some(read(&act).expect("an act")), ..Part::default() };
    assert_eq!(write(&part).expect("plain data")["act"], act);
    assert_eq!(read::<Part>(&write(&part).expect("plain data")).expect("as written"), part);
    let said = |value: Value| read::<Act>(&value).expect_err("no act").to_string();
    assert_eq!(said(json!({ "verb": "shout" })), "unknown verb: shout");
    assert_eq!(said(json!({ "verb": "row" })), "missing field `row`");
    assert_eq!(said(json!({})), "missing field `verb`");
    assert_eq!(said(json!("close")), "not a table");
    assert!(read::<ContentRequest>(&json!({ "kind": "judge", "text": "x" })).is_err());
}
