//! The key under which a text stands in the browser's `_locales`.

/// How much of the text a key shows, in bytes.
const SHOWN: usize = 32;

/// The text's first words, for people, and its hash, for certainty: `saved_ae0ab8fe`. Browsers know only letters of
/// ASCII, digits and `_` in keys, and do not tell capitals apart.
pub fn key(english: &str) -> String {
    let mut key = String::new();
    for letter in english.chars() {
        if letter.is_ascii_alphanumeric() {
            key.push(letter.to_ascii_lowercase());
        } else if !key.is_empty() && !key.ends_with('_') {
            key.push('_');
        }
        if key.len() >= SHOWN {
            break;
        }
    }
    format!("{}_{:08x}", key.trim_end_matches('_'), hash(english))
}

/// FNV-1a.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_show_their_text_and_differ_by_all_of_it() {
        assert_eq!(key("Saved."), "saved_ae0ab8fe");
        assert_ne!(key("Saved."), key("Saved"));
        assert!(key("Everything is worked out on this computer.").starts_with("everything_is_worked_out_on_this_"));
    }
}
