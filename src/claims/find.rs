//! Finds claims: by the rules' hits, by bare mentions ("Initech, 2012, the billing project"), and on the site's form.

use super::scene::{AT, Mention, Scene};
use super::{Claim, Entity, ORGANISATIONS, people};
use super::verify::verify;
use crate::assessment::{ClaimType, Truth};
use crate::rules::{Hit, RuleSet, Speaks};
use crate::text::Segment;

/// Signs of rules that leave the kind of claim to the organisation that is named.
const SHARED_NAME: &str = "shared-name";
const SHARED_PLACE: &str = "shared-place";

/// All claims of a message, in the order of the text.
pub fn claims(scene: &Scene<'_>, hits: &[Hit], rules: &RuleSet) -> Vec<Claim> {
    let mut found: Vec<Claim> = Vec::new();
    for hit in hits {
        let rule = rules.rule(hit);
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
    found.extend(bare(scene));
    // What is only hinted counts where the record bears it out.
    found.retain_mut(|claim| !claim.hint || verify(scene, claim).0 == Truth::Supported);
    take_up(scene, &mut found);
    settle(scene, &mut found);
    let site = chosen(scene, &found);
    found.extend(site);
    for claim in &mut found {
        fill_from_form(scene, claim);
    }
    found.sort_by_key(|claim| (claim.from, claim.to));
    found
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
        let together = together(scene, sentence.from, sentence.to);
        Claim { kind, entity, from, to, core, times, together, hint: self.weight < 50, weight: self.weight }
    }
}

/// Extends a stretch to the end of its clause.
fn clause_end(scene: &Scene<'_>, to: usize, end: usize) -> usize {
    let stops =
        |at: usize| scene.breaks(at) || matches!(scene.word(at), "and" | "but" | "so" | "because" | "who" | "which");
    (to..end.min(to + 12)).find(|at| stops(*at)).unwrap_or_else(|| if end > to + 12 { to } else { end }).max(to)
}

