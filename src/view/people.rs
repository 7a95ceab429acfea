//! What the person does about a request and its sender: the decision, a note, how it went, when to come back, and
//! the questions that only the person can answer. Everything here writes the ledger with one click or one key.

use super::panel::part;
use crate::assessment::{Advice, Ask, Assessment, By, Flag, PutQuestion};
use crate::ledger::deed::Back;
use crate::ledger::{self, Decision, Deed, Feeling, Ledger, Person, day};
use crate::protocol::{Act, Part, Seen, Tag};
use crate::record::PartialDate;
use crate::request::Request;
use crate::say;
use crate::settings::Settings;
use crate::texts::translated;

/// Adds to the panel of a request what the ledger knows and what can be written into it.
pub fn add(
    panel: &mut Part,
    seen: &Seen,
    request: &Request,
    assessment: &Assessment,
    ledger: &Ledger,
    settings: &Settings,
) {
    let inside = panel.parts.iter().position(|part| part.class == "scroll");
    let panel = match inside {
        Some(at) => &mut panel.parts[at],
        None => panel,
    };
    let person = ledger.person(&request.sender);
    let at = |panel: &Part, class: &str| panel.parts.iter().position(|part| part.class == class);
    if let Some(lines) = lines(seen, person, request, settings) {
        let after = at(panel, "head").map_or(0, |head| head + 1);
        panel.parts.insert(after, lines);
    }
    if ledger::is_named(&request.sender) {
        put(panel, questions(&assessment.questions));
        let before = at(panel, "read").unwrap_or(panel.parts.len());
        panel.parts.insert(before, decision(person, request, assessment, settings));
    }
}

/// Puts questions before the replies: at the head of the desk where there is one, else in a section of their own.
fn put(panel: &mut Part, questions: Vec<Part>) {
    if questions.is_empty() {
        return;
    }
    let mut sections = panel.parts.iter_mut();
    let desk = sections.find(|part| part.class == "desk-section");
    if let Some(list) = desk.and_then(|desk| desk.parts.iter_mut().find(|part| part.class == "questions")) {
        list.parts.splice(0..0, questions);
        return;
    }
    let at = |class: &str| panel.parts.iter().position(|part| part.class == class);
    let before = at("reply-section").or(at("read")).unwrap_or(panel.parts.len());
    let list = part(Tag::Div, "questions").of(questions);
    let title = part(Tag::H3, "").text(say!("Before you answer"));
    panel
        .parts
        .insert(before, part(Tag::Section, "questions-section").label(say!("Before you answer")).of([title, list]));
}

/// What is known from earlier times, one line each.
fn lines(seen: &Seen, person: Option<&Person>, request: &Request, settings: &Settings) -> Option<Part> {
    let facts = &settings.facts;
    let open = person
        .and_then(|person| person.request(&request.text))
        .is_none_or(|asked| asked.decision == Decision::LeftOpen);
    let age = seen.fields.get("age").filter(|_| open).and_then(|age| ledger::age::reminder(ledger::age::days(age)?));
    let said =
        [Some(facts.before.clone()).filter(|line| !line.is_empty()), ledger::fingerprint::line(facts.wording), age];
    let said: Vec<Part> = said.into_iter().flatten().map(|line| part(Tag::Li, "").text(&line)).collect();
    (!said.is_empty()).then(|| part(Tag::Ul, "earlier").label(say!("From earlier")).of(said))
}

/// Questions with a yes and a no each.
fn questions(questions: &[PutQuestion]) -> Vec<Part> {
    let row = |question: &PutQuestion| {
        let asked = translated(&question.text);
        let tap = |name: &str, yes: bool| {
            let deed = Deed::Answer { question: question.id.clone(), yes };
            tap(name, question.answer == Some(yes), deed).label(&format!("{name}: {asked}"))
        };
        let mut words = vec![part(Tag::Span, "asked").text(&asked)];
        if question.answer.is_some() && question.by == By::Record {
            words.push(part(Tag::Span, "from").text(say!("from what is on record")));
        }
        let taps = part(Tag::Div, "taps").of([tap(say!("Yes"), true), tap(say!("No"), false)]);
        part(Tag::Div, "question").role("group").label(&asked).of([part(Tag::Div, "words").of(words), taps])
    };
    questions.iter().map(row).collect()
}

