use expect_test::{Expect, expect};
use proptest::prelude::*;

use super::data::template::units;
use super::situation::{FREE_NOTE, NOTE};
use super::*;
use crate::assessment::{CheckedClaim, ClaimType, Flag, Flagged, Truth};
use crate::record::{PartialDate, Record};
use crate::request::Request;
use crate::settings::{Accepts, Encounter, Recommends, Settings};

fn request(from: &str, text: &str) -> Request {
    let mut request = Request { text: text.to_owned(), ..Request::default() };
    request.sender.name = from.to_owned();
    request
}

fn flags(ids: &[Flag]) -> Vec<Flagged> {
    let flag = |id: &Flag| Flagged {
        id: *id,
        why: String::new(),
        better: String::new(),
        spans: Vec::new(),
        rules: Vec::new(),
    };
    ids.iter().map(flag).collect()
}

#[track_caller]
fn check_name(shown: &str, called: &str) {
    assert_eq!(name::greeting_name(shown, &shared().names), called, "for {shown:?}");
}

#[test]
fn people_are_called_what_people_call_them() {
    for (shown, called) in [
        ("Dr. Betty van der Berg, PMP", "Betty"),
        ("BETTY VAN DER BERG", "Betty"),
        ("betty", "Betty"),
        ("van der Berg, Betty", "Betty"),
        ("Smith, John", "John"),
        ("Dr. Smith", "Dr. Smith"),
        ("Prof. Dr. Hans Müller", "Hans"),
        ("Mr. J. Smith", "Mr. Smith"),
        ("J. Smith", ""),
        ("J. Robert Smith", "Robert"),
        ("Robert “Bob” Smith", "Bob"),
        ("Wei (Vivian) Zhang", "Vivian"),
        ("Priya Nair (She/Her)", "Priya"),
        ("Betty Berg | Growth Hacker | Speaker", "Betty"),
        ("Betty Berg - Acme Ltd", "Betty"),
        ("Betty from Acme", "Betty"),
        ("☄Toufiqur R.", "Toufiqur"),
        ("𝐁𝐞𝐭𝐭𝐲 𝐁𝐞𝐫𝐠", "Betty"),
        ("王小明", "王小明"),
        ("田中 太郎", "田中 太郎"),
        ("Иван Петров", "Иван"),
        ("محمد علي", "محمد"),
        ("عبد الله حسن", "عبد الله"),
        ("Abdul Rahman Khan", "Abdul Rahman"),
        ("Md. Karim Hossain", "Karim"),
        ("Zhou Wenbin", "Wenbin"),
        ("Wang Fang", "Wang Fang"),
        ("Loh Mei Fen", "Mei Fen"),
        ("Hui Min Goh", "Hui Min"),
        ("Peter James Chan", "Peter"),
        ("Tan Jia Wen", "Jia Wen"),
        ("Ho van Dam", "Ho"),
        ("Madam Boateng", ""),
        ("Site owner", ""),
        ("Nguyen Thi Hoa", "Hoa"),
        ("Juan Carlos Pérez", "Juan Carlos"),
        ("Jean-Pierre Dupont", "Jean-Pierre"),
        ("JEAN-PIERRE DUPONT", "Jean-Pierre"),
        ("Siân Prosser", "Siân"),
        ("O'Brien", "O'Brien"),
        ("Steve Jobs", "Steve"),
        ("Django Girls Porto team", ""),
        ("Acme Recruiting", ""),
        ("A reader", ""),
        ("LinkedIn Member", ""),
        ("youcef-bm", ""),
        ("benharrowgate", ""),
        ("x_betty_99", ""),
        ("betty@example.org", ""),
        ("{first_name}", ""),
        ("[Name]", ""),
        ("Mr. and Mrs. Denholm", ""),
        ("🚀🚀🚀", ""),
        (",ꬑ", ""),
        ("", ""),
    ] {
        check_name(shown, called);
    }
}

