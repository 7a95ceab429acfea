//! Reply packs, tested from their files: every example of every case, every example of every check, and every
//! template on every case of the project's own corpus. A reply of ours never trips our own checker, fits its place,
//! shows no slot and has no double blanks.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use demur::assessment::{CheckedClaim, ClaimType, Flagged, GoodSign, Truth};
use demur::packs::Pack;
use demur::record::{PartialDate, Record};
use demur::reply::data::compile::{self, CaseSource, Example, Source};
use demur::reply::data::pack::TONES;
use demur::reply::data::template::units;
use demur::reply::{self, Desk, Missing, Situation};
use demur::request::Channel;
use demur::rules::examples::{negative_failure, positive_failure, unreached};
use demur::rules::load::{Loaded, load};
use demur::settings::{Event, Referral, Tone};
use demur::{Advice, Ask, Flag, Good, Request, Settings};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let mut trials = Vec::new();
    for code in Pack::ALL.map(Pack::code) {
        let folder = Path::new("src/reply").join(code);
        let source = stop_on_error(compile::read_pack(&folder));
        let checks = stop_on_error(load(&folder.join("check")).map_err(|error| error.to_string()));
        check_examples(code, &Arc::new(checks), &mut trials);
        case_examples(&source, &mut trials);
        let source = Arc::new(source);
        trials.push(Trial::test(format!("{code}::nothing_is_lacking"), move || nothing_is_lacking(&source)));
    }
    slips_in_what_people_type(&mut trials);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir("tests/cases").into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.extend(std::env::var_os("DEMUR_CASES").map(PathBuf::from));
    files.retain(|file| file.extension().is_some_and(|ending| ending == "jsonl"));
    files.sort();
    for file in files {
        let name = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        let text = stop_on_error(std::fs::read_to_string(&file).map_err(|error| error.to_string()));
        let lines: Vec<(usize, String)> = text.lines().map(str::to_owned).enumerate().collect();
        // Pieces of one size, so that every processor is busy to the end.
        for piece in lines.chunks(40) {
            let piece = piece.to_vec();
            let from = piece[0].0 + 1;
            trials.push(Trial::test(format!("every_template_on::{name}::from_{from}"), move || on_every_case(&piece)));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn stop_on_error<T>(result: Result<T, String>) -> T {
    result.unwrap_or_else(|error| {
        eprintln!("{error}");
        std::process::exit(1);
    })
}

/// Cases that every pack has besides those for each ask and stance: id, ask, stance, and what its texts must name.
const SPECIAL: &[(&str, &str, &str, &str)] = &[
    // A claim that does not match, a friendship, a person whom both should know.
    ("connect-ask-claim", "connect", "ask-first", "{claim}"),
    ("connect-ask-friend", "connect", "ask-first", ""),
    ("connect-ask-mutual", "connect", "ask-first", "{claim}"),
    // The person's policy, and another place to stay in touch.
    ("connect-later", "connect", "help-differently", "{policy}"),
    ("connect-later", "connect", "help-differently", "@elsewhere"),
    ("connect-decline", "connect", "decline", "@elsewhere"),
    ("recommendation-decline", "recommendation", "decline", ""),
    ("recommendation-traded", "recommendation", "decline", ""),
    ("introduce-decline", "introduce", "decline", ""),
    // Passed on through another channel, so that the third person decides; and both asked first.
    ("introduce-later", "introduce", "help-differently", "{third}"),
    ("introduce-accept", "introduce", "accept", "{third}"),
    ("introduced-accept", "introduced", "accept", ""),
    ("introduced-decline", "introduced", "decline", ""),
    // Not now, with something useful.
    ("help-later", "help", "help-differently", "@offer"),
    ("on-break", "*", "help-differently", "{until}"),
    ("over-capacity", "recommendation", "help-differently", ""),
    ("not-my-field", "help", "help-differently", "@offer"),
    ("not-my-field-decline", "help", "decline", "@offer"),
    // A firm no.
    ("decline-shady", "connect", "decline", ""),
    ("decline-trouble", "*", "decline", ""),
    ("sales-decline-pushed", "sales", "decline", ""),
    ("report", "*", "report", ""),
    // Accept and say why.
    ("connect-accept", "connect", "accept", "@why-yes"),
    // The answer to what was asked.
    ("answered-accept", "*", "accept", ""),
    ("answered-ask", "*", "ask-first", ""),
    ("answered-decline", "*", "decline", ""),
    // What the desk comes to.
    ("desk-write", "recommendation", "accept", ""),
    ("desk-narrow", "recommendation", "help-differently", ""),
    ("desk-private", "recommendation", "help-differently", ""),
    ("desk-decline", "recommendation", "decline", ""),
];

/// Every ask has replies for every stance that stand without conditions, and every special case is there: each in
/// three tones with two variants at least.
fn nothing_is_lacking(source: &Source) -> Result<(), Failed> {
    let mut lacking = String::new();
    let answers = |case: &CaseSource, ask: &str| case.ask.iter().any(|known| known == ask || known == "*");
    let full = |case: &CaseSource| case.texts().iter().all(|texts| texts.len() >= 2);
    for ask in Ask::ALL.iter().map(|ask| ask.id()) {
        for stance in Advice::ALL.iter().map(|advice| advice.id()) {
            let general =
                |case: &&CaseSource| answers(case, ask) && case.stance == stance && case.when.is_empty() && full(case);
            if !source.cases.iter().any(|case| general(&case)) {
                let _ =
                    writeln!(lacking, "src/reply/{} has no case without conditions: {stance} to {ask}", source.code);
            }
        }
    }
    for (id, ask, stance, names) in SPECIAL {
        let named = |case: &CaseSource| {
            let texts = case.texts();
            texts.iter().any(|texts| texts.iter().any(|text| text.contains(names)))
        };
        let found = |case: &&CaseSource| {
            case.id == *id && answers(case, ask) && case.stance == *stance && full(case) && named(case)
        };
        if !source.cases.iter().any(|case| found(&case)) {
            let with = if names.is_empty() { String::new() } else { format!(", which names {names}") };
            let _ = writeln!(lacking, "src/reply/{} has no case `{id}`: {stance} to {ask}{with}", source.code);
        }
    }
    if lacking.is_empty() { Ok(()) } else { Err(Failed::from(lacking)) }
}

/// What is wrong with an example of a rule.
type Failure = fn(&Loaded, usize, &str) -> Option<String>;

/// Each example beside a check is a test of its own.
fn check_examples(code: &str, loaded: &Arc<Loaded>, trials: &mut Vec<Trial>) {
    for rule in 0..loaded.set.rules.len() {
        let id = &loaded.set.rules[rule].id;
        let examples = &loaded.examples[rule];
        let kinds: [(&str, &[String], Failure); 2] =
            [("positive", &examples.positive, positive_failure), ("negative", &examples.negative, negative_failure)];
        for (kind, texts, failure) in kinds {
            for (at, text) in texts.iter().enumerate() {
                let (loaded, text) = (Arc::clone(loaded), text.clone());
                trials.push(Trial::test(format!("{code}::check::{id}::{kind}_{}", at + 1), move || {
                    failure(&loaded, rule, &text).map_or(Ok(()), |reason| Err(Failed::from(reason)))
                }));
            }
        }
    }
    let all = Arc::clone(loaded);
    trials.push(Trial::test(format!("{code}::check::every_rule_is_reached"), move || match unreached(&all) {
        rules if rules.is_empty() => Ok(()),
        rules => Err(Failed::from(format!("no positive reaches: {}", rules.join(", ")))),
    }));
}

/// What an example says of its request, owned.
struct Given {
    request: Request,
    settings: Settings,
    ask: Ask,
    flags: Vec<Flagged>,
    good: Vec<GoodSign>,
    claims: Vec<CheckedClaim>,
    missing: Vec<Missing>,
    answered: bool,
    desk: Option<Desk>,
}

fn flagged(id: Flag) -> Flagged {
    Flagged { id, why: String::new(), better: String::new(), spans: Vec::new(), rules: Vec::new() }
}

fn claim(kind: ClaimType, entity: &str, truth: Truth) -> CheckedClaim {
    CheckedClaim { kind, entity: entity.to_owned(), quote: String::new(), span: None, truth, backing: String::new() }
}

fn given(code: &str, case: &CaseSource, example: &Example) -> Result<Given, String> {
    let known = |what: &str, word: &str| format!("{what} `{word}` is unknown");
    let mut request = Request { text: example.says.clone(), ..Request::default() };
    request.sender.name.clone_from(&example.from);
    request.channel = match example.channel.as_str() {
        "invitation" => Channel::Invitation,
        "email" => Channel::Email,
        "message" | "" => Channel::Message,
        other => return Err(known("channel", other)),
    };
    let table: toml::Table = example.settings.clone().into_iter().collect();
    let mut settings: Settings = table.try_into().map_err(|error| format!("settings: {error}"))?;
    if example.says.is_empty() {
        settings.reply_language = code.to_owned();
    }
    let ask = if example.ask.is_empty() {
        case.ask.first().filter(|ask| *ask != "*").map_or("connect", String::as_str)
    } else {
        &example.ask
    };
    let all = |ids: &[String]| ids.to_vec();
    Ok(Given {
        ask: Ask::from_id(ask).ok_or_else(|| known("ask", ask))?,
        flags: all(&example.flags)
            .iter()
            .map(|id| Flag::from_id(id).map(flagged).ok_or_else(|| known("flag", id)))
            .collect::<Result<_, _>>()?,
        good: all(&example.good)
            .iter()
            .map(|id| {
                Good::from_id(id)
                    .map(|id| GoodSign { id, spans: Vec::new(), rules: Vec::new() })
                    .ok_or_else(|| known("sign", id))
            })
            .collect::<Result<_, _>>()?,
        claims: match example.claim.as_slice() {
            [] => Vec::new(),
            [kind, entity, truth] => vec![claim(
                ClaimType::from_id(kind).ok_or_else(|| known("claim", kind))?,
                entity,
                Truth::from_id(truth).ok_or_else(|| known("truth", truth))?,
            )],
            _ => return Err("a claim is its type, what it is about, and its truth".into()),
        },
        missing: example
            .missing
            .iter()
            .map(|id| Missing::from_id(id).ok_or_else(|| known("fact", id)))
            .collect::<Result<_, _>>()?,
        answered: example.also.iter().any(|also| also == "answered"),
        desk: example.also.iter().find_map(|also| Desk::from_id(also)),
        request,
        settings,
    })
}

impl Given {
    fn situation<'a>(&'a self, record: &'a Record, advice: Advice) -> Situation<'a> {
        Situation {
            flags: &self.flags,
            good: &self.good,
            claims: &self.claims,
            missing: &self.missing,
            answered: self.answered,
            desk: self.desk,
            ..Situation::new(&self.request, record, &self.settings, self.ask, advice)
        }
    }
}

/// Each case says what its templates make of at least one request, word for word.
fn case_examples(source: &Source, trials: &mut Vec<Trial>) {
    for case in &source.cases {
        let name = format!("{}::{}", source.code, case.id);
        if case.example.is_empty() {
            trials.push(Trial::test(format!("{name}::example"), || Err(Failed::from("has no example"))));
        }
        for (at, example) in case.example.iter().enumerate() {
            let (code, case, example) = (source.code.clone(), case.clone(), example.clone());
            trials.push(Trial::test(format!("{name}::example_{}", at + 1), move || {
                case_example(&code, &case, &example).map_err(Failed::from)
            }));
        }
    }
}

fn case_example(code: &str, case: &CaseSource, example: &Example) -> Result<(), String> {
    let record = Record::default();
    let given = given(code, case, example)?;
    let stance = Advice::from_id(&case.stance).ok_or("the stance is unknown")?;
    let situation = given.situation(&record, stance);
    let mut wrong = String::new();
    for (tone, (expected, templates)) in [Tone::Warm, Tone::Plain, Tone::Brief]
        .into_iter()
        .zip([&example.warm, &example.plain, &example.brief].into_iter().zip(case.texts()))
    {
        let place = TONES[tone as usize];
        let made = reply::variants(&situation, stance, tone);
        for at in 0..templates.len() {
            let id = format!("{code}/{}/{place}-{}", case.id, at + 1);
            let reply = made.iter().find(|reply| reply.template == id).map_or("", |reply| reply.text.as_str());
            let expected = expected.get(at).map_or("", |text| text.trim());
            if reply != expected || reply.is_empty() {
                let _ = write!(wrong, "\n{id} says:\n{reply}\n--- instead of:\n{expected}\n");
            }
            faults(reply, &situation, &id, &mut wrong);
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// What no reply may ever be.
fn faults(reply: &str, situation: &Situation<'_>, id: &str, wrong: &mut String) {
    let mut fault = |what: &str| {
        let _ = write!(wrong, "\n{id} {what}:\n{reply}\n");
    };
    if reply.contains(['{', '}', '@', '\u{e000}']) && !reply.contains(".example") {
        fault("shows a slot");
    }
    if reply.contains("  ")
        || reply.contains(" \n")
        || reply.contains("\n ")
        || reply.contains("\n\n\n")
        || reply.contains(" ,")
    {
        fault("has stray blanks");
    }
    if reply.contains("..") || reply.contains(",.") || reply.contains("?.") || reply.contains(".?") {
        fault("has stray stops");
    }
    if units(reply) > situation.limit {
        fault("is too long");
    }
    let (slips, answer) = reply::check::review(reply, situation);
    for slip in slips {
        let words = slip.span.map(|span| span.quote).unwrap_or_default();
        fault(&format!("trips {} ({words})", slip.kind.id()));
    }
    let heard = match situation.advice {
        Advice::Accept => answer.yes || situation.ask == Ask::None || id.contains("/mourning/"),
        Advice::AskFirst => answer.asks,
        Advice::HelpDifferently => answer.later || answer.no,
        Advice::Decline | Advice::Report => answer.no,
    };
    if !heard {
        fault(&format!("is not heard as {} but as {answer:?}", situation.advice.id()));
    }
}

/// A reply typed by hand, and what the checker should say of it.
#[derive(serde::Deserialize)]
struct Typed {
    id: String,
    ask: Ask,
    advice: Advice,
    from: String,
    says: String,
    reply: String,
    slips: Vec<String>,
    #[serde(default)]
    flags: Vec<Flag>,
    #[serde(default)]
    claim: Option<(ClaimType, String, Truth)>,
    limit: Option<usize>,
}

/// Replies in many voices: each slip is found, and a good reply is left in peace.
fn slips_in_what_people_type(trials: &mut Vec<Trial>) {
    let text = stop_on_error(std::fs::read_to_string("tests/slips.jsonl").map_err(|error| error.to_string()));
    let all = text.clone();
    trials.push(Trial::test("typed::every_slip_has_an_example", move || {
        let shown = |kind: &reply::SlipKind| all.contains(&format!("\"{}\"", kind.id()));
        let bare: Vec<&str> = reply::SlipKind::ALL.iter().filter(|kind| !shown(kind)).map(|kind| kind.id()).collect();
        if bare.is_empty() { Ok(()) } else { Err(Failed::from(format!("no example of {}", bare.join(", ")))) }
    }));
    for (number, line) in text.lines().enumerate() {
        let typed: Typed = stop_on_error(
            serde_json::from_str(line).map_err(|error| format!("tests/slips.jsonl:{}: {error}", number + 1)),
        );
        trials.push(Trial::test(format!("typed::{}", typed.id), move || {
            let (record, settings) = (Record::default(), Settings { name: "Sam Vale".into(), ..Settings::default() });
            let mut request = Request { text: typed.says, ..Request::default() };
            request.sender.name = typed.from;
            let flags: Vec<Flagged> = typed.flags.iter().copied().map(flagged).collect();
            let claims: Vec<CheckedClaim> =
                typed.claim.iter().map(|(kind, entity, truth)| claim(*kind, entity, *truth)).collect();
            let situation = Situation::new(&request, &record, &settings, typed.ask, typed.advice);
            let limit = typed.limit.unwrap_or(situation.limit);
            let situation = Situation { flags: &flags, claims: &claims, limit, ..situation };
            let mut found: Vec<&str> =
                reply::check(&typed.reply, &situation).iter().map(|slip| slip.kind.id()).collect();
            let mut wanted: Vec<&str> = typed.slips.iter().map(String::as_str).collect();
            found.sort_unstable();
            wanted.sort_unstable();
            if found == wanted {
                Ok(())
            } else {
                Err(Failed::from(format!("found {found:?} instead of {wanted:?} in: {}", typed.reply)))
            }
        }));
    }
}

/// Settings of somebody who has filled in everything.
fn full() -> Settings {
    let day = PartialDate::parse;
    Settings {
        name: "Sam Vale".into(),
        sign_off: "Best,\nSam".into(),
        policy: "I only connect with people I have met".into(),
        elsewhere: "my newsletter at samvale.example".into(),
        resources: vec!["my reading list: https://samvale.example/list".into()],
        organisations: vec!["the chamber of commerce".into()],
        events: vec![Event { name: "the spring meetup".into(), date: day("2027-05-14") }],
        referrals: vec![Referral { topic: "research careers".into(), person: "Rosa Lind".into() }],
        break_until: day("2027-04-30"),
        today: day("2027-03-01"),
        ..Settings::default()
    }
}

#[derive(serde::Deserialize)]
struct Labelled {
    #[serde(flatten)]
    request: Request,
    ask: Ask,
    #[serde(default)]
    flags: Vec<Flag>,
    #[serde(default)]
    good: Vec<Good>,
    #[serde(alias = "action")]
    advice: Advice,
    #[serde(default)]
    claims: Vec<LabelledClaim>,
}

#[derive(serde::Deserialize)]
struct LabelledClaim {
    #[serde(rename = "type")]
    kind: ClaimType,
    #[serde(default)]
    entity: String,
    truth: Truth,
}

/// Every template that applies to a case, in every language, stance and tone, on some lines of a file of cases.
fn on_every_case(lines: &[(usize, String)]) -> Result<(), Failed> {
    let record = Record::default();
    let mut wrong = String::new();
    for (number, line) in lines {
        let number = *number;
        let case: Labelled = serde_json::from_str(line).map_err(|error| format!("line {}: {error}", number + 1))?;
        let mut flags: Vec<Flagged> = case.flags.iter().copied().map(flagged).collect();
        let good: Vec<GoodSign> =
            case.good.iter().map(|id| GoodSign { id: *id, spans: Vec::new(), rules: Vec::new() }).collect();
        let claims: Vec<CheckedClaim> =
            case.claims.iter().map(|label| claim(label.kind, &label.entity, label.truth)).collect();
        // Every fourth case is read by somebody on a break, every fifth by somebody who has too much on.
        flags.extend((number % 4 == 3).then(|| flagged(Flag::OnBreak)));
        flags.extend((number % 5 == 4).then(|| flagged(Flag::OverCapacity)));
        flags.extend((number % 7 == 6).then(|| flagged(Flag::OutsideExpertise)));
        let mut settings = if number % 2 == 0 { Settings::default() } else { full() };
        settings.free_account = number % 3 == 0;
        for language in Pack::ALL.map(Pack::code) {
            let settings = Settings { reply_language: language.to_owned(), ..settings.clone() };
            let situation = Situation {
                flags: &flags,
                good: &good,
                claims: &claims,
                answered: number % 11 == 10,
                ..Situation::new(&case.request, &record, &settings, case.ask, case.advice)
            };
            let replies = reply::everything(&situation);
            for advice in Advice::ALL.iter().filter(|advice| **advice != Advice::Report) {
                for tone in [Tone::Warm, Tone::Plain, Tone::Brief] {
                    if !replies.iter().any(|reply| (reply.stance, reply.tone) == (*advice, tone)) {
                        let (ask, advice) = (case.ask.id(), advice.id());
                        let _ = write!(wrong, "\nline {}: no {tone:?} reply to {ask} with {advice}\n", number + 1);
                    }
                }
            }
            for reply in replies {
                let situation = Situation { advice: reply.stance, ..situation };
                faults(&reply.text, &situation, &format!("line {}: {}", number + 1, reply.template), &mut wrong);
            }
        }
        let situation = Situation {
            flags: &flags,
            good: &good,
            claims: &claims,
            ..Situation::new(&case.request, &record, &settings, case.ask, case.advice)
        };
        let replies = reply::compose(&situation);
        if replies.len() < 3 || replies[..3].iter().any(|reply| reply.stance != case.advice) {
            let _ = write!(wrong, "\nline {}: fewer than three replies that do what is advised\n", number + 1);
        }
        if wrong.len() > 20_000 {
            wrong.push_str("\nand more");
            break;
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(Failed::from(wrong)) }
}
