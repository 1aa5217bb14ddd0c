//! Rows of a file: bytes to records, whatever the delimiter and the encoding, with the line each row stands on.
//!
//! In: the [`Content`] of a file. Out: a lending stream of [`Row`]s after a header that was searched for.
//! Text is decoded where it is kept, cell by cell. Bounded: a record longer than [`MAX_RECORD`] is given up with a
//! problem, and a quote that is opened and never closed costs its own row instead of the rest of the file.

use super::open::Content;
use csv::ByteRecord;
use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;

/// The longest record, in bytes. LinkedIn's longest cell measured has 27,000 characters.
pub const MAX_RECORD: usize = 4 << 20;

/// How many records at the top are searched for a header.
pub const HEADER_WITHIN: usize = 15;

/// After this many quotes that never close, a file is read as if it had none: each one costs a second look.
const MAX_RUNAWAYS: usize = 50;

/// What happened to a row on the way in, for the reader to report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// Nothing.
    None,
    /// A quote was opened and not closed; the row was read as if it had no quotes.
    OpenQuote,
    /// The record was longer than [`MAX_RECORD`]; there is nothing of it.
    TooLong,
    /// The file could not be read on from here (a damaged archive, a failing disk).
    Broken,
}

/// A row of a file.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    /// The line on which it starts, counted from 1.
    pub line: u32,
    /// What happened to it.
    pub damage: Damage,
    record: &'a ByteRecord,
    legacy: &'static encoding_rs::Encoding,
}

/// A column of a header; a column that is not there reads as empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column(Option<usize>);

impl Column {
    /// Whether the file has it.
    pub fn is_there(self) -> bool {
        self.0.is_some()
    }
}

impl<'a> Row<'a> {
    /// The bytes of a cell, trimmed; empty where the row is too short.
    pub fn bytes(&self, column: Column) -> &'a [u8] {
        column.0.and_then(|at| self.record.get(at)).map_or(&[], <[u8]>::trim_ascii)
    }

    /// The text of a cell, decoded, with outer white space of every kind and control characters gone.
    pub fn text(&self, column: Column) -> Cow<'a, str> {
        clean(decode(self.bytes(column), self.legacy))
    }

    /// The text of the cell at a position, whatever its header.
    pub fn at(&self, position: usize) -> Cow<'a, str> {
        clean(decode(self.record.get(position).unwrap_or(&[]).trim_ascii(), self.legacy))
    }

    /// How many cells the row has.
    pub fn len(&self) -> usize {
        self.record.len()
    }

    /// Whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.record.iter().all(|cell| cell.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0))
    }

    /// A fingerprint of the whole row.
    pub fn fingerprint(&self) -> u64 {
        let ends = self.record.iter().fold(0u64, |sum, cell| sum.rotate_left(7) ^ cell.len() as u64);
        crate::index::fingerprint(self.record.as_slice()) ^ ends.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

/// Decodes bytes as UTF-8, and where they are not, as the file's older encoding.
fn decode<'a>(bytes: &'a [u8], legacy: &'static encoding_rs::Encoding) -> Cow<'a, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => legacy.decode_without_bom_handling(bytes).0,
    }
}

/// Takes away outer white space (NBSP and the like too) and control characters; line breaks and tabs stay.
fn clean(text: Cow<'_, str>) -> Cow<'_, str> {
    let unwanted = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    if text.contains(unwanted) {
        let kept: String = text.chars().filter(|c| !unwanted(*c)).collect();
        return Cow::Owned(kept.trim().to_owned());
    }
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
        Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
    }
}

/// A header cell without case, space, underscore, dash, quotes and the like: `Connected On` is `connectedon`.
pub fn header_key(cell: &str) -> String {
    cell.chars().filter(|c| c.is_alphanumeric() || *c == '#').flat_map(char::to_lowercase).collect()
}

/// The header of a file: names as written, and their keys.
#[derive(Clone, Debug, Default)]
pub struct Header {
    /// The names as written.
    pub names: Vec<String>,
    keys: Vec<String>,
    /// The line it stands on.
    pub line: u32,
}

impl Header {
    /// A header of these cells, on this line.
    pub fn new(names: Vec<String>, line: u32) -> Header {
        let keys = names.iter().map(|name| header_key(name)).collect();
        Header { names, keys, line }
    }

