//! Names of people: whether two names may mean the same person. Knows no messages and no record.
//!
//! Wrong either way does harm, so there are two questions: [`may_be_same`] is generous and asked before
//! somebody is told that a name is wrong; [`is_same`] is strict and asked before a name counts as known.

use crate::text::fold;

/// Families of first names, one a line: the name and what people make of it.
const NICKNAMES: &str = include_str!("nicknames.txt");

/// Words before or after a name that are no part of it.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "doctor",
    "prof",
    "professor",
    "sir",
    "madam",
    "madame",
    "mme",
    "monsieur",
    "herr",
    "frau",
    "senor",
    "senora",
    "signor",
    "signora",
    "dott",
    "ing",
    "phd",
    "mba",
    "md",
    "jr",
    "sr",
    "cpa",
    "esq",
    "rev",
    "reverend",
    "father",
    "pastor",
    "chief",
    "hon",
    "honorable",
    "mister",
    "engr",
    "barr",
    "shri",
    "smt",
];

/// A name cut into folded words, without titles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Name {
    /// Words in order.
    pub words: Vec<String>,
    /// Whether a title stood before them, so that a single word is a family name.
    pub titled: bool,
}

impl Name {
    /// Reads a name as shown on a page or written in a message.
    pub fn new(name: &str) -> Self {
        let mut read = Self::default();
        for word in
            name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-')).filter(|word| !word.is_empty())
        {
            let word = fold(word.trim_matches(['\'', '’', '-']));
            let word = word.strip_suffix("'s").map_or(word.clone(), str::to_owned);
            if TITLES.contains(&word.as_str()) {
                read.titled |= read.words.is_empty();
            } else if !word.is_empty() {
                read.words.push(word);
            }
        }
        read
    }

    /// Whether the name has a first and a last part.
    pub fn is_full(&self) -> bool {
        self.words.len() >= 2 && self.words.iter().all(|word| word.chars().count() > 1)
    }
}

/// Whether a word is a title such as `dr` or `mrs`.
pub fn is_title(word: &str) -> bool {
    TITLES.contains(&word)
}

/// Whether `said` names the person called `known`: every word said must be there, at most as a short form.
/// `Bill Tarrant` is `William Tarrant`; `Curtis` is `Curtis Beale`; `Curtis Marr` is not.
pub fn is_same(said: &Name, known: &Name) -> bool {
    if said.words.is_empty() || known.words.is_empty() {
        return false;
    }
    if said.words.len() == 1 {
        let word = &said.words[0];
        let first = &known.words[0];
        return word == first || are_family(word, first) || known.words.last() == Some(word);
    }
    let last_fits = match (said.words.last(), known.words.last()) {
        (Some(said), Some(known)) => {
            said == known || (said.len() == 1 && known.starts_with(said.as_str())) || one_slip(said, known)
        }
        _ => false,
    };
    let first_fits = said.words[0] == known.words[0]
        || are_family(&said.words[0], &known.words[0])
        || (said.words[0].len() == 1 && known.words[0].starts_with(said.words[0].as_str()))
        || one_slip(&said.words[0], &known.words[0]);
    let all_in = || said.words.iter().all(|word| known.words.contains(word));
    (last_fits && first_fits) || all_in()
}

/// Whether a greeting `said` could be meant for the person called `known`.
pub fn may_be_same(said: &Name, known: &Name) -> bool {
    if said.words.is_empty() || known.words.is_empty() {
        return true;
    }
    // Of somebody known by one name only, the other name is not known.
    if known.words.len() == 1 && known.titled != said.titled {
        return true;
    }
    let parts = |name: &Name| {
        name.words
            .iter()
            .flat_map(|word| word.split('-').map(str::to_owned).chain([word.replace('-', "")]))
            .collect::<Vec<_>>()
    };
    let known_parts = parts(known);
    parts(said).iter().any(|said| said.chars().count() == 1 || known_parts.iter().any(|known| may_be_one(said, known)))
}

