//! Everything a template may ask about one request: slots and conditions, gathered once.

use super::data::pack::{Pack, Shared};
use super::data::template::{Filling, INLINE, addressed};
use super::language::{self, Language};
use super::situation::{Desk, Missing, Situation};
use super::topic::Heard;
use super::{date, name, told, topic};
use crate::assessment::{Advice, Ask, CheckedClaim, ClaimType, Flag, Good, Truth};
use crate::request::Channel;
use crate::settings::{Accepts, Encounter, Introduces, Recommends, Settings, Tone};

/// Slots and conditions of one situation in one language.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    slots: Vec<(&'static str, String)>,
    conditions: Vec<&'static str>,
    pack: &'a Pack<'static>,
    /// The sender's whole name, as a formal greeting has it.
    pub full: String,
    /// Tone that the parts are taken in.
    pub tone: Tone,
    /// Chooses among variants; the same for the same sender and text.
    pub seed: u64,
}

impl Filling for Facts<'_> {
    fn slot(&self, name: &str) -> Option<&str> {
        self.slots.iter().find(|(known, _)| *known == name).map(|(_, words)| words.as_str())
    }

    fn holds(&self, name: &str) -> bool {
        self.conditions.contains(&name) || self.slot(name).is_some()
    }

    fn part(&self, name: &str) -> Option<&str> {
        let variants = match self.pack.parts.list(&format!("{name}.{}", tone_id(self.tone))) {
            [] => self.pack.parts.list(name),
            variants => variants,
        };
        variants.get(pick(self.seed ^ hash(name), variants.len())).copied()
    }
}

/// The id of a tone.
pub fn tone_id(tone: Tone) -> &'static str {
    match tone {
        Tone::Warm => "warm",
        Tone::Plain => "plain",
        Tone::Brief => "brief",
    }
}

/// FNV-1a: the same on every machine and in every version.
pub fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// One of `n` by a hash, whose high bits are the well-mixed ones.
pub fn pick(hash: u64, n: usize) -> usize {
    let mixed = (hash ^ (hash >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    ((mixed >> 33) as usize) % n.max(1)
}

/// Most characters that a slot from the request may have.
const LONGEST: usize = 60;

/// Gathers the facts of `situation` for the pack of `language`.
pub fn gather<'a>(
    situation: &Situation<'_>,
    language: Language,
    pack: &'a Pack<'static>,
    shared: &Shared<'_>,
) -> Facts<'a> {
    let seed = hash(&situation.request.sender.name) ^ hash(&situation.request.text).rotate_left(17);
    let mut facts = Facts {
        slots: vec![("hi", INLINE.to_string())],
        conditions: Vec::new(),
        pack,
        full: String::new(),
        tone: Tone::Plain,
        seed,
    };
    facts.conditions(situation);
    facts.people(situation, shared);
    facts.claim(situation, language);
    facts.topic(situation, language);
    facts.questions(situation, super::request_language(&situation.request.text));
    facts.settings(situation, language);
    facts
}