fn decision(person: Option<&Person>, request: &Request, assessment: &Assessment, settings: &Settings) -> Part {
    let today = settings.today;
    let asked = person.and_then(|person| person.request(&request.text));
    let button = |decision: Decision| {
        let (name, key) = name(decision);
        let on = asked.is_some_and(|asked| asked.decision == decision);
        let mut button = tap(name, on, Deed::Decide { decision });
        button.key = key.to_owned();
        button
    };
    let mut parts = vec![
        part(Tag::H3, "").text(say!("Your decision")),
        part(Tag::Div, "decisions").role("group").label(say!("Your decision")).of(Decision::ALL.map(button)),
    ];
    if let Some(asked) = asked {
        let kept = say!("Noted {when}. Press it again to take it back.", when = day::ago(asked.on, today));
        parts.push(part(Tag::P, "kept").text(&kept));
    }
    if costs(assessment) {
        parts.push(part(Tag::P, "price").text(&ledger::price(person, request)));
    }
    parts.push(notes(person, today));
    part(Tag::Section, "decision-section").of(parts)
}

/// Whether a no is worth a second thought: not where somebody cheats or has done harm, nor for a kind word.
fn costs(assessment: &Assessment) -> bool {
    let grave = assessment.flags.iter().any(|flag| matches!(flag.id, Flag::Integrity | Flag::PastTrouble));
    !grave && assessment.ask != Ask::None && assessment.advice != Advice::Accept
}

