//! Numbers in columns: all first bytes, then all second ones, and so on, so that whoever compresses the file meets like
//! beside like, and reading them is little more than copying.

/// Writes columns.
#[cfg(not(target_arch = "wasm32"))]
#[derive(Default)]
pub struct Writer {
    /// All that has been written.
    pub bytes: Vec<u8>,
}

#[cfg(not(target_arch = "wasm32"))]
impl Writer {
    /// Numbers of so many bytes each, behind how many there are.
    pub fn numbers(&mut self, width: usize, numbers: impl IntoIterator<Item = u32>) {
        let numbers: Vec<u32> = numbers.into_iter().collect();
        self.count(numbers.len());
        for place in 0..width {
            self.bytes.extend(numbers.iter().map(|number| (number >> (8 * place)) as u8));
        }
        debug_assert!(numbers.iter().all(|number| width == 4 || number >> (8 * width) == 0), "too large");
    }

    /// Numbers of two bytes that repeat one another in long stretches, which two columns would tear apart.
    pub fn stretches(&mut self, numbers: impl IntoIterator<Item = u16>) {
        let bytes: Vec<u8> = numbers.into_iter().flat_map(u16::to_le_bytes).collect();
        self.bytes(&bytes);
    }

    /// Bytes as they are.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.count(bytes.len());
        self.bytes.extend(bytes);
    }

    fn count(&mut self, count: usize) {
        self.bytes.extend((count as u32).to_le_bytes());
    }
}

/// Reads what a [`Writer`] made, in the same order. Of torn data it reads what there is.
pub struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    /// Begins to read.
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes }
    }

    /// See [`Writer::numbers`].
    pub fn numbers(&mut self, width: usize) -> impl ExactSizeIterator<Item = u32> + use<'a> {
        let count = self.count().min(self.bytes.len() / width);
        let columns = self.take(count * width);
        (0..count).map(move |at| {
            (0..width).fold(0, |number, place| number | u32::from(columns[place * count + at]) << (8 * place))
        })
    }

    /// See [`Writer::stretches`].
    pub fn stretches(&mut self) -> impl ExactSizeIterator<Item = u16> + use<'a> {
        self.bytes().chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
    }

    /// See [`Writer::bytes`].
    pub fn bytes(&mut self) -> &'a [u8] {
        let count = self.count();
        self.take(count)
    }

    fn count(&mut self) -> usize {
        self.take(4).first_chunk().map_or(0, |count| u32::from_le_bytes(*count) as usize)
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.bytes.split_at(count.min(self.bytes.len()));
        self.bytes = rest;
        taken
    }
}

/// Small numbers of either sign as small numbers.
#[cfg(not(target_arch = "wasm32"))]
pub fn unsigned(number: i32) -> u32 {
    (number << 1 ^ number >> 31) as u32
}

/// The other way round.
pub fn signed(number: u32) -> i32 {
    (number >> 1) as i32 ^ -((number & 1) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_written_is_read() {
        let mut writer = Writer::default();
        writer.numbers(3, [0, 1, 255, 256, 0xff_ffff]);
        writer.stretches([7, 0xffff]);
        writer.bytes(b"bytes");
        writer.numbers(1, []);
        let mut reader = Reader::new(&writer.bytes);
        assert_eq!(reader.numbers(3).collect::<Vec<_>>(), [0, 1, 255, 256, 0xff_ffff]);
        assert_eq!(reader.stretches().collect::<Vec<_>>(), [7, 0xffff]);
        assert_eq!(reader.bytes(), b"bytes");
        assert_eq!(reader.numbers(1).len(), 0);
        for number in [0, 1, -1, 70_000, i32::MIN] {
            assert_eq!(signed(unsigned(number)), number);
        }
    }

    #[test]
    fn of_torn_data_is_read_what_there_is() {
        let mut reader = Reader::new(&[9, 0, 0, 0, 1, 2, 3]);
        assert_eq!(reader.numbers(2).collect::<Vec<_>>(), [1 | 2 << 8]);
        assert_eq!((reader.numbers(4).len(), reader.bytes().len(), reader.stretches().len()), (0, 0, 0));
    }
}
