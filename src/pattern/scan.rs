//! One walk over the tokens of a message for all patterns at once.

use super::classes::Class;
use super::entered::Entered;
use super::index::Index;
use super::nodes::{Nodes, What};
use super::table::{Label, Table, UseId, label};
use crate::text::{Sentence, Shape, Text};

/// A pattern found: for whom, in which sentence, over which tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Match {
    /// What the completed pattern is used for.
    pub uses: UseId,
    /// Sentence, by its place in the text.
    pub sentence: u32,
    /// First token.
    pub from: u32,
    /// One past the last token.
    pub to: u32,
}

/// Names that `<to>` and `<from>` stand for, as normalised words.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// Parts of the recipient's name.
    pub to: Vec<String>,
    /// Parts of the sender's name.
    pub from: Vec<String>,
}

/// Finds every match of every pattern, in no particular order.
pub fn scan(text: &Text, table: &Table, names: &Names) -> Vec<Match> {
    let mut scanner = Scanner {
        table,
        index: table.kept.index_of(table),
        memory: table.kept.take().unwrap_or_else(|| Box::new(Memory::new(table))),
        latest: 0,
        phrases: Vec::new(),
        matches: Vec::with_capacity(4 * text.tokens.len()),
    };
    let mut class = Class::default();
    for (at, sentence) in text.sentences.iter().enumerate() {
        scanner.sentence(text, names, at as u32, sentence, &mut class);
    }
    table.kept.put(scanner.memory);
    scanner.matches
}

/// A place in a sentence, counted from 0: one lies before each token, and at both edges.
type Place = u32;

/// What waits at a place for what comes next.
#[derive(Debug, Default)]
struct Waiting {
    /// Matches that have come to here.
    arrived: Vec<Thread>,
    /// Those of them that may skip tokens.
    skipping: Vec<Thread>,
    /// Those in which something is complete that may be followed by tokens to be skipped.
    complete: Vec<Thread>,
}

/// All matches that began at one place and are in the states of one node.
#[derive(Debug, Clone, Copy)]
struct Thread {
    /// The marks of what they wait for.
    marks: u64,
    began: Place,
    node: u32,
    /// Up to which place they may skip.
    until: Place,
}

impl Waiting {
    fn clear(&mut self) {
        self.arrived.clear();
        self.skipping.clear();
        self.complete.clear();
    }
}

/// What is kept from one message to the next.
#[derive(Debug)]
pub struct Memory {
    nodes: Nodes,
    /// What waits at the latest places, each at the remainder of its number.
    places: [Waiting; PLACES],
    /// Over how many places something in this sentence skips.
    longest: Place,
    /// Nodes that are entered at this place.
    entered: Entered,
    /// The set of which a member of several words ends here.
    member: Class,
}

impl Memory {
    fn new(table: &Table) -> Self {
        Self {
            nodes: Nodes::new(table),
            places: std::array::from_fn(|_| Waiting::default()),
            longest: 0,
            entered: Entered::default(),
            member: Class::default(),
        }
    }

    /// Finds the nodes that matches enter which wait at a place.
    fn enter(&mut self, table: &Table, index: &Index, from: Place, class: &Class, over: Over) {
        let Self { nodes, places, longest, entered, .. } = self;
        entered.clear();
        for place in from.saturating_sub(*longest)..=from {
            let waiting = &places[place as usize % PLACES];
            for thread in if place == from { &waiting.arrived } else { &waiting.skipping } {
                if class.may_lead(thread.marks) && thread.began >= over.least && (place == from || thread.until >= from)
                {
                    let skipped = (from - place) as u16;
                    nodes.go_on(table, index, thread.node, skipped, class, |node| entered.add(thread.began, node));
                }
            }
        }
    }
}

/// Tokens that one match may reach over, so that a long row of names costs no more than its length.
const REACH: u32 = 40;

/// Places to which a match may go back: all that it reaches over, the edges of the sentence, and up to a power of two.
const PLACES: usize = 64;

