//! Compares claims with the record. Where it is not sure, it says so.

use super::named::is_squeezed;
use super::organisations::{Relation, normal};
use super::people::connection;
use super::reasons::What;
use super::scene::Scene;
use super::time::Interval;
use super::{Claim, Entity, ORGANISATIONS, find, reasons};
use crate::assessment::{ClaimType, Truth};
use crate::people::{Name, is_same};
use crate::say;

/// Months by which memory and records differ without meaning anything.
const SLACK: i32 = 3;

/// What the record says of a claim, and the reason.
pub fn verify(scene: &Scene<'_>, claim: &Claim) -> (Truth, String) {
    match claim.kind {
        ClaimType::Colleague | ClaimType::Classmate => organisation(scene, claim),
        ClaimType::Friend => friend(scene, claim),
        ClaimType::Met => met(scene, claim),
        ClaimType::Group => group(scene, claim),
        ClaimType::Mutual => mutual(scene, claim),
    }
}

fn is_complete(scene: &Scene<'_>, part: &str, count: usize) -> bool {
    count > 0 && !scene.record.incomplete.iter().any(|incomplete| incomplete == part)
}

/// A part of the record that holds organisations.
struct Part {
    /// How each entry relates to the name, its time, and its line.
    entries: Vec<(Relation, Option<Interval>, String)>,
    complete: bool,
    what: What,
}

fn organisation(scene: &Scene<'_>, claim: &Claim) -> (Truth, String) {
    let (name, whole, shown, nick) = match &claim.entity {
        Entity::Organisation(mention) => {
            (mention.name.clone(), mention.whole.clone(), scene.quote(mention.from, mention.to), mention.meaning.nick)
        }
        Entity::Chosen(name) => (normal(name, scene.lexicon), normal(name, scene.lexicon), name.clone(), false),
        _ => return unnamed(scene),
    };
    let narrowed = matches!(&claim.entity, Entity::Organisation(mention) if mention.narrowed);
    let people = match &claim.entity {
        Entity::Organisation(mention) if narrowed => mention.meaning.of.clone(),
        _ if nick => ORGANISATIONS.people(&name).of,
        _ => Vec::new(),
    };
    let relation = |recorded: &String| match () {
        () if nick || narrowed => by_nickname(&people, recorded),
        () => ORGANISATIONS.relation(&name, recorded).max(ORGANISATIONS.relation(&whole, recorded)),
    };
    let record = scene.record;
    let jobs = Part {
        entries: record
            .positions
            .iter()
            .zip(&scene.names.employers)
            .map(|(job, name)| (relation(name), Interval::recorded(job.from, job.to), reasons::position(job)))
            .collect(),
        complete: is_complete(scene, "positions", record.positions.len()),
        what: What::Employer,
    };
    let schools = Part {
        entries: record
            .education
            .iter()
            .zip(&scene.names.schools)
            .map(|(school, name)| {
                (relation(name), Interval::recorded(school.from, school.to), reasons::education(school))
            })
            .collect(),
        complete: is_complete(scene, "education", record.education.len()),
        what: What::School,
    };
    let (own, other) = if claim.kind == ClaimType::Colleague { (&jobs, &schools) } else { (&schools, &jobs) };
    if let Some(verdict) = shown_in(own, claim).or_else(|| shown_in(other, claim)) {
        return verdict;
    }
    let perhaps = own.entries.iter().chain(&other.entries).find(|(relation, ..)| *relation == Relation::Perhaps);
    if let Some((.., line)) = perhaps {
        return (Truth::Unverifiable, reasons::perhaps(&shown, line));
    }
    let place = matches!(&claim.entity, Entity::Organisation(mention) if mention.meaning.place)
        && claim.kind == ClaimType::Colleague;
    let sure = if nick || narrowed { people.len() == 1 } else { ORGANISATIONS.is_sure(&name) && !place };
    let school = match &claim.entity {
        Entity::Organisation(mention) => find::is_school(mention),
        _ => claim.kind == ClaimType::Classmate,
    };
    // A school employs people, too, and some names are both.
    let complete =
        own.complete && (claim.kind == ClaimType::Classmate && school || other_is_quiet(claim, school, other));
    if sure && complete && !is_part_of_a_name(scene, claim) && !is_visit(scene, claim) && !is_house(claim) {
        return (Truth::Contradicted, reasons::not_in_record(own.what, &shown));
    }
    let why = if own.entries.is_empty() {
        reasons::none_of(own.what)
    } else if sure {
        reasons::not_complete(own.what, &shown)
    } else {
        reasons::open(&say!("{name} is in no line of it, but may go by another name there", name = shown))
    };
    (Truth::Unverifiable, why)
}

