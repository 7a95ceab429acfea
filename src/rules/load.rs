//! Reads rule files. Errors say file, line, rule, column and what to do.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::set::{Role, Rule, RuleSet, Speaks, Where};
use crate::pattern::build::Builder;
use crate::pattern::parse::{Node, ParseError, Sets, parse};
use crate::text::Lexicon;
use crate::text::lexicon::Class;

/// Why rule files cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadError {
    file: PathBuf,
    line: usize,
    message: String,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file.display(), self.line, self.message)
    }
}

impl std::error::Error for LoadError {}

/// A rule file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleFile {
    flag: Option<String>,
    ask: Option<String>,
    good: Option<String>,
    sign: Option<String>,
    claim: Option<String>,
    #[serde(default)]
    rule: Vec<Spanned<RuleText>>,
}

/// A rule as written, with its examples.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleText {
    /// Kebab-case name of the pattern that it catches.
    pub id: String,
    /// What it catches, in one sentence.
    pub summary: String,
    /// Why a hit matters, for the person.
    #[serde(default)]
    pub why: String,
    #[serde(default = "usual_weight")]
    weight: f32,
    #[serde(default)]
    parts: Vec<String>,
    question: Option<bool>,
    any: Vec<Spanned<String>>,
    #[serde(default)]
    unless: Vec<Spanned<String>>,
    #[serde(default)]
    never: Vec<Spanned<String>>,
    /// Texts in which it must be found, over the words in `[[ ]]` where they are marked.
    pub positive: Vec<String>,
    /// Texts in which it must not be found.
    pub negative: Vec<String>,
}

fn usual_weight() -> f32 {
    0.7
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct LexiconFile {
    #[serde(default)]
    same: BTreeMap<String, String>,
    #[serde(default)]
    slots: Vec<String>,
    #[serde(default)]
    irregular: BTreeMap<String, String>,
    #[serde(default)]
    classes: BTreeMap<Spanned<String>, String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct SetsFile {
    #[serde(default)]
    sets: BTreeMap<String, Vec<Spanned<String>>>,
}

/// A rule's examples, kept for the tests and the command line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Examples {
    /// File that the rule stands in.
    pub file: PathBuf,
    /// What the rule catches.
    pub summary: String,
    /// Texts in which it must be found.
    pub positive: Vec<String>,
    /// Texts in which it must not be found.
    pub negative: Vec<String>,
}

/// A loaded set with the examples of each rule, in the order of the rules.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The compiled rules.
    pub set: RuleSet,
    /// Examples of each rule.
    pub examples: Vec<Examples>,
}

/// Loads every file of a folder: `lexicon.toml`, `sets.toml` (and `sets-*.toml`), and rules in all others.
///
/// # Errors
/// At the first file that cannot be read, with its place and the reason.
pub fn load(folder: &Path) -> Result<Loaded, LoadError> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .map_err(|error| LoadError { file: folder.into(), line: 0, message: error.to_string() })?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .collect();
    files.sort();
    let (mut lexicon_file, mut set_files, mut rule_files) = (None, Vec::new(), Vec::new());
    for file in files {
        let source = Source::read(&file)?;
        match file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default() {
            "lexicon" => lexicon_file = Some(source),
            stem if stem.starts_with("sets") => set_files.push(source),
            _ => rule_files.push(source),
        }
    }
    let (lexicon, irregular) = match lexicon_file {
        Some(source) => read_lexicon(&source)?,
        None => Default::default(),
    };
    let sets = read_sets(&set_files, &lexicon)?;
    let mut loader = Loader { lexicon: &lexicon, sets: &sets, ids: BTreeSet::new() };
    let mut builder = Builder::new(&sets, &irregular);
    let mut loaded = Loaded::default();
    for source in &rule_files {
        for (rule, examples, patterns) in loader.file(source)? {
            let at = loaded.set.rules.len() as u16;
            for (role, node) in patterns {
                builder.add(node, (at, role));
            }
            loaded.set.rules.push(rule);
            loaded.examples.push(examples);
        }
    }
    (loaded.set.table, loaded.set.uses) = builder.build();
    loaded.set.lexicon = lexicon;
    Ok(loaded)
}

struct Source {
    file: PathBuf,
    text: String,
}

impl Source {
    fn read(file: &Path) -> Result<Self, LoadError> {
        let text = std::fs::read_to_string(file).map_err(|error| LoadError {
            file: file.into(),
            line: 0,
            message: error.to_string(),
        })?;
        Ok(Self { file: file.into(), text })
    }

    fn error(&self, byte: usize, message: String) -> LoadError {
        let line = 1 + self.text.as_bytes()[..byte.min(self.text.len())].iter().filter(|b| **b == b'\n').count();
        LoadError { file: self.file.clone(), line, message }
    }

    fn parse<T: serde::de::DeserializeOwned>(&self) -> Result<T, LoadError> {
        toml::from_str(&self.text)
            .map_err(|error| self.error(error.span().map_or(0, |span| span.start), error.message().to_owned()))
    }
}

fn read_lexicon(source: &Source) -> Result<(Lexicon, BTreeMap<String, Vec<String>>), LoadError> {
    let file: LexiconFile = source.parse()?;
    let words = |text: &String| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let same = file.same.iter().map(|(variant, text)| (variant.clone(), words(text))).collect();
    let irregular = file.irregular.iter().map(|(base, text)| (base.clone(), words(text))).collect();
    let mut classes = Vec::new();
    for (name, text) in &file.classes {
        let class = Class::named(name.get_ref())
            .ok_or_else(|| source.error(name.span().start, format!("there is no class `{}`", name.get_ref())))?;
        classes.extend(words(text).into_iter().map(|word| (word, class)));
    }
    Ok((Lexicon::new(same, file.slots, classes), irregular))
}

