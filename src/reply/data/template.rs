//! The text of a reply as a list of sentences with slots, and the choice among shorter ways to say it.
//! Knows nothing of requests: what fills a slot is the caller's business.
//!
//! One line is one sentence. A blank line starts a paragraph. At the start of a line `!` means that the reply
//! makes no sense without it, `?` that it may go when space is short, `??` that it goes first. ` | ` stands between
//! ways to say it, the best first; the first whose slots are all filled is taken, and the shortest when space is
//! short. A line that starts with `| ` goes on with the ways of the line before.
//! `{topic}` is a slot; `{?on-break}` and `{?!on-break}` let a way be taken only if that holds or does not.
//! `<su/tu>` says the first to somebody who is polite and the second to somebody who is familiar.
//! `@offer` stands for the ways that the language pack has under that name, and may follow conditions. `{hi}` at the very start puts
//! the greeting into the line instead of above it.

use std::fmt;

/// What fills the slots of a template.
pub trait Filling {
    /// The words for a slot; `None` if there are none.
    fn slot(&self, name: &str) -> Option<&str>;
    /// Whether a condition holds.
    fn holds(&self, name: &str) -> bool;
    /// The ways to say a named part, separated like those of a line.
    fn part(&self, name: &str) -> Option<&str>;
}

/// How readily a sentence goes when space is short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// The reply makes no sense without it.
    Must,
    /// Stays, unless it cannot be filled.
    Should,
    /// Goes when nothing else helps.
    May,
    /// Goes first.
    Spare,
}

/// One sentence in its several ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'t> {
    /// How readily it goes.
    pub need: Need,
    /// The ways to say it, still with slots.
    pub ways: Vec<&'t str>,
    /// Whether a paragraph starts here.
    pub paragraph: bool,
}

/// A parsed template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template<'t> {
    /// Its sentences.
    pub lines: Vec<Line<'t>>,
}

/// Why a template cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemplateError {
    /// Line, from 1.
    pub line: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing is left of it.
    Nothing,
    /// A way to say a line has no words.
    EmptyAlternative,
    /// A slot without its end.
    Unclosed,
    /// The end of a slot without its beginning.
    Unopened,
    /// There is no slot of this name.
    NoSlot(String),
    /// There is no condition of this name.
    NoCondition(String),
    /// There is no part of this name.
    NoPart(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => write!(f, "the template says nothing"),
            Self::EmptyAlternative => write!(f, "an alternative is empty"),
            Self::Unclosed => write!(f, "a `{{` is not closed"),
            Self::Unopened => write!(f, "a `}}` was never opened"),
            Self::NoSlot(name) => write!(f, "no slot is named `{name}`"),
            Self::NoCondition(name) => write!(f, "no condition is named `{name}`"),
            Self::NoPart(name) => write!(f, "no part is named `{name}`"),
        }
    }
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.fault)
    }
}

/// The names that a template may use, for checking it before it is ever filled.
pub trait Vocabulary {
    /// Whether a slot of this name exists.
    fn is_slot(&self, name: &str) -> bool;
    /// Whether a condition of this name exists.
    fn is_condition(&self, name: &str) -> bool;
    /// Whether a part of this name exists.
    fn is_part(&self, name: &str) -> bool;
}

/// Parses `text` without asking whether its names exist. Cannot fail: what is not a slot is text.
pub fn parse(text: &str) -> Template<'_> {
    let mut lines: Vec<Line<'_>> = Vec::new();
    let mut paragraph = false;
    for line in text.lines().map(str::trim) {
        if line.is_empty() {
            paragraph = !lines.is_empty();
            continue;
        }
        if let (Some(more), Some(last)) = (line.strip_prefix("| "), lines.last_mut()) {
            last.ways.extend(ways(more));
            continue;
        }
        let (need, rest) = need(line);
        lines.push(Line { need, ways: ways(rest).collect(), paragraph });
        paragraph = false;
    }
    Template { lines }
}

