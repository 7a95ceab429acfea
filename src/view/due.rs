//! Lists of people on the extension's own pages: whom to come back to, how a request turned out, everybody who is
//! noted, and what has been learned.

use super::panel::part;
use super::{people, words};
use crate::assessment::{Flag, Good};
use crate::judge::ENGINE;
use crate::ledger::learn::Tally;
use crate::ledger::{self, Decision, Feeling, Ledger, Outcome, Person, day};
use crate::protocol::{Act, LedgerRequest, Part, Tag};
use crate::record::PartialDate;
use crate::rules::Speaks;
use crate::say;

/// Said when the calendar file has been handed over.
pub fn saved() -> &'static str {
    say!("The calendar file is among your downloads.")
}

/// Said when it could not be.
pub fn not_saved() -> &'static str {
    say!("The browser did not save the calendar file.")
}

/// Whom to come back to; nothing where nobody is noted for a day.
pub fn list(ledger: &Ledger, today: PartialDate) -> Option<Part> {
    let (due, later) = (ledger.due(today), ledger.later(today));
    if due.is_empty() && later.is_empty() {
        return None;
    }
    let mut calendar = part(Tag::Button, "plain-button").text(say!("Calendar file")).act(Act::Calendar);
    calendar.label = say!("Save a calendar file of everybody to come back to").to_owned();
    let mut parts = vec![part(Tag::Div, "row").of([part(Tag::H2, "").text(say!("To come back to")), calendar])];
    let items: Vec<Part> = due.iter().map(|person| item(person, today)).collect();
    if !items.is_empty() {
        parts.push(part(Tag::Ul, "due-list").label(say!("Due")).of(items));
    }
    if let Some(next) = later.first() {
        let more = match later.len() - 1 {
            0 => String::new(),
            more => say!(", and {more} more later", more = more),
        };
        let line =
            say!("Next: {name} on {day}{more}.", name = next.name, day = day::spoken(next.back, today), more = more);
        parts.push(part(Tag::P, "hint").text(&line));
    }
    Some(part(Tag::Div, "").of(parts))
}

fn item(person: &Person, today: PartialDate) -> Part {
    let key = || person.key().to_owned();
    let since = match day::between(person.back, today) {
        Some(0) | None => say!("due today").to_owned(),
        Some(1) => say!("due since yesterday").to_owned(),
        Some(days) => say!("due for {days} days", days = days),
    };
    let about = if person.note.is_empty() {
        person.requests.last().map(|asked| ledger::before(asked, today)).unwrap_or_default()
    } else {
        person.note.lines().next().unwrap_or_default().to_owned()
    };
    let mut name = part(Tag::Strong, "who").text(&person.name);
    if let Some(address) = link(person) {
        name = part(Tag::Button, "who link")
            .text(&person.name)
            .label(&say!("{name}: open the profile", name = person.name));
        name.act = Some(Act::Visit { address });
    }
    let mut said = vec![name, part(Tag::Span, "line").text(&since)];
    if !about.is_empty() {
        said.push(part(Tag::Span, "about").text(&about));
    }
    let button = |name: &str, request| {
        part(Tag::Button, "tap").text(name).label(&format!("{name}: {}", person.name)).act(Act::Ledger { request })
    };
    let taps = [
        button(say!("Done"), LedgerRequest::Done { person: key() }),
        button(say!("In a week"), LedgerRequest::Later { person: key() }),
    ];
    part(Tag::Li, "due").of([part(Tag::Div, "words").of(said), part(Tag::Div, "taps").of(taps)])
}

/// The address of a profile, to be opened; never anything but a page on the web.
fn link(person: &Person) -> Option<String> {
    let profile = person.profile.as_str();
    let plain = profile.chars().all(|c| c.is_alphanumeric() || "-._~/%".contains(c));
    let (host, _) = profile.split_once('/')?;
    match host {
        _ if !plain => None,
        "in" => Some(format!("https://www.linkedin.com/{profile}/")),
        host if host.contains('.') => Some(format!("https://{profile}")),
        _ => None,
    }
}