/// Whether the other part of the record cannot hold the organisation either.
fn other_is_quiet(claim: &Claim, school: bool, other: &Part) -> bool {
    claim.kind == ClaimType::Colleague && (!school || other.complete)
}

/// Whether the stay may have been one that no record lists: an exchange, work for a client.
fn is_visit(scene: &Scene<'_>, claim: &Claim) -> bool {
    const VISITS: [&str; 17] = [
        "exchange",
        "erasmus",
        "visiting",
        "visit",
        "visited",
        "secondment",
        "seconded",
        "client",
        "contractor",
        "contractors",
        "consultant",
        "consultants",
        "vendor",
        "supplier",
        "guest",
        "abroad",
        "freelance",
    ];
    (claim.from..claim.to).any(|at| VISITS.contains(&scene.word(at)))
}

/// Whether the name may be that of a house or college within a university: "Derwent College" is a part of York.
fn is_house(claim: &Claim) -> bool {
    let Entity::Organisation(mention) = &claim.entity else { return false };
    let last = mention.name.split(' ').next_back().unwrap_or_default();
    let goes_on = mention.whole.len() > mention.name.len();
    (mention.meaning.of.is_empty() && matches!(last, "college" | "hall" | "house" | "court" | "school"))
        // "the Dyson Perrins" is a laboratory, "Ford Hall" a hall.
        || (goes_on && SURNAMES.contains(&mention.name.as_str()))
}

/// Companies whose names are those of people, and so may begin the name of a building or a prize.
const SURNAMES: &[&str] = &[
    "dyson", "ford", "chase", "disney", "siemens", "philips", "mars", "abbott", "baxter", "stryker", "pearson",
    "kaplan", "hearst", "mercer", "otis", "sears", "rogers", "kaiser", "wells", "boots", "cadbury", "carrier", "eaton",
    "emerson", "bosch", "bayer", "heinz", "gates", "moody", "lazard", "nike", "heineken", "brown", "rice", "duke",
    "howard", "drake", "drexel", "pace", "cornell", "kellogg", "booth", "haas", "ross", "stern", "sloan", "tuck",
    "fuqua", "darden", "wharton", "anderson", "goldman", "lehman", "honda", "toyota", "lincoln",
];

/// Whether the words of the name stand in a title, group or degree of the record: it may then be a part of something.
fn is_part_of_a_name(scene: &Scene<'_>, claim: &Claim) -> bool {
    let Entity::Organisation(mention) = &claim.entity else { return false };
    let record = scene.record;
    let lines =
        record.positions.iter().map(|position| &position.title).chain(record.education.iter().map(|e| &e.degree));
    let name = format!(" {} ", mention.name);
    lines.chain(&record.groups).any(|line| format!(" {} ", normal(line, scene.lexicon)).contains(&name))
}

fn by_nickname(people: &[u16], recorded: &str) -> Relation {
    let known = ORGANISATIONS.meaning(recorded).of;
    match () {
        () if known.iter().any(|of| people.contains(of)) => Relation::Same,
        () if known.is_empty() && ORGANISATIONS.relation(recorded, recorded) != Relation::Same => Relation::Perhaps,
        () => Relation::Other,
    }
}

