//! What keeps a stretch from being a claim: thoughts, denials, relatives, other times.

use super::scene::Scene;
use crate::text::Sentence;

/// Relatives, and others whose past is not the sender's.
pub const KIN: &[&str] = &[
    "wife",
    "husband",
    "son",
    "daughter",
    "sister",
    "brother",
    "mother",
    "father",
    "dad",
    "mum",
    "mom",
    "niece",
    "nephew",
    "aunt",
    "uncle",
    "cousin",
    "partner",
    "grandfather",
    "grandmother",
    "friend",
    "boss",
    "late",
    "roommate",
    "boyfriend",
    "girlfriend",
    "fiance",
    "team",
    "company",
    "clients",
];

/// Whether a word names a relative or somebody else whose past is not the sender's.
pub fn is_kin(word: &str) -> bool {
    KIN.contains(&word)
}

/// Whether the sender came to the organisation only after the recipient: "three years after you".
pub fn came_after(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    let word = |at: usize| if (sentence.from..sentence.to).contains(&at) { scene.word(at) } else { "" };
    (sentence.from..sentence.to).any(|at| {
        word(at) == "after"
            && word(at + 1) == "you"
            && matches!(word(at.max(1) - 1), "years" | "year" | "long" | "months" | "just" | "right")
    })
}

/// Words of those who were too young to have been anybody's colleague.
const YOUNG: &[&str] = &[
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "kid",
    "child",
    "baby",
    "toddler",
    "schoolboy",
    "schoolgirl",
    "teenager",
    "born",
];

/// Whether something is only thought of: "should have", "if you and I had", "hypothetically".
pub fn is_thought(scene: &Scene<'_>, sentence: &Sentence, end: usize) -> bool {
    let word = |at: usize| if at < sentence.to { scene.word(at) } else { "" };
    (sentence.from..end.min(sentence.to)).any(|at| match word(at) {
        "hypothetically" | "imagine" | "suppose" | "supposing" => true,
        "in" => word(at + 1) == "a" && matches!(word(at + 2), "sense" | "way"),
        // "When you were at Initech I was eleven."
        "when" => {
            word(at + 1) == "you"
                && (at + 2..at + 12).any(|at| {
                    word(at) == "i" && word(at + 1) == "was" && (at + 2..at + 6).any(|at| YOUNG.contains(&word(at)))
                })
        }
        "wish" => matches!(word(at + 1), "we" | "i" | "you"),
        "should" | "could" => word(at + 1) == "have",
        "if" => {
            matches!(word(at + 1), "we" | "you" | "i")
                && (at + 1..at + 5).any(|at| matches!(word(at), "had" | "were" | "was" | "overlapped"))
                && !matches!(word(at + 2), "are" | "recall" | "remember" | "cast")
        }
        _ => false,
    })
}

/// Whether a word is of what two people do who meet: "never met", "never crossed paths".
fn is_meeting(word: &str) -> bool {
    matches!(word, "met" | "crossed" | "overlapped" | "spoken" | "spoke" | "coincided")
}

/// Whether a sentence says that the two were not in one place at one time.
pub fn says_apart(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    let word = |at: usize| if (sentence.from..sentence.to).contains(&at) { scene.word(at) } else { "" };
    (sentence.from..sentence.to).any(|at| match word(at) {
        "never" => {
            (at + 1..at + 4).any(|at| is_meeting(word(at)) || (word(at) == "worked" && word(at + 1) == "together"))
        }
        "not" => (at + 1..at + 3)
            .any(|at| matches!(word(at), "met" | "overlap" | "overlapped" | "meet" | "crossed" | "coincide")),
        "missed" => {
            word(at + 1) == "you" || matches!((word(at + 1), word(at + 2)), ("each", "other") | ("one", "another"))
        }
        "opposite" => matches!(word(at + 1), "sides" | "side" | "ends"),
        "before" | "after" => {
            word(at + 1) == "your" && word(at + 2) == "time"
                || (word(at + 1) == "you" && matches!(word(at + 2), "left" | "joined" | "came" | "arrived" | "and"))
        }
        "your" => word(at + 1) == "time" && matches!(word(at.max(1) - 1), "before" | "after"),
        _ => false,
    })
}

/// Whether a sentence recalls where the recipient was: "You ran the lab."
pub fn you_were(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    let word = |at: usize| if at < sentence.to { scene.word(at) } else { "" };
    (sentence.from..sentence.to).any(|at| {
        word(at) == "you"
            && matches!(
                word(at + 1),
                "were"
                    | "ran"
                    | "led"
                    | "sat"
                    | "managed"
                    | "headed"
                    | "had"
                    | "taught"
                    | "trained"
                    | "hired"
                    | "signed"
                    | "lent"
                    | "gave"
                    | "showed"
                    | "told"
            )
            && (at + 2..at + 7).any(|at| {
                matches!(
                    word(at),
                    "me" | "us"
                        | "my"
                        | "our"
                        | "hall"
                        | "floor"
                        | "team"
                        | "desk"
                        | "lab"
                        | "class"
                        | "shift"
                        | "office"
                        | "room"
                        | "row"
                        | "guy"
                        | "girl"
                )
            })
    })
}

