//! Organisations as people write them: whether two names mean the same one. Knows no messages and no record.
//!
//! The names stand in `organisations.toml`, with examples that are tests; `build.rs` compiles them.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::people::one_slip;
use crate::text::places::{Places, hash, hash_on};
use crate::text::{Lexicon, Text};

/// A name in the table.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Known {
    /// Its normal form.
    name: String,
    /// Which organisation it means.
    of: u16,
    /// Whether it is what the organisation's people call one another.
    nick: bool,
}

/// How two names of organisations stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// Two organisations.
    Other,
    /// Cannot be told.
    Perhaps,
    /// One organisation, or a part, parent or former name of it.
    Same,
}

/// Known organisations.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Organisations {
    /// Names, sorted.
    names: Vec<Known>,
    /// Organisations below this number are companies, the others schools.
    schools_from: u16,
    /// Organisations whose people count as colleagues.
    related: Vec<(u16, u16)>,
    /// Names of schools that are places as well.
    places: Vec<String>,
    /// Names of families of schools; equal numbers mean one family.
    families: Vec<(String, u16)>,
}

/// First words of names, quick to ask.
#[derive(Debug)]
pub struct FirstWords<'a> {
    words: Vec<&'a str>,
    places: Places,
}

impl FirstWords<'_> {
    /// Whether a name may begin with this word, or with what it is the plural or the singular of: "Macy's" is one
    /// word, "Badgers" are found as "Badger", "Huskies" as "Husky".
    pub fn may_begin(&self, word: &str) -> bool {
        let begin = |word: &str| !word.is_empty() && self.places.find(word, |at| self.words[at]).is_some();
        let more = hash_on(hash(word), "s");
        begin(word)
            || self.places.find_by(more, |at| self.words[at].strip_suffix('s') == Some(word)).is_some()
            || word.strip_suffix('s').is_some_and(begin)
            || word.strip_suffix("ies").is_some_and(|stem| begin(&format!("{stem}y")))
    }
}

/// What a name in a message means, as far as the table tells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Meaning {
    /// Organisations it may mean.
    pub of: Vec<u16>,
    /// Whether it is what people call one another, as in "fellow Badger".
    pub nick: bool,
    /// Whether it is a place as well.
    pub place: bool,
}

/// Endings of company names that say nothing.
const LEGAL: &[&str] = &[
    "inc",
    "llc",
    "ltd",
    "limited",
    "plc",
    "ag",
    "gmbh",
    "sa",
    "spa",
    "corp",
    "corporation",
    "company",
    "companies",
    "co",
    "group",
    "holding",
    "holdings",
    "llp",
    "lp",
    "nv",
    "bv",
    "ab",
    "asa",
    "oy",
    "oyj",
    "se",
    "kg",
    "kk",
    "pty",
    "srl",
];

/// Words that make a name a school's.
const SCHOOL: &[&str] = &[
    "university",
    "college",
    "school",
    "institute",
    "polytechnic",
    "academy",
    "universitat",
    "universite",
    "universita",
    "universidad",
    "universidade",
    "universiti",
    "universiteit",
    "uniwersytet",
    "politechnika",
    "politecnico",
    "ecole",
    "hochschule",
    "tech",
    "state",
    "seminary",
    "conservatory",
    "lycee",
    "gymnasium",
];

/// Words that make a name a company's or an authority's.
const COMPANY: &[&str] = &[
    "inc",
    "llc",
    "ltd",
    "limited",
    "plc",
    "gmbh",
    "corp",
    "corporation",
    "bank",
    "consulting",
    "systems",
    "technologies",
    "technology",
    "software",
    "partners",
    "capital",
    "insurance",
    "pharmaceuticals",
    "pharma",
    "hospital",
    "airlines",
    "motors",
    "energy",
    "labs",
    "laboratories",
    "industries",
    "solutions",
    "logistics",
    "foods",
    "ministry",
    "council",
    "newspapers",
    "robotics",
    "advisory",
    "trust",
];

/// Words that many names share, so that they tell nothing.
const COMMON: &[&str] = &[
    "of",
    "for",
    "at",
    "in",
    "de",
    "di",
    "du",
    "del",
    "la",
    "der",
    "national",
    "international",
    "general",
    "first",
    "american",
    "british",
    "royal",
    "global",
    "united",
    "central",
    "new",
    "north",
    "south",
    "east",
    "west",
    "city",
    "business",
    "technical",
    "technology",
    "science",
    "services",
    "medical",
    "health",
    "studio",
    "media",
    "digital",
];

/// The normal form of a whole name.
pub fn normal(name: &str, lexicon: &Lexicon) -> String {
    let text = Text::new(name, lexicon);
    normal_of((0..text.tokens.len()).map(|at| text.tokens.norm(at)))
}

