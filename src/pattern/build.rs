//! Compiles parsed patterns into the shared automaton.
//!
//! States are made from the end of a pattern to its beginning and shared when they are equal, so that common
//! tails of one rule's patterns cost nothing twice; equal patterns of different rules are one pattern from the start.

use std::collections::{BTreeMap, BTreeSet};

use super::inflect::{self, Irregular};
use super::parse::{Node, Sets};
use super::table::{Label, Rows, Table, UseId, label};

/// What a state is, all of it sorted.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Content {
    edges: BTreeSet<(Label, u32)>,
    /// States opened at once, in which so many tokens may be skipped.
    gaps: BTreeSet<(u32, u8)>,
    accepts: BTreeSet<UseId>,
    phrases: BTreeSet<Label>,
}

impl Content {
    fn edge(label: Label, target: u32) -> Self {
        Self { edges: BTreeSet::from([(label, target)]), ..Self::default() }
    }

    fn merge(&mut self, other: Self) {
        self.edges.extend(other.edges);
        self.gaps.extend(other.gaps);
        self.accepts.extend(other.accepts);
        self.phrases.extend(other.phrases);
    }
}

/// Collects patterns with what they are used for, and turns them into a [`Table`].
pub struct Builder<'a, U> {
    sets: &'a Sets,
    irregular: &'a Irregular,
    patterns: BTreeMap<Node, BTreeSet<U>>,
}

impl<'a, U: Ord + Clone> Builder<'a, U> {
    /// A builder for patterns that use `sets`.
    pub fn new(sets: &'a Sets, irregular: &'a Irregular) -> Self {
        Self { sets, irregular, patterns: BTreeMap::new() }
    }

    /// Adds a pattern for a use; an equal pattern gets one more use.
    pub fn add(&mut self, node: Node, of: U) {
        self.patterns.entry(node).or_default().insert(of);
    }

    /// Compiles everything added. The rows tell what each number in [`Table::accepts`] is used for.
    pub fn build(self) -> (Table, Rows<U>) {
        let vocabulary = Vocabulary::new(self.patterns.keys(), self.sets, self.irregular);
        let mut graph = Graph { vocabulary: &vocabulary, states: Vec::new(), known: BTreeMap::new() };
        let mut start: BTreeMap<Label, BTreeSet<u32>> = BTreeMap::new();
        let mut use_ids: BTreeMap<&BTreeSet<U>, UseId> = BTreeMap::new();
        let mut uses = Rows::default();
        for (node, of_pattern) in &self.patterns {
            let id = *use_ids.entry(of_pattern).or_insert_with(|| {
                uses.push(of_pattern.iter().cloned());
                uses.len() as UseId - 1
            });
            let end = Content { accepts: BTreeSet::from([id]), ..Content::default() };
            graph.start(node, end, &mut start);
        }
        // A set's members of several words are found once, wherever the set is used.
        for (name, members) in self.sets {
            let end = Content { phrases: BTreeSet::from([vocabulary.set_labels[name]]), ..Content::default() };
            for member in members.iter().filter(|member| !is_single(member)) {
                graph.start(member, end.clone(), &mut start);
            }
        }
        let mut table = Table::default();
        let mut groups: BTreeMap<Vec<Label>, u16> = BTreeMap::new();
        for (at, state) in graph.states.into_iter().enumerate() {
            let mut by_target: BTreeMap<u32, Vec<Label>> = BTreeMap::new();
            for (label, target) in state.edges {
                by_target.entry(target).or_default().push(label);
            }
            table.edges.push(by_target.into_iter().map(|(target, labels)| {
                (wait_for(labels, &mut groups, &mut table.groups, &vocabulary), at as i32 - target as i32)
            }));
            table.gaps.push(state.gaps.into_iter().map(|(opened, most)| (at as i32 - opened as i32, most)));
            table.accepts.push(state.accepts);
            table.phrases.push(state.phrases);
        }
        let mut by_target: BTreeMap<u32, Vec<Label>> = BTreeMap::new();
        for (label, targets) in start {
            targets.into_iter().for_each(|target| by_target.entry(target).or_default().push(label));
        }
        for (target, labels) in by_target {
            table.begins.push((wait_for(labels, &mut groups, &mut table.groups, &vocabulary), target));
        }
        table.make_starts(usize::from(vocabulary.labels()));
        table.words = vocabulary.words.iter().cloned().collect();
        for word in &table.words {
            table.sets.push(vocabulary.member_of.get(word).cloned().unwrap_or_default());
        }
        (table, uses)
    }
}

