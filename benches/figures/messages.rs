//! What is judged: the project's own labelled messages, joined or cut to a length.

use demur::Request;

/// Lengths in characters.
pub const LENGTHS: [usize; 4] = [60, 300, 2_000, 20_000];

/// Messages of `length` characters, each from a different beginning; no more than are worth their time.
pub fn of_length(length: usize) -> Vec<String> {
    let texts = cases();
    let count = match length {
        0..1_000 => 200,
        1_000..10_000 => 80,
        _ => 24,
    };
    made(&texts[..texts.len() / 2], count, length)
}

/// Messages of the same length in which no sentence is of those.
pub fn others(length: usize) -> Vec<String> {
    let texts = cases();
    made(&texts[texts.len() / 2..], if length < 10_000 { 40 } else { 8 }, length)
}

/// The beginnings lie so far apart that one message does not repeat another.
fn made(texts: &[String], count: usize, length: usize) -> Vec<String> {
    (0..count).map(|at| from(texts, at * 37.max(length / 100), length)).collect()
}

/// The messages as requests.
pub fn requests(texts: Vec<String>) -> Vec<Request> {
    texts.into_iter().map(|text| Request { text, ..Request::default() }).collect()
}

/// The messages of the project's own cases.
pub fn cases() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases");
    let mut files: Vec<_> =
        std::fs::read_dir(folder).expect("the cases are here").flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "jsonl"));
    files.sort();
    let text = |line: &str| serde_json::from_str::<Request>(line).ok().map(|request| request.text);
    files
        .iter()
        .flat_map(|file| std::fs::read_to_string(file).unwrap_or_default().lines().filter_map(text).collect::<Vec<_>>())
        .filter(|text| !text.is_empty())
        .collect()
}

fn from(texts: &[String], begin: usize, length: usize) -> String {
    let mut text = String::new();
    for part in texts.iter().cycle().skip(begin % texts.len()) {
        if text.chars().count() >= length {
            break;
        }
        text.push_str(part);
        text.push_str("\n\n");
    }
    text.chars().take(length).collect()
}
