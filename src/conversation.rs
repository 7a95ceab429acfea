//! One request amid what has gone before and what the person does about it: questions that were put and are
//! waiting for their answer, what the desk was told, drafts that are checked and wordings that are remembered.

use serde::{Deserialize, Serialize};

use crate::assessment::{Assessment, Reply};
use crate::edits;
use crate::judge::answer::{self, Waiting};
use crate::protocol::{Draft, How, Remark, Seen};
use crate::record::{PartialDate, Record};
use crate::reply::sitting::{self, Told};
use crate::reply::{self, Missing, Situation, desk, feedback};
use crate::request::{Channel, Request};
use crate::settings::{OwnReply, Settings};
use crate::sites::{self, reading};
use crate::view::{self, Beside, Sitting, words};
use crate::{Advice, Ask, judge};

/// Questions that are remembered until they are answered.
const OPEN_QUESTIONS: usize = 200;

/// What is known of a request besides its own words, when replies are written.
#[derive(Debug, Clone, Copy, Default)]
pub struct Turn<'a> {
    /// Whether it answers a question that was put before.
    pub answered: bool,
    /// What the desk came to.
    pub desk: Option<reply::Desk>,
    /// The wording that was used last.
    pub last: &'a str,
    /// The most that a message may have where it is going; `None` for the usual.
    pub limit: Option<usize>,
}

/// The wording that was used last, and what it was used for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Used {
    /// Id of the template.
    pub template: String,
    /// The request, as [`edits::id`] has it.
    pub request: String,
    /// The wording that had been used last before.
    pub after: String,
}

impl Used {
    /// The wording that the replies to a request are not to read like. What has been offered once stands still, also
    /// when it has been used.
    pub fn before<'a>(&'a self, site: &str, seen: &'a Seen) -> &'a str {
        match &seen.after {
            Some(after) => after,
            None if !self.request.is_empty() && self.request == edits::id(site, seen) => &self.after,
            None => &self.template,
        }
    }

    /// What stands for this one once a draft has been used.
    pub fn next(&self, draft: &Draft) -> Self {
        Self {
            template: draft.how.template.clone(),
            request: edits::id(&draft.site, &draft.request),
            after: self.before(&draft.site, &draft.request).to_owned(),
        }
    }
}

/// Drafts the replies to a request that has been judged.
pub fn replies(
    request: &Request,
    record: &Record,
    settings: &Settings,
    assessment: &Assessment,
    turn: Turn<'_>,
) -> Vec<Reply> {
    let missing: Vec<Missing> = assessment.missing.iter().filter_map(|id| Missing::from_id(id)).collect();
    let situation = Situation::from_assessment(request, record, settings, assessment);
    let Turn { answered, desk, last, limit } = turn;
    let advice = desk.map_or(assessment.advice, desk::stance);
    let limit = limit.unwrap_or(situation.limit);
    reply::compose(&Situation { missing: &missing, answered, desk, advice, last, limit, ..situation })
}

/// A request and everything that bears on it.
#[derive(Debug, Clone, Copy)]
pub struct Conversation<'a> {
    /// Id of the site, so that two people of one name on two sites stay two.
    pub site: &'a str,
    /// The request.
    pub request: &'a Request,
    /// The person's own record.
    pub record: &'a Record,
    /// The person's settings.
    pub settings: &'a Settings,
    /// Questions that wait for their answer.
    pub waiting: &'a [Waiting],
    /// The wording that was used last, so that the next reply does not read like it.
    pub last: &'a str,
}

impl<'a> Conversation<'a> {
    /// A request before which nothing has been asked or written.
    pub fn new(site: &'a str, request: &'a Request, record: &'a Record, settings: &'a Settings) -> Self {
        Self { site, request, record, settings, waiting: &[], last: "" }
    }

    /// The judgement, as the answer to a question if one was put and this answers it.
    pub fn assess(&self) -> Assessment {
        let waiting = self.waiting.iter().find(|waiting| waiting.is_for(self.site, self.request));
        if let Some(answered) = waiting.and_then(|waiting| self.follow_up(waiting)) {
            return answered;
        }
        let mut assessment = judge::ENGINE.assess(self.request, self.record, self.settings);
        assessment.replies = self.replies(&assessment, None, false);
        if let Some(on) = self.unanswered() {
            assessment.reasons.insert(0, view::asked_already(on));
        }
        assessment
    }

