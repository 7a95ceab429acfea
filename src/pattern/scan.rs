//! One walk over the tokens of a message for all patterns at once.

use super::classes::{Class, Classes, Leads};
use super::index::Index;
use super::starts::{Edge, MANY, Starts, open, target};
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
        matches: Vec::new(),
    };
    for (at, sentence) in text.sentences.iter().enumerate() {
        scanner.sentence(text, names, at as u32, sentence);
    }
    table.kept.put(scanner.memory);
    scanner.matches
}

/// A place in a sentence, counted from 0: one lies before each token, and at both edges.
type Place = u32;

/// What waits at a place for what comes next; always with the place where the match began.
#[derive(Debug, Default)]
struct Waiting {
    /// Matches that have taken one token, or a member of a set, and how they go on.
    begun: Vec<(Place, usize)>,
    /// Those of them that may skip tokens, and up to which place.
    begun_skipping: Vec<(Place, usize, Place)>,
    /// The states of those that have taken more.
    states: Vec<(Place, u32)>,
    /// States in which tokens may be skipped, and up to which place.
    skipping: Vec<(Place, u32, Place)>,
    /// The same of those in which something is complete.
    complete: Vec<(Place, u32, Place)>,
}

impl Waiting {
    fn clear(&mut self) {
        self.begun.clear();
        self.begun_skipping.clear();
        self.states.clear();
        self.skipping.clear();
        self.complete.clear();
    }
}

/// What is kept from one message to the next.
#[derive(Debug)]
pub struct Memory {
    classes: Classes,
    starts: Starts,
    /// What waits at the latest places, each at the remainder of its number.
    places: [Waiting; PLACES],
    /// Over how many places something was ever skipping.
    longest: Place,
    /// States that are entered at this place.
    entered: Entered,
    /// Labels of what matches are moved over.
    labels: Vec<Label>,
    /// States that an entered state opens, and how many tokens may be skipped in them.
    opened: Vec<(u32, u16)>,
}

impl Memory {
    fn new(table: &Table) -> Self {
        Self {
            classes: Classes::new(table),
            starts: Starts::new(table),
            places: std::array::from_fn(|_| Waiting::default()),
            longest: 0,
            entered: Entered::default(),
            labels: Vec::new(),
            opened: Vec::new(),
        }
    }

    /// Finds the states that matches enter which wait at a place.
    fn enter(&mut self, table: &Table, index: &Index, from: Place, over: Over) {
        let Self { classes, starts, places, longest, entered, labels, .. } = self;
        let leads = classes.leads(table, index, over.class);
        labels.clear();
        over.class.labels(table, |label| labels.push(label));
        entered.0.clear();
        let waiting = &places[from as usize % PLACES];
        for (began, start) in waiting.begun.iter().filter(|(began, _)| over.is_reached(*began)) {
            entered.follow(*began, starts.at(*start).edges, 0, leads, labels);
        }
        for (began, state) in &waiting.states {
            entered.go_on(*began, *state, table, index, leads, over);
        }
        for place in from.saturating_sub(*longest)..=from {
            let waiting = &places[place as usize % PLACES];
            for (began, state, _) in waiting.skipping.iter().filter(|(.., until)| *until >= from) {
                entered.go_on(*began, *state, table, index, leads, over);
            }
            let in_time = |until: Place, began: Place| place < from && until >= from && over.is_reached(began);
            for (began, start, _) in waiting.begun_skipping.iter().filter(|(began, _, until)| in_time(*until, *began)) {
                entered.follow(*began, starts.at(*start).skipping, from - place, leads, labels);
            }
        }
        entered.0.sort_unstable();
        entered.0.dedup();
    }
}

/// States that matches enter, each above the place where its match began.
#[derive(Debug, Default)]
struct Entered(Vec<u64>);

impl Entered {
    fn add(&mut self, began: Place, state: u32) {
        self.0.push(u64::from(began) << 32 | u64::from(state));
    }

    /// Enters where a token leads from a state.
    fn go_on(&mut self, began: Place, state: u32, table: &Table, index: &Index, leads: Leads<'_>, over: Over) {
        if leads.may_have(index.marks(state as usize)) && over.is_reached(began) {
            for (wait, back) in table.edges.row(state as usize) {
                if leads.has(*wait) {
                    self.add(began, target(state, *back));
                }
            }
        }
    }

