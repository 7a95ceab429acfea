//! The table as it is stored in the program: every part coded by what is usual in it.
//!
//! One walk does both: writing, it goes over the table that there is; reading, over one that grows under it.

#[cfg(not(target_arch = "wasm32"))]
use super::coder::Writer;
use super::coder::{Chance, Coder, EVEN, Numbers, Reader, learn};
use super::table::{Label, Rows, Table, label};

/// The bytes of a table.
#[cfg(not(target_arch = "wasm32"))]
pub fn pack(table: &Table) -> Vec<u8> {
    let mut writer = Writer::new();
    walk(&mut writer, table);
    writer.finish()
}

/// The table of some bytes.
pub fn unpack(bytes: &[u8]) -> Table {
    walk(&mut Reader::new(bytes), &Table::default())
}

fn walk(coder: &mut impl Coder, table: &Table) -> Table {
    let mut new = Table { words: words(coder, &table.words), ..Table::default() };
    let first_set = label::FIRST_WORD as u32 + new.words.len() as u32;
    let labels = coder.number(&mut Numbers::default(), table.starts.len() as u32);
    new.sets = sets(coder, &table.sets, new.words.len(), labels.saturating_sub(first_set));
    new.groups = groups(coder, &table.groups);
    let states = coder.number(&mut Numbers::default(), table.edges.len() as u32);
    let mut waits =
        Waits { labels, next: labels, tree: vec![EVEN; 1 << 14], group: Numbers::default(), kind: [EVEN; 4] };
    new.edges = edges(coder, &table.edges, states, &mut waits);
    new.gaps = gaps(coder, &table.gaps, states);
    new.accepts = sparse(coder, &table.accepts, states);
    new.phrases = sparse(coder, &table.phrases, states);
    new.begins = begins(coder, &table.begins, &mut waits);
    new.make_starts(labels as usize);
    new
}

/// Sorted words: how many letters are the same as in the word before, then the rest, letter by letter.
fn words(coder: &mut impl Coder, words: &[String]) -> Vec<String> {
    let count = coder.number(&mut Numbers::default(), words.len() as u32);
    let mut same = vec![EVEN; 64];
    let (mut by_one, mut by_two) = (vec![EVEN; 1 << 16], vec![EVEN; 1 << 20]);
    let mut read: Vec<String> = Vec::new();
    let mut word: Vec<u8> = Vec::new();
    for at in 0..count as usize {
        let known = words.get(at).map_or(&[][..], |word| word.as_bytes());
        let shared = word.iter().zip(known).take_while(|(a, b)| a == b).count().min(63);
        word.truncate(coder.symbol(&mut same, shared as u32) as usize);
        loop {
            let (one, two) = (last(&word, 1), last(&word, 2));
            let both = ((one << 8 | two) as u32).wrapping_mul(0x9e37_79b1) >> 20;
            let (one_at, two_at) = (one << 8, (both as usize) << 8);
            let byte = known.get(word.len()).copied().unwrap_or_default();
            let mut node = 1;
            for place in (0..8).rev() {
                let (a, b) = (&mut by_one[one_at + node], &mut by_two[two_at + node]);
                let bit = coder.raw(((u32::from(*a) + u32::from(*b)) / 2).clamp(1, 2047), byte >> place & 1 == 1);
                learn(a, bit);
                learn(b, bit);
                node = node << 1 | usize::from(bit);
            }
            match node as u8 {
                0 => break,
                byte => word.push(byte),
            }
        }
        read.push(String::from_utf8_lossy(&word).into_owned());
    }
    read
}

fn last(word: &[u8], back: usize) -> usize {
    word.len().checked_sub(back).map_or(0, |at| word[at] as usize)
}

/// Sets that each word belongs to, by set: its words lie close together.
fn sets(coder: &mut impl Coder, sets: &Rows<Label>, words: usize, count: u32) -> Rows<Label> {
    let first = label::FIRST_WORD as usize + words;
    let mut known: Vec<Vec<u32>> = vec![Vec::new(); count as usize];
    for word in 0..sets.len() {
        sets.row(word).iter().for_each(|set| known[usize::from(*set) - first].push(word as u32));
    }
    let mut of_words: Vec<Vec<Label>> = vec![Vec::new(); words];
    let [mut lengths, mut gaps, mut back, mut ahead] = std::array::from_fn(|_| Numbers::default());
    let (mut sign, mut begun) = (EVEN, 0_u32);
    for set in 0..count {
        let known = &known[set as usize];
        let length = coder.number(&mut lengths, known.len() as u32);
        let mut word = begun;
        for at in 0..length as usize {
            let wanted = known.get(at).copied().unwrap_or_default();
            if at > 0 {
                word = word
                    .wrapping_add(1)
                    .wrapping_add(coder.number(&mut gaps, wanted.wrapping_sub(word).wrapping_sub(1)));
            } else if coder.bit(&mut sign, wanted < begun) {
                word = begun.wrapping_sub(coder.number(&mut back, begun.wrapping_sub(wanted)));
            } else {
                word = begun.wrapping_add(coder.number(&mut ahead, wanted.wrapping_sub(begun)));
            }
            if at == 0 {
                begun = word;
            }
            if let Some(row) = of_words.get_mut(word as usize) {
                row.push((first as u32 + set) as Label);
            }
        }
    }
    let mut rows = Rows::default();
    of_words.into_iter().for_each(|row| rows.push(row));
    rows
}