/// Parses `text` and checks every name in it.
///
/// # Errors
/// When a bracket is not closed, a name is unknown, or nothing is left to say.
pub fn parse_checked<'t>(text: &'t str, names: &dyn Vocabulary) -> Result<Template<'t>, TemplateError> {
    let template = parse(text);
    for (at, line) in text.lines().map(str::trim).enumerate().filter(|(_, line)| !line.is_empty()) {
        let error = |fault: Fault| TemplateError { line: at + 1, fault };
        let rest = line.strip_prefix("| ").unwrap_or(need(line).1);
        for way in ways(rest) {
            if let Some((conditions, name)) = way.split_once('@').filter(|(before, _)| is_only_conditions(before)) {
                check_names(&format!("{conditions}."), names).map_err(error)?;
                if !names.is_part(name) {
                    return Err(error(Fault::NoPart(name.to_owned())));
                }
                continue;
            }
            check_names(way, names).map_err(error)?;
        }
    }
    if template.lines.is_empty() {
        return Err(TemplateError { line: 1, fault: Fault::Nothing });
    }
    Ok(template)
}

fn check_names(way: &str, names: &dyn Vocabulary) -> Result<(), Fault> {
    if way.is_empty() {
        return Err(Fault::EmptyAlternative);
    }
    for piece in pieces(way) {
        match piece {
            Piece::Open => return Err(Fault::Unclosed),
            Piece::Slot(name) if !names.is_slot(name) => return Err(Fault::NoSlot(name.to_owned())),
            Piece::If(name) | Piece::Unless(name) if !names.is_condition(name) => {
                return Err(Fault::NoCondition(name.to_owned()));
            }
            Piece::Text(text) if text.contains('}') => return Err(Fault::Unopened),
            _ => {}
        }
    }
    Ok(())
}

fn need(line: &str) -> (Need, &str) {
    for (mark, need) in [("! ", Need::Must), ("?? ", Need::Spare), ("? ", Need::May)] {
        if let Some(rest) = line.strip_prefix(mark) {
            return (need, rest.trim_start());
        }
    }
    (Need::Should, line)
}

/// The ways to say a line or a part.
pub fn ways(line: &str) -> impl Iterator<Item = &str> {
    line.split(" | ").map(str::trim)
}

