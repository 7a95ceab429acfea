//! The states that matches from one place can be in together, as one node: worked out when it is first met.
//!
//! What is read of a message leads from node to node. Many patterns begin with the same words, and stay together until
//! a word parts them; so there are far fewer nodes to look at than states.

use std::ops::Range;

use super::classes::Class;
use super::filter::{Filter, Filters};
use super::index::Index;
use super::map::Map;
use super::table::{Label, Table, UseId};

/// All nodes met so far.
#[derive(Debug)]
pub struct Nodes {
    /// For each label the node that it begins; 0 for none yet.
    of_labels: Vec<u32>,
    /// Nodes by their number; the first is none.
    nodes: Vec<Node>,
    /// Where the states of each lie.
    of_nodes: Vec<Range<u32>>,
    /// The states of each, one after the other, and how many tokens may be skipped in them.
    states: Vec<(u32, u16)>,
    /// Nodes by the hash of their states.
    by_states: Map,
    /// The node that is led to without skipping a token: by one with few edges and a bit for each that is taken, or by
    /// one with many and a label.
    next: Map,
    /// The edges of those that have few.
    edges: Vec<Edge>,
    /// The labels that those with many wait for.
    filters: Filters,
    /// By a node with many edges and a label: the place of its last edge.
    last: Map,
    /// The edges of those that have many.
    many: Vec<Many>,
    /// By the place of a last edge and how many tokens were skipped: the node that is led to.
    after_skipping: Map,
    complete: Vec<Complete>,
    /// The states of a node that is being made.
    new: Vec<(u32, u16)>,
    /// The labels that it waits for, and those that may come later.
    labels: (Vec<Label>, Vec<Label>),
}

/// States together.
#[derive(Debug, Default, Clone, Copy)]
struct Node {
    /// The marks of what it waits for.
    marks: u64,
    /// The same of what may come after tokens that are skipped.
    later: u64,
    /// Where its edges begin, if they are few.
    edges: u32,
    few: u8,
    /// The labels that it waits for, if its edges are many, and those that may come later.
    many: Option<(Filter, Filter)>,
    /// Where what is complete in it begins, and how much that is.
    complete: u32,
    completes: u16,
    most: u16,
}

/// What is complete in a node, and for how many tokens more that are skipped.
#[derive(Debug, Clone, Copy)]
pub struct Complete {
    /// A pattern for some uses, or else a member of a set.
    pub what: What,
    /// Tokens that may be skipped after it.
    pub most: u16,
}

/// What can be complete.
#[derive(Debug, Clone, Copy)]
pub enum What {
    /// A pattern.
    Pattern(UseId),
    /// A member of a set, of several words.
    Member(Label),
}

/// An edge that waits for something.
#[derive(Debug, Clone, Copy)]
struct Edge {
    /// The marks of what it waits for.
    marks: u64,
    wait: u16,
    most: u16,
    to: u32,
}

/// An edge of a node with many.
#[derive(Debug, Clone, Copy)]
struct Many {
    to: u32,
    most: u16,
    /// The place of the one before with the same label, and one more; 0 for none.
    before: u32,
}

/// Edges among which it takes less to look for each label of a token than to look at all.
const MANY: usize = 16;

/// Instead of a node: that there is none.
const NOWHERE: u32 = u32::MAX;

/// Nodes that are kept; a number of one takes sixteen bits at most.
const KEPT: usize = 30_000;

impl Nodes {
    /// None yet of a table.
    pub fn new(table: &Table) -> Self {
        Self {
            of_labels: vec![0; table.starts.len()],
            nodes: vec![Node::default()],
            of_nodes: vec![Range::default()],
            states: Vec::new(),
            by_states: Map::default(),
            next: Map::default(),
            edges: Vec::new(),
            filters: Filters::default(),
            last: Map::default(),
            many: Vec::new(),
            after_skipping: Map::default(),
            complete: Vec::new(),
            new: Vec::new(),
            labels: Default::default(),
        }
    }

