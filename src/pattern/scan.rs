//! One walk over the tokens of a message for all patterns at once.

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
        threads: Vec::new(),
        places: Vec::new(),
        phrases: Vec::new(),
        matches: Vec::new(),
        present: vec![0; table.starts.len()],
        visited: vec![(0, 0, 0); table.edges.len()],
        step: 0,
        labels: Vec::new(),
    };
    for (at, sentence) in text.sentences.iter().enumerate() {
        scanner.sentence(text, names, at as u32, sentence);
    }
    scanner.matches
}

/// A match under way.
#[derive(Debug, Clone, Copy)]
struct Thread {
    state: u32,
    /// Token that it began at.
    from: u32,
    /// Place that it began at; see [`Scanner::places`].
    place: u32,
    /// How many tokens it may still skip where it stands.
    left: u8,
}

struct Scanner<'a> {
    table: &'a Table,
    /// Matches under way in this sentence, in the order of the places where they wait.
    threads: Vec<Thread>,
    /// Where the threads of each place begin. A place lies before each token, and at both edges of the sentence.
    places: Vec<usize>,
    /// Members of sets, of several words, that end at this place: which set, and the place where they began.
    phrases: Vec<(Label, u32, u32)>,
    matches: Vec<Match>,
    /// The step at which each label was last present.
    present: Vec<u32>,
    /// The step, beginning and skips left with which each state was last entered, to drop doubles.
    visited: Vec<(u32, u32, u8)>,
    step: u32,
    labels: Vec<Label>,
}

impl Scanner<'_> {
    fn sentence(&mut self, text: &Text, names: &Names, at: u32, sentence: &Sentence) {
        self.threads.clear();
        self.places.clear();
        self.places.push(0);
        self.labels.clear();
        self.labels.push(label::START);
        self.step(at, sentence.from as u32, sentence.from as u32);
        for token in sentence.from..sentence.to {
            self.read(text, names, token, token == sentence.from);
            self.step(at, token as u32, token as u32 + 1);
        }
        self.labels.clear();
        self.labels.push(label::END);
        if sentence.after.question {
            self.labels.push(label::QUESTION);
        }
        if sentence.after.exclamation {
            self.labels.push(label::EXCLAMATION);
        }
        self.step(at, sentence.to as u32, sentence.to as u32);
    }

    /// Collects the labels of a token.
    fn read(&mut self, text: &Text, names: &Names, token: usize, first: bool) {
        let norm = text.tokens.norm(token);
        let shape = text.tokens.get(token).shape;
        let labels = &mut self.labels;
        labels.clear();
        labels.push(label::ANY);
        let word = self.table.word(norm);
        if let Some(word) = word {
            labels.push(word);
            labels.extend_from_slice(self.table.sets.row((word - label::FIRST_WORD) as usize));
        }
        if shape.has(Shape::CAPITAL) && norm != "i" && (!first || word.is_none()) {
            labels.push(label::CAP);
        }
        for (mark, label) in SHAPES {
            if shape.has(mark) {
                labels.push(label);
            }
        }
        if names.to.iter().any(|name| name == norm) {
            labels.push(label::TO);
        }
        if names.from.iter().any(|name| name == norm) {
            labels.push(label::FROM);
        }
        if NUMBER_WORDS.contains(&norm) {
            labels.push(label::NUMBER);
        }
    }

    /// Moves every thread over the labels at hand, begins new ones, and reports what is complete.
    fn step(&mut self, sentence: u32, begin: u32, end: u32) {
        self.step += 1;
        for label in &self.labels {
            self.present[*label as usize] = self.step;
        }
        let place = self.places.len() as u32 - 1;
        let waiting = self.places[place as usize]..self.threads.len();
        self.places.push(self.threads.len());
        let token = self.present[label::ANY as usize] == self.step;
        for i in waiting {
            let thread = self.threads[i];
            if token && thread.left > 0 {
                self.enter(Thread { left: thread.left - 1, ..thread }, sentence, end);
            }
            for (wait, back) in self.table.edges.row(thread.state as usize) {
                if self.table.waits_for(wait).iter().any(|label| self.present[*label as usize] == self.step) {
                    self.enter(
                        Thread { state: (thread.state as i32 - *back) as u32, left: 0, ..thread },
                        sentence,
                        end,
                    );
                }
            }
        }
        for i in 0..self.labels.len() {
            for target in self.table.starts.row(self.labels[i] as usize) {
                self.enter(Thread { state: *target, from: begin, place, left: 0 }, sentence, end);
            }
        }
        self.follow_phrases(sentence, end);
    }

    /// Threads that wait for a set go on where a member of several words ends; that may complete further members.
    fn follow_phrases(&mut self, sentence: u32, end: u32) {
        let mut next = 0;
        while let Some((set, place, from)) = self.phrases.get(next).copied() {
            next += 1;
            for i in self.places[place as usize]..self.places[place as usize + 1] {
                let thread = self.threads[i];
                for (wait, back) in self.table.edges.row(thread.state as usize) {
                    if self.table.waits_for(wait).contains(&set) {
                        let state = (thread.state as i32 - *back) as u32;
                        self.enter(Thread { state, left: 0, ..thread }, sentence, end);
                    }
                }
            }
            for target in self.table.starts.row(set as usize) {
                self.enter(Thread { state: *target, from, place, left: 0 }, sentence, end);
            }
        }
        self.phrases.clear();
    }

    fn enter(&mut self, thread: Thread, sentence: u32, to: u32) {
        let state = thread.state as usize;
        let (step, from, left) = self.visited[state];
        if step == self.step && from == thread.from && left >= thread.left {
            return;
        }
        self.visited[state] = (self.step, thread.from, thread.left);
        for uses in self.table.accepts.row(state) {
            self.matches.push(Match { uses: *uses, sentence, from: thread.from, to });
        }
        for set in self.table.phrases.row(state) {
            let phrase = (*set, thread.place, thread.from);
            if !self.phrases.contains(&phrase) {
                self.phrases.push(phrase);
            }
        }
        if thread.left > 0 || !self.table.edges.row(state).is_empty() {
            self.threads.push(thread);
        }
        for (back, most) in self.table.gaps.row(state) {
            self.enter(Thread { state: (thread.state as i32 - *back) as u32, left: *most, ..thread }, sentence, to);
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