enum Piece<'t> {
    Text(&'t str),
    Slot(&'t str),
    If(&'t str),
    Unless(&'t str),
    /// Polite and familiar form of address.
    Forms(&'t str, &'t str),
    Open,
}

/// Takes the polite or the familiar of all `<su/tu>` in `text`.
pub fn addressed(text: &str, familiar: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        let Some((forms, after)) = after.split_once('>') else { break };
        let (polite, close) = forms.split_once('/').unwrap_or((forms, forms));
        out.push_str(before);
        out.push_str(if familiar { close } else { polite });
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Splits a way into text and what stands in braces.
fn pieces(way: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = way;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        if let Some(inside) = rest.strip_prefix('{') {
            let Some((name, after)) = inside.split_once('}') else {
                rest = "";
                return Some(Piece::Open);
            };
            rest = after;
            return Some(match (name.strip_prefix("?!"), name.strip_prefix('?')) {
                (Some(name), _) => Piece::Unless(name),
                (None, Some(name)) => Piece::If(name),
                (None, None) => Piece::Slot(name),
            });
        }
        if let Some((forms, after)) = rest.strip_prefix('<').and_then(|inside| inside.split_once('>')) {
            rest = after;
            let (polite, familiar) = forms.split_once('/').unwrap_or((forms, forms));
            return Some(Piece::Forms(polite, familiar));
        }
        // A `<` without its `>` is text like any other.
        let from = usize::from(rest.starts_with('<'));
        let to = rest[from..].find(['{', '<']).map_or(rest.len(), |at| at + from);
        let (text, after) = rest.split_at(to);
        rest = after;
        Some(Piece::Text(text))
    })
}

/// Fills one way; `None` if a slot is empty or a condition does not hold.
pub fn fill(way: &str, filling: &dyn Filling) -> Option<String> {
    let mut text = String::with_capacity(way.len() + 16);
    for piece in pieces(way) {
        match piece {
            Piece::Text(piece) => text.push_str(piece),
            Piece::Slot(name) => text.push_str(filling.slot(name)?),
            Piece::If(name) if !filling.holds(name) => return None,
            Piece::Unless(name) if filling.holds(name) => return None,
            Piece::If(_) | Piece::Unless(_) => {}
            Piece::Forms(polite, familiar) => {
                text.push_str(if filling.holds("familiar") { familiar } else { polite });
            }
            Piece::Open => return None,
        }
    }
    let text = tidy(&text);
    (!text.is_empty()).then_some(text)
}

/// One blank between words, none at the edges, and no second stop after a slot that brought its own.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = false;
    for c in text.chars() {
        if c == ' ' {
            blank = !out.is_empty();
            continue;
        }
        if std::mem::take(&mut blank) {
            out.push(' ');
        }
        if matches!(c, '.' | '?' | '!') && out.ends_with(['.', '?', '!']) && c != out.chars().next_back().unwrap_or(' ')
        {
            continue;
        }
        if c == '.' && out.ends_with('.') {
            continue;
        }
        out.push(c);
    }
    out
}

/// Whether nothing but `{?…}` stands before a part.
fn is_only_conditions(text: &str) -> bool {
    pieces(text).all(|piece| matches!(piece, Piece::If(_) | Piece::Unless(_)))
}

/// All filled ways of a line, best first, parts expanded.
fn filled(line: &Line<'_>, filling: &dyn Filling) -> Vec<String> {
    let mut texts = Vec::new();
    for way in &line.ways {
        match way.split_once('@') {
            Some((conditions, name)) if is_only_conditions(conditions) => {
                if conditions.is_empty() || fill(&format!("{conditions}."), filling).is_some() {
                    texts.extend(filling.part(name).into_iter().flat_map(ways).filter_map(|way| fill(way, filling)));
                }
            }
            _ => texts.extend(fill(way, filling)),
        }
    }
    texts
}

/// How the pieces of a reply are put together.
#[derive(Debug, Clone)]
pub struct Layout<'a> {
    /// The greeting, such as `Hi Betty,`.
    pub greeting: &'a str,
    /// The last line, if any.
    pub sign_off: &'a str,
    /// Words that go on with a small letter after the comma of a greeting, as in German.
    pub small: &'a [&'a str],
    /// Paragraphs apart, or all in one as in an invitation note.
    pub paragraphs: bool,
    /// Most UTF-16 units that the place takes.
    pub limit: usize,
}

/// A sentence while a reply is being fitted.
struct Choice {
    ways: Vec<String>,
    taken: Option<usize>,
    need: Need,
    paragraph: bool,
}

/// Fills a template so that it fits; `None` if what must be said cannot be filled or does not fit.
pub fn compose(template: &Template<'_>, filling: &dyn Filling, layout: &Layout<'_>) -> Option<String> {
    let mut choices = Vec::with_capacity(template.lines.len());
    let mut paragraph = false;
    for line in &template.lines {
        let ways = filled(line, filling);
        paragraph |= line.paragraph;
        if ways.is_empty() {
            if line.need == Need::Must {
                return None;
            }
            continue;
        }
        choices.push(Choice { ways, taken: Some(0), need: line.need, paragraph: std::mem::take(&mut paragraph) });
    }
    if choices.is_empty() {
        return None;
    }
    fit(&mut choices, layout)
}