/// How an earlier request turned out, asked rarely.
pub fn question(ledger: &Ledger, today: PartialDate) -> Option<Part> {
    let (person, asked) = ledger.to_ask(today)?;
    let when = day::ago(asked.on, today);
    let line = match asked.decision {
        Decision::AskedFirst => {
            say!("You asked {name} a question first, {when}. Was that right?", name = person.name, when = when)
        }
        _ => say!("You said yes to {name} {when}. Was it right?", name = person.name, when = when),
    };
    let button = |name: &str, outcome| {
        let request = LedgerRequest::TurnedOut { person: person.key().to_owned(), request: asked.id.clone(), outcome };
        part(Tag::Button, "tap").text(name).label(&format!("{name}: {line}")).act(Act::Ledger { request })
    };
    let taps = [
        button(say!("Yes"), Outcome::Right),
        button(say!("No"), Outcome::Wrong),
        button(say!("Can’t say"), Outcome::Unsaid),
    ];
    Some(part(Tag::Div, "").of([
        part(Tag::H2, "").text(say!("Looking back")),
        part(Tag::P, "asked").text(&line),
        part(Tag::Div, "taps").role("group").label(&line).of(taps),
    ]))
}

/// Everybody who is noted, by name.
pub fn people(ledger: &Ledger, today: PartialDate) -> Part {
    let mut people: Vec<&Person> = ledger.people.iter().collect();
    people.sort_by_key(|person| crate::text::fold(&person.name));
    let title = part(Tag::H2, "").text(say!("People"));
    if people.is_empty() {
        let none = say!("Nobody is noted yet. What you decide and note in the panel of a request is kept here.");
        return part(Tag::Div, "").of([title, part(Tag::P, "hint").text(none)]);
    }
    let mut calendar = part(Tag::Button, "plain-button").text(say!("Calendar file")).act(Act::Calendar);
    calendar.label = say!("Save a calendar file of everybody to come back to").to_owned();
    let items = people.iter().map(|person| entry(person, today));
    part(Tag::Div, "").of([
        part(Tag::Div, "row").of([title, calendar]),
        part(Tag::P, "hint").text(&match people.len() {
            1 => say!("1 person. Only what you decided and wrote is kept.").to_owned(),
            many => say!("{many} people. Only what you decided and wrote is kept.", many = many),
        }),
        part(Tag::Ul, "people-list").label(say!("People")).of(items),
    ])
}

fn entry(person: &Person, today: PartialDate) -> Part {
    let last = person.requests.last().map(|asked| people::name(asked.decision).0.to_lowercase());
    let feeling = person.experience.as_ref().map(|experience| match experience.feeling {
        Feeling::Good => say!("good experience").to_owned(),
        Feeling::Bad => say!("bad experience").to_owned(),
    });
    let back = person.back.is_known().then(|| say!("come back on {day}", day = day::spoken(person.back, today)));
    let line = [last, feeling, back].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let asked = person.requests.iter().rev().map(|asked| {
        let (decided, _) = people::name(asked.decision);
        let line = format!("{}: {}; {}", day::spoken(asked.on, today), words::ask(asked.ask), decided.to_lowercase());
        part(Tag::Li, "").text(&line)
    });
    let experience = person.experience.as_ref().map(|experience| {
        let whose = if experience.whose.is_empty() { say!("your own") } else { &experience.whose };
        let when = day::ago(experience.on, today);
        part(Tag::P, "").text(&match experience.feeling {
            Feeling::Bad => say!("Bad experience ({whose}), noted {when}.", whose = whose, when = when),
            Feeling::Good => say!("Good experience ({whose}), noted {when}.", whose = whose, when = when),
        })
    });
    let note = (!person.note.is_empty()).then(|| part(Tag::P, "note-text").text(&person.note));
    let asked: Vec<Part> = asked.collect();
    let asked = (!asked.is_empty()).then(|| part(Tag::Ul, "asked-list").label(say!("Requests")).of(asked));
    let key = || person.key().to_owned();
    let forget = part(Tag::Details, "sure").of([
        part(Tag::Summary, "")
            .text(say!("Forget this person …"))
            .label(&say!("Forget this person: {name}", name = person.name)),
        part(Tag::Button, "tap")
            .text(say!("Forget for good"))
            .label(&say!("Forget for good: {name}", name = person.name))
            .act(Act::Ledger { request: LedgerRequest::Forget { person: key() } }),
    ]);
    let done = person.back.is_known().then(|| {
        part(Tag::Button, "tap")
            .text(say!("Nothing more to come back to"))
            .label(&say!("Nothing more to come back to: {name}", name = person.name))
            .act(Act::Ledger { request: LedgerRequest::Done { person: key() } })
    });
    let summary =
        part(Tag::Summary, "").of([part(Tag::Strong, "who").text(&person.name), part(Tag::Span, "line").text(&line)]);
    let inside = [experience, note, asked, done].into_iter().flatten();
    part(Tag::Li, "").of([part(Tag::Details, "person").of(std::iter::once(summary).chain(inside).chain([forget]))])
}

