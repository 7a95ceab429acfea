//! What the scan needs of a table besides the table itself; made from it once, when the first message is read.

use super::table::{Label, Table, label};

/// Two short cuts into a [`Table`].
#[derive(Debug, Default)]
pub struct Index {
    /// Words by the hash of their letters: in each slot the label of a word, or none.
    slots: Vec<Label>,
    /// The marks of the labels that each state waits for.
    of_states: Vec<u64>,
    /// Whether something is complete in each state.
    complete: Vec<bool>,
    /// Other marks of the labels in each group.
    of_groups: Vec<u64>,
    first_group: usize,
}

impl Index {
    /// Makes both for a table.
    pub fn new(table: &Table) -> Self {
        let mut slots = vec![0; (2 * table.words.len()).next_power_of_two()];
        for (at, word) in table.words.iter().enumerate() {
            let mut slot = hash(word) & (slots.len() - 1);
            while slots[slot] != 0 {
                slot = (slot + 1) & (slots.len() - 1);
            }
            slots[slot] = at as Label + label::FIRST_WORD;
        }
        let mut index = Self { slots, first_group: table.starts.len(), ..Self::default() };
        let marks_of = |labels: &[Label]| {
            let mut marks = Marks::default();
            labels.iter().for_each(|label| marks.add(*label));
            marks
        };
        let groups: Vec<Marks> = (0..table.groups.len()).map(|group| marks_of(table.groups.row(group))).collect();
        index.of_groups = groups.iter().map(|marks| marks.of_wait).collect();
        let of_wait = |wait: u16| match usize::from(wait).checked_sub(index.first_group) {
            Some(group) => groups.get(group).copied().unwrap_or_default(),
            None => Marks::of(wait),
        };
        let of_state =
            |state| table.edges.row(state).iter().fold(0, |marks, (wait, _)| marks | of_wait(*wait).of_state);
        index.of_states = (0..table.edges.len()).map(of_state).collect();
        let complete = |state| !table.accepts.row(state).is_empty() || !table.phrases.row(state).is_empty();
        index.complete = (0..table.edges.len()).map(complete).collect();
        index
    }

    /// The label of a word, if any pattern or set names it.
    pub fn word(&self, table: &Table, word: &str) -> Option<Label> {
        let mut slot = hash(word) & (self.slots.len().max(1) - 1);
        loop {
            let label = self.slots.get(slot).copied().filter(|label| *label != 0)?;
            if table.words[usize::from(label - label::FIRST_WORD)] == word {
                return Some(label);
            }
            slot = (slot + 1) & (self.slots.len() - 1);
        }
    }

    /// The marks of the labels that a state waits for.
    pub fn marks(&self, state: usize) -> u64 {
        self.of_states[state]
    }

    /// Whether a pattern, or a member of a set, is complete in a state.
    pub fn completes(&self, state: usize) -> bool {
        self.complete[state]
    }

    /// Whether an edge may wait for one of the labels with these marks; a no is sure.
    pub fn may_be(&self, wait: u16, marks: Marks) -> bool {
        match usize::from(wait).checked_sub(self.first_group) {
            Some(group) => self.of_groups[group] & marks.of_wait != 0,
            None => true,
        }
    }
}

/// Two bits for each label, in two words; several labels share one. What shares no bit shares no label.
#[derive(Debug, Default, Clone, Copy)]
pub struct Marks {
    /// For the labels of a state.
    pub of_state: u64,
    of_wait: u64,
}

impl Marks {
    /// The marks of one label.
    pub fn of(label: Label) -> Self {
        let mut marks = Self::default();
        marks.add(label);
        marks
    }

    /// Adds the marks of a label.
    pub fn add(&mut self, label: Label) {
        let hash = u32::from(label).wrapping_mul(0x9e37_79b1);
        self.of_state |= 1 << (hash >> 26);
        self.of_wait |= 1 << (hash >> 20 & 63);
    }
}

fn hash(word: &str) -> usize {
    word.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) as usize
}