/// Lets sentences go and shortens them, in the order that costs least, until the reply fits.
fn fit(choices: &mut [Choice], layout: &Layout<'_>) -> Option<String> {
    let mut layout = layout.clone();
    let fits = |choices: &[Choice], layout: &Layout<'_>| {
        Some(assemble(choices, layout)).filter(|text| units(text) <= layout.limit)
    };
    if let Some(text) = fits(choices, &layout) {
        return Some(text);
    }
    let full = choices.len();
    let drop = |choices: &mut [Choice], at: usize, need: Need| {
        if choices[at].need == need && choices.iter().filter(|choice| choice.taken.is_some()).count() > 1 {
            choices[at].taken = None;
        }
    };
    'shrink: {
        for at in (0..full).rev() {
            drop(choices, at, Need::Spare);
            if fits(choices, &layout).is_some() {
                break 'shrink;
            }
        }
        for at in (0..full).rev() {
            if choices[at].taken.is_some() {
                choices[at].taken = shortest(&choices[at].ways);
            }
            if fits(choices, &layout).is_some() {
                break 'shrink;
            }
        }
        for at in (0..full).rev() {
            drop(choices, at, Need::May);
            if fits(choices, &layout).is_some() {
                break 'shrink;
            }
        }
        layout.sign_off = "";
        fits(choices, &layout)?;
    }
    // What went too soon comes back where there is room for it.
    for at in 0..full {
        let taken = choices[at].taken;
        for way in 0..choices[at].ways.len() {
            if taken.is_some_and(|taken| taken <= way) {
                break;
            }
            choices[at].taken = Some(way);
            if fits(choices, &layout).is_some() {
                break;
            }
            choices[at].taken = taken;
        }
    }
    fits(choices, &layout)
}

fn shortest(ways: &[String]) -> Option<usize> {
    (0..ways.len()).min_by_key(|at| units(&ways[*at]))
}

/// Length in UTF-16 units, as pages count it.
pub fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

fn assemble(choices: &[Choice], layout: &Layout<'_>) -> String {
    let mut text = String::new();
    let gap = if layout.paragraphs { "\n\n" } else { "\n" };
    let inline = choices.first().is_some_and(|first| first.taken.is_some_and(|at| first.ways[at].starts_with(INLINE)));
    if !inline && !layout.greeting.is_empty() {
        text.push_str(layout.greeting);
    }
    for (at, choice) in choices.iter().enumerate() {
        let Some(way) = choice.taken.map(|taken| choice.ways[taken].as_str()) else { continue };
        let starts_paragraph = choices[..=at]
            .iter()
            .rev()
            .take_while(|c| c.taken.is_none() || std::ptr::eq(*c, choice))
            .any(|c| c.paragraph);
        let body = way.strip_prefix(INLINE).map(str::trim_start);
        if body.is_some() {
            text.push_str(layout.greeting);
        }
        if !text.is_empty() {
            text.push_str(
                if body.is_some() || (text.len() != layout.greeting.len() && !(starts_paragraph && layout.paragraphs)) {
                    " "
                } else {
                    gap
                },
            );
        }
        push_sentence(&mut text, body.unwrap_or(way), layout.small);
    }
    if !layout.sign_off.is_empty() {
        text.push_str(gap);
        text.push_str(layout.sign_off);
    }
    text
}

/// Stands for the greeting inside a line; a private character that no text of a pack or a page keeps.
pub const INLINE: char = '\u{e000}';

/// Appends a sentence, with a capital unless the greeting before it ends in a comma or colon.
fn push_sentence(text: &mut String, sentence: &str, small: &[&str]) {
    let mut chars = sentence.chars();
    if text.trim_end().ends_with(',') && !small.is_empty() {
        let first = sentence.split(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_lowercase();
        if small.contains(&first.as_str()) {
            text.extend(chars.next().into_iter().flat_map(char::to_lowercase));
            text.push_str(chars.as_str());
            return;
        }
    }
    match chars.next() {
        Some(first) if !text.trim_end().ends_with([',', ':']) => text.extend(first.to_uppercase()),
        Some(first) => text.push(first),
        None => {}
    }
    text.push_str(chars.as_str());
}
