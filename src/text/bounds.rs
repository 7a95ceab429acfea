//! Words and what lies between them, cut as Unicode says (UAX 29). Plain letters are cut here, all else by the library.

use unicode_segmentation::UnicodeSegmentation;

/// Calls `each` with every piece of a text and the byte where it begins.
pub fn pieces(text: &str, mut each: impl FnMut(usize, &str)) {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let rest = &bytes[at..];
        // What is not plain is cut along with the blanks around it, since marks join what stands before them.
        let foreign = rest.iter().position(|byte| !byte.is_ascii()).unwrap_or(rest.len());
        let plain = if foreign == rest.len() { foreign } else { end_of_last_word(&rest[..foreign]) };
        cut(text, at, at + plain, &mut each);
        at += plain;
        if foreign < rest.len() {
            let end = text.len().min(at + foreign - plain + begin_of_word(&rest[foreign..]));
            text[at..end].split_word_bound_indices().for_each(|(place, piece)| each(at + place, piece));
            at = end;
        }
    }
}

/// Where the last word ends that blanks follow.
fn end_of_last_word(plain: &[u8]) -> usize {
    let blank = plain.iter().rposition(|byte| is_blank(*byte)).unwrap_or(0);
    plain[..blank].iter().rposition(|byte| !is_blank(*byte)).map_or(0, |last| last + 1)
}

/// Where a plain letter follows a blank, or the end.
fn begin_of_word(bytes: &[u8]) -> usize {
    let begins = |pair: &[u8]| is_blank(pair[0]) && pair[1].is_ascii() && !is_blank(pair[1]);
    bytes.windows(2).position(begins).map_or(bytes.len(), |place| place + 1)
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r')
}

/// What a plain character is to the bounds of words.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Letter,
    Digit,
    Underscore,
    /// Joins letters.
    Colon,
    /// Joins digits.
    Comma,
    /// Joins both.
    Dot,
    Blank,
    Other,
}

fn kind(byte: u8) -> Kind {
    match byte {
        b'a'..=b'z' | b'A'..=b'Z' => Kind::Letter,
        b'0'..=b'9' => Kind::Digit,
        b'_' => Kind::Underscore,
        b':' => Kind::Colon,
        b',' | b';' => Kind::Comma,
        b'.' | b'\'' => Kind::Dot,
        b' ' => Kind::Blank,
        _ => Kind::Other,
    }
}

fn cut(text: &str, from: usize, to: usize, each: &mut impl FnMut(usize, &str)) {
    let bytes = &text.as_bytes()[..to];
    let kind_at = |at: usize| bytes.get(at).map_or(Kind::Other, |byte| kind(*byte));
    let mut at = from;
    while at < to {
        let begin = at;
        let mut last = kind_at(at);
        at += 1;
        match last {
            Kind::Letter | Kind::Digit | Kind::Underscore => loop {
                let next = kind_at(at);
                match (last, next) {
                    (_, Kind::Letter | Kind::Digit | Kind::Underscore) => at += 1,
                    (Kind::Letter, Kind::Colon | Kind::Dot) if kind_at(at + 1) == Kind::Letter => at += 2,
                    (Kind::Digit, Kind::Comma | Kind::Dot) if kind_at(at + 1) == Kind::Digit => at += 2,
                    _ => break,
                }
                last = kind_at(at - 1);
            },
            Kind::Blank => {
                while kind_at(at) == Kind::Blank {
                    at += 1;
                }
            }
            _ if bytes[begin] == b'\r' && bytes.get(at) == Some(&b'\n') => at += 1,
            _ => {}
        }
        each(begin, &text[begin..at]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every text of so many of these characters, one kind of each.
    #[test]
    fn pieces_are_those_of_the_library() {
        const KINDS: [char; 16] =
            ['a', 'Z', '7', '_', ':', ',', '.', '\'', ' ', '\n', '\r', '-', '’', 'é', '\u{301}', '\u{200d}'];
        for length in 0..=4 {
            for number in 0..KINDS.len().pow(length) {
                let text: String = (0..length).map(|place| KINDS[number >> (4 * place) & 15]).collect();
                let mut found = Vec::new();
                pieces(&text, |at, piece| found.push((at, piece.to_owned())));
                let expected: Vec<_> =
                    text.split_word_bound_indices().map(|(at, piece)| (at, piece.to_owned())).collect();
                assert_eq!(found, expected, "in {text:?}");
            }
        }
    }
}
