//! What becomes of "ask first": reads the answer to a question that was asked, and advises again.
//!
//! A one-liner that tells nothing leads to a no; an answer that tells what was asked leads to a yes, with the
//! earlier doubt remembered. What the answer itself shows, such as a pitch, still counts for more.

use serde::{Deserialize, Serialize};

use crate::assessment::{Advice, Ask, Assessment, Flag, Good};
use crate::record::PartialDate;
use crate::request::Request;
use crate::say;

/// A question that was put into a composer and is waiting for its answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Waiting {
    /// The site that it was asked on.
    pub site: String,
    /// Address of the other's profile; empty if it was not shown.
    pub profile: String,
    /// The other's name.
    pub name: String,
    /// The day it was asked.
    pub on: PartialDate,
    /// The facts that were missing, by id.
    pub asked: Vec<String>,
    /// What was asked for before.
    pub ask: Option<Ask>,
    /// The doubts of that time.
    pub doubts: Vec<Flag>,
    /// Bytes of the message that it was asked about.
    pub length: usize,
    /// Fingerprint of that message, which is not kept itself.
    pub print: String,
}

impl Waiting {
    /// A question about a request, as it was judged.
    pub fn new(site: &str, request: &Request, assessment: &Assessment, on: PartialDate) -> Self {
        Self {
            site: site.to_owned(),
            profile: request.sender.profile.clone(),
            name: request.sender.name.clone(),
            on,
            asked: assessment.missing.clone(),
            ask: Some(assessment.ask),
            doubts: assessment.flags.iter().map(|flag| flag.id).collect(),
            length: request.text.len(),
            print: print(&request.text),
        }
    }

    /// Keeps what an earlier question to the same person was about.
    pub fn remember(&mut self, earlier: Self) {
        for doubt in earlier.doubts {
            if !self.doubts.contains(&doubt) {
                self.doubts.push(doubt);
            }
        }
        self.ask = earlier.ask.or(self.ask);
    }

    /// Whether it was asked of the sender of `request`: by profile where both show one, else by name.
    pub fn is_for(&self, site: &str, request: &Request) -> bool {
        let sender = &request.sender;
        if self.site != site {
            return false;
        }
        if !self.profile.is_empty() && !sender.profile.is_empty() {
            return self.profile == sender.profile;
        }
        !self.name.is_empty() && self.name.to_lowercase() == sender.name.to_lowercase()
    }

    /// The words that came after the question; `None` while there are none.
    pub fn answer<'t>(&self, text: &'t str) -> Option<&'t str> {
        let rest = match (text.get(..self.length), text.get(self.length..)) {
            (Some(before), Some(rest)) if print(before) == self.print => rest,
            _ => text,
        };
        Some(rest.trim()).filter(|rest| !rest.is_empty())
    }
}

/// A fingerprint that stays the same on every machine.
fn print(text: &str) -> String {
    let value = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |value, byte| (value ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{value:016x}")
}

/// What an answer tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// How the two know each other, or what they share.
    pub tie: bool,
    /// What the other hopes for.
    pub hope: bool,
}

/// Words by which people say how they know somebody. They count beside what the rules find.
const TIE: &[&str] = &[
    "we met",
    "we worked",
    "we were both",
    "we studied",
    "we spoke",
    "we talked",
    "worked with you",
    "worked together",
    "you spoke",
    "your talk",
    "your article",
    "your post",
    "your book",
    "your workshop",
    "your class",
    "your team",
    "introduced us",
    "mentioned you",
    "told me about you",
    "pointed me to you",
    "same team",
    "same school",
    "we have not met",
    "we haven't met",
    "we don't know each other",
    "we do not know each other",
    "never met",
];

/// Words by which people say what they hope for.
const HOPE: &[&str] = &[
    "i'd like",
    "i would like",
    "i'd love",
    "i would love",
    "i hope",
    "i was hoping",
    "i'm hoping",
    "i am hoping",
    "i'm looking for",
    "i am looking for",
    "i want to",
    "i wanted to",
    "my question",
    "i'd be glad",
    "could you",
    "would you",
    "can you tell me",
    "so that i",
    "i wonder",
    "i was wondering",
    "i'm trying to",
    "i am trying to",
];

/// Fewest words that can tell anything.
const LEAST: usize = 5;