    /// The day on which the sender was asked something, while the message says nothing that it did not say then.
    fn unanswered(&self) -> Option<PartialDate> {
        let waiting = self.waiting.iter().find(|waiting| waiting.is_for(self.site, self.request))?;
        waiting.answer(&self.request.text).is_none().then_some(waiting.on)
    }

    /// Judges the answer to a question that was put before, as [`answer::weigh`] does.
    /// `None` while the message says nothing that it did not say when the question was put.
    fn follow_up(&self, waiting: &Waiting) -> Option<Assessment> {
        let text = &self.request.text;
        let said = waiting.answer(text)?;
        let only = Request { text: said.to_owned(), channel: Channel::Message, ..self.request.clone() };
        let mut assessment = judge::ENGINE.assess(&only, self.record, self.settings);
        answer::weigh(waiting, said, &mut assessment);
        let before = text.find(said).map_or(0, |at| text[..at].encode_utf16().count());
        assessment.shift(u32::try_from(before).unwrap_or(0));
        assessment.replies = Conversation { request: &only, ..*self }.replies(&assessment, None, true);
        Some(assessment)
    }

    fn replies(&self, assessment: &Assessment, desk: Option<reply::Desk>, answered: bool) -> Vec<Reply> {
        let turn = Turn { answered, desk, last: self.last, limit: self.limit() };
        replies(self.request, self.record, self.settings, assessment, turn)
    }

    /// What the site says about the length of messages; notes and mails have rules of their own.
    fn limit(&self) -> Option<usize> {
        (self.request.channel == Channel::Message).then(|| sites::message_limit(self.site)).flatten()
    }

    /// What a reply is written for and checked against.
    fn situation<'s>(&'s self, assessment: &'s Assessment) -> Situation<'s> {
        let situation = Situation::from_assessment(self.request, self.record, self.settings, assessment);
        Situation { limit: self.limit().unwrap_or(situation.limit), ..situation }
    }

    /// The judgement with what the desk was told, and what stands beside it in the panel.
    pub fn sit(&self, told: Told) -> (Assessment, Beside) {
        let mut assessment = self.assess();
        let known = Told::known(&assessment.claims);
        let mut sitting = Sitting { told: told.or(known), known, ..Sitting::default() };
        let desk = sitting::settle(assessment.ask, sitting.told).filter(|_| told != Told::default());
        if let Some(desk) = desk {
            assessment.replies = self.replies(&assessment, Some(desk), false);
            assessment.advice = desk::stance(desk);
        }
        let situation = self.situation(&assessment);
        if assessment.ask == Ask::Introduce {
            sitting.third = reply::third(&situation);
            if desk == Some(reply::Desk::Consent) {
                sitting.to_third = desk::introduce(&situation).to_third;
            }
        }
        let declining = !matches!(assessment.advice, Advice::Accept | Advice::Report) && assessment.ask != Ask::None;
        let rungs = if declining { feedback::feedback(&situation) } else { Vec::new() };
        let english_instead = reply::english_instead(&situation);
        (assessment, Beside { sitting, rungs, waiting: self.unanswered(), english_instead })
    }

    /// What should be mended in a text: one of ours that was edited, or one that is being typed.
    pub fn check(&self, text: &str, how: &How) -> Remark {
        let assessment = self.assess();
        let situation = self.situation(&assessment);
        let text = reading::beginning(text, reading::LONGEST);
        match Advice::from_id(&how.stance) {
            Some(advice) => view::remark(&reply::check(text, &Situation { advice, ..situation })),
            None => view::remark_on_typing(&reply::check(text, &situation), text),
        }
    }

    /// The person's own reply that `text` makes; `None` if nothing is left of it besides the greeting.
    pub fn learn(&self, text: &str, how: &How, known: &[OwnReply]) -> Option<OwnReply> {
        let assessment = self.assess();
        let situation = self.situation(&assessment);
        let text = reply::learn::template(reading::beginning(text, reading::LONGEST), &situation);
        let stance = Advice::from_id(&how.stance).unwrap_or(assessment.advice);
        let name = words::own_name(assessment.ask, stance, known.len() + 1);
        let own = OwnReply { name, asks: vec![assessment.ask], stance, tone: words::tone_of(&how.tone), text };
        (!own.text.is_empty()).then_some(own)
    }

