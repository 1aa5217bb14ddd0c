//! Rows of a file: bytes to records, whatever the delimiter and the encoding, with the line each row stands on.
//!
//! In: the [`Content`] of a file. Out: a lending stream of [`Row`]s after a header that was searched for.
//! Text is decoded where it is kept, cell by cell. Bounded: a record longer than [`MAX_RECORD`] is given up with a
//! problem, and a quote that is opened and never closed costs its own row instead of the rest of the file.

use super::open::Content;
use super::split::{NoRecord, Record, Span, Split};
use csv::ByteRecord;
use memchr::{memchr, memchr_iter};
use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::io::{self, Read};
use std::rc::Rc;
use unicode_normalization::UnicodeNormalization;

/// The longest record, in bytes. LinkedIn's longest cell measured has 27,000 characters.
pub const MAX_RECORD: usize = 4 << 20;

/// How many records at the top are searched for a header.
pub const HEADER_WITHIN: usize = 15;

/// After this many quotes that never close, a file is read as if it had none: each one costs a second look.
const MAX_RUNAWAYS: usize = 50;

/// After this many rows that were suspected without reason, a wrong number of cells raises no suspicion any more: such
/// is the file.
const MAX_INNOCENT: usize = 1_000;

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
    /// Whether the user wrote it as a comment: its first cell starts with `#`.
    pub is_comment: bool,
    record: Record<'a>,
    legacy: &'a Legacy,
}

/// The older encoding of a file, guessed when the first cell is met that is not UTF-8. Most files have none.
#[derive(Debug)]
struct Legacy {
    content: Content,
    guessed: OnceCell<&'static encoding_rs::Encoding>,
}

impl Legacy {
    fn encoding(&self) -> &'static encoding_rs::Encoding {
        self.guessed.get_or_init(|| self.content.guess_encoding())
    }
}

/// A column of a header; a column that is not there reads as empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column(Option<usize>);

impl Column {
    /// Whether the file has it.
    pub fn is_there(self) -> bool {
        self.0.is_some()
    }

    /// Its cell among those of a row.
    pub fn of(self, cells: &[String]) -> Option<&str> {
        self.0.and_then(|at| cells.get(at)).map(String::as_str)
    }
}

impl<'a> Row<'a> {
    /// The bytes of a cell, trimmed; empty where the row is too short.
    pub fn bytes(&self, column: Column) -> &'a [u8] {
        column.0.and_then(|at| self.record.get(at)).map_or(&[], <[u8]>::trim_ascii)
    }

    /// The text of a cell, decoded, with outer white space of every kind and control characters gone.
    pub fn text(&self, column: Column) -> Cow<'a, str> {
        text_of(self.bytes(column), self.legacy)
    }

    /// The text of the cell at a position, whatever its header.
    pub fn at(&self, position: usize) -> Cow<'a, str> {
        text_of(self.record.get(position).unwrap_or(&[]).trim_ascii(), self.legacy)
    }

    /// How many cells the row has.
    pub fn n_cells(&self) -> usize {
        self.record.len()
    }

    /// Whether its cells are these texts, but for white space around them.
    pub fn says(&self, texts: &[String]) -> bool {
        self.record.len() == texts.len()
            && self.record.iter().zip(texts).all(|(cell, text)| cell.trim_ascii() == text.trim().as_bytes())
    }

    /// Whether its first cell starts with one of these, and no other has anything.
    pub fn stands_alone(&self, starts: &[&str]) -> bool {
        let first = self.record.get(0).unwrap_or_default().trim_ascii();
        let first = first.strip_prefix(b"\"").unwrap_or(first);
        starts.iter().any(|start| first.starts_with(start.as_bytes()))
            && self.record.iter().skip(1).all(|cell| cell.trim_ascii().is_empty())
    }

    /// Whether every cell is blank.
    pub fn is_blank(&self) -> bool {
        self.record.iter().all(|cell| cell.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0))
    }

    /// A fingerprint of the whole row, the same whether its line ended as on Windows or not, and its cells stood in
    /// quotes or not.
    pub fn fingerprint(&self) -> u64 {
        let last = self.record.len().saturating_sub(1);
        let bare = |(at, cell): (usize, &'a [u8])| match at == last {
            true => cell.strip_suffix(b"\r").unwrap_or(cell),
            false => cell,
        };
        let of_cells = crate::index::fingerprint_of(self.record.iter().enumerate().map(bare));
        of_cells ^ (self.record.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

/// The text of a cell of which outer spaces are gone.
fn text_of<'a>(bytes: &'a [u8], legacy: &Legacy) -> Cow<'a, str> {
    // Nine cells of ten are printable ASCII, in which nothing is to be decoded or taken away.
    let is_plain = bytes.iter().fold(true, |all, byte| all & matches!(byte, b' '..=b'~'));
    match std::str::from_utf8(bytes) {
        Ok(text) if is_plain => Cow::Borrowed(text),
        _ => clean(decode(bytes, legacy)),
    }
}

/// Decodes bytes as UTF-8, and where they are not, as the file's older encoding.
fn decode<'a>(bytes: &'a [u8], legacy: &Legacy) -> Cow<'a, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => legacy.encoding().decode_without_bom_handling(bytes).0,
    }
}

