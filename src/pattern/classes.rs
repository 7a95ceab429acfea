//! What a token is to the automaton, and along which edges it leads.

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

/// Where the latest class leads.
#[derive(Debug)]
pub struct Classes {
    class: Option<Class>,
    /// A bit for each label and group, whether the class leads along an edge that waits for that.
    leads: Vec<u64>,
    /// The marks of its labels.
    marks: u64,
}

impl Classes {
    /// None of a table.
    pub fn new(table: &Table) -> Self {
        Self { class: None, leads: vec![0; waits(table).div_ceil(64)], marks: 0 }
    }

    /// Where a class leads.
    pub fn leads(&mut self, table: &Table, index: &Index, class: Class) -> Leads<'_> {
        if self.class != Some(class) {
            self.class = Some(class);
            self.marks = 0;
            self.leads.fill(0);
            class.labels(table, |label| {
                let mut set = |wait: u16| self.leads[usize::from(wait) / 64] |= 1 << (wait % 64);
                set(label);
                index.groups_of(label).iter().for_each(|group| set(*group));
                self.marks |= mark(label);
            });
        }
        Leads { waits: &self.leads, marks: self.marks }
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
