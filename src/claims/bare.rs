//! Claims that no rule finds: bare mentions ("Initech, 2012, the billing project"), and the site's own form.

use super::apart;
use super::find::{self, Stretch, kind_by};
use super::organisations::{Relation, normal};
use super::presence::is_aside;
use super::scene::{Mention, Scene};
use super::{Claim, Entity, ORGANISATIONS, people};
use crate::assessment::ClaimType;
use crate::text::{Segment, Sentence};

/// Sentences that open with an organisation and a time, as old companions write.
pub fn bare(scene: &Scene<'_>) -> Vec<Claim> {
    let mut found = Vec::new();
    let body = |s: &&Sentence| matches!(s.segment, Segment::Body | Segment::Greeting);
    for sentence in scene.text.sentences.iter().filter(body).take(4) {
        let from = opening(scene, sentence.from, sentence.to);
        let Some(mention) = scene
            .mentions
            .iter()
            .find(|mention| mention.from >= from && mention.to <= sentence.to && mention.is_known())
        else {
            continue;
        };
        let own = mention.employer || mention.school;
        let alien = (mention.meaning.place || scene.word(mention.from.max(1) - 1) == "in") && !own;
        if alien || mention.from > from + 7 || people::is_connection_name(scene, mention) || is_aside(scene, mention) {
            continue;
        }
        let times = scene.times(mention.to, sentence.to);
        let first = times.first().filter(|said| said.from <= mention.to + 7);
        // "The press room, 2006, Initech."
        let earlier = own && mention.to + 1 >= sentence.to && !scene.times(from, mention.from).is_empty();
        let formal = scene.request.sender.claims_entity.as_str();
        let form = !formal.is_empty()
            && ORGANISATIONS.relation(&mention.name, &normal(formal, scene.lexicon)) == Relation::Same;
        let until = match first {
            Some(said) => said.from,
            None if form || earlier => mention.to,
            None if is_recalled(scene, from, sentence, mention) => mention.to,
            None => continue,
        };
        let told =
            |from: usize, to: usize| (from..to).any(|at| VERBS.contains(&scene.word(at)) && !is_no_verb(scene, at));
        if told(from, mention.from) || told(mention.to, until.max(mention.to + 1)) {
            continue;
        }
        let stretch = Stretch { from: mention.from, to: until.max(mention.to), weight: 60 };
        let kind = kind_by(mention, ClaimType::Colleague);
        let mut claim = stretch.claim(scene, kind, Entity::Organisation(mention.clone()));
        // "Initech, 2012! You were my editor."
        let next = scene.text.sentences.iter().find(|next| next.from == sentence.to);
        claim.together |= next.is_some_and(|next| apart::together(scene, next.from, next.to));
        found.push(claim);
    }
    found
}

/// Whether a word that may make a sentence one about something else does not: "must have been", "you, me, the drill".
fn is_no_verb(scene: &Scene<'_>, at: usize) -> bool {
    let before = if at > 0 { scene.word(at - 1) } else { "" };
    match scene.word(at) {
        "have" => matches!(before, "must" | "might" | "would"),
        "you" | "i" => {
            scene.breaks(at + 1) || (at > 0 && scene.breaks(at) && matches!(scene.word(at + 1), "and" | "in"))
        }
        "was" | "is" => before == "that" || before == "it",
        // "That pricing sheet from Initech, 2019".
        "that" => scene.breaks(at) || scene.sentence_of(at).from == at,
        _ => false,
    }
}

/// Whether a name without a time is plainly a memory: "Initech, Boston, the flood. You know me."
fn is_recalled(scene: &Scene<'_>, from: usize, sentence: &Sentence, mention: &Mention) -> bool {
    let acts = |from: usize, to: usize| (from..to).any(|at| VERBS.contains(&scene.word(at)) && !is_no_verb(scene, at));
    let pause = |from: usize, to: usize| (from + 1..to).find(|at| scene.breaks(*at)).unwrap_or(to);
    let clause = pause(mention.to, sentence.to);
    let fragment = !acts(from, clause);
    let place = scene.text.sentences.iter().position(|other| other.from == sentence.from).unwrap_or_default();
    let neighbor = |at: Option<usize>| at.and_then(|at| scene.text.sentences.get(at));
    let own = mention.employer || mention.school;
    // "LLM '06! Wexley, the room with the draught."
    let dated = [neighbor(place.checked_sub(1)), neighbor(Some(place + 1))].into_iter().flatten().any(|near| {
        let clause = pause(near.from, near.to);
        clause - near.from <= 6 && !acts(near.from, clause) && !scene.times(near.from, clause).is_empty()
    });
    let known = neighbor(Some(place + 1)).is_some_and(|next| {
        (next.from..next.to).any(|at| {
            matches!(
                (scene.word(at), scene.word(at + 1)),
                ("you", "know") | ("know" | "remember" | "recall" | "guess", "me")
            ) && scene.word(at.max(1) - 1) != "not"
        }) || apart::you_were(scene, next)
    }) || (mention.to..sentence.to).any(|at| {
        matches!(scene.word(at), "remember" | "recall")
            && !(mention.to..at).any(|at| matches!(scene.word(at), "not" | "i" | "to"))
    });
    let school = find::is_school(mention) || mention.meaning.nick;
    let studied = (mention.to..sentence.to.min(mention.to + 5)).any(|at| DEGREES.contains(&scene.word(at)));
    let tied = own || apart::is_tied(scene, sentence);
    let also = tied
        && (mention.to..sentence.to.min(mention.to + 8)).any(|at| {
            matches!(scene.word(at), "too" | "here")
                || (scene.word(at) == "as" && scene.word(at + 1) == "well")
                || (scene.word(at) == "like" && scene.word(at + 1) == "you")
        });
    fragment && (((school || own) && dated) || (own && known) || (school && studied && also))
}

