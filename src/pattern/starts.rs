//! How matches go on after their first token, by each of its labels: worked out when the label is first met.

use super::index::Index;
use super::table::{Label, Table};

/// The states that matches are in after a first token, by label.
#[derive(Debug)]
pub struct Starts {
    /// For each label the place of what was worked out of it; at the first place is nothing.
    of_labels: Vec<u32>,
    /// The lists of each lie one after the other; here is where they end.
    ends: Vec<Ends>,
    edges: Vec<Edge>,
    complete: Vec<(u32, u16)>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Ends {
    edges: usize,
    skipping: usize,
    complete: usize,
    most: u16,
}

/// An edge on which a match may go on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// What it waits for.
    pub wait: u16,
    /// How many tokens may be skipped before.
    pub most: u16,
    /// The state that it leads to.
    pub to: u32,
}

/// How a match goes on after a first token with one label.
#[derive(Debug, Clone, Copy)]
pub struct Start<'a> {
    /// All edges.
    pub edges: &'a [Edge],
    /// Those of them before which tokens may be skipped.
    pub skipping: &'a [Edge],
    /// Tokens that may be skipped at most.
    pub most: u16,
    /// States in which something is complete, and for how many tokens more.
    pub complete: &'a [(u32, u16)],
}

/// Edges among which it takes less to search for each label of a token than to look at all. So many stand in the order
/// of the labels, and those that wait for a group under each of its labels.
pub const MANY: usize = 16;

impl Starts {
    /// Nothing worked out yet for a table.
    pub fn new(table: &Table) -> Self {
        Self {
            of_labels: vec![0; table.starts.len()],
            ends: vec![Ends::default()],
            edges: Vec::new(),
            complete: Vec::new(),
        }
    }

    /// The place of what follows on a first token with this label.
    pub fn of(&mut self, table: &Table, index: &Index, label: Label) -> usize {
        match self.of_labels.get(usize::from(label)) {
            Some(0) => self.find(table, index, label),
            Some(at) => *at as usize,
            None => 0,
        }
    }

    /// What stands at a place.
    pub fn at(&self, at: usize) -> Start<'_> {
        let (end, begin) = (self.ends[at], self.ends[at.max(1) - 1]);
        Start {
            edges: &self.edges[begin.skipping..end.edges],
            skipping: &self.edges[end.edges..end.skipping],
            most: end.most,
            complete: &self.complete[begin.complete..end.complete],
        }
    }

    fn find(&mut self, table: &Table, index: &Index, label: Label) -> usize {
        let mut states = Vec::new();
        for state in table.starts.row(usize::from(label)) {
            states.push((*state, 0));
            open(table, *state, 0, &mut states);
        }
        let mut edges = Vec::new();
        for (state, most) in &states {
            let of_state = table.edges.row(*state as usize).iter();
            edges.extend(of_state.map(|(wait, back)| Edge { wait: *wait, most: *most, to: target(*state, *back) }));
        }
        self.complete.extend(states.iter().filter(|(state, _)| index.completes(*state as usize)));
        let skipping = edges.iter().copied().filter(|edge| edge.most > 0).collect();
        self.add(table, edges);
        let end = self.edges.len();
        self.add(table, skipping);
        let most = states.iter().map(|(_, most)| *most).max().unwrap_or(0);
        self.of_labels[usize::from(label)] = self.ends.len() as u32;
        self.ends.push(Ends { edges: end, skipping: self.edges.len(), complete: self.complete.len(), most });
        self.ends.len() - 1
    }

    fn add(&mut self, table: &Table, mut edges: Vec<Edge>) {
        if edges.len() < MANY {
            return self.edges.append(&mut edges);
        }
        let begin = self.edges.len();
        for edge in edges {
            match usize::from(edge.wait).checked_sub(table.starts.len()) {
                Some(group) => {
                    self.edges.extend(table.groups.row(group).iter().map(|label| Edge { wait: *label, ..edge }));
                }
                None => self.edges.push(edge),
            }
        }
        self.edges[begin..].sort_unstable();
    }
}

/// The states that a state opens in which `skips` tokens may be skipped, and how many may be skipped in those.
pub fn open(table: &Table, state: u32, skips: u16, opened: &mut Vec<(u32, u16)>) {
    for (back, most) in table.gaps.row(state as usize) {
        let next = (target(state, *back), skips + u16::from(*most));
        if !opened.contains(&next) {
            opened.push(next);
            open(table, next.0, next.1, opened);
        }
    }
}

/// Where an edge leads that goes so far back.
pub fn target(state: u32, back: i32) -> u32 {
    (state as i32 - back) as u32
}