impl Facts<'_> {
    /// Adds a slot that the caller has made itself.
    pub fn add(&mut self, name: &'static str, words: String) {
        self.slots.push((name, words));
    }

    /// The words in the form of address that suits the sender.
    pub fn addressed(&self, words: &str) -> String {
        addressed(words, self.holds("familiar"))
    }

    /// Sets a slot, unless its words could break a reply.
    fn set(&mut self, name: &'static str, words: &str, longest: usize) {
        let words = clean(words);
        if !words.is_empty() && words.chars().count() <= longest && !looks_unfilled(&words) {
            self.slots.push((name, words));
        }
    }

    fn when(&mut self, holds: bool, name: &'static str) {
        if holds {
            self.conditions.push(name);
        }
    }

    fn conditions(&mut self, situation: &Situation<'_>) {
        let request = situation.request;
        self.conditions.extend(situation.flags.iter().map(|flag| flag.id.id()));
        self.conditions.extend(situation.good.iter().map(|sign| sign.id.id()));
        self.when(is_stranger(situation), "stranger");
        self.when(request.text.trim().is_empty(), "blank");
        self.when(situation.answered, "answered");
        self.when(request.channel == Channel::Invitation, "invitation");
        self.when(request.channel == Channel::Email, "email");
        let lower = request.text.to_lowercase().replace('’', "'");
        let starts = |key: &str| self.pack.words.list(key).iter().any(|word| lower.trim_start().starts_with(word));
        let formal = starts("formal");
        // Thanks at the end of a message are only its manners.
        let opening: String = lower.chars().take(160).collect();
        let thanks =
            situation.ask == Ask::None && self.pack.words.list("thanks").iter().any(|word| opening.contains(word));
        self.when(request.text.contains(['?', '？']), "asks");
        let words = &self.pack.words;
        let talking = told::wants_talk(&request.text, words);
        let said = Heard::new(&request.text);
        let told = told::conditions(situation, &said, words);
        // "Thank you for the offer, but" is no thanks that wants a "you're welcome".
        let thanks = thanks && !told.contains(&"bad-news");
        // A questionnaire of ten minutes is no talk.
        let talking = talking && !told.contains(&"fills-form");
        let reading = told.contains(&"wants-review");
        // Whoever is asked about what they do or have done is not the wrong one to ask.
        let insider = !situation.has(Flag::Impersonal)
            || told.contains(&"names-work")
            || self.holds(Good::KnowsYourWork.id())
            || said.mentions(words.list("says.insider"));
        self.when(insider, "insider");
        self.conditions.extend(told);
        self.when(talking, "talking");
        let question = single_question(&request.text).is_some_and(|question| {
            let said = Heard::new(question);
            let begins = |word: &str| words.list("wh").contains(&word.to_lowercase().as_str());
            !said.mentions(words.list("favour"))
                || said.mentions(words.list("tell"))
                || question.split_whitespace().take(2).any(begins)
        });
        self.when(question && !talking && !reading, "one-question");
        let addresses = |key: &str| said.mentions(self.pack.words.list(key));
        let familiar = addresses("familiar") && !addresses("polite");
        self.when(familiar, "familiar");
        self.when(formal, "formal");
        self.when(thanks, "thanks");
        self.conditions.extend(situation.desk.map(Desk::id));
    }

    fn people(&mut self, situation: &Situation<'_>, shared: &Shared<'_>) {
        let sender = &situation.request.sender;
        let mut called = name::signed_name(&situation.request.text, &sender.name, &sender.headline, &shared.names);
        if called.is_empty() {
            called = name::greeting_name(&sender.name, &shared.names);
        }
        self.set("name", &called, 40);
        let asker = name::full_name(&sender.name, &shared.names);
        self.set("asker", if asker.is_empty() { &called } else { &asker }, LONGEST);
        let full = name::full_name(&sender.name, &shared.names);
        self.full = if full.is_empty() { called } else { full };
        // What a page calls the reader may be a mailbox: it is a name if the sender uses it.
        let shown = &situation.request.recipient.name;
        let greeted: String = situation.request.text.chars().take(60).collect();
        let called = name::greeting_name(shown, &shared.names);
        let uses = |word: &str| !called.is_empty() && word.trim_matches(|c: char| !c.is_alphanumeric()) == called;
        let shown = Some(shown)
            .filter(|_| greeted.split_whitespace().any(uses) || called.contains(' ') && greeted.contains(&called));
        let set = Some(&situation.settings.name).filter(|name| !name.trim().is_empty());
        let own = set.or(shown);
        if let Some(own) = own {
            let me = name::greeting_name(own, &shared.names);
            let titled = me.split_once(' ').is_some_and(|(title, _)| {
                shared.names.kept.contains(&title.trim_end_matches('.').to_lowercase().as_str())
            });
            self.set("me", if titled { "" } else { &me }, 40);
        }
        let text = &situation.request.text;
        let others = [sender.name.as_str(), set.map_or(situation.request.recipient.name.as_str(), String::as_str)];
        let words = &self.pack.words;
        let third = match situation.ask {
            _ if !situation.third.is_empty() => Some(situation.third.to_owned()),
            Ask::Introduce => topic::person(&Heard::new(text), words.list("third.wanted"), &shared.names, others),
            Ask::Introduced => topic::person(&Heard::new(text), words.list("third.met"), &shared.names, others)
                .or_else(|| topic::also_greeted(text, others[1], words, &shared.names)),
            _ => None,
        };
        let offered = self.holds("offers-introduction");
        let introducer = situation.ask == Ask::Introduced && third.is_some() && !offered;
        if let Some(third) = third {
            let called = name::greeting_name(&third, &shared.names);
            self.set("third-name", if called.is_empty() { &third } else { &called }, 40);
            self.set("third", &third, LONGEST);
        }
        self.when(introducer, "introducer");
    }

    fn claim(&mut self, situation: &Situation<'_>, language: Language) {
        let Some(claim) = chosen_claim(situation) else { return };
        if claim.kind == ClaimType::Group && claim.truth == Truth::Unverifiable {
            // Groups are large: that nothing is known of a shared one is no reason to ask about it.
            return;
        }
        self.conditions.push(match claim.kind {
            ClaimType::Colleague => "claim-colleague",
            ClaimType::Classmate => "claim-classmate",
            ClaimType::Friend => "claim-friend",
            ClaimType::Met => "claim-met",
            ClaimType::Group => "claim-group",
            ClaimType::Mutual => "claim-mutual",
        });
        self.conditions.push(match claim.truth {
            Truth::Supported => "supported",
            Truth::Contradicted => "contradicted",
            Truth::Unverifiable => "unverified",
        });
        let entity = clean(&claim.entity);
        // What a clause says of it is no part of its name.
        let clause =
            [" that ", " which ", " where ", " when ", " who ", " he ", " she ", " they ", " we ", " you ", " and I "]
                .iter()
                .filter_map(|word| entity.find(word))
                .min();
        let mut entity = entity[..clause.unwrap_or(entity.len())].to_owned();
        // "We studied at the University of Ghent": said without its article it reads badly.
        let with = format!("the {entity}");
        if entity.contains(" of ") && situation.request.text.contains(&with) {
            entity = with;
        }
        // Where a name ends is known for English only.
        let named = |word: &str| word.chars().count() < 4 || word.starts_with(char::is_uppercase);
        if language != Language::EN && !entity.split(' ').all(named) {
            return;
        }
        let plain = !entity.contains(['"', '?', '!', ';', '|', '@', '/']) && entity.split(' ').count() <= 7;
        if plain {
            let entity = topic::turn(&entity, &self.pack.words);
            self.set("claim", &entity, 48);
        }
    }

    fn topic(&mut self, situation: &Situation<'_>, language: Language) {
        let text = &situation.request.text;
        if language::detect(text).of_reply() != language {
            return;
        }
        let words = &self.pack.words;
        let given = Some(situation.topic.to_owned())
            .filter(|topic| !topic.trim().is_empty() && topic.split_whitespace().count() <= 8);
        if let Some(found) = given.or_else(|| topic::find(&Heard::new(text), words)) {
            let turned = topic::turn(&found, words);
            self.set("topic", &turned, 52);
        }
    }

    fn questions(&mut self, situation: &Situation<'_>, language: Language) {
        let open = |missing: &[Missing]| -> Vec<Missing> {
            missing.iter().copied().filter(|missing| !told::answers(*missing, &|name| self.holds(name))).collect()
        };
        let known = situation.ask == Ask::Help && !self.holds("stranger");
        let usual = if known { &[Missing::ByWhen, Missing::WhatExactly] } else { usual(situation.ask) };
        let mut missing = open(situation.missing);
        if missing.is_empty() {
            missing = open(usual);
        }
        let told = missing.is_empty();
        if told {
            missing.push(Missing::WhatFor);
        }
        self.when(missing.first() == Some(&Missing::HowWeKnow), "how-we-know");
        // Whoever has said what it is about is asked for more, not for what they have said.
        // In other languages than English an unclear reason may go unseen.
        let clear = language == Language::EN || self.holds(Good::ClearReason.id());
        let said = clear && !situation.has(Flag::UnclearReason) && !self.holds("blank");
        let clause = |missing: &Missing| {
            let words = &self.pack.words;
            let kind = match missing {
                Missing::WhatFor if said && !situation.missing.contains(missing) => match situation.ask {
                    _ if situation.answered => "answered",
                    Ask::Connect => "more",
                    other => other.id(),
                },
                Missing::WhatExactly if self.holds("wants-review") && !self.holds("applies") => "review",
                Missing::WhatExactly if situation.ask == Ask::Help && self.holds(Good::ClearReason.id()) => "clear",
                _ => situation.ask.id(),
            };
            let kinds = [kind, situation.ask.id()];
            let keys = kinds.map(|kind| format!("q.{}.{kind}", missing.id()));
            let own = keys.iter().map(|key| words.list(key)).find(|clauses| !clauses.is_empty());
            let clauses = own.unwrap_or_else(|| words.list(&format!("q.{}", missing.id())));
            clauses.get(pick(self.seed ^ hash(missing.id()), clauses.len())).copied()
        };
        let familiar = self.holds("familiar");
        let clause = |missing: &Missing| clause(missing).map(|clause| addressed(clause, familiar));
        let mut clauses: Vec<String> = missing.iter().filter_map(clause).take(2).collect();
        // Whoever has said all that matters for a yes is not asked for what they have said.
        let settled = told || situation.missing.is_empty() && situation.advice == Advice::Accept;
        if settled && !matches!(situation.ask, Ask::Connect | Ask::None) {
            let favour = matches!(situation.ask, Ask::Help | Ask::Recommendation);
            let when = Missing::ByWhen;
            // One short question needs no day.
            let open = favour && !self.holds("one-question") && !told::answers(when, &|name| self.holds(name));
            let when = open.then(|| clause(&when)).flatten();
            clauses = when.into_iter().chain([self.pack.words.one("q.else").to_owned()]).collect();
        }
        clauses.dedup();
        let other = missing.iter().filter(|missing| **missing != Missing::HowWeKnow).find_map(clause);
        let and = format!(" {} ", self.pack.words.one("and"));
        if let Some(first) = clauses.first() {
            self.slots.push(("question", first.clone()));
            self.slots.push(("questions", clauses.join(&and)));
        }
        if let Some(other) = other {
            self.slots.push(("other-question", other));
        }
    }

    fn settings(&mut self, situation: &Situation<'_>, language: Language) {
        let settings = situation.settings;
        let today = settings.today;
        // What the person wrote in one language has no place in a reply in another.
        let fits = |words: &str| {
            let written = language::detect(words);
            written == language || written == Language::Unsure
        };
        let about = format!("{} {} {}", situation.topic, self.slot("topic").unwrap_or(""), situation.request.text)
            .to_lowercase();
        let own = sentence(&settings.policy);
        let policy = if own.is_empty() { rule(settings, self.pack).to_owned() } else { own };
        if fits(&policy) {
            self.set("policy", &policy, 400);
        }
        for (slot, list) in [("resource", &settings.resources), ("organisation", &settings.organisations)] {
            let general =
                |words: &str| content(words).all(|word| self.pack.words.list("generic").contains(&word.as_str()));
            let useful = |words: &&String| overlap(words, &about) > 0 || general(words);
            let fitting = list.iter().filter(|words| !words.trim().is_empty() && fits(words)).filter(useful);
            if let Some(best) = fitting.rev().max_by_key(|words| overlap(words, &about)) {
                self.set(slot, phrase(best), 200);
            }
        }
        if fits(&settings.elsewhere) {
            self.set("elsewhere", phrase(&settings.elsewhere), 200);
        }
        let ahead = settings
            .events
            .iter()
            .filter(|event| !event.date.is_known() || today.is_known() && !date::is_over(event.date, today));
        if let Some(event) =
            ahead.filter(|event| fits(&event.name)).min_by_key(|event| (!event.date.is_known(), event.date))
        {
            self.set("event", phrase(&event.name), 100);
            let on = date::when(event.date, today, &self.pack.words);
            self.set("event-on", &on, LONGEST);
        }
        let able =
            settings.referrals.iter().filter(|referral| fits(&referral.topic) && is_about(&referral.topic, &about));
        if let Some(referral) = able.rev().max_by_key(|referral| overlap(&referral.topic, &about)) {
            self.set("referral", phrase(&referral.person), 80);
            self.set("referral-topic", phrase(&referral.topic), 80);
        }
        if !date::is_over(settings.break_until, today) {
            let until = date::until(settings.break_until, today, &self.pack.words);
            self.set("until", &until, LONGEST);
            // The year has been said already, if it needed saying.
            let back = date::from(date::next(settings.break_until), settings.break_until, &self.pack.words);
            self.set("back", &back, LONGEST);
        }
    }
}

