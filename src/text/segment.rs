//! Tells the parts of a message: subject line, greeting, body, sign-off, signature, quoted and trailing text.

use super::sentence::Sentence;
use super::token::{Shape, Tokens};

/// Part of a message. Rules look at the subject and the body unless they say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Segment {
    /// A line that opens with "Subject:".
    Subject,
    /// "Hi Betty", "Dear Dr Okafor".
    Greeting,
    /// The message itself.
    Body,
    /// "Best regards", "Thanks again".
    SignOff,
    /// Name and role under the sign-off.
    Signature,
    /// An earlier mail below, or a text meant to be forwarded.
    Quoted,
    /// Legal notices, "Sent from my phone", unsubscribe lines.
    Trailer,
}

const GREETINGS: [&str; 14] = [
    "hi",
    "hello",
    "hey",
    "dear",
    "greetings",
    "hiya",
    "hola",
    "howdy",
    "good",
    "morning",
    "afternoon",
    "evening",
    "namaste",
    "hallo",
];
/// Small words inside a greeting.
const GREETED: [&str; 20] = [
    "there",
    "all",
    "everyone",
    "everybody",
    "team",
    "folks",
    "friends",
    "friend",
    "and",
    "sir",
    "madam",
    "or",
    "to",
    "whom",
    "morning",
    "afternoon",
    "evening",
    "day",
    "dr",
    "the",
];
const SIGN_OFFS: [&str; 21] = [
    "best",
    "regards",
    "kind",
    "warm",
    "warmly",
    "sincerely",
    "cheers",
    "thanks",
    "thank",
    "yours",
    "cordially",
    "respectfully",
    "warmest",
    "kindly",
    "faithfully",
    "love",
    "ciao",
    "many",
    "with",
    "all",
    "gratefully",
];

/// Marks every sentence with its part.
pub fn mark(tokens: &Tokens, sentences: &mut [Sentence]) {
    let mut quoted = false;
    // A text between two lines of dashes is meant to be forwarded.
    let mut between = sentences.len() > 3 && sentences.iter().filter(|s| is_ruled(s)).count() >= 2;
    let mut inside = false;
    for (i, marked) in sentences.iter_mut().enumerate() {
        let sentence = *marked;
        let first = tokens.norm(sentence.from);
        let starts_line = sentence.before.lines > 0;
        quoted |= starts_line && (sentence.before.quote || is_quote_header(tokens, &sentence));
        if between && is_ruled(&sentence) {
            between = !inside;
            inside = !inside;
        }
        marked.segment = if quoted || inside {
            Segment::Quoted
        } else if i == 0 && first == "subject" {
            Segment::Subject
        } else if is_trailer(tokens, &sentence) {
            Segment::Trailer
        } else if starts_line && i <= 2 && is_greeting(tokens, &sentence) {
            Segment::Greeting
        } else {
            Segment::Body
        };
    }
    mark_end(tokens, sentences);
}

/// "Hi Betty", "Dear Dr Okafor and team", but not "Hi Clara, fellow alum here".
fn is_greeting(tokens: &Tokens, sentence: &Sentence) -> bool {
    let named = |at: usize| tokens.get(at).shape.has(Shape::CAPITAL) || GREETED.contains(&tokens.norm(at));
    let length = sentence.to - sentence.from;
    GREETINGS.contains(&tokens.norm(sentence.from))
        && !sentence.after.question
        && (length <= 2 || (length <= 7 && (sentence.from + 1..sentence.to).all(named)))
}

/// From the bottom up: a sign-off line, and the lines of name and role below it.
fn mark_end(tokens: &Tokens, sentences: &mut [Sentence]) {
    // What is added below the name is said to the reader like the rest.
    let end = sentences.iter().position(|s| is_postscript(tokens, s)).unwrap_or(sentences.len());
    let Some(last) = sentences[..end].iter().rposition(|s| s.segment == Segment::Body) else { return };
    for i in (last.saturating_sub(7).max(1)..=last).rev() {
        let sentence = sentences[i];
        let short = |s: &Sentence, most: usize| s.to - s.from <= most && !s.after.question;
        let opens = sentence.before.lines > 0 && short(&sentence, 5) && SIGN_OFFS.contains(&tokens.norm(sentence.from));
        if opens && sentences[i + 1..=last].iter().all(|below| short(below, 9)) {
            sentences[i].segment = Segment::SignOff;
            for below in &mut sentences[i + 1..=last] {
                below.segment = Segment::Signature;
            }
            return;
        }
    }
}

fn is_postscript(tokens: &Tokens, sentence: &Sentence) -> bool {
    let begins = |words: &[&str]| {
        words.len() <= sentence.to - sentence.from
            && words.iter().enumerate().all(|(at, word)| tokens.norm(sentence.from + at) == *word)
    };
    sentence.before.lines > 0 && (begins(&["p.s"]) || begins(&["ps"]) || begins(&["p", "s"]) || begins(&["pps"]))
}

fn is_ruled(sentence: &Sentence) -> bool {
    sentence.before.rule && sentence.before.lines > 0
}

fn is_quote_header(tokens: &Tokens, sentence: &Sentence) -> bool {
    let first = tokens.norm(sentence.from);
    let last = tokens.norm(sentence.to - 1);
    let ruled = sentence.before.rule && matches!(first, "original" | "forwarded");
    ruled || (first == "on" && last == "wrote")
}

fn is_trailer(tokens: &Tokens, sentence: &Sentence) -> bool {
    let words: Vec<&str> = (sentence.from..sentence.to).take(14).map(|i| tokens.norm(i)).collect();
    let has = |word: &str| words.contains(&word);
    words.starts_with(&["sent", "from", "my"])
        || (has("unsubscribe") && words.len() <= 12)
        || (has("confidential") && has("intended"))
}