/// The normal form of words: no articles, no "and", no legal endings.
pub fn normal_of<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let mut parts = parts_of(words);
    while parts.len() > 1 && parts.last().is_some_and(|last| is_legal(last)) {
        parts.pop();
    }
    parts.join(" ")
}

/// Whether a word is borne by companies only, so that a name that goes on with it is another company's.
pub fn is_company_word(word: &str) -> bool {
    COMPANY.contains(&word)
        || matches!(word, "gold" | "corp" | "media" | "airlines" | "faucet" | "dental" | "hotels" | "records" | "press")
}

/// Whether a word is an ending of company names that says nothing.
pub fn is_legal(word: &str) -> bool {
    LEGAL.contains(&word)
}

fn parts_of<'a>(words: impl Iterator<Item = &'a str>) -> Vec<Cow<'a, str>> {
    let mut parts: Vec<Cow<'a, str>> = Vec::new();
    for word in words {
        match word {
            "the" | "and" => {}
            "'s" => {
                if let Some(last) = parts.last_mut() {
                    last.to_mut().push('s');
                }
            }
            "univ" => parts.push("university".into()),
            // "NHH'er", "IBM'ers".
            word => match word.split_once('\'') {
                Some((name, "er" | "ers" | "ian" | "ians")) => parts.push(name.into()),
                Some(_) => parts.push(word.replace('\'', "").into()),
                None => parts.push(word.into()),
            },
        }
    }
    parts
}

impl Organisations {
    /// What `name`, in normal form, means; nothing when it is not known.
    pub fn meaning(&self, name: &str) -> Meaning {
        let from = self.names.partition_point(|known| known.name.as_str() < name);
        let found: Vec<&Known> = self.names[from..].iter().take_while(|known| known.name == name).collect();
        let nick = found.iter().all(|known| known.nick) && !found.is_empty();
        let of = found.iter().filter(|known| known.nick == nick).map(|known| known.of).collect();
        Meaning { of, nick, place: self.places.iter().any(|place| place == name) }
    }

    /// What people who call themselves `name` have in common: "Badgers" are read as "Badger".
    pub fn people(&self, name: &str) -> Meaning {
        let from = |name: &str| {
            let from = self.names.partition_point(|known| known.name.as_str() < name);
            let found = self.names[from..].iter().take_while(|known| known.name == name).filter(|known| known.nick);
            found.map(|known| known.of).collect::<Vec<_>>()
        };
        let mut of = from(name);
        if of.is_empty() {
            let one = name.strip_suffix("ies").map(|stem| format!("{stem}y"));
            of = one.as_deref().or_else(|| name.strip_suffix('s')).map(from).unwrap_or_default();
        }
        Meaning { nick: !of.is_empty(), of, place: false }
    }

