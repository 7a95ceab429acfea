//! A small hash table from numbers to numbers.

/// From keys, none of which is 0, to values, which are 0 until they are set.
#[derive(Debug)]
pub struct Map {
    /// A power of two of them.
    slots: Vec<(u32, u32)>,
    taken: usize,
}

impl Default for Map {
    fn default() -> Self {
        Self { slots: vec![(0, 0); 1 << 10], taken: 0 }
    }
}

impl Map {
    /// The value of a key.
    #[inline]
    pub fn get(&self, key: u32) -> u32 {
        self.slots[self.slot(key)].1
    }

    /// Where the value of a key stands.
    pub fn entry(&mut self, key: u32) -> &mut u32 {
        if 2 * self.taken >= self.slots.len() {
            self.grow();
        }
        let slot = self.slot(key);
        if self.slots[slot].0 == 0 {
            self.slots[slot].0 = key;
            self.taken += 1;
        }
        &mut self.slots[slot].1
    }

    /// Where a key stands, or should.
    #[inline]
    fn slot(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = (key.wrapping_mul(0x9e37_79b1) >> 8) as usize & mask;
        while self.slots[slot].0 != key && self.slots[slot].0 != 0 {
            slot = (slot + 1) & mask;
        }
        slot
    }

    fn grow(&mut self) {
        let slots = vec![(0, 0); 2 * self.slots.len()];
        for filled in std::mem::replace(&mut self.slots, slots) {
            if filled.0 != 0 {
                let slot = self.slot(filled.0);
                self.slots[slot] = filled;
            }
        }
    }
}
