//! Finds in a message what it is about and whom it names, in words that read well inside a reply.
//!
//! A reply that names the wrong thing is worse than one that names nothing: whatever is doubtful is left out.

use super::data::pack::{Names, Words};

/// A word of the message with what follows it.
struct Word<'t> {
    text: &'t str,
    /// Where it stands in the folded words.
    folded: (u32, u32),
    /// Whether a stop, a comma or a line end comes after it.
    ends: bool,
    /// The next word with the same first byte, by one more than its place.
    alike: u32,
}

/// A text cut into words, to look for phrases in.
pub struct Heard<'t> {
    words: Vec<Word<'t>>,
    /// The words in small letters, with straight apostrophes, one after the other.
    folded: String,
    /// The first word with each first byte, by one more than its place.
    begins: [u32; 256],
}

impl<'t> Heard<'t> {
    /// Cuts a text.
    pub fn new(text: &'t str) -> Self {
        let mut said = Self { words: Vec::new(), folded: String::with_capacity(text.len()), begins: [0; 256] };
        // Dashes without blanks part words as well.
        for line in text.split_inclusive(['—', '–']).flat_map(str::lines) {
            for raw in line.split([' ', '\t', '\u{a0}']).filter(|raw| !raw.is_empty()) {
                let parts = |c: char| !c.is_alphanumeric() && !matches!(c, '&' | '+' | '#' | '@' | '{' | '}');
                let opened = raw.trim_start_matches(parts);
                let bare = opened.trim_end_matches(parts);
                if bare.is_empty() || opened.len() < raw.len() {
                    said.end();
                }
                if !bare.is_empty() {
                    said.push(bare, bare.len() < opened.len());
                }
            }
            said.end();
        }
        for at in (0..said.words.len()).rev() {
            if let Some(first) = said.word(at).as_bytes().first().map(|byte| usize::from(*byte)) {
                said.words[at].alike = std::mem::replace(&mut said.begins[first], at as u32 + 1);
            }
        }
        said
    }

    fn push(&mut self, text: &'t str, ends: bool) {
        let from = self.folded.len() as u32;
        if text.is_ascii() {
            self.folded.extend(text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            self.folded.push_str(&fold(text));
        }
        self.words.push(Word { text, folded: (from, self.folded.len() as u32), ends, alike: 0 });
    }

    fn end(&mut self) {
        if let Some(last) = self.words.last_mut() {
            last.ends = true;
        }
    }

    fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| &self.folded[word.folded.0 as usize..word.folded.1 as usize])
    }

    /// Where a phrase ends that stands at a word.
    fn matches_at(&self, at: usize, phrase: &str) -> Option<usize> {
        // Most phrases differ in their first letter.
        if self.word(at).as_bytes().first() != phrase.as_bytes().first() {
            return None;
        }
        let (mut next, mut rest) = (at, phrase);
        loop {
            self.words.get(next)?;
            rest = rest.strip_prefix(self.word(next))?;
            next += 1;
            if rest.is_empty() {
                return Some(next);
            }
            if self.words[next - 1].ends {
                return None;
            }
            rest = rest.strip_prefix(' ')?;
        }
    }

    /// Where a phrase may begin: at the words that have its first byte.
    fn starts(&self, phrase: &str) -> impl Iterator<Item = usize> + '_ {
        let first = phrase.as_bytes().first().map_or(0, |byte| self.begins[usize::from(*byte)]);
        let place = |next: u32| (next as usize).checked_sub(1);
        std::iter::successors(place(first), move |at| place(self.words[*at].alike))
    }

    /// Whether any of `phrases` stands in it.
    pub fn mentions(&self, phrases: &[&str]) -> bool {
        phrases.iter().any(|phrase| self.starts(phrase).any(|at| self.matches_at(at, phrase).is_some()))
    }

    /// Whether any of `phrases` stands in it other than inside one of `but`: "a talk", not "your talk".
    pub fn mentions_but(&self, phrases: &[&str], but: &[&str]) -> bool {
        let covered = |from: usize, to: usize| {
            but.iter().any(|other| {
                self.starts(other)
                    .take_while(|at| *at <= from)
                    .any(|at| self.matches_at(at, other).is_some_and(|end| end >= to))
            })
        };
        phrases
            .iter()
            .any(|phrase| self.starts(phrase).any(|at| self.matches_at(at, phrase).is_some_and(|to| !covered(at, to))))
    }
}

