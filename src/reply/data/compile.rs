//! Reads the reply packs from their files and compiles them. Runs at build time and in tests, never in the browser.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::Deserialize;

use super::pack::{ASKS, CONDITIONS, Case, Languages, Names, Pack, SLOTS, STANCES, Shared, TONES, Words};
use super::template::{self, Vocabulary};

/// A language pack as it stands in its files.
#[derive(Debug, Clone, Default)]
pub struct Source {
    /// Its code.
    pub code: String,
    /// Cases of all files, in the order of file names.
    pub cases: Vec<CaseSource>,
    /// Shared sentences.
    pub parts: BTreeMap<String, Vec<String>>,
    /// Greetings, questions, months and the like.
    pub words: BTreeMap<String, Vec<String>>,
}

/// One case as it stands in a file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseSource {
    /// Id, unique in its pack.
    pub id: String,
    /// Ids of asks; `*` for all.
    pub ask: Vec<String>,
    /// What the reply does.
    pub stance: String,
    /// Conditions.
    #[serde(default)]
    pub when: Vec<String>,
    /// The higher goes first; by default the number of conditions.
    pub rank: Option<u8>,
    /// Variants of the warm reply.
    pub warm: Vec<String>,
    /// Variants of the plain reply.
    pub plain: Vec<String>,
    /// Variants of the brief reply.
    pub brief: Vec<String>,
    /// A request and what each variant makes of it.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// A request, and the replies that the case makes of it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Example {
    /// Sender's name as the page shows it.
    pub from: String,
    /// The message.
    pub says: String,
    /// `invitation`, `message` or `email`.
    pub channel: String,
    /// Ask, where the case answers several.
    pub ask: String,
    /// Raised flags.
    pub flags: Vec<String>,
    /// Good signs.
    pub good: Vec<String>,
    /// A claim of shared history: its type, what it is about, and its truth.
    pub claim: Vec<String>,
    /// Missing facts.
    pub missing: Vec<String>,
    /// Further conditions: `answered`, or what the desk came to.
    pub also: Vec<String>,
    /// Settings, as they are stored.
    pub settings: BTreeMap<String, toml::Value>,
    /// The warm replies.
    pub warm: Vec<String>,
    /// The plain replies.
    pub plain: Vec<String>,
    /// The brief replies.
    pub brief: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct CaseFile {
    case: Vec<CaseSource>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PackFile {
    parts: BTreeMap<String, Vec<String>>,
    words: BTreeMap<String, Vec<String>>,
}

impl CaseSource {
    /// Variants by tone, in the order of [`TONES`].
    pub fn texts(&self) -> [&[String]; 3] {
        [&self.warm, &self.plain, &self.brief]
    }
}

struct Known<'a>(&'a BTreeMap<String, Vec<String>>);

impl Vocabulary for Known<'_> {
    fn is_slot(&self, name: &str) -> bool {
        SLOTS.contains(&name)
    }
    fn is_condition(&self, name: &str) -> bool {
        SLOTS.contains(&name) || CONDITIONS.contains(&name)
    }
    fn is_part(&self, name: &str) -> bool {
        self.0.contains_key(name) || TONES.iter().all(|tone| self.0.contains_key(&format!("{name}.{tone}")))
    }
}

fn read<T: for<'d> Deserialize<'d>>(path: &Path) -> Result<T, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    toml::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}

/// The languages that have a folder there, named by its code of two letters: English first, then in the order of the
/// alphabet.
///
/// # Errors
/// When the folder cannot be read, or has more languages than the program can tell.
pub fn codes(folder: &Path) -> Result<Vec<String>, String> {
    let entries = fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let names = entries.flatten().filter(|entry| entry.path().is_dir()).map(|entry| entry.file_name());
    let mut codes: Vec<_> = names.filter_map(|name| name.into_string().ok()).filter(|name| name.len() == 2).collect();
    codes.sort_by_key(|code| (code != "en", code.clone()));
    match codes.first() {
        Some(first) if first == "en" && codes.len() <= 32 => Ok(codes),
        _ => Err(format!("{}: English has to be among the languages, of which there are up to 32", folder.display())),
    }
}

/// Reads and checks the pack in `folder`, whose name is its language code.
///
/// # Errors
/// When a file cannot be read or a template in it is wrong; the message names file, case and reason.
pub fn read_pack(folder: &Path) -> Result<Source, String> {
    let code = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_owned();
    let PackFile { parts, words } = read(&folder.join("pack.toml"))?;
    let mut source = Source { code, parts, words, ..Source::default() };
    let mut paths: Vec<_> = fs::read_dir(folder)
        .map_err(|error| format!("{}: {error}", folder.display()))?
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .filter(|path| path.file_stem().is_some_and(|stem| stem != "pack" && stem != "check"))
        .collect();
    paths.sort();
    let known = Known(&source.parts);
    for (name, variants) in &source.parts {
        for variant in variants {
            template::parse_checked(variant, &known)
                .map_err(|error| format!("{}/pack.toml: part `{name}`: {error}", folder.display()))?;
        }
    }
    for key in ["feedback.reason", "feedback.help", "consent", "profile"] {
        for (at, text) in source.words.get(key).into_iter().flatten().enumerate() {
            template::parse_checked(text, &known)
                .map_err(|error| format!("{}/pack.toml: `{key}` {}: {error}", folder.display(), at + 1))?;
        }
    }
    for path in paths {
        for case in read::<CaseFile>(&path)?.case {
            check(&case, &known).map_err(|reason| format!("{}: case `{}`: {reason}", path.display(), case.id))?;
            if source.cases.iter().any(|other| other.id == case.id) {
                return Err(format!("{}: case `{}` exists already", path.display(), case.id));
            }
            source.cases.push(case);
        }
    }
    if source.code == "fr" {
        let texts = source.cases.iter_mut().flat_map(|case| [&mut case.warm, &mut case.plain, &mut case.brief]);
        texts
            .chain(source.parts.values_mut())
            .chain(source.words.values_mut())
            .flatten()
            .for_each(|text| *text = spaced(text));
    }
    Ok(source)
}

