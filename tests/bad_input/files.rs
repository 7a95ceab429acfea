//! Archives and tables that are damaged, made to harm, or of another encoding.

use std::io::{Cursor, Write};

use demur::Record;
use demur::backlog::Backlog;
use demur::import::{Import, Options, Reading};

use super::in_time;

fn import(name: &str, bytes: &[u8]) -> Import {
    in_time(name, || {
        let mut reading = Reading::new(Options::default());
        reading.add(name, Cursor::new(bytes), &mut |_| {});
        reading.finish()
    })
}

/// An archive whose files are stored as they are, whatever they are called.
fn stored(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = Vec::new();
    let mut directory = Vec::new();
    for (name, bytes) in files {
        let at = zip.len() as u32;
        let head = |out: &mut Vec<u8>| {
            out.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
            let sums = [sum(bytes), bytes.len() as u32, bytes.len() as u32];
            sums.iter().for_each(|part| out.extend(part.to_le_bytes()));
            out.extend((name.len() as u16).to_le_bytes());
            out.extend([0, 0]);
        };
        zip.extend(b"PK\x03\x04");
        head(&mut zip);
        zip.write_all(name.as_bytes()).expect("memory");
        zip.write_all(bytes).expect("memory");
        directory.extend(b"PK\x01\x02\x14\0");
        head(&mut directory);
        directory.extend([0; 10]);
        directory.extend(at.to_le_bytes());
        directory.extend(name.as_bytes());
    }
    let at = zip.len() as u32;
    zip.extend(&directory);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend((files.len() as u16).to_le_bytes());
    zip.extend((files.len() as u16).to_le_bytes());
    zip.extend((directory.len() as u32).to_le_bytes());
    zip.extend(at.to_le_bytes());
    zip.extend([0, 0]);
    zip
}

fn sum(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0u32, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

const SKILLS: &[u8] = b"Name\nBuying\nNegotiation\n";
const CONNECTIONS: &str = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
    Luc\u{ed}a,Far\u{ed}as,https://www.linkedin.com/in/lucia-farias,,Harbour Foods,Buyer,12 Mar 2021\n";

/// Every file that was not read, or not to its end, has its reason.
fn told(found: &Import, what: &str) {
    for file in found.files.iter().filter(|file| file.kind.is_none() && !file.unneeded) {
        assert!(!file.reason.is_empty(), "{what}: {} is refused without a reason", file.name);
    }
    assert!(!found.files.is_empty(), "{what}: nothing is said");
}

#[test]
fn an_archive_cut_off_anywhere_says_so() {
    let whole = stored(&[("Skills.csv", SKILLS), ("Connections.csv", CONNECTIONS.as_bytes())]);
    assert_eq!(import("export.zip", &whole).record.skills.len(), 2);
    for length in 0..whole.len() {
        let found = import("export.zip", &whole[..length]);
        told(&found, &format!("{length} bytes"));
        assert!(found.is_empty(), "{length} bytes were taken for the whole");
    }
}

#[test]
fn names_in_an_archive_are_words_and_no_paths() {
    for name in [
        "../../../../etc/Skills.csv",
        "/etc/Skills.csv",
        "C:\\Windows\\Skills.csv",
        "\\\\server\\share\\Skills.csv",
        "a/../../Skills.csv",
        "./././Skills.csv",
        "Skills.csv/Skills.csv",
        "nul/Skills.csv",
        "\u{202e}x/Skills.csv",
        "<script>alert(1)</script>/Skills.csv",
    ] {
        let found = import("export.zip", &stored(&[(name, SKILLS)]));
        assert_eq!(found.record.skills, ["Buying", "Negotiation"], "{name}");
        assert!(found.files.iter().all(|file| !file.name.contains('\0') && file.name.chars().count() <= 120));
    }
    let long = "x/".repeat(20_000);
    for name in ["", "Skills.csv\0.exe", "Skills.csv/", long.as_str()] {
        told(&import("export.zip", &stored(&[(name, SKILLS), ("Profile.csv", b"")])), "an odd name");
    }
}

#[test]
fn an_archive_in_an_archive_is_not_opened() {
    let mut bytes = stored(&[("Skills.csv", SKILLS)]);
    for _ in 0..12 {
        bytes = stored(&[("export.zip", &bytes), ("more/export.zip", &bytes)]);
    }
    let found = import("export.zip", &bytes);
    told(&found, "archives in archives");
    assert!(found.record.skills.is_empty());
}

#[test]
fn an_archive_of_very_many_files_is_refused() {
    let names: Vec<String> = (0..30_000).map(|at| format!("{at}/Skills.csv")).collect();
    let files: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"Name\n".as_slice())).collect();
    let found = import("export.zip", &stored(&files));
    assert!(found.files[0].reason.contains("30000 files"), "{:?}", found.files[0]);
}