/// What people study, and what they become by it.
const DEGREES: &[&str] = &[
    "mba",
    "llm",
    "llb",
    "bsc",
    "msc",
    "ba",
    "ma",
    "bs",
    "ms",
    "phd",
    "bed",
    "med",
    "beng",
    "meng",
    "btech",
    "mtech",
    "diploma",
    "undergrad",
    "engineering",
    "eng",
    "econ",
    "economics",
    "law",
    "nursing",
    "physics",
    "chemistry",
    "biology",
    "history",
    "math",
    "maths",
    "cs",
    "stats",
    "journalism",
    "marketing",
    "finance",
    "psych",
    "psychology",
    "grad",
    "class",
    "year",
    "intake",
];

/// Words that make a sentence one about an organisation, or about somebody's own time there.
const VERBS: &[&str] = &[
    "is",
    "are",
    "was",
    "were",
    "has",
    "have",
    "had",
    "will",
    "would",
    "can",
    "could",
    "does",
    "do",
    "did",
    "hired",
    "asked",
    "named",
    "told",
    "said",
    "says",
    "makes",
    "made",
    "needs",
    "wants",
    "helps",
    "sent",
    "gave",
    "your",
    "you",
    "my",
    "like",
    "such",
    "i",
    "we",
    "used",
    "called",
    "wrote",
    "saw",
    "read",
    "congrats",
    "congratulations",
    "their",
    "its",
    "his",
    "her",
    "how",
    "why",
    "what",
    "raised",
    "launched",
    "announced",
    "grow",
    "help",
    "alumni",
    "since",
    "while",
    "if",
    "that",
    "according",
    "to",
];

/// Past the greeting, the recipient's name and the sender's own.
fn opening(scene: &Scene<'_>, from: usize, to: usize) -> usize {
    const GREETED: [&str; 20] = [
        "hi",
        "hello",
        "hey",
        "dear",
        "good",
        "morning",
        "afternoon",
        "evening",
        "it",
        "this",
        "is",
        "here",
        "from",
        "the",
        "dr",
        "mr",
        "ms",
        "mrs",
        "again",
        "sir",
    ];
    let known = |at: usize| scene.mentions.iter().any(|mention| mention.from == at && mention.is_known());
    // "Olly, it's Fergus from EY".
    let called = |at: usize| at == from && scene.is_capital(at) && at + 1 < to && scene.breaks(at + 1) && !known(at);
    let greeted = |at: usize| GREETED.contains(&scene.word(at)) || scene.is_person(at) || called(at);
    // "Todd my man", "my dear brother".
    let vocative = |at: usize| {
        (scene.word(at) == "my" && (at + 1..at + 3).any(|at| VOCATIVES.contains(&scene.word(at))))
            || (VOCATIVES.contains(&scene.word(at))
                && (at == from || scene.word(at - 1) == "my" || scene.breaks(at + 1)))
            || (scene.word(at) == "good" && VOCATIVES.contains(&scene.word(at + 1)))
    };
    (from..to).find(|at| !greeted(*at) && !vocative(*at)).unwrap_or(to)
}

/// How people call one another.
const VOCATIVES: &[&str] = &[
    "man", "brother", "sister", "friend", "mate", "buddy", "bro", "pal", "madam", "chief", "boss", "dude", "amigo",
    "dear", "sis", "guys",
];

/// The site's own choice, where the text does not say the same.
pub fn chosen(scene: &Scene<'_>, found: &[Claim]) -> Option<Claim> {
    let sender = &scene.request.sender;
    let kind = ClaimType::from_id(sender.claims.trim())?;
    if found.iter().any(|claim| claim.kind == kind) || kind == ClaimType::Mutual || kind == ClaimType::Met {
        return None;
    }
    let named = !sender.claims_entity.trim().is_empty();
    if !named && (kind != ClaimType::Friend || !found.is_empty()) {
        return None;
    }
    let entity = if named { Entity::Chosen(sender.claims_entity.trim().to_owned()) } else { Entity::None };
    Some(Claim {
        kind,
        entity,
        from: 0,
        to: 0,
        core: (0, 0),
        times: Vec::new(),
        together: false,
        hint: false,
        weight: 100,
    })
}

/// What the text leaves open is taken from the site's own form.
pub fn fill_from_form(scene: &Scene<'_>, claim: &mut Claim) {
    let sender = &scene.request.sender;
    let fits = ClaimType::from_id(sender.claims.trim()) == Some(claim.kind) && !sender.claims_entity.trim().is_empty();
    let open = matches!(&claim.entity, Entity::None)
        || matches!(&claim.entity, Entity::Organisation(mention) if mention.meaning.nick || !mention.is_known());
    if fits && open && matches!(claim.kind, ClaimType::Colleague | ClaimType::Classmate) {
        claim.entity = Entity::Chosen(sender.claims_entity.trim().to_owned());
    }
}