/// How often each rule has been right for this person, and how far it has moved.
pub fn learned(ledger: &Ledger) -> Part {
    let title = part(Tag::H2, "").text(say!("What your answers taught Demur"));
    let voices = &ledger.learned.voices;
    if voices.is_empty() {
        let none = say!(
            "Nothing yet. Now and then the popup asks whether a decision was right; your answers move the weight of the rules that spoke, a little and within bounds."
        );
        return part(Tag::Div, "").of([title, part(Tag::P, "hint").text(none)]);
    }
    let mut rows: Vec<(&String, &Tally)> = voices.iter().collect();
    rows.sort_by(|(a, one), (b, other)| other.shift.abs().total_cmp(&one.shift.abs()).then(a.cmp(b)));
    let items = rows.into_iter().map(|(voice, tally)| {
        let all = u32::from(tally.right) + u32::from(tally.wrong);
        let moved = match (tally.shift * 100.0) as i32 {
            0 => say!("counts as shipped"),
            more if more > 0 => say!("counts for more"),
            _ => say!("counts for less"),
        };
        let (right, percent) = (tally.right, tally.percent());
        let line = match all {
            1 => {
                say!("right {right} of 1 time ({percent}%), {moved}", right = right, percent = percent, moved = moved)
            }
            all => say!(
                "right {right} of {all} times ({percent}%), {moved}",
                right = right,
                all = all,
                percent = percent,
                moved = moved
            ),
        };
        part(Tag::Li, "voice").of([
            part(Tag::Strong, "who").text(&voice_name(voice)),
            part(Tag::Span, "line").text(&line),
            bar(tally.shift),
        ])
    });
    part(Tag::Div, "").of([
        title,
        part(Tag::P, "hint").text(say!("How often each rule was right about what you said turned out well or badly. No rule moves by more than one step of log-odds, and one click goes back.")),
        part(Tag::Ul, "voices").label(say!("Rules")).of(items),
        part(Tag::Div, "row end").of([part(Tag::Button, "plain-button")
            .text(say!("Back to the shipped weights"))
            .act(Act::Ledger { request: LedgerRequest::Unlearn })]),
    ])
}

/// How far a weight has moved, in eighths of the bound to either side.
fn bar(shift: f32) -> Part {
    let eighths = (shift / ledger::learn::BOUND * 4.0).round().clamp(-4.0, 4.0) as i8;
    let class = if eighths < 0 { format!("moved less of-{}", -eighths) } else { format!("moved of-{eighths}") };
    part(Tag::Span, &class)
}

