//! What arrived over time and how it was answered, as bars in a picture.

use super::row::{Answer, Row};
use crate::assessment::Ask;
use crate::record::PartialDate;

/// Most bars; where there would be more months, a bar is a quarter or a year.
const BARS: usize = 36;

/// One bar: a span of time, and how many invitations of it were answered which way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// The span in words: `March 2021`, `Q2 2021`, `2021`.
    pub name: String,
    /// Invitations by answer, in the order of [`Answer::ALL`].
    pub counts: [usize; 4],
}

impl Bar {
    /// All of them.
    pub fn sum(&self) -> usize {
        self.counts.iter().sum()
    }

    /// The bar in words, for whoever does not see it.
    pub fn words(&self) -> String {
        let parts = Answer::ALL.iter().zip(self.counts).filter(|(_, count)| *count > 0);
        let parts: Vec<String> = parts.map(|(answer, count)| format!("{count} {}", answer.words())).collect();
        format!("{}: {}", self.name, if parts.is_empty() { "none".to_owned() } else { parts.join(", ") })
    }
}

/// Bars from the first month to the last, none left out.
pub fn bars(rows: &[Row]) -> Vec<Bar> {
    let month = |date: PartialDate| usize::from(date.year) * 12 + usize::from(date.month.max(1)) - 1;
    let dated: Vec<(usize, Answer)> =
        rows.iter().filter(|row| row.entry.sent.is_known()).map(|row| (month(row.entry.sent), row.answer)).collect();
    let (Some(first), Some(last)) = (dated.iter().map(|(at, _)| *at).min(), dated.iter().map(|(at, _)| *at).max())
    else {
        return Vec::new();
    };
    let months = last - first + 1;
    let width = [1, 3, 12].into_iter().find(|width| months.div_ceil(*width) < BARS).unwrap_or(12);
    let (from, to) = (first / width, last / width);
    // A lone date far from the others does not make a bar a year for all eternity.
    let from = from.max(to.saturating_sub(2 * BARS));
    let mut bars: Vec<Bar> = (from..=to).map(|at| Bar { name: name(at * width, width), counts: [0; 4] }).collect();
    for (at, answer) in dated {
        let place = (at / width).checked_sub(from).and_then(|at| bars.get_mut(at));
        if let Some((bar, kind)) = place.zip(Answer::ALL.iter().position(|one| *one == answer)) {
            bar.counts[kind] += 1;
        }
    }
    bars
}

fn name(month: usize, width: usize) -> String {
    let (year, month) = (month / 12, month % 12);
    match width {
        1 => {
            let date = PartialDate {
                year: u16::try_from(year).unwrap_or(0),
                month: u8::try_from(month + 1).unwrap_or(1),
                day: 0,
            };
            crate::view::relation::day(date)
        }
        3 => format!("Q{} {year}", month / 3 + 1),
        _ => year.to_string(),
    }
}

/// How each ask was answered, the commonest first; asks that nobody made are left out.
pub fn by_ask(rows: &[Row]) -> Vec<(Ask, [usize; 4])> {
    let mut sums: Vec<(Ask, [usize; 4])> = Ask::ALL.iter().map(|ask| (*ask, [0; 4])).collect();
    for row in rows {
        let sum = sums.iter_mut().find(|(ask, _)| *ask == row.ask);
        if let Some(((_, counts), kind)) = sum.zip(Answer::ALL.iter().position(|one| *one == row.answer)) {
            counts[kind] += 1;
        }
    }
    sums.retain(|(_, counts)| counts.iter().any(|count| *count > 0));
    sums.sort_by_key(|(ask, counts)| (std::cmp::Reverse(counts.iter().sum::<usize>()), *ask));
    sums
}

/// A round number at or above the tallest bar, for the scale.
pub fn scale(bars: &[Bar]) -> usize {
    let most = bars.iter().map(Bar::sum).max().unwrap_or(0).max(1);
    let mut step = 1;
    loop {
        for factor in [1, 2, 5] {
            if most <= step * factor {
                return step * factor;
            }
        }
        step *= 10;
    }
}
