//! The table of faults in `docs/faults.md` promises nothing that no test holds it to.

use std::path::{Path, PathBuf};

fn sources(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("node_modules") {
            sources(&path, out);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            out.push(path);
        }
    }
}

#[test]
fn every_row_of_the_table_of_faults_is_a_test() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    sources(&root.join("src"), &mut files);
    sources(&root.join("tests"), &mut files);
    let all: String = files.iter().map(|file| std::fs::read_to_string(file).expect("a source")).collect();
    let table = std::fs::read_to_string(root.join("docs/faults.md")).expect("the table");
    let rows: Vec<&str> =
        table.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| ---")).skip(1).collect();
    for row in &rows {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        assert!(cells.len() == 4 && cells.iter().all(|cell| !cell.is_empty()), "a row with a hole: {row}");
        let names: Vec<&str> = cells[3].split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "no test: {row}");
        for name in names {
            // A journey has its name in the list that is run, too.
            let is_test = all.contains(&format!("#[test]\nfn {name}("))
                || all.contains(&format!("#[test]\n    fn {name}("))
                || all.contains(&format!("(\"{name}\", {name})"));
            assert!(is_test, "`{name}` is the name of no test");
        }
    }
    assert!(rows.len() > 20, "the table is no longer read");
}
