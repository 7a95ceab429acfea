//! What a token is to the automaton, and along which edges it leads.
//!
//! That is worked out when a message first brings such a token, and remembered, since the same words come again.
//! Nothing here depends on the message, so what one has taught is as good for the next.

use super::index::{Index, mark, waits};
use super::table::{Label, Table, label};

/// What a token is to the automaton, in one number: its word, and one bit for each built-in label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Class(u32);

impl Class {
    /// A token or an edge of a sentence with these built-in labels, and no known word.
    pub fn of(labels: &[Label]) -> Self {
        Self(labels.iter().fold(0, |bits, label| bits | 1 << label))
    }

    /// The same with one more built-in label.
    #[must_use]
    pub fn with(self, label: Label) -> Self {
        Self(self.0 | 1 << label)
    }

    /// The same with a word.
    #[must_use]
    pub fn with_word(self, word: Label) -> Self {
        Self(self.0 | u32::from(word) << 16)
    }

    /// A member of a set, of several words.
    pub fn of_set(set: Label) -> Self {
        Self::of(&[label::START, label::END]).with_word(set)
    }

    fn is_of_set(self) -> bool {
        self.has(label::START) && self.has(label::END)
    }

    /// Whether it has a built-in label.
    pub fn has(self, label: Label) -> bool {
        self.0 & 1 << label != 0
    }

    /// Its word or set; 0 for none.
    fn word(self) -> Label {
        (self.0 >> 16) as Label
    }

    /// All its labels.
    pub fn labels(self, table: &Table, mut each: impl FnMut(Label)) {
        if self.is_of_set() {
            return each(self.word());
        }
        let mut bits = self.0 & 0xffff;
        while bits != 0 {
            each(bits.trailing_zeros() as Label);
            bits &= bits - 1;
        }
        if let Some(word) = self.word().checked_sub(label::FIRST_WORD) {
            each(self.word());
            table.sets.row(usize::from(word)).iter().for_each(|set| each(*set));
        }
    }
}

/// Classes met so far, and where each leads.
#[derive(Debug)]
pub struct Classes {
    /// For each word the class that was last met with it, and one more.
    of_words: Vec<u32>,
    met: Vec<Met>,
    /// A bit of each class for each label and group, whether it leads along an edge that waits for that.
    leads: Vec<u64>,
    /// Numbers of one class among those.
    width: usize,
}

#[derive(Debug)]
struct Met {
    class: Class,
    /// The class met before this one that has the same word, and one more.
    before: u32,
    /// The marks of its labels.
    marks: u64,
}

/// Classes that are remembered before all are forgotten: some thousand words, and less than ten megabytes.
const BOUND: usize = 2_000;

impl Classes {
    /// None of a table.
    pub fn new(table: &Table) -> Self {
        let width = waits(table).div_ceil(64);
        Self { of_words: vec![0; table.starts.len().max(1)], met: Vec::new(), leads: Vec::new(), width }
    }

    /// Where a class leads.
    pub fn leads(&mut self, table: &Table, index: &Index, class: Class) -> Leads<'_> {
        let mut next = self.of_words[usize::from(class.word())];
        while next > 0 && self.met[next as usize - 1].class != class {
            next = self.met[next as usize - 1].before;
        }
        let at = (next as usize).checked_sub(1).unwrap_or_else(|| self.meet(table, index, class));
        Leads { waits: &self.leads[at * self.width..][..self.width], marks: self.met[at].marks }
    }

    fn meet(&mut self, table: &Table, index: &Index, class: Class) -> usize {
        if self.met.len() == BOUND {
            self.of_words.fill(0);
            self.met.clear();
            self.leads.clear();
        }
        let begin = self.leads.len();
        self.leads.resize(begin + self.width, 0);
        let leads = &mut self.leads[begin..];
        let mut marks = 0;
        class.labels(table, |label| {
            let mut set = |wait: u16| leads[usize::from(wait) / 64] |= 1 << (wait % 64);
            set(label);
            index.groups_of(label).iter().for_each(|group| set(*group));
            marks |= mark(label);
        });
        let latest = &mut self.of_words[usize::from(class.word())];
        let before = std::mem::replace(latest, self.met.len() as u32 + 1);
        self.met.push(Met { class, before, marks });
        self.met.len() - 1
    }
}

/// The edges along which a class leads, by what they wait for.
#[derive(Debug, Clone, Copy)]
pub struct Leads<'a> {
    waits: &'a [u64],
    marks: u64,
}

impl Leads<'_> {
    /// Whether an edge is one of these.
    #[inline]
    pub fn has(self, wait: u16) -> bool {
        self.waits[usize::from(wait) / 64] & 1 << (wait % 64) != 0
    }

    /// Whether some edge out of a state with these marks may be one.
    #[inline]
    pub fn may_have(self, marks: u64) -> bool {
        self.marks & marks != 0
    }
}
