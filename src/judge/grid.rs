//! The table of advice as a person can take it in: what a plain request leads to, by what is asked and the tie shown,
//! and which row decides it.

use std::collections::BTreeMap;

use super::table::{Row, Situation, decide};
use crate::assessment::{Advice, Ask, Flag, Good};

/// Ties that there are, from none to shown by the record.
pub const TIES: [u8; 5] = [0, 1, 2, 3, 4];

/// One square.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Square {
    /// Tie shown.
    pub tie: u8,
    /// Id of the row that decides.
    pub row: String,
    /// What it says, moved or not.
    pub advice: Advice,
    /// Whether the person has moved that row.
    pub moved: bool,
}

/// The squares of one ask, from the least tie to the greatest.
pub fn squares(rows: &[Row], ask: Ask, moved: &BTreeMap<String, Advice>) -> Vec<Square> {
    let square = |tie| {
        let (flags, good) = (doubts(ask, tie), signs(tie));
        let answers = BTreeMap::new();
        let row = decide(rows, &Situation { ask, flags: &flags, good: &good, tie, answers: &answers })?;
        let own = moved.get(&row.id).filter(|own| **own != row.advice);
        Some(Square { tie, row: row.id.clone(), advice: own.copied().unwrap_or(row.advice), moved: own.is_some() })
    };
    TIES.into_iter().filter_map(square).collect()
}

/// The doubts that a plain request raises by what it asks and how little it shows.
fn doubts(ask: Ask, tie: u8) -> Vec<Flag> {
    let favour = matches!(ask, Ask::Help | Ask::Recommendation | Ask::Introduce);
    let vouching = matches!(ask, Ask::Recommendation | Ask::Introduce);
    let mut flags = Vec::new();
    if tie == 0 {
        flags.push(Flag::Impersonal);
        if matches!(ask, Ask::Connect | Ask::Recruit | Ask::Introduced | Ask::None) {
            flags.push(Flag::UnclearReason);
        }
    }
    if ask == Ask::Sales && tie < 3 {
        flags.push(Flag::SalesPitch);
    }
    if favour && tie < 3 {
        flags.push(Flag::PrematureAsk);
    }
    if vouching && tie < 3 {
        flags.push(Flag::Vouch);
    }
    flags
}

/// The good signs by which a tie shows.
fn signs(tie: u8) -> Vec<Good> {
    match tie {
        0 => Vec::new(),
        1 => vec![Good::ClearReason],
        2 => vec![Good::ClearReason, Good::CommonGround],
        _ => vec![Good::ClearReason, Good::CommonGround, Good::PriorContact],
    }
}

/// What is asked for by an ask alone, from 0 (nothing) to 4 (the person's good name).
pub fn cost(ask: Ask) -> u8 {
    match ask {
        Ask::None => 0,
        Ask::Connect => 1,
        Ask::Recruit | Ask::Promote | Ask::Introduced => 2,
        Ask::Sales | Ask::Help => 3,
        Ask::Recommendation | Ask::Introduce => 4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_tie_never_leads_to_a_harder_answer() {
        let rows = &crate::judge::ENGINE.words.row;
        for ask in Ask::ALL {
            let squares = squares(rows, *ask, &BTreeMap::new());
            assert_eq!(squares.len(), TIES.len(), "{ask:?}");
            for pair in squares.windows(2) {
                assert!(pair[1].advice <= pair[0].advice, "{ask:?} {pair:?}");
            }
        }
    }

    #[test]
    fn a_moved_row_moves_its_squares() {
        let rows = &crate::judge::ENGINE.words.row;
        let plain = squares(rows, Ask::Recommendation, &BTreeMap::new());
        let moved = BTreeMap::from([(plain[0].row.clone(), Advice::Accept)]);
        let after = squares(rows, Ask::Recommendation, &moved);
        assert!(after[0].moved && after[0].advice == Advice::Accept, "{after:?}");
        assert_eq!(after[4], plain[4]);
        let unmoved = BTreeMap::from([(plain[0].row.clone(), plain[0].advice)]);
        assert_eq!(squares(rows, Ask::Recommendation, &unmoved), plain);
    }
}
