//! Names as words, for patterns that mean the two people of a request.

use crate::pattern::Names;
use crate::request::Request;

/// The parts of both names as patterns see them, without titles and initials.
pub fn names(request: &Request) -> Names {
    Names { to: parts(&request.recipient.name), from: parts(&request.sender.name) }
}

fn parts(name: &str) -> Vec<String> {
    let words = name.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’');
    words
        .filter(|word| word.chars().count() > 1)
        .map(crate::text::fold)
        .filter(|word| !TITLES.contains(&word.as_str()))
        .collect()
}

const TITLES: [&str; 9] = ["dr", "mr", "mrs", "ms", "prof", "professor", "sir", "phd", "mba"];