/// What a part says that holds the organisation.
fn shown_in(part: &Part, claim: &Claim) -> Option<(Truth, String)> {
    let same: Vec<_> = part.entries.iter().filter(|(relation, ..)| *relation == Relation::Same).collect();
    let (_, _, first) = same.first()?;
    let said: Vec<_> = claim.times.iter().map(|said| (said.when, said.class)).collect();
    if said.is_empty() {
        return Some((Truth::Supported, reasons::shown(first)));
    }
    let mut least = i32::MAX;
    let mut nearest = first;
    for (_, time, line) in &same {
        for (when, class) in &said {
            let Some(recorded) = time else { return Some((Truth::Supported, reasons::shown(line))) };
            let mut when = *when;
            if *class || part.what == What::School {
                when.from -= 12 * 4;
            }
            let gap = when.gap(*recorded) - if when.rough { 12 } else { 0 };
            if gap < least {
                (least, nearest) = (gap, line);
            }
        }
    }
    Some(match () {
        () if least <= 0 => (Truth::Supported, reasons::shown(nearest)),
        () if !claim.together => {
            (Truth::Supported, reasons::shown_at_another_time(nearest, said.first().map(|(when, _)| *when)))
        }
        () if least <= SLACK || !part.complete => {
            (Truth::Unverifiable, reasons::open(&say!("the years are near those of {line}", line = nearest)))
        }
        () => (Truth::Contradicted, reasons::not_at_that_time(nearest, said[0].0)),
    })
}

/// A colleague or classmate of nowhere in particular.
fn unnamed(scene: &Scene<'_>) -> (Truth, String) {
    let sender = Name::new(&scene.request.sender.name);
    let known = scene.record.connections.iter().find(|c| sender.is_full() && is_same(&sender, &Name::new(&c.name)));
    if let Some(written) = scene.record.relationship(&scene.request.sender).recommended_you {
        return (Truth::Supported, reasons::shown(&reasons::recommendation(&written)));
    }
    let employer = known.map(|known| normal(&known.company, scene.lexicon)).filter(|name| !name.is_empty());
    let same = employer.and_then(|employer| {
        let at =
            scene.names.employers.iter().position(|own| ORGANISATIONS.relation(&employer, own) == Relation::Same)?;
        scene.record.positions.get(at)
    });
    match same {
        Some(position) => (Truth::Supported, reasons::shown(&reasons::position(position))),
        None => (Truth::Unverifiable, reasons::open(say!("no organisation is named that it could be compared with"))),
    }
}

/// Meetings are in no record, but messages are.
fn met(scene: &Scene<'_>, claim: &Claim) -> (Truth, String) {
    const WRITTEN: [&str; 18] = [
        "contact",
        "touch",
        "spoke",
        "spoken",
        "talked",
        "chatted",
        "chat",
        "messaged",
        "messages",
        "message",
        "wrote",
        "written",
        "corresponded",
        "exchanged",
        "conversation",
        "discussed",
        "reached",
        "connected",
    ];
    let known = scene.record.relationship(&scene.request.sender);
    match known.exchange {
        Some(exchange) if exchange.sent > 0 && (claim.from..claim.to).any(|at| WRITTEN.contains(&scene.word(at))) => {
            (Truth::Supported, reasons::shown(&reasons::exchange(&exchange)))
        }
        Some(exchange) if exchange.sent > 0 => {
            let line = reasons::exchange(&exchange);
            (Truth::Unverifiable, reasons::open(&say!("it holds no meetings, though it shows {line}", line = line)))
        }
        _ => (Truth::Unverifiable, reasons::open(say!("it holds no meetings"))),
    }
}

fn friend(scene: &Scene<'_>, claim: &Claim) -> (Truth, String) {
    let sender = Name::new(&scene.request.sender.name);
    let connections = &scene.record.connections;
    if let Some(known) = connections.iter().find(|c| sender.is_full() && is_same(&sender, &Name::new(&c.name))) {
        return (Truth::Supported, reasons::shown(&reasons::connection(&known.name)));
    }
    // Only who claims to be connected here can be ruled out by the connections.
    let says = |words: &[&str]| (claim.from..claim.to).any(|at| words.contains(&scene.word(at)));
    let here = says(&["linkedin", "here"]);
    let claims_network = says(&["connected", "connection", "connections"])
        || (here && says(&["friends", "friend", "contact", "contacts"]));
    let namesake = connections.iter().any(|c| {
        let known = Name::new(&c.name);
        sender.words.iter().any(|word| known.words.contains(word))
    });
    if claims_network && sender.is_full() && !namesake && is_complete(scene, "connections", connections.len()) {
        return (Truth::Contradicted, reasons::not_connected(&scene.request.sender.name));
    }
    (Truth::Unverifiable, reasons::open(say!("it does not hold friendships")))
}

