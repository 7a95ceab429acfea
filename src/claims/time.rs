//! When something is said to have been: years and spans of years in a message, as intervals of months.

use crate::record::PartialDate;
use crate::text::{Shape, Text};

/// From one month to another, both counted from the year 0 and included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// First month.
    pub from: i32,
    /// Last month.
    pub to: i32,
    /// Whether it was said to be rough.
    pub rough: bool,
}

/// A time in a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// When.
    pub when: Interval,
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// Whether it is the year in which somebody left a school, so that the years before belong to it.
    pub class: bool,
}

/// Months that cannot be reached: with no end.
const OPEN: i32 = 12 * 3000;

impl Interval {
    /// Whole years.
    pub fn years(from: i32, to: i32) -> Self {
        Self { from: 12 * from, to: 12 * to + 11, rough: false }
    }

    /// What a record says; open where the end is not known. Absent where the beginning is not known.
    pub fn recorded(from: PartialDate, to: PartialDate) -> Option<Self> {
        let month = |date: PartialDate, missing: i32| {
            12 * i32::from(date.year) + if date.month == 0 { missing } else { i32::from(date.month) - 1 }
        };
        from.is_known().then(|| Self {
            from: month(from, 0),
            to: if to.is_known() { month(to, 11) } else { OPEN },
            rough: false,
        })
    }

