//! Finds claims by the rules' hits: which organisation, person or occasion and which time go with them.

use super::occasion::occasion;
use super::scene::{AT, Mention, Scene};
use super::verify::verify;
use super::{Claim, Entity, ORGANISATIONS, apart, bare, named, people, presence, settle};
use crate::assessment::{ClaimType, Truth};
use crate::rules::{Hit, RuleSet, Speaks};

/// Signs of rules that leave the kind of claim to the organisation that is named.
const SHARED_NAME: &str = "shared-name";
const SHARED_PLACE: &str = "shared-place";

/// All claims of a message, in the order of the text.
pub fn claims(scene: &Scene<'_>, hits: &[Hit], rules: &RuleSet) -> Vec<Claim> {
    let mut found: Vec<Claim> = Vec::new();
    for hit in hits {
        let rule = rules.rule(hit);
        // Few rules speak of claims, and only of these it is worth asking.
        if !speaks_of_claim(&rule.speaks) || apart::is_denied(scene, hit.from as usize, hit.to as usize) {
            continue;
        }
        let mutual = matches!(&rule.speaks, Speaks::Claim(id) if ClaimType::from_id(id) == Some(ClaimType::Mutual));
        if !mutual && apart::is_of_kin(scene, hit.from as usize) {
            continue;
        }
        let stretch = Stretch { from: hit.from as usize, to: hit.to as usize, weight: rule.weight };
        match &rule.speaks {
            Speaks::Claim(id) => match ClaimType::from_id(id) {
                Some(ClaimType::Mutual) => found.extend(people::mutual(scene, &stretch)),
                Some(ClaimType::Group) => found.extend(group(scene, &stretch)),
                Some(ClaimType::Met) => found.push(met(scene, &stretch)),
                Some(ClaimType::Friend) => found.push(stretch.claim(scene, ClaimType::Friend, Entity::None)),
                Some(kind) => found.extend(of_organisation(scene, &stretch, kind)),
                None => {}
            },
            Speaks::Sign(id) if id == SHARED_NAME => found.extend(shared_name(scene, &stretch)),
            Speaks::Sign(id) if id == SHARED_PLACE => found.push(shared_place(scene, &stretch)),
            _ => {}
        }
    }
    found.extend(bare::bare(scene));
    found.extend(presence::presence(scene));
    found.extend(named::named(scene));
    // "Three years after you" at an employer is no common past.
    found
        .retain(|claim| claim.kind != ClaimType::Colleague || !apart::came_after(scene, scene.sentence_of(claim.from)));
    // What is only hinted counts where the record bears it out.
    found.retain_mut(|claim| !claim.hint || verify(scene, claim).0 == Truth::Supported);
    // Who says to have come later or never to have met speaks of no meeting.
    if scene
        .text
        .sentences
        .iter()
        .any(|sentence| apart::says_apart(scene, sentence) || apart::came_after(scene, sentence))
    {
        found.retain(|claim| {
            claim.kind != ClaimType::Met || !matches!(claim.entity, Entity::None) || claim.weight >= 80
        });
    }
    settle::take_up(scene, &mut found);
    settle::settle(scene, &mut found);
    let site = bare::chosen(scene, &found);
    found.extend(site);
    for claim in &mut found {
        bare::fill_from_form(scene, claim);
    }
    found.sort_by_key(|claim| (claim.from, claim.to));
    found
}

fn speaks_of_claim(speaks: &Speaks) -> bool {
    match speaks {
        Speaks::Claim(_) => true,
        Speaks::Sign(id) => id == SHARED_NAME || id == SHARED_PLACE,
        _ => false,
    }
}

/// Where a rule was found, and how telling it is.
pub struct Stretch {
    /// First token.
    pub from: usize,
    /// One past the last token.
    pub to: usize,
    /// Weight of the rule in hundredths.
    pub weight: u8,
}

