//! What to call somebody: the name that people would write after "Hi", from whatever a page shows.

use super::data::pack::Names;

/// The name to greet `full` by; empty if nothing there is surely a person's name.
pub fn greeting_name(full: &str, names: &Names<'_>) -> String {
    let shown = visible(full);
    if shown.chars().count() > 80
        || shown.contains(['@', '&', '{', '}', '<', '>', '%', '_', '=', '\\'])
        || shown.contains("http")
    {
        return String::new();
    }
    if let Some(nickname) = nickname(&shown, names) {
        return nickname;
    }
    let bare = without_brackets(&shown);
    let head = before_trailer(&bare);
    let (mut parts, tail) = split_comma(head);
    if let Some(given) = tail.filter(|tail| comes_first(parts, tail, names)) {
        parts = given;
    }
    let words: Vec<&str> = parts
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !is_letter(c) && c != '.'))
        .filter(|word| !word.is_empty())
        .collect();
    choose(&words, names)
}

/// The whole name with its title, for languages that greet formally; empty if [`greeting_name`] is or has it all.
pub fn full_name(full: &str, names: &Names<'_>) -> String {
    let called = greeting_name(full, names);
    let bare = without_brackets(&visible(full));
    let (before, tail) = split_comma(before_trailer(&bare));
    let given = tail.filter(|tail| comes_first(before, tail, names)).unwrap_or("");
    let lower = |word: &str| word.trim_matches('.').to_lowercase();
    let keep = |word: &&str| {
        let lower = lower(word);
        let title = names.titles.contains(&lower.as_str()) && word.ends_with('.');
        !names.credentials.contains(&lower.as_str()) && (!title || names.kept.contains(&lower.as_str()))
    };
    let words: Vec<String> = given
        .split(' ')
        .chain(before.split(' '))
        .filter(|word| !word.is_empty())
        .filter(keep)
        .map(cased_or_title)
        .collect();
    // "Priyanka B." is told by no more than her given name.
    let words = match words.split_last() {
        Some((last, rest)) if !rest.is_empty() && is_initial(last) => rest.to_vec(),
        _ => words,
    };
    let whole = words.join(" ");
    if called.is_empty()
        || words.len() > 5
        || whole.chars().count() > 40
        || whole.chars().any(|c| !is_letter(c) && !" .-'’".contains(c))
    {
        return String::new();
    }
    whole
}

fn cased_or_title(word: &str) -> String {
    if word.ends_with('.') || word.chars().all(|c| !c.is_uppercase()) { word.to_owned() } else { cased(word) }
}

/// The name signed at the end of `text`, if it is one that the sender goes by.
///
/// Pages show "Elizabeth Berg" while the message ends in "Best, Liz": people are called what they call themselves.
pub fn signed_name(text: &str, full: &str, headline: &str, names: &Names<'_>) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    if lines.len() < 2 {
        return String::new();
    }
    let shown = full.to_lowercase();
    let called = greeting_name(full, names);
    for at in (lines.len().saturating_sub(5)..lines.len()).rev() {
        let line = lines[at];
        let dashed = line.starts_with(['-', '–', '—', '~']) && at > 0;
        let closed = at > 0 && is_closing(lines[at - 1], names);
        let last = at > 0 && at + 1 == lines.len();
        if !dashed && !closed && !last {
            continue;
        }
        let words: Vec<&str> = line.trim_start_matches(['-', '–', '—', '~', ' ']).split_whitespace().collect();
        let name = match words.as_slice() {
            several if several.len() > 1 && several.join(" ") == called => return called,
            // "Hui Min Goh" signs "Hui Min"; longer words may be a family name.
            [first, second]
                if closed
                    && shown.starts_with(&format!("{} {} ", first.to_lowercase(), second.to_lowercase()))
                    && first.len() <= 5
                    && second.len() <= 4 =>
            {
                return format!("{first} {second}");
            }
            [_] => greeting_name(words[0], names),
            [_, .., last] if words.len() <= 3 && !shown.is_empty() && shown.contains(&last.to_lowercase()) => {
                greeting_name(words[0], names)
            }
            [_, _] if shown.is_empty() => greeting_name(line, names),
            _ => continue,
        };
        let known = !name.is_empty() && shown.contains(&name.to_lowercase());
        if known && called.is_empty() {
            // A part of what is no person's name is none either.
            continue;
        }
        let capital = words[0].chars().next().is_some_and(char::is_uppercase);
        let place = headline.to_lowercase().contains(&name.to_lowercase());
        if known && (dashed || closed || shown.split(' ').any(|part| part.starts_with(&name.to_lowercase()))) {
            return name;
        }
        if (dashed || closed)
            && (capital && !place && (2..=14).contains(&name.chars().count()) && !is_closing(&name, names))
        {
            return name;
        }
    }
    String::new()
}