    /// Enters where edges lead before which so many tokens may be skipped.
    fn follow(&mut self, began: Place, edges: &[Edge], skipped: u32, leads: Leads<'_>, labels: &[Label]) {
        if edges.len() < MANY {
            for edge in edges {
                if leads.has(edge.wait) && u32::from(edge.most) >= skipped {
                    self.add(began, edge.to);
                }
            }
            return;
        }
        for label in labels {
            for edge in &edges[edges.partition_point(|edge| edge.wait < *label)..] {
                if edge.wait != *label {
                    break;
                }
                if u32::from(edge.most) >= skipped {
                    self.add(began, edge.to);
                }
            }
        }
    }
}

/// Tokens that one match may reach over, so that a long row of names costs no more than its length.
const REACH: u32 = 40;

/// Places to which a match may go back: all that it reaches over, and the edges of the sentence.
const PLACES: usize = REACH as usize + 4;

struct Scanner<'a> {
    table: &'a Table,
    index: &'a Index,
    memory: Box<Memory>,
    latest: Place,
    /// Members of sets, of several words, that end at this place: which set, and where they began.
    phrases: Vec<(Label, Place)>,
    matches: Vec<Match>,
}

/// What matches are moved over: a token, an edge of a sentence, or a member of a set.
#[derive(Clone, Copy)]
struct Over {
    class: Class,
    sentence: u32,
    /// First token of the sentence.
    begin: u32,
    /// Token before which it ends.
    to: u32,
}

impl Over {
    /// First token of a match that began at a place. The first place lies before the edge of the sentence.
    fn from(self, place: Place) -> u32 {
        self.begin + place.saturating_sub(1)
    }

    /// Whether a match from a place may reach so far.
    fn is_reached(self, place: Place) -> bool {
        self.to - self.from(place) <= REACH
    }
}

/// Whether three words in four begin with a capital, as in shouting or In A Headline.
fn mostly_capitals(text: &Text, sentence: &Sentence) -> bool {
    let capitals = (sentence.from..sentence.to).filter(|at| text.tokens.get(*at).shape.has(Shape::CAPITAL)).count();
    let words = sentence.to - sentence.from;
    words >= 5 && 4 * capitals >= 3 * words
}

