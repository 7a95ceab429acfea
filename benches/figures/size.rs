//! What a person downloads.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use flate2::{Compression, write::GzEncoder};

use crate::report::{Report, commas};

const SIZE: &str = "Size";

pub fn measure(report: &mut Report) -> Result<(), String> {
    let folder = dist().join("chromium");
    let engine = read(&folder.join("demur_bg.wasm"))?;
    let page: Vec<u8> = scripts(&folder)?.concat();
    report.row(SIZE, "engine (WebAssembly)", kilo(engine.len()), "");
    report.row(SIZE, "engine, gzip", kilo(gzip(&engine)?), "≤ 300 kB");
    report.row(SIZE, "engine, brotli", brotli(&folder.join("demur_bg.wasm")).map_or("not measured".into(), kilo), "");
    let english = read(&folder.join("packs/en.bin"))?;
    report.row(SIZE, "rules, English replies and all else that it knows", kilo(english.len()), "");
    report.row(SIZE, "the same, gzip", kilo(gzip(&english)?), "");
    report.row(
        SIZE,
        "rules and replies of one more language, gzip",
        kilo(gzip(&read(&folder.join("packs/de.bin"))?)?),
        "",
    );
    report.row(SIZE, "script that runs in a page", kilo(page.len()), "");
    report.row(SIZE, "script that runs in a page, gzip", kilo(gzip(&page)?), "");
    let package = dist().join("bench.zip");
    if package.is_file() {
        report.row(SIZE, "whole package", kilo(read(&package)?.len()), "");
    }
    Ok(())
}

/// Where `./build.sh build` lays out the extension.
pub fn dist() -> PathBuf {
    std::env::var_os("DEMUR_DIST").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("dist"), PathBuf::from)
}

/// The scripts that the manifest puts into pages.
fn scripts(folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    let manifest: serde_json::Value =
        serde_json::from_slice(&read(&folder.join("manifest.json"))?).map_err(|error| error.to_string())?;
    let names = manifest["content_scripts"][0]["js"].as_array().into_iter().flatten();
    names.filter_map(|name| name.as_str()).map(|name| read(&folder.join(name))).collect()
}

fn read(file: &Path) -> Result<Vec<u8>, String> {
    std::fs::read(file).map_err(|error| format!("{}: {error}; run ./build.sh build", file.display()))
}

fn gzip(bytes: &[u8]) -> Result<usize, String> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder
        .write_all(bytes)
        .and_then(|()| encoder.finish())
        .map(|packed| packed.len())
        .map_err(|error| error.to_string())
}

/// Node.js is there for the peers; nothing else here knows brotli.
fn brotli(file: &Path) -> Option<usize> {
    let script = "process.stdout.write(String(require('zlib').brotliCompressSync(require('fs').readFileSync(process.argv[1])).length))";
    let output = Command::new("node").arg("-e").arg(script).arg(file).output().ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}

fn kilo(bytes: usize) -> String {
    format!("{} kB", commas(bytes as f64 / 1000.0))
}
