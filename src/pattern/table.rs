//! The automaton of all patterns as plain tables, as it is stored in the program.

use std::sync::{Mutex, OnceLock};

use serde::{Deserialize, Serialize};

use super::index::Index;
use super::scan::Memory;

/// A symbol that an edge waits for: a built-in shape, a word of the vocabulary, or a set of words.
pub type Label = u16;

/// Built-in labels, below all words and sets.
pub mod label {
    use super::Label;

    /// Any token.
    pub const ANY: Label = 0;
    /// Beginning of a sentence.
    pub const START: Label = 1;
    /// End of a sentence.
    pub const END: Label = 2;
    /// End of a question.
    pub const QUESTION: Label = 3;
    /// End of an exclamation.
    pub const EXCLAMATION: Label = 4;
    /// A capitalised word that is no ordinary word at the start of a sentence.
    pub const CAP: Label = 5;
    /// A number, in digits or words.
    pub const NUMBER: Label = 6;
    /// An amount of money.
    pub const MONEY: Label = 7;
    /// A web address.
    pub const URL: Label = 8;
    /// An e-mail address.
    pub const EMAIL: Label = 9;
    /// A picture character.
    pub const EMOJI: Label = 10;
    /// An unfilled slot.
    pub const SLOT: Label = 11;
    /// A token in quotation marks.
    pub const QUOTED: Label = 12;
    /// Part of the recipient's name.
    pub const TO: Label = 13;
    /// Part of the sender's name.
    pub const FROM: Label = 14;
    /// A word in capitals.
    pub const CAPS: Label = 15;
    /// First label of the vocabulary.
    pub const FIRST_WORD: Label = 16;

    /// Names by which patterns call the shapes.
    pub const SHAPES: [(&str, Label); 12] = [
        ("any", ANY),
        ("cap", CAP),
        ("num", NUMBER),
        ("money", MONEY),
        ("url", URL),
        ("email", EMAIL),
        ("emoji", EMOJI),
        ("slot", SLOT),
        ("quoted", QUOTED),
        ("to", TO),
        ("from", FROM),
        ("caps", CAPS),
    ];
}

/// Number of a set of uses: what a completed pattern means, to whichever rules.
pub type UseId = u16;

/// A list of lists in two flat arrays. Stored with the length of each row, which is small, instead of its place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(
    from = "Stored<T>",
    into = "Stored<T>",
    bound(serialize = "T: Serialize + Clone", deserialize = "T: Deserialize<'de>")
)]
pub struct Rows<T> {
    /// Where each row begins; one more entry than rows.
    ends: Vec<u32>,
    /// All rows one after the other.
    items: Vec<T>,
}

#[derive(Serialize, Deserialize)]
struct Stored<T> {
    lengths: Vec<u16>,
    items: Vec<T>,
}

impl<T> From<Rows<T>> for Stored<T> {
    fn from(rows: Rows<T>) -> Self {
        let lengths = rows.ends.windows(2).map(|ends| (ends[1] - ends[0]) as u16).collect();
        Self { lengths, items: rows.items }
    }
}

impl<T> From<Stored<T>> for Rows<T> {
    fn from(stored: Stored<T>) -> Self {
        Self::of_lengths(stored.lengths.into_iter().map(u32::from), stored.items)
    }
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { ends: vec![0], items: Vec::new() }
    }
}

impl<T: Copy + Default> Rows<T> {
    /// So many rows, of items each of which names its row; items of no row are left out.
    pub fn gathered(rows: usize, items: impl Iterator<Item = (usize, T)> + Clone) -> Self {
        let mut ends = vec![0_u32; rows + 1];
        items.clone().filter(|(row, _)| *row < rows).for_each(|(row, _)| ends[row + 1] += 1);
        for row in 0..rows {
            ends[row + 1] += ends[row];
        }
        let mut gathered = vec![T::default(); ends[rows] as usize];
        let mut next = ends.clone();
        for (row, item) in items.filter(|(row, _)| *row < rows) {
            gathered[next[row] as usize] = item;
            next[row] += 1;
        }
        Self { ends, items: gathered }
    }
}

