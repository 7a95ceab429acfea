//! The pages, bundled at test time from the editors that npm brings.

use std::path::{Path, PathBuf};
use std::process::Command;

/// Bundles the pages and gives the folder to serve.
pub fn bundle() -> Result<PathBuf, String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (tools, pages) = (root.join("tests/tools/editors"), root.join("target/editors/pages"));
    let site = pages.join("www.linkedin.com");
    let _ = std::fs::remove_dir_all(&pages);
    std::fs::create_dir_all(&site).map_err(|error| error.to_string())?;
    let mut sources = Vec::new();
    for entry in std::fs::read_dir(tools.join("page")).map_err(|error| error.to_string())? {
        let file = entry.map_err(|error| error.to_string())?.path();
        if file.extension().is_some_and(|ending| ending == "js") {
            sources.push(file);
        } else {
            std::fs::copy(&file, site.join(file.file_name().unwrap_or_default())).map_err(|error| error.to_string())?;
        }
    }
    let program = tools.join("node_modules/.bin/esbuild");
    let done = Command::new(&program)
        .current_dir(&tools)
        .args(["--bundle", "--splitting", "--format=esm", "--log-level=warning"])
        .args(["--define:process.env.NODE_ENV=\"production\"", "--define:global=window"])
        .arg(format!("--outdir={}", site.display()))
        .args(sources)
        .status()
        .map_err(|error| format!("{}: {error}: ./build.sh test installs it", program.display()))?;
    if done.success() { Ok(pages) } else { Err("the pages with the editors could not be bundled".to_owned()) }
}
