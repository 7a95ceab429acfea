//! Cuts a message into tokens. Punctuation is no token: it leaves marks on its neighbours and breaks sentences.

use super::lexicon::{Class, Lexicon};
use super::{Span, bounds, normal};

/// What a token looks like, apart from its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Shape(u16);

impl Shape {
    /// Begins with a capital letter.
    pub const CAPITAL: Self = Self(1);
    /// Has two letters or more, all of them capital.
    pub const ALL_CAPS: Self = Self(2);
    /// Holds a digit.
    pub const NUMBER: Self = Self(4);
    /// An address on the web.
    pub const URL: Self = Self(8);
    /// An e-mail address.
    pub const EMAIL: Self = Self(16);
    /// A picture character.
    pub const EMOJI: Self = Self(32);
    /// An unfilled slot of a template.
    pub const SLOT: Self = Self(64);
    /// Stands in quotation marks.
    pub const QUOTED: Self = Self(128);
    /// Follows a comma, dash, colon or bracket.
    pub const AFTER_COMMA: Self = Self(256);
    /// Follows the beginning of the message or a line break.
    pub const LINE_START: Self = Self(512);
    /// Comes straight after the token before it, as `am` in `I'm`.
    pub const JOINED: Self = Self(1024);
    /// Follows a currency sign.
    pub const MONEY: Self = Self(2048);

    /// Whether every mark of `other` is set.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    fn set(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// A word, number, address, slot or picture of the message.
#[derive(Debug, Clone, Copy)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it looks like.
    pub shape: Shape,
    /// The classes that it belongs to as a word.
    pub class: Class,
    norm: (u32, u32),
}

/// Tokens with their normalised forms in one buffer.
#[derive(Debug, Clone, Default)]
pub struct Tokens {
    list: Vec<Token>,
    norms: String,
}

impl Tokens {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The token at `index`.
    pub fn get(&self, index: usize) -> &Token {
        &self.list[index]
    }

    /// The normalised form of the token at `index`: lower case, straight apostrophes, no marks.
    pub fn norm(&self, index: usize) -> &str {
        let (from, to) = self.list[index].norm;
        &self.norms[from as usize..to as usize]
    }

    /// All tokens in order.
    pub fn iter(&self) -> std::slice::Iter<'_, Token> {
        self.list.iter()
    }

    /// The span from the first to the last token of a non-empty range.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span { start: self.list[range.start].span.start, end: self.list[range.end - 1].span.end }
    }

    fn ends_with_number_at(&self, unit: u32) -> bool {
        self.list.last().is_some_and(|token| token.span.end == unit && token.shape.has(Shape::NUMBER))
    }

    fn lengthen_last(&mut self, units: u32) {
        if let Some(token) = self.list.last_mut() {
            token.span.end += units;
        }
    }

    fn push(&mut self, span: Span, shape: Shape, class: Class, norm: &str) {
        let from = self.norms.len() as u32;
        self.norms.push_str(norm);
        self.list.push(Token { span, shape, class, norm: (from, self.norms.len() as u32) });
    }
}

/// What stands between two tokens and may end a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Break {
    /// An ellipsis, semicolon or other sure end.
    pub stop: bool,
    /// A full stop, which may belong to an abbreviation.
    pub dot: bool,
    /// A question mark.
    pub question: bool,
    /// An exclamation mark.
    pub exclamation: bool,
    /// Number of line breaks.
    pub lines: u8,
    /// A bullet or a dash that opens a list item.
    pub bullet: bool,
    /// A colon or a comma.
    pub comma: bool,
    /// A quotation sign `>` at the start of a line.
    pub quote: bool,
    /// A row of dashes or the like, as mails put above quoted text.
    pub rule: bool,
}

/// Cuts `message` into tokens. The second value tells what stands before each token and after the last one,
/// the third is the length in UTF-16 code units.
pub fn tokenize(message: &str, lexicon: &Lexicon) -> (Tokens, Vec<Break>, u32) {
    let mut cutter = Cutter {
        lexicon,
        tokens: Tokens::default(),
        breaks: Vec::new(),
        gap: Break { lines: 1, ..Break::default() },
        marks: Shape::default(),
        sign_at: None,
        quoted: false,
        dashes: 0,
        scratch: String::new(),
    };
    cutter.tokens.list.reserve(message.len() / 4);
    cutter.tokens.norms.reserve(message.len());
    cutter.breaks.reserve(message.len() / 4);
    let mut units = 0;
    let mut skip_until = 0;
    bounds::pieces(message, |byte, piece| {
        if byte >= skip_until {
            match cutter.special(&message[byte..], units) {
                Some(length) => skip_until = byte + length,
                None => cutter.piece(piece, units),
            }
        }
        units += width(piece);
    });
    cutter.breaks.push(cutter.gap);
    (cutter.tokens, cutter.breaks, units)
}