impl Stretch {
    /// A claim over the stretch and its entity, with the times of the sentence.
    pub fn claim(&self, scene: &Scene<'_>, kind: ClaimType, entity: Entity) -> Claim {
        let sentence = scene.sentence_of(self.from);
        let (mut from, mut to) = (self.from, self.to);
        if let Entity::Organisation(mention) = &entity
            && (sentence.from..sentence.to).contains(&mention.from)
        {
            // The stretch may reach past a comma that ends what is said of the organisation.
            let cut = |from: usize, to: usize| (from + 1..to).find(|at| scene.breaks(*at));
            if let Some(end) = cut(mention.to.max(from + 2), to).filter(|_| mention.from >= from) {
                to = end;
            }
            // "Caroline, GSTT days": the recipient's name is no part of it.
            if let Some(begin) = (from + 1..=mention.from).find(|at| scene.breaks(*at))
                && (from..begin).all(|at| scene.is_capital(at))
            {
                from = begin;
            }
            from = from.min(mention.from);
            to = to.max(mention.to);
        }
        let core = (from, to);
        let times = scene.times(sentence.from, sentence.to);
        for said in &times {
            if said.from <= to + 6 {
                to = to.max(said.to);
            }
        }
        let to = clause_end(scene, to, sentence.to);
        let together = apart::together(scene, sentence.from, sentence.to);
        Claim { kind, entity, from, to, core, times, together, hint: self.weight < 50, weight: self.weight }
    }
}

/// Extends a stretch to the end of its clause.
fn clause_end(scene: &Scene<'_>, to: usize, end: usize) -> usize {
    let stops =
        |at: usize| scene.breaks(at) || matches!(scene.word(at), "and" | "but" | "so" | "because" | "who" | "which");
    (to..end.min(to + 12)).find(|at| stops(*at)).unwrap_or_else(|| if end > to + 12 { to } else { end }).max(to)
}

/// The organisation that goes with a stretch: inside of it, after it, or before it in the same sentence.
fn organisation(scene: &Scene<'_>, stretch: &Stretch) -> Option<Mention> {
    let sentence = scene.sentence_of(stretch.from);
    let leads = |at: usize| at > sentence.from && AT.contains(&scene.word(at - 1));
    let place = |at: usize| at > sentence.from && matches!(scene.word(at - 1), "in" | "en");
    let turns = |from: usize, to: usize| {
        (from..to).any(|at| matches!(scene.word(at), "now" | "but" | "today" | "currently" | "am" | "who"))
    };
    let mut best: Option<(usize, &Mention)> = None;
    for mention in &scene.mentions {
        if mention.from < sentence.from || mention.to > sentence.to || people::is_connection_name(scene, mention) {
            continue;
        }
        // "LinkedIn tells me that we worked together" says nothing of working there.
        if mention.to < sentence.to && SPEAKS.contains(&scene.word(mention.to)) {
            continue;
        }
        let at = leads(mention.from)
            || (mention.from > sentence.from + 1 && scene.word(mention.from - 1) == "the" && leads(mention.from - 1));
        let inside = mention.from < stretch.to && mention.to > stretch.from;
        let mut cost = match () {
            () if inside => 0,
            () if mention.from >= stretch.to && !turns(stretch.to, mention.from) => mention.from - stretch.to + 1,
            () if mention.to <= stretch.from => stretch.from - mention.to + 3,
            () => continue,
        };
        if mention.meaning.nick && !inside {
            cost += 6;
        }
        let gap =
            if mention.from >= stretch.to { (stretch.to, mention.from + 1) } else { (mention.to, stretch.from + 1) };
        if !inside && (gap.0..gap.1).any(|at| scene.breaks(at)) {
            cost += 5;
        }
        if !mention.is_known() {
            // A name that nobody knows must be introduced as a place of work or study.
            if !at || place(mention.from) || mention.from < stretch.from || is_calendar(&mention.name) || cost > 8 {
                continue;
            }
            cost += 6;
        }
        if mention.meaning.place && !mention.school {
            cost += 4;
        }
        cost += usize::from(!at) + usize::from(place(mention.from));
        if cost <= 16 && best.is_none_or(|(least, _)| cost < least) {
            best = Some((cost, mention));
        }
    }
    best.map(|(_, mention)| mention.clone())
}

/// After these an organisation is the one who tells.
const SPEAKS: &[&str] = &[
    "tells",
    "told",
    "says",
    "said",
    "suggests",
    "suggested",
    "shows",
    "showed",
    "thinks",
    "keeps",
    "recommends",
    "recommended",
    "informs",
    "claims",
    "believes",
    "insists",
];

pub fn is_calendar(name: &str) -> bool {
    const DAYS: [&str; 19] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    name.split(' ').next().is_some_and(|first| DAYS.contains(&first))
}

/// Whether an organisation is a school and nothing else.
pub fn is_school(mention: &Mention) -> bool {
    let of = &mention.meaning.of;
    let listed = !of.is_empty() && of.iter().all(|of| ORGANISATIONS.is_school(*of));
    let shaped = mention.name.split(' ').any(super::organisations::is_school_word)
        || ORGANISATIONS.is_of_family(&mention.name) && mention.meaning.of.is_empty();
    (listed || shaped || mention.school) && !mention.employer
}