fn is_closing(line: &str, names: &Names<'_>) -> bool {
    let line = line.trim_end_matches([',', '!', '.', ' ']).to_lowercase();
    let words = line.split_whitespace().count();
    words <= 6
        && names.closings.iter().any(|closing| {
            line == *closing
                || line.ends_with(&format!(" {closing}"))
                || (words <= 3 && line.starts_with(&format!("{closing} ")))
        })
}

/// Without pictures, invisible characters and styled letters.
fn visible(full: &str) -> String {
    let mut shown = String::with_capacity(full.len());
    for c in full.chars() {
        match c {
            // Mathematical letters, with which people write their names in bold: they repeat A–Z, a–z.
            '\u{1d400}'..='\u{1d6a3}' => {
                let at = (c as u32 - 0x1d400) % 52;
                shown.extend(char::from_u32(if at < 26 { u32::from(b'A') + at } else { u32::from(b'a') + at - 26 }));
            }
            '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{ad}'
            | '\u{fe00}'..='\u{fe0f}' => {}
            c if c.is_control() || c.is_whitespace() => shown.push(' '),
            c => shown.push(c),
        }
    }
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_mark(c)
}

/// Vowel signs and accents that are no letters but parts of a word in Indic and Arabic scripts, or stand apart.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{903}' | '\u{93a}'..='\u{94f}' | '\u{981}'..='\u{9cd}' | '\u{a01}'..='\u{dff}'
        | '\u{e31}'..='\u{e4e}' | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}')
}

/// "Robert “Bob” Smith" and "Wei (Vivian) Zhang" say what they go by.
fn nickname(shown: &str, names: &Names<'_>) -> Option<String> {
    for (open, close) in [('"', '"'), ('“', '”'), ('(', ')'), ('«', '»'), ('‘', '’')] {
        let Some((before, rest)) = shown.split_once(open) else { continue };
        let Some((inside, _)) = rest.split_once(close) else { continue };
        let inside = inside.trim();
        let one_word = inside.chars().count() >= 2 && inside.chars().all(|c| is_letter(c) || c == '-');
        let capital = inside.chars().next().is_some_and(char::is_uppercase);
        let mixed = inside.chars().skip(1).any(char::is_lowercase) || !inside.is_ascii();
        let lower = inside.to_lowercase();
        let other = ["she", "he", "they", "her", "him", "ex", "née", "nee"].contains(&lower.as_str())
            || names.credentials.contains(&lower.as_str())
            || names.firms.contains(&lower.as_str());
        if one_word && capital && mixed && !other && !before.trim().is_empty() {
            return Some(inside.to_owned());
        }
    }
    None
}

fn without_brackets(shown: &str) -> String {
    let mut depth = 0_u32;
    let mut bare = String::with_capacity(shown.len());
    for c in shown.chars() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            '"' | '“' | '”' | '«' | '»' => {}
            c if depth == 0 => bare.push(c),
            _ => {}
        }
    }
    bare
}

