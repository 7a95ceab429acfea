//! Residue of automation in a greeting, which takes the names of the two people to see.

use crate::people::{Name, is_title, may_be_same};
use crate::request::Request;
use crate::text::{Segment, Shape, Span, Text};

/// Words that open a message and call for a name.
const GREETINGS: [&str; 11] =
    ["hi", "hello", "hey", "dear", "hiya", "hola", "ciao", "hallo", "greetings", "morning", "bonjour"];

/// Where a name should stand after a greeting and does not: `Hi ,`, `Dear Mr. ,`, `Hi Dominik,,`.
pub fn empty_greeting(text: &Text, request: &Request) -> Option<Span> {
    let Greeting { first, mut last, sentence_end } = greeting(text)?;
    // "Dear Sir," and "Dear Dr." are whole; "Dear Mr.," is not.
    let titled = last + 1 < sentence_end && matches!(text.tokens.norm(last + 1), "mr" | "mrs" | "ms" | "miss");
    last += usize::from(titled);
    let start = text.tokens.get(first).span.start;
    let end = text.tokens.get(last).span.end;
    let after = after(end, &request.text);
    let bare = after.trim_start_matches('.').trim_start_matches([' ', '\u{a0}']);
    let mark = bare.starts_with([',', '!', ';']) && (titled || after.starts_with([' ', '\u{a0}']));
    if mark {
        let through = after.len() - bare.len() + 1;
        return Some(Span { start, end: end + after[..through].encode_utf16().count() as u32 });
    }
    // Two commas: a part of the name is missing.
    let name_end = text.tokens.get((last + 1).min(sentence_end - 1)).span.end;
    let doubled = last + 1 < sentence_end && self::after(name_end, &request.text).starts_with(",,");
    doubled.then_some(Span { start, end: name_end + 2 })
}

/// A greeting to somebody else than the recipient.
pub fn wrong_greeting(text: &Text, request: &Request) -> Option<Span> {
    let known = Name::new(&request.recipient.name);
    if known.words.is_empty()
        || known.words.iter().any(|word| is_no_name(word))
        || request.recipient.name.chars().all(|c| !c.is_uppercase())
    {
        return None;
    }
    let Greeting { first, last, sentence_end } = greeting(text)?;
    if let Some(span) = greeting_of_site(text, &request.text, first..last + 1, sentence_end, &known) {
        return Some(span);
    }
    let mut end = last + 1;
    let mut titled = false;
    while end < sentence_end {
        let token = text.tokens.get(end);
        let word = text.tokens.norm(end);
        if end > last + 1 && token.shape.has(Shape::AFTER_COMMA) {
            break;
        }
        if is_title(word) && !titled && end == last + 1 {
            titled = true;
        } else if !token.shape.has(Shape::CAPITAL) || token.shape.has(Shape::NUMBER) || is_no_name(word) {
            return None;
        }
        end += 1;
    }
    // Only a name and nothing else between the greeting and the first mark.
    let words = end - last - 1 - usize::from(titled);
    let closed = end == sentence_end || text.tokens.get(end).shape.has(Shape::AFTER_COMMA);
    if words == 0 || words > 3 || !closed || text.tokens.get(last + 1).shape.has(Shape::AFTER_COMMA) {
        return None;
    }
    let span = text.tokens.span(last + 1..end);
    let said = Name::new(span.quote(&request.text));
    let is_sender = Name::new(&request.sender.name).words.iter().any(|word| said.words.contains(word));
    (!may_be_same(&said, &known) && !is_sender).then(|| text.tokens.span(first..end))
}

/// `Hello kitewood.example team` to a person who has nothing of that name.
fn greeting_of_site(
    text: &Text,
    message: &str,
    greeting: std::ops::Range<usize>,
    end: usize,
    known: &Name,
) -> Option<Span> {
    let at = greeting.end;
    if at >= end || text.tokens.norm(at) != "<url>" {
        return None;
    }
    let span = text.tokens.span(greeting.start..at + 1);
    let site = text.tokens.span(at..at + 1).quote(message).to_lowercase();
    let owner = known.words.iter().any(|word| word.chars().count() > 2 && site.contains(word.as_str()));
    (!owner && !site.contains('/')).then_some(span)
}