    /// Whether a name in the table may begin with these words, the last of which may be a plural; a no is sure.
    pub fn may_go_on<'a>(&self, words: impl Iterator<Item = &'a str>) -> bool {
        let begin = parts_of(words).join(" ");
        let stem = begin.strip_suffix("ies").or_else(|| begin.strip_suffix('s')).unwrap_or(&begin);
        let from = self.names.partition_point(|known| known.name.as_str() < stem);
        self.names.get(from).is_some_and(|known| known.name.starts_with(stem))
    }

    /// The first words of all names.
    pub fn first_words(&self) -> FirstWords<'_> {
        let mut words: Vec<&str> = self.names.iter().filter_map(|known| known.name.split(' ').next()).collect();
        words.sort_unstable();
        words.dedup();
        let places = Places::new(words.iter().copied());
        FirstWords { words, places }
    }

    /// Whether an organisation of the table is a school.
    pub fn is_school(&self, organisation: u16) -> bool {
        organisation >= self.schools_from
    }

    /// What the longest known beginning of `name` means, and the rest of the name.
    fn head<'a>(&self, name: &'a str) -> (Vec<u16>, &'a str) {
        let mut end = name.len();
        loop {
            let meaning = self.meaning(&name[..end]);
            let rest = name[end..].trim_start();
            let other_school = is_another_school(rest);
            if !meaning.of.is_empty() && !meaning.nick && !other_school {
                return (meaning.of, rest);
            }
            match name[..end].rfind(' ') {
                Some(shorter) => end = shorter,
                None => return (Vec::new(), name),
            }
        }
    }

    /// Whether a name is surely an organisation's: known, or with a word that only organisations bear.
    pub fn is_sure(&self, name: &str) -> bool {
        let words = || name.split(' ');
        !self.head(name).0.is_empty()
            || self.family(name).is_some()
            || (words().count() > 1 && words().any(|word| COMPANY.contains(&word) || is_school_word(word)))
    }

    /// Whether `said` names the organisation called `recorded`; both in normal form.
    pub fn relation(&self, said: &str, recorded: &str) -> Relation {
        if said.is_empty() || recorded.is_empty() {
            return Relation::Perhaps;
        }
        if said == recorded {
            return Relation::Same;
        }
        // "Uni Bern" is the University of Bern.
        let place = said
            .strip_prefix("university ")
            .filter(|rest| !rest.starts_with("of ") && self.meaning(said).of.is_empty());
        if let Some(place) = place {
            return self.relation(&format!("university of {place}"), recorded);
        }
        if self.families.iter().any(|(family, _)| family == said) {
            return Relation::Perhaps;
        }
        let exact = !self.meaning(said).of.is_empty() && !self.meaning(recorded).of.is_empty();
        if let (Some((a, said)), Some((b, recorded)), false) = (self.family(said), self.family(recorded), exact)
            && a == b
        {
            return same_place(said, recorded);
        }
        let (a, b) = (self.head(said).0, self.head(recorded).0);
        if a.iter().any(|a| b.iter().any(|b| self.are_related(*a, *b))) {
            return Relation::Same;
        }
        let short = is_acronym_of(said, recorded) || is_acronym_of(recorded, said);
        if !a.is_empty() && !b.is_empty() {
            return Relation::Other;
        }
        // "NU" is nobody's own name, and fits every word of Northwestern University.
        if short && a.is_empty() && (said.len() >= 3 || recorded.split(' ').count() == said.len()) {
            return Relation::Same;
        }
        if short {
            return if a.is_empty() && b.is_empty() { Relation::Same } else { Relation::Perhaps };
        }
        by_words(said, recorded, !a.is_empty())
    }

    fn are_related(&self, a: u16, b: u16) -> bool {
        a == b || self.related.contains(&(a, b)) || self.related.contains(&(b, a))
    }

    /// Whether a name belongs to a family of schools.
    pub fn is_of_family(&self, name: &str) -> bool {
        self.family(name).is_some()
    }

    /// The family of schools that a name belongs to, and what tells it from the others.
    fn family<'a>(&self, name: &'a str) -> Option<(u16, &'a str)> {
        let (family, id) = self
            .families
            .iter()
            .find(|(family, _)| name.strip_prefix(family.as_str()).is_some_and(|rest| rest.starts_with(' ')))?;
        Some((*id, name[family.len()..].trim_start()))
    }
}

/// Whether a name that goes on so is another school's: "Michigan" and "Michigan Tech", but "UCL School of Pharmacy".
pub fn is_another_school(rest: &str) -> bool {
    const FACULTIES: [&str; 14] = [
        "business",
        "law",
        "medical",
        "engineering",
        "graduate",
        "dental",
        "nursing",
        "art",
        "architecture",
        "management",
        "summer",
        "journalism",
        "public",
        "b",
    ];
    let mut words = rest.split(' ');
    let (next, second, third) =
        (words.next().unwrap_or_default(), words.next().unwrap_or_default(), words.next().unwrap_or_default());
    // "Georgetown Day School" is another than Georgetown, "Georgetown Law School" a part of it.
    let inner = matches!(second, "school" | "academy" | "college") && third != "of" && !FACULTIES.contains(&next);
    next == "of" || (SCHOOL.contains(&next) && second != "of") || inner
}

/// Whether a word of a normal form makes it a school's name.
pub fn is_school_word(word: &str) -> bool {
    SCHOOL.contains(&word) && !matches!(word, "tech" | "state")
}

/// Whether what follows the name of a family is the same place: `k` is `kozhikode`.
fn same_place(said: &str, recorded: &str) -> Relation {
    if said.is_empty() || recorded.is_empty() {
        return Relation::Perhaps;
    }
    let meets = |a: &str, b: &str| a == b || (a.len() == 1 && b.starts_with(a)) || one_slip(a, b);
    let found = said.split(' ').any(|a| recorded.split(' ').any(|b| !COMMON.contains(&a) && meets(a, b)));
    if found { Relation::Same } else { Relation::Other }
}

/// Whether `short` is made of the first letters of `long`, or of its last three words or more.
pub fn is_acronym_of(short: &str, long: &str) -> bool {
    let words: Vec<&str> = long.split(' ').filter(|word| !word.is_empty()).collect();
    if short.contains(' ') || short.len() < 2 || short.len() > 7 || words.len() < 2 {
        return false;
    }
    let first = |words: &[&str]| words.iter().filter_map(|word| word.chars().next()).collect::<String>();
    let telling: Vec<&str> =
        words.iter().copied().filter(|word| !matches!(*word, "of" | "for" | "in" | "de" | "di")).collect();
    let bare: Vec<&str> = words.iter().map(|word| word.strip_suffix('s').unwrap_or(word)).collect();
    let whole = [first(&words), first(&telling), first(&bare)];
    let count = short.chars().count();
    // "GTB" for "Guaranty Trust Bank Nigeria"; "KPI" at the end of the long name of a university.
    whole.iter().any(|letters| letters == short || (count >= 3 && letters.starts_with(short)))
        || (count >= 3 && (0..telling.len().saturating_sub(2)).any(|from| first(&telling[from..]).starts_with(short)))
}