#[test]
fn a_signature_says_what_somebody_goes_by() {
    let signed = |text: &str, full: &str| name::signed_name(text, full, "", &shared().names);
    assert_eq!(signed("Hi Sam,\nlovely talk.\nBest,\nLiz", "Elizabeth Berg"), "Liz");
    assert_eq!(signed("Hi Sam, lovely talk.\n– Philippa", ""), "Philippa");
    assert_eq!(signed("Hi Sam,\nlovely talk.\nKind regards,\nWei", "Li Wei"), "Wei");
    assert_eq!(signed("Hi Sam,\nlovely talk.\nThanks,\nAcme Team", "Elizabeth Berg"), "");
    assert_eq!(signed("Thanks for the ride", "Elizabeth Berg"), "");
    assert_eq!(signed("Dear Jia Wen,\nwould that be possible?\nMei Fen", "Loh Mei Fen"), "Mei Fen");
    assert_eq!(signed("Dear Sam,\nI passed.\nWarm regards,\nHui Min", "Hui Min Goh"), "Hui Min");
    assert_eq!(signed("Dear Sam,\nwould that be possible?\nEliza", "Eliza Berg"), "Eliza");
    assert_eq!(signed("Dear Sam,\nshall we meet in\nBergen", "Eliza Berg"), "");
}

#[test]
fn what_was_told_is_not_asked() {
    let (record, settings) = (Record::default(), Settings::default());
    let asked = |text: &str, ask: Ask, missing: &[Missing]| {
        let request = request("Betty Berg", text);
        let situation = Situation { missing, ..Situation::new(&request, &record, &settings, ask, Advice::AskFirst) };
        drafts(&situation, Advice::AskFirst).into_iter().map(|reply| reply.text).collect::<String>()
    };
    let knows = |text: &str| {
        ["know each other", "met before", "came across me", "came to think of me"]
            .iter()
            .any(|asks| text.contains(asks))
    };
    let tie = [Missing::HowWeKnow];
    assert!(knows(&asked("Could I have some advice?", Ask::Help, &tie)));
    for text in [
        "We haven't met, but could I have some advice?",
        "I read your article on trams. Could I have some advice?",
        "Ruth Lind gave me your name. Could I have some advice?",
    ] {
        assert!(!knows(&asked(text, Ask::Help, &tie)), "{text}");
    }
    let length = |text: &str| {
        asked(text, Ask::Help, &[]).contains("long") || asked(text, Ask::Help, &[]).contains("how much time")
    };
    assert!(length("Could you help me?") && !length("Could you spare me twenty minutes?"));
}

#[test]
fn a_talk_that_was_given_is_no_wish_to_talk() {
    let words = &pack(Language::EN).words;
    let talking = |text: &str| told::wants_talk(text, words);
    for text in [
        "In your talk you named a book.",
        "Nice to meet you.",
        "Thanks for the notes from our meeting.",
        "I wrote down what you said in that call.",
    ] {
        assert!(!talking(text), "{text}");
    }
    for text in ["Could we talk?", "In your talk you named a book; may I call you?", "A coffee next week?"] {
        assert!(talking(text), "{text}");
    }
}

#[test]
fn topics_are_found_and_turned_round() {
    let words = &pack(Language::EN).words;
    let check = |text: &str, topic: &str| {
        let found =
            topic::find(&topic::Heard::new(text), words).map(|topic| topic::turn(&topic, words)).unwrap_or_default();
        assert_eq!(found, topic, "for {text:?}");
    };
    check("I'd love your advice on your career path.", "my career path");
    check("Could I pick your brain about how you got into UX research?", "how I got into UX research");
    check(
        "I would value your thoughts on moving from law to teaching and would be grateful.",
        "moving from law to teaching",
    );
    check("Can you help me with my portfolio, please?", "your portfolio");
    check("I have questions about it.", "");
    check("Let's talk about how we can help you grow.", "");
    check("I'd like to learn more about {company}.", "");
    check("Nice weather today.", "");
}

