//! A folder as a ZIP whose bytes depend on nothing but the names and contents of its files.
//!
//! The order is alphabetical, every file is of the same day, and permissions are not those of this disk.

use std::{
    fs,
    io::{self, Cursor, Write},
    path::{Path, PathBuf},
};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

/// Packs every file below the folder, under names relative to it.
pub fn zip(folder: &Path) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(9))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, path) in files_below(folder)? {
        archive.start_file(name, options)?;
        archive.write_all(&fs::read(path)?)?;
    }
    Ok(archive.finish()?.into_inner())
}

/// Every file below the folder with its name in the archive, which has `/` on all systems, sorted by it.
fn files_below(folder: &Path) -> io::Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    let mut folders = vec![(String::new(), folder.to_owned())];
    while let Some((prefix, folder)) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push((format!("{name}/"), entry.path()));
            } else {
                files.push((name, entry.path()));
            }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own for one test, with these files made in this order.
    fn folder(test: &str, names: &[&str]) -> PathBuf {
        let root = std::env::temp_dir().join(format!("demur-pack-{test}-{}", std::process::id()));
        for name in names {
            let path = root.join(name);
            fs::create_dir_all(path.parent().expect("below the root")).expect("a folder");
            fs::write(path, name).expect("a file");
        }
        root
    }

    #[test]
    fn names_are_relative_and_sorted() {
        let root = folder("names", &["worker.js", "icons/16.png", "content.js"]);
        let names: Vec<String> = files_below(&root).expect("readable").into_iter().map(|(name, _)| name).collect();
        fs::remove_dir_all(root).expect("removable");
        assert_eq!(names, ["content.js", "icons/16.png", "worker.js"]);
    }

    #[test]
    fn the_order_and_the_time_of_writing_leave_no_trace() {
        let one = folder("one", &["a.js", "icons/b.png"]);
        let other = folder("other", &["icons/b.png", "a.js"]);
        let (first, second) = (zip(&one).expect("packed"), zip(&other).expect("packed"));
        fs::remove_dir_all(one).expect("removable");
        fs::remove_dir_all(other).expect("removable");
        assert!(first == second, "the same files gave different archives");
    }
}