/// Compares two names of which at most one is known, word by word.
fn by_words(said: &str, recorded: &str, said_is_known: bool) -> Relation {
    let (a, b): (Vec<&str>, Vec<&str>) = (said.split(' ').collect(), recorded.split(' ').collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let begins = long.starts_with(short);
    let telling = |word: &str| word.len() > 2 && ![COMMON, SCHOOL, COMPANY].iter().any(|list| list.contains(&word));
    if begins && short.iter().any(|word| telling(word)) {
        return match long[short.len()] {
            "state" | "tech" | "of" | "and" => Relation::Perhaps,
            // "Leeds" is the University of Leeds, "Wexley" Wexley College; but "Wexley College" is not "Wexley College of Art".
            _ => Relation::Same,
        };
    }
    if long.len() == short.len() + 2 && long[0] == "university" && long[1] == "of" && long[2..] == short[..] {
        return Relation::Same;
    }
    let slips = short.iter().zip(long.iter()).filter(|(x, y)| x != y).count();
    let near = |x: &str, y: &str| x == y || (x.len() >= 6 && one_slip(x, y));
    if slips == 1 && !said_is_known && short.iter().zip(long.iter()).all(|(x, y)| near(x, y)) {
        return Relation::Same;
    }
    let shared = a.iter().any(|x| telling(x) && b.iter().any(|y| x == y || (x.len() >= 6 && one_slip(x, y))));
    if shared { Relation::Perhaps } else { Relation::Other }
}

/// The data file as written.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OrganisationsFile {
    companies: Vec<String>,
    schools: Vec<String>,
    places: Vec<String>,
    families: Vec<String>,
    /// Pairs of names, and how they stand to each other.
    pub examples: Examples,
}

/// Pairs of names, and how they stand to each other.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Examples {
    /// One organisation.
    pub same: Vec<(String, String)>,
    /// Two organisations.
    pub other: Vec<(String, String)>,
    /// Cannot be told.
    pub perhaps: Vec<(String, String)>,
}

#[cfg(not(target_arch = "wasm32"))]
impl OrganisationsFile {
    /// Compiles the table.
    ///
    /// # Errors
    /// When a line relates to an organisation that is not in the file.
    pub fn compile(&self, lexicon: &Lexicon) -> Result<Organisations, String> {
        let mut table = Organisations { schools_from: self.companies.len() as u16, ..Organisations::default() };
        let mut related: Vec<(u16, String)> = Vec::new();
        for (of, line) in self.companies.iter().chain(&self.schools).enumerate() {
            for name in line.split('|').map(str::trim) {
                let of = of as u16;
                match name.strip_prefix('<') {
                    Some(parent) => related.push((of, normal(parent, lexicon))),
                    None => {
                        let plain = name.strip_prefix('@');
                        let nick = plain.is_some();
                        table.names.push(Known { name: normal(plain.unwrap_or(name), lexicon), of, nick });
                    }
                }
            }
        }
        table.names.sort();
        table.names.dedup();
        for (of, parent) in related {
            let meaning = table.meaning(&parent);
            if meaning.of.is_empty() {
                return Err(format!("`< {parent}` is in no line"));
            }
            table.related.extend(meaning.of.into_iter().map(|parent| (of, parent)));
        }
        table.places = self.places.iter().map(|place| normal(place, lexicon)).collect();
        for (id, line) in self.families.iter().enumerate() {
            table.families.extend(line.split('|').map(|name| (normal(name, lexicon), id as u16)));
        }
        Ok(table)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claims::ORGANISATIONS;

    #[test]
    fn examples_of_the_file() {
        let file: OrganisationsFile = toml::from_str(include_str!("organisations.toml")).expect("the file is read");
        let lexicon = &crate::judge::ENGINE.rules.lexicon;
        let examples = &file.examples;
        let mut wrong = Vec::new();
        for (pairs, expected) in [
            (&examples.same, Relation::Same),
            (&examples.other, Relation::Other),
            (&examples.perhaps, Relation::Perhaps),
        ] {
            for (said, recorded) in pairs {
                let found = ORGANISATIONS.relation(&normal(said, lexicon), &normal(recorded, lexicon));
                if found != expected {
                    wrong.push(format!("{said} / {recorded}: {found:?} instead of {expected:?}"));
                }
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
