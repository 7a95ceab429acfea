//! Tells which language a message is written in, as far as choosing a reply needs it.

use std::sync::LazyLock;

use crate::packs::Pack;
use crate::text::places::Places;

/// The language of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// One that replies are written in.
    In(Pack),
    /// Surely none of these: Demur says so and offers English.
    Other,
    /// Too little text to tell.
    Unsure,
}

impl Language {
    /// English.
    pub const EN: Self = Self::In(Pack::EN);

    /// Its code, such as `pt`; empty when not known.
    pub fn code(self) -> &'static str {
        match self {
            Self::In(pack) => pack.code(),
            Self::Other | Self::Unsure => "",
        }
    }

    /// The pack in which its replies are.
    pub fn pack(self) -> Pack {
        match self {
            Self::In(pack) => pack,
            Self::Other | Self::Unsure => Pack::EN,
        }
    }

    /// The language with a reply pack for a code such as `pt` or `pt-BR`.
    pub fn from_code(code: &str) -> Option<Self> {
        let code = code.split(['-', '_']).next().unwrap_or("").to_ascii_lowercase();
        Pack::ALL.into_iter().find(|pack| pack.code() == code).map(Self::In)
    }

    /// The language that a reply to a message in this one is written in.
    pub fn of_reply(self) -> Self {
        Self::In(self.pack())
    }
}

/// How much of a message is read to tell its language.
const READ: usize = 1200;

/// Where the words that tell stand.
static PLACES: LazyLock<Places> = LazyLock::new(|| {
    let words = super::shared().languages.words.iter();
    Places::new(words.map(|(word, _)| *word))
});

/// What is known of endings at a glance: bytes that are the last of one, and how long the shortest is.
struct Endings {
    last: [bool; 256],
    shortest: usize,
}

static ENDINGS: LazyLock<Endings> = LazyLock::new(|| {
    let mut known = Endings { last: [false; 256], shortest: usize::MAX };
    for ending in super::shared().languages.endings.iter().flatten() {
        known.shortest = known.shortest.min(ending.len());
        ending.bytes().last().into_iter().for_each(|last| known.last[usize::from(last)] = true);
    }
    known
});

/// Detects the language of `text`.
pub fn detect(text: &str) -> Language {
    let known = &super::shared().languages;
    let mut scores = [0_u32; 32];
    let (mut words, mut hits, mut letters, mut foreign) = (0_u32, 0_u32, 0_u32, 0_u32);
    let read = text.char_indices().nth(READ).map_or(text, |(end, _)| &text[..end]);
    let lower = if read.is_ascii() { read.to_ascii_lowercase() } else { read.to_lowercase().replace('’', "'") };
    for word in lower.split_whitespace().filter(|word| !is_address(word)) {
        // Most words are of plain letters but for what surrounds them; only others are looked at letter by letter.
        let inner = word.trim_matches(|c: char| c.is_ascii() && !c.is_ascii_alphabetic());
        let plain = inner.bytes().all(|byte| byte.is_ascii_alphabetic());
        let (one, others) = if plain { (inner, "") } else { ("", word) };
        let others = others.split(|c: char| !c.is_alphabetic() && c != '\'').map(|part| part.trim_matches('\''));
        for part in std::iter::once(one).chain(others).filter(|part| !part.is_empty()) {
            words += 1;
            if part.is_ascii() {
                letters += part.len() as u32;
            } else {
                letters += part.chars().count() as u32;
                foreign += part.chars().filter(|c| c.is_alphabetic() && !is_latin(*c)).count() as u32;
            }
            if let Some(at) = PLACES.find(part, |at| known.words[at].0) {
                hits += 1;
                let holders = known.words[at].1;
                // A word of several languages says little about any of them.
                let share = (12 / holders.count_ones().max(1)).max(1);
                let mut rest = holders;
                while rest != 0 {
                    scores[rest.trailing_zeros() as usize] += share;
                    rest &= rest - 1;
                }
            }
            let last = part.as_bytes()[part.len() - 1];
            if part.len().saturating_sub(2) > ENDINGS.shortest && ENDINGS.last[usize::from(last)] {
                for (at, endings) in known.endings.iter().enumerate() {
                    let tells = |ending: &&str| part.len() > ending.len() + 2 && part.ends_with(*ending);
                    scores[at] += 4 * u32::from(endings.iter().any(tells));
                }
            }
        }
        if !word.is_ascii() {
            for (at, tell) in known.letters.iter().enumerate() {
                scores[at] += 6 * u32::from(word.chars().any(|c| tell.contains(c)));
            }
        }
    }
    if foreign * 2 > letters {
        return Language::Other;
    }
    let mut ranked: Vec<(u32, usize)> = scores.iter().copied().zip(0..known.codes.len()).collect();
    ranked.sort_by_key(|(score, at)| (std::cmp::Reverse(*score), *at));
    let [(score, best), (second, _)] = ranked.first_chunk::<2>().copied().unwrap_or_default();
    if words >= 8 && (hits * 8 < words || score * 2 < words) {
        return Language::Other;
    }
    if score < 12 || (score < 24 && score * 2 < second * 3) || (words >= 4 && score == second) {
        return Language::Unsure;
    }
    Language::from_code(known.codes.get(best).copied().unwrap_or("")).unwrap_or(Language::Other)
}

/// Whether a word is an address of the web or of mail, which is in no language.
fn is_address(word: &str) -> bool {
    word.starts_with("www.")
        || word.bytes().any(|byte| matches!(byte, b':' | b'@')) && (word.contains('@') || word.contains("://"))
}

fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}')
}