/// The label, or the number of the group of labels, that an edge waits for.
fn wait_for(
    labels: Vec<Label>,
    known: &mut BTreeMap<Vec<Label>, u16>,
    groups: &mut Rows<Label>,
    vocabulary: &Vocabulary,
) -> u16 {
    match labels[..] {
        [label] => label,
        _ => *known.entry(labels).or_insert_with_key(|labels| {
            groups.push(labels.iter().copied());
            vocabulary.labels() + groups.len() as u16 - 1
        }),
    }
}

/// Words and sets with their labels.
struct Vocabulary {
    words: BTreeSet<String>,
    member_of: BTreeMap<String, BTreeSet<Label>>,
    set_labels: BTreeMap<String, Label>,
    places: BTreeMap<String, Label>,
}

impl Vocabulary {
    fn new<'n>(patterns: impl Iterator<Item = &'n Node>, sets: &Sets, irregular: &Irregular) -> Self {
        let mut words = BTreeSet::new();
        // A set's single words, and all inflections of a word, are reached by one label each.
        let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for node in patterns {
            collect(node, irregular, &mut words, &mut members);
        }
        for (name, nodes) in sets {
            nodes.iter().for_each(|node| collect(node, irregular, &mut words, &mut members));
            let mut singles = BTreeSet::new();
            single_words(nodes, sets, irregular, &mut singles);
            members.insert(name.clone(), singles);
        }
        words.extend(members.values().flatten().cloned());
        let places: BTreeMap<String, Label> =
            words.iter().enumerate().map(|(at, word)| (word.clone(), at as Label + label::FIRST_WORD)).collect();
        let first = words.len() as Label + label::FIRST_WORD;
        let mut set_labels = BTreeMap::new();
        let mut member_of: BTreeMap<String, BTreeSet<Label>> = BTreeMap::new();
        for (at, (name, singles)) in members.iter().enumerate() {
            set_labels.insert(name.clone(), first + at as Label);
            for word in singles {
                member_of.entry(word.clone()).or_default().insert(first + at as Label);
            }
        }
        Self { words, member_of, set_labels, places }
    }

    /// The label of a node that takes one step.
    fn label(&self, node: &Node) -> Label {
        match node {
            Node::Word(word) => self.places[word],
            Node::Inflected(word) => self.set_labels[&format!("{word}~")],
            Node::Set(name) => self.set_labels[name],
            Node::Shape(shape) => *shape,
            _ => label::ANY,
        }
    }

    fn labels(&self) -> Label {
        label::FIRST_WORD + self.words.len() as Label + self.set_labels.len() as Label
    }
}

fn collect(
    node: &Node,
    irregular: &Irregular,
    words: &mut BTreeSet<String>,
    members: &mut BTreeMap<String, BTreeSet<String>>,
) {
    match node {
        Node::Word(word) => {
            words.insert(word.clone());
        }
        Node::Inflected(word) => {
            members.entry(format!("{word}~")).or_insert_with(|| inflect::forms(word, irregular).into_iter().collect());
        }
        Node::Sequence(nodes) | Node::Either(nodes) => {
            nodes.iter().for_each(|node| collect(node, irregular, words, members))
        }
        Node::Optional(node) | Node::Repeated(node) => collect(node, irregular, words, members),
        Node::Shape(_) | Node::Set(_) | Node::Gap(_) => {}
    }
}

