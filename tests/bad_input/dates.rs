//! Days that no calendar has, and clocks that are years off.

use demur::ledger::{Decision, Deed, Feeling, Ledger};
use demur::record::{Connection, Education, Exchange, PartialDate, Position};
use demur::request::Sender;
use demur::settings::Event;
use demur::{Record, Request, Settings, assess};
use serde_json::json;

const YEARS: [u16; 14] = [0, 1, 99, 1582, 1899, 1969, 1970, 2000, 2026, 2038, 2100, 9998, 9999, u16::MAX];

fn days() -> Vec<PartialDate> {
    let day = |year| {
        [(0, 0), (1, 1), (2, 29), (2, 31), (12, 31), (13, 1), (255, 255)].map(|(month, day)| PartialDate {
            year,
            month,
            day,
        })
    };
    YEARS.into_iter().flat_map(day).collect()
}

#[test]
fn any_day_from_the_year_0_on_is_judged_calmly() {
    let text = "Hi Sam, we worked together at Initech from 0000 to 9999, and met on 31 February 12026 at 25:61.";
    let request = Request { text: text.to_owned(), ..Request::default() };
    for day in days() {
        for today in [day, PartialDate { year: 2026, month: 11, day: 30 }] {
            let record = Record {
                positions: vec![Position { company: "Initech".into(), from: day, to: today, ..Position::default() }],
                education: vec![Education { school: "Initech".into(), from: today, to: day, ..Education::default() }],
                connections: vec![Connection { name: "Dana".into(), connected: day, ..Connection::default() }],
                exchanges: vec![Exchange { name: "Dana".into(), first: day, last: today, ..Exchange::default() }],
                imported: day,
                ..Record::default()
            };
            let settings = Settings {
                today,
                break_until: day,
                events: vec![Event { name: "Fair".into(), date: day }],
                ..Settings::default()
            };
            assert!(!assess(&request, &record, &settings).replies.is_empty(), "{day:?}, today {today:?}");
        }
    }
}

#[test]
fn any_day_in_the_ledger_is_read_calmly_and_kept() {
    for day in ["0000-00-00", "0001-01-01", "1969-12-31", "2026-02-31", "9999-12-31", "10000-01-01", "-1-1-1", "now"] {
        for year in YEARS {
            let stored = json!({ "people": [
                { "name": "Dana", "note": "kind", "back": day },
                { "name": "Bo", "note": "quick", "back": year },
            ] });
            let mut ledger: Ledger = serde_json::from_value(stored).expect("a ledger");
            for today in days() {
                let due = ledger.due(today).len() + ledger.later(today).len();
                assert!(due <= 2);
            }
            ledger.done("no such person");
            let notes: Vec<&str> = ledger.people.iter().map(|person| person.note.as_str()).collect();
            assert_eq!(notes, ["kind", "quick"], "{day}, {year}");
        }
    }
}

/// The days that a clock tells which is set wrong, is mended, and travels over the date line.
const JUMPS: [&str; 9] = [
    "2026-11-30",
    "2026-12-01",
    "2026-11-30",
    "2099-01-01",
    "2026-11-30",
    "1970-01-01",
    "2000-02-29",
    "9999-12-31",
    "2026-12-02",
];

#[test]
fn a_clock_that_jumps_loses_nothing() {
    let request = |n: usize| Request {
        sender: Sender { name: "Dana".into(), profile: "in/dana".into(), ..Sender::default() },
        text: format!("Could we have a call about job {n}?"),
        ..Request::default()
    };
    let settings = |today: &str| Settings {
        today: PartialDate::parse(today),
        break_until: PartialDate::parse("2027-01-31"),
        ..Settings::default()
    };
    let mut ledger = Ledger::default();
    for (n, day) in JUMPS.into_iter().enumerate() {
        let settings = settings(day);
        let judged = assess(&request(n), &Record::default(), &settings);
        let mut tell = |deed: Deed, typed: &str| ledger.note(&request(n), &judged, &deed, typed, settings.today);
        assert!(tell(Deed::Note, &format!("note {n}")), "{day}");
        assert!(tell(Deed::Decide { decision: Decision::ALL[0] }, ""), "{day}");
        if n == 0 {
            assert!(tell(Deed::Feel { feeling: Feeling::Good }, ""));
            ledger.people[0].back = PartialDate::parse("2026-12-01");
        }
        let person = &ledger.people[0];
        assert_eq!((ledger.people.len(), person.requests.len(), person.note.clone()), (1, n + 1, format!("note {n}")));
        assert!(person.experience.is_some(), "{day}");
        // What is due, and whether a break goes on, is what the clock says, and nothing is forgotten for it.
        let due = (ledger.due(settings.today).len(), ledger.later(settings.today).len());
        assert_eq!(due, if day < "2026-12-01" { (0, 1) } else { (1, 0) }, "{day}");
        let resting = judged.flags.iter().any(|flagged| flagged.id.id() == "on-break");
        assert_eq!(resting, day <= "2027-01-31", "{day}");
    }
}
