//! Writes replies: honest, kind and short, in the language of the request, within the limit of the place.
//!
//! The words are data: one folder for each language, with cases (whom a reply answers and what it does), each in
//! three tones and several variants. [`compose`] gathers the [`facts`] of a [`Situation`], takes the cases that fit,
//! and fills and fits their [`template`](mod@data::template)s. Pure and total: the same request always gets the same replies.

pub mod check;
pub mod data;
pub mod date;
pub mod desk;
pub mod facts;
pub mod feedback;
pub mod given;
pub mod language;
pub mod learn;
pub mod name;
pub mod own;
pub mod sitting;
pub mod situation;
pub mod told;
pub mod topic;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use crate::assessment::{Advice, Ask, Reply};
use crate::packs::{self, Part, PerPack};
use crate::request::Channel;
use crate::rules::RuleSet;
use crate::settings::Tone;

pub use check::{Slip, SlipKind, check};
use data::pack::{self, Case, Pack, Shared};
use data::template::{self, Filling, Layout};
use facts::Facts;
pub use language::Language;
pub use situation::{Desk, Missing, Situation};

/// The replies that fit, the best first: three tones of what is advised, then one each of what stands near it.
pub fn compose(situation: &Situation<'_>) -> Vec<Reply> {
    let mut writer = Writer::new(situation);
    let tones = by_preference(situation.settings.tone);
    let mut replies: Vec<Reply> = tones.iter().filter_map(|tone| writer.best(situation.advice, *tone)).collect();
    for stance in neighbours(situation) {
        replies.extend(tones.iter().find_map(|tone| writer.best(*stance, *tone)));
    }
    replies
}

/// One reply in each tone for `stance`, the preferred tone first.
pub fn drafts(situation: &Situation<'_>, stance: Advice) -> Vec<Reply> {
    let mut writer = Writer::new(situation);
    by_preference(situation.settings.tone).into_iter().filter_map(|tone| writer.best(stance, tone)).collect()
}

/// Whom the sender wants to meet, as far as the message names that person; empty if it does not.
pub fn third(situation: &Situation<'_>) -> String {
    Writer::new(situation).facts.slot("third").unwrap_or_default().to_owned()
}

/// Every reply for `stance` in `tone` that fits, the best first.
pub fn variants(situation: &Situation<'_>, stance: Advice, tone: Tone) -> Vec<Reply> {
    Writer::new(situation).variants(stance, tone, usize::MAX)
}

/// Every reply that the packs have for a request: every stance, every tone, every variant that can be filled.
pub fn everything(situation: &Situation<'_>) -> Vec<Reply> {
    let mut writer = Writer::new(situation);
    let tones = by_preference(situation.settings.tone);
    let kinds = Advice::ALL.iter().flat_map(|stance| tones.iter().map(|tone| (*stance, *tone)));
    kinds.flat_map(|(stance, tone)| writer.variants(stance, tone, usize::MAX)).collect()
}

/// Writes the replies of one situation, whose facts it has gathered.
struct Writer<'a> {
    situation: &'a Situation<'a>,
    language: Language,
    pack: &'static Pack<'static>,
    facts: Facts<'static>,
    sign_off: String,
}

impl<'a> Writer<'a> {
    fn new(situation: &'a Situation<'a>) -> Self {
        let language = reply_language(situation);
        let pack = pack(language);
        let facts = facts::gather(situation, language, pack, shared());
        Self { situation, language, pack, sign_off: sign_off(situation, &facts), facts }
    }

    fn best(&mut self, stance: Advice, tone: Tone) -> Option<Reply> {
        self.variants(stance, tone, 1).into_iter().next()
    }

