//! What may be under way at a place, worked out once and remembered: the automaton made deterministic as messages
//! need it.
//!
//! All matches that began at one token move together. A [`Node`] is the set of states that they are in; where a
//! token leads from a node is found among the edges of its states the first time, and looked up afterwards. Nothing
//! here depends on the message, so a cache is as good for the next one. It forgets everything when it has grown
//! to its bound, and then fills again.

use std::collections::BTreeMap;

use super::index::{Index, Waits};
use super::table::{Label, Table, UseId, label};

/// What a token is to the automaton, in one number: its word, and one bit for each built-in label.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

    fn has(self, label: Label) -> bool {
        self.0 & 1 << label != 0
    }

    fn word(self) -> Option<Label> {
        Some((self.0 >> 16) as Label).filter(|word| *word > 0)
    }

    /// All labels but [`label::ANY`].
    fn labels(self, table: &Table, mut each: impl FnMut(Label)) {
        if self.is_of_set() {
            return each((self.0 >> 16) as Label);
        }
        let mut bits = self.0 & 0xfffe;
        while bits != 0 {
            each(bits.trailing_zeros() as Label);
            bits &= bits - 1;
        }
        if let Some(word) = self.word() {
            each(word);
            table.sets.row((word - label::FIRST_WORD) as usize).iter().for_each(|set| each(*set));
        }
    }
}

/// The node in which nothing is under way.
pub const DEAD: u32 = 0;
const UNKNOWN: u32 = u32::MAX;

/// A state, and how many tokens may still be skipped in it, in the lowest four bits.
type Place = u32;

/// States that matches with one beginning are in. What each holds lies in the lists of the cache, up to these ends.
#[derive(Debug, Default, Clone, Copy)]
struct Node {
    places: (u32, u32),
    accepts: (u32, u32),
    phrases: (u32, u32),
    /// States that every token leads to; unknown while it begins at [`UNKNOWN`].
    anyway: (u32, u32),
    /// Where a token leads that none of the states waits for.
    pass: u32,
}

fn range((from, to): (u32, u32)) -> std::ops::Range<usize> {
    from as usize..to as usize
}

/// Nodes found so far, and where tokens lead from them.
#[derive(Debug)]
pub struct Cache {
    nodes: Vec<Node>,
    /// States of the nodes; of each node sorted downwards, every state once, with the most skips.
    places: Vec<Place>,
    /// The marks of those states.
    marks: Vec<u64>,
    accepts: Vec<UseId>,
    phrases: Vec<Label>,
    /// States that every token leads to; of each node sorted as its own.
    anyway: Vec<Place>,
    /// Nodes by the hash of their states.
    known: Vec<u32>,
    starts: BTreeMap<Class, u32>,
    /// The latest steps, each in the one slot that its hash gives: from where, over what, to where.
    steps: Vec<(u32, u32, u32)>,
    scratch: Vec<Place>,
    spare: Vec<Place>,
    /// The edges that the latest class moves along.
    waits: Waits,
    of_class: Option<Class>,
}

/// States that the nodes may hold before the cache is emptied; about eight megabytes, and some hundred messages.
const BOUND: usize = 600_000;

/// What tells two nodes that are joined from a node and a class.
const JOINED: u32 = 1 << 31;

impl Cache {
    /// An empty cache for a table.
    pub fn new(table: &Table) -> Self {
        let slots = table.edges.len().next_power_of_two().clamp(1 << 8, 1 << 16);
        Self {
            nodes: vec![Node::default()],
            places: Vec::new(),
            marks: Vec::new(),
            accepts: Vec::new(),
            phrases: Vec::new(),
            anyway: Vec::new(),
            known: vec![DEAD; 1 << 8],
            starts: BTreeMap::new(),
            steps: vec![(DEAD, 0, DEAD); slots],
            scratch: Vec::new(),
            spare: Vec::new(),
            waits: Waits::new(table),
            of_class: None,
        }
    }

    /// Whether it has grown to its bound.
    pub fn is_full(&self) -> bool {
        self.places.len() + self.anyway.len() > BOUND
    }