fn is_currency(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '₹' | '₦')
}

/// Length in UTF-16 code units.
fn width(text: &str) -> u32 {
    if text.is_ascii() { text.len() as u32 } else { text.encode_utf16().count() as u32 }
}

struct Cutter<'a> {
    lexicon: &'a Lexicon,
    tokens: Tokens,
    breaks: Vec<Break>,
    gap: Break,
    /// Marks that the next token takes from the punctuation before it.
    marks: Shape,
    /// Where a sign of currency stood just now.
    sign_at: Option<u32>,
    quoted: bool,
    /// Dashes and the like since the line began.
    dashes: u8,
    scratch: String,
}

impl Cutter<'_> {
    /// Tokens that word bounds would tear apart: addresses and slots. Returns their length in bytes.
    fn special(&mut self, rest: &str, units: u32) -> Option<usize> {
        let first = rest.chars().next()?;
        if first.is_alphanumeric() {
            let shape_and_length = address(rest)?;
            let (shape, length) = shape_and_length;
            let norm = if shape == Shape::EMAIL { "<email>" } else { "<url>" };
            self.token(Span { start: units, end: units + width(&rest[..length]) }, shape, norm);
            return Some(length);
        }
        let (open, close) = match first {
            '{' if rest.starts_with("{{") => (2, "}}"),
            '{' => (1, "}"),
            '[' if rest.starts_with("[[") => (2, "]]"),
            '[' => (1, "]"),
            '<' if rest.starts_with("<<") => (2, ">>"),
            '<' => (1, ">"),
            '%' if rest.starts_with("%%") => (2, "%%"),
            '%' => (1, "%"),
            '#' if rest.starts_with("##") => (2, "##"),
            '#' => (1, "#"),
            '$' => (1, "$"),
            _ => return None,
        };
        let inside = &rest[open..open + rest[open..].find(close)?];
        let length = open + inside.len() + close.len();
        if !self.is_slot(first, open == 2, inside, &rest[length..]) {
            return None;
        }
        self.token(Span { start: units, end: units + width(&rest[..length]) }, Shape::SLOT, "<slot>");
        Some(length)
    }

    /// Whether what stands between such marks, and before such text, is a slot left open.
    fn is_slot(&self, mark: char, doubled: bool, inside: &str, after: &str) -> bool {
        match mark {
            _ if inside.contains('\n') => false,
            // A choice that a program should have made: `{you|your team}`.
            '{' if inside.contains('|') && !inside.starts_with('|') => inside.len() <= 80,
            _ if inside.len() > 40 => false,
            // Hashtags and prices stand on one side only.
            '#' | '$' if inside.contains(char::is_whitespace) => false,
            // "85% of the towns, 40% of the villages".
            '%' if inside.starts_with(char::is_whitespace) || inside.ends_with(|c: char| c.is_ascii_digit()) => false,
            '%' => {
                let word = inside.len() >= 2 && inside.chars().all(|c| c.is_alphabetic() || c == '_');
                self.names_slot(inside, doubled || word && !after.starts_with(char::is_alphanumeric))
            }
            _ => self.names_slot(inside, doubled),
        }
    }

    /// Any few words in sure marks, else a name that templates use.
    fn names_slot(&self, inside: &str, sure: bool) -> bool {
        let words: Vec<&str> = inside.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let named = || {
            words.iter().flat_map(|word| split_camel(word)).any(|part| self.lexicon.is_slot_name(&part.to_lowercase()))
        };
        !words.is_empty() && words.len() <= 5 && (sure || named())
    }

    fn piece(&mut self, piece: &str, units: u32) {
        let Some(first) = piece.chars().find(|c| !normal::is_invisible(*c)) else { return };
        if first.is_alphanumeric() || first == '_' && piece.contains(char::is_alphanumeric) {
            self.word(piece, units);
        } else if piece.len() >= 3 && piece.bytes().all(|b| b == b'_') && self.gap.lines == 0 {
            // A line to write on, within a line of text.
            self.token(Span { start: units, end: units + width(piece) }, Shape::SLOT, "<slot>");
        } else if piece.chars().all(char::is_whitespace) {
            let lines = piece.chars().filter(|c| matches!(c, '\n' | '\u{2028}')).count()
                + 2 * piece.matches('\u{2029}').count();
            self.gap.lines = self.gap.lines.saturating_add(lines.min(9) as u8);
        } else if is_pictograph(first) {
            self.token(Span { start: units, end: units + width(piece) }, Shape::EMOJI, "<emoji>");
        } else if matches!(first, '%' | '‰' | '°') && self.tokens.ends_with_number_at(units) {
            self.tokens.lengthen_last(width(piece));
        } else {
            self.sign_at = is_currency(first).then_some(units);
            piece.chars().for_each(|c| self.punctuation(c));
        }
    }

    fn punctuation(&mut self, c: char) {
        let line_start = self.gap.lines > 0;
        match c {
            '.' | '。' => self.gap.dot = true,
            '…' | ';' => self.gap.stop = true,
            '?' | '？' => self.gap.question = true,
            '!' | '！' => self.gap.exclamation = true,
            ',' | ':' => {
                self.gap.comma = true;
                self.marks.set(Shape::AFTER_COMMA);
            }
            '(' | '[' | ')' | ']' => self.marks.set(Shape::AFTER_COMMA),
            '-' | '–' | '—' | '*' | '•' | '‣' | '▪' | '●' | '→' | '·' | '_' | '=' | '#' => {
                self.marks.set(Shape::AFTER_COMMA);
                if line_start {
                    self.gap.bullet = true;
                    self.dashes = self.dashes.saturating_add(1);
                    self.gap.rule |= self.dashes >= 3;
                }
            }
            '>' if line_start => self.gap.quote = true,
            '"' => self.quoted = !self.quoted,
            '“' | '„' | '«' => self.quoted = true,
            '”' | '»' => self.quoted = false,
            _ if is_currency(c) => self.marks.set(Shape::MONEY),
            _ => {}
        }
    }

    /// A word as the bounds give it; may still hold dots or an apostrophe.
    fn word(&mut self, piece: &str, units: u32) {
        // "coins.example" is a name; only a capital after the dot tells a missing blank.
        let named = !piece.contains(|c: char| c.is_uppercase());
        if !piece.contains('.')
            || named && !piece.split('.').all(|part| part.chars().count() <= 2)
            || piece.contains(|c: char| c.is_ascii_digit())
        {
            self.plain_word(piece, units);
        } else if piece.split('.').all(|part| part.chars().count() <= 2) {
            // "Ph.D", "U.S": one word.
            let joined = piece.replace('.', "");
            self.token(Span { start: units, end: units + width(piece) }, shape_of(&joined), &joined.to_lowercase());
        } else {
            // "days.Could": a blank is missing.
            let mut at = units;
            for (i, part) in piece.split('.').enumerate() {
                if i > 0 {
                    self.gap.stop = true;
                    at += 1;
                }
                if !part.is_empty() {
                    self.plain_word(part, at);
                }
                at += width(part);
            }
        }
    }

    fn plain_word(&mut self, word: &str, units: u32) {
        let mut norm = std::mem::take(&mut self.scratch);
        norm.clear();
        normal::fold(word, &mut norm);
        let shape = shape_of(word);
        let span = Span { start: units, end: units + width(word) };
        if word.contains('_') && self.names_slot(word, false) {
            self.token(span, Shape::SLOT, "<slot>");
        } else if let Some(words) = self.lexicon.canonical(&norm) {
            self.several(span, shape, words);
        } else if let Some((base, tail)) = contraction(&norm) {
            let cut = span.end.saturating_sub((norm.len() - base) as u32).max(span.start);
            let head = Span { start: span.start, end: cut };
            match self.lexicon.canonical(&norm[..base]) {
                Some(words) => self.several(head, shape, words),
                None => self.token(head, shape, &norm[..base]),
            }
            self.token(Span { start: cut, end: span.end }, Shape::JOINED, tail);
        } else {
            self.token(span, shape, &norm);
        }
        self.scratch = norm;
    }

    /// One written word that is read as several: all share its span, so that a match on any shows the whole.
    fn several(&mut self, span: Span, shape: Shape, words: &[String]) {
        for (i, word) in words.iter().enumerate() {
            self.token(span, if i == 0 { shape } else { Shape::JOINED }, word);
        }
    }

    fn token(&mut self, mut span: Span, mut shape: Shape, norm: &str) {
        // An amount is quoted with its sign: "$40", "30%".
        if let Some(at) = self.sign_at.take()
            && at + 1 == span.start
            && shape.has(Shape::NUMBER)
        {
            span.start = at;
        }
        shape.set(std::mem::take(&mut self.marks));
        if self.gap.lines > 0 {
            shape.set(Shape::LINE_START);
        }
        if self.gap.lines > 1 {
            // A quotation mark left open does not quote the rest of the message.
            self.quoted = false;
        }
        if self.quoted {
            shape.set(Shape::QUOTED);
        }
        self.breaks.push(std::mem::take(&mut self.gap));
        self.dashes = 0;
        self.tokens.push(span, shape, self.lexicon.class(norm), norm);
    }
}