    /// Replies until there are `enough`.
    fn variants(&mut self, stance: Advice, tone: Tone, enough: usize) -> Vec<Reply> {
        self.facts.tone = tone;
        let greeting = self.greeting();
        let layout = self.layout(&greeting, true);
        let Self { situation, language, pack, facts, .. } = &*self;
        let mut replies = Vec::new();
        let own = situation.settings.own_replies.iter();
        for own in own.filter(|own| own.stance == stance && own.tone == tone && own.answers(situation.ask)) {
            let text = template::compose(&template::parse(&own.text), facts, &layout);
            replies.extend(text.map(|text| Reply { stance, tone, text, template: format!("own/{}", own.name) }));
        }
        let mut special = false;
        for case in cases(pack, situation.ask, stance).filter(|case| applies(case, facts)) {
            // Where a special case has its replies, the general ones would miss the point.
            if replies.len() >= enough || special && case.rank < SPECIAL {
                break;
            }
            let before = replies.len();
            let texts = &case.texts[place(tone)];
            let id = |at: usize| format!("{}/{}/{}-{}", language.code(), case.id, facts::tone_id(tone), at + 1);
            let start = facts::pick(facts.seed ^ facts::hash(case.id) ^ facts::hash(facts::tone_id(tone)), texts.len());
            // The one that was used last comes last.
            let start = start + usize::from(id(start) == situation.last);
            for at in (start..start + texts.len()).map(|at| at % texts.len()) {
                if replies.len() >= enough {
                    break;
                }
                let text = template::compose(&template::parse(texts[at]), facts, &layout);
                replies.extend(text.map(|text| Reply { stance, tone, text, template: id(at) }));
            }
            special |= case.rank >= SPECIAL && replies.len() > before;
        }
        replies
    }

    /// A text that is no case of the pack, filled and fitted.
    fn fill(&mut self, text: &str, tone: Tone) -> Option<String> {
        self.facts.tone = tone;
        let greeting = self.greeting();
        template::compose(&template::parse(text), &self.facts, &self.layout(&greeting, true))
    }

    /// "Hi Betty,", or what suits somebody whose name is not known.
    fn greeting(&self) -> String {
        self.greeting_to("name", "")
    }

    /// The greeting for whoever stands in the slot `called`, whose whole name is in `whole` or is the sender's.
    fn greeting_to(&self, called: &str, whole: &str) -> String {
        let facts = &self.facts;
        let formal = facts.holds("formal") && facts.tone == Tone::Plain && whole.is_empty();
        let kind = if formal { "formal" } else { facts::tone_id(facts.tone) };
        let (key, name) = match facts.slot(called) {
            Some(name) => (format!("greeting.{kind}"), name),
            None => (format!("greeting.{kind}.nameless"), ""),
        };
        let greetings = self.pack.words.list(&key);
        let greeting = greetings.get(facts::pick(facts.seed ^ 3, greetings.len())).copied().unwrap_or("");
        let full = facts.slot(whole).unwrap_or(&facts.full);
        facts.addressed(greeting).replace("{full}", full).replace("{name}", name)
    }

    /// How a reply is put together, signed or not.
    fn layout<'g>(&'g self, greeting: &'g str, signed: bool) -> Layout<'g> {
        Layout {
            greeting,
            sign_off: if signed { &self.sign_off } else { "" },
            small: self.pack.words.list("small"),
            paragraphs: self.situation.request.channel != Channel::Invitation,
            limit: self.situation.limit,
        }
    }
}

/// How a reply ends: as the settings say, or with the person's name under an e-mail.
fn sign_off(situation: &Situation<'_>, facts: &Facts<'_>) -> String {
    let lines: Vec<&str> =
        situation.settings.sign_off.lines().map(str::trim).filter(|line| !line.is_empty()).take(4).collect();
    let own = lines.join("\n");
    if !own.is_empty() && !own.contains(['{', '}']) {
        return own;
    }
    match facts.slot("me") {
        Some(me) if situation.request.channel == Channel::Email => me.to_owned(),
        _ => String::new(),
    }
}

/// The rank from which a case is about something that the general replies do not know of.
const SPECIAL: u8 = 5;