    /// Takes over a node of another cache of the same table.
    pub fn adopt(&mut self, table: &Table, index: &Index, other: &Self, node: u32) -> u32 {
        self.scratch.clear();
        self.scratch.extend_from_slice(&other.places[range(other.nodes[node as usize].places)]);
        self.intern(table, index)
    }

    /// What is complete in a node.
    pub fn accepts(&self, node: u32) -> &[UseId] {
        &self.accepts[range(self.nodes[node as usize].accepts)]
    }

    /// Sets of which a member of several words is complete in a node.
    pub fn phrases(&self, node: u32) -> &[Label] {
        &self.phrases[range(self.nodes[node as usize].phrases)]
    }

    /// The matches that begin with a token, or with a member of a set.
    pub fn start(&mut self, table: &Table, index: &Index, class: Class) -> u32 {
        if let Some(node) = self.starts.get(&class) {
            return *node;
        }
        self.scratch.clear();
        if class.has(label::ANY) {
            self.enter_all(table, table.starts.row(label::ANY as usize));
        }
        class.labels(table, |label| self.enter_all(table, table.starts.row(label as usize)));
        self.order();
        let node = self.intern(table, index);
        self.starts.insert(class, node);
        node
    }

    /// Where a token, or a member of a set, leads from a node.
    pub fn step(&mut self, table: &Table, index: &Index, node: u32, class: Class) -> u32 {
        self.remembered(node, class.0, |cache| cache.find_step(table, index, node, class))
    }

    /// Both nodes in one.
    pub fn join(&mut self, table: &Table, index: &Index, one: u32, other: u32) -> u32 {
        self.remembered(one | JOINED, other, |cache| {
            cache.scratch.clear();
            for node in [one, other] {
                cache.scratch.extend_from_slice(&cache.places[range(cache.nodes[node as usize].places)]);
            }
            cache.order();
            cache.intern(table, index)
        })
    }