/// What `answer` tells, given what was found in it.
pub fn told(answer: &str, found: &Assessment) -> Told {
    let text = answer.to_lowercase().replace('’', "'");
    if answer.split_whitespace().count() < LEAST {
        return Told::default();
    }
    let says = |cues: &[&str]| cues.iter().any(|cue| text.contains(cue));
    let shows = |signs: &[Good]| found.good.iter().any(|sign| signs.contains(&sign.id));
    Told {
        tie: !found.claims.is_empty()
            || says(TIE)
            || shows(&[Good::CommonGround, Good::KnowsYourWork, Good::PriorContact]),
        // Saying where one met is a reason to write, and still says nothing of what one hopes for.
        hope: says(HOPE) || (shows(&[Good::ClearReason]) && !says(TIE)),
    }
}

/// Flags that an answer does not talk away.
const GRAVE: &[Flag] =
    &[Flag::Integrity, Flag::PastTrouble, Flag::SalesPitch, Flag::FalseHistory, Flag::Pressure, Flag::MailMerge];

/// Advises anew on an answer. `found` is the judgement of the answer alone, and becomes the judgement of the thread.
pub fn weigh(waiting: &Waiting, answer: &str, found: &mut Assessment) {
    let Told { tie, hope } = told(answer, found);
    let asked = |ids: &[&str]| waiting.asked.is_empty() || waiting.asked.iter().any(|id| ids.contains(&id.as_str()));
    let wants_tie = asked(&["how-we-know", "why-me", "shared-work"]);
    let (tie_open, hope_open) = (wants_tie && !tie, !hope);
    let grave = found.flags.iter().any(|flag| GRAVE.contains(&flag.id));
    let said = match (tie, hope) {
        (true, true) => say!("They have now said how you know each other and what they hope for."),
        (true, false) => say!("They have now said how you know each other, but not what they hope for."),
        (false, true) if wants_tie => say!("They have now said what they hope for, but not how you know each other."),
        (false, true) => say!("They have now said what they hope for."),
        (false, false) => {
            say!("You asked, and the answer tells neither how you know each other nor what they hope for.")
        }
    };
    let mut reasons = vec![said.to_owned()];
    let doubts: Vec<Flag> = waiting.doubts.iter().copied().filter(|doubt| lasts(*doubt)).collect();
    if !doubts.is_empty() && (tie || hope) {
        reasons.push(remembered(&doubts));
    }
    if grave && matches!(found.advice, Advice::Decline | Advice::Report) {
        reasons.append(&mut found.reasons);
    } else {
        found.advice = match (tie_open, hope_open) {
            (false, false) => Advice::Accept,
            _ if !tie && !hope => Advice::Decline,
            _ => Advice::AskFirst,
        };
        // What was missing in the first message is no reproach to the second.
        found.flags.retain(|flag| !matches!(flag.id, Flag::Impersonal | Flag::UnclearReason | Flag::PrematureAsk));
        found.would_change.clear();
        found.missing.clear();
        if found.advice == Advice::AskFirst {
            found.missing.push(if tie_open { "how-we-know" } else { "what-for" }.to_owned());
        }
    }
    found.reasons = reasons;
    if let (Ask::None | Ask::Connect, Some(before)) = (found.ask, waiting.ask) {
        found.ask = before;
    }
}

/// Whether a doubt is worth remembering once the question has been answered.
fn lasts(doubt: Flag) -> bool {
    !matches!(doubt, Flag::Impersonal | Flag::UnclearReason | Flag::PrematureAsk)
}

fn remembered(doubts: &[Flag]) -> String {
    let names: Vec<&str> = doubts.iter().map(|doubt| doubt_words(*doubt)).collect();
    say!("Your earlier doubt still stands beside it: {doubts}.", doubts = names.join(", "))
}

