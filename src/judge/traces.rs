//! Traces of something particular: names inside sentences, what was done and when, how much is said of whom.
//!
//! Rules know many ways of saying "I read your article"; people know more. Who writes to one person still leaves
//! traces that a form letter does not. They count for little, and only towards what makes a message personal.

use crate::pattern::Names;
use crate::text::lexicon::Class;
use crate::text::{Segment, Sentence, Shape, Text, Tokens};

/// A trace, its name as a feature, and what its count is divided by: the number after which more say no more, or,
/// for the last three, the share of all words.
const TRACES: [(Trace, &str, f32); 17] = [
    (Trace::Name, "names", 6.0),
    (Trace::FullName, "full-names", 3.0),
    (Trace::YouDid, "you-did", 3.0),
    (Trace::WeDid, "we-did", 3.0),
    (Trace::IDid, "i-did", 3.0),
    (Trace::YourOwn, "your-own", 4.0),
    (Trace::YourAny, "your-any", 4.0),
    (Trace::When, "when", 3.0),
    (Trace::Alike, "alike", 3.0),
    (Trace::Third, "third", 3.0),
    (Trace::Quoted, "quoted", 6.0),
    (Trace::Number, "numbers", 3.0),
    (Trace::ThanksFor, "thanks-for", 2.0),
    (Trace::Exclaims, "exclaims", 3.0),
    (Trace::We, "we", 1.0 / 12.0),
    (Trace::I, "i", 1.0 / 12.0),
    (Trace::You, "you", 1.0 / 12.0),
];

#[derive(Clone, Copy, PartialEq)]
enum Trace {
    /// A capitalised word inside a sentence that is neither sender nor recipient.
    Name,
    /// Two such words in a row.
    FullName,
    /// "you wrote", "you have built".
    YouDid,
    /// "we met", "we had talked".
    WeDid,
    /// "I read", "I just tried".
    IDid,
    /// "your" before something that not everybody has.
    YourOwn,
    /// "your" before something that everybody has: company, profile, time.
    YourAny,
    /// A day, a month, a season, "last week".
    When,
    /// "both", "fellow", "again".
    Alike,
    /// "he", "their".
    Third,
    /// A word in quotation marks.
    Quoted,
    /// A word with a digit.
    Number,
    /// "thanks for".
    ThanksFor,
    /// A sentence that ends in an exclamation mark.
    Exclaims,
    /// "we", "our", "us".
    We,
    /// "I", "my", "me".
    I,
    /// "you", "your".
    You,
}

/// Calls `sink` with the name of each trace in subject and body, and how strong it is, from 0 to 1.
pub fn visit(text: &Text, names: &Names, sink: &mut impl FnMut(&'static str, f32)) {
    let mut counts = [0u16; TRACES.len()];
    let mut add = |trace: Trace| counts[trace as usize] = counts[trace as usize].saturating_add(1);
    for sentence in text.sentences.iter().filter(|s| matches!(s.segment, Segment::Body | Segment::Subject)) {
        if sentence.after.exclamation {
            add(Trace::Exclaims);
        }
        let mut last_name = None;
        for at in sentence.from..sentence.to {
            let word = Word { tokens: &text.tokens, sentence, at };
            if word.is_name(names) {
                add(Trace::Name);
                if last_name == at.checked_sub(1) {
                    add(Trace::FullName);
                }
                last_name = Some(at);
            }
            word.traces(&mut add);
        }
    }
    let words = text.tokens.len().max(1) as f32;
    for (trace, name, most) in TRACES {
        let count = f32::from(counts[trace as usize]);
        if count > 0.0 {
            let share = matches!(trace, Trace::We | Trace::I | Trace::You);
            sink(name, (if share { count / words } else { count } / most).min(1.0));
        }
    }
    if counts[Trace::Name as usize] > 0 {
        sink("any-name", 1.0);
    }
}

/// A word and those before it.
#[derive(Clone, Copy)]
struct Word<'a> {
    tokens: &'a Tokens,
    sentence: &'a Sentence,
    at: usize,
}

impl<'a> Word<'a> {
    fn norm(self) -> &'a str {
        self.tokens.norm(self.at)
    }

    fn before(self) -> Option<Self> {
        (self.at > self.sentence.from).then(|| Self { at: self.at - 1, ..self })
    }

    fn is(self, class: Class) -> bool {
        self.tokens.get(self.at).class.has(class)
    }

    fn has(self, shape: Shape) -> bool {
        self.tokens.get(self.at).shape.has(shape)
    }

    fn is_name(self, names: &Names) -> bool {
        let own = |word: &str| names.to.iter().chain(&names.from).any(|name| name == word);
        self.before().is_some()
            && self.has(Shape::CAPITAL)
            && !self.has(Shape::JOINED)
            && self.norm() != "i"
            && !own(self.norm())
    }

    /// Who did it, where this word is a past tense: the word before, or before "have", "were" and the like.
    fn doer(self) -> Option<&'a str> {
        let past = self.is(Class::PAST) || (self.norm().len() > 4 && self.norm().ends_with("ed"));
        let before = self.before().filter(|_| past)?;
        let doer = if before.is(Class::HELPER) { before.before()? } else { before };
        Some(doer.norm())
    }

    fn traces(self, add: &mut impl FnMut(Trace)) {
        match self.doer() {
            Some("you") => add(Trace::YouDid),
            Some("we") => add(Trace::WeDid),
            Some("i") => add(Trace::IDid),
            _ => {}
        }
        let before = self.before();
        let owner = before.and_then(|word| if word.is(Class::NEW) { word.before() } else { Some(word) });
        if owner.is_some_and(|word| word.norm() == "your") && !self.is(Class::NEW) {
            add(if self.is(Class::ANYBODYS) { Trace::YourAny } else { Trace::YourOwn });
        }
        if self.is(Class::DAY) || (self.is(Class::STRETCH) && before.is_some_and(|word| word.norm() == "last")) {
            add(Trace::When);
        }
        let thanks = |word: Self| word.norm() == "thanks" || word.before().is_some_and(|word| word.norm() == "thank");
        if self.norm() == "for" && before.is_some_and(thanks) {
            add(Trace::ThanksFor);
        }
        let by_shape = [(Shape::QUOTED, Trace::Quoted), (Shape::NUMBER, Trace::Number)];
        by_shape.into_iter().filter(|(shape, _)| self.has(*shape)).for_each(|(_, trace)| add(trace));
        let by_class = [
            (Class::ALIKE, Trace::Alike),
            (Class::THIRD, Trace::Third),
            (Class::WE, Trace::We),
            (Class::I, Trace::I),
            (Class::YOU, Trace::You),
        ];
        by_class.into_iter().filter(|(class, _)| self.is(*class)).for_each(|(_, trace)| add(trace));
    }
}
