//! One walk over the tokens of a message for all patterns at once.

use super::cache::{Cache, Class, DEAD};
use super::index::Index;
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
        cache: table.kept.take().unwrap_or_else(|| Box::new(Cache::new(table))),
        runs: Vec::new(),
        places: Vec::new(),
        phrases: Vec::new(),
        matches: Vec::new(),
    };
    for (at, sentence) in text.sentences.iter().enumerate() {
        scanner.sentence(text, names, at as u32, sentence);
    }
    table.kept.put(scanner.cache);
    scanner.matches
}

/// All matches under way that began at one token.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// The states that they are in.
    node: u32,
    /// Token that they began at.
    from: u32,
    /// Place that they began at; see [`Scanner::places`].
    place: u32,
}

/// Tokens that one match may reach over, so that a long row of names costs no more than its length.
const REACH: u32 = 40;

struct Scanner<'a> {
    table: &'a Table,
    index: &'a Index,
    cache: Box<Cache>,
    /// Matches under way in this sentence, in the order of the places where they wait.
    runs: Vec<Run>,
    /// Where the runs of each place begin. A place lies before each token, and at both edges of the sentence.
    places: Vec<usize>,
    /// Members of sets, of several words, that end at this place: which set, and the run in which they began.
    phrases: Vec<(Label, Run)>,
    matches: Vec<Match>,
}

/// Whether three words in four begin with a capital, as in shouting or In A Headline.
fn mostly_capitals(text: &Text, sentence: &Sentence) -> bool {
    let capitals = (sentence.from..sentence.to).filter(|at| text.tokens.get(*at).shape.has(Shape::CAPITAL)).count();
    let words = sentence.to - sentence.from;
    words >= 5 && 4 * capitals >= 3 * words
}

impl Scanner<'_> {
    fn sentence(&mut self, text: &Text, names: &Names, at: u32, sentence: &Sentence) {
        self.runs.clear();
        self.places.clear();
        self.places.push(0);
        self.step(Class::of(&[label::START]), at, sentence.from as u32, sentence.from as u32);
        let shouted = mostly_capitals(text, sentence);
        for token in sentence.from..sentence.to {
            let class = self.read(text, names, token, shouted || token == sentence.from);
            self.step(class, at, token as u32, token as u32 + 1);
        }
        let mut class = Class::of(&[label::END]);
        if sentence.after.question {
            class = class.with(label::QUESTION);
        }
        if sentence.after.exclamation {
            class = class.with(label::EXCLAMATION);
        }
        self.step(class, at, sentence.to as u32, sentence.to as u32);
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

    /// Moves every run over a token or an edge of the sentence, begins a new one, and reports what is complete.
    fn step(&mut self, class: Class, sentence: u32, begin: u32, end: u32) {
        if self.cache.is_full() {
            self.renew();
        }
        let place = self.places.len() - 1;
        let waiting = self.places[place]..self.runs.len();
        self.places.push(self.runs.len());
        for i in waiting {
            let run = self.runs[i];
            if end - run.from <= REACH {
                let node = self.cache.step(self.table, self.index, run.node, class);
                self.enter(Run { node, ..run }, sentence, end);
            }
        }
        let node = self.cache.start(self.table, self.index, class);
        self.enter(Run { node, from: begin, place: place as u32 }, sentence, end);
        self.follow_phrases(sentence, end);
    }

    /// Runs that wait for a set go on where a member of several words ends; that may complete further members.
    fn follow_phrases(&mut self, sentence: u32, end: u32) {
        let mut next = 0;
        while let Some((set, began)) = self.phrases.get(next).copied() {
            next += 1;
            let class = Class::of_set(set);
            let place = began.place as usize;
            for i in self.places[place]..self.places[place + 1] {
                let run = self.runs[i];
                if end - run.from <= REACH {
                    let node = self.cache.step(self.table, self.index, run.node, class);
                    self.join(Run { node, ..run }, sentence, end);
                }
            }
            let node = self.cache.start(self.table, self.index, class);
            self.join(Run { node, ..began }, sentence, end);
        }
        self.phrases.clear();
    }

    /// Lets a run go on in the states of `run` as well.
    fn join(&mut self, run: Run, sentence: u32, to: u32) {
        let here = self.places[self.places.len() - 1];
        match self.runs[here..].iter().position(|other| (other.from, other.place) == (run.from, run.place)) {
            Some(at) if run.node != DEAD => {
                let node = self.cache.join(self.table, self.index, self.runs[here + at].node, run.node);
                self.runs[here + at].node = node;
                self.report(run, sentence, to);
            }
            Some(_) => {}
            None => self.enter(run, sentence, to),
        }
    }

    fn enter(&mut self, run: Run, sentence: u32, to: u32) {
        if run.node != DEAD {
            self.runs.push(run);
            self.report(run, sentence, to);
        }
    }

    fn report(&mut self, run: Run, sentence: u32, to: u32) {
        for uses in self.cache.accepts(run.node) {
            self.matches.push(Match { uses: *uses, sentence, from: run.from, to });
        }
        for set in self.cache.phrases(run.node) {
            let known =
                |(other, began): &(Label, Run)| (*other, began.place, began.from) == (*set, run.place, run.from);
            if !self.phrases.iter().any(known) {
                self.phrases.push((*set, run));
            }
        }
    }

    /// Goes on with an empty cache, which keeps only what this sentence needs.
    fn renew(&mut self) {
        let mut fresh = Box::new(Cache::new(self.table));
        let needed = self.runs.len().saturating_sub(REACH as usize * REACH as usize);
        for run in &mut self.runs[needed..] {
            run.node = fresh.adopt(self.table, self.index, &self.cache, run.node);
        }
        self.cache = fresh;
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