#[test]
fn dates_are_said_as_people_say_them() {
    let day = PartialDate::parse;
    let today = day("2027-03-01");
    let check = |code: &str, date: &str, expect: Expect| {
        let words = &pack(Language::from_code(code).unwrap_or(Language::EN)).words;
        let date = day(date);
        expect.assert_eq(
            &[date::when(date, today, words), date::until(date, today, words), date::from(date, today, words)]
                .join(" / "),
        );
    };
    check("en", "2027-05-12", expect!["on 12 May / 12 May / any time from 12 May"]);
    check("en", "2028-05", expect!["in May 2028 / the end of May 2028 / any time from May 2028"]);
    check("es", "2027-05-01", expect!["el 1 de mayo / el 1 de mayo / a partir del 1 de mayo"]);
    check("fr", "2027-05-01", expect!["le 1er mai / au 1er mai / à partir du 1er mai"]);
    check("de", "2028-05-12", expect!["am 12. Mai 2028 / zum 12. Mai 2028 / ab dem 12. Mai 2028"]);
    check("pt", "2027-05", expect!["em maio / o fim de maio / a partir de maio"]);
    assert_eq!(date::next(day("2028-02-28")), day("2028-02-29"));
    assert_eq!(date::next(day("2027-12-31")), day("2028-01-01"));
    assert_eq!(date::next(day("2027-12")), day("2028-01"));
    assert!(date::is_over(day("2027-02"), today) && !date::is_over(day("2027-03"), today));
}

#[test]
fn languages_are_told_apart() {
    for (text, code) in [
        ("Hi, would you like to connect?", "en"),
        ("Hola, me gustaría conectar contigo.", "es"),
        ("Bonjour, je souhaite rejoindre votre réseau.", "fr"),
        ("Guten Tag, ich würde mich gern vernetzen.", "de"),
        ("Olá, gostaria de me conectar com você.", "pt"),
        ("Ciao Sam, mi piacerebbe collegarmi con te.", "it"),
        ("Hallo Sam, ik wil graag met je in contact komen.", "nl"),
        ("Cześć Sam, chciałbym się z Tobą połączyć.", "pl"),
        ("Hola Sam, m'agradaria connectar amb tu.", "ca"),
        ("Привет, давайте познакомимся.", "ru"),
        ("你好，很高兴认识你", "zh"),
        ("Connect?", ""),
        ("", ""),
    ] {
        let written = Language::from_code(code).unwrap_or(Language::Other);
        let expected = if code.is_empty() { Language::Unsure } else { written };
        assert_eq!(request_language(text), expected, "for {text:?}");
    }
}

#[test]
fn a_request_in_another_language_is_offered_english_and_told_so() {
    let request = request("Lan Pham", "Xin chào Sam, tôi rất muốn kết nối với bạn, cảm ơn bạn.");
    let (record, settings) = (Record::default(), Settings::default());
    let situation = Situation::new(&request, &record, &settings, Ask::Connect, Advice::Accept);
    assert_eq!(english_instead(&situation), Some(Instead::Unwritten));
    assert!(compose(&situation)[0].template.starts_with("en/"));
}

#[test]
fn a_recruiter_is_not_asked_for_what_the_message_gives() {
    let (record, settings) = (Record::default(), Settings::default());
    let missing = [Missing::Employer, Missing::Role, Missing::Pay];
    for (text, not) in [
        (
            "Hi Sam, a mill supervisor vacancy in Grimsby, 52k plus shift allowance. Interested?",
            &["salary", "pays"][..],
        ),
        (
            "Hi Sam, at Lomond Instruments you'd run the workshop. 61,000, permanent. Interested?",
            &["salary", "pays", "compan", "employer", "day to day", "involves"],
        ),
        (
            "Hallo Sam, wir suchen eine Leitung für die Werkstatt, 65.000 bis 72.000 brutto. Interesse?",
            &["Gehalt", "gezahlt", "Firma", "Unternehmen"],
        ),
        (
            "Hola Sam, buscamos a alguien para el taller, 38.000 euros. Te encargarías de los tornos. ¿Te interesa?",
            &["salarial", "paga", "empresa"],
        ),
        (
            "Bonjour Sam, nous cherchons quelqu'un pour l'atelier, 45 à 50k. Le poste consiste à régler les tours. Intéressé ?",
            &["salaire", "paie", "entreprise", "quotidien"],
        ),
        (
            "Olá Sam, procuramos alguém para a oficina, 9 mil reais por mês. Você lideraria os torneiros. Interessa?",
            &["salarial", "paga", "empresa"],
        ),
    ] {
        let request = request("Betty Berg", text);
        let situation = Situation::new(&request, &record, &settings, Ask::Recruit, Advice::AskFirst);
        for reply in everything(&Situation { missing: &missing, ..situation }) {
            let asked: Vec<&&str> = not.iter().filter(|word| reply.text.contains(**word)).collect();
            assert!(asked.is_empty(), "{text} is asked for {asked:?}: {}", reply.text);
        }
    }
}

