//! `demur reply-check` on the command line.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::io::Write;
use std::process::{Command, Stdio};

fn run(reply: &str, case: Option<&str>) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_demur"));
    command.arg("reply-check").stdin(Stdio::piped()).stdout(Stdio::piped());
    let file = std::env::temp_dir().join(format!("demur-case-{}-{}.json", std::process::id(), reply.len()));
    if let Some(case) = case {
        std::fs::write(&file, case).unwrap();
        command.arg("--case").arg(&file);
    }
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(reply.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    let _ = std::fs::remove_file(&file);
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn slips_are_named_with_their_words() {
    let (fine, said) = run("Hi {first_name}, no!! I'll get back to you soon.", None);
    assert!(!fine);
    assert!(said.contains("unfilled-slot: "), "{said}");
    assert!(said.contains("“{first_name}”"), "{said}");
    assert!(said.contains("shouting: "), "{said}");
}

#[test]
fn a_reply_is_read_beside_its_case() {
    let case = r#"{"id": 1, "sender": {"name": "Beth Garrison"}, "text": "Hi Sam, would you recommend me?"}"#;
    let (_, said) =
        run("Hello Marcus, thank you for asking, but I only recommend people I have worked with.", Some(case));
    assert!(said.contains("wrong-name: "), "{said}");
    let (fine, said) =
        run("Hello Beth, thank you for asking. I only recommend people I have worked with, so it's a no.", Some(case));
    assert!(fine, "{said}");
    assert_eq!(said, "Nothing to mend.\n");
}
