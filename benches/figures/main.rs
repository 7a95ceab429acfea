//! `./build.sh bench`: how fast and how large Demur is, beside others and beside what no program can be faster than.
//!
//! Everything is measured in one run, on the project's own labelled messages, and told in one table that is written
//! to `docs/benchmarks.md`. Nothing here is a test: nothing fails when a machine is slow. With the names of parts
//! (`cargo run --release --example figures engine size`) only those are measured, and the table is only printed.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "this is a program for people")]

#[path = "../../tests/browser/driver/mod.rs"]
mod driver;
mod engine;
mod import;
mod messages;
mod page;
mod report;
mod size;
mod stage;
mod watch;
mod worker;

use std::process::ExitCode;

use report::Report;

/// A part of the table, and what measures it.
type Part = (&'static str, fn(&mut Report) -> Result<(), String>);

const PARTS: &[Part] = &[
    ("engine", engine::measure),
    ("size", size::measure),
    ("cold", worker::cold),
    ("worker", worker::measure),
    ("page", page::measure),
    ("quiet", page::without_requests),
    ("import", import::measure),
];

fn main() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let mut report = Report::default();
    let mut failed = false;
    for (name, measure) in PARTS {
        if !wanted.is_empty() && !wanted.iter().any(|one| one == name) {
            continue;
        }
        if let Err(error) = measure(&mut report) {
            eprintln!("{name}: {error}");
            failed = true;
        }
    }
    let text = report.text();
    println!("{text}");
    if wanted.is_empty() && !failed {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/benchmarks.md");
        if let Err(error) = std::fs::write(file, text) {
            eprintln!("{file}: {error}");
            failed = true;
        }
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}
