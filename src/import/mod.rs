//! The network's own data export, read into a record: the archive as downloaded, or single files of it.
//!
//! Files are read as streams; of messages nothing is held but counts. Whatever is wrong is told with file and line,
//! and what is right beside it is kept.

mod date;
mod encoding;
mod kind;
mod merge;
mod messages;
mod rows;
mod table;

pub use kind::Kind;
pub use table::{Trouble, Troubles};

use std::io::{BufReader, Read, Seek};

use serde::{Deserialize, Serialize};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::backlog::{Backlog, Invitation};
use crate::record::{PartialDate, Record};
use crate::say;
use kind::{KINDS, Known};
use rows::Gathered;
use table::{Broken, Table};

/// Most bytes of one file, unpacked.
const LARGEST: u64 = 4 << 30;
/// How many times larger a file may be unpacked than packed. Tables shrink to a tenth; what is made to fill a memory
/// shrinks to a thousandth.
const DENSEST: u64 = 200;
/// Small files may be as dense as they like.
const SMALL: u64 = 64 << 20;
/// Most files of an archive.
const MOST_FILES: usize = 20_000;

/// What the person chose.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Options {
    /// Whether the last message of each person is kept in words.
    pub keep_text: bool,
    /// The person's own name, for a file of messages that comes without a profile.
    pub own_name: String,
    /// The day of the import.
    pub today: PartialDate,
}

/// How far the reading is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The file that is being read.
    pub file: String,
    /// Its rows so far.
    pub rows: usize,
    /// Its bytes so far, unpacked.
    pub bytes: u64,
    /// Its bytes in all; 0 when not known.
    pub of: u64,
    /// The line it is at.
    pub line: u64,
}

/// What became of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FileReport {
    /// Its name, as the archive has it.
    pub name: String,
    /// What it was read as; absent for one that was skipped.
    pub kind: Option<Kind>,
    /// What that is, for the person.
    pub what: String,
    /// Rows in it.
    pub rows: usize,
    /// Rows that were taken over.
    pub kept: usize,
    /// Why it was skipped or not read to its end; empty if all is well.
    pub reason: String,
    /// Rows with something wrong.
    pub troubles: Troubles,
    /// Whether it is of the kind that Demur does not need, and nothing is wrong.
    pub unneeded: bool,
}

/// What an export holds, before anything is stored.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Import {
    /// The record.
    pub record: Record,
    /// Invitations that came in.
    pub invitations: Vec<Invitation>,
    /// Invitations that the person sent; they are not kept.
    pub invitations_sent: usize,
    /// Every file, in the order in which they were read.
    pub files: Vec<FileReport>,
    /// What else the person should know.
    pub remarks: Vec<String>,
}

/// An import under way: files are added one after another.
pub struct Reading {
    options: Options,
    gathered: Gathered,
    files: Vec<FileReport>,
    has_messages: bool,
}

impl Reading {
    /// Begins.
    pub fn new(options: Options) -> Self {
        Self { options, gathered: Gathered::default(), files: Vec::new(), has_messages: false }
    }

    /// Adds a file as the person has it: an archive or a single table. Cannot fail: what is wrong is in the report.
    pub fn add<R: Read + Seek>(&mut self, name: &str, mut from: R, progress: &mut dyn FnMut(&Progress)) {
        let mut head = [0; 4];
        let length = from.seek(std::io::SeekFrom::End(0)).unwrap_or(0);
        let read =
            from.rewind().and_then(|()| read_up_to(&mut from, &mut head)).and_then(|read| from.rewind().map(|()| read));
        match read {
            Err(error) => self.skip(name, &say!("The file cannot be read: {why}.", why = error)),
            Ok(0) => self.skip(name, say!("The file is empty.")),
            Ok(_) if head.starts_with(b"PK") => self.archive(name, from, progress),
            Ok(_) if name.to_lowercase().ends_with(".zip") => {
                self.skip(name, say!("This is no ZIP archive, though its name says so. Download the export again."));
            }
            Ok(_) => self.table(name, from, length, LARGEST, None, progress),
        }
    }

    fn skip(&mut self, name: &str, reason: &str) {
        self.files.push(FileReport { name: shown(name), reason: reason.to_owned(), ..FileReport::default() });
    }

