//! Makes a template of a reply that the person has edited, so that its wording serves for others.

use super::name;
use super::situation::Situation;

/// The template of `text`, a reply to the sender of `situation`: greeting and sign-off go, since every reply gets
/// those anew, and the sender's name becomes a slot. Every line that the person wrote stays a line.
pub fn template(text: &str, situation: &Situation<'_>) -> String {
    let shared = super::shared();
    let called = name::greeting_name(&situation.request.sender.name, &shared.names);
    let sign_off = situation.settings.sign_off.trim();
    let body = text.trim();
    let body = if sign_off.is_empty() { body } else { body.strip_suffix(sign_off).unwrap_or(body).trim_end() };
    let words = super::pack(super::request_language(text).of_reply()).words.list("greeting.words");
    let (inline, body) = without_greeting(body, words);
    let lines: Vec<String> = body
        .lines()
        .map(|line| line.trim().replace(['{', '}'], "").replace(" | ", " / "))
        .filter(|line| !line.is_empty())
        .enumerate()
        .map(|(at, line)| {
            let line = with_slot(line.trim_start_matches(['!', '?', '|', '@', ' ']), &called);
            if inline && at == 0 { format!("! {{hi}} {line}") } else { format!("! {line}") }
        })
        .collect();
    lines.join("\n\n")
}

/// The body without "Hi Dana,", and whether that stood in the first line of the text proper.
fn without_greeting<'t>(text: &'t str, words: &[&str]) -> (bool, &'t str) {
    let line = text.lines().next().unwrap_or_default();
    let lower = line.to_lowercase();
    let greets =
        words.iter().any(|word| lower.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)));
    let Some(end) = line.find([',', '!']).filter(|end| greets && line[..*end].split_whitespace().count() <= 4) else {
        return (false, text);
    };
    let rest = text[end + 1..].trim_start();
    let inline = !line[end + 1..].trim().is_empty();
    (inline, rest)
}

/// Puts the slot where the name stands as a word of its own.
fn with_slot(line: &str, called: &str) -> String {
    if called.is_empty() {
        return line.to_owned();
    }
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(called) {
        let (before, after) = (&rest[..at], &rest[at + called.len()..]);
        let alone = !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if alone { "{name}" } else { called });
        rest = after;
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{Advice, Ask};
    use crate::{Record, Request, Settings};

    fn learned(text: &str, sign_off: &str) -> String {
        let mut request = Request::default();
        request.sender.name = "Dana Whitfield".to_owned();
        let (record, settings) = (Record::default(), Settings { sign_off: sign_off.to_owned(), ..Settings::default() });
        template(text, &Situation::new(&request, &record, &settings, Ask::Sales, Advice::Decline))
    }

    #[test]
    fn greeting_and_sign_off_come_anew_for_everybody() {
        assert_eq!(
            learned("Hi Dana,\n\nThanks, but we build this ourselves.\n\nBest,\nSam", "Best,\nSam"),
            "! Thanks, but we build this ourselves."
        );
        assert_eq!(learned("Hi Dana, no thanks. Good luck, Dana!", ""), "! {hi} no thanks. Good luck, {name}!");
        assert_eq!(learned("Not for us.\nBut {thank you}.", ""), "! Not for us.\n\n! But thank you.");
        assert_eq!(learned("Danabase is not for us.", ""), "! Danabase is not for us.");
    }

    #[test]
    fn what_was_learned_greets_the_next_person() {
        let own = learned("Hi Dana,\n\nThank you, but we build this ourselves, so it's a no.", "");
        let mut request = Request { text: "Buy our thing?".to_owned(), ..Request::default() };
        request.sender.name = "Kyle Brandt".to_owned();
        let (record, settings) = (Record::default(), Settings::default());
        let situation = Situation::new(&request, &record, &settings, Ask::Sales, Advice::Decline);
        let text = super::super::own::preview(&own, &situation, settings.tone).expect("it can be filled");
        assert!(text.contains("Kyle"), "{text}");
        assert!(text.ends_with("Thank you, but we build this ourselves, so it's a no."), "{text}");
    }
}
