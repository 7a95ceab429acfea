use std::cell::{Cell, RefCell};
use std::task::{Context, Poll, Waker};

use serde_json::json;

use super::*;
use crate::judge::answer::Waiting;
use crate::ledger::Ledger;
use crate::settings::{OwnReply, Settings, Tone};
use crate::store::{BACKLOG, LEDGER, RECORD, WAITING, erased};
use crate::{Advice, Record};

/// How storage goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// One write is refused, those after it are not.
    Once,
    /// No write goes through any more, as on a full disk; removing does.
    Full,
    /// The program is stopped: nothing at all goes through any more.
    Killed,
    /// The program is stopped after the write was made and before it heard so.
    KilledAfter,
    /// The synchronised area refuses whatever is written or taken away; the local one is well.
    NoSync,
}

const FAULTS: [Fault; 5] = [Fault::Once, Fault::Full, Fault::Killed, Fault::KilledAfter, Fault::NoSync];

/// Two areas in memory, of which the writes go wrong from the one with that number on.
struct Failing {
    local: RefCell<Area>,
    sync: RefCell<Area>,
    fault: Fault,
    from: usize,
    writes: Cell<usize>,
}

impl Failing {
    fn new((local, sync): (Area, Area), fault: Fault, from: usize) -> Self {
        Self { local: local.into(), sync: sync.into(), fault, from, writes: Cell::new(0) }
    }

    fn well(areas: (Area, Area)) -> Self {
        Self::new(areas, Fault::Once, usize::MAX)
    }

    /// What is left for a program that is started anew.
    fn left(&self) -> (Area, Area) {
        (self.local.borrow().clone(), self.sync.borrow().clone())
    }

    fn is_dead(&self) -> bool {
        matches!(self.fault, Fault::Killed | Fault::KilledAfter) && self.writes.get() > self.from
    }

    fn write(&self, removes: bool, syncs: bool, go: impl FnOnce()) -> Result<(), Fault> {
        let at = self.writes.get();
        self.writes.set(at + 1);
        let refused = match self.fault {
            Fault::Once => at == self.from,
            Fault::Full => at >= self.from && !removes,
            Fault::Killed => at >= self.from,
            Fault::KilledAfter => at > self.from,
            Fault::NoSync => at >= self.from && syncs,
        };
        if refused {
            return Err(self.fault);
        }
        go();
        if self.fault == Fault::KilledAfter && at == self.from { Err(self.fault) } else { Ok(()) }
    }
}

impl Areas for Failing {
    type Error = Fault;

    async fn local(&self, keys: Option<&[&str]>) -> Result<Area, Fault> {
        if self.is_dead() {
            return Err(self.fault);
        }
        let all = self.local.borrow();
        let wanted = |key: &String| keys.is_none_or(|keys| keys.contains(&key.as_str()));
        Ok(all.iter().filter(|(key, _)| wanted(key)).map(|(key, value)| (key.clone(), value.clone())).collect())
    }

    async fn set_local(&self, values: Area) -> Result<(), Fault> {
        self.write(false, false, || self.local.borrow_mut().extend(values))
    }

    async fn remove_local(&self, keys: &[String]) -> Result<(), Fault> {
        self.write(true, false, || self.local.borrow_mut().retain(|key, _| !keys.contains(key)))
    }

    async fn sync(&self) -> Result<Area, Fault> {
        if self.is_dead() { Err(self.fault) } else { Ok(self.sync.borrow().clone()) }
    }

    async fn set_sync(&self, values: Area) -> Result<(), Fault> {
        self.write(false, true, || self.sync.borrow_mut().extend(values))
    }

    async fn remove_sync(&self, keys: &[String]) -> Result<(), Fault> {
        self.write(true, true, || self.sync.borrow_mut().retain(|key, _| !keys.contains(key)))
    }

    async fn preset(&self) -> Preset {
        Preset::default()
    }
}

/// Runs what never waits.
fn now<T>(work: impl Future<Output = T>) -> T {
    match std::pin::pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("memory waits for nobody"),
    }
}

fn own(name: &str, text: &str) -> OwnReply {
    OwnReply { name: name.into(), asks: Vec::new(), stance: Advice::Decline, tone: Tone::Plain, text: text.into() }
}