struct Scanner<'a> {
    table: &'a Table,
    index: &'a Index,
    memory: Box<Memory>,
    latest: Place,
    /// Members of sets, of several words, that end at this place: which set, and where they began.
    phrases: Vec<(Label, Place)>,
    matches: Vec<Match>,
}

/// Where matches are moved on.
#[derive(Clone, Copy)]
struct Over {
    sentence: u32,
    /// First token of the sentence.
    begin: u32,
    /// Token before which the next place lies.
    to: u32,
    /// The first place from which a match may reach so far.
    least: Place,
}

impl Over {
    fn new(sentence: u32, begin: usize, to: usize) -> Self {
        let (begin, to) = (begin as u32, to as u32);
        // The first two places lie before the first token, at both sides of the edge of the sentence.
        let least = if to - begin <= REACH { 0 } else { to - begin - REACH + 1 };
        Self { sentence, begin, to, least }
    }

    /// First token of a match that began at a place. The first place lies before the edge of the sentence.
    fn from(self, place: Place) -> u32 {
        self.begin + place.saturating_sub(1)
    }
}

/// Whether three words in four begin with a capital, as in shouting or In A Headline.
fn mostly_capitals(text: &Text, sentence: &Sentence) -> bool {
    let capitals = (sentence.from..sentence.to).filter(|at| text.tokens.get(*at).shape.has(Shape::CAPITAL)).count();
    let words = sentence.to - sentence.from;
    words >= 5 && 4 * capitals >= 3 * words
}

