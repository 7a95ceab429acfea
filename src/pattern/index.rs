//! What the scan needs of a table besides the table itself; made from it once, when the first message is read.

use super::filter::{Filter, Filters, mark};
use super::table::{Label, Table, label};
use crate::text::places::Places;

/// Short cuts into a [`Table`].
#[derive(Debug, Default)]
pub struct Index {
    /// Where each word stands.
    words: Places,
    /// The marks of each group.
    marks: Vec<u64>,
    /// The labels of each group.
    groups: Vec<Filter>,
    filters: Filters,
    states: Vec<State>,
}

/// What is asked of a state whenever it is entered.
#[derive(Debug, Clone, Copy, Default)]
pub struct State {
    /// The marks of the labels that it waits for; none where it waits for nothing.
    pub marks: u64,
    /// Whether something is complete in it.
    pub completes: bool,
}

impl Index {
    /// Makes it for a table.
    pub fn new(table: &Table) -> Self {
        let rows = || (0..table.groups.len()).map(|group| table.groups.row(group));
        let mut filters = Filters::default();
        let mut index = Self {
            words: Places::new(table.words.iter().map(String::as_str)),
            marks: rows().map(|labels| labels.iter().fold(0, |marks, label| marks | mark(*label))).collect(),
            groups: rows().map(|labels| filters.add(labels)).collect(),
            filters,
            states: Vec::new(),
        };
        let state = |state| State {
            marks: table.edges.row(state).iter().fold(0, |marks, (wait, _)| marks | index.marks(table, *wait)),
            completes: !table.accepts.row(state).is_empty() || !table.phrases.row(state).is_empty(),
        };
        index.states = (0..table.edges.len()).map(state).collect();
        index
    }

    /// The label of a word, if any pattern or set names it.
    pub fn word(&self, table: &Table, word: &str) -> Option<Label> {
        let at = self.words.find(word, |at| &table.words[at])?;
        Some(at as Label + label::FIRST_WORD)
    }

    /// A state.
    #[inline]
    pub fn state(&self, state: u32) -> State {
        self.states[state as usize]
    }

    /// The marks of what an edge waits for.
    pub fn marks(&self, table: &Table, wait: u16) -> u64 {
        match usize::from(wait).checked_sub(table.starts.len()) {
            Some(group) => self.marks[group],
            None => mark(wait),
        }
    }

    /// Whether a label is in a group.
    #[inline]
    pub fn is_in(&self, table: &Table, label: Label, group: usize) -> bool {
        self.filters.may_have(self.groups[group], label) && table.groups.row(group).binary_search(&label).is_ok()
    }
}
