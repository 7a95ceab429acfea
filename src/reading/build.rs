//! Works out what folding leaves of each character, so that the program need not hold the tables of Unicode's
//! normalisation, which are nine times as large.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A run of characters that follow one another, each of which has as many letters.
struct Run {
    first: u32,
    letters: Vec<Vec<char>>,
}

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    let out = std::path::PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    std::fs::write(out.join("letters.bin"), packed(&runs())).expect("OUT_DIR can be written");
}

fn runs() -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for c in '\u{80}'..=char::MAX {
        let letters: Vec<char> = letters(c).collect();
        // Syllables of Hangul are taken apart by arithmetic.
        if ('\u{ac00}'..='\u{d7a3}').contains(&c) || letters.iter().copied().eq(c.to_lowercase()) {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.first + run.letters.len() as u32 == c as u32 && run.letters[0].len() == letters.len() => {
                run.letters.push(letters);
            }
            _ => runs.push(Run { first: c as u32, letters: vec![letters] }),
        }
    }
    runs
}

fn letters(c: char) -> impl Iterator<Item = char> {
    std::iter::once(c).nfkd().flat_map(char::to_lowercase).filter(|c| !is_combining_mark(*c))
}

/// The number of runs and of letters; then for each run how far it begins behind the begin of the one before, how many
/// characters it has, how many letters each, and the letters, each as the distance from the letter before.
fn packed(runs: &[Run]) -> Vec<u8> {
    let mut out = Vec::new();
    let all = runs.iter().flat_map(|run| &run.letters).map(Vec::len).sum::<usize>();
    number(runs.len() as u32, &mut out);
    number(all as u32, &mut out);
    let (mut begin, mut before) = (0, 0);
    for Run { first, letters } in runs {
        number(first - begin, &mut out);
        number(letters.len() as u32, &mut out);
        number(letters[0].len() as u32, &mut out);
        begin = *first;
        for letter in letters.iter().flatten() {
            let distance = *letter as i32 - before;
            number((distance << 1 ^ distance >> 31) as u32, &mut out);
            before = *letter as i32;
        }
    }
    out
}

/// Seven bits a byte, the lowest first; the highest bit says that more follow.
fn number(mut number: u32, out: &mut Vec<u8>) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}
