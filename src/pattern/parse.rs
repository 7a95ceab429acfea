//! Reads the text of a pattern. Errors name the column.

use std::collections::BTreeMap;

use super::table::label;
use crate::text::{Lexicon, read_words};

/// A parsed pattern.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// One of these words, or of the words of these sets.
    Word(String),
    /// Every inflection of a word.
    Inflected(String),
    /// A built-in shape or edge.
    Shape(u16),
    /// A named set.
    Set(String),
    /// One after the other.
    Sequence(Vec<Node>),
    /// One of several.
    Either(Vec<Node>),
    /// Once or not at all.
    Optional(Box<Node>),
    /// Once or more.
    Repeated(Box<Node>),
    /// At most so many tokens.
    Gap(u8),
}

/// Why a pattern cannot be read, and where: a column counted in characters from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// Column, from 1.
    pub column: usize,
    /// What is wrong, in lower case and without a full stop.
    pub message: String,
}

/// Named sets, each a list of patterns.
pub type Sets = BTreeMap<String, Vec<Node>>;

/// Parses `pattern`.
///
/// # Errors
/// When brackets are not closed, a set or shape is unknown to `known_set`, or nothing is left to match.
pub fn parse(pattern: &str, lexicon: &Lexicon, known_set: &dyn Fn(&str) -> bool) -> Result<Node, ParseError> {
    let mut parser = Parser { chars: pattern.chars().collect(), at: 0, lexicon, known_set };
    let node = parser.either(false)?;
    if parser.at < parser.chars.len() {
        return Err(parser.error("unexpected `)`"));
    }
    if can_be_empty(&node) {
        return Err(ParseError { column: 1, message: "the pattern would match nothing at all".into() });
    }
    Ok(node)
}

/// Whether a node may match without taking a token; the edges of a sentence take none.
fn can_be_empty(node: &Node) -> bool {
    match node {
        Node::Shape(shape) => (label::START..=label::EXCLAMATION).contains(shape),
        Node::Sequence(nodes) => nodes.iter().all(can_be_empty),
        Node::Either(nodes) => nodes.iter().any(can_be_empty),
        Node::Repeated(node) => can_be_empty(node),
        node => can_be_nothing(node),
    }
}

/// Whether a node may match at any place, without a token and without an edge.
fn can_be_nothing(node: &Node) -> bool {
    match node {
        Node::Word(_) | Node::Inflected(_) | Node::Set(_) | Node::Shape(_) => false,
        Node::Sequence(nodes) => nodes.iter().all(can_be_nothing),
        Node::Either(nodes) => nodes.iter().any(can_be_nothing),
        Node::Optional(_) | Node::Gap(_) => true,
        Node::Repeated(node) => can_be_nothing(node),
    }
}

struct Parser<'a> {
    chars: Vec<char>,
    at: usize,
    lexicon: &'a Lexicon,
    known_set: &'a dyn Fn(&str) -> bool,
}

