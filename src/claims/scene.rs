//! What a message speaks of: organisations by name or shape, runs of capitalised words, and times.

use super::organisations::{
    Meaning, Relation, is_another_school, is_company_word, is_legal, is_school_word, normal, normal_of,
};
use super::time::{Said, times};
use super::{FIRST_WORDS, ORGANISATIONS};
use crate::record::Record;
use crate::request::Request;
use crate::text::lexicon::Class;
use crate::text::{Lexicon, Sentence, Shape, Span, Text};

/// A name in the message that may be an organisation's.
#[derive(Debug, Clone, Default)]
pub struct Mention {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// Its normal form.
    pub name: String,
    /// The same with the capitalised words that follow: "HEC" may go on to "HEC Lausanne".
    pub whole: String,
    /// What it means, as far as the table tells.
    pub meaning: Meaning,
    /// Whether an employer of the record bears the name.
    pub employer: bool,
    /// Whether a school of the record bears the name.
    pub school: bool,
    /// Whether the name is surely an organisation's.
    pub sure: bool,
    /// Whether another name beside it tells which of several it means: "OSU Cowboy".
    pub narrowed: bool,
}

/// Whether a name is that of one of the record's organisations, all in normal form.
fn is_one_of(name: &str, names: &[String]) -> bool {
    names.iter().any(|own| ORGANISATIONS.relation(name, own) == Relation::Same)
}

impl Mention {
    /// Whether the table or the record knows the name.
    pub fn is_known(&self) -> bool {
        !self.meaning.of.is_empty() || self.employer || self.school || self.sure
    }
}

/// Names of the record in normal form.
#[derive(Debug, Default)]
pub struct Names {
    /// Of employers, in the order of the positions.
    pub employers: Vec<String>,
    /// Of schools, in the order of the record.
    pub schools: Vec<String>,
    /// Of groups.
    pub groups: Vec<String>,
}

/// A message beside the record.
pub struct Scene<'a> {
    /// The request.
    pub request: &'a Request,
    /// Its tokens.
    pub text: &'a Text,
    /// The record.
    pub record: &'a Record,
    /// Words read as other words.
    pub lexicon: &'a Lexicon,
    /// Names in the record.
    pub names: Names,
    /// Names in the message, by place.
    pub mentions: Vec<Mention>,
    units: Vec<u16>,
    people: Vec<String>,
}

/// Small words inside names.
const SMALL: &[&str] = &["of", "and", "for", "in", "de", "di", "du", "del", "la", "au", "the", "on", "y"];

/// Words before the name of a place of work or study.
pub const AT: &[&str] = &[
    "at", "in", "from", "for", "with", "of", "ex", "fellow", "former", "via", "von", "bei", "der", "auf", "en", "a",
    "our", "the", "as", "both", "same", "another",
];

/// Names of companies that are plain words at the beginning of a sentence.
const PLAIN: &[&str] = &[
    "orange",
    "target",
    "gap",
    "apple",
    "square",
    "block",
    "snap",
    "sky",
    "sage",
    "zoom",
    "slack",
    "mars",
    "indeed",
    "root",
    "chase",
    "total",
    "shell",
    "wise",
    "notion",
    "stripe",
    "x",
    "brown",
    "rice",
    "western",
    "temple",
    "visa",
    "grab",
    "teachers",
    "continental",
    "delta",
    "nova",
    "coke",
    "cat",
    "regions",
    "rogers",
    "otis",
    "carrier",
    "elastic",
    "chime",
    "monitor",
    "digital",
    "palm",
    "cruise",
    "sprint",
    "ola",
    "arm",
    "willis",
    "wix",
    "staples",
    "riot",
    "vice",
    "vox",
    "compass",
    "next",
    "boots",
    "tec",
    "pace",
    "southwest",
    "emerson",
    "pearson",
    "kaplan",
    "hydro",
];

impl<'a> Scene<'a> {
    /// Reads the names of a message.
    pub fn new(request: &'a Request, text: &'a Text, record: &'a Record, lexicon: &'a Lexicon) -> Self {
        let names = Names {
            employers: record.positions.iter().map(|position| normal(&position.company, lexicon)).collect(),
            schools: record.education.iter().map(|education| normal(&education.school, lexicon)).collect(),
            groups: record.groups.iter().map(|group| normal(group, lexicon)).collect(),
        };
        let two = crate::names(request);
        let people = two.to.into_iter().chain(two.from).collect();
        let units = request.text.encode_utf16().collect();
        let mut scene = Self { request, text, record, lexicon, names, mentions: Vec::new(), units, people };
        for sentence in &text.sentences {
            scene.find_mentions(sentence);
        }
        scene.narrow();
        scene
    }