/// The person's rule on invitations as a sentence of the pack; empty where they accept whoever has a reason.
fn rule(settings: &Settings, pack: &Pack<'static>) -> &'static str {
    let means = &settings.met_means;
    let kind = match settings.accepts {
        Accepts::Reason => return "",
        Accepts::Common => "common",
        Accepts::Met if means.is_empty() || means.contains(&Encounter::Email) => "known",
        Accepts::Met if means == &[Encounter::InPerson] => "met-in-person",
        Accepts::Met => "met",
    };
    pack.words.one(&format!("policy.{kind}"))
}

/// The person's rules on recommendations and introductions as sentences of the pack.
pub fn more_rules(settings: &Settings, pack: &Pack<'static>) -> Vec<&'static str> {
    let recommends = match settings.recommends {
        Recommends::Judged => "",
        Recommends::Worked => "recommends-worked",
        Recommends::Never => "recommends-never",
    };
    let introduces = match settings.introduces {
        Introduces::Judged => "",
        Introduces::Known => "introduces-known",
        Introduces::Never => "introduces-never",
    };
    let said = [recommends, introduces].into_iter().filter(|kind| !kind.is_empty());
    said.map(|kind| pack.words.one(&format!("policy.{kind}"))).collect()
}

/// Whether neither the text nor the record shows that the two know each other.
fn is_stranger(situation: &Situation<'_>) -> bool {
    let sender = &situation.request.sender;
    let same = |name: &str| !name.trim().is_empty() && name.trim().eq_ignore_ascii_case(sender.name.trim());
    let contact = situation.good.iter().any(|sign| sign.id == Good::PriorContact) && !situation.has(Flag::FalseHistory);
    let tie = |claim: &CheckedClaim| {
        claim.truth == Truth::Supported && !matches!(claim.kind, ClaimType::Group | ClaimType::Mutual)
    };
    !(contact
        || sender.degree == Some(1)
        || situation.claims.iter().any(tie)
        || situation.record.relationship(sender).is_known()
        || situation.settings.always_welcome.iter().any(|name| same(name)))
}

/// The claim that a reply may have to speak about: a contradicted one first, then one that carries doubt, then one that fits.
pub fn chosen_claim<'a>(situation: &Situation<'a>) -> Option<&'a CheckedClaim> {
    let doubtful = situation.has(Flag::UnverifiedHistory);
    let order = |claim: &&CheckedClaim| match claim.truth {
        Truth::Contradicted => 0,
        Truth::Unverifiable if doubtful => 1,
        Truth::Supported => 2,
        Truth::Unverifiable => 3,
    };
    situation.claims.iter().filter(|claim| order(claim) < 3).min_by_key(order)
}

