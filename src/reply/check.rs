//! Reads a reply as its receiver would, and says what should be mended. Quiet unless it is rather sure.
//!
//! What to look for is data: rule files beside each language pack speak for signs such as `says-no` or `promise`;
//! here stands only what follows from them. `slips.toml` has the words for the person.

use serde::Serialize;

use super::Language;
use super::data::pack::Names as NameWords;
use super::data::template::units;
use super::language;
use super::situation::Situation;
use crate::assessment::{Advice, Ask, Flag, Quote, Truth};
use crate::pattern::Names;
use crate::rules::set::Speaks;
use crate::rules::{Hit, RuleSet};
use crate::text::{Segment, Shape, Span, Text, fold};

/// Declares the kinds of slip with their ids.
macro_rules! slips {
    ($($(#[$meta:meta])* $variant:ident = $id:literal,)*) => {
        /// What can be wrong with a reply.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum SlipKind { $($(#[$meta])* #[serde(rename = $id)] $variant,)* }

        impl SlipKind {
            /// Every kind, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The id used in `slips.toml` and at the border.
            pub fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)* }
            }
        }
    };
}

slips! {
    /// A slot of a template was not filled.
    UnfilledSlot = "unfilled-slot",
    /// The greeting names somebody else.
    WrongName = "wrong-name",
    /// Longer than the place takes.
    TooLong = "too-long",
    /// Hurts, openly or by the back door.
    Harsh = "harsh",
    /// Capitals, or several exclamation marks.
    Shouting = "shouting",
    /// Speaks of a common past that the record rules out.
    FalseClaim = "false-claim",
    /// Answers what was not asked.
    OtherQuestion = "other-question",
    /// Neither greeting nor thanks.
    NoThanks = "no-thanks",
    /// Neither yes nor no, nor not now, nor a question.
    NoAnswer = "no-answer",
    /// A no behind a maybe.
    Hedged = "hedged",
    /// A no without a reason.
    NoReason = "no-reason",
    /// A promise without a date.
    EmptyPromise = "empty-promise",
    /// Leaves the door open after a final no.
    DoorLeftOpen = "door-left-open",
    /// Shuts the door on a "not now".
    DoorShut = "door-shut",
    /// Apologises too much.
    TooSorry = "too-sorry",
    /// Explains too much.
    TooLongANo = "too-long-a-no",
}

/// Something that should be mended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Slip {
    /// What it is.
    #[serde(rename = "id")]
    pub kind: SlipKind,
    /// Why it matters, for the person.
    pub why: &'static str,
    /// What to do about it.
    pub better: &'static str,
    /// The words, in UTF-16 units of the reply; absent where something is missing.
    pub span: Option<Quote>,
}

/// What a reply answers, as its receiver hears it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Answer {
    /// A yes.
    pub yes: bool,
    /// A no.
    pub no: bool,
    /// Not now, or another way.
    pub later: bool,
    /// A question back.
    pub asks: bool,
}

/// Most words of a no before it explains too much.
const LONG_NO: usize = 130;

/// What should be mended in `reply`, the gravest first. A reply of the packs has nothing to mend.
pub fn check(reply: &str, situation: &Situation<'_>) -> Vec<Slip> {
    review(reply, situation).0
}

/// How the receiver hears a reply.
pub fn answer(reply: &str, situation: &Situation<'_>) -> Answer {
    review(reply, situation).1
}

/// What should be mended in `reply`, the gravest first, and how its receiver hears it, from one reading.
pub fn review(reply: &str, situation: &Situation<'_>) -> (Vec<Slip>, Answer) {
    let mut slips = Vec::new();
    let language = language::detect(reply);
    let read = Read::new(reply, heard_in(language, situation));
    read.marks(situation, &mut slips);
    read.name(situation, &mut slips);
    if language != Language::Other && read.words() > 3 {
        read.manner(situation, &mut slips);
        read.stance(situation, &mut slips);
    }
    slips.sort_by_key(|slip| (slip.kind, slip.span.as_ref().map(|span| span.start)));
    (slips, read.answer())
}

/// The language whose checks apply; a reply too short to tell is taken to be in the language that ours would be in.
fn heard_in(written: Language, situation: &Situation<'_>) -> Language {
    if written == Language::Unsure { super::reply_language(situation) } else { written }
}

