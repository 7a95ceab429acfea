//! Messages in a language that the rules do not speak: a few rules of their own find what is most telling there,
//! and what those do not see is never taken for absent.
//!
//! Nothing here says that a message is impersonal, or that its sender is a stranger; and nobody is told to say yes
//! only because nothing was seen.

use super::advice::{self, Findings};
use super::words::Words;
use super::{Reading, add_contact, circumstance, quote};
use crate::assessment::{Advice, Ask, Assessment, By, CheckedClaim, Flag, Flagged, Good, GoodSign, Quote};
use crate::packs::{Pack, Part, PerPack};
use crate::record::Record;
use crate::reply::Language;
use crate::request::{Channel, Request};
use crate::rules::{Hit, RuleSet, Speaks};
use crate::settings::Settings;
use crate::text::Text;

/// How much of a message can be read.
pub enum Reach {
    /// What a few rules find.
    Part(&'static RuleSet),
    /// Not a word.
    Nothing,
}

/// How far a message can be read; `None` where it is English, or too short to tell. What no language is known for
/// is taken for English where the English rules find something in it.
pub fn reach(text: &str, reading: &Reading, english: &RuleSet) -> Option<Reach> {
    match crate::reply::request_language(text) {
        Language::EN | Language::Unsure => None,
        Language::Other => {
            let by_chance = |hit: &Hit| matches!(english.rule(hit).speaks, Speaks::Sign(_));
            reading.hits.iter().all(by_chance).then_some(Reach::Nothing)
        }
        known => Some(set(known.pack()).map_or(Reach::Nothing, Reach::Part)),
    }
}

/// The few rules of a language; `None` as long as its pack is not there.
fn set(pack: Pack) -> Option<&'static RuleSet> {
    static SETS: PerPack<RuleSet> = PerPack::new(Part::Rules);
    SETS.get(pack)
}

/// Asks from the one that is meant most surely where it is found, to the one that anything else outweighs.
const ORDER: [Ask; 9] = [
    Ask::Recommendation,
    Ask::Introduce,
    Ask::Introduced,
    Ask::Recruit,
    Ask::Promote,
    Ask::Help,
    Ask::Sales,
    Ask::Connect,
    Ask::None,
];

/// What the few rules found.
#[derive(Default)]
struct Seen {
    /// What is asked, if that was understood.
    ask: Option<Ask>,
    flags: Vec<Flagged>,
    good: Vec<GoodSign>,
}

fn look(request: &Request, rules: &RuleSet) -> Seen {
    let text = Text::new(&request.text, &rules.lexicon);
    let hits = rules.hits(&text, &crate::names(request));
    let found = |wanted: &dyn Fn(&Speaks) -> bool| -> Vec<&Hit> {
        hits.iter().filter(|hit| wanted(&rules.rule(hit).speaks)).collect()
    };
    let quotes = |hits: &[&Hit]| -> Vec<Quote> { hits.iter().map(|hit| quote(hit.span, &request.text)).collect() };
    let names = |hits: &[&Hit]| -> Vec<String> {
        let mut names: Vec<String> = hits.iter().map(|hit| rules.rule(hit).id.clone()).collect();
        names.dedup();
        names
    };
    let mut seen = Seen::default();
    for flag in Flag::ALL {
        let shown = found(&|speaks| matches!(speaks, Speaks::Flag(id) if id == flag.id()));
        if !shown.is_empty() {
            let (spans, rules) = (quotes(&shown), names(&shown));
            seen.flags.push(Flagged { id: *flag, why: String::new(), better: String::new(), spans, rules });
        }
    }
    for good in Good::ALL {
        let shown = found(&|speaks| matches!(speaks, Speaks::Good(id) if id == good.id()));
        if !shown.is_empty() {
            seen.good.push(GoodSign { id: *good, spans: quotes(&shown), rules: names(&shown) });
        }
    }
    let asked = |ask: &Ask| !found(&|speaks| matches!(speaks, Speaks::Ask(id) if id == ask.id())).is_empty();
    let sells = seen.flags.iter().any(|flagged| flagged.id == Flag::SalesPitch);
    // Who sells asks for a call as well; the call is part of the pitch.
    let outweighs = |ask: &&Ask| sells && matches!(ask, Ask::Help | Ask::Connect | Ask::None | Ask::Sales);
    let best = ORDER.iter().find(|ask| asked(ask) && !outweighs(ask)).copied();
    seen.ask = best.or(sells.then_some(Ask::Sales));
    seen
}

