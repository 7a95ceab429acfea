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
    edges: Vec<(u16, u32)>,
    skipping: Vec<Skipping>,
    complete: Vec<(u32, u16)>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Ends {
    /// Edges that wait for one label.
    single: usize,
    edges: usize,
    skipping: usize,
    complete: usize,
}

/// An edge before which tokens may be skipped.
#[derive(Debug, Clone, Copy)]
pub struct Skipping {
    /// What it waits for.
    pub wait: u16,
    /// How many tokens may be skipped.
    pub most: u16,
    /// The state that it leads to.
    pub to: u32,
}

/// How a match goes on after a first token with one label.
#[derive(Debug, Clone, Copy)]
pub struct Start<'a> {
    /// Edges that wait for one label, in its order, and where they lead.
    pub single: &'a [(u16, u32)],
    /// Edges that wait for any of a group.
    pub grouped: &'a [(u16, u32)],
    /// Those of both before which tokens may be skipped, the most first.
    pub skipping: &'a [Skipping],
    /// States in which something is complete, and for how many tokens more.
    pub complete: &'a [(u32, u16)],
}

impl Start<'_> {
    /// Tokens that may be skipped before some edge.
    pub fn most(&self) -> u16 {
        self.skipping.first().map_or(0, |edge| edge.most)
    }
}

impl Starts {
    /// Nothing worked out yet for a table.
    pub fn new(table: &Table) -> Self {
        Self {
            of_labels: vec![0; table.starts.len()],
            ends: vec![Ends::default()],
            edges: Vec::new(),
            skipping: Vec::new(),
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
            single: &self.edges[begin.edges..end.single],
            grouped: &self.edges[end.single..end.edges],
            skipping: &self.skipping[begin.skipping..end.skipping],
            complete: &self.complete[begin.complete..end.complete],
        }
    }

    fn find(&mut self, table: &Table, index: &Index, label: Label) -> usize {
        let mut states = Vec::new();
        for state in table.starts.row(usize::from(label)) {
            states.push((*state, 0));
            open(table, *state, 0, &mut states);
        }
        let begin = *self.ends.last().unwrap_or(&Ends::default());
        for (state, most) in states {
            for (wait, back) in table.edges.row(state as usize) {
                let to = target(state, *back);
                self.edges.push((*wait, to));
                if most > 0 {
                    self.skipping.push(Skipping { wait: *wait, most, to });
                }
            }
            if index.completes(state as usize) {
                self.complete.push((state, most));
            }
        }
        let edges = &mut self.edges[begin.edges..];
        edges.sort_unstable();
        let single = begin.edges + edges.partition_point(|(wait, _)| usize::from(*wait) < table.starts.len());
        self.skipping[begin.skipping..].sort_unstable_by_key(|edge| std::cmp::Reverse(edge.most));
        let (edges, skipping, complete) = (self.edges.len(), self.skipping.len(), self.complete.len());
        self.of_labels[usize::from(label)] = self.ends.len() as u32;
        self.ends.push(Ends { single, edges, skipping, complete });
        self.ends.len() - 1
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