/// Whether an organisation is a company and nothing else.
fn is_company(mention: &Mention) -> bool {
    let of = &mention.meaning.of;
    let listed = !of.is_empty() && of.iter().all(|of| !ORGANISATIONS.is_school(*of));
    (listed || mention.employer) && !mention.school
}

/// The kind of claim that goes with an organisation.
pub fn kind_by(mention: &Mention, otherwise: ClaimType) -> ClaimType {
    match () {
        () if is_school(mention) => ClaimType::Classmate,
        () if is_company(mention) => ClaimType::Colleague,
        () => otherwise,
    }
}

fn of_organisation(scene: &Scene<'_>, stretch: &Stretch, kind: ClaimType) -> Option<Claim> {
    let town = |mention: &Mention| {
        mention.meaning.place
            && !mention.school
            && !mention.employer
            && kind == ClaimType::Colleague
            && !is_schooling(scene, mention)
    };
    match organisation(scene, stretch)
        .filter(|mention| !town(mention))
        .or_else(|| in_next_sentence(scene, stretch))
        .or_else(|| if kind == ClaimType::Classmate { cheer(scene) } else { None })
    {
        Some(mention) if stretch.weight >= 70 || mention.is_known() => {
            let kind = kind_by(&mention, kind);
            Some(stretch.claim(scene, kind, Entity::Organisation(mention)))
        }
        _ if stretch.weight < 70 => None,
        _ => {
            let what = if kind == ClaimType::Colleague { occasion(scene, stretch) } else { Entity::None };
            Some(stretch.claim(scene, kind, what))
        }
    }
}

/// "fellow Badger", "both Initech people": only with an organisation or a group of the record.
fn shared_name(scene: &Scene<'_>, stretch: &Stretch) -> Option<Claim> {
    if let Some(group) = group_inside(scene, stretch, 1) {
        return Some(stretch.claim(scene, ClaimType::Group, Entity::Named(group)));
    }
    let mention = organisation(scene, stretch).filter(|mention| {
        mention.from < stretch.to && mention.to > stretch.from || mention.is_known() && mention.from < stretch.to + 4
    })?;
    let sure = mention.is_known() || ORGANISATIONS.is_sure(&mention.name);
    let kind = kind_by(&mention, ClaimType::Classmate);
    let kin = (stretch.from..stretch.to)
        .any(|at| matches!(scene.word(at), "my" | "our") && apart::is_kin(scene.word((at + 1).min(stretch.to))));
    let sentence = scene.sentence_of(stretch.from);
    let business = (sentence.from..mention.from).any(|at| {
        matches!(
            scene.word(at),
            "filled" | "placed" | "recruited" | "hired" | "supplied" | "served" | "sold" | "staffed"
        )
    });
    if !sure || presence::is_aside(scene, &mention) || (stretch.weight < 50 && (kin || business)) {
        return None;
    }
    let mut claim = stretch.claim(scene, kind, Entity::Organisation(mention));
    // "Initech grad here" may only say who writes.
    claim.hint |= !apart::is_tied(scene, scene.sentence_of(stretch.from));
    Some(claim)
}

/// "we shared a lab at Leeds": by what is named, or a meeting.
fn shared_place(scene: &Scene<'_>, stretch: &Stretch) -> Claim {
    let own = organisation(scene, stretch)
        .filter(|mention| mention.is_known())
        .filter(|mention| !mention.meaning.place || mention.school || mention.employer || is_schooling(scene, mention))
        .filter(|mention| !presence::is_aside(scene, mention) && !is_aside(scene, stretch, mention));
    let mention = own.or_else(|| in_next_sentence(scene, stretch));
    match mention {
        Some(mention) => {
            let kind = kind_by(&mention, ClaimType::Colleague);
            stretch.claim(scene, kind, Entity::Organisation(mention))
        }
        None => met(scene, stretch),
    }
}

/// Whether a sentence speaks of schooling, so that "Cambridge" is the university.
fn is_schooling(scene: &Scene<'_>, mention: &Mention) -> bool {
    const SCHOOLING: [&str; 26] = [
        "mba",
        "degree",
        "studied",
        "student",
        "students",
        "phd",
        "doctorate",
        "masters",
        "bachelor",
        "undergrad",
        "undergraduate",
        "class",
        "classes",
        "course",
        "lecture",
        "lectures",
        "professor",
        "prof",
        "dorm",
        "campus",
        "freshers",
        "graduated",
        "university",
        "college",
        "msc",
        "tutor",
    ];
    let sentence = scene.sentence_of(mention.from);
    (sentence.from..sentence.to).any(|at| SCHOOLING.contains(&scene.word(at)))
}