/// Everything that lasts, as a program understands it.
#[derive(Debug, Clone, PartialEq)]
struct All {
    settings: Settings,
    record: Record,
    ledger: Ledger,
    waiting: Vec<Waiting>,
}

fn all(areas: &Failing) -> All {
    All {
        settings: now(load(areas, SETTINGS)).unwrap(),
        record: now(load(areas, RECORD)).unwrap(),
        ledger: now(load(areas, LEDGER)).unwrap(),
        waiting: now(load(areas, WAITING)).unwrap(),
    }
}

/// Something of every kind: short and long settings, own replies, people, a record.
fn lived() -> (Area, Area) {
    let areas = Failing::well((Area::new(), Area::new()));
    let settings = |settings: &mut Settings| {
        settings.name = "Sam Porter".into();
        settings.resources = vec!["x".repeat(9_000)];
        settings.own_replies = vec![own("no", "No, thank you."), own("long", &"y".repeat(9_000))];
    };
    now(update(&areas, SETTINGS, settings)).unwrap();
    now(update(&areas, RECORD, |record: &mut Record| record.name = "Sam Porter".into())).unwrap();
    let person = json!({ "people": [{ "name": "Dana", "profile": "in/dana", "note": "kind" }] });
    now(update(&areas, LEDGER, |ledger: &mut Ledger| *ledger = serde_json::from_value(person).unwrap())).unwrap();
    areas.left()
}

