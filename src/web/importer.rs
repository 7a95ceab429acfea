//! The worker in which an export is read. Files are read piece by piece, never as a whole.

use std::io::{self, Read, Seek, SeekFrom};

use serde::{Serialize, de::DeserializeOwned};

use js_sys::{Array, Function, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::*;
use web_sys::{File, FileReaderSync};

use crate::import::{Options, Progress, Reading};
use crate::say;

/// Bytes that are read at once.
const PIECE: u64 = 256 * 1024;

/// Reads the files that the person chose; the answer is an `Import` as JSON. `progress` is told how far it is.
#[wasm_bindgen]
pub fn read_export(files: Array, options: String, progress: Function) -> Result<String, JsValue> {
    let options: Options = from_text(&options).unwrap_or_default();
    let mut reading = Reading::new(options);
    let mut tell = |now: &Progress| {
        // Nobody listening is no reason to stop.
        let _ = progress.call1(&JsValue::NULL, &JsValue::from_str(&to_text(now)));
    };
    for file in files.iter() {
        let Ok(file) = file.dyn_into::<File>() else { continue };
        let name = file.name();
        reading.add(&name, Pieces::new(file)?, &mut tell);
    }
    Ok(to_text(&reading.finish()))
}

/// A value as JSON text.
pub fn to_text<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// The value of a JSON text.
pub fn from_text<T: DeserializeOwned>(text: &str) -> Option<T> {
    let value: serde_json::Value = serde_json::from_str(text).ok()?;
    crate::plain::read(&value).ok()
}

/// A file as a stream.
struct Pieces {
    file: File,
    reader: FileReaderSync,
    length: u64,
    position: u64,
    /// The piece that is held, and where it begins.
    piece: Vec<u8>,
    began: u64,
}

impl Pieces {
    fn new(file: File) -> Result<Self, JsValue> {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a size in bytes is a whole number")]
        let length = file.size() as u64;
        Ok(Self { file, reader: FileReaderSync::new()?, length, position: 0, piece: Vec::new(), began: 0 })
    }

    fn fetch(&mut self) -> io::Result<()> {
        let end = (self.position + PIECE).min(self.length);
        let refused = |_| io::Error::other(say!("the browser cannot read the file; it may have been moved or changed"));
        #[allow(clippy::cast_precision_loss, reason = "no file is longer than 2^53 bytes")]
        let slice = self.file.slice_with_f64_and_f64(self.position as f64, end as f64).map_err(refused)?;
        let buffer = self.reader.read_as_array_buffer(&slice).map_err(refused)?;
        self.piece = Uint8Array::new(&buffer).to_vec();
        self.began = self.position;
        Ok(())
    }
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.position >= self.length || buffer.is_empty() {
            return Ok(0);
        }
        let held = self.began..self.began + self.piece.len() as u64;
        if !held.contains(&self.position) {
            self.fetch()?;
        }
        let from = usize::try_from(self.position - self.began).unwrap_or(usize::MAX);
        let rest = self.piece.get(from..).unwrap_or_default();
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.position += count as u64;
        Ok(count)
    }
}

impl Seek for Pieces {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let position = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length.checked_add_signed(by),
            SeekFrom::Current(by) => self.position.checked_add_signed(by),
        };
        self.position = position.ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
        Ok(self.position)
    }
}
