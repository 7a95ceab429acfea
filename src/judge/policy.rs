//! The person's own rules: whom they accept, introduce and recommend, and what they never say yes to. They stand
//! above the table of advice, and below what is dishonest.

use std::collections::BTreeMap;

use super::advice::Findings;
use super::policy_words::PolicyWords;
use crate::assessment::{Advice, Ask, ClaimType, Flag, Good, Truth};
use crate::settings::{Accepts, Encounter, Introduces, Recommends, Settings};
use crate::text::fold;

/// What the rules look at.
pub struct Case<'a> {
    /// Everything that was found.
    pub findings: &'a Findings<'a>,
    /// Tie, with what the person has said of it.
    pub tie: u8,
    /// Answers to questions about the sender.
    pub answers: &'a BTreeMap<String, bool>,
    /// Words of the rules.
    pub words: &'a PolicyWords,
}

/// What a rule came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ruling {
    /// What to do.
    pub advice: Advice,
    /// Why, as a sentence.
    pub because: String,
}

/// What the person's rules make of `advice`; `None` where they leave it as it is. Those who are always welcome are
/// measured only by what is never done.
pub fn rule(case: &Case<'_>, advice: Advice, welcome: bool) -> Option<Ruling> {
    if advice == Advice::Report {
        return None;
    }
    let (ruled, because) = case.never().or_else(|| if welcome { None } else { case.whom(advice) })?;
    let because = case.words.because.get(because)?.clone();
    (ruled != advice || because_counts(ruled)).then_some(Ruling { advice: ruled, because })
}

/// A no that stands anyway is still better explained by the person's own rule.
fn because_counts(advice: Advice) -> bool {
    advice == Advice::Decline
}