impl Scanner<'_> {
    fn sentence(&mut self, text: &Text, names: &Names, at: u32, sentence: &Sentence) {
        self.latest = 0;
        self.memory.places[0].clear();
        let begin = sentence.from as u32;
        let over = |class, to: usize| Over { class, sentence: at, begin, to: to as u32 };
        self.step(over(Class::of(&[label::START]), sentence.from));
        let shouted = mostly_capitals(text, sentence);
        for token in sentence.from..sentence.to {
            let class = self.read(text, names, token, shouted || token == sentence.from);
            self.step(over(class, token + 1));
        }
        let mut class = Class::of(&[label::END]);
        if sentence.after.question {
            class = class.with(label::QUESTION);
        }
        if sentence.after.exclamation {
            class = class.with(label::EXCLAMATION);
        }
        self.step(over(class, sentence.to));
    }

    /// What a token is to the automaton. Where any word would have a capital, it makes no name of a known one.
    fn read(&self, text: &Text, names: &Names, token: usize, capital_anyway: bool) -> Class {
        let norm = text.tokens.norm(token);
        let shape = text.tokens.get(token).shape;
        let mut class = Class::of(&[label::ANY]);
        let word = self.index.word(self.table, norm);
        if let Some(word) = word {
            class = class.with_word(word);
        }
        if shape.has(Shape::CAPITAL) && norm != "i" && (!capital_anyway || word.is_none()) {
            class = class.with(label::CAP);
        }
        for (mark, label) in SHAPES {
            if shape.has(mark) {
                class = class.with(label);
            }
        }
        if names.to.iter().any(|name| name == norm) {
            class = class.with(label::TO);
        }
        if names.from.iter().any(|name| name == norm) {
            class = class.with(label::FROM);
        }
        if NUMBER_WORDS.contains(&norm) {
            class = class.with(label::NUMBER);
        }
        class
    }

    /// Moves all matches to the next place, begins new ones, and reports what is complete.
    fn step(&mut self, over: Over) {
        let from = self.latest;
        self.latest += 1;
        let mut here = std::mem::take(&mut self.memory.places[self.latest as usize % PLACES]);
        here.clear();
        if over.class.has(label::ANY) {
            self.stay(over);
        }
        self.go_on(from, over, &mut here);
        // Matches that wait for a set go on where a member of several words ends; that may complete further members.
        let mut next = 0;
        while let Some((set, from)) = self.phrases.get(next).copied() {
            next += 1;
            self.go_on(from, Over { class: Class::of_set(set), ..over }, &mut here);
        }
        self.phrases.clear();
        self.memory.places[self.latest as usize % PLACES] = here;
    }

    /// What is complete is so at each token that is skipped.
    fn stay(&mut self, over: Over) {
        for place in self.latest.saturating_sub(self.memory.longest)..self.latest {
            for at in 0..self.memory.places[place as usize % PLACES].complete.len() {
                let (from, state, until) = self.memory.places[place as usize % PLACES].complete[at];
                if until >= self.latest && over.is_reached(from) {
                    self.report(state, from, over);
                }
            }
        }
    }

    /// Moves what waits at a place to here, and begins there anew.
    fn go_on(&mut self, from: Place, over: Over, here: &mut Waiting) {
        self.memory.enter(self.table, self.index, from, over);
        for at in 0..self.memory.entered.0.len() {
            let entered = self.memory.entered.0[at];
            self.arrive((entered >> 32) as Place, entered as u32, over, here);
        }
        self.begin(from, over, here);
    }

    /// Lets matches wait in a state here, and in those that it opens.
    fn arrive(&mut self, began: Place, state: u32, over: Over, here: &mut Waiting) {
        if self.index.marks(state as usize) != 0 {
            here.states.push((began, state));
        }
        if self.index.completes(state as usize) {
            self.report(state, began, over);
        }
        if self.table.gaps.row(state as usize).is_empty() {
            return;
        }
        let mut opened = std::mem::take(&mut self.memory.opened);
        opened.clear();
        open(self.table, state, 0, &mut opened);
        for (state, skips) in &opened {
            let until = self.latest + u32::from(*skips);
            self.memory.longest = self.memory.longest.max(u32::from(*skips)).min(REACH);
            here.skipping.push((began, *state, until));
            if self.index.completes(*state as usize) {
                here.complete.push((began, *state, until));
                self.report(*state, began, over);
            }
        }
        self.memory.opened = opened;
    }

    /// Begins the matches of which the first token, or member of a set, is of this class.
    fn begin(&mut self, from: Place, over: Over, here: &mut Waiting) {
        let table = self.table;
        over.class.labels(table, |label| {
            let at = self.memory.starts.of(table, self.index, label);
            let start = self.memory.starts.at(at);
            if !start.edges.is_empty() {
                here.begun.push((from, at));
            }
            if start.most > 0 {
                let until = self.latest + u32::from(start.most);
                self.memory.longest = self.memory.longest.max(u32::from(start.most)).min(REACH);
                here.begun_skipping.push((from, at, until));
            }
            for (state, skips) in start.complete {
                here.complete.push((from, *state, self.latest + u32::from(*skips)));
            }
        });
        for at in 0..here.complete.len() {
            let (began, state, _) = here.complete[at];
            if began == from {
                self.report(state, from, over);
            }
        }
    }

    fn report(&mut self, state: u32, began: Place, over: Over) {
        for uses in self.table.accepts.row(state as usize) {
            self.matches.push(Match { uses: *uses, sentence: over.sentence, from: over.from(began), to: over.to });
        }
        for set in self.table.phrases.row(state as usize) {
            if !self.phrases.contains(&(*set, began)) {
                self.phrases.push((*set, began));
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

const NUMBER_WORDS: [&str; 20] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen", "twenty",
    "thirty", "forty", "sixty", "hundred", "thousand", "million", "dozen",
];
