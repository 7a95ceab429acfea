//! Nodes that matches enter at one place, each once.

/// A set that is quick to empty.
#[derive(Debug)]
pub struct Entered {
    /// What was entered: the place where the match began, and the node.
    pub all: Vec<(u32, u32)>,
    /// By hash: in which round something was entered, and its place among all; a power of two of them.
    slots: Vec<(u32, u32)>,
    round: u32,
}

impl Default for Entered {
    fn default() -> Self {
        Self { all: Vec::new(), slots: vec![(0, 0); 256], round: 1 }
    }
}

impl Entered {
    /// Empties it.
    pub fn clear(&mut self) {
        self.all.clear();
        self.round = self.round.wrapping_add(1);
        if self.round == 0 {
            self.slots.fill((0, 0));
            self.round = 1;
        }
    }

    /// Enters a node with a match that began at a place.
    pub fn add(&mut self, began: u32, node: u32) {
        if 2 * self.all.len() >= self.slots.len() {
            self.grow();
        }
        self.put((began, node));
    }

    fn put(&mut self, one: (u32, u32)) {
        let mask = self.slots.len() - 1;
        let mut slot = ((one.1 ^ one.0 << 20).wrapping_mul(0x9e37_79b1) >> 12) as usize & mask;
        while self.slots[slot].0 == self.round {
            if self.all[self.slots[slot].1 as usize] == one {
                return;
            }
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = (self.round, self.all.len() as u32);
        self.all.push(one);
    }

    fn grow(&mut self) {
        self.slots = vec![(0, 0); 2 * self.slots.len()];
        std::mem::take(&mut self.all).into_iter().for_each(|one| self.put(one));
    }
}
