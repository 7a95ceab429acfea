//! Persons in claims: the mutual person that is named, and whether the record's connections know a name.

use super::find::Stretch;
use super::organisations::{Relation, normal};
use super::scene::{Mention, Scene};
use super::{Claim, Entity, ORGANISATIONS};
use crate::assessment::ClaimType;
use crate::people::{Name, is_same, is_title};

/// The persons that a mutual claim names, each a claim of its own; one without a name where nobody is named.
pub fn mutual(scene: &Scene<'_>, stretch: &Stretch) -> Vec<Claim> {
    let sentence = scene.sentence_of(stretch.from);
    let end = sentence.to.min(stretch.to + 9);
    let mut names = Vec::new();
    let mut at = stretch.from;
    // A first name that is also a plain word opens the sentence: "Bill Tarrant told me".
    while at > sentence.from && scene.is_capital(at) && scene.is_capital(at - 1) && !scene.breaks(at) {
        at -= 1;
    }
    let stretch = &Stretch { from: at, to: stretch.to, weight: stretch.weight };
    while at < end {
        let to = name_end(scene, at, end);
        if to > at {
            // After the stretch only names that belong to it: "in common, including Ada Pell and Bo Lind".
            let near = at < stretch.to || (stretch.to..at).all(|at| is_link(scene, at));
            if near && is_person_name(scene, stretch, at, to) {
                names.push((at, to));
            }
            at = to;
        } else {
            at += 1;
        }
    }
    // "Dag, Ada Pell told me": whom a comma parts from the next name is spoken to.
    let listed = |from: usize, to: usize| {
        (from..to).any(|at| scene.word(at) == "and") || !(from..=to).any(|at| scene.breaks(at))
    };
    if names.len() == 2 && names[0].0 == stretch.from && !listed(names[0].1, names[1].0) {
        names.remove(0);
    }
    if names.is_empty() {
        // "A friend called Robin" is nobody whom both know.
        let called = (stretch.from..(stretch.to + 2).min(sentence.to))
            .any(|at| matches!(scene.word(at), "called" | "named") && scene.word(at.max(1) - 1) == "friend");
        let hint = stretch.weight < 50 || called;
        let open = stretch.claim(scene, ClaimType::Mutual, Entity::None);
        return if hint || stretch.weight < 80 { Vec::new() } else { vec![open] };
    }
    let claim = |(from, to): (usize, usize)| {
        let name = scene.quote(from, to);
        let mut claim = stretch.claim(scene, ClaimType::Mutual, Entity::Named(name));
        // "Linh, Mel told me": the recipient's name is no part of it.
        let called = (stretch.from..from).all(|at| scene.is_capital(at)) && stretch.from < from;
        claim.from = if called { from } else { claim.from.min(from) };
        claim.to = claim.to.max(to);
        claim.core = (claim.from, stretch.to.max(to));
        claim
    };
    names.into_iter().map(claim).collect()
}

/// Words that join a list of names to what was said before.
fn is_link(scene: &Scene<'_>, at: usize) -> bool {
    scene.is_capital(at)
        || matches!(
            scene.word(at),
            "and"
                | "including"
                | "like"
                | "such"
                | "as"
                | "named"
                | "called"
                | "in"
                | "with"
                | "to"
                | "of"
                | "our"
                | "is"
                | "namely"
                | "also"
                | "common"
                | "the"
                | "e"
                | "g"
                | "dr"
                | "prof"
                | "one"
                | "being"
                | "who"
        )
}

/// The end of a run of capitalised words without small ones.
fn name_end(scene: &Scene<'_>, from: usize, end: usize) -> usize {
    let mut to = from;
    while to < end && to < from + 4 && scene.is_capital(to) && (to == from || !scene.breaks(to)) {
        to += 1;
    }
    // "van", "de" and the like go on inside a name.
    if to > from
        && to + 1 < end
        && matches!(scene.word(to), "van" | "von" | "de" | "der" | "bin" | "al")
        && scene.is_capital(to + 1)
    {
        return name_end(scene, to + 1, end);
    }
    to
}

