//! What the scan needs of a table besides the table itself; made from it once, when the first message is read.

use super::table::{Label, Rows, Table, label};

/// Two short cuts into a [`Table`].
#[derive(Debug, Default)]
pub struct Index {
    /// Words by the hash of their letters: in each slot the label of a word, or none.
    slots: Vec<Label>,
    /// The marks of the labels that each state waits for.
    of_states: Vec<u64>,
    /// Whether something is complete in each state.
    complete: Vec<bool>,
    /// The groups that each label is in, by what edges that wait for them are marked with.
    groups_of: Rows<u16>,
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
        let labels = table.starts.len();
        let mut of_waits: Vec<u64> = (0..labels).map(|label| mark(label as Label)).collect();
        for group in 0..table.groups.len() {
            let group_of = table.groups.row(group);
            of_waits.push(group_of.iter().fold(0, |marks, label| marks | mark(*label)));
        }
        let members = (0..table.groups.len()).flat_map(|group| {
            table.groups.row(group).iter().map(move |label| (usize::from(*label), (labels + group) as u16))
        });
        let groups_of = Rows::gathered(labels, members);
        let mut index = Self { slots, groups_of, ..Self::default() };
        let of_state =
            |state| table.edges.row(state).iter().fold(0, |marks, (wait, _)| marks | of_waits[usize::from(*wait)]);
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

    /// The groups that a label is in.
    pub fn groups_of(&self, label: Label) -> &[u16] {
        self.groups_of.row(usize::from(label))
    }
}

/// One bit of a word for each label; several labels share one. What shares no bit shares no label.
pub fn mark(label: Label) -> u64 {
    1 << (u32::from(label).wrapping_mul(0x9e37_79b1) >> 26)
}

/// How many labels and groups there are; the built-in labels are there even where no pattern is.
pub fn waits(table: &Table) -> usize {
    (table.starts.len() + table.groups.len()).max(usize::from(label::FIRST_WORD))
}

fn hash(word: &str) -> usize {
    word.bytes().fold(0x811c_9dc5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) as usize
}