    /// The first column whose key is one of these; the earlier name wins over the earlier column. A name that ends
    /// with `*` stands for every key that starts like it.
    pub fn column(&self, keys: &[&str]) -> Column {
        let matches = |have: &String, key: &str| match key.strip_suffix('*') {
            Some(start) => have.starts_with(start),
            None => have == key,
        };
        Column(keys.iter().find_map(|key| self.keys.iter().position(|have| matches(have, key))))
    }

    /// Whether a column with one of these keys is there.
    pub fn has(&self, keys: &[&str]) -> bool {
        self.column(keys).is_there()
    }

    /// The name of a column as the user wrote it.
    pub fn name(&self, column: Column) -> &str {
        column.0.and_then(|at| self.names.get(at)).map_or("", |name| name.trim())
    }

    /// The keys of all columns.
    pub fn keys(&self) -> &[String] {
        &self.keys
    }
}

/// Counts what passes between two records, and stops a record that grows without end.
struct Metered<R> {
    inner: R,
    left: Rc<Cell<usize>>,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = self.left.get();
        if left == 0 {
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, "record too long"));
        }
        let n = self.inner.read(buffer)?;
        self.left.set(left.saturating_sub(n));
        Ok(n)
    }
}

/// How a text table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// `,`, `;` or tab.
    pub delimiter: u8,
    /// Whether quotes mean anything.
    pub quoting: bool,
    /// Whether a cell may hold a line break. Where none may, one is the sign of an open quote.
    pub line_breaks: bool,
}

enum Origin {
    Text { csv: csv::Reader<Metered<Box<dyn Read>>>, left: Rc<Cell<usize>> },
    Grid(std::vec::IntoIter<(u32, ByteRecord)>),
}

/// The rows of a table after its header.
pub struct Rows {
    /// The header.
    pub header: Header,
    content: Content,
    dialect: Dialect,
    origin: Origin,
    record: ByteRecord,
    legacy: Option<&'static encoding_rs::Encoding>,
    first_line: u64,
    offset: u64,
    runaways: usize,
    ended: bool,
}

/// The size of the buffer a file is read through.
const BUFFER: usize = 256 << 10;

fn open_text(content: &Content, offset: u64, dialect: Dialect) -> io::Result<Origin> {
    let left = Rc::new(Cell::new(MAX_RECORD));
    let metered = Metered { inner: content.open_at(offset)?, left: left.clone() };
    let csv = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(dialect.delimiter)
        .quoting(dialect.quoting)
        .buffer_capacity(BUFFER)
        .from_reader(metered);
    Ok(Origin::Text { csv, left })
}

/// The line on which a record starts. The `csv` crate tells where it began to look, which is before the empty lines
/// that it passed over; so this counts back from where the record ended.
pub(super) fn start_line(looked_from: u64, end: u64, last: bool, record: &ByteRecord) -> u64 {
    if end <= looked_from + 1 {
        return looked_from;
    }
    let breaks = record.as_slice().iter().filter(|byte| **byte == b'\n').count() as u64;
    // The last record of a file may end without a line break.
    end.saturating_sub(breaks + u64::from(!last)).max(looked_from)
}

impl Rows {
    /// The rows of a text file that follow `header`.
    pub fn of_text(content: Content, dialect: Dialect, header: Header) -> io::Result<Rows> {
        let origin = open_text(&content, 0, dialect)?;
        let mut rows = Rows {
            header,
            content,
            dialect,
            origin,
            record: ByteRecord::new(),
            legacy: None,
            first_line: 0,
            offset: 0,
            runaways: 0,
            ended: false,
        };
        // The preamble may hold anything, so it is passed over before damage is looked for.
        if let Origin::Text { csv, left } = &mut rows.origin {
            while csv.position().line() <= u64::from(rows.header.line) {
                left.set(MAX_RECORD);
                if !csv.read_byte_record(&mut rows.record).unwrap_or(false) {
                    break;
                }
            }
        }
        Ok(rows)
    }

    /// The rows of a sheet.
    pub fn of_grid(header: Header, rows: Vec<(u32, ByteRecord)>) -> Rows {
        Rows {
            header,
            content: Content::empty(),
            dialect: Dialect { delimiter: b',', quoting: true, line_breaks: true },
            origin: Origin::Grid(rows.into_iter()),
            record: ByteRecord::new(),
            legacy: None,
            first_line: 0,
            offset: 0,
            runaways: 0,
            ended: false,
        }
    }