    /// The normalised word at a token of a sentence; empty outside.
    pub fn word(&self, at: usize) -> &str {
        if at < self.text.tokens.len() { self.text.tokens.norm(at) } else { "" }
    }

    /// Whether a word is in the past tense, as far as its form or the lexicon tells.
    pub fn is_past(&self, word: &str) -> bool {
        self.lexicon.class(word).has(Class::PAST) || (word.len() > 4 && word.ends_with("ed"))
    }

    /// What stands between a token and the one before.
    pub fn between(&self, at: usize) -> String {
        String::from_utf16_lossy(self.gap(at))
    }

    fn gap(&self, at: usize) -> &[u16] {
        let tokens = &self.text.tokens;
        let start = if at == 0 { 0 } else { tokens.get(at - 1).span.end as usize };
        let end = if at < tokens.len() { tokens.get(at).span.start as usize } else { self.units.len() };
        self.units.get(start..end.max(start)).unwrap_or_default()
    }

    /// Whether a clause may end before a token: a comma, a bracket, a dash with blanks.
    pub fn breaks(&self, at: usize) -> bool {
        const JOINS: [char; 6] = ['-', '–', '/', '_', '‑', '.'];
        at < self.text.tokens.len()
            && self.text.tokens.get(at).shape.has(Shape::AFTER_COMMA)
            && !matches!(*self.gap(at), [unit] if JOINS.iter().any(|join| *join as u32 == u32::from(unit)))
    }

    /// Whether a token begins with a capital letter, or is a figure that begins a name.
    pub fn is_capital(&self, at: usize) -> bool {
        let shape = self.text.tokens.get(at).shape;
        let digits_first = self.word(at).starts_with(|c: char| c.is_ascii_digit());
        shape.has(Shape::CAPITAL) && self.word(at) != "i" && !shape.has(Shape::JOINED)
            || (digits_first && self.word(at).ends_with(|c: char| c.is_alphabetic()))
    }

    /// Whether a token is part of the name of the sender or the recipient.
    pub fn is_person(&self, at: usize) -> bool {
        self.people.iter().any(|name| name == self.word(at))
    }

    /// The words of the message under some tokens.
    pub fn quote(&self, from: usize, to: usize) -> String {
        self.under(self.text.tokens.span(from..to))
    }

    /// The words of the message under a span, whole characters all of them; as [`Span::quote`], and as quick at the end
    /// of a long message as at its beginning.
    pub fn under(&self, span: Span) -> String {
        let whole = |at: u32| {
            let at = (at as usize).min(self.units.len());
            at + usize::from(self.units.get(at).is_some_and(|unit| (0xdc00..0xe000).contains(unit)))
        };
        let (start, end) = (whole(span.start), whole(span.end));
        String::from_utf16_lossy(&self.units[start..end.max(start)])
    }

    /// The sentence of a token.
    pub fn sentence_of(&self, token: usize) -> &Sentence {
        let at = self.text.sentences.partition_point(|sentence| sentence.to <= token);
        &self.text.sentences[at.min(self.text.sentences.len() - 1)]
    }

    /// Times in some tokens.
    pub fn times(&self, from: usize, to: usize) -> Vec<Said> {
        times(self.text, from, to, &|at| self.between(at))
    }

    /// The normal form of the words of some tokens.
    pub fn normal(&self, from: usize, to: usize) -> String {
        normal_of((from..to).map(|at| self.text.tokens.norm(at)))
    }

    /// The end of the run of capitalised words that begins at a token, with the small words inside.
    pub fn run(&self, from: usize, end: usize) -> usize {
        let mut to = from;
        let mut at = from;
        while at < end && at < from + 9 && (at == from || !self.breaks(at)) {
            let number = self.text.tokens.get(at).shape.has(Shape::NUMBER) && at > from;
            if self.is_capital(at) && !number {
                to = at + 1;
            } else if !(to > from && (SMALL.contains(&self.word(at)) || self.word(at) == "'s")) {
                break;
            }
            at += 1;
        }
        to
    }

    /// Of several organisations that a name may mean, those that another name near it means as well.
    fn narrow(&mut self) {
        let meanings: Vec<(usize, usize, Vec<u16>)> =
            self.mentions.iter().map(|m| (m.from, m.to, m.meaning.of.clone())).collect();
        for mention in &mut self.mentions {
            if mention.meaning.of.len() < 2 {
                continue;
            }
            let near = meanings.iter().filter(|(from, to, of)| {
                (*from, *to) != (mention.from, mention.to)
                    && from.saturating_sub(mention.to) <= 6
                    && mention.from.saturating_sub(*to) <= 6
                    && !of.is_empty()
            });
            for (.., of) in near {
                let both: Vec<u16> = mention.meaning.of.iter().copied().filter(|one| of.contains(one)).collect();
                if !both.is_empty() && both.len() < mention.meaning.of.len() {
                    mention.meaning.of = both;
                    mention.narrowed = true;
                }
            }
        }
    }

