//! Encodings: exports are UTF-8, but a table that a spreadsheet has saved again may be UTF-16 or of the Windows kind.

use std::io::{self, Read};

/// A field as text: UTF-8, and where it is not, Western European as spreadsheets on Windows save it.
pub fn text(field: &[u8]) -> String {
    match std::str::from_utf8(field) {
        Ok(text) => text.to_owned(),
        Err(_) => field.iter().map(|byte| windows(*byte)).collect(),
    }
}

/// A byte of Windows-1252; the few that it leaves open stand for themselves.
fn windows(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘',
        '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[usize::from(byte - 0x80)],
        other => char::from(other),
    }
}

/// Which of the two bytes of a unit comes first.
#[derive(Clone, Copy)]
enum Wide {
    Little,
    Big,
}

/// Reads UTF-16 with its mark as UTF-8, and anything else as it is.
pub struct Narrow<R> {
    from: R,
    wide: Option<Wide>,
    begun: bool,
    /// Bytes that have been read and not been taken.
    ready: Vec<u8>,
    /// The first unit of a pair whose second has not come yet.
    half: Option<u16>,
}

impl<R: Read> Narrow<R> {
    /// Begins.
    pub fn new(from: R) -> Self {
        Self { from, wide: None, begun: false, ready: Vec::new(), half: None }
    }

    /// Two bytes, or as many as are left.
    fn two(&mut self) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.from.by_ref().take(2).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    fn widen(&mut self, bytes: &[u8], wide: Wide) {
        let units = bytes.chunks(2).filter_map(|pair| {
            let pair = <[u8; 2]>::try_from(pair).ok()?;
            Some(if matches!(wide, Wide::Little) { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
        });
        let units: Vec<u16> = self.half.take().into_iter().chain(units).collect();
        let (whole, half) = match units.split_last() {
            Some((last, rest)) if (0xd800..0xdc00).contains(last) => (rest, Some(*last)),
            _ => (&units[..], None),
        };
        self.half = half;
        self.ready.extend(String::from_utf16_lossy(whole).into_bytes());
    }
}

impl<R: Read> Read for Narrow<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.begun {
            self.begun = true;
            let mark = self.two()?;
            match mark[..] {
                [0xff, 0xfe] => self.wide = Some(Wide::Little),
                [0xfe, 0xff] => self.wide = Some(Wide::Big),
                _ => self.ready = mark,
            }
        }
        while self.ready.is_empty() {
            let Some(wide) = self.wide else { return self.from.read(buffer) };
            let mut bytes = Vec::new();
            self.from.by_ref().take(1 << 13).read_to_end(&mut bytes)?;
            if bytes.is_empty() {
                if self.half.take().is_some() {
                    self.ready.extend("\u{fffd}".bytes());
                    continue;
                }
                return Ok(0);
            }
            self.widen(&bytes, wide);
        }
        let count = self.ready.len().min(buffer.len());
        buffer[..count].copy_from_slice(&self.ready[..count]);
        self.ready.drain(..count);
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        let mut read = String::new();
        Narrow::new(bytes).read_to_string(&mut read).expect("memory can be read");
        assert_eq!(read, expected);
    }

    #[test]
    fn wide_text_becomes_narrow() {
        let text = "Lucía 🦊,".repeat(3_000);
        let units = || std::iter::once(0xfeff).chain(text.encode_utf16());
        check(&units().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(), &text);
        check(&units().flat_map(u16::to_be_bytes).collect::<Vec<u8>>(), &text);
        check(text.as_bytes(), &text);
        check(b"\xff\xfeA\0\x3d\xd8", "A\u{fffd}");
        check(b"\xff\xfeA\0B", "A");
        for short in [&b""[..], b"A", b"AB", b"\xff\xfe"] {
            check(short, if short == b"\xff\xfe" { "" } else { std::str::from_utf8(short).expect("letters") });
        }
    }

    #[test]
    fn what_is_not_unicode_is_western() {
        assert_eq!(text("Lucía".as_bytes()), "Lucía");
        assert_eq!(text(b"Luc\xeda \x96 \x80"), "Lucía – €");
    }
}