/// Whether some words say that both were there at the same time.
fn together(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    let word = |at: usize| if at < to { scene.word(at) } else { "" };
    let apart = (from..to).any(|at| {
        matches!(word(at), "before" | "after" | "below" | "above" | "junior" | "senior" | "efter" | "vor" | "nach")
            && (matches!(word(at + 1), "you" | "your" | "dig") || matches!(word(at + 2), "you" | "your"))
            || matches!((word(at), word(at + 1)), ("never", "met") | ("not", "overlap") | ("long", "before"))
            || (word(at) == "your" && matches!(word(at + 1), "junior" | "senior") && matches!(word(at.max(1) - 1), "years" | "year"))
            || matches!((word(at), word(at + 1)), ("your", "time"))
    });
    !apart
        && (from..to).any(|at| match word(at) {
            "together" | "overlapped" | "alongside" | "wir" | "uns" | "nos" => true,
            "we" | "us" | "our" => !matches!(word(at + 1), "both" | "share" | "are" | "have"),
            "you" => matches!(
                word(at + 1),
                "were" | "did" | "taught" | "told" | "sat" | "had" | "gave" | "ran" | "led" | "hired" | "guided"
                    | "signed" | "on" | "managed" | "recall" | "remember" | "might" | "may" | "probably" | "helped"
            ),
            "your" => {
                matches!(
                    word(at + 1),
                    "team" | "desk" | "junior" | "intern" | "direct" | "report" | "manager" | "boss" | "group"
                        | "assistant" | "trainee" | "deputy" | "student" | "product"
                ) && word(at + 2) != "'s"
            }
            "me" => matches!(word(at + 1), "from"),
            "under" | "for" | "with" | "to" | "beside" | "behind" => word(at + 1) == "you",
            "same" => matches!(
                word(at + 1),
                "team" | "class" | "year" | "floor" | "batch" | "cohort" | "lab" | "tribe" | "squad" | "time" | "office"
                    | "desk" | "new" | "group" | "project" | "room" | "department" | "validation" | "inbound"
            ),
            _ => false,
        })
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
        let at = leads(mention.from) || (mention.from > sentence.from + 1 && scene.word(mention.from - 1) == "the" && leads(mention.from - 1));
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
        let gap = if mention.from >= stretch.to { (stretch.to, mention.from + 1) } else { (mention.to, stretch.from + 1) };
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

fn is_calendar(name: &str) -> bool {
    const DAYS: [&str; 19] = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
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
fn kind_by(mention: &Mention, otherwise: ClaimType) -> ClaimType {
    match () {
        () if is_school(mention) => ClaimType::Classmate,
        () if is_company(mention) => ClaimType::Colleague,
        () => otherwise,
    }
}

fn of_organisation(scene: &Scene<'_>, stretch: &Stretch, kind: ClaimType) -> Option<Claim> {
    match organisation(scene, stretch).or_else(|| in_next_sentence(scene, stretch)).or_else(|| {
        if kind == ClaimType::Classmate { cheer(scene) } else { None }
    }) {
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
    (sure && !in_occasion(scene, &mention)).then(|| stretch.claim(scene, kind, Entity::Organisation(mention)))
}

/// "we shared a lab at Leeds": by what is named, or a meeting.
fn shared_place(scene: &Scene<'_>, stretch: &Stretch) -> Claim {
    let own = organisation(scene, stretch)
        .filter(|mention| mention.is_known())
        .filter(|mention| !mention.meaning.place || mention.school || mention.employer || is_schooling(scene, mention))
        .filter(|mention| !in_occasion(scene, mention) && !is_aside(scene, stretch, mention));
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
        "mba", "degree", "studied", "student", "students", "phd", "doctorate", "masters", "bachelor", "undergrad",
        "undergraduate", "class", "classes", "course", "lecture", "lectures", "professor", "prof", "dorm", "campus",
        "freshers", "graduated", "university", "college", "msc", "tutor",
    ];
    let sentence = scene.sentence_of(mention.from);
    (sentence.from..sentence.to).any(|at| SCHOOLING.contains(&scene.word(at)))
}

/// A cheer that names the school: "Go Cyclones!"
fn cheer(scene: &Scene<'_>) -> Option<Mention> {
    let named = scene.mentions.iter().any(|mention| is_school(mention) && !mention.meaning.nick && !mention.meaning.place);
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
    let first = (stretch.to.min(mention.from)..=mention.from).rev().find(|at| scene.breaks(*at)).unwrap_or(mention.from);
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

/// Whether a name stands inside the name of an occasion: "the Red Hat booth", "Cornell reunion".
fn in_occasion(scene: &Scene<'_>, mention: &Mention) -> bool {
    let end = scene.sentence_of(mention.from).to;
    (mention.to..end.min(mention.to + 3)).take_while(|at| !scene.breaks(*at)).any(|at| OCCASIONS.contains(&scene.word(at)))
}

const OCCASIONS: &[&str] = &[
    "booth", "stand", "party", "festival", "conference", "summit", "fair", "meetup", "event", "dinner", "reunion",
    "panel", "workshop", "expo", "forum", "congress", "webinar", "mixer", "breakfast", "hackathon", "open",
    "marathon", "wedding", "game", "match", "tour",
];

fn met(scene: &Scene<'_>, stretch: &Stretch) -> Claim {
    let what = occasion(scene, stretch);
    stretch.claim(scene, ClaimType::Met, what)
}

/// The occasion that goes with a stretch: what follows "at", "in", "on" or "from".
fn occasion(scene: &Scene<'_>, stretch: &Stretch) -> Entity {
    let sentence = scene.sentence_of(stretch.from);
    let leads = (stretch.from..sentence.to.min(stretch.to + 4)).rev();
    let named = leads
        .filter(|at| matches!(scene.word(*at), "at" | "in" | "on" | "during" | "from" | "auf"))
        .filter_map(|lead| occasion_after(scene, lead + 1, sentence.to));
    // "on the Denver flight in August": of several the first one that is no date.
    named.last().map_or(Entity::None, |(from, to)| Entity::Other(scene.quote(from, to)))
}

/// The words after "at" and the like, as far as they name an occasion.
fn occasion_after(scene: &Scene<'_>, from: usize, end: usize) -> Option<(usize, usize)> {
    const ENDS: [&str; 12] = ["last", "where", "when", "and", "who", "a", "you", "i", "we", "this", "together", "which"];
    let end = end.min(from + 9);
    let ends = |at: usize| scene.breaks(at) || ENDS.contains(&scene.word(at)) || !scene.times(at, at + 1).is_empty();
    let mut to = (from + 1..end).find(|at| ends(*at)).unwrap_or(end);
    while to > from && matches!(scene.word(to - 1), "in" | "at" | "on" | "a" | "the") {
        to -= 1;
    }
    let first = scene.word(from);
    let said = to > from && scene.times(from, to).is_empty() && !is_calendar(first) && !said_of_time(scene, from, to) && !matches!(first, "you" | "me" | "your" | "my");
    said.then_some((from, to))
}

/// Whether some words speak of a season or a time of day.
fn said_of_time(scene: &Scene<'_>, from: usize, to: usize) -> bool {
    const SEASONS: [&str; 10] =
        ["summer", "winter", "spring", "autumn", "fall", "morning", "evening", "weekend", "months", "years"];
    to <= from + 3 && (from..to).any(|at| SEASONS.contains(&scene.word(at)))
}

/// A group: the record's own, or the run of capitalised words.
fn group(scene: &Scene<'_>, stretch: &Stretch) -> Option<Claim> {
    let sentence = scene.sentence_of(stretch.from);
    let end = sentence.to.min(stretch.to + 4);
    let own = group_inside(scene, stretch, 8);
    let named = own.or_else(|| {
        let first = (stretch.from..end).rev().find(|at| {
            scene.is_capital(*at) && *at > stretch.from && !scene.is_capital(at - 1) && !is_small(scene.word(at - 1), scene, at - 1)
        })?;
        let to = scene.run(first, sentence.to);
        let name = scene.quote(first, to);
        let person = (first..to).all(|at| scene.is_person(at)) || is_calendar(&scene.normal(first, to));
        (to > first && !person).then_some(name)
    });
    let entity = named.map_or(Entity::None, Entity::Named);
    let silent = matches!(entity, Entity::None) && stretch.weight < 80;
    (!silent).then(|| stretch.claim(scene, ClaimType::Group, entity))
}

/// Whether a small word stands inside a name.
fn is_small(word: &str, scene: &Scene<'_>, at: usize) -> bool {
    matches!(word, "of" | "in" | "and" | "for" | "au" | "the") && at > 0 && scene.is_capital(at - 1) && !scene.breaks(at)
}

/// A group of the record whose name stands in or just after a stretch.
fn group_inside(scene: &Scene<'_>, stretch: &Stretch, more: usize) -> Option<String> {
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

/// Sentences that open with an organisation and a time, as old companions write.
fn bare(scene: &Scene<'_>) -> Vec<Claim> {
    let mut found = Vec::new();
    let body = |s: &&crate::text::Sentence| matches!(s.segment, Segment::Body | Segment::Greeting);
    for sentence in scene.text.sentences.iter().filter(body).take(4) {
        let from = opening(scene, sentence.from, sentence.to);
        let Some(mention) = scene.mentions.iter().find(|mention| mention.from >= from && mention.to <= sentence.to && mention.is_known()) else {
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
            && ORGANISATIONS.relation(&mention.name, &super::organisations::normal(formal, scene.lexicon))
                == super::organisations::Relation::Same;
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
    "is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "does", "do", "did", "hired",
    "asked", "named", "told", "said", "says", "makes", "made", "needs", "wants", "helps", "sent", "gave", "your",
    "you", "my", "like", "such", "i", "we", "used", "called", "wrote", "saw", "read", "congrats", "congratulations",
    "their", "its", "his", "her", "how", "why", "what", "raised", "launched", "announced", "grow", "help", "alumni",
    "since", "while", "if", "that", "according", "to",
];

/// Past the greeting, the recipient's name and the sender's own.
fn opening(scene: &Scene<'_>, from: usize, to: usize) -> usize {
    const GREETED: [&str; 20] = [
        "hi", "hello", "hey", "dear", "good", "morning", "afternoon", "evening", "it", "this", "is", "here", "from",
        "the", "dr", "mr", "ms", "mrs", "again", "sir",
    ];
    let known = |at: usize| scene.mentions.iter().any(|mention| mention.from == at && mention.is_known());
    // "Olly, it's Fergus from EY".
    let called = |at: usize| at == from && scene.is_capital(at) && at + 1 < to && scene.breaks(at + 1) && !known(at);
    let greeted = |at: usize| GREETED.contains(&scene.word(at)) || scene.is_person(at) || called(at);
    (from..to).find(|at| !greeted(*at)).unwrap_or(to)
}

/// The site's own choice, where the text does not say the same.
fn chosen(scene: &Scene<'_>, found: &[Claim]) -> Option<Claim> {
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
    Some(Claim { kind, entity, from: 0, to: 0, core: (0, 0), times: Vec::new(), together: false, hint: false, weight: 100 })
}

/// What the text leaves open is taken from the site's own form.
fn fill_from_form(scene: &Scene<'_>, claim: &mut Claim) {
    let sender = &scene.request.sender;
    let fits = ClaimType::from_id(sender.claims.trim()) == Some(claim.kind) && !sender.claims_entity.trim().is_empty();
    let open = matches!(&claim.entity, Entity::None)
        || matches!(&claim.entity, Entity::Organisation(mention) if mention.meaning.nick || !mention.is_known());
    if fits && open && matches!(claim.kind, ClaimType::Colleague | ClaimType::Classmate) {
        claim.entity = Entity::Chosen(sender.claims_entity.trim().to_owned());
    }
}

/// What has no name of its own is about the organisation of the sentence before: "Initech days! You were my boss."
fn take_up(scene: &Scene<'_>, found: &mut [Claim]) {
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
fn settle(scene: &Scene<'_>, found: &mut Vec<Claim>) {
    let rank = |claim: &Claim| {
        let entity = match &claim.entity {
            Entity::Named(_) if claim.kind == ClaimType::Group && claim.weight >= 80 => 4,
            Entity::Organisation(mention) if mention.is_known() => 3,
            Entity::Organisation(_) | Entity::Named(_) => 2,
            Entity::Other(_) | Entity::Chosen(_) => 1,
            Entity::None => 0,
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
