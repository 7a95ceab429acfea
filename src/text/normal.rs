//! Folds the spelling of a word for matching: case, apostrophes, styled and look-alike letters, invisible characters.

use super::letters::letters;

/// Letters of other scripts that are drawn like Latin ones; applied only in words that mix scripts.
/// Source: Unicode's confusables for Cyrillic and Greek small letters.
const LOOK_ALIKES: &str = "аaвbсcԁdеeһhіiјjкkӏlмmнhоoрpԛqѕsтtуyѵvԝwхxαaεeιiκkνvοoρpτtυu";

/// Appends the folded form of `word` to `out`.
pub fn fold(word: &str, out: &mut String) {
    if word.is_ascii() {
        let from = out.len();
        out.push_str(word);
        out[from..].make_ascii_lowercase();
        return;
    }
    let from = out.len();
    for c in word.chars() {
        letters(c, |letter| match letter {
            '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{02bc}' | '\u{00b4}' | '`' => out.push('\''),
            'ß' => out.push_str("ss"),
            letter if is_invisible(letter) => {}
            letter => out.push(letter),
        });
    }
    let mixed = !out[from..].is_ascii() && out[from..].contains(|c: char| c.is_ascii_alphabetic());
    if mixed {
        let folded: String = out[from..].chars().map(look_alike).collect();
        out.truncate(from);
        out.push_str(&folded);
    }
}

fn look_alike(c: char) -> char {
    let mut pairs = LOOK_ALIKES.chars();
    while let (Some(other), Some(latin)) = (pairs.next(), pairs.next()) {
        if other == c {
            return latin;
        }
    }
    c
}

/// Zero-width and formatting characters, which hide inside words.
pub fn is_invisible(c: char) -> bool {
    matches!(c, '\u{00ad}' | '\u{034f}' | '\u{061c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}
