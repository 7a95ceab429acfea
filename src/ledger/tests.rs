use super::deed::Back;
use super::*;
use crate::facts::Wording;
use crate::request::Request;
use crate::{Record, Settings};
use proptest::prelude::*;

fn date(text: &str) -> PartialDate {
    PartialDate::parse(text)
}

fn request(name: &str, profile: &str, text: &str) -> Request {
    let mut request = Request { text: text.to_owned(), ..Request::default() };
    request.sender.name = name.to_owned();
    request.sender.profile = profile.to_owned();
    request
}

fn does(ledger: &mut Ledger, request: &Request, deed: Deed, typed: &str, today: &str) -> bool {
    let today = date(today);
    let settings = ledger.settings(&Settings::default(), request, Wording::default(), today);
    let assessment = crate::judge::ENGINE.assess(request, &Record::default(), &settings);
    ledger.note(request, &assessment, &deed, typed, today)
}

const ACCEPT: Deed = Deed::Decide { decision: Decision::Accepted };
const BAD: Deed = Deed::Feel { feeling: Feeling::Bad };

#[test]
fn a_bad_experience_is_remembered_at_the_next_message() {
    let mut ledger = Ledger::default();
    let first = request("Ann Fox", "https://www.example.com/in/ann-fox/?x=1", "Shall we connect?");
    assert!(does(&mut ledger, &first, BAD, "", "2026-11-01"));
    assert!(does(&mut ledger, &first, Deed::Whose, " Casey  Ray ", "2026-11-01"));
    let next = request("Ann Fox (she/her)", "http://example.com/in/Ann-Fox", "One more thing!");
    let facts = ledger.facts(&next, Wording::default(), date("2026-11-20"));
    assert_eq!(facts.trouble, "Casey Ray had a bad experience with them, as you noted 2 weeks ago.");
    let settings = ledger.settings(&Settings::default(), &next, Wording::default(), date("2026-11-20"));
    let found = crate::assess(&next, &Record::default(), &settings);
    let flag = found.flags.iter().find(|flag| flag.id == Flag::PastTrouble).expect("trouble is a flag");
    assert_eq!(flag.why, facts.trouble);
    assert_eq!(found.advice, Advice::Decline);
    // Pressed again, it is taken back, and nothing is left of a person of whom nothing is noted.
    assert!(does(&mut ledger, &first, BAD, "", "2026-11-21"));
    assert_eq!(ledger, Ledger::default());
}

#[test]
fn a_name_alone_must_be_the_name_of_one_person() {
    let mut ledger = Ledger::default();
    does(&mut ledger, &request("Ann Fox", "example.com/a", "x"), BAD, "", "2026-11-01");
    assert!(ledger.person(&request("ann  FOX", "", "").sender).is_some());
    assert!(ledger.person(&request("Ann Fox", "example.com/b", "").sender).is_none());
    does(&mut ledger, &request("Ann Fox", "example.com/b", "x"), ACCEPT, "", "2026-11-01");
    assert!(ledger.person(&request("Ann Fox", "", "").sender).is_none());
    // Who was first met by name only gets the profile that comes with it later.
    does(&mut ledger, &request("Bo Li", "", "x"), BAD, "", "2026-11-01");
    does(&mut ledger, &request("Bo Li", "example.com/bo", "y"), ACCEPT, "", "2026-11-02");
    let bo = ledger.person(&request("Bo Li", "example.com/bo", "").sender).expect("the same person");
    assert_eq!((bo.requests.len(), bo.experience.is_some()), (1, true));
}

#[test]
fn a_handle_that_was_kept_without_its_site_is_found_and_given_it() {
    let mut ledger = Ledger::default();
    does(&mut ledger, &request("Sam Porter", "@sam", "x"), BAD, "", "2026-11-01");
    assert!(ledger.person(&request("Somebody Else", "facebook.com/sam", "").sender).is_none());
    let again = request("Sam Porter", "x.com/sam", "y");
    assert!(does(&mut ledger, &again, ACCEPT, "", "2026-11-02"));
    assert_eq!((ledger.people.len(), ledger.people[0].profile.as_str()), (1, "x.com/sam"));
    assert!(ledger.person(&request("Sam Porter", "facebook.com/sam", "").sender).is_none());
}