/// The normalised words that one written word of a pattern stands for; hyphens split it as they do in messages.
pub fn read_words(word: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut words = Vec::new();
    for part in word.split('-').filter(|part| !part.is_empty()) {
        let mut norm = String::new();
        normal::fold(part, &mut norm);
        let mut push = |word: &str| match lexicon.canonical(word) {
            Some(canonical) => words.extend(canonical.iter().cloned()),
            None => words.push(word.to_owned()),
        };
        match contraction(&norm).filter(|_| lexicon.canonical(&norm).is_none()) {
            Some((base, tail)) => {
                push(&norm[..base]);
                push(tail);
            }
            None => push(&norm),
        }
    }
    words
}

/// Where the head of a contraction ends, and what its tail means: `n't`, `'m`, `'re`, `'ve`, `'ll`, `'d`, `'s`.
fn contraction(norm: &str) -> Option<(usize, &'static str)> {
    let at = norm.rfind('\'').filter(|at| *at > 0)?;
    let head = &norm[..at];
    let tail = match &norm[at..] {
        "'m" => "am",
        "'re" => "are",
        "'ve" => "have",
        "'ll" => "will",
        "'d" => "would",
        "'t" if at > 1 && head.ends_with('n') => return Some((at - 1, "not")),
        "'s" if IS_HEADS.contains(&head) => "is",
        "'s" => "'s",
        _ => return None,
    };
    Some((at, tail))
}