/// The language of a reply: that of the request where there is a pack for it, else English.
pub fn reply_language(situation: &Situation<'_>) -> Language {
    let wanted = wanted_language(situation);
    if packs::is_there(wanted.pack()) { wanted.of_reply() } else { Language::EN }
}

fn wanted_language(situation: &Situation<'_>) -> Language {
    Language::from_code(&situation.settings.reply_language).unwrap_or_else(|| request_language(&situation.request.text))
}

/// The language that a message is written in.
pub fn request_language(text: &str) -> Language {
    language::detect(text)
}

/// Tones with the preferred one first.
fn by_preference(tone: Tone) -> [Tone; 3] {
    match tone {
        Tone::Warm => [Tone::Warm, Tone::Plain, Tone::Brief],
        Tone::Plain => [Tone::Plain, Tone::Warm, Tone::Brief],
        Tone::Brief => [Tone::Brief, Tone::Plain, Tone::Warm],
    }
}

/// What else the person may well choose.
fn neighbours(situation: &Situation<'_>) -> &'static [Advice] {
    match situation.advice {
        Advice::Accept if matches!(situation.ask, Ask::Help | Ask::Recommendation | Ask::Introduce | Ask::Promote) => {
            &[Advice::HelpDifferently, Advice::AskFirst]
        }
        // Whoever asks for nothing is thanked; there is nothing to decline.
        Advice::Accept if situation.ask == Ask::None => &[],
        Advice::Accept => &[Advice::AskFirst, Advice::Decline],
        Advice::AskFirst => &[Advice::Accept, Advice::Decline],
        Advice::HelpDifferently => &[Advice::AskFirst, Advice::Decline],
        Advice::Decline if situation.is_firm() => &[],
        Advice::Decline => &[Advice::AskFirst, Advice::HelpDifferently],
        Advice::Report => &[],
    }
}

fn place(tone: Tone) -> usize {
    match tone {
        Tone::Warm => 0,
        Tone::Plain => 1,
        Tone::Brief => 2,
    }
}

/// The cases for an ask and a stance, the highest rank first.
fn cases<'p>(pack: &'p Pack<'static>, ask: Ask, stance: Advice) -> impl Iterator<Item = &'p Case<'static>> {
    let bit = pack::ASKS.iter().position(|id| *id == ask.id()).map_or(0, |at| 1_u16 << at);
    pack.cases
        .iter()
        .filter(move |case| case.asks & bit != 0 && pack::STANCES.get(usize::from(case.stance)) == Some(&stance.id()))
}

fn applies(case: &Case<'_>, facts: &Facts<'_>) -> bool {
    case.when.iter().all(|condition| match condition.strip_prefix('!') {
        Some(condition) => !facts.holds(condition),
        None => facts.holds(condition),
    })
}

/// Why replies are in English where another language was wanted, which the person must be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Instead {
    /// There are none in the language of the request.
    Unwritten,
    /// The pack of the language is not there.
    Unread,
}

/// Whether replies are in English where another language was wanted.
pub fn english_instead(situation: &Situation<'_>) -> Option<Instead> {
    match wanted_language(situation) {
        Language::Other => Some(Instead::Unwritten),
        wanted => (!packs::is_there(wanted.pack())).then_some(Instead::Unread),
    }
}

/// What replies in a language are made of; as long as its pack is not there, the English.
pub fn pack(language: Language) -> &'static Pack<'static> {
    static PACKS: PerPack<Pack<'static>> = PerPack::new(Part::Replies);
    PACKS.get_or_english(language.pack())
}

/// The rules by which replies in a language are checked.
pub fn check_rules(language: Language) -> &'static RuleSet {
    static RULES: PerPack<RuleSet> = PerPack::new(Part::Check);
    RULES.get_or_english(language.pack())
}

/// What all packs share.
pub fn shared() -> &'static Shared<'static> {
    static SHARED: LazyLock<Shared<'static>> = LazyLock::new(|| packs::shared(Part::Shared));
    &SHARED
}