#[test]
fn the_last_reply_is_not_repeated() {
    let request = request("Betty Berg", "Would you like to connect?");
    let (record, settings) = (Record::default(), Settings::default());
    let situation = Situation::new(&request, &record, &settings, Ask::Connect, Advice::AskFirst);
    let first = drafts(&situation, Advice::AskFirst);
    let second = drafts(&Situation { last: &first[0].template, ..situation }, Advice::AskFirst);
    assert_ne!(first[0].text, second[0].text);
    assert_eq!(first, drafts(&situation, Advice::AskFirst), "the same request gets the same replies");
}

#[test]
fn what_is_over_or_unknown_is_never_offered() {
    let request = request("Betty Berg", "Would you like to connect?");
    let record = Record::default();
    let event = |date: &str| crate::settings::Event { name: "the fair".into(), date: PartialDate::parse(date) };
    for (date, today, offered) in [
        ("2027-05-01", "2027-03-01", true),
        ("2027-02-01", "2027-03-01", false),
        ("2027-05-01", "", false),
        ("", "2027-03-01", true),
    ] {
        let settings = Settings { events: vec![event(date)], today: PartialDate::parse(today), ..Settings::default() };
        let situation = Situation::new(&request, &record, &settings, Ask::Connect, Advice::Decline);
        let said =
            variants(&situation, Advice::Decline, Tone::Plain).iter().any(|reply| reply.text.contains("the fair"));
        assert_eq!(said, offered, "{date} on {today}");
    }
}

#[test]
fn what_is_written_in_one_language_stays_out_of_another() {
    let request = request("Betty Berg", "Bonjour, je souhaite vous ajouter à mon réseau professionnel.");
    let record = Record::default();
    let settings = Settings { policy: "I only connect with people I have met".into(), ..Settings::default() };
    let situation = Situation::new(&request, &record, &settings, Ask::Connect, Advice::Decline);
    for reply in compose(&situation) {
        assert!(!reply.text.contains("I only"), "{}", reply.text);
    }
}

#[test]
fn own_replies_come_first_and_are_checked() {
    let request = request("Betty Berg", "Would you like to connect?");
    let record = Record::default();
    let own = crate::settings::OwnReply {
        name: "mine".into(),
        asks: vec![Ask::Connect],
        stance: Advice::Accept,
        tone: Tone::Warm,
        text: "Good to hear from you, {name}.\n? It was about {topic}.\nLet's connect.".into(),
    };
    let settings = Settings { own_replies: vec![own], ..Settings::default() };
    let situation = Situation::new(&request, &record, &settings, Ask::Connect, Advice::Accept);
    let first = &compose(&situation)[0];
    assert_eq!(first.template, "own/mine");
    assert_eq!(first.text, "Hi Betty,\n\nGood to hear from you, Betty. Let's connect.");
    assert!(own::check_template("Hi {nam}").is_err_and(|error| error.to_string() == "line 1: no slot is named `nam`"));
    assert!(own::check_template("Hi {name").is_err());
    assert!(own::check_template("@offer\n{?on-break}Until {until}, then.").is_ok());
    assert_eq!(own::preview("! About {topic}.", &situation, Tone::Plain), None);
}

