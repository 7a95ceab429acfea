//! The table of advice in words: a picture of what follows from what is asked and the tie that is shown, and every
//! row with the advice that it gives, which a person can move.

use super::panel::part;
use super::words;
use crate::assessment::{Advice, Ask, Flag, Good};
use crate::judge::ENGINE;
use crate::judge::grid::{self, TIES};
use crate::judge::table::Row;
use crate::protocol::{Act, Part, Tag};
use crate::say;
use crate::settings::Settings;

/// The two bars as a table: a line for each ask, a column for each tie.
pub fn picture(settings: &Settings) -> Part {
    let head = TIES.map(|tie| part(Tag::Th, "").of([bar("tie", tie), part(Tag::Span, "").text(tie_name(tie))]));
    let corner = part(Tag::Td, "corner").of([
        part(Tag::Span, "asked").text(say!("What is asked")),
        part(Tag::Span, "shown").text(say!("Tie that is shown")),
    ]);
    let mut asks = Ask::ALL.to_vec();
    asks.sort_by_key(|ask| (grid::cost(*ask), *ask));
    let lines = asks.into_iter().map(|ask| {
        let squares = grid::squares(&ENGINE.words.row, ask, &settings.moved).into_iter().map(|square| {
            let mut class = format!("square {}", class(square.advice));
            if square.moved {
                class.push_str(" own");
            }
            let says = words::advice(square.advice);
            let button = part(Tag::Button, &class)
                .text(says)
                .label(&say!(
                    "{advice}: {ask}; {tie}. Go to the row.",
                    advice = says,
                    ask = name(ask),
                    tie = tie_name(square.tie)
                ))
                .act(Act::Row { row: square.row });
            part(Tag::Td, "").of([button])
        });
        let title = part(Tag::Th, "").of([part(Tag::Span, "").text(&name(ask)), bar("ask", grid::cost(ask))]);
        part(Tag::Tr, "").of([title]).of(squares)
    });
    part(Tag::Table, "grid").of([part(Tag::Tr, "").of([corner]).of(head)]).of(lines)
}

/// A bar of four, filled up to `to`.
fn bar(kind: &str, to: u8) -> Part {
    let steps = (1..=4).map(|step| part(Tag::Span, if step <= to { "step on" } else { "step" }));
    part(Tag::Span, &format!("bar {kind}")).of(steps)
}

/// What somebody wants, as a name.
fn name(ask: Ask) -> String {
    match ask {
        Ask::Connect => say!("An invitation"),
        Ask::Sales => say!("Something to buy"),
        Ask::Recruit => say!("A job offer"),
        Ask::Help => say!("A favour"),
        Ask::Recommendation => say!("A recommendation"),
        Ask::Introduce => say!("An introduction"),
        Ask::Introduced => say!("Somebody introduced"),
        Ask::Promote => say!("Something to join"),
        Ask::None => say!("Nothing"),
    }
    .to_owned()
}

/// What a step of the tie is called.
fn tie_name(tie: u8) -> &'static str {
    match tie {
        0 => say!("none"),
        1 => say!("thin"),
        2 => say!("something shared"),
        3 => say!("known to each other"),
        _ => say!("shown by your record"),
    }
}

/// Every row, by what is asked.
pub fn rows(settings: &Settings) -> Part {
    let rows = &ENGINE.words.row;
    let of = |title: &str, fits: &dyn Fn(&Row) -> bool| {
        let fitting: Vec<&Row> = rows.iter().filter(|row| fits(row)).collect();
        let moved = fitting.iter().filter(|row| own(row, settings).is_some()).count();
        let mut summary = vec![part(Tag::Strong, "").text(title)];
        if moved > 0 {
            summary.push(part(Tag::Span, "own-count").text(&say!("{count} moved", count = moved)));
        }
        let mut group = part(Tag::Details, "row-group").of([part(Tag::Summary, "").of(summary)]);
        group.open = moved > 0;
        group.of([part(Tag::Ol, "rows").of(fitting.into_iter().map(|row| line(row, settings)))])
    };
    let several = of(say!("Whatever is asked"), &|row| row.ask.len() != 1);
    let single = Ask::ALL.iter().map(|ask| of(&name(*ask), &|row| row.ask == [*ask]));
    part(Tag::Div, "row-groups").of([several]).of(single)
}

/// The advice that a person has given a row, if it is another than ours.
fn own(row: &Row, settings: &Settings) -> Option<Advice> {
    settings.moved.get(&row.id).copied().filter(|own| *own != row.advice)
}

