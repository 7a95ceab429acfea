//! How packs lie in their files. Shared with the build script, which writes them.
//!
//! A file begins with a stamp of all that follows, and the program knows the stamps of the files that were made
//! along with it: files of another build are refused, whatever is in them. Then come the parts, each behind its length.

/// A part of a pack, by its place in the file. The first three are in every pack, the others only in the English one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is named after the type that is read from it")]
pub enum Part {
    Rules,
    Replies,
    Check,
    Model,
    Words,
    Organisations,
    Shared,
    Sites,
    Notices,
    Samples,
}

/// Bytes of a stamp.
const STAMP: usize = 8;

/// The file that holds these parts, in their order.
pub fn join(parts: &[Vec<u8>]) -> Vec<u8> {
    let mut file = vec![0; STAMP];
    for part in parts {
        file.extend((part.len() as u32).to_le_bytes());
        file.extend(part);
    }
    let sum = file
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| (sum ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3));
    file[..STAMP].copy_from_slice(&sum.to_le_bytes());
    file
}

/// The stamps of some files, one after the other.
pub fn stamps(files: &[Vec<u8>]) -> Vec<u8> {
    files.iter().flat_map(|file| &file[..STAMP]).copied().collect()
}

/// Whether a file is the one whose stamp stands at this place among the stamps.
pub fn is_of(file: &[u8], stamps: &[u8], at: usize) -> bool {
    file.len() > STAMP && stamps.get(at * STAMP..(at + 1) * STAMP) == Some(&file[..STAMP])
}

/// A part of a file; empty where the file has none.
pub fn part(file: &[u8], part: Part) -> &[u8] {
    let mut rest = file.get(STAMP..).unwrap_or_default();
    for at in 0..=part as usize {
        let Some((length, behind)) = rest.split_first_chunk() else { break };
        let Some((found, behind)) = behind.split_at_checked(u32::from_le_bytes(*length) as usize) else { break };
        if at == part as usize {
            return found;
        }
        rest = behind;
    }
    &[]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> Vec<Vec<u8>> {
        ["one", "two"].map(|name| join(&[name.into(), Vec::new(), b"three".to_vec()])).to_vec()
    }

    #[test]
    fn parts_come_back_and_what_is_not_there_is_empty() {
        let file = files().remove(0);
        let parts = [Part::Rules, Part::Replies, Part::Check, Part::Model].map(|at| part(&file, at));
        assert_eq!(parts, [&b"one"[..], b"", b"three", b""]);
        for cut in 0..file.len() {
            assert!(part(&file[..cut], Part::Check).is_empty(), "cut at {cut}");
        }
    }

    #[test]
    fn a_file_of_another_build_is_told_by_its_stamp() {
        let files = files();
        let stamps = stamps(&files);
        assert!(is_of(&files[0], &stamps, 0) && is_of(&files[1], &stamps, 1));
        assert!(!is_of(&files[1], &stamps, 0) && !is_of(&files[0], &stamps, 2));
        assert!(!is_of(&[], &stamps, 0) && !is_of(b"<!doctype html>", &stamps, 0));
    }
}
