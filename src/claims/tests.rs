//! Messages to one person, and the claims that are to be found in them.

use crate::assessment::Truth;
use crate::judge::ENGINE;
use crate::record::Record;
use crate::request::Request;
use crate::settings::Settings;

fn record() -> Record {
    serde_json::from_str(
        r#"{"positions": [
             {"company": "Royal Bank of Canada", "title": "Analyst", "from": "2009-06", "to": "2014-08"},
             {"company": "Marlowe Ferries Ltd", "title": "Planner", "from": "2014-09"}],
            "education": [{"school": "University of Washington", "from": 2004, "to": 2008}],
            "groups": ["Ferry People of the North"],
            "connections": [{"name": "William Tarrant", "company": "RBC", "connected": "2012-05-01"},
                            {"name": "Ada Pell", "company": "Marlowe Ferries", "connected": "2016-01-09"}]}"#,
    )
    .expect("the record is read")
}

fn request(sender: &str, text: &str) -> Request {
    let mut request = Request { text: text.into(), ..Request::default() };
    request.sender.name = sender.into();
    request.recipient.name = "Robin Vale".into();
    request
}

/// What is found, one claim a line: type, truth, words.
fn found(request: &Request, record: &Record) -> Vec<String> {
    let assessment = ENGINE.assess(request, record, &Settings::default());
    let claims = assessment.claims.iter();
    claims.map(|claim| format!("{} {}: {}", claim.kind.id(), claim.truth.id(), claim.quote)).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(found(&request("Alex Moss", text), &record()), expected, "in {text:?}");
}

#[test]
fn employers() {
    for (text, expected) in [
        ("We worked together at RBC.", "colleague supported: We worked together at RBC"),
        ("We worked together at RBC in 2017.", "colleague contradicted: We worked together at RBC in 2017"),
        (
            "I was on your team at Royal Bank, 2010 to 2012.",
            "colleague supported: I was on your team at Royal Bank, 2010 to 2012",
        ),
        ("We worked together at Siemens.", "colleague contradicted: We worked together at Siemens"),
        ("Ex-RBC here too (left in 2003).", "colleague supported: Ex-RBC here too (left in 2003)"),
        // Nobody knows the name: it may be a branch, a brand, a client.
        ("We worked together at Quillfeather.", "colleague unverifiable: We worked together at Quillfeather"),
        ("We worked together on the tide project.", "colleague unverifiable: We worked together on the tide project"),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn who_was_where() {
    for (text, expected) in [
        (
            "I kept the ledgers at RBC in 2011 with you right behind me.",
            "colleague supported: I kept the ledgers at RBC in 2011 with you right behind me",
        ),
        (
            "I kept the ledgers at RBC in 2019 with you right behind me.",
            "colleague contradicted: I kept the ledgers at RBC in 2019 with you right behind me",
        ),
        ("It's been forever since Wash U!", "classmate contradicted: forever since Wash U"),
        ("RBC, Toronto, the winter without heating. You know me.", "colleague supported: RBC"),
    ] {
        check(text, &[expected]);
    }
    for text in [
        "My aunt ran the cafeteria at RBC when you were an analyst there.",
        "I joined RBC long after you left, so we never overlapped.",
        "I wasn't at RBC with you, that was my brother.",
        "Imagine we had worked together at RBC in 2011!",
        "We should have met years ago.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn schools() {
    for (text, expected) in [
        ("Fellow Husky here!", "classmate supported: Fellow Husky here"),
        ("We were classmates at UW.", "classmate supported: We were classmates at UW"),
        ("We were classmates at Wash U.", "classmate contradicted: We were classmates at Wash U"),
        (
            "Fellow alum of the University of Washington, class of 1991.",
            "classmate supported: Fellow alum of the University of Washington, class of 1991",
        ),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn persons_and_groups() {
    for (text, expected) in [
        ("Bill Tarrant suggested that I write to you.", "mutual supported: Bill Tarrant suggested that I write to you"),
        ("Our mutual friend Jonas Quill says hello.", "mutual unverifiable: Our mutual friend Jonas Quill says hello"),
        ("We share a connection in Jonas Quill.", "mutual contradicted: We share a connection in Jonas Quill"),
        (
            "We are both members of Ferry People of the North.",
            "group supported: We are both members of Ferry People of the North",
        ),
        (
            "As a fellow member of the Lighthouse Society I had to write.",
            "group contradicted: fellow member of the Lighthouse Society I had to write",
        ),
        ("We have been connected since 2015.", "friend contradicted: We have been connected since 2015"),
        ("We were friends in Leith once.", "friend unverifiable: We were friends in Leith once"),
        ("We met on the night boat to Oban.", "met unverifiable: We met on the night boat to Oban"),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn innocent_neighbours() {
    for text in [
        "We help banks such as RBC and Siemens with their ferries.",
        "I used to work at RBC before I bought a boat.",
        "Your time at RBC interests me: I write a book on it.",
        "My brother went to the University of Washington.",
        "I see you are connected to Ada Pell. Could you introduce me?",
        "We have never met.",
        "We could work together on this.",
        "",
    ] {
        check(text, &[]);
    }
}

#[test]
fn what_a_record_does_not_hold_contradicts_nothing() {
    let texts = [
        "We worked together at Siemens.",
        "We were classmates at Wash U.",
        "We are both members of the Lighthouse Society.",
        "We share a connection in Jonas Quill.",
        "We have been connected since 2015.",
    ];
    let parts = ["positions", "education", "groups", "connections"].map(str::to_owned).to_vec();
    for record in [Record::default(), Record { incomplete: parts, ..record() }] {
        for text in texts {
            let assessment = ENGINE.assess(&request("Alex Moss", text), &record, &Settings::default());
            let truths: Vec<Truth> = assessment.claims.iter().map(|claim| claim.truth).collect();
            assert_eq!(truths, [Truth::Unverifiable], "in {text:?}");
        }
    }
}

#[test]
fn the_choice_on_the_form() {
    let mut request = request("Alex Moss", "Shall we connect?");
    request.sender.claims = "classmate".into();
    request.sender.claims_entity = "Washington University in St. Louis".into();
    assert_eq!(found(&request, &record()), ["classmate contradicted: "]);
    request.text = "Hello from an old classmate!".into();
    request.sender.claims_entity = "University of Washington".into();
    assert!(found(&request, &record()).iter().all(|claim| claim.starts_with("classmate supported")));
}

#[test]
fn friends_are_known_by_the_connections() {
    let friend = request("Ada Pell", "I say this as your friend: wait for the tide.");
    assert_eq!(found(&friend, &record()), ["friend supported: I say this as your friend"]);
}

#[test]
fn messages_bear_out_earlier_contact_but_no_meeting() {
    use crate::record::Exchange;
    let exchange = Exchange { name: "Alex Moss".into(), sent: 2, received: 1, ..Exchange::default() };
    let known = Record { exchanges: vec![exchange], ..record() };
    let written = request("Alex Moss", "We exchanged messages on LinkedIn last year.");
    let met = request("Alex Moss", "We met at the spring conference last year.");
    assert!(
        found(&written, &known).iter().all(|claim| claim.starts_with("met supported")),
        "{:?}",
        found(&written, &known)
    );
    assert!(found(&met, &known).iter().all(|claim| claim.starts_with("met unverifiable")), "{:?}", found(&met, &known));
}
