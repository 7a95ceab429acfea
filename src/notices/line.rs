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

/// A form as it is compared: plain words with one blank between them.
pub fn plain_form(form: &str) -> String {
    form.split_whitespace().map(plain).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The words of a line, and the same as they are compared.
pub struct Words<'a> {
    shown: Vec<&'a str>,
    plain: Vec<String>,
}

impl<'a> Words<'a> {
    /// Cuts a line.
    pub fn new(line: &'a str) -> Self {
        // Marks that stand alone, such as a dash or a bullet, are no words.
        let shown: Vec<&str> = line.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
        let plain = shown.iter().map(|word| plain(word)).collect();
        Self { shown, plain }
    }

    /// Whether the line is said in this form, which is a plain one; then who is named in it, which may be nobody.
    pub fn says(&self, form: &str) -> Option<String> {
        let mut name = String::new();
        fits(&self.shown, &self.plain, form, &mut name).then_some(name)
    }
}

fn fits(shown: &[&str], plain: &[String], form: &str, name: &mut String) -> bool {
    let (first, rest) = form.split_once(' ').unwrap_or((form, ""));
    let most = match first {
        "" => return shown.is_empty(),
        "{name}" => LONGEST,
        "{you}" => 3,
        "{some}" => 4,
        "{network}" => 1,
        literal => {
            return plain.first().is_some_and(|word| word == literal) && fits(&shown[1..], &plain[1..], rest, name);
        }
    };
    // What follows takes a word each at least.
    let most = most.min(shown.len().saturating_sub(rest.split(' ').filter(|word| !word.is_empty()).count()));
    (1..=most).any(|length| {
        let held = &shown[..length];
        let holds = match first {
            "{name}" | "{you}" => is_name_of(held, &plain[0]),
            "{network}" => NETWORKS.contains(&plain[0].as_str()),
            _ => true,
        };
        let fit = holds && fits(&shown[length..], &plain[length..], rest, name);
        if fit && first == "{name}" {
            *name = held.join(" ").trim_matches([',', ':', '.', '!']).to_owned();
        }
        fit
    })
}

/// Names open with a capital, or are written without them; "I" and sentences are none.
pub fn is_name(words: &[&str]) -> bool {
    words.first().is_some_and(|first| is_name_of(words, &plain(first)))
}

/// The same of words of which the first is known as it is compared.
fn is_name_of(words: &[&str], first: &str) -> bool {
    !words.is_empty()
        && words.len() <= LONGEST
        && words[0].chars().next().is_some_and(|first| first.is_alphabetic() && !first.is_lowercase())
        && words[..words.len() - 1].iter().all(|word| !word.ends_with(['!', '?', ':', ';']))
        && !["i", "you", "we"].contains(&first)
}