#[test]
fn nothing_is_noted_of_nobody() {
    let mut ledger = Ledger::default();
    assert!(!does(&mut ledger, &request("", "", "Hi"), ACCEPT, "", "2026-11-01"));
    assert_eq!(ledger, Ledger::default());
}

#[test]
fn a_decision_can_be_changed_and_taken_back() {
    let mut ledger = Ledger::default();
    let asked = request("Ann Fox", "", "Shall we connect?");
    does(&mut ledger, &asked, Deed::Decide { decision: Decision::AskedFirst }, "", "2026-11-01");
    assert_eq!(ledger.waiting().len(), 1);
    does(&mut ledger, &asked, ACCEPT, "", "2026-11-03");
    assert_eq!((ledger.people[0].requests.len(), ledger.waiting().len()), (1, 0));
    assert_eq!(ledger.accepted_this_week(date("2026-11-09")), 1);
    assert_eq!(ledger.accepted_this_week(date("2026-11-10")), 0);
    does(&mut ledger, &asked, ACCEPT, "", "2026-11-03");
    assert_eq!(ledger, Ledger::default());
}

#[test]
fn over_capacity_comes_from_what_was_accepted() {
    let mut ledger = Ledger::default();
    for name in ["Ann Fox", "Bo Li", "Cy Orr"] {
        does(&mut ledger, &request(name, "", "Hello!"), ACCEPT, "", "2026-11-28");
    }
    let next = request("Di Ames", "", "Your talk on sourdough helped me; I'd like to follow your work.");
    let capacity = Settings { capacity_per_week: 3, ..Settings::default() };
    let flags = |ledger: &Ledger, today: &str| -> Vec<Flag> {
        let settings = ledger.settings(&capacity, &next, Wording::default(), date(today));
        crate::assess(&next, &Record::default(), &settings).flags.iter().map(|flag| flag.id).collect()
    };
    assert!(flags(&ledger, "2026-11-30").contains(&Flag::OverCapacity));
    assert!(!flags(&ledger, "2026-12-30").contains(&Flag::OverCapacity));
    // Promises that were not kept count as well.
    for name in ["Ann Fox", "Bo Li", "Cy Orr"] {
        does(&mut ledger, &request(name, "", "Hello!"), Deed::Back { when: Back::Week }, "", "2026-11-28");
    }
    assert!(flags(&ledger, "2026-12-30").contains(&Flag::OverCapacity));
}

#[test]
fn what_is_due_comes_in_order() {
    let mut ledger = Ledger::default();
    let on = |ledger: &mut Ledger, name: &str, typed: &str| {
        does(ledger, &request(name, "", "Hello!"), Deed::Back { when: Back::On }, typed, "2026-11-01")
    };
    on(&mut ledger, "Ann Fox", "2026-11-20");
    on(&mut ledger, "Bo Li", "2026-11-10");
    on(&mut ledger, "Cy Orr", "2026-12-24");
    assert!(!on(&mut ledger, "Di Ames", "2026-02-31"));
    let names = |people: Vec<&Person>| people.iter().map(|person| person.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(ledger.due(date("2026-11-20"))), ["Bo Li", "Ann Fox"]);
    assert_eq!(names(ledger.later(date("2026-11-20"))), ["Cy Orr"]);
    ledger.put_off("Bo Li", date("2027-01-02"));
    ledger.done("Ann Fox");
    assert_eq!(names(ledger.due(date("2026-11-20"))), Vec::<String>::new());
    assert_eq!(names(ledger.later(date("2026-11-20"))), ["Cy Orr", "Bo Li"]);
}

