//! One line of a mail against one form of a notice: words in any case, and slots for names.

/// Networks that send notices.
const NETWORKS: [&str; 5] = ["linkedin", "xing", "facebook", "messenger", "x"];

/// What a slot may hold at most, in words.
const LONGEST: usize = 6;

/// A word as it is compared: one form of apostrophe, no mark at its edges, no case.
fn plain(word: &str) -> String {
    let word = word.replace(['\u{2018}', '\u{2019}', '\u{02bc}'], "'");
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '{' && c != '}').to_lowercase()
}

/// Whether the line is said in this form; then who is named in it, which may be nobody.
pub fn says(line: &str, form: &str) -> Option<String> {
    // Marks that stand alone, such as a dash or a bullet, are no words.
    let words: Vec<&str> = line.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    let form: Vec<&str> = form.split_whitespace().collect();
    let mut name = String::new();
    fits(&words, &form, &mut name).then_some(name)
}

fn fits(words: &[&str], form: &[&str], name: &mut String) -> bool {
    let Some((first, rest)) = form.split_first() else { return words.is_empty() };
    let most = match plain(first).as_str() {
        "{name}" => LONGEST,
        "{you}" => 3,
        "{some}" => 4,
        "{network}" => 1,
        literal => return words.first().is_some_and(|word| plain(word) == literal) && fits(&words[1..], rest, name),
    };
    (1..=most.min(words.len())).any(|length| {
        let held = &words[..length];
        let holds = match plain(first).as_str() {
            "{name}" | "{you}" => is_name(held),
            "{network}" => NETWORKS.contains(&plain(held[0]).as_str()),
            _ => true,
        };
        let fit = holds && fits(&words[length..], rest, name);
        if fit && plain(first) == "{name}" {
            *name = held.join(" ").trim_matches([',', ':', '.', '!']).to_owned();
        }
        fit
    })
}

/// Names open with a capital, or are written without them; "I" and sentences are none.
pub fn is_name(words: &[&str]) -> bool {
    !words.is_empty()
        && words.len() <= LONGEST
        && words[0].chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
        && words[..words.len() - 1].iter().all(|word| !word.ends_with(['!', '?', ':', ';']))
        && !["i", "you", "we"].contains(&plain(words[0]).as_str())
}
