//! Rows of a file: bytes to records, whatever the delimiter and the encoding, with the line each row stands on.
//!
//! In: the [`Content`] of a file. Out: a lending stream of [`Row`]s after a header that was searched for.
//! Text is decoded where it is kept, cell by cell. Bounded: a record longer than [`MAX_RECORD`] is given up with a
//! problem, and a quote that is opened and never closed costs its own row instead of the rest of the file.

use super::content::Content;
use super::kind::Kind;
use super::quotes::{closes_its_quotes, split_line, unwrapped};
use super::row::{Legacy, decode};
use super::split::{NoRecord, Record, Span, Split};
use csv::ByteRecord;
use memchr::{memchr, memchr_iter};
use std::cell::{OnceCell, RefCell};
use std::io::{self, Read};
use std::ops::Range;
use std::rc::Rc;

pub use super::row::{Column, Damage, Header, Row, cell_text, header_key, utf8};
pub use super::split::{Dialect, MAX_RECORD};

/// How many records at the top are searched for a header.
pub const HEADER_WITHIN: usize = 15;

/// After this many quotes that never close, a file is read as if it had none: each one costs a second look.
const MAX_RUNAWAYS: usize = 50;

/// After this many rows that were suspected without reason, a wrong number of cells raises no suspicion any more: such
/// is the file.
const MAX_INNOCENT: usize = 1_000;

/// Records of a text, with where they stand in it.
pub(super) struct Text<R> {
    split: Split<R>,
}

/// Where a record starts, and where it ended.
struct Stretch {
    from_byte: u64,
    from_line: u64,
    end_byte: u64,
    /// Line feeds within its cells.
    n_breaks: u64,
    /// Whether the file ended with it, instead of a line break.
    at_end: bool,
}

impl<R: Read> Text<R> {
    pub(super) fn open(inner: R, dialect: Dialect) -> Text<R> {
        Text { split: Split::new(inner, dialect) }
    }

    /// The next record, the line it starts on and its bytes, for those who look for a header.
    pub(super) fn next(&mut self, record: &mut ByteRecord) -> Option<(u64, Range<usize>)> {
        let found = self.read().ok()?;
        record.clear();
        self.split.record().iter().for_each(|cell| record.push_field(cell));
        Some((found.from_line, found.from_byte as usize..found.end_byte as usize))
    }

    fn read(&mut self) -> Result<Stretch, NoRecord> {
        loop {
            let (n_breaks, at_end) = self.split.next()?;
            self.split.drop_mark();
            let (from_byte, from_line) = self.split.from;
            let record = self.split.record();
            // What is left of an empty line on Windows. Lines end in a line feed alone; a carriage return before it is
            // trimmed with the cell it ends.
            if record.len() == 1 && record.get(0) == Some(b"\r") {
                continue;
            }
            let end_byte = self.split.byte;
            return Ok(Stretch { from_byte, from_line, end_byte, n_breaks, at_end });
        }
    }
}

/// A record that was put together, in the place of one that lies in a text.
#[derive(Default)]
struct Made {
    text: Vec<u8>,
    cells: Vec<Span>,
}

impl Made {
    fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    fn push(&mut self, cell: &[u8]) {
        let start = self.text.len() as u32;
        self.text.extend_from_slice(cell);
        self.cells.push((start, self.text.len() as u32));
    }

    fn record(&self) -> Record<'_> {
        Record { text: &self.text, cells: &self.cells }
    }
}

enum Origin {
    Text(Text<Box<dyn Read>>),
    Grid(Rc<Vec<(u32, ByteRecord)>>, usize),
}

/// Where the rows of a table begin that do not begin at its top: below a second header.
#[derive(Clone, Debug)]
pub struct Part {
    header: Header,
    /// The list of the user's own that it begins, where it is known by its columns alone.
    pub(super) kind: Option<Kind>,
    dialect: Dialect,
    /// The byte of a text or the row of a sheet.
    at: u64,
    /// The number of lines above.
    n_lines: u64,
}

