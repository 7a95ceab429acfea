//! What was seen, as a table for people.

use std::fmt::Write as _;
use std::path::Path;

use crate::driver::Kind;
use crate::matrix::{CHECKS, Check, EDITORS, Editor, Verdict};

const START: &str = "<!-- table: written by the test -->\n";
const END: &str = "<!-- end of table -->\n";

/// Where the table stands.
const DOCUMENTS: [&str; 2] = ["docs/editors.md", "README.md"];

/// Holds the documents to what was seen, or writes them anew.
pub fn compare(seen: &dyn Fn(Kind, &Editor, Check) -> Option<Verdict>) -> Result<(), String> {
    let table = draw(seen)?;
    println!("{table}");
    DOCUMENTS.iter().try_for_each(|document| hold(document, &table))
}

fn hold(name: &str, table: &str) -> Result<(), String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let document = std::fs::read_to_string(&file).map_err(|error| format!("{name}: {error}"))?;
    let (head, rest) = document.split_once(START).ok_or_else(|| format!("{name} has no place for the table"))?;
    let (now, tail) = rest.split_once(END).ok_or_else(|| format!("{name}: the table has no end"))?;
    if now == table {
        return Ok(());
    }
    if std::env::var_os("UPDATE_EXPECT").is_none() {
        return Err(format!("{name} says something else: UPDATE_EXPECT=1 cargo test --test editors"));
    }
    std::fs::write(&file, format!("{head}{START}{table}{END}{tail}")).map_err(|error| format!("{name}: {error}"))
}

/// Cells say Chromium first, then Firefox.
fn draw(seen: &dyn Fn(Kind, &Editor, Check) -> Option<Verdict>) -> Result<String, String> {
    let mut table = String::from("| editor |");
    for check in CHECKS {
        let _ = write!(table, " {} |", check.title());
    }
    table.push_str("\n| --- |");
    table.push_str(&" --- |".repeat(CHECKS.len()));
    table.push('\n');
    let versions = versions()?;
    for editor in EDITORS {
        let version = versions[editor.package].as_str().map(|version| version.rsplit('@').next().unwrap_or(version));
        let _ = write!(
            table,
            "| {}{}{} |",
            editor.title,
            if version.is_some() { " " } else { "" },
            version.unwrap_or_default()
        );
        for check in CHECKS {
            let marks = [Kind::Chromium, Kind::Firefox].map(|kind| match seen(kind, editor, *check) {
                Some(Ok(note)) if note.is_empty() => "✔".to_owned(),
                Some(Ok(note)) => format!("✔ ({note})"),
                Some(Err(_)) => "✘".to_owned(),
                None => "–".to_owned(),
            });
            let _ = write!(table, " {} |", marks.join(" "));
        }
        table.push('\n');
    }
    Ok(table)
}

fn versions() -> Result<serde_json::Value, String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/editors/package.json");
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    let package: serde_json::Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
    Ok(package["devDependencies"].clone())
}
