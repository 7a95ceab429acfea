//! Fingerprints of messages: whether the same wording has come before, told by hashes alone.
//!
//! A message is cut into runs of four words; names, numbers, addresses and whatever else is filled in by slot are one
//! mark each. Of all runs, [`SIZE`] independent hash functions keep a byte of the smallest value each, so the share
//! of equal bytes in two prints is about the share of runs that two messages have in common.

use serde::{Deserialize, Serialize};

use super::day;
use crate::facts::Wording;
use crate::record::PartialDate;
use crate::request::Request;
use crate::say;
use crate::text::fold;

/// Bytes of a print.
pub const SIZE: usize = 64;

/// Words in a run.
const RUN: usize = 4;

/// Fewest runs that tell one text from another: shorter ones are said alike by everybody.
const LEAST: usize = 9;

/// Equal bytes from which two messages count as one wording. Of three million pairs of the labelled messages none has
/// more than 18.
const SAME: usize = 22;

/// Days over which wordings are counted.
const SPAN: i32 = 61;

/// Days after which a print is dropped.
const LASTS: i32 = 366;

/// Later days on which messages must have been seen before a print is dropped for its age: a clock that is wrong for
/// an hour drops nothing.
const SEEN_ON: usize = 3;

/// Prints that are taken on one day: a page that makes up messages shall not drive out those of a year.
const A_DAY: usize = 500;

/// Prints that are kept: the newest.
const KEPT: usize = 3000;

/// What is kept of one message. Neither words nor names can be got back from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Print {
    /// The fingerprint in hexadecimal digits.
    pub print: String,
    /// A hash of who sent it.
    pub sender: String,
    /// The day it was first seen.
    pub on: PartialDate,
}

/// The prints of messages seen before, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Prints(pub Vec<Print>);

impl Prints {
    /// How often the wording of a request has come in the last two months, this time included.
    pub fn wording(&self, request: &Request, today: PartialDate) -> Wording {
        let Some(print) = print(request) else { return Wording::default() };
        let sender = sender(request);
        let recent = |known: &&Print| day::between(known.on, today).is_some_and(|days| (0..=SPAN).contains(&days));
        let same: Vec<&Print> = self.0.iter().filter(recent).filter(|known| is_same(&known.print, &print)).collect();
        let own = same.iter().any(|known| known.sender == sender && known.print == hex(&print));
        let mut senders: Vec<&str> = same.iter().map(|known| known.sender.as_str()).chain([sender.as_str()]).collect();
        senders.sort_unstable();
        senders.dedup();
        let count = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        Wording { messages: count(same.len() + usize::from(!own)), senders: count(senders.len()) }
    }

    /// Whether the print of a request is one to keep: long enough, not kept yet, and not one of too many of this day.
    pub fn is_new(&self, request: &Request, today: PartialDate) -> bool {
        if self.0.iter().filter(|known| known.on == today).count() >= A_DAY {
            return false;
        }
        let sender = sender(request);
        let print = print(request).map(|print| hex(&print));
        print.is_some_and(|print| !self.0.iter().any(|known| known.print == print && known.sender == sender))
    }

    /// Keeps the print of a request. Returns whether it was new.
    pub fn keep(&mut self, request: &Request, today: PartialDate) -> bool {
        let Some(print) = print(request).map(|print| hex(&print)).filter(|_| self.is_new(request, today)) else {
            return false;
        };
        let sender = sender(request);
        self.0.push(Print { print, sender, on: today });
        let mut days: Vec<PartialDate> = self.0.iter().map(|known| known.on).filter(|on| *on <= today).collect();
        days.sort_unstable();
        days.dedup();
        // The earliest of the last days on which messages were seen.
        if let Some(now) = days.len().checked_sub(SEEN_ON).and_then(|at| days.get(at)) {
            self.0.retain(|known| day::between(known.on, *now).is_some_and(|days| days <= LASTS));
        }
        let surplus = self.0.len().saturating_sub(KEPT);
        self.0.drain(..surplus);
        true
    }
}