fn fold(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { word.replace('’', "'").to_lowercase() }
}

/// Whether any of `phrases` stands in `text`.
pub fn mentions(text: &str, phrases: &[&str]) -> bool {
    Heard::new(text).mentions(phrases)
}

/// What the message asks about, still in its own pronouns; `None` unless it is short and clear.
pub fn find(said: &Heard<'_>, pack: &Words<'_>) -> Option<String> {
    let words = &said.words;
    for lead in pack.list("topic.after") {
        for at in said.starts(lead) {
            let Some(from) = said.matches_at(at, lead).filter(|from| !words[from - 1].ends) else { continue };
            // "We don't ask about prices": prices are not what it is about.
            if (at.saturating_sub(3)..at)
                .rev()
                .take_while(|near| !words[*near].ends)
                .any(|near| pack.list("topic.not").contains(&said.word(near)))
            {
                continue;
            }
            let mut to = from;
            while to < words.len()
                && to - from < 9
                && !pack.list("topic.stop").iter().any(|stop| said.matches_at(to, stop).is_some())
            {
                to += 1;
                if words[to - 1].ends {
                    break;
                }
            }
            let bounded = to > from && (words[to - 1].ends || to == words.len() || to - from < 9);
            if (!bounded || to - from > 6)
                && let Some(cut) = (from + 1..to.min(from + 7))
                    .rev()
                    .find(|at| pack.list("topic.cut").contains(&words[*at].text.to_lowercase().as_str()))
            {
                to = cut;
            } else if !bounded || to - from > 7 {
                continue;
            }
            // Half a clause says nothing: "what the transition to".
            let clause = words
                .get(from)
                .is_some_and(|word| pack.list("topic.clause").contains(&word.text.to_lowercase().as_str()));
            if clause && to < words.len() && !words[to - 1].ends {
                continue;
            }
            let phrase: Vec<&str> = words[from..to].iter().map(|word| word.text).collect();
            if let Some(phrase) = vet(&phrase, pack) {
                return Some(phrase);
            }
        }
    }
    None
}

/// Cuts weak words off the end, and refuses what would not read well.
fn vet(phrase: &[&str], pack: &Words<'_>) -> Option<String> {
    let lower: Vec<String> = phrase.iter().map(|word| fold(word)).collect();
    let weak = |at: usize| pack.list("topic.weak").contains(&lower[at].as_str());
    let mut to = phrase.len();
    while to > 0 && (weak(to - 1) || pack.list("topic.cut").contains(&lower[to - 1].as_str())) {
        to -= 1;
    }
    let refused = |word: &String| pack.list("topic.refuse").contains(&word.as_str());
    let odd = |word: &&str| {
        word.contains(['@', '{', '}', '[', ']', '<', '>', '/', '|', '_'])
            || word.chars().filter(|c| c.is_alphabetic()).count() == 0 && word.len() > 4
    };
    let strong = (0..to)
        .any(|at| !weak(at) && phrase[at].chars().count() > 2 && !pack.list("topic.cut").contains(&lower[at].as_str()));
    let text = phrase[..to].join(" ");
    let capitals = phrase[..to].iter().filter(|word| word.len() > 4 && word.chars().all(|c| !c.is_lowercase())).count();
    (strong
        && !lower[..to].iter().any(refused)
        && !phrase[..to].iter().any(odd)
        && capitals < 2
        && text.chars().count() <= 52)
        .then_some(text)
}

