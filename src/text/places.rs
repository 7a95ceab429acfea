//! Where words stand in a list, by the hash of their letters.

/// The places of the words of one list.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// In each slot the place of a word and one more, or 0; a power of two of them.
    slots: Vec<u16>,
}

impl Places {
    /// Of these words, each of which stands there once.
    pub fn new<'a>(words: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let mut places = Self { slots: vec![0; (2 * words.len()).next_power_of_two()] };
        for (at, word) in words.enumerate() {
            let slot = places.slots_of(hash(word)).find(|slot| places.slots[*slot] == 0);
            slot.into_iter().for_each(|slot| places.slots[slot] = at as u16 + 1);
        }
        places
    }

    /// The place of a word, where `known` tells the word at each.
    #[inline]
    pub fn find<'a>(&self, word: &str, known: impl Fn(usize) -> &'a str) -> Option<usize> {
        self.find_by(hash(word), |at| known(at) == word)
    }

    /// The same by the hash of the word.
    #[inline]
    pub fn find_by(&self, hash: u32, is: impl Fn(usize) -> bool) -> Option<usize> {
        for slot in self.slots_of(hash) {
            let place = usize::from(*self.slots.get(slot)?).checked_sub(1)?;
            if is(place) {
                return Some(place);
            }
        }
        None
    }

    fn slots_of(&self, hash: u32) -> impl Iterator<Item = usize> + use<> {
        let mask = self.slots.len().max(1) - 1;
        (0..=mask).map(move |step| (hash as usize).wrapping_add(step) & mask)
    }
}

/// The hash of a word: FNV-1a, 32 bits; source: the algorithm's published constants.
pub fn hash(word: &str) -> u32 {
    hash_on(0x811c_9dc5, word)
}

/// The hash of a word that goes on with more letters.
pub fn hash_on(hash: u32, more: &str) -> u32 {
    more.bytes().fold(hash, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