fn read_sets(sources: &[Source], lexicon: &Lexicon) -> Result<Sets, LoadError> {
    let mut files = Vec::new();
    for source in sources {
        files.push((source, source.parse::<SetsFile>()?));
    }
    let names: BTreeSet<&str> = files.iter().flat_map(|(_, file)| file.sets.keys().map(String::as_str)).collect();
    let mut sets = Sets::new();
    for (source, file) in &files {
        for (name, members) in &file.sets {
            let mut nodes = Vec::new();
            for member in members {
                let node = parse(member.get_ref(), lexicon, &|name| names.contains(name)).map_err(|error| {
                    source.error(member.span().start, format!("set `{name}`: {}", place(&error, member.get_ref())))
                })?;
                nodes.push(node);
            }
            if sets.insert(name.clone(), nodes).is_some() {
                return Err(source.error(0, format!("set `{name}` is defined twice")));
            }
        }
    }
    check_cycles(&sets).map_err(|name| sources[0].error(0, format!("set `{name}` contains itself")))?;
    Ok(sets)
}

/// A set may use others but never itself.
fn check_cycles(sets: &Sets) -> Result<(), String> {
    fn visit<'a>(name: &'a str, sets: &'a Sets, path: &mut Vec<&'a str>) -> Result<(), String> {
        if path.contains(&name) || path.len() > 20 {
            return Err(name.to_owned());
        }
        path.push(name);
        for node in &sets[name] {
            uses(node, sets, path)?;
        }
        path.pop();
        Ok(())
    }
    fn uses<'a>(node: &'a Node, sets: &'a Sets, path: &mut Vec<&'a str>) -> Result<(), String> {
        match node {
            Node::Set(name) => visit(name, sets, path),
            Node::Sequence(nodes) | Node::Either(nodes) => nodes.iter().try_for_each(|node| uses(node, sets, path)),
            Node::Optional(node) | Node::Repeated(node) => uses(node, sets, path),
            _ => Ok(()),
        }
    }
    sets.keys().try_for_each(|name| visit(name, sets, &mut Vec::new()))
}

fn place(error: &ParseError, pattern: &str) -> String {
    format!("column {}: {} in `{pattern}`", error.column, error.message)
}

struct Loader<'a> {
    lexicon: &'a Lexicon,
    sets: &'a Sets,
    ids: BTreeSet<String>,
}

type LoadedRule = (Rule, Examples, Vec<(Role, Node)>);

impl Loader<'_> {
    fn file(&mut self, source: &Source) -> Result<Vec<LoadedRule>, LoadError> {
        let file: RuleFile = source.parse()?;
        let kinds = [
            file.flag.map(Speaks::Flag),
            file.ask.map(Speaks::Ask),
            file.good.map(Speaks::Good),
            file.sign.map(Speaks::Sign),
            file.claim.map(Speaks::Claim),
        ];
        let mut kinds = kinds.into_iter().flatten();
        let (Some(speaks), None) = (kinds.next(), kinds.next()) else {
            return Err(
                source.error(0, "a file speaks for exactly one `flag`, `ask`, `good`, `sign` or `claim`".into())
            );
        };
        let known = match &speaks {
            Speaks::Flag(id) => crate::assessment::Flag::from_id(id).is_some(),
            Speaks::Ask(id) => crate::assessment::Ask::from_id(id).is_some(),
            Speaks::Good(id) => crate::assessment::Good::from_id(id).is_some(),
            Speaks::Claim(id) => crate::assessment::ClaimType::from_id(id).is_some(),
            Speaks::Sign(_) => true,
        };
        if !known {
            return Err(source.error(0, format!("unknown id in {speaks:?}")));
        }
        file.rule.iter().map(|rule| self.rule(source, &speaks, rule)).collect()
    }

    fn rule(&mut self, source: &Source, speaks: &Speaks, spanned: &Spanned<RuleText>) -> Result<LoadedRule, LoadError> {
        let rule = spanned.get_ref();
        let at = spanned.span().start;
        let fail = |message: String| Err(source.error(at, format!("rule `{}`: {message}", rule.id)));
        if !self.ids.insert(rule.id.clone()) {
            return fail("the id is taken".into());
        }
        if rule.positive.is_empty() || rule.negative.is_empty() {
            return fail("give at least one `positive` and one `negative`".into());
        }
        if !(0.0..=1.0).contains(&rule.weight) {
            return fail("`weight` is between 0 and 1".into());
        }
        let mut parts: Option<Where> = None;
        for name in &rule.parts {
            let Some(part) = Where::named(name) else {
                return fail(format!("no part of a message is called `{name}`"));
            };
            parts = Some(parts.map_or(part, |parts| parts.and(part)));
        }
        let mut patterns = Vec::new();
        for (role, list) in [(Role::Hit, &rule.any), (Role::Unless, &rule.unless), (Role::Never, &rule.never)] {
            for pattern in list {
                let node =
                    parse(pattern.get_ref(), self.lexicon, &|name| self.sets.contains_key(name)).map_err(|error| {
                        source.error(
                            pattern.span().start,
                            format!("rule `{}`: {}", rule.id, place(&error, pattern.get_ref())),
                        )
                    })?;
                patterns.push((role, node));
            }
        }
        let compiled = Rule {
            id: rule.id.clone(),
            speaks: speaks.clone(),
            weight: (rule.weight * 100.0).round() as u8,
            parts: parts.unwrap_or(Where::MESSAGE),
            question: rule.question,
            why: rule.why.clone(),
        };
        let examples = Examples {
            file: source.file.clone(),
            summary: rule.summary.clone(),
            positive: rule.positive.clone(),
            negative: rule.negative.clone(),
        };
        Ok((compiled, examples, patterns))
    }
}