    /// What waits after a reply was taken along: a question waits for its answer, any other reply ends the waiting.
    pub fn took(&self, how: &How) -> Vec<Waiting> {
        let (mut mine, mut waiting): (Vec<Waiting>, Vec<Waiting>) =
            self.waiting.iter().cloned().partition(|waiting| waiting.is_for(self.site, self.request));
        if Advice::from_id(&how.stance) == Some(Advice::AskFirst) {
            let mut asked = Waiting::new(self.site, self.request, &self.assess(), self.settings.today);
            if let Some(earlier) = mine.pop() {
                asked.remember(earlier);
            }
            waiting.push(asked);
            let surplus = waiting.len().saturating_sub(OPEN_QUESTIONS);
            waiting.drain(..surplus);
        }
        waiting
    }

    /// What waits after a question was taken out again.
    pub fn undid(&self, how: &How) -> Vec<Waiting> {
        let asked = Advice::from_id(&how.stance) == Some(Advice::AskFirst);
        let keep = |waiting: &&Waiting| !(asked && waiting.is_for(self.site, self.request));
        self.waiting.iter().filter(keep).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(text: &str) -> Request {
        let mut request = Request { text: text.to_owned(), ..Request::default() };
        request.sender.name = "Kyle Brandt".to_owned();
        request
    }

    /// Does something about a message of Kyle's with nothing known of him.
    fn with<T>(text: &str, waiting: &[Waiting], settings: &Settings, go: impl FnOnce(&Conversation<'_>) -> T) -> T {
        let (request, record) = (request(text), Record::default());
        go(&Conversation { site: "linkedin", request: &request, record: &record, settings, waiting, last: "" })
    }

    #[test]
    fn a_message_may_be_as_long_as_its_site_lets_it() {
        let (request, record, settings) = (request("Hi Sam."), Record::default(), Settings::default());
        let limit = |site| {
            let talk = Conversation::new(site, &request, &record, &settings);
            talk.situation(&talk.assess()).limit
        };
        assert_eq!((limit("x"), limit("linkedin"), limit("facebook"), limit("")), (10_000, 8_000, 20_000, 8_000));
    }

    fn how(stance: Advice) -> How {
        How { stance: stance.id().to_owned(), tone: "warm".to_owned(), template: String::new() }
    }

    const BLANK: &str = "Hi Sam, let's connect.";
    const REAL: &str = "We met at the Lisbon data meetup in May, and I'd like to hear how you moved to event logs.";

    #[test]
    fn a_question_waits_until_it_is_answered() {
        let settings = Settings::default();
        let waiting = with(BLANK, &[], &settings, |talk| talk.took(&how(Advice::AskFirst)));
        assert_eq!(waiting.len(), 1);
        let still = with(BLANK, &waiting, &settings, |talk| talk.assess());
        assert!(still.reasons[0].contains("no answer yet"), "{:?}", still.reasons);
        let marked = |text: &str| with(text, &waiting, &settings, |talk| talk.sit(Told::default()).1.waiting.is_some());
        assert!(marked(BLANK) && !marked(REAL));
        let answered = with(REAL, &waiting, &settings, |talk| talk.assess());
        assert_eq!(answered.advice, Advice::Accept);
        assert!(with(REAL, &waiting, &settings, |talk| talk.took(&how(Advice::Accept))).is_empty());
        assert!(with(BLANK, &waiting, &settings, |talk| talk.undid(&how(Advice::AskFirst))).is_empty());
        assert_eq!(with(BLANK, &waiting, &settings, |talk| talk.undid(&how(Advice::Decline))), waiting);
    }

    #[test]
    fn only_so_many_questions_are_kept_and_the_newest_of_them() {
        let settings = Settings::default();
        let old: Vec<Waiting> =
            (0..OPEN_QUESTIONS).map(|at| Waiting { name: format!("Number {at}"), ..Waiting::default() }).collect();
        let waiting = with(BLANK, &old, &settings, |talk| talk.took(&how(Advice::AskFirst)));
        assert_eq!(waiting.len(), OPEN_QUESTIONS);
        assert_eq!(waiting.last().map(|waiting| waiting.name.as_str()), Some("Kyle Brandt"));
        assert_eq!(waiting[0].name, "Number 1");
    }

    #[test]
    fn the_desk_changes_advice_and_replies() {
        let ask = "Hi Sam, would you write me a recommendation for our library project?";
        let settings = Settings::default();
        let (open, beside) = with(ask, &[], &settings, |talk| talk.sit(Told::default()));
        assert_eq!(open.ask, Ask::Recommendation);
        assert_eq!(beside.sitting.told, Told::default());
        let (written, _) = with(ask, &[], &settings, |talk| talk.sit(Told::parse("yyyy")));
        assert_eq!(written.advice, Advice::Accept);
        assert!(written.replies[0].template.contains("desk-write"), "{:?}", written.replies[0]);
        let (private, beside) = with(ask, &[], &settings, |talk| talk.sit(Told::parse("y-yp")));
        assert_eq!(private.advice, Advice::HelpDifferently);
        assert!(private.replies[0].template.contains("desk-private"), "{:?}", private.replies[0]);
        assert!(!beside.rungs.is_empty());
    }

    #[test]
    fn an_introduction_is_a_pair() {
        let ask = "Hi Sam, could you introduce me to Grant Tully at the housing office?";
        let (_, beside) = with(ask, &[], &Settings::default(), |talk| talk.sit(Told::parse("y--y")));
        assert_eq!(beside.sitting.third, "Grant Tully");
        assert!(beside.sitting.to_third.is_some_and(|text| text.starts_with("Hi Grant,")));
        let (_, beside) = with(ask, &[], &Settings::default(), |talk| talk.sit(Told::parse("---n")));
        assert_eq!(beside.sitting.to_third, None);
    }

    #[test]
    fn a_remembered_wording_is_the_first_reply_and_greets_anew() {
        let settings = Settings::default();
        let first = with(BLANK, &[], &settings, |talk| talk.assess());
        let text = "Hi Kyle, thank you, but I keep this network to people I have met, so it's a no.";
        let own = with(BLANK, &[], &settings, |talk| talk.learn(text, &how(first.advice), &[]));
        let settings = Settings { own_replies: own.into_iter().collect(), ..Settings::default() };
        assert_eq!(with(BLANK, &[], &settings, |talk| talk.assess()).replies[0].text, text);
        assert_eq!(with(BLANK, &[], &settings, |talk| talk.learn("Hi Kyle,", &how(first.advice), &[])), None);
    }

    #[test]
    fn two_replies_in_a_row_do_not_read_alike() {
        let settings = Settings::default();
        let first = with(BLANK, &[], &settings, |talk| talk.assess()).replies.remove(0);
        let (request, record) = (request(BLANK), Record::default());
        let talk =
            Conversation { last: &first.template, ..Conversation::new("linkedin", &request, &record, &settings) };
        assert_ne!(talk.assess().replies[0].text, first.text);
    }

    #[test]
    fn what_has_been_offered_stands_still() {
        let seen = |text: &str, after: Option<&str>| Seen {
            text: text.to_owned(),
            after: after.map(str::to_owned),
            ..Seen::default()
        };
        let draft = |seen: Seen, template: &str| Draft {
            site: "linkedin".to_owned(),
            request: seen,
            text: String::new(),
            how: How { template: template.to_owned(), ..How::default() },
        };
        let first = Used::default().next(&draft(seen("one", Some("")), "a"));
        let second = first.next(&draft(seen("two", Some("a")), "b"));
        // Nobody has looked at the third; the second has been used, and is looked at again after its page came anew.
        for (text, after, last) in [("three", None, "b"), ("two", None, "a"), ("one", Some(""), "")] {
            assert_eq!(second.before("linkedin", &seen(text, after)), last, "{text}");
        }
    }

    #[test]
    fn a_language_without_replies_is_told() {
        let english = |text: &str| {
            with(text, &[], &Settings::default(), |talk| talk.sit(Told::default()).1.english_instead.is_some())
        };
        assert!(english("Ciao Sam, vorrei aggiungerti alla mia rete professionale e scambiare qualche idea con te."));
        assert!(!english(BLANK));
    }

    #[test]
    fn each_site_has_its_own_limit() {
        let (request, record, settings) = (request("Hi Sam, shall we talk?"), Record::default(), Settings::default());
        let long = format!("Hi Kyle, yes, gladly. {}", "Let's talk. ".repeat(750));
        for (site, fits) in [("x", true), ("linkedin", false), ("facebook", true)] {
            let talk = Conversation::new(site, &request, &record, &settings);
            let remark = talk.check(&long, &how(Advice::Accept));
            assert_eq!(!remark.text.contains("long"), fits, "{site}: {}", remark.text);
        }
    }

    #[test]
    fn an_edited_reply_is_checked_by_what_it_does() {
        let settings = Settings::default();
        let remark = |text: &str, how: &How| with(BLANK, &[], &settings, |talk| talk.check(text, how)).text;
        assert!(
            remark("Hi Marcus, no thanks, I only connect with people I have met.", &how(Advice::Decline))
                .contains("Marcus")
        );
        assert_eq!(remark("Hi Kyle, no thanks, I only connect with people I have met.", &how(Advice::Decline)), "");
        assert_eq!(remark("Hi Kyle", &How::default()), "");
    }
}