/// Whether some words can be a person's name: not the two people's own, not an organisation, not a word of the calendar.
fn is_person_name(scene: &Scene<'_>, stretch: &Stretch, from: usize, to: usize) -> bool {
    let words: Vec<&str> = (from..to).map(|at| scene.word(at)).collect();
    let own = (from..to).all(|at| scene.is_person(at));
    if own || words.is_empty() {
        return false;
    }
    if connection(scene, &scene.quote(from, to)).is_some() {
        return true;
    }
    let organisation =
        scene.mentions.iter().any(|mention| mention.from < to && mention.to > from && mention.is_known());
    let first = scene.sentence_of(from).from == from;
    let ordinary = words.iter().any(|word| ORDINARY.contains(word));
    let single = words.iter().filter(|word| !is_title(word)).count() < 2;
    // A single word may be anything, unless it opens the stretch: "Ada told me".
    let opens = from == stretch.from && !first && !(to..stretch.to).any(|at| scene.breaks(at));
    let related = (stretch.from..from).any(|at| RELATED.contains(&scene.word(at)));
    let titled = words.len() > 1 && is_title(words[0]);
    let month =
        words.len() == 1 && from > 0 && matches!(scene.word(from - 1), "since" | "in" | "until" | "of" | "last");
    // "Your friend from Rotary" does not call the friend so.
    let place = single && !titled && from > 0 && matches!(scene.word(from - 1), "at" | "from" | "in" | "on" | "via");
    !organisation
        && !ordinary
        && !month
        && !place
        && !ORGANISATIONS.is_sure(&scene.normal(from, to))
        && (!single || titled || opens || related)
}

/// Words before the name of a person whom both know.
const RELATED: &[&str] = &[
    "friend",
    "friends",
    "connection",
    "connections",
    "contact",
    "contacts",
    "acquaintance",
    "colleague",
    "cousin",
    "brother",
    "sister",
    "neighbor",
    "boss",
    "mentor",
    "both",
    "connected",
    "suggestion",
    "recommendation",
];

const ORDINARY: &[&str] = &[
    "linkedin",
    "facebook",
    "twitter",
    "instagram",
    "google",
    "hi",
    "hello",
    "hey",
    "dear",
    "thanks",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "team",
    "the",
    "my",
    "our",
    "your",
    "i",
    "he",
    "she",
    "they",
    "someone",
    "everyone",
    "people",
    "friends",
    "xing",
    "chatgpt",
    "indeed",
    "glassdoor",
    "mom",
    "mum",
    "dad",
];

/// The connection of the record that a name means, by its full name on the record.
pub fn connection<'a>(scene: &'a Scene<'_>, name: &str) -> Option<&'a str> {
    let said = Name::new(name);
    let listed = scene.record.connections.iter().map(|connection| connection.name.as_str());
    let shown = scene.request.sender.mutual.iter().map(String::as_str);
    listed.chain(shown).find(|known| is_same(&said, &Name::new(known)))
}

/// Whether the sender is a connection whom the record knows from an organisation.
pub fn is_from(scene: &Scene<'_>, mention: &Mention) -> bool {
    let sender = Name::new(&scene.request.sender.name);
    let mut known =
        scene.record.connections.iter().filter(|c| sender.is_full() && is_same(&sender, &Name::new(&c.name)));
    known.any(|known| {
        let company = normal(&known.company, scene.lexicon);
        !company.is_empty() && ORGANISATIONS.relation(&mention.name, &company) == Relation::Same
    })
}

/// Whether a mention is the name of a connection rather than an organisation's.
pub fn is_connection_name(scene: &Scene<'_>, mention: &Mention) -> bool {
    let shows_any = !scene.record.connections.is_empty() || !scene.request.sender.mutual.is_empty();
    shows_any && !mention.is_known() && connection(scene, &scene.quote(mention.from, mention.to)).is_some()
}
