//! Greetings that no rule can see, because it takes both names to see them: empty ones, and those to somebody else.

use super::{Reading, flagged, quote};
use crate::assessment::{Flag, Flagged};
use crate::request::Request;
use crate::rules::residue::{copied_name, empty_greeting, wrong_greeting};

/// Raises `mail-merge` for a greeting without a name or with a wrong one, or adds its words to the flag.
pub fn raise(request: &Request, reading: &Reading, flags: &mut Vec<Flagged>) {
    let text = &reading.text;
    let found = [
        (empty_greeting(text, request), "empty-greeting"),
        (wrong_greeting(text, request), "greeting-to-another"),
        (copied_name(text, request), "copied-name"),
    ];
    for (span, rule) in found.into_iter().filter_map(|(span, rule)| Some((span?, rule))) {
        let span = quote(span, &request.text);
        match flags.iter_mut().find(|flagged| flagged.id == Flag::MailMerge) {
            Some(flagged) if flagged.spans.iter().any(|old| old.overlaps(&span)) => {}
            Some(flagged) => {
                flagged.spans.push(span);
                flagged.rules.push(rule.to_owned());
            }
            None => flags.push(flagged(Flag::MailMerge, vec![span], vec![rule.to_owned()])),
        }
    }
}