/// A reply with the signs found in it.
struct Read<'t> {
    reply: &'t str,
    text: Text,
    rules: &'static RuleSet,
    hits: Vec<Hit>,
    language: Language,
}

impl<'t> Read<'t> {
    fn new(reply: &'t str, language: Language) -> Self {
        let rules = super::check_rules(language);
        let text = Text::new(reply, &rules.lexicon);
        let hits = rules.hits(&text, &Names::default());
        Self { reply, text, rules, hits, language }
    }

    fn sign<'s>(&'s self, sign: &'s str) -> impl Iterator<Item = &'s Hit> {
        self.hits.iter().filter(move |hit| matches!(&self.rules.rule(hit).speaks, Speaks::Sign(name) if name == sign))
    }

    fn shows(&self, sign: &str) -> bool {
        self.sign(sign).next().is_some()
    }

    fn words(&self) -> usize {
        self.text.tokens.len()
    }

    fn quote(&self, span: Span) -> Option<Quote> {
        Some(Quote { start: span.start, end: span.end, quote: span.quote(self.reply).to_owned() })
    }

    fn slip(&self, kind: SlipKind, span: Option<Span>) -> Slip {
        let words = super::shared().slips.list(kind.id());
        Slip {
            kind,
            why: words.first().copied().unwrap_or(""),
            better: words.get(1).copied().unwrap_or(""),
            span: span.and_then(|span| self.quote(span)),
        }
    }

    fn answer(&self) -> Answer {
        Answer {
            yes: self.shows("says-yes"),
            no: self.shows("says-no"),
            later: self.shows("says-later"),
            asks: self.shows("asks-back"),
        }
    }

    /// What needs no language: slots, length, shouting.
    fn marks(&self, situation: &Situation<'_>, slips: &mut Vec<Slip>) {
        for at in 0..self.text.tokens.len() {
            let token = self.text.tokens.get(at);
            if token.shape.has(Shape::SLOT) {
                slips.push(self.slip(SlipKind::UnfilledSlot, Some(token.span)));
            }
        }
        for span in braces(self.reply) {
            if !slips
                .iter()
                .any(|slip| slip.span.as_ref().is_some_and(|own| own.start <= span.start && span.end <= own.end))
            {
                slips.push(self.slip(SlipKind::UnfilledSlot, Some(span)));
            }
        }
        let length = units(self.reply);
        if length > situation.limit {
            slips.push(self.slip(SlipKind::TooLong, Some(Span { start: situation.limit as u32, end: length as u32 })));
        }
        if let Some(span) = self.shouting() {
            slips.push(self.slip(SlipKind::Shouting, Some(span)));
        }
    }

    /// Two capitalised words in a row, of which one is no abbreviation; or two exclamation marks.
    fn shouting(&self) -> Option<Span> {
        let tokens = &self.text.tokens;
        let loud = |at: usize| tokens.get(at).shape.has(Shape::ALL_CAPS) && !tokens.get(at).shape.has(Shape::NUMBER);
        for at in 1..tokens.len() {
            let long = tokens.norm(at).chars().count() + tokens.norm(at - 1).chars().count() >= 8;
            if loud(at) && loud(at - 1) && long {
                return Some(tokens.span(at - 1..at + 1));
            }
        }
        let mut at = 0_u32;
        let mut run = 0_u32;
        for c in self.reply.chars() {
            run = if c == '!' || c == '！' { run + 1 } else { 0 };
            at += c.len_utf16() as u32;
            if run == 2 {
                return Some(Span { start: at - 2, end: at });
            }
        }
        None
    }