/// "Betty Berg | Growth Hacker", "Betty Berg - Acme", "Betty at Acme": the part before.
fn before_trailer(bare: &str) -> &str {
    let mut head = bare;
    for mark in [
        "|", "•", "·", "—", " – ", " - ", ":", "/", "~", ";", " at ", " from ", " bei ", " chez ", " en ", " via ",
        " @",
    ] {
        head = head.split(mark).find(|part| part.chars().any(is_letter)).unwrap_or(head);
    }
    head.trim()
}

fn split_comma(head: &str) -> (&str, Option<&str>) {
    match head.split_once([',', '，', '、']) {
        Some((before, after)) => (
            before.trim(),
            Some(after.split([',', '，']).next().unwrap_or("").trim()).filter(|after| !after.is_empty()),
        ),
        None => (head, None),
    }
}

/// Whether `tail`, which stands after a comma, is the given name: "van der Berg, Betty".
fn comes_first(before: &str, tail: &str, names: &Names<'_>) -> bool {
    let lower = |word: &str| word.trim_matches('.').to_lowercase();
    let family: Vec<&str> = before.split_whitespace().collect();
    let short = family.len() == 1
        || (family.len() <= 4
            && family
                .iter()
                .take(family.len().saturating_sub(1))
                .all(|word| names.particles.contains(&lower(word).as_str())));
    let letters: Vec<char> = tail.chars().filter(|c| c.is_alphabetic()).collect();
    let shouted =
        letters.len() > 1 && letters.iter().all(|c| c.is_uppercase()) && !before.chars().all(|c| !c.is_lowercase());
    let dotted = tail.split_whitespace().any(|word| word.matches('.').count() > 1);
    let credential = tail.split_whitespace().any(|word| names.credentials.contains(&lower(word).as_str()));
    let plain =
        tail.split_whitespace().all(|word| word.chars().next().is_some_and(|c| c.is_uppercase() || !c.is_lowercase()));
    short && plain && !shouted && !dotted && !credential && tail.split_whitespace().count() <= 3
}