/// Whether some words say that both were there at the same time.
pub fn together(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let word = |at: usize| if at < to { scene.word(at) } else { "" };
    let apart = (from..to).any(|at| {
        matches!(word(at), "before" | "after" | "below" | "above" | "junior" | "senior" | "efter" | "vor" | "nach")
            && (matches!(word(at + 1), "you" | "your" | "dig") || matches!(word(at + 2), "you" | "your"))
            // "Before you opened your own" says nothing of when the sender was there.
            && (word(at + 1) != "you" || matches!(word(at + 2), "" | "joined" | "came" | "arrived" | "left" | "did" | "were" | "i" | "and"))
            || matches!((word(at), word(at + 1)), ("never", "met") | ("not", "overlap") | ("long", "before"))
            || (word(at) == "your"
                && matches!(word(at + 1), "junior" | "senior")
                && matches!(word(at.max(1) - 1), "years" | "year"))
            || matches!((word(at), word(at + 1)), ("your", "time"))
    });
    !apart
        && (from..to).any(|at| match word(at) {
            "together" | "overlapped" | "alongside" | "wir" | "uns" | "nos" => true,
            "we" | "us" | "our" => !matches!(
                word(at + 1),
                "both"
                    | "share"
                    | "are"
                    | "have"
                    | "backgrounds"
                    | "background"
                    | "histories"
                    | "cvs"
                    | "profiles"
                    | "resumes"
            ),
            "you"
                if (at + 1..at + 3).any(|at| scene.is_past(word(at)))
                    && (at + 2..at + 5).any(|at| matches!(word(at), "me" | "us" | "my" | "our")) =>
            {
                true
            }
            "you" => matches!(
                word(at + 1),
                "were"
                    | "did"
                    | "taught"
                    | "told"
                    | "sat"
                    | "had"
                    | "gave"
                    | "ran"
                    | "led"
                    | "hired"
                    | "guided"
                    | "signed"
                    | "on"
                    | "managed"
                    | "recall"
                    | "remember"
                    | "might"
                    | "may"
                    | "probably"
                    | "helped"
                    | "headed"
                    | "chaired"
                    | "supervised"
                    | "mentored"
                    | "trained"
                    | "interviewed"
                    | "showed"
                    | "brought"
                    | "carried"
                    | "drove"
            ),
            "your" => {
                matches!(
                    word(at + 1),
                    "team"
                        | "desk"
                        | "junior"
                        | "intern"
                        | "direct"
                        | "report"
                        | "manager"
                        | "boss"
                        | "group"
                        | "assistant"
                        | "trainee"
                        | "deputy"
                        | "student"
                        | "product"
                ) && word(at + 2) != "'s"
            }
            "me" => matches!(word(at + 1), "from"),
            "under" | "for" | "with" | "to" | "beside" | "behind" => word(at + 1) == "you",
            "same" => matches!(
                word(at + 1),
                "team"
                    | "class"
                    | "year"
                    | "floor"
                    | "batch"
                    | "cohort"
                    | "lab"
                    | "tribe"
                    | "squad"
                    | "time"
                    | "office"
                    | "desk"
                    | "new"
                    | "group"
                    | "project"
                    | "room"
                    | "department"
                    | "validation"
                    | "inbound"
            ),
            _ => false,
        })
}

/// Whether the sentence so far is about a relative of the sender: "My aunt ran the cafeteria when you were there".
pub fn is_of_kin(scene: &Scene<'_>, from: usize) -> bool {
    let begin = scene.sentence_of(from).from;
    // "My friend," and "my brother," speak to the recipient.
    let kin = (begin..from.min(begin + 6)).find(|at| {
        scene.word(*at) == "my"
            && is_kin(scene.word(*at + 1))
            && scene.word(*at + 1) != "friend"
            && !scene.breaks(*at + 2)
    });
    kin.is_some_and(|kin| {
        !(begin..from).any(|at| at != kin && matches!(scene.word(at), "i" | "we" | "me" | "us" | "and"))
    })
}

/// Whether a stretch is only thought of, or said not to be: "we should have met", "we never crossed paths".
pub fn is_denied(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let sentence = scene.sentence_of(from);
    let early = from.saturating_sub(2).max(sentence.from);
    let never = (early..to).any(|at| {
        scene.word(at) == "never" && (at + 1..(at + 4).min(sentence.to)).any(|at| is_meeting(scene.word(at)))
    });
    let opposite = (from..sentence.to).any(|at| {
        scene.word(at) == "opposite" && matches!(scene.word((at + 1).min(sentence.to - 1)), "sides" | "side")
    });
    let no = scene.word(from) == "we"
        && from + 2 < sentence.to
        && scene.word(from + 1) == "did"
        && scene.word(from + 2) == "not";
    let not = (from..to).any(|at| {
        scene.word(at) == "not"
            && matches!(scene.word(at.max(1) - 1), "was" | "were" | "did" | "have")
            && (matches!(scene.word(at.max(2) - 2), "i" | "we"))
            && !matches!(
                scene.word((at + 1).min(sentence.to - 1)),
                "only" | "far" | "long" | "sure" | "just" | "always"
            )
    });
    never || opposite || no || not || is_thought(scene, sentence, to)
}

/// Whether a sentence, or the one after, ties what is said of the sender to the recipient.
pub fn is_tied(scene: &Scene<'_>, sentence: &Sentence) -> bool {
    const TIES: [&str; 33] = [
        "fellow", "another", "also", "too", "well", "same", "both", "we", "us", "our", "together", "remember",
        "recall", "you", "yourself", "small", "unite", "days", "years", "era", "crowd", "crew", "gang", "mafia",
        "unserer", "tage", "zeit", "zeiten", "reunion", "class", "one", "boys", "old",
    ];
    let end = scene.text.sentences.iter().find(|next| next.from == sentence.to).map_or(sentence.to, |next| next.to);
    (sentence.from..end).any(|at| {
        TIES.contains(&scene.word(at))
            && !(scene.word(at) == "you" && matches!(scene.word(at.max(1) - 1), "thank" | "to"))
    })
}