/// Judges a request that can be read in part or not at all. Names of schools and employers are names in every
/// language, so the claims are those that were found anyway.
pub fn assess(
    request: &Request,
    record: &Record,
    settings: &Settings,
    reach: &Reach,
    claims: Vec<CheckedClaim>,
    words: &Words,
) -> Assessment {
    let seen = match reach {
        Reach::Part(rules) => look(request, rules),
        Reach::Nothing => Seen::default(),
    };
    let understood = request.ask.or(seen.ask);
    let usual = if request.channel == Channel::Invitation { Ask::Connect } else { Ask::None };
    let relationship = record.relationship(&request.sender);
    let mut good = seen.good;
    add_contact(&relationship, &mut good);
    let known = relationship.in_contact() || relationship.connection.is_some();
    let ask = understood.unwrap_or(usual);
    let flags = seen.flags;
    let findings = Findings { request, relationship, settings, ask, flags, good, claims };
    let mut assessment = advice::conclude(findings, words);
    let said = assessment.questions.iter().any(|question| question.by == By::Person && question.answer == Some(true));
    let stands = said
        || circumstance::is_welcome(request, settings)
        || understood == Some(Ask::None) && !request.text.contains('?')
        || known && understood.is_some_and(|ask| ask != Ask::Sales);
    let in_part = match reach {
        Reach::Part(_) => &words.reach.part,
        Reach::Nothing => &words.reach.nothing,
    };
    if assessment.advice == Advice::Accept && !stands {
        assessment.advice = Advice::AskFirst;
        assessment.reasons.clear();
        assessment.dont_miss = false;
    }
    assessment.reasons.insert(0, in_part.clone());
    assessment
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Connection;

    fn judged(text: &str, record: &Record) -> Assessment {
        let mut request = Request { text: text.to_owned(), ..Request::default() };
        request.sender.name = "Lucía Ferrer".to_owned();
        crate::judge::ENGINE.assess(&request, record, &Settings::default())
    }

    #[track_caller]
    fn check(text: &str, ask: Ask, advice: Advice, flags: &[Flag]) {
        let found = judged(text, &Record::default());
        let raised: Vec<Flag> = found.flags.iter().map(|flagged| flagged.id).collect();
        assert_eq!((found.ask, found.advice, raised.as_slice()), (ask, advice, flags), "{text}");
        assert!(found.reasons[0].starts_with("Demur "), "{:?}", found.reasons);
    }

    #[test]
    fn a_pitch_is_a_pitch_in_five_languages() {
        for text in [
            "Hola, ayudamos a empresas como la suya a ahorrar en luz. ¿Le enseño una demo el martes?",
            "Bonjour, nous aidons les entreprises à payer moins d'énergie. Puis-je vous montrer une démo mardi ?",
            "Guten Tag, wir helfen Unternehmen, Strom zu sparen. Darf ich Ihnen am Dienstag eine Demo zeigen?",
            "Olá, ajudamos empresas como a sua a gastar menos energia. Posso mostrar uma demo na terça?",
        ] {
            check(text, Ask::Sales, Advice::Decline, &[Flag::SalesPitch]);
        }
    }

    #[test]
    fn what_is_asked_is_found_and_nobody_is_told_to_say_yes_to_it() {
        check("Hola, ¿podrías dedicarme media hora para hablar de tu trabajo?", Ask::Help, Advice::AskFirst, &[]);
        check(
            "Bonjour, pourrais-tu me présenter à Lucie ? Merci d'avance.",
            Ask::Introduce,
            Advice::AskFirst,
            &[Flag::Vouch],
        );
        check(
            "Guten Tag, wir suchen eine Ingenieurin in Bremen und Ihr Profil passt gut.",
            Ask::Recruit,
            Advice::AskFirst,
            &[],
        );
        check("Olá, gostaria de me conectar com você por aqui, se possível.", Ask::Connect, Advice::AskFirst, &[]);
    }

    #[test]
    fn what_is_not_understood_is_asked_about() {
        let text = "Los tranvías de la ciudad ya no llegan hasta el puerto desde hace un mes, y eso es una pena.";
        check(text, Ask::None, Advice::AskFirst, &[]);
        let text = "Hei Sam, olen lukenut mitä kirjoitat ja olisin iloinen jos olisit mukana myös minun verkostossa.";
        check(text, Ask::None, Advice::AskFirst, &[]);
    }

    #[test]
    fn a_kind_word_needs_no_question() {
        check("Hola, Sam: gracias por tu ayuda con el acta de la semana pasada.", Ask::None, Advice::Accept, &[]);
    }

    #[test]
    fn whom_the_record_knows_is_helped() {
        let connection = Connection { name: "Lucía Ferrer".to_owned(), ..Connection::default() };
        let record = Record { connections: vec![connection], ..Record::default() };
        let found = judged("Hola, ¿podrías dedicarme media hora para hablar de tu trabajo?", &record);
        assert_eq!(found.advice, Advice::Accept);
    }

    #[test]
    fn english_is_never_taken_for_another_language() {
        let others = [" ich ", " wir ", "Saludos", "Vienes"];
        let folder = std::path::Path::new("tests/cases");
        for file in std::fs::read_dir(folder).expect("the cases are there").flatten().map(|entry| entry.path()) {
            let text = std::fs::read_to_string(&file).unwrap_or_default();
            for line in text.lines().filter(|line| line.starts_with('{')) {
                let request: Request = serde_json::from_str(line).expect("a case is a request");
                let reading = crate::judge::ENGINE.read(&request);
                let english = reach(&request.text, &reading, &crate::judge::ENGINE.rules).is_none();
                let other = others.iter().any(|words| request.text.contains(words));
                assert!(english || other, "{}: {}", file.display(), request.text);
            }
        }
    }
}