fn single_words(nodes: &[Node], sets: &Sets, irregular: &Irregular, singles: &mut BTreeSet<String>) {
    for node in nodes {
        match node {
            Node::Word(word) => {
                singles.insert(word.clone());
            }
            Node::Inflected(word) => singles.extend(inflect::forms(word, irregular)),
            Node::Either(nodes) => single_words(nodes, sets, irregular, singles),
            Node::Set(name) => single_words(&sets[name], sets, irregular, singles),
            _ => {}
        }
    }
}

struct Graph<'a> {
    vocabulary: &'a Vocabulary,
    states: Vec<Content>,
    known: BTreeMap<Content, u32>,
}

impl Graph<'_> {
    fn state(&mut self, content: Content) -> u32 {
        if let Some(state) = self.known.get(&content) {
            return *state;
        }
        let state = self.states.len() as u32;
        self.states.push(content.clone());
        self.known.insert(content, state);
        state
    }

    fn edge(&mut self, label: Label, next: Content) -> Content {
        Content::edge(label, self.state(next))
    }

    /// Adds the edges by which a match of `node` may begin. A gap at the very beginning is as good as none.
    fn start(&mut self, node: &Node, end: Content, start: &mut BTreeMap<Label, BTreeSet<u32>>) {
        let mut content = self.content(node, end);
        while let Some((opened, _)) = content.gaps.pop_first() {
            content.merge(self.states[opened as usize].clone());
        }
        for (label, target) in content.edges {
            start.entry(label).or_default().insert(target);
        }
    }

    /// What a state must hold to match `node` and then go on as `next`.
    fn content(&mut self, node: &Node, next: Content) -> Content {
        match node {
            Node::Word(_) | Node::Inflected(_) | Node::Shape(_) | Node::Set(_) => {
                self.edge(self.vocabulary.label(node), next)
            }
            Node::Sequence(nodes) => nodes.iter().rev().fold(next, |next, node| self.content(node, next)),
            Node::Either(nodes) => {
                let mut content = Content::default();
                for node in nodes {
                    content.merge(self.content(node, next.clone()));
                }
                content
            }
            Node::Optional(node) => {
                let mut content = self.content(node, next.clone());
                content.merge(next);
                content
            }
            Node::Repeated(node) => {
                // A state of its own, since it leads back to itself.
                let state = self.states.len() as u32;
                self.states.push(Content::default());
                let mut content = self.repeat(node, state);
                let first = content.clone();
                content.merge(next);
                self.states[state as usize] = content;
                first
            }
            Node::Gap(most) => {
                let opened = self.state(next);
                Content { gaps: BTreeSet::from([(opened, *most)]), ..Content::default() }
            }
        }
    }

    /// Edges of `node` whose end is `state`, which holds the repetition and what follows it.
    fn repeat(&mut self, node: &Node, state: u32) -> Content {
        match node {
            Node::Word(_) | Node::Inflected(_) | Node::Shape(_) | Node::Set(_) => {
                Content::edge(self.vocabulary.label(node), state)
            }
            Node::Either(nodes) => {
                let mut content = Content::default();
                for node in nodes {
                    content.merge(self.repeat(node, state));
                }
                content
            }
            Node::Sequence(nodes) => {
                let (last, before) = nodes.split_last().expect("the parser makes no empty sequence");
                let end = self.repeat(last, state);
                before.iter().rev().fold(end, |next, node| self.content(node, next))
            }
            Node::Optional(node) | Node::Repeated(node) => self.repeat(node, state),
            Node::Gap(_) => Content::edge(label::ANY, state),
        }
    }
}

/// Members of a set that its own label covers.
fn is_single(node: &Node) -> bool {
    match node {
        Node::Word(_) | Node::Inflected(_) => true,
        Node::Either(nodes) => nodes.iter().all(is_single),
        _ => false,
    }
}
