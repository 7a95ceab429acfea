//! The panel: why, shared history, advice with reasons, replies, and what was read.

use crate::assessment::{Advice, Assessment, CheckedClaim, Flagged, GoodSign, Quote, Reply};
use crate::protocol::{Act, Part, Seen, Tag};
use crate::reply::Instead;
use crate::request::Request;
use crate::say;
use crate::sites::reading;
use crate::texts::translated;
use crate::view::{Beside, desk, rungs, words};

/// Draws the panel of one request.
pub fn of(seen: &Seen, request: &Request, assessment: &Assessment, beside: &Beside) -> Part {
    // What a flag says for itself need not be said twice.
    let reasons = assessment.reasons.iter().filter(|reason| assessment.flags.iter().all(|flag| &flag.why != *reason));
    let parts = [
        Some(head(seen, request, assessment)),
        super::relation::drawn(&assessment.relationship),
        section(
            "reasons",
            say!("Why"),
            list(Tag::Ol, "reasons", say!("Reasons"), reasons.map(|reason| item(&translated(reason)))),
        ),
        section(
            "flags",
            say!("What gives pause"),
            list(Tag::Ul, "flags", say!("Flags"), assessment.flags.iter().map(flag)),
        ),
        section(
            "good",
            say!("What speaks for it"),
            list(Tag::Ul, "good", say!("Good signs"), assessment.good.iter().map(good)),
        ),
        section(
            "claims",
            say!("Shared history"),
            list(Tag::Ul, "claims", say!("Claims"), assessment.claims.iter().map(claim)),
        ),
        section("change", say!("What would change this"), changes(&assessment.would_change)),
        desk::of(assessment.ask, &beside.sitting),
        replies(assessment.advice, &assessment.replies, beside.english_instead),
        rungs::of(&beside.rungs),
        Some(read(seen, request)),
        Some(part(Tag::P, "foot").text(say!("Demur sends nothing. You decide, and you send."))),
    ];
    // What has happened stands below, where it covers nothing.
    part(Tag::Div, "panel").of([part(Tag::Div, "scroll").of(parts.into_iter().flatten()), outcome()])
}

fn head(seen: &Seen, request: &Request, assessment: &Assessment) -> Part {
    let mut lead = format!("{} {}", words::sender(request), words::ask(assessment.ask));
    if let Some(age) = seen.fields.get("age").filter(|age| !age.is_empty()) {
        lead = format!("{lead} · {age}");
    }
    let mut title = vec![part(Tag::H2, "advice").text(words::advice(assessment.advice))];
    if assessment.dont_miss {
        title.push(part(Tag::Span, "bright").text(say!("Do not miss this one")));
    }
    part(Tag::Div, "head").of([
        part(Tag::Div, "title").of(title),
        part(Tag::Button, "close").text("×").label(say!("Close")).act(Act::Close),
        part(Tag::P, "lead").text(&lead),
        part(Tag::Div, "balance").of([
            bar("asked", say!("Asked of you"), assessment.balance.ask),
            bar("tie", say!("Tie shown"), assessment.balance.tie),
        ]),
    ])
}

/// What is asked against the tie that is shown, each out of four.
fn bar(class: &str, name: &str, value: u8) -> Part {
    let value = value.min(4);
    part(Tag::Span, &format!("bar {class} of-{value}"))
        .role("img")
        .label(&say!("{name}: {value} of 4", name = name, value = value))
        .text(name)
}

fn flag(flag: &Flagged) -> Part {
    let mut parts =
        vec![part(Tag::Strong, "name").text(words::flag(flag.id)), part(Tag::Span, "why").text(&translated(&flag.why))];
    parts.extend(quotes(&flag.spans));
    if !flag.better.is_empty() {
        parts.push(
            part(Tag::P, "better")
                .text(&say!("What would help: {what}", what = uncapitalised(&translated(&flag.better)))),
        );
    }
    part(Tag::Li, "flag").of(parts)
}

fn capitalised(phrase: &str) -> String {
    let mut rest = phrase.chars();
    rest.next().map(|first| first.to_uppercase().chain(rest).collect()).unwrap_or_default()
}

fn uncapitalised(sentence: &str) -> String {
    let mut rest = sentence.chars();
    rest.next().map(|first| first.to_lowercase().chain(rest).collect()).unwrap_or_default()
}

