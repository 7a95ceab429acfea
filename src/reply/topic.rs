//! Finds in a message what it is about and whom it names, in words that read well inside a reply.
//!
//! A reply that names the wrong thing is worse than one that names nothing: whatever is doubtful is left out.

use super::data::pack::{Names, Words};

/// A word of the message with what follows it.
struct Word<'t> {
    text: &'t str,
    /// The same in small letters, with straight apostrophes.
    folded: String,
    /// Whether a stop, a comma or a line end comes after it.
    ends: bool,
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    // Dashes without blanks part words as well.
    let text = text.split_inclusive(['—', '–']);
    for line in text.flat_map(str::lines) {
        for raw in line.split([' ', '\t', '\u{a0}']).filter(|raw| !raw.is_empty()) {
            let bare = raw.trim_matches(|c: char| {
                !c.is_alphanumeric() && c != '&' && c != '+' && c != '#' && c != '@' && c != '{' && c != '}'
            });
            if bare.is_empty() {
                if let Some(last) = words.last_mut() {
                    let last: &mut Word<'_> = last;
                    last.ends = true;
                }
                continue;
            }
            let after = &raw[raw.find(bare).unwrap_or(0) + bare.len()..];
            let before = &raw[..raw.find(bare).unwrap_or(0)];
            if !before.is_empty()
                && let Some(last) = words.last_mut()
            {
                last.ends = true;
            }
            words.push(Word { text: bare, folded: fold(bare), ends: !after.is_empty() });
        }
        if let Some(last) = words.last_mut() {
            last.ends = true;
        }
    }
    words
}

fn fold(word: &str) -> String {
    if word.is_ascii() { word.to_ascii_lowercase() } else { word.replace('’', "'").to_lowercase() }
}

fn matches_at(words: &[Word<'_>], at: usize, phrase: &str) -> Option<usize> {
    // Most phrases differ in their first letter.
    if words.get(at)?.folded.as_bytes().first() != phrase.as_bytes().first() {
        return None;
    }
    let mut next = at;
    for part in phrase.split(' ') {
        let word = words.get(next)?;
        if word.folded != part || (next > at && words[next - 1].ends) {
            return None;
        }
        next += 1;
    }
    Some(next)
}

/// Whether any of `phrases` stands in `text`.
pub fn mentions(text: &str, phrases: &[&str]) -> bool {
    let words = words(text);
    phrases.iter().any(|phrase| (0..words.len()).any(|at| matches_at(&words, at, phrase).is_some()))
}

/// Whether any of `phrases` stands in `text` other than inside one of `but`: "a talk", not "your talk".
pub fn mentions_but(text: &str, phrases: &[&str], but: &[&str]) -> bool {
    let words = words(text);
    let covered = |from: usize, to: usize| {
        (0..=from).any(|at| but.iter().any(|other| matches_at(&words, at, other).is_some_and(|end| end >= to)))
    };
    let stands = |phrase: &&str, at: usize| matches_at(&words, at, phrase).is_some_and(|to| !covered(at, to));
    (0..words.len()).any(|at| phrases.iter().any(|phrase| stands(phrase, at)))
}

/// What the message asks about, still in its own pronouns; `None` unless it is short and clear.
pub fn find(text: &str, pack: &Words<'_>) -> Option<String> {
    let words = words(text);
    for lead in pack.list("topic.after") {
        for at in 0..words.len() {
            let Some(from) = matches_at(&words, at, lead).filter(|from| !words[from - 1].ends) else { continue };
            let mut to = from;
            while to < words.len()
                && to - from < 9
                && !pack.list("topic.stop").iter().any(|stop| matches_at(&words, to, stop).is_some())
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
    let words: Vec<Word<'_>> = words(phrase);
    let mut turned = String::new();
    let mut at = 0;
    'words: while at < words.len() {
        if !turned.is_empty() {
            turned.push(' ');
        }
        for pair in pack.list("turn") {
            let Some((from, to)) = pair.split_once('=') else { continue };
            if let Some(next) = matches_at(&words, at, from) {
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
pub fn person(text: &str, leads: &[&str], names: &Names<'_>, others: [&str; 2]) -> Option<String> {
    let words = words(text);
    for lead in leads {
        for at in 0..words.len() {
            let Some(from) = matches_at(&words, at, lead).filter(|from| !words[from - 1].ends) else { continue };
            let mut to = from;
            while to < words.len()
                && to - from < 4
                && (is_capital(words[to].text) || (to > from && names.particles.contains(&words[to].text)))
            {
                to += 1;
                if words[to - 1].ends {
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

fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && word.chars().skip(1).any(char::is_lowercase)
        && word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '.'))
}

fn looks_like_person(name: &[&str], twice: bool, next: Option<&str>, names: &Names<'_>) -> bool {
    let lower: Vec<String> = name.iter().map(|word| word.to_lowercase()).collect();
    let ends_whole = name.last().is_some_and(|word| is_capital(word));
    let firm = lower.iter().any(|word| names.firms.contains(&word.as_str()) || names.openers.contains(&word.as_str()));
    let titled = lower.first().is_some_and(|word| names.titles.contains(&word.trim_end_matches('.')));
    let placed = next.is_some_and(|word| {
        matches!(word, "at" | "from" | "who" | "on" | "over" | "bei" | "chez" | "en" | "da" | "do" | "de")
    });
    ends_whole
        && !firm
        && (name.len() >= 2 || twice || titled || placed)
        && (name.len() <= 3 || lower.iter().any(|word| names.particles.contains(&word.as_str())))
}
