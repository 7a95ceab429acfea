use expect_test::expect;

use crate::assessment::{Balance, Flag, Flagged, Quote, Reply};
use crate::protocol::{Part, Tag};
use crate::relationship::Relationship;
use crate::settings::Tone;

use super::*;

fn pitch() -> Assessment {
    let reply = |stance, tone, text: &str| Reply { stance, tone, text: text.to_owned(), template: String::new() };
    Assessment {
        ask: Ask::Sales,
        flags: vec![Flagged {
            id: Flag::SalesPitch,
            why: "It sells before it says anything about you.".to_owned(),
            better: String::new(),
            spans: vec![Quote { start: 3, end: 9, quote: "a demo".to_owned() }],
            rules: Vec::new(),
        }],
        good: Vec::new(),
        claims: Vec::new(),
        advice: Advice::Decline,
        reasons: vec!["An open pitch.".to_owned()],
        replies: vec![
            reply(Advice::AskFirst, Tone::Warm, "Hi"),
            reply(Advice::Decline, Tone::Warm, "Hi Ann, no."),
            reply(Advice::Decline, Tone::Brief, "No, thanks."),
            reply(Advice::Decline, Tone::Brief, "Not for me."),
        ],
        balance: Balance::default(),
        would_change: Vec::new(),
        missing: Vec::new(),
        dont_miss: false,
        questions: Vec::new(),
        relationship: Relationship::default(),
    }
}

/// What assistive technology is told, one line an element.
fn outline(part: &Part, depth: usize, out: &mut String) {
    let name = if part.label.is_empty() { &part.text } else { &part.label };
    let hidden = if part.hidden { " (hidden)" } else { "" };
    if !name.is_empty() {
        out.push_str(&format!("{}{:?} {name}{hidden}\n", "  ".repeat(depth), part.tag));
    }
    for child in &part.parts {
        outline(child, depth + usize::from(!name.is_empty()), out);
    }
}

#[test]
fn the_chip_tells_number_and_advice() {
    let view = of(&Seen::default(), &Request::default(), &pitch(), &Beside::default());
    let chip = view.chip.expect("a pitch has a chip");
    assert_eq!(chip.name, "Demur: 1 flag, decline");
    assert_eq!(chip.text, "1 flag · Decline");
    assert_eq!(view.marks, [Mark { start: 3, end: 9 }]);
}

#[test]
fn small_talk_has_no_chip() {
    let calm = Assessment { ask: Ask::None, flags: Vec::new(), ..pitch() };
    assert_eq!(of(&Seen::default(), &Request::default(), &calm, &Beside::default()).chip, None);
}

#[test]
fn the_panel_says_everything_by_name() {
    let request = Request { text: "Hi, a demo?".to_owned(), ..Request::default() };
    let panel = of(&Seen::default(), &request, &pitch(), &Beside::default()).panel;
    let mut text = String::new();
    outline(&panel, 0, &mut text);
    expect![[r#"
        H2 Decline
        Button Close
        P The sender wants to sell something
        Span Asked of you: 0 of 4
        Span Tie shown: 0 of 4
        H3 Why
        Ol Reasons
          Li An open pitch.
        H3 What gives pause
        Ul Flags
          Strong Sales pitch
          Span It sells before it says anything about you.
          Button Show “a demo” in the message
        H3 Reply
        Div What the reply says
          Button Decline
          Button Ask first
        Ul Replies
          Span warm
          Span Hi Ann, no.
          Textarea Reply, warm: edit before inserting
          Button Remember this wording: warm
          Button Copy reply: warm
          Button Insert reply: warm
          Span brief
          Span No, thanks.
          Textarea Reply, brief: edit before inserting
          Button Remember this wording: brief
          Button Copy reply: brief
          Button Insert reply: brief
          Span brief 2
          Span Not for me.
          Textarea Reply, brief 2: edit before inserting
          Button Remember this wording: brief 2
          Button Copy reply: brief 2
          Button Insert reply: brief 2
        Ul Replies (hidden)
          Span warm
          Span Hi
          Textarea Reply, warm: edit before inserting
          Button Remember this wording: warm
          Button Copy reply: warm
          Button Insert reply: warm
        Summary What Demur read
        Dt Sender
        Dd not shown
        Dt Headline
        Dd not shown
        Dt Degree
        Dd not shown
        Dt Mutual connections
        Dd not shown
        Dt How they say they know you
        Dd not shown
        Dt Age
        Dd not shown
        Dt Message
        Dd Hi, a demo?
        P Demur sends nothing. You decide, and you send.
        Button Undo insert (hidden)
    "#]]
    .assert_eq(&text);
    assert_eq!(panel.tag, Tag::Div);
}

#[test]
fn a_claim_says_once_what_the_record_says() {
    for text in ["We studied together at Tufts.", "We worked together at Fenwick Tools.", "Mira Okafor says hello."] {
        let mut request = Request { text: text.to_owned(), ..Request::default() };
        request.sender.name = "Kyle Brandt".to_owned();
        let record = crate::Record::default();
        let assessment = crate::judge::ENGINE.assess(&request, &record, &crate::Settings::default());
        let view = of(&Seen::default(), &request, &assessment, &Beside::default());
        let mut told = String::new();
        outline(&view.panel, 0, &mut told);
        let claims: Vec<&str> = told.lines().filter(|line| line.contains("record cannot tell")).collect();
        let backed = assessment.claims.iter().filter(|claim| claim.backing.contains("record cannot tell")).count();
        let flagged = assessment.flags.iter().filter(|flag| flag.why.contains("record cannot tell")).count();
        assert_eq!(claims.len(), backed + flagged, "{text}: {claims:#?}");
    }
}

#[test]
fn the_age_stands_as_the_site_writes_it() {
    let mut seen = Seen::default();
    seen.fields.insert("age".to_owned(), "Tuesday".to_owned());
    let view = of(&seen, &Request::default(), &pitch(), &Beside::default());
    let mut told = String::new();
    outline(&view.panel, 0, &mut told);
    assert!(told.contains("· Tuesday"), "{told}");
}

#[test]
fn what_speaks_for_somebody_is_no_reason_for_a_no() {
    let text =
        "Hi Sam, we help engineering teams cut their cloud bill by 30%. I'd love to show you a quick demo this week.";
    let mut request = Request { text: text.to_owned(), ..Request::default() };
    request.sender.name = "Dana Whitfield".to_owned();
    let found = crate::judge::ENGINE.assess(&request, &crate::Record::default(), &crate::Settings::default());
    assert_eq!((found.advice, found.good.is_empty()), (crate::Advice::Decline, false));
    let pro = found.reasons.iter().any(|reason| reason.contains("concretely"));
    assert!(!pro, "{:?}", found.reasons);
}