    /// Forgets all but those that are asked for where there are too many, and numbers these anew.
    pub fn forget<'a>(&mut self, table: &Table, index: &Index, kept: impl Iterator<Item = &'a mut u32>) {
        if self.nodes.len() < KEPT {
            return;
        }
        let old = std::mem::replace(self, Self::new(table));
        for node in kept {
            self.new.extend(old.states_of(*node));
            *node = self.intern(table, index);
        }
    }

    fn states_of(&self, node: u32) -> &[(u32, u16)] {
        let states = &self.of_nodes[node as usize];
        &self.states[states.start as usize..states.end as usize]
    }

    /// The node of matches of which the first token has this label.
    pub fn begun(&mut self, table: &Table, index: &Index, label: Label) -> u32 {
        match self.of_labels.get(usize::from(label)) {
            Some(0) => {
                table.starts.row(usize::from(label)).iter().for_each(|state| enter(table, *state, &mut self.new));
                let node = self.intern(table, index);
                self.of_labels[usize::from(label)] = node;
                node
            }
            Some(node) => *node,
            None => 0,
        }
    }

    /// The marks of what a node waits for.
    pub fn marks(&self, node: u32) -> u64 {
        self.nodes[node as usize].marks
    }

    /// The marks of what a node waits for after tokens that are skipped.
    pub fn marks_later(&self, node: u32) -> u64 {
        self.nodes[node as usize].later
    }

    /// Tokens that may be skipped in a node at most.
    pub fn most(&self, node: u32) -> u16 {
        self.nodes[node as usize].most
    }

    /// What is complete in a node.
    pub fn complete(&self, node: u32) -> &[Complete] {
        let Node { complete, completes, .. } = self.nodes[node as usize];
        &self.complete[complete as usize..][..usize::from(completes)]
    }

    /// Calls `each` with the nodes that a class leads to from a node, after so many tokens that were skipped.
    pub fn go_on(
        &mut self,
        table: &Table,
        index: &Index,
        node: u32,
        skipped: u16,
        class: &Class,
        mut each: impl FnMut(u32),
    ) {
        let known = self.nodes[node as usize];
        if let Some((at_once, later)) = known.many {
            let filter = if skipped == 0 { at_once } else { later };
            for label in class.labels() {
                if self.filters.may_have(filter, *label) {
                    let next = self.follow(table, index, node, *label, skipped);
                    if next != 0 {
                        each(next);
                    }
                }
            }
            return;
        }
        let edges = &self.edges[known.edges as usize..][..usize::from(known.few)];
        let mut taken = 0_u16;
        for (at, edge) in edges.iter().enumerate().take_while(|(_, edge)| edge.most >= skipped) {
            if class.may_lead(edge.marks) && class.leads(table, index, edge.wait) {
                taken |= 1 << at;
            }
        }
        if taken != 0 {
            each(self.take(table, index, node, taken));
        }
    }

    /// The node that some edges of one with few lead to.
    fn take(&mut self, table: &Table, index: &Index, node: u32, taken: u16) -> u32 {
        let known = self.next.get(key(node, taken));
        if known != 0 {
            return known;
        }
        let from = self.nodes[node as usize].edges as usize;
        for at in (0..MANY).filter(|at| taken & 1 << at != 0) {
            enter(table, self.edges[from + at].to, &mut self.new);
        }
        let next = self.intern(table, index);
        *self.next.entry(key(node, taken)) = next;
        next
    }

    /// The node that a label leads to from one with many edges, or 0 where no edge lets so many tokens be skipped.
    fn follow(&mut self, table: &Table, index: &Index, node: u32, label: Label, skipped: u16) -> u32 {
        let known = if skipped == 0 { self.next.get(key(node, label)) } else { 0 };
        if known != 0 {
            return known;
        }
        let mut last = self.last.get(key(node, label));
        if last == 0 {
            return 0;
        }
        let after = last << 6 | u32::from(skipped);
        let known = if skipped > 0 { self.after_skipping.get(after) } else { 0 };
        if known != 0 {
            return if known == NOWHERE { 0 } else { known };
        }
        while let Some(edge) = self.many.get((last as usize).wrapping_sub(1)) {
            if edge.most >= skipped {
                enter(table, edge.to, &mut self.new);
            }
            last = edge.before;
        }
        let next = if self.new.is_empty() { 0 } else { self.intern(table, index) };
        match skipped {
            0 => *self.next.entry(key(node, label)) = next,
            _ => *self.after_skipping.entry(after) = if next == 0 { NOWHERE } else { next },
        }
        next
    }

    /// The node of the new states.
    fn intern(&mut self, table: &Table, index: &Index) -> u32 {
        sort(&mut self.new);
        self.new.dedup();
        let mut hash = self.new.iter().fold(1, |hash: u32, (state, skips)| {
            (hash ^ state ^ u32::from(*skips) << 20).wrapping_mul(0x9e37_79b1).rotate_left(15)
        });
        loop {
            hash |= 1;
            match self.by_states.get(hash) {
                0 => break,
                node if self.states_of(node) == self.new => {
                    self.new.clear();
                    return node;
                }
                _ => hash = hash.wrapping_add(2),
            }
        }
        let node = self.make(table, index);
        *self.by_states.entry(hash) = node;
        node
    }

    fn make(&mut self, table: &Table, index: &Index) -> u32 {
        let number = self.nodes.len() as u32;
        let (begin, edges, complete) = (self.states.len() as u32, self.edges.len(), self.complete.len());
        let mut node = Node { edges: edges as u32, complete: complete as u32, ..Node::default() };
        for (state, skips) in &self.new {
            let known = index.state(*state);
            node.marks |= known.marks;
            node.later |= if *skips > 0 { known.marks } else { 0 };
            node.most = node.most.max(*skips);
            if known.completes {
                let patterns = table.accepts.row(*state as usize).iter().map(|uses| What::Pattern(*uses));
                let members = table.phrases.row(*state as usize).iter().map(|set| What::Member(*set));
                self.complete.extend(patterns.chain(members).map(|what| Complete { what, most: *skips }));
            }
            self.edges.extend(table.edges.row(*state as usize).iter().map(|(wait, back)| Edge {
                marks: index.marks(table, *wait),
                wait: *wait,
                most: *skips,
                to: target(*state, *back),
            }));
        }
        self.states.append(&mut self.new);
        if self.edges.len() - edges > MANY {
            node.many = Some(self.list(table, number, edges));
        }
        self.edges[edges..].sort_by_key(|edge| std::cmp::Reverse(edge.most));
        node.few = (self.edges.len() - edges) as u8;
        node.completes = (self.complete.len() - complete) as u16;
        self.nodes.push(node);
        self.of_nodes.push(begin..self.states.len() as u32);
        number
    }

    /// Lists the edges of a node from a place on by label.
    fn list(&mut self, table: &Table, node: u32, from: usize) -> (Filter, Filter) {
        self.labels.0.clear();
        self.labels.1.clear();
        for edge in self.edges.drain(from..) {
            let alone = [edge.wait];
            let labels = match usize::from(edge.wait).checked_sub(table.starts.len()) {
                Some(group) => table.groups.row(group),
                None => &alone,
            };
            for label in labels {
                let last = self.last.entry(key(node, *label));
                if *last == 0 {
                    self.labels.0.push(*label);
                }
                if edge.most > 0 {
                    self.labels.1.push(*label);
                }
                self.many.push(Many { to: edge.to, most: edge.most, before: *last });
                *last = self.many.len() as u32;
            }
        }
        (self.filters.add(&self.labels.0), self.filters.add(&self.labels.1))
    }
}