/// What a voice is called: the rule's name in words, and what it speaks for.
fn voice_name(voice: &str) -> String {
    let rule = voice.trim_start_matches('+');
    let plain = rule.replace('-', " ");
    let known = ENGINE.rules.rules.iter().find(|known| known.id == rule);
    let speaks = known.map(|known| match &known.speaks {
        Speaks::Flag(id) => Flag::from_id(id).map(words::flag).unwrap_or_default(),
        Speaks::Good(id) => Good::from_id(id).map(words::good).unwrap_or_default(),
        _ => "",
    });
    match speaks {
        Some("") | None => {
            let flag = Flag::from_id(rule).map(words::flag);
            flag.or_else(|| Good::from_id(rule).map(words::good)).map_or(plain, str::to_owned)
        }
        Some(speaks) => format!("{speaks}: {plain}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Asked;
    use crate::{Advice, Ask};

    fn text(part: &Part, out: &mut String) {
        let name = if part.label.is_empty() { &part.text } else { &part.label };
        if !name.is_empty() {
            out.push_str(&format!("{name}\n"));
        }
        part.parts.iter().for_each(|child| text(child, out));
    }

    fn said(part: &Part) -> String {
        let mut out = String::new();
        text(part, &mut out);
        out
    }

    fn ledger() -> Ledger {
        let asked = Asked {
            id: "1".to_owned(),
            ask: Ask::Help,
            advice: Advice::HelpDifferently,
            flags: Vec::new(),
            rules: vec!["impersonal".to_owned()],
            decision: Decision::Accepted,
            on: PartialDate::parse("2026-11-10"),
            outcome: Outcome::Open,
        };
        let ann = Person {
            name: "Ann Fox".to_owned(),
            profile: "in/ann-fox".to_owned(),
            back: PartialDate::parse("2026-11-28"),
            requests: vec![asked],
            ..Person::default()
        };
        let bo = Person { name: "Bo Li".to_owned(), back: PartialDate::parse("2026-12-24"), ..Person::default() };
        Ledger { people: vec![ann, bo], ..Ledger::default() }
    }

    #[test]
    fn the_list_says_who_is_due_and_who_comes_next() {
        let today = PartialDate::parse("2026-11-30");
        let drawn = said(&list(&ledger(), today).expect("somebody is due"));
        for line in ["Ann Fox: open the profile", "due for 2 days", "Done: Ann Fox", "Next: Bo Li on 24 December."] {
            assert!(drawn.contains(line), "{drawn}");
        }
        assert_eq!(list(&Ledger::default(), today), None);
    }

    #[test]
    fn only_pages_on_the_web_are_opened() {
        let to = |profile: &str| link(&Person { profile: profile.to_owned(), ..Person::default() });
        assert_eq!(to("in/ann-fox").as_deref(), Some("https://www.linkedin.com/in/ann-fox/"));
        assert_eq!(to("example.org/u/ann").as_deref(), Some("https://example.org/u/ann"));
        for odd in ["", "javascript:alert(1)//x.y", "ann@example.org", "a b.c/d", "localhost/x"] {
            assert_eq!(to(odd), None, "{odd}");
        }
    }

    #[test]
    fn what_was_learned_is_shown_by_rule() {
        let mut ledger = ledger();
        assert!(said(&learned(&ledger)).contains("Nothing yet."));
        let drawn = said(&question(&ledger, PartialDate::parse("2026-11-30")).expect("it is time"));
        assert!(drawn.contains("You said yes to Ann Fox 2 weeks ago. Was it right?"), "{drawn}");
        ledger.turned_out("in/ann-fox", "1", Outcome::Right, PartialDate::parse("2026-11-30"));
        let drawn = said(&learned(&ledger));
        assert!(drawn.contains("Impersonal\nright 0 of 1 time (0%), counts for less"), "{drawn}");
        assert_eq!(question(&ledger, PartialDate::parse("2026-11-30")), None);
    }
}