#[test]
fn feedback_has_four_rungs() {
    let request = request("Tyler Quinn", "Hi! Would love to pick your brain and grow together. Fifteen minutes today?");
    let (record, settings) = (Record::default(), Settings::default());
    let flags = flags(&[Flag::PrematureAsk, Flag::Impersonal]);
    let situation =
        Situation { flags: &flags, ..Situation::new(&request, &record, &settings, Ask::Help, Advice::Decline) };
    let rungs = feedback::feedback(&situation);
    let ids: Vec<&str> = rungs.iter().map(|rung| rung.id).collect();
    assert_eq!(ids, ["silence", "short", "reason", "help"]);
    assert!(rungs.iter().all(|rung| !rung.name.is_empty() && !rung.commits.is_empty()));
    let last = rungs[3].reply.as_ref().map_or("", |reply| &reply.text);
    expect![[r#"
        Hi Tyler,

        Thank you for writing. I'm saying no to this one, but perhaps this helps with the next. It asks for a favour before we've exchanged a word; a smaller first step would have been easier to say yes to. I couldn't tell why it came to me in particular; half a sentence on that goes a long way. Good luck with it."#]]
    .assert_eq(last);
}

#[test]
fn nobody_is_introduced_who_has_not_said_yes() {
    let request = request("Abhay Rao", "Hi Sam, could you introduce me to Grant Tully at the housing office?");
    let (record, settings) = (Record::default(), Settings::default());
    let situation = Situation::new(&request, &record, &settings, Ask::Introduce, Advice::Accept);
    let pair = desk::introduce(&situation);
    assert!(pair.to_requester.is_some_and(|reply| reply.text.contains("forward") || reply.text.contains("pass on")));
    expect![[r#"
        Hi Grant,

        Abhay Rao has asked me whether I'd introduce the two of you. Would you be open to that? I haven't passed on anything of yours, and no is a perfectly good answer. If you like, I'll send you the note they wrote first."#]]
    .assert_eq(&pair.to_third.unwrap_or_default());
}

#[test]
fn the_desk_gives_what_can_be_given() {
    use desk::{Answers, Seen, Stand, recommend};
    let answers = Answers { worked_together: true, recently: true, saw: Seen::Closely, stand: Stand::InPublic };
    assert_eq!(recommend(answers), Desk::Write);
    assert_eq!(recommend(Answers { recently: false, ..answers }), Desk::Narrow);
    assert_eq!(recommend(Answers { saw: Seen::Part, ..answers }), Desk::Narrow);
    assert_eq!(recommend(Answers { stand: Stand::InPrivate, ..answers }), Desk::Private);
    assert_eq!(recommend(Answers { stand: Stand::No, ..answers }), Desk::Decline);
    assert_eq!(recommend(Answers { saw: Seen::Nothing, ..answers }), Desk::Decline);
    assert_eq!(recommend(Answers { worked_together: false, ..answers }), Desk::Narrow);
}

#[test]
fn the_profile_says_the_policy() {
    let settings = Settings {
        policy: "I only connect with people I have met".into(),
        elsewhere: "my newsletter at samvale.example.".into(),
        ..Settings::default()
    };
    expect!["I only connect with people I have met. For everything else you'll find me through my newsletter at samvale.example."]
        .assert_eq(&own::profile_sentences(&settings)[0]);
    assert_eq!(own::profile_sentences(&Settings::default()).len(), 2);
    let rules = Settings {
        accepts: Accepts::Met,
        met_means: vec![Encounter::InPerson],
        recommends: Recommends::Worked,
        ..Settings::default()
    };
    expect![
        "I only connect with people I have met in person. I only write recommendations for people I have worked with."
    ]
    .assert_eq(&own::profile_sentences(&rules)[0]);
}

#[test]
fn asks_and_stances_keep_their_order() {
    assert_eq!(Ask::ALL.iter().map(|ask| ask.id()).collect::<Vec<_>>(), pack::ASKS);
    assert_eq!(Advice::ALL.iter().map(|advice| advice.id()).collect::<Vec<_>>(), pack::STANCES);
    for flag in Flag::ALL {
        assert!(pack::CONDITIONS.contains(&flag.id()), "{}", flag.id());
    }
    for kind in SlipKind::ALL {
        assert_eq!(shared().slips.list(kind.id()).len(), 2, "{}", kind.id());
    }
}

#[test]
fn every_pack_says_feedback_consent_and_profile() {
    let record = Record::default();
    let texts = [
        ("en", "Hi Sam, would you introduce me?"),
        ("es", "Hola, ¿me puedes presentar?"),
        ("fr", "Bonjour, pouvez-vous me présenter ?"),
        ("de", "Hallo, kannst du mich vorstellen?"),
        ("pt", "Olá, você pode me apresentar?"),
    ];
    for (code, text) in texts {
        let request = request("Abhay Rao", text);
        let settings = Settings { reply_language: code.into(), ..Settings::default() };
        for flag in Flag::ALL {
            let flags = flags(&[*flag, Flag::Impersonal]);
            let situation = Situation {
                flags: &flags,
                third: "Grant Tully",
                ..Situation::new(&request, &record, &settings, Ask::Introduce, Advice::Decline)
            };
            for rung in feedback::feedback(&situation).into_iter().filter_map(|rung| rung.reply) {
                let slips = check(&rung.text, &situation);
                assert!(slips.is_empty(), "{}: {slips:?}", rung.text);
            }
            let pair = desk::introduce(&situation);
            assert!(pair.to_third.is_some_and(|text| text.contains("Grant") && text.contains("Abhay Rao")));
        }
        assert!(!own::profile_sentences(&settings).is_empty());
    }
}

/// Names as pages may show them, and worse.
fn any_name() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "[A-Z][a-z]{1,8}( [A-Z][a-z]{1,10}){0,3}",
        "(Dr\\. |Prof\\. |)[A-Z][a-z]{1,8},? ?[A-Z]{2,4}",
        Just("{first_name} {{last}}".to_owned()),
        Just("\u{e000}\u{202e}\u{200b}".to_owned()),
        Just("[Name] <b>x</b> %FIRST%".to_owned()),
    ]
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,200}",
        "(Hi|Dear) [A-Z][a-z]{2,6},\n\n\\PC{0,80}\n\nBest,\n\\PC{0,20}",
        "(advice on|questions about|introduce me to) \\PC{0,60}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(160) })]

    #[test]
    fn no_name_or_text_breaks_a_reply(from in any_name(), text in any_text(), topic in "\\PC{0,60}", entity in "\\PC{0,40}", policy in "\\PC{0,60}", ask in 0..9_usize, advice in 0..5_usize, short in any::<bool>()) {
        let mut request = request(&from, &text);
        request.channel = if short { Channel::Invitation } else { Channel::Message };
        let record = Record::default();
        let settings = Settings { policy, free_account: short, name: from.clone(), ..Settings::default() };
        let claims = [CheckedClaim { kind: ClaimType::Colleague, entity, quote: String::new(), span: None, truth: Truth::Contradicted, backing: String::new() }];
        let situation = Situation { claims: &claims, topic: &topic, ..Situation::new(&request, &record, &settings, Ask::ALL[ask], Advice::ALL[advice]) };
        let replies = compose(&situation);
        prop_assert!(replies.len() >= 3, "{replies:?}");
        for reply in replies {
            prop_assert!(units(&reply.text) <= if short { FREE_NOTE } else { situation.limit }, "{}", reply.text);
            prop_assert!(!reply.text.contains(['{', '}', '[', ']', '\u{e000}']), "{}", reply.text);
            prop_assert!(!reply.text.contains("  ") && !reply.text.contains("\n\n\n") && reply.text.trim() == reply.text, "{:?}", reply.text);
            let again = check(&reply.text, &situation);
            prop_assert!(again.iter().all(|slip| slip.kind != SlipKind::UnfilledSlot && slip.kind != SlipKind::TooLong), "{again:?} in {}", reply.text);
        }
    }

    #[test]
    fn any_text_can_be_checked(reply in any_text(), from in any_name(), advice in 0..5_usize) {
        let request = request(&from, "Could we talk?");
        let (record, settings) = (Record::default(), Settings::default());
        let situation = Situation { limit: NOTE, ..Situation::new(&request, &record, &settings, Ask::Help, Advice::ALL[advice]) };
        let length = units(&reply) as u32;
        for slip in check(&reply, &situation) {
            if let Some(span) = slip.span {
                prop_assert!(span.start <= span.end && span.end <= length, "{span:?} in {reply:?}");
            }
        }
    }

    #[test]
    fn any_text_can_be_a_template(text in "[ -~\n]{0,120}|\\PC{0,80}") {
        let request = request("Betty Berg", "Could we talk?");
        let (record, settings) = (Record::default(), Settings::default());
        let situation = Situation::new(&request, &record, &settings, Ask::Help, Advice::Accept);
        let _ = own::check_template(&text);
        let _ = own::preview(&text, &situation, Tone::Warm);
    }
}