impl<T> Rows<T> {
    /// Rows of these lengths, as far as there are items.
    pub fn of_lengths(lengths: impl ExactSizeIterator<Item = u32>, items: Vec<T>) -> Self {
        let mut ends = Vec::with_capacity(lengths.len() + 1);
        let mut end = 0_u32;
        ends.push(end);
        ends.extend(lengths.map(|length| {
            end = end.saturating_add(length).min(items.len() as u32);
            end
        }));
        Self { ends, items }
    }

    /// Appends a row.
    pub fn push(&mut self, row: impl IntoIterator<Item = T>) {
        self.items.extend(row);
        self.ends.push(self.items.len() as u32);
    }

    /// The row at `index`; empty when there is none.
    pub fn row(&self, index: usize) -> &[T] {
        match (self.ends.get(index), self.ends.get(index + 1)) {
            (Some(from), Some(to)) => &self.items[*from as usize..*to as usize],
            _ => &[],
        }
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.ends.len() - 1
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// All patterns in one automaton.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(Serialize), serde(into = "Packed"))]
#[serde(from = "Packed")]
pub struct Table {
    /// Words that patterns or sets name, sorted; the label of a word is its place plus [`label::FIRST_WORD`].
    pub words: Vec<String>,
    /// Sets that each word belongs to.
    pub sets: Rows<Label>,
    /// Edges of each state: what they wait for (a label, or beyond the labels a group), and how far back the state
    /// lies to which they lead.
    pub edges: Rows<(u16, i32)>,
    /// Labels any of which moves along an edge, sorted; the number of the first group is that of the labels.
    pub groups: Rows<Label>,
    /// States that each state opens without taking a token, how far back they lie, and how many tokens may be
    /// skipped in them.
    pub gaps: Rows<(i32, u8)>,
    /// What is complete in each state.
    pub accepts: Rows<UseId>,
    /// Sets of which a member of several words is complete in each state.
    pub phrases: Rows<Label>,
    /// What the first token of a match must be, and the state that it then enters, by state.
    pub begins: Vec<(u16, u32)>,
    /// The same by label.
    pub starts: Rows<u32>,
    /// What scanning needs besides.
    pub kept: Kept,
}

/// A table in the coding of [`pack`](mod@super::pack).
struct Packed(Vec<u8>);

#[cfg(not(target_arch = "wasm32"))]
impl Serialize for Packed {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Packed {
    /// In one go; as a list it would be read byte by byte.
    fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <&[u8]>::deserialize(from).map(|bytes| Self(bytes.to_vec()))
    }
}

impl From<Packed> for Table {
    fn from(Packed(bytes): Packed) -> Self {
        super::pack::unpack(&bytes)
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl From<Table> for Packed {
    fn from(table: Table) -> Self {
        Self(super::pack::pack(&table))
    }
}

/// What is made from a table and kept beside it; no part of what the table is.
#[derive(Default)]
pub struct Kept {
    index: OnceLock<Index>,
    /// What earlier messages taught. Whoever scans takes it out, so that two at once do not wait for each other.
    memory: Mutex<Option<Box<Memory>>>,
}

impl Kept {
    /// The index of the table that this belongs to.
    pub fn index_of(&self, table: &Table) -> &Index {
        self.index.get_or_init(|| Index::new(table))
    }

    /// Takes what is remembered, if there is anything and nobody else has it.
    pub fn take(&self) -> Option<Box<Memory>> {
        self.memory.lock().ok()?.take()
    }

    /// Puts it back.
    pub fn put(&self, memory: Box<Memory>) {
        if let Ok(mut kept) = self.memory.lock() {
            *kept = Some(memory);
        }
    }
}

impl Clone for Kept {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for Kept {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl std::fmt::Debug for Kept {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kept")
    }
}

impl Table {
    /// Lists the first states by label, of which there are so many.
    pub fn make_starts(&mut self, labels: usize) {
        let of_wait = |wait: &'_ u16| match usize::from(*wait).checked_sub(labels) {
            Some(group) => self.groups.row(group),
            None => &[],
        };
        let begins = self.begins.iter().flat_map(|(wait, state)| {
            let alone = (usize::from(*wait) < labels).then_some(*wait);
            of_wait(wait).iter().copied().chain(alone).map(|label| (usize::from(label), *state))
        });
        self.starts = Rows::gathered(labels, begins);
    }
}