/// Whether one word may be the other, a short form or a slip of it.
fn may_be_one(said: &str, known: &str) -> bool {
    let (plain_said, plain_known) = (plain(said), plain(known));
    let head = |word: &str| word.chars().take(2).collect::<String>();
    said == known
        || are_family(said, known)
        || one_slip(&plain_said, &plain_known)
        || head(&plain_said) == head(&plain_known)
        || (said.chars().count() > 2 && plain_known.contains(&plain_said))
        || (known.chars().count() > 2 && plain_said.contains(&plain_known))
}

/// Letters that spellings and transliterations interchange, made one.
fn plain(word: &str) -> String {
    word.replace("ph", "f")
        .replace("th", "t")
        .replace("sch", "s")
        .replace("sh", "s")
        .replace("ch", "k")
        .replace("ae", "a")
        .replace("oe", "o")
        .replace("ue", "u")
        .chars()
        .map(|c| match c {
            'w' => 'v',
            'y' | 'j' => 'i',
            'c' | 'q' => 'k',
            'z' => 's',
            'ø' => 'o',
            'ł' => 'l',
            'đ' => 'd',
            'æ' => 'a',
            'ı' => 'i',
            c => c,
        })
        .collect()
}

/// Whether a line of the table holds both.
fn are_family(a: &str, b: &str) -> bool {
    NICKNAMES.lines().any(|line| {
        let has = |word: &str| line.split(' ').any(|entry| entry == word);
        has(a) && has(b)
    })
}

/// Whether one insertion, deletion, replacement or swap of neighbours lies between two words of four letters or more.
pub fn one_slip(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if short.len() < 4 || long.len() - short.len() > 1 {
        return false;
    }
    let head = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    let tail = short[head..].iter().rev().zip(long[head..].iter().rev()).take_while(|(x, y)| x == y).count();
    let (short_rest, long_rest) = (&short[head..short.len() - tail], &long[head..long.len() - tail]);
    let swapped =
        short_rest.len() == 2 && long_rest.len() == 2 && short_rest[0] == long_rest[1] && short_rest[1] == long_rest[0];
    long_rest.len() <= 1 || swapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_person() {
        for (said, known) in [
            ("Curtis", "Curtis Beale"),
            ("Bill Tarrant", "William Tarrant"),
            ("Anil Desai", "Prof. Anil Desai"),
            ("Lucia Farias", "Lucía Farías"),
            ("Dr. Beale", "Curtis Beale"),
            ("Siti", "Siti Rahman"),
        ] {
            assert!(is_same(&Name::new(said), &Name::new(known)), "{said} is {known}");
            assert!(may_be_same(&Name::new(said), &Name::new(known)), "{said} may be {known}");
        }
    }

    #[test]
    fn another_person() {
        for (said, known) in
            [("Curtis Marr", "Curtis Beale"), ("Jeremy Falkner", "Imogen Hale"), ("Peter Beale", "Curtis Beale")]
        {
            assert!(!is_same(&Name::new(said), &Name::new(known)), "{said} is not {known}");
        }
        for (said, known) in [
            ("Sarah", "Alberto Conti"),
            ("Mrs. Whitcombe", "Peter Sands"),
            ("Sandeep", "Beatrix"),
            ("Mr. Gonzalez", "Ms. Iyer"),
        ] {
            assert!(!may_be_same(&Name::new(said), &Name::new(known)), "{said} cannot be {known}");
        }
    }

    #[test]
    fn perhaps_the_same() {
        for (said, known) in [
            ("Samina", "Dr. Chaudhry"),
            ("Mr. Abel", "Thabo"),
            ("Olly", "Oliver Blackwood"),
            ("Peggy", "Margaret Stone"),
            ("Øyvind", "Oyvind"),
            ("Shru", "Shruti Kulkarni"),
            ("Viktor", "Victor Moss"),
            ("Jia Wen", "Tan Jia Wen"),
            ("Mei Ling", "Mei-Ling Zhao"),
            ("D", "Derrick Washington"),
        ] {
            assert!(may_be_same(&Name::new(said), &Name::new(known)), "{said} may be {known}");
        }
    }
}