/// French puts a blank that does not break before high punctuation.
fn spaced(text: &str) -> String {
    text.replace(" ?", "\u{a0}?")
        .replace(" !", "\u{a0}!")
        .replace(" :", "\u{a0}:")
        .replace(" ;", "\u{a0};")
        .replace("\n\u{a0}?", "\n?")
}

fn check(case: &CaseSource, known: &Known<'_>) -> Result<(), String> {
    let among =
        |list: &[&str], word: &str| list.contains(&word).then_some(()).ok_or_else(|| format!("`{word}` is unknown"));
    case.ask.iter().filter(|ask| *ask != "*").try_for_each(|ask| among(&ASKS, ask))?;
    among(&STANCES, &case.stance)?;
    for condition in &case.when {
        let condition = condition.trim_start_matches('!');
        if !known.is_condition(condition) {
            return Err(format!("no condition is named `{condition}`"));
        }
    }
    for (tone, texts) in TONES.iter().zip(case.texts()) {
        if texts.is_empty() {
            return Err(format!("has no {tone} reply"));
        }
        for (at, text) in texts.iter().enumerate() {
            template::parse_checked(text, known).map_err(|error| format!("{tone} {}: {error}", at + 1))?;
        }
    }
    Ok(())
}

impl Source {
    /// The compiled pack, borrowing from its source.
    pub fn pack(&self) -> Pack<'_> {
        let mut cases: Vec<Case<'_>> = self.cases.iter().map(case).collect();
        cases.sort_by_key(|case| std::cmp::Reverse(case.rank));
        Pack { cases, parts: words(&self.parts), words: words(&self.words) }
    }
}

fn case(source: &CaseSource) -> Case<'_> {
    let bit = |ask: &String| ASKS.iter().position(|known| known == ask).map_or(u16::MAX, |at| 1 << at);
    Case {
        id: &source.id,
        asks: source.ask.iter().map(bit).fold(0, |all, bit| all | bit),
        stance: STANCES.iter().position(|known| *known == source.stance).unwrap_or_default() as u8,
        when: source.when.iter().map(String::as_str).collect(),
        rank: source.rank.unwrap_or(source.when.len() as u8),
        texts: source.texts().map(|texts| texts.iter().map(|text| text.trim()).collect()),
    }
}

fn words(lists: &BTreeMap<String, Vec<String>>) -> Words<'_> {
    Words(lists.iter().map(|(key, list)| (key.as_str(), list.iter().map(|word| word.trim()).collect())).collect())
}

/// What all packs share, as it stands in its files.
#[derive(Debug, Clone, Default)]
pub struct SharedSource {
    names: BTreeMap<String, Vec<String>>,
    languages: BTreeMap<String, LanguageWords>,
    slips: BTreeMap<String, Vec<String>>,
    rungs: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RungWords {
    name: String,
    commits: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SlipWords {
    why: String,
    better: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageWords {
    letters: String,
    #[serde(default)]
    endings: String,
    words: String,
}

/// Reads what all packs share from `folder`.
///
/// # Errors
/// When a file cannot be read.
pub fn read_shared(folder: &Path) -> Result<SharedSource, String> {
    let languages: BTreeMap<String, LanguageWords> = read(&folder.join("languages.toml"))?;
    if languages.len() > 32 {
        return Err(format!("{}: more than 32 languages", folder.join("languages.toml").display()));
    }
    let rungs: BTreeMap<String, RungWords> = read(&folder.join("rungs.toml"))?;
    let slips: BTreeMap<String, SlipWords> = read(&folder.join("slips.toml"))?;
    Ok(SharedSource {
        rungs: rungs.into_iter().map(|(id, rung)| (id, vec![rung.name, rung.commits])).collect(),
        slips: slips.into_iter().map(|(id, slip)| (id, vec![slip.why, slip.better])).collect(),
        names: read(&folder.join("names.toml"))?,
        languages,
    })
}

impl SharedSource {
    /// The compiled form, borrowing from its source.
    pub fn shared(&self) -> Shared<'_> {
        let list =
            |key: &str| self.names.get(key).map(|list| list.iter().map(String::as_str).collect()).unwrap_or_default();
        let names = Names {
            titles: list("titles"),
            dotted: list("dotted"),
            kept: list("kept"),
            particles: list("particles"),
            credentials: list("credentials"),
            firms: list("firms"),
            openers: list("openers"),
            pairs: list("pairs"),
            bound: list("bound"),
            skipped: list("skipped"),
            closings: list("closings"),
            nicknames: list("nicknames"),
            family_first: list("family_first"),
            family_of_three: list("family_of_three"),
            given_last: list("given_last"),
        };
        Shared { names, languages: self.languages(), slips: words(&self.slips), rungs: words(&self.rungs) }
    }

    fn languages(&self) -> Languages<'_> {
        let mut words: BTreeMap<&str, u32> = BTreeMap::new();
        for (at, list) in self.languages.values().enumerate() {
            for word in list.words.split_whitespace() {
                *words.entry(word).or_default() |= 1 << at;
            }
        }
        Languages {
            codes: self.languages.keys().map(String::as_str).collect(),
            letters: self.languages.values().map(|list| list.letters.as_str()).collect(),
            endings: self.languages.values().map(|list| list.endings.split_whitespace().collect()).collect(),
            words: words.into_iter().collect(),
        }
    }
}