/// The only question of a text; `None` if there is none or more than one.
fn single_question(text: &str) -> Option<&str> {
    let (before, after) = text.split_once('?')?;
    // The point of a figure ends nothing.
    let sentence = before.rsplit(['!', ':', ';', '\n']).next().unwrap_or(before);
    (!after.contains('?')).then(|| sentence.rsplit(". ").next().unwrap_or(sentence))
}

/// What is usually missing where the judge names nothing.
fn usual(ask: Ask) -> &'static [Missing] {
    match ask {
        Ask::Connect => &[Missing::HowWeKnow, Missing::WhatFor],
        Ask::Sales => &[Missing::WhyMe, Missing::Cost],
        Ask::Recruit => &[Missing::Employer, Missing::Role],
        Ask::Help => &[Missing::WhatExactly, Missing::HowLong],
        Ask::Recommendation => &[Missing::SharedWork, Missing::Purpose],
        Ask::Introduce => &[Missing::WhyThem],
        Ask::Introduced => &[Missing::WhatFor],
        Ask::Promote => &[Missing::MyPart],
        Ask::None => &[Missing::WhatFor],
    }
}

/// How many longer words of `words` stand in `about`, which is in small letters.
fn overlap(words: &str, about: &str) -> usize {
    if content(words).next().is_none() {
        // A topic of short words only, such as "tax law", is looked for as it stands.
        let whole = words.trim().to_lowercase();
        return usize::from(!whole.is_empty() && topic::mentions(about, &[whole.as_str()]));
    }
    content(words)
        .filter(|word| about.split(|c: char| !c.is_alphanumeric()).any(|other| stem(other) == stem(word)))
        .count()
}

