//! What folding leaves of a character: the plain letters it is made of (Unicode's NFKD), in lower case, without marks.
//! The build works it out for all characters of which it is not just the lower case.

use std::sync::OnceLock;

static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/letters.bin"));

/// Characters that follow one another, each of which has as many letters.
struct Run {
    first: u32,
    count: u32,
    each: u32,
    /// Where their letters begin.
    at: u32,
}

struct Letters {
    runs: Vec<Run>,
    letters: Vec<char>,
}

/// Calls `each` with the letters of a character.
pub fn letters(c: char, mut each: impl FnMut(char)) {
    if let '\u{ac00}'..='\u{d7a3}' = c {
        return syllable(c as u32 - 0xac00).into_iter().flatten().for_each(each);
    }
    match table().of(c) {
        Some(letters) => letters.iter().copied().for_each(each),
        None => c.to_lowercase().for_each(&mut each),
    }
}

/// The letters of a syllable of Hangul (Unicode, section 3.12).
fn syllable(number: u32) -> [Option<char>; 3] {
    let [first, vowel, last] = [number / 588, number % 588 / 28, number % 28];
    let last = if last > 0 { char::from_u32(0x11a7 + last) } else { None };
    [char::from_u32(0x1100 + first), char::from_u32(0x1161 + vowel), last]
}

fn table() -> &'static Letters {
    static TABLE: OnceLock<Letters> = OnceLock::new();
    TABLE.get_or_init(Letters::unpack)
}

impl Letters {
    /// Reads what `src/reading/build.rs` has written.
    fn unpack() -> Self {
        let mut bytes = PACKED.iter();
        let mut next = || {
            let (mut number, mut shift) = (0, 0);
            for byte in bytes.by_ref() {
                number |= u32::from(byte & 0x7f) << shift;
                shift += 7;
                if byte & 0x80 == 0 {
                    break;
                }
            }
            number
        };
        let (many, all) = (next() as usize, next() as usize);
        let mut table = Self { runs: Vec::with_capacity(many), letters: Vec::with_capacity(all) };
        let (mut first, mut letter) = (0, 0_u32);
        for _ in 0..many {
            first += next();
            let (count, each) = (next(), next());
            table.runs.push(Run { first, count, each, at: table.letters.len() as u32 });
            for _ in 0..count * each {
                let distance = next();
                letter = letter.wrapping_add(distance >> 1 ^ (distance & 1).wrapping_neg());
                table.letters.push(char::from_u32(letter).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
        table
    }

    fn of(&self, c: char) -> Option<&[char]> {
        let c = c as u32;
        let behind = self.runs.partition_point(|run| run.first <= c);
        let run = self.runs[..behind].last().filter(|run| c - run.first < run.count)?;
        let at = (run.at + (c - run.first) * run.each) as usize;
        self.letters.get(at..at + run.each as usize)
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;

    use super::*;

    fn check(text: &str) {
        let mut found = String::new();
        text.chars().for_each(|c| letters(c, |letter| found.push(letter)));
        let lower = text.nfkd().flat_map(char::to_lowercase);
        let expected: String = lower.filter(|c| !is_combining_mark(*c)).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn every_character_has_the_letters_that_unicode_gives_it() {
        for c in '\0'..=char::MAX {
            check(c.encode_utf8(&mut [0; 4]));
        }
    }

    #[test]
    fn letters_do_not_depend_on_what_stands_beside_them() {
        for text in ["A\u{301}\u{323}ﬁ한글\u{1100}\u{1161}", "Å\u{327}\u{30a} ½ﷺ", "𝐇𝐞𝐥𝐥𝐨\u{fe0f}\u{345}Ϋ́"]
        {
            check(text);
        }
    }
}
