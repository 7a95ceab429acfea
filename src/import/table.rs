//! A CSV file of an export, row by row: where its head is, which column is which, and what is wrong with it.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::encoding::{self, Narrow};
use crate::say;
use crate::text::fold;

/// Most bytes of one row: a longer one is a quotation mark that nobody closed.
const LONGEST_ROW: u64 = 4 << 20;
/// Rows in front of the head that may be a preamble.
const PREAMBLE: usize = 12;
/// Most characters that are kept of a field.
pub const LONGEST_FIELD: usize = 400;
/// Rows with something wrong that are told one by one.
const TOLD: usize = 20;

/// Something wrong with a row.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    /// Line of the file, from 1.
    pub line: u64,
    /// What is wrong, for the person.
    pub what: String,
}

/// Rows with something wrong: the first of them, and how many there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Troubles {
    /// The first ones.
    pub first: Vec<Trouble>,
    /// All of them.
    pub count: usize,
}

impl Troubles {
    /// Notes one.
    pub fn add(&mut self, line: u64, what: impl Into<String>) {
        self.count += 1;
        if self.first.len() < TOLD {
            self.first.push(Trouble { line, what: what.into() });
        }
    }
}

/// A reader that counts, and that ends what goes on for too long.
struct Bounded<R> {
    from: R,
    read: Rc<Cell<u64>>,
    row_began: Rc<Cell<u64>>,
    most: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        let total = self.read.get() + count as u64;
        self.read.set(total);
        let said = |what: &str| Err(io::Error::other(what.to_owned()));
        match () {
            () if total > self.most => said(say!("it is far larger unpacked than an export can be")),
            () if total - self.row_began.get() > LONGEST_ROW => {
                said(say!("a quotation mark is opened and never closed"))
            }
            () => Ok(count),
        }
    }
}

/// Where the columns of a kind of file stand.
#[derive(Debug, Clone)]
pub struct Columns(Vec<Option<usize>>);

/// One row.
pub struct Row<'a> {
    fields: &'a csv::ByteRecord,
    columns: &'a Columns,
    /// Line of the file, from 1.
    pub line: u64,
}

impl Row<'_> {
    /// The text of a column, by its number in the list of wanted columns; shortened, without blanks around it.
    pub fn text(&self, column: usize) -> String {
        let field = self.raw(column);
        encoding::text(field).trim().chars().filter(|c| *c != '\0').take(LONGEST_FIELD).collect()
    }

    /// The bytes of a column.
    pub fn raw(&self, column: usize) -> &[u8] {
        let at = self.columns.0.get(column).copied().flatten();
        at.and_then(|at| self.fields.get(at)).unwrap_or_default()
    }

    /// Whether the file has a column.
    pub fn has(&self, column: usize) -> bool {
        self.columns.0.get(column).copied().flatten().is_some()
    }
}

/// A file whose head has been found.
pub struct Table<R> {
    reader: csv::Reader<Narrow<Bounded<R>>>,
    row: csv::ByteRecord,
    /// The head, as it stands.
    pub head: Vec<String>,
    bytes: Rc<Cell<u64>>,
    row_began: Rc<Cell<u64>>,
}

/// Why a file's rows are not to be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// There is no row at all.
    Empty,
    /// The first rows, none of which is a head that is known.
    Unknown(Vec<String>),
    /// Reading ended early, and why.
    Unreadable(u64, String),
}

impl<R: Read> Table<R> {
    /// Reads up to the head: the first row that `knows` takes for one. `most` bounds the bytes of the file.
    pub fn open(from: R, most: u64, knows: impl Fn(&[String]) -> bool) -> Result<Self, Broken> {
        let (bytes, row_began) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
        let bounded = Narrow::new(Bounded { from, read: bytes.clone(), row_began: row_began.clone(), most });
        let reader = csv::ReaderBuilder::new().flexible(true).has_headers(false).from_reader(bounded);
        let mut table = Self { reader, row: csv::ByteRecord::new(), head: Vec::new(), bytes, row_began };
        let mut first: Option<Vec<String>> = None;
        for _ in 0..PREAMBLE {
            if !table.advance().map_err(|(line, what)| Broken::Unreadable(line, what))? {
                break;
            }
            let cells: Vec<String> =
                table.row.iter().map(|cell| encoding::text(cell).trim().chars().take(80).collect()).collect();
            if knows(&cells) {
                table.head = cells;
                return Ok(table);
            }
            // A preamble has one cell a row; a head in another language has more.
            if first.as_ref().is_none_or(|first| first.len() < cells.len()) {
                first = Some(cells);
            }
        }
        Err(first.map_or(Broken::Empty, Broken::Unknown))
    }

    /// The next row, if there is one. Where reading breaks off, the line and the reason.
    pub fn next<'a>(&'a mut self, columns: &'a Columns) -> Option<Result<Row<'a>, (u64, String)>> {
        match self.advance() {
            Ok(false) => None,
            Ok(true) => {
                let line = self.row.position().map_or(0, csv::Position::line);
                Some(Ok(Row { fields: &self.row, columns, line }))
            }
            Err(broken) => Some(Err(broken)),
        }
    }

    fn advance(&mut self) -> Result<bool, (u64, String)> {
        self.row_began.set(self.bytes.get());
        let began = self.reader.position().line();
        self.reader.read_byte_record(&mut self.row).map_err(|error| {
            let why = match error.into_kind() {
                csv::ErrorKind::Io(error) => plain(&error),
                _ => say!("it is no table").to_owned(),
            };
            (began, why)
        })
    }

    /// Bytes read so far, unpacked.
    pub fn bytes(&self) -> u64 {
        self.bytes.get()
    }

    /// Whether the row that was read last runs over so many lines that a quotation mark must have been left open.
    pub fn ran_on(&self) -> bool {
        self.row.iter().any(|cell| cell.iter().filter(|byte| **byte == b'\n').count() > 2_000)
    }

    /// Finds columns by any of their names.
    pub fn columns(&self, wanted: &[&[&str]]) -> Columns {
        let head: Vec<String> = self.head.iter().map(|name| key(name)).collect();
        let find = |names: &&[&str]| names.iter().find_map(|name| head.iter().position(|own| *own == key(name)));
        Columns(wanted.iter().map(find).collect())
    }
}

/// What went wrong while unpacking, in plain words.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::UnexpectedEof => say!("it ends in the middle: the download may not have finished").to_owned(),
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => say!("it is damaged").to_owned(),
        _ => error.to_string(),
    }
}

/// A column's name without case, accents, blanks and signs.
pub fn key(name: &str) -> String {
    fold(name).chars().filter(|c| c.is_alphanumeric()).collect()
}