/// Whether `about`, in small letters, is mainly about `topic`: more than half of its words stand there.
fn is_about(topic: &str, about: &str) -> bool {
    let words =
        || topic.split(|c: char| !c.is_alphanumeric()).filter(|word| word.chars().count() > 2).map(str::to_lowercase);
    let stands = |word: &String| about.split(|c: char| !c.is_alphanumeric()).any(|other| stem(other) == stem(word));
    words().filter(stands).count() * 2 > words().count()
}

/// The longer words of `words` in small letters, without addresses.
fn content(words: &str) -> impl Iterator<Item = String> + '_ {
    let spoken = words
        .split_whitespace()
        .filter(|word| !word.contains("://") && !word.contains('/') && !word.starts_with("www."));
    let parts = spoken.flat_map(|word| word.split(|c: char| !c.is_alphanumeric()));
    parts
        .filter(|word| word.chars().count() > 3 || (word.chars().count() > 1 && word.chars().all(char::is_uppercase)))
        .map(str::to_lowercase)
}

/// The word without an ending that another form of it would lack.
fn stem(word: &str) -> &str {
    let cut = ["ing", "ers", "er", "es", "s", "e"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    if cut.chars().count() >= 4 { cut } else { word }
}

/// Whether words hold marks that a reader would take for a slot left open.
fn looks_unfilled(words: &str) -> bool {
    words.contains(['{', '}', '[', ']', '<', '>', '_', INLINE])
        || ['%', '#', '$'].into_iter().any(|mark| words.matches(mark).count() >= 2)
}

/// One line, single blanks, nothing invisible.
fn clean(words: &str) -> String {
    let kept: String =
        words.chars().map(|c| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c }).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that go inside a sentence: without a stop of their own.
fn phrase(words: &str) -> &str {
    words.trim().trim_end_matches(['.', '!', ';', ',', ' '])
}

/// Words that are a sentence: with a stop.
fn sentence(words: &str) -> String {
    let words = clean(words);
    if words.is_empty() || words.ends_with(['.', '!', '?', '…']) { words } else { format!("{words}.") }
}