    fn archive<R: Read + Seek>(&mut self, name: &str, from: R, progress: &mut dyn FnMut(&Progress)) {
        let mut archive = match ZipArchive::new(BufReader::with_capacity(1 << 16, from)) {
            Ok(archive) => archive,
            Err(error) => return self.skip(name, unopened(&error)),
        };
        if archive.len() > MOST_FILES {
            return self.skip(
                name,
                &say!("The archive holds {count} files, more than any export does.", count = archive.len()),
            );
        }
        // Names first: each kind is read in its turn, each file once.
        let mut entries: Vec<(usize, String)> = Vec::new();
        for at in 0..archive.len() {
            match archive.by_index_raw(at) {
                Ok(entry) if entry.is_dir() => {}
                Ok(entry) => entries.push((at, String::from_utf8_lossy(entry.name_raw()).into_owned())),
                Err(error) => {
                    self.skip(&say!("file {number} of {name}", number = at + 1, name = name), unopened(&error))
                }
            }
        }
        if entries.is_empty() {
            return self.skip(name, say!("The archive holds no files."));
        }
        let order = |path: &str| {
            let kind = kind::by_name(path).map(|known| known.kind);
            KINDS.iter().position(|known| Some(known.kind) == kind).unwrap_or(KINDS.len())
        };
        entries.sort_by_cached_key(|(at, path)| (order(path), *at));
        let mut seen: Vec<Kind> = Vec::new();
        for (at, path) in entries {
            let Some(known) = kind::by_name(&path) else {
                self.unneeded(&path);
                continue;
            };
            if seen.contains(&known.kind) {
                self.skip(&path, say!("The archive holds a file of this kind already; only the first is read."));
                continue;
            }
            match archive.by_index(at) {
                Err(error) => self.skip(&path, unopened(&error)),
                Ok(entry) => {
                    seen.push(known.kind);
                    let most = SMALL.max(entry.compressed_size().saturating_mul(DENSEST)).min(LARGEST);
                    let size = entry.size();
                    self.table(&path, entry, size, most, Some(known), progress);
                }
            }
        }
    }

    fn unneeded(&mut self, path: &str) {
        let is_table = path.to_lowercase().ends_with(".csv");
        let reason = if is_table { say!("Demur has no use for it.") } else { say!("It is no table.") };
        self.files.push(FileReport {
            name: shown(path),
            reason: reason.to_owned(),
            unneeded: true,
            ..FileReport::default()
        });
    }

    fn table<R: Read>(
        &mut self,
        name: &str,
        from: R,
        size: u64,
        most: u64,
        expected: Option<&'static Known>,
        progress: &mut dyn FnMut(&Progress),
    ) {
        let expected = expected.or_else(|| kind::by_name(name));
        let knows = |cells: &[String]| match expected {
            Some(known) => known.is_head(cells),
            None => kind::by_head(cells).is_some(),
        };
        let mut table = match Table::open(from, most, knows) {
            Ok(table) => table,
            Err(broken) => return self.skip(name, &unknown(name, &broken, expected)),
        };
        let Some(known) = expected.or_else(|| kind::by_head(&table.head)) else { return };
        let mut so_far = Progress { file: shown(name), of: size, ..Progress::default() };
        progress(&so_far);
        let counts = rows::take(known.kind, &mut table, &mut self.gathered, &self.options, progress, &mut so_far);
        self.has_messages |= known.kind == Kind::Messages;
        let reason = counts.broken.map(|(line, why)| {
            say!("Reading ended at line {line}: {why}. What stands before is kept.", line = line, why = why)
        });
        self.files.push(FileReport {
            name: shown(name),
            kind: Some(known.kind),
            what: if counts.kept == 1 { known.one() } else { known.what() }.to_owned(),
            rows: counts.rows,
            kept: counts.kept,
            reason: reason.unwrap_or_default(),
            troubles: counts.troubles,
            unneeded: false,
        });
    }

