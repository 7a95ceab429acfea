//! The person's own answers: which questions are put, what record and ledger answer beforehand, what answers change.

use std::collections::BTreeMap;

use super::advice::Findings;
use super::question::{Change, Known, Question};
use crate::assessment::{By, Flag, PutQuestion, Truth};

/// The questions of this request, with their answers.
pub fn put(questions: &[Question], findings: &Findings<'_>) -> Vec<PutQuestion> {
    let of_ask = questions.iter().filter(|question| question.ask.contains(&findings.ask));
    let put = |question: &Question| {
        let own = findings.settings.facts.answers.get(&question.id).copied();
        let any = |known: &[Known]| known.iter().any(|known| is_known(*known, findings));
        let beforehand = match () {
            () if any(&question.no_when) => Some(false),
            () if any(&question.yes_when) => Some(true),
            () => None,
        };
        PutQuestion {
            id: question.id.clone(),
            text: question.text.clone(),
            answer: own.or(beforehand),
            by: if own.is_some() { By::Person } else { By::Record },
        }
    };
    of_ask.map(put).collect()
}

/// All answers by question, for the table of advice.
pub fn answers(put: &[PutQuestion]) -> BTreeMap<String, bool> {
    put.iter().filter_map(|question| Some((question.id.clone(), question.answer?))).collect()
}

/// What the person's own answers change. What record and ledger say has been counted already.
pub fn changes<'q>(questions: &'q [Question], put: &[PutQuestion]) -> Vec<&'q Change> {
    let own = put.iter().filter(|question| question.by == By::Person);
    let change = |answered: &PutQuestion| {
        let question = questions.iter().find(|question| question.id == answered.id)?;
        Some(if answered.answer? { &question.yes } else { &question.no })
    };
    own.filter_map(change).collect()
}

/// The tie, with what the person has said of it.
pub fn tie(shown: u8, changes: &[&Change]) -> u8 {
    let least = changes.iter().filter_map(|change| change.least).fold(shown, u8::max);
    changes.iter().filter_map(|change| change.most).fold(least, u8::min)
}

/// Whether a flag no longer matters.
pub fn lifts(changes: &[&Change], flag: Flag) -> bool {
    changes.iter().any(|change| change.lifts.contains(&flag))
}

fn is_known(known: Known, findings: &Findings<'_>) -> bool {
    let (relationship, facts) = (&findings.relationship, &findings.settings.facts);
    match known {
        Known::Connected => relationship.connection.is_some(),
        Known::InContact => relationship.both_wrote(),
        Known::SharedPast => findings.claims.iter().any(|claim| claim.truth == Truth::Supported),
        Known::Recommended => relationship.recommended_you.is_some() || relationship.you_recommended.is_some(),
        Known::GoodExperience => !facts.trust.is_empty(),
        Known::BadExperience => !facts.trouble.is_empty(),
        Known::Sought => super::circumstance::is_sought(findings.request, findings.settings),
    }
}

#[cfg(test)]
mod tests {
    use super::super::question::{Example, Question};
    use crate::facts::Facts;
    use crate::{Record, Request, Settings};

    #[derive(serde::Deserialize)]
    struct File {
        question: Vec<Question>,
        example: Vec<Example>,
    }

    fn file() -> File {
        toml::from_str(include_str!("en/questions.toml")).expect("the file can be read")
    }

    #[test]
    fn each_example_comes_out_as_the_file_says() {
        for example in file().example {
            let request = Request { text: example.text.clone(), ..Request::default() };
            let advise = |facts: Facts| {
                let found = crate::assess(&request, &Record::default(), &Settings { facts, ..Settings::default() });
                (found.ask, found.advice)
            };
            assert_eq!(advise(Facts::default()), (example.ask, example.before), "{} (unanswered)", example.text);
            let answered = advise(Facts { answers: example.answers.clone(), ..Facts::default() });
            assert_eq!(answered, (example.ask, example.advice), "{} {:?}", example.text, example.answers);
        }
    }

    #[test]
    fn every_answer_changes_something_and_stands_in_an_example() {
        let (file, rows) = (file(), &crate::judge::ENGINE.words.row);
        for question in &file.question {
            for yes in [true, false] {
                let change = if yes { &question.yes } else { &question.no };
                let named = rows.iter().any(|row| {
                    let list = if yes { row.yes.iter().chain(&row.any_yes) } else { row.no.iter().chain(&[]) };
                    list.into_iter().any(|id| *id == question.id)
                });
                assert!(named || *change != Default::default(), "{} = {yes} changes nothing", question.id);
                let shown = file.example.iter().any(|example| example.answers.get(&question.id) == Some(&yes));
                assert!(shown, "{} = {yes} has no example", question.id);
            }
        }
        let known = |id: &String| file.question.iter().any(|question| question.id == *id);
        for row in rows {
            assert!(
                row.yes.iter().chain(&row.no).chain(&row.any_yes).all(known),
                "{} names an unknown question",
                row.id
            );
        }
    }
}