/// Sorts states. Most are few and nearly in order, where nothing is quicker than to insert one after the other; Rust's
/// own library, as it is compiled for the browser, would not.
fn sort(states: &mut [(u32, u16)]) {
    if states.len() > FEW {
        return states.sort_unstable();
    }
    for at in 1..states.len() {
        let mut to = at;
        while to > 0 && states[to - 1] > states[to] {
            states.swap(to - 1, to);
            to -= 1;
        }
    }
}

/// States that are few.
const FEW: usize = 24;

/// Adds a state and those that it opens.
fn enter(table: &Table, state: u32, entered: &mut Vec<(u32, u16)>) {
    entered.push((state, 0));
    open(table, state, 0, entered);
}

/// The states that a state opens in which `skips` tokens may be skipped, and how many may be skipped in those.
fn open(table: &Table, state: u32, skips: u16, opened: &mut Vec<(u32, u16)>) {
    for (back, most) in table.gaps.row(state as usize) {
        let next = (target(state, *back), skips + u16::from(*most));
        if !opened.contains(&next) {
            opened.push(next);
            open(table, next.0, next.1, opened);
        }
    }
}

/// Where an edge leads that goes so far back.
fn target(state: u32, back: i32) -> u32 {
    (state as i32 - back) as u32
}

fn key(node: u32, of: u16) -> u32 {
    node << 16 | u32::from(of)
}
