//! What the ledger knows of the sender of one request, as the judgement takes it. Never stored: it is drawn from the
//! ledger anew for every request.

use std::collections::BTreeMap;

/// Facts about one sender that neither the text nor the record shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// A bad experience in a sentence for the person; empty where none is noted.
    pub trouble: String,
    /// What speaks for the sender from earlier times, in a sentence; empty where nothing does.
    pub trust: String,
    /// What was decided on an earlier request, in a sentence; empty for the first one.
    pub before: String,
    /// The tie that earlier requests show, at least; 0 where they show none.
    pub tie: u8,
    /// What the person said to the questions, by id.
    pub answers: BTreeMap<String, bool>,
    /// Follow-ups that were promised for a day well past and have not been given.
    pub overdue: u16,
    /// How often this wording has come lately.
    pub wording: Wording,
    /// How far the voice of a rule has moved for this person, in hundredths of log-odds.
    pub shifts: BTreeMap<String, i16>,
}

/// Messages with nearly the same wording, this one included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Wording {
    /// How many messages.
    pub messages: u16,
    /// From how many senders.
    pub senders: u16,
}

impl Wording {
    /// Whether the same text went out to this person more than once, from different hands.
    pub fn is_template(self) -> bool {
        self.senders > 1
    }
}