/// A change that the person makes, by what it is.
type Deed = (&'static str, fn(&Failing) -> Result<(), Trouble<Fault>>);

const DEEDS: [Deed; 7] = [
    ("a note", |areas| {
        now(update(areas, LEDGER, |ledger: &mut Ledger| ledger.people[0].note = "kind, and quick".into()))
    }),
    ("a field of the record", |areas| {
        now(update(areas, RECORD, |record: &mut Record| record.headline = "Buyer of fish".into()))
    }),
    ("a question", |areas| {
        now(update(areas, WAITING, |waiting: &mut Vec<Waiting>| *waiting = vec![Waiting::default()]))
    }),
    ("a setting", |areas| {
        now(update(areas, SETTINGS, |settings: &mut Settings| settings.policy = "Only people I have met.".into()))
    }),
    ("a setting taken back", |areas| now(update(areas, SETTINGS, |settings: &mut Settings| settings.name.clear()))),
    ("a long setting made short", |areas| {
        now(update(areas, SETTINGS, |settings: &mut Settings| settings.resources = vec!["a guide".into()]))
    }),
    ("every own reply deleted and long settings gone", |areas| {
        let clear = |settings: &mut Settings| {
            settings.own_replies.clear();
            settings.resources.clear();
        };
        now(update(areas, SETTINGS, clear))
    }),
];

/// Every change, with every fault, at every write: what is there afterwards is what was there before or what was
/// meant, never a mixture, and it can be read; what was said to be kept is; and the next try goes through.
#[test]
fn whatever_fails_at_any_write_nothing_is_lost() {
    for (what, deed) in DEEDS {
        let well = Failing::well(lived());
        let before = all(&well);
        deed(&well).unwrap();
        let (after, writes) = (all(&well), well.writes.get());
        assert!(before != after, "{what}");
        for fault in FAULTS {
            for from in 0..=writes {
                let told = format!("{what}, {fault:?} from write {from}");
                let failing = Failing::new(lived(), fault, from);
                let done = deed(&failing);
                if !failing.is_dead() {
                    let found = all(&failing);
                    assert!(found == before || found == after, "{told}: a mixture while it lasts");
                    assert_eq!(found == after, done.is_ok(), "{told}: said to be kept and not, or the other way");
                }
                // Started anew, when all is well again.
                let again = Failing::well(failing.left());
                let found = all(&again);
                assert!(found == before || found == after, "{told}: a mixture");
                if done.is_ok() {
                    assert!(found == after, "{told}: said to be kept");
                }
                deed(&again).unwrap();
                assert!(all(&again) == after, "{told}: the next try");
                assert!(!again.left().0.contains_key(JOURNAL), "{told}: nothing is under way any more");
                // What the synchronised area refused is there, as soon as it is offered again.
                assert!(all(&Failing::well(again.left())) == after, "{told}: and it lasts");
            }
        }
    }
}

/// A browser without a synchronised area keeps all settings, over any number of changes.
#[test]
fn without_synchronising_every_change_is_kept() {
    let areas = Failing::new((Area::new(), Area::new()), Fault::NoSync, 0);
    for (n, policy) in ["", "one", "two", "", "three"].into_iter().enumerate() {
        let change = |settings: &mut Settings| {
            settings.policy = policy.into();
            settings.own_replies = (0..n % 3).map(|n| own(&n.to_string(), policy)).collect();
        };
        now(update(&areas, SETTINGS, change)).unwrap();
        let mut expected = Settings::default();
        change(&mut expected);
        assert_eq!(all(&areas).settings, expected, "change {n}");
    }
    assert!(areas.left().1.is_empty());
}

/// Erasing needs no room, and is finished whatever stops it, once it has begun.
#[test]
fn all_can_be_erased_even_where_no_room_is_left() {
    let full = Failing::new(lived(), Fault::Full, 0);
    let change = |areas: &Failing| {
        let (local, sync) = now(everything(areas)).unwrap();
        erased(&local, &sync)
    };
    now(write(&full, change(&full))).unwrap();
    assert_eq!(full.left(), (Area::new(), Area::new()));
    for fault in [Fault::Killed, Fault::KilledAfter] {
        for from in 1..4 {
            let dying = Failing::new(lived(), fault, from);
            let _ = now(write(&dying, change(&dying)));
            let again = Failing::well(dying.left());
            now(settle(&again)).unwrap();
            assert_eq!(again.left(), (Area::new(), Area::new()), "{fault:?} from write {from}");
        }
    }
}

/// An older layout, brought to this one while writes fail, is this one or the older one, and reads the same.
#[test]
fn a_migration_that_fails_anywhere_loses_nothing() {
    let old: Area = serde_json::from_str(include_str!("../old/0.json")).unwrap();
    let well = Failing::well((old.clone(), Area::new()));
    now(settle(&well)).unwrap();
    let expected = all(&well);
    assert_ne!(expected.settings, Settings::default());
    for fault in FAULTS {
        for from in 0..=well.writes.get() {
            let failing = Failing::new((old.clone(), Area::new()), fault, from);
            let _ = now(settle(&failing));
            if !failing.is_dead() {
                assert_eq!(all(&failing), expected, "{fault:?} from write {from}");
            }
            let again = Failing::well(failing.left());
            assert_eq!(all(&again), expected, "{fault:?} from write {from}: before it is brought over");
            now(settle(&again)).unwrap();
            assert_eq!(all(&again), expected, "{fault:?} from write {from}");
        }
    }
}

/// Whatever is damaged is set aside with the next change of its key; where that fails it stays where it is.
#[test]
fn what_is_damaged_is_never_dropped() {
    let damaged = json!({ "people": [{ "name": "Dana" }, { "name": 7 }, "x"], "weights": 3 });
    for fault in FAULTS {
        for from in 0..3 {
            let local = Area::from_iter([(SCHEMA.to_owned(), 1.into()), (LEDGER.to_owned(), damaged.clone())]);
            let failing = Failing::new((local, Area::new()), fault, from);
            let change = |ledger: &mut Ledger| ledger.people[0].note = "kind".into();
            let _ = now(update(&failing, LEDGER, change));
            let (local, _) = failing.left();
            let kept = local.get(ASIDE).map_or(local[LEDGER].to_string(), Value::to_string);
            assert!(kept.contains("{\"name\":7}") && kept.contains('x'), "{fault:?} from write {from}: {kept}");
        }
    }
}

/// Storage that a newer program has written is neither read nor touched, and the reason is told.
#[test]
fn a_newer_layout_is_told_and_not_touched() {
    for schema in [json!(2), json!(99), json!(u64::MAX)] {
        let local = Area::from_iter([(SCHEMA.to_owned(), schema.clone()), (BACKLOG.to_owned(), json!([1]))]);
        let areas = Failing::well((local, Area::new()));
        let before = areas.left();
        let number = schema.as_u64().unwrap();
        assert_eq!(now(load::<_, Record>(&areas, RECORD)), Err(Trouble::Newer(number)));
        let change = |record: &mut Record| record.name = "Sam".into();
        assert_eq!(now(update(&areas, RECORD, change)), Err(Trouble::Newer(number)));
        assert_eq!(now(everything(&areas)), Err(Trouble::Newer(number)));
        assert_eq!(areas.left(), before);
    }
}
