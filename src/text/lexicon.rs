//! Words of one language that are read as other words: contractions, spellings, chat shorthand.

use serde::{Deserialize, Serialize};

/// What the tokenizer knows of a language. Compiled from `lexicon.toml` beside the rules.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Lexicon {
    /// `variant → canonical words`, sorted by variant: `favour → favor`, `dont → do not`.
    same: Vec<(String, Vec<String>)>,
    /// Words that the slot of a template is named by, sorted: `name`, `company`.
    slots: Vec<String>,
}

impl Lexicon {
    /// Builds the tables; sorts them itself.
    pub fn new(mut same: Vec<(String, Vec<String>)>, mut slots: Vec<String>) -> Self {
        same.sort();
        slots.sort();
        Self { same, slots }
    }

    /// The canonical words of a variant, or `None` when the word stands for itself.
    pub fn canonical(&self, word: &str) -> Option<&[String]> {
        let at = self.same.binary_search_by(|(variant, _)| variant.as_str().cmp(word)).ok()?;
        Some(&self.same[at].1)
    }

    /// Whether the slot of a template may be named by this word.
    pub fn is_slot_name(&self, word: &str) -> bool {
        self.slots.binary_search_by(|entry| entry.as_str().cmp(word)).is_ok()
    }
}
