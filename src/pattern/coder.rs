//! A range coder: numbers as bits, each bit the cheaper the better it was foreseen.
//!
//! Reading and writing are one walk over the same data: what [`Coder::bit`] is given is written by the one and
//! ignored by the other, which gives back what was written. Method: Martin's range coding with adaptive bits, as
//! LZMA uses it.

/// How likely a bit is to be zero, in 2048ths.
pub type Chance = u16;

/// The chance of a bit of which nothing is known.
pub const EVEN: Chance = 1024;

const BITS: u32 = 11;
const TOP: u32 = 1 << 24;

/// How fast a chance follows what it sees.
const RATE: u32 = 4;

/// Writes or reads bits.
pub trait Coder {
    /// Writes the bit, or reads one in its place, which had this chance to be zero.
    fn raw(&mut self, chance: u32, bit: bool) -> bool;

    /// The same with a chance that learns.
    #[inline]
    fn bit(&mut self, chance: &mut Chance, bit: bool) -> bool {
        let bit = self.raw(u32::from(*chance), bit);
        learn(chance, bit);
        bit
    }

    /// A number below `tree.len()`, which is a power of two.
    #[inline]
    fn symbol(&mut self, tree: &mut [Chance], number: u32) -> u32 {
        let mut at = 1;
        for place in (0..tree.len().trailing_zeros()).rev() {
            at = at << 1 | u32::from(self.bit(&mut tree[at as usize], number >> place & 1 == 1));
        }
        at - tree.len() as u32
    }

    /// Any number, the smaller the cheaper.
    fn number(&mut self, numbers: &mut Numbers, number: u32) -> u32 {
        if !self.bit(&mut numbers.some, number > 0) {
            return 0;
        }
        let width = self.symbol(&mut numbers.width, 32 - number.leading_zeros());
        let mut read = 1;
        for place in (0..width.saturating_sub(1).min(31)).rev() {
            // The first bits behind the highest are foreseen together, the others one by one.
            let seen = if read < 16 { read } else { 16 + place };
            let chance = &mut numbers.below[(width * 48 + seen) as usize];
            read = read << 1 | u32::from(self.bit(chance, number >> place & 1 == 1));
        }
        read
    }
}

/// Moves a chance towards what was seen.
#[inline]
pub fn learn(chance: &mut Chance, bit: bool) {
    let (less, more) = (*chance - (*chance >> RATE), *chance + (((1 << BITS) - *chance) >> RATE));
    let chosen = Chance::from(bit).wrapping_neg();
    *chance = more ^ ((more ^ less) & chosen);
}

/// Chances for [`Coder::number`].
pub struct Numbers {
    /// Of a number that is not zero.
    some: Chance,
    width: [Chance; 64],
    below: Vec<Chance>,
}

impl Default for Numbers {
    fn default() -> Self {
        Self { some: EVEN, width: [EVEN; 64], below: vec![EVEN; 48 * 64] }
    }
}

/// Reads bits. Beyond the end there are zeros.
pub struct Reader<'a> {
    bytes: &'a [u8],
    range: u32,
    code: u32,
}

impl<'a> Reader<'a> {
    /// Begins to read what a [`Writer`] made.
    pub fn new(bytes: &'a [u8]) -> Self {
        let mut reader = Self { bytes: bytes.get(1..).unwrap_or_default(), range: u32::MAX, code: 0 };
        (0..4).for_each(|_| reader.code = reader.code << 8 | reader.byte());
        reader
    }

    fn byte(&mut self) -> u32 {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        u32::from(*first)
    }
}

impl Coder for Reader<'_> {
    #[inline]
    fn raw(&mut self, chance: u32, _: bool) -> bool {
        let bound = (self.range >> BITS) * chance;
        let bit = self.code >= bound;
        // Half of all bits cannot be foreseen, so they are chosen between rather than branched on.
        let chosen = u32::from(bit).wrapping_neg();
        self.code -= bound & chosen;
        self.range = bound.wrapping_add(self.range.wrapping_sub(bound << 1) & chosen);
        while self.range < TOP {
            self.range <<= 8;
            self.code = self.code << 8 | self.byte();
        }
        bit
    }
}

/// Writes bits.
#[cfg(not(target_arch = "wasm32"))]
pub struct Writer {
    bytes: Vec<u8>,
    low: u64,
    range: u32,
    held: u8,
    holds: u32,
}

#[cfg(not(target_arch = "wasm32"))]
impl Writer {
    /// Begins with nothing.
    pub fn new() -> Self {
        Self { bytes: Vec::new(), low: 0, range: u32::MAX, held: 0, holds: 1 }
    }

    /// All that was written.
    pub fn finish(mut self) -> Vec<u8> {
        (0..5).for_each(|_| self.shift());
        self.bytes
    }

    /// Moves the highest byte out, once no carry can change it.
    fn shift(&mut self) {
        if self.low < 0xff00_0000 || self.low > u64::from(u32::MAX) {
            let carry = (self.low >> 32) as u8;
            for held in 0..self.holds {
                self.bytes.push(if held == 0 { self.held } else { 0xff }.wrapping_add(carry));
            }
            self.holds = 0;
            self.held = (self.low >> 24) as u8;
        }
        self.holds += 1;
        self.low = (self.low & 0x00ff_ffff) << 8;
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Coder for Writer {
    fn raw(&mut self, chance: u32, bit: bool) -> bool {
        let bound = (self.range >> BITS) * chance;
        if bit {
            self.low += u64::from(bound);
            self.range -= bound;
        } else {
            self.range = bound;
        }
        while self.range < TOP {
            self.range <<= 8;
            self.shift();
        }
        bit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let numbers: Vec<u32> =
            (0..4000_u32).map(|at| at.wrapping_mul(at).wrapping_mul(2_654_435_761) >> (at % 32)).collect();
        let mut writer = Writer::new();
        let mut model = Numbers::default();
        for number in &numbers {
            writer.number(&mut model, *number);
        }
        let bytes = writer.finish();
        let mut reader = Reader::new(&bytes);
        let mut model = Numbers::default();
        let read: Vec<u32> = numbers.iter().map(|_| reader.number(&mut model, 0)).collect();
        assert_eq!(read, numbers);
    }

    #[test]
    fn torn_data_are_read_as_something() {
        let mut model = Numbers::default();
        let mut reader = Reader::new(&[1, 2, 3]);
        for _ in 0..1000 {
            reader.number(&mut model, 0);
        }
    }
}