fn good(sign: &GoodSign) -> Part {
    let name = part(Tag::Strong, "name").text(words::good(sign.id));
    part(Tag::Li, "sign").of(std::iter::once(name).chain(quotes(&sign.spans)))
}

fn claim(claim: &CheckedClaim) -> Part {
    let what = match claim.entity.as_str() {
        "" => words::claim(claim.kind).to_owned(),
        entity => format!("{}: {entity}", words::claim(claim.kind)),
    };
    let mut parts = vec![
        part(Tag::Strong, "name").text(&what),
        part(Tag::Span, &format!("truth {}", claim.truth.id())).text(words::truth(claim.truth)),
    ];
    if !claim.backing.is_empty() {
        parts.push(part(Tag::P, "backing").text(&claim.backing));
    }
    parts.extend(quotes(claim.span.as_slice()));
    part(Tag::Li, "claim").of(parts)
}

fn quotes(spans: &[Quote]) -> Option<Part> {
    (!spans.is_empty()).then(|| part(Tag::Div, "quotes").of(spans.iter().map(quote)))
}

fn quote(span: &Quote) -> Part {
    let label = say!("Show “{words}” in the message", words = span.quote);
    let act = Act::Point { start: span.start, end: span.end };
    part(Tag::Button, "quote").text(&say!("“{words}”", words = span.quote)).label(&label).act(act)
}

fn changes(facts: &[String]) -> Option<Part> {
    list(
        Tag::Ul,
        "change",
        say!("What would change the advice"),
        facts.iter().map(|fact| item(&capitalised(&translated(fact)))),
    )
}

fn replies(advice: Advice, replies: &[Reply], english_instead: Option<Instead>) -> Option<Part> {
    let mut stances: Vec<Advice> = Vec::new();
    for reply in replies {
        if !stances.contains(&reply.stance) {
            stances.push(reply.stance);
        }
    }
    if let Some(first) = stances.iter().position(|stance| *stance == advice) {
        stances[..=first].rotate_right(1);
    }
    let shown = *stances.first()?;
    let mut parts = vec![part(Tag::H3, "").text(say!("Reply"))];
    if let Some(why) = english_instead {
        parts.push(part(Tag::P, "hint").text(words::english_instead(why)));
    }
    if stances.len() > 1 {
        let switch = |stance: &Advice| {
            let show = format!("for-{}", stance.id());
            let mut button = part(Tag::Button, &format!("stance {show}")).text(words::advice(*stance));
            button.pressed = Some(*stance == shown);
            button.act(Act::Stance { show })
        };
        parts.push(
            part(Tag::Div, "stances").role("group").label(say!("What the reply says")).of(stances.iter().map(switch)),
        );
    }
    for stance in &stances {
        let mut open = true;
        let of_stance =
            replies.iter().zip(0u32..).filter(|(reply, _)| reply.stance == *stance).map(|(reply, number)| {
                let variant =
                    replies.iter().zip(0u32..number).filter(|(r, _)| r.stance == *stance && r.tone == reply.tone);
                self::reply(reply, number, variant.count(), std::mem::take(&mut open))
            });
        let class = format!("replies for-{}", stance.id());
        let mut group = part(Tag::Ul, &class).label(say!("Replies")).of(of_stance);
        group.hidden = *stance != shown;
        parts.push(group);
    }
    Some(part(Tag::Section, "reply-section").of(parts))
}

/// The line that says what has happened, with the way back.
fn outcome() -> Part {
    let mut undo = part(Tag::Button, "undo").text(say!("Undo insert")).act(Act::Undo);
    undo.hidden = true;
    part(Tag::Div, "outcome").of([part(Tag::Span, "said").role("status").act(Act::Status), undo])
}