    /// The next row. Rows without a single cell (empty lines) are no rows.
    pub fn next(&mut self) -> Option<Row<'_>> {
        if self.ended {
            return None;
        }
        let (line, damage) = self.advance()?;
        if self.legacy.is_none() && matches!(damage, Damage::None | Damage::OpenQuote) {
            // Nothing to look up as long as everything is UTF-8, which is what LinkedIn writes.
            if std::str::from_utf8(self.record.as_slice()).is_err() {
                self.legacy = Some(self.content.guess_encoding());
            }
        }
        Some(Row {
            line,
            damage,
            record: &self.record,
            legacy: self.legacy.unwrap_or(encoding_rs::WINDOWS_1252),
        })
    }

    fn advance(&mut self) -> Option<(u32, Damage)> {
        let (csv, left) = match &mut self.origin {
            Origin::Grid(rows) => {
                let (line, record) = rows.next()?;
                self.record = record;
                return Some((line, Damage::None));
            }
            Origin::Text { csv, left } => (csv, left),
        };
        left.set(MAX_RECORD);
        let before = csv.position().clone();
        let read = csv.read_byte_record(&mut self.record);
        let start = self.record.position().unwrap_or(&before).clone();
        let line = self.first_line + start.line();
        let line_number = u32::try_from(line).unwrap_or(u32::MAX);
        match read {
            Ok(false) => {
                self.ended = true;
                None
            }
            Ok(true) => {
                let (end, last) = (csv.position().line(), csv.is_done());
                if end > start.line() + 1 && self.dialect.quoting && self.has_run_away() {
                    return Some(self.read_again(self.offset + start.byte(), line));
                }
                let starts_at = start_line(start.line(), end, last, &self.record);
                Some((u32::try_from(self.first_line + starts_at).unwrap_or(u32::MAX), Damage::None))
            }
            Err(error) => {
                let too_long =
                    matches!(error.kind(), csv::ErrorKind::Io(e) if e.kind() == io::ErrorKind::FileTooLarge);
                if !too_long {
                    self.ended = true;
                    self.record.clear();
                    return Some((line_number, Damage::Broken));
                }
                Some(self.read_again(self.offset + before.byte(), self.first_line + before.line()))
            }
        }
    }

    /// Whether the record just read looks like several, swallowed by a quote that was never closed.
    fn has_run_away(&self) -> bool {
        let breaks = self.record.as_slice().iter().any(|byte| *byte == b'\n');
        if !breaks {
            return false;
        }
        !self.dialect.line_breaks || self.record.len() != self.header.names.len()
    }

    /// Reads the line at `offset` as if it had no quotes, and goes on after it.
    fn read_again(&mut self, offset: u64, line: u64) -> (u32, Damage) {
        self.runaways += 1;
        if self.runaways > MAX_RUNAWAYS {
            self.dialect.quoting = false;
        }
        self.record.clear();
        let (mut offset, mut line) = (offset, line);
        let (first, skipped) = loop {
            match self.content.line_at(offset, MAX_RECORD) {
                // Empty lines before the record are not part of it.
                Ok((Some(first), skipped)) if first.is_empty() && skipped > 0 => {
                    offset += skipped;
                    line += 1;
                }
                Ok(found) => break found,
                Err(_) => {
                    self.ended = true;
                    return (u32::try_from(line).unwrap_or(u32::MAX), Damage::Broken);
                }
            }
        };
        let line_number = u32::try_from(line).unwrap_or(u32::MAX);
        let Ok(origin) = open_text(&self.content, offset + skipped, self.dialect) else {
            self.ended = true;
            return (line_number, Damage::Broken);
        };
        self.origin = origin;
        self.offset = offset + skipped;
        // The new reader counts its first line as 1, and that line is the one after this.
        self.first_line = line;
        let Some(first) = first else { return (line_number, Damage::TooLong) };
        for cell in first.split(|byte| *byte == self.dialect.delimiter) {
            self.record.push_field(cell.trim_ascii().strip_prefix(b"\"").unwrap_or(cell));
        }
        (line_number, Damage::OpenQuote)
    }
}