/// The words of the name from which titles, initials and the family name go.
fn choose(words: &[&str], names: &Names<'_>) -> String {
    let lower = |word: &str| word.trim_matches('.').to_lowercase();
    let is = |list: &[&str], word: &str| list.contains(&lower(word).as_str());
    if words.is_empty()
        || words.len() > 7
        || is(&names.openers, words[0]) && words.len() > 1 && !is(&names.particles, words[0])
    {
        return String::new();
    }
    if words.iter().any(|word| is(&names.firms, word)) {
        return String::new();
    }
    let is_title = |word: &str| is(&names.titles, word) && (word.ends_with('.') || !is(&names.dotted, word));
    let titles = words.iter().take_while(|word| is_title(word)).count();
    let mut rest: Vec<&str> = words[titles..].to_vec();
    while rest.len() > 1
        && rest.last().is_some_and(|word| is(&names.credentials, word) || word.ends_with('.') || is_initial(word))
    {
        let last = rest.pop().unwrap_or("");
        if rest.len() == 1 && (last.ends_with('.') || is_initial(last)) {
            // "Toufiqur R." keeps the name it has.
            break;
        }
    }
    let Some(first) = rest.first().copied() else { return String::new() };
    if ["and", "und", "et", "y", "e"].contains(&lower(first).as_str()) && rest.len() > 1 {
        // "Mr. and Mrs. Denholm" are two.
        return String::new();
    }
    if !first.chars().any(char::is_alphabetic) || rest.iter().any(|word| word.chars().any(|c| c.is_ascii_digit())) {
        return String::new();
    }
    if is_han(first) {
        // Family name and given name are not told apart, so the whole is said.
        return rest.join(" ");
    }
    if is(&names.particles, first) && first.chars().all(|c| !c.is_uppercase()) && rest.len() > 1 {
        return titled(words, titles, &rest, names);
    }
    if rest.len() == 1 {
        if titles > 0 {
            return titled(words, titles, &rest, names);
        }
        let small = first.chars().all(|c| !c.is_uppercase()) && first.is_ascii();
        let handle = first.contains('.') || small && (first.contains('-') || first.len() > 7);
        return if handle
            || is_initial(first)
            || is_title(first)
            || is(&names.openers, first) && !is(&names.particles, first)
        {
            String::new()
        } else {
            cased(first)
        };
    }
    let mut at = 0;
    while at + 1 < rest.len() && (is_initial(rest[at]) || is(&names.skipped, rest[at]) && rest.len() > at + 2) {
        at += 1;
    }
    if at > 0 && (at + 1 == rest.len() || is(&names.particles, rest[at])) {
        // "J. Smith": nothing to call them by but the family name.
        return titled(words, titles, &rest[at..], names);
    }
    if names.given_last.contains(&lower(rest[at]).as_str()) {
        // "Nguyen Thi Hoa" is Hoa.
        return cased(rest[rest.len() - 1]);
    }
    if at + 2 == rest.len() && names.family_first.contains(&lower(rest[at]).as_str()) {
        let second = rest[at + 1];
        let also = names.family_first.contains(&lower(second).as_str());
        return if also { format!("{} {}", cased(rest[at]), cased(second)) } else { cased(second) };
    }
    let plain = |word: &str| !is_initial(word) && !is(&names.particles, word);
    if at + 3 == rest.len() && is_family_of_three(rest[at], names) && plain(rest[at + 1]) && plain(rest[at + 2]) {
        return format!("{} {}", cased(rest[at + 1]), cased(rest[at + 2]));
    }
    let short = |word: &str| plain(word) && word.chars().count() <= 4;
    if at + 3 == rest.len() && is_family_of_three(rest[at + 2], names) && short(rest[at]) && short(rest[at + 1]) {
        // "Hui Min Goh" is Hui Min.
        return format!("{} {}", cased(rest[at]), cased(rest[at + 1]));
    }
    let given = rest[at];
    if at + 2 < rest.len() {
        let both = format!("{} {}", lower(given), lower(rest[at + 1]));
        if names.pairs.contains(&both.as_str()) || is(&names.bound, given) {
            return format!("{} {}", cased(given), cased(rest[at + 1]));
        }
    }
    if is(&names.bound, given) && !given.is_ascii() {
        return rest[at..].join(" ");
    }
    cased(given)
}

/// Whether two given names follow this family name, where two follow.
fn is_family_of_three(word: &str, names: &Names<'_>) -> bool {
    let lower = word.to_lowercase();
    names.family_first.contains(&lower.as_str()) || names.family_of_three.contains(&lower.as_str())
}

/// "Dr Smith" where only that is known; nothing where there is no title to say.
fn titled(words: &[&str], titles: usize, family: &[&str], names: &Names<'_>) -> String {
    let kept = words[..titles]
        .iter()
        .rev()
        .find(|title| names.kept.contains(&title.trim_matches('.').to_lowercase().as_str()));
    match kept {
        Some(title) => format!("{} {}", capital(title), family.join(" ")),
        None => String::new(),
    }
}

fn is_initial(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters == 1 && word.chars().all(|c| c.is_alphabetic() || c == '.') && !is_han(word)
}

fn is_han(word: &str) -> bool {
    word.chars().any(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'))
}

/// A name as people write it when the page has it all in capitals or all in small letters.
fn cased(word: &str) -> String {
    let word = word.trim_end_matches(['.', '\'', '’']).trim_start_matches(['.', '\'', '’', '-']);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let shouted = letters > 2 && word.chars().all(|c| !c.is_lowercase());
    let whispered = word.chars().all(|c| !c.is_uppercase());
    if !shouted && !whispered {
        return word.to_owned();
    }
    word.split_inclusive('-')
        .map(|part| capital(&if shouted { part.to_lowercase() } else { part.to_owned() }))
        .collect()
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