/// A cheer that names the school: "Go Cyclones!"
fn cheer(scene: &Scene<'_>) -> Option<Mention> {
    let named =
        scene.mentions.iter().any(|mention| is_school(mention) && !mention.meaning.nick && !mention.meaning.place);
    if named {
        return None;
    }
    let cheered = |mention: &&Mention| mention.meaning.nick && mention.from > 0 && scene.word(mention.from - 1) == "go";
    scene.mentions.iter().find(cheered).cloned()
}

/// Whether an organisation is only where one of the two was: "you at Initech, I at Umbrella".
fn is_aside(scene: &Scene<'_>, stretch: &Stretch, mention: &Mention) -> bool {
    let outside = mention.to <= stretch.from || mention.from >= stretch.to;
    let broken = |from: usize, to: usize| (from..to).any(|at| scene.breaks(at));
    let split = broken(mention.to, stretch.from + 1) || broken(stretch.to.min(mention.from), mention.from + 1);
    let first =
        (stretch.to.min(mention.from)..=mention.from).rev().find(|at| scene.breaks(*at)).unwrap_or(mention.from);
    let one = (first..mention.from).any(|at| matches!(scene.word(at), "you" | "i" | "me" | "he" | "she" | "they"));
    split && outside && (mention.to <= stretch.from || one)
}

/// An organisation of the record in the next sentence: "We are colleagues now! I start at Initech on Monday."
fn in_next_sentence(scene: &Scene<'_>, stretch: &Stretch) -> Option<Mention> {
    let end = scene.sentence_of(stretch.from).to;
    let next = scene.text.sentences.iter().find(|next| next.from == end)?;
    let near = |mention: &&Mention| mention.from >= next.from && mention.to <= next.to.min(next.from + 8);
    let own = |mention: &&Mention| mention.employer || mention.school;
    let led = |mention: &&Mention| mention.from > next.from && AT.contains(&scene.word(mention.from - 1));
    scene.mentions.iter().find(|mention| near(mention) && own(mention) && led(mention)).cloned()
}

fn met(scene: &Scene<'_>, stretch: &Stretch) -> Claim {
    let what = occasion(scene, stretch);
    stretch.claim(scene, ClaimType::Met, what)
}

/// A group: the record's own, or the run of capitalised words.
fn group(scene: &Scene<'_>, stretch: &Stretch) -> Option<Claim> {
    let sentence = scene.sentence_of(stretch.from);
    let end = sentence.to.min(stretch.to + 4);
    let own = group_inside(scene, stretch, 8);
    let named = own.or_else(|| {
        let first = (stretch.from..end).rev().find(|at| {
            scene.is_capital(*at)
                && *at > stretch.from
                && !scene.is_capital(at - 1)
                && !is_small(scene.word(at - 1), scene, at - 1)
        })?;
        let to = scene.run(first, sentence.to);
        let name = scene.quote(first, to);
        let person = (first..to).all(|at| scene.is_person(at)) || is_calendar(&scene.normal(first, to));
        (to > first && !person).then_some(name)
    });
    let entity = named.map_or(Entity::None, Entity::Named);
    let theirs = (sentence.from..sentence.to).any(|at| {
        matches!(
            scene.word(at),
            "ihren" | "ihr" | "ihre" | "votre" | "vos" | "gesehen" | "vortrag" | "talk" | "speak" | "panel"
        )
    });
    if stretch.weight < 50 && theirs {
        return None;
    }
    let silent = matches!(entity, Entity::None) && stretch.weight < 80;
    (!silent).then(|| stretch.claim(scene, ClaimType::Group, entity))
}

/// Whether a small word stands inside a name.
fn is_small(word: &str, scene: &Scene<'_>, at: usize) -> bool {
    matches!(word, "of" | "in" | "and" | "for" | "au" | "the")
        && at > 0
        && scene.is_capital(at - 1)
        && !scene.breaks(at)
}

/// A group of the record whose name stands in or just after a stretch.
fn group_inside(scene: &Scene<'_>, stretch: &Stretch, more: usize) -> Option<String> {
    if scene.names.groups.is_empty() {
        return None;
    }
    let sentence = scene.sentence_of(stretch.from);
    let end = sentence.to.min(stretch.to + more);
    for from in stretch.from..end {
        for to in (from + 1..=end).rev() {
            let name = scene.normal(from, to);
            if scene.names.groups.contains(&name) {
                return Some(scene.quote(from, to));
            }
        }
    }
    None
}