    /// Months between two intervals; 0 when they touch or overlap.
    pub fn gap(self, other: Self) -> i32 {
        (other.from - self.to).max(self.from - other.to).max(0)
    }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// The month that a word names.
fn month(word: &str) -> Option<i32> {
    let known = |full: &str| full.len() >= 3 && MONTHS.iter().any(|m| full.starts_with(m));
    let full = matches!(
        word,
        "january"
            | "february"
            | "march"
            | "april"
            | "may"
            | "june"
            | "july"
            | "august"
            | "september"
            | "october"
            | "november"
            | "december"
            | "sept"
    ) || MONTHS.contains(&word);
    (full && known(word)).then(|| MONTHS.iter().position(|m| word.starts_with(m)).map_or(0, |at| at as i32))
}

/// Every time in the tokens from `from` to `to`. `between` tells what stands before a token.
pub fn times(text: &Text, from: usize, to: usize, between: &dyn Fn(usize) -> String) -> Vec<Said> {
    let mut found = Vec::new();
    let mut at = from;
    while at < to {
        match time_at(text, at, from, to, between) {
            Some(said) => {
                at = said.to;
                found.push(said);
            }
            None => at += 1,
        }
    }
    found
}

fn time_at(text: &Text, at: usize, from: usize, to: usize, between: &dyn Fn(usize) -> String) -> Option<Said> {
    let word = |at: usize| if (from..to).contains(&at) { text.tokens.norm(at) } else { "" };
    let before = |back: usize| if at >= from + back { word(at - back) } else { "" };
    if let Some(decade) = decade(word(at)) {
        let (first, last) = match before(1) {
            "early" => (0, 4),
            "mid" | "middle" => (3, 7),
            "late" => (5, 9),
            _ => (0, 9),
        };
        let when = Interval { rough: true, ..Interval::years(decade + first, decade + last) };
        return Some(Said { when, from: at, to: at + 1, class: false });
    }
    if text.tokens.get(at).shape.has(Shape::MONEY) || !word(at).bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    // "MBA2012"
    let degree = DEGREES.iter().find_map(|degree| word(at).strip_prefix(degree)).and_then(year);
    let (year, ish) = year(word(at)).or(degree).or_else(|| {
        let marked = between(at).ends_with(['\'', '’', '‘']) || word(at).starts_with('\'');
        let school_year = between(at + 1) == "/" && short_year(word(at)).map(|y| y + 1) == short_year(word(at + 1));
        (marked || school_year).then(|| short_year(word(at).trim_start_matches('\''))).flatten().map(|y| (y, false))
    })?;
    let mut said = Said { when: Interval::years(year, year), from: at, to: at + 1, class: false };
    if let Some(month) = month(before(1)) {
        said.when = Interval { from: 12 * year + month, to: 12 * year + month, rough: false };
    }
    // A second year: "2012 to 2014", "2013-16".
    let (second, joined) = if matches!(word(at + 1), "to" | "till" | "until" | "through" | "thru" | "and" | "bis") {
        (at + 2, between(at + 2).trim().is_empty())
    } else {
        let mark = between((at + 1).min(to));
        (at + 1, at + 1 < to && matches!(mark.trim(), "-" | "–" | "—" | "/" | "/'" | "-'" | "–’"))
    };
    if joined && second < to {
        let end = self::year(word(second)).map(|(year, _)| year).or_else(|| short_year(word(second)));
        if let Some(end) = end.filter(|end| (year..year + 50).contains(end)) {
            said.when.to = 12 * end + 11;
            said.to = second + 1;
        }
    }
    let cue = |words: &[&str]| (1..=3).any(|back| words.contains(&before(back)));
    if said.to == at + 1 {
        if matches!(before(1), "since") || (cue(&["joined", "started", "start", "since"]) && !cue(&["together"])) {
            said.when.to = OPEN;
        } else if matches!(before(1), "until" | "till" | "before") || cue(&["left"]) {
            said.when.from = 0;
        }
    }
    said.when.rough = ish || matches!(before(1), "around" | "about" | "circa" | "ca" | "roughly" | "maybe");
    said.class = degree.is_some()
        || (1..=2).any(|back| CLASS.contains(&before(back)))
        || CLASS.contains(&word(said.to))
        || between(at).ends_with(['\'', '’'])
        || (at > from && matches!(before(1), "mba" | "phd" | "msc" | "ba" | "bsc" | "bcom"));
    Some(said)
}

/// Degrees that are written together with their year.
const DEGREES: &[&str] = &["mba", "emba", "msc", "bsc", "llm", "phd", "class", "batch"];

/// Words beside a year that make it the year of a class.
const CLASS: &[&str] = &[
    "class",
    "batch",
    "cohort",
    "intake",
    "promotion",
    "promo",
    "lichting",
    "generacion",
    "grad",
    "grads",
    "graduate",
    "graduates",
    "graduated",
    "passout",
    "alumni",
    "alum",
    "alumnus",
    "alumna",
    "vintage",
    "jahrgang",
    "crowd",
    "set",
    "turma",
    "rocznik",
    "kull",
    "kullet",
    "promocion",
    "year",
    "section",
];

fn year(word: &str) -> Option<(i32, bool)> {
    let digits = word.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
    let year = digits.parse().ok().filter(|year| (1950..2040).contains(year))?;
    match &word[4..] {
        "" => Some((year, false)),
        "ish" => Some((year, true)),
        _ => None,
    }
}

fn short_year(word: &str) -> Option<i32> {
    let year: i32 = word.parse().ok().filter(|_| word.len() == 2)?;
    Some(if year >= 50 { 1900 + year } else { 2000 + year })
}

fn decade(word: &str) -> Option<i32> {
    Some(match word {
        "fifties" => 1950,
        "sixties" | "60s" | "1960s" => 1960,
        "seventies" | "70s" | "1970s" => 1970,
        "eighties" | "80s" | "1980s" => 1980,
        "nineties" | "90s" | "1990s" => 1990,
        "noughties" | "2000s" | "00s" => 2000,
        "2010s" => 2010,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Lexicon, Span};

    #[track_caller]
    fn check(message: &str, expected: &[(i32, i32)]) {
        let text = Text::new(message, &Lexicon::default());
        let between = |at: usize| {
            let start = if at == 0 { 0 } else { text.tokens.get(at - 1).span.end };
            let end = if at < text.tokens.len() { text.tokens.get(at).span.start } else { text.length };
            Span { start, end }.quote(message).to_owned()
        };
        let found: Vec<_> = times(&text, 0, text.tokens.len(), &between)
            .iter()
            .map(|said| (said.when.from / 12, (said.when.to / 12).min(9999)))
            .collect();
        assert_eq!(found, expected, "in {message:?}");
    }

    #[test]
    fn years_as_people_write_them() {
        check("We met in 2012.", &[(2012, 2012)]);
        check("from 2016 to 2018", &[(2016, 2018)]);
        check("SLB Aberdeen 2013-16, wireline", &[(2013, 2016)]);
        check("on the committee in '09", &[(2009, 2009)]);
        check("UM chem eng 04/05 batch", &[(2004, 2005)]);
        check("infra side, 2018ish", &[(2018, 2018)]);
        check("all through the nineties", &[(1990, 1999)]);
        check("mid nineties", &[(1993, 1997)]);
        check("I joined in spring 2015", &[(2015, 3000)]);
        check("store 121, room 40, 5,000 lb", &[]);
        check("costs $2000", &[]);
    }
}