    fn find_mentions(&mut self, sentence: &Sentence) {
        let mut at = sentence.from;
        while at < sentence.to {
            let next = match self.mention_at(at, sentence) {
                Some(mention) => {
                    let to = mention.to;
                    self.mentions.push(mention);
                    to
                }
                None => at + 1,
            };
            at = next;
        }
    }

    fn mention_at(&self, at: usize, sentence: &Sentence) -> Option<Mention> {
        if let Some(known) = self.known_at(at, sentence) {
            return Some(known);
        }
        if !self.is_capital(at) || self.is_person(at) {
            return None;
        }
        let end = self.run(at, self.clause(at, sentence));
        // An unknown name ends where a known one begins: "That CommBank".
        let opens = at == sentence.from || self.breaks(at);
        let begins = |next: &usize| {
            self.known_at(*next, sentence)
                .is_some_and(|known| known.employer || known.school || (opens && !known.meaning.place))
        };
        let next = (at + 1..end).find(begins).unwrap_or(end);
        let mut to = next;
        while to > at && SMALL.contains(&self.word(to - 1)) {
            to -= 1;
        }
        let plain = at == sentence.from && to <= at + 1;
        if to <= at || plain {
            return None;
        }
        let name = self.normal(at, to);
        let sure = ORGANISATIONS.is_sure(&name);
        let whole = name.clone();
        Some(Mention { from: at, to, name, whole, sure, ..Mention::default() })
    }

    /// Where the clause of a token ends, as far as a name can reach.
    fn clause(&self, at: usize, sentence: &Sentence) -> usize {
        let end = (at + 9).min(sentence.to);
        (at + 1..end).find(|next| self.breaks(*next)).unwrap_or(end)
    }

    /// A name that begins at a token and that the table or the record knows.
    fn known_at(&self, at: usize, sentence: &Sentence) -> Option<Mention> {
        let capital = self.is_capital(at);
        if matches!(self.word(at), "the" | "and") || !self.may_be_known(at, capital) {
            return None;
        }
        let introduced = at > sentence.from && AT.contains(&self.word(at - 1));
        let end = self.clause(at, sentence);
        let run = self.run(at, end);
        for to in (at + 1..=self.farthest(at, end)).rev() {
            let telling = self.word(at).len() >= 6 && !PLAIN.contains(&self.word(at));
            let small = !capital && !introduced && to < at + 2 && !telling;
            if small || self.word(to - 1) == "'s" || SMALL.contains(&self.word(to - 1)) {
                continue;
            }
            let name = self.normal(at, to);
            // "Saint Petersburg State" is not the Polytechnic that follows.
            if to < run && is_another_school(&self.normal(to, run)) {
                continue;
            }
            let mut meaning = ORGANISATIONS.meaning(&name);
            if meaning.of.is_empty() || meaning.nick {
                meaning = ORGANISATIONS.people(&name);
                // What people call one another is a plain word elsewhere.
                let called = (at > sentence.from || self.calls_out(to, sentence.to))
                    && (capital
                        || matches!(self.word(at.max(1) - 1), "fellow" | "another" | "former" | "proud" | "one"));
                if !called {
                    meaning = Meaning::default();
                }
            }
            let listed = !meaning.of.is_empty();
            if !listed && (to..run).any(|at| is_school_word(self.word(at))) {
                continue;
            }
            if name.is_empty() || (to > run.max(at + 1) && !listed) {
                continue;
            }
            // "UQ BSc": what the record's names do not hold is no part of the name, unless the name needs it.
            let adds = |names: &[String]| names.iter().any(|own| own.split(' ').any(|word| word == self.word(to - 1)));
            let shorter = |names: &[String]| is_one_of(&self.normal(at, to - 1), names);
            if !listed
                && capital
                && to > at + 1
                && !adds(&self.names.employers)
                && !adds(&self.names.schools)
                && (shorter(&self.names.employers) || shorter(&self.names.schools))
            {
                continue;
            }
            // "Ashby Bank" is not the Ashby Motors of the record.
            let other = |next: usize| {
                let word = self.word(next);
                is_company_word(word)
                    && !self.names.employers.iter().any(|own| own.split(' ').any(|known| known == word))
            };
            if !listed && capital && (to..run).any(other) {
                continue;
            }
            // A short word in small letters is no abbreviation.
            let word = to == at + 1 && name.len() <= 4 && !self.text.tokens.get(at).shape.has(Shape::ALL_CAPS);
            let same = |names: &[String]| {
                names.iter().any(|own| {
                    ORGANISATIONS.relation(&name, own) == Relation::Same
                        && (!word || listed || own.split(' ').next() == Some(name.as_str()))
                })
            };
            let whole = |names: &[String]| names.contains(&name);
            // In small letters only what the record bears out.
            let known = |names: &[String]| match () {
                () if meaning.nick => false,
                () if capital => same(names),
                () => whole(names) || (listed && name.len() >= 4 && same(names)),
            };
            let (employer, school) = (known(&self.names.employers), known(&self.names.schools));
            let person = (at..to).all(|at| self.is_person(at)) && !employer && !school;
            let plain = at == sentence.from && to == at + 1 && PLAIN.contains(&name.as_str()) && !employer && !school;
            if !person && !plain && (employer || school || (listed && (capital || meaning.nick))) {
                if let Some(joined) = self.over_comma(at, to, sentence) {
                    return Some(joined);
                }
                let whole = self.normal(at, run.max(to));
                return Some(Mention { from: at, to, name, whole, meaning, employer, school, ..Mention::default() });
            }
        }
        None
    }