    /// The name after the greeting must be one that the sender goes by.
    fn name(&self, situation: &Situation<'_>, slips: &mut Vec<Slip>) {
        let shared = super::shared();
        let words = &super::pack(self.language).words;
        let Some((greeted, span)) = greeted(self.reply, words.list("greeting.words")) else { return };
        if greeted.contains(['{', '[', '<', '%']) {
            return;
        }
        let sender = &situation.request.sender.name;
        if sender.trim().is_empty() {
            return;
        }
        let called = super::name::signed_name(
            &situation.request.text,
            sender,
            &situation.request.sender.headline,
            &shared.names,
        );
        let known: Vec<String> = [sender.as_str(), &called, situation.third, &situation.request.text]
            .iter()
            // Double names as a whole and in their halves: `Bo-ra`, `Jean-Luc`.
            .flat_map(|names| names.split(|c: char| !c.is_alphanumeric()).chain(names.split_whitespace()))
            .map(|name| name.trim_matches(|c: char| !c.is_alphanumeric()))
            .filter(|name| !name.is_empty())
            .map(fold)
            .collect();
        let fits = greeted.split_whitespace().any(|name| {
            let name = fold(name.trim_matches(|c: char| !c.is_alphanumeric()));
            name.is_empty() || known.iter().any(|other| same_name(&name, other, &shared.names))
        });
        let own = [&situation.settings.name, &situation.request.recipient.name];
        let oneself = own.iter().any(|own| own.split_whitespace().next().is_some_and(|own| fold(own) == fold(greeted)))
            && !fold(sender).contains(&fold(greeted));
        if !fits || oneself {
            slips.push(self.slip(SlipKind::WrongName, Some(span)));
        }
    }

    /// How it sounds.
    fn manner(&self, situation: &Situation<'_>, slips: &mut Vec<Slip>) {
        let first = |sign: &str| self.sign(sign).map(|hit| hit.span).min();
        if let Some(span) = first("harsh") {
            slips.push(self.slip(SlipKind::Harsh, Some(span)));
        }
        let mut apologies: Vec<Span> = self.sign("apology").map(|hit| hit.span).collect();
        apologies.sort_unstable();
        apologies.dedup_by(|b, a| a.overlaps(*b));
        // Nobody is too sorry about a death.
        let too_sorry = first("groveling").or(apologies.get(1).copied());
        if let Some(span) = too_sorry.filter(|_| !self.shows("condoles")) {
            slips.push(self.slip(SlipKind::TooSorry, Some(span)));
        }
        if let Some(span) = first("promise") {
            slips.push(self.slip(SlipKind::EmptyPromise, Some(span)));
        }
        let ruled_out = situation.has(Flag::FalseHistory)
            || situation.claims.iter().any(|claim| claim.truth == Truth::Contradicted);
        if let Some(span) = first("common-past").filter(|_| ruled_out) {
            slips.push(self.slip(SlipKind::FalseClaim, Some(span)));
        }
        let greets = self.text.sentences.first().is_some_and(|first| first.segment == Segment::Greeting)
            || greeted(self.reply, super::pack(self.language).words.list("greeting.words")).is_some()
            || opens_with(self.reply, super::pack(self.language).words.list("greeting.words"));
        if !greets && !self.shows("thanks") && !self.shows("says-yes") && situation.advice != Advice::Report {
            slips.push(self.slip(SlipKind::NoThanks, None));
        }
    }

    /// What it answers.
    fn stance(&self, situation: &Situation<'_>, slips: &mut Vec<Slip>) {
        let Answer { yes, no, later, asks } = self.answer();
        let first = |sign: &str| self.sign(sign).map(|hit| hit.span).min();
        // Who mourns is not owed a yes or a no.
        let clear = yes || no || later || self.shows("condoles");
        if !clear && situation.ask != Ask::None {
            match first("hedge") {
                Some(span) if !asks || self.sign("hedge").count() > 1 => {
                    slips.push(self.slip(SlipKind::Hedged, Some(span)))
                }
                None if !asks && !self.shows("reason") && !self.shows("negation") && self.words() > 5 => {
                    slips.push(self.slip(SlipKind::NoAnswer, None))
                }
                _ => {}
            }
        } else if no && !yes && situation.advice == Advice::Decline && self.sign("hedge").count() > 2 {
            slips.push(self.slip(SlipKind::Hedged, first("hedge")));
        }
        let refuses = no && !yes && !later && !asks;
        if refuses && !situation.is_firm() && !self.shows("reason") && !self.explains() {
            slips.push(self.slip(SlipKind::NoReason, None));
        }
        if (no || later) && !yes && self.words() > LONG_NO {
            slips.push(self.slip(SlipKind::TooLongANo, None));
        }
        let refusing = matches!(situation.advice, Advice::Decline | Advice::Report);
        if let Some(span) = first("invites").filter(|_| situation.is_firm() && refusing) {
            slips.push(self.slip(SlipKind::DoorLeftOpen, Some(span)));
        }
        if let Some(span) = first("shuts").filter(|_| situation.advice == Advice::HelpDifferently) {
            slips.push(self.slip(SlipKind::DoorShut, Some(span)));
        }
        if let Some(span) = self.other_question(situation) {
            slips.push(self.slip(SlipKind::OtherQuestion, Some(span)));
        }
    }