/// A line about a wording that has come before; `None` where it has not.
pub fn line(wording: Wording) -> Option<String> {
    if !wording.is_template() {
        return None;
    }
    let senders = match wording.senders {
        2 => say!("two").to_owned(),
        3 => say!("three").to_owned(),
        4 => say!("four").to_owned(),
        some => some.to_string(),
    };
    let nth = match wording.messages {
        2 => say!("Second"),
        3 => say!("Third"),
        4 => say!("Fourth"),
        5 => say!("Fifth"),
        6 => say!("Sixth"),
        7 => say!("Seventh"),
        8 => say!("Eighth"),
        9 => say!("Ninth"),
        10 => say!("Tenth"),
        many => {
            let line = say!(
                "Number {many} of the messages with this wording in two months, from {senders} senders.",
                many = many,
                senders = senders
            );
            return Some(line);
        }
    };
    Some(say!("{nth} message with this wording in two months, from {senders} senders.", nth = nth, senders = senders))
}

/// The fingerprint of a message; `None` for one too short to tell.
pub fn print(request: &Request) -> Option<[u8; SIZE]> {
    let words = words(request);
    let runs: Vec<u64> =
        words.windows(RUN).map(|run| run.iter().fold(SEED, |value, word| mixed(value ^ word))).collect();
    if runs.len() < LEAST {
        return None;
    }
    let mut print = [0; SIZE];
    for (at, byte) in (0u64..).zip(&mut print) {
        let seed = mixed(SEED.wrapping_mul(at + 1));
        let least = runs.iter().map(|run| mixed(run ^ seed)).min().unwrap_or_default();
        *byte = (least & 0xff) as u8;
    }
    Some(print)
}

/// How many bytes of two prints are equal.
pub fn alike(one: &[u8; SIZE], other: &[u8; SIZE]) -> usize {
    one.iter().zip(other).filter(|(one, other)| one == other).count()
}

fn is_same(known: &str, print: &[u8; SIZE]) -> bool {
    unhex(known).is_some_and(|known| alike(&known, print) >= SAME)
}

/// Hashes of the words of a message, with one mark for each stretch that is filled in.
fn words(request: &Request) -> Vec<u64> {
    let names = [&request.sender.name, &request.recipient.name];
    let names: Vec<String> =
        names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric())).map(fold).collect();
    let mut out: Vec<u64> = Vec::new();
    let mut starts = true;
    for shown in request.text.split_whitespace() {
        let bare = shown.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            continue;
        }
        let word = fold(bare);
        let first = bare.chars().next();
        let proper = !starts && first.is_some_and(char::is_uppercase) && word != "i" && !word.starts_with("i'");
        let filled = proper
            || names
                .iter()
                .any(|name| !name.is_empty() && word.split(|c: char| !c.is_alphanumeric()).any(|part| part == name))
            || word.contains(|c: char| c.is_ascii_digit())
            || word.contains(['@', '/', '{', '}', '[', ']']);
        let hash = if filled { FILLED } else { hashed(&word) };
        if hash != FILLED || out.last() != Some(&FILLED) {
            out.push(hash);
        }
        starts = shown.ends_with(['.', '!', '?', ':', '…']) || (starts && filled);
    }
    out
}