/// The rows of a table once more, from the first one on.
pub struct Again {
    header: Header,
    content: Content,
    dialect: Dialect,
    grid: Option<Rc<Vec<(u32, ByteRecord)>>>,
    comments: bool,
    part: Option<Part>,
}

impl Again {
    /// The cells of the header, as written.
    pub fn names(&self) -> &[String] {
        &self.header.names
    }

    /// The rows; `None` where the file cannot be opened any more.
    pub fn rows(&self) -> Option<Rows> {
        if let Some(part) = &self.part {
            return self.part(part.clone());
        }
        let mut rows = match &self.grid {
            Some(grid) => Rows::of_shared_grid(self.header.clone(), grid.clone()),
            None => Rows::of_text(self.content.clone(), self.dialect, self.header.clone()).ok()?,
        };
        rows.comments = self.comments;
        Some(rows)
    }

    /// The rows below another header of the same table.
    pub fn part(&self, part: Part) -> Option<Rows> {
        let header = part.header.clone();
        let mut rows = match &self.grid {
            Some(grid) => {
                let mut rows = Rows::of_shared_grid(header, grid.clone());
                rows.origin = Origin::Grid(grid.clone(), part.at as usize);
                rows
            }
            None => {
                let text = Text::open(self.content.open_at(part.at).ok()?, part.dialect);
                let mut rows = Rows::new(header, self.content.clone(), part.dialect, Origin::Text(text));
                rows.offset = part.at;
                rows.first_line = part.n_lines;
                rows
            }
        };
        rows.comments = self.comments;
        rows.part = Some(part);
        Some(rows)
    }
}

/// Tells of a row whether it is the header of a list of the user's own, and of which kind.
pub type Begins = fn(&Header) -> Option<Kind>;

/// The rows of a table after its header.
pub struct Rows {
    /// The header.
    pub header: Header,
    content: Content,
    dialect: Dialect,
    origin: Origin,
    /// The record of a grid, or of a line that was read by itself.
    made: Made,
    is_made: bool,
    legacy: Legacy,
    first_line: u64,
    offset: u64,
    runaways: usize,
    innocent: usize,
    comments: bool,
    ended: bool,
    part: Option<Part>,
    /// The names of the columns, by which a second header is told.
    names: Names,
    /// Where these are the rows of a list of the user's own: the kind of list that a row in its middle begins, if any.
    begins: Option<Begins>,
    /// Where a second header is noted, by those who read the rows below it by themselves.
    next_part: Option<Rc<RefCell<Option<Part>>>>,
}

impl Rows {
    /// The rows of a text file that follow `header`.
    pub fn of_text(content: Content, dialect: Dialect, header: Header) -> io::Result<Rows> {
        let mut text = Text::open(content.open_at(0)?, dialect);
        // The preamble may hold anything, so it is passed over before damage is looked for.
        while text.split.line <= u64::from(header.line) {
            let starts_above = text.split.line < u64::from(header.line);
            if text.read().is_err() {
                break;
            }
            // Even a quote that nothing closes, and that swallowed the header with all the rows.
            if starts_above
                && text.split.line > u64::from(header.line)
                && text.split.from.1 < u64::from(header.line)
            {
                return Rows::below_line(content, dialect, header);
            }
        }
        Ok(Rows::new(header, content, dialect, Origin::Text(text)))
    }

    /// The same, found by counting lines.
    fn below_line(content: Content, dialect: Dialect, header: Header) -> io::Result<Rows> {
        let mut reader = io::BufReader::new(content.open_at(0)?);
        let n_above = u64::from(header.line).saturating_sub(1);
        let mut offset = 0;
        for _ in 0..n_above {
            offset += io::BufRead::skip_until(&mut reader, b'\n')? as u64;
        }
        let text = Text::open(content.open_at(offset)?, dialect);
        let mut rows = Rows::new(header, content, dialect, Origin::Text(text));
        (rows.offset, rows.first_line) = (offset, n_above);
        if let Origin::Text(text) = &mut rows.origin {
            // The header itself.
            drop(text.read());
        }
        Ok(rows)
    }

