//! Sums of money and names of employers that a message gives, however they are written: nobody asks for them again.

use super::data::pack::Words;
use super::topic::Heard;

/// Whether a sum of money stands in the text: "€9,500", "780,000 NOK", "65-75k", "900 a week", "46,000".
pub fn sum(text: &str, words: &Words<'_>) -> bool {
    if text.contains(['£', '€', '$', '₹', '¥']) {
        return true;
    }
    let [money, per, thing] = ["sum.money", "sum.per", "sum.with"].map(|key| words.list(key));
    let said: Vec<&str> = text.split_whitespace().collect();
    said.iter().enumerate().any(|(at, raw)| {
        let Some(figure) = Figure::read(raw) else { return false };
        let near = |word: Option<&&str>| word.is_some_and(|word| is_one_of(word, money));
        let before = at.checked_sub(1).and_then(|before| said.get(before));
        let rest = &said[at + 1..];
        // "ISK 1.1m a month", "7,400 CAD", "3 mil euros" all name what is paid in.
        if near(before) || near(rest.first()) || near(rest.get(1)) && figure.is_bare {
            return true;
        }
        // "900 a week", but not "four days a week" or "8 hours a day".
        if figure.least >= 100 && per.iter().any(|phrase| begins_with(rest, phrase)) {
            return true;
        }
        // "52k plus shift allowance", but not "52k readers".
        let alone = figure.ends || rest.first().is_none_or(|next| is_one_of(next, thing));
        figure.is_large && alone
    })
}

/// Whether the text names whom the job is with: after one of the words that stand before such a name, or because the
/// sender speaks of a house of their own and not of a client's.
pub fn employer(text: &str, said: &Heard<'_>, words: &Words<'_>) -> bool {
    if said.mentions(words.list("says.client")) {
        return false;
    }
    if said.mentions(words.list("says.employer")) {
        return true;
    }
    let [before, article] = ["employer.before", "employer.article"].map(|key| words.list(key));
    let said: Vec<&str> = text.split_whitespace().collect();
    said.windows(3).any(|three| {
        let name = if is_one_of(three[1], article) { three[2] } else { three[1] };
        is_one_of(three[0], before) && name.starts_with(char::is_uppercase)
    })
}

/// A figure as it is written.
struct Figure {
    /// The least that it may mean.
    least: u32,
    /// Whether it is written as sums are: in thousands.
    is_large: bool,
    /// Whether no letter stands in it, so that a word such as "thousand" may follow.
    is_bare: bool,
    /// Whether its clause ends with it.
    ends: bool,
}

impl Figure {
    /// Reads "46,000", "46.000", "65–75k" or "1.1m"; `None` where no digit leads.
    fn read(raw: &str) -> Option<Self> {
        let bare = raw.trim_matches(|c: char| !c.is_alphanumeric() && c != '%');
        if !bare.starts_with(|c: char| c.is_ascii_digit()) || bare.ends_with('%') {
            return None;
        }
        let last = bare.rsplit(['-', '–', '—', '/']).next().unwrap_or(bare);
        let digits = last.trim_end_matches(|c: char| c.is_alphabetic());
        let unit = last[digits.len()..].to_lowercase();
        let plain: String = digits.chars().filter(char::is_ascii_digit).collect();
        let least = plain.parse().unwrap_or(u32::MAX);
        let thousands = digits.split([',', '.', '\'', '’']).skip(1).all(|group| group.len() == 3);
        let grouped = digits.len() > plain.len() && thousands && plain.ends_with("00");
        let is_large = unit == "k" && (15..=900).contains(&least) || unit.is_empty() && grouped && least >= 8000;
        let ends = raw.trim_end_matches(['"', ')', '”']).ends_with([',', '.', ';', ':', '!', '?', ')']);
        Some(Self { least, is_large, is_bare: unit.is_empty(), ends: ends || raw.ends_with(')') })
    }
}

fn is_one_of(word: &str, list: &[&str]) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    list.contains(&word.as_str())
}

fn begins_with(said: &[&str], phrase: &str) -> bool {
    let mut said = said.iter();
    phrase.split(' ').all(|word| said.next().is_some_and(|next| is_one_of(next, &[word])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reply::{Language, pack};

    #[track_caller]
    fn check(language: &str, text: &str, given: bool) {
        let language = Language::from_code(language).expect("a pack");
        assert_eq!(sum(text, &pack(language).words), given, "{text}");
    }

    #[test]
    fn sums_are_known_however_they_are_written() {
        for text in [
            "Salary 780,000 NOK, moving costs paid.",
            "A mill supervisor vacancy in Grimsby, 52k plus shift allowance.",
            "Somebody to run the planetarium, four days, 46,000, with school holidays off.",
            "Kafka, hybrid, 70-80k) and a bicycle.",
            "You would sort post from your kitchen, 900 a week.",
            "ISK 1.1m a month, start in March.",
            "680–760k DKK.",
            "About 60 thousand euros.",
        ] {
            check("en", text, true);
        }
        for text in [
            "We have 52k readers and 1,140 member farms.",
            "Four days a week, 8 hours a day, from 2027.",
            "Our 10,000 members and 90 people in 3 towns.",
            "An opening for 5-8 yrs, 100% remote.",
        ] {
            check("en", text, false);
        }
        check("de", "Geboten werden 65.000 bis 72.000 brutto.", true);
        check("de", "Wir haben 12.000 Mitglieder und 30 Stunden.", false);
        check("es", "El puesto es en Vigo, 38.000 euros.", true);
        check("fr", "Le poste est à Nantes, 45 à 50k, télétravail possible.", true);
        check("pt", "A vaga paga 9 mil reais.", true);
    }
}
