//! Text as the rules see it: normalised tokens in sentences, with spans that map exactly onto the message.
//!
//! Everything here counts in UTF-16 code units, because that is how the DOM counts. Nothing here knows rules.

mod bounds;
mod letters;
pub mod lexicon;
mod normal;
pub mod places;
mod segment;
mod sentence;
mod token;

pub use lexicon::Lexicon;
pub use segment::Segment;
pub use sentence::Sentence;
pub use token::{Shape, Token, Tokens, read_words};

/// The folded form of one word: lower case, no marks, no invisible characters.
pub fn fold(word: &str) -> String {
    let mut out = String::new();
    normal::fold(word, &mut out);
    out
}

/// A message cut into tokens and sentences.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Tokens in order, with their normalised forms.
    pub tokens: Tokens,
    /// Sentences in order; each covers a run of tokens.
    pub sentences: Vec<Sentence>,
    /// Length of the message in UTF-16 code units.
    pub length: u32,
}

impl Text {
    /// Reads a message. Cannot fail; any Unicode text will do.
    pub fn new(message: &str, lexicon: &Lexicon) -> Self {
        let (tokens, breaks, length) = token::tokenize(message, lexicon);
        let mut sentences = sentence::split(&tokens, &breaks);
        segment::mark(&tokens, &mut sentences);
        Self { tokens, sentences, length }
    }
}

/// A stretch of the message in UTF-16 code units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Span {
    /// First unit.
    pub start: u32,
    /// One past the last unit.
    pub end: u32,
}

impl Span {
    /// Whether two spans share a unit.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The words of the message under the span. Empty when the span lies outside of it.
    pub fn quote(self, message: &str) -> &str {
        if message.is_ascii() {
            let (start, end) = (self.start as usize, message.len().min(self.end as usize));
            return message.get(start..end).unwrap_or("");
        }
        let mut units = 0;
        let mut from = None;
        for (byte, c) in message.char_indices() {
            if units >= self.end {
                return from.map_or("", |from| &message[from..byte]);
            }
            if units >= self.start && from.is_none() {
                from = Some(byte);
            }
            units += c.len_utf16() as u32;
        }
        from.map_or("", |from| &message[from..])
    }
}
