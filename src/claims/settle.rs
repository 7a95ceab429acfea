//! One claim for each thing said, out of all that was found.

use super::scene::Scene;
use super::verify::verify;
use super::{Claim, Entity};
use crate::assessment::{ClaimType, Truth};

/// What has no name of its own is about the organisation of the sentence before: "Initech days! You were my boss."
pub fn take_up(scene: &Scene<'_>, found: &mut [Claim]) {
    for at in 0..found.len() {
        if !matches!(found[at].entity, Entity::None | Entity::Other(_)) || found[at].kind != ClaimType::Colleague {
            continue;
        }
        let claim = found[at].clone();
        let begin = scene.sentence_of(claim.from).from;
        let before = found.iter_mut().find(|other| {
            other.kind == ClaimType::Colleague
                && matches!(other.entity, Entity::Organisation(_))
                && scene.sentence_of(other.from).to == begin
        });
        if let Some(before) = before.filter(|_| claim.from <= begin + 1) {
            before.to = before.to.max(claim.to);
            before.core.1 = before.core.1.max(claim.core.1);
            before.together |= claim.together;
            before.times.extend(claim.times);
        }
    }
}

/// One claim for each thing said: the most telling of those that overlap.
pub fn settle(scene: &Scene<'_>, found: &mut Vec<Claim>) {
    let rank = |claim: &Claim| {
        let entity = match &claim.entity {
            Entity::Named(_) if claim.kind == ClaimType::Group && claim.weight >= 80 => 4,
            Entity::Organisation(mention) if mention.is_known() => 3,
            Entity::Organisation(_) | Entity::Named(_) => 2,
            Entity::Other(_) | Entity::Chosen(_) => 1,
            // Of friendships the one that the record decides.
            Entity::None => u8::from(claim.kind == ClaimType::Friend && verify(scene, claim).0 != Truth::Unverifiable),
        };
        let kind = u8::from(claim.kind != ClaimType::Met);
        (kind, entity, claim.weight, claim.to - claim.from)
    };
    found.sort_by_key(|claim| std::cmp::Reverse(rank(claim)));
    let mut kept: Vec<Claim> = Vec::new();
    for claim in found.drain(..) {
        if !kept.iter().any(|other| is_said_by(scene, &claim, other)) {
            kept.push(claim);
        }
    }
    // A memory that might be anything counts only where nothing else is said.
    let alone = kept.len() == 1;
    let mut meetings = 0;
    kept.retain(|claim| {
        meetings += usize::from(claim.kind == ClaimType::Met);
        claim.kind != ClaimType::Met || alone || (claim.weight >= 65 && meetings <= 2)
    });
    *found = kept;
}

/// Whether another claim, which is more telling, says the same.
fn is_said_by(scene: &Scene<'_>, claim: &Claim, other: &Claim) -> bool {
    let overlap = other.core.0 < claim.core.1 && claim.core.0 < other.core.1;
    let schooling = |claim: &Claim| matches!(claim.kind, ClaimType::Colleague | ClaimType::Classmate);
    match (claim.kind, other.kind) {
        (ClaimType::Mutual, ClaimType::Mutual) | (ClaimType::Group, ClaimType::Group) => {
            same_name(&other.entity, &claim.entity) || matches!(claim.entity, Entity::None)
        }
        (ClaimType::Mutual | ClaimType::Group, _) | (_, ClaimType::Mutual | ClaimType::Group) => {
            let of_group = schooling(claim) && other.kind == ClaimType::Group && other.weight >= 80;
            overlap && (of_group || claim.kind == ClaimType::Met && matches!(claim.entity, Entity::None))
        }
        (ClaimType::Friend, ClaimType::Friend) => true,
        // One meeting for each sentence.
        (ClaimType::Met, ClaimType::Met) => scene.sentence_of(claim.from).from == scene.sentence_of(other.from).from,
        _ if schooling(claim) && schooling(other) => {
            overlap
                || same_name(&other.entity, &claim.entity)
                || (claim.kind == other.kind && matches!(claim.entity, Entity::None | Entity::Other(_)))
        }
        _ => overlap,
    }
}

fn same_name(a: &Entity, b: &Entity) -> bool {
    match (a, b) {
        (Entity::Named(a), Entity::Named(b)) => a == b,
        (Entity::Organisation(a), Entity::Organisation(b)) => {
            a.name == b.name || a.meaning.of.iter().any(|of| b.meaning.of.contains(of))
        }
        (Entity::None, Entity::None) => true,
        _ => false,
    }
}
