//! Occasions: meetings, journeys and events, which no record holds.

use super::Entity;
use super::find::Stretch;
use super::scene::{Mention, Scene};

/// Whether a name stands inside the name of an occasion: "the Red Hat booth", "Cornell reunion".
pub fn in_occasion(scene: &Scene<'_>, mention: &Mention) -> bool {
    let end = scene.sentence_of(mention.from).to;
    (mention.to..end.min(mention.to + 3))
        .take_while(|at| !scene.breaks(*at))
        .any(|at| OCCASIONS.contains(&scene.word(at)))
}

const OCCASIONS: &[&str] = &[
    "booth",
    "stand",
    "party",
    "festival",
    "conference",
    "summit",
    "fair",
    "meetup",
    "event",
    "dinner",
    "reunion",
    "panel",
    "workshop",
    "expo",
    "forum",
    "congress",
    "webinar",
    "mixer",
    "breakfast",
    "hackathon",
    "open",
    "marathon",
    "wedding",
    "game",
    "match",
    "tour",
];

/// The occasion that goes with a stretch: what follows "at", "in", "on" or "from".
pub fn occasion(scene: &Scene<'_>, stretch: &Stretch) -> Entity {
    let sentence = scene.sentence_of(stretch.from);
    let leads = stretch.from..sentence.to.min(stretch.to + 4);
    let mut named = leads
        .filter(|at| matches!(scene.word(*at), "at" | "in" | "on" | "during" | "from" | "auf"))
        .filter_map(|lead| occasion_after(scene, lead + 1, sentence.to));
    // "on the Denver flight in August": of several the first one that is no date.
    named.next().map_or(Entity::None, |(from, to)| Entity::Other(scene.quote(from, to)))
}

/// The words after "at" and the like, as far as they name an occasion.
fn occasion_after(scene: &Scene<'_>, from: usize, end: usize) -> Option<(usize, usize)> {
    const ENDS: [&str; 12] =
        ["last", "where", "when", "and", "who", "a", "you", "i", "we", "this", "together", "which"];
    let end = end.min(from + 9);
    let ends = |at: usize| scene.breaks(at) || ENDS.contains(&scene.word(at)) || !scene.times(at, at + 1).is_empty();
    let mut to = (from + 1..end).find(|at| ends(*at)).unwrap_or(end);
    while to > from && matches!(scene.word(to - 1), "in" | "at" | "on" | "a" | "the") {
        to -= 1;
    }
    let first = scene.word(from);
    let said = to > from
        && scene.times(from, to).is_empty()
        && !super::find::is_calendar(first)
        && !said_of_time(scene, from, to)
        && !matches!(first, "you" | "me" | "your" | "my");
    said.then_some((from, to))
}

/// Whether some words speak of a season or a time of day.
fn said_of_time(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    const SEASONS: [&str; 10] =
        ["summer", "winter", "spring", "autumn", "fall", "morning", "evening", "weekend", "months", "years"];
    to <= from + 3 && (from..to).any(|at| SEASONS.contains(&scene.word(at)))
}
