//! Claims of shared history: found in a message, and checked against the person's record.
//!
//! Rules find the stretch that claims something; here the organisation, person or event and the time that go with
//! it are found, and compared with what the record holds. Whatever the record cannot tell stays open: only a part of
//! the record that is complete, and that rules a claim out, contradicts it.

mod apart;
mod bare;
mod beside;
mod find;
mod named;
mod occasion;
pub mod organisations;
mod people;
mod presence;
mod reasons;
mod scene;
mod settle;
mod time;
mod verify;

use std::sync::LazyLock;

use crate::assessment::{CheckedClaim, ClaimType, Quote};
use crate::packs::{self, Part};
use crate::record::Record;
use crate::request::Request;
use crate::rules::{Hit, RuleSet};
use crate::text::Text;

use organisations::{FirstWords, Organisations};
use scene::{Mention, Scene};
use time::Said;

/// The table of organisations.
pub static ORGANISATIONS: LazyLock<Organisations> = LazyLock::new(|| packs::shared(Part::Organisations));

/// The first words of their names.
static FIRST_WORDS: LazyLock<FirstWords<'static>> = LazyLock::new(|| ORGANISATIONS.first_words());

/// What a claim is about.
#[derive(Debug, Clone)]
enum Entity {
    /// Nothing is named.
    None,
    /// An organisation.
    Organisation(Mention),
    /// A name that the sender chose on the site's own form.
    Chosen(String),
    /// A person or group by name.
    Named(String),
    /// An occasion or anything else that no record holds.
    Other(String),
}

/// A claim as found, before it is checked.
#[derive(Debug, Clone)]
struct Claim {
    kind: ClaimType,
    entity: Entity,
    /// First token and one past the last; equal when the claim does not stand in the text.
    from: usize,
    to: usize,
    /// The words that make the claim, without what follows in the clause.
    core: (usize, usize),
    /// Times said with it.
    times: Vec<Said>,
    /// Whether sender and recipient are said to have been there at the same time.
    together: bool,
    /// Whether it holds only if the record bears it out.
    hint: bool,
    /// How telling the rule is.
    weight: u8,
}

/// Finds the claims of a message and checks them.
pub fn check(request: &Request, text: &Text, hits: &[Hit], rules: &RuleSet, record: &Record) -> Vec<CheckedClaim> {
    let scene = Scene::new(request, text, record, &rules.lexicon);
    let mut checked: Vec<CheckedClaim> = Vec::new();
    for claim in find::claims(&scene, hits, rules) {
        let (truth, backing) = verify::verify(&scene, &claim);
        let entity = match &claim.entity {
            Entity::None => String::new(),
            Entity::Organisation(mention) => scene.quote(mention.from, mention.to),
            Entity::Chosen(name) | Entity::Named(name) | Entity::Other(name) => name.clone(),
        };
        let span = (claim.to > claim.from).then(|| {
            let span = scene.span(claim.from, claim.to);
            Quote { start: span.start, end: span.end, quote: scene.under(span) }
        });
        let quote = span.as_ref().map_or_else(String::new, |span| span.quote.clone());
        checked.push(CheckedClaim { kind: claim.kind, entity, quote, span, truth, backing });
    }
    checked
}

#[cfg(test)]
mod tests;