/// After these `'s` is "is" rather than a possessive.
const IS_HEADS: [&str; 14] = [
    "it",
    "he",
    "she",
    "that",
    "there",
    "here",
    "what",
    "who",
    "where",
    "how",
    "when",
    "this",
    "everything",
    "everyone",
];

fn shape_of(word: &str) -> Shape {
    let mut shape = Shape::default();
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return shape;
    }
    let (mut letters, mut capitals) = (0, 0);
    for (i, c) in word.chars().enumerate() {
        if c.is_alphabetic() {
            letters += 1;
            if c.is_uppercase() {
                capitals += 1;
                if i == 0 {
                    shape.set(Shape::CAPITAL);
                }
            }
        } else if c.is_numeric() {
            shape.set(Shape::NUMBER);
        }
    }
    if letters >= 2 && letters == capitals {
        shape.set(Shape::ALL_CAPS);
    }
    shape
}

/// An e-mail or web address at the start of `rest`, with its length in bytes.
fn address(rest: &str) -> Option<(Shape, usize)> {
    let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ')' | '>' | '<' | '"' | '”' | ';' | '|' | ']');
    let blank = rest.bytes().position(|byte| byte == b' ' || byte == b'\n').unwrap_or(rest.len());
    // Most words hold nothing that makes an address.
    if !rest.as_bytes()[..blank].iter().any(|byte| matches!(byte, b'.' | b'@' | b':')) {
        return None;
    }
    let end = rest.find(ends).unwrap_or(rest.len());
    let run = rest[..end].trim_end_matches(['.', '!', '?', ':', '\'', '’', '*', '_']);
    let web = ["http://", "https://", "www."]
        .iter()
        .any(|start| run.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start)));
    if is_email(run) {
        Some((Shape::EMAIL, run.len()))
    } else if web || is_domain(run) {
        Some((Shape::URL, run.len()))
    } else {
        None
    }
}

fn is_email(run: &str) -> bool {
    run.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || c == '.' || c == '-')
    })
}

/// Top-level domains that people write without `www`; more of them would catch sentence ends without a blank.
const DOMAINS: [&str; 21] = [
    "com", "org", "net", "io", "ai", "co", "dev", "app", "de", "uk", "fr", "es", "eu", "edu", "gov", "info", "biz",
    "ch", "nl", "se", "xyz",
];

fn is_domain(run: &str) -> bool {
    let host = run.split('/').next().unwrap_or(run);
    host.is_ascii()
        && host.contains('.')
        && host.split('.').all(|part| !part.is_empty())
        && host.rsplit('.').next().is_some_and(|top| DOMAINS.contains(&top))
        && !host.starts_with(|c: char| c.is_ascii_digit())
}

fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{203c}' | '\u{2049}' | '\u{2139}' | '\u{2194}'..='\u{21aa}' | '\u{231a}'..='\u{23ff}'
        | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}')
}

/// `firstName` is read as `first`, `Name`.
fn split_camel(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut from, mut lower) = (0, false);
    for (at, c) in word.char_indices() {
        if c.is_uppercase() && lower {
            parts.push(&word[from..at]);
            from = at;
        }
        lower = c.is_lowercase();
    }
    parts.push(&word[from..]);
    parts
}