    fn remembered(&mut self, from: u32, over: u32, find: impl FnOnce(&mut Self) -> u32) -> u32 {
        let hash = (u64::from(from) << 32 | u64::from(over)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let slot = (hash >> 40) as usize & (self.steps.len() - 1);
        let step = self.steps[slot];
        if (step.0, step.1) == (from, over) {
            return step.2;
        }
        let to = find(self);
        self.steps[slot] = (from, over, to);
        to
    }

    fn find_step(&mut self, table: &Table, index: &Index, from: u32, class: Class) -> u32 {
        if self.of_class != Some(class) {
            self.of_class = Some(class);
            self.waits.clear();
            class.labels(table, |label| self.waits.add(index, label));
        }
        self.scratch.clear();
        let Self { nodes, places, marks, scratch, waits, .. } = &mut *self;
        let of_node = range(nodes[from as usize].places);
        let wanted = waits.marks();
        for (place, marks) in places[of_node.clone()].iter().zip(&marks[of_node]) {
            if marks & wanted == 0 {
                continue;
            }
            let state = place >> 4;
            for (wait, back) in table.edges.row(state as usize) {
                if waits.has(*wait) {
                    enter(scratch, table, ((state as i32 - back) as u32) << 4);
                }
            }
        }
        self.order();
        if !class.has(label::ANY) {
            return self.intern(table, index);
        }
        let nothing = self.scratch.is_empty();
        let pass = self.nodes[from as usize].pass;
        if nothing && pass != UNKNOWN {
            return pass;
        }
        self.enter_anyway(table, index, from);
        let to = self.intern(table, index);
        if nothing {
            self.nodes[from as usize].pass = to;
        }
        to
    }

    /// Enters what every token leads to from a node, which is worked out once: the states that may be skipped in, and
    /// what edges lead to that wait for any token.
    fn enter_anyway(&mut self, table: &Table, index: &Index, from: u32) {
        if self.nodes[from as usize].anyway.0 == UNKNOWN {
            std::mem::swap(&mut self.scratch, &mut self.spare);
            self.scratch.clear();
            let Self { nodes, places, scratch, .. } = &mut *self;
            for place in &places[range(nodes[from as usize].places)] {
                if place & 15 > 0 {
                    enter(scratch, table, place - 1);
                }
                let state = place >> 4;
                for (wait, back) in index.any(state as usize, table) {
                    if index.is_any(*wait) {
                        enter(scratch, table, ((state as i32 - back) as u32) << 4);
                    }
                }
            }
            self.order();
            let begin = self.anyway.len() as u32;
            self.anyway.extend_from_slice(&self.scratch);
            self.nodes[from as usize].anyway = (begin, self.anyway.len() as u32);
            std::mem::swap(&mut self.scratch, &mut self.spare);
        }
        let (begin, end) = self.nodes[from as usize].anyway;
        // Both parts are in order.
        let (mut some, mut rest) = (&self.scratch[..], &self.anyway[range((begin, end))]);
        self.spare.clear();
        while let Some(place) = some.first().max(rest.first()) {
            let from = if some.first() == Some(place) { &mut some } else { &mut rest };
            *from = &from[1..];
            if self.spare.last().is_none_or(|last| last >> 4 != place >> 4) {
                self.spare.push(*place);
            }
        }
        std::mem::swap(&mut self.scratch, &mut self.spare);
    }

    /// Sorts the states at hand downwards and leaves each once, with the most skips.
    fn order(&mut self) {
        // Stable, because it is mostly a few sorted lists one after the other.
        self.scratch.sort_by_key(|place| std::cmp::Reverse(*place));
        self.scratch.dedup_by_key(|place| *place >> 4);
    }

    fn enter_all(&mut self, table: &Table, states: &[u32]) {
        states.iter().for_each(|state| enter(&mut self.scratch, table, state << 4));
    }

    /// The node of the states at hand, which are in order.
    fn intern(&mut self, table: &Table, index: &Index) -> u32 {
        if self.scratch.is_empty() {
            return DEAD;
        }
        let mut slot = self.slot_of(&self.scratch);
        while self.known[slot] != DEAD {
            let node = self.known[slot];
            if self.places[range(self.nodes[node as usize].places)] == *self.scratch {
                return node;
            }
            slot = (slot + 1) & (self.known.len() - 1);
        }
        let node = self.nodes.len() as u32;
        self.known[slot] = node;
        let begin = (self.places.len() as u32, self.accepts.len() as u32, self.phrases.len() as u32);
        let mut moves = false;
        for place in &self.scratch {
            let state = (place >> 4) as usize;
            let marks = index.marks(state);
            moves |= marks != 0 || place & 15 > 0;
            self.places.push(*place);
            self.marks.push(marks);
            if index.completes(state) {
                self.accepts.extend_from_slice(table.accepts.row(state));
                self.phrases.extend_from_slice(table.phrases.row(state));
            }
        }
        self.nodes.push(Node {
            places: (begin.0, self.places.len() as u32),
            accepts: (begin.1, self.accepts.len() as u32),
            phrases: (begin.2, self.phrases.len() as u32),
            anyway: if moves { (UNKNOWN, UNKNOWN) } else { (0, 0) },
            pass: if moves { UNKNOWN } else { DEAD },
        });
        if self.nodes.len() * 2 > self.known.len() {
            self.grow();
        }
        node
    }

    fn slot_of(&self, places: &[Place]) -> usize {
        let hash = places.iter().fold(0xcbf2_9ce4_8422_2325, |hash: u64, place| {
            (hash ^ u64::from(*place)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29)
        });
        (hash >> 20) as usize & (self.known.len() - 1)
    }

    fn grow(&mut self) {
        self.known = vec![DEAD; self.known.len() * 2];
        for (at, node) in self.nodes.iter().enumerate().skip(1) {
            let mut slot = self.slot_of(&self.places[range(node.places)]);
            while self.known[slot] != DEAD {
                slot = (slot + 1) & (self.known.len() - 1);
            }
            self.known[slot] = at as u32;
        }
    }
}

/// Enters a state, and those that it opens.
fn enter(entered: &mut Vec<Place>, table: &Table, place: Place) {
    let state = (place >> 4) as usize;
    let gaps = table.gaps.row(state);
    if !gaps.is_empty() && entered.contains(&place) {
        return;
    }
    entered.push(place);
    for (back, most) in gaps {
        enter(entered, table, ((state as i32 - back) as u32) << 4 | u32::from(*most));
    }
}
