//! Words of one language that are read as other words: contractions, spellings, chat shorthand.

use std::collections::BTreeMap;

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::places::Places;

/// Classes that a word belongs to, for counting what a message speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Class(u16);

impl Class {
    /// A past tense that does not end in "ed".
    pub const PAST: Self = Self(1);
    /// What stands between doer and deed: "have", "were", "just".
    pub const HELPER: Self = Self(2);
    /// What stands between "your" and the thing: "new", "latest".
    pub const NEW: Self = Self(4);
    /// Things that everybody has: company, profile, time.
    pub const ANYBODYS: Self = Self(8);
    /// A day, month or season, or "ago".
    pub const DAY: Self = Self(16);
    /// A stretch of time that may follow "last".
    pub const STRETCH: Self = Self(32);
    /// What two have in common or do again.
    pub const ALIKE: Self = Self(64);
    /// A third person.
    pub const THIRD: Self = Self(128);
    /// The sender with others.
    pub const WE: Self = Self(256);
    /// The sender.
    pub const I: Self = Self(512);
    /// The recipient.
    pub const YOU: Self = Self(1024);

    /// The class called `name` in `lexicon.toml`.
    pub fn named(name: &str) -> Option<Self> {
        const NAMES: [&str; 11] =
            ["past", "helper", "new", "anybodys", "day", "stretch", "alike", "third", "we", "i", "you"];
        NAMES.iter().position(|known| *known == name).map(|at| Self(1 << at))
    }

    /// Whether every class of `other` is among these.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both.
    pub fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// What the tokenizer knows of a language. Compiled from `lexicon.toml` beside the rules.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Lexicon {
    /// `variant → canonical words`, sorted by variant: `favour → favor`, `dont → do not`.
    same: Vec<(String, Vec<String>)>,
    /// Words that the slot of a template is named by, sorted: `name`, `company`.
    slots: Vec<String>,
    /// Words and their classes, sorted by word.
    classes: Vec<(String, Class)>,
    #[serde(skip)]
    kept: Kept,
}

/// Where variants stand, and where words with classes do; found out when the first message is read.
#[derive(Debug, Clone, Default)]
struct Kept(OnceLock<(Places, Places)>);

impl PartialEq for Kept {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Lexicon {
    /// Builds the tables; sorts them itself.
    pub fn new(mut same: Vec<(String, Vec<String>)>, mut slots: Vec<String>, classes: Vec<(String, Class)>) -> Self {
        same.sort();
        slots.sort();
        let mut joined: BTreeMap<String, Class> = BTreeMap::new();
        for (word, class) in classes {
            let entry = joined.entry(word).or_default();
            *entry = entry.and(class);
        }
        Self { same, slots, classes: joined.into_iter().collect(), kept: Kept::default() }
    }

    fn places(&self) -> &(Places, Places) {
        self.kept.0.get_or_init(|| {
            let variants = Places::new(self.same.iter().map(|(variant, _)| variant.as_str()));
            (variants, Places::new(self.classes.iter().map(|(word, _)| word.as_str())))
        })
    }

    /// The classes of a word; none for most.
    pub fn class(&self, word: &str) -> Class {
        let at = self.places().1.find(word, |at| &self.classes[at].0);
        at.map_or(Class::default(), |at| self.classes[at].1)
    }

    /// The canonical words of a variant, or `None` when the word stands for itself.
    pub fn canonical(&self, word: &str) -> Option<&[String]> {
        let at = self.places().0.find(word, |at| &self.same[at].0)?;
        Some(&self.same[at].1)
    }

    /// Whether the slot of a template may be named by this word.
    pub fn is_slot_name(&self, word: &str) -> bool {
        self.slots.binary_search_by(|entry| entry.as_str().cmp(word)).is_ok()
    }
}
