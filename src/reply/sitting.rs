//! A sitting at the [`desk`]: what has been answered so far, which questions are still open, and what it has come to.
//!
//! The record answers what it can; the person answers the rest, one tap each, and is asked nothing that would no
//! longer change the outcome.

use super::desk::{self, Answers, Seen, Stand};
use super::situation::Desk;
use crate::assessment::{Ask, CheckedClaim};

/// What the desk asks, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Have they worked together?
    Worked,
    /// Is that recent?
    Recent,
    /// Has the person seen the work?
    Saw,
    /// Would the person stand behind it?
    Stand,
}

impl Question {
    /// Every question, in the order in which they are asked.
    pub const ALL: [Self; 4] = [Self::Worked, Self::Recent, Self::Saw, Self::Stand];

    /// The answers that a question has about `ask`, each a letter of [`Told::code`], the fullest first.
    /// An introduction needs a plain yes or no; a recommendation has degrees.
    pub fn answers(self, ask: Ask) -> &'static [char] {
        match self {
            Self::Worked | Self::Recent => &['y', 'n'],
            Self::Saw | Self::Stand if ask == Ask::Introduce => &['y', 'n'],
            Self::Saw | Self::Stand => &['y', 'p', 'n'],
        }
    }
}

/// What has been answered so far, by [`Question::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told([Option<char>; 4]);

impl Told {
    /// The answer to a question.
    pub fn get(self, question: Question) -> Option<char> {
        self.0[question as usize]
    }

    /// The same with one more answer.
    pub fn with(mut self, question: Question, answer: char) -> Self {
        self.0[question as usize] = Some(answer);
        self
    }

    /// Reads what [`Told::code`] wrote; anything else is not answered.
    pub fn parse(code: &str) -> Self {
        let mut letters = code.chars();
        Self(std::array::from_fn(|at| {
            let known = Question::ALL[at].answers(Ask::Recommendation);
            letters.next().filter(|letter| known.contains(letter))
        }))
    }

    /// One letter a question: `y`, `p` for a part or in private, `n`, or `-` while it is open.
    pub fn code(self) -> String {
        self.0.iter().map(|answer| answer.unwrap_or('-')).collect()
    }

    /// What the record answers by itself.
    pub fn known(claims: &[CheckedClaim]) -> Self {
        match desk::worked_together(claims) {
            Some(together) => Self::default().with(Question::Worked, if together { 'y' } else { 'n' }),
            None => Self::default(),
        }
    }

    /// These answers, and those of `other` where there are none.
    pub fn or(self, other: Self) -> Self {
        Self(std::array::from_fn(|at| self.0[at].or(other.0[at])))
    }

    /// Every way in which the open questions may still be answered.
    fn ways(self, ask: Ask) -> Vec<Self> {
        let open = |told: &Self| Question::ALL.into_iter().find(|question| told.get(*question).is_none());
        let mut ways = vec![self];
        while let Some(question) = ways.first().and_then(open) {
            let answers = question.answers(ask);
            ways = ways.iter().flat_map(|told| answers.iter().map(|answer| told.with(question, *answer))).collect();
        }
        ways
    }

    /// What it comes to once nothing is open; what is, counts as no.
    fn outcome(self, ask: Ask) -> Desk {
        let is = |question, answer| self.get(question) == Some(answer);
        let answers = Answers {
            worked_together: is(Question::Worked, 'y'),
            recently: is(Question::Recent, 'y'),
            saw: match self.get(Question::Saw) {
                Some('y') => Seen::Closely,
                Some('p') => Seen::Part,
                _ => Seen::Nothing,
            },
            stand: match self.get(Question::Stand) {
                Some('y') => Stand::InPublic,
                Some('p') => Stand::InPrivate,
                _ => Stand::No,
            },
        };
        if ask == Ask::Introduce { desk::vouch(answers) } else { desk::recommend(answers) }
    }
}

/// What the answers come to; `None` as long as an open question could change it.
pub fn settle(ask: Ask, told: Told) -> Option<Desk> {
    if !desk::serves(ask) {
        return None;
    }
    let ways = told.ways(ask);
    let first = ways.first()?.outcome(ask);
    ways.iter().all(|way| way.outcome(ask) == first).then_some(first)
}

/// The questions that are still open, in their order; those that can no longer matter are left out.
pub fn open(ask: Ask, told: Told) -> Vec<Question> {
    let matters = |question: &Question| {
        told.get(*question).is_none()
            && told.ways(ask).iter().any(|way| {
                let outcome = way.outcome(ask);
                question.answers(ask).iter().any(|answer| way.with(*question, *answer).outcome(ask) != outcome)
            })
    };
    if desk::serves(ask) { Question::ALL.into_iter().filter(matters).collect() } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(ask: Ask, code: &str, expected: Option<Desk>) {
        assert_eq!(settle(ask, Told::parse(code)), expected, "{code}");
    }

    #[test]
    fn a_recommendation_needs_work_that_was_seen_lately_and_a_public_word() {
        use Ask::Recommendation as R;
        check(R, "yyyy", Some(Desk::Write));
        check(R, "ynyy", Some(Desk::Narrow));
        check(R, "y-py", Some(Desk::Narrow));
        check(R, "n--y", None);
        check(R, "n-yy", Some(Desk::Narrow));
        check(R, "y-yp", Some(Desk::Private));
        check(R, "---n", Some(Desk::Decline));
        check(R, "--n-", Some(Desk::Decline));
    }

    #[test]
    fn an_introduction_asks_the_third_person_first() {
        use Ask::Introduce as I;
        check(I, "y--y", Some(Desk::Consent));
        check(I, "n-yy", Some(Desk::Consent));
        check(I, "---n", Some(Desk::Decline));
        check(I, "n-n-", Some(Desk::Decline));
        check(I, "---y", None);
        assert!(!open(I, Told::default()).contains(&Question::Recent));
    }

    #[test]
    fn nothing_is_asked_that_cannot_change_the_outcome() {
        let asked = |code: &str| open(Ask::Recommendation, Told::parse(code));
        assert_eq!(asked("----"), Question::ALL);
        assert_eq!(asked("n---"), [Question::Saw, Question::Stand]);
        assert_eq!(asked("y-p-"), [Question::Stand]);
        assert_eq!(asked("y-yy"), [Question::Recent]);
        assert!(asked("---n").is_empty());
    }

    #[test]
    fn every_sitting_ends_once_nothing_open_matters() {
        for ask in [Ask::Recommendation, Ask::Introduce] {
            for number in 0..256_u32 {
                let letter = |at: u32| ['-', 'y', 'n', 'p'][(number / 4_u32.pow(at) % 4) as usize];
                let told = Told::parse(&(0..4).map(letter).collect::<String>());
                assert_eq!(open(ask, told).is_empty(), settle(ask, told).is_some(), "{ask:?} {}", told.code());
            }
        }
    }

    #[test]
    fn answers_survive_their_code() {
        for code in ["----", "yn-y", "nnpp"] {
            assert_eq!(Told::parse(code).code(), code);
        }
        assert_eq!(Told::parse("xp").code(), "----");
    }
}