/// A name with what stands beside it in a headline, taken over whole: `Hi Mia Sand, MBA, PMP`, `Hi ✨Mia`.
pub fn copied_name(text: &Text, request: &Request) -> Option<Span> {
    let Greeting { first, last, sentence_end } = greeting(text)?;
    let known = Name::new(&request.recipient.name);
    let mut end = last + 1;
    let mut adorned = false;
    let mut named = false;
    while end < sentence_end && end - last <= 8 {
        let token = text.tokens.get(end);
        let word = text.tokens.norm(end);
        let glued = end + 1 < sentence_end && text.tokens.get(end + 1).span.start == token.span.end;
        if token.shape.has(Shape::EMOJI) && (glued || named) {
            adorned |= glued && !named;
        } else if named && DEGREES.contains(&word) && token.shape.has(Shape::CAPITAL) {
            let closed = end + 1 == sentence_end || text.tokens.get(end + 1).shape.has(Shape::AFTER_COMMA);
            adorned |= closed || self::after(token.span.end, &request.text).trim_start().starts_with('|');
        } else if known.words.iter().any(|own| own == word) {
            named = true;
        } else if !named || !token.shape.has(Shape::CAPITAL) || token.shape.has(Shape::AFTER_COMMA) {
            break;
        }
        end += 1;
    }
    (adorned && named).then(|| text.tokens.span(first..end))
}

/// Letters that people put after their names on a profile and nobody says in a greeting.
const DEGREES: [&str; 16] =
    ["mba", "pmp", "phd", "cpa", "cissp", "cfa", "csm", "md", "rn", "shrm", "pe", "msc", "bsc", "llb", "esq", "cfp"];

/// A word of greeting at the head of a message.
struct Greeting {
    /// Its first token.
    first: usize,
    /// Its last one.
    last: usize,
    /// The end of the sentence that it opens.
    sentence_end: usize,
}

fn greeting(text: &Text) -> Option<Greeting> {
    let sentence = text.sentences.iter().find(|sentence| sentence.segment != Segment::Subject)?;
    let word = |at: usize| if at < sentence.to { text.tokens.norm(at) } else { "" };
    let first = sentence.from;
    if word(first) == "good" && matches!(word(first + 1), "morning" | "afternoon" | "evening" | "day") {
        return Some(Greeting { first, last: first + 1, sentence_end: sentence.to });
    }
    GREETINGS.contains(&word(first)).then_some(Greeting { first, last: first, sentence_end: sentence.to })
}

/// What stands after a place counted in UTF-16 units.
fn after(unit: u32, message: &str) -> &str {
    let mut units = 0;
    let at = message.char_indices().find(|(_, c)| {
        let found = units >= unit;
        units += c.len_utf16() as u32;
        found
    });
    at.map_or("", |(byte, _)| &message[byte..])
}

/// Words by which people are greeted without a name, and parts of such phrases.
fn is_no_name(word: &str) -> bool {
    NO_NAMES.contains(&word) || word.ends_with("team") || word.starts_with("everyb")
}