/// One reply: a fold with its text to edit, and beside it the button that inserts it.
fn reply(reply: &Reply, number: u32, variant: usize, open: bool) -> Part {
    let tone = match variant {
        0 => words::tone_name(reply.tone).to_owned(),
        more => format!("{} {}", words::tone_name(reply.tone), more + 1),
    };
    let preview = reply.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let how = words::how(reply);
    let mut fold = part(Tag::Details, "fold").of([
        part(Tag::Summary, "").of([part(Tag::Span, "tone").text(&tone), part(Tag::Span, "preview").text(&preview)]),
        part(Tag::Textarea, "draft")
            .text(&reply.text)
            .label(&say!("Reply, {tone}: edit before inserting", tone = tone))
            .act(Act::Edit { reply: number, how: how.clone() }),
        part(Tag::P, "remark").role("status"),
    ]);
    fold.group = format!("reply-{}", reply.stance.id());
    fold.open = open;
    part(Tag::Li, "reply").of([
        fold,
        part(Tag::Div, "buttons").of([
            part(Tag::Button, "learn")
                .text(say!("Remember this wording"))
                .label(&say!("Remember this wording: {tone}", tone = tone))
                .act(Act::Learn { reply: number, how: how.clone() }),
            part(Tag::Button, "copy")
                .text(say!("Copy"))
                .label(&say!("Copy reply: {tone}", tone = tone))
                .act(Act::Copy { reply: number, how: how.clone() }),
            part(Tag::Button, "insert")
                .text(say!("Insert"))
                .label(&say!("Insert reply: {tone}", tone = tone))
                .act(Act::Insert { reply: number, how }),
        ]),
    ])
}

/// Everything that the judgement rests on, so that the person can see what was misread.
fn read(seen: &Seen, request: &Request) -> Part {
    let field = |name: &str| seen.fields.get(name).cloned().unwrap_or_default();
    let known = match (request.sender.claims.as_str(), request.sender.claims_entity.as_str()) {
        ("", _) => String::new(),
        (how, "") => how.to_owned(),
        (how, entity) => format!("{how}, {entity}"),
    };
    let degree = request.sender.degree.map(|degree| match degree {
        1 => say!("1st").to_owned(),
        2 => say!("2nd").to_owned(),
        3 => say!("3rd").to_owned(),
        other => say!("{number}th", number = other),
    });
    let message = say!("Message");
    let rows = [
        (say!("Sender"), request.sender.name.clone()),
        (say!("Headline"), request.sender.headline.clone()),
        (say!("Degree"), degree.unwrap_or_default()),
        (say!("Mutual connections"), field("mutual")),
        (say!("How they say they know you"), known),
        (say!("Age"), field("age")),
        (message, request.text.clone()),
    ];
    let rows = rows.into_iter().flat_map(|(name, value)| {
        let shown = if value.trim().is_empty() {
            part(Tag::Dd, "none").text(if name == message { say!("no message") } else { say!("not shown") })
        } else {
            part(Tag::Dd, if name == message { "message" } else { "" }).text(value.trim())
        };
        [part(Tag::Dt, "").text(name), shown]
    });
    let is_cut = seen.text.len() > reading::LONGEST;
    let cut = is_cut.then(|| {
        part(Tag::P, "none")
            .text(say!("The message goes on for longer than anybody writes. Only its beginning was read."))
    });
    let parts = [part(Tag::Summary, "").text(say!("What Demur read")), part(Tag::Dl, "").of(rows)];
    part(Tag::Details, "read").of(parts.into_iter().chain(cut))
}

fn section(class: &str, title: &str, content: Option<Part>) -> Option<Part> {
    Some(part(Tag::Section, &format!("{class}-section")).of([part(Tag::H3, "").text(title), content?]))
}

fn list(tag: Tag, class: &str, label: &str, items: impl Iterator<Item = Part>) -> Option<Part> {
    let list = part(tag, class).label(label).of(items);
    (!list.parts.is_empty()).then_some(list)
}

fn item(text: &str) -> Part {
    part(Tag::Li, "").text(text)
}

/// An element with its classes.
pub(super) fn part(tag: Tag, class: &str) -> Part {
    Part { tag, class: class.to_owned(), ..Part::default() }
}

impl Part {
    pub(super) fn text(mut self, text: &str) -> Self {
        self.text = text.to_owned();
        self
    }

    pub(super) fn label(mut self, label: &str) -> Self {
        self.label = label.to_owned();
        self
    }

    pub(super) fn role(mut self, role: &str) -> Self {
        self.role = role.to_owned();
        self
    }

    pub(super) fn act(mut self, act: Act) -> Self {
        self.act = Some(act);
        self
    }

    pub(super) fn of(mut self, parts: impl IntoIterator<Item = Part>) -> Self {
        self.parts.extend(parts);
        self
    }
}