impl Case<'_> {
    fn never(&self) -> Option<(Advice, &'static str)> {
        let settings = self.settings();
        if settings.never.contains(&self.findings.ask) {
            return Some((Advice::Decline, "never"));
        }
        let about = |topic: &String| super::circumstance::mentions(self.findings.request, topic);
        settings.never_topics.iter().any(about).then_some((Advice::Decline, "never-topic"))
    }

    fn whom(&self, advice: Advice) -> Option<(Advice, &'static str)> {
        let settings = self.settings();
        match self.findings.ask {
            Ask::Connect => match settings.accepts {
                // Only a yes is taken back: a question may still bring out where the two have met.
                Accepts::Met if advice == Advice::Accept && !self.have_met() => {
                    Some((Advice::HelpDifferently, "accepts-met"))
                }
                Accepts::Common if advice == Advice::Accept && !self.share_something() => {
                    Some((Advice::AskFirst, "accepts-common"))
                }
                _ => None,
            },
            Ask::Recommendation => match settings.recommends {
                Recommends::Never => Some((Advice::Decline, "recommends-never")),
                Recommends::Worked if !self.worked_together() && advice < Advice::Decline => {
                    Some((Advice::Decline, "recommends-worked"))
                }
                _ => None,
            },
            Ask::Introduce => match settings.introduces {
                Introduces::Never => Some((Advice::Decline, "introduces-never")),
                Introduces::Known if !self.know_well() && advice < Advice::Decline => {
                    Some((Advice::Decline, "introduces-known"))
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn settings(&self) -> &Settings {
        self.findings.settings
    }

    fn said(&self, question: &str) -> bool {
        self.answers.get(question) == Some(&true)
    }

    fn share_something(&self) -> bool {
        self.tie >= 2 || self.said("know-well") || self.findings.shows(Good::CommonGround)
    }

    fn know_well(&self) -> bool {
        let known = &self.findings.relationship;
        let tied = known.both_wrote() || known.recommended_you.is_some() || known.you_recommended.is_some();
        self.said("vouch") || self.tie >= 4 || (tied && self.tie >= 3) || self.supported(WORK)
    }

    fn worked_together(&self) -> bool {
        let known = &self.findings.relationship;
        self.said("stand-by")
            || known.same_employer.is_some()
            || known.recommended_you.is_some()
            || known.you_recommended.is_some()
            || self.supported(WORK)
    }

    fn supported(&self, kinds: &[ClaimType]) -> bool {
        self.findings.claims.iter().any(|claim| claim.truth == Truth::Supported && kinds.contains(&claim.kind))
    }

    /// Whether the two have met, in one of the ways that count for this person.
    fn have_met(&self) -> bool {
        let counts = |way: &Encounter| {
            let means = &self.settings().met_means;
            means.is_empty() || means.contains(way)
        };
        self.said("know-well") || self.encounters().iter().any(counts)
    }

    /// Ways in which record, ledger or message show that the two have met.
    fn encounters(&self) -> Vec<Encounter> {
        let (findings, mut ways) = (self.findings, Vec::new());
        if findings.relationship.both_wrote() {
            ways.push(Encounter::Email);
        }
        // Who has shared a desk, a class or an evening has met; so has whom the ledger knows to be good company.
        if self.supported(&[ClaimType::Colleague, ClaimType::Classmate, ClaimType::Friend, ClaimType::Met])
            || findings.relationship.recommended_you.is_some()
            || findings.relationship.you_recommended.is_some()
            || !findings.settings.facts.trust.is_empty()
        {
            ways.push(Encounter::InPerson);
        }
        let doubted = findings.has(Flag::FalseHistory) || findings.has(Flag::UnverifiedHistory);
        if findings.shows(Good::PriorContact) && !doubted && !findings.settings.facts.answers.contains_key("know-well")
        {
            ways.extend(self.told());
        }
        ways
    }

    /// The way of having met that the message tells; in person where it names none.
    fn told(&self) -> Vec<Encounter> {
        let text = format!(" {} ", fold(&self.findings.request.text));
        let told = |words: &[String]| words.iter().any(|word| text.contains(&format!(" {word}")));
        let mut ways: Vec<Encounter> =
            self.words.encounter.iter().filter(|(_, words)| told(words)).map(|(way, _)| *way).collect();
        if ways.is_empty() {
            ways.push(Encounter::InPerson);
        }
        ways
    }
}

/// Claims that show work done together.
const WORK: &[ClaimType] = &[ClaimType::Colleague];

#[cfg(test)]
mod tests {
    use crate::judge::policy_words::PolicyFile;
    use crate::view::form::FIELDS;
    use crate::{Record, Request, Settings};

    fn file() -> PolicyFile {
        toml::from_str(include_str!("en/policy.toml")).expect("the file can be read")
    }

    #[test]
    fn each_example_comes_out_as_the_file_says() {
        let file = file();
        let mut wrong = Vec::new();
        for example in &file.example {
            let request = Request { text: example.text.clone(), ..Request::default() };
            let mut settings = Settings::default();
            for (name, text) in &example.settings {
                let field = FIELDS.iter().find(|field| field.name == name).expect(name);
                (field.take)(&mut settings, text);
            }
            let before = crate::assess(&request, &Record::default(), &Settings::default());
            let after = crate::assess(&request, &Record::default(), &settings);
            let because = file.because.get(&example.because).cloned().unwrap_or_default();
            if (before.ask, before.advice, after.advice) != (example.ask, example.before, example.advice)
                || after.reasons.contains(&because) == because.is_empty()
            {
                wrong.push(format!(
                    "{}\n  {:?} {:?} {:?} {:?}",
                    example.text, before.ask, before.advice, after.advice, after.reasons
                ));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_reason_and_every_way_to_meet_stands_in_an_example() {
        let file = file();
        for id in file.because.keys() {
            assert!(file.example.iter().any(|example| example.because == *id), "{id}");
        }
        for words in file.encounter.values() {
            let shown = |word: &String| file.example.iter().any(|example| example.text.to_lowercase().contains(word));
            assert!(words.iter().any(shown), "{words:?}");
        }
    }
}