    /// The rows of a sheet.
    pub fn of_grid(header: Header, rows: Vec<(u32, ByteRecord)>) -> Rows {
        Rows::of_shared_grid(header, Rc::new(rows))
    }

    fn of_shared_grid(header: Header, rows: Rc<Vec<(u32, ByteRecord)>>) -> Rows {
        let dialect = Dialect { delimiter: b',', quoting: true, line_breaks: true };
        Rows::new(header, Content::empty(), dialect, Origin::Grid(rows, 0))
    }

    /// How many bytes the whole file has; 0 where that is not known.
    pub fn n_bytes(&self) -> u64 {
        self.content.size().unwrap_or(0)
    }

    /// What it takes to read the same rows once more.
    pub fn again(&self) -> Again {
        let grid = match &self.origin {
            Origin::Grid(rows, _) => Some(rows.clone()),
            Origin::Text(_) => None,
        };
        let (header, content) = (self.header.clone(), self.content.clone());
        let part = self.part.clone();
        Again { header, content, dialect: self.dialect, grid, comments: self.comments, part }
    }

    /// Ends the rows at a header with other columns, as two exports put one below the other have it, and notes it.
    pub fn up_to_next_header(mut self) -> (Rows, Rc<RefCell<Option<Part>>>) {
        let noted = Rc::new(RefCell::new(None));
        self.next_part = Some(noted.clone());
        (self, noted)
    }

    fn new(header: Header, content: Content, dialect: Dialect, origin: Origin) -> Rows {
        Rows {
            names: Names::of(&header),
            header,
            legacy: Legacy { content: content.clone(), guessed: OnceCell::new() },
            content,
            dialect,
            origin,
            made: Made::default(),
            is_made: false,
            first_line: 0,
            offset: 0,
            runaways: 0,
            innocent: 0,
            comments: false,
            ended: false,
            part: None,
            begins: None,
            next_part: None,
        }
    }

    /// The same rows as those of a list of the user's own: those that start with `#` are comments. A list whose first
    /// column is called `#` counts its rows there and has none. `begins` tells which list a row in the middle begins.
    pub fn of_own_list(mut self, begins: Begins) -> Rows {
        self.begins = Some(begins);
        self.comments = self.header.keys().first().is_none_or(|key| key != "#");
        self
    }

