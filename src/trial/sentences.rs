//! Two texts side by side, sentence by sentence: what stayed, what went, what came.

use unicode_segmentation::UnicodeSegmentation;

/// A stretch of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Stands in both.
    Same(String),
    /// Stood in the first only.
    Gone(String),
    /// Stands in the second only.
    New(String),
}

/// The second text with what it lost and what it gained.
pub fn changed(before: &str, after: &str) -> Vec<Piece> {
    let (before, after) = (sentences(before), sentences(after));
    let common = longest(&before, &after);
    let mut pieces = Vec::new();
    let (mut at, mut to) = (0, 0);
    for (same_at, same_to) in common.into_iter().chain([(before.len(), after.len())]) {
        pieces.extend(before[at..same_at].iter().map(|text| Piece::Gone((*text).to_owned())));
        pieces.extend(after[to..same_to].iter().map(|text| Piece::New((*text).to_owned())));
        pieces.extend(after.get(same_to).map(|text| Piece::Same((*text).to_owned())));
        (at, to) = (same_at + 1, same_to + 1);
    }
    pieces
}

fn sentences(text: &str) -> Vec<&str> {
    text.lines().flat_map(|line| line.unicode_sentences()).map(str::trim).filter(|text| !text.is_empty()).collect()
}

/// Places of the longest common run of sentences, in order.
fn longest(before: &[&str], after: &[&str]) -> Vec<(usize, usize)> {
    let mut best = vec![vec![0_usize; after.len() + 1]; before.len() + 1];
    for (at, one) in before.iter().enumerate().rev() {
        for (to, other) in after.iter().enumerate().rev() {
            best[at][to] = if one == other { best[at + 1][to + 1] + 1 } else { best[at + 1][to].max(best[at][to + 1]) };
        }
    }
    let (mut at, mut to, mut found) = (0, 0, Vec::new());
    while at < before.len() && to < after.len() {
        if before[at] == after[to] {
            found.push((at, to));
            (at, to) = (at + 1, to + 1);
        } else if best[at + 1][to] >= best[at][to + 1] {
            at += 1;
        } else {
            to += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(before: &str, after: &str) -> String {
        let shown = changed(before, after).into_iter().map(|piece| match piece {
            Piece::Same(text) => format!("={text}"),
            Piece::Gone(text) => format!("-{text}"),
            Piece::New(text) => format!("+{text}"),
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn sentences_are_compared_not_words() {
        assert_eq!(
            read("Hi Ann,\nThank you. I'm in.", "Hi Ann,\nThank you. I'm out."),
            "=Hi Ann, =Thank you. -I'm in. +I'm out."
        );
        assert_eq!(read("", "Hello."), "+Hello.");
        assert_eq!(read("Hello.", ""), "-Hello.");
        assert_eq!(read("One. Two.", "One. Two."), "=One. =Two.");
        assert_eq!(read("", ""), "");
    }
}