impl Parser<'_> {
    fn error(&self, message: &str) -> ParseError {
        ParseError { column: self.at + 1, message: message.into() }
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn either(&mut self, nested: bool) -> Result<Node, ParseError> {
        let mut options = vec![self.sequence()?];
        while self.peek() == Some('|') {
            self.at += 1;
            options.push(self.sequence()?);
        }
        if nested && self.peek() != Some(')') {
            return Err(self.error("unclosed `(`"));
        }
        if options.len() > 1 && options.iter().any(can_be_nothing) {
            return Err(self.error("an alternative may match nothing; put the `?` after the brackets"));
        }
        Ok(if options.len() == 1 { options.remove(0) } else { Node::Either(options) })
    }

    fn sequence(&mut self) -> Result<Node, ParseError> {
        let mut nodes = Vec::new();
        loop {
            while self.peek().is_some_and(char::is_whitespace) {
                self.at += 1;
            }
            match self.peek() {
                None | Some('|' | ')') => break,
                Some(_) => {
                    let atom = self.atom()?;
                    nodes.push(self.suffixed(atom));
                }
            }
        }
        match nodes.len() {
            0 => Err(self.error("an alternative is empty")),
            1 => Ok(nodes.remove(0)),
            _ => Ok(Node::Sequence(nodes)),
        }
    }

    fn suffixed(&mut self, atom: Node) -> Node {
        match self.peek() {
            Some('?') => {
                self.at += 1;
                Node::Optional(Box::new(atom))
            }
            Some('+') => {
                self.at += 1;
                Node::Repeated(Box::new(atom))
            }
            _ => atom,
        }
    }

    fn atom(&mut self) -> Result<Node, ParseError> {
        match self.chars[self.at] {
            '(' => {
                self.at += 1;
                let node = self.either(true)?;
                self.at += 1;
                Ok(node)
            }
            '<' => self.named(),
            '^' => {
                self.at += 1;
                Ok(Node::Shape(label::START))
            }
            '$' => {
                self.at += 1;
                let mark = self.peek().filter(|c| matches!(c, '?' | '!'));
                self.at += usize::from(mark.is_some());
                Ok(Node::Shape(match mark {
                    Some('?') => label::QUESTION,
                    Some(_) => label::EXCLAMATION,
                    None => label::END,
                }))
            }
            '.' => self.gap(),
            c if c.is_alphanumeric() || matches!(c, '\'' | '-' | '&') => self.word(),
            c => Err(self.error(&format!("unexpected `{c}`"))),
        }
    }

    fn gap(&mut self) -> Result<Node, ParseError> {
        let column = self.at;
        while self.peek() == Some('.') {
            self.at += 1;
        }
        let digits: String = self.chars[self.at..].iter().take_while(|c| c.is_ascii_digit()).collect();
        self.at += digits.len();
        match digits.parse() {
            Ok(most @ 1..=9) if self.at - digits.len() - column == 2 => Ok(Node::Gap(most)),
            _ => Err(ParseError { column: column + 1, message: "a gap is `..1` to `..9`".into() }),
        }
    }

    fn named(&mut self) -> Result<Node, ParseError> {
        let open = self.at;
        let name: String = self.chars[open + 1..].iter().take_while(|c| **c != '>').collect();
        self.at += name.chars().count() + 2;
        let error = |message: String| Err(ParseError { column: open + 1, message });
        if self.at > self.chars.len() {
            return error("unclosed `<`".into());
        }
        if name == "Name" {
            return Ok(name_run());
        }
        if let Some((_, shape)) = label::SHAPES.iter().find(|(known, _)| *known == name) {
            return Ok(Node::Shape(*shape));
        }
        if (self.known_set)(&name) { Ok(Node::Set(name)) } else { error(format!("no set is named `{name}`")) }
    }

    fn word(&mut self) -> Result<Node, ParseError> {
        let word: String = self.chars[self.at..]
            .iter()
            .take_while(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '&'))
            .collect();
        self.at += word.chars().count();
        if self.peek() == Some('~') {
            self.at += 1;
            return Ok(Node::Inflected(word.to_lowercase()));
        }
        let mut words: Vec<Node> = read_words(&word, self.lexicon).into_iter().map(Node::Word).collect();
        match words.len() {
            0 => Err(self.error("a word is missing")),
            1 => Ok(words.remove(0)),
            _ => Ok(Node::Sequence(words)),
        }
    }
}

/// Capitalised words with the small words that stand inside names: `University of Leeds`, `Marks and Spencer`.
fn name_run() -> Node {
    let cap = || Node::Shape(label::CAP);
    let small = ["of", "and", "for", "de", "the", "van", "von", "der", "da", "del", "la", "in"]
        .map(|word| Node::Word(word.into()));
    let more = Node::Either(vec![
        cap(),
        Node::Shape(label::NUMBER),
        Node::Sequence(vec![Node::Either(small.to_vec()), cap()]),
    ]);
    Node::Sequence(vec![
        Node::Optional(Box::new(Node::Word("the".into()))),
        cap(),
        Node::Optional(Box::new(Node::Repeated(Box::new(more)))),
    ])
}