const NO_NAMES: &[&str] = &[
    "all",
    "everyone",
    "everybody",
    "team",
    "there",
    "folks",
    "guys",
    "friends",
    "friend",
    "colleagues",
    "colleague",
    "sir",
    "sirs",
    "madam",
    "maam",
    "mam",
    "ma'am",
    "ma",
    "ladies",
    "gentlemen",
    "boss",
    "chief",
    "champ",
    "coach",
    "captain",
    "buddy",
    "mate",
    "pal",
    "bro",
    "brother",
    "sister",
    "man",
    "dude",
    "hun",
    "honey",
    "love",
    "lovely",
    "dear",
    "dearest",
    "darling",
    "sweetheart",
    "beautiful",
    "pretty",
    "handsome",
    "gorgeous",
    "again",
    "from",
    "and",
    "you",
    "to",
    "the",
    "of",
    "or",
    "my",
    "your",
    "our",
    "hiring",
    "recruiting",
    "manager",
    "director",
    "recruiter",
    "committee",
    "editor",
    "editors",
    "members",
    "member",
    "professor",
    "doctor",
    "teacher",
    "neighbor",
    "neighbors",
    "neighbours",
    "auntie",
    "aunt",
    "uncle",
    "grandma",
    "grandpa",
    "mom",
    "mum",
    "dad",
    "cousin",
    "candidate",
    "applicant",
    "customer",
    "client",
    "user",
    "subscriber",
    "reader",
    "speaker",
    "speakers",
    "leader",
    "leaders",
    "professional",
    "founder",
    "owner",
    "ceo",
    "winner",
    "beloved",
    "partner",
    "partners",
    "student",
    "students",
    "alumni",
    "alumnus",
    "alum",
    "classmate",
    "community",
    "contributors",
    "developers",
    "devs",
    "maintainers",
    "department",
    "office",
    "support",
    "sales",
    "human",
    "resources",
    "people",
    "world",
    "hi",
    "hello",
    "good",
    "comrade",
    "valued",
    "patient",
    "executive",
    "assistant",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lexicon;

    fn request(recipient: &str, text: &str) -> Request {
        let mut request = Request { text: text.into(), ..Request::default() };
        request.recipient.name = recipient.into();
        request.sender.name = "Alex Moss".into();
        request
    }

    #[track_caller]
    fn check(find: fn(&Text, &Request) -> Option<Span>, recipient: &str, message: &str, expected: &str) {
        let request = request(recipient, message);
        let text = Text::new(message, &Lexicon::default());
        let found = find(&text, &request).map_or("", |span| span.quote(message));
        assert_eq!(found, expected, "in {message:?} to {recipient}");
    }

    #[test]
    fn greetings_without_a_name() {
        for (message, expected) in [
            ("Hi , I noticed that you work here.", "Hi ,"),
            ("Dear ,\n\nAs a manager you know this.", "Dear ,"),
            ("Dear Mr. ,\n\nAs a manager you know this.", "Dear Mr. ,"),
            ("Subject: Hello\n\nHi , how are you?", "Hi ,"),
            ("Hi Dominik,, I have an idea.", "Hi Dominik,,"),
            ("Hi, I noticed that you work here.", ""),
            ("Hi Dominik, I have an idea.", ""),
            ("Dear Sir or Madam,\n\nHello.", ""),
            ("Dear Sir, I write about the bridge.", ""),
            ("Hello Dr., I write about the bridge.", ""),
            ("Hello! Good to see you.", ""),
        ] {
            check(empty_greeting, "Dominik Falk", message, expected);
        }
    }

    #[test]
    fn names_copied_with_what_stands_beside_them() {
        for (message, expected) in [
            ("Hi Mia Sand, MBA, PMP, I love your path.", "Hi Mia Sand, MBA, PMP"),
            ("Hi ✨Mia, I love your path.", "Hi ✨Mia"),
            ("Dear Mia Sand, PhD | Speaker,\n\nHello.", "Dear Mia Sand, PhD | Speaker"),
            ("Hi Mia Sand 🚀 MBA, I love your path.", "Hi Mia Sand 🚀 MBA"),
            ("Hi 👋 Mia, I love your path.", ""),
            ("Hi Mia 🙂, I love your path.", ""),
            ("Hi Mia, I love your path.", ""),
            ("Hi Mia, MBA talk on Tuesday?", ""),
            ("Dear Dr. Sand, thank you.", ""),
            ("Hi Mia, Sand told me.", ""),
        ] {
            check(copied_name, "Mia Sand", message, expected);
        }
    }

    #[test]
    fn greetings_to_somebody_else() {
        for (recipient, message, expected) in [
            ("Alberto Conti", "Hi Sarah, I see you're active.", "Hi Sarah"),
            ("Peter Sands", "Dear Mrs. Whitcombe, your work is known.", "Dear Mrs. Whitcombe"),
            ("Ms. Iyer", "Dear Mr. Gonzalez,\n\nGreetings!", "Dear Mr. Gonzalez"),
            ("Lorraine", "Dear Bernard,\n\nI have followed you.", "Dear Bernard"),
            ("Marcus", "Subject: 48 hours left\n\nHi Jennifer,\n\nOur offer ends.", "Hi Jennifer"),
            ("Dr. Chaudhry", "Dear Samina,\n\nThank you.", ""),
            ("Robert Pell", "Hi Bob, long time!", ""),
            ("Elizabeth Crane", "Hey Liz! Lunch?", ""),
            ("Oliver Blackwood", "Olly, it's Fergus.", ""),
            ("Derrick Washington", "Hello Mr. Washington, how are you?", ""),
            ("Farid Aziz", "Dear Mr. Farid, one question.", ""),
            ("Shruti Kulkarni", "Hi Shurti, a quick question.", ""),
            ("Wen", "Hello store owner, we sell reviews.", ""),
            ("Femke", "Dear neighbours of the Beekstraat,\n\nthe road is closed.", ""),
            ("Nadia Chebli", "Hi all, the room has changed.", ""),
            ("Nadia Chebli", "Hi Team, the room has changed.", ""),
            ("Nadia Chebli", "Hello from Barbara, the baker.", ""),
            ("Nadia Chebli", "Hello, I am Winnie from Kent.", ""),
            ("Nadia Chebli", "Hi Boston folks, the room has changed.", ""),
            ("Hiring Manager", "Dear Ms. Lund,\n\nI apply for the post.", ""),
            ("Tan Jia Wen", "Hi Jia Wen, we spoke.", ""),
            ("Yuki Ogawa", "Dear Ogawa-san, we spoke.", ""),
            ("Yuki Ogawa", "Hi kitewood.com team,\n\nYour site has faults.", "Hi kitewood.com"),
            ("Yuki Ogawa", "Hello ogawa.org team, a fault.", ""),
        ] {
            check(wrong_greeting, recipient, message, expected);
        }
    }
}
