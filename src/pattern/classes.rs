//! What a token is to the automaton, and along which edges it leads.

use super::filter::mark;
use super::index::Index;
use super::table::{Label, Table, label};

/// What matches are moved over: the labels of a token, an edge of a sentence, or a member of a set.
#[derive(Debug, Default)]
pub struct Class {
    labels: Vec<Label>,
    /// The marks of its labels.
    marks: u64,
}

impl Class {
    /// Makes it one of these labels.
    pub fn set(&mut self, labels: &[Label]) {
        self.labels.clear();
        self.marks = 0;
        labels.iter().for_each(|label| self.add(*label));
    }

    /// Adds a label.
    pub fn add(&mut self, label: Label) {
        self.labels.push(label);
        self.marks |= mark(label);
    }

    /// Adds a word and the sets that it is in.
    pub fn add_word(&mut self, table: &Table, word: Label) {
        self.add(word);
        table.sets.row(usize::from(word - label::FIRST_WORD)).iter().for_each(|set| self.add(*set));
    }

    /// Its labels.
    pub fn labels(&self) -> &[Label] {
        &self.labels
    }

    /// Whether it has a label.
    pub fn has(&self, label: Label) -> bool {
        self.labels.contains(&label)
    }

    /// Whether it may lead along an edge that waits for something with these marks; a no is sure.
    #[inline]
    pub fn may_lead(&self, marks: u64) -> bool {
        self.marks & marks != 0
    }

    /// Whether it leads along an edge that waits for a label or for a group of labels.
    #[inline]
    pub fn leads(&self, table: &Table, index: &Index, wait: u16) -> bool {
        match usize::from(wait).checked_sub(table.starts.len()) {
            None => self.has(wait),
            Some(group) => self.labels.iter().any(|label| index.is_in(table, *label, group)),
        }
    }
}