fn line(row: &Row, settings: &Settings) -> Part {
    let own = own(row, settings);
    let now = own.unwrap_or(row.advice);
    let because = crate::texts::translated(&row.because);
    let choices = Advice::ALL.iter().filter(|advice| **advice != Advice::Report || row.advice == Advice::Report);
    let choices = choices.map(|advice| {
        let mut button = part(Tag::Button, &format!("tap {}", class(*advice)))
            .text(words::advice(*advice))
            .label(&format!("{}: {because}", words::advice(*advice)))
            .act(Act::Move { row: row.id.clone(), advice: advice.id().to_owned() });
        button.pressed = Some(*advice == now);
        button
    });
    let mut taps = part(Tag::Div, "taps").of(choices);
    if own.is_some() {
        let ours = say!("Back to ours: {advice}", advice = words::advice(row.advice));
        let back = part(Tag::Button, "plain-button")
            .text(&ours)
            .label(&format!("{ours} ({because})"))
            .act(Act::Move { row: row.id.clone(), advice: String::new() });
        taps = taps.of([back]);
    }
    let class = format!("row-line row-{}{}", row.id, if own.is_some() { " own" } else { "" });
    part(Tag::Li, &class).of([
        part(Tag::P, "because").text(&because),
        part(Tag::P, "hint").text(&conditions(row)),
        taps,
    ])
}

/// When a row holds, in a line.
fn conditions(row: &Row) -> String {
    let flags = |list: &[Flag], with: &str| list.iter().map(|flag| words::flag(*flag)).collect::<Vec<_>>().join(with);
    let goods = |list: &[Good]| list.iter().map(|good| words::good(*good)).collect::<Vec<_>>().join(", ");
    let questions = |ids: &[String]| {
        let text = |id: &String| ENGINE.words.question.iter().find(|question| question.id == *id);
        let texts = ids.iter().filter_map(text).map(|question| crate::texts::translated(&question.text));
        texts.collect::<Vec<_>>().join(" ")
    };
    let mut said = Vec::new();
    if row.ask.len() > 1 {
        said.push(row.ask.iter().map(|ask| name(*ask)).collect::<Vec<_>>().join(", "));
    }
    if !row.all.is_empty() {
        said.push(flags(&row.all, " + "));
    }
    if !row.any.is_empty() {
        said.push(say!("one of: {list}", list = flags(&row.any, ", ")));
    }
    if !row.none.is_empty() {
        said.push(say!("none of: {list}", list = flags(&row.none, ", ")));
    }
    if !row.good.is_empty() {
        said.push(say!("shown: {list}", list = goods(&row.good)));
    }
    if !row.without.is_empty() {
        said.push(say!("not shown: {list}", list = goods(&row.without)));
    }
    if row.tie > 0 {
        said.push(say!("tie at least: {tie}", tie = tie_name(row.tie)));
    }
    if row.below > 0 {
        said.push(say!("tie less than: {tie}", tie = tie_name(row.below)));
    }
    if !row.yes.is_empty() || !row.any_yes.is_empty() {
        said.push(say!("you said yes: {list}", list = questions(&[&row.yes[..], &row.any_yes[..]].concat())));
    }
    if !row.no.is_empty() {
        said.push(say!("you said no: {list}", list = questions(&row.no)));
    }
    if said.is_empty() { say!("in every other case").to_owned() } else { said.join(" · ") }
}

/// The class that colours an advice.
fn class(advice: Advice) -> &'static str {
    match advice {
        Advice::Accept => "good",
        Advice::AskFirst | Advice::HelpDifferently => "doubt",
        Advice::Decline => "against",
        Advice::Report => "danger",
    }
}

/// How many rows are moved, for the way back to ours.
pub fn count_moved(settings: &Settings) -> usize {
    ENGINE.words.row.iter().filter(|row| own(row, settings).is_some()).count()
}

/// Moves a row, or gives it back: an empty or an unknown advice is ours.
pub fn move_row(settings: &mut Settings, row: &str, advice: &str) {
    let ours = ENGINE.words.row.iter().find(|known| known.id == row).map(|row| row.advice);
    match Advice::from_id(advice).filter(|advice| Some(*advice) != ours) {
        Some(advice) => settings.moved.insert(row.to_owned(), advice),
        None => settings.moved.remove(row),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_stands_in_one_group_with_the_advice_that_it_gives() {
        let mut settings = Settings::default();
        move_row(&mut settings, "no-reason", "decline");
        move_row(&mut settings, "opener", "ask-first");
        assert_eq!((settings.moved.len(), count_moved(&settings)), (1, 1));
        let drawn = rows(&settings);
        let lines: Vec<&Part> = drawn.parts.iter().flat_map(|group| &group.parts[1].parts).collect();
        assert_eq!(lines.len(), ENGINE.words.row.len());
        for (line, pressed) in
            lines.iter().map(|line| (line, line.parts[2].parts.iter().filter(|tap| tap.pressed == Some(true))))
        {
            assert_eq!(pressed.count(), 1, "{}", line.class);
        }
        move_row(&mut settings, "no-reason", "");
        assert!(settings.moved.is_empty());
    }
}