/// Note, experience and the day to come back, folded away until there is something.
fn notes(person: Option<&Person>, today: PartialDate) -> Part {
    let blank = Person::default();
    let known = person.unwrap_or(&blank);
    let experience = known.experience.as_ref();
    let feels = |feeling: Feeling| experience.is_some_and(|experience| experience.feeling == feeling);
    let feel = |name: &str, feeling: Feeling| tap(name, feels(feeling), Deed::Feel { feeling });
    let mut went = vec![feel(say!("Good experience"), Feeling::Good), feel(say!("Bad experience"), Feeling::Bad)];
    if let Some(experience) = experience {
        let mut whose =
            part(Tag::Input, "field whose").text(&experience.whose).label(say!("Heard from whom; empty for your own"));
        whose.hint = say!("Your own, or heard from …").to_owned();
        whose.kind = "text".to_owned();
        went.push(whose.act(Act::Tell { deed: Deed::Whose }));
    }
    let mut note = part(Tag::Textarea, "field note")
        .text(&known.note)
        .label(say!("Note on this person"))
        .act(Act::Tell { deed: Deed::Note });
    note.hint = say!("A note for yourself").to_owned();
    let back =
        |name: &str, when: Back| part(Tag::Button, "tap").text(name).act(Act::Tell { deed: Deed::Back { when } });
    let mut date = part(Tag::Input, "field date")
        .label(say!("Come back on"))
        .act(Act::Tell { deed: Deed::Back { when: Back::On } });
    date.kind = "date".to_owned();
    date.text = String::from(known.back);
    let mut come = vec![back(say!("In a week"), Back::Week), back(say!("In a month"), Back::Month), date];
    if known.back.is_known() {
        come.push(back(say!("Not any more"), Back::Never).label(say!("Come back: not any more")));
    }
    let said = [
        experience
            .map(|_| if feels(Feeling::Bad) { say!("bad experience") } else { say!("good experience") }.to_owned()),
        known.back.is_known().then(|| say!("come back on {day}", day = day::spoken(known.back, today))),
        (!known.note.is_empty()).then(|| say!("a note").to_owned()),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    let title = if said.is_empty() {
        say!("Note, experience, come back").to_owned()
    } else {
        say!("Noted: {what}", what = said.join(", "))
    };
    let mut fold = part(Tag::Details, "notes").of([
        part(Tag::Summary, "").text(&title),
        note,
        part(Tag::Div, "went").role("group").label(say!("How it went with them")).of(went),
        part(Tag::P, "sub").text(say!("Come back to this")),
        part(Tag::Div, "come").role("group").label(say!("Come back to this")).of(come),
    ]);
    fold.open = !said.is_empty();
    fold
}

fn tap(name: &str, on: bool, deed: Deed) -> Part {
    let mut button = part(Tag::Button, "tap").text(name).act(Act::Tell { deed });
    button.pressed = Some(on);
    button
}

/// What a decision is called, and the key that takes it.
pub fn name(decision: Decision) -> (&'static str, &'static str) {
    match decision {
        Decision::Accepted => (say!("Accepted"), "a"),
        Decision::AskedFirst => (say!("Asked first"), "q"),
        Decision::Declined => (say!("Declined"), "d"),
        Decision::LeftOpen => (say!("Left open"), "o"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Record;
    use crate::facts::Wording;
    use expect_test::expect;

    fn drawn(ledger: &Ledger, request: &Request, fields: &[(&str, &str)]) -> Part {
        let today = PartialDate::parse("2026-11-30");
        let wording = Wording { messages: 3, senders: 3 };
        let settings = ledger.settings(&Settings::default(), request, wording, today);
        let assessment = crate::assess(request, &Record::default(), &settings);
        let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let seen = Seen { fields, ..Seen::default() };
        let mut panel = part(Tag::Div, "panel").of([part(Tag::Div, "head"), part(Tag::Details, "read")]);
        add(&mut panel, &seen, request, &assessment, ledger, &settings);
        panel
    }

    fn outline(part: &Part, depth: usize, out: &mut String) {
        let name = if part.label.is_empty() { &part.text } else { &part.label };
        let on = if part.pressed == Some(true) { " (on)" } else { "" };
        if !name.is_empty() {
            out.push_str(&format!("{}{name}{on}\n", "  ".repeat(depth)));
        }
        part.parts.iter().for_each(|child| outline(child, depth + usize::from(!name.is_empty()), out));
    }

    fn asks(text: &str) -> Request {
        let mut request = Request { text: text.to_owned(), ..Request::default() };
        request.sender.name = "Ann Fox".to_owned();
        request
    }

    #[test]
    fn what_is_known_and_what_can_be_done_is_said_by_name() {
        let request = asks("Hi, I'd like to add you to my network.");
        let mut ledger = Ledger::default();
        let assessment = crate::assess(&request, &Record::default(), &Settings::default());
        let mut note = |deed: Deed, typed: &str, request: &Request| {
            ledger.note(request, &assessment, &deed, typed, PartialDate::parse("2026-11-02"))
        };
        note(Deed::Decide { decision: Decision::Declined }, "", &asks("An earlier message."));
        note(Deed::Answer { question: "know-well".to_owned(), yes: false }, "", &request);
        note(Deed::Back { when: Back::On }, "2026-12-24", &request);
        let mut text = String::new();
        outline(&drawn(&ledger, &request, &[("age", "3 weeks ago")]), 0, &mut text);
        expect![[r#"
            From earlier
              Last time they wanted to connect; you declined 4 weeks ago.
              Third message with this wording in two months, from three senders.
              Open for 3 weeks. A short answer, even a no, is a courtesy in itself.
            Before you answer
              Before you answer
              Do you know them well enough?
                Do you know them well enough?
                Yes: Do you know them well enough?
                No: Do you know them well enough? (on)
              Would you let them see your connections?
                Would you let them see your connections?
                Yes: Would you let them see your connections?
                No: Would you let them see your connections?
              Does your network gain by them?
                Does your network gain by them?
                Yes: Does your network gain by them?
                No: Does your network gain by them?
              Do they know people whom you would like to meet?
                Do they know people whom you would like to meet?
                Yes: Do they know people whom you would like to meet?
                No: Do they know people whom you would like to meet?
            Your decision
            Your decision
              Accepted
              Asked first
              Declined
              Left open
            The price of a no: you declined once, and they came back. After a second no hardly anybody does.
            Noted: come back on 24 December
            Note on this person
            How it went with them
              Good experience
              Bad experience
            Come back to this
            Come back to this
              In a week
              In a month
              Come back on
              Come back: not any more
        "#]]
        .assert_eq(&text);
    }

    #[test]
    fn nothing_can_be_noted_of_nobody() {
        let panel = drawn(&Ledger::default(), &Request { text: "Hi".to_owned(), ..Request::default() }, &[]);
        assert!(panel.parts.iter().all(|part| part.tag != Tag::Section));
    }
}