    /// The next row. Rows without a single cell (empty lines) are no rows.
    #[expect(clippy::should_implement_trait, reason = "a row is lent, which an Iterator cannot do")]
    pub fn next(&mut self) -> Option<Row<'_>> {
        if self.ended {
            return None;
        }
        let (line, damage) = self.advance()?;
        if self.record().len() == 1 {
            self.unwrap_line();
        }
        if self.next_part.is_some()
            && damage == Damage::None
            && let Some(part) = self.other_header(line)
        {
            self.ended = true;
            self.next_part.take().map(|noted| noted.replace(Some(part)));
            return None;
        }
        let record = self.record();
        let first = record.get(0).unwrap_or(&[]).trim_ascii_start();
        let is_comment = self.comments && first.starts_with(b"#");
        Some(Row { line, damage, is_comment, record, legacy: &self.legacy })
    }

    /// The record that was read last.
    fn record(&self) -> Record<'_> {
        match &self.origin {
            Origin::Text(text) if !self.is_made => text.split.record(),
            _ => self.made.record(),
        }
    }

    fn advance(&mut self) -> Option<(u32, Damage)> {
        let text = match &mut self.origin {
            Origin::Grid(rows, next) => {
                let (line, record) = rows.get(*next)?;
                *next += 1;
                self.is_made = true;
                self.made.clear();
                record.iter().for_each(|cell| self.made.push(cell));
                return Some((*line, Damage::None));
            }
            Origin::Text(text) => text,
        };
        match text.read() {
            Err(NoRecord::End) => {
                self.ended = true;
                None
            }
            Ok(found) => {
                self.is_made = false;
                // A quote that nothing closes runs to the end of the file.
                if self.dialect.quoting
                    && (found.at_end || self.is_suspect(found.n_breaks > 0))
                    && self.has_run_away(self.offset + found.from_byte, found.end_byte - found.from_byte)
                {
                    return self.read_again(self.offset + found.from_byte, self.first_line + found.from_line);
                }
                let line = self.first_line + found.from_line;
                Some((u32::try_from(line).unwrap_or(u32::MAX), Damage::None))
            }
            // Nothing of the record was passed over.
            Err(why) => {
                let (byte, line) = (self.offset + text.split.byte, self.first_line + text.split.line);
                if matches!(why, NoRecord::TooLong) {
                    return self.read_again(byte, line);
                }
                self.ended = true;
                self.is_made = true;
                self.made.clear();
                Some((u32::try_from(line).unwrap_or(u32::MAX), Damage::Broken))
            }
        }
    }

    /// Takes a row apart that a spreadsheet wrote as one cell: opened where the list separator is another one, every line
    /// is a cell, and those that have quotes are quoted once more.
    fn unwrap_line(&mut self) {
        let n_columns = self.header.names.len();
        if n_columns < 3 || !matches!(self.origin, Origin::Text(_)) {
            return;
        }
        let line = self.record().get(0).unwrap_or_default();
        if let Some(cells) = unwrapped(line, self.dialect.delimiter, n_columns) {
            self.is_made = true;
            self.made.clear();
            cells.iter().for_each(|cell| self.made.push(cell));
        }
    }

    /// Whether the row just read is a header with other columns than this one, or with the same in another order. Asked
    /// of every row, so the first cells decide.
    fn other_header(&self, line: u32) -> Option<Part> {
        let is_name = |cell: &[u8]| self.names.has(cell);
        let record = self.record();
        // A list of the user's own has few rows, and the columns of its second half may have names of their own.
        let is_near = |cell: &[u8]| !cell.is_empty() && is_name(cell);
        let may_be_own =
            || self.begins.is_some() && !record.iter().any(|cell| cell.iter().any(u8::is_ascii_digit));
        if record.len() > 1 && !record.iter().take(4).any(is_near) && !may_be_own() {
            return None;
        }
        let mut dialect = self.dialect;
        let mut cells = ByteRecord::new();
        if record.len() == 1 {
            let cell = record.get(0)?;
            let delimiter = [b',', b';', b'\t', b'|'].into_iter().find(|delimiter| {
                cell.len() < 1_000 && cell.split(|byte| byte == delimiter).take(4).any(is_name)
            })?;
            split_line(cell, delimiter, |cell| cells.push_field(cell));
            dialect.delimiter = delimiter;
        } else {
            record.iter().for_each(|cell| cells.push_field(cell));
        }
        let names = cells.iter().map(|cell| decode(cell, &self.legacy).into_owned());
        let header = Header::new(names.collect(), line);
        let filled = header.keys().iter().filter(|key| !key.is_empty());
        let n_known = filled.clone().filter(|key| self.header.keys().contains(key)).count();
        // A header once more is one thing, and somebody called Company another.
        let is_like = n_known >= 3 && n_known * 2 >= filled.count();
        let kind = self.begins.and_then(|begins| begins(&header));
        if !is_like && kind.is_none() || header.reads_like(&self.header) {
            return None;
        }
        let (at, n_lines) = match &self.origin {
            Origin::Grid(_, next) => (*next as u64, 0),
            Origin::Text(text) => {
                (self.offset + text.split.byte, self.first_line + text.split.line.saturating_sub(1))
            }
        };
        Some(Part { header, kind, dialect, at, n_lines })
    }

    /// Whether a quote in the record just read may have run away, into the next cell or over the rows below. Cheap,
    /// for it is asked of every row; what it suspects is looked at once more.
    fn is_suspect(&self, has_breaks: bool) -> bool {
        let n_columns = self.header.names.len();
        let record = self.record();
        let has_quote = || record.iter().any(|cell| memchr(b'"', cell).is_some());
        if record.len() != n_columns && self.innocent < MAX_INNOCENT && has_quote() {
            return true;
        }
        if !has_breaks {
            return false;
        }
        if !self.dialect.line_breaks || record.len() != n_columns {
            return true;
        }
        // In the last column, a swallowed row changes no count of cells; but it stands there with its delimiters.
        let n_delimiters = |text: &[u8]| memchr_iter(self.dialect.delimiter, text).count();
        let looks_like_a_row = |text: &[u8]| n_delimiters(text) + 1 >= n_columns.max(2);
        let Origin::Text(text) = &self.origin else { return false };
        let mut several = text.split.cells_with_breaks().filter(|cell| looks_like_a_row(cell));
        several.any(|cell| cell.split(|byte| *byte == b'\n').skip(1).any(looks_like_a_row))
    }

    /// Whether the quotes of the record just read do not close as quotes do, or it cannot be looked at once more.
    fn has_run_away(&mut self, offset: u64, length: u64) -> bool {
        let mut raw = Vec::new();
        let read = self.content.open_at(offset).and_then(|reader| reader.take(length).read_to_end(&mut raw));
        if read.is_err() {
            return false;
        }
        let innocent = closes_its_quotes(&raw, self.dialect.delimiter);
        self.innocent += usize::from(innocent);
        !innocent
    }

    /// Reads the line at `offset` by itself, and goes on after it.
    fn read_again(&mut self, offset: u64, line: u64) -> Option<(u32, Damage)> {
        self.is_made = true;
        self.made.clear();
        let number = |line: u64| u32::try_from(line).unwrap_or(u32::MAX);
        // Empty lines before the record are not part of it.
        let Ok(found) = self.content.line_at(offset, MAX_RECORD) else {
            self.ended = true;
            return Some((number(line), Damage::Broken));
        };
        let line = line + found.n_blank;
        let has_quote = found.text.as_ref().is_some_and(|text| text.contains(&b'"'));
        if has_quote {
            self.runaways += 1;
            if self.runaways > MAX_RUNAWAYS {
                self.dialect.quoting = false;
            }
        }
        let Ok(rest) = self.content.open_at(offset + found.length) else {
            self.ended = true;
            return Some((number(line), Damage::Broken));
        };
        self.origin = Origin::Text(Text::open(rest, self.dialect));
        self.offset = offset + found.length;
        // The new reader counts its first line as 1, and that line is the one after this.
        self.first_line = line;
        let Some(text) = found.text else { return Some((number(line), Damage::TooLong)) };
        if text.is_empty() {
            // Nothing but empty lines, to the end.
            self.ended = true;
            return None;
        }
        split_line(&text, self.dialect.delimiter, |cell| self.made.push(cell));
        Some((number(line), if has_quote { Damage::OpenQuote } else { Damage::None }))
    }
}

/// The names of the columns. Four cells of every row are held against them, so that nearly all are turned away by one look.
struct Names {
    all: Vec<Box<[u8]>>,
    /// A bit for each length and first letter.
    bits: [u64; 4],
}

impl Names {
    fn of(header: &Header) -> Names {
        let all: Vec<Box<[u8]>> = header.names.iter().map(|name| name.trim().as_bytes().into()).collect();
        let mut bits = [0; 4];
        for (at, bit) in all.iter().map(|name| Names::bit(name)) {
            bits[at] |= bit;
        }
        Names { all, bits }
    }

    fn bit(name: &[u8]) -> (usize, u64) {
        let first = name.first().map_or(0, |first| usize::from(first.to_ascii_lowercase()));
        let place = name.len() * 29 + first;
        (place >> 6 & 3, 1 << (place & 63))
    }

    /// Whether a cell is one of them, in any letter case.
    fn has(&self, cell: &[u8]) -> bool {
        let cell = cell.trim_ascii();
        let (at, bit) = Names::bit(cell);
        self.bits[at] & bit != 0 && self.all.iter().any(|name| name.eq_ignore_ascii_case(cell))
    }
}
