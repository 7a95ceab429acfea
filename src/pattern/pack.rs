//! The table as it is stored: column by column, nearly as it lies in memory. The shop that hands the program out
//! compresses it; what were compressed any better here would be waited for at every start of the worker.

use super::columns::{Reader, signed};
#[cfg(not(target_arch = "wasm32"))]
use super::columns::{Writer, unsigned};
use super::table::{Rows, Table};

/// The bytes of a table.
#[cfg(not(target_arch = "wasm32"))]
pub fn pack(table: &Table) -> Vec<u8> {
    let mut to = Writer::default();
    let labels = table.starts.len() as u32;
    to.numbers(2, [labels]);
    pack_words(&mut to, &table.words);
    to.numbers(1, lengths(&table.sets));
    to.numbers(2, items(&table.sets).map(|set| u32::from(*set)));
    to.numbers(2, lengths(&table.groups));
    to.stretches(items(&table.groups).copied());
    to.numbers(1, lengths(&table.edges));
    let mut next = labels;
    to.stretches(items(&table.edges).map(|(wait, _)| written(*wait, labels, &mut next)));
    to.numbers(3, items(&table.edges).map(|(_, back)| unsigned(*back)));
    to.numbers(1, lengths(&table.gaps));
    to.numbers(3, items(&table.gaps).map(|(back, _)| unsigned(*back)));
    to.numbers(1, items(&table.gaps).map(|(_, most)| u32::from(*most)));
    for rows in [&table.accepts, &table.phrases] {
        to.numbers(1, lengths(rows));
        to.stretches(items(rows).copied());
    }
    to.stretches(table.begins.iter().map(|(wait, _)| written(*wait, labels, &mut next)));
    let states = std::iter::once(0).chain(table.begins.iter().map(|(_, state)| *state));
    to.numbers(3, states.zip(&table.begins).map(|(before, (_, state))| state - before));
    to.bytes
}

/// The table of some bytes.
pub fn unpack(bytes: &[u8]) -> Table {
    let mut from = Reader::new(bytes);
    let labels = from.numbers(2).next().unwrap_or(0);
    let mut table = Table { words: unpack_words(&mut from), ..Table::default() };
    table.sets = Rows::of_lengths(from.numbers(1), from.numbers(2).map(|set| set as u16).collect());
    table.groups = Rows::of_lengths(from.numbers(2), from.stretches().collect());
    let lengths = from.numbers(1);
    let mut next = labels;
    let waits = from.stretches().map(|wait| read(wait, labels, &mut next));
    table.edges = Rows::of_lengths(lengths, waits.zip(from.numbers(3).map(signed)).collect());
    let lengths = from.numbers(1);
    let gaps = from.numbers(3).map(signed).zip(from.numbers(1).map(|most| most as u8));
    table.gaps = Rows::of_lengths(lengths, gaps.collect());
    table.accepts = Rows::of_lengths(from.numbers(1), from.stretches().collect());
    table.phrases = Rows::of_lengths(from.numbers(1), from.stretches().collect());
    let waits = from.stretches().map(|wait| read(wait, labels, &mut next));
    let mut state = 0_u32;
    let states = from.numbers(3).map(|ahead| {
        state = state.wrapping_add(ahead);
        state
    });
    table.begins = waits.zip(states).collect();
    table.make_starts(labels as usize);
    table
}

#[cfg(not(target_arch = "wasm32"))]
fn lengths<T>(rows: &Rows<T>) -> impl Iterator<Item = u32> {
    (0..rows.len()).map(|at| rows.row(at).len() as u32)
}

#[cfg(not(target_arch = "wasm32"))]
fn items<T>(rows: &Rows<T>) -> impl Iterator<Item = &T> {
    (0..rows.len()).flat_map(|at| rows.row(at))
}

/// Sorted words: how many bytes are the same as in the word before, and the rest up to a zero.
#[cfg(not(target_arch = "wasm32"))]
fn pack_words(to: &mut Writer, words: &[String]) {
    let befores = std::iter::once("").chain(words.iter().map(String::as_str));
    let same = |(before, word): (&str, &String)| before.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
    let shared: Vec<usize> = befores.zip(words).map(|pair| same(pair).min(255)).collect();
    to.numbers(1, shared.iter().map(|shared| *shared as u32));
    let rest = words.iter().zip(&shared).flat_map(|(word, shared)| word.bytes().skip(*shared).chain([0]));
    to.bytes(&rest.collect::<Vec<u8>>());
}

fn unpack_words(from: &mut Reader) -> Vec<String> {
    let shared = from.numbers(1);
    let mut rests = from.bytes().split(|byte| *byte == 0);
    let mut word = Vec::new();
    let next = |shared| {
        word.truncate(shared as usize);
        word.extend(rests.next().unwrap_or_default());
        String::from_utf8_lossy(&word).into_owned()
    };
    shared.map(next).collect()
}

/// What an edge waits for: a label as it is, and a group by how far back it lies, so that each that is new is the same
/// number.
#[cfg(not(target_arch = "wasm32"))]
fn written(wait: u16, labels: u32, next: &mut u32) -> u16 {
    let wait = u32::from(wait);
    if wait < labels {
        return wait as u16;
    }
    let back = *next - wait;
    *next += u32::from(back == 0);
    !(back as u16)
}

fn read(written: u16, labels: u32, next: &mut u32) -> u16 {
    if u32::from(written) < labels {
        return written;
    }
    let back = u32::from(!written);
    let wait = next.wrapping_sub(back);
    *next += u32::from(back == 0);
    wait as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows<T: Copy>(rows: &[&[T]]) -> Rows<T> {
        let mut all = Rows::default();
        rows.iter().for_each(|row| all.push(row.iter().copied()));
        all
    }

    fn table() -> Table {
        let mut table = Table {
            words: ["help", "helped", "zoë"].map(str::to_owned).to_vec(),
            sets: rows(&[&[19], &[], &[19, 20]]),
            groups: rows(&[&[0, 16, 17], &[18, 20]]),
            edges: rows(&[&[], &[(16, 1)], &[(21, -70_000), (22, 2)], &[(22, 1), (21, 3)]]),
            gaps: rows(&[&[], &[(1, 3)], &[], &[(-300, 1), (2, 9)]]),
            accepts: rows(&[&[0, 2], &[], &[1], &[]]),
            phrases: rows(&[&[], &[19], &[], &[]]),
            begins: vec![(3, 1), (22, 1), (21, 3)],
            ..Table::default()
        };
        table.make_starts(21);
        table
    }

    #[test]
    fn a_table_comes_back_as_it_was() {
        assert_eq!(unpack(&pack(&table())), table());
    }

    #[test]
    fn a_torn_table_is_read_as_something() {
        let bytes = pack(&table());
        for cut in 0..bytes.len() {
            unpack(&bytes[..cut]);
        }
    }
}