fn doubt_words(doubt: Flag) -> &'static str {
    match doubt {
        Flag::FalseHistory => say!("a shared past that your record rules out"),
        Flag::UnverifiedHistory => say!("a shared past that your record cannot show"),
        Flag::SalesPitch => say!("a sales pitch"),
        Flag::Integrity => say!("something dishonest"),
        Flag::MailMerge => say!("signs of a mass message"),
        Flag::ListBuilding => say!("connections for their own sake"),
        Flag::StackedAsks => say!("many requests at once"),
        Flag::Pressure => say!("pressure"),
        Flag::Vouch => say!("vouching for somebody you hardly know"),
        Flag::PastTrouble => say!("trouble in the past"),
        Flag::Irrelevant => say!("nothing to do with your work"),
        Flag::OverCapacity => say!("more requests than you can look after"),
        Flag::OnBreak => say!("your break"),
        Flag::OutsideExpertise => say!("a topic outside your field"),
        Flag::Impersonal | Flag::UnclearReason | Flag::PrematureAsk => say!("how little the first message said"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Record, Settings};

    fn request(text: &str) -> Request {
        let mut request = Request { text: text.to_owned(), ..Request::default() };
        request.sender.name = "Kyle Brandt".to_owned();
        request.recipient.name = "Sam Porter".to_owned();
        request
    }

    fn waiting() -> Waiting {
        Waiting {
            site: "linkedin".to_owned(),
            name: "Kyle Brandt".to_owned(),
            asked: vec!["how-we-know".to_owned(), "what-for".to_owned()],
            ask: Some(Ask::Connect),
            doubts: vec![Flag::Impersonal, Flag::UnverifiedHistory],
            ..Waiting::default()
        }
    }

    #[track_caller]
    fn check(answer: &str, told: Told, advice: Advice) {
        let request = request(answer);
        let mut found = crate::judge::ENGINE.assess(&request, &Record::default(), &Settings::default());
        assert_eq!(super::told(answer, &found), told, "{answer}");
        weigh(&waiting(), answer, &mut found);
        assert_eq!(found.advice, advice, "{answer}\n{:?}", found.reasons);
    }

    const BOTH: Told = Told { tie: true, hope: true };
    const TIE_ONLY: Told = Told { tie: true, hope: false };
    const HOPE_ONLY: Told = Told { tie: false, hope: true };
    const NOTHING: Told = Told { tie: false, hope: false };

    #[test]
    fn a_real_answer_leads_to_a_yes() {
        check(
            "We met at the Lisbon data meetup in May, and I'd like to hear how you moved to event logs.",
            BOTH,
            Advice::Accept,
        );
        check(
            "Your talk on compaction helped my team. I would like to ask you one question about it next week.",
            BOTH,
            Advice::Accept,
        );
        check(
            "Sorry, I should have said: we worked together on the Corvane tender. I hope to stay in touch.",
            BOTH,
            Advice::Accept,
        );
    }

    #[test]
    fn a_vague_one_liner_leads_to_a_no() {
        for vague in ["Just networking!", "Why not?", "Always good to know people.", "ok", "Synergies, my friend."] {
            check(vague, NOTHING, Advice::Decline);
        }
    }

    #[test]
    fn half_an_answer_leads_to_the_other_half_of_the_question() {
        check("We met at the Lisbon data meetup last May.", TIE_ONLY, Advice::AskFirst);
        check("I am hoping to find somebody who can explain storage costs to me.", HOPE_ONLY, Advice::AskFirst);
    }

    #[test]
    fn the_earlier_doubt_is_remembered() {
        let text = "We met at the Lisbon data meetup in May, and I'd like to hear how you moved to event logs.";
        let mut found = crate::judge::ENGINE.assess(&request(text), &Record::default(), &Settings::default());
        weigh(&waiting(), text, &mut found);
        assert!(found.reasons.iter().any(|reason| reason.contains("your record cannot show")), "{:?}", found.reasons);
    }

    #[test]
    fn only_what_came_later_is_an_answer() {
        let first = request("Hi Sam, let's connect.");
        let found = crate::judge::ENGINE.assess(&first, &Record::default(), &Settings::default());
        let waiting = Waiting::new("linkedin", &first, &found, PartialDate::default());
        assert_eq!(waiting.answer("Hi Sam, let's connect."), None);
        assert_eq!(waiting.answer("Hi Sam, let's connect.\n\nWe met in May."), Some("We met in May."));
        assert_eq!(waiting.answer("We met in May."), Some("We met in May."));
        assert!(waiting.is_for("linkedin", &first));
        assert!(!waiting.is_for("gmail", &first));
        let mut other = request("We met in May.");
        other.sender.name = "Kyla Brand".to_owned();
        assert!(!waiting.is_for("linkedin", &other));
    }
}