#[test]
fn how_it_turned_out_is_asked_rarely_and_once() {
    let mut ledger = Ledger::default();
    for (name, day) in [("Ann Fox", "2026-11-01"), ("Bo Li", "2026-11-02")] {
        does(&mut ledger, &request(name, "", "Let's connect to grow our networks!"), ACCEPT, "", day);
    }
    assert_eq!(ledger.to_ask(date("2026-11-14")), None);
    let (key, id) = ledger.to_ask(date("2026-11-15")).map(|(p, a)| (p.key().to_owned(), a.id.clone())).expect("ripe");
    assert_eq!(key, "Ann Fox");
    ledger.turned_out(&key, &id, Outcome::Wrong, date("2026-11-15"));
    assert!(ledger.learned.voices.values().all(|tally| tally.right + tally.wrong == 1));
    assert!(!ledger.learned.voices.is_empty());
    assert_eq!(ledger.to_ask(date("2026-11-20")), None);
    assert_eq!(ledger.to_ask(date("2026-11-22")).map(|(person, _)| person.name.as_str()), Some("Bo Li"));
    let learned = ledger.learned.clone();
    ledger.turned_out(&key, &id, Outcome::Right, date("2026-11-22"));
    assert_eq!(ledger.learned, learned);
}

#[test]
fn what_an_older_program_wrote_is_understood() {
    let old = r#"{"people":[{"name":"Ann Fox","requests":[]}]}"#;
    let read: Ledger = serde_json::from_str(old).expect("missing parts are empty");
    assert_eq!(read.version, VERSION);
    assert_eq!(read.people[0].name, "Ann Fox");
}

fn deeds() -> impl Strategy<Value = Deed> {
    prop_oneof![
        (0..4usize).prop_map(|at| Deed::Decide { decision: Decision::ALL[at] }),
        Just(Deed::Note),
        Just(Deed::Whose),
        any::<bool>().prop_map(|bad| Deed::Feel { feeling: if bad { Feeling::Bad } else { Feeling::Good } }),
        prop_oneof![Just(Back::Week), Just(Back::Month), Just(Back::On), Just(Back::Never)]
            .prop_map(|when| Deed::Back { when }),
        ("[a-z]{1,6}", any::<bool>()).prop_map(|(question, yes)| Deed::Answer { question, yes }),
    ]
}

proptest! {
    #[test]
    fn whatever_is_done_comes_back_from_storage(
        done in proptest::collection::vec((deeds(), 0..3usize, "[a-z0-9-]{0,12}", "\\PC{0,20}"), 0..30)
    ) {
        let mut ledger = Ledger::default();
        let people = [request("Ann Fox", "", "a"), request("Bo Li", "x.org/bo", "b"), request("", "x.org/c", "c")];
        let assessment = crate::judge::ENGINE.assess(&people[0], &Record::default(), &Settings::default());
        for (deed, who, day, typed) in done {
            let before = ledger.clone();
            let typed = if matches!(deed, Deed::Back { .. }) { day } else { typed };
            let changed = ledger.note(&people[who], &assessment, &deed, &typed, date("2026-11-30"));
            // Only the one whom it concerns has changed, and only if it says so.
            prop_assert!(changed || ledger == before);
            for (at, other) in people.iter().enumerate().filter(|(at, _)| *at != who) {
                prop_assert_eq!(before.person(&other.sender), ledger.person(&other.sender), "{}", at);
            }
            // The same deed once more takes back what can be taken back.
            if matches!(deed, Deed::Feel { .. } | Deed::Answer { .. }) {
                let mut twice = ledger.clone();
                twice.note(&people[who], &assessment, &deed, &typed, date("2026-11-30"));
                twice.note(&people[who], &assessment, &deed, &typed, date("2026-11-30"));
                prop_assert_eq!(twice.facts(&people[who], Wording::default(), date("2026-11-30")).answers,
                    ledger.facts(&people[who], Wording::default(), date("2026-11-30")).answers);
            }
        }
        let stored = serde_json::to_string(&ledger).expect("a ledger is plain data");
        prop_assert_eq!(serde_json::from_str::<Ledger>(&stored).expect("what was written can be read"), ledger);
    }
}
