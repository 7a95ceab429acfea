//! What a message already tells, so that a reply neither asks for it nor misses it.

use super::data::pack::Words;
use super::given;
use super::situation::{Missing, Situation};
use super::topic::Heard;
use crate::assessment::{Flag, Good, Truth};

/// Conditions that hold where the message has one of the phrases of a list, and the key of that list in the packs.
const SAID: [(&str, &str); 25] = [
    ("wants-referral", "says.referral"),
    ("wants-review", "says.review"),
    ("applies", "says.applies"),
    ("wants-answers", "says.answers"),
    ("buys", "says.buys"),
    ("acquires", "says.acquires"),
    ("for-other", "says.for-other"),
    ("farewell", "says.farewell"),
    ("fills-form", "says.form"),
    ("catches-up", "says.catch-up"),
    ("good-news", "says.good-news"),
    ("bad-news", "says.bad-news"),
    ("waits", "says.waits"),
    ("sends-note", "says.note"),
    ("saw-profile", "says.profile"),
    ("congratulates", "says.congrats"),
    ("mourning", "says.mourning"),
    ("sympathy", "says.sympathy"),
    ("sends-details", "says.details"),
    ("offers-introduction", "says.offers"),
    ("names-work", "says.work"),
    ("names-role", "says.role"),
    ("names-time", "says.time"),
    ("names-pay", "says.pay"),
    ("tells-length", "says.length"),
];

/// How the keys of these lists begin.
const PREFIX: &str = "says.";

/// The conditions that the words of a message meet.
pub fn conditions(situation: &Situation<'_>, said: &Heard<'_>, words: &Words<'_>) -> Vec<&'static str> {
    // They stand together: one look for all.
    let from = words.0.partition_point(|(key, _)| *key < PREFIX);
    let lists = words.0[from..].iter().take_while(|(key, _)| key.starts_with(PREFIX));
    let lists: Vec<_> = lists.map(|(key, list)| (*key, list.as_slice())).collect();
    let list = |wanted: &str| lists.iter().find(|(key, _)| *key == wanted).map_or(&[][..], |(_, list)| *list);
    let mut told: Vec<&'static str> =
        SAID.iter().filter(|(_, key)| said.mentions(list(key))).map(|(condition, _)| *condition).collect();
    // "Did you hear who won the vote?" is no news of one's own.
    if told.contains(&"good-news") && !tells(&situation.request.text, list("says.good-news")) {
        told.retain(|condition| *condition != "good-news");
    }
    let text = &situation.request.text;
    if given::sum(text, words) {
        told.extend(["names-pay", "names-price"]);
    }
    if given::employer(text, said, words) {
        told.push("names-employer");
    }
    if !situation.claims.is_empty() {
        told.push("claims");
    }
    if tells_tie(situation, said, words) {
        told.push("tells-tie");
    }
    told
}

/// Whether one of the phrases stands in a sentence that asks nothing.
fn tells(text: &str, phrases: &[&str]) -> bool {
    text.split_inclusive(['.', '!', '?', '\n'])
        .any(|sentence| !sentence.ends_with('?') && Heard::new(sentence).mentions(phrases))
}

/// Whether the message wishes for a talk or a meeting: it names one in a question, or in a sentence with a cue.
pub fn wants_talk(text: &str, words: &Words<'_>) -> bool {
    let [talking, other, cues] = ["talking", "not-talking", "talking-cue"].map(|key| words.list(key));
    text.split_inclusive(['.', '!', '?', '\n']).any(|sentence| {
        let said = Heard::new(sentence);
        let wished = cues.is_empty() || sentence.ends_with('?') || said.mentions(cues);
        wished && said.mentions_but(talking, other)
    })
}

/// Whether the message says how its sender came to write, so that asking "how do we know each other" would show that
/// it was not read. A claim that the record rules out tells nothing.
fn tells_tie(situation: &Situation<'_>, said: &Heard<'_>, words: &Words<'_>) -> bool {
    let sign = |wanted: Good| situation.good.iter().any(|sign| sign.id == wanted);
    let ruled_out =
        situation.has(Flag::FalseHistory) || situation.claims.iter().any(|claim| claim.truth == Truth::Contradicted);
    !ruled_out
        && (sign(Good::KnowsYourWork)
            || sign(Good::Honest)
            || sign(Good::PriorContact)
            || !situation.claims.is_empty()
            || said.mentions(words.list("says.tie")))
}

/// Whether the message tells what would be asked, given the conditions that hold.
pub fn answers(missing: Missing, holds: &dyn Fn(&str) -> bool) -> bool {
    match missing {
        // Nobody asks an acquaintance why they write to them.
        Missing::HowWeKnow => holds("tells-tie") || holds("saw-profile") || !holds("stranger"),
        Missing::WhyMe => holds("tells-tie") || !holds("stranger"),
        Missing::HowLong => holds("tells-length"),
        Missing::ByWhen => holds("names-time"),
        // A friend's one question is clear.
        Missing::WhatExactly => holds("one-question") && !holds("stranger"),
        Missing::Employer => holds("names-employer") || holds("sends-details"),
        Missing::Role => holds("names-role") || holds("sends-details"),
        Missing::Pay => holds("names-pay") || holds("sends-details"),
        // Who wants to buy a company has no price list.
        Missing::Cost => holds("acquires") || holds("names-price"),
        Missing::SharedWork => holds("for-other"),
        _ => false,
    }
}
