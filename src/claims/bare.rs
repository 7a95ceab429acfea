//! Claims that no rule finds: bare mentions ("Initech, 2012, the billing project"), and the site's own form.

use super::find::{Stretch, kind_by, together};
use super::organisations::{Relation, normal};
use super::scene::Scene;
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
        if alien || mention.from > from + 7 || mention.meaning.nick || people::is_connection_name(scene, mention) {
            continue;
        }
        let times = scene.times(mention.to, sentence.to);
        let first = times.first().filter(|said| said.from <= mention.to + 7);
        let formal = scene.request.sender.claims_entity.as_str();
        let form = !formal.is_empty()
            && ORGANISATIONS.relation(&mention.name, &normal(formal, scene.lexicon)) == Relation::Same;
        let until = match first {
            Some(said) => said.from,
            None if form => mention.to,
            None => continue,
        };
        let told = |from: usize, to: usize| (from..to).any(|at| VERBS.contains(&scene.word(at)));
        if told(from, mention.from) || told(mention.to, until.max(mention.to + 1)) {
            continue;
        }
        let stretch = Stretch { from: mention.from, to: until.max(mention.to), weight: 60 };
        let kind = kind_by(mention, ClaimType::Colleague);
        let mut claim = stretch.claim(scene, kind, Entity::Organisation(mention.clone()));
        // "Initech, 2012! You were my editor."
        let next = scene.text.sentences.iter().find(|next| next.from == sentence.to);
        claim.together |= next.is_some_and(|next| together(scene, next.from, next.to));
        found.push(claim);
    }
    found
}

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
    (from..to).find(|at| !greeted(*at)).unwrap_or(to)
}

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
