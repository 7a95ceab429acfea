//! Inflected forms of English words, for `help~`. Used only while rules are compiled.

use std::collections::BTreeMap;

/// Irregular forms by base word, from `lexicon.toml`.
pub type Irregular = BTreeMap<String, Vec<String>>;

/// The word itself, its plural or third person, past and progressive forms.
pub fn forms(word: &str, irregular: &Irregular) -> Vec<String> {
    let mut forms = vec![word.to_owned(), third(word), progressive(word)];
    match irregular.get(word) {
        Some(own) => forms.extend(own.iter().cloned()),
        None => forms.push(past(word)),
    }
    if doubles(word) {
        let last = &word[word.len() - 1..];
        forms.push(format!("{word}{last}ing"));
        forms.push(format!("{word}{last}ed"));
    }
    forms.sort();
    forms.dedup();
    forms
}

fn third(word: &str) -> String {
    if ends_in_consonant_y(word) {
        return format!("{}ies", &word[..word.len() - 1]);
    }
    let hissing = ["s", "x", "z", "ch", "sh"].iter().any(|end| word.ends_with(end));
    format!("{word}{}", if hissing { "es" } else { "s" })
}

fn past(word: &str) -> String {
    if ends_in_consonant_y(word) {
        return format!("{}ied", &word[..word.len() - 1]);
    }
    format!("{word}{}", if word.ends_with('e') { "d" } else { "ed" })
}

fn progressive(word: &str) -> String {
    let bare = word.strip_suffix('e').filter(|bare| !bare.ends_with(['e', 'o', 'y']) && bare.len() > 1);
    match (word.strip_suffix("ie"), bare) {
        (Some(stem), _) => format!("{stem}ying"),
        (None, Some(bare)) => format!("{bare}ing"),
        (None, None) => format!("{word}ing"),
    }
}

fn ends_in_consonant_y(word: &str) -> bool {
    word.ends_with('y') && !word.trim_end_matches('y').ends_with(['a', 'e', 'o', 'u'])
}

/// One vowel before one consonant: `stop`, `plan`, `refer`. Some words double needlessly; that harms nothing.
fn doubles(word: &str) -> bool {
    let letters: Vec<char> = word.chars().rev().take(3).collect();
    let vowel = |c: &char| "aeiou".contains(*c);
    word.is_ascii()
        && letters.len() == 3
        && !vowel(&letters[0])
        && !"wxy".contains(letters[0])
        && vowel(&letters[1])
        && !vowel(&letters[2])
}