    /// Ends: what all files together hold.
    pub fn finish(self) -> Import {
        let Gathered { mut record, invitations, sent, messages } = self.gathered;
        let mut remarks = Vec::new();
        if messages.to_many > 0 {
            remarks.push(say!(
                "{count} messages to several people at once are not counted: they say little of two.",
                count = messages.to_many
            ));
        }
        if messages.nameless > 0 {
            remarks.push(say!("{count} messages of closed accounts are not counted.", count = messages.nameless));
        }
        let own = if record.name.is_empty() { &self.options.own_name } else { &record.name };
        match messages.finish(own) {
            Some(exchanges) => record.exchanges = exchanges,
            None => remarks.push(
                say!("The messages could not be counted, because it is not clear which of the people is you: set your name, or import the whole archive.").to_owned(),
            ),
        }
        // Only what was read to its end can be complete.
        let whole = |kind: Kind| self.files.iter().any(|file| file.kind == Some(kind) && file.reason.is_empty());
        for (part, kind) in
            Record::PARTS.into_iter().zip([Kind::Positions, Kind::Education, Kind::Groups, Kind::Connections])
        {
            record.set_complete(part, whole(kind));
        }
        if self.files.iter().any(|file| file.kind.is_some()) {
            record.imported = self.options.today;
        }
        Import { record, invitations, invitations_sent: sent, files: self.files, remarks }
    }
}

/// Reads as much as there is, up to the length of the buffer.
fn read_up_to(from: &mut impl Read, buffer: &mut [u8]) -> std::io::Result<usize> {
    let mut filled = 0;
    while filled < buffer.len() {
        match from.read(&mut buffer[filled..])? {
            0 => break,
            count => filled += count,
        }
    }
    Ok(filled)
}

/// A name for showing: no path tricks matter, for nothing is ever written under it; only its length is bounded.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(120).collect()
}

fn unopened(error: &ZipError) -> &'static str {
    match error {
        ZipError::InvalidArchive(_) | ZipError::Io(_) => {
            say!("The archive is damaged or not complete: the download may not have finished. Download it again.")
        }
        ZipError::InvalidPassword => say!("The archive asks for a password."),
        ZipError::UnsupportedArchive(what) if what.to_lowercase().contains("password") => {
            say!("The archive asks for a password. Unpack it and choose the files in it.")
        }
        _ => say!("The archive is packed in a way that Demur cannot read. Unpack it and choose the files in it."),
    }
}

/// Why a table is not read.
fn unknown(name: &str, broken: &Broken, expected: Option<&Known>) -> String {
    match broken {
        Broken::Empty => say!("The file is empty.").to_owned(),
        Broken::Unreadable(line, why) => say!("It cannot be read at line {line}: {why}.", line = line, why = why),
        Broken::Unknown(cells) => {
            let named = cells.iter().take(4).map(|cell| format!("“{cell}”")).collect::<Vec<_>>().join(", ");
            if let Some(language) = kind::language(cells) {
                return say!(
                    "Its columns are in {language} ({named}). Demur reads exports in English: set the network's language to English, ask for the export again, and change back.",
                    language = language,
                    named = named
                );
            }
            match expected {
                Some(known) => {
                    say!(
                        "It should hold {what}, but its columns are others: {named}.",
                        what = known.what(),
                        named = named
                    )
                }
                None if name.to_lowercase().ends_with(".csv") => {
                    say!("None of the tables that Demur knows has these columns: {named}.", named = named)
                }
                None => say!("This is neither the export's ZIP archive nor a CSV file of it.").to_owned(),
            }
        }
    }
}

impl Import {
    /// Whether anything was understood.
    pub fn is_empty(&self) -> bool {
        self.files.iter().all(|file| file.kind.is_none())
    }

    /// Takes over what was read. Doing so again changes nothing.
    pub fn apply(&self, record: &mut Record, backlog: &mut Backlog) {
        let fresh = record.is_empty();
        let mut complete: Vec<&str> = Record::PARTS.into_iter().filter(|part| self.record.is_complete(part)).collect();
        if !fresh {
            complete.extend(Record::PARTS.into_iter().filter(|part| record.is_complete(part)));
        }
        record.merge(Record { incomplete: Vec::new(), ..self.record.clone() });
        for part in Record::PARTS {
            record.set_complete(part, complete.contains(&part));
        }
        backlog.merge(Backlog { invitations: self.invitations.clone() });
    }
}

#[cfg(test)]
mod tests;