impl Scanner<'_> {
    fn sentence(&mut self, text: &Text, names: &Names, at: u32, sentence: &Sentence, class: &mut Class) {
        self.latest = 0;
        self.memory.longest = 0;
        self.memory.places.iter_mut().for_each(Waiting::clear);
        let over = |to| Over::new(at, sentence.from, to);
        class.set(&[label::START]);
        self.step(class, over(sentence.from));
        let shouted = mostly_capitals(text, sentence);
        for token in sentence.from..sentence.to {
            self.read(text, names, token, shouted || token == sentence.from, class);
            self.step(class, over(token + 1));
        }
        class.set(&[label::END]);
        if sentence.after.question {
            class.add(label::QUESTION);
        }
        if sentence.after.exclamation {
            class.add(label::EXCLAMATION);
        }
        self.step(class, over(sentence.to));
    }

    /// What a token is to the automaton. Where any word would have a capital, it makes no name of a known one.
    fn read(&self, text: &Text, names: &Names, token: usize, capital_anyway: bool, class: &mut Class) {
        let norm = text.tokens.norm(token);
        let shape = text.tokens.get(token).shape;
        class.set(&[label::ANY]);
        let word = self.index.word(self.table, norm);
        if let Some(word) = word {
            class.add_word(self.table, word);
        }
        if shape.has(Shape::CAPITAL) && norm != "i" && (!capital_anyway || word.is_none()) {
            class.add(label::CAP);
        }
        for (mark, label) in SHAPES {
            if shape.has(mark) {
                class.add(label);
            }
        }
        if names.to.iter().any(|name| name == norm) {
            class.add(label::TO);
        }
        if names.from.iter().any(|name| name == norm) {
            class.add(label::FROM);
        }
        if is_number(norm) && !shape.has(Shape::NUMBER) {
            class.add(label::NUMBER);
        }
    }

    /// Moves all matches to the next place, begins new ones, and reports what is complete.
    fn step(&mut self, class: &Class, over: Over) {
        let Memory { nodes, places, .. } = &mut *self.memory;
        let waiting =
            places.iter_mut().flat_map(|place| [&mut place.arrived, &mut place.skipping, &mut place.complete]);
        nodes.forget(self.table, self.index, waiting.flatten().map(|thread| &mut thread.node));
        let from = self.latest;
        self.latest += 1;
        let mut here = std::mem::take(&mut self.memory.places[self.latest as usize % PLACES]);
        here.clear();
        if class.has(label::ANY) {
            self.stay(over);
        }
        self.go_on(from, class, over, &mut here);
        // Matches that wait for a set go on where a member of several words ends; that may complete further members.
        let mut member = std::mem::take(&mut self.memory.member);
        let mut next = 0;
        while let Some((set, from)) = self.phrases.get(next).copied() {
            next += 1;
            member.set(&[set]);
            self.go_on(from, &member, over, &mut here);
        }
        self.memory.member = member;
        self.phrases.clear();
        self.memory.places[self.latest as usize % PLACES] = here;
    }

    /// What is complete is so at each token that is skipped.
    fn stay(&mut self, over: Over) {
        for place in self.latest.saturating_sub(self.memory.longest)..self.latest {
            for at in 0..self.memory.places[place as usize % PLACES].complete.len() {
                let thread = self.memory.places[place as usize % PLACES].complete[at];
                if thread.until >= self.latest && thread.began >= over.least {
                    self.report(thread, (self.latest - place) as u16, over);
                }
            }
        }
    }

    /// Moves what waits at a place to here, and begins there anew.
    fn go_on(&mut self, from: Place, class: &Class, over: Over, here: &mut Waiting) {
        self.memory.enter(self.table, self.index, from, class, over);
        for at in 0..self.memory.entered.all.len() {
            let (began, node) = self.memory.entered.all[at];
            self.arrive(began, node, over, here);
        }
        for label in class.labels() {
            let node = self.memory.nodes.begun(self.table, self.index, *label);
            if node != 0 {
                self.arrive(from, node, over, here);
            }
        }
    }

    /// Lets matches wait in a node here, and reports what is complete in it.
    fn arrive(&mut self, began: Place, node: u32, over: Over, here: &mut Waiting) {
        let nodes = &self.memory.nodes;
        let most = u32::from(nodes.most(node));
        let thread = Thread { marks: nodes.marks(node), began, node, until: self.latest + most };
        let completes = !nodes.complete(node).is_empty();
        if thread.marks != 0 {
            here.arrived.push(thread);
        }
        if most > 0 {
            self.memory.longest = self.memory.longest.max(most).min(REACH);
            let later = Thread { marks: nodes.marks_later(node), ..thread };
            if later.marks != 0 {
                here.skipping.push(later);
            }
            if completes {
                here.complete.push(thread);
            }
        }
        if completes {
            self.report(thread, 0, over);
        }
    }

    /// Reports what is complete in a node after so many tokens that were skipped.
    fn report(&mut self, thread: Thread, skipped: u16, over: Over) {
        for complete in self.memory.nodes.complete(thread.node).iter().filter(|complete| complete.most >= skipped) {
            match complete.what {
                What::Pattern(uses) => {
                    let from = over.from(thread.began);
                    self.matches.push(Match { uses, sentence: over.sentence, from, to: over.to });
                }
                What::Member(set) if self.phrases.contains(&(set, thread.began)) => {}
                What::Member(set) => self.phrases.push((set, thread.began)),
            }
        }
    }
}

const SHAPES: [(Shape, Label); 8] = [
    (Shape::NUMBER, label::NUMBER),
    (Shape::MONEY, label::MONEY),
    (Shape::URL, label::URL),
    (Shape::EMAIL, label::EMAIL),
    (Shape::EMOJI, label::EMOJI),
    (Shape::SLOT, label::SLOT),
    (Shape::QUOTED, label::QUOTED),
    (Shape::ALL_CAPS, label::CAPS),
];

/// Whether a word is a number written out.
fn is_number(word: &str) -> bool {
    matches!(
        word,
        "one"
            | "two"
            | "three"
            | "four"
            | "five"
            | "six"
            | "seven"
            | "eight"
            | "nine"
            | "ten"
            | "twelve"
            | "fifteen"
            | "twenty"
            | "thirty"
            | "forty"
            | "sixty"
            | "hundred"
            | "thousand"
            | "million"
            | "dozen"
    )
}