fn group(scene: &Scene<'_>, claim: &Claim) -> (Truth, String) {
    let Entity::Named(shown) = &claim.entity else {
        return (Truth::Unverifiable, reasons::open(say!("no group is named")));
    };
    let name = normal(shown, scene.lexicon);
    let best = scene.names.groups.iter().zip(&scene.record.groups).map(|(own, line)| (alike(&name, own), line)).max();
    match best {
        Some((Relation::Same, line)) => (Truth::Supported, reasons::shown(&reasons::group(line))),
        Some((Relation::Perhaps, line)) => (Truth::Unverifiable, reasons::perhaps(shown, line)),
        Some(_)
            if is_complete(scene, "groups", scene.names.groups.len())
                && name.contains(' ')
                && is_said_of_group(scene, claim) =>
        {
            (Truth::Contradicted, reasons::not_in_record(What::Group, shown))
        }
        _ => (Truth::Unverifiable, reasons::not_complete(What::Group, shown)),
    }
}

/// Whether a claim speaks of a group for sure, and not of a field as in "both in Digital Marketing".
fn is_said_of_group(scene: &Scene<'_>, claim: &Claim) -> bool {
    const GROUPS: [&str; 20] = [
        "member",
        "members",
        "group",
        "club",
        "society",
        "network",
        "forum",
        "association",
        "community",
        "circle",
        "council",
        "chapter",
        "alumni",
        "slack",
        "league",
        "guild",
        "union",
        "collective",
        "meetup",
        "membership",
    ];
    (claim.from..claim.to).any(|at| GROUPS.contains(&scene.word(at)))
}

/// Whether two names mean one group.
fn alike(said: &str, own: &str) -> Relation {
    const SAYS_NOTHING: [&str; 12] = [
        "group",
        "club",
        "members",
        "member",
        "community",
        "of",
        "in",
        "network",
        "for",
        "slack",
        "crew",
        "association",
    ];
    let words = |name: &str| -> Vec<String> {
        name.split(' ').filter(|word| !SAYS_NOTHING.contains(word)).map(str::to_owned).collect()
    };
    let (a, b) = (words(said), words(own));
    if said == own || is_squeezed(&said.replace(' ', ""), own) || (a == b && !a.is_empty()) {
        return Relation::Same;
    }
    let shared = a.iter().filter(|word| word.len() > 2 && b.contains(word)).count();
    match () {
        () if shared > 1 && shared == a.len().min(b.len()) => Relation::Same,
        () if 2 * shared >= a.len().min(b.len()).max(1) && shared > 0 => Relation::Perhaps,
        () => Relation::Other,
    }
}

fn mutual(scene: &Scene<'_>, claim: &Claim) -> (Truth, String) {
    let Entity::Named(shown) = &claim.entity else {
        return (Truth::Unverifiable, reasons::open(say!("nobody is named")));
    };
    if let Some(known) = connection(scene, shown) {
        return (Truth::Supported, reasons::shown(&reasons::connection(known)));
    }
    let connections = &scene.record.connections;
    let name = Name::new(shown);
    let claims_network = (claim.from..claim.to)
        .any(|at| matches!(scene.word(at), "connected" | "connection" | "connections" | "linkedin"));
    let namesake = connections.iter().any(|c| Name::new(&c.name).words.iter().any(|word| name.words.contains(word)));
    if claims_network && name.is_full() && !namesake && is_complete(scene, "connections", connections.len()) {
        return (Truth::Contradicted, reasons::not_connected(shown));
    }
    (
        Truth::Unverifiable,
        reasons::open(&say!("{name} is not among your connections, but you may know them all the same", name = shown)),
    )
}
