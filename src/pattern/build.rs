//! Compiles parsed patterns into the shared automaton.
//!
//! States are made from the end of a pattern to its beginning and shared when they are equal, so that common
//! tails cost nothing twice; equal patterns of different rules are one pattern from the start.

use std::collections::{BTreeMap, BTreeSet};

use super::inflect::{self, Irregular};
use super::parse::{Node, Sets};
use super::table::{Label, PatternId, Rows, Table, label};

/// What a state is: edges and completed patterns, both sorted.
type Content = (BTreeSet<(Label, u32)>, BTreeSet<PatternId>);

/// Collects patterns and turns them into a [`Table`].
pub struct Builder<'a> {
    sets: &'a Sets,
    irregular: &'a Irregular,
    patterns: BTreeMap<Node, PatternId>,
}

impl<'a> Builder<'a> {
    /// A builder for patterns that use `sets`.
    pub fn new(sets: &'a Sets, irregular: &'a Irregular) -> Self {
        Self { sets, irregular, patterns: BTreeMap::new() }
    }

    /// Adds a pattern and says its number; an equal pattern keeps the number it has.
    pub fn add(&mut self, node: Node) -> PatternId {
        let next = self.patterns.len() as PatternId;
        *self.patterns.entry(node).or_insert(next)
    }

    /// Compiles everything added.
    pub fn build(self) -> Table {
        let vocabulary = Vocabulary::new(&self);
        let mut graph = Graph { vocabulary: &vocabulary, sets: self.sets, states: Vec::new(), known: BTreeMap::new() };
        let mut start: BTreeMap<Label, BTreeSet<u32>> = BTreeMap::new();
        for (node, id) in &self.patterns {
            let end = (BTreeSet::new(), BTreeSet::from([*id]));
            for (label, target) in graph.content(node, end).0 {
                start.entry(label).or_default().insert(target);
            }
        }
        let mut table = Table::default();
        for (edges, accepts) in graph.states {
            table.edges.push(edges);
            table.accepts.push(accepts);
        }
        let labels = vocabulary.labels();
        for label in 0..labels {
            table.starts.push(start.remove(&label).unwrap_or_default());
        }
        table.words = vocabulary.words.iter().cloned().collect();
        table.sets = Rows::default();
        for word in &table.words {
            table.sets.push(vocabulary.member_of.get(word).cloned().unwrap_or_default());
        }
        table
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
    fn new(builder: &Builder<'_>) -> Self {
        let mut words = BTreeSet::new();
        // A set's single words, and all inflections of a word, are reached by one label each.
        let mut members: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for node in builder.patterns.keys() {
            collect(node, builder, &mut words, &mut members);
        }
        for (name, nodes) in builder.sets {
            nodes.iter().for_each(|node| collect(node, builder, &mut words, &mut members));
            let mut singles = BTreeSet::new();
            single_words(nodes, builder, &mut singles);
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

    fn labels(&self) -> Label {
        label::FIRST_WORD + self.words.len() as Label + self.set_labels.len() as Label
    }
}

fn collect(
    node: &Node,
    builder: &Builder<'_>,
    words: &mut BTreeSet<String>,
    members: &mut BTreeMap<String, BTreeSet<String>>,
) {
    match node {
        Node::Word(word) => {
            words.insert(word.clone());
        }
        Node::Inflected(word) => {
            members
                .entry(format!("{word}~"))
                .or_insert_with(|| inflect::forms(word, builder.irregular).into_iter().collect());
        }
        Node::Sequence(nodes) | Node::Either(nodes) => {
            nodes.iter().for_each(|node| collect(node, builder, words, members))
        }
        Node::Optional(node) | Node::Repeated(node) => collect(node, builder, words, members),
        Node::Shape(_) | Node::Set(_) | Node::Gap(_) => {}
    }
}

fn single_words(nodes: &[Node], builder: &Builder<'_>, singles: &mut BTreeSet<String>) {
    for node in nodes {
        match node {
            Node::Word(word) => {
                singles.insert(word.clone());
            }
            Node::Inflected(word) => singles.extend(inflect::forms(word, builder.irregular)),
            Node::Either(nodes) => single_words(nodes, builder, singles),
            Node::Set(name) => single_words(&builder.sets[name], builder, singles),
            _ => {}
        }
    }
}

struct Graph<'a> {
    vocabulary: &'a Vocabulary,
    sets: &'a Sets,
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
        (BTreeSet::from([(label, self.state(next))]), BTreeSet::new())
    }

    /// What a state must hold to match `node` and then go on as `next`.
    fn content(&mut self, node: &Node, next: Content) -> Content {
        match node {
            Node::Word(word) => self.edge(self.vocabulary.places[word], next),
            Node::Inflected(word) => self.edge(self.vocabulary.set_labels[&format!("{word}~")], next),
            Node::Shape(shape) => self.edge(*shape, next),
            Node::Set(name) => {
                let mut content = self.edge(self.vocabulary.set_labels[name], next.clone());
                for member in &self.sets[name] {
                    if !is_single(member) {
                        merge(&mut content, self.content(member, next.clone()));
                    }
                }
                content
            }
            Node::Sequence(nodes) => nodes.iter().rev().fold(next, |next, node| self.content(node, next)),
            Node::Either(nodes) => {
                let mut content = Content::default();
                for node in nodes {
                    merge(&mut content, self.content(node, next.clone()));
                }
                content
            }
            Node::Optional(node) => {
                let mut content = self.content(node, next.clone());
                merge(&mut content, next);
                content
            }
            Node::Repeated(node) => {
                // A state of its own, since it leads back to itself.
                let state = self.states.len() as u32;
                self.states.push(Content::default());
                let mut content = self.repeat(node, state);
                let first = content.clone();
                merge(&mut content, next);
                self.states[state as usize] = content;
                first
            }
            Node::Gap(most) => {
                let mut content = next.clone();
                for _ in 0..*most {
                    let mut wider = self.edge(label::ANY, content);
                    merge(&mut wider, next.clone());
                    content = wider;
                }
                content
            }
        }
    }

    /// Edges of `node` whose end is `state`, which holds the repetition and what follows it.
    fn repeat(&mut self, node: &Node, state: u32) -> Content {
        match node {
            Node::Word(_) | Node::Inflected(_) | Node::Shape(_) => {
                let label = match node {
                    Node::Word(word) => self.vocabulary.places[word],
                    Node::Inflected(word) => self.vocabulary.set_labels[&format!("{word}~")],
                    Node::Shape(shape) => *shape,
                    _ => label::ANY,
                };
                (BTreeSet::from([(label, state)]), BTreeSet::new())
            }
            Node::Set(name) => {
                let mut content = (BTreeSet::from([(self.vocabulary.set_labels[name], state)]), BTreeSet::new());
                for member in self.sets[name].clone() {
                    if !is_single(&member) {
                        merge(&mut content, self.repeat(&member, state));
                    }
                }
                content
            }
            Node::Either(nodes) => {
                let mut content = Content::default();
                for node in nodes {
                    merge(&mut content, self.repeat(node, state));
                }
                content
            }
            Node::Sequence(nodes) => {
                let (last, before) = nodes.split_last().expect("the parser makes no empty sequence");
                let end = self.repeat(last, state);
                before.iter().rev().fold(end, |next, node| self.content(node, next))
            }
            Node::Optional(node) | Node::Repeated(node) => self.repeat(node, state),
            Node::Gap(_) => (BTreeSet::from([(label::ANY, state)]), BTreeSet::new()),
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

fn merge(content: &mut Content, other: Content) {
    content.0.extend(other.0);
    content.1.extend(other.1);
}