/// The text of a cell as [`Row::text`] gives it, of a file that is UTF-8.
pub fn cell_text(cell: &str) -> Cow<'_, str> {
    clean(Cow::Borrowed(cell.trim_ascii()))
}

/// Takes away outer white space (NBSP and the like too) and control characters; line breaks and tabs stay.
fn clean(text: Cow<'_, str>) -> Cow<'_, str> {
    let unwanted = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    // Bytes first: nearly no cell has any, and half a million are looked at. 0xC2 begins the controls beyond ASCII.
    // All of them are looked at, for that is done many at once.
    let suspicious = |sum: bool, byte: &u8| {
        let is_break = (*byte == b'\n') | (*byte == b'\t') | (*byte == b'\r');
        sum | ((*byte < 32) & !is_break) | (*byte == 127) | (*byte == 0xC2)
    };
    if text.as_bytes().iter().fold(false, suspicious) && text.contains(unwanted) {
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
    // Every file is tried with every delimiter, so that long messages pass here, too.
    if cell.is_ascii() {
        let kept = cell.bytes().filter(|byte| byte.is_ascii_alphanumeric() || *byte == b'#');
        return kept.map(|byte| byte.to_ascii_lowercase() as char).collect();
    }
    // Composed, for a Mac takes `é` apart.
    cell.nfc().filter(|c| c.is_alphanumeric() || *c == '#').flat_map(char::to_lowercase).collect()
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

/// How a text table is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialect {
    /// `,`, `;`, tab or `|`.
    pub delimiter: u8,
    /// Whether quotes mean anything.
    pub quoting: bool,
    /// Whether a cell may hold a line break. Where none may, one is the sign of an open quote.
    pub line_breaks: bool,
}

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

    /// The next record and the line it starts on, for those who look for a header.
    pub(super) fn next(&mut self, record: &mut ByteRecord) -> Option<u64> {
        let found = self.read().ok()?;
        record.clear();
        self.split.record().iter().for_each(|cell| record.push_field(cell));
        Some(found.from_line)
    }

    fn read(&mut self) -> Result<Stretch, NoRecord> {
        loop {
            let (n_breaks, at_end) = self.split.next()?;
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
    /// How long the names of the columns are, a bit for each length.
    lengths_of_names: u64,
    /// Where a second header is noted, by those who read the rows below it by themselves.
    next_part: Option<Rc<RefCell<Option<Part>>>>,
}

impl Rows {
    /// The rows of a text file that follow `header`.
    pub fn of_text(content: Content, dialect: Dialect, header: Header) -> io::Result<Rows> {
        let mut text = Text::open(content.open_at(0)?, dialect);
        // The preamble may hold anything, so it is passed over before damage is looked for.
        while text.split.line <= u64::from(header.line) {
            if text.read().is_err() {
                break;
            }
        }
        Ok(Rows::new(header, content, dialect, Origin::Text(text)))
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
        let lengths = header.names.iter().map(|name| length_bit(name.trim().len()));
        Rows {
            lengths_of_names: lengths.fold(0, |all, one| all | one),
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
            next_part: None,
        }
    }

    /// The same rows, among which those that start with `#` are comments: the user's own files may have some. A list
    /// whose first column is called `#` counts its rows there and has none.
    pub fn with_comments(mut self) -> Rows {
        self.comments = self.header.keys.first().is_none_or(|key| key != "#");
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
        let is_name = |cell: &[u8]| {
            let cell = cell.trim_ascii();
            // Most cells are as long as no name is, and are held against none.
            let is_as_long = self.lengths_of_names & length_bit(cell.len()) != 0;
            let mut names = self.header.names.iter();
            is_as_long && names.any(|name| name.trim().as_bytes().eq_ignore_ascii_case(cell))
        };
        let record = self.record();
        if record.len() > 1 && !record.iter().take(4).any(|cell| !cell.is_empty() && is_name(cell)) {
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
        let names: Vec<String> =
            cells.iter().map(|cell| String::from_utf8_lossy(cell).into_owned()).collect();
        let header = Header::new(names, line);
        let filled = header.keys.iter().filter(|key| !key.is_empty());
        let n_known = filled.clone().filter(|key| self.header.keys.contains(key)).count();
        // A header once more is one thing, and somebody called Company another.
        if n_known < 3 || n_known * 2 < filled.count() || header.keys == self.header.keys {
            return None;
        }
        let (at, n_lines) = match &self.origin {
            Origin::Grid(_, next) => (*next as u64, 0),
            Origin::Text(text) => {
                (self.offset + text.split.byte, self.first_line + text.split.line.saturating_sub(1))
            }
        };
        Some(Part { header, dialect, at, n_lines })
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
        // Of ten cells, one has the line break.
        let has_break = |cell: &&[u8]| memchr(b'\n', cell).is_some();
        let mut several = record.iter().filter(has_break).filter(|cell| looks_like_a_row(cell));
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

/// The bit of a length; all from 63 on share one.
fn length_bit(length: usize) -> u64 {
    1 << length.min(63)
}

/// Where the quoted cell that starts at `start` ends, which is behind its closing quote.
fn end_of_quoted(raw: &[u8], start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        at += raw[at..].iter().position(|byte| *byte == b'"')?;
        if raw.get(at + 1) != Some(&b'"') {
            return Some(at + 1);
        }
        at += 2;
    }
}

/// Whether every quote that opens a cell of this record closes it: behind the closing one, the cell ends. Where a
/// quote has run away, the one that stopped it opened a cell further down, and text follows.
fn closes_its_quotes(raw: &[u8], delimiter: u8) -> bool {
    let ends_cell = |byte: u8| byte == delimiter || byte == b'\n' || byte == b'\r';
    let mut at = 0;
    while at < raw.len() {
        if raw[at] == b'"' {
            let Some(end) = end_of_quoted(raw, at) else { return false };
            at = end;
            while raw.get(at) == Some(&b' ') {
                at += 1;
            }
            if raw.get(at).is_some_and(|byte| !ends_cell(*byte)) {
                return false;
            }
        } else {
            at += raw[at..].iter().position(|byte| ends_cell(*byte)).unwrap_or(raw.len() - at);
        }
        at += 1;
    }
    true
}

/// The cells of a record that is a line of its table wrapped into one cell; `None` where it is none.
pub(super) fn unwrapped(cell: &[u8], delimiter: u8, at_most: usize) -> Option<ByteRecord> {
    // Nothing but quotes lets a delimiter into a cell.
    memchr(delimiter, cell)?;
    let cell = cell.trim_ascii_end();
    let mut cells = ByteRecord::new();
    split_line(cell, delimiter, |cell| cells.push_field(cell));
    (3..=at_most.max(3)).contains(&cells.len()).then_some(cells)
}

/// The cells of a single line, in which a quote counts only where it opens a cell and another one closes it.
fn split_line(line: &[u8], delimiter: u8, mut cell: impl FnMut(&[u8])) {
    let mut at = 0;
    loop {
        if line.get(at) == Some(&b'"')
            && let Some(end) = end_of_quoted(line, at)
            && line.get(end).is_none_or(|byte| *byte == delimiter)
        {
            let mut text = line[at + 1..end - 1].to_vec();
            let mut after_quote = false;
            text.retain(|byte| {
                let second = after_quote && *byte == b'"';
                after_quote = *byte == b'"' && !second;
                !second
            });
            cell(&text);
            at = end;
        } else {
            let length = line[at..].iter().position(|byte| *byte == delimiter).unwrap_or(line.len() - at);
            let text = &line[at..at + length];
            cell(text.trim_ascii().strip_prefix(b"\"").unwrap_or(text));
            at += length;
        }
        if at >= line.len() {
            return;
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_close_where_cells_end() {
        let check =
            |raw: &str, closes: bool| assert_eq!(closes_its_quotes(raw.as_bytes(), b','), closes, "{raw}");
        check("", true);
        check("a,b\n", true);
        check("\n\r\n\"a, b\",c\r\n", true);
        check("\"a \"\"b\"\"\nc\" ,d", true);
        check("a \"b\" c,d\"", true);
        check("\"\",\"\"", true);
        check("\"", false);
        check("\"a,b\n", false);
        check("a,\"b,c\nd,\"e\",f\n", false);
        check("\"a\"b,c\n", false);
    }

    #[test]
    fn a_line_by_itself() {
        let check = |line: &str, expect: &[&str]| {
            let mut cells = Vec::new();
            split_line(line.as_bytes(), b',', |cell| cells.push(String::from_utf8(cell.to_vec()).unwrap()));
            assert_eq!(cells, expect, "{line}");
        };
        check("", &[""]);
        check("a,b,", &["a", "b", ""]);
        check("\"a, b\",\"c", &["a, b", "c"]);
        check("\"say \"\"a\"\"\",\"\",\"b,c", &["say \"a\"", "", "b", "c"]);
        check("\"a\"b,c", &["a\"b", "c"]);
    }

    #[test]
    fn columns_are_found_by_name() {
        let header = Header::new(
            ["Connected On", "connected_on", "#", "Postings (3 = a lot)"].map(str::to_owned).to_vec(),
            1,
        );
        assert_eq!(header.column(&["url", "connectedon"]), Column(Some(0)));
        assert_eq!(header.column(&["posting*"]), Column(Some(3)));
        assert_eq!(header.column(&["#"]), Column(Some(2)));
        assert!(!header.has(&["posting"]));
    }

    #[test]
    fn cells_are_cleaned() {
        let check = |raw: &[u8], expect: &str| {
            let guessed = OnceCell::from(encoding_rs::WINDOWS_1252);
            assert_eq!(clean(decode(raw, &Legacy { content: Content::empty(), guessed })), expect);
        };
        check(b" a b ", "a b");
        check("\u{a0}a\u{a0}".as_bytes(), "a");
        check(b"a\0b\x07", "ab");
        check(b"caf\xe9", "caf\u{e9}");
        check(b"two\r\nlines\r", "two\r\nlines");
    }
}