/// Sorted labels: the upper half of each by that of the one before, the lower half by the upper.
fn groups(coder: &mut impl Coder, groups: &Rows<Label>) -> Rows<Label> {
    let count = coder.number(&mut Numbers::default(), groups.len() as u32);
    let mut lengths = Numbers::default();
    let (mut upper, mut lower) = (vec![EVEN; 257 << 8], vec![EVEN; 256 << 8]);
    let mut rows = Rows::default();
    for group in 0..count as usize {
        let known = groups.row(group);
        let length = coder.number(&mut lengths, known.len() as u32);
        let mut before = 256;
        for at in 0..(length as usize).min(1 << 14) {
            let wanted = known.get(at).copied().unwrap_or_default();
            let high = coder.symbol(&mut upper[before << 8..][..256], u32::from(wanted >> 8)) as usize;
            let low = coder.symbol(&mut lower[high << 8..][..256], u32::from(wanted & 255));
            rows.add((high << 8) as Label | low as Label);
            before = high;
        }
        rows.close();
    }
    rows
}

/// What edges wait for: a group not met before, a label, or an earlier group.
struct Waits {
    labels: u32,
    /// The next new group.
    next: u32,
    kind: [Chance; 4],
    tree: Vec<Chance>,
    group: Numbers,
}

impl Waits {
    fn code(&mut self, coder: &mut impl Coder, wait: u16) -> u16 {
        let wanted = u32::from(wait);
        let kind = match () {
            () if wanted == self.next => 0,
            () if wanted < self.labels => 1,
            () => 2,
        };
        let read = match coder.symbol(&mut self.kind, kind) {
            0 => {
                self.next += 1;
                self.next - 1
            }
            1 => coder.symbol(&mut self.tree, wanted),
            _ => self.next.wrapping_sub(coder.number(&mut self.group, self.next.wrapping_sub(wanted))),
        };
        read as u16
    }
}

fn edges(coder: &mut impl Coder, edges: &Rows<(u16, i32)>, states: u32, waits: &mut Waits) -> Rows<(u16, i32)> {
    let (mut lengths, mut backs) = ([Numbers::default(), Numbers::default()], [Numbers::default(), Numbers::default()]);
    let mut rows = Rows::default();
    let mut before = 1;
    for state in 0..states as usize {
        let known = edges.row(state);
        let length = coder.number(&mut lengths[usize::from(before == 1)], known.len() as u32);
        before = length;
        for at in 0..length as usize {
            let (wait, back) = known.get(at).copied().unwrap_or_default();
            let wait = waits.code(coder, wait);
            rows.add((wait, signed(coder.number(&mut backs[usize::from(length == 1)], unsigned(back)))));
        }
        rows.close();
    }
    rows
}

fn gaps(coder: &mut impl Coder, gaps: &Rows<(i32, u8)>, states: u32) -> Rows<(i32, u8)> {
    let (mut lengths, mut backs, mut most) = (Numbers::default(), Numbers::default(), vec![EVEN; 16]);
    let mut rows = Rows::default();
    for state in 0..states as usize {
        let known = gaps.row(state);
        let length = coder.number(&mut lengths, known.len() as u32);
        for at in 0..length as usize {
            let (back, skips) = known.get(at).copied().unwrap_or_default();
            let back = signed(coder.number(&mut backs, unsigned(back)));
            rows.add((back, coder.symbol(&mut most, u32::from(skips)) as u8));
        }
        rows.close();
    }
    rows
}

/// Rows most of which are empty, of numbers that mostly are new and one more than the last new one.
fn sparse(coder: &mut impl Coder, rows: &Rows<u16>, count: u32) -> Rows<u16> {
    let (mut lengths, mut backs) = (Numbers::default(), Numbers::default());
    let mut next = 0_u32;
    let mut new = Rows::default();
    for at in 0..count as usize {
        let known = rows.row(at);
        let length = coder.number(&mut lengths, known.len() as u32);
        for at in 0..length as usize {
            let wanted = known.get(at).copied().unwrap_or_default();
            let read = next.wrapping_sub(coder.number(&mut backs, next.wrapping_sub(u32::from(wanted))));
            next = next.max(read.wrapping_add(1));
            new.add(read as u16);
        }
        new.close();
    }
    new
}

fn begins(coder: &mut impl Coder, begins: &[(u16, u32)], waits: &mut Waits) -> Vec<(u16, u32)> {
    let count = coder.number(&mut Numbers::default(), begins.len() as u32);
    let mut ahead = Numbers::default();
    let mut target = 0_u32;
    (0..count as usize)
        .map(|at| {
            let (wait, wanted) = begins.get(at).copied().unwrap_or_default();
            let wait = waits.code(coder, wait);
            target = target.wrapping_add(coder.number(&mut ahead, wanted.wrapping_sub(target)));
            (wait, target)
        })
        .collect()
}

/// Small numbers of either sign as small numbers.
fn unsigned(number: i32) -> u32 {
    (number << 1 ^ number >> 31) as u32
}

fn signed(number: u32) -> i32 {
    (number >> 1) as i32 ^ -((number & 1) as i32)
}