    /// A name of the table that goes on past a comma: "University of California, Davis".
    fn over_comma(&self, at: usize, to: usize, sentence: &Sentence) -> Option<Mention> {
        let goes_on = to < sentence.to && self.breaks(to) && self.is_capital(to);
        [2, 1].into_iter().filter(|_| goes_on).find_map(|more| {
            let end = to + more;
            if end > sentence.to {
                return None;
            }
            let name = self.normal(at, end);
            let meaning = ORGANISATIONS.meaning(&name);
            let listed = !meaning.of.is_empty() && !meaning.nick;
            let (employer, school) = (is_one_of(&name, &self.names.employers), is_one_of(&name, &self.names.schools));
            let whole = name.clone();
            listed.then_some(Mention {
                from: at,
                to: end,
                name,
                whole,
                meaning,
                employer,
                school,
                ..Mention::default()
            })
        })
    }

    /// Whether what follows a word at the head of a sentence makes it what people call one another: "Badger here".
    fn calls_out(&self, to: usize, end: usize) -> bool {
        const CALLS: [&str; 9] = ["here", "forever", "family", "nation", "for", "alum", "alumni", "too", "class"];
        to + 1 >= end
            || CALLS.contains(&self.word(to))
            || !self.times(to, (to + 1).min(end)).is_empty()
            || (self.breaks(to) && (!self.times(to, (to + 5).min(end)).is_empty()))
    }

    /// How far, up to an end, a name can reach that begins at a token and that the table or the record knows.
    fn farthest(&self, at: usize, end: usize) -> usize {
        if !self.names.employers.is_empty() || !self.names.schools.is_empty() {
            return end;
        }
        // A legal ending adds nothing to a name, unless more follows.
        let goes_on = |to: usize| {
            is_legal(self.word(to - 1)) || ORGANISATIONS.may_go_on((at..to).map(|at| self.text.tokens.norm(at)))
        };
        (at + 1..=end).find(|to| !goes_on(*to)).map_or(end, |to| to - 1)
    }

    /// Whether any name that the table or the record knows can begin at a token; a no is sure, and quick.
    fn may_be_known(&self, at: usize, capital: bool) -> bool {
        let mut own = self.names.employers.iter().chain(&self.names.schools).peekable();
        // What is written with a capital may stand for a name of the record that begins otherwise.
        if capital && own.peek().is_some() {
            return true;
        }
        let word = self.word(at);
        if own.peek().is_none() && !word.contains('\'') && word != "univ" {
            return FIRST_WORDS.may_begin(word);
        }
        let head = self.normal(at, at + 1);
        // "Macy's" is one word, "Badgers" are found as "Badger", "Huskies" as "Husky".
        let words = [
            format!("{head}s"),
            head.strip_suffix('s').unwrap_or_default().to_owned(),
            head.strip_suffix("ies").map(|stem| format!("{stem}y")).unwrap_or_default(),
        ];
        FIRST_WORDS.may_begin(&head)
            || own
                .filter_map(|name| name.split(' ').next())
                .any(|first| first == head || words.iter().any(|word| word == first))
    }

    /// A stretch of the message for a quotation, with the bracket closed that it opens.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let mut span = self.text.tokens.span(from..to);
        let inside = &self.units[span.start as usize..(span.end as usize).min(self.units.len())];
        let count = |c: char| inside.iter().filter(|unit| **unit == c as u16).count();
        if count('(') > count(')') {
            let rest = &self.units[span.end as usize..];
            if let Some(more) = rest.iter().take(50).position(|unit| *unit == u16::from(b')')) {
                span.end += more as u32 + 1;
            }
        }
        span
    }
}