/// Turns the pronouns of a phrase round: "your career path" is "my career path" in the answer.
pub fn turn(phrase: &str, pack: &Words<'_>) -> String {
    let said = Heard::new(phrase);
    let words = &said.words;
    let mut turned = String::new();
    let mut at = 0;
    'words: while at < words.len() {
        if !turned.is_empty() {
            turned.push(' ');
        }
        for pair in pack.list("turn") {
            let Some((from, to)) = pair.split_once('=') else { continue };
            if let Some(next) = said.matches_at(at, from) {
                turned.push_str(to);
                at = next;
                continue 'words;
            }
        }
        turned.push_str(words[at].text);
        at += 1;
    }
    turned
}

/// A person named after one of the `leads`; `None` unless the words look like a person's name.
pub fn person(said: &Heard<'_>, leads: &[&str], names: &Names<'_>, others: [&str; 2]) -> Option<String> {
    let words = &said.words;
    for lead in leads {
        for at in said.starts(lead) {
            let Some(from) = said.matches_at(at, lead).filter(|from| !words[from - 1].ends) else { continue };
            let mut to = from;
            while to < words.len()
                && to - from < 4
                && (is_capital(words[to].text) || (to > from && names.particles.contains(&words[to].text)))
            {
                to += 1;
                // The stop of "Dr." ends nothing.
                if words[to - 1].ends && !names.titles.contains(&fold(words[to - 1].text).as_str()) {
                    break;
                }
            }
            let mut name: Vec<&str> = words[from..to].iter().map(|word| word.text).collect();
            if let Some(last) = name.last_mut() {
                *last = last.trim_end_matches("'s").trim_end_matches("’s");
            }
            // "Meet Tobi. Tobi is a tailor": who is named twice needs no family name.
            let twice = name.len() == 1 && words.iter().filter(|word| word.text == name[0]).count() > 1;
            if looks_like_person(
                &name,
                twice,
                words.get(to).filter(|_| !words[to - 1].ends).map(|word| word.text),
                names,
            ) && !name.iter().any(|word| {
                others.iter().any(|other| other.split_whitespace().any(|part| part.eq_ignore_ascii_case(word)))
            }) {
                return Some(name.join(" "));
            }
        }
    }
    None
}

/// The other one of two people whom a message greets, `reader` being one: "Hi Ann, hi Tom", or each in a line.
pub fn also_greeted(text: &str, reader: &str, pack: &Words<'_>, names: &Names<'_>) -> Option<String> {
    let greeted = text.lines().map(str::trim).filter(|line| line.ends_with([',', ':', '!']) && line.len() <= 48);
    let and = format!(" {} ", pack.one("and"));
    let mut people: Vec<&str> = Vec::new();
    for part in greeted.flat_map(|line| line.split([',', ':', '!', '&', '/'])).flat_map(|part| part.split(and.as_str()))
    {
        let part = part.trim();
        let lower = part.to_lowercase();
        let greeting = pack.list("greeting.words").iter().filter(|word| lower.starts_with(&format!("{word} "))).max();
        let name = greeting.and_then(|word| part.get(word.len()..)).unwrap_or(part).trim();
        if is_capital(name) && !people.contains(&name) && !names.closings.contains(&fold(name).as_str()) {
            people.push(name);
        }
    }
    let is_reader = |name: &&str| reader.split_whitespace().any(|part| part.eq_ignore_ascii_case(name));
    match people[..] {
        [a, b] if is_reader(&a) != is_reader(&b) => Some(if is_reader(&a) { b } else { a }.to_owned()),
        _ => None,
    }
}

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().skip(1).any(char::is_lowercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'))
}

fn looks_like_person(name: &[&str], twice: bool, next: Option<&str>, names: &Names<'_>) -> bool {
    let lower: Vec<String> = name.iter().map(|word| word.to_lowercase()).collect();
    let ends_whole = name.last().is_some_and(|word| is_capital(word));
    let firm = lower.iter().any(|word| names.firms.contains(&word.as_str()) || names.openers.contains(&word.as_str()));
    let placed = next.is_some_and(|word| {
        matches!(word, "at" | "from" | "who" | "on" | "over" | "bei" | "chez" | "en" | "da" | "do" | "de")
    });
    ends_whole
        && !firm
        && (name.len() >= 2 || twice || placed)
        && (name.len() <= 3 || lower.iter().any(|word| names.particles.contains(&word.as_str())))
}
