//! From the ledger to what the judgement and the panel take of it for one request.

use super::{Asked, Decision, Experience, Feeling, Ledger, Outcome, Person, day};
use crate::assessment::Ask;
use crate::facts::{Facts, Wording};
use crate::record::PartialDate;
use crate::request::Request;
use crate::say;
use crate::settings::Settings;

impl Ledger {
    /// The settings for judging one request: the person's own, with what the ledger knows on `today`.
    pub fn settings(&self, settings: &Settings, request: &Request, wording: Wording, today: PartialDate) -> Settings {
        Settings {
            today,
            accepted_this_week: self.accepted_this_week(today),
            facts: self.facts(request, wording, today),
            ..settings.clone()
        }
    }

    /// What is known of the sender of a request.
    pub fn facts(&self, request: &Request, wording: Wording, today: PartialDate) -> Facts {
        let shared = Facts { overdue: self.overdue(today), wording, shifts: self.learned.shifts(), ..Facts::default() };
        let Some(person) = self.person(&request.sender) else { return shared };
        let of = |feeling| person.experience.as_ref().filter(|experience| experience.feeling == feeling);
        let earlier = person.earlier(&request.text);
        let accepted =
            earlier.is_some_and(|asked| asked.decision == Decision::Accepted && asked.outcome != Outcome::Wrong);
        let good = of(Feeling::Good);
        let tie = match good {
            Some(good) if good.whose.is_empty() => 3,
            Some(_) => 2,
            None if accepted => 2,
            None => 0,
        };
        Facts {
            trouble: of(Feeling::Bad).map(|bad| trouble(bad, today)).unwrap_or_default(),
            trust: good.map(|good| trust(good, today)).unwrap_or_default(),
            before: earlier.map(|asked| before(asked, today)).unwrap_or_default(),
            tie: if of(Feeling::Bad).is_some() { 0 } else { tie },
            answers: person.answers.clone(),
            ..shared
        }
    }
}

fn trouble(bad: &Experience, today: PartialDate) -> String {
    match bad.whose.as_str() {
        "" => say!("You noted a bad experience with them {when}.", when = day::ago(bad.on, today)),
        whose => say!(
            "{whose} had a bad experience with them, as you noted {when}.",
            whose = whose,
            when = day::ago(bad.on, today)
        ),
    }
}

fn trust(good: &Experience, today: PartialDate) -> String {
    match good.whose.as_str() {
        "" => say!("You noted a good experience with them {when}.", when = day::ago(good.on, today)),
        whose => {
            say!("{whose} speaks well of them, as you noted {when}.", whose = whose, when = day::ago(good.on, today))
        }
    }
}

/// What became of an earlier request, in a sentence.
pub fn before(asked: &Asked, today: PartialDate) -> String {
    let ask = match asked.ask {
        Ask::Connect => say!("wanted to connect"),
        Ask::Sales => say!("wanted to sell something"),
        Ask::Recruit => say!("offered a job"),
        Ask::Help => say!("asked for help"),
        Ask::Recommendation => say!("asked for a recommendation"),
        Ask::Introduce => say!("asked for an introduction"),
        Ask::Introduced => say!("came with an introduction"),
        Ask::Promote => say!("invited you to something"),
        Ask::None => say!("wrote to you"),
    };
    let decided = match asked.decision {
        Decision::Accepted => say!("you said yes"),
        Decision::AskedFirst => say!("you asked back"),
        Decision::Declined => say!("you declined"),
        Decision::LeftOpen => say!("you left it open"),
    };
    say!("Last time they {ask}; {decided} {when}.", ask = ask, decided = decided, when = day::ago(asked.on, today))
}

/// What a no would cost, in one line, from what came before.
pub fn price(person: Option<&Person>, request: &Request) -> String {
    let noes = person.map_or(0, |person| {
        let id = super::message_id(&request.text);
        person.requests.iter().filter(|asked| asked.decision == Decision::Declined && asked.id != id).count()
    });
    match noes {
        0 => say!("The price of a no: few people ask twice. If you may want something of them one day, the next move is yours.").to_owned(),
        1 => say!("The price of a no: you declined once, and they came back. After a second no hardly anybody does.").to_owned(),
        more => say!("You have declined {more} times and they still ask: another no costs little, a clear one saves you both time.", more = more),
    }
}