#[test]
fn tables_that_are_made_to_harm_stay_within_bounds() {
    let head = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n";
    let row = |company: &str| format!("A,B,https://www.linkedin.com/in/a,,{company},x,12 Mar 2021\n");
    for (what, text) in [
        ("a row of a million columns", format!("{head}{}\n", ",".repeat(1_000_000))),
        ("a head of a million columns", format!("{}\n", "Name,".repeat(1_000_000))),
        ("a field of ten megabytes", format!("{head}{}", row(&"x".repeat(10_000_000)))),
        ("a quotation mark that nobody closes", format!("{head}A,\"{}", "x,y\n".repeat(2_000_000))),
        ("quotation marks alone", format!("{head}{}", "\"".repeat(2_000_000))),
        ("a million empty lines", format!("{head}{}{}", "\n".repeat(1_000_000), row("Acme"))),
        ("a million rows of nothing", format!("{head}{}", ",,,,,,\n".repeat(300_000))),
        ("a preamble without an end", "Notes: nothing\n".repeat(300_000)),
        ("formulas", format!("{head}{}", row("=cmd|'/c calc'!A1").repeat(1_000))),
        ("NUL", format!("{head}{}", "\0,\0,\0\n".repeat(10_000))),
    ] {
        let found = import("Connections.csv", text.as_bytes());
        told(&found, what);
        let longest = found.record.connections.iter().map(|one| one.company.len()).max().unwrap_or(0);
        assert!(longest <= 1_600, "{what}: a field of {longest} bytes is kept");
        for file in &found.files {
            assert!(file.troubles.first.len() <= 20 && file.reason.len() < 1_000, "{what}: {}", file.reason);
        }
        let (mut record, mut backlog) = (Record::default(), Backlog::default());
        in_time(what, || found.apply(&mut record, &mut backlog));
    }
}

#[test]
fn other_encodings_are_read_or_told() {
    let utf16 = |big: bool| -> Vec<u8> {
        let units = std::iter::once(0xfeff).chain(CONNECTIONS.encode_utf16());
        units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    };
    let latin: Vec<u8> = CONNECTIONS.chars().map(|c| c as u8).collect();
    for (what, bytes) in [
        ("UTF-8", CONNECTIONS.as_bytes().to_vec()),
        ("UTF-8 with a mark", format!("\u{feff}{CONNECTIONS}").into_bytes()),
        ("Latin 1", latin),
        ("UTF-16, little end first", utf16(false)),
        ("UTF-16, big end first", utf16(true)),
        ("UTF-8 taken for Latin 1", CONNECTIONS.bytes().map(char::from).collect::<String>().into_bytes()),
        ("broken off inside a character", CONNECTIONS.as_bytes()[..CONNECTIONS.find('í').unwrap_or(0) + 1].to_vec()),
        ("with returns alone", CONNECTIONS.replace('\n', "\r").into_bytes()),
        ("with semicolons", CONNECTIONS.replace(',', ";").into_bytes()),
        ("with tabs", CONNECTIONS.replace(',', "\t").into_bytes()),
        ("halves of characters", b"First Name,Last Name,URL\n\xed\xa0\x80,\xed\xb0\x80,\xff\xfe\n".to_vec()),
    ] {
        let found = import("Connections.csv", &bytes);
        told(&found, what);
        if what.starts_with("UTF-8 with") || what == "UTF-8" || what.starts_with("UTF-16") || what == "Latin 1" {
            let name = found.record.connections.first().map(|one| one.name.as_str());
            assert_eq!(name, Some("Lucía Farías"), "{what}: {:?}", found.files);
        }
    }
}