/// Who sent it, by name: one place of a site shows another address of the same person than the next, such as an
/// invitation and the conversation that follows.
fn sender(request: &Request) -> String {
    let name = super::name_key(&request.sender.name);
    let who = if name.is_empty() { crate::record::profile_key(&request.sender.profile) } else { name };
    format!("{:016x}", mixed(hashed(&who)))
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;
const FILLED: u64 = 1;

fn hashed(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |value, byte| (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// Spreads every bit over all others (the finaliser of SplitMix64).
fn mixed(value: u64) -> u64 {
    let value = value.wrapping_add(SEED);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

fn hex(print: &[u8; SIZE]) -> String {
    print.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<[u8; SIZE]> {
    if text.len() != 2 * SIZE || !text.is_ascii() {
        return None;
    }
    let mut print = [0; SIZE];
    for (at, byte) in print.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(print)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn request(from: &str, to: &str, text: &str) -> Request {
        let mut request = Request { text: text.to_owned(), ..Request::default() };
        request.sender.name = from.to_owned();
        request.recipient.name = to.to_owned();
        request
    }

    fn filled(name: &str, company: &str, count: u32) -> String {
        format!(
            "Hi {name}, I came across {company} and was impressed by what you are building there. We help teams like \
             yours cut onboarding time, and {count} companies already rely on us. Would you be open to a short call \
             next week to see whether it fits?"
        )
    }

    /// Every message of the cases that is long enough, by its file and line.
    fn cases() -> Vec<(String, [u8; SIZE])> {
        let mut all = Vec::new();
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
        let mut files: Vec<_> =
            std::fs::read_dir(folder).expect("the cases").flatten().map(|file| file.path()).collect();
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|end| end == "jsonl")) {
            for line in std::fs::read_to_string(file).expect("a file of cases").lines() {
                let case: crate::case::Case = serde_json::from_str(line).expect("a case");
                all.extend(print(&case.request).map(|print| (format!("{}", case.id), print)));
            }
        }
        all
    }

    #[test]
    fn another_name_and_another_company_are_the_same_wording() {
        let one = request("Ann Fox", "Sam Porter", &filled("Sam", "Corvane Labs", 40));
        let other = request("Bo Li", "Sam Porter", &filled("Samuel", "Tidewater", 512));
        let third = request("Cy Orr", "Sam Porter", &filled("Mr. Porter", "the team at Nordlicht GmbH", 3));
        let mut prints = Prints::default();
        let today = PartialDate::parse("2026-11-30");
        for (sent, day) in [(&one, "2026-10-05"), (&other, "2026-11-02"), (&third, "2026-11-30")] {
            assert!(prints.keep(sent, PartialDate::parse(day)));
            assert!(!prints.keep(sent, PartialDate::parse(day)), "kept twice");
        }
        let wording = prints.wording(&third, today);
        assert_eq!((wording.messages, wording.senders), (3, 3));
        assert_eq!(
            line(wording).as_deref(),
            Some("Third message with this wording in two months, from three senders.")
        );
        // What came longer ago no longer counts, and one sender alone makes no template.
        assert_eq!(prints.wording(&third, PartialDate::parse("2026-12-20")).messages, 2);
        assert_eq!(line(prints.wording(&third, PartialDate::parse("2027-03-20"))), None);
    }

    #[test]
    fn one_sender_who_is_shown_with_two_addresses_is_one_sender() {
        let mut invitation = request("Ann Fox", "Sam Porter", &filled("Sam", "Corvane Labs", 40));
        let mut conversation = invitation.clone();
        invitation.sender.profile = "/in/ann-fox".to_owned();
        conversation.sender.profile = "/in/ACoAAB12345".to_owned();
        let mut prints = Prints::default();
        let today = PartialDate::parse("2026-11-30");
        assert!(prints.keep(&invitation, today) && !prints.keep(&conversation, today));
        assert_eq!(line(prints.wording(&conversation, today)), None);
    }

    #[test]
    fn a_clock_that_is_wrong_for_a_while_drops_nothing() {
        let mut prints = Prints::default();
        let mut keep = |n: usize, day: &str| {
            let other = request(&format!("A {n}"), "Sam Porter", &filled("Sam", "Corvane Labs", 40));
            assert!(prints.keep(&other, PartialDate::parse(day)), "{n} on {day}");
            prints.0.len()
        };
        assert_eq!(keep(1, "2026-11-28"), 1);
        assert_eq!(keep(2, "2039-01-19"), 2, "forwards");
        assert_eq!(keep(3, "2039-01-19"), 3, "and again on the same day");
        assert_eq!(keep(4, "1970-01-01"), 4, "backwards");
        assert_eq!(keep(5, "2026-11-30"), 5);
        // Only days that go on tell that a year has gone by.
        assert_eq!(keep(6, "2027-12-05"), 5, "that of 1970 is gone");
        assert_eq!(keep(7, "2027-12-06"), 6);
        assert_eq!(keep(8, "2027-12-07"), 5, "those of November 2026 are gone");
    }

    #[test]
    fn messages_made_up_by_the_thousand_leave_room_for_others() {
        let mut prints = Prints::default();
        let sent = |n: usize| request(&format!("A {n}"), "Sam Porter", &filled("Sam", "Corvane Labs", 40));
        let kept = (0..2 * A_DAY).filter(|n| prints.keep(&sent(*n), PartialDate::parse("2026-11-30"))).count();
        assert_eq!(kept, A_DAY);
        assert!(!prints.keep(&sent(0), PartialDate::parse("2026-12-01")), "known from the day before");
        assert!(prints.keep(&sent(9_999), PartialDate::parse("2026-12-01")));
    }

    #[test]
    fn short_messages_have_no_print() {
        assert_eq!(print(&request("A", "B", "Hi Sam, I'd like to join your network.")), None);
        assert_eq!(print(&request("A", "B", "")), None);
    }

    #[test]
    fn messages_that_have_nothing_to_do_with_each_other_are_told_apart() {
        let cases = cases();
        let (mut pairs, mut same) = (0u32, Vec::new());
        for (at, (id, print)) in cases.iter().enumerate() {
            for (other_id, other) in &cases[..at] {
                pairs += 1;
                let alike = alike(print, other);
                if alike >= SAME {
                    same.push(format!("{id} {other_id} {alike}"));
                }
            }
        }
        println!("{} messages, {pairs} pairs, {} alike: {same:#?}", cases.len(), same.len());
        assert!(pairs > 1_000_000 && same.is_empty(), "{same:#?}");
    }

    #[test]
    fn cases_with_slots_filled_anew_are_recognised() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/sell.jsonl");
        let (mut all, mut found) = (0, 0);
        for line in std::fs::read_to_string(folder).expect("the cases").lines() {
            let mut case: crate::case::Case = serde_json::from_str(line).expect("a case");
            let Some(before) = print(&case.request) else { continue };
            let first = case.request.recipient.name.split(' ').next().unwrap_or_default().to_owned();
            case.request.text = case.request.text.replace(&first, "Wilhelmina");
            case.request.recipient.name = "Wilhelmina Achterberg".to_owned();
            // Every company gets another name, and a sentence is added at the end.
            let words = case.request.text.split(' ').enumerate().map(|(at, word)| {
                let name = at > 3 && word.chars().next().is_some_and(char::is_uppercase) && word.len() > 4;
                if name { "Brightwater" } else { word }
            });
            case.request.text = words.collect::<Vec<_>>().join(" ") + " Looking forward to hearing from you.";
            all += 1;
            found += u32::from(print(&case.request).is_some_and(|after| alike(&before, &after) >= SAME));
        }
        println!("{found} of {all}");
        assert!(found * 100 >= all * 95, "{found} of {all}");
    }

    proptest! {
        #[test]
        fn prints_survive_storage(text in "\\PC{0,400}") {
            let request = request("Ann Fox", "Sam Porter", &text);
            if let Some(print) = print(&request) {
                prop_assert_eq!(unhex(&hex(&print)), Some(print));
                prop_assert_eq!(alike(&print, &print), SIZE);
            }
        }

        #[test]
        fn slots_do_not_matter(name in "[A-Z][a-z]{2,9}", company in "[A-Z][a-z]{2,9}( [A-Z][a-z]{2,9})?", count in 0..9999u32) {
            let one = print(&request("Ann Fox", "Sam Porter", &filled("Sam", "Corvane Labs", 40)));
            let other = print(&request("Bo Li", &name, &filled(&name, &company, count)));
            prop_assert!(alike(&one.expect("long"), &other.expect("long")) >= SAME);
        }

        #[test]
        fn what_was_tampered_with_is_no_match(print in "\\PC{0,140}") {
            let known = Prints(vec![Print { print, sender: String::new(), on: PartialDate::parse("2026-11-30") }]);
            let wording = known.wording(&request("Ann Fox", "Sam", &filled("Sam", "Acme", 4)), PartialDate::parse("2026-11-30"));
            prop_assert_eq!(wording.messages, 1);
        }
    }
}
