//! Small sets of labels that are quick to ask, as bits of their hashes: a no is sure.

use super::table::Label;

/// Many of them, one after the other.
#[derive(Debug, Default)]
pub struct Filters(Vec<u64>);

/// Where the bits of one lie, and how far the hash of a label is shifted to be one of them.
#[derive(Debug, Clone, Copy)]
pub struct Filter {
    from: u32,
    shift: u8,
}

impl Filters {
    /// Adds one: eight bits or more for each label.
    pub fn add(&mut self, labels: &[Label]) -> Filter {
        let bits = (8 * labels.len()).next_power_of_two().max(64);
        let filter = Filter { from: self.0.len() as u32, shift: 32 - bits.trailing_zeros() as u8 };
        self.0.resize(self.0.len() + bits / 64, 0);
        for label in labels {
            let (place, bit) = filter.place(*label);
            self.0[place] |= bit;
        }
        filter
    }

    /// Whether a label may be in one.
    #[inline]
    pub fn may_have(&self, filter: Filter, label: Label) -> bool {
        let (place, bit) = filter.place(label);
        self.0[place] & bit != 0
    }
}

impl Filter {
    #[inline]
    fn place(self, label: Label) -> (usize, u64) {
        let hash = scatter(label) >> self.shift;
        (self.from as usize + (hash / 64) as usize, 1 << (hash % 64))
    }
}

/// One bit of a word for each label; several labels share one. What shares no bit shares no label.
#[inline]
pub fn mark(label: Label) -> u64 {
    1 << (scatter(label) >> 26)
}

#[inline]
fn scatter(label: Label) -> u32 {
    u32::from(label).wrapping_mul(0x9e37_79b1)
}
