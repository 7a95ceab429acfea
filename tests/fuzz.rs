//! The fuzzer's properties for a moment: on text as the wild has it, on random pieces of what the product is made to
//! read, and on every input that once broke one of them.

#[path = "../fuzz/properties.rs"]
mod properties;

use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

/// Pieces that lead deep into the code: words of rules, marks, tables, settings, broken encodings.
const PIECES: [&[u8]; 24] = [
    b"I'd love to pick your brain ",
    b"We help companies like yours ",
    b"we worked together at Initech ",
    b"could you introduce me to ",
    b"Hi {first_name},\n\n",
    b"<script>alert(1)</script>",
    b"\x01",
    b"\0",
    b"? ",
    b"! ",
    b"\n> ",
    b"-- \n",
    b"\xff\xfe",
    b"\xed\xa0\x80",
    "\u{202e}".as_bytes(),
    "\u{200d}👩\u{fe0f}".as_bytes(),
    "e\u{301}\u{301}".as_bytes(),
    b"PK\x03\x04",
    b"First Name,Last Name,URL,Email Address,Company,Position,Connected On\n",
    b"\"a,\"\"b\n",
    b"{\"capacity_per_week\":",
    b"\"-1e999\"}",
    b"[[[[",
    b"0000-99-99",
];

fn input() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        6 => prop::sample::select(&PIECES[..]).prop_map(<[u8]>::to_vec),
        1 => prop::collection::vec(any::<u8>(), 0..12),
        1 => "\\PC{0,12}".prop_map(String::into_bytes),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Text as the wild has it: words, odd Unicode, markup, invisible characters, in any mixture.
fn wild() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        4 => "[A-Za-z]{1,9}",
        2 => Just("I'd love to pick your brain".to_owned()),
        1 => Just("{{first_name}}".to_owned()),
        2 => "\\PC{0,6}",
        1 => any::<char>().prop_map(|c| c.to_string()),
        1 => "[\\u{200b}\\u{202e}\\u{feff}\\u{300}-\\u{310}]{1,3}",
        1 => Just("👩‍💻🇩🇪".to_owned()),
        1 => Just("𝗯𝗼𝗹𝗱".to_owned()),
        1 => "[.,!?;:\\-\\n\\r\\t <>\\[\\]%]{1,3}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" ").into_bytes())
}

#[test]
fn every_property_holds_for_random_input() {
    let mut runner = TestRunner::new(Config { cases: 300, failure_persistence: None, ..Config::default() });
    let outcome = runner.run(&prop_oneof![2 => input(), 1 => wild()], |data| {
        properties::ALL.iter().for_each(|(_, property)| property(&data));
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}

#[test]
fn what_was_once_found_stays_mended() {
    for (name, property) in properties::ALL {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/cases").join(name);
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let data = std::fs::read(entry.path()).expect("a case can be read");
            property(&data);
        }
    }
}
