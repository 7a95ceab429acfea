//! Compiles the data files into the program: a broken file stops the build with its place and the reason.

// The compiler needs the engine's own reading of words and patterns, so it shares those modules.
#![allow(dead_code, unused_imports, missing_docs)]

#[path = "src/assessment.rs"]
mod assessment;
#[path = "src/pattern/mod.rs"]
mod pattern;
#[path = "src/record.rs"]
mod record;
#[path = "src/rules/mod.rs"]
mod rules;
#[path = "src/settings.rs"]
mod settings;
#[path = "src/text/mod.rs"]
mod text;

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo:rerun-if-changed=src");
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    match rules::load::load(Path::new("src/rules/en")) {
        Ok(loaded) => {
            let bytes = postcard::to_allocvec(&loaded.set).expect("tables are plain data");
            std::fs::write(out.join("rules.bin"), bytes).expect("OUT_DIR can be written");
        }
        Err(error) => {
            eprintln!("{error}");
            std::process::exit(1);
        }
    }
}