    /// A sentence that neither says no nor thanks is taken for an explanation, even without a "because".
    fn explains(&self) -> bool {
        let told = |at: usize| {
            ["says-no", "thanks", "invites", "shuts"]
                .iter()
                .any(|sign| self.sign(sign).any(|hit| hit.sentence as usize == at))
        };
        let sentences = self.text.sentences.iter().enumerate();
        sentences.skip(1).any(|(at, sentence)| sentence.to - sentence.from >= 4 && !told(at))
    }

    /// The reply speaks of something that the request never mentions, and not of what it asks for.
    fn other_question(&self, situation: &Situation<'_>) -> Option<Span> {
        let about = |ask: Ask| match ask {
            Ask::Recommendation => "about-recommendation",
            Ask::Introduce | Ask::Introduced => "about-introduction",
            Ask::Recruit => "about-job",
            _ => "",
        };
        if situation.request.text.trim().is_empty() || self.shows(about(situation.ask)) {
            return None;
        }
        let asked = Read::new(&situation.request.text, self.language);
        let others = [Ask::Recommendation, Ask::Introduce, Ask::Recruit].into_iter().map(about);
        let mut foreign =
            others.filter(|other| *other != about(situation.ask) && self.shows(other) && !asked.shows(other));
        let other = foreign.next()?;
        let span = self.sign(other).map(|hit| hit.span).min();
        // Helping differently may well speak of something else; a word that the request has in another form counts as mentioned.
        span.filter(|span| {
            situation.advice != Advice::HelpDifferently
                && !mentions_stem(&situation.request.text, span.quote(self.reply))
        })
    }
}

fn mentions_stem(text: &str, quote: &str) -> bool {
    let text = fold(text);
    quote.split_whitespace().map(fold).filter(|word| word.chars().count() > 4).any(|word| {
        let stem: String = word.chars().take(5).collect();
        text.contains(&stem)
    })
}

/// Braces and brackets that look like slots, also where the tokenizer sees none.
fn braces(reply: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut open = None;
    let mut at = 0_u32;
    for c in reply.chars() {
        let next = at + c.len_utf16() as u32;
        match c {
            '{' => open = open.or(Some(at)),
            '}' => spans.extend(open.take().map(|start| Span { start, end: next })),
            '\n' => open = None,
            _ => {}
        }
        at = next;
    }
    spans
}

/// Whether the reply opens with one of `words`.
fn opens_with(reply: &str, words: &[&str]) -> bool {
    let lower = reply.trim_start().to_lowercase();
    words.iter().any(|word| lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// The name that a reply greets, with its place; `None` for "Hi there" and the like.
fn greeted<'t>(reply: &'t str, words: &[&str]) -> Option<(&'t str, Span)> {
    let line = reply.trim_start().lines().next()?;
    let lower = line.to_lowercase();
    let word = words.iter().filter(|word| lower.starts_with(*word)).max_by_key(|word| word.len())?;
    let rest = line.get(word.len()..)?.strip_prefix(' ')?;
    let name = rest.split([',', '!', ':', '–', '—', '.', ';']).next()?.trim();
    let count = name.split_whitespace().count();
    let capital =
        name.split_whitespace().all(|part| part.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase()));
    if name.is_empty() || count > 3 || !capital || name.len() == rest.len() && count > 2 {
        return None;
    }
    let from = reply.find(name)?;
    let start = units(&reply[..from]) as u32;
    Some((name, Span { start, end: start + units(name) as u32 }))
}

/// Whether two names may be the same person's: equal, one inside the other, or a known short form.
fn same_name(name: &str, other: &str, names: &NameWords<'_>) -> bool {
    let short = |a: &str, b: &str| a.len() >= 3 && b.contains(a);
    name == other
        || short(name, other)
        || short(other, name)
        || names.nicknames.iter().any(|pair| {
            pair.split_once('=')
                .is_some_and(|(nick, full)| (nick == name && full == other) || (nick == other && full == name))
        })
        || names.titles.contains(&name)
}
